//! What a single cell can mean, and what to write where it means nothing certain.

use shared::{
    date::{Date, PartialDate},
    quantity::Quantity,
};

use super::{MAX_CELL, grid::Cell};

/// The day that a spreadsheet counts from, as a Julian day: 1899-12-30.
const EPOCH: i32 = 2_415_019;
/// The last day that a spreadsheet knows: 9999-12-31.
const LAST_DAY: f64 = 2_958_465.0;
/// Up to here a bare number in percent may be what a cell in percent format holds: 85% is kept as 0.85. Past it, a cell in
/// percent format may hold what was meant as a bare number: 85 is shown as 8500%.
const PERCENT_DOUBT: f64 = 5.0;

/// Words.
pub(super) fn text(cell: &Cell) -> Result<String, String> {
    match cell {
        Cell::Text(text) if text.chars().count() > MAX_CELL => Err(format!("超过 {MAX_CELL} 字：请写短些")),
        Cell::Text(text) => Ok(text.clone()),
        Cell::Number(number) => Ok(shortest(*number)),
        Cell::Day(_) => Err("这一格被当成日期：请把单元格设为文本后重写".to_owned()),
        other => Err(unusable(other)),
    }
}

/// Why a cell of this kind is no use in any column.
fn unusable(cell: &Cell) -> String {
    match cell {
        Cell::Formula => "这一格是公式：请复制后“选择性粘贴”为数值，不要引用别的单元格".to_owned(),
        Cell::Error => "这一格是错误值（如 #N/A）：请改正".to_owned(),
        Cell::Percent(held) => {
            let held = shortest(*held);
            format!("这一格按百分比显示（存的数是 {held}）：请把单元格设为文本后重写")
        }
        _ => "这一格是逻辑值（TRUE、FALSE）：请改成文字或数字".to_owned(),
    }
}

/// Letters, digits and signs in their narrow form.
fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).collect()
}

/// A number in `unit`.
pub(super) fn quantity(cell: &Cell, unit: &str) -> Result<Quantity, String> {
    let value = match cell {
        Cell::Text(text) => written(text, unit)?,
        Cell::Number(number) if is_percent(unit) && number.abs() <= PERCENT_DOUBT => {
            return Err(format!(
                "单位是 %，这一格的数字 {} 说不清是 {} 还是百分数格式的 {}：请把单元格设为文本，直接写百分数，如 85",
                shortest(*number),
                shortest(*number),
                shortest(*number * 100.0),
            ));
        }
        Cell::Number(number) => {
            let digits = shortest(*number);
            digits
                .parse()
                .map_err(|_| format!("“{digits}”太长：最多 15 位数字，请把单元格设为文本后按公布的写"))?
        }
        Cell::Percent(held) => percent(*held, unit)?,
        Cell::Day(serial) => {
            let shown = day_of(*serial).map_or_else(|| shortest(*serial), |day| day.to_string());
            return Err(format!("这一格是日期（{shown}），应为数字：请把单元格设为文本后重写"));
        }
        other => return Err(unusable(other)),
    };
    if value < Quantity::new(0, 0) {
        return Err(format!("{value} 是负数：这一列的数不会小于 0"));
    }
    Ok(value)
}

fn is_percent(unit: &str) -> bool {
    unit.starts_with('%')
}

/// The percentage that a cell shows: 85 for 0.85, by moving the point.
fn percent(held: f64, unit: &str) -> Result<Quantity, String> {
    let digits = shortest(held);
    if !is_percent(unit) {
        let unit = if unit.is_empty() { "无".to_owned() } else { format!("“{unit}”") };
        return Err(format!(
            "这一格按百分比显示（存的数是 {digits}），而这一项的单位是{unit}：请把单元格设为文本，按这个单位写"
        ));
    }
    let value = digits.parse::<Quantity>().ok().and_then(|value| value.times_ten_to(2));
    let value =
        value.ok_or_else(|| format!("“{digits}”太长：最多 15 位数字，请把单元格设为文本后按公布的写"))?;
    if held.abs() > PERCENT_DOUBT {
        return Err(format!(
            "这一格显示为 {value}%，说不清是 {value} 还是 {digits}：请把单元格设为文本，直接写百分数，如 85"
        ));
    }
    Ok(value)
}

