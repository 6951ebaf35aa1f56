//! Reading TOML so that every fault is told, with its place and the key that was meant.

use crate::diagnostic::{Diagnostic, Location, Text};
use crate::say;
use crate::source::nearest;
use std::ops::Range;
use toml_edit::{Item, TableLike};

/// A TOML file being read, and what was found wrong with it so far.
pub(super) struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    /// Each with the byte it is about, to tell them in the order of the file.
    faults: Vec<(usize, Diagnostic)>,
}

impl<'a> Reader<'a> {
    /// Reads `text`, the content of `file`.
    pub(super) fn new(file: &'a str, text: &'a str) -> Self {
        Self {
            file,
            text,
            faults: Vec::new(),
        }
    }

    /// The faults in the order of the file.
    pub(super) fn into_faults(mut self) -> Vec<Diagnostic> {
        self.faults.sort_by_key(|(start, _)| *start);
        self.faults.into_iter().map(|(_, fault)| fault).collect()
    }

    /// Says that the bytes `range` cannot be used.
    pub(super) fn fault(
        &mut self,
        code: &'static str,
        range: Option<Range<usize>>,
        message: Text,
        cure: Text,
    ) {
        let range = range.unwrap_or(0..0);
        let location = Location::within(self.file, self.text, range.clone());
        let fault = Diagnostic::error(code, message).at(location).cure(cure);
        self.faults.push((range.start, fault));
    }

    /// The place of the bytes `range`, the file as a whole without one.
    pub(super) fn place(&self, range: Option<Range<usize>>) -> Location {
        match range {
            Some(range) => Location::within(self.file, self.text, range),
            None => Location::file(self.file),
        }
    }

    /// Says that the file is no TOML.
    pub(super) fn syntax(&mut self, error: &toml_edit::TomlError) {
        let reason = error.message().lines().collect::<Vec<_>>().join(", ");
        let end = self.text.trim_end().len();
        let range = error.span().map_or(end..end, |span| {
            let start = floor(self.text, span.start.min(end));
            start..floor(self.text, span.end.clamp(start, self.text.len()))
        });
        self.fault(
            "book/toml-syntax",
            Some(range),
            say!(
                "this is not valid TOML: {reason}",
                "不是有效的 TOML：{reason}"
            ),
            say!(
                "strings stand in double quotes: `title = \"…\"`",
                "字符串要放在双引号里：`title = \"…\"`"
            ),
        );
    }

    /// Says of each key of `table`, called `name`, that is not `known`.
    pub(super) fn unknown(&mut self, table: &dyn TableLike, name: &str, known: &[&str]) {
        for (key, item) in table.iter() {
            if known.contains(&key) {
                continue;
            }
            let range = key_range(table, key).or_else(|| item.span());
            let message = if name.is_empty() {
                say!("unknown key `{key}`", "未知的键 `{key}`")
            } else {
                say!(
                    "unknown key `{key}` in [{name}]",
                    "[{name}] 中有未知的键 `{key}`"
                )
            };
            let cure = match nearest(key, known.iter().copied()) {
                Some(near) => say!("did you mean `{near}`?", "是不是 `{near}`？"),
                None if known.is_empty() => {
                    say!(
                        "[{name}] has no keys yet: remove it",
                        "[{name}] 目前还没有键，请删去"
                    )
                }
                None => {
                    let list = known.join("`, `");
                    say!("remove it; known are `{list}`", "请删去；可用的有 `{list}`")
                }
            };
            self.fault("book/unknown-key", range, message, cure);
        }
    }

