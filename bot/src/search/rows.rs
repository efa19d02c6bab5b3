//! What is known of each row of the index beside its words; read once when an index is opened.

use std::collections::HashMap;

use tantivy::SegmentReader;

use super::{
    SearchError,
    fields::{DOCUMENT, LENGTH, ORDINAL},
    weights::float,
};

/// The rows of the one segment, by tantivy's number.
#[derive(Default)]
pub(super) struct Rows {
    /// The place of a row's document in the list that was indexed.
    pub document: Vec<u32>,
    /// 0 for a document, else which of its passages, from 1.
    pub ordinal: Vec<u32>,
    /// The length in averages of its kind.
    pub length: Vec<f32>,
    pub documents: u32,
    pub passages: u32,
}

impl Rows {
    /// Reads a segment; `keys` are those of the documents, in their order.
    pub(super) fn read(segment: &SegmentReader, keys: &[u64]) -> Result<Self, SearchError> {
        let places: HashMap<u64, u32> = keys.iter().copied().zip(0..).collect();
        let fast = segment.fast_fields();
        let column = |name: &str| fast.column_first_or_default::<u64>(name);
        let (document, ordinal, length) = (column(DOCUMENT)?, column(ORDINAL)?, column(LENGTH)?);
        let mut rows = Self::default();
        let mut lengths = Vec::new();
        for row in 0..segment.max_doc() {
            let place = places.get(&document.get_val(row)).ok_or(SearchError::Torn("有不在目录中的文档"))?;
            rows.document.push(*place);
            rows.ordinal.push(small(ordinal.get_val(row)));
            lengths.push(small(length.get_val(row)));
        }
        rows.measure(&lengths);
        Ok(rows)
    }

    fn measure(&mut self, lengths: &[u32]) {
        let of = |documents: bool| {
            let chosen = self.ordinal.iter().zip(lengths).filter(move |(at, _)| (**at == 0) == documents);
            let (count, sum) =
                chosen.fold((0_u32, 0_u64), |(n, sum), (_, length)| (n + 1, sum + u64::from(*length)));
            (count, (float(small(sum)) / float(count.max(1))).max(1.0))
        };
        let ((documents, of_document), (passages, of_passage)) = (of(true), of(false));
        let relative =
            |(at, length): (&u32, &u32)| float(*length) / if *at == 0 { of_document } else { of_passage };
        self.length = self.ordinal.iter().zip(lengths).map(relative).collect();
        (self.documents, self.passages) = (documents, passages);
    }
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
