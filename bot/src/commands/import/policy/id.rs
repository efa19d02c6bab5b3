//! The id of an imported document.

use std::path::Path;

use pinyin::ToPinyin as _;
use shared::id::PolicyId;

/// Why a document has no id.
#[derive(Debug, thiserror::Error)]
#[error(
    "文件名“{name}”不能作 id，也没有可用的文号：请把文件改名，只用小写字母、数字和连字符（如 fund-2024.txt）"
)]
pub(super) struct NoId {
    name: String,
}

/// The id: the file's name where that is one, else the number of the document in letters: 示科〔2024〕5号 is `sk-2024-5`.
pub(super) fn of(file: &Path, number: Option<&str>) -> Result<PolicyId, NoId> {
    let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let plain = name.to_lowercase().replace([' ', '_', '.'], "-");
    plain.parse().or_else(|_| {
        let id = number.and_then(|number| lettered(number)?.parse().ok());
        id.ok_or_else(|| NoId { name: name.to_owned() })
    })
}

/// The letters that a number's characters begin with in pinyin, and its figures.
fn lettered(number: &str) -> Option<String> {
    let (body, rest) = number.split_once(['〔', '［', '['])?;
    let (year, count) = rest.split_once(['〕', '］', ']'])?;
    let letters: String = body.chars().filter_map(|c| Some(c.to_pinyin()?.first_letter())).collect();
    let count: String = count.chars().filter(char::is_ascii_digit).collect();
    let whole = !letters.is_empty() && year.bytes().all(|b| b.is_ascii_digit()) && !count.is_empty();
    whole.then(|| format!("{letters}-{year}-{count}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_itself_or_by_its_number() {
        let id = |name: &str, number| of(Path::new(name), number).map(|id| id.to_string());
        assert_eq!(id("a/Fund_2024.docx", None).unwrap(), "fund-2024");
        assert_eq!(id("示例办法.docx", Some("示科〔2024〕5号")).unwrap(), "sk-2024-5");
        assert!(id("示例办法.docx", Some("第5号令")).unwrap_err().to_string().contains("请把文件改名"));
        assert!(id("示例办法.docx", None).is_err());
    }
}
