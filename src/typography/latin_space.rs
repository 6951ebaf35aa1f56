//! `2024 年` → `2024年`, in an article that writes it both ways.
//!
//! Print sets a little air between Han and Latin, which text recognition reads as a space here and there.
//! An article that has a space at every such place has it on purpose, and keeps it.

use super::side::{last, next};
use super::space::runs_between_words;
use crate::restore::{Article, Block};
use crate::text::Edit;
use crate::text::chars::is_han;
use std::ops::Range;

/// So many times as many places with a space as without show a habit.
const HABIT: usize = 5;

/// Whether `article` leaves a space between Han and Latin in some places and not in others.
pub(super) fn is_loose(article: &Article) -> bool {
    let (mut spaced, mut tight) = (0, 0);
    for block in &article.body {
        let Block::Paragraph(text) = block else {
            continue;
        };
        spaced += spaces(text.as_str()).count();
        let chars = text.as_str().chars();
        let pairs = chars.clone().zip(chars.skip(1));
        tight += pairs.filter(|&(a, b)| meet(a, b)).count();
    }
    spaced > 0 && spaced < HABIT * tight
}

/// Whether one of the two is Han and the other a Latin letter or a figure.
fn meet(a: char, b: char) -> bool {
    is_han(a) && b.is_ascii_alphanumeric() || (a.is_ascii_alphanumeric() || a == '%') && is_han(b)
}

/// The runs of spaces between Han and Latin.
fn spaces(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    runs_between_words(text).filter(|run| {
        let sides = (last(text, run.start), next(text, run.end));
        matches!(sides, (Some(a), Some(b)) if meet(a, b))
    })
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    spaces(text).map(|run| Edit::new(run, "")).collect()
}
