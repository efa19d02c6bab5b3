//! Searches of the repository for what must not stand in it. Each has a test that shows it can fail.
//!
//! 1. The code is bound to no plan: no name of a pack's indicator, unit, task, policy or scheme stands in Rust or www.
//! 2. The widget has no inline style, which a strict Content-Security-Policy would drop.
//! 3. No tracked file tells about the machine or the workplace it was written at.
//! 4. The font of the pictures has every character of the packs, and is no larger than it may be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::font;
use crate::project::Project;

/// A shorter name is a word of the language rather than the name of something.
const NAME_CHARACTERS: usize = 4;

/// Extended regular expressions; each is written so that it does not match its own line.
const WORKPLACE: [&str; 3] = [
    // Not within an address: a folder of a web site may have any name.
    "(^|[^a-z0-9._/-])/(roo[t]|wor[k]|tm[p]/bash|home/[a-z]+)/",
    r"(index|static)\.crates\.io|registry\.npmjs\.org|deb\.debian\.org|pypi\.org|files\.pythonhosted\.org",
    "sub-?[a]gents?|(AI|coding) [a]gent",
];

pub(crate) fn check(project: &Project) -> Result<()> {
    let root = &project.root;
    let mut faults = Vec::new();
    let names = pack_names(&root.join("data"))?;
    println!("{} names of the packs must stand neither in Rust nor in www", names.len());
    let rust = files_below(root, &["rs"])?;
    let www = files_below(&root.join("www"), &["html", "shtml", "css", "js", "svg", "txt", "md", "json"])?;
    println!("{} Rust files, {} files of www", rust.len(), www.len());
    let mut texts = Vec::new();
    let mut test_modules = BTreeSet::new();
    for path in rust.iter().chain(&www) {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        test_modules.extend(declared_for_tests(path, &text));
        texts.push((path, text));
    }
    for (path, text) in &texts {
        let for_tests = path.ancestors().any(|above| test_modules.contains(&above.with_extension("")));
        let path = path.strip_prefix(root).unwrap_or(path);
        if !for_tests && !is_test(path) {
            faults.extend(located(
                path,
                names_in(text, &names),
                "is a name of a pack: take it from the pack",
            ));
        }
        if path.starts_with("widget/src") {
            faults.extend(located(
                path,
                inline_styles(text),
                "is an inline style: use a class or an SVG attribute",
            ));
        }
    }
    faults.extend(workplace(root)?);
    faults.extend(font::faults(root)?);
    if !faults.is_empty() {
        bail!("{} places say what must not stand there:\n{}", faults.len(), faults.join("\n"));
    }
    println!("nothing found that must not stand there");
    Ok(())
}

fn located(path: &Path, found: Vec<(usize, String)>, why: &str) -> Vec<String> {
    found.into_iter().map(|(line, what)| format!("{}:{line}: `{what}` {why}", path.display())).collect()
}

/// The names that the packs below a folder give to indicators, tasks, units, schemes and policies.
fn pack_names(data: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let mut packs = 0;
    for entry in fs::read_dir(data).with_context(|| format!("cannot read {}", data.display()))? {
        let pack = entry?.path();
        if !pack.join("plan.toml").is_file() {
            continue;
        }
        packs += 1;
        names.extend(plan_names(&table(&pack.join("plan.toml"))?));
        let schemes = pack.join("schemes.toml");
        if schemes.is_file() {
            names.extend(texts(&table(&schemes)?, "scheme", "name"));
        }
        for policy in files_below(&pack.join("policies"), &["md"])? {
            names.extend(policy_title(&policy)?);
        }
    }
    names.retain(|name| {
        name.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() >= NAME_CHARACTERS
    });
    ensure!(
        packs > 0 && !names.is_empty(),
        "{} holds no pack with names, so nothing was looked for",
        data.display()
    );
    Ok(names)
}

fn plan_names(plan: &toml::Table) -> Vec<String> {
    [("indicator", "name"), ("task", "title"), ("task", "units"), ("task", "lead"), ("unit", "name")]
        .into_iter()
        .flat_map(|(list, key)| texts(plan, list, key))
        .collect()
}

/// The texts, or lists of texts, that stand under a key of every record of a list.
fn texts(file: &toml::Table, list: &str, key: &str) -> Vec<String> {
    let records = file.get(list).and_then(toml::Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut texts = Vec::new();
    for value in records.iter().filter_map(|record| record.get(key)) {
        match value {
            toml::Value::String(text) => texts.push(text.clone()),
            toml::Value::Array(list) => {
                texts.extend(list.iter().filter_map(toml::Value::as_str).map(str::to_owned));
            }
            _ => {}
        }
    }
    texts
}

fn policy_title(path: &Path) -> Result<Option<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let front = front_matter(&text).with_context(|| format!("{} has no front matter", path.display()))?;
    let front: toml::Table = front.parse().with_context(|| path.display().to_string())?;
    Ok(front.get("title").and_then(toml::Value::as_str).map(str::to_owned))
}

