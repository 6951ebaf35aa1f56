//! `ﬁ` → `fi`: the ligatures U+FB00–FB06 that PDF text comes with.
//!
//! Only these: Unicode's compatibility forms as a whole (NFKC) would turn `…` into three dots and
//! `，` into `,`, which is the very damage that this module repairs.

use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    letters(c).is_some()
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let found = text
        .char_indices()
        .filter_map(|(i, c)| Some((i, c, letters(c)?)));
    found
        .map(|(i, c, letters)| Edit::new(i..i + c.len_utf8(), letters))
        .collect()
}

fn letters(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        _ => return None,
    })
}
