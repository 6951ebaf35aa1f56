//! Seams: how likely does one fragment continue another?
//!
//! Each piece of evidence is a function of its own that returns a weight (a logarithm of a likelihood
//! ratio, see `weights`); a seam's weight is their sum.

use super::fragment::Fragment;
use super::shape::{Ending, cannot_begin};
use super::weights::seam as w;
use crate::text::chars::{is_han, is_hangul, is_kana};
use std::collections::HashSet;

/// What the whole issue knows: which characters stand together, and how paragraphs begin.
pub(super) struct Memory {
    /// Hashes of all runs of three and four characters within fragments.
    grams: HashSet<u64>,
    /// Beginnings (three characters) of more than one fragment.
    beginnings: HashSet<[char; 2]>,
}

impl Memory {
    /// Learns from the fragments of all pages. Only the inside of fragments is read, so that no seam
    /// sees itself.
    pub fn of<'a>(fragments: impl Iterator<Item = &'a Fragment> + Clone) -> Self {
        let mut grams = HashSet::new();
        let mut seen = HashSet::new();
        let mut beginnings = HashSet::new();
        for fragment in fragments {
            let chars: Vec<char> = letters(fragment.text.as_str()).collect();
            for size in [3, 4] {
                grams.extend(chars.windows(size).map(gram));
            }
            if let [a, b, ..] = chars[..]
                && fragment.shape.chars > 20
                && !seen.insert([a, b])
            {
                beginnings.insert([a, b]);
            }
        }
        Self { grams, beginnings }
    }

    fn knows(&self, a: &[char], b: &[char]) -> bool {
        let joined: Vec<char> = a.iter().chain(b).copied().collect();
        self.grams.contains(&gram(&joined))
    }
}

/// The characters of a text that mean something for standing together.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}

/// FNV-1a over the characters' numbers: the same on every machine, which the standard hasher is not.
fn gram(chars: &[char]) -> u64 {
    chars.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &c| {
        (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// How well `b` continues `a`, with `between` fragments stepped over.
pub(super) fn weigh(memory: &Memory, a: &Fragment, b: &Fragment, between: usize) -> f32 {
    w::PRIOR
        + unfinished(a)
        + open_marks(a, b)
        + beginning(b)
        + digits(a, b)
        + together(memory, a, b)
        + alike(memory, b)
        + begins_article(b)
        + gap(b, between)
        + scripts(a, b)
}

/// How unfinished `a` is, seen alone: what it costs to end a paragraph with it.
pub(super) fn unfinished(a: &Fragment) -> f32 {
    let ending = match a.shape.ending {
        Ending::Closed => w::CLOSED,
        Ending::Trailing => w::TRAILING,
        Ending::Pausing => w::PAUSING,
        Ending::Hyphen => w::HYPHEN,
        Ending::Bracket => w::BRACKET,
        Ending::Open => w::UNCLOSED,
    };
    if looks_like_title(a) {
        ending + w::TITLE_LIKE
    } else {
        ending
    }
}

/// How little `b` can stand alone: what it costs to begin a paragraph with it.
pub(super) fn beginning(b: &Fragment) -> f32 {
    let first = b.shape.first;
    if cannot_begin(first) {
        w::CANNOT_BEGIN
    } else if b.indented {
        w::INDENTED
    } else if first.is_lowercase() {
        w::SMALL_LETTER
    } else if first.is_uppercase() {
        w::CAPITAL
    } else {
        0.0
    }
}

fn open_marks(a: &Fragment, b: &Fragment) -> f32 {
    let Some(open) = a.shape.open.last() else {
        return 0.0;
    };
    let reopens = crate::text::chars::closing(b.shape.first) == Some(*open);
    if reopens && a.shape.ending == Ending::Closed {
        w::REOPENS
    } else if b.shape.unopened.contains(open) {
        w::CLOSES_OPEN + w::LEAVES_OPEN
    } else {
        w::LEAVES_OPEN
    }
}

fn digits(a: &Fragment, b: &Fragment) -> f32 {
    if a.shape.last.is_ascii_digit() && b.shape.first.is_ascii_digit() {
        w::DIGITS
    } else {
        0.0
    }
}

/// Whether the characters around the seam stand together elsewhere in the issue.
fn together(memory: &Memory, a: &Fragment, b: &Fragment) -> f32 {
    let mut tail: Vec<char> = a
        .text
        .as_str()
        .chars()
        .rev()
        .filter(|c| !c.is_whitespace())
        .take(3)
        .collect();
    tail.reverse();
    let head: Vec<char> = letters(b.text.as_str()).take(3).collect();
    if tail.len() < 3 || head.len() < 3 || !spells(&tail) || !spells(&head) {
        return 0.0;
    }
    if memory.knows(&tail[1..], &head[..2]) {
        w::TOGETHER
    } else if memory.knows(&tail[2..], &head[..2]) || memory.knows(&tail[1..], &head[..1]) {
        w::TOGETHER_SHORT
    } else {
        0.0
    }
}

/// Whether the characters at a seam are of a script in which three of them say something.
fn spells(chars: &[char]) -> bool {
    chars
        .iter()
        .all(|&c| is_han(c) || is_kana(c) || is_hangul(c) || matches!(c, '、' | '“' | '”'))
}

fn alike(memory: &Memory, b: &Fragment) -> f32 {
    let mut chars = letters(b.text.as_str());
    match (chars.next(), chars.next()) {
        (Some(a), Some(c)) if is_han(a) && memory.beginnings.contains(&[a, c]) => w::BEGINS_ALIKE,
        (Some(a), Some('要' | '是')) if "一二三四五六七八九十".contains(a) => {
            w::BEGINS_ALIKE
        }
        _ => 0.0,
    }
}

fn begins_article(b: &Fragment) -> f32 {
    let marked = matches!(b.shape.first, '□' | '■' | '◆' | '●' | '▲');
    if marked || super::byline::begins_with_lead(b.text.as_str()) {
        w::LEAD
    } else {
        0.0
    }
}

fn gap(b: &Fragment, between: usize) -> f32 {
    let blank_run = if b.blanks > 2 && between == 0 {
        w::GAP
    } else {
        0.0
    };
    blank_run + w::STEPPED_OVER * between as f32
}

fn scripts(a: &Fragment, b: &Fragment) -> f32 {
    let differ = a.shape.is_wide() != b.shape.is_wide() && a.shape.chars.min(b.shape.chars) > 20;
    if differ { w::SCRIPTS_DIFFER } else { 0.0 }
}

/// Whether a fragment reads like a title: short, without a stop, unmarked.
pub(super) fn looks_like_title(f: &Fragment) -> bool {
    let shape = &f.shape;
    let limit = if shape.is_wide() { 22.0 } else { 32.0 };
    shape.stops == 0
        && shape.length() <= limit
        && matches!(shape.ending, Ending::Open | Ending::Bracket)
        && shape.open.is_empty()
        && shape.unopened.is_empty()
        && !cannot_begin(shape.first)
        && !shape.first.is_lowercase()
        && (shape.pauses == 0 || !shape.is_wide() || shape.length() <= 14.0)
}
