//! A plan as it is now, as a folder that nothing changes any more: fragments to paste, a page, the widget and the data,
//! each pinned by its digest. No service is needed to keep it valid.

use std::io::{Cursor, Write as _};

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use sha2::{Digest as _, Sha256};
use shared::{binary::Binary as _, judging::Judged, lang::Lang, snapshot::Snapshot};
use widget::{Links, Look, Show};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    Addresses, BasePath, Files, Folder, RenderError, expand, folder::views, of_plan, page, plain::plain,
};
use crate::exports;

/// The loader, by its path in `www/` and in the folder.
const LOADER: &str = "embed/v1/plan-progress.js";
/// What is written into the folder for a person to read.
const README: &str = "README.txt";
/// The digest of every file, as `sha256sum -c` reads them.
const SUMS: &str = "SHA256SUMS";

/// Where the folder will stand on the portal, when nobody says.
pub fn usual_place(snapshot: &Snapshot) -> String {
    format!("/zhice-{}", snapshot.plan)
}

/// The files. `at` is the folder's address on the portal, which the fragments name; the page in it works anywhere.
pub async fn frozen(judged: &Judged, at: &BasePath) -> Result<Folder, RenderError> {
    let snapshot = &judged.snapshot;
    let mut files = Folder::new();
    for name in Files::iter().filter(|name| {
        name.starts_with("embed/v1/") && !name.ends_with(".br") && !name.ends_with("manifest.json")
    }) {
        if let Some(file) = Files::get(&name) {
            files.insert(name.into_owned(), file.data.into_owned());
        }
    }
    files.entry("embed/v1/widget.css".to_owned()).or_insert_with(|| widget::STYLE.as_bytes().to_vec());
    let data = snapshot.to_bytes()?;
    let pinned = Pinned { data: format!("snapshot.{}.bin", &hex(&data)[..16]), integrity: integrity(&data) };
    files.insert(pinned.data.clone(), data);
    files.insert("index.json".to_owned(), serde_json::to_vec(judged)?);
    files.insert("figures.csv".to_owned(), exports::csv(snapshot)?);
    pages(&mut files, snapshot, &pinned, at.as_str()).await?;
    files.insert(README.to_owned(), readme(snapshot, at.as_str()).into_bytes());
    let sums: Vec<String> = files.iter().map(|(name, bytes)| format!("{}  {name}\n", hex(bytes))).collect();
    files.insert(SUMS.to_owned(), sums.concat().into_bytes());
    Ok(files)
}

/// The folder in one file. The same folder gives the same bytes.
pub fn zipped(files: &Folder) -> Result<Vec<u8>, RenderError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes).map_err(zip::result::ZipError::Io)?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The data of the folder.
struct Pinned {
    data: String,
    integrity: String,
}

async fn pages(
    files: &mut Folder,
    snapshot: &Snapshot,
    pinned: &Pinned,
    at: &str,
) -> Result<(), RenderError> {
    let template = page("frozen.html").ok_or(RenderError::Page("frozen.html"))?;
    for lang in [Lang::Zh, Lang::En] {
        let show = Show { lang, ..Show::default() };
        let inside = fragment(files, snapshot, show, pinned, ".").await;
        let mut values = of_plan(snapshot, lang, &Addresses::from_depth(0));
        values.retain(|(name, _)| *name != "OTHER_PAGE");
        values.push(("OTHER_PAGE", lang.pick("en.html", "index.html").to_owned()));
        let html = expand(&template, &values, &[inside]);
        files.insert(lang.pick("index.html", "en.html").to_owned(), html.into_bytes());
        let ending = lang.pick("html", "en.html");
        for (name, view) in views(snapshot) {
            let show = Show { lang, view, look: Look::default(), links: links(at, lang) };
            let alone = fragment(files, snapshot, show.clone(), pinned, at).await;
            files.insert(format!("snippet{name}.{ending}"), alone.into_bytes());
            let alone = plain(&widget::render_static(snapshot.clone(), show).await);
            files.insert(format!("plain{name}.{ending}"), alone.into_bytes());
        }
    }
    Ok(())
}

fn links(at: &str, lang: Lang) -> Links {
    Links {
        page: Some(format!("{at}/{}", lang.pick("index.html", "en.html"))),
        json: Some(format!("{at}/index.json")),
        csv: Some(format!("{at}/figures.csv")),
        ..Links::default()
    }
}

/// The element with its static content, and what it needs by address and digest. The loader knows the digests of the
/// rest.
async fn fragment(files: &Folder, snapshot: &Snapshot, show: Show, pinned: &Pinned, at: &str) -> String {
    let show = Show { links: links(at, show.lang), ..show };
    let tag = |before: &str, name: &str, after: &str| {
        let bytes = files.get(name).map(Vec::as_slice).unwrap_or_default();
        format!("<{before}=\"{at}/{name}\" integrity=\"{}\">{after}\n", integrity(bytes))
    };
    let mut html = tag("link rel=\"stylesheet\" href", "embed/v1/widget.css", "");
    let src = format!("{at}/{}", pinned.data);
    html += &widget::render_snippet(snapshot.clone(), show, &src, Some(&pinned.integrity)).await;
    html.push('\n');
    if files.contains_key(LOADER) {
        html += &tag("script type=\"module\" src", LOADER, "</script>");
    }
    html
}

fn readme(snapshot: &Snapshot, at: &str) -> String {
    let (title, day) = (&snapshot.title.zh, snapshot.as_of);
    format!(
        "{title}：目标完成情况（冻结版）\n\n\
         本文件夹是 {day} 生成的固定内容：代码、wasm 和数据都以摘要（SHA-256）固定，不再变化，也不访问任何其他网站或服务。\n\n\
         怎么用\n\
         1. 把整个文件夹放到门户网站的 {at}/ 目录下。放在别的位置时，片段里的地址要一起改：请重新生成并写明 --at。\n\
         2. 在栏目页面里粘贴或包含 snippet.html（英文为 snippet.en.html；其他部分见 snippet-*.html）。\n\
         - 编辑器不保留脚本和样式的，改用 plain.html：只有标题、段落、列表和表格。\n\
         3. 也可以直接链接 index.html：它用相对地址，放在哪里都能打开。\n\n\
         内容安全策略（CSP）\n\
         - 静态内容：style-src 'self'\n\
         - 交互组件：script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'\n\
         - 缺哪一项都只是少一样功能，静态内容照常显示；任何文件与摘要不符时也一样。\n\n\
         不设 Cookie，不存储，不收集，不发送任何数据。\n\
         核对文件：sha256sum -c {SUMS}\n\
         要换成新的数据，请重新生成整个文件夹；旧的片段不会自动变化。\n"
    )
}

/// A digest as browsers compare it (Subresource Integrity).
pub(crate) fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
