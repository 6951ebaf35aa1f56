//! Spaces that the layout left between Han, or beside Chinese marks, go (clreq, 标点与空格).
//!
//! Between Han and Latin nothing is put in and nothing taken away. In brackets that name a reporter
//! or a photographer, spaces part names and stay.

use super::side::{head, is_wide, last, next};
use crate::text::Edit;
use crate::text::chars::{IDEOGRAPHIC_SPACE, NO_BREAK_SPACE};

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | IDEOGRAPHIC_SPACE | NO_BREAK_SPACE)
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let credits = credits(text);
    let mut edits = Vec::new();
    for run in runs(text) {
        let after = credits.partition_point(|words| words.end <= run.start);
        let inside = credits
            .get(after)
            .is_some_and(|words| words.contains(&run.start));
        if !inside && is_layout(text, run.start, run.end) {
            edits.push(Edit::new(run, ""));
        }
    }
    edits
}

/// The runs of spaces in `text`.
pub(super) fn runs(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_space)?;
        let len = text[start..].find(|c| !is_space(c));
        at = len.map_or(text.len(), |len| start + len);
        Some(start..at)
    })
}

/// Whether the space between bytes `start` and `end` stands at an end of the text, between Han, or
/// beside a mark that brings its own space.
fn is_layout(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(behind)) = (last(text, start), next(text, end)) else {
        return true;
    };
    let mark = is_chinese_mark(before, last(text, start - before.len_utf8()))
        || is_chinese_mark(behind, next(text, end + behind.len_utf8()));
    let curly = |c: char| matches!(c, '“' | '”' | '‘' | '’');
    let (a, b) = (is_wide(before), is_wide(behind));
    mark || a && b || a && curly(behind) || curly(before) && b
}

/// Whether `c` is a Chinese mark; of a curly quotation mark the character on its far side tells.
fn is_chinese_mark(c: char, far: Option<char>) -> bool {
    match c {
        '“' | '”' | '‘' | '’' => far.is_some_and(is_wide),
        _ => is_wide(c) && !crate::text::chars::is_han(c) && !crate::text::chars::is_kana(c),
    }
}

/// Words in brackets that are longer than this many bytes are no credits.
const LONGEST: usize = 300;

/// What parts the names of credits: a role word stands beside them.
const ROLES: &[&str] = &[
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "摄",
    "攝",
    "文/图",
    "作者",
];

/// The brackets in `text` that hold credits, in order.
fn credits(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('（') {
        let len = head(&text[start..], LONGEST).find('）').unwrap_or(0);
        let words = &text[start..start + len];
        if ROLES.iter().any(|role| words.contains(role)) {
            found.push(start..start + len);
        }
    }
    found
}