/// How a cell was read that holds another number than the one it was taken for; nothing where it holds that one.
pub(super) fn how_read(cell: &Cell, value: Quantity) -> Option<String> {
    let Cell::Percent(held) = cell else { return None };
    Some(format!("单元格按百分比显示（存的数是 {}），读作 {value}", shortest(*held)))
}

fn written(text: &str, unit: &str) -> Result<Quantity, String> {
    if let Ok(value) = text.parse() {
        return Ok(value);
    }
    let narrow = half_width(text);
    if narrow.parse::<Quantity>().is_ok() {
        return Err(format!("“{text}”是全角字符：请改为半角 {narrow}"));
    }
    let plain = narrow.replace([',', ' '], "");
    if plain.parse::<Quantity>().is_ok() {
        return Err(format!("“{text}”里有千位分隔符或空格：请写 {plain}"));
    }
    let digits = plain.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(plain.len());
    let (number, rest) = plain.split_at(digits);
    if let Ok(value) = number.parse::<Quantity>()
        && !rest.is_empty()
    {
        let advice = in_unit(value, rest, unit)
            .map_or_else(|| "请换算后只写数字".to_owned(), |value| format!("请写 {value}"));
        let unit = if unit.is_empty() { "表里写明的单位".to_owned() } else { format!("“{unit}”") };
        return Err(format!("“{text}”带有“{rest}”：数值只写数字，单位是{unit}，{advice}"));
    }
    Err(format!("“{text}”不是数字：只写半角数字和小数点，最多 15 位；没有数据就不要这一行"))
}

/// A number with 万 or 亿 behind it, in the unit that is asked for; nothing where that takes more than moving the point.
fn in_unit(value: Quantity, rest: &str, unit: &str) -> Option<Quantity> {
    let power = |text: &str| match text.chars().next() {
        Some('万') => 4,
        Some('亿') => 8,
        _ => 0,
    };
    let bare = |text: &str| text.trim_start_matches(['万', '亿']).to_owned();
    let (has, wants) = (bare(rest), bare(unit));
    if !has.is_empty() && has != wants && !unit.starts_with(&has) {
        return None;
    }
    let (from, to) = (power(rest), power(unit));
    if from >= to { value.times_ten_to(from - to) } else { None }
}

/// A number as a spreadsheet shows it: at most 15 digits that count, without the noise of binary fractions.
pub(super) fn shortest(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    // What adding zero removes is the sign of a negative zero.
    format!("{}", rounded + 0.0)
}

/// The day of a serial number.
fn day_of(serial: f64) -> Option<Date> {
    // Before 1900-03-01 the numbers are off by the day that 1900 did not have.
    if !(61.0..=LAST_DAY).contains(&serial) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "within the bounds above")]
    let days = serial as i32;
    let day: Date = time::Date::from_julian_day(EPOCH + days).ok()?.into();
    // The years that a date may have are those of its text.
    day.to_string().parse().ok()
}

/// A day.
pub(super) fn day(cell: &Cell) -> Result<Date, String> {
    match cell {
        Cell::Day(serial) => day_of(*serial)
            .ok_or_else(|| format!("日期格式的 {} 不在 1949 至 2999 年：请改正", shortest(*serial))),
        Cell::Number(number) => Err(day_from_number(*number)),
        Cell::Text(text) => match text.parse() {
            Ok(day) => Ok(day),
            Err(_) => Err(match (likely_date(text), text.parse()) {
                (Some(PartialDate::Day(day)), _) => format!("“{text}”请写成 {day}"),
                (None, Ok(number)) => day_from_number(number),
                (Some(part), _) => {
                    format!("“{text}”没有写到日：请写成 {}（或数据实际截至的那一天）", part.last_day())
                }
                (None, Err(_)) => format!("“{text}”不是日期：请写成 2025-12-31 这样"),
            }),
        },
        other => Err(unusable(other)),
    }
}

