//! The widget for the browser: wasm, glue, style and loader, compressed, under a path that names their content.
//!
//! ```text
//! www/embed/v1/manifest.json         what stands here, with sizes and digests
//! www/embed/v1/plan-progress.js      the loader, the address that pages name
//! www/embed/v1/widget.css            the style of the static snippet
//! www/embed/v1/HASH/element.js              what the loader loads
//! www/embed/v1/HASH/widget.{js,wasm,css}    what that loads
//! www/embed/v1/HASH/full.{js,wasm,css}      what takes its place when a tool is opened, and ask.js, which asks
//! ```
//! HASH is of the content of all files below it. Beside every .js, .css and .wasm stands the same file with `.br`,
//! compressed with brotli.

mod compile;
mod publish;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use self::compile::Build;
use self::publish::publish;
use crate::project::{Project, Steps};

/// What pages name.
const LOADER: &str = "plan-progress.js";
/// What also stands under an address that does not change.
const STABLE: [&str; 2] = [LOADER, "widget.css"];
/// Stands in the loader's source for the hash of the assets.
const PLACEHOLDER: &str = "__ASSETS__";
/// Stands there for the digest of the script that it loads.
const DIGEST: &str = "__DIGEST__";
/// What the loader loads, which loads the others.
const ELEMENT: &str = "element.js";
/// Stands in its source for the digests of the others.
const DIGESTS: &str = "__DIGESTS__";
/// Folders of people's homes, looked for whatever this machine's own folders are called.
const HOMES: [&str; 2] = [concat!("/ro", "ot/"), concat!("/ho", "me/")];

/// Where the built assets stand.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("www/embed/v1")
}

