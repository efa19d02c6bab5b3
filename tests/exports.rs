//! What leaves the system: the folder of plain files says what the running service says, and reports are never written
//! over.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::Result;

use crate::support::root;
use crate::support::service::{self, start};

const PACKS: [&str; 4] = ["--data", "data/gongshu", "--data", "data/shili"];

fn zhice(arguments: &[&str], out: &Path) -> Result<Output> {
    let mut command = Command::new(service::zhice()?);
    command.current_dir(root()).env_remove("ZHICE_DATA").env_remove("ZHICE_DB");
    Ok(command.args(arguments).arg("--out").arg(out).output()?)
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[tokio::test]
async fn the_folder_says_what_the_service_says() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let service = start(folder.path()).await?;
    let (site, store) = (folder.path().join("site"), folder.path().join("zhice.db"));
    let db = format!("sqlite://{}", store.display());
    let rendered = zhice(&[&["render", "--db", &db], PACKS.as_slice()].concat(), &site)?;
    assert!(rendered.status.success(), "{}", told(&rendered));
    for plan in ["gongshu", "shili"] {
        let api = format!("api/v1/plans/{plan}");
        let json =
            serde_json::from_slice::<serde_json::Value>(&fs::read(site.join(&api).join("index.json"))?)?;
        assert_eq!(json, service.json(&format!("/{api}")).await?, "{plan}");
        for name in ["figures.csv", "figures.xlsx", "snapshot.bin"] {
            let served = service.get(&format!("/{api}/{name}")).await?.error_for_status()?.bytes().await?;
            assert!(fs::read(site.join(&api).join(name))? == served, "{plan} {name}");
        }
        let entries = |feed: &str| -> Vec<String> {
            feed.split("<id>")
                .skip(1)
                .filter_map(|rest| Some(rest.split_once("</id>")?.0.to_owned()))
                .collect()
        };
        let feed = fs::read_to_string(site.join(&api).join("feed.atom"))?;
        assert_eq!(entries(&feed), entries(&service.text(&format!("/{api}/feed.atom")).await?));
    }
    let schema = service.text("/api/v1/schemas/snapshot-1.json").await?;
    assert_eq!(fs::read_to_string(site.join("api/v1/schemas/snapshot-1.json"))?, schema);
    assert_eq!(fs::read_to_string(root().join("docs/schema/snapshot-1.json"))?, schema);
    Ok(())
}

#[test]
fn a_site_takes_the_place_of_a_former_one_only() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    for _ in 0..2 {
        let rendered = zhice(&["render", "--data", "data/shili"], &site)?;
        assert!(rendered.status.success(), "{}", told(&rendered));
    }
    fs::write(site.join("CNAME"), "example.gov.cn")?;
    let refused = zhice(&["render", "--data", "data/shili"], &site)?;
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("CNAME"), "{}", told(&refused));
    assert_eq!(fs::read_to_string(site.join("CNAME"))?, "example.gov.cn");
    fs::remove_file(site.join("CNAME"))?;
    fs::remove_file(site.join("zhice-site.json"))?;
    let refused = zhice(&["render", "--data", "data/shili"], &site)?;
    assert_eq!(refused.status.code(), Some(1));
    assert!(told(&refused).contains("换一个 --out"), "{}", told(&refused));
    Ok(())
}

#[test]
fn a_report_is_written_once_and_wrong_periods_are_explained() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("a.docx");
    let quarter = ["report", "--data", "data/shili", "--period", "2024Q3"];
    assert!(zhice(&quarter, &file)?.status.success());
    let again = zhice(&quarter, &file)?;
    assert_eq!(again.status.code(), Some(1));
    assert!(told(&again).contains("已有同名文件"), "{}", told(&again));
    let other = folder.path().join("b.docx");
    let outside = zhice(&["report", "--data", "data/shili", "--period", "2020Q1"], &other)?;
    assert!(told(&outside).contains("2020年第一季度不在方案期 2021—2024 年内"), "{}", told(&outside));
    assert_eq!(
        zhice(&["report", "--data", "data/shili", "--period", "2024"], &other)?.status.code(),
        Some(2)
    );
    assert!(!other.exists());
    Ok(())
}
