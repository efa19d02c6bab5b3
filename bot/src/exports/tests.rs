use std::path::PathBuf;

use shared::snapshot::Snapshot;

use crate::pack::{self, Pack};

/// The demonstration pack.
pub(super) fn pack() -> Pack {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
    pack::load(&[folder], "2025-06-30".parse().unwrap()).unwrap().remove(0)
}

/// The demonstration, judged on its own day.
pub(super) fn shili() -> Snapshot {
    pack().as_of("2025-06-30".parse().unwrap())
}
