//! Files that commands write. What is there may hold a person's work: it is never overwritten.

use std::{fs::File, io::Write, path::Path};

use anyhow::{anyhow, ensure};

use crate::office::files::unwritten;

/// Checks that a file, named by a flag, is to be a Word file.
pub(super) fn is_word(flag: &str, path: &Path) -> anyhow::Result<()> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ensure!(ending.eq_ignore_ascii_case("docx"), "{flag} 应以 .docx 结尾，现为 {}", path.display());
    Ok(())
}

/// Writes a new file.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let told = |error| anyhow!("{} 写不了：{}", path.display(), unwritten(&error));
    let mut file = File::create_new(path).map_err(told)?;
    file.write_all(bytes).map_err(|error| anyhow!("{} 没有写完：{}", path.display(), unwritten(&error)))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_word_file_ends_like_one() {
        for good in ["a.docx", "a.DOCX"] {
            is_word("--sheet", Path::new(good)).unwrap();
        }
        for bad in ["x.txt", "docx", "a.docx.bak", "a.doc"] {
            let told = is_word("--sheet", Path::new(bad)).unwrap_err().to_string();
            assert_eq!(told, format!("--sheet 应以 .docx 结尾，现为 {bad}"));
        }
    }

    #[test]
    fn what_is_there_stays_and_a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("填报.xlsx");
        write_new(&file, b"one").unwrap();
        let told = format!("{:#}", write_new(&file, b"two").unwrap_err());
        assert!(told.ends_with("填报.xlsx 写不了：已有同名文件，不会覆盖：请换个名字，或先移走"), "{told}");
        assert_eq!(fs::read(&file).unwrap(), b"one");
        let told = format!("{:#}", write_new(&folder.path().join("nodir/f.docx"), b"").unwrap_err());
        assert!(told.ends_with("nodir/f.docx 写不了：没有所在的文件夹：请先建好，或换一个位置"), "{told}");
    }
}
