//! How long a search takes: `cargo bench -p bot --bench retrieval`.
//!
//! One thread, over generated passages as many and as long as those of the benchmark the weights were chosen on, and
//! over ten times as many; beside SQLite FTS5 over the same pairs of characters and over its own trigrams, and beside
//! bm25s over the same pairs, which `python3` installs into the target folder. `-- 100` takes a hundred times as many
//! passages instead, and no peers.
#![allow(clippy::print_stdout, reason = "a table is the result")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use bot::search::{Document, Index, fold, tokens};
use serde::Deserialize;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection, sqlite::SqliteConnectOptions};

const PASSAGES: usize = 25_303;
const OF_A_DOCUMENT: usize = 15;
const CHARACTERS: usize = 266;
const WORDS: usize = 20_000;
const SHOWN: i64 = 10;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    /// Mostly small: a word's place in order of use, as in a natural text.
    fn word(&mut self) -> usize {
        let octave = self.below(15);
        (self.below(1 << octave) + (1 << octave) - 1).min(WORDS - 1)
    }
}

/// Words of one to four characters, of which there are 3,000.
fn words(dice: &mut Dice) -> Vec<String> {
    let character = |dice: &mut Dice| {
        char::from_u32(0x4E00 + u32::try_from(dice.below(3_000)).unwrap_or(0)).unwrap_or('文')
    };
    (0..WORDS)
        .map(|_| {
            let length = [1, 2, 2, 2, 2, 3, 4][dice.below(7)];
            (0..length).map(|_| character(dice)).collect()
        })
        .collect()
}

fn text(dice: &mut Dice, words: &[String], characters: usize) -> String {
    let mut text = String::new();
    while text.chars().count() < characters {
        text.push_str(&words[dice.word()]);
        if dice.below(6) == 0 {
            text.push('，');
        }
    }
    text
}

fn corpus(dice: &mut Dice, words: &[String], passages: usize) -> Vec<Document> {
    let documents = passages.div_ceil(OF_A_DOCUMENT);
    (0..documents)
        .map(|at| {
            let left = (passages - at * OF_A_DOCUMENT).min(OF_A_DOCUMENT);
            Document {
                id: at.to_string(),
                title: text(dice, words, 20),
                passages: (0..left).map(|_| text(dice, words, CHARACTERS)).collect(),
            }
        })
        .collect()
}

/// A question, and the document it was made from.
struct Question {
    text: String,
    document: usize,
}

/// Some words of one passage, and some of its title.
fn questions(dice: &mut Dice, corpus: &[Document], count: usize) -> Vec<Question> {
    (0..count)
        .map(|_| {
            let at = dice.below(corpus.len());
            let document = &corpus[at];
            let passage: Vec<char> = document.passages[dice.below(document.passages.len())].chars().collect();
            let from = dice.below(passage.len() - 16);
            let title: String = document.title.chars().take(6).collect();
            let text = format!("{title}{}有哪些？", passage[from..from + 16].iter().collect::<String>());
            Question { text, document: at }
        })
        .collect()
}

struct Measured {
    name: &'static str,
    indexed: Duration,
    bytes: u64,
    times: Vec<Duration>,
    /// How often the document that a question was made from came first: no measure of quality, a sign of life.
    found: usize,
}

impl Measured {
    fn row(mut self, passages: usize) -> String {
        self.times.sort_unstable();
        let at =
            |per_mille: usize| self.times[(self.times.len() * per_mille / 1000).min(self.times.len() - 1)];
        let Self { name, indexed, bytes, found, .. } = self;
        format!(
            "| {passages} | {name} | {:.1} s | {} MB | {} µs | {} µs | {} µs | {found}/{} |",
            indexed.as_secs_f64(),
            bytes / 1_000_000,
            at(500).as_micros(),
            at(950).as_micros(),
            at(990).as_micros(),
            self.times.len(),
        )
    }
}

fn ours(folder: &Path, corpus: &[Document], questions: &[Question]) -> Measured {
    let began = Instant::now();
    let (index, _) = Index::on_disk(folder, corpus).expect("an index");
    let indexed = began.elapsed();
    let ask = |question: &Question| {
        let began = Instant::now();
        let hits = index.find(&question.text, 10, |_, _| true).expect("a search").hits;
        (began.elapsed(), hits.first().is_some_and(|hit| hit.document == question.document))
    };
    // The first round reads the files into memory.
    for question in questions.iter().take(50) {
        ask(question);
    }
    let (times, right): (Vec<Duration>, Vec<bool>) = questions.iter().map(ask).unzip();
    let found = right.into_iter().filter(|right| *right).count();
    Measured { name: "知策", indexed, bytes: size(folder), times, found }
}

fn size(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    entries
        .map(|entry| {
            if entry.path().is_dir() {
                size(&entry.path())
            } else {
                entry.metadata().map_or(0, |file| file.len())
            }
        })
        .sum()
}

/// How SQLite is given a text and a question.
#[derive(Clone, Copy)]
enum Cut {
    /// Our pairs, apart by blanks.
    Pairs,
    /// Its own trigrams.
    Trigrams,
}

impl Cut {
    fn text(self, text: &str) -> String {
        let folded = fold(text);
        match self {
            Self::Pairs => tokens(&folded).collect::<Vec<_>>().join(" "),
            Self::Trigrams => folded,
        }
    }

