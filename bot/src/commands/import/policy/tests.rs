//! Made-up documents of a made-up district, in the forms that portals and printers give them.

use std::{fs, sync::Arc};

use shared::answer::{Answer, AnswerStatus};
use tempfile::TempDir;

use super::*;
use crate::{
    answer::Desk,
    office::fixtures::{TYPES, compound, zipped},
    pack::Pack,
};

fn today() -> Date {
    "2026-11-22".parse().unwrap()
}

fn repository(folder: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)
}

/// A law of articles and chapters, its head in two columns.
const MEASURES: &str = "索引号：A-2024-1    发布机构：示例区科技局
文  号：示科〔2024〕5号  成文日期：2024年3月5日
发布日期：2024/3/8  有效性：有效
示例区游船维修补助办法（演示）
第一章 总则
第一条 为了演示，制定本办法。
第二章 补助
第二条　按游船维修实际支出的37%补助，每艘每年最高12.5万元。
第三条　申请人提交下列材料，受理后15个工作日内办结：
（一）申请表；
（二）维修发票。
第三章 附则
第四条 本办法自2024年5月1日起施行。
示例区科技局
2024年3月5日
附件1
申请表
姓名";

/// A notice as a portal prints it: the head outside of the article.
const NOTICE: &str = "<html><head><meta charset='utf-8'><title>通知_示例区</title></head><body>
<table class='head'><tr><td>索引号</td><td>B-9</td><td>发布机构</td><td>示例区人民政府</td></tr>
<tr><td>发文字号</td><td>示政发〔2025〕9号</td><td>成文日期</td><td>2025-02-03</td></tr>
<tr><td>时效性</td><td>有效</td><td>公开日期</td><td>2025-02-05 09:30</td></tr></table>
<div id='zoom'><h1>示例区人民政府关于灯会摊位的通知（演示）</h1><p>各街道办事处：</p>
<p>一、摊位安排</p><p>（一）灯谜摊位。每个摊位押金260元，收摊后退还。</p><p>（二）小吃摊位。押金见下表。</p>
<table><tr><th>种类</th><th>押金</th></tr><tr><td>热食</td><td>480元</td></tr><tr><td>冷食</td><td>350元</td></tr></table>
<p>二、其他</p><p>本通知自2025年2月10日起施行。</p><p>示例区人民政府</p><p>2025年2月3日</p></div></body></html>";

fn word(body: &str) -> Vec<u8> {
    let paragraphs = body.replace('\n', "</w:t></w:r></w:p><w:p><w:r><w:t>");
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{paragraphs}</w:t></w:r></w:p></w:body></w:document>"
    );
    zipped(&[TYPES, ("word/document.xml", document.as_bytes())])
}

