//! `,` → `，` in Chinese text (GB/T 15834 §4.4).
//!
//! Not between figures: `1,400` has a separator, and `1,3,5版` may stand for `、`.

use super::side::{in_number, widen};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    c == ','
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    widen(text, |c| meets(c).then_some("，"), in_number)
}
