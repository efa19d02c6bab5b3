//! The screens of docs/screenshots: those that the end-to-end tests left in target/screens, the looks of a view side by
//! side, in few colours.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

use crate::project::Project;

/// The views of a plan, as the tests name their screens.
const VIEWS: [&str; 8] = ["overview", "compact", "indicator", "tasks", "units", "unit", "timeline", "badge"];
/// The looks from left to right.
const LOOKS: [&str; 4] = ["light", "dark", "forced", "care"];
/// The pages that are shown as they are.
const PAGES: [&str; 3] = ["gongshu", "shili", "chat"];
/// The widths of the windows, in pixels.
const WIDTHS: [u32; 2] = [1040, 320];
/// Between two looks, in pixels.
const GAP: usize = 16;
/// What is behind them.
const GROUND: Colour = [0x80, 0x80, 0x80];
/// Where a picture ends, in pixels: what an overview shows below stands in the views of its parts.
const TALLEST: usize = 3600;
/// How many colours a picture has.
const COLOURS: usize = 32;

type Colour = [u8; 3];

/// Writes all of them.
pub(crate) fn join(project: &Project) -> Result<()> {
    let from = project.root.join("target/screens");
    let to = project.root.join("docs/screenshots");
    let mut all = 0;
    for width in WIDTHS {
        for view in VIEWS {
            let looks = LOOKS.map(|look| from.join(format!("views/{view}-{look}-{width}.png")));
            let looks = looks.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?;
            all += write(&to.join(format!("{view}-{width}.png")), &beside(&looks))?;
        }
        for page in PAGES {
            let name = format!("{page}-{width}.png");
            all += write(&to.join(&name), &read(&from.join(&name))?)?;
        }
    }
    println!("docs/screenshots, {all} bytes");
    Ok(())
}

/// A picture, row by row; every row is as long as the first.
struct Picture {
    rows: Vec<Vec<Colour>>,
}

impl Picture {
    /// Pixels of one colour that follow each other in a row.
    fn runs(&self) -> impl Iterator<Item = &[Colour]> {
        self.rows.iter().flat_map(|row| row.chunk_by(|one, next| one == next))
    }
}

fn read(path: &Path) -> Result<Picture> {
    let name = path.display();
    let file = File::open(path)
        .with_context(|| format!("{name} is not there: `cargo xtask test` takes the screens"))?;
    let mut decoder = Decoder::new(BufReader::new(file));
    decoder.set_transformations(Transformations::normalize_to_color8() | Transformations::ALPHA);
    let mut reader = decoder.read_info().with_context(|| format!("cannot read {name}"))?;
    let size = reader.output_buffer_size().with_context(|| format!("{name} is too large"))?;
    let mut bytes = vec![0; size];
    let frame = reader.next_frame(&mut bytes).with_context(|| format!("cannot read {name}"))?;
    ensure!(frame.color_type == ColorType::Rgba && frame.width > 0, "{name} is no picture in colours");
    let row = |line: &[u8]| line.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Ok(Picture { rows: bytes.chunks_exact(frame.line_size).take(TALLEST).map(row).collect() })
}

/// Pictures side by side, their tops in a line.
fn beside(pictures: &[Picture]) -> Picture {
    let height = pictures.iter().map(|picture| picture.rows.len()).max().unwrap_or_default();
    let row = |y: usize| {
        let parts = pictures.iter().map(|picture| {
            let width = picture.rows.first().map_or(0, Vec::len);
            picture.rows.get(y).cloned().unwrap_or_else(|| vec![GROUND; width])
        });
        parts.collect::<Vec<_>>().join(&[GROUND; GAP][..])
    };
    Picture { rows: (0..height).map(row).collect() }
}

/// Writes a picture in a palette; returns how many bytes it takes.
fn write(path: &Path, picture: &Picture) -> Result<u64> {
    let palette = palette(picture);
    let mut nearest = BTreeMap::new();
    let mut bytes = Vec::new();
    for run in picture.runs() {
        let at = *nearest.entry(run[0]).or_insert_with(|| {
            (0..=u8::MAX)
                .zip(&palette)
                .min_by_key(|(_, known)| distance(**known, run[0]))
                .map_or(0, |(at, _)| at)
        });
        bytes.resize(bytes.len() + run.len(), at);
    }
    let width = picture.rows.first().map_or(0, Vec::len);
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut encoder =
        Encoder::new(BufWriter::new(file), u32::try_from(width)?, u32::try_from(picture.rows.len())?);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&bytes)?;
    writer.finish()?;
    Ok(fs::metadata(path)?.len())
}

/// The colours that stand for all: the next is always the one that is missed most, by how often it occurs and how far it
/// is from those taken before.
fn palette(picture: &Picture) -> Vec<Colour> {
    let mut counts: BTreeMap<Colour, u64> = BTreeMap::new();
    for run in picture.runs() {
        *counts.entry(run[0]).or_default() += run.len() as u64;
    }
    let mut missed: Vec<_> = counts.into_iter().map(|(colour, count)| (colour, count, u32::MAX)).collect();
    let mut taken = Vec::new();
    while taken.len() < COLOURS
        && let Some((colour, _, far)) = missed.iter().max_by_key(|(_, count, far)| count * u64::from(*far))
        && *far > 0
    {
        let colour = *colour;
        taken.push(colour);
        for (other, _, far) in &mut missed {
            *far = distance(colour, *other).min(*far);
        }
    }
    taken
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_in_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let picture = |colour, width, height| Picture { rows: vec![vec![colour; width]; height] };
        let (red, white) = ([0xa1, 0x28, 0x1f], [0xff; 3]);
        let joined = beside(&[picture(red, 3, 2), picture(white, 2, 1)]);
        let path = folder.path().join("joined.png");
        let bytes = write(&path, &joined).unwrap();
        assert_eq!(bytes, fs::metadata(&path).unwrap().len());
        let again = read(&path).unwrap();
        let row = |last| [&[red; 3][..], &[GROUND; GAP], &[last; 2]].concat();
        assert_eq!(again.rows, [row(white), row(GROUND)]);
    }

    #[test]
    fn a_palette_holds_what_is_rare_but_unlike_and_the_rest_go_to_the_nearest() {
        let folder = tempfile::tempdir().unwrap();
        let red = [0xa1, 0x28, 0x1f];
        let greys: Vec<_> = (0..=255).map(|grey| [grey; 3]).collect();
        let mut rows = vec![greys; 100];
        rows[50][..10].fill(red);
        let picture = Picture { rows };
        let colours = palette(&picture);
        assert_eq!(colours.len(), COLOURS);
        assert!(colours.contains(&red));
        let path = folder.path().join("greys.png");
        write(&path, &picture).unwrap();
        let far = |(one, other): (&Colour, &Colour)| distance(*one, *other) > 3 * 8 * 8;
        assert!(!read(&path).unwrap().rows[0].iter().zip(&picture.rows[0]).any(far));
    }

    #[test]
    fn a_screen_that_was_not_taken_is_named() {
        let error = read(Path::new("nowhere/badge-light-320.png")).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("badge-light-320.png") && error.contains("cargo xtask test"), "{error}");
    }
}
