//! `.` → `。` at the end of a Chinese sentence (GB/T 15834 §4.1).
//!
//! Only behind Han, `”` or `）`: behind figures and letters a point may be anything. A Han numeral
//! and a point at the start of a text number it (`一.`), a run of points is an ellipsis.

use super::side::{is_wide, last, next};
use super::space::is_space;
use crate::text::Edit;
use crate::text::chars::is_han;

pub(super) fn meets(c: char) -> bool {
    matches!(c, '.' | '．')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let found = text.char_indices().filter(|&(_, c)| meets(c));
    let found = found.filter(|&(i, c)| ends_sentence(text, i, i + c.len_utf8()));
    found
        .map(|(i, c)| Edit::new(i..i + c.len_utf8(), "。"))
        .collect()
}

fn ends_sentence(text: &str, start: usize, end: usize) -> bool {
    let before =
        last(text, start).is_some_and(|c| is_han(c) || matches!(c, '”' | '’' | '）' | '》'));
    let behind = next(text, end).is_none_or(|c| {
        is_wide(c) || matches!(c, '“' | '”' | '‘' | '’' | '"') || c.is_whitespace()
    });
    before && behind && !numbers(&text[..start])
}

/// Whether `text`, what stands before the point, is or ends in a Han numeral that stands alone.
fn numbers(text: &str) -> bool {
    let numerals = "一二三四五六七八九十";
    let before = text.trim_end_matches(|c| numerals.contains(c));
    before.len() < text.len() && before.chars().next_back().is_none_or(is_space)
}
