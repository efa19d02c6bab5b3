//! Every page that is sent and every file of a rendered site is valid HTML.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::support::service::{self, Service};
use crate::support::{root, validator};

const VIEWS: [&str; 7] = [
    "view=overview",
    "view=compact",
    "view=indicator&indicator=i4",
    "view=tasks",
    "view=units",
    "view=timeline",
    "view=badge",
];
const LOOKS: [&str; 4] = ["", "&mode=care", "&theme=dark", "&mode=care&theme=auto"];

#[tokio::test]
async fn every_page_of_the_service_is_valid() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = service::start(folder.path()).await?;
    let mut pages = Vec::new();
    for path in ["/", "/chat", "/chat?plan=gongshu"] {
        pages.push(page(&service, path).await?);
    }
    pages.push(("404".to_owned(), service.get("/p/nirgends").await?.text().await?));
    for plan in ["gongshu", "shili"] {
        for lang in ["zh-CN", "en"] {
            for look in LOOKS {
                for view in VIEWS {
                    pages.push(page(&service, &format!("/p/{plan}?{view}&lang={lang}{look}")).await?);
                }
                pages.push(page(&service, &format!("/p/{plan}/schemes?lang={lang}{look}")).await?);
            }
        }
    }
    validator::assert_valid(&pages)
}

#[test]
fn every_file_of_a_rendered_site_is_valid() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let out = folder.path().join("site");
    let rendered = Command::new(service::zhice()?)
        .current_dir(root())
        .args(["render", "--data", "data/gongshu", "--data", "data/shili", "--out"])
        .arg(&out)
        .output()?;
    ensure!(rendered.status.success(), "{}", String::from_utf8_lossy(&rendered.stderr));
    let mut pages = Vec::new();
    gather(&out, &mut pages)?;
    assert!(pages.len() > 40, "{} pages", pages.len());
    validator::assert_valid(&pages)
}

/// Control: a fault is found, and told with its page.
#[test]
fn an_invalid_page_is_noticed() {
    let page = (
        "the bad page".to_owned(),
        "<!doctype html><html lang=\"en\"><body><p><div></div></p></body></html>".to_owned(),
    );
    let error = validator::assert_valid(&[page]).unwrap_err().to_string();
    assert!(error.contains("the bad page:1"), "{error}");
}

async fn page(service: &Service, path: &str) -> Result<(String, String)> {
    Ok((path.to_owned(), service.text(path).await?))
}

fn gather(folder: &Path, pages: &mut Vec<(String, String)>) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, pages)?;
        } else if path.extension().is_some_and(|extension| extension == "html") {
            pages.push((path.display().to_string(), std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
