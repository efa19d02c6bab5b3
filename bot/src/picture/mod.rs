//! The picture of a target as PNG, drawn from its SVG with the one font that is built in.

#[cfg(test)]
mod tests;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{FontResolver, Options, Tree, fontdb},
};
use shared::{id::IndicatorId, lang::Lang, snapshot::Snapshot, words};
use tokio::runtime::Handle;

use crate::dialogue::Drawn;

/// See `bot/fonts`.
const FONT: &[u8] = include_bytes!("../../fonts/pictures.otf");
/// How many pixels of the PNG there are to one of the SVG.
const SHARPNESS: u16 = 2;
/// The highest picture that is drawn, in pixels of the PNG.
const HIGHEST: u32 = 6_000;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(FONT.to_vec());
    Arc::new(fonts)
});

/// Why there is no PNG.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PictureError {
    /// A character has no shape in the font: rather no picture than one with boxes.
    #[error(
        "内置字体里没有“{0}”（U+{code:04X}），因此不生成 PNG；请改用 SVG，或把这个字加入 bot/fonts 后重新构建",
        code = u32::from(*.0)
    )]
    Character(char),
    /// More than is drawn.
    #[error("图高 {0} 像素，超过上限 {HIGHEST}；请改用 SVG")]
    Size(u32),
    /// The SVG or the PNG is not what it should be; our fault.
    #[error("图没有画成：{0}")]
    Drawing(String),
}

/// Draws an SVG made by [`widget::render_picture`]. Takes some milliseconds: not for an async thread.
pub fn png(svg: &str) -> Result<Vec<u8>, PictureError> {
    let unknown = Arc::new(Mutex::new(None));
    let tree = tree(svg, &unknown)?;
    if let Some(character) = *unknown.lock().unwrap_or_else(PoisonError::into_inner) {
        return Err(PictureError::Character(character));
    }
    let size = tree.size().to_int_size().scale_by(f32::from(SHARPNESS));
    let size = size.ok_or_else(|| PictureError::Drawing("没有大小".to_owned()))?;
    if size.height() > HIGHEST {
        return Err(PictureError::Size(size.height()));
    }
    let mut pixmap = Pixmap::new(size.width(), size.height())
        .ok_or_else(|| PictureError::Drawing("内存不足".to_owned()))?;
    let scale = Transform::from_scale(f32::from(SHARPNESS), f32::from(SHARPNESS));
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| PictureError::Drawing(error.to_string()))
}

/// The picture that goes with an answer about a target, if it can be drawn as PNG. For a thread of a runtime that may
/// block.
pub(crate) fn drawn(snapshot: Snapshot, indicator: &IndicatorId, lang: Lang) -> Option<Drawn> {
    let runtime = Handle::try_current().ok()?;
    let name = snapshot.indicator(indicator)?.name.pick(lang).to_owned();
    let demo = snapshot.demo.then(|| format!("{} · ", words::demo_notice(lang).0));
    let svg = runtime.block_on(widget::render_picture(snapshot, indicator.clone(), lang))?;
    match png(&svg) {
        Ok(_) => Some(Drawn { svg, caption: demo.unwrap_or_default() + &name }),
        Err(error) => {
            tracing::warn!(%error, %indicator, "回答不附图");
            None
        }
    }
}

/// Reads an SVG; the first character without a shape goes into `unknown`.
fn tree(svg: &str, unknown: &Arc<Mutex<Option<char>>>) -> Result<Tree, PictureError> {
    let unknown = Arc::clone(unknown);
    if FONTS.is_empty() {
        return Err(PictureError::Drawing("内置字体读不出来".to_owned()));
    }
    let font_resolver = FontResolver {
        // Whatever fonts the picture names, there is one.
        select_font: Box::new(|_, fonts| fonts.faces().next().map(|face| face.id)),
        select_fallback: Box::new(move |character, _, _| {
            unknown.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(character);
            None
        }),
    };
    let options = Options { font_resolver, fontdb: Arc::clone(&FONTS), ..Options::default() };
    Tree::from_str(svg, &options).map_err(|error| PictureError::Drawing(error.to_string()))
}
