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

/// A run of letters: how often the page has it, and the most letters of a fragment that has it.
#[derive(Default)]
struct Seen {
    times: u32,
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
    let texts: Vec<(Vec<char>, usize)> = fragments.iter().map(letters).collect();
    let mut seen: HashMap<u64, Seen> = HashMap::new();
    for (text, wide) in &texts {
        for run in text.windows(RUN[*wide]) {
            let entry = seen.entry(hash(run)).or_default();
            entry.times += 1;
            entry.longest = entry.longest.max(text.len());
        }
    }
    for i in 0..fragments.len() {
        let (text, wide) = &texts[i];
        let fits = (LEAST[*wide]..=MOST[*wide]).contains(&text.len());
        if !fits || !may_be_one(fragments, i) {
            continue;
        }
        let runs = text.windows(RUN[*wide]);
        let elsewhere = |run: &&[char]| {
            let found = seen.get(&hash(run));
            found.is_some_and(|found| found.times > 1 && found.longest > text.len())
        };
        let (all, repeated) = (runs.len(), runs.filter(elsewhere).count());
        if repeated as f32 >= SHARE * all as f32 {
            fragments[i].furniture = Some(Furniture::of("restore/pull-quote"));
        }
    }
}

/// Whether fragment `i` has the form of a pull quote: words that stand by themselves, unmarked, where
/// no picture's caption would stand.
fn may_be_one(fragments: &[Fragment], i: usize) -> bool {
    let f = &fragments[i];
    let free = f.furniture.is_none() && !f.is_marked();
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
    quoted || whole && !caption
}

/// The letters and figures of a fragment, and 1 where most of them are Han.
fn letters(f: &Fragment) -> (Vec<char>, usize) {
    if !matches!(f.kind, Kind::Text | Kind::Lines) || f.furniture.is_some() {
        return (Vec::new(), 0);
    }
    let text = f.text.as_str();
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let han = letters.iter().filter(|&&c| is_han(c)).count();
    let wide = usize::from(han * 2 > letters.len());
    (letters, wide)
}

/// FNV-1a over the characters' numbers.
fn hash(run: &[char]) -> u64 {
    run.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &c| {
        (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
    })
}
