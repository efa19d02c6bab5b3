//! Numbers as lists write them. The names of the ways are those of the Office formats.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const FORMAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";

/// The number in the way named; in digits where the way is unknown or has no such number.
pub(super) fn written(number: u32, way: &str) -> String {
    let special = match way {
        "none" => Some(String::new()),
        "decimalZero" => Some(format!("{number:02}")),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|text| text.to_ascii_lowercase()),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counted(number, DIGITS, ['十', '百', '千'], true),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counted(number, FORMAL, ['拾', '佰', '仟'], false)
        }
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => Some(spelled(number)),
        "ideographTraditional" => nth(number, STEMS),
        "ideographZodiac" => nth(number, BRANCHES),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => circled(number),
        "decimalEnclosedParen" => offset(number, 20, '⑴'),
        "decimalEnclosedFullstop" => offset(number, 20, '⒈'),
        "ideographEnclosedCircle" => offset(number, 10, '㊀'),
        "decimalFullWidth" | "decimalFullWidth2" => Some(full_width(number)),
        _ => None,
    };
    special.unwrap_or_else(|| number.to_string())
}

fn digit(number: u32, digits: [char; 10]) -> char {
    digits[(number % 10) as usize]
}

fn spelled(number: u32) -> String {
    number.to_string().bytes().map(|b| digit(u32::from(b - b'0'), DIGITS)).collect()
}

fn full_width(number: u32) -> String {
    number.to_string().chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c)).collect()
}

/// 一百零一; `short` leaves out the 一 of 一十一.
fn counted(number: u32, digits: [char; 10], powers: [char; 3], short: bool) -> Option<String> {
    if number == 0 || number > 9999 {
        return (number == 0).then(|| digits[0].to_string());
    }
    let mut text = String::new();
    let mut gap = false;
    for power in (0..4).rev() {
        let place = number / 10_u32.pow(power);
        if place.is_multiple_of(10) {
            gap = !text.is_empty();
            continue;
        }
        if gap {
            text.push('零');
        }
        gap = false;
        let leading_one = short && power == 1 && place == 1;
        if !leading_one {
            text.push(digit(place, digits));
        }
        text.extend(power.checked_sub(1).and_then(|at| powers.get(at as usize)));
    }
    Some(text)
}

fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut text = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            text.push_str(sign);
            left -= value;
        }
    }
    Some(text)
}

/// A … Z, AA, BB: the letter is repeated, as Word does.
fn letters(number: u32, first: u8) -> Option<String> {
    let at = number.checked_sub(1).filter(|at| *at < 26 * 9)?;
    let letter = first + u8::try_from(at % 26).ok()?;
    Some(String::from(char::from(letter)).repeat(at as usize / 26 + 1))
}

fn nth(number: u32, of: &str) -> Option<String> {
    of.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

fn offset(number: u32, up_to: u32, first: char) -> Option<String> {
    let at = number.checked_sub(1).filter(|at| *at < up_to)?;
    char::from_u32(u32::from(first) + at).map(String::from)
}

fn circled(number: u32) -> Option<String> {
    match number {
        0 => Some("⓪".to_owned()),
        1..=20 => offset(number, 20, '①'),
        21..=35 => offset(number - 20, 15, '㉑'),
        _ => offset(number.checked_sub(35)?, 15, '㊱'),
    }
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn numbers_are_written_as_chinese_lists_do() {
        let of = |way: &str, numbers: &[u32]| {
            numbers.iter().map(|number| written(*number, way)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            of("chineseCounting", &[1, 10, 11, 20, 21, 101, 110, 1005, 0, 12345]),
            "一 十 十一 二十 二十一 一百零一 一百一十 一千零五 〇 12345"
        );
        assert_eq!(of("ideographTraditional", &[1, 10, 11]), "甲 癸 11");
        assert_eq!(of("ideographDigital", &[10, 25]), "一〇 二五");
        assert_eq!(of("chineseLegalSimplified", &[3, 11]), "叁 壹拾壹");
        assert_eq!(of("decimalEnclosedCircle", &[1, 20, 21, 50, 51]), "① ⑳ ㉑ ㊿ 51");
        assert_eq!(of("decimalEnclosedParen", &[1, 20, 21]), "⑴ ⒇ 21");
        assert_eq!(of("decimalFullWidth", &[12]), "１２");
        assert_eq!(of("lowerRoman", &[4, 19, 4000]), "iv xix 4000");
        assert_eq!(of("upperLetter", &[1, 26, 27, 28]), "A Z AA BB");
        assert_eq!(of("decimalZero", &[3]), "03");
        assert_eq!(of("none", &[3]), "");
    }

    #[test]
    fn the_hundred_with_a_one_in_the_tens_keeps_its_one() {
        assert_eq!(written(111, "chineseCounting"), "一百一十一");
    }
}
