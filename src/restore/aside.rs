//! What stands beside the text: pull quotes, summary points, section labels.
//!
//! A pull quote (引语) is a sentence of the text printed once more, large, between its columns.
//! It repeats words that stand elsewhere on its page, whole or nearly so. Whether it does is counted in
//! runs of characters, so that a sentence torn by a column's end still counts.

use super::caption::has_caption_words;
use super::fragment::{Fragment, Kind};
use super::furniture::Furniture;
use super::shape::Ending;
use crate::text::chars::is_han;
use std::collections::HashMap;

/// How many letters a run has: five Han say as much as fifteen Latin letters.
const RUN: [usize; 2] = [15, 5];
/// What a pull quote has at least, in letters.
const LEAST: [usize; 2] = [36, 11];
/// What it has at most.
const MOST: [usize; 2] = [400, 130];
/// So much of it stands elsewhere: a torn sentence lacks the runs across its seam.
const SHARE: f32 = 0.85;

/// A run of letters: how often the page has it, and the fewest and most letters of a fragment that has it.
struct Seen {
    times: u32,
    shortest: usize,
    longest: usize,
}

/// Marks as what is set aside the section labels of one page: `【新闻纵深】` in a line of its own.
pub(super) fn mark_labels(fragments: &mut [Fragment]) {
    for f in fragments {
        let text = f.text.as_str();
        let label = text
            .strip_prefix('【')
            .and_then(|rest| rest.strip_suffix('】'));
        let short = |words: &str| !words.contains(['【', '】']) && words.chars().count() < 9;
        if f.kind == Kind::Text && f.furniture.is_none() && label.is_some_and(short) {
            f.furniture = Some(Furniture::of("restore/section-label"));
        }
    }
}

/// What stands above summary points (提要题).
const SUMMARY_LABELS: &[&str] = &[
    "内容提要",
    "核心提示",
    "阅读提示",
    "本文提要",
    "提要",
    "要点",
    "內容提要",
    "核心提要",
    "HIGHLIGHTS",
    "KEY POINTS",
    "IN BRIEF",
    "AT A GLANCE",
    "THE MAIN POINTS",
];

/// Marks summary points: a label that says so, and the bulleted lines below it.
pub(super) fn mark_summaries(fragments: &mut [Fragment]) {
    let mut points = false;
    for f in fragments {
        let text = f.text.as_str();
        let label = text.trim_matches(['【', '】', '[', ']', ':', '：']);
        let free = f.kind == Kind::Text && f.furniture.is_none();
        if free && SUMMARY_LABELS.contains(&label.to_uppercase().as_str()) {
            f.furniture = Some(Furniture::of("restore/section-label"));
            points = true;
        } else if points && free && is_point(text) {
            f.kind = Kind::Summary;
        } else {
            points = false;
        }
    }
}

/// How long the bullet of a summary point at the start of `text` is; 0 without one.
pub(super) fn bullet(text: &str) -> usize {
    let mark = text.chars().next().filter(|c| "•·●◆■▲▶◇○-–—".contains(*c));
    let Some(mark) = mark else { return 0 };
    let rest = text[mark.len_utf8()..].trim_start();
    text.len() - rest.len()
}

fn is_point(text: &str) -> bool {
    bullet(text) > 0 && text.chars().count() < 90
}

/// Marks the pull quotes of one page as what is set aside.
pub(super) fn mark(fragments: &mut [Fragment]) {
    // each page has many lines that might be one; where not even one run in six stands elsewhere, it is
    // none, and few runs have to be counted
    const EVERY: usize = 6;
    let shaped = (0..fragments.len()).filter(|&i| may_be_one(fragments, i));
    let some = repeated(fragments, shaped.collect(), EVERY);
    let likely = some.into_iter().filter(|&(_, share)| share > 0.0);
    for (i, share) in repeated(fragments, likely.map(|(i, _)| i).collect(), 1) {
        if share >= SHARE {
            fragments[i].furniture = Some(Furniture::of("restore/pull-quote"));
            if let Some(source) = fragments.get_mut(i + 1).filter(|next| is_source(next)) {
                source.furniture = Some(Furniture::of("restore/pull-quote"));
            }
        }
    }
}

/// Whether a fragment, right below a pull quote, says whose words they are: `—— 摘自发言`.
fn is_source(f: &Fragment) -> bool {
    let dash = f.text.as_str().starts_with(['—', '–', '―']) || f.text.as_str().starts_with("--");
    let free = f.kind == Kind::Text && f.furniture.is_none() && !f.is_marked();
    free && dash && f.blanks == 0 && f.shape.length() < 20.0
}