    fn question(self, question: &str) -> String {
        let folded = fold(question);
        let parts: Vec<String> = match self {
            Self::Pairs => tokens(&folded).map(str::to_owned).collect(),
            Self::Trigrams => {
                let all: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
                all.windows(3).map(|three| three.iter().collect()).collect()
            }
        };
        parts.iter().map(|part| format!("\"{part}\"")).collect::<Vec<_>>().join(" OR ")
    }
}

async fn sqlite(
    file: &Path,
    cut: Cut,
    corpus: &[Document],
    questions: &[Question],
) -> sqlx::Result<Measured> {
    let mut base: SqliteConnection =
        SqliteConnectOptions::new().filename(file).create_if_missing(true).connect().await?;
    let (name, tokenizer) = match cut {
        Cut::Pairs => ("SQLite FTS5, pairs", "unicode61"),
        Cut::Trigrams => ("SQLite FTS5, trigram", "trigram"),
    };
    let began = Instant::now();
    let create = format!("CREATE VIRTUAL TABLE passages USING fts5(title, body, tokenize = '{tokenizer}')");
    sqlx::query(AssertSqlSafe(create)).execute(&mut base).await?;
    let mut all = base.begin().await?;
    for document in corpus {
        let title = cut.text(&document.title);
        for passage in &document.passages {
            let insert = sqlx::query("INSERT INTO passages (title, body) VALUES (?, ?)");
            insert.bind(&title).bind(cut.text(passage)).execute(&mut *all).await?;
        }
    }
    all.commit().await?;
    let indexed = began.elapsed();
    let (mut found, mut times) = (0, Vec::new());
    for question in questions {
        let began = Instant::now();
        let rows =
            sqlx::query("SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT ?")
                .bind(cut.question(&question.text))
                .bind(SHOWN)
                .fetch_all(&mut base)
                .await?;
        times.push(began.elapsed());
        let first = rows.first().map(|row| row.get::<i64, _>(0) - 1);
        let document = first.and_then(|row| usize::try_from(row).ok()).map(|row| row / OF_A_DOCUMENT);
        found += usize::from(document == Some(question.document));
    }
    base.close().await?;
    let bytes = fs::metadata(file).map_or(0, |file| file.len());
    Ok(Measured { name, indexed, bytes, times, found })
}

/// What `bm25s/search.py` tells.
#[derive(Deserialize)]
struct Told {
    indexed: f64,
    bytes: u64,
    times: Vec<u64>,
    first: Vec<usize>,
}

/// A Python with the pinned bm25s, installed where it is not there yet.
fn python() -> PathBuf {
    let there = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bm25s");
    let python = there.join("bin/python");
    let wanted = scripts().join("requirements.txt");
    let stands = there.join("requirements.txt");
    if fs::read(&stands).ok() != fs::read(&wanted).ok() {
        succeed(Command::new("python3").args(["-m", "venv"]).arg(&there));
        succeed(
            Command::new(&python).args(["-m", "pip", "install", "--quiet", "--requirement"]).arg(&wanted),
        );
        fs::copy(&wanted, &stands).expect("a note of what is installed");
    }
    python
}

fn scripts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/bm25s")
}

/// What a program prints; it must not fail.
fn succeed(command: &mut Command) -> Vec<u8> {
    let output = command.output().expect("a program that begins");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

fn bm25s(folder: &Path, corpus: &[Document], questions: &[Question]) -> Measured {
    fs::create_dir(folder).expect("a folder");
    let whole =
        |document: &Document, passage: &String| Cut::Pairs.text(&format!("{} {passage}", document.title));
    let passages =
        corpus.iter().flat_map(|document| document.passages.iter().map(move |p| whole(document, p)));
    fs::write(folder.join("passages"), lines(passages)).expect("a file");
    let asked = questions.iter().map(|question| Cut::Pairs.text(&question.text));
    fs::write(folder.join("questions"), lines(asked)).expect("a file");
    let printed = succeed(Command::new(python()).arg(scripts().join("search.py")).arg(folder));
    let told: Told = serde_json::from_slice(&printed).expect("what the script prints");
    let right =
        told.first.iter().zip(questions).filter(|(row, asked)| **row / OF_A_DOCUMENT == asked.document);
    Measured {
        name: "bm25s, pairs",
        indexed: Duration::from_secs_f64(told.indexed),
        bytes: told.bytes,
        found: right.count(),
        times: told.times.into_iter().map(Duration::from_micros).collect(),
    }
}

fn main() {
    let hundredfold = std::env::args().any(|argument| argument == "100");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().expect("a runtime");
    let mut dice = Dice(20_260_823);
    let words = words(&mut dice);
    println!("| passages | search | indexed in | on disk | p50 | p95 | p99 | found |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    let sizes: &[(usize, usize)] =
        if hundredfold { &[(PASSAGES * 100, 100)] } else { &[(PASSAGES, 600), (PASSAGES * 10, 100)] };
    for &(passages, count) in sizes {
        let corpus = corpus(&mut dice, &words, passages);
        let questions = questions(&mut dice, &corpus, count);
        let folder = tempfile::tempdir().expect("a folder");
        println!("{}", ours(&folder.path().join("index"), &corpus, &questions).row(passages));
        if hundredfold {
            continue;
        }
        println!("{}", bm25s(&folder.path().join("bm25s"), &corpus, &questions).row(passages));
        for (name, cut) in [("pairs", Cut::Pairs), ("trigrams", Cut::Trigrams)] {
            let file = folder.path().join(name);
            let measured = runtime.block_on(sqlite(&file, cut, &corpus, &questions)).expect("a database");
            println!("{}", measured.row(passages));
        }
    }
}
