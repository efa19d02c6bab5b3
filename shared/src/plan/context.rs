//! Published figures that lie near a target without being its value.

use crate::{
    date::PartialDate,
    id::{ContextId, IndicatorId},
    lang::Text,
    plan::Source,
    policy::Read,
    quantity::Quantity,
};

/// A published figure near a target: shown beside it, named as what it is, and never judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// Its id.
    pub id: ContextId,
    /// The target it lies near.
    pub indicator: IndicatorId,
    /// What it measures, in the publisher's words.
    pub metric: Text,
    /// The place it speaks of.
    pub region: String,
    /// The value, in its own unit.
    pub value: Quantity,
    /// Its unit.
    pub unit: Text,
    /// What it covers, or until when.
    pub period: PartialDate,
    /// Whether it is a goal or a result.
    pub claim: Claim,
    /// Why it is not the target's value.
    pub difference: Text,
    /// Who published it.
    pub source: Source,
    /// How it was read.
    pub read: Read,
}

/// What a published figure claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// To be reached.
    Goal,
    /// Reached.
    Result,
}