    /// The table `key`, when there is one.
    pub(super) fn table<'t>(
        &mut self,
        parent: &'t dyn TableLike,
        key: &str,
    ) -> Option<&'t dyn TableLike> {
        let item = parent.get(key)?;
        let table = item.as_table_like();
        if table.is_none() {
            let range = item.span().or_else(|| key_range(parent, key));
            let message = wrong_type(key, item, "a table", "表");
            let cure = say!(
                "write `[{key}]` on a line of its own",
                "请单独写一行 `[{key}]`"
            );
            self.fault("book/wrong-type", range, message, cure);
        }
        table
    }

    /// The string `key` with its place; blank ones count as absent.
    pub(super) fn string(
        &mut self,
        table: &dyn TableLike,
        key: &str,
    ) -> Option<(String, Option<Range<usize>>)> {
        let item = table.get(key)?;
        let text = item.as_str().map(str::to_owned);
        self.checked_string(table, key, item, text)
    }

    /// The day or instant `key`: a string, or TOML's own date.
    pub(super) fn date(
        &mut self,
        table: &dyn TableLike,
        key: &str,
    ) -> Option<(String, Option<Range<usize>>)> {
        let item = table.get(key)?;
        let native = item.as_datetime().map(ToString::to_string);
        let text = item.as_str().map(str::to_owned).or(native);
        self.checked_string(table, key, item, text)
    }

    fn checked_string(
        &mut self,
        table: &dyn TableLike,
        key: &str,
        item: &Item,
        text: Option<String>,
    ) -> Option<(String, Option<Range<usize>>)> {
        let range = item.span().or_else(|| key_range(table, key));
        let Some(text) = text else {
            let message = wrong_type(key, item, "a string", "字符串");
            let shown = self.shown(range.clone());
            let cure = if item.is_array() {
                say!(
                    "write one string: `{key} = \"…\"`",
                    "请只写一个字符串：`{key} = \"…\"`"
                )
            } else {
                say!(
                    "write `{key} = \"{shown}\"`",
                    "请写成 `{key} = \"{shown}\"`"
                )
            };
            self.fault("book/wrong-type", range, message, cure);
            return None;
        };
        if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            self.fault(
                "book/wrong-value",
                range,
                say!("`{key}` holds a control character", "`{key}` 含有控制字符"),
                say!("remove it", "请删去它"),
            );
            return None;
        }
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some((text, range))
    }

    /// The truth value `key`.
    pub(super) fn flag(&mut self, table: &dyn TableLike, key: &str) -> Option<bool> {
        let item = table.get(key)?;
        if item.as_bool().is_none() {
            let range = item.span().or_else(|| key_range(table, key));
            let message = wrong_type(key, item, "true or false", "真假值");
            let cure = say!("write `{key} = true`", "请写 `{key} = true`");
            self.fault("book/wrong-type", range, message, cure);
        }
        item.as_bool()
    }

    /// The whole number `key` with its place.
    pub(super) fn number(
        &mut self,
        table: &dyn TableLike,
        key: &str,
    ) -> Option<(i64, Option<Range<usize>>)> {
        let item = table.get(key)?;
        let range = item.span().or_else(|| key_range(table, key));
        let Some(number) = item.as_integer() else {
            let message = wrong_type(key, item, "a whole number", "整数");
            let cure = say!("write `{key} = 2`", "请写 `{key} = 2`");
            self.fault("book/wrong-type", range, message, cure);
            return None;
        };
        Some((number, range))
    }

    /// The list of strings `key`, blank ones left out.
    pub(super) fn strings(&mut self, table: &dyn TableLike, key: &str) -> Vec<String> {
        let placed = self.placed_strings(table, key).into_iter();
        placed.map(|(text, _)| text).collect()
    }

    /// The list of strings `key` with their places, blank ones left out.
    pub(super) fn placed_strings(
        &mut self,
        table: &dyn TableLike,
        key: &str,
    ) -> Vec<(String, Option<Range<usize>>)> {
        let Some(item) = table.get(key) else {
            return Vec::new();
        };
        let strings = item.as_array().and_then(|array| {
            let strings = array
                .iter()
                .map(|value| Some((value.as_str()?, value.span())));
            strings.collect::<Option<Vec<_>>>()
        });
        let Some(strings) = strings else {
            let range = item.span().or_else(|| key_range(table, key));
            let message = wrong_type(key, item, "a list of strings", "字符串列表");
            let first = item.as_str().unwrap_or("…");
            let cure = say!(
                "write `{key} = [\"{first}\"]`",
                "请写成 `{key} = [\"{first}\"]`"
            );
            self.fault("book/wrong-type", range, message, cure);
            return Vec::new();
        };
        let trimmed = strings
            .into_iter()
            .map(|(text, range)| (text.trim(), range));
        trimmed
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, range)| (text.to_owned(), range))
            .collect()
    }

    /// The words of the file at `range`, without quotation marks.
    fn shown(&self, range: Option<Range<usize>>) -> &str {
        let words = range.and_then(|range| self.text.get(range)).unwrap_or("…");
        let plain = !words.contains(['\n', '"', '[', '{']);
        if plain { words } else { "…" }
    }
}

/// The place of `key` in `table`.
pub(super) fn key_range(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    table.get_key_value(key).and_then(|(key, _)| key.span())
}

fn wrong_type(key: &str, item: &Item, wanted: &str, wanted_zh: &str) -> Text {
    let (found, found_zh) = match item.type_name() {
        "string" => ("a string", "字符串"),
        "integer" | "float" => ("a number", "数"),
        "boolean" => ("true or false", "真假值"),
        "array" => ("a list", "列表"),
        "datetime" => ("a date", "日期"),
        "array of tables" => ("a list of tables", "表的列表"),
        _ => ("a table", "表"),
    };
    Text {
        en: format!("`{key}` must be {wanted}, not {found}"),
        zh: format!("`{key}` 应为{wanted_zh}，而不是{found_zh}"),
    }
}

fn floor(text: &str, mut index: usize) -> usize {
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}