/// Of the fragments `asked` that are as long as pull quotes are, the share of runs, one in `every`, that
/// stand elsewhere on the page, in a fragment of another length.
fn repeated(fragments: &[Fragment], asked: Vec<usize>, every: usize) -> Vec<(usize, f32)> {
    let (mut letters, mut wanted) = (Vec::new(), Vec::new());
    let mut fits = Vec::new();
    for i in asked {
        let wide = read(&fragments[i], &mut letters);
        if (LEAST[wide]..=MOST[wide]).contains(&letters.len()) {
            wanted.extend(runs(&letters, RUN[wide]).step_by(every));
            fits.push(i);
        }
    }
    if fits.is_empty() {
        return Vec::new();
    }
    let known = Known::of(&wanted);
    let none = || Seen {
        times: 0,
        shortest: usize::MAX,
        longest: 0,
    };
    let unseen = wanted.into_iter().map(|run| (run, none()));
    let mut seen: HashMap<u64, Seen> = unseen.collect();
    for f in fragments {
        let wide = read(f, &mut letters);
        for run in runs(&letters, RUN[wide]).filter(|&run| known.may_have(run)) {
            if let Some(entry) = seen.get_mut(&run) {
                entry.times += 1;
                entry.shortest = entry.shortest.min(letters.len());
                entry.longest = entry.longest.max(letters.len());
            }
        }
    }
    let counted = |i: usize| {
        let wide = read(&fragments[i], &mut letters);
        let elsewhere = |run: &u64| {
            let found = seen.get(run);
            // as much in a line as long is a line printed twice; in shorter ones it is the torn sentence
            found.is_some_and(|found| found.times > 1 && found.shortest != found.longest)
        };
        let runs = runs(&letters, RUN[wide]).step_by(every);
        let found: Vec<bool> = runs.map(|run| elsewhere(&run)).collect();
        (i, share(&found, RUN[wide].div_ceil(every)))
    };
    fits.into_iter().map(counted).collect()
}

/// The share of runs that were found. Where a column's end tore the repeated sentence, the runs across its
/// seam, fewer than `tear`, are wanting together: they do not count.
fn share(found: &[bool], tear: usize) -> f32 {
    let hits = found.iter().filter(|found| **found).count();
    let (mut gap, mut torn) = (0, 0);
    for &hit in found {
        gap = if hit { 0 } else { gap + 1 };
        torn = gap.max(torn);
    }
    let torn = if torn < tear && hits > 2 * torn {
        torn
    } else {
        0
    };
    hits as f32 / (found.len() - torn).max(1) as f32
}

/// A quick first answer to whether a run was asked about: most of a page's were not.
struct Known(Vec<bool>);

impl Known {
    fn of(runs: &[u64]) -> Self {
        let room = (8 * runs.len()).next_power_of_two();
        let mut known = Self(vec![false; room]);
        for &run in runs {
            let place = known.place(run);
            known.0[place] = true;
        }
        known
    }

    fn may_have(&self, run: u64) -> bool {
        self.0[self.place(run)]
    }

    fn place(&self, run: u64) -> usize {
        (run >> 32) as usize & (self.0.len() - 1)
    }
}

/// Whether fragment `i` has the form of a pull quote: words that stand by themselves, unmarked, where
/// no picture's caption would stand.
fn may_be_one(fragments: &[Fragment], i: usize) -> bool {
    let f = &fragments[i];
    let free = f.furniture.is_none() && f.level == 0;
    if !free || !matches!(f.kind, Kind::Text | Kind::Lines) {
        return false;
    }
    let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
    let pictures = |f: &Fragment| matches!(f.kind, Kind::Picture(_));
    let picture = beside.filter_map(|at| fragments.get(at)).any(pictures);
    let gap = f.blanks > 1 || fragments.get(i + 1).is_some_and(|next| next.blanks > 1);
    let caption = picture || gap || has_caption_words(f.text.as_str());
    let quoted = matches!(f.shape.first, '>' | '“' | '"' | '「' | '‘');
    let whole = matches!(f.shape.ending, Ending::Closed | Ending::Trailing);
    quoted || whole && (f.bold || !caption)
}

/// Reads the letters and figures of a fragment into `letters`; returns 1 where most of them are Han.
fn read(f: &Fragment, letters: &mut Vec<char>) -> usize {
    letters.clear();
    if !matches!(f.kind, Kind::Text | Kind::Lines) || f.furniture.is_some() {
        return 0;
    }
    let mut han = 0;
    letters.extend(f.text.as_str().chars().filter(|&c| {
        let is_han = is_han(c);
        han += usize::from(is_han);
        is_han || c.is_ascii_alphanumeric() || !c.is_ascii() && c.is_alphanumeric()
    }));
    usize::from(han * 2 > letters.len())
}

/// The hashes of the runs of `size` letters, each made from the one before it: a polynomial in the
/// letters' numbers, mixed.
fn runs(letters: &[char], size: usize) -> impl ExactSizeIterator<Item = u64> {
    const BASE: u64 = 0x0100_0000_01b3;
    let lost = (0..size).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let add = |hash: u64, c: char| hash.wrapping_mul(BASE).wrapping_add(u64::from(c as u32));
    let first = letters
        .iter()
        .take(size - 1)
        .fold(0, |hash, &c| add(hash, c));
    let count = (letters.len() + 1).saturating_sub(size);
    let mut hash = first;
    (0..count).map(move |at| {
        let before = at
            .checked_sub(1)
            .map_or(0, |at| u64::from(letters[at] as u32));
        hash = add(hash, letters[at + size - 1]).wrapping_sub(before.wrapping_mul(lost));
        hash.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}
