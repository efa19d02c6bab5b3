//! Compiling the widget for the browser: the toolchain, the flags, wasm-bindgen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::{publish::remove, read};
use crate::project::{Project, output, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// A build of the widget.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Build {
    /// What every visitor of a widget loads.
    Core,
    /// What takes its place when a tool is opened.
    Full,
}

impl Build {
    /// What its files are called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Core => "widget",
            Self::Full => "full",
        }
    }

    fn features(self) -> &'static str {
        match self {
            Self::Core => "csr",
            Self::Full => "csr,full",
        }
    }
}

/// Makes sure that the toolchain of rust-toolchain.toml can compile for the browser; returns rustc's folder.
pub(super) fn wasm_target(project: &Project) -> Result<PathBuf> {
    let sysroot = sysroot(project)?;
    let library = Path::new("lib/rustlib").join(TARGET);
    if sysroot.join(&library).is_dir() {
        println!("{TARGET} is there");
        return Ok(sysroot);
    }
    let file = fs::read_to_string(project.root.join("rust-toolchain.toml")).context("rust-toolchain.toml")?;
    let channel = channel(&file)?;
    // rustup may leave the target out silently although rust-toolchain.toml names it, so it is added by name.
    let mut add = Command::new("rustup");
    add.args(["target", "add", "--toolchain", &channel, TARGET]);
    if Command::new("rustup").arg("--version").output().is_err() {
        bail!(
            "rustc has no {TARGET} and there is no rustup to add it: install rustup and run \
             `rustup target add --toolchain {channel} {TARGET}`, or add your distribution's package for that target"
        );
    }
    run(&mut add)?;
    let sysroot = self::sysroot(project)?;
    ensure!(
        sysroot.join(&library).is_dir(),
        "{TARGET} was added to toolchain {channel}, but another one is active here: \
         unset RUSTUP_TOOLCHAIN and run cargo without +toolchain"
    );
    Ok(sysroot)
}

fn sysroot(project: &Project) -> Result<PathBuf> {
    let printed = output(Command::new("rustc").current_dir(&project.root).args(["--print", "sysroot"]))
        .context("install Rust with rustup")?;
    Ok(PathBuf::from(printed.trim_end()))
}

/// The channel that a rust-toolchain.toml names.
fn channel(file: &str) -> Result<String> {
    let file: toml::Table = file.parse().context("rust-toolchain.toml")?;
    file.get("toolchain")
        .and_then(|toolchain| toolchain.get("channel"))
        .and_then(toml::Value::as_str)
        .map(str::to_owned)
        .context("rust-toolchain.toml names no toolchain.channel")
}

/// The folders of this machine that a build may leave traces of, each with the name that stands for it instead.
pub(super) fn machine_prefixes(project: &Project, sysroot: &Path) -> Vec<(PathBuf, &'static str)> {
    let home = std::env::home_dir();
    let in_home = |variable: &str, folder: &str| {
        std::env::var_os(variable).map(PathBuf::from).or_else(|| home.as_ref().map(|home| home.join(folder)))
    };
    let known = [
        (home.clone(), "home"),
        (in_home("CARGO_HOME", ".cargo"), "cargo"),
        (in_home("RUSTUP_HOME", ".rustup"), "rustup"),
        (Some(sysroot.to_owned()), "rust"),
        (Some(project.target.clone()), "target"),
        (Some(project.root.clone()), "zhice"),
    ];
    ordered(known.into_iter().filter_map(|(path, name)| Some((path?, name))).collect())
}

/// Outer folders first, as rustc lets the last matching prefix win; `/` and relative folders are left out.
fn ordered(mut prefixes: Vec<(PathBuf, &'static str)>) -> Vec<(PathBuf, &'static str)> {
    prefixes.retain(|(path, _)| path.is_absolute() && path.components().count() > 1);
    prefixes.sort_by_key(|(path, _)| path.components().count());
    prefixes
}

/// What the compiler leaves out of the published wasm: where in the source a panic would come from, and how values print
/// for debugging. Nobody sees either there; they cost 2 KB on the wire, and every moved line would change the bytes.
const LEAN: [&str; 2] = ["-Zlocation-detail=none", "-Zfmt-debug=none"];

/// The flags for rustc, in the form of `CARGO_ENCODED_RUSTFLAGS`, in which folders may hold spaces.
fn flags(prefixes: &[(PathBuf, &str)], dev: bool) -> String {
    let remap = prefixes.iter().map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
    let lean = LEAN.iter().filter(|_| !dev).map(|flag| (*flag).to_owned());
    remap.chain(lean).collect::<Vec<_>>().join("\u{1f}")
}

/// Compiles a build and runs wasm-bindgen; returns the glue and the module that belongs to it.
pub(super) fn built(
    project: &Project,
    build: Build,
    dev: bool,
    prefixes: &[(PathBuf, &str)],
) -> Result<[Vec<u8>; 2]> {
    bind(project, &compile(project, build, dev, prefixes)?, build, dev)
}

fn compile(project: &Project, build: Build, dev: bool, prefixes: &[(PathBuf, &str)]) -> Result<PathBuf> {
    let profile = if dev { "dev" } else { "wasm" };
    let mut command = project.cargo(&["rustc", "--locked", "-p", "widget", "--lib", "--no-default-features"]);
    command
        .args([
            "--features",
            build.features(),
            "--crate-type",
            "cdylib",
            "--profile",
            profile,
            "--target",
            TARGET,
        ])
        .env("CARGO_ENCODED_RUSTFLAGS", flags(prefixes, dev));
    if !dev {
        // The two flags are not stable; the toolchain is pinned, so what they mean cannot change unnoticed. Only this
        // profile's folders see the variable: nothing else is compiled anew for it.
        command.env("RUSTC_BOOTSTRAP", "1");
    }
    run(&mut command)?;
    Ok(project.target.join(TARGET).join(if dev { "debug" } else { "wasm" }).join("widget.wasm"))
}

fn bind(project: &Project, wasm: &Path, build: Build, dev: bool) -> Result<[Vec<u8>; 2]> {
    let out = project.target.join("widget-glue").join(build.name());
    remove(&out)?;
    Bindgen::new()
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .remove_name_section(!dev)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(&out)
        .with_context(|| format!("wasm-bindgen cannot read {}", wasm.display()))?;
    ensure!(
        !out.join("snippets").exists(),
        "a dependency of the widget brings JavaScript of its own (wasm-bindgen made snippets/): \
         the embed serves one glue file, so do without that dependency"
    );
    Ok([read(&out.join("widget.js"))?, read(&out.join("widget_bg.wasm"))?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_channel_is_read_from_the_toolchain_file() {
        assert_eq!(channel("[toolchain]\nchannel = \"1.95.0\"\n").unwrap(), "1.95.0");
        assert!(channel("[toolchain]\n").is_err());
    }

    #[test]
    fn inner_folders_are_remapped_after_the_outer_ones() {
        let prefixes = ordered(vec![
            ("/a/b/c".into(), "inner"),
            ("/".into(), "root"),
            ("/a".into(), "outer"),
            ("x".into(), "relative"),
        ]);
        assert_eq!(
            flags(&prefixes, true),
            "--remap-path-prefix=/a=outer\u{1f}--remap-path-prefix=/a/b/c=inner"
        );
    }
}
