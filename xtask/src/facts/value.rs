//! Values as facts and packs write them: figures in digits and in words, dates, telephones, addresses.

use std::collections::BTreeSet;

/// The figures of a text without separators of thousands and leading zeros: of 2024-03-05 they are 2024, 3 and 5.
pub(super) fn figures(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut run = String::new();
    let mut chars = text.chars().chain([' ']).peekable();
    while let Some(c) = chars.next() {
        let goes_on = chars.peek().is_some_and(char::is_ascii_digit);
        // A separator of thousands is passed over.
        if c == ',' && goes_on {
            continue;
        }
        if c.is_ascii_digit() || c == '.' && !run.is_empty() && goes_on {
            run.push(c);
        } else if !run.is_empty() {
            found.insert(plain(&run));
            run.clear();
        }
    }
    found
}

/// Without zeros that say nothing: 03 is 3, 1.50 is 1.5.
fn plain(run: &str) -> String {
    let run = if run.contains('.') { run.trim_end_matches('0').trim_end_matches('.') } else { run };
    let whole = run.split('.').next().map_or(0, str::len);
    let zeros = run.bytes().take_while(|b| *b == b'0').count().min(whole.saturating_sub(1));
    run[zeros..].to_owned()
}

/// The figures of a text, and those that it writes in words or with 千 and 万 behind the digits: 三年, 5千元, 2万.
pub(super) fn all_figures(text: &str) -> BTreeSet<String> {
    let mut found = figures(text);
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let len = chars[at..].iter().take_while(|c| worth(**c).is_some()).count();
        if len > 0 {
            found.extend(in_words(&chars[at..at + len]).map(|number| number.to_string()));
        }
        if len == 0 && chars[at].is_ascii_digit() {
            let digits: String = chars[at..].iter().take_while(|c| c.is_ascii_digit()).collect();
            let unit =
                chars.get(at + digits.len()).and_then(|c| ['千', '万'].iter().position(|unit| unit == c));
            let times = unit.map(|unit| if unit == 0 { 1_000 } else { 10_000 });
            let number =
                digits.parse::<u64>().ok().zip(times).and_then(|(number, times)| number.checked_mul(times));
            found.extend(number.map(|number| number.to_string()));
            at += digits.len();
            continue;
        }
        at += len.max(1);
    }
    found
}

/// What a character of a number in words stands for; tens and more as what they multiply with.
fn worth(c: char) -> Option<u64> {
    let ones = "零一二三四五六七八九".chars().position(|one| one == c);
    match c {
        '〇' => Some(0),
        '两' => Some(2),
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => ones.and_then(|one| u64::try_from(one).ok()),
    }
}

fn in_words(run: &[char]) -> Option<u64> {
    let (mut total, mut one) = (0_u64, None);
    for worth in run.iter().filter_map(|c| worth(*c)) {
        if worth < 10 {
            one = Some(worth);
        } else {
            total = total.checked_add(one.take().unwrap_or(1).checked_mul(worth)?)?;
        }
    }
    total.checked_add(one.unwrap_or(0))
}

/// The dates of a text, as `2024-3-5`, `2024-3` or `2024`: of 2024年3月5日, 2024-03-05 and the like.
pub(super) fn dates(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in text.char_indices() {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_ascii_digit()) {
            continue;
        }
        let mut parts = Vec::new();
        let mut rest = &text[at..];
        for (most, signs) in [(4, "-年/."), (2, "-月/."), (2, "日")] {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 || digits > most || most == 4 && digits < 4 {
                break;
            }
            parts.push(plain(&rest[..digits]));
            rest = &rest[digits..];
            match rest.strip_prefix(|c| signs.contains(c)) {
                Some(behind) => rest = behind,
                None => break,
            }
        }
        if parts.first().is_some_and(|year| ("1949".."2100").contains(&year.as_str())) {
            found.insert(parts.join("-"));
        }
    }
    found
}

/// Whether one date is the other, or the other with less said.
pub(super) fn agree(one: &str, other: &str) -> bool {
    let within = |short: &str, long: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    within(one, other) || within(other, one)
}

/// The telephones of a text: 0571-12345678, 12330, 400-123-4567.
pub(super) fn telephones(text: &str) -> BTreeSet<String> {
    let runs = text.split(|c: char| !c.is_ascii_digit() && c != '-').map(|run| run.trim_matches('-'));
    let is_telephone = |run: &&str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let date = !dates(run).is_empty() && run.matches('-').count() != 1;
        (run.starts_with('0') && run.contains('-') && (10..=12).contains(&digits))
            || run.starts_with("12") && digits == 5 && !run.contains('-')
            || !date && run.starts_with("400") && digits == 10
    };
    runs.filter(is_telephone).map(str::to_owned).collect()
}

/// An address without what it may be written with or without. The front of a repository is none: much stands in it.
pub(super) fn address(url: &str) -> Option<String> {
    let bare = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
    // The facts name a file of a repository as `github:owner/name path`.
    let Some(rest) = bare.strip_prefix("github.com/") else { return Some(bare.to_owned()) };
    let (repository, path) = rest.split_once("/blob/")?;
    Some(format!("github:{repository} {}", path.split_once('/')?.1))
}

/// A name as it is compared: without blanks, brackets of any width alike.
pub(super) fn name(text: &str) -> String {
    let plain = |c: char| match c {
        '(' => '（',
        ')' => '）',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<const N: usize>(texts: [&str; N]) -> BTreeSet<String> {
        texts.map(str::to_owned).into()
    }

    #[test]
    fn figures_in_digits_and_in_words() {
        assert_eq!(figures("2024-03-05起10,000元、0.50、第3条"), set(["2024", "3", "5", "10000", "0.5"]));
        let words = all_figures("七章五十五条，三年；5千元，10万元");
        assert!(set(["7", "55", "3", "5000", "100000"]).is_subset(&words), "{words:?}");
    }

    #[test]
    fn dates_of_every_form_agree() {
        assert_eq!(dates("2025年10月1日起，2024-08、2023"), set(["2025-10-1", "2024-8", "2023"]));
        assert!(agree("2025-10", "2025-10-1") && agree("2025-10-1", "2025"));
        assert!(!agree("2025-1", "2025-10"));
    }

    #[test]
    fn telephones_are_no_dates() {
        assert_eq!(
            telephones("0571-12345678，12345，2025-10-01，400-123-4567，310000"),
            set(["0571-12345678", "12345", "400-123-4567"])
        );
    }

    #[test]
    fn an_address_is_the_same_however_it_is_written() {
        assert_eq!(address("https://a.gov.cn/b/"), address("http://a.gov.cn/b"));
        assert_eq!(
            address("https://github.com/o/n/blob/main/法/a.md").as_deref(),
            Some("github:o/n 法/a.md")
        );
        assert_eq!(address("https://github.com/o/n"), None);
    }
}
