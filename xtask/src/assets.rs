//! The widget for the browser: wasm, glue, style and loader, compressed, under a path that names their content.
//!
//! ```text
//! www/embed/v1/manifest.json         what stands here, with sizes and digests
//! www/embed/v1/plan-progress.js      the loader, the address that pages name
//! www/embed/v1/widget.css            the style of the static snippet
//! www/embed/v1/HASH/element.js              what the loader loads
//! www/embed/v1/HASH/widget.{js,wasm,css}    what that loads; HASH is of the content of all four
//! ```
//! Beside every .js, .css and .wasm stands the same file with `.br`, compressed with brotli.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::project::{Project, Steps, output, run};

const TARGET: &str = "wasm32-unknown-unknown";
/// Stands in the loader's source for the hash of the assets.
const PLACEHOLDER: &str = "__ASSETS__";
/// Stands there for the digests of the assets.
const DIGESTS: &str = "__DIGESTS__";
/// Folders of people's homes, looked for whatever this machine's own folders are called.
const HOMES: [&str; 2] = [concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Where the built assets stand.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("www/embed/v1")
}

pub(crate) fn build(project: &Project, dev: bool) -> Result<()> {
    let mut steps = Steps::begin();
    let sysroot = steps.step("wasm target", || wasm_target(project))?;
    let prefixes = machine_prefixes(project, &sysroot);
    let wasm = steps
        .step(if dev { "widget.wasm (dev)" } else { "widget.wasm" }, || compile(project, dev, &prefixes))?;
    let (glue, wasm) = steps.step("glue", || bind(project, &wasm, dev))?;
    let css = read(&project.root.join("widget/src/widget.css"))?;
    let loader = script(project, "plan-progress.js")?;
    let element = script(project, "element.js")?;
    let assets = Assets::new([glue, wasm, css, element.into_bytes()], &loader)?;
    if !dev {
        steps.step("no paths of this machine", || assets.check_paths(&prefixes))?;
    }
    steps.step("compress and publish", || {
        let files = assets.files(if dev { 5 } else { 11 }, if dev { "dev" } else { "wasm" })?;
        publish(&folder(project), &files)?;
        println!("www/embed/v1, assets {}", assets.hash);
        for (name, bytes) in assets.named() {
            let compressed = files.iter().find(|(path, _)| path.ends_with(&format!("{name}.br")));
            println!(
                "{name:>18} {:>8} bytes {:>7} brotli",
                bytes.len(),
                compressed.map_or(0, |(_, bytes)| bytes.len())
            );
        }
        Ok(())
    })
}

/// Makes sure that the toolchain of rust-toolchain.toml can compile for the browser; returns rustc's folder.
fn wasm_target(project: &Project) -> Result<PathBuf> {
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
fn machine_prefixes(project: &Project, sysroot: &Path) -> Vec<(PathBuf, &'static str)> {
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

/// The flags for rustc, in the form of `CARGO_ENCODED_RUSTFLAGS`, in which folders may hold spaces.
fn remap_flags(prefixes: &[(PathBuf, &str)]) -> String {
    let flags = prefixes.iter().map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()));
    flags.collect::<Vec<_>>().join("\u{1f}")
}

fn compile(project: &Project, dev: bool, prefixes: &[(PathBuf, &str)]) -> Result<PathBuf> {
    let profile = if dev { "dev" } else { "wasm" };
    let mut command = project.cargo(&["rustc", "--locked", "-p", "widget", "--lib", "--no-default-features"]);
    command
        .args(["--features", "csr", "--crate-type", "cdylib", "--profile", profile, "--target", TARGET])
        .env("CARGO_ENCODED_RUSTFLAGS", remap_flags(prefixes));
    run(&mut command)?;
    Ok(project.target.join(TARGET).join(if dev { "debug" } else { "wasm" }).join("widget.wasm"))
}

/// Runs wasm-bindgen; returns the glue and the module that belongs to it.
fn bind(project: &Project, wasm: &Path, dev: bool) -> Result<(Vec<u8>, Vec<u8>)> {
    let out = project.target.join("widget-glue");
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
    Ok((read(&out.join("widget.js"))?, read(&out.join("widget_bg.wasm"))?))
}

/// A script of ours without what only its readers need.
fn script(project: &Project, name: &str) -> Result<String> {
    let source = String::from_utf8(read(&project.root.join("widget/loader").join(name))?);
    Ok(without_comment_lines(&source.with_context(|| format!("widget/loader/{name} is not UTF-8"))?))
}

struct Assets {
    /// The first 16 hexadecimal digits of the digest over the other files but the loader.
    hash: String,
    glue: Vec<u8>,
    wasm: Vec<u8>,
    css: Vec<u8>,
    element: Vec<u8>,
    loader: Vec<u8>,
}

