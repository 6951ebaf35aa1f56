//! `~` → `～` U+FF5E between numbers, and beside Han (GB/T 15835 §5.1).
//!
//! The half-width one would also be taken for a mark by Markdown. A path (`~/`) keeps its own.

use super::side::{is_wide, last, next};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    c == '~'
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let found = text.match_indices('~').map(|(i, _)| i);
    let found = found.filter(|&i| is_range(last(text, i), next(text, i + 1)));
    found.map(|i| Edit::new(i..i + 1, "～")).collect()
}

fn is_range(before: Option<char>, behind: Option<char>) -> bool {
    let wide = |c: Option<char>| c.is_some_and(|c| is_wide(c) || matches!(c, '“' | '”'));
    let number = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let measure = |c: Option<char>| c.is_some_and(|c| matches!(c, '%' | '‰' | '℃' | '°'));
    match (before, behind) {
        (before, behind) if number(before) || measure(before) => number(behind) || wide(behind),
        (before, behind) => wide(before) && (wide(behind) || number(behind) || behind.is_none()),
    }
}
