//! What deserves a second look in a book: misprints and leftovers that no program may mend.
//!
//! A rule looks and changes nothing; what it finds names the place, the cause and the cure, and where
//! putting something else there changes no word, that too ([`fixed`] puts it there). One rule, one file;
//! [`RULES`] is the table, and adding a rule means a file and a line. Most rules look at one chapter
//! ([`chapter()`]); some compare what chapters say of the same thing ([`whole()`]), and work on the few
//! [`Fact`]s that each chapter leaves behind, so that a book is never read twice.
//!
//! What a person has judged stands in `[check] ignore` of book.toml and is not said again ([`ignore()`]).

mod alternative;
mod caption_date;
mod contrast;
mod dash;
mod day;
mod doubled_mark;
mod doubled_word;
mod echoed_bracket;
mod ellipsis;
mod epub;
mod facts;
mod fix;
mod half_width;
mod heading_level;
mod ignore;
mod link_words;
mod look_alike;
mod metadata;
mod mixed_quotes;
mod mixed_script;
mod name_spelling;
mod open_quote;
mod prose;
mod rules;
mod same_title;
mod space;
mod subject;
mod sum;
mod swapped;
mod two_dates;
mod unreadable;
mod unused_picture;
mod weekday;

pub use epub::check_epub;
pub use facts::{Fact, FactKind};
pub use fix::{Fixed, fixed};
pub use ignore::{STALE, ignore};
pub use rules::{RULES, Rule};

use crate::book::Book;
use crate::diagnostic::{Diagnostic, Location};
use rayon::prelude::*;
use subject::Subject;

/// What was seen of one chapter.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Its file, as messages name it.
    pub file: String,
    /// What its own rules found, in the order of its lines.
    pub found: Vec<Diagnostic>,
    /// What it says that other chapters may say too.
    pub facts: Vec<Fact>,
}

/// Looks at every chapter of `book`, and at the book as a whole, with every rule; what is found is in
/// the order of the files and their lines.
pub fn check(book: &Book) -> Vec<Diagnostic> {
    let seen = chapters(book);
    let mut all = whole(book, &seen);
    all.extend(seen.into_iter().flat_map(|seen| seen.found));
    all.sort_by(|a, b| a.location.cmp(&b.location));
    all
}

/// Looks at every chapter of `book` with the rules that need no other.
pub fn chapters(book: &Book) -> Vec<Seen> {
    let chapters = (0..book.chapters.len()).into_par_iter();
    chapters.map(|index| chapter(book, index)).collect()
}

/// Looks at chapter `index` of `book` with the rules that need no other.
///
/// # Panics
/// If the book has no such chapter.
pub fn chapter(book: &Book, index: usize) -> Seen {
    let subject = Subject::new(book, &book.chapters[index]);
    let mut found = Vec::new();
    for rule in RULES {
        rule.look_at_chapter(&subject, &mut found);
    }
    found.sort_by(|a, b| a.location.cmp(&b.location));
    Seen {
        facts: facts::of(&subject),
        found,
        file: subject.file,
    }
}

/// Looks at `book` with the rules that compare what was `seen` of its chapters. Of the book itself only
/// settings and folder are read.
pub fn whole(book: &Book, seen: &[Seen]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        rule.look_at_book(book, seen, &mut found);
    }
    for at in found.iter_mut().filter_map(|one| one.location.as_mut()) {
        if at.line > 0 && at.source_line.is_empty() {
            at.source_line = line(book, at).unwrap_or_default();
        }
    }
    found
}

/// The line that `at` means: of a chapter that is in memory, else of its file.
fn line(book: &Book, at: &Location) -> Option<String> {
    let chapter = book
        .chapters
        .iter()
        .find(|one| at.file.ends_with(&one.path));
    let line = chapter.and_then(|one| {
        let first = one.chapter.body_line.max(1);
        one.chapter.body.lines().nth(at.line.checked_sub(first)?)
    });
    line.map(str::to_owned).or_else(|| {
        let text = std::fs::read_to_string(book.folder.join(&at.file)).ok()?;
        text.lines().nth(at.line - 1).map(str::to_owned)
    })
}