impl Assets {
    fn new([glue, wasm, css, element]: [Vec<u8>; 4], loader: &str) -> Result<Self> {
        let glue =
            without_comment_lines(&String::from_utf8(glue).context("the glue is no text")?).into_bytes();
        let mut digest = Sha256::new();
        for content in [&glue, &wasm, &css, &element] {
            digest.update(content);
        }
        let mut hash = hex(&digest.finalize());
        hash.truncate(16);
        ensure!(loader.contains(PLACEHOLDER), "widget/loader/plan-progress.js does not hold {PLACEHOLDER}");
        ensure!(loader.contains(DIGESTS), "widget/loader/plan-progress.js does not hold {DIGESTS}");
        let digests = json!({
            "element.js": integrity(&element),
            "widget.css": integrity(&css),
            "widget.js": integrity(&glue),
            "widget.wasm": integrity(&wasm),
        });
        let loader = loader.replace(PLACEHOLDER, &hash).replace(DIGESTS, &digests.to_string()).into_bytes();
        Ok(Self { hash, glue, wasm, css, element, loader })
    }

    fn named(&self) -> [(&'static str, &[u8]); 5] {
        [
            ("widget.js", &self.glue),
            ("widget.wasm", &self.wasm),
            ("widget.css", &self.css),
            ("element.js", &self.element),
            ("plan-progress.js", &self.loader),
        ]
    }

    /// Every file below the folder, hashed paths first and the manifest last.
    fn files(&self, quality: i32, profile: &str) -> Result<Vec<(String, Vec<u8>)>> {
        let mut files = Vec::new();
        let mut stable = Vec::new();
        let mut manifest = Map::new();
        for (name, content) in self.named() {
            let compressed = brotli(content, quality)?;
            let entry = json!({"bytes": content.len(), "sha256": hex(&Sha256::digest(content)), "brotli": compressed.len()});
            manifest.insert(name.to_owned(), entry);
            if name != "plan-progress.js" {
                files.push((format!("{}/{name}", self.hash), content.to_vec()));
                files.push((format!("{}/{name}.br", self.hash), compressed.clone()));
            }
            if matches!(name, "plan-progress.js" | "widget.css") {
                stable.push((name.to_owned(), content.to_vec()));
                stable.push((format!("{name}.br"), compressed));
            }
        }
        let manifest = json!({"hash": self.hash, "profile": profile, "files": manifest});
        files.append(&mut stable);
        files.push(("manifest.json".to_owned(), format!("{manifest:#}\n").into_bytes()));
        Ok(files)
    }

    fn check_paths(&self, prefixes: &[(PathBuf, &str)]) -> Result<()> {
        // A folder right below `/`, such as `/src`, cannot be told from the folders of crates.
        let own = prefixes.iter().filter(|(path, _)| path.components().count() > 2);
        let needles: Vec<String> = own
            .map(|(path, _)| path.to_string_lossy().into_owned())
            .chain(HOMES.iter().map(|home| (*home).to_owned()))
            .collect();
        for (name, content) in self.named() {
            if let Some((offset, needle)) = first_of(content, &needles) {
                let from = offset.saturating_sub(20);
                let around = String::from_utf8_lossy(&content[from..content.len().min(offset + 100)]);
                bail!(
                    "{name} holds the path `{needle}` at byte {offset}: …{}…\n\
                     Remap that folder in xtask/src/assets.rs, or do without what writes it",
                    around.escape_debug()
                );
            }
        }
        Ok(())
    }
}

/// The first place at which one of the needles stands.
fn first_of<'n>(haystack: &[u8], needles: &'n [String]) -> Option<(usize, &'n str)> {
    let found = needles.iter().filter_map(|needle| {
        let at = haystack.windows(needle.len()).position(|window| window == needle.as_bytes())?;
        Some((at, needle.as_str()))
    });
    found.min()
}

/// A script without indentation, empty lines and the lines that are nothing but a comment: `//` lines, and block
/// comments that begin and end with a line of their own.
fn without_comment_lines(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut in_block = false;
    for line in script.lines().map(str::trim) {
        in_block |= line.starts_with("/*");
        if !in_block && !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
        in_block &= !line.ends_with("*/");
    }
    kept
}

pub(crate) fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: 22,
        size_hint: content.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters).context("brotli")?;
    Ok(compressed)
}

