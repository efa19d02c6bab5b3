//! The binary form of what the wasm reads: magic, schema, SHA-256 of the rest; then postcard, and the FNV-1a checksum of
//! the postcard.
//!
//! Who can compare the SHA-256 does: the service, and the loader where the browser lets it. The checksum is for the wasm,
//! where a SHA-256 costs 1.5 KB on the wire: it tells damage on the way, which is all that may happen on one's own origin.

#[cfg(any(test, target_arch = "wasm32"))]
mod reader;

use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{answer::Answer, judging::Inputs, library::Library, snapshot::Snapshot};

const HEADER: usize = 4 + 2 + 32;
const CHECKSUM: usize = 8;

/// Why bytes are not what was wanted. The page then keeps what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BinaryError {
    /// Not this format at all.
    #[error("not the data wanted")]
    Other,
    /// Written by another version.
    #[error("schema {0} is not supported")]
    Schema(u16),
    /// Digest or checksum does not match, or the content cannot be read.
    #[error("the data is damaged")]
    Damaged,
}

impl BinaryError {
    /// The error without the number, for the wasm: formatting one costs more than it tells.
    pub fn words(self) -> &'static str {
        match self {
            Self::Other => "not the data wanted",
            Self::Schema(_) => "data of another schema",
            Self::Damaged => "the data is damaged",
        }
    }
}

/// What has a binary form.
pub trait Binary: Serialize + DeserializeOwned {
    /// Tells the kinds apart.
    const MAGIC: [u8; 4];
    /// The version of the form. It counts up with every field, since fields stand without names; who expects another
    /// version keeps what is shown.
    const FORMAT: u16;

    /// The binary form.
    fn to_bytes(&self) -> Result<Vec<u8>, BinaryError> {
        let content = postcard::to_allocvec(self).map_err(|_| BinaryError::Damaged)?;
        let body = [content.as_slice(), &checksum(&content)].concat();
        let digest = Sha256::digest(&body);
        Ok([Self::MAGIC.as_slice(), &Self::FORMAT.to_le_bytes(), &digest, &body].concat())
    }

    /// Reads the binary form.
    fn from_bytes(bytes: &[u8]) -> Result<Self, BinaryError> {
        let content = content(bytes, Self::MAGIC, Self::FORMAT)?;
        #[cfg(target_arch = "wasm32")]
        return Ok(reader::read(content));
        #[cfg(not(target_arch = "wasm32"))]
        if Sha256::digest(&bytes[HEADER..]).as_slice() == &bytes[6..HEADER] {
            postcard::from_bytes(content).map_err(|_| BinaryError::Damaged)
        } else {
            Err(BinaryError::Damaged)
        }
    }
}

/// 2: readings with their margin, a checksum at the end.
impl Binary for Snapshot {
    const MAGIC: [u8; 4] = *b"ZCSN";
    const FORMAT: u16 = 2;
}

impl Binary for Library {
    const MAGIC: [u8; 4] = *b"ZCLB";
    const FORMAT: u16 = 1;
}

impl Binary for Inputs {
    const MAGIC: [u8; 4] = *b"ZCIN";
    const FORMAT: u16 = 1;
}

impl Binary for Answer {
    const MAGIC: [u8; 4] = *b"ZCAN";
    const FORMAT: u16 = 1;
}

/// What stands between header and checksum, if both are right.
fn content(bytes: &[u8], magic: [u8; 4], format: u16) -> Result<&[u8], BinaryError> {
    if bytes.len() < HEADER + CHECKSUM || bytes[..4] != magic {
        return Err(BinaryError::Other);
    }
    let schema = u16::from_le_bytes([bytes[4], bytes[5]]);
    if schema != format {
        return Err(BinaryError::Schema(schema));
    }
    let (content, sum) = bytes[HEADER..].split_at(bytes.len() - HEADER - CHECKSUM);
    if checksum(content) == sum { Ok(content) } else { Err(BinaryError::Damaged) }
}

/// FNV-1a, 64 bits, little-endian.
fn checksum(content: &[u8]) -> [u8; CHECKSUM] {
    let mixed = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    content.iter().fold(0xcbf2_9ce4_8422_2325, mixed).to_le_bytes()
}
