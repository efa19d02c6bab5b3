use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::pack;

fn repository(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)
}

fn load(folder: &Path) -> pack::Pack {
    pack::load(&[folder.to_owned()], "2026-11-22".parse().unwrap()).unwrap().remove(0)
}

/// The plan of the demonstration with its text, figures and reports, in a folder of their own.
fn demonstration() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in ["plan.toml", "document.txt", "observations.csv", "task_updates.csv"] {
        fs::copy(repository("data/shili").join(file), folder.path().join(file)).unwrap();
    }
    folder
}

#[test]
fn a_plan_that_is_written_reads_the_same() {
    for pack in ["data/gongshu", "data/shili", "bot/tests/packs/qingshan"] {
        let plan = load(&repository(pack)).plan;
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &plan, Some(plan.period)).unwrap();
        assert_eq!(load(folder.path()).plan, plan, "{pack}");
        let error = write(folder.path(), &plan, Some(plan.period)).unwrap_err().to_string();
        assert!(error.contains("已存在，不会覆盖"), "{error}");
    }
}

/// The demonstration with another text: figures and reports stay valid, since the ids stay.
#[test]
fn a_new_text_takes_the_place_of_the_old_one_with_all_its_figures() {
    let folder = demonstration();
    let before = load(folder.path());
    let file = folder.path().join("document.txt");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("三年打基础"));
    fs::write(&file, text.replace("三年打基础", "两年打基础")).unwrap();
    let document = documents::read(&file).unwrap();
    let draft = plan_text::read(&document.blocks).unwrap();
    let replacement = replace::replace(&before.plan, &draft, identity(&document));
    fs::remove_file(folder.path().join("plan.toml")).unwrap();
    write(folder.path(), &replacement.plan, draft.period).unwrap();
    let after = load(folder.path());
    assert_eq!(after.observations, before.observations);
    assert_eq!(after.plan.indicators.len(), before.plan.indicators.len());
    assert_eq!(after.plan.regions, before.plan.regions);
}

#[test]
fn changes_read_like_a_report() {
    let before = load(&repository("bot/tests/packs/qingshan")).plan;
    let text = "青山县质量强县建设试点工作方案（2031年-2034年）\n一、工作目标\n到2034年，国际标准认证年申请达到25件以上。\n\
                二、重点任务\n1.激发质量活力\n（责任单位：各乡镇、县经信局、县市场局）\n2.培育标准人才队伍\n（牵头单位：县科技局；配合单位：县市场局）\n\
                三、保障措施\n（一）加强领导\n（二）强化考核\n";
    let document = documents::from_bytes(Path::new("issued.txt"), text.as_bytes()).unwrap();
    let draft = plan_text::read(&document.blocks).unwrap();
    let replacement = replace::replace(&before, &draft, identity(&document));
    insta::assert_snapshot!(replaced::describe(&replacement));
    insta::assert_json_snapshot!(with_changes(json!({}), &replacement));
}
