use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use shared::{date::PartialDate, quantity::Quantity, snapshot::Snapshot};

use super::*;
use crate::exports::tests::shili;

fn opened(snapshot: &Snapshot) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx(snapshot).unwrap())).unwrap()
}

fn sheet(snapshot: &Snapshot, name: &str) -> Range<Data> {
    opened(snapshot).worksheet_range(name).unwrap()
}

/// A number as Excel holds it, with as many decimals as the snapshot prints.
fn number(cell: &Data, like: Quantity) -> Quantity {
    let Data::Float(value) = cell else { panic!("no number: {cell:?}") };
    format!("{value:.*}", usize::from(like.scale())).parse().unwrap()
}

#[test]
fn a_reader_of_the_file_gets_the_snapshots_values() {
    let mut snapshot = shili();
    let margin = Some("0.50".parse().unwrap());
    snapshot.indicators[6].readings[0].margin = margin;
    snapshot.indicators[6].latest.as_mut().unwrap().margin = margin;
    let mut workbook = opened(&snapshot);
    assert_eq!(workbook.sheet_names(), ["目标完成情况", "数据明细", "任务进展", "说明"]);
    let results = workbook.worksheet_range("目标完成情况").unwrap();
    let heads: Vec<String> = results.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(heads, RESULTS.map(|(name, _)| name));
    for (row, indicator) in results.rows().skip(1).zip(&snapshot.indicators) {
        assert_eq!(row[0].to_string(), indicator.id.as_str());
        assert_eq!(row[8].to_string(), words::status(indicator.verdict.status, LANG));
        if let Some(goal) = &indicator.goal {
            assert_eq!(number(&row[4], goal.value), goal.value);
        }
        let margin = indicator.latest.as_ref().and_then(|reading| reading.margin);
        assert_eq!(margin.map(|margin| number(&row[11], margin)), margin, "{}", indicator.id);
    }
    let readings = snapshot.indicators.iter().flat_map(|indicator| &indicator.readings);
    let values = workbook.worksheet_range("数据明细").unwrap();
    assert_eq!(values.height(), readings.clone().count() + 1);
    for (row, reading) in values.rows().skip(1).zip(readings) {
        match reading.value {
            Some(value) => assert_eq!(number(&row[4], value), value, "{}", reading.id),
            None => assert!(matches!(row[4], Data::String(_)), "a step is a word"),
        }
        match reading.margin {
            Some(margin) => assert_eq!(number(&row[5], margin), margin, "{}", reading.id),
            None => assert_eq!(row[5], Data::Empty, "no margin is an empty cell"),
        }
        let Data::DateTime(day) = &row[7] else { panic!("no day: {:?}", row[7]) };
        let (year, month, day, ..) = day.to_ymd_hms_milli();
        assert_eq!(format!("{year:04}-{month:02}-{day:02}"), reading.as_of.to_string());
    }
    assert_eq!(workbook.worksheet_range("任务进展").unwrap().height(), snapshot.tasks.len() + 1);
}

#[test]
fn a_part_of_a_year_stands_after_the_full_years_and_is_called_so() {
    let mut snapshot = shili();
    let at = snapshot.indicators.iter().position(|indicator| indicator.id.as_str() == "i2").unwrap();
    let readings = &mut snapshot.indicators[at].readings;
    let (first, last) = (readings[0].clone(), readings.last().unwrap().clone());
    for (place, year, month, like) in [(1, 2022, 6, first), (readings.len(), 2024, 9, last)] {
        readings.insert(place, Reading { period: PartialDate::Month(year, month), ..like });
    }
    let values = sheet(&snapshot, "数据明细");
    let of = |id: &str| -> Vec<String> {
        let rows = values.rows().filter(|row| row[0] == id);
        rows.map(|row| format!("{} {}", row[2], row[3])).collect()
    };
    assert_eq!(
        of("i2"),
        [
            "2021 年 全年",
            "2022 年 全年",
            "2023 年 全年",
            "2024 年 全年",
            "2022 年 1—6 月 部分年度",
            "2024 年 1—9 月 部分年度",
        ]
    );
    assert!(of("i1").iter().all(|row| row.ends_with("年 ")), "a level has no span: {:?}", of("i1"));
}

#[test]
fn what_looks_like_a_formula_is_text() {
    let mut snapshot = shili();
    for (at, evil) in ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "＝1", "+1"].into_iter().enumerate() {
        evil.clone_into(&mut snapshot.indicators[at].name.zh);
        snapshot.indicators[at].quote = format!("=HYPERLINK(\"http://{at}\")");
    }
    let mut workbook = opened(&snapshot);
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "{name}");
    }
    let results = workbook.worksheet_range("目标完成情况").unwrap();
    assert_eq!(results.get((1, 1)), Some(&Data::String("=1+1".to_owned())));
}

#[test]
fn only_allowed_addresses_are_links() {
    let mut snapshot = shili();
    for (at, url) in [(0, "https://www.gongshu.gov.cn/a"), (1, "https://example.com/"), (2, "javascript:x")] {
        let latest = snapshot.indicators[at].latest.as_mut().unwrap();
        latest.source.url = Some(url.to_owned());
    }
    let bytes = xlsx(&snapshot).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let links: Vec<String> = (0..archive.len())
        .filter_map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let is_links = part.name().starts_with("xl/worksheets/_rels/");
            is_links.then(|| std::io::read_to_string(&mut part).unwrap())
        })
        .collect();
    let links = links.concat();
    assert_eq!(links.matches("<Relationship ").count(), 1, "{links}");
    assert!(links.contains("https://www.gongshu.gov.cn/a"));
}

#[test]
fn the_notes_say_what_to_know_before_quoting() {
    let notes: Vec<String> =
        sheet(&shili(), "说明").rows().map(|row| format!("{}：{}", row[0], row[1])).collect();
    let notes = notes.join("\n");
    for words in ["演示", "判定方法", "数字均为演示", "缺数据不计为零", "SHA-256 464d"] {
        assert!(notes.contains(words), "{words}: {notes}");
    }
}

#[test]
fn the_same_snapshot_gives_the_same_bytes() {
    assert!(xlsx(&shili()).unwrap() == xlsx(&shili()).unwrap());
}

#[test]
fn the_longest_text_still_fits_a_cell() {
    let mut snapshot = shili();
    snapshot.indicators[0].quote = "长".repeat(40_000);
    let results = sheet(&snapshot, "目标完成情况");
    assert!(results.get((1, 17)).unwrap().to_string().ends_with("全文见 JSON）"));
}