/// What stands between the two `+++` lines at the top.
fn front_matter(text: &str) -> Option<&str> {
    text.strip_prefix("+++\n")?.split_once("\n+++").map(|(front, _)| front)
}

fn table(path: &Path) -> Result<toml::Table> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.parse().with_context(|| path.display().to_string())
}

/// The modules, as paths without an extension, that a file declares for tests alone: `#[cfg(test)] mod fixtures;`.
fn declared_for_tests(path: &Path, text: &str) -> Vec<PathBuf> {
    let folder = match path.file_name().and_then(|name| name.to_str()) {
        Some("lib.rs" | "main.rs" | "mod.rs") => path.with_file_name(""),
        _ => path.with_extension(""),
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let declared = lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]").filter_map(|pair| {
        let name = pair[1].strip_suffix(';')?.rsplit_once("mod ")?.1;
        Some(folder.join(name))
    });
    declared.collect()
}

/// Whether a file holds nothing but tests, which may speak of a pack.
fn is_test(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.extension().is_some_and(|extension| extension == "rs")
        && (path.components().any(|part| part.as_os_str() == "tests")
            || name == "tests.rs"
            || name.ends_with("_test.rs")
            || name.ends_with("_tests.rs"))
}

/// Lines that hold one of the names; a test module, which stands at the end of its file, is not read.
fn names_in(text: &str, names: &BTreeSet<String>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        if line.trim() == "#[cfg(test)]"
            && lines.peek().is_some_and(|(_, next)| next.contains("mod ") && next.trim_end().ends_with('{'))
        {
            break;
        }
        found.extend(names.iter().filter(|name| line.contains(*name)).map(|name| (number + 1, name.clone())));
    }
    found
}

fn inline_styles(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().enumerate();
    let styles = lines.filter_map(|(number, line)| {
        let style = [" style=\"", " style={"].into_iter().find(|style| format!(" {line}").contains(style))?;
        Some((number + 1, style.trim().to_owned()))
    });
    styles.collect()
}

/// Lines of tracked and of new files that tell about the workplace.
fn workplace(root: &Path) -> Result<Vec<String>> {
    let mut grep = Command::new("git");
    grep.current_dir(root).args(["grep", "--untracked", "-nIiE"]);
    for pattern in WORKPLACE {
        grep.args(["-e", pattern]);
    }
    let output = grep.output().context("cannot start git, which lists the files of the project")?;
    match output.status.code() {
        // git grep ends with 1 when it found nothing.
        Some(0 | 1) => {
            let found = String::from_utf8_lossy(&output.stdout);
            Ok(found.lines().map(|line| format!("{line}: tells about a machine or workplace")).collect())
        }
        _ => bail!(
            "git grep failed; is this a git checkout? {}",
            String::from_utf8_lossy(&output.stderr).trim_end()
        ),
    }
}

