//! `...`, `…`, `。。。` → `……`: six dots in two places (GB/T 15834 §4.11).

use super::side::{Side, before, behind};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    matches!(c, '.' | '…' | '。' | '．' | '⋯')
}

/// A run of dots beside Chinese text becomes six; a run that ends a Latin sentence stays.
pub(super) fn propose(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find(meets) {
        let start = at + i;
        let c = text[start..].chars().next().unwrap_or('.');
        let run = text[start..].len() - text[start..].trim_start_matches(c).len();
        at = start + run;
        let count = run / c.len_utf8();
        let dots = match c {
            '…' | '⋯' => count == 1 || (c == '⋯' && count == 2),
            _ => (3..=6).contains(&count),
        };
        let wide = before(text, start) == Side::Wide || behind(text, at) == Side::Wide;
        if dots && wide {
            edits.push(Edit::new(start..at, "……"));
        }
    }
    edits
}
