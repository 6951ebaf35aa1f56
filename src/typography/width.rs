//! `２０２４年ＧＤＰ` → `2024年GDP`: figures and letters of full width are ASCII ones.
//!
//! W3C clreq advises against them in stored text. The point between two figures goes with them.

use super::side::{last, next};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let ascii = |(i, c): (usize, char)| {
        let point =
            c == '．' && is_figure(last(text, i)) && is_figure(next(text, i + c.len_utf8()));
        let narrow = (meets(c) || point)
            .then(|| char::from_u32(c as u32 - 0xFEE0))
            .flatten()?;
        Some(Edit::new(i..i + c.len_utf8(), narrow))
    };
    text.char_indices().filter_map(ascii).collect()
}

fn is_figure(c: Option<char>) -> bool {
    matches!(c, Some('０'..='９' | '0'..='9'))
}
