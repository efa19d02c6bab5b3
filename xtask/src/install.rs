//! The tools of the end-to-end tests: a browser and its driver, a font with Chinese characters, the accessibility rules.
//! What is missing is installed where that is possible, and is a failure otherwise; no test is left out for want of it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;

use crate::project::{Project, output, run};

/// Where the tools stand.
pub(crate) struct Tools {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    pub(crate) axe: PathBuf,
}

/// Something that must be there, and the Debian packages that bring it.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    there: fn(&Project) -> bool,
}

const NEEDS: [Need; 4] = [
    Need { what: "chromium", packages: &["chromium"], there: |_| chromium().is_some() },
    Need { what: "chromedriver", packages: &["chromium-driver"], there: |_| chromedriver().is_some() },
    Need {
        what: "a font with Chinese characters",
        packages: &["fontconfig", "fonts-wqy-microhei"],
        there: |_| chinese_font(),
    },
    // Only to fetch the accessibility rules; where they are already, no npm is needed.
    Need {
        what: "npm",
        packages: &["nodejs", "npm"],
        there: |project| axe(project).is_ok() || program("npm").is_some(),
    },
];

/// What the slower checks need besides: an office program, and what reads its pages.
const OFFICE_NEEDS: [Need; 3] = [
    Need {
        what: "LibreOffice",
        packages: &["libreoffice-writer", "libreoffice-calc"],
        there: |_| program("soffice").is_some(),
    },
    Need {
        what: "pdftotext and pdfinfo",
        packages: &["poppler-utils"],
        there: |_| program("pdftotext").is_some() && program("pdfinfo").is_some(),
    },
    Need {
        what: "a font with Chinese characters",
        packages: &["fontconfig", "fonts-noto-cjk"],
        there: |_| chinese_font(),
    },
];

/// Sees to it that an office program is there.
pub(crate) fn office(project: &Project) -> Result<()> {
    see_to(project, &OFFICE_NEEDS)
}

/// Installs what is missing.
fn see_to(project: &Project, needs: &[Need]) -> Result<()> {
    let missing = || needs.iter().filter(|need| !(need.there)(project)).collect::<Vec<_>>();
    let lacking = missing();
    if !lacking.is_empty() {
        apt_install(&lacking)?;
        let lacking = missing();
        ensure!(lacking.is_empty(), "the packages are installed, and yet: {}", told(&lacking, None));
    }
    let names: Vec<&str> = needs.iter().map(|need| need.what).collect();
    println!("{}: there", names.join(", "));
    Ok(())
}

pub(crate) fn tools(project: &Project, install: bool) -> Result<Tools> {
    let lacking: Vec<&Need> = NEEDS.iter().filter(|need| !(need.there)(project)).collect();
    let rules = axe(project);
    if !install && (!lacking.is_empty() || rules.is_err()) {
        bail!("{}", told(&lacking, rules.as_ref().err()));
    }
    see_to(project, &NEEDS)?;
    let axe = match rules {
        Ok(axe) => axe,
        Err(why) => {
            println!("{why:#}");
            let folder = rules_folder(project);
            run(Command::new("npm").current_dir(folder).args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
            ]))?;
            axe(project)?
        }
    };
    let tools = Tools {
        chromium: chromium().context("chromium")?,
        chromedriver: chromedriver().context("chromedriver")?,
        axe,
    };
    for program in [&tools.chromium, &tools.chromedriver] {
        println!("{}", output(Command::new(program).arg("--version"))?.trim_end());
    }
    Ok(tools)
}

/// All that is missing at once, with what brings it.
fn told(lacking: &[&Need], rules: Option<&anyhow::Error>) -> String {
    let mut text = String::from("missing:\n");
    for need in lacking {
        let _ = writeln!(text, "  {} (Debian: {})", need.what, need.packages.join(" "));
    }
    if let Some(why) = rules {
        let _ = writeln!(text, "  the accessibility rules: {why:#} (`npm ci --ignore-scripts` in tests/axe)");
    }
    text.push_str("`cargo xtask install` installs them on Debian; elsewhere install them by hand");
    text
}

fn apt_install(lacking: &[&Need]) -> Result<()> {
    if program("apt-get").is_none() {
        bail!("{}", told(lacking, None));
    }
    let prefix: &[&str] = if output(Command::new("id").arg("-u"))?.trim() == "0" {
        &[]
    } else if Command::new("sudo").args(["-n", "true"]).output().is_ok_and(|sudo| sudo.status.success()) {
        &["sudo", "-n"]
    } else {
        bail!("not root, and sudo asks for a password: install by hand. {}", told(lacking, None));
    };
    let apt = |arguments: &[&str]| {
        let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
        run(Command::new(words[0]).args(&words[1..]))
    };
    apt(&["update", "-q"]).context("is the network there?")?;
    for need in lacking {
        println!("installing {}", need.what);
        apt(&[&["install", "-y", "-q", "--no-install-recommends"], need.packages].concat())?;
    }
    Ok(())
}

fn chromium() -> Option<PathBuf> {
    named("CHROMIUM").or_else(|| ["chromium", "chromium-browser"].into_iter().find_map(program))
}

fn chromedriver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| program("chromedriver"))
}

/// A program that the environment names by its path.
fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file())
}

/// A program on the search path.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn chinese_font() -> bool {
    Command::new("fc-list")
        .args([":lang=zh", "family"])
        .output()
        .is_ok_and(|list| !list.stdout.trim_ascii().is_empty())
}

fn rules_folder(project: &Project) -> PathBuf {
    project.root.join("tests/axe")
}

/// The accessibility rules, of the version that is pinned.
fn axe(project: &Project) -> Result<PathBuf> {
    let folder = rules_folder(project);
    let wanted = pinned(&json(&folder.join("package-lock.json"))?)?;
    let script = folder.join("node_modules/axe-core/axe.min.js");
    ensure!(script.is_file(), "axe-core {wanted} is not installed");
    let there = json(&folder.join("node_modules/axe-core/package.json"))?;
    ensure!(there["version"] == *wanted, "axe-core is {}, and {wanted} is wanted", there["version"]);
    Ok(script)
}

fn pinned(lock: &Value) -> Result<String> {
    let version = &lock["packages"]["node_modules/axe-core"]["version"];
    Ok(version.as_str().context("tests/axe/package-lock.json names no version of axe-core")?.to_owned())
}

fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn all_that_is_missing_is_told_at_once_with_its_packages() {
        let why = anyhow::anyhow!("axe-core 1.2.3 is not installed");
        let text = told(&NEEDS.iter().collect::<Vec<_>>(), Some(&why));
        for word in
            ["chromium-driver", "fonts-wqy-microhei", "nodejs npm", "axe-core 1.2.3", "cargo xtask install"]
        {
            assert!(text.contains(word), "{word}: {text}");
        }
    }

    #[test]
    fn a_program_is_found_on_the_search_path_or_not_at_all() {
        assert!(program("sh").is_some());
        assert_eq!(program("no-such-program-on-any-machine"), None);
    }

    #[test]
    fn the_version_comes_from_the_lock_file() {
        let lock = json!({"packages": {"node_modules/axe-core": {"version": "4.0.0"}}});
        assert_eq!(pinned(&lock).unwrap(), "4.0.0");
        assert!(pinned(&json!({})).is_err());
    }
}
