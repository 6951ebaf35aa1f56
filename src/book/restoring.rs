//! `[restore]` of book.toml: how sure a repair must be, which rules are off, the paper's own patterns.

use super::toml::{Reader, value_range};
use crate::diagnostic::Text;
use crate::restore::{FurnitureChoice, Options, Pattern};
use crate::source::nearest;
use crate::{explain, say};
use std::ops::Range;
use toml_edit::TableLike;

const KEYS: &[&str] = &["threshold", "off", "furniture", "patterns"];
const PATTERNS: &[&str] = &["bylines", "jumps", "furniture"];

/// What `[restore]` says, in the place of the defaults.
pub(super) fn read(root: &dyn TableLike, reader: &mut Reader<'_>) -> Options {
    let mut options = Options::default();
    let Some(table) = reader.table(root, "restore") else {
        return options;
    };
    reader.unknown(table, "restore", KEYS);
    if let Some(threshold) = threshold(table, reader) {
        options.threshold = threshold;
    }
    for (rule, range) in reader.placed_strings(table, "off") {
        if explain::rules().any(|known| known == rule) {
            options.off.insert(rule);
        } else {
            no_such_rule(&rule, range, reader);
        }
    }
    if let Some(choice) = furniture(table, reader) {
        options.furniture = choice;
    }
    if let Some(patterns) = reader.table(table, "patterns") {
        reader.unknown(patterns, "restore.patterns", PATTERNS);
        let mut read = |key, groups| self::patterns(patterns, key, groups, reader);
        options.patterns.bylines = read("bylines", &[]);
        options.patterns.jumps = read("jumps", &["to", "from"]);
        options.patterns.furniture = read("furniture", &[]);
    }
    options
}

fn threshold(table: &dyn TableLike, reader: &mut Reader<'_>) -> Option<f32> {
    let item = table.get("threshold")?;
    let number = item.as_float().or(item.as_integer().map(|n| n as f64));
    let range = value_range(table, "threshold");
    let cure = say!(
        "write a number from 0 to 1: `threshold = 0.6`",
        "请写 0 到 1 之间的数：`threshold = 0.6`"
    );
    match number {
        Some(number) if (0.0..=1.0).contains(&number) => return Some(number as f32),
        Some(number) => {
            let message = say!(
                "the threshold {number} is not between 0 and 1",
                "阈值 {number} 不在 0 与 1 之间"
            );
            reader.fault("book/wrong-value", range, message, cure);
        }
        None => {
            let message = say!("`threshold` must be a number", "`threshold` 应为数");
            reader.fault("book/wrong-type", range, message, cure);
        }
    }
    None
}

fn no_such_rule(rule: &str, range: Option<Range<usize>>, reader: &mut Reader<'_>) {
    let message = match explain::explain(rule) {
        Some(_) => say!(
            "`{rule}` is no rule that can be switched off",
            "`{rule}` 不是可以关闭的规则"
        ),
        None => say!("no such rule: `{rule}`", "没有这条规则：`{rule}`"),
    };
    let cure = match nearest(rule, explain::rules()) {
        Some(near) => say!("did you mean `{near}`?", "是不是 `{near}`？"),
        None => say!(
            "`offprint explain` lists the rules",
            "`offprint explain` 列出各条规则"
        ),
    };
    reader.fault("book/wrong-value", range, message, cure);
}

fn furniture(table: &dyn TableLike, reader: &mut Reader<'_>) -> Option<FurnitureChoice> {
    let value = reader.string(table, "furniture");
    reader.checked(value, |word| match word.as_str() {
        "aside" => Ok(FurnitureChoice::Aside),
        "drop" => Ok(FurnitureChoice::Drop),
        "keep" => Ok(FurnitureChoice::Keep),
        _ => Err((
            say!(
                "`{word}` is nothing that can be done with page furniture",
                "版面附件没有 `{word}` 这种处理"
            ),
            say!(
                "write \"aside\", \"drop\" or \"keep\"; patterns go into `[restore.patterns]`",
                "请写 \"aside\"、\"drop\" 或 \"keep\"；式样请写在 `[restore.patterns]` 中"
            ),
        )),
    })
}

/// The patterns of `key`; each needs one of `groups`, where there are any.
fn patterns(
    table: &dyn TableLike,
    key: &str,
    groups: &[&str],
    reader: &mut Reader<'_>,
) -> Vec<Pattern> {
    let mut all = Vec::new();
    for (text, range) in reader.placed_strings(table, key) {
        match Pattern::new(&text) {
            Ok(pattern) if groups.is_empty() || groups.iter().any(|g| pattern.has_group(g)) => {
                all.push(pattern);
            }
            Ok(_) => {
                let message = say!(
                    "`{text}` does not say where the page's label stands",
                    "`{text}` 没有写明版号在哪里"
                );
                let cure = say!(
                    "put the label into a group named `to` or `from`: `see page (?<to>\\d+)`",
                    "请把版号放进名为 `to` 或 `from` 的组：`见第(?<to>\\d+)版`"
                );
                reader.fault("book/wrong-value", range, message, cure);
            }
            Err(reason) => reader.fault("book/wrong-value", range, unread(&text, &reason), cure()),
        }
    }
    all
}

fn unread(text: &str, reason: &str) -> Text {
    say!(
        "`{text}` is no regular expression: {reason}",
        "`{text}` 不是正则表达式：{reason}"
    )
}

fn cure() -> Text {
    say!(
        "write a mark that is meant as itself with a backslash before it, and the pattern in single quotes: '\\(图\\)'",
        "表示标点本身时前面加反斜杠，式样用单引号括住：'\\(图\\)'"
    )
}
