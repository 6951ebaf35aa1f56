//! A whole book merged.

use super::Versions;
use super::families::Book;
use super::family::Family;
use super::names;

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below the folder of the chapters.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The chapter of the import that it is new with, where the folder did not hold it.
    pub added: Option<usize>,
}

/// What a merge came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The files that change or are new.
    pub files: Vec<Written>,
    /// The files that go: import wrote them, nobody changed them, and the pages have them no more.
    pub gone: Vec<String>,
    /// Of each new chapter, the file that it stands in; of one that was deleted, the name it is kept by.
    pub places: Vec<String>,
    /// Of each new chapter, the old one that it was.
    pub was: Vec<Option<usize>>,
    /// The new chapters that a person deleted.
    pub deleted: Vec<usize>,
    /// The new chapters of which the person has a text whose origin is unknown: that stays.
    pub unknown: Vec<usize>,
    /// How many conflicts were marked.
    pub conflicts: usize,
    /// How many changes of the import fall into what the person deleted.
    pub in_deleted: usize,
}

/// Merges a book.
pub fn merge(versions: &Versions<'_>) -> Outcome {
    let book = Book::new(versions);
    let mut outcome = Outcome {
        places: vec![String::new(); versions.new.len()],
        ..Outcome::default()
    };
    for kin in book.families() {
        Family {
            book: &book,
            kin: &kin,
        }
        .merge(&mut outcome);
    }
    names::name(&book, &mut outcome);
    outcome.files.sort_by(|a, b| a.path.cmp(&b.path));
    outcome
}
