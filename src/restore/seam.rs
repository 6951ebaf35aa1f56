//! Seams: how likely does one fragment continue another?
//!
//! Each piece of evidence is a function of its own that returns its name and weight (a logarithm of a
//! likelihood ratio, see `weights`) where it has something to say; a seam's weight is their sum, and
//! the ledger keeps the pieces beside the repair.

use super::fragment::{Fragment, Indent};
use super::hyphen::Words;
use super::lexicon;
use super::opening;
use super::shape::{Ending, cannot_begin};
use super::weights::seam as w;
use crate::text::Evidence;
use crate::text::chars::{is_han, is_hangul, is_kana};
use std::collections::HashSet;

/// What the whole issue knows: which characters stand together, and how paragraphs begin.
pub(super) struct Memory {
    /// Hashes of the runs of three and four characters within fragments that a seam may ask about.
    grams: HashSet<u64>,
    /// Beginnings (two characters) of more than one fragment.
    beginnings: HashSet<[char; 2]>,
    /// The words it writes, for hyphens at line ends.
    pub words: Words,
    /// Hashes of short lines that stand more than once in the issue: standing heads.
    standing: HashSet<u64>,
}

impl Memory {
    /// Learns from the fragments of all pages. Only the inside of fragments is read, so that no seam
    /// sees itself.
    pub fn of<'a>(fragments: impl Iterator<Item = &'a Fragment> + Clone, words: Words) -> Self {
        let ends = Ends::of(fragments.clone());
        let mut grams = HashSet::new();
        let mut seen = HashSet::new();
        let mut beginnings = HashSet::new();
        let (mut once, mut standing) = (HashSet::new(), HashSet::new());
        let mut chars = Vec::new();
        for fragment in fragments {
            chars.clear();
            chars.extend(letters(fragment.text.as_str()));
            if is_short(fragment) && !once.insert(gram(&chars)) {
                standing.insert(gram(&chars));
            }
            if fragment.shape.wide > 0 {
                grams.extend(ends.runs(&chars).map(gram));
            }
            if let [a, b, ..] = chars[..]
                && fragment.shape.chars > 20
                && !seen.insert([a, b])
            {
                beginnings.insert([a, b]);
            }
        }
        Self {
            grams,
            beginnings,
            words,
            standing,
        }
    }

    /// Whether a fragment is a standing head: a short line that the issue prints more than once.
    pub fn is_standing(&self, fragment: &Fragment) -> bool {
        let chars: Vec<char> = letters(fragment.text.as_str()).collect();
        is_short(fragment) && self.standing.contains(&gram(&chars))
    }

    fn knows(&self, a: &[char], b: &[char]) -> bool {
        let joined: Vec<char> = a.iter().chain(b).copied().collect();
        self.grams.contains(&gram(&joined))
    }
}

fn is_short(fragment: &Fragment) -> bool {
    (2.0..=20.0).contains(&fragment.shape.length())
}

/// The characters of a text that mean something for standing together.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| !c.is_whitespace())
}

/// FNV-1a over the characters' numbers: the same on every machine, which the standard hasher is not.
fn gram(chars: &[char]) -> u64 {
    chars.iter().copied().fold(SEED, add)
}

/// Where FNV-1a begins.
pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of it.
pub(super) fn add(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
}

/// The characters at the ends of an issue's fragments: only runs that seams can make are learnt, or
/// every character of an issue would have to be kept, four times over.
struct Ends {
    /// The last character of fragments, and their last two.
    tails: [Seen; 2],
    /// The first character, and the first two.
    heads: [Seen; 2],
}

