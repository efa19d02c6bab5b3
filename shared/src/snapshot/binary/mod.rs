//! The binary form of a snapshot, which the wasm reads: magic, schema, SHA-256 of the rest; then postcard, and the FNV-1a
//! checksum of the postcard.
//!
//! Who can compare the SHA-256 does: the service, and the loader where the browser lets it. The checksum is for the wasm,
//! where a SHA-256 costs 1.5 KB on the wire: it tells damage on the way, which is all that may happen on one's own origin.

#[cfg(any(test, target_arch = "wasm32"))]
mod reader;

use sha2::{Digest, Sha256};

use super::Snapshot;

/// The version of the binary form. It counts up with every field, since fields stand without names; the page of another
/// version keeps its static content. 2: readings with their margin, a checksum at the end.
const FORMAT: u16 = 2;
const MAGIC: &[u8; 4] = b"ZCSN";
const HEADER: usize = 4 + 2 + 32;
const CHECKSUM: usize = 8;

/// Why bytes are no snapshot. The page then keeps its static content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// Not this format at all.
    #[error("not a snapshot")]
    NotASnapshot,
    /// Written by another version.
    #[error("snapshot schema {0} is not supported")]
    Schema(u16),
    /// Digest or checksum does not match, or the content cannot be read.
    #[error("the snapshot is damaged")]
    Damaged,
}

impl SnapshotError {
    /// The error without the number, for the wasm: formatting one costs more than it tells.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotASnapshot => "not a snapshot",
            Self::Schema(_) => "a snapshot of another schema",
            Self::Damaged => "the snapshot is damaged",
        }
    }
}

impl Snapshot {
    /// The binary form.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SnapshotError> {
        let content = postcard::to_allocvec(self).map_err(|_| SnapshotError::Damaged)?;
        let body = [content.as_slice(), &checksum(&content)].concat();
        let digest = Sha256::digest(&body);
        Ok([MAGIC.as_slice(), &FORMAT.to_le_bytes(), &digest, &body].concat())
    }

    /// Reads the binary form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SnapshotError> {
        if bytes.len() < HEADER + CHECKSUM || &bytes[..4] != MAGIC {
            return Err(SnapshotError::NotASnapshot);
        }
        let schema = u16::from_le_bytes([bytes[4], bytes[5]]);
        if schema != FORMAT {
            return Err(SnapshotError::Schema(schema));
        }
        let (content, sum) = bytes[HEADER..].split_at(bytes.len() - HEADER - CHECKSUM);
        if checksum(content) != sum {
            return Err(SnapshotError::Damaged);
        }
        #[cfg(target_arch = "wasm32")]
        return Ok(reader::read(content));
        #[cfg(not(target_arch = "wasm32"))]
        if Sha256::digest(&bytes[HEADER..]).as_slice() == &bytes[6..HEADER] {
            postcard::from_bytes(content).map_err(|_| SnapshotError::Damaged)
        } else {
            Err(SnapshotError::Damaged)
        }
    }
}

/// FNV-1a, 64 bits, little-endian.
fn checksum(content: &[u8]) -> [u8; CHECKSUM] {
    let mixed = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    content.iter().fold(0xcbf2_9ce4_8422_2325, mixed).to_le_bytes()
}
