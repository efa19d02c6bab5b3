//! The tantivy index: one document a passage, in memory.

use tantivy::{
    IndexReader, IndexSettings, TantivyDocument, Term,
    collector::TopDocs,
    query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery},
    schema::{Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions, Value},
};

use super::bigram::Bigrams;

const TOKENIZER: &str = "bigram";
/// Memory the index writer may take, in bytes: tantivy's least.
const WRITER_MEMORY: usize = 15_000_000;
/// Headings count for more than text.
const HEADING_BOOST: f32 = 2.0;

/// Why the index failed: out of memory or a broken index, never the question.
#[derive(Debug, thiserror::Error)]
#[error("检索索引出错：{0}")]
pub struct SearchError(#[from] tantivy::TantivyError);

pub(super) struct Index {
    reader: IndexReader,
    heading: Field,
    body: Field,
    at: Field,
}

impl Index {
    /// Indexes pairs of heading and text; a row's place is its name.
    pub(super) fn build(rows: &[(String, String)]) -> Result<Self, SearchError> {
        let mut schema = Schema::builder();
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(TOKENIZER)
            .set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let heading = schema.add_text_field("heading", text.clone());
        let body = schema.add_text_field("body", text);
        let at = schema.add_u64_field("at", NumericOptions::default().set_stored());
        let index = tantivy::Index::create(
            tantivy::directory::RamDirectory::create(),
            schema.build(),
            IndexSettings::default(),
        )?;
        index.tokenizers().register(TOKENIZER, Bigrams);
        let mut writer = index.writer_with_num_threads(1, WRITER_MEMORY)?;
        for (row, (heading_text, body_text)) in (0_u64..).zip(rows) {
            let mut document = TantivyDocument::default();
            document.add_text(heading, heading_text);
            document.add_text(body, body_text);
            document.add_u64(at, row);
            writer.add_document(document)?;
        }
        writer.commit()?;
        Ok(Self { reader: index.reader()?, heading, body, at })
    }

    /// The rows that match best, of those allowed.
    pub(super) fn candidates(
        &self,
        tokens: &[String],
        limit: usize,
        allowed: impl Fn(usize) -> bool,
    ) -> Result<Vec<usize>, SearchError> {
        let term = |field, token: &String| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, token), IndexRecordOption::WithFreqs))
        };
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for token in tokens {
            let heading = BoostQuery::new(term(self.heading, token), HEADING_BOOST);
            clauses.push((Occur::Should, Box::new(heading)));
            clauses.push((Occur::Should, term(self.body, token)));
        }
        let searcher = self.reader.searcher();
        let wanted = TopDocs::with_limit(limit * 4).order_by_score();
        let found = searcher.search(&BooleanQuery::new(clauses), &wanted)?;
        let mut rows = Vec::new();
        for (_, address) in found {
            let document: TantivyDocument = searcher.doc(address)?;
            let row = document
                .get_first(self.at)
                .and_then(|value| value.as_u64())
                .and_then(|row| row.try_into().ok());
            rows.extend(row.filter(|row| allowed(*row)));
            if rows.len() == limit {
                break;
            }
        }
        Ok(rows)
    }
}
