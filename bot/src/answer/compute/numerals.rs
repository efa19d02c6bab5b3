//! Numbers told in Chinese characters, in digits: 三件 is 3件, 二十万 is 20万, 第十四年 is 第14年.

use shared::text::is_chinese_numeral;

/// What is counted, or how a sum goes on: what follows a number that is a number.
const UNITS: &str = "万亿元块件项个页类年月日天倍种家名次份批";

/// A normalised question with the numbers that count something in digits.
pub(in crate::answer) fn in_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        if is_numeral(c) {
            run.push(c);
            continue;
        }
        let counts = UNITS.contains(c) && !out.ends_with('几');
        match value(&run).filter(|_| counts) {
            Some(number) => out.push_str(&number.to_string()),
            None => out.push_str(&run),
        }
        run.clear();
        out.push(c);
    }
    out.pop();
    out
}

fn is_numeral(c: char) -> bool {
    matches!(c, '两' | '千') || is_chinese_numeral(c.encode_utf8(&mut [0; 4]))
}

/// A number below ten thousand; nothing where the characters are none, as in 一二.
fn value(numeral: &str) -> Option<u32> {
    let mut sum = 0;
    let mut digit: Option<u32> = None;
    let mut least = u32::MAX;
    for c in numeral.chars() {
        if let Some(power) = ['十', '百', '千'].into_iter().zip([10, 100, 1000]).find(|(name, _)| *name == c)
        {
            let power = power.1;
            // Only the tens may go without a digit: 十, 十二.
            let count = digit.take().or((power == 10 && sum == 0).then_some(1))?;
            if power >= least {
                return None;
            }
            least = power;
            sum += count * power;
        } else if matches!(c, '零' | '〇') {
            digit.is_none().then_some(())?;
        } else {
            let number = "一二三四五六七八九".chars().position(|known| known == c).map(|at| at + 1);
            let number = number.or((c == '两').then_some(2)).and_then(|number| u32::try_from(number).ok())?;
            if digit.replace(number).is_some() {
                return None;
            }
        }
    }
    let sum = sum + digit.unwrap_or(0);
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::in_digits;

    #[test]
    fn numbers_that_count_are_told_in_digits() {
        assert_eq!(in_digits("三件发明,每类十二个商品"), "3件发明,每类12个商品");
        assert_eq!(in_digits("第十四年交两千五百元"), "第14年交2500元");
        assert_eq!(in_digits("贷了二十万,一共一百零五项"), "贷了20万,一共105项");
    }

    #[test]
    fn what_counts_nothing_stays() {
        for text in ["一般", "万一一起", "十几项", "几十项", "一二项", "百十项", "零件", "统一"]
        {
            assert_eq!(in_digits(text), text);
        }
    }
}
