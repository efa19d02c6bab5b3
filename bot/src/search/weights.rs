//! How the parts of a score are weighed. Chosen among variants by measuring: docs/RETRIEVAL.md.

/// The weights of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// How fast repeats of a word in a passage cease to count.
    pub saturation: f32,
    /// How much a long passage is held back, 0 to 1.
    pub length: f32,
    /// What a word of title or lead counts for in each passage of the document, in occurrences.
    pub about: f32,
    /// What a word of the heading or of the end of the passage before counts for, in occurrences.
    pub above: f32,
    /// The share of the document as a whole.
    pub document: f32,
    /// As `saturation`, of the whole document.
    pub document_saturation: f32,
    /// As `length`, of the whole document.
    pub document_length: f32,
    /// The share of the document's single characters.
    pub signs: f32,
    /// What a pair with a particle in it counts for.
    pub particle: f32,
}

impl Weights {
    /// The weights chosen.
    pub const CHOSEN: Self = Self {
        saturation: 1.2,
        length: 0.4,
        about: 1.2,
        above: 0.7,
        document: 1.25,
        document_saturation: 1.5,
        document_length: 0.9,
        signs: 0.3,
        particle: 0.6,
    };
}

/// How much a term says that `of` out of `total` rows have: BM25's inverse document frequency.
pub(super) fn rarity(of: u32, total: u32) -> f32 {
    let (of, total) = (float(of), float(total));
    (1.0 + (total - of + 0.5).max(0.0) / (of + 0.5)).ln()
}

#[allow(clippy::cast_precision_loss, reason = "counts are exact up to 2^24, and estimates beyond that")]
pub(super) fn float(count: u32) -> f32 {
    count as f32
}
