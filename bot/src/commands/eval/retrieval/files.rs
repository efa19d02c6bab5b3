//! The files of a retrieval benchmark: JSON Lines of passages and of questions.

use std::{
    collections::{HashMap, HashSet},
    fs,
    path::Path,
};

use anyhow::{Context, bail};
use serde_json::{Map, Value};

use crate::search::Document;

/// So many faults of a file are listed; the rest are counted.
const LISTED: usize = 20;

/// Passages by document, and what they are called.
pub(super) struct Corpus {
    pub documents: Vec<Document>,
    /// By document and passage: its id.
    pub ids: Vec<Vec<String>>,
}

/// A question with what is known of its answer.
pub(super) struct Query {
    pub id: String,
    pub question: String,
    /// Ids of the passages that answer it; none where no passage does.
    pub relevant: HashSet<String>,
    /// Ids of their documents.
    pub documents: HashSet<String>,
    /// What kind of question it is, where its file says.
    pub kind: String,
}

impl Corpus {
    /// Reads passages: `id`, `text`, and where they are given `doc` (else each passage is a document) and `title`.
    pub(super) fn read(file: &Path) -> anyhow::Result<Self> {
        let mut corpus = Self { documents: Vec::new(), ids: Vec::new() };
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut seen = HashSet::new();
        lines(file, |line| {
            let (id, text) = (required(line, "id")?, required(line, "text")?);
            let document = optional(line, "doc")?.unwrap_or_else(|| id.clone());
            let title = optional(line, "title")?.unwrap_or_default();
            if !seen.insert(id.clone()) {
                return Err(format!("id {id} 出现了两次"));
            }
            let at = *places.entry(document.clone()).or_insert(corpus.documents.len());
            if at == corpus.documents.len() {
                corpus.documents.push(Document { id: document, title, passages: Vec::new() });
                corpus.ids.push(Vec::new());
            }
            corpus.documents[at].passages.push(text);
            corpus.ids[at].push(id);
            Ok(())
        })?;
        Ok(corpus)
    }
}

/// Reads questions: `id`, `question`, and where they are given `relevant`, `relevant_docs` and `kind`.
pub(super) fn queries(file: &Path) -> anyhow::Result<Vec<Query>> {
    let mut queries = Vec::new();
    lines(file, |line| {
        let relevant = list(line, "relevant")?;
        let documents =
            if line.contains_key("relevant_docs") { list(line, "relevant_docs")? } else { relevant.clone() };
        queries.push(Query {
            id: required(line, "id")?,
            question: required(line, "question")?,
            relevant,
            documents,
            kind: optional(line, "kind")?.unwrap_or_else(|| "不该答的".to_owned()),
        });
        Ok(())
    })?;
    Ok(queries)
}

fn lines(file: &Path, mut take: impl FnMut(&Map<String, Value>) -> Result<(), String>) -> anyhow::Result<()> {
    let bytes = fs::read(file).with_context(|| format!("读不了 {}", file.display()))?;
    let text = String::from_utf8(bytes)
        .with_context(|| format!("{} 不是 UTF-8 文本，请转换编码", file.display()))?;
    let mut faults = Vec::new();
    let mut count = 0_usize;
    for (number, line) in (1_usize..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        count += 1;
        let taken = match serde_json::from_str(line) {
            Ok(Value::Object(line)) => take(&line),
            Ok(_) => Err("不是 JSON 对象".to_owned()),
            Err(error) => Err(format!("不是完整的 JSON（第 {} 列）", error.column())),
        };
        if let Err(reason) = taken {
            faults.push(format!("{}:{number}: {reason}", file.display()));
        }
    }
    if count == 0 {
        bail!("{} 是空的；每行应有一个 JSON 对象", file.display());
    }
    if !faults.is_empty() {
        let more = faults.len().saturating_sub(LISTED);
        let more = if more > 0 { format!("\n……另有 {more} 行") } else { String::new() };
        faults.truncate(LISTED);
        bail!("有 {} 行不合格式：\n{}{more}", faults.len(), faults.join("\n"));
    }
    Ok(())
}

fn required(line: &Map<String, Value>, key: &str) -> Result<String, String> {
    optional(line, key)?.ok_or_else(|| format!("缺 {key}"))
}

fn optional(line: &Map<String, Value>, key: &str) -> Result<Option<String>, String> {
    match line.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(format!("{key} 应为文字")),
    }
}

fn list(line: &Map<String, Value>, key: &str) -> Result<HashSet<String>, String> {
    let wrong = || format!("{key} 应为文字的列表");
    match line.get(key) {
        None => Ok(HashSet::new()),
        Some(Value::Array(items)) => {
            items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(wrong)).collect()
        }
        Some(_) => Err(wrong()),
    }
}