pub(crate) fn build(project: &Project, dev: bool) -> Result<()> {
    let mut steps = Steps::begin();
    let sysroot = steps.step("wasm target", || compile::wasm_target(project))?;
    let prefixes = compile::machine_prefixes(project, &sysroot);
    let mut hashed = BTreeMap::new();
    for build in [Build::Core, Build::Full] {
        let [glue, wasm] = steps.step(build.name(), || compile::built(project, build, dev, &prefixes))?;
        let glue = without_comment_lines(&String::from_utf8(glue).context("the glue is no text")?);
        hashed.insert(format!("{}.js", build.name()), glue.into_bytes());
        hashed.insert(format!("{}.wasm", build.name()), wasm);
    }
    hashed.insert("widget.css".to_owned(), style(&project.root.join("widget/src/style"))?);
    hashed.insert("full.css".to_owned(), read(&project.root.join("widget/src/full/full.css"))?);
    for name in ["element.js", "ask.js"] {
        hashed.insert(name.to_owned(), script(project, name)?.into_bytes());
    }
    let assets = Assets::new(hashed, &script(project, LOADER)?)?;
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

/// The style sheet: the files that the crate joins, in its order.
fn style(folder: &Path) -> Result<Vec<u8>> {
    let list = fs::read_to_string(folder.join("mod.rs")).context("widget/src/style/mod.rs")?;
    let named =
        list.lines().filter_map(|line| line.trim().strip_prefix("include_str!(\"")?.strip_suffix("\"),"));
    let sheets = named.map(|name| read(&folder.join(name))).collect::<Result<Vec<_>>>()?;
    ensure!(!sheets.is_empty(), "widget/src/style/mod.rs names no style sheet, a line each");
    Ok(sheets.concat())
}

struct Assets {
    /// The first 16 hexadecimal digits of the digest over the files below the hashed path.
    hash: String,
    /// What stands below the hashed path, by its name.
    hashed: BTreeMap<String, Vec<u8>>,
    loader: Vec<u8>,
}

impl Assets {
    /// The loader knows the digest of the script that it loads, and that one those of the others: what was changed on the
    /// way does not run.
    fn new(mut hashed: BTreeMap<String, Vec<u8>>, loader: &str) -> Result<Self> {
        let element = hashed.remove(ELEMENT).context("no element.js")?;
        let element = String::from_utf8(element).context("element.js is not UTF-8")?;
        ensure!(element.contains(DIGESTS), "widget/loader/element.js does not hold {DIGESTS}");
        let digests: Map<String, Value> =
            hashed.iter().map(|(name, content)| (name.clone(), Value::String(integrity(content)))).collect();
        let element = element.replace(DIGESTS, &Value::Object(digests).to_string());
        hashed.insert(ELEMENT.to_owned(), element.into_bytes());
        let mut digest = Sha256::new();
        for content in hashed.values() {
            digest.update(content);
        }
        let mut hash = hex(&digest.finalize());
        hash.truncate(16);
        ensure!(loader.contains(PLACEHOLDER), "widget/loader/plan-progress.js does not hold {PLACEHOLDER}");
        ensure!(loader.contains(DIGEST), "widget/loader/plan-progress.js does not hold {DIGEST}");
        let element = hashed.get(ELEMENT).map(|element| integrity(element)).context("no element.js")?;
        let loader = loader.replace(PLACEHOLDER, &hash).replace(DIGEST, &element).into_bytes();
        Ok(Self { hash, hashed, loader })
    }

    fn named(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let hashed = self.hashed.iter().map(|(name, content)| (name.as_str(), content.as_slice()));
        hashed.chain([(LOADER, self.loader.as_slice())])
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
            if name != LOADER {
                files.push((format!("{}/{name}", self.hash), content.to_vec()));
                files.push((format!("{}/{name}.br", self.hash), compressed.clone()));
            }
            if STABLE.contains(&name) {
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

/// The first place at which one of the needles stands.
fn first_of<'n>(haystack: &[u8], needles: &'n [String]) -> Option<(usize, &'n str)> {
    let found = needles.iter().filter_map(|needle| {
        let at = haystack.windows(needle.len()).position(|window| window == needle.as_bytes())?;
        Some((at, needle.as_str()))
    });
    found.min()
}

/// A script of ours without what only its readers need.
fn script(project: &Project, name: &str) -> Result<String> {
    let source = String::from_utf8(read(&project.root.join("widget/loader").join(name))?);
    Ok(without_comment_lines(&source.with_context(|| format!("widget/loader/{name} is not UTF-8"))?))
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
    use crate::assets::publish::{remove, write};

    fn some_files() -> BTreeMap<String, Vec<u8>> {
        let files = [
            ("widget.js", "glue"),
            ("widget.wasm", "\0asm"),
            ("widget.css", "a{}"),
            ("element.js", "x(__DIGESTS__)"),
        ];
        files.map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec())).into()
    }

    fn some_assets() -> Assets {
        Assets::new(some_files(), "import('__ASSETS__', '__DIGEST__');\n").unwrap()
    }

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("zhice-xtask-{}-{name}", std::process::id()));
        remove(&folder).unwrap();
        folder
    }

    #[test]
    fn the_style_is_joined_in_the_order_of_the_crate() {
        let folder = scratch("style");
        let list = "const STYLE: &str = concat!(\n    include_str!(\"b.css\"),\n    include_str!(\"../a.css\"),\n);\n";
        write(&folder.join("style/mod.rs"), list.as_bytes()).unwrap();
        write(&folder.join("style/b.css"), b"b{}").unwrap();
        write(&folder.join("a.css"), b"a{}").unwrap();
        assert_eq!(style(&folder.join("style")).unwrap(), b"b{}a{}");
        write(&folder.join("style/mod.rs"), b"").unwrap();
        assert!(style(&folder.join("style")).unwrap_err().to_string().contains("names no style sheet"));
        remove(&folder).unwrap();
    }

    #[test]
    fn the_hash_follows_each_of_the_contents_and_the_loader_names_it() {
        let assets = some_assets();
        assert_eq!(assets.hash.len(), 16);
        let element = String::from_utf8(assets.hashed["element.js"].clone()).unwrap();
        let digest = integrity(element.as_bytes());
        assert_eq!(assets.loader, format!("import('{}', '{digest}');\n", assets.hash).into_bytes());
        assert_eq!(
            element,
            "x({\"widget.css\":\"sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=\",\
             \"widget.js\":\"sha256-mVUt6ZmKK4Jn34C1mENCQ33aMkaJ4tfGtqDIp/OS/7U=\",\
             \"widget.wasm\":\"sha256-zV1JNaSMBnLLBkB7tEO8AIev+UfGuGS6yIaYLHOzAn8=\"})"
        );
        for changed in some_files().keys() {
            let mut files = some_files();
            files.entry(changed.clone()).or_default().push(b'x');
            assert_ne!(Assets::new(files, "__ASSETS__ __DIGEST__").unwrap().hash, assets.hash, "{changed}");
        }
        for without in ["__ASSETS__", "__DIGEST__"] {
            assert!(Assets::new(some_files(), without).is_err(), "{without}");
        }
    }

    #[test]
    fn a_path_of_a_machine_is_found_and_named_with_its_offset() {
        let mut assets = some_assets();
        let prefixes = vec![(PathBuf::from("/srv/build"), "zhice"), (PathBuf::from("/src"), "home")];
        assets.hashed.insert("widget.js".to_owned(), b"crate/src/lib.rs".to_vec());
        assets.check_paths(&prefixes).unwrap();
        assets.hashed.insert("widget.wasm".to_owned(), b"..../srv/build/widget/src/lib.rs".to_vec());
        let error = assets.check_paths(&prefixes).unwrap_err().to_string();
        assert!(error.starts_with("widget.wasm holds the path `/srv/build` at byte 4:"), "{error}");
        assets.hashed.insert("widget.wasm".to_owned(), format!("x{}someone", HOMES[1]).into_bytes());
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
