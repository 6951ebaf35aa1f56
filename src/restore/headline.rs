//! Heading levels lie: a kicker may be marked lower than its headline, and every page uses its own.
//!
//! So the page votes. Its highest level is that of headlines, the next may be, whatever their numbers; a
//! level under which articles begin (a byline or lead directly below) is one of headlines more surely.

use super::fragment::Fragment;
use super::seam::{Memory, looks_like_title, reads_as_title};
use super::weights::title as w;

/// What each heading level of a page stands for.
#[derive(Debug)]
pub(super) struct Levels {
    /// For levels 1 to 6: headings of it, and those of them under which an article begins.
    counts: [(f32, f32); 7],
    /// Whether paragraphs mostly follow each other without a blank line.
    dense: bool,
    /// Whether the page has any heading mark.
    marked: bool,
    /// Whether the page sets its headlines in capitals, its other titles not; unknown where letters have
    /// no case or no headline is sure.
    capitals: Option<bool>,
}

impl Levels {
    /// Counts the headings of a page.
    pub fn vote(fragments: &[Fragment]) -> Self {
        let mut counts = [(0.0, 0.0); 7];
        let (mut sure, mut capitals) = (0, 0);
        for (i, f) in fragments.iter().enumerate() {
            if f.level == 0 {
                continue;
            }
            let level = usize::from(f.level.min(6));
            counts[level].0 += 1.0;
            let begins = is_led(fragments, i);
            counts[level].1 += f32::from(u8::from(begins));
            let cased = f.text.as_str().chars().any(|c| c.is_uppercase());
            if level < 3 && cased {
                sure += 1;
                capitals += usize::from(is_capitals(f));
            }
        }
        let some = |part: usize, fifths: usize| sure > 2 && part * 5 >= sure * fifths;
        Self {
            capitals: (some(capitals, 2) || some(sure - capitals, 3)).then(|| some(capitals, 2)),
            counts,
            dense: is_dense(fragments),
            marked: counts.iter().any(|count| count.0 > 0.0),
        }
    }

    /// How likely a heading of `level` is a headline rather than a subhead.
    fn share(&self, level: u8) -> f32 {
        let level = usize::from(level.min(6));
        let above = self.counts[1..level]
            .iter()
            .filter(|count| count.0 > 0.0)
            .count();
        let (all, begin) = self.counts[level];
        let proven = begin.min(2.0) * w::LEVEL_BEGINS;
        let silent = (all - begin).min(4.0) * self.silence();
        let odds = w::LEVEL_DEPTH[above.min(2)] + proven + w::LEVEL_SILENT * silent;
        (1.0 / (1.0 + (-odds).exp())).clamp(0.02, 0.97)
    }

    /// What a heading with no lead and no byline below it says against its being a headline: much where
    /// the page's articles have them, nothing where none has.
    fn silence(&self) -> f32 {
        let Some(&(all, _)) = self.counts.iter().find(|count| count.0 > 0.0) else {
            return 0.0;
        };
        let begin: f32 = self.counts.iter().map(|count| count.1).sum();
        let led = (begin / (all + 1.0)).min(0.9);
        -(1.0 - led).ln()
    }

    /// Where blank lines part articles and not paragraphs: 1 where the unmarked line `i` stands inside a
    /// run of paragraphs, -1 where it begins one, 0 where that says nothing.
    pub fn block(&self, fragments: &[Fragment], i: usize) -> f32 {
        let f = &fragments[i];
        let titled = |f: &Fragment| reads_as_title(f) || f.is_byline();
        if !self.dense || f.is_marked() || i == 0 || titled(&fragments[i - 1]) {
            return 0.0;
        }
        if f.blanks == 0 { 1.0 } else { -1.0 }
    }

    /// What it costs to read `f` as a headline.
    pub fn headline(&self, f: &Fragment, led: bool) -> f32 {
        let silent = if led { 0.0 } else { self.silence() };
        let case = if self.capitals == Some(true) && !is_capitals(f) {
            w::NOT_IN_CAPITALS
        } else {
            0.0
        };
        if f.level > 0 {
            return case + silent - self.share(f.level).ln();
        }
        if f.bold {
            return 0.7;
        }
        let capitals = if is_capitals(f) { w::CAPITALS } else { 0.0 };
        // where the page has marks, an unmarked line is seldom a headline
        capitals + if self.marked { 2.5 } else { 0.3 }
    }

