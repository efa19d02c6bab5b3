use std::fs;

use shared::{method::Status, plan::Continuity, snapshot::Mode};
use tempfile::TempDir;

use super::*;

mod publishing;

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn repository(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)
}

/// A pack in a folder of its own, with some files changed.
struct Draft(TempDir);

impl Draft {
    fn of(pack: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&repository(pack), folder.path());
        Self(folder)
    }

    fn with(self, file: &str, text: &str) -> Self {
        let path = self.0.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn replacing(self, file: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.0.path().join(file)).unwrap();
        assert!(text.contains(old), "{old}");
        self.with(file, &text.replacen(old, new, 1))
    }

    fn load(&self) -> Result<Vec<Pack>, Faults> {
        load(&[self.0.path().to_owned()], today())
    }

    /// Faults as a person reads them, without the folder's own name.
    fn faults(&self) -> String {
        self.named(self.load())
    }

    /// What keeps it from being published, likewise; nothing where nothing does.
    fn unpublishable(&self) -> String {
        match load_for_publishing(&[self.0.path().to_owned()], today()) {
            Ok(_) => String::new(),
            faults => self.named(faults),
        }
    }

    fn named(&self, loaded: Result<Vec<Pack>, Faults>) -> String {
        loaded.unwrap_err().to_string().replace(&format!("{}/", self.0.path().display()), "")
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn the_packs_of_the_repository_have_no_fault() {
    let packs = load(&[repository("data/gongshu"), repository("data/shili")], today()).unwrap();
    assert_eq!(packs.len(), 2, "two plans stand beside each other");
    assert_eq!(packs[0].as_of(today()).mode, Mode::Promise);
    assert_eq!(packs[1].as_of(packs[1].day(today())).mode, Mode::Closed);
}

#[test]
fn the_demonstration_reaches_every_status() {
    let pack = load(&[repository("data/shili")], today()).unwrap().remove(0);
    let mut reached: Vec<Status> = Vec::new();
    for day in ["2022-06-30", "2023-06-30", "2023-11-30", "2024-06-30", "2025-06-30"] {
        let mut pack = pack.clone();
        pack.plan.as_of = Some(day.parse().unwrap());
        reached.extend(pack.as_of(pack.day(today())).summary.iter().map(|entry| entry.status));
    }
    reached.sort();
    reached.dedup();
    let mut all = Status::ALL;
    all.sort();
    assert_eq!(reached, all);
}

#[test]
fn a_broken_pack_shows_all_its_faults_at_once() {
    let draft = Draft::of("bot/tests/packs/qingshan")
        .replacing("plan.toml", "stage = \"draft\"", "stage = \"almost\"\ncolour = \"red\"")
        .replacing("plan.toml", "value = \"20\"", "value = \"二十\"")
        .replacing("plan.toml", "[[safeguard]]\nid = \"s1\"", "[[safeguard]]\nid = \"S1\"")
        .replacing("policies/qs-support.md", "value = \"45\"", "value = \"46\"")
        .replacing("policies/qs-support.md", "region = \"青山县\"", "")
        .replacing("sessions.toml", "2026-12-08T09:00", "2026-13-08")
        .with("schemes.toml", "schema = 2\n")
        .with("observations.csv", "id,value\n");
    insta::assert_snapshot!(draft.faults());
}

#[test]
fn names_that_lead_nowhere_are_faults() {
    let columns = "id,indicator,period,value,state,as_of,status,source_title,source_url,supersedes,reason,next_step,note";
    let rows = [
        "a,i9,2031,3,,2026-01-01,final,年报,,,,,",
        "b,i1,2031,,培育,2026-01-01,final,年报,,,,,",
        "c,i1,2031,3,,2027-01-01,final,年报,,,,,",
        "d,i1,2031,3,,2026-01-01,final,年报,https://example.com/,x,,,",
        "d,i1,2031,3,,2026-01-01,final,年报,,,,,",
    ];
    let draft = Draft::of("bot/tests/packs/qingshan")
        .with("observations.csv", &format!("{columns}\n{}\n", rows.join("\n")))
        .replacing("sessions.toml", "source_title", "window = \"nowhere\"\nsource_title")
        .replacing("policies/qs-support.md", "region = \"青山县\"", "region = \"火星\"");
    insta::assert_snapshot!(draft.faults());
}

#[test]
fn a_target_has_one_value_for_a_day_however_its_period_is_written() {
    let row = "o-i3-2023,i3,2023,2.4,,2023-12-31,final,演示：示例区年报,,,,,";
    let with = |period: &str, supersedes: &str| {
        let more = format!("o-more,i3,{period},2.5,,2023-12-31,final,演示：示例区年报,,{supersedes},,,");
        Draft::of("data/shili").replacing("observations.csv", row, &format!("{row}\n{more}"))
    };
    for period in ["2023", "2023-12", "2023-12-31"] {
        let faults = with(period, "").faults();
        assert!(faults.contains("period: 数据 o-more 与 o-i3-2023（期间 2023）说的是同一"), "{faults}");
        with(period, "o-i3-2023").load().unwrap();
    }
    with("2023-11", "").load().unwrap();
}

#[test]
fn a_missed_target_needs_its_reason_and_next_step() {
    let row = "o-i4-2024,i4,2024,2.4,,2024-12-31,final,演示：示例局统计,,,演示：两家银行当年调整产品，登记笔数减少。,演示：已与三家银行续签，2025 年起按季通报。,";
    let draft = Draft::of("data/shili").replacing(
        "observations.csv",
        row,
        "o-i4-2024,i4,2024,2.4,,2024-12-31,final,演示：示例局统计,,,,,",
    );
    let faults = draft.faults();
    assert!(faults.contains("observations.csv:17: reason:") && faults.contains("next_step"), "{faults}");
}

#[test]
fn a_written_answer_may_say_no_figure_that_its_clauses_do_not() {
    let faq = "+++\nschema = 1\nid = \"fee\"\nquestion = \"减多少？\"\nregion = \"青山县\"\n\
               basis = [\"qs-support#testing\"]\nverified_on = \"2026-11-01\"\n+++\n\n减免 54%。\n";
    let faults = Draft::of("bot/tests/packs/qingshan").with("faq/fee.md", faq).faults();
    assert!(faults.contains("faq/fee.md:2: basis: 写到的“54”不在所引条款里"), "{faults}");
}

#[test]
fn a_plan_keeps_to_the_text_it_was_made_from() {
    let quoted =
        Draft::of("data/shili").replacing("plan.toml", "quote = \"创建省级", "quote = \"建成省级").faults();
    assert!(quoted.contains("quote: 目标 i8 的 quote 在 document.txt 里找不到"), "{quoted}");
    let changed = Draft::of("data/shili").replacing("document.txt", "三年打基础", "两年打基础").faults();
    assert!(changed.contains("document.sha256"), "{changed}");
    let outside =
        Draft::of("data/shili").replacing("plan.toml", "file = \"document.txt\"", "file = \"../x\"").faults();
    assert!(outside.contains("document.file"), "{outside}");
}

/// The county's next plan, which goes on from the one in the repository.
fn successor(target: &str) -> Draft {
    Draft::of("bot/tests/packs/qingshan")
        .replacing("plan.toml", "id = \"qingshan\"", "id = \"qingshan-2\"\nretired = [\"i7\"]")
        .replacing("plan.toml", "[document]", "[predecessor]\nplan = \"qingshan\"\n\n[document]")
        .replacing(
            "plan.toml",
            "[indicator.target]",
            &format!("continues = {{ {target} }}\n[indicator.target]"),
        )
}

fn succeeding(target: &str) -> Result<Vec<Pack>, Faults> {
    load(&[repository("bot/tests/packs/qingshan"), successor(target).0.path().to_owned()], today())
}

#[test]
fn a_plan_goes_on_from_the_one_before() {
    let packs = succeeding("indicator = \"i1\", continuity = \"changed\", note = \"改按年末口径\"").unwrap();
    let plan = &packs[1].plan;
    let continues = plan.indicators[0].continues.clone().unwrap();
    assert_eq!(plan.predecessor.as_ref(), Some(&packs[0].plan.id));
    assert_eq!((continues.indicator.as_str(), continues.continuity), ("i1", Continuity::Changed));
    let alone = successor("indicator = \"i9\", continuity = \"same\"").load();
    assert!(alone.is_ok(), "what is not loaded cannot be checked");
}

#[test]
fn a_target_goes_on_from_one_that_is_there_and_says_what_changed() {
    let told = |target: &str| succeeding(target).unwrap_err().to_string();
    assert!(
        told("indicator = \"i9\", continuity = \"same\"").contains("目标 i1 承接的 i9 不在方案 qingshan 里")
    );
    assert!(told("indicator = \"i1\", continuity = \"changed\"").contains("note: 口径有变，要写明变了什么"));
    assert!(
        told("indicator = \"i1\", continuity = \"alike\"").contains("same（同口径）、changed（口径有变）")
    );
    let without = successor("indicator = \"i1\", continuity = \"same\"").replacing(
        "plan.toml",
        "[predecessor]\nplan = \"qingshan\"\n",
        "",
    );
    assert!(without.faults().contains("predecessor: 目标写有 continues"));
    let itself = successor("indicator = \"i1\", continuity = \"same\"").replacing(
        "plan.toml",
        "plan = \"qingshan\"",
        "plan = \"qingshan-2\"",
    );
    assert!(itself.faults().contains("上一期方案不能是它自己"));
}

#[test]
fn two_plans_share_no_session() {
    let other =
        Draft::of("bot/tests/packs/qingshan").replacing("sessions.toml", "qs-training", "shili-pledge-2025");
    let folders = [repository("data/shili"), other.0.path().to_owned()];
    let faults = load(&folders, today()).unwrap_err().to_string();
    assert!(faults.contains("id: id shili-pledge-2025 已是另一个方案的另一场培训"), "{faults}");
}

#[test]
fn a_retired_id_is_not_used_again() {
    let faults = Draft::of("bot/tests/packs/qingshan")
        .replacing("plan.toml", "stage = ", "retired = [\"i1\", \"k9\"]\nstage = ")
        .faults();
    assert!(faults.contains("retired: id i1 已停用") && !faults.contains("k9"), "{faults}");
}

#[test]
fn what_is_no_file_and_what_is_no_address_are_faults() {
    let draft = Draft::of("data/shili").replacing(
        "schemes.toml",
        "region = ",
        "links = [\"javascript:alert(1)\"]\nregion = ",
    );
    fs::create_dir_all(draft.0.path().join("policies/folder.md")).unwrap();
    let faults = draft.faults();
    assert!(
        faults.contains("links: “javascript:alert(1)”") && faults.contains("folder.md:1: 应为一个普通文件"),
        "{faults}"
    );
}

#[test]
fn an_overlay_replaces_whole_records() {
    let over = tempfile::tempdir().unwrap();
    let window = "schema = 1\n\n[[window]]\nid = \"qs-window\"\nname = \"新窗口\"\nregion = \"青山县\"\n\
                  default = true\nread = \"page\"\nverified_on = \"2026-11-01\"\n";
    fs::write(over.path().join("services.toml"), window).unwrap();
    let packs = load(&[repository("bot/tests/packs/qingshan"), over.path().to_owned()], today()).unwrap();
    let windows = &packs[0].windows;
    assert_eq!((windows.len(), windows[0].name.zh.as_str(), windows[0].phone.as_ref()), (1, "新窗口", None));
}

#[test]
fn a_folder_that_is_not_there_and_a_file_that_is_no_text_are_named() {
    let faults = load(&[PathBuf::from("nowhere")], today()).unwrap_err().to_string();
    assert!(faults.contains("没有这个文件夹"), "{faults}");
    let draft = Draft::of("bot/tests/packs/qingshan");
    fs::write(draft.0.path().join("replies.toml"), [0xFF, 0xFE, 0x00]).unwrap();
    assert!(draft.faults().contains("replies.toml:1: 不是 UTF-8 文本"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_makes_the_reader_panic(text in "(\\[\\[|\\]\\]|\\[|\\]|=|\"|\\+\\+\\+\n|schema = 1|window|task|id|\n|[a-z0-9]|\\PC){0,80}") {
        let draft = Draft::of("bot/tests/packs/qingshan").with("services.toml", &text).with("policies/x.md", &text).with("observations.csv", &text);
        let _ = draft.load();
    }
}

#[test]
fn characters_that_nobody_sees_are_faults_wherever_a_text_stands() {
    let draft = Draft::of("bot/tests/packs/qingshan")
        .replacing("plan.toml", "stage = ", "short_title = \"青山\\u202E方案\"\nstage = ")
        .replacing("plan.toml", "number = \"", "number = \"\\t")
        .replacing("plan.toml", "units = [", "units = [\n\"县\\u0007局\", ")
        .replacing("sessions.toml", "place = \"", "place = \"一楼\\n")
        .replacing("replies.toml", "text = \"", "text = \"两行\\n可以，\\u2066")
        .replacing("policies/qs-support.md", "## ", "## \u{202D}");
    insta::assert_snapshot!(draft.faults());
    let paragraphs = Draft::of("bot/tests/packs/qingshan").replacing(
        "replies.toml",
        "text = \"",
        "text = \"两行\\n\\t可以，",
    );
    assert!(paragraphs.load().is_ok());
    let cell =
        Draft::of("data/shili").replacing("observations.csv", "演示：示例局统计", "演示：\u{202E}示例局统计");
    assert!(cell.faults().contains("source_title: 有看不见的控制字符 U+202E"), "{}", cell.faults());
}

#[test]
fn a_session_id_twice_in_one_pack_is_told_once() {
    let draft = Draft::of("bot/tests/packs/qingshan");
    let sessions = fs::read_to_string(draft.0.path().join("sessions.toml")).unwrap();
    let again = sessions.replacen("schema = 1", "", 1).replacen("2026-12-08", "2026-12-07", 1);
    let faults = draft.with("sessions.toml", &format!("{sessions}\n{again}")).faults();
    assert!(faults.contains("id qs-training 重复") && !faults.contains("另一个方案"), "{faults}");
}

#[test]
fn a_day_that_is_no_day_or_lies_ahead_and_a_session_without_seats_are_faults() {
    let with = |day: &str| {
        let day = format!("as_of = \"{day}\"");
        Draft::of("data/shili").replacing("plan.toml", "as_of = \"2025-06-30\"", &day)
    };
    let year = with("2025").faults();
    assert!(
        year.contains(
            "plan.toml:9: as_of: “2025”不是一天：请写成 2025-12-31 这样的日期（1949 年至 2999 年）"
        ),
        "{year}"
    );
    let ahead = with("2026-11-23").faults();
    assert!(ahead.contains("as_of: 2026-11-23 还没有到（今天是 2026-11-22）"), "{ahead}");
    assert!(with("2026-11-22").load().is_ok());
    let seats =
        Draft::of("bot/tests/packs/qingshan").replacing("sessions.toml", "starts = ", "seats = 0\nstarts = ");
    assert!(seats.faults().contains("seats: 名额不能是 0"));
}

#[test]
fn wordings_lead_somewhere_and_words_mean_one_thing() {
    let asked = r#"schema = 1
[[asked]]
of = "shili-support#pledge"
as = ["贷款利息政府给补吗"]
[[asked]]
of = "shili-support#none"
as = ["没有这一条"]
[[asked]]
of = "plan#indicator:none"
as = []
"#;
    let words = r#"schema = 1
[[word]]
term = "质押贷款"
also = ["押专利", "贷"]
[[word]]
term = "贴息"
also = ["押专利"]
[[word]]
term = "专利"
"#;
    let draft = Draft::of("data/shili").with("asked/support.toml", asked).with("words.toml", words);
    insta::assert_snapshot!(draft.faults());
}

#[test]
fn what_is_not_held_is_read_and_a_later_folder_adds_wordings() {
    let unheld =
        "schema = 1\n[[unheld]]\nid = \"domains\"\nsubject = \"域名争议\"\nas = [\"域名被抢注找谁\"]\n";
    let asked = "schema = 1\n[[asked]]\nof = \"shili-support#pledge\"\nas = [\"贷款利息政府给补吗\"]\n";
    let base = Draft::of("data/shili").with("asked/a.toml", asked);
    let over = Draft(tempfile::tempdir().unwrap()).with("asked/b.toml", asked).with("unheld.toml", unheld);
    let pack = load(&[base.0.path().to_owned(), over.0.path().to_owned()], today()).unwrap().remove(0);
    assert_eq!((pack.wordings.len(), pack.unheld.len()), (2, 1));
    assert_eq!(pack.wordings[0].of.to_string(), "shili-support#pledge");
}
