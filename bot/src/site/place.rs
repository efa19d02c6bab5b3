//! Putting a site where it is published from: whole or not at all.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{Folder, mark::Mark};
use crate::office::files;

/// Why a site was not put in its place. What stood there before still stands.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// Something that this program did not make is there.
    #[error(
        "{0} 已存在，而且不是 zhice render 生成的文件夹（没有列明文件的 zhice-site.json）：为免覆盖别的内容，没有写入；请换一个 --out，或先移走它"
    )]
    NotOurs(PathBuf),
    /// A former site holds what this program did not write.
    #[error(
        "{out} 里有不是 zhice render 写的内容（{count} 个：{names}）：为免删掉它，没有写入；请先移走，或换一个 --out"
    )]
    Foreign {
        /// The folder.
        out: PathBuf,
        /// How many files and folders.
        count: usize,
        /// The first of them.
        names: String,
    },
    /// The path has no name to put a folder under.
    #[error("--out 应是一个文件夹的名字，现为 {0}")]
    NoName(PathBuf),
    /// A file could not be written.
    #[error("{path} 写不了：{}", files::unwritten(error))]
    Write {
        /// The path.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Writes the files into a new folder beside `out`, then puts that in the place of what `out` was. A reader of `out`
/// sees the old site or the new one. Two at once for one `out` disturb each other, and one of them fails.
pub fn place(files: &Folder, out: &Path) -> Result<(), PlaceError> {
    let out = std::path::absolute(out).map_err(|error| PlaceError::Write { path: out.to_owned(), error })?;
    let (Some(name), Some(parent)) = (out.file_name(), out.parent()) else {
        return Err(PlaceError::NoName(out));
    };
    let there = is_there(&out)?;
    let beside = |what: &str| parent.join(format!(".{}.{what}", name.to_string_lossy()));
    let (fresh, former) = (beside("zhice-new"), beside("zhice-old"));
    // What an interrupted run left behind.
    for left in [&fresh, &former] {
        gone(left)?;
    }
    fs::create_dir_all(&fresh).map_err(told(&fresh))?;
    for (path, bytes) in files {
        write(&fresh.join(path), bytes)?;
    }
    if !there {
        return fs::rename(&fresh, &out).map_err(told(&out));
    }
    if exchange(&fresh, &out).is_ok() {
        return gone(&fresh);
    }
    fs::rename(&out, &former).map_err(told(&out))?;
    if let Err(error) = fs::rename(&fresh, &out) {
        let _ = fs::rename(&former, &out);
        return Err(PlaceError::Write { path: out, error });
    }
    gone(&former)
}

/// So many foreign files are named.
const NAMED: usize = 5;

/// Whether a folder stands there that may be replaced: a former site and nothing else, or nothing at all in it.
fn is_there(out: &Path) -> Result<bool, PlaceError> {
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(PlaceError::Write { path: out.to_owned(), error }),
        Ok(metadata) if !metadata.is_dir() => return Err(PlaceError::NotOurs(out.to_owned())),
        Ok(_) => {}
    }
    let empty = fs::read_dir(out).map_err(told(out))?.next().is_none();
    if empty {
        return Ok(true);
    }
    let mark = Mark::read(out).map_err(|_| PlaceError::NotOurs(out.to_owned()))?;
    let foreign = mark.foreign(out).map_err(told(out))?;
    if foreign.is_empty() {
        return Ok(true);
    }
    let names: Vec<String> = foreign.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    let more = if foreign.len() > NAMED { "等" } else { "" };
    let names = names.join("、") + more;
    Err(PlaceError::Foreign { out: out.to_owned(), count: foreign.len(), names })
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), PlaceError> {
    let written = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        let mut file = File::create_new(path)?;
        io::Write::write_all(&mut file, bytes)?;
        // On disk before it takes the place of what is there.
        file.sync_all()
    };
    written().map_err(told(path))
}

fn gone(path: &Path) -> Result<(), PlaceError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(told(path)(error)),
        _ => Ok(()),
    }
}

