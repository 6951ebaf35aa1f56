//! `"字里行間」` → `「字里行間」`: in text that quotes with 「」, other marks in their places.
//!
//! Where the corner marks pair among themselves, the others are paired apart, and those that stand
//! inside a corner pair stay as printed: a quotation within one; so do all where they are the majority.
//! Where the corner marks do not pair, all marks are paired in the order they stand, and each corner mark
//! has to agree.

use super::quote::is_other;
use crate::text::Edit;

/// A quotation mark and its byte.
type Mark = (usize, char);

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let marks: Vec<Mark> = text
        .char_indices()
        .filter(|&(_, c)| is_corner(c) || is_foreign(c))
        .filter(|&(i, c)| !is_other(text, i, c))
        .collect();
    let corners: Vec<Mark> = of(&marks, is_corner);
    if !alternate(&corners) {
        return if alternate(&marks) {
            edits(&marks)
        } else {
            Vec::new()
        };
    }
    let mut open = false;
    let mut outside = Vec::new();
    for &(i, c) in &marks {
        match c {
            '「' => open = true,
            '」' => open = false,
            _ if !open => outside.push((i, c)),
            _ => {}
        }
    }
    if !outside.len().is_multiple_of(2) || outside.len() > corners.len() {
        return Vec::new();
    }
    edits(&outside)
}

pub(super) fn meets(c: char) -> bool {
    is_corner(c)
}

fn is_corner(c: char) -> bool {
    matches!(c, '「' | '」')
}

fn is_foreign(c: char) -> bool {
    matches!(c, '"' | '＂' | '〝' | '〞' | '“' | '”')
}

fn of(marks: &[Mark], is: fn(char) -> bool) -> Vec<Mark> {
    marks.iter().copied().filter(|&(_, c)| is(c)).collect()
}

/// Whether every corner mark looks the way its place asks for, opening and closing by turns.
fn alternate(marks: &[Mark]) -> bool {
    let fits = |(i, &(_, c)): (usize, &Mark)| !is_corner(c) || (c == '「') == (i % 2 == 0);
    marks.len().is_multiple_of(2) && marks.iter().enumerate().all(fits)
}

fn edits(marks: &[Mark]) -> Vec<Edit> {
    let edit = |(i, &(at, c)): (usize, &Mark)| {
        Edit::new(at..at + c.len_utf8(), if i % 2 == 0 { "「" } else { "」" })
    };
    marks.iter().enumerate().map(edit).collect()
}
