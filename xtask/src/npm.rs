//! Packages from npm, of the versions that a lock file pins, for the tests alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::project::{Project, run};

/// The packages of a folder below `tests`, where all that it asks for is there in the pinned versions.
pub(crate) fn installed(project: &Project, folder: &str) -> Result<PathBuf> {
    let folder = project.root.join("tests").join(folder);
    let modules = folder.join("node_modules");
    let wanted = json(&folder.join("package.json"))?;
    let lock = json(&folder.join("package-lock.json"))?;
    let names = wanted["dependencies"].as_object().context("package.json asks for nothing")?.keys();
    for name in names {
        let version = pinned(&lock, name)?;
        let file = modules.join(name).join("package.json");
        ensure!(file.is_file(), "{name} {version} is not installed");
        let there = json(&file)?;
        ensure!(there["version"] == *version, "{name} is {}, and {version} is wanted", there["version"]);
    }
    Ok(modules)
}

/// The same, after installing what is not there.
pub(crate) fn see_to(project: &Project, folder: &str) -> Result<PathBuf> {
    installed(project, folder).or_else(|why| {
        println!("{why:#}");
        let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        run(Command::new("npm").current_dir(project.root.join("tests").join(folder)).args(arguments))?;
        installed(project, folder)
    })
}

fn pinned(lock: &Value, name: &str) -> Result<String> {
    let version = &lock["packages"][format!("node_modules/{name}")]["version"];
    Ok(version.as_str().with_context(|| format!("package-lock.json names no version of {name}"))?.to_owned())
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
    fn the_version_comes_from_the_lock_file() {
        let lock = json!({"packages": {"node_modules/axe-core": {"version": "4.0.0"}}});
        assert_eq!(pinned(&lock, "axe-core").unwrap(), "4.0.0");
        assert!(pinned(&json!({}), "axe-core").is_err());
    }

    #[test]
    fn another_version_than_the_pinned_one_is_not_there() {
        let root = tempfile::tempdir().unwrap();
        let project = Project { root: root.path().to_owned(), target: root.path().join("target") };
        let write = |path: &str, value: Value| {
            let path = root.path().join("tests/rules").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, value.to_string()).unwrap();
        };
        write("package.json", json!({"dependencies": {"a": "1.0.0"}}));
        write("package-lock.json", json!({"packages": {"node_modules/a": {"version": "1.0.0"}}}));
        assert!(installed(&project, "rules").unwrap_err().to_string().contains("a 1.0.0 is not installed"));
        write("node_modules/a/package.json", json!({"version": "2.0.0"}));
        assert!(installed(&project, "rules").unwrap_err().to_string().contains("1.0.0 is wanted"));
        write("node_modules/a/package.json", json!({"version": "1.0.0"}));
        assert!(installed(&project, "rules").unwrap().ends_with("tests/rules/node_modules"));
    }
}
