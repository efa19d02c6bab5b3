//! Where the workspace stands, and how commands are run in it.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

/// The workspace that the current folder belongs to.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) target: PathBuf,
}

impl Project {
    pub(crate) fn find() -> Result<Self> {
        let metadata = output(Command::new(cargo_program()).args([
            "metadata",
            "--locked",
            "--no-deps",
            "--format-version",
            "1",
        ]))?;
        let metadata: Value = serde_json::from_str(&metadata).context("cargo metadata printed no JSON")?;
        let path = |key: &str| {
            metadata[key]
                .as_str()
                .map(PathBuf::from)
                .with_context(|| format!("cargo metadata names no {key}"))
        };
        Ok(Self { root: path("workspace_root")?, target: path("target_directory")? })
    }

    /// Cargo, to be run at the root.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(cargo_program());
        command.current_dir(&self.root).args(arguments);
        command
    }

    /// The `zhice` binary of a profile's folder, `debug` or `release`.
    pub(crate) fn zhice(&self, profile: &str) -> PathBuf {
        self.target.join(profile).join(format!("zhice{}", std::env::consts::EXE_SUFFIX))
    }
}

/// The cargo that runs this tool, so that a build started here uses the same toolchain.
fn cargo_program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// The command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let program = program.file_name().unwrap_or(command.get_program()).to_string_lossy().into_owned();
    std::iter::once(program)
        .chain(command.get_args().map(|argument| argument.to_string_lossy().into_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Runs a command with its output going where ours goes; a failure names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", shown(command));
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status}); what it printed above says why", shown(command));
    }
    Ok(())
}

/// Runs a command and returns what it printed on its standard output; a failure carries its standard error.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !output.status.success() {
        bail!(
            "`{}` failed ({}):\n{}",
            shown(command),
            output.status,
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed no UTF-8", shown(command)))
}

/// Steps of a task, printed as they begin and end, with the seconds each took.
pub(crate) struct Steps {
    begun: Instant,
    done: Vec<(String, f64)>,
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self { begun: Instant::now(), done: Vec::new() }
    }

    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {name}");
        let begun = Instant::now();
        let result = work().with_context(|| format!("step `{name}`"));
        let seconds = begun.elapsed().as_secs_f64();
        println!("-- {name}: {} after {seconds:.1} s", if result.is_ok() { "done" } else { "FAILED" });
        self.done.push((format!("{name}{}", if result.is_ok() { "" } else { " (failed)" }), seconds));
        result
    }

    /// The table of all steps begun so far.
    pub(crate) fn table(&self) -> String {
        use std::fmt::Write as _;
        let mut table = String::from("\n seconds  step\n");
        for (name, seconds) in &self.done {
            let _ = writeln!(table, "{seconds:8.1}  {name}");
        }
        let _ = writeln!(table, "{:8.1}  all", self.begun.elapsed().as_secs_f64());
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_stands_in_the_table_and_is_named_in_the_error() {
        let mut steps = Steps::begin();
        steps.step("one", || Ok(())).unwrap();
        let error = steps.step::<()>("two", || bail!("no")).unwrap_err();
        assert_eq!(format!("{error:#}"), "step `two`: no");
        let table = steps.table();
        assert!(table.contains("  one\n") && table.contains("  two (failed)\n"), "{table}");
    }

    #[test]
    fn a_command_is_shown_by_its_name_without_the_folder() {
        assert_eq!(shown(Command::new("/opt/bin/tool").args(["a", "--b"])), "tool a --b");
    }
}
