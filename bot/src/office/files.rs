//! What the system says of a file that cannot be read or written, in the words of the person who named it.

use std::io::{self, ErrorKind};

/// Why a file cannot be read, and what to do.
pub fn unread(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件：请检查文件名和所在的文件夹".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹，不是文件：请写明文件名".to_owned(),
        _ => either(error),
    }
}

/// Why a file cannot be written, and what to do.
pub fn unwritten(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有所在的文件夹：请先建好，或换一个位置".to_owned(),
        ErrorKind::AlreadyExists => "已有同名文件，不会覆盖：请换个名字，或先移走".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹：请写明文件名".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘空间不够：请腾出空间后再试".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "这个位置是只读的：请换一个位置".to_owned(),
        _ => either(error),
    }
}

fn either(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "没有权限：请换一个位置，或请管理员开通权限".to_owned(),
        ErrorKind::NotADirectory => "路径中间有一段是文件，不是文件夹：请检查路径".to_owned(),
        ErrorKind::InvalidFilename => "文件名太长或含有不能用的字符：请换个名字".to_owned(),
        _ => match error.raw_os_error() {
            Some(code) => format!("系统错误 {code}：请检查磁盘和权限，或换一个位置"),
            None => "没有成功：请检查磁盘和权限，或换一个位置".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};

    use super::*;

    #[test]
    fn what_the_system_says_is_told_without_its_own_words() {
        let folder = tempfile::tempdir().unwrap();
        let (there, nowhere) = (folder.path().join("a.docx"), folder.path().join("none/a.docx"));
        File::create_new(&there).unwrap();
        let cases = [
            (unread(&File::open(&nowhere).unwrap_err()), "没有这个文件"),
            (unread(&fs::read(folder.path()).unwrap_err()), "这是文件夹"),
            (unread(&File::open(there.join("b")).unwrap_err()), "路径中间有一段是文件"),
            (unwritten(&File::create_new(&nowhere).unwrap_err()), "没有所在的文件夹"),
            (unwritten(&File::create_new(&there).unwrap_err()), "已有同名文件，不会覆盖"),
            (unwritten(&io::Error::from(ErrorKind::PermissionDenied)), "没有权限"),
            (unwritten(&io::Error::from_raw_os_error(5)), "系统错误 5"),
            (unread(&io::Error::other("disk on fire")), "没有成功"),
        ];
        for (told, wanted) in cases {
            assert!(told.starts_with(wanted) && !told.contains("error"), "{told}");
        }
    }
}