fn told(path: &Path) -> impl FnOnce(io::Error) -> PlaceError {
    let path = path.to_owned();
    move |error| PlaceError::Write { path, error }
}

/// Both names change hands in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::{super::mark::MARK, *};

    fn site(words: &str) -> Folder {
        marked(&[("index.html", words), ("p/a/index.html", words)])
    }

    fn marked(files: &[(&str, &str)]) -> Folder {
        let mut files: Folder =
            files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let mark = Mark::of(Vec::new(), &files).to_bytes().unwrap();
        files.insert(MARK.to_owned(), mark);
        files
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = entries.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_new_site_takes_the_place_of_the_former_one_and_leaves_nothing_beside() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        for words in ["one", "two"] {
            let own = format!("{words}.txt");
            place(&marked(&[("p/a/index.html", words), (&own, "")]), &out).unwrap();
            assert_eq!(fs::read_to_string(out.join("p/a/index.html")).unwrap(), words);
            assert_eq!(names(home.path()), ["site"]);
        }
        assert!(!out.join("one.txt").exists(), "no file of the former site stays");
    }

    #[test]
    fn what_is_not_ours_is_not_touched() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("portal");
        fs::create_dir(&out).unwrap();
        place(&site("one"), &out).unwrap();
        fs::remove_file(out.join(MARK)).unwrap();
        assert!(matches!(place(&site("two"), &out), Err(PlaceError::NotOurs(_))));
        assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "one");
        let file = home.path().join("file");
        fs::write(&file, "mine").unwrap();
        assert!(matches!(place(&site("two"), &file), Err(PlaceError::NotOurs(_))));
    }

    #[test]
    fn what_others_put_into_a_former_site_is_named_and_stays() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        let put = |path: &str| {
            let path = out.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "mine").unwrap();
        };
        for (put_there, named) in
            [("CNAME", "CNAME"), ("p/a/notes.txt", "p/a/notes.txt"), (".git/objects/x", ".git")]
        {
            place(&site("one"), &out).unwrap();
            put(put_there);
            let refused = place(&site("two"), &out).unwrap_err();
            assert!(matches!(refused, PlaceError::Foreign { count: 1, .. }), "{refused}");
            assert!(refused.to_string().contains(&format!("（1 个：{named}）")), "{refused}");
            assert_eq!(fs::read_to_string(out.join(put_there)).unwrap(), "mine");
            assert_eq!(fs::read_to_string(out.join("index.html")).unwrap(), "one");
            assert_eq!(names(home.path()), ["site"]);
            fs::remove_dir_all(&out).unwrap();
        }
        place(&site("one"), &out).unwrap();
        (0..7).for_each(|at| put(&format!("{at}.txt")));
        let refused = place(&site("two"), &out).unwrap_err().to_string();
        assert!(refused.contains("7 个：0.txt、1.txt、2.txt、3.txt、4.txt等"), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_file_of_ours_is_foreign() {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("site");
        place(&site("one"), &out).unwrap();
        fs::remove_file(out.join("index.html")).unwrap();
        std::os::unix::fs::symlink(out.join(MARK), out.join("index.html")).unwrap();
        assert!(matches!(place(&site("two"), &out), Err(PlaceError::Foreign { .. })));
    }

    #[test]
    fn a_mark_that_lists_no_files_makes_a_folder_nobodys() {
        let home = tempfile::tempdir().unwrap();
        for mark in ["{}", "{\"v\":1,\"made_by\":\"zhice render\",\"plans\":[]}", "not json"] {
            fs::write(home.path().join(MARK), mark).unwrap();
            assert!(matches!(place(&site("one"), home.path()), Err(PlaceError::NotOurs(_))), "{mark}");
        }
    }

    #[test]
    fn what_an_interrupted_run_left_is_no_obstacle() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(".site.zhice-new")).unwrap();
        fs::write(home.path().join(".site.zhice-new/index.html"), "half").unwrap();
        place(&site("whole"), &home.path().join("site")).unwrap();
        assert_eq!(names(home.path()), ["site"]);
    }
}
