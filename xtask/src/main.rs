//! Builds the wasm, runs the demonstration, tests and measures: `cargo xtask help`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a tool of the command line talks on its standard streams"
)]

mod accept;
mod assets;
mod facts;
mod font;
mod guards;
mod install;
mod mutants;
mod npm;
mod office;
mod project;
mod reports;
mod run;
mod screens;
mod sizes;
mod test;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;

/// What a developer and the continuous integration do with this workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the widget for the browser into www/embed/v1
    Assets {
        /// Faster and larger, with function names: for looking at, not for publishing
        #[arg(long)]
        dev: bool,
    },
    /// Build the assets, then serve the demonstration on 127.0.0.1:8080
    Run {
        /// Further arguments of `zhice serve`
        #[arg(last = true)]
        zhice: Vec<String>,
    },
    /// Everything that must hold: format, lints, assets, sizes, guards, tests, the running service in a browser
    Test {
        /// Name the missing tools and fail, instead of installing them
        #[arg(long)]
        no_install: bool,
    },
    /// Install what the end-to-end tests need: a browser, its driver, a Chinese font, the accessibility rules
    Install {
        /// Only name what is missing
        #[arg(long)]
        no_install: bool,
    },
    /// Compare the built assets byte for byte with docs/sizes.json, and with their budgets
    Sizes {
        /// Take the sizes of the built assets into docs/sizes.json
        #[arg(long)]
        write: bool,
    },
    /// The slower checks: documents opened in an office program, every way of embedding, mutants of the method
    Verify,
    /// Mutate the method and compare with docs/MUTANTS.md
    Mutants {
        /// Take the counts of this run into docs/MUTANTS.md
        #[arg(long)]
        write: bool,
    },
    /// Visit every way of embedding under every policy, in two browsers, and compare with docs/MATRIX.md
    Matrix {
        /// Take what was found into docs/MATRIX.md
        #[arg(long)]
        write: bool,
    },
    /// Measure speeds, sizes and memory beside other libraries, and write docs/MEASURED.md
    Measure,
    /// Open what zhice writes for offices in LibreOffice, and read its pages
    Office,
    /// Join the screens that the end-to-end tests left into docs/screenshots
    Screens,
    /// Cut the font of the pictures anew, from Debian's Noto Sans CJK with fonttools
    Font,
    /// Search the repository for what must not stand in it
    Guards,
    /// Import the first deployment's plan from DIR and check what was read; compare its pack with the facts
    Accept {
        /// The folder that holds plan/gongshu-2022-2025.txt and facts
        dir: PathBuf,
    },
    /// Compare the first deployment's pack with the facts it was written from, value by value
    Facts {
        /// The folder that holds procedures.yaml, local.yaml, policies.yaml, events.yaml and observations.yaml
        dir: PathBuf,
    },
}

fn main() -> ExitCode {
    let task = Cli::parse().task;
    let result = Project::find().and_then(|project| match task {
        Task::Assets { dev } => assets::build(&project, dev),
        Task::Run { zhice } => run::serve(&project, &zhice),
        Task::Test { no_install } => test::all(&project, !no_install),
        Task::Install { no_install } => install::tools(&project, !no_install).map(|_| ()),
        Task::Sizes { write } => sizes::check(&project, write),
        Task::Verify => verify::all(&project),
        Task::Mutants { write } => mutants::check(&project, write),
        Task::Matrix { write } => reports::matrix(&project, write),
        Task::Measure => reports::measure(&project),
        Task::Office => office::check(&project),
        Task::Screens => screens::join(&project),
        Task::Font => font::cut(&project),
        Task::Guards => guards::check(&project),
        Task::Accept { dir } => accept::all(&project, &dir),
        Task::Facts { dir } => facts::check(&project, &dir),
    });
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}