impl Ends {
    fn of<'a>(fragments: impl Iterator<Item = &'a Fragment> + Clone) -> Self {
        let wide = fragments.filter(|fragment| fragment.shape.wide > 0);
        let empty = Seen::with_room(wide.clone().count());
        let mut ends = Self {
            tails: [empty.clone(), empty.clone()],
            heads: [empty.clone(), empty],
        };
        for fragment in wide {
            if let Some(tail) = tail(fragment) {
                ends.tails[0].insert(&tail[2..]);
                ends.tails[1].insert(&tail[1..]);
            }
            if let Some(head) = head(fragment) {
                ends.heads[0].insert(&head[..1]);
                ends.heads[1].insert(&head[..2]);
            }
        }
        ends
    }

    /// The runs within `chars` that may be asked about.
    fn runs<'c>(&self, chars: &'c [char]) -> impl Iterator<Item = &'c [char]> {
        let [tail, tails] = &self.tails;
        let [head, heads] = &self.heads;
        (0..chars.len()).flat_map(move |at| {
            let run = |size: usize| chars.get(at..at + size);
            let after_two = run(2).is_some_and(|run| tails.has(run));
            let four = run(4).filter(|run| after_two && heads.has(&run[2..]));
            let three = run(3).filter(|run| {
                after_two && head.has(&run[2..]) || tail.has(&run[..1]) && heads.has(&run[1..])
            });
            four.into_iter().chain(three)
        })
    }
}

/// A set of characters or pairs that now and then says yes to what is not in it.
#[derive(Clone)]
struct Seen(Vec<bool>);

impl Seen {
    fn with_room(count: usize) -> Self {
        Self(vec![
            false;
            (16 * count).clamp(1 << 10, 1 << 20).next_power_of_two()
        ])
    }

    fn place(&self, run: &[char]) -> usize {
        let number = run
            .iter()
            .fold(0_u64, |number, &c| number << 21 | u64::from(c as u32));
        let mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        mixed as usize & (self.0.len() - 1)
    }

    fn insert(&mut self, run: &[char]) {
        let place = self.place(run);
        self.0[place] = true;
    }

    fn has(&self, run: &[char]) -> bool {
        self.0[self.place(run)]
    }
}

/// How well `b` continues `a`, with `between` fragments stepped over: the sum of all evidence.
pub(super) fn weigh(memory: &Memory, a: &Fragment, b: &Fragment, between: usize) -> f32 {
    let found = weighed(memory, a, b, between).into_iter().flatten();
    found.map(|evidence| evidence.weight).sum()
}

/// What speaks for `b` continuing `a` and against it; its sum is what [`weigh`] returns.
pub(super) fn evidence(
    memory: &Memory,
    a: &Fragment,
    b: &Fragment,
    between: usize,
) -> Vec<Evidence> {
    let found = weighed(memory, a, b, between).into_iter();
    found.flatten().collect()
}

fn weighed(memory: &Memory, a: &Fragment, b: &Fragment, between: usize) -> [Option<Evidence>; 17] {
    [
        Some(w::PRIOR),
        Some(ending(a)),
        title_like(a),
        a.shape.dangling.then_some(w::DANGLING),
        open_marks(a, b),
        after(a, opening(b)),
        indent(b),
        line(a, b, between),
        digits(a, b),
        together(memory, a, b),
        word(a, b),
        alike(memory, b),
        begins_article(b),
        stands_alone(b),
        gap(b, between),
        stepped_over(between),
        scripts(a, b),
    ]
}

/// How unfinished `a` is, seen alone: what it costs to end a paragraph with it.
pub(super) fn unfinished(a: &Fragment) -> f32 {
    ending(a).weight + title_like(a).map_or(0.0, |evidence| evidence.weight)
}

fn ending(a: &Fragment) -> Evidence {
    match a.shape.ending {
        Ending::Closed if ends_in_abbreviation(a.text.as_str()) => w::ABBREVIATION,
        Ending::Closed => w::CLOSED,
        Ending::Trailing => w::TRAILING,
        // `Dear Tess,` stands by itself
        Ending::Pausing if !a.shape.is_wide() && a.shape.length() <= 12.0 => w::TRAILING,
        Ending::Pausing => w::PAUSING,
        Ending::Hyphen => w::HYPHEN,
        Ending::Bracket => w::BRACKET,
        Ending::Open => w::UNCLOSED,
    }
}

