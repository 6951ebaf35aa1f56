//! The codes of `docs/codes.md`, which is read here and nowhere else: the document and the program
//! cannot disagree.

use crate::diagnostic::Text;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a code stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Changes something on a page; can be switched off.
    Rule,
    /// Says why words stand in no chapter.
    Reason,
    /// Something that the program says.
    Message,
}

/// All there is to say of a code.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// What it stands for.
    pub kind: Kind,
    /// In a few words: `joined a torn paragraph`.
    pub title: Text,
    /// In a few sentences.
    pub text: Text,
    /// An example; of a rule, the words before and after.
    pub example: Option<Example>,
}

/// An example in words of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// Before, or all there is.
    pub before: &'static str,
    /// What the rule makes of it.
    pub after: Option<&'static str>,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| read(include_str!("../../docs/codes.md")));

static BY_CODE: LazyLock<BTreeMap<&'static str, usize>> = LazyLock::new(|| {
    let codes = ENTRIES.iter().enumerate();
    codes.map(|(i, entry)| (entry.code, i)).collect()
});

/// Every code, in the order of the document.
pub fn entries() -> &'static [Entry] {
    &ENTRIES
}

/// What there is to say of `code`.
pub fn explain(code: &str) -> Option<&'static Entry> {
    BY_CODE.get(code).map(|&i| &ENTRIES[i])
}

/// The title of `code`; a code that is not known is read out.
pub fn title(code: &str) -> Text {
    explain(code).map_or_else(|| super::read_out(code), |entry| entry.title.clone())
}

/// The codes of all rules that can be switched off.
pub fn rules() -> impl Iterator<Item = &'static str> {
    let rules = ENTRIES.iter().filter(|entry| entry.kind == Kind::Rule);
    rules.map(|entry| entry.code)
}

fn read(document: &'static str) -> Vec<Entry> {
    let parts = document.split("\n### `").skip(1);
    parts.filter_map(entry).collect()
}

/// An entry: its code; `*kind* · English · 中文`; a paragraph of each; perhaps a fence.
fn entry(part: &'static str) -> Option<Entry> {
    let (code, rest) = part.split_once('`')?;
    let rest = rest.split("\n## ").next()?;
    let (words, fence) = match rest.split_once("```text\n") {
        Some((words, fence)) => (words, fence.split("\n```").next()),
        None => (rest, None),
    };
    let mut paragraphs = words.split("\n\n").map(str::trim);
    let mut paragraphs = paragraphs.by_ref().filter(|text| !text.is_empty());
    let mut head = paragraphs.next()?.split(" · ");
    let kind = match head.next()?.trim_matches('*') {
        "rule" => Kind::Rule,
        "reason" => Kind::Reason,
        _ => Kind::Message,
    };
    let title = Text {
        en: head.next()?.to_owned(),
        zh: head.next()?.to_owned(),
    };
    let text = Text {
        en: paragraphs.next()?.replace('\n', " "),
        zh: paragraphs.next()?.replace('\n', ""),
    };
    Some(Entry {
        code,
        kind,
        title,
        text,
        example: fence.map(example),
    })
}

fn example(fence: &'static str) -> Example {
    match fence.split_once("\n→\n") {
        Some((before, after)) => Example {
            before,
            after: Some(after),
        },
        None => Example {
            before: fence,
            after: None,
        },
    }
}
