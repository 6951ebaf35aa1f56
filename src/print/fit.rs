//! How long words are, and what that makes of them: the size of a headline, a running head cut short.

use super::plan::Plan;
use crate::book::Design;
use crate::text::{Lang, chars};

/// What stands above what on a newspaper's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rank {
    Plain,
    Lead,
    Brief,
}

impl Rank {
    /// As a class beside others.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Lead => " lead",
            Self::Brief => " brief",
        }
    }
}

/// How much larger than the text a headline is, a `long` one and a `longer` one.
pub(super) fn scale(design: Design, rank: Rank) -> [f32; 3] {
    match (design, rank) {
        (Design::Book, _) => [2.095, 1.714, 1.5],
        (Design::Clippings, _) => [2.1, 1.75, 1.5],
        (Design::Newspaper, Rank::Lead) => [3.2, 2.6, 2.1],
        (Design::Newspaper, Rank::Plain) => [2.3, 1.9, 1.6],
        (Design::Newspaper, Rank::Brief) => [1.6, 1.45, 1.3],
    }
}

/// How much larger than the text the book's title is, a `long` one and a `longer` one.
pub(super) fn title_scale(design: Design) -> [f32; 3] {
    match design {
        Design::Book => [2.667, 1.8, 1.5],
        Design::Newspaper => [4.0, 3.2, 2.2],
        Design::Clippings => [2.4, 1.8, 1.4],
    }
}

/// The class of the title page, by the same measure; a frame takes a part of the line.
pub(super) fn title(plan: &Plan<'_>, title: &str) -> &'static str {
    let design = plan.print().design;
    let frame = if design == Design::Clippings {
        5.0
    } else {
        0.0
    };
    let [large, middling, _] = title_scale(design);
    let room = |scale: f32| ((plan.sheet.ems() - frame) / scale) as usize * 2;
    match longest(title) {
        length if length <= room(large) => "",
        length if length <= room(middling) => " long",
        _ => " longer",
    }
}

/// The class of what holds a headline in `lang`: it sets the headline as large as its longest line
/// allows, so that a Chinese headline breaks only where the paper broke it. On the 27 ems of a line
/// of A5, a headline has 12 characters to the line, a `long` one 15 and a `longer` one 18; `odd` are
/// those of an odd number of lines, which end half a line off the grid.
pub(super) fn headline(plan: &Plan<'_>, title: &str, lang: &Lang, rank: Rank) -> &'static str {
    let [large, middling, small] = scale(plan.print().design, rank);
    let room = |scale: f32| (plan.sheet.ems() / scale) as usize * 2;
    let odd = title.split(chars::IDEOGRAPHIC_SPACE).count() % 2 == 1;
    let longest = longest(title);
    match longest {
        _ if !lang.is_wide() => "",
        _ if longest <= room(large) => "",
        _ if longest <= room(middling) && odd => " long odd",
        _ if longest <= room(middling) => " long",
        _ if longest <= room(small) && odd => " longer odd",
        _ => " longer",
    }
}

/// The length of the longest line of `title`, in half ems.
pub(super) fn longest(title: &str) -> usize {
    let lines = title.split(chars::IDEOGRAPHIC_SPACE);
    lines.map(half_ems).max().unwrap_or(0)
}

/// A text that fits on `ems`, the rest an ellipsis.
pub(super) fn shortened(text: &str, ems: usize) -> String {
    let mut room = ems * 2;
    let mut out = String::new();
    for c in text.trim().chars() {
        let half_ems = half_ems_of(c);
        if room < half_ems {
            out.push('…');
            break;
        }
        room -= half_ems;
        out.push(c);
    }
    out
}

/// The width of a text in half ems.
pub(super) fn half_ems(text: &str) -> usize {
    text.chars().map(half_ems_of).sum()
}

/// 2 for a character as wide as a Han character, else 1.
fn half_ems_of(c: char) -> usize {
    let wide = chars::is_han(c) || chars::is_kana(c) || chars::is_hangul(c);
    if wide || chars::is_cjk_punctuation(c) {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_headline_is_cut_and_says_so() {
        assert_eq!(shortened(&"字".repeat(30), 30), "字".repeat(30));
        assert_eq!(
            shortened(&"字".repeat(31), 30),
            format!("{}…", "字".repeat(30))
        );
        assert_eq!(shortened(&"a".repeat(61), 30).chars().count(), 61);
    }

    #[test]
    fn the_longest_line_counts() {
        assert_eq!(longest("一二三　四五"), 6);
        assert_eq!(longest("AB一"), 4);
    }
}
