//! Spaces in a headline: each is a line break, but the ones that are only layout (design: formats).
//!
//! Directly before an opening quotation mark or behind a colon a space is layout and goes; every
//! other run becomes one U+3000. Between two Latin words or numbers it is a space and stays.

use super::side::{last, next};
use super::space::{is_space, runs};
use crate::text::Edit;

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for run in runs(text) {
        let before = last(text, run.start);
        let behind = next(text, run.end);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !is_space(c));
        if latin(before) && latin(behind) {
            continue;
        }
        let edge = before.is_none() || behind.is_none();
        let opens = matches!(behind, Some('“' | '‘' | '「' | '『'));
        let colon = matches!(before, Some('：' | ':'));
        edits.push(Edit::new(
            run,
            if edge || opens || colon {
                ""
            } else {
                "\u{3000}"
            },
        ));
    }
    edits
}
