//! A soft hyphen U+00AD says where a word may break; the words do not need it.

use crate::text::Edit;
use crate::text::chars::SOFT_HYPHEN;

pub(super) fn meets(c: char) -> bool {
    c == SOFT_HYPHEN
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let found = text.match_indices(SOFT_HYPHEN);
    found
        .map(|(i, mark)| Edit::new(i..i + mark.len(), ""))
        .collect()
}
