//! The slower checks, which need more tools than the tests do.

use anyhow::Result;

use crate::project::{Project, Steps};
use crate::{mutants, office, reports};

pub(crate) fn all(project: &Project) -> Result<()> {
    let mut steps = Steps::begin();
    let result = steps
        .step("documents in an office program", || office::check(project))
        .and_then(|()| steps.step("policies, tiers and browsers", || reports::matrix(project, false)))
        .and_then(|()| steps.step("mutants of the method", || mutants::check(project, false)));
    println!("{}", steps.table());
    result
}