    /// What it costs to read `f` as a subhead.
    pub fn subhead(&self, f: &Fragment) -> f32 {
        if f.level > 0 {
            let share = self.share(f.level);
            // the page's habit of capitals says more than a level that may lie
            return match self.capitals {
                Some(true) if is_capitals(f) => w::NOT_IN_CAPITALS - (1.0 - share).ln(),
                Some(true) => -(1.0 - share.min(0.5)).ln(),
                _ => -(1.0 - share).ln(),
            };
        }
        let bold = if f.bold { 0.2 } else { 1.6 };
        if looks_like_title(f) {
            bold
        } else {
            bold + 2.0
        }
    }
}

/// Whether the heading `i`, or the last of those that stand together with it, stands right above a lead or
/// a byline.
pub(super) fn is_led(fragments: &[Fragment], i: usize) -> bool {
    let below = fragments[i + 1..]
        .iter()
        .skip_while(|next| next.is_marked());
    let mut below = below.take(2).take_while(|next| !next.is_marked());
    below.any(|next| next.begins_with_lead() || next.is_byline())
}

/// Whether most paragraphs stand right below the one before, and titles often do not.
fn is_dense(fragments: &[Fragment]) -> bool {
    let text = || fragments.iter().filter(|f| !reads_as_title(f));
    let close = text().filter(|f| f.blanks == 0).count();
    let apart = |pair: &&[Fragment]| {
        !reads_as_title(&pair[0]) && reads_as_title(&pair[1]) && pair[1].blanks > 0
    };
    close * 3 > text().count() * 2 && fragments.windows(2).filter(apart).count() > 1
}

/// Whether a title is set in capitals throughout.
pub(super) fn is_capitals(f: &Fragment) -> bool {
    let mut letters = f.text.as_str().chars().filter(|c| c.is_alphabetic());
    let mut any = false;
    let all = letters.all(|c| {
        any |= c.is_uppercase();
        !c.is_lowercase()
    });
    any && all
}

/// What it costs that title line `f` is the kicker of the title `below` it.
pub(super) fn kicker(memory: &Memory, f: &Fragment, below: &Fragment) -> f32 {
    let level = match (f.level, below.level) {
        (0, 0) if below.blanks > 0 => w::KICKER_APART,
        (0, 0) => w::KICKER_UNMARKED,
        (0, _) => w::KICKER_ABOVE_MARK,
        (_, 0) => w::KICKER_BIGGER,
        (own, below) if own > below => w::KICKER_SMALLER,
        (own, below) if own == below => w::KICKER_ALIKE,
        _ => w::KICKER_BIGGER,
    };
    let mut cost = level;
    if memory.is_standing(f) {
        cost += w::STANDING;
    } else if f.level > 0 && f.level <= below.level && has_gap(below) && !has_gap(f) {
        cost += w::COMPLETE_BELOW;
    }
    if f.level == below.level && f.shape.length() * 1.6 < below.shape.length() {
        cost += w::KICKER_SHORT;
    }
    cost
}

/// What it costs that `f` is one more line of the headline whose last line is `above`.
pub(super) fn one_more_line(memory: &Memory, above: &Fragment, f: &Fragment) -> f32 {
    let mut cost = if f.level == above.level && f.bold == above.bold {
        w::LINE_ALIKE
    } else {
        w::LINE_DIFFERS
    };
    if f.level == 0 && above.level == 0 && f.blanks > 0 {
        cost += w::LINE_APART;
    }
    if !above.shape.open.is_empty() && !f.shape.unopened.is_empty() {
        cost += w::LINE_CLOSES;
    }
    // a headline of two lines that stand in one line is whole already
    if has_gap(above) || has_gap(f) {
        cost += w::LINE_WHOLE;
    }
    if memory.is_standing(above) {
        cost -= w::STANDING;
    }
    cost
}

/// Whether a Chinese title has a blank, where the paper broke its lines.
fn has_gap(f: &Fragment) -> bool {
    f.shape.is_wide() && f.text.as_str().trim().contains([' ', '\u{3000}'])
}