/// Files with one of the extensions, in a fixed order; nothing built, fetched or hidden is among them.
pub(crate) fn files_below(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !name.starts_with('.') && !matches!(&*name, "target" | "node_modules" | "embed") {
                files.extend(files_below(&path, extensions)?);
            }
        } else if extensions.iter().any(|extension| path.extension().is_some_and(|has| has == *extension)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for a test, removed at its end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("zhice-guards-{}-{name}", std::process::id()));
            let _ = fs::remove_dir_all(&folder);
            fs::create_dir_all(&folder).unwrap();
            Self(folder)
        }

        fn file(&self, name: &str, text: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn git(self) -> Self {
            let made = Command::new("git").current_dir(&self.0).args(["init", "--quiet"]).status().unwrap();
            assert!(made.success());
            self
        }

        fn check(&self) -> Result<()> {
            check(&Project { root: self.0.clone(), target: self.0.join("target") })
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    const PLAN: &str = "schema = 1\ntitle = \"试验方案名称\"\n\
        [[indicator]]\nname = \"桃树成活比例\"\n[[indicator]]\nname = \"短名\"\n\
        [[task]]\ntitle = \"给桃树浇水施肥\"\nunits = [\"县桃树管理局\"]\n[[unit]]\nname = \"县浇水办公室\"\n";

    fn repository(name: &str) -> Scratch {
        let scratch = Scratch::new(name).git();
        scratch.file("bot/fonts/pictures.otf", "");
        let all: String = ('\u{4e00}'..='\u{9fff}').chain(' '..='~').collect();
        scratch.file("bot/fonts/characters.txt", &all);
        scratch.file("data/x/plan.toml", PLAN);
        scratch.file("data/x/schemes.toml", "[[scheme]]\nname = \"桃树补贴申领\"\n");
        scratch.file("data/x/policies/p.md", "+++\ntitle = \"桃树保护办法\"\n+++\n\n## 条 {#a}\n");
        scratch.file("bot/src/lib.rs", "//! Nothing.\n");
        scratch
    }

    #[test]
    fn names_of_every_kind_are_gathered_and_short_ones_are_not() {
        let scratch = repository("gather");
        let names = pack_names(&scratch.0.join("data")).unwrap();
        let wanted = [
            "县桃树管理局",
            "县浇水办公室",
            "桃树保护办法",
            "桃树成活比例",
            "桃树补贴申领",
            "给桃树浇水施肥",
        ];
        assert_eq!(names, wanted.map(str::to_owned).into());
    }

    #[test]
    fn a_repository_without_a_pack_is_a_fault() {
        let scratch = Scratch::new("empty").git();
        scratch.file("data/readme", "");
        assert!(scratch.check().unwrap_err().to_string().contains("nothing was looked for"));
    }

    #[test]
    fn a_clean_repository_passes() {
        let scratch = repository("clean");
        scratch.file("bot/src/a.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    // 桃树成活比例\n}\n");
        scratch.file("bot/src/a/tests.rs", "// 桃树成活比例\n");
        scratch.file("bot/src/lib.rs", "#[cfg(test)]\nmod fixtures;\n");
        scratch.file("bot/src/fixtures.rs", "// 桃树成活比例\n");
        scratch.file("bot/src/b.rs", "#[cfg(test)]\npub(crate) mod samples;\n");
        scratch.file("bot/src/b/samples/one.rs", "// 桃树成活比例\n");
        scratch.file("tests/end.rs", "// 桃树成活比例\n");
        scratch.file("www/embed/v1/x.js", "// 桃树成活比例\n");
        scratch.file("docs/a.md", concat!("http://example.cn/ho", "me/page/1\n"));
        scratch.check().unwrap();
    }

    #[test]
    fn a_name_of_a_pack_in_code_is_found_with_its_line() {
        let scratch = repository("code");
        scratch.file("bot/src/a.rs", "#[cfg(test)]\nmod tests;\nconst A: &str = \"桃树成活比例怎样\";\n");
        let error = scratch.check().unwrap_err().to_string();
        assert!(error.contains("bot/src/a.rs:3: `桃树成活比例`"), "{error}");
    }

    #[test]
    fn a_name_of_a_pack_beside_a_test_module_is_found() {
        let scratch = repository("beside");
        scratch.file("bot/src/lib.rs", "#[cfg(test)]\nmod fixtures;\nmod sample;\n");
        scratch.file("bot/src/sample.rs", "// 桃树成活比例\n");
        scratch.file("widget/src/fixtures.rs", "// 桃树成活比例\n");
        let error = scratch.check().unwrap_err().to_string();
        assert!(error.starts_with("2 places"), "{error}");
    }

    #[test]
    fn a_name_of_a_pack_in_www_is_found() {
        let scratch = repository("www");
        scratch.file("www/index.html", "<p>\n县桃树管理局</p>\n");
        let error = scratch.check().unwrap_err().to_string();
        assert!(error.contains("www/index.html:2: `县桃树管理局`"), "{error}");
    }

    #[test]
    fn an_inline_style_in_the_widget_is_found() {
        let scratch = repository("style");
        scratch.file("widget/src/a.rs", "fn a() { html! { <p\nstyle=\"x\" class=\"restyle\"></p> } }\n");
        scratch.file("widget/src/b.rs", "fn b() { html! { <p style={width}></p> } }\n");
        let error = scratch.check().unwrap_err().to_string();
        assert!(error.contains("widget/src/a.rs:2: `style=\"`"), "{error}");
        assert!(error.contains("widget/src/b.rs:1: `style={`"), "{error}");
    }

    #[test]
    fn a_character_that_the_font_lacks_is_found_with_its_file() {
        let scratch = repository("font");
        scratch.file("data/x/observations.csv", "id,note\na,𠮷\n");
        let error = scratch.check().unwrap_err().to_string();
        assert!(error.contains("data/x/observations.csv: `𠮷`") && error.contains("xtask font"), "{error}");
    }

    #[test]
    fn how_people_ask_is_never_drawn() {
        let scratch = repository("asked");
        for file in ["asked/a.toml", "words.toml", "unheld.toml"] {
            scratch.file(&format!("data/x/{file}"), "schema = 1\n# 𠮷\n");
        }
        scratch.check().unwrap();
    }

    #[test]
    fn a_font_that_is_too_large_is_found() {
        let scratch = repository("large");
        scratch.file("bot/fonts/pictures.otf", &"x".repeat(1_200_001));
        let error = scratch.check().unwrap_err().to_string();
        assert!(error.contains("1200001 bytes"), "{error}");
    }

    #[test]
    fn a_machine_path_in_any_file_is_found() {
        for (number, words) in
            [("/ro", "ot/.cargo"), ("/ho", "me/ann/x"), ("index.crates", ".io")].iter().enumerate()
        {
            let scratch = repository(&format!("machine-{number}"));
            scratch.file("docs/a.md", &format!("see {}{}\n", words.0, words.1));
            let error = scratch.check().unwrap_err().to_string();
            assert!(error.contains("docs/a.md:1:"), "{error}");
        }
    }
}
