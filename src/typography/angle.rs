//! `<<字里行间>>` → `《字里行间》`, `<小城>` → `〈小城〉`: the marks of titles (GB/T 15834 §4.15).

use super::side::{head, is_wide};
use crate::text::Edit;
use crate::text::chars::is_han;

/// The longest title that is looked for, in bytes.
const LONGEST: usize = 120;

pub(super) fn meets(c: char) -> bool {
    c == '<'
}

/// Pairs around words with Han; HTML and comparisons have none.
pub(super) fn propose(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find('<') {
        let open = at + i;
        let double = text[open..].starts_with("<<");
        let (left, right) = if double { ("<<", ">>") } else { ("<", ">") };
        let inside = open + left.len();
        at = inside;
        let Some(len) = head(&text[inside..], LONGEST).find(right) else {
            continue;
        };
        let words = &text[inside..inside + len];
        if !words.contains(is_han) || words.contains(['<', '>', '=', '/', '\n']) {
            continue;
        }
        // a title is no comparison: `a<b且c>d`
        let edges = words.starts_with(is_wide) && words.ends_with(is_wide);
        if !double && !edges {
            continue;
        }
        let close = inside + len;
        let (opening, closing) = if double {
            ("《", "》")
        } else {
            ("〈", "〉")
        };
        at = close + right.len();
        edits.push(Edit::new(open..inside, opening));
        edits.push(Edit::new(close..at, closing));
    }
    edits
}
