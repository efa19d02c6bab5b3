use std::time::Instant;

use super::*;

fn text(text: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="720" height="60"><text y="40" font-size="20">{text}</text></svg>"#
    )
}

/// All that the font has.
const CHARACTERS: &str = include_str!("../../fonts/characters.txt");

#[test]
fn a_character_outside_the_font_gives_no_picture_and_is_named() {
    assert_eq!(png(&text("专利𠮷")), Err(PictureError::Character('𠮷')));
    assert_eq!(png(&text("专利😀龘")), Err(PictureError::Character('😀')));
    let told = PictureError::Character('龘').to_string();
    assert!(told.contains("“龘”（U+9F98）") && told.contains("SVG"), "{told}");
}

#[test]
fn every_character_of_the_list_has_a_shape() {
    for line in CHARACTERS.lines() {
        let line: String = line.chars().filter(|c| !matches!(c, '&' | '<')).collect();
        assert_ne!(png(&text(&line)).unwrap(), png(&text("")).unwrap(), "{line}");
    }
}

#[test]
fn the_same_picture_has_the_same_bytes_and_is_drawn_soon() {
    let svg = text("每万人高价值发明专利拥有量 ✓✕◇▲◐▽▼△○□…–≥≤≈");
    let first = png(&svg).unwrap();
    let begun = Instant::now();
    assert_eq!(png(&svg).unwrap(), first);
    assert!(begun.elapsed().as_secs() < 5);
    assert!(first.starts_with(b"\x89PNG\r\n\x1a\n"));
}

#[test]
fn too_high_a_picture_is_refused() {
    let tower = r#"<svg xmlns="http://www.w3.org/2000/svg" width="720" height="100000"/>"#;
    assert_eq!(png(tower), Err(PictureError::Size(200_000)));
}

#[test]
fn what_is_no_svg_is_no_picture() {
    assert!(matches!(png("<p>"), Err(PictureError::Drawing(_))));
}
