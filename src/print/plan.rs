//! What is settled before the first article is rendered.

use super::sheet::Sheet;
use crate::book::{Book, Design, Entry, Print};
use crate::html::Targets;
use crate::media::Gallery;
use crate::words::Words;

/// For whom a page is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Readers and printers: one count of pages.
    Page,
    /// The PDF, which is printed again until its numbers stand: front matter counted apart, paper with
    /// what lies beyond its edge.
    Pdf,
}

/// What is settled before the first article is rendered.
pub(super) struct Plan<'a> {
    pub(super) book: &'a Book,
    /// What links and pictures lead to.
    pub(super) targets: Targets<'a>,
    pub(super) words: &'static Words,
    pub(super) purpose: Purpose,
    pub(super) sheet: Sheet,
    /// Whether an article begins where the one before it ends.
    pub(super) run_on: bool,
    /// Whether parts have a page to themselves.
    pub(super) part_pages: bool,
    /// Digits in an article's name.
    digits: usize,
    /// For each chapter, the index of the part that it opens.
    opens: Vec<Option<usize>>,
    /// For each chapter, the index of the part it belongs to.
    parts: Vec<Option<usize>>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(book: &'a Book, gallery: &'a Gallery, purpose: Purpose) -> Self {
        let mut opens = vec![None; book.chapters.len()];
        let mut parts = vec![None; book.chapters.len()];
        let (mut waiting, mut within) = (None, None);
        for (index, entry) in book.contents.entries.iter().enumerate() {
            match entry {
                Entry::Part(_) => (waiting, within) = (Some(index), Some(index)),
                Entry::Chapter {
                    chapter: Some(chapter),
                    ..
                } => (opens[*chapter], parts[*chapter]) = (waiting.take(), within),
                Entry::Chapter { .. } | Entry::Separator => {}
            }
        }
        let print = &book.config.print;
        let run_on = runs_on(print);
        let count = opens.iter().flatten().count();
        // a page for a name pays where the name stands for several articles
        let pays = print.design == Design::Book && count > 1 && book.chapters.len() >= count * 3;
        Self {
            book,
            targets: Targets::of(book, gallery),
            words: Words::of(&book.config.language),
            purpose,
            sheet: Sheet::of(book),
            run_on,
            part_pages: print.part_pages.unwrap_or(pays && !run_on),
            digits: book.chapters.len().to_string().len().max(3),
            opens,
            parts,
        }
    }

    /// `[print]`.
    pub(super) fn print(&self) -> &'a Print {
        &self.book.config.print
    }

    /// The id of chapter `index`.
    pub(super) fn name(&self, index: usize) -> String {
        format!("a{:0width$}", index + 1, width = self.digits)
    }

    /// The name of the printed pages of chapter `index`: its own, or its part's where articles run on.
    pub(super) fn page_name(&self, index: usize) -> String {
        match self.run_on {
            true => format!("r{}", self.parts[index].map_or(0, |part| part + 1)),
            false => self.name(index),
        }
    }

    /// The index of the part that chapter `index` opens.
    pub(super) fn opens(&self, index: usize) -> Option<usize> {
        self.opens[index]
    }

    /// The index of the part that chapter `index` stands in.
    pub(super) fn part(&self, index: usize) -> Option<usize> {
        self.parts[index]
    }

    /// The language of chapter `index`, where it is not the book's.
    pub(super) fn foreign(&self, index: usize) -> Option<&str> {
        let lang = self.book.chapters[index].chapter.front.lang.as_deref();
        lang.filter(|&lang| lang != self.book.config.language.as_str())
    }
}

/// Whether an article begins where the one before it ends.
pub(super) fn runs_on(print: &Print) -> bool {
    print.run_on.unwrap_or(print.design == Design::Newspaper)
}