fn title_like(a: &Fragment) -> Option<Evidence> {
    (looks_like_title(a) || is_enumeration(a)).then_some(w::TITLE_LIKE)
}

/// A line that stands alone as the page's titles do, and ends as they do, goes on with nothing.
fn stands_alone(b: &Fragment) -> Option<Evidence> {
    b.stopped_title.then_some(w::STANDS_ALONE)
}

/// Whether a fragment is nothing but a list of names: `陈小满、何立夏、吴白露`.
fn is_enumeration(a: &Fragment) -> bool {
    let items = || a.text.as_str().split('、');
    items().count() > 3 && items().all(|item| item.chars().all(is_han) && item.chars().count() < 5)
}

/// Whether a text ends in a title or an initial that a name has to follow: `Mrs.`, `Harry H.`
fn ends_in_abbreviation(text: &str) -> bool {
    const TITLES: [&str; 17] = [
        "Mr.", "Mrs.", "Ms.", "Dr.", "Rev.", "St.", "Prof.", "Gen.", "Col.", "Capt.", "Lt.",
        "Sgt.", "Gov.", "Sen.", "Rep.", "No.", "Hon.",
    ];
    let Some(word) = text.split_whitespace().next_back() else {
        return false;
    };
    let initial = word.len() == 2 && word.starts_with(|c: char| c.is_ascii_uppercase());
    word.ends_with('.') && (TITLES.contains(&word) || initial)
}

/// How little `b` can stand alone: what it costs to begin a paragraph with it.
pub(super) fn beginning(b: &Fragment) -> f32 {
    opening(b).map_or(0.0, |evidence| evidence.weight)
}

fn opening(b: &Fragment) -> Option<Evidence> {
    let first = b.shape.first;
    if cannot_begin(first) {
        Some(w::CANNOT_BEGIN)
    } else if first.is_lowercase() {
        Some(w::SMALL_LETTER)
    } else if first.is_uppercase() {
        Some(w::CAPITAL)
    } else {
        opening::of(b.text.as_str())
    }
}

/// What a beginning says after `a`: where `a` ends a sentence, what goes on begins one too, so only
/// what no sentence begins with speaks.
fn after(a: &Fragment, opening: Option<Evidence>) -> Option<Evidence> {
    opening.filter(|found| a.shape.ending != Ending::Closed || found.weight > 0.0)
}

fn indent(b: &Fragment) -> Option<Evidence> {
    match b.indent {
        Indent::Unknown => None,
        Indent::Indented => Some(w::INDENTED),
        Indent::Flush => Some(w::FLUSH),
    }
}

/// What it says that no blank line parts the two.
fn line(a: &Fragment, b: &Fragment, between: usize) -> Option<Evidence> {
    if b.blanks > 0 || between > 0 {
        return None;
    }
    Some(if b.after_full_line {
        w::FULL_LINE
    } else if a.shape.ending == Ending::Closed {
        w::SHORT_LINE
    } else if looks_like_title(a) {
        return None;
    } else {
        w::OPEN_LINE
    })
}

fn open_marks(a: &Fragment, b: &Fragment) -> Option<Evidence> {
    let open = a.shape.open.last()?;
    let reopens = crate::text::chars::closing(b.shape.first) == Some(*open);
    Some(if reopens && a.shape.ending == Ending::Closed {
        w::REOPENS
    } else if b.shape.unopened.contains(open) {
        w::CLOSES_OPEN
    } else {
        w::LEAVES_OPEN
    })
}

fn digits(a: &Fragment, b: &Fragment) -> Option<Evidence> {
    let cut = a.shape.last.is_ascii_digit() && b.shape.first.is_ascii_digit();
    cut.then_some(w::DIGITS)
}

