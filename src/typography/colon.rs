//! `:` → `：` in Chinese text (GB/T 15834 §4.7).
//!
//! Times, scores and ratios keep theirs (`10:30`, `3:2`), and so does the scheme of an address.

use super::side::{in_number, widen};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    c == ':'
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let scheme = |text: &str, at: usize| text[at..].starts_with("://");
    widen(
        text,
        |c| meets(c).then_some("："),
        move |text, at| in_number(text, at) || scheme(text, at),
    )
}
