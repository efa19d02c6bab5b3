//! The binary form of a snapshot, which the wasm reads: magic, schema, SHA-256 of the rest, postcard.

use sha2::{Digest, Sha256};

use super::Snapshot;

/// The version of the binary form. It counts up with every field, since fields stand without names; the page of another
/// version keeps its static content. 2: readings with their margin.
const FORMAT: u16 = 2;
const MAGIC: &[u8; 4] = b"ZCSN";
const HEADER: usize = 4 + 2 + 32;

/// Why bytes are no snapshot. The page then keeps its static content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SnapshotError {
    /// Not this format at all.
    #[error("not a snapshot")]
    NotASnapshot,
    /// Written by another version.
    #[error("snapshot schema {0} is not supported")]
    Schema(u16),
    /// The digest does not match, or the content cannot be read.
    #[error("the snapshot is damaged")]
    Damaged,
}

impl Snapshot {
    /// The binary form for wasm: magic, schema, SHA-256 of the rest, postcard.
    pub fn to_bytes(&self) -> Result<Vec<u8>, SnapshotError> {
        let body = postcard::to_allocvec(self).map_err(|_| SnapshotError::Damaged)?;
        let digest = Sha256::digest(&body);
        Ok([MAGIC.as_slice(), &FORMAT.to_le_bytes(), &digest, &body].concat())
    }

    /// Reads the binary form.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SnapshotError> {
        if bytes.len() < HEADER || &bytes[..4] != MAGIC {
            return Err(SnapshotError::NotASnapshot);
        }
        let schema = u16::from_le_bytes([bytes[4], bytes[5]]);
        if schema != FORMAT {
            return Err(SnapshotError::Schema(schema));
        }
        let body = &bytes[HEADER..];
        // In a browser the loader has compared the digest, with the browser's own SHA-256 where the page may use it.
        #[cfg(not(target_arch = "wasm32"))]
        if Sha256::digest(body).as_slice() != &bytes[6..HEADER] {
            return Err(SnapshotError::Damaged);
        }
        postcard::from_bytes(body).map_err(|_| SnapshotError::Damaged)
    }
}
