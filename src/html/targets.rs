//! What chapters refer to: other chapters, their headings, and pictures.
//!
//! Made once a book and asked by all chapters at once. What costs time is done when a link first
//! asks for it: a newspaper has few links, and a book with many reads each target once.

use super::guard::Guarded;
use super::markdown::Events;
use super::outline::{Anchor, Outline, slug};
use super::raw::Plan;
use crate::book::{Book, inside};
use crate::diagnostic::Text;
use crate::media::{Picture, probe};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PictureFault {
    /// There is no such file.
    Missing,
    /// It lies outside the folder of the chapters.
    Outside,
    /// It is broken, or of a kind that readers need not show.
    Unusable(Text),
}

type Found = Result<Picture, PictureFault>;

/// The targets of a book's links and pictures.
pub struct Targets<'b> {
    book: &'b Book,
    chapters: BTreeMap<&'b str, usize>,
    anchors: Vec<OnceLock<BTreeMap<String, Anchor>>>,
    /// The bytes of Markdown that go into one file.
    pub(super) limit: Option<usize>,
    pictures: Mutex<BTreeMap<String, Arc<OnceLock<Found>>>>,
}

impl<'b> Targets<'b> {
    /// The targets of `book`; nothing is read yet.
    pub fn of(book: &'b Book) -> Self {
        let paths = book.chapters.iter().map(|chapter| chapter.path.as_str());
        Self {
            book,
            chapters: paths.zip(0..).collect(),
            anchors: book.chapters.iter().map(|_| OnceLock::new()).collect(),
            limit: None,
            pictures: Mutex::default(),
        }
    }

    /// The same, for an edition that cuts long chapters into files of about `limit` bytes of Markdown.
    pub fn cut(self, limit: usize) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// The book they belong to.
    pub fn book(&self) -> &'b Book {
        self.book
    }

    /// What the picture at `path`, below `src`, is; `None` when it cannot be shown, which the
    /// chapters that use it have reported.
    pub fn picture(&self, path: &str) -> Option<Picture> {
        self.probe(path).ok()
    }

    /// The chapter that `path`, relative to the folder `from`, means: as a file, as the page mdBook
    /// would make of it (`x.html`), or as a folder's first file.
    pub(super) fn chapter(&self, from: &str, path: &str) -> Option<usize> {
        let whole = join(from, path)?;
        let stem = whole.strip_suffix(".html").unwrap_or(&whole);
        let folder = match whole.trim_end_matches('/') {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let readme = stem.strip_suffix("index").unwrap_or(&folder);
        [
            whole.clone(),
            format!("{stem}.md"),
            format!("{readme}README.md"),
            format!("{folder}index.md"),
        ]
        .iter()
        .find_map(|path| self.chapters.get(path.as_str()).copied())
    }

    /// The place that `fragment` means in chapter `index`.
    pub(super) fn anchor(&self, index: usize, fragment: &str) -> Option<Anchor> {
        let anchors = self.anchors(index);
        let found = anchors.get(fragment);
        found.or_else(|| anchors.get(&slug(fragment))).cloned()
    }

    fn anchors(&self, index: usize) -> &BTreeMap<String, Anchor> {
        self.anchors[index].get_or_init(|| {
            let chapter = &self.book.chapters[index].chapter;
            let guarded = Guarded::new(&chapter.body);
            let events = Events::of(&guarded);
            Outline::of(&events, &Plan::of(&events), &chapter.front, self.limit).anchors
        })
    }

    pub(super) fn probe(&self, path: &str) -> Found {
        let slot = {
            let mut pictures = self.pictures.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(pictures.entry(path.to_owned()).or_default())
        };
        slot.get_or_init(|| self.look(path)).clone()
    }

    fn look(&self, path: &str) -> Found {
        let src = self.book.folder.join(&self.book.src);
        let missing = |_| PictureFault::Missing;
        let file = src.join(path).canonicalize().map_err(missing)?;
        // a link in the file system must not lead out either
        if !src.canonicalize().is_ok_and(|src| file.starts_with(src)) {
            return Err(PictureFault::Outside);
        }
        let bytes = std::fs::read(file).map_err(missing)?;
        probe(&bytes).map_err(PictureFault::Unusable)
    }
}

/// `path`, which begins at the top of the book when it begins with `/`, seen from `folder`; `None`
/// when it leaves the top.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    match path.strip_prefix('/') {
        Some(path) => inside(path).ok(),
        None => inside(format!("{folder}/{path}").trim_start_matches('/')).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_top() {
        assert_eq!(join("a/b", "../c.md").as_deref(), Some("a/c.md"));
        assert_eq!(join("a", "/c.md").as_deref(), Some("c.md"));
        assert_eq!(join("a", "../../c.md"), None);
    }
}
