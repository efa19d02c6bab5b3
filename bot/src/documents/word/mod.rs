//! `.docx`: the running text with its automatic numbers, headings and tables.
//!
//! Read with our own pull parser and not with docx-rs: that one builds the whole document as objects, drops what it does
//! not know (text in content controls, text boxes, changes), leaves numbers uncounted and has no bounds.

mod body;
mod field;
mod numbering;
mod paragraph;
mod styles;
mod symbol;
mod table;
mod xml;

use shared::plan_text::Block;

use self::{body::Body, numbering::Numbering, styles::Styles, xml::Xml};
use super::MAX_BLOCKS;
use crate::office::{ContainerError, Package, container};

/// The main part, where the container does not say otherwise.
const MAIN: &str = "word/document.xml";
/// Its text has at most this many bytes.
const MAX_TEXT: usize = 32 * 1024 * 1024;

/// Why a Word file cannot be read. The caller says which file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// The container cannot be opened.
    #[error(transparent)]
    Container(#[from] ContainerError),
    /// A part is no XML of Office.
    #[error("文件里的 {part} 不是完整的 XML，文件已损坏；请用 Word 或 WPS 打开修复后另存")]
    Broken {
        /// Its name.
        part: String,
    },
    /// Elements within elements without end.
    #[error("文件里的 {part} 嵌套过深，不像是正常的文档；未读取。请用 Word 或 WPS 打开后另存为新文件")]
    Deep {
        /// Its name.
        part: String,
    },
    /// More text than any plan.
    #[error("文档内容过多（超过 {MAX_BLOCKS} 段或 {} MiB 文字）；请只保留方案正文后再试", MAX_TEXT / 1024 / 1024)]
    TooMuch,
}

/// Reads the blocks of a Word file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Block>, WordError> {
    let mut container = container::open(bytes, Package::Document)?;
    let main = related(&mut container, "", "officeDocument")?.unwrap_or_else(|| MAIN.to_owned());
    let styles = match related(&mut container, &main, "styles")? {
        Some(part) => Styles::read(&part, &xml::decode(&part, &container.read(&part)?)?)?,
        None => Styles::default(),
    };
    let numbering = match related(&mut container, &main, "numbering")? {
        Some(part) => Numbering::read(&part, &xml::decode(&part, &container.read(&part)?)?)?,
        None => Numbering::default(),
    };
    let bytes = container.read(&main)?;
    let text = xml::decode(&main, &bytes)?;
    Body::new(Xml::new(&main, &text), &styles, numbering).read()
}

/// The part that stands in a relation to another one, where there is one. The container itself is named "".
fn related(
    container: &mut container::Container<'_>,
    from: &str,
    relation: &str,
) -> Result<Option<String>, WordError> {
    let (folder, name) = from.rsplit_once('/').map_or(("", from), |(folder, name)| (folder, name));
    let relations = format!("{folder}/_rels/{name}.rels").trim_start_matches('/').to_owned();
    if !container.has(&relations) {
        return Ok(None);
    }
    let bytes = container.read(&relations)?;
    let text = xml::decode(&relations, &bytes)?;
    let mut xml = Xml::new(&relations, &text);
    let mut found = None;
    xml.child()?;
    while let Some(element) = xml.child()? {
        let kind = element.attribute("Type").unwrap_or_default();
        if found.is_none() && kind.rsplit('/').next() == Some(relation) {
            found = element.attribute("Target").map(|target| resolved(folder, &target));
        }
        xml.skip()?;
    }
    Ok(found.filter(|part| container.has(part)))
}

/// A target is relative to the folder of the part that names it, or begins at the root.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests;
