//! `(` `)` → `（` `）`, decided in pairs: with Han inside or beside them both are wide, or neither.
//!
//! `(b)` marks an item of a list; brackets in formulas stand between Latin letters. A bracket
//! without its partner stays as it is.

use super::side::{is_wide, next};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    matches!(c, '(' | ')')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    // where the last wide character stood, so that nested pairs need not be read again
    let mut wide = None;
    for (i, c) in text.char_indices() {
        if is_wide(c) && !matches!(c, '（' | '）') {
            wide = Some(i);
        }
        match c {
            '(' | '（' => open.push(i),
            ')' | '）' => {
                let Some(start) = open.pop() else { continue };
                if wide > Some(start) || is_chinese(text, start, i) {
                    edits.push(Edit::new(mark(text, start), "（"));
                    edits.push(Edit::new(mark(text, i), "）"));
                }
            }
            _ => {}
        }
    }
    edits
}

fn mark(text: &str, at: usize) -> std::ops::Range<usize> {
    at..at + next(text, at).map_or(0, char::len_utf8)
}

/// Whether the pair at bytes `open` and `close`, nothing wide between them, belongs to Chinese text.
fn is_chinese(text: &str, open: usize, close: usize) -> bool {
    let (inside, after) = (mark(text, open).end, mark(text, close).end);
    if text[open..].starts_with('（') || text[close..].starts_with('）') {
        return true;
    }
    let words = &text[inside..close];
    let item = words.len() == 1 && words.bytes().all(|b| b.is_ascii_lowercase());
    let beside = |c: Option<char>| c.is_some_and(is_wide);
    let gap = |c: char| matches!(c, ' ' | '“' | '”' | '‘' | '’' | '"');
    let before = text[..open].trim_end_matches(gap).chars().next_back();
    let behind = text[after..].trim_start_matches(gap).chars().next();
    !item && (beside(before) || beside(behind))
}
