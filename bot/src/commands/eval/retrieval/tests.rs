use std::{fs, path::Path};

use tempfile::TempDir;

use super::*;

fn file(folder: &TempDir, name: &str, lines: &[&str]) -> PathBuf {
    let file = folder.path().join(name);
    fs::write(&file, lines.join("\n")).unwrap();
    file
}

const CORPUS: &[&str] = &[
    r#"{"id":"a#0","doc":"a","title":"收费减缴办法","text":"收费减缴办法 单个申请人减缴比例为85%。"}"#,
    r#"{"id":"a#1","doc":"a","title":"收费减缴办法","text":"二、应当在申请时提出。"}"#,
    r#"{"id":"b#0","doc":"b","title":"青山县奖励办法","text":"青山县对标准制定给予奖励。"}"#,
];

fn command(folder: &TempDir) -> EvalRetrieval {
    EvalRetrieval {
        corpus: CorpusArgs { corpus: file(folder, "corpus.jsonl", CORPUS), index: None },
        queries: file(
            folder,
            "queries.jsonl",
            &[r#"{"id":"q","question":"减缴比例是多少？","relevant":["a#0"],"relevant_docs":["a"]}"#],
        ),
        unanswerable: Some(file(folder, "none.jsonl", &[r#"{"id":"u","question":"河口在什么地方？"}"#])),
        threshold: Some(1.0),
        thresholds: None,
        run: Some(folder.path().join("run.jsonl")),
        ablate: false,
        json: false,
    }
}

#[test]
fn a_run_names_the_passages_and_refuses_what_is_not_there() {
    let folder = TempDir::new().unwrap();
    let command = command(&folder);
    command.run().unwrap();
    let run = fs::read_to_string(folder.path().join("run.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = run.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(
        (&lines[0]["id"], &lines[0]["ranked"][0], &lines[0]["refused"]),
        (&json!("q"), &json!("a#0"), &json!(false))
    );
    assert_eq!(
        (&lines[1]["id"], &lines[1]["answer"], &lines[1]["refused"]),
        (&json!("u"), &json!(null), &json!(true))
    );
}

#[test]
fn a_calibrated_threshold_is_read_back() {
    let folder = TempDir::new().unwrap();
    let EvalRetrieval { corpus, queries, unanswerable, .. } = command(&folder);
    let out = folder.path().join("thresholds.toml");
    let unanswerable = unanswerable.unwrap();
    let calibrate = Calibrate { corpus, queries, unanswerable, answered: 95, out: Some(out.clone()) };
    calibrate.run().unwrap();
    let read = EvalRetrieval { threshold: None, thresholds: Some(out), ..command(&folder) };
    assert!(read.threshold().unwrap().is_some_and(|least| least > 1.0));
}

#[test]
fn a_malformed_line_is_named_with_its_reason() {
    let folder = TempDir::new().unwrap();
    let lines = [CORPUS[0], r#"{"id":"x""#, r#"{"id":7,"text":"文"}"#, r#"{"id":"y"}"#, "[]", CORPUS[0]];
    let error = Corpus::read(&file(&folder, "corpus.jsonl", &lines)).err().unwrap().to_string();
    for words in [
        "corpus.jsonl:2: 不是完整的 JSON（第 9 列）",
        "corpus.jsonl:3: id 应为文字",
        "corpus.jsonl:4: 缺 text",
        "corpus.jsonl:5: 不是 JSON 对象",
        "corpus.jsonl:6: id a#0 出现了两次",
    ] {
        assert!(error.contains(words), "no “{words}” in {error}");
    }
    assert!(Corpus::read(Path::new("/nowhere")).err().unwrap().to_string().contains("读不了"));
}

#[test]
fn the_measures_are_those_of_the_textbook() {
    let folder = TempDir::new().unwrap();
    let corpus = Corpus::read(&file(&folder, "corpus.jsonl", CORPUS)).unwrap();
    let lines = [r#"{"id":"q","question":"?","relevant":["a#1","b#0"],"relevant_docs":["b"]}"#];
    let queries = queries(&file(&folder, "queries.jsonl", &lines)).unwrap();
    let index = Index::in_memory(&corpus.documents).unwrap();
    // Right at ranks 2 and 3 of three: neither is first, and the first is of another document.
    let mut hits = index.find("减缴办法 申请 标准", 3, |_, _| true).unwrap().hits;
    hits.sort_by_key(|hit| (hit.document, hit.passage));
    let score = Score::of(&corpus, [(&queries[0], hits.as_slice())].into_iter());
    let expected = (1.0 / 3_f64.log2() + 0.5) / (1.0 + 1.0 / 3_f64.log2());
    assert!((score.ndcg - expected).abs() < 1e-9);
    let shares = [score.first, score.third, score.tenth, score.document].map(|share| share > 0.5);
    assert_eq!(shares, [false, true, true, false]);
}
