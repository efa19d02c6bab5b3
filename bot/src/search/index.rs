//! An index in memory or on disk, open for questions.

use tantivy::{
    Directory, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, SegmentReader, Term,
    directory::RamDirectory, indexer::NoMergePolicy,
};

use super::{
    SearchError,
    document::Document,
    fields::Fields,
    question::Asked,
    rows::Rows,
    scorer::{Scorer, Scores},
    weights::{Weights, float},
};

/// Memory the index writer may take, in bytes: the least that tantivy works with, …
const LEAST_MEMORY: usize = 15_000_000;
/// … and so much at most; beyond that it writes in parts and puts them together.
const MOST_MEMORY: usize = 300_000_000;
/// So many times a text's size is needed to index it in one part.
const MEMORY_A_BYTE: usize = 20;
/// What is taken off the confidence for each place, year or document number that the best document does not name.
const UNNAMED: f32 = 0.4;

/// A passage found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The place of its document in the list that was indexed.
    pub document: usize,
    /// Which of the document's passages, from 0.
    pub passage: usize,
    /// What the ranking is by; comparable within one question only.
    pub score: f32,
}

/// What was found for a question.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// The best passages, best first.
    pub hits: Vec<Hit>,
    /// What the question weighs: about the score of a passage that has each of its words once.
    pub weight: f32,
    /// How sure one may be that the first answers the question; comparable between questions to one index. Nothing
    /// found has none at all.
    pub confidence: f32,
}

/// Documents made searchable.
pub struct Index {
    open: Option<Open>,
}

/// An index that has any row.
struct Open {
    rows: Rows,
    /// By document: its row.
    row_of: Vec<u32>,
    scorer: Scorer,
}

impl Index {
    /// Indexes documents in memory.
    pub fn in_memory(documents: &[Document]) -> Result<Self, SearchError> {
        let index = create(RamDirectory::create())?;
        let keys: Vec<u64> = (0..).take(documents.len()).collect();
        write(&index, &[], keys.iter().copied().zip(documents))?;
        Self::open(&index, &keys)
    }

    /// Opens what [`write`] left; `keys` are those of the documents in the caller's order.
    pub(super) fn open(index: &tantivy::Index, keys: &[u64]) -> Result<Self, SearchError> {
        // Never reloaded: an update makes another index.
        let reader: IndexReader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        let searcher = reader.searcher();
        let open = match searcher.segment_readers() {
            [] => None,
            [segment] => Some(Open::of(segment, &Fields::of(&index.schema())?, keys)?),
            _ => return Err(SearchError::Torn("有没有合并的分段")),
        };
        Ok(Self { open })
    }

    /// The best passages for a question, best first. `allowed` is asked for the document and the passage, and leaves
    /// passages out before ranking.
    pub fn find(
        &self,
        question: &str,
        limit: usize,
        allowed: impl Fn(usize, usize) -> bool,
    ) -> Result<Found, SearchError> {
        self.find_weighed(question, limit, &Weights::CHOSEN, allowed)
    }

    /// The same with other weights, to measure what each is worth.
    pub fn find_weighed(
        &self,
        question: &str,
        limit: usize,
        weights: &Weights,
        allowed: impl Fn(usize, usize) -> bool,
    ) -> Result<Found, SearchError> {
        let asked = Asked::of(question);
        let Some(open) = self.open.as_ref().filter(|_| limit > 0 && !asked.pairs.is_empty()) else {
            return Ok(Found::default());
        };
        let scores = open.scorer.score(&asked, &open.rows, weights)?;
        let hits = open.best(&scores, limit, allowed);
        let confidence = match hits.first() {
            None => 0.0,
            Some(first) => {
                let missing = open.scorer.missing(&asked.anchors, open.row_of[first.document])?;
                scores.confidence(first.score) - UNNAMED * float(missing)
            }
        };
        Ok(Found { hits, weight: scores.mass, confidence })
    }
}

impl Open {
    fn of(segment: &SegmentReader, fields: &Fields, keys: &[u64]) -> Result<Self, SearchError> {
        let rows = Rows::read(segment, keys)?;
        let mut row_of = vec![u32::MAX; keys.len()];
        for (row, (document, ordinal)) in (0..).zip(rows.document.iter().zip(&rows.ordinal)) {
            if *ordinal == 0 {
                row_of[*document as usize] = row;
            }
        }
        if row_of.contains(&u32::MAX) {
            return Err(SearchError::Torn("缺目录中的文档"));
        }
        Ok(Self { scorer: Scorer::of(segment, fields)?, rows, row_of })
    }

    fn best(&self, scores: &Scores, limit: usize, allowed: impl Fn(usize, usize) -> bool) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut floor = 0.0;
        for (row, (document, ordinal)) in self.rows.document.iter().zip(&self.rows.ordinal).enumerate() {
            let Some(passage) = ordinal.checked_sub(1) else { continue };
            let score = scores.of(row, &self.rows);
            let (document, passage) = (*document as usize, passage as usize);
            if score > 0.0 && score >= floor && allowed(document, passage) {
                hits.push(Hit { document, passage, score });
                // Kept to a few times the limit, so that sorting stays cheap.
                if hits.len() >= 4 * limit + 64 {
                    floor = keep(&mut hits, limit);
                }
            }
        }
        keep(&mut hits, limit);
        hits
    }
}

/// Keeps the best, equal ones in the order of documents; the score that another must beat.
fn keep(hits: &mut Vec<Hit>, limit: usize) -> f32 {
    hits.sort_unstable_by(|a, b| {
        b.score.total_cmp(&a.score).then((a.document, a.passage).cmp(&(b.document, b.passage)))
    });
    hits.truncate(limit);
    if hits.len() == limit { hits.last().map_or(0.0, |hit| hit.score) } else { 0.0 }
}

/// An empty index in a directory.
pub(super) fn create(directory: impl Into<Box<dyn Directory>>) -> Result<tantivy::Index, SearchError> {
    let mut index = tantivy::Index::create(directory, Fields::schema(), IndexSettings::default())?;
    index.set_tokenizers(Fields::tokenizers());
    Ok(index)
}

/// Takes documents out and adds others, and leaves one segment without a trace of what was taken out: frequencies are
/// then those of an index built anew.
pub(super) fn write<'a>(
    index: &tantivy::Index,
    removed: &[u64],
    added: impl Iterator<Item = (u64, &'a Document)> + Clone,
) -> Result<(), SearchError> {
    let (schema, fields) = (index.schema(), Fields::of(&index.schema())?);
    let size: usize = added.clone().flat_map(|(_, document)| &document.passages).map(String::len).sum();
    let memory = size.saturating_mul(MEMORY_A_BYTE).clamp(LEAST_MEMORY, MOST_MEMORY);
    let mut writer: IndexWriter = index.writer_with_num_threads(1, memory)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for key in removed {
        writer.delete_term(Term::from_field_u64(fields.document, *key));
    }
    for (key, document) in added {
        for row in fields.rows(&schema, key, &document.fold())? {
            writer.add_document(row)?;
        }
    }
    writer.commit()?;
    let parts: Vec<_> = {
        // Dropped before the collection: files of segments that are held stay.
        let segments = index.searchable_segment_metas()?;
        let whole = segments.len() < 2 && segments.iter().all(|segment| segment.num_deleted_docs() == 0);
        segments.iter().filter(|_| !whole).map(tantivy::SegmentMeta::id).collect()
    };
    if !parts.is_empty() {
        writer.merge(&parts).wait()?;
        writer.garbage_collect_files().wait()?;
    }
    writer.wait_merging_threads()?;
    Ok(())
}
