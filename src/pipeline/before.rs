//! The EPUB that a book had before this build, and what was remembered of it beside the book.

use super::publish;
use crate::epub::{Kept, Remembered};
use crate::mark::Mark;
use std::path::Path;
use std::thread::{self, JoinHandle};

/// Where the record lies, below the book folder. Deleting it costs time only.
const RECORD: &str = ".offprint/built.json";

/// The EPUB before, as `maker` left it.
pub(super) struct Before {
    maker: Mark,
    kept: Option<Kept>,
}

impl Before {
    /// Who builds, and what is kept.
    pub(super) fn parts(&self) -> (Mark, Option<&Kept>) {
        (self.maker, self.kept.as_ref())
    }
}

/// A record being read while the book is.
pub(super) struct Reading {
    maker: Mark,
    thread: JoinHandle<Option<Remembered>>,
}

impl Reading {
    /// Begins to read what `maker` remembers of the book in `folder`.
    pub(super) fn begin(folder: &Path, maker: Mark) -> Self {
        let file = folder.join(RECORD);
        let read = move || Remembered::read(&std::fs::read(file).ok()?, maker);
        Self {
            maker,
            thread: thread::spawn(read),
        }
    }

    /// What is kept of the book's EPUB, which lies at `edition`.
    pub(super) fn finish(self, edition: &Path) -> Before {
        let remembered = self.thread.join().ok().flatten();
        Before {
            maker: self.maker,
            kept: remembered.and_then(|built| Kept::open(built, edition)),
        }
    }
}

/// Remembers the EPUB just built.
pub(super) fn remember(folder: &Path, record: Vec<u8>) {
    publish::remember(folder, RECORD, record);
}
