//! How a target goes on from the plan before.

use serde::{Deserialize, Serialize};

use crate::{id::IndicatorId, lang::Text};

/// The target of the predecessor that a target goes on from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Continues {
    /// Its id in the predecessor.
    pub indicator: IndicatorId,
    /// Whether values of both may stand in one row.
    pub continuity: Continuity,
    /// What changed; there whenever something did.
    pub note: Option<Text>,
}

/// Whether a target measures what it measured before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Continuity {
    /// 同口径.
    Same,
    /// 口径有变: values of both stand apart.
    Changed,
}
