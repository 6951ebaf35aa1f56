//! The two parts of a chapter's file: the lines of its front matter, and its body.

use crate::text::chars::BYTE_ORDER_MARK;
use std::borrow::Cow;
use std::ops::Range;

/// The text of a file with line feeds only, and without a byte order mark.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// `text`, which is [`plain`], with the line ends and the byte order mark of `original`.
pub fn in_the_manner_of(original: &str, text: String) -> String {
    let text = match original.contains("\r\n") {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    match original.starts_with(BYTE_ORDER_MARK) {
        true => format!("{BYTE_ORDER_MARK}{text}"),
        false => text,
    }
}

/// A file's front matter and its body, as they are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts<'a> {
    /// Between the `---` lines; `None` where there is none.
    pub front: Option<&'a str>,
    /// The rest, without blank lines at either end.
    pub body: &'a str,
    /// The byte of the file at which the body begins.
    pub at: usize,
}

/// Parts the file `text`, which is [`plain`].
pub fn parts(text: &str) -> Parts<'_> {
    let block = block(text);
    let after = block.as_ref().map_or(0, |block| block.after);
    let (body, at) = body(text, after);
    Parts {
        front: block.map(|block| &text[block.yaml]),
        body,
        at,
    }
}

/// Where front matter stands.
pub(super) struct Block {
    /// The bytes between the two marks.
    pub yaml: Range<usize>,
    /// One past the closing line.
    pub after: usize,
}

/// The front matter of `text`: at the very top, between a `---` line and a `---` or `...` line.
pub(super) fn block(text: &str) -> Option<Block> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    let mut at = first.len();
    for line in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Some(Block {
                yaml: first.len()..at,
                after: at + line.len(),
            });
        }
        at += line.len();
    }
    None
}

/// The body, which stands behind the byte `after`, and where it begins: the indent of its first line
/// is part of it.
pub(super) fn body(text: &str, after: usize) -> (&str, usize) {
    let blank = |line: &&str| line.trim_matches([' ', '\t', '\n']).is_empty();
    let lines = text[after..].split_inclusive('\n');
    let start = after + lines.take_while(blank).map(str::len).sum::<usize>();
    (text[start..].trim_end_matches(['\n', ' ', '\t']), start)
}
