//! What a sheet shows and what its cells hold.

use super::*;

/// A row about the rate in percent whose value, and margin, are numbers in a format.
fn rate(value: f64, margin: Option<f64>, format: &str) -> Vec<u8> {
    workbook(|sheet| {
        type_in(sheet, 1, &with(&[("indicator", "i6"), ("value", "")]));
        let format = Format::new().set_num_format(format);
        sheet.write_number_with_format(1, 2, value, &format).unwrap();
        if let Some(margin) = margin {
            sheet.write_number_with_format(1, 8, margin, &format).unwrap();
        }
    })
}

#[test]
fn a_number_shown_as_a_percentage_is_read_as_that_percentage_and_says_so() {
    let cases = [
        ("0%", 0.85, "85"),
        ("0.00%", 0.85, "85"),
        ("0.00%", 0.8505, "85.05"),
        ("0.0%", 0.07, "7"),
        ("0%", 1.0, "100"),
    ];
    for (format, held, value) in cases {
        let rows = read_sheet(&rate(held, None, format)).unwrap();
        assert_eq!(rows.values[0].value.as_deref(), Some(value), "{held} as {format}");
        let said: Vec<&String> = rows.how_read.values().collect();
        assert_eq!(said, [&format!("单元格按百分比显示（存的数是 {held}），读作 {value}")]);
    }
    let rows = read_sheet(&rate(0.85, Some(0.015), "0.0%")).unwrap();
    assert_eq!(rows.values[0].margin.as_deref(), Some("1.5"));
    assert!(rows.how_read.values().all(|said| said.contains("误差：单元格按百分比显示（存的数是 0.015）")));
    assert!(read_sheet(&typed(&[GOOD])).unwrap().how_read.is_empty(), "what is typed needs no word");
}

#[test]
fn a_percentage_where_none_is_meant_is_told_with_its_cell() {
    insta::assert_snapshot!(
        [
            told(&rate(0.85, None, "0.00")),
            told(&rate(85.0, None, "0%")),
            told(&rate(-0.85, None, "0%")),
            told(&workbook(|sheet| {
                let percent = Format::new().set_num_format("0.00%");
                type_in(sheet, 1, &with(&[("value", ""), ("period", ""), ("as_of", "")]));
                for column in [1, 2, 4, 8, 11] {
                    sheet.write_number_with_format(1, column, 0.85, &percent).unwrap();
                }
            })),
        ]
        .join("\n\n")
    );
}

#[test]
fn another_format_with_a_percent_sign_in_words_changes_nothing() {
    let rows = read_sheet(&rate(85.0, None, "0\"%\"")).unwrap();
    assert_eq!((rows.values[0].value.as_deref(), rows.how_read.len()), (Some("85"), 0));
}

#[test]
fn cells_without_a_name_of_their_own_are_found_by_their_place() {
    let whole = rate(0.85, None, "0%");
    let name = "xl/worksheets/sheet1.xml";
    let (before, after) = (part(&whole, name), |cell: &str| format!(" r=\"{cell}\""));
    let unnamed = ["A2", "B2", "C2"].iter().fold(before, |sheet, cell| sheet.replace(&after(cell), ""));
    let rows = read_sheet(&with_part(&whole, name, unnamed.as_bytes())).unwrap();
    assert_eq!((rows.values[0].value.as_deref(), rows.how_read.len()), (Some("85"), 1));
}

#[test]
fn a_row_that_nobody_saw_is_told() {
    let hidden = workbook(|sheet| {
        type_in(sheet, 1, &GOOD);
        type_in(sheet, 2, &with(&[("indicator", "i2"), ("value", "46")]));
        sheet.set_row_hidden(2).unwrap();
        // Nothing stands there.
        sheet.set_row_hidden(5).unwrap();
    });
    let told = told(&hidden);
    assert!(told.contains("A3：这一行被隐藏、被筛选掉") && told.contains("共 1 处错误"), "{told}");
}

#[test]
fn a_row_without_height_is_as_hidden_as_any() {
    let flat = workbook(|sheet| {
        type_in(sheet, 1, &GOOD);
        type_in(sheet, 2, &with(&[("indicator", "i2"), ("value", "46")]));
    });
    let name = "xl/worksheets/sheet1.xml";
    let sheet = part(&flat, name).replace("<row r=\"3\"", "<row r=\"3\" ht=\"0\" customHeight=\"1\"");
    let told = told(&with_part(&flat, name, sheet.as_bytes()));
    assert!(told.contains("A3：这一行") && told.contains("共 1 处错误"), "{told}");
}

#[test]
fn a_column_that_nobody_saw_is_told_where_something_stands_in_it() {
    let column = |key: &str| {
        let at = columns::VALUES.iter().position(|column| column.key == key).unwrap();
        u16::try_from(at).unwrap()
    };
    let hidden = workbook(|sheet| {
        type_in(sheet, 1, &GOOD);
        sheet.set_column_hidden(column("next_step")).unwrap();
        // Nothing stands there but a heading.
        sheet.set_column_hidden(column("margin")).unwrap();
    });
    let said = told(&hidden);
    assert!(said.contains("K1：这一列被隐藏") && said.contains("共 1 处错误"), "{said}");

    let name = "xl/worksheets/sheet1.xml";
    let whole = typed(&[GOOD]);
    let narrow = "<cols><col min=\"2\" max=\"3\" width=\"0\" customWidth=\"1\"/></cols><sheetData>";
    let sheet = part(&whole, name).replace("<sheetData>", narrow);
    let said = told(&with_part(&whole, name, sheet.as_bytes()));
    assert!(said.contains("B1：这一列") && said.contains("C1：这一列") && said.contains("共 2 处"), "{said}");
}

#[test]
fn a_sheet_that_nobody_saw_is_told_where_it_is_filled_in() {
    let with_hidden = |rows: &[Typed<'_>]| {
        let mut workbook = Workbook::new();
        workbook.add_worksheet().set_name(columns::GUIDE).unwrap();
        let sheet = workbook.add_worksheet().set_name(columns::VALUES_SHEET).unwrap();
        for (at, column) in (0..).zip(&columns::VALUES) {
            sheet.write_string(0, at, column.heading).unwrap();
        }
        (1..).zip(rows).for_each(|(at, row)| type_in(sheet, at, row));
        sheet.set_hidden(true);
        told(&workbook.save_to_buffer().unwrap())
    };
    let said = with_hidden(&[GOOD]);
    assert!(said.contains("表“目标数据”：这个工作表被隐藏") && said.contains("共 1 处错误"), "{said}");
    assert!(!with_hidden(&[]).contains("被隐藏"));
}
