//! The tools of the end-to-end tests: a browser and its driver, a font with Chinese characters, the accessibility rules,
//! the validator of HTML.
//! What is missing is installed where that is possible, and is a failure otherwise; no test is left out for want of it.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail, ensure};

use crate::npm;
use crate::project::{Project, output, run};

/// Where the tools stand.
pub(crate) struct Tools {
    pub(crate) chromium: PathBuf,
    pub(crate) chromedriver: PathBuf,
    pub(crate) axe: PathBuf,
    pub(crate) node: PathBuf,
    /// The validator of HTML, a script for node.
    pub(crate) validator: PathBuf,
}

/// Something that must be there, and the Debian packages that bring it.
struct Need {
    what: &'static str,
    packages: &'static [&'static str],
    there: fn(&Project) -> bool,
}

/// The folders of packages from npm that the tests use.
const PACKAGES: [&str; 2] = ["axe", "html"];

const NEEDS: [Need; 5] = [
    Need { what: "chromium", packages: &["chromium"], there: |_| chromium().is_some() },
    Need { what: "chromedriver", packages: &["chromium-driver"], there: |_| chromedriver().is_some() },
    Need {
        what: "a font with Chinese characters",
        packages: &["fontconfig", "fonts-wqy-microhei"],
        there: |_| chinese_font(),
    },
    Need { what: "node", packages: &["nodejs"], there: |_| program("node").is_some() },
    // Only to fetch packages; where they are already, no npm is needed.
    Need {
        what: "npm",
        packages: &["npm"],
        there: |project| {
            program("npm").is_some() || PACKAGES.iter().all(|folder| npm::installed(project, folder).is_ok())
        },
    },
];

/// The second browser of the slower checks.
const FIREFOX_NEEDS: [Need; 1] =
    [Need { what: "Firefox", packages: &["firefox-esr"], there: |_| firefox_program().is_some() }];

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
        ensure!(lacking.is_empty(), "the packages are installed, and yet: {}", told(&lacking, &[]));
    }
    let names: Vec<&str> = needs.iter().map(|need| need.what).collect();
    println!("{}: there", names.join(", "));
    Ok(())
}

/// Sees to it that Firefox is there.
pub(crate) fn firefox(project: &Project) -> Result<PathBuf> {
    see_to(project, &FIREFOX_NEEDS)?;
    firefox_program().context("Firefox")
}

pub(crate) fn tools(project: &Project, install: bool) -> Result<Tools> {
    let lacking: Vec<&Need> = NEEDS.iter().filter(|need| !(need.there)(project)).collect();
    let packages: Vec<_> =
        PACKAGES.iter().filter_map(|folder| npm::installed(project, folder).err()).collect();
    let complete = lacking.is_empty() && packages.is_empty();
    if !install && !complete {
        bail!("{}", told(&lacking, &packages));
    }
    see_to(project, &NEEDS)?;
    let tools = Tools {
        chromium: chromium().context("chromium")?,
        chromedriver: chromedriver().context("chromedriver")?,
        axe: npm::see_to(project, "axe")?.join("axe-core/axe.min.js"),
        node: program("node").context("node")?,
        validator: npm::see_to(project, "html")?.join("html-validate/bin/html-validate.mjs"),
    };
    for program in [&tools.chromium, &tools.chromedriver, &tools.node] {
        println!("{}", output(Command::new(program).arg("--version"))?.trim_end());
    }
    Ok(tools)
}

/// All that is missing at once, with what brings it.
fn told(lacking: &[&Need], packages: &[anyhow::Error]) -> String {
    let mut text = String::from("missing:\n");
    for need in lacking {
        let _ = writeln!(text, "  {} (Debian: {})", need.what, need.packages.join(" "));
    }
    for why in packages {
        let _ = writeln!(text, "  {why:#} (`npm ci --ignore-scripts` in its folder below tests)");
    }
    text.push_str("`cargo xtask install` installs them on Debian; elsewhere install them by hand");
    text
}

fn apt_install(lacking: &[&Need]) -> Result<()> {
    if program("apt-get").is_none() {
        bail!("{}", told(lacking, &[]));
    }
    let prefix: &[&str] = if output(Command::new("id").arg("-u"))?.trim() == "0" {
        &[]
    } else if Command::new("sudo").args(["-n", "true"]).output().is_ok_and(|sudo| sudo.status.success()) {
        &["sudo", "-n"]
    } else {
        bail!("not root, and sudo asks for a password: install by hand. {}", told(lacking, &[]));
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

fn firefox_program() -> Option<PathBuf> {
    named("FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(program))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_missing_is_told_at_once_with_its_packages() {
        let why = anyhow::anyhow!("axe-core 1.2.3 is not installed");
        let text = told(&NEEDS.iter().collect::<Vec<_>>(), &[why]);
        for word in
            ["chromium-driver", "fonts-wqy-microhei", "nodejs", "axe-core 1.2.3", "cargo xtask install"]
        {
            assert!(text.contains(word), "{word}: {text}");
        }
    }

    #[test]
    fn a_program_is_found_on_the_search_path_or_not_at_all() {
        assert!(program("sh").is_some());
        assert_eq!(program("no-such-program-on-any-machine"), None);
    }
}
