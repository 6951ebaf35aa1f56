//! `:` → `：` in Chinese text (GB/T 15834 §4.7).
//!
//! Times, scores and ratios keep theirs (`10:30`, `3:2`), and so does the scheme of an address.

use super::side::{in_number, widen};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    c == ':'
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    widen(text, |c| meets(c).then_some("："), keeps)
}

fn keeps(text: &str, at: usize) -> bool {
    in_number(text, at) || text[at..].starts_with("://")
}
