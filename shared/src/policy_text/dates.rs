//! Dates as official texts print them, and what their clauses say of when they hold.

use super::{DraftClause, front::Front, number};
use crate::{
    date::{Date, PartialDate},
    plan_text::Note,
    text::split_outside,
};

/// The date that a text opens with, and its bytes: 2024年3月5日, 2024-03-05, 2024/3/5, 2024.3.5, 二〇二四年三月五日, and
/// those without a day or a month. Nothing where the calendar has no such day.
pub(super) fn at(text: &str) -> Option<(PartialDate, usize)> {
    let (year, len) = number::year(text)?;
    let mut rest = &text[len..];
    let date = if !sign(&mut rest, "年-/.．－") {
        PartialDate::Year(year)
    } else if let Some(month) = count(&mut rest) {
        let month = u8::try_from(month).ok()?;
        let day = if sign(&mut rest, "月-/.．－") { count(&mut rest) } else { None };
        match day {
            Some(day) => {
                sign(&mut rest, "日号");
                PartialDate::Day(Date::new(year, month, u8::try_from(day).ok()?)?)
            }
            None => (1..=12).contains(&month).then_some(PartialDate::Month(year, month))?,
        }
    } else {
        PartialDate::Year(year)
    };
    Some((date, text.len() - rest.len()))
}

/// Takes a sign, if one of these comes next.
fn sign(rest: &mut &str, allowed: &str) -> bool {
    let found = rest.trim_start().strip_prefix(|c| allowed.contains(c));
    *rest = found.unwrap_or(rest);
    found.is_some()
}

/// Takes a number, if one comes next.
fn count(rest: &mut &str) -> Option<u32> {
    let (number, len) = number::count(rest.trim_start())?;
    *rest = &rest.trim_start()[len..];
    Some(number)
}

/// The date that a value of the head of a page is: the time behind it does not count.
pub(super) fn value(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let (date, len) = at(text)?;
    let rest = text[len..].trim_start();
    (rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())).then_some(date)
}

/// The dates of a text with what stands before and behind each.
fn all(text: &str) -> impl Iterator<Item = (&str, PartialDate, &str)> {
    let mut from = 0;
    text.char_indices().filter_map(move |(start, _)| {
        let (date, len) = (start >= from).then(|| at(&text[start..]))??;
        from = start + len;
        Some((&text[..start], date, &text[start + len..]))
    })
}

/// When it comes into force: as the head says, else as its last clauses or the remark below its title say.
pub(super) fn effective(
    stated: Option<PartialDate>,
    front: &Front,
    clauses: &[DraftClause],
    notes: &mut Vec<Note>,
) -> Option<PartialDate> {
    let said = clauses.iter().rev().find_map(|clause| {
        let (sentence, date) = in_force(&clause.text)?;
        Some((date, sentence.to_owned(), clause.line))
    });
    let said = said.or_else(|| {
        let line = front.remarks().find_map(|line| in_force(&line.text).map(|found| (found, line)));
        line.map(|((sentence, date), line)| (date, sentence.to_owned(), line.line))
    });
    let Some((date, source, line)) = said else { return stated };
    match (stated, date) {
        (Some(stated), Some(date)) if stated != date => {
            let text = format!("文件头写的施行日期是 {stated}，正文写的是 {date}；按正文记");
            notes.push(Note { text, source, line });
        }
        (None, None) => {
            let text = "写了从发布之日起施行，没有写明是哪一天；请核对后补 effective".to_owned();
            notes.push(Note { text, source, line });
        }
        _ => {}
    }
    date.or(stated)
}

/// The sentence that says when the text itself comes into force, with its day where it names one.
fn in_force(text: &str) -> Option<(&str, Option<PartialDate>)> {
    let verbs = ["起施行", "起实施", "起执行", "起生效", "起正式施行", "起试行"];
    let sentences = split_outside(text, &['。', '；', '\n']);
    let own =
        sentences.into_iter().rev().find(|sentence| verbs.iter().any(|verb| sentence.contains(verb)))?;
    let mut dated = all(own).filter(|(before, _, behind)| {
        before.trim_end().ends_with('自') && verbs.iter().any(|verb| behind.trim_start().starts_with(verb))
    });
    match dated.next() {
        Some((_, date, _)) => Some((own, Some(date))),
        None if own.contains("之日起") => Some((own, None)),
        None => None,
    }
}

/// The last day: as the head says, else 有效期至… of a clause. A term in years is not reckoned.
pub(super) fn expires(
    stated: Option<PartialDate>,
    clauses: &[DraftClause],
    notes: &mut Vec<Note>,
) -> Option<PartialDate> {
    let until = |clause: &&DraftClause| {
        let (_, rest) = clause.text.split_once("有效期")?;
        Some(rest.strip_prefix(['至', '到']).and_then(at).map(|(date, _)| date))
    };
    let (clause, said) = clauses.iter().rev().find_map(|clause| Some((clause, until(&clause)?)))?;
    if stated.or(said).is_none() && own_term(&clause.text) {
        let text = "写了有效期，没有写明到哪一天；请核对后补 expires".to_owned();
        notes.push(Note { text, source: clause.text.clone(), line: clause.line });
    }
    stated.or(said)
}

/// Whether a clause speaks of the term of the text itself and not of a certificate's.
fn own_term(text: &str) -> bool {
    ["施行", "实施", "执行"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_printed_form_is_read() {
        let forms = [
            ("2024年3月5日", "2024-03-05", ""),
            ("2024 年 3 月 5 日起", "2024-03-05", "起"),
            ("2024-03-05 10:22", "2024-03-05", " 10:22"),
            ("2024/3/5", "2024-03-05", ""),
            ("2024.3.5", "2024-03-05", ""),
            ("２０２４年３月５日", "2024-03-05", ""),
            ("二〇二四年十一月二十五日", "2024-11-25", ""),
            ("2024年3月", "2024-03", ""),
            ("2024年", "2024", ""),
            ("2024", "2024", ""),
        ];
        for (text, date, rest) in forms {
            let (found, len) = at(text).unwrap();
            assert_eq!((found.to_string().as_str(), &text[len..]), (date, rest), "{text}");
        }
        for bad in ["2024年13月5日", "2024-02-30", "〔2024〕5号", "3月5日", ""] {
            assert_eq!(value(bad), None, "{bad}");
        }
        assert_eq!(value("2024年3月5日发布"), None, "a value is the date and nothing more");
    }

    #[test]
    fn a_text_says_when_it_comes_into_force() {
        let date = |text: &str| in_force(text).map(|(_, date)| date.map(|date| date.to_string()));
        assert_eq!(date("本办法自2024年5月1日起施行。原办法同时废止。"), Some(Some("2024-05-01".to_owned())));
        assert_eq!(date("本办法自发布之日起施行，有效期三年。"), Some(None));
        assert_eq!(date("2024年5月1日起施行的文件不适用。"), None);
    }
}