/// A digest as browsers compare it (Subresource Integrity).
fn integrity(content: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(content)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Puts the files into the folder, each by a rename, then removes what does not belong there: a server that reads the
/// folder meanwhile finds whole files, and the old loader's assets until the new loader is in place.
fn publish(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<()> {
    let parent = folder.parent().context("the assets' folder has no parent")?;
    let staging = parent.join(format!(".staging-{}", std::process::id()));
    remove(&staging)?;
    for (name, content) in files {
        write(&staging.join(name), content)?;
    }
    for (name, _) in files {
        let to = folder.join(name);
        make_parent(&to)?;
        fs::rename(staging.join(name), &to).with_context(|| format!("cannot replace {}", to.display()))?;
    }
    remove(&staging)?;
    let keep: BTreeSet<PathBuf> = files.iter().map(|(name, _)| folder.join(name)).collect();
    remove_others(folder, &keep)
}

/// Removes every file below the folder that is not to be kept, and the folders this empties.
fn remove_others(folder: &Path, keep: &BTreeSet<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if keep.contains(&path) {
            continue;
        }
        if !keep.iter().any(|kept| kept.starts_with(&path)) {
            remove(&path)?;
        } else if path.is_dir() {
            remove_others(&path, keep)?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    make_parent(path)?;
    fs::write(path, content).with_context(|| format!("cannot write {}", path.display()))
}

fn make_parent(path: &Path) -> Result<()> {
    let parent = path.parent().context("a path without a folder")?;
    fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// What the last build left; a clear word when there was none.
pub(crate) fn manifest(project: &Project) -> Result<Value> {
    let path = folder(project).join("manifest.json");
    let text = fs::read_to_string(&path)
        .context("www/embed/v1/manifest.json cannot be read: run `cargo xtask assets` first")?;
    serde_json::from_str(&text)
        .context("www/embed/v1/manifest.json is damaged: run `cargo xtask assets` again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some_assets() -> Assets {
        let files = [&b"glue"[..], b"\0asm", b"a{}", b"x()"].map(<[u8]>::to_vec);
        Assets::new(files, "import('__ASSETS__', __DIGESTS__);\n").unwrap()
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("zhice-xtask-{}-{name}", std::process::id()));
        remove(&folder).unwrap();
        folder
    }

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
            remap_flags(&prefixes),
            "--remap-path-prefix=/a=outer\u{1f}--remap-path-prefix=/a/b/c=inner"
        );
    }

    #[test]
    fn the_hash_follows_each_of_the_contents_and_the_loader_names_it() {
        let assets = some_assets();
        assert_eq!(assets.hash.len(), 16);
        let digests = json!({
            "element.js": "sha256-D6IGS8VMvCoyaR/l0h9tERrBTATY01CoPS7l6xDv0kI=",
            "widget.css": "sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=",
            "widget.js": "sha256-kFNfMtOce5uVfSwnGkQ4XC3+8DTIUdbjWiWIpwkxGTY=",
            "widget.wasm": "sha256-zV1JNaSMBnLLBkB7tEO8AIev+UfGuGS6yIaYLHOzAn8=",
        });
        assert_eq!(assets.loader, format!("import('{}', {digests});\n", assets.hash).into_bytes());
        for changed in 0..4 {
            let mut files = [&b"glue"[..], b"\0asm", b"a{}", b"x()"].map(<[u8]>::to_vec);
            files[changed].push(b'x');
            assert_ne!(Assets::new(files, "__ASSETS__ __DIGESTS__").unwrap().hash, assets.hash, "{changed}");
        }
        for without in ["__ASSETS__", "__DIGESTS__"] {
            assert!(Assets::new([const { Vec::new() }; 4], without).is_err(), "{without}");
        }
    }

    #[test]
    fn a_path_of_a_machine_is_found_and_named_with_its_offset() {
        let mut assets = some_assets();
        let prefixes = vec![(PathBuf::from("/srv/build"), "zhice"), (PathBuf::from("/src"), "home")];
        assets.glue = b"crate/src/lib.rs".to_vec();
        assets.check_paths(&prefixes).unwrap();
        assets.wasm = b"..../srv/build/widget/src/lib.rs".to_vec();
        let error = assets.check_paths(&prefixes).unwrap_err().to_string();
        assert!(error.starts_with("widget.wasm holds the path `/srv/build` at byte 4:"), "{error}");
        assets.wasm = format!("x{}someone", HOMES[1]).into_bytes();
        assert!(assets.check_paths(&[]).unwrap_err().to_string().contains("at byte 1:"));
    }

    #[test]
    fn comment_lines_go_and_code_with_slashes_stays() {
        assert_eq!(
            without_comment_lines("// a\n\n/** b\n * c\n */\n/* d */\n  let u = 'http://x' * 2; // kept\n"),
            "let u = 'http://x' * 2; // kept\n"
        );
    }

    #[test]
    fn compressed_content_comes_back_whole() {
        let content = b"zhice ".repeat(100);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&content, 11).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, content);
    }

    #[test]
    fn publishing_replaces_everything_that_stood_there() {
        let folder = scratch("publish").join("v1");
        write(&folder.join("old-hash/widget.js"), b"old").unwrap();
        write(&folder.join("plan-progress.js"), b"old").unwrap();
        let assets = some_assets();
        publish(&folder, &assets.files(5, "wasm").unwrap()).unwrap();
        let mut here: Vec<String> = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        here.sort();
        let mut wanted =
            vec!["manifest.json", "plan-progress.js", "plan-progress.js.br", "widget.css", "widget.css.br"];
        wanted.push(&assets.hash);
        wanted.sort_unstable();
        assert_eq!(here, wanted);
        assert_eq!(fs::read_dir(folder.join(&assets.hash)).unwrap().count(), 8);
        assert_eq!(read(&folder.join("plan-progress.js")).unwrap(), assets.loader);
        let manifest: Value = serde_json::from_slice(&read(&folder.join("manifest.json")).unwrap()).unwrap();
        assert_eq!(manifest["hash"], assets.hash);
        assert_eq!(manifest["files"]["widget.css"]["bytes"], 3);
        remove(folder.parent().unwrap()).unwrap();
    }
}
