//! The screens of docs/screenshots: those that the end-to-end tests left in target/screens, the looks of a view side by
//! side, in at most 256 colours.

use std::collections::{BTreeMap, BTreeSet};
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
/// How many colours a palette holds.
const COLOURS: usize = 256;

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
    Ok(Picture { rows: bytes.chunks_exact(frame.line_size).map(row).collect() })
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
    for colour in picture.rows.iter().flatten() {
        let at = *nearest.entry(*colour).or_insert_with(|| {
            (0_u8..).zip(&palette).min_by_key(|(_, known)| distance(**known, *colour)).map_or(0, |(at, _)| at)
        });
        bytes.push(at);
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

/// The colours that occur most often, those alike counted as one.
fn palette(picture: &Picture) -> Vec<Colour> {
    let mut counts: BTreeMap<Colour, usize> = BTreeMap::new();
    for colour in picture.rows.iter().flatten() {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let mut alike = BTreeSet::new();
    let coarse = |colour: Colour| colour.map(|part| part / 12);
    counts
        .iter()
        .map(|(colour, _)| *colour)
        .filter(|colour| alike.insert(coarse(*colour)))
        .take(COLOURS)
        .collect()
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
    fn a_palette_holds_the_commonest_colours_and_the_rest_go_to_the_nearest() {
        let folder = tempfile::tempdir().unwrap();
        let shades = (0..=255).flat_map(|red| (0..8).map(move |green| [red, green * 32, 0]));
        let picture = Picture { rows: vec![shades.collect(), vec![[9, 9, 9]; 2048]] };
        assert_eq!(palette(&picture).len(), COLOURS.min(22 * 8));
        assert_eq!(palette(&picture)[0], [9, 9, 9]);
        let path = folder.path().join("shades.png");
        write(&path, &picture).unwrap();
        let again = read(&path).unwrap();
        let far = |(one, other): (&Colour, &Colour)| distance(*one, *other) > 3 * 12 * 12;
        assert!(!again.rows[0].iter().zip(&picture.rows[0]).any(far));
    }

    #[test]
    fn a_screen_that_was_not_taken_is_named() {
        let error = read(Path::new("nowhere/badge-light-320.png")).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains("badge-light-320.png") && error.contains("cargo xtask test"), "{error}");
    }
}
