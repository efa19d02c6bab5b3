//! How long a document of 200 pages takes: `cargo bench -p bot --bench import`.
//!
//! The same words as `.docx` and as `.txt`; beside our reading of the former, that of docx-rs, which reads no numbers.

use std::{io::Cursor, path::Path};

use bot::documents;
use criterion::{Criterion, criterion_group, criterion_main};
use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, NumberFormat, Numbering, NumberingId,
    Paragraph, Run, Start, Table, TableCell, TableRow,
};
use shared::plan_text::{self, DraftPlan};

const PAGES: usize = 200;
/// Of 28 characters, as official documents are set.
const LINES_A_PAGE: usize = 22;

/// What a page says: 22 lines of 28 characters, or somewhat more.
fn page(number: usize) -> [String; 4] {
    let about = "坚持质量第一、效益优先，健全标准、计量、认证和检验检测体系，支持企业开展质量改进。";
    [
        format!("推进第{number}项质量行动（演示）"),
        about.repeat(8),
        about.repeat(8) + &format!("安排专项资金{number}万元，惠及企业{}家。", number * 3),
        "（责任单位：县市场局、县科技局、县委组织部（县人才办）、各乡镇（园区））".to_owned(),
    ]
}

fn opening() -> Vec<String> {
    let goals: Vec<String> = (1..=40).map(|at| format!("第{at}类质量标准数达到{}件以上", at * 12)).collect();
    vec![
        "青山县质量强县建设试点工作方案（2031年-2034年）（演示）".to_owned(),
        "一、工作目标".to_owned(),
        format!("到2034年，{}。", goals.join("，")),
        "二、重点任务".to_owned(),
    ]
}

fn plain() -> Vec<u8> {
    let mut lines = opening();
    for number in 1..=PAGES {
        let [title, first, second, units] = page(number);
        lines.extend([format!("{number}.{title}"), first, second, units]);
    }
    lines.join("\n").into_bytes()
}

fn word() -> Vec<u8> {
    let text = |text: &str| Paragraph::new().add_run(Run::new().add_text(text));
    let level = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("decimal"),
        LevelText::new("%1."),
        LevelJc::new("left"),
    );
    let mut docx = Docx::new()
        .add_abstract_numbering(AbstractNumbering::new(2).add_level(level))
        .add_numbering(Numbering::new(2, 2));
    for line in opening() {
        docx = docx.add_paragraph(text(&line));
    }
    for number in 1..=PAGES {
        let [title, first, second, units] = page(number);
        docx = docx.add_paragraph(text(&title).numbering(NumberingId::new(2), IndentLevel::new(0)));
        // Word cuts its text into many runs; so does this.
        let runs = first.split_inclusive('、').map(|part| Run::new().add_text(part));
        docx = docx
            .add_paragraph(runs.fold(Paragraph::new(), Paragraph::add_run))
            .add_paragraph(text(&second))
            .add_paragraph(text(&units));
        if number % 10 == 0 {
            let cell = |words: &str| TableCell::new().add_paragraph(text(words));
            let row = |at: usize| TableRow::new(vec![cell(&at.to_string()), cell("演示"), cell("备注")]);
            docx = docx.add_table(Table::new((0..10).map(row).collect()));
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    docx.build().pack(&mut bytes).expect("a document in memory");
    bytes.into_inner()
}

fn imported(name: &str, bytes: &[u8]) -> DraftPlan {
    let document = documents::from_bytes(Path::new(name), bytes).expect("a document");
    plan_text::read(&document.blocks).expect("a plan")
}

fn import(criterion: &mut Criterion) {
    let (word, plain) = (word(), plain());
    let length = String::from_utf8_lossy(&plain).chars().count();
    assert!(length >= PAGES * LINES_A_PAGE * 28, "{length} characters are no {PAGES} pages");
    assert_eq!(imported("a.docx", &word).tasks.len(), PAGES);
    assert_eq!(imported("a.txt", &plain).tasks.len(), PAGES);
    let mut group = criterion.benchmark_group("200 pages");
    group.bench_function("docx: read", |b| b.iter(|| documents::from_bytes(Path::new("a.docx"), &word)));
    group.bench_function("docx: read by docx-rs", |b| b.iter(|| docx_rs::read_docx(&word)));
    group.bench_function("docx: import", |b| b.iter(|| imported("a.docx", &word)));
    group.bench_function("txt: import", |b| b.iter(|| imported("a.txt", &plain)));
    group.finish();
}

criterion_group!(benches, import);
criterion_main!(benches);
