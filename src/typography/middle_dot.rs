//! `•` `・` `‧` → `·` between the parts of a name or a title (U+00B7; clreq, 间隔号).
//!
//! At the start of a text or behind a space the dot is a bullet.

use super::side::{last, next};
use crate::text::Edit;
use crate::text::chars::is_han;

pub(super) fn meets(c: char) -> bool {
    matches!(c, '•' | '・' | '‧' | '∙' | '･' | '⋅')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let han = |c: Option<char>| c.is_some_and(is_han);
    let found = text.char_indices().filter(|&(_, c)| meets(c));
    let found = found.filter(|&(i, c)| han(last(text, i)) && han(next(text, i + c.len_utf8())));
    found
        .map(|(i, c)| Edit::new(i..i + c.len_utf8(), "·"))
        .collect()
}
