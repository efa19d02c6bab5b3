//! The index on disk: incremental, torn, of another version, killed.

use std::{fs, path::PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use super::{super::*, document};

/// Damages an index.
type Fault<'a> = &'a dyn Fn(&TempDir);

fn library() -> Vec<Document> {
    (0..12)
        .map(|at| {
            let title = format!("第{at}号质量办法");
            document(
                &format!("d{at}"),
                &title,
                &[&format!("一、范围{at}。甲乙丙"), &format!("补助{at}万元。丙丁")],
            )
        })
        .collect()
}

fn answers(index: &Index) -> Vec<Found> {
    let questions = ["补助多少", "第3号质量办法的范围", "丙丁 7万元", "更正"];
    questions.iter().map(|question| index.find(question, 100, |_, _| true).unwrap()).collect()
}

/// The folder of the current generation.
fn generation(folder: &TempDir) -> PathBuf {
    folder.path().join(fs::read_to_string(folder.path().join("current")).unwrap())
}

fn largest(folder: &TempDir, ending: &str) -> PathBuf {
    let files = fs::read_dir(generation(folder)).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|file| file.to_string_lossy().ends_with(ending));
    files.max_by_key(|file| fs::metadata(file).unwrap().len()).unwrap()
}

#[test]
fn an_index_on_disk_answers_as_one_in_memory_and_is_opened_again_without_work() {
    let folder = TempDir::new().unwrap();
    let library = library();
    let expected = answers(&Index::in_memory(&library).unwrap());
    assert!(expected.iter().any(|found| !found.hits.is_empty()));
    let (index, updated) = Index::on_disk(folder.path(), &library).unwrap();
    assert_eq!((updated.indexed, updated.kept), (12, 0));
    assert_eq!(answers(&index), expected);
    let (again, updated) = Index::on_disk(folder.path(), &library).unwrap();
    assert_eq!(updated, Updated { kept: 12, ..Updated::default() });
    assert_eq!(answers(&again), expected);
}

#[test]
fn only_what_changed_is_indexed_and_the_old_index_goes_on_answering() {
    let folder = TempDir::new().unwrap();
    let mut library = library();
    let (old, _) = Index::on_disk(folder.path(), &library).unwrap();
    let before = answers(&old);
    library[3].passages.push("更正：补助取消。".to_owned());
    library.remove(5);
    library.insert(0, document("new", "新办法", &["补助另定。"]));
    let (index, updated) = Index::on_disk(folder.path(), &library).unwrap();
    assert_eq!(updated, Updated { kept: 10, indexed: 2, removed: 1, rebuilt: None });
    assert_eq!(answers(&index), answers(&Index::in_memory(&library).unwrap()));
    assert_eq!(answers(&old), before);
    let generations =
        fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir());
    assert_eq!(generations.count(), 1, "the old generation is removed");
}

#[test]
fn what_is_taken_out_leaves_no_trace() {
    let folder = TempDir::new().unwrap();
    let mut library = library();
    Index::on_disk(folder.path(), &library).unwrap();
    library.truncate(7);
    let (index, updated) = Index::on_disk(folder.path(), &library).unwrap();
    assert_eq!(updated, Updated { kept: 7, removed: 5, ..Updated::default() });
    assert_eq!(answers(&index), answers(&Index::in_memory(&library).unwrap()));
    let (nothing, updated) = Index::on_disk(folder.path(), &[]).unwrap();
    assert_eq!((updated.removed, updated.rebuilt), (7, None));
    assert!(answers(&nothing).iter().all(|found| found.hits.is_empty()));
}

#[test]
fn a_torn_index_is_built_anew() {
    let library = library();
    let expected = answers(&Index::in_memory(&library).unwrap());
    let cut = |file: PathBuf| {
        let bytes = fs::read(&file).unwrap();
        fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
    };
    let flip = |file: PathBuf| {
        let mut bytes = fs::read(&file).unwrap();
        let middle = bytes.len() / 3;
        bytes[middle] ^= 0x10;
        fs::write(&file, bytes).unwrap();
    };
    let faults: [(&str, Fault<'_>); 8] = [
        ("postings cut", &|folder| cut(largest(folder, ".idx"))),
        ("postings changed", &|folder| flip(largest(folder, ".idx"))),
        ("terms changed", &|folder| flip(largest(folder, ".term"))),
        ("lengths changed", &|folder| flip(largest(folder, ".fast"))),
        ("catalogue cut", &|folder| cut(generation(folder).join("catalogue.json"))),
        ("catalogue gone", &|folder| fs::remove_file(generation(folder).join("catalogue.json")).unwrap()),
        ("list of segments gone", &|folder| fs::remove_file(generation(folder).join("meta.json")).unwrap()),
        ("no such generation", &|folder| fs::write(folder.path().join("current"), "index-99").unwrap()),
    ];
    for (name, fault) in faults {
        let folder = TempDir::new().unwrap();
        Index::on_disk(folder.path(), &library).unwrap();
        fault(&folder);
        let (index, updated) = Index::on_disk(folder.path(), &library).unwrap();
        assert!(updated.rebuilt.is_some() && updated.indexed == 12, "{name}: {updated:?}");
        assert_eq!(answers(&index), expected, "{name}");
        let (_, updated) = Index::on_disk(folder.path(), &library).unwrap();
        assert_eq!(updated.kept, 12, "{name}: whole again");
    }
}

#[test]
fn an_index_of_another_version_is_built_anew() {
    let folder = TempDir::new().unwrap();
    Index::on_disk(folder.path(), &library()).unwrap();
    fs::write(generation(&folder).join("catalogue.json"), r#"{"format":999,"later":true}"#).unwrap();
    let (_, updated) = Index::on_disk(folder.path(), &library()).unwrap();
    assert_eq!(updated.rebuilt.as_deref(), Some("检索索引是另一版本（999）建立的"));
}

#[test]
fn what_a_killed_update_left_is_removed() {
    let folder = TempDir::new().unwrap();
    Index::on_disk(folder.path(), &library()).unwrap();
    let rubbish = folder.path().join("index-7");
    fs::create_dir(&rubbish).unwrap();
    fs::write(rubbish.join("half.idx"), "x").unwrap();
    let (_, updated) = Index::on_disk(folder.path(), &library()).unwrap();
    assert_eq!(updated.kept, 12);
    assert!(!rubbish.exists());
}

#[test]
fn two_documents_of_one_id_are_refused() {
    let folder = TempDir::new().unwrap();
    let twice = [document("a", "", &["甲"]), document("a", "", &["乙"])];
    let error = Index::on_disk(folder.path(), &twice).err().unwrap();
    assert_eq!(error.to_string(), "文档编号 a 出现了两次；每份文档的编号必须不同");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_sequence_of_updates_ends_as_an_index_built_anew(
        steps in prop::collection::vec(prop::collection::vec((0_u8..12, 0_u8..3), 0..10), 1..5)
    ) {
        let folder = TempDir::new().unwrap();
        for step in steps {
            let mut seen = std::collections::HashSet::new();
            let library: Vec<Document> = step
                .into_iter()
                .filter(|(at, _)| seen.insert(*at))
                .map(|(at, version)| {
                    let text = format!("补助{version}万元。丙丁");
                    document(&at.to_string(), &format!("第{at}号质量办法"), &[&text, "更正范围"])
                })
                .collect();
            let (index, _) = Index::on_disk(folder.path(), &library).unwrap();
            prop_assert_eq!(answers(&index), answers(&Index::in_memory(&library).unwrap()));
        }
    }
}
