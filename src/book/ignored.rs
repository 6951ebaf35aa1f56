//! `[check] ignore` of book.toml: what a person has looked at and found good.

use super::toml::Reader;
use crate::diagnostic::Location;
use crate::source::nearest;
use crate::{explain, say};
use std::ops::Range;
use toml_edit::TableLike;

/// An entry of `[check] ignore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The code that is not said.
    pub code: String,
    /// The file it is not said of, as messages name it; any when not given.
    pub file: Option<String>,
    /// Words that have to stand where it would be said, or in the message where it has no place.
    pub text: Option<String>,
    /// The line, from 1, when `at` names one.
    pub line: Option<usize>,
    /// The column in characters, from 1, when `at` names one.
    pub column: Option<usize>,
    /// Why it is good as it stands.
    pub reason: String,
    /// Where the entry itself stands.
    pub at: Location,
}

const KEYS: &[&str] = &["code", "file", "text", "at", "reason"];

/// What `[check]` says.
pub(super) fn read(root: &dyn TableLike, reader: &mut Reader<'_>) -> Vec<Ignored> {
    let Some(table) = reader.table(root, "check") else {
        return Vec::new();
    };
    reader.unknown(table, "check", &["ignore"]);
    let mut all = Vec::new();
    for (entry, range) in reader.tables(table, "ignore", cure()) {
        all.extend(one(entry, range, reader));
    }
    all
}

fn one(
    entry: &dyn TableLike,
    range: Option<Range<usize>>,
    reader: &mut Reader<'_>,
) -> Option<Ignored> {
    reader.unknown(entry, "check.ignore", KEYS);
    let mut text = |key| reader.string(entry, key);
    let (code, file, words) = (text("code"), text("file"), text("text"));
    let (at, reason) = (text("at"), text("reason"));
    let (Some((code, code_range)), Some((reason, _))) = (code, reason) else {
        let message = say!(
            "an entry of `ignore` needs a code and a reason",
            "`ignore` 的每一条都要有 code 和 reason"
        );
        reader.fault("book/wrong-value", range, message, cure());
        return None;
    };
    if explain::explain(&code).is_none() {
        let message = say!("no such code: `{code}`", "没有这个代码：`{code}`");
        let codes = explain::entries().iter().map(|entry| entry.code);
        let cure = match nearest(&code, codes) {
            Some(near) => say!("did you mean `{near}`?", "是不是 `{near}`？"),
            None => cure(),
        };
        reader.fault("book/wrong-value", code_range, message, cure);
        return None;
    }
    let (line, column) = match at {
        None => (None, None),
        Some((at, range)) => match place(&at) {
            Some(place) => place,
            None => {
                let message = say!("`{at}` is no place", "`{at}` 不是位置");
                let cure = say!(
                    "write a line, or line and column: `at = \"12\"`, `at = \"12:5\"`",
                    "请写行号，或行号与列号：`at = \"12\"`、`at = \"12:5\"`"
                );
                reader.fault("book/wrong-value", range, message, cure);
                return None;
            }
        },
    };
    Some(Ignored {
        code,
        file: file.map(|(file, _)| file.trim_start_matches("./").to_owned()),
        text: words.map(|(text, _)| text),
        line,
        column,
        reason,
        at: reader.place(range),
    })
}

/// `12` or `12:5`.
fn place(at: &str) -> Option<(Option<usize>, Option<usize>)> {
    let number = |text: &str| text.parse::<usize>().ok().filter(|n| *n > 0);
    match at.split_once(':') {
        None => Some((Some(number(at)?), None)),
        Some((line, column)) => Some((Some(number(line)?), Some(number(column)?))),
    }
}

fn cure() -> crate::diagnostic::Text {
    say!(
        "write `ignore = [{{ code = \"check/…\", file = \"src/….md\", text = \"…\", reason = \"…\" }}]`",
        "请写成 `ignore = [{{ code = \"check/…\", file = \"src/….md\", text = \"……\", reason = \"……\" }}]`"
    )
}
