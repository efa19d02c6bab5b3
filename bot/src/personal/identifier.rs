//! What numbers are identifiers of a person.

use shared::date::Date;

/// An identifier of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifier {
    /// Number of a resident identity card: GB 11643, 18 places with a check character, or 15 of before 1999.
    IdCard,
    /// Number of a mobile phone.
    Mobile,
    /// Number of a bank card: ISO/IEC 7812, 16 to 19 digits with a check digit.
    BankCard,
    /// Address of electronic mail.
    Email,
}

impl Identifier {
    /// What a number is that is written in these parts.
    pub(super) fn of_number(parts: &[&str]) -> Option<Self> {
        let whole = parts.concat();
        let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
        match (lengths.as_slice(), whole.len()) {
            ([18] | [6, 8, 4], _) if is_id_card(&whole) => Some(Self::IdCard),
            ([15], _) if is_old_id_card(&whole) => Some(Self::IdCard),
            ([11] | [3, 4, 4], _) if is_mobile(&whole) => Some(Self::Mobile),
            // The country's number before it.
            ([2, 11] | [2, 3, 4, 4], _) if parts[0] == "86" && is_mobile(&whole[2..]) => Some(Self::Mobile),
            (_, 16..=19) if is_customary_card(&lengths) && passes_luhn(&whole) => Some(Self::BankCard),
            _ => None,
        }
    }
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

/// In one, or in fours.
fn is_customary_card(lengths: &[usize]) -> bool {
    lengths.len() == 1
        || lengths.split_last().is_some_and(|(last, rest)| *last <= 4 && rest.iter().all(|own| *own == 4))
}

fn is_day(year: &str, rest: &str) -> bool {
    [year, "-", &rest[..2], "-", &rest[2..]].concat().parse::<Date>().is_ok()
}

fn is_id_card(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let digits = text.bytes().take(17).map(|digit| u32::from(digit) - u32::from(b'0'));
    let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    is_day(&text[6..10], &text[10..14]) && text.as_bytes().get(17) == CHECKS.get(sum as usize % 11)
}

fn is_old_id_card(digits: &str) -> bool {
    is_day(&["19", &digits[6..8]].concat(), &digits[8..12])
}

fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit) - u32::from(b'0');
            let doubled = if at % 2 == 1 { digit * 2 } else { digit };
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    digits.bytes().all(|digit| digit.is_ascii_digit()) && sum.is_multiple_of(10)
}
