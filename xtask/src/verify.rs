//! The slower checks, which need more tools than the tests do.

use anyhow::Result;

use crate::mutants;
use crate::project::{Project, Steps};

pub(crate) fn all(project: &Project) -> Result<()> {
    let mut steps = Steps::begin();
    let result = steps.step("mutants of the method", || mutants::check(project, false));
    println!("{}", steps.table());
    result
}