/// The pack of the demonstration in a folder of its own, and documents beside it.
struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let office = Self(tempfile::tempdir().unwrap());
        copy(&repository("data/shili"), &office.pack());
        office
    }

    fn pack(&self) -> PathBuf {
        self.0.path().join("pack")
    }

    fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        fs::write(self.0.path().join(name), bytes).unwrap();
        self
    }

    fn command(&self, names: &[&str]) -> ImportPolicy {
        ImportPolicy {
            files: names.iter().map(|name| self.0.path().join(name)).collect(),
            out: Some(self.pack()),
            region: None,
            replace: false,
            data: Data { folders: Vec::new() },
            json: false,
        }
    }

    fn imports(&self, names: &[&str]) -> Vec<Prepared> {
        self.command(names).import(today()).unwrap()
    }

    /// What is told, without the folder's own name.
    fn told(&self, result: Result<Vec<Prepared>, Faults>) -> String {
        let text = match result {
            Ok(prepared) => prepared.iter().map(report::describe).collect::<Vec<_>>().join("\n\n"),
            Err(faults) => faults.to_string(),
        };
        text.replace(&format!("{}/", self.0.path().display()), "")
    }

    fn file(&self, id: &str) -> PathBuf {
        self.pack().join("policies").join(format!("{id}.md"))
    }

    fn load(&self) -> Pack {
        pack::load(&[self.pack()], today()).unwrap().remove(0)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn ask(pack: Pack, question: &str) -> Answer {
    Desk::new(Arc::new(pack), today).unwrap().answer(&[], question, today())
}

#[test]
fn what_is_written_is_a_record_of_the_pack() {
    let (old, _, _) = encoding_rs::GB18030.encode(MEASURES);
    let office = Office::new().with("boats.txt", old);
    let prepared = office.imports(&["boats.txt"]);
    insta::assert_snapshot!(office.told(Ok(prepared)));
    insta::assert_snapshot!(fs::read_to_string(office.file("boats")).unwrap());
    let pack = office.load();
    let policy = pack.policies.iter().find(|policy| policy.id.as_str() == "boats").unwrap();
    assert_eq!(policy.read.caution(shared::lang::Lang::Zh), None);
}

#[test]
fn every_format_gives_the_same_clauses() {
    let office = Office::new()
        .with("one.txt", MEASURES)
        .with("two.md", MEASURES.replace("示例区游船", "# 示例区游船"))
        .with("three.docx", word(MEASURES))
        .with("four.html", format!("<html><body><p>{}</p></body></html>", MEASURES.replace('\n', "</p><p>")));
    let prepared = office.imports(&["one.txt", "two.md", "three.docx", "four.html"]);
    let of = |one: &Prepared| {
        let policy = one.policy.clone();
        let clauses: Vec<_> =
            policy.clauses.into_iter().map(|clause| (clause.id, clause.title, clause.text)).collect();
        (clauses, policy.number, policy.written, policy.published, policy.effective, policy.status)
    };
    for other in &prepared[1..] {
        assert_eq!(of(other), of(&prepared[0]), "{}", other.file.display());
    }
}

#[test]
fn the_desk_quotes_the_clause_with_its_document() {
    let office = Office::new().with("boats.txt", MEASURES).with("lanterns.html", NOTICE);
    office.imports(&["boats.txt", "lanterns.html"]);
    let answer = ask(office.load(), "游船维修补助每艘每年最高多少钱");
    assert_eq!(answer.status, AnswerStatus::Answered);
    let citation = &answer.citations[0];
    assert_eq!(citation.id, "boats#a2");
    assert_eq!(citation.quote, "按游船维修实际支出的37%补助，每艘每年最高12.5万元。");
    insta::assert_snapshot!(answer.to_text());
    let answer = ask(office.load(), "灯会的小吃摊位押金多少");
    assert_eq!(answer.citations[0].id, "lanterns#s1-2");
    assert!(answer.citations[0].quote.contains("热食 | 480元"));
    let desk = Desk::new(Arc::new(office.load()), today).unwrap();
    let before = ["游船维修补助每艘每年最高多少钱".to_owned()];
    insta::assert_snapshot!(desk.answer(&before, "这份文件是哪里发的，文号多少", today()).to_text());
}

/// A pack that says how people ask for its own records finds the imported ones too, for which it says nothing.
#[test]
fn records_with_wordings_do_not_hide_the_imported_ones() {
    let own = |text: &str| text.replace("示例区", "拱墅区");
    let office = Office::new().with("boats.txt", own(MEASURES)).with("lanterns.html", own(NOTICE));
    let (over, base) = (office.0.path().join("over"), repository("data/gongshu"));
    let command = office.command(&["boats.txt", "lanterns.html"]);
    let data = Data { folders: vec![base.clone()] };
    ImportPolicy { out: Some(over.clone()), data, ..command }.import(today()).unwrap();
    let mixed = pack::load(&[base, over], today()).unwrap().remove(0);
    assert!(!mixed.wordings.is_empty(), "else this shows nothing");
    let desk = Desk::new(Arc::new(mixed), today).unwrap();
    for (question, id) in [
        ("游船维修补助的比例是多少", "boats#a2"),
        ("游船维修有补助吗", "boats#a2"),
        ("申请游船维修补助要交什么材料", "boats#a3"),
        ("游船维修补助多久办结", "boats#a3"),
        ("灯会小吃摊位的押金是多少", "lanterns#s1-2"),
        ("《拱墅区游船维修补助办法（演示）》第二条怎么说", "boats#a2"),
    ] {
        let answer = desk.answer(&[], question, today());
        assert_eq!(answer.status, AnswerStatus::Answered, "{question}");
        assert_eq!(answer.citations[0].id, id, "{question}");
    }
}

#[test]
fn what_is_there_is_replaced_only_when_asked_for() {
    let office = Office::new().with("boats.txt", MEASURES);
    office.imports(&["boats.txt"]);
    let first = fs::read_to_string(office.file("boats")).unwrap();
    let later = "2026-11-23".parse().unwrap();
    office.command(&["boats.txt"]).import(later).unwrap();
    assert_eq!(fs::read_to_string(office.file("boats")).unwrap(), first, "the same text is left as it is");
    let by_hand = first
        .replace("topics = [\"游船维修补助\"]", "topics = [\"游船\"]")
        .replace("links = []", "links = [\"https://www.shili.gov.cn/1\"]")
        .replace("{#a2}\n\n", "{#a2}\n\ntopics: 修船\n");
    fs::write(office.file("boats"), &by_hand).unwrap();
    let office = office.with("boats.txt", MEASURES.replace("37%", "40%").replace("第四条", "第五条"));
    insta::assert_snapshot!(office.told(office.command(&["boats.txt"]).import(today())));
    assert_eq!(fs::read_to_string(office.file("boats")).unwrap(), by_hand);
    let command = ImportPolicy { replace: true, ..office.command(&["boats.txt"]) };
    insta::assert_snapshot!(office.told(command.import(today())));
    let policy = office.load().policies.into_iter().find(|policy| policy.id.as_str() == "boats").unwrap();
    assert_eq!(
        (policy.topics, policy.links),
        (vec!["游船".to_owned()], vec!["https://www.shili.gov.cn/1".to_owned()])
    );
    assert_eq!(policy.clauses[1].topics, ["修船"]);
}

#[test]
fn all_faults_of_all_files_are_told_and_nothing_is_written() {
    let office = Office::new()
        .with("good.txt", MEASURES)
        .with("good.md", MEASURES)
        .with("empty.txt", "")
        .with("plain.txt", "示例区演示通知\n只有一段话。")
        .with("untitled.txt", "第一条 没有标题。")
        .with("nowhere.txt", "远方县演示办法\n第一条 为了演示。")
        .with("abroad.txt", "适用地区：远方县\n远方县演示办法\n第一条 为了演示。")
        .with("示例办法.txt", "示例区演示办法\n第一条 为了演示。")
        .with("broken.docx", &word(MEASURES)[..200])
        .with("secret.docx", compound("EncryptedPackage"))
        .with("huge.txt", "长".repeat(6 * 1024 * 1024))
        .with("long.txt", format!("示例区演示办法\n第一条 {}", "长".repeat(30_000)))
        .with("paper.pdf", "%PDF-1.4");
    let names = [
        "good.txt",
        "good.md",
        "empty.txt",
        "plain.txt",
        "untitled.txt",
        "nowhere.txt",
        "abroad.txt",
        "示例办法.txt",
        "broken.docx",
        "secret.docx",
        "huge.txt",
        "long.txt",
        "paper.pdf",
        "missing.txt",
    ];
    insta::assert_snapshot!(office.told(office.command(&names).import(today())));
    assert!(!office.file("good").exists());
    assert!(
        fs::read_dir(office.pack().join("policies"))
            .unwrap()
            .all(|entry| entry.unwrap().file_name() == "shili-support.md")
    );
}

/// What a pack would take for something else than the text is not written.
#[test]
fn a_clause_that_would_not_read_back_word_for_word_is_refused() {
    let office = Office::new().with("boats.txt", "示例区演示办法\n第一条\ntopics: 一句话\n演示。");
    let told = office.told(office.command(&["boats.txt"]).import(today()));
    assert!(told.starts_with("boats.txt:2: 条款 a1 写进数据包后与原文不同"), "{told}");
}

#[test]
fn the_operator_says_the_place_where_the_text_does_not() {
    let office = Office::new().with("far.txt", "远方县演示办法\n第一条 为了演示。");
    let named = |region: &str| {
        let command = ImportPolicy { region: Some(region.to_owned()), ..office.command(&["far.txt"]) };
        command.import(today())
    };
    assert!(office.told(named("火星")).contains("数据包的地区里没有“火星”"));
    assert_eq!(named("示例区").unwrap()[0].region, "示例区");
    // Without a pack nothing is known of places.
    let out = office.0.path().join("new");
    let command =
        ImportPolicy { out: Some(out), region: Some("远方县".to_owned()), ..office.command(&["far.txt"]) };
    assert_eq!(command.import(today()).unwrap()[0].region, "远方县");
}

#[test]
fn the_json_is_the_documented_one() {
    let office = Office::new().with("lanterns.html", NOTICE);
    let command = ImportPolicy {
        out: None,
        data: Data { folders: vec![office.pack()] },
        ..office.command(&["lanterns.html"])
    };
    let mut json = report::to_json(&command.import(today()).unwrap()[0]);
    json["file"] = "lanterns.html".into();
    insta::assert_json_snapshot!(json);
}
