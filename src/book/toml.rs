//! Reading TOML so that every fault is told, with its place and the key that was meant.

use crate::diagnostic::{Diagnostic, Location, Text};
use crate::say;
use crate::source::nearest;
use std::ops::Range;
use toml_edit::{Item, TableLike};

/// A value and the bytes of the file at which it stands.
pub(super) type Placed<T> = (T, Option<Range<usize>>);

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
            let cure = say!(
                "write `[{key}]` on a line of its own",
                "请单独写一行 `[{key}]`"
            );
            self.wrong_type(parent, key, ["a table", "表"], cure);
        }
        table
    }

    /// The string `key` with its place; blank ones count as absent.
    pub(super) fn string(&mut self, table: &dyn TableLike, key: &str) -> Option<Placed<String>> {
        let item = table.get(key)?;
        let text = item.as_str().map(str::to_owned);
        self.checked_string(table, key, item, text)
    }

    /// The day or instant `key`: a string, or TOML's own date.
    pub(super) fn date(&mut self, table: &dyn TableLike, key: &str) -> Option<Placed<String>> {
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
    ) -> Option<Placed<String>> {
        let range = value_range(table, key);
        let Some(text) = text else {
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
            self.wrong_type(table, key, ["a string", "字符串"], cure);
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
            let cure = say!("write `{key} = true`", "请写 `{key} = true`");
            self.wrong_type(table, key, ["true or false", "真假值"], cure);
        }
        item.as_bool()
    }

    /// The whole number `key` with its place.
    pub(super) fn number(&mut self, table: &dyn TableLike, key: &str) -> Option<Placed<i64>> {
        let item = table.get(key)?;
        let Some(number) = item.as_integer() else {
            let cure = say!("write `{key} = 2`", "请写 `{key} = 2`");
            self.wrong_type(table, key, ["a whole number", "整数"], cure);
            return None;
        };
        Some((number, value_range(table, key)))
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
    ) -> Vec<Placed<String>> {
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
            let first = item.as_str().unwrap_or("…");
            let cure = say!(
                "write `{key} = [\"{first}\"]`",
                "请写成 `{key} = [\"{first}\"]`"
            );
            self.wrong_type(table, key, ["a list of strings", "字符串列表"], cure);
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

    /// The value of `key`, which has to be one of `known`.
    pub(super) fn one_of(
        &mut self,
        table: &dyn TableLike,
        key: &str,
        known: &[&str],
    ) -> Option<String> {
        let value = self.string(table, key);
        self.checked(value, |text| {
            let list = known.join("\"`, `\"");
            let message = say!("`{text}` is no `{key}`", "`{text}` 不是可用的 `{key}`");
            let cure = say!("write one of `\"{list}\"`", "请用其中之一：`\"{list}\"`");
            match known.contains(&text.as_str()) {
                true => Ok(text),
                false => Err((message, cure)),
            }
        })
    }

    /// The tables of the list `key`, written as `[[…]]` or in one line, with their places; `cure` says
    /// how to write them.
    pub(super) fn tables<'t>(
        &mut self,
        parent: &'t dyn TableLike,
        key: &str,
        cure: Text,
    ) -> Vec<Placed<&'t dyn TableLike>> {
        let Some(item) = parent.get(key) else {
            return Vec::new();
        };
        let found: Option<Vec<Placed<&dyn TableLike>>> = match item {
            Item::ArrayOfTables(list) => {
                let tables = list.iter();
                Some(tables.map(|table| (table as _, table.span())).collect())
            }
            item => item.as_array().and_then(|list| {
                let tables = list.iter();
                let tables = tables.map(|one| Some((one.as_inline_table()? as _, one.span())));
                tables.collect()
            }),
        };
        found.unwrap_or_else(|| {
            let message = say!("`{key}` must be a list of tables", "`{key}` 应为表的列表");
            self.fault("book/wrong-type", value_range(parent, key), message, cure);
            Vec::new()
        })
    }

    /// What `read` makes of a value; where it can make nothing of it, it says what is wrong and what to
    /// do.
    pub(super) fn checked<V, T>(
        &mut self,
        value: Option<Placed<V>>,
        read: impl FnOnce(V) -> std::result::Result<T, (Text, Text)>,
    ) -> Option<T> {
        let (value, range) = value?;
        match read(value) {
            Ok(made) => Some(made),
            Err((message, cure)) => {
                self.fault("book/wrong-value", range, message, cure);
                None
            }
        }
    }

    /// Says that `key` must be `wanted`, in English and in Chinese.
    fn wrong_type(&mut self, table: &dyn TableLike, key: &str, wanted: [&str; 2], cure: Text) {
        let (found, found_zh) = match table.get(key).map_or("", Item::type_name) {
            "string" => ("a string", "字符串"),
            "integer" | "float" => ("a number", "数"),
            "boolean" => ("true or false", "真假值"),
            "array" => ("a list", "列表"),
            "datetime" => ("a date", "日期"),
            "array of tables" => ("a list of tables", "表的列表"),
            _ => ("a table", "表"),
        };
        let [wanted, wanted_zh] = wanted;
        let message = say!(
            "`{key}` must be {wanted}, not {found}",
            "`{key}` 应为{wanted_zh}，而不是{found_zh}"
        );
        self.fault("book/wrong-type", value_range(table, key), message, cure);
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

/// The place of the value of `key`, of the key itself where that is not known.
pub(super) fn value_range(table: &dyn TableLike, key: &str) -> Option<Range<usize>> {
    let value = table.get(key).and_then(Item::span);
    value.or_else(|| key_range(table, key))
}

fn floor(text: &str, mut index: usize) -> usize {
    while !text.is_char_boundary(index) {
        index -= 1;
    }
    index
}
