//! Reading TOML tables with every fault collected: missing and unknown keys, wrong types, bad values.

use std::{fmt::Display, path::Path, str::FromStr};

use shared::date::Date;
use toml_span::{
    Value,
    value::{Table as Inner, ValueInner},
};

use super::{
    fault::{At, Collector},
    lines::Lines,
    unseen,
};
use crate::clock;

/// The file that tables are read from.
#[derive(Clone, Copy)]
pub(super) struct File<'a> {
    pub path: &'a Path,
    pub text: &'a str,
    /// Bytes before `text` in the file, as front matter has.
    pub before: usize,
    /// The lines of the whole file.
    pub lines: &'a Lines,
    pub faults: &'a Collector,
}

impl<'a> File<'a> {
    pub(super) fn line_of(&self, offset: usize) -> usize {
        self.lines.at(self.before + offset)
    }

    /// The root table with its `schema` checked, or nothing if the text is no TOML at all.
    pub(super) fn root(self) -> Option<Table<'a>> {
        match toml_span::parse(self.text) {
            Ok(value) => {
                let mut root = Table::new(self, value)?;
                match root.optional::<u32>("schema") {
                    Some(1) => {}
                    Some(other) => {
                        root.fault("schema", format!("不支持的格式版本 {other}，本程序读 schema = 1"));
                    }
                    None if root.missing("schema") => root.fault("schema", "缺少 schema = 1"),
                    None => {}
                }
                Some(root)
            }
            Err(error) => {
                let line = self.line_of(error.span.start);
                self.faults.add(&At::new(self.path, line), "", format!("不是合法的 TOML：{}", error.kind));
                None
            }
        }
    }
}

/// A table whose keys are taken one by one; what is left at the end is unknown.
pub(super) struct Table<'a> {
    file: File<'a>,
    keys: Inner<'a>,
    at: At,
    taken: Vec<&'static str>,
}

impl<'a> Table<'a> {
    fn new(file: File<'a>, mut value: Value<'a>) -> Option<Self> {
        let at = At::new(file.path, file.line_of(value.span.start));
        match value.take() {
            ValueInner::Table(keys) => Some(Self { file, keys, at, taken: Vec::new() }),
            other => {
                file.faults.add(&at, "", format!("应为一个表，现为 {}", other.type_str()));
                None
            }
        }
    }

    /// Where the table begins.
    pub(super) fn at(&self) -> &At {
        &self.at
    }

    pub(super) fn fault(&self, key: &str, message: impl Into<String>) {
        self.file.faults.add(&self.at, key, message);
    }

    /// Whether a key is there and not yet taken.
    pub(super) fn states(&self, key: &str) -> bool {
        self.keys.contains_key(key)
    }

    fn missing(&self, key: &str) -> bool {
        !self.taken.contains(&key)
    }

    fn take(&mut self, key: &'static str) -> Option<(At, ValueInner<'a>)> {
        let (name, mut value) = self.keys.remove_entry(key)?;
        self.taken.push(key);
        let at = At::new(self.file.path, self.file.line_of(name.span.start));
        Some((at, value.take()))
    }

    fn typed<T>(&self, at: &At, key: &str, wanted: &str, found: Option<T>, value: &str) -> Option<T> {
        if found.is_none() {
            self.file.faults.add(at, key, format!("应为{wanted}，现为 {value}"));
        }
        found
    }

    /// An optional text; blank text counts as a fault, since absence is written by leaving the key out.
    pub(super) fn optional_text(&mut self, key: &'static str) -> Option<String> {
        let (at, value) = self.take(key)?;
        let kind = value.type_str();
        let text = match value {
            ValueInner::String(text) => Some(text.into_owned()),
            _ => None,
        };
        let text = self.typed(&at, key, "加引号的文字", text, kind)?;
        if text.trim().is_empty() {
            self.file.faults.add(&at, key, "内容为空；没有就删去这一行");
            return None;
        }
        self.visible(&at, key, text)
    }

    /// A text without characters that nobody sees.
    fn visible(&self, at: &At, key: &str, text: String) -> Option<String> {
        self.file.faults.shown(at, key, &text);
        let Some(message) = unseen::fault(key, &text) else { return Some(text) };
        self.file.faults.add(at, key, message);
        None
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        self.required(key);
        self.optional_text(key)
    }

    fn required(&self, key: &'static str) {
        if !self.states(key) {
            self.fault(key, "缺少这一项");
        }
    }

    /// An optional text of a special form.
    pub(super) fn optional_parsed<T: FromStr<Err: Display>>(&mut self, key: &'static str) -> Option<T> {
        self.optional_mapped(key, |text| text.parse().map_err(|error: T::Err| error.to_string()))
    }

    /// An optional whole day.
    pub(super) fn optional_day(&mut self, key: &'static str) -> Option<Date> {
        self.optional_mapped(key, |text| clock::day(text).map_err(|error| error.to_string()))
    }