/// Whether the characters around the seam stand together elsewhere in the issue.
fn together(memory: &Memory, a: &Fragment, b: &Fragment) -> Option<Evidence> {
    let (tail, head) = (tail(a)?, head(b)?);
    if memory.knows(&tail[1..], &head[..2]) {
        Some(w::TOGETHER)
    } else {
        let short = memory.knows(&tail[2..], &head[..2]) || memory.knows(&tail[1..], &head[..1]);
        short.then_some(w::TOGETHER_SHORT)
    }
}

/// The last three characters of a fragment where they spell.
fn tail(a: &Fragment) -> Option<[char; 3]> {
    let mut back = a.text.as_str().chars().rev().filter(|c| !c.is_whitespace());
    let [z, y, x] = [back.next()?, back.next()?, back.next()?];
    spells(&[x, y, z]).then_some([x, y, z])
}

/// The first three characters of a fragment where they spell.
fn head(b: &Fragment) -> Option<[char; 3]> {
    let mut chars = letters(b.text.as_str());
    let head = [chars.next()?, chars.next()?, chars.next()?];
    spells(&head).then_some(head)
}

/// Whether a word of the language spans the seam. That none does says nothing.
fn word(a: &Fragment, b: &Fragment) -> Option<Evidence> {
    if !is_han(a.shape.last) || !is_han(b.shape.first) {
        return None;
    }
    match lexicon::straddles(a.text.as_str(), b.text.as_str()) {
        Some(word) if word.margin > 0.0 => {
            Some(w::WORD_SPANS.times(word.margin.min(w::WORD_MARGIN)))
        }
        _ => Some(w::NO_WORD_SPANS),
    }
}

/// Whether the characters at a seam are of a script in which three of them say something.
fn spells(chars: &[char]) -> bool {
    chars
        .iter()
        .all(|&c| is_han(c) || is_kana(c) || is_hangul(c) || matches!(c, '、' | '“' | '”'))
}

fn alike(memory: &Memory, b: &Fragment) -> Option<Evidence> {
    let mut chars = letters(b.text.as_str());
    let (a, c) = (chars.next()?, chars.next()?);
    let often = is_han(a) && memory.beginnings.contains(&[a, c]);
    let counted = matches!(c, '要' | '是') && "一二三四五六七八九十".contains(a);
    (often || counted).then_some(w::BEGINS_ALIKE)
}

fn begins_article(b: &Fragment) -> Option<Evidence> {
    let marked = matches!(b.shape.first, '□' | '■' | '◆' | '●' | '▲');
    (marked || b.begins_with_lead()).then_some(w::LEAD)
}

fn gap(b: &Fragment, between: usize) -> Option<Evidence> {
    match (between, b.blanks) {
        (0, 2) => Some(w::SMALL_GAP),
        (0, 3..) => Some(w::GAP),
        _ => None,
    }
}

fn stepped_over(between: usize) -> Option<Evidence> {
    (between > 0).then(|| w::STEPPED_OVER.times(between as f32))
}

fn scripts(a: &Fragment, b: &Fragment) -> Option<Evidence> {
    let differ = a.shape.is_wide() != b.shape.is_wide() && a.shape.chars.min(b.shape.chars) > 20;
    differ.then_some(w::SCRIPTS_DIFFER)
}

/// Whether a fragment is marked as a title, or reads like one.
pub(super) fn reads_as_title(f: &Fragment) -> bool {
    f.is_marked() || looks_like_title(f)
}

/// Whether a fragment reads like a title: short, without a stop, unmarked.
pub(super) fn looks_like_title(f: &Fragment) -> bool {
    let shape = &f.shape;
    let limit = if shape.is_wide() { 22.0 } else { 32.0 };
    if f.stopped_title {
        return true;
    }
    shape.stops == 0
        && !shape.dangling
        && shape.length() <= limit
        && matches!(shape.ending, Ending::Open | Ending::Bracket)
        && shape.open.is_empty()
        && shape.unopened.is_empty()
        && !cannot_begin(shape.first)
        && !shape.first.is_lowercase()
        && (shape.pauses == 0 || !shape.is_wide() || shape.length() <= 14.0)
}
