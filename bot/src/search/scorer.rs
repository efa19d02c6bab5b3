//! The score of every passage, exactly, term by term over the postings.
//!
//! A word counts once in a passage's sum however many of its sources have it: the text, what stands above, and what
//! the document is about saturate together. So a passage is not raised by repeating what its title says already, and
//! one that goes on from the passage before is found by the words it does not repeat.

use std::sync::Arc;

use tantivy::{
    DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term,
    postings::{Postings, SegmentPostings},
    schema::{Field, IndexRecordOption},
};

use super::{
    SearchError,
    anchors::Anchor,
    fields::Fields,
    question::Asked,
    rows::Rows,
    weights::{Weights, float, rarity},
};

/// A term of the question that no passage has weighs this share of the rarest: as often two words that stand side by
/// side only there as a word foreign to the library.
const UNKNOWN: f32 = 0.5;
/// What it adds to the confidence that a question says much, for each power of e in the score.
const TELLING: f32 = 0.25;

/// The postings of one field.
struct Words {
    field: Field,
    postings: Arc<InvertedIndexReader>,
}

impl Words {
    fn of(segment: &SegmentReader, field: Field) -> Result<Self, SearchError> {
        Ok(Self { field, postings: segment.inverted_index(field)? })
    }

    fn read(&self, token: &str) -> Result<SegmentPostings, SearchError> {
        let term = Term::from_field_text(self.field, token);
        let found = self.postings.read_postings(&term, IndexRecordOption::WithFreqs)?;
        Ok(found.unwrap_or_else(SegmentPostings::empty))
    }
}

/// Postings of every field.
pub(super) struct Scorer {
    text: Words,
    about: Words,
    signs: Words,
    body: Words,
    above: Words,
}

/// Scores of all rows for one question.
pub(super) struct Scores {
    /// By row: what a passage has beyond its document.
    passages: Vec<f32>,
    /// By document: what all its passages share.
    documents: Vec<f32>,
    /// What a passage with every word of the question once would have, about.
    pub mass: f32,
}

impl Scores {
    /// The score of the passage in a row.
    pub(super) fn of(&self, row: usize, rows: &Rows) -> f32 {
        self.passages[row] + self.documents[rows.document[row] as usize]
    }

    /// How sure one may be that a passage of this score answers the question: its share of what the question weighs,
    /// and somewhat more for a question that says much.
    pub(super) fn confidence(&self, score: f32) -> f32 {
        if self.mass <= 0.0 { 0.0 } else { score / self.mass + TELLING * score.ln_1p() }
    }
}

impl Scorer {
    pub(super) fn of(segment: &SegmentReader, fields: &Fields) -> Result<Self, SearchError> {
        let words = |field| Words::of(segment, field);
        Ok(Self {
            text: words(fields.text)?,
            about: words(fields.about)?,
            signs: words(fields.signs)?,
            body: words(fields.body)?,
            above: words(fields.above)?,
        })
    }

    pub(super) fn score(&self, asked: &Asked, rows: &Rows, weights: &Weights) -> Result<Scores, SearchError> {
        let mut run = Run {
            rows,
            weights,
            scores: Scores {
                passages: vec![0.0; rows.document.len()],
                documents: vec![0.0; rows.documents as usize],
                mass: 0.0,
            },
            titled: vec![0.0; rows.documents as usize],
        };
        for pair in &asked.pairs {
            let factor = if pair.with_particle { weights.particle } else { 1.0 };
            self.pair(&mut run, &pair.text, factor)?;
        }
        for letter in &asked.letters {
            let postings = self.signs.read(letter)?;
            let weight = weights.signs * rarity(postings.doc_freq(), rows.documents);
            run.scores.mass += weight;
            run.whole_documents(postings, weight);
        }
        Ok(run.scores)
    }

    fn pair(&self, run: &mut Run<'_>, token: &str, factor: f32) -> Result<(), SearchError> {
        let (passages, documents) = (self.body.read(token)?, self.text.read(token)?);
        let known = passages.doc_freq().max(documents.doc_freq());
        let (rows, weights) = (run.rows, run.weights);
        if known == 0 {
            let rarest = rarity(0, rows.passages) + weights.document * rarity(0, rows.documents);
            run.scores.mass += UNKNOWN * factor * rarest;
            return Ok(());
        }
        let weight = factor * rarity(known, rows.passages);
        let of_document = factor * weights.document * rarity(documents.doc_freq(), rows.documents);
        run.scores.mass += weight + of_document;
        run.whole_documents(documents, of_document);
        let titled = run.titles(self.about.read(token)?, weight);
        run.passages(passages, self.above.read(token)?, weight);
        for document in titled {
            run.titled[document] = 0.0;
        }
        Ok(())
    }

    /// How many of the anchors a document does not have.
    pub(super) fn missing(&self, anchors: &[Anchor], row_of_document: u32) -> Result<u32, SearchError> {
        let mut missing = 0;
        for Anchor(tokens) in anchors {
            let mut has_all = true;
            for token in tokens {
                has_all &= holds(&mut self.text.read(token)?, row_of_document);
            }
            missing += u32::from(!has_all);
        }
        Ok(missing)
    }
}

/// Whether a row is among postings.
fn holds(postings: &mut SegmentPostings, row: u32) -> bool {
    postings.doc() <= row && postings.seek(row) == row
}

/// One question's scoring under way.
struct Run<'a> {
    rows: &'a Rows,
    weights: &'a Weights,
    scores: Scores,
    /// By document: the occurrences that its title lends for the token in hand.
    titled: Vec<f32>,
}

impl Run<'_> {
    fn saturated(&self, occurrences: f32) -> f32 {
        let limit = self.weights.saturation;
        occurrences * (limit + 1.0) / (occurrences + limit)
    }

    /// BM25 over whole documents.
    fn whole_documents(&mut self, mut postings: SegmentPostings, weight: f32) {
        let (limit, held) = (self.weights.document_saturation, self.weights.document_length);
        while postings.doc() != TERMINATED {
            let row = postings.doc() as usize;
            let times = float(postings.term_freq());
            let norm = limit * (1.0 - held + held * self.rows.length[row]);
            self.scores.documents[self.rows.document[row] as usize] +=
                weight * times * (limit + 1.0) / (times + norm);
            postings.advance();
        }
    }

    /// What a title gives all passages of its document; which documents it were.
    fn titles(&mut self, mut postings: SegmentPostings, weight: f32) -> Vec<usize> {
        let lent = self.weights.about;
        let shared = weight * self.saturated(lent);
        let mut titled = Vec::new();
        while lent > 0.0 && postings.doc() != TERMINATED {
            let document = self.rows.document[postings.doc() as usize] as usize;
            self.titled[document] = lent;
            self.scores.documents[document] += shared;
            titled.push(document);
            postings.advance();
        }
        titled
    }

    /// What passages have of their own, beyond what the title gave.
    fn passages(&mut self, mut body: SegmentPostings, mut above: SegmentPostings, weight: f32) {
        let held = self.weights.length;
        loop {
            let row = body.doc().min(above.doc());
            if row == TERMINATED {
                break;
            }
            let at = row as usize;
            let mut occurrences = 0.0;
            if body.doc() == row {
                occurrences += float(body.term_freq()) / (1.0 - held + held * self.rows.length[at]);
                body.advance();
            }
            if above.doc() == row {
                occurrences += self.weights.above * float(above.term_freq());
                above.advance();
            }
            let lent = self.titled[self.rows.document[at] as usize];
            self.scores.passages[at] += weight * (self.saturated(occurrences + lent) - self.saturated(lent));
        }
    }
}
