//! What speaks for a record as the answer to a question, and how much each thing counts.
//!
//! The weights were fitted to the project's own questions: docs/ANSWERS.md says which, and how.

/// What is known of a record and a question; each from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Evidence(pub [f32; Evidence::KINDS]);

impl Evidence {
    /// How many kinds there are.
    pub(crate) const KINDS: usize = 14;

    /// What each is, in order.
    pub(crate) const NAMES: [&str; Self::KINDS] = [
        "like a phrase",
        "like a few phrases",
        "said by a phrase",
        "said by the text",
        "said by text and phrases",
        "rank in search",
        "odds by its phrases",
        "written answer",
        "offer",
        "may apply",
        "place named, or the new text",
        "part of the plan",
        "window",
        "not held",
    ];

    const WEIGHTS: [f32; Self::KINDS] =
        [1.67, 1.27, 0.17, 0.66, 0.88, 2.57, 4.94, 1.68, 0.61, 0.34, 1.41, 1.12, 0.83, -3.6];

    /// What its phrases speak for it: [`super::phrases::Likeness`].
    pub(super) fn odds(&self) -> f32 {
        self.0[6]
    }

    /// What all of it comes to; comparable within a question.
    pub(crate) fn weighed(&self) -> f32 {
        self.0.iter().zip(Self::WEIGHTS).map(|(value, weight)| value * weight).sum()
    }
}

/// What is known of the best record beside the others, to tell whether it answers.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Standing(pub [f32; Standing::KINDS]);

impl Standing {
    /// How many kinds there are.
    pub(crate) const KINDS: usize = 15;

    /// What each is, in order.
    pub(crate) const NAMES: [&str; Self::KINDS] = [
        "always",
        "weighed",
        "like a phrase",
        "said by a phrase",
        "said by text and phrases",
        "said by the text",
        "said by no record",
        "ahead of what is not held",
        "longest stretch it does not say",
        "rank in search",
        "ahead of the next",
        "odds by its phrases",
        "share of what is held",
        "odds of what is held ahead of what is not",
        "odds of the usual candidate",
    ];

    const WEIGHTS: [f32; Self::KINDS] =
        [-10.47, 0.38, 3.15, 1.18, 2.13, 2.19, -6.52, 3.27, -2.56, -0.21, -0.49, -0.05, 6.18, 1.99, -5.64];

    /// How likely it is that the best record answers, 0 to 1.
    pub(crate) fn confidence(&self) -> f32 {
        let sum: f32 = self.0.iter().zip(Self::WEIGHTS).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
