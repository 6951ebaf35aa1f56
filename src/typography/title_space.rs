//! Spaces in a headline: each is a line break, but the ones that are only layout (design: formats).
//!
//! Directly before an opening quotation mark or behind a colon a space is layout and goes; so do one
//! within a word, one between a figure and its unit, and those of a title set letter by letter
//! (`字 里 行 间`). Every other run becomes one U+3000. Between two Latin words or numbers it is a space
//! and stays.

use super::side::{last, next};
use super::space::{is_space, runs};
use crate::restore::lexicon;
use crate::text::Edit;
use crate::text::chars::{IDEOGRAPHIC_SPACE, is_han};
use std::ops::Range;

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let runs: Vec<Range<usize>> = runs(text).collect();
    let spread = spread(text, &runs);
    let mut edits = Vec::new();
    for (run, spread) in runs.into_iter().zip(spread) {
        let before = last(text, run.start);
        let behind = next(text, run.end);
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii() && !is_space(c));
        if latin(before) && latin(behind) {
            continue;
        }
        let edge = before.is_none() || behind.is_none();
        let opens = matches!(behind, Some('“' | '‘' | '「' | '『'));
        let colon = matches!(before, Some('：' | ':'));
        let layout = edge || opens || colon || spread || is_within(text, &run);
        edits.push(Edit::new(run, if layout { "" } else { "\u{3000}" }));
    }
    edits
}

/// How many letters in a row with a space behind them are a title set letter by letter.
const SPREAD: usize = 3;

/// Of each run of spaces, whether it stands behind a letter that is set apart, as at least three in a row
/// are. A run wider than those beside it parts two lines all the same.
fn spread(text: &str, runs: &[Range<usize>]) -> Vec<bool> {
    let alone = |i: usize| {
        let start = i.checked_sub(1).map_or(0, |i| runs[i].end);
        let mut chars = text[start..runs[i].start].chars();
        chars.next().is_some_and(is_han) && chars.next().is_none()
    };
    let width = |i: usize| -> usize {
        let wide = |c| 1 + usize::from(c == IDEOGRAPHIC_SPACE);
        text[runs[i].clone()].chars().map(wide).sum()
    };
    let mut found = vec![false; runs.len()];
    let mut from = 0;
    for i in 0..=runs.len() {
        if i < runs.len() && alone(i) {
            continue;
        }
        if i - from >= SPREAD {
            let narrow = (from..i).map(width).min();
            for (j, found) in found.iter_mut().enumerate().take(i).skip(from) {
                *found = Some(width(j)) == narrow;
            }
        }
        from = i + 1;
    }
    found
}

/// Whether the space stands within a word, or between a figure and its unit.
fn is_within(text: &str, run: &Range<usize>) -> bool {
    let (before, behind) = (&text[..run.start], &text[run.end..]);
    let figure = before.ends_with(|c: char| c.is_ascii_digit());
    figure && behind.starts_with(is_unit) || lexicon::cuts_word(before, behind)
}

fn is_unit(c: char) -> bool {
    "年月日时時分秒个個项項万萬亿億元人名次吨噸周岁歲届屆公米家户戶".contains(c)
}
