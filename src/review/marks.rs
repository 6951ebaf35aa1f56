//! What is marked where on a page: two layers of notes over its text.
//!
//! Structure (a join, a move, something set aside) lies under typography (a comma made full-width
//! inside a moved headline), so a character bears at most one note of each. Where two of a layer
//! overlap, the more important keeps the place; the other still stands in the list of repairs.

use crate::text::{Ledger, Origin, Repair, Span, Traced};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// An entry of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    /// Something set aside, by its index.
    Aside(usize),
    /// A repair, by its index.
    Repair(usize),
}

/// A stretch of a page, and what is noted about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the page.
    pub range: Range<usize>,
    /// The note on structure.
    pub structure: Option<Note>,
    /// The note on typography.
    pub typography: Option<Note>,
}

/// The marks of every page of an import.
pub(super) struct Marks<'a> {
    pages: Vec<PageMarks>,
    /// What stands in a chapter for the words that begin at a place.
    results: BTreeMap<Span, &'a str>,
    /// Repairs of structure that are marked in a chapter.
    in_chapters: BTreeSet<usize>,
    /// Those of them that are written.
    written: RefCell<BTreeSet<usize>>,
}

#[derive(Default)]
struct PageMarks {
    structure: Layer,
    typography: Layer,
}

/// Whether a repair changed single characters, of which there are many, rather than structure.
pub(super) fn is_typographic(repair: &Repair) -> bool {
    repair.rule.starts_with("typography/")
}

impl<'a> Marks<'a> {
    /// The marks of `pages` pages, from the ledger and the chapters' `files`.
    pub fn new(
        texts: &[&str],
        ledger: &Ledger,
        files: impl Iterator<Item = &'a Traced> + Clone,
    ) -> Self {
        let mut drafts: Vec<[Vec<Mark>; 2]> = texts.iter().map(|_| Default::default()).collect();
        let mut add = |span: Span, layer: usize, rank: u8, note: Note| {
            if let Some(page) = drafts.get_mut(span.page.index())
                && !span.is_empty()
            {
                let range = span.range();
                page[layer].push(Mark { range, rank, note });
            }
        };
        for (i, aside) in ledger.set_aside.iter().enumerate() {
            add(aside.span, 0, 0, Note::Aside(i));
        }
        for (i, repair) in ledger.repairs.iter().enumerate() {
            let layer = usize::from(is_typographic(repair));
            let rank = if repair.is_doubt() { 1 } else { 2 };
            // what happened to a line break is marked at the character after it
            let break_only = repair.before.trim().is_empty();
            for &span in &repair.places {
                let first = texts
                    .get(span.page.index())
                    .map_or(span, |text| head(text, span));
                let span = if break_only { first } else { span };
                add(span, layer, rank, Note::Repair(i));
            }
        }
        let page = |[structure, typography]: [Vec<Mark>; 2]| PageMarks {
            structure: Layer::new(structure),
            typography: Layer::new(typography),
        };
        let mut marks = Self {
            pages: drafts.into_iter().map(page).collect(),
            results: files.clone().flat_map(results).collect(),
            in_chapters: BTreeSet::new(),
            written: RefCell::default(),
        };
        for (_, origin) in files.flat_map(Traced::runs) {
            let found = match origin {
                Origin::Copied(span) => marks.pieces(span),
                _ => Vec::new(),
            };
            let repaired = match origin {
                Origin::Repaired { at, .. } => marks.structure(at),
                _ => None,
            };
            let notes = found.into_iter().filter_map(|piece| piece.structure);
            for note in notes.chain(repaired) {
                if let Note::Repair(i) = note {
                    marks.in_chapters.insert(i);
                }
            }
        }
        marks
    }

    /// Whether repair `i` is marked in a chapter.
    pub fn is_in_chapter(&self, i: usize) -> bool {
        self.in_chapters.contains(&i)
    }

    /// Whether the mark about to be written in a chapter is the first of repair `i`.
    pub fn is_first_in_chapter(&self, i: usize) -> bool {
        self.written.borrow_mut().insert(i)
    }

    /// The bytes `span` of a page in pieces of equal notes.
    pub fn pieces(&self, span: Span) -> Vec<Piece> {
        let range = span.range();
        let Some(page) = self.pages.get(span.page.index()) else {
            return Vec::new();
        };
        let mut cuts: Vec<usize> = vec![range.start, range.end];
        for layer in [&page.structure, &page.typography] {
            let marks = layer.within(&range);
            cuts.extend(marks.flat_map(|mark| [mark.range.start, mark.range.end]));
        }
        cuts.retain(|cut| (range.start..=range.end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let piece = |cut: &[usize]| Piece {
            range: cut[0]..cut[1],
            structure: page.structure.at(cut[0]),
            typography: page.typography.at(cut[0]),
        };
        cuts.windows(2).map(piece).collect()
    }

    /// The note on structure at the first byte of `span`.
    pub fn structure(&self, span: Span) -> Option<Note> {
        let page = self.pages.get(span.page.index())?;
        page.structure.at(span.range().start)
    }

    /// What a chapter has in the place of `span`, where a repair rewrote it.
    pub fn result(&self, span: Span) -> Option<&'a str> {
        self.results.get(&span).copied()
    }
}

/// The first character of `span` in `text`.
fn head(text: &str, span: Span) -> Span {
    let words = text.get(span.range()).unwrap_or_default();
    let first = words.chars().next().map_or(0, char::len_utf8);
    Span::new(span.page, span.range().start..span.range().start + first)
}

fn results(file: &Traced) -> impl Iterator<Item = (Span, &str)> {
    file.runs().filter_map(|(range, origin)| match origin {
        Origin::Repaired { at, .. } => Some((at, &file.as_str()[range])),
        _ => None,
    })
}

struct Mark {
    range: Range<usize>,
    /// The smaller, the more important.
    rank: u8,
    note: Note,
}

/// Marks sorted by place, none overlapping another.
#[derive(Default)]
struct Layer(Vec<Mark>);

impl Layer {
    /// Of `marks` that overlap the more important stays whole; what is left of the other follows.
    fn new(mut marks: Vec<Mark>) -> Self {
        marks.sort_by_key(|mark| (mark.range.start, mark.rank, mark.range.end, mark.note));
        let mut layer: Vec<Mark> = Vec::new();
        for mut mark in marks {
            if let Some(last) = layer.last_mut()
                && mark.range.start < last.range.end
            {
                if mark.rank < last.rank {
                    last.range.end = mark.range.start;
                } else {
                    mark.range.start = last.range.end;
                }
            }
            if layer.last().is_some_and(|last| last.range.is_empty()) {
                layer.pop();
            }
            if mark.range.start < mark.range.end {
                layer.push(mark);
            }
        }
        Self(layer)
    }

    fn within(&self, range: &Range<usize>) -> impl Iterator<Item = &Mark> {
        let first = self.0.partition_point(|mark| mark.range.end <= range.start);
        let end = range.end;
        self.0[first..]
            .iter()
            .take_while(move |mark| mark.range.start < end)
    }

    fn at(&self, byte: usize) -> Option<Note> {
        let mark = self.within(&(byte..byte + 1)).next()?;
        Some(mark.note)
    }
}
