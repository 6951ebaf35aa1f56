//! `;` `!` `?` → `；` `！` `？` in Chinese text (GB/T 15834 §4.2, §4.3, §4.6).
//!
//! A run of them (`?!`) is judged as one and keeps its order. The end of an HTML entity is none.

use super::side::widen;
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    wide(c).is_some()
}

fn wide(c: char) -> Option<&'static str> {
    Some(match c {
        ';' => "；",
        '!' => "！",
        '?' => "？",
        _ => return None,
    })
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    widen(text, wide, ends_entity)
}

/// Whether the mark at byte `at` ends an entity: `&nbsp;`.
fn ends_entity(text: &str, at: usize) -> bool {
    // the longest name of HTML has 31 letters
    let name = text[..at].bytes().rev().take(32);
    let len = name.take_while(u8::is_ascii_alphanumeric).count();
    len > 0 && text[at..].starts_with(';') && text[..at - len].trim_end_matches('#').ends_with('&')
}