fn day_from_number(number: f64) -> String {
    let digits = shortest(number);
    if let Some(day) = likely_date(&digits) {
        return format!("{digits} 是数字，不是日期：请写成 {day}");
    }
    match day_of(number) {
        Some(day) => {
            format!("{digits} 是没有设成日期格式的序号，对应 {day}：请写成 {day}，或把单元格设为日期格式")
        }
        None => format!("{digits} 不是日期：请写成 2025-12-31 这样"),
    }
}

/// What a value covers.
pub(super) fn period(cell: &Cell) -> Result<PartialDate, String> {
    match cell {
        Cell::Day(serial) => Err(match day_of(*serial) {
            Some(day) => format!(
                "期间被变成了日期 {day}：请把单元格设为文本，再写 {}、{:04}-{:02} 或 {day}",
                day.year(),
                day.year(),
                day.month(),
            ),
            None => "期间被变成了日期：请把单元格设为文本后重写".to_owned(),
        }),
        Cell::Number(number) => {
            let digits = shortest(*number);
            match digits.parse() {
                Ok(year @ PartialDate::Year(_)) => Ok(year),
                _ => Err(no_period(&digits)),
            }
        }
        Cell::Text(text) => text.parse().map_err(|_| no_period(text)),
        other => Err(unusable(other)),
    }
}

fn no_period(text: &str) -> String {
    match likely_date(text) {
        Some(date) => format!("“{text}”请写成 {date}（单元格设为文本）"),
        None => format!("“{text}”不是期间：全年写 2025，到 6 月底写 2025-06，某一天写 2025-06-30"),
    }
}

/// The date that is most likely meant by other ways to write one: 2025年12月31日, 2025/12/31, 2025.12.31, 20251231.
fn likely_date(text: &str) -> Option<PartialDate> {
    let narrow = half_width(text);
    let plain = narrow.strip_suffix('日').or(narrow.strip_suffix('号')).unwrap_or(&narrow);
    let plain = plain.strip_suffix(['年', '月']).unwrap_or(plain);
    if plain.len() == 8 && plain.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &plain[..4], &plain[4..6], &plain[6..]).parse().ok();
    }
    // A time of day after the date says nothing here.
    let plain = plain.split(' ').next().unwrap_or(plain);
    let parts: Vec<String> = plain
        .split(['年', '月', '/', '.', '-'])
        .enumerate()
        .map(|(at, part)| if at > 0 && part.len() == 1 { format!("0{part}") } else { part.to_owned() })
        .collect();
    parts.join("-").parse().ok()
}

/// One of a list of things with an id and a name, chosen by its label, its id or its name.
pub(super) fn choice<'a, T>(
    cell: &Cell,
    things: &'a [T],
    names: impl Fn(&T) -> (String, String, String),
    what: &str,
) -> Result<&'a T, String> {
    let text = text(cell)?;
    let labelled = things.iter().find(|thing| text == names(thing).2 || text == names(thing).0);
    let mut alike = things.iter().filter(|thing| text == names(thing).1);
    match (labelled, alike.next(), alike.next()) {
        (Some(thing), _, _) | (None, Some(thing), None) => return Ok(thing),
        _ => {}
    }
    let first = text.split(' ').next().unwrap_or_default();
    if let Some(thing) = things.iter().find(|thing| names(thing).0 == first) {
        return Err(format!("“{text}”的编号与名称对不上：{first} 是“{}”，请从下拉列表选", names(thing).2));
    }
    let narrow = half_width(&text);
    if narrow != text && things.iter().any(|thing| names(thing).0 == narrow) {
        return Err(format!("“{text}”是全角字符：请改为半角 {narrow}，或从下拉列表选"));
    }
    let known: Vec<String> = things.iter().take(20).map(|thing| names(thing).2).collect();
    Err(format!("方案里没有{what}“{text}”：应为 {}", known.join("、")))
}
