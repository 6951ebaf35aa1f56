//! `"…"`, `'…'` → `“…”`, `‘…’`: straight marks are paired in the order they stand (GB/T 15834 §4.8).
//!
//! Curly marks that are there already take part in the count; one that looks the wrong way is turned
//! where what stands beside it leaves no doubt (`”好“。`). The last mark may stay open, as at the start
//! of a quotation of several paragraphs. Where the count does not come out, nothing is changed; nor for
//! feet and inches, nor for the apostrophe of Latin words. Text that uses 「」 is for `corner`.

use super::side::{is_wide, last, next};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    matches!(c, '"' | '\'' | '＂' | '＇' | '〝' | '〞' | '“' | '”')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    if text.contains(['「', '」']) {
        return Vec::new();
    }
    let mut edits = pairs(text, &DOUBLE);
    edits.extend(pairs(text, &SINGLE));
    edits
}

/// A kind of quotation mark.
struct Kind {
    straight: &'static [char],
    open: char,
    close: char,
}

const DOUBLE: Kind = Kind {
    straight: &['"', '＂', '〝', '〞'],
    open: '“',
    close: '”',
};

const SINGLE: Kind = Kind {
    straight: &['\'', '＇'],
    open: '‘',
    close: '’',
};

fn pairs(text: &str, kind: &Kind) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (i, c) in text.char_indices() {
        let straight = kind.straight.contains(&c);
        if straight && is_other(text, i, c) || !straight && c != kind.open && c != kind.close {
            continue;
        }
        let end = i + c.len_utf8();
        let Some((start, first)) = open.take() else {
            open = Some((i, c));
            continue;
        };
        let inside = start + first.len_utf8();
        let turned = first == kind.close || c == kind.open;
        if turned && !opens_nothing(text, start, first, kind) && !closes(text, end, c, kind) {
            return Vec::new();
        }
        if is_chinese(text, start, inside..i, end) {
            edits.push(Edit::new(start..inside, kind.open));
            edits.push(Edit::new(i..end, kind.close));
        } else if turned {
            return Vec::new();
        }
    }
    match open {
        Some((_, c)) if c != kind.open => Vec::new(),
        _ => edits,
    }
}

/// Whether the mark `c` at byte `at` looks like a closing one where nothing can be closed.
fn opens_nothing(text: &str, at: usize, c: char, kind: &Kind) -> bool {
    let before = last(text, at);
    c == kind.close && before.is_none_or(|c| matches!(c, '：' | '（' | '《' | '，' | ':' | '('))
}

/// Whether the mark `c` before byte `end` looks like an opening one where nothing can be opened.
fn closes(text: &str, end: usize, c: char, kind: &Kind) -> bool {
    let behind = next(text, end);
    let mark = |c| {
        matches!(
            c,
            '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | ','
        )
    };
    c == kind.open && behind.is_none_or(mark)
}

/// Whether the straight mark `c` at byte `at` is an apostrophe, or a sign for feet or inches.
pub(super) fn is_other(text: &str, at: usize, c: char) -> bool {
    let before = last(text, at);
    let behind = next(text, at + c.len_utf8());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let apostrophe = matches!(c, '\'' | '＇') && letter(before) && letter(behind);
    let figure = before.is_some_and(|c| c.is_ascii_digit());
    let straight = matches!(c, '"' | '\'' | '＂' | '＇');
    let inches =
        straight && figure && !text[..at].contains(c) && behind.is_none_or(|c| !is_wide(c));
    apostrophe || inches
}

/// Whether a pair belongs to Chinese text: Han inside, or right beside it.
fn is_chinese(text: &str, start: usize, inside: std::ops::Range<usize>, end: usize) -> bool {
    let wide = |c: Option<char>| c.is_some_and(is_wide);
    text[inside].contains(is_wide) || wide(last(text, start)) || wide(next(text, end))
}
