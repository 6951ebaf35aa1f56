//! Bylines and datelines: who wrote an article, where and when, by their grammar.
//!
//! Everything here is a pure function of one text, run before typography, so brackets and colons
//! may be of half or full width. The printed words always stay whole; the names are a second
//! reading of them. Where only a part of the words can be read as names, none is given: a wrong
//! author is worse than none, and the printed byline still says it all.
//!
//! ```text
//! lead    := [据|另据] medium [place] [date] (讯|电|专电|消息) ["(" credits ")" | credits 报道：]
//! credits := group { group }      group := role [/：| ] names
//! role    := [medium] {首席|特约|见习|全媒体|…} (记者|通讯员|实习生|摄影|文/图|…)
//! ```

mod credits;
mod english;
mod lead;
mod line;
mod names;
mod photo;
mod roles;

use super::Credits;
use crate::text::Traced;
use std::ops::Range;

pub(super) use lead::{begins_with_lead, lead};
pub(super) use line::{closes, end, goes_on, is_line, is_note, line, names_alone};
pub(super) use photo::split_credit;

/// What stands at the start of a paragraph before the story begins.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// The byte at which the story begins, white space passed over.
    pub end: usize,
    /// See [`Signed::byline`].
    pub byline: Option<Traced>,
    /// See [`Signed::dateline`].
    pub dateline: Option<Traced>,
    /// See [`Signed::credits`].
    pub credits: Credits,
}

/// Printed words that say who wrote an article, or where and when, and what was read out of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Signed {
    /// Who wrote it, as printed. `字里日报讯（记者 …）` is one byline, medium included.
    pub byline: Option<Traced>,
    /// Where and when, as printed, when a place or a day is named or nobody is:
    /// `新华社广州1月2日电`, `据新华社电`, `BOSTON (AP) —`.
    pub dateline: Option<Traced>,
    /// The names by role; without a name when some of the words could not be read as names.
    pub credits: Credits,
}

/// A name: its bytes, in several parts where its characters are spread (`方 圆`).
type Name = Vec<Range<usize>>;

/// What the scanners found, as places in the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Found {
    reporters: Vec<Name>,
    correspondents: Vec<Name>,
    photographers: Vec<Name>,
    interns: Vec<Name>,
    authors: Vec<Name>,
    paper: Option<Range<usize>>,
    source: Option<Range<usize>>,
    /// Role words seen.
    roles: usize,
    /// Whether some words were no name.
    partial: bool,
}

impl Found {
    /// Whether any name was read.
    fn has_names(&self) -> bool {
        let lists = [
            &self.reporters,
            &self.correspondents,
            &self.photographers,
            &self.interns,
            &self.authors,
        ];
        lists.iter().any(|list| !list.is_empty())
    }

    /// Enters the medium at `range`: an agency is the source of a text, a paper prints it, and
    /// 本报 names nobody.
    fn medium(&mut self, text: &str, range: Range<usize>) {
        let name = &text[range.clone()];
        if roles::is_own(name) {
            return;
        }
        let slot = if roles::is_agency(name) {
            &mut self.source
        } else {
            &mut self.paper
        };
        slot.get_or_insert(range);
    }

    /// The names as second readings of `text`.
    fn credits(&self, text: &Traced) -> Credits {
        let name = |parts: &Name| {
            let mut name = Traced::default();
            for part in parts {
                name.push(&text.slice(part.clone()));
            }
            english::cased(&name.derived())
        };
        let words = |range: &Option<Range<usize>>| range.clone().map(|r| text.slice(r).derived());
        let mut credits = Credits {
            paper: words(&self.paper),
            source: words(&self.source),
            ..Credits::default()
        };
        if !self.partial {
            credits.reporters = self.reporters.iter().map(name).collect();
            credits.correspondents = self.correspondents.iter().map(name).collect();
            credits.photographers = self.photographers.iter().map(name).collect();
            credits.interns = self.interns.iter().map(name).collect();
            credits.authors = self.authors.iter().map(name).collect();
        }
        credits
    }
}

impl Signed {
    fn new(
        text: &Traced,
        dateline: Option<Range<usize>>,
        byline: Option<Range<usize>>,
        found: &Found,
    ) -> Self {
        let words = |range: Option<Range<usize>>| {
            let words = range.map(|range| text.slice(range).trimmed());
            words.filter(|words| !words.is_empty())
        };
        Self {
            byline: words(byline),
            dateline: words(dateline),
            credits: found.credits(text),
        }
    }

    /// The same at the start of a paragraph whose story begins at byte `end`.
    fn before(self, end: usize) -> Lead {
        Lead {
            end,
            byline: self.byline,
            dateline: self.dateline,
            credits: self.credits,
        }
    }
}

/// The length in bytes of the white space at the start of `text`.
fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The inside of the bracket that opens `text`, and the bytes of the whole group; at most 120
/// characters, without another bracket in it.
fn bracketed(text: &str) -> Option<(Range<usize>, usize)> {
    let open = text.chars().next()?;
    let close = match open {
        '(' | '（' => [')', '）'],
        '【' => ['】', '】'],
        '〔' => ['〕', '〕'],
        '[' | '［' => [']', '］'],
        _ => return None,
    };
    let start = open.len_utf8();
    for (i, c) in text[start..].char_indices().take(120) {
        if close.contains(&c) {
            return Some((start..start + i, start + i + c.len_utf8()));
        }
        if c == open {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests;
