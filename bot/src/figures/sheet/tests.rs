mod shown;

use std::{
    io::{Cursor, Read, Write},
    path::{Path, PathBuf},
};

use calamine::{Data, Reader, Xlsx};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::{office::fixtures, pack};

/// The day that the demonstration is fixed at.
fn today() -> Date {
    "2025-06-30".parse().unwrap()
}

fn plan() -> Plan {
    let shili = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data/shili");
    pack::load(&[shili], today()).unwrap().remove(0).plan
}

/// A value as it is typed into the template: all cells of its row, in the order of the columns.
type Typed<'a> = [&'a str; 12];

const GOOD: Typed<'_> =
    ["i4", "2024", "2.40", "", "2024-12-31", "最终数", "演示：统计", "", "", "演示：原因", "演示：措施", ""];

/// The row with some cells changed.
fn with(changes: &[(&str, &'static str)]) -> Typed<'static> {
    let mut row = GOOD;
    for (key, text) in changes {
        row[columns::VALUES.iter().position(|column| column.key == *key).unwrap()] = text;
    }
    row
}

/// A workbook with a sheet of values, made by `fill`.
fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(columns::VALUES_SHEET).unwrap();
    for (at, column) in (0..).zip(&columns::VALUES) {
        sheet.write_string(0, at, column.heading).unwrap();
    }
    fill(sheet);
    workbook.save_to_buffer().unwrap()
}

fn type_in(sheet: &mut Worksheet, row: u32, cells: &Typed<'_>) {
    for (column, text) in (0..).zip(cells) {
        if !text.is_empty() {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
}

fn typed(rows: &[Typed<'_>]) -> Vec<u8> {
    workbook(|sheet| (1..).zip(rows).for_each(|(at, row)| type_in(sheet, at, row)))
}

fn read_sheet(bytes: &[u8]) -> Result<Rows, Faults> {
    read(bytes, Kind::Workbook, &plan(), today())
}

/// What a person is told; there must be something to tell.
fn told(bytes: &[u8]) -> String {
    read_sheet(bytes).unwrap_err().to_string()
}

fn told_of_csv(text: &str) -> String {
    read(text.as_bytes(), Kind::Csv, &plan(), today()).unwrap_err().to_string()
}

#[test]
fn a_typed_row_keeps_its_printed_decimals() {
    let rows = read_sheet(&typed(&[GOOD])).unwrap();
    assert_eq!((rows.values.len(), rows.values[0].value.as_deref()), (1, Some("2.40")));
    assert_eq!(rows.values[0].next_step.as_deref(), Some("演示：措施"));
}

#[test]
fn a_label_of_the_drop_down_an_id_and_a_name_mean_the_same() {
    let plan = plan();
    let label = values::label(&plan.indicators[3]);
    for name in [label.as_str(), "i4", plan.indicators[3].name.zh.as_str()] {
        let mut row = GOOD;
        row[0] = name;
        assert_eq!(read_sheet(&typed(&[row])).unwrap().values[0].indicator, "i4", "{name}");
    }
}

#[test]
fn dates_and_numbers_with_a_format_are_what_they_show() {
    let bytes = workbook(|sheet| {
        type_in(sheet, 1, &with(&[("value", ""), ("as_of", ""), ("period", "")]));
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write_datetime_with_format(1, 4, ExcelDateTime::from_ymd(2024, 12, 31).unwrap(), &day).unwrap();
        // What a spreadsheet makes of 0.1 + 0.2.
        sheet.write_number(1, 2, 0.1 + 0.2).unwrap();
        sheet.write_number(1, 1, 2024).unwrap();
    });
    let row = &read_sheet(&bytes).unwrap().values[0];
    assert_eq!(
        (row.value.as_deref(), row.as_of.as_str(), row.period.as_str()),
        (Some("0.3"), "2024-12-31", "2024")
    );
}

#[test]
fn blank_rows_are_passed_over() {
    let blank = [""; 12];
    let spaces = {
        let mut row = blank;
        row[6] = " \u{3000}";
        row
    };
    let rows =
        read_sheet(&typed(&[blank, GOOD, spaces, with(&[("indicator", "i2"), ("value", "46")])])).unwrap();
    assert_eq!(rows.values.len(), 2);
}

#[test]
fn all_faults_of_all_rows_are_told_at_once() {
    insta::assert_snapshot!(told(&typed(&[
        with(&[("value", "２．４")]),
        with(&[("indicator", "i3"), ("value", "13.6万")]),
        with(&[("indicator", "i2"), ("value", "13.6万")]),
        with(&[("indicator", "i2"), ("value", "46件"), ("period", "2023")]),
        with(&[("indicator", "i6"), ("value", "85%"), ("period", "2023")]),
        with(&[("indicator", "i1"), ("value", "1,234.5")]),
        with(&[("indicator", "i5"), ("value", "-3")]),
        with(&[("indicator", "i7"), ("value", "约 83")]),
        with(&[("indicator", "i7"), ("value", ""), ("period", "2023")]),
        with(&[("indicator", "i99")]),
        with(&[("indicator", "ｉ４")]),
        with(&[("indicator", "i4 别的名称")]),
        with(&[("indicator", "i9"), ("as_of", "2025-07-01"), ("period", "2025-07")]),
        with(&[("indicator", "i9"), ("as_of", "2024/12/31")]),
        with(&[("indicator", "i9"), ("as_of", "2023年12月31日"), ("period", "2023年")]),
        with(&[("indicator", "i9"), ("as_of", "2022-12"), ("period", "2022年6月")]),
        with(&[("indicator", "i9"), ("as_of", "昨天"), ("period", "上半年")]),
        with(&[("indicator", "i9"), ("period", "2025"), ("as_of", "2025-06-30")]),
        with(&[("indicator", "i8"), ("value", "1")]),
        with(&[("indicator", "i8"), ("value", ""), ("state", "差不多了"), ("period", "2023")]),
        with(&[("indicator", "i10"), ("state", "已申报")]),
        with(&[("indicator", "i10"), ("status", "快报"), ("period", "2023")]),
        with(&[
            ("indicator", "i10"),
            ("source_title", ""),
            ("source_url", "https://example.com/"),
            ("period", "2022")
        ]),
        with(&[("indicator", "i10"), ("margin", "-0.5"), ("period", "2021")]),
    ])));
}

#[test]
fn a_value_twice_is_told_with_the_first() {
    insta::assert_snapshot!(told(&typed(&[GOOD, with(&[("value", "2.5")])])));
}

#[test]
fn a_value_twice_is_told_whatever_else_is_wrong_and_however_its_period_is_written() {
    let told = told(&typed(&[
        with(&[("value", "２．４"), ("period", "2023")]),
        with(&[("source_title", ""), ("period", "2023")]),
        with(&[("indicator", "i3"), ("value", "2.7")]),
        with(&[("indicator", "i3"), ("value", "2.8"), ("period", "2024-12")]),
        with(&[("indicator", "i3"), ("value", "2.9"), ("period", "2024-12-31")]),
        with(&[("indicator", "i3"), ("value", "2.6"), ("period", "2024-11"), ("as_of", "2024-11-30")]),
    ]));
    for wanted in [
        "A3（指标）：与 A2 重复：同一指标同一期间",
        "A5（指标）：与 A4 重复：期间 2024 和 2024-12 说的都是 2024-12-31 的情况",
        "A6（指标）：与 A4 重复：期间 2024 和 2024-12-31 说的都是 2024-12-31 的情况",
        "C2（数值）",
        "G3（数据来源）",
        "共 5 处错误",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let reports = told_of_csv(
        "task,state,as_of,text,source_title\nk1,做完了,2024-12-31,演示,演示\nk1,已完成,2024-12-31,,演示\n",
    );
    assert!(reports.contains("与 A2 重复：同一任务同一天") && reports.contains("共 3 处错误"), "{reports}");
}

#[test]
fn a_period_long_before_the_plan_is_told_with_both_years() {
    let told = told(&typed(&[
        with(&[("period", "2014"), ("as_of", "2014-12-31")]),
        with(&[("indicator", "i3"), ("value", "1.9"), ("period", "2020"), ("as_of", "2020-12-31")]),
    ]));
    assert!(told.contains("B2（期间）：期间 2014 早于 2020 年：方案期是 2021—2024 年"), "{told}");
    assert!(told.contains("共 1 处错误"), "the year before the plan says where it stood: {told}");
}

#[test]
fn formulas_merged_cells_and_cells_of_another_kind_are_told() {
    insta::assert_snapshot!(told(&workbook(|sheet| {
        type_in(sheet, 1, &with(&[("value", "")]));
        sheet.write_formula(1, 2, Formula::new("=1.2*2").set_result("2.4")).unwrap();
        type_in(sheet, 2, &with(&[("value", ""), ("period", "2023")]));
        sheet.write_formula(2, 2, Formula::new("=NA()").set_result("#N/A")).unwrap();
        type_in(sheet, 3, &with(&[("value", ""), ("as_of", ""), ("period", "2022")]));
        sheet.write_boolean(3, 2, true).unwrap();
        sheet.write_number(3, 4, 44_926).unwrap();
        type_in(sheet, 4, &with(&[("as_of", ""), ("period", ""), ("value", "")]));
        let day = Format::new().set_num_format("yyyy-mm-dd");
        let date = ExcelDateTime::from_ymd(2021, 6, 1).unwrap();
        sheet.write_datetime_with_format(4, 1, &date, &day).unwrap();
        sheet.write_datetime_with_format(4, 2, &date, &day).unwrap();
        sheet.write_number(4, 4, 20_211_231).unwrap();
        type_in(sheet, 5, &with(&[("indicator", "i6"), ("value", "")]));
        sheet.write_number(5, 2, 0.85).unwrap();
        sheet.merge_range(6, 6, 8, 6, "演示：统计", &Format::new()).unwrap();
        sheet.write_string(9, 14, "写在表外").unwrap();
    })));
}

#[test]
fn a_sheet_that_is_not_the_template_is_told() {
    let mut other = Workbook::new();
    other.add_worksheet().set_name("Sheet1").unwrap().write_string(0, 0, "指标").unwrap();
    let none = told(&other.save_to_buffer().unwrap());

    let mut both = Workbook::new();
    let sheet = both.add_worksheet();
    sheet.set_name(columns::VALUES_SHEET).unwrap();
    for (at, heading) in (0..).zip(["指标*", "期间", "数值", "领导批示", "id", "数值"]) {
        sheet.write_string(0, at, heading).unwrap();
    }
    let more = both.add_worksheet();
    more.set_name("补充").unwrap().write_string(4, 4, "2.4").unwrap();
    let columns = told(&both.save_to_buffer().unwrap());

    let empty = told(&typed(&[]));
    let headless = told(&{
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name(columns::VALUES_SHEET).unwrap();
        workbook.save_to_buffer().unwrap()
    });
    insta::assert_snapshot!([none, columns, empty, headless].join("\n\n"));
}

#[test]
fn what_is_no_workbook_is_told_by_what_it_is() {
    let whole = typed(&[GOOD]);
    let zeros = vec![0; 5 * 1024 * 1024];
    let damaged = {
        let mut bytes = whole.clone();
        let middle = bytes.len() / 3;
        bytes[middle..middle + 64].fill(0xAA);
        bytes
    };
    let cases: [(&str, Vec<u8>); 8] = [
        ("空文件", Vec::new()),
        ("加密", fixtures::compound("EncryptedPackage")),
        ("旧格式", fixtures::compound("Workbook")),
        ("截断", whole[..whole.len() / 2].to_vec()),
        ("改过字节", damaged),
        ("文本改名", b"indicator,period\n".to_vec()),
        ("Word 改名", fixtures::zipped(&[fixtures::TYPES, ("word/document.xml", b"<a/>")])),
        (
            "压缩炸弹",
            fixtures::zipped(&[
                fixtures::TYPES,
                ("xl/workbook.xml", b"<a/>"),
                ("xl/sharedStrings.xml", &zeros),
            ]),
        ),
    ];
    let mut all: Vec<String> = cases.iter().map(|(name, bytes)| format!("{name}\n{}", told(bytes))).collect();
    all.push(format!("过大\n{}", told(&vec![b'P'; MAX_FILE + 1])));
    all.push(format!(
        "内部有错\n{}",
        told(&fixtures::zipped(&[fixtures::TYPES, ("xl/workbook.xml", b"<workbook>")]))
    ));
    all.push(Kind::of(Path::new("数据.xls")).unwrap_err().to_string());
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn a_range_that_ends_before_it_begins_is_told() {
    let whole = typed(&[GOOD]);
    let name = "xl/worksheets/sheet1.xml";
    let sheet = part(&whole, name).replace("<dimension ref=\"A1:L2\"/>", "<dimension ref=\"L2:A1\"/>");
    assert!(sheet.contains("L2:A1"), "{sheet}");
    let read = read_sheet(&with_part(&whole, name, sheet.as_bytes()));
    // A build that does not look at overflows reads on; the rows are the same.
    assert!(
        read.as_ref().is_err_and(|faults| faults.to_string().contains("内部结构有错"))
            || read == read_sheet(&whole)
    );
}

#[test]
fn a_sheet_that_claims_to_be_huge_costs_nothing() {
    let far = workbook(|sheet| {
        sheet.write_string(1_048_575, 16_383, "远").unwrap();
    });
    assert!(told(&far).contains("超过 5000 行"), "{}", told(&far));
    let wide = workbook(|sheet| {
        sheet.write_string(1, 60, "宽").unwrap();
    });
    assert!(told(&wide).contains("超过 50 列"), "{}", told(&wide));
}

#[test]
fn a_csv_file_takes_the_headings_of_the_template_and_those_of_the_pack() {
    let chinese =
        "\u{FEFF}指标,期间,数值,截至日期,数据性质,数据来源\r\ni2,2024,46,2024-12-31,最终数,演示：统计\r\n";
    let english =
        "indicator,period,value,as_of,status,source_title\n\ni2,2024,46,2024-12-31,final,演示：统计\n";
    let read = |text: &str| read(text.as_bytes(), Kind::Csv, &plan(), today()).unwrap();
    assert_eq!(read(chinese).values, read(english).values);
    let reports = "task,state,as_of,text,source_title\nk1,已完成,2024-12-31,办完,演示：简报\n";
    assert_eq!(read(reports).reports[0].state, "done");
}

#[test]
fn a_csv_file_that_cannot_be_read_is_told() {
    let gbk = [b"\xD6\xB8\xB1\xEA,".as_slice(), b"a\n"].concat();
    let renamed = read(&typed(&[GOOD]), Kind::Csv, &plan(), today()).unwrap_err().to_string();
    let all = [
        read(&gbk, Kind::Csv, &plan(), today()).unwrap_err().to_string(),
        renamed,
        told_of_csv("指标;期间;数值\ni1;2024;3\n"),
        told_of_csv(
            "indicator,period,value,as_of,status,source_title,supersedes\ni2,2024,４６,45291,final,,x\n",
        ),
        told_of_csv(
            "task,state,as_of,text,source_title\nk9,做完了,2026-01-01,,\nk4,未达到,2024-12-31,演示,演示\n",
        ),
        told_of_csv(""),
    ];
    insta::assert_snapshot!(all.join("\n\n"));
}

#[test]
fn the_template_has_its_sheets_headings_and_lists() {
    let bytes = template(&plan()).unwrap();
    let mut workbook = Xlsx::new(Cursor::new(bytes.as_slice())).unwrap();
    let sheets: Vec<(String, String)> =
        workbook.sheets_metadata().iter().map(|s| (s.name.clone(), format!("{:?}", s.visible))).collect();
    let cells = |workbook: &mut Xlsx<_>, name: &str| -> Vec<String> {
        let range = workbook.worksheet_range(name).unwrap();
        let line = |row: &[Data]| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
        range.rows().map(line).collect()
    };
    let mut shown = vec![format!("{sheets:?}")];
    for name in [columns::VALUES_SHEET, columns::REPORTS_SHEET, columns::GUIDE, columns::LISTS] {
        shown.push(format!("## {name}"));
        shown.extend(cells(&mut workbook, name));
    }
    insta::assert_snapshot!(shown.join("\n"));
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for wanted in ["<pane ySplit=\"1\"", "'选项'!$A$1:$A$10", "type=\"date\"", "numberStoredAsText=\"1\""] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(part(&bytes, "xl/comments1.xml").contains("只有 *.gov.cn"));
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The same workbook with one part replaced.
fn with_part(bytes: &[u8], part: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut old = Vec::new();
        file.read_to_end(&mut old).unwrap();
        out.start_file(file.name(), SimpleFileOptions::default()).unwrap();
        out.write_all(if file.name() == part { content } else { &old }).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn the_template_itself_holds_no_row_and_no_fault() {
    let told = told(&template(&plan()).unwrap());
    assert!(told.starts_with("表里没有数据行"), "{told}");
}

#[test]
fn numbers_are_as_short_as_a_spreadsheet_shows_them() {
    let cases =
        [(0.1 + 0.2, "0.3"), (49.1, "49.1"), (1e15, "1000000000000000"), (-0.0, "0"), (2.675, "2.675")];
    for (number, shown) in cases {
        assert_eq!(cell::shortest(number), shown);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_typed_is_what_is_read(mantissa in 0_i64..100_000_000, scale in 0_u8..4) {
        let value = shared::quantity::Quantity::new(mantissa, scale).to_string();
        let csv = format!("指标,期间,数值,截至日期,数据性质,数据来源\ni2,2024,{value},2024-12-31,最终数,演示\n");
        let rows = read(csv.as_bytes(), Kind::Csv, &plan(), today()).unwrap();
        prop_assert_eq!(rows.values[0].value.as_deref(), Some(value.as_str()));
    }

    #[test]
    fn no_csv_makes_it_panic(text in "(指标|期间|数值|截至日期|数据性质|数据来源|,|,|\n|i1|2024|[0-9.年月/-]{1,10}|\"|\\PC){0,60}") {
        let _ = read(text.as_bytes(), Kind::Csv, &plan(), today());
        let header = format!("指标,期间,数值,截至日期,数据性质,数据来源\n{text}");
        let _ = read(header.as_bytes(), Kind::Csv, &plan(), today());
    }

    #[test]
    fn no_change_of_a_workbook_makes_it_panic(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 1..8), in_sheet: bool) {
        let whole = typed(&[GOOD]);
        let changed = if in_sheet {
            let name = "xl/worksheets/sheet1.xml";
            let mut sheet = part(&whole, name).into_bytes();
            let at = at.index(sheet.len());
            sheet.splice(at..(at + bytes.len()).min(sheet.len()), bytes);
            with_part(&whole, name, &sheet)
        } else {
            let mut whole = whole;
            let at = at.index(whole.len());
            whole.splice(at..(at + bytes.len()).min(whole.len()), bytes);
            whole
        };
        let _ = read_sheet(&changed);
    }
}