    /// A whole day that must be there.
    pub(super) fn day(&mut self, key: &'static str) -> Option<Date> {
        self.required(key);
        self.optional_day(key)
    }

    /// A text of a special form that must be there.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&mut self, key: &'static str) -> Option<T> {
        self.required(key);
        self.optional_parsed(key)
    }

    /// One of a few words that must be there.
    pub(super) fn word<T>(
        &mut self,
        key: &'static str,
        of: impl Fn(&str) -> Option<T>,
        words: &str,
    ) -> Option<T> {
        self.required(key);
        self.optional_word(key, of, words)
    }

    /// One of a few words.
    pub(super) fn optional_word<T>(
        &mut self,
        key: &'static str,
        of: impl Fn(&str) -> Option<T>,
        words: &str,
    ) -> Option<T> {
        self.optional_mapped(key, |text| of(text).ok_or_else(|| format!("“{text}”不在可选值内：{words}")))
    }

    fn optional_mapped<T>(
        &mut self,
        key: &'static str,
        map: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let line = self.line_of_key(key);
        let text = self.optional_text(key)?;
        match map(&text) {
            Ok(value) => Some(value),
            Err(message) => {
                self.file.faults.add(&At::new(self.file.path, line), key, message);
                None
            }
        }
    }

    fn line_of_key(&self, key: &str) -> usize {
        let span = self.keys.get_key_value(key).map(|(name, _)| name.span.start);
        span.map_or(self.at.line, |start| self.file.line_of(start))
    }

    /// An optional whole number.
    pub(super) fn optional<T: TryFrom<i64>>(&mut self, key: &'static str) -> Option<T> {
        let (at, value) = self.take(key)?;
        let kind = value.type_str();
        let number = match value {
            ValueInner::Integer(number) => T::try_from(number).ok(),
            _ => None,
        };
        self.typed(&at, key, "范围内的整数", number, kind)
    }

    /// A whole number that must be there.
    pub(super) fn number<T: TryFrom<i64>>(&mut self, key: &'static str) -> Option<T> {
        self.required(key);
        self.optional(key)
    }

    /// true or false.
    pub(super) fn flag(&mut self, key: &'static str, default: bool) -> bool {
        let Some((at, value)) = self.take(key) else { return default };
        let kind = value.type_str();
        let flag = match value {
            ValueInner::Boolean(flag) => Some(flag),
            _ => None,
        };
        self.typed(&at, key, " true 或 false", flag, kind).unwrap_or(default)
    }

    /// A list of texts; absent is empty.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<String> {
        let Some((at, value)) = self.take(key) else { return Vec::new() };
        let ValueInner::Array(items) = value else {
            self.file.faults.add(&at, key, "应为一列加引号的文字，如 [\"甲\", \"乙\"]");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for mut item in items {
            let at = At::new(self.file.path, self.file.line_of(item.span.start));
            match item.take() {
                ValueInner::String(text) if !text.trim().is_empty() => {
                    texts.extend(self.visible(&at, key, text.into_owned()));
                }
                _ => self.file.faults.add(&at, key, "列表里只能有非空的文字"),
            }
        }
        texts
    }

    /// A list of texts of a special form.
    pub(super) fn parsed_list<T: FromStr<Err: Display>>(&mut self, key: &'static str) -> Vec<T> {
        let line = self.line_of_key(key);
        let mut found = Vec::new();
        for text in self.texts(key) {
            match text.parse() {
                Ok(value) => found.push(value),
                Err(error) => {
                    self.file.faults.add(&At::new(self.file.path, line), key, T::Err::to_string(&error));
                }
            }
        }
        found
    }

    /// A table within.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Self> {
        let (name, value) = self.keys.remove_entry(key)?;
        self.taken.push(key);
        let mut table = Self::new(self.file, value)?;
        table.at.line = self.file.line_of(name.span.start);
        Some(table)
    }

    /// A table within that must be there.
    pub(super) fn required_table(&mut self, key: &'static str) -> Option<Self> {
        self.required(key);
        self.table(key)
    }

    /// The tables of `[[key]]`; absent is empty.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<Self> {
        let Some((at, value)) = self.take(key) else { return Vec::new() };
        let ValueInner::Array(items) = value else {
            self.file.faults.add(&at, key, format!("应为一列表，写作 [[{key}]]"));
            return Vec::new();
        };
        items.into_iter().filter_map(|item| Self::new(self.file, item)).collect()
    }

    /// Reports what was not taken.
    pub(super) fn finish(self) {
        for key in self.keys.into_keys() {
            let at = At::new(self.file.path, self.file.line_of(key.span.start));
            self.file.faults.add(&at, &key.name, "没有这一项；请对照 docs/PACK.md 检查拼写");
        }
    }
}
