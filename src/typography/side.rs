//! What stands beside a mark: the question that most rules ask.

use crate::text::Edit;
use crate::text::chars::{is_han, is_kana, is_wide_punctuation};

/// What stands on one side of a mark, quotation marks and brackets passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Han, kana, or a mark that only Chinese and Japanese have.
    Wide,
    /// A curly quotation mark, which Latin text has too, and behind it neither Han nor a wide mark.
    Quote,
    /// A letter.
    Letter,
    /// A figure.
    Digit,
    /// The sign of a measure behind a figure: `63%`.
    Measure,
    /// Anything else, or the end of the text.
    Other,
}

/// How many quotation marks and brackets are passed over; more stand in a row nowhere, and a bound
/// keeps the rules linear.
const SKIPPED: usize = 6;

/// What stands before byte `at`.
pub(super) fn before(text: &str, at: usize) -> Side {
    side(text[..at].chars().rev())
}

/// What stands behind byte `at`; one space is passed over, as a mark of half width has one behind it.
pub(super) fn behind(text: &str, at: usize) -> Side {
    let rest = &text[at..];
    match side(rest.chars()) {
        Side::Other if rest.starts_with(' ') && side(rest[1..].chars()) == Side::Wide => Side::Wide,
        found => found,
    }
}

fn side(chars: impl Iterator<Item = char>) -> Side {
    let mut quoted = false;
    for c in chars.take(SKIPPED) {
        match c {
            '“' | '”' | '‘' | '’' => quoted = true,
            '"' | '\'' | '(' | ')' | '[' | ']' | '<' | '>' => {}
            c if is_wide(c) => return Side::Wide,
            _ if quoted => return Side::Quote,
            c if c.is_alphabetic() => return Side::Letter,
            c if c.is_numeric() => return Side::Digit,
            '%' | '‰' | '℃' | '°' => return Side::Measure,
            _ => return Side::Other,
        }
    }
    if quoted { Side::Quote } else { Side::Other }
}

/// Whether `c` can stand in Chinese text only: Han, kana, their punctuation, the dash and the dots.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || is_wide_punctuation(c) || matches!(c, '—' | '…')
}

/// Whether the mark at bytes `start..end` belongs to Chinese text: a wide side, or a quotation mark
/// without a Latin sentence on the other side. A mark right before a closing quotation mark belongs
/// to what is quoted, so only what stands before it counts.
fn belongs(text: &str, start: usize, end: usize) -> bool {
    let before = before(text, start);
    let closed = text[end..].starts_with(['”', '’', '"', ')', '）', '」', '』']);
    let behind = if closed {
        Side::Other
    } else {
        behind(text, end)
    };
    match (before, behind) {
        (Side::Wide, _) | (_, Side::Wide) => true,
        // in a text with Han `50%,2000` are no English words
        (Side::Measure, other) if other != Side::Letter => true,
        (Side::Quote, other) | (other, Side::Quote) => other != Side::Letter && !closed,
        // no number has a stop like these inside, so what follows the figures decides: `476;1975年`
        (Side::Digit, Side::Digit) if !text[start..end].contains([',', ':']) => {
            let figures = |c: char| c.is_ascii_digit() || c == '.';
            side(text[end..].trim_start_matches(figures).chars()) == Side::Wide
        }
        _ => is_among_guests(text, start, end),
    }
}

/// How far a run of Latin words in Chinese text is followed.
const RUN: usize = 60;

/// Whether the mark stands, without a space, in a run of Latin words or figures with Han on both sides:
/// `出了iPhone,iPad和Mac`. One letter on a side (`x,y`) is a formula.
fn is_among_guests(text: &str, start: usize, end: usize) -> bool {
    let guest = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '+' | '.' | '-');
    let word = |chars: &mut dyn Iterator<Item = char>| {
        let mut length = 0;
        for c in chars.take(RUN) {
            match c {
                c if guest(c) => length += 1,
                ',' | ';' if length > 1 => {}
                c => return length > 1 && is_wide(c),
            }
        }
        false
    };
    word(&mut text[..start].chars().rev()) && word(&mut text[end..].chars())
}

/// The edits of a rule for single marks: each mark of Chinese text that `wide` knows becomes the wide
/// one, unless it is one that `keeps` speaks for. A run of marks (`?!`, `!,`) is judged as one.
pub(super) fn widen(
    text: &str,
    wide: fn(char) -> Option<&'static str>,
    keeps: fn(&str, usize) -> bool,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find(is_mark) {
        let start = at + i;
        let len = text[start..].find(|c| !is_mark(c));
        at = len.map_or(text.len(), |len| start + len);
        if !belongs(text, start, at) {
            continue;
        }
        for (i, c) in text[start..at].char_indices() {
            let place = start + i;
            if let Some(wide) = wide(c).filter(|_| !keeps(text, place)) {
                edits.push(Edit::new(place..place + 1, wide));
            }
        }
    }
    edits
}

fn is_mark(c: char) -> bool {
    matches!(c, ',' | ':' | ';' | '!' | '?')
}

/// Whether the mark of one byte at `at` stands between two figures.
pub(super) fn in_number(text: &str, at: usize) -> bool {
    let figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    figure(last(text, at)) && figure(next(text, at + 1))
}

/// At most the first `bytes` of `text`: a search that stops there keeps a rule linear.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The character before byte `at`.
pub(super) fn last(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character behind byte `at`.
pub(super) fn next(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}
