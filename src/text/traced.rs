//! Text with the origin of each of its bytes.
//!
//! [`Traced`] is *the* string type from `source` to `chapter`. It cannot be edited in place:
//! slicing and joining keep origins, and words change only through [`super::apply`].

use super::{PageId, RepairId, Span};
use std::fmt;
use std::ops::Range;

/// Where a run of bytes came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The very bytes of the page.
    Copied(Span),
    /// What a repair put where the page has `at`.
    Repaired {
        /// The place on the page that was rewritten; for several places, the first.
        at: Span,
        /// The ledger's entry.
        repair: RepairId,
    },
    /// Marks of ours that stand on no page (Markdown, separators).
    Markup,
    /// A second reading of words that stand elsewhere too: a name out of a byline.
    Derived(Span),
}

impl Origin {
    /// The place on the page, unless the run is markup.
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Copied(at) | Self::Repaired { at, .. } | Self::Derived(at) => Some(at),
            Self::Markup => None,
        }
    }
}

/// A run of bytes with one origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// One past the run's last byte in the text.
    pub end: u32,
    /// Where its bytes came from.
    pub origin: Origin,
}

/// A text and the origin of each of its bytes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Traced {
    text: String,
    /// Sorted by `end`, without empty runs; the last `end` is the text's length. A copied run is as
    /// long as its span.
    runs: Vec<Run>,
}

impl Traced {
    /// The bytes `range` of a page whose text is `page_text`.
    pub fn copied(page: PageId, page_text: &str, range: Range<usize>) -> Self {
        let mut traced = Self::default();
        traced.push_run(
            &page_text[range.clone()],
            Origin::Copied(Span::new(page, range)),
        );
        traced
    }

    /// Text of ours that stands on no page.
    pub fn markup(text: &str) -> Self {
        let mut traced = Self::default();
        traced.push_run(text, Origin::Markup);
        traced
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether the text has no byte.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Each run's bytes and origin, in order.
    pub fn runs(&self) -> impl Iterator<Item = (Range<usize>, Origin)> + '_ {
        let mut start = 0;
        self.runs.iter().map(move |run| {
            let range = start..run.end as usize;
            start = range.end;
            (range, run.origin)
        })
    }

    /// The part `range`, with its origins.
    ///
    /// # Panics
    /// If `range` is not on character boundaries of the text, as slicing a `str` would.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let first = self.runs.partition_point(|r| r.end as usize <= range.start);
        let mut start = first
            .checked_sub(1)
            .map_or(0, |i| self.runs[i].end as usize);
        for run in &self.runs[first..] {
            if start >= range.end {
                break;
            }
            let end = run.end as usize;
            let (from, to) = (start.max(range.start), end.min(range.end));
            let origin = match run.origin {
                Origin::Copied(span) => Origin::Copied(span.part(from - start..to - start)),
                Origin::Derived(span) if span.len() == end - start => {
                    Origin::Derived(span.part(from - start..to - start))
                }
                other => other,
            };
            part.push_run(&self.text[from..to], origin);
            start = end;
        }
        part
    }

    /// Adds `other` at the end.
    pub fn push(&mut self, other: &Self) {
        for (range, origin) in other.runs() {
            self.push_run(&other.text[range], origin);
        }
    }

    /// This text without white space at both ends.
    pub fn trimmed(&self) -> Self {
        let text = self.as_str();
        let start = text.len() - text.trim_start().len();
        self.slice(start..start.max(text.trim_end().len()))
    }

    /// The same words as a second reading: they count nowhere, since they stand elsewhere too.
    pub fn derived(&self) -> Self {
        let mut out = Self::default();
        for (range, origin) in self.runs() {
            let origin = origin.span().map_or(Origin::Markup, Origin::Derived);
            out.push_run(&self.text[range], origin);
        }
        out
    }

    /// The places on pages that the bytes `range` came from, neighbours merged.
    pub fn places(&self, range: Range<usize>) -> Vec<Span> {
        let mut places: Vec<Span> = Vec::new();
        for (_, origin) in self.slice(range).runs() {
            let Some(span) = origin.span() else { continue };
            match places.last_mut() {
                Some(last) if last.page == span.page && last.end == span.start => {
                    last.end = span.end;
                }
                Some(last) if *last == span => {}
                _ => places.push(span),
            }
        }
        places
    }

    /// The first place on a page that the text came from.
    pub fn start(&self) -> Option<Span> {
        self.runs.iter().find_map(|run| run.origin.span())
    }

    /// Adds a run, merging it with the last one where both copy neighbouring bytes.
    pub(super) fn push_run(&mut self, text: &str, origin: Origin) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len() as u32;
        if let Some(last) = self.runs.last_mut() {
            let merged = match (last.origin, origin) {
                (Origin::Copied(a), Origin::Copied(b)) if adjoin(a, b) => {
                    Some(Origin::Copied(Span { end: b.end, ..a }))
                }
                (Origin::Markup, Origin::Markup) => Some(Origin::Markup),
                _ => None,
            };
            if let Some(origin) = merged {
                *last = Run { end, origin };
                return;
            }
        }
        self.runs.push(Run { end, origin });
    }
}

fn adjoin(a: Span, b: Span) -> bool {
    a.page == b.page && a.end == b.start
}

impl fmt::Debug for Traced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Traced").field(&self.text).finish()
    }
}

impl fmt::Display for Traced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "加快科技创\n\n新引领，提升能力。";

    fn cut(from: &str) -> Traced {
        let start = PAGE.find(from).unwrap_or_else(|| panic!("{from}"));
        Traced::copied(PageId(0), PAGE, start..start + from.len())
    }

    #[test]
    fn joining_and_slicing_keep_origins() {
        let mut joined = cut("科技创");
        joined.push(&cut("新引领"));
        assert_eq!(joined.as_str(), "科技创新引领");
        let middle = joined.slice("科技".len().."科技创新".len());
        assert_eq!(middle.as_str(), "创新");
        let words: Vec<&str> = middle
            .runs()
            .filter_map(|(_, origin)| origin.span())
            .map(|span| &PAGE[span.range()])
            .collect();
        assert_eq!(words, ["创", "新"]);
    }

    #[test]
    fn neighbouring_copies_become_one_run() {
        let whole = cut("新引领");
        let mut again = whole.slice(0..3);
        again.push(&whole.slice(3..9));
        assert_eq!(again, whole);
        assert_eq!(again.runs().count(), 1);
    }

    #[test]
    fn trimming_blank_text_leaves_nothing() {
        assert!(Traced::markup("  \n").trimmed().is_empty());
    }
}
