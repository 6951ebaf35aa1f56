//! Spaces that the layout left between Han, or beside Chinese marks, go (clreq, 标点与空格).
//!
//! Between Han and Latin nothing is put in; what is taken away there is for `latin_space`. In brackets
//! that name a reporter or a photographer, spaces part names and stay; so does the space between the
//! halves of a slogan.

use super::side::{head, is_wide, last, next};
use crate::text::Edit;
use crate::text::chars::{IDEOGRAPHIC_SPACE, NO_BREAK_SPACE, is_han};
use std::ops::Range;

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | IDEOGRAPHIC_SPACE | NO_BREAK_SPACE)
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let layout = runs_between_words(text).filter(|run| is_layout(text, run.start, run.end));
    layout.map(|run| Edit::new(run, "")).collect()
}

/// The runs of spaces in `text` but for those that part names or stand before the number of an item.
pub(super) fn runs_between_words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let credits = credits(text);
    runs(text).filter(move |run| {
        if is_item(&text[run.end..]) {
            return false;
        }
        let after = credits.partition_point(|words| words.end <= run.start);
        let words = credits.get(after);
        !words.is_some_and(|words| words.contains(&run.start))
    })
}

/// Whether `text` begins with the number of an item in a list: `2.油墨`, `二、纸`.
fn is_item(text: &str) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let rest = text.trim_start_matches(number);
    let mut rest = rest.chars();
    let mark = rest.next().is_some_and(|c| matches!(c, '.' | '．' | '、'));
    mark && text.starts_with(number) && rest.next().is_some_and(|c| !number(c))
}

/// The runs of spaces in `text`.
pub(super) fn runs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_space)?;
        let len = text[start..].find(|c| !is_space(c));
        at = len.map_or(text.len(), |len| start + len);
        Some(start..at)
    })
}

/// Whether the space between bytes `start` and `end` stands at an end of the text, between Han, or
/// beside a mark that brings its own space.
fn is_layout(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(behind)) = (last(text, start), next(text, end)) else {
        return true;
    };
    let mark = is_chinese_mark(before, last(text, start - before.len_utf8()))
        || is_chinese_mark(behind, next(text, end + behind.len_utf8()));
    let curly = |c: char| matches!(c, '“' | '”' | '‘' | '’');
    let (a, b) = (is_wide(before), is_wide(behind));
    let layout = mark || a && b || a && curly(behind) || curly(before) && b;
    layout && !parts_slogan(&text[..start], &text[end..])
}

/// The shortest part of a slogan, in characters.
const SLOGAN: usize = 3;

/// Whether a space stands between two parts of equal length inside quotation marks, as the printer's
/// space between the halves of a slogan or a title does: `《家好月圆 民安物阜》`.
fn parts_slogan(before: &str, behind: &str) -> bool {
    let part = |chars: &mut dyn Iterator<Item = char>| {
        let mut chars = chars.filter(|c| !matches!(c, '‘' | '’'));
        let mut length = 0;
        loop {
            match chars.next() {
                Some(c) if is_han(c) && length < LONGEST => length += 1,
                end => return (length, end),
            }
        }
    };
    let (left, opens) = part(&mut before.chars().rev());
    let (right, closes) = part(&mut behind.chars());
    let opens =
        opens.is_some_and(|c| matches!(c, '“' | '《' | '「' | '『' | '〈' | '：') || is_space(c));
    let closes =
        closes.is_some_and(|c| matches!(c, '”' | '》' | '」' | '』' | '〉' | '·') || is_space(c));
    left == right && left >= SLOGAN && opens && closes
}

/// Whether `c` is a Chinese mark; of a curly quotation mark the character on its far side tells.
fn is_chinese_mark(c: char, far: Option<char>) -> bool {
    match c {
        '“' | '”' | '‘' | '’' => far.is_some_and(is_wide),
        _ => is_wide(c) && !crate::text::chars::is_han(c) && !crate::text::chars::is_kana(c),
    }
}

/// Words in brackets that are longer than this many bytes are no credits.
const LONGEST: usize = 300;

/// What parts the names of credits: a role word stands beside them.
const ROLES: &[&str] = &[
    "记者",
    "記者",
    "通讯员",
    "通訊員",
    "摄",
    "攝",
    "文/图",
    "作者",
];

/// The brackets in `text` that hold credits, in order.
fn credits(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices('（') {
        let len = head(&text[start..], LONGEST).find('）').unwrap_or(0);
        let words = &text[start..start + len];
        if ROLES.iter().any(|role| words.contains(role)) {
            found.push(start..start + len);
        }
    }
    found
}
