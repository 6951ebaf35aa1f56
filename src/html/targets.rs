//! What chapters refer to: other chapters, their headings, and pictures.
//!
//! Made once a book and asked by all chapters at once. What costs time is done when a link first
//! asks for it: a newspaper has few links, and a book with many reads each target once.

use super::guard::Guarded;
use super::markdown::Events;
use super::outline::{Anchor, Outline, slug};
use super::raw::Plan;
use crate::book::{Book, inside, percent_decoded};
use crate::media::{Gallery, Picture};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// The targets of a book's links and pictures.
pub struct Targets<'b> {
    book: &'b Book,
    chapters: BTreeMap<&'b str, usize>,
    anchors: Vec<OnceLock<BTreeMap<String, Anchor>>>,
    /// The bytes of Markdown that go into one file.
    pub(super) limit: Option<usize>,
    gallery: &'b Gallery,
}

impl<'b> Targets<'b> {
    /// The targets of `book`, whose pictures are in `gallery`; nothing is read yet.
    pub fn of(book: &'b Book, gallery: &'b Gallery) -> Self {
        let paths = book.chapters.iter().map(|chapter| chapter.path.as_str());
        Self {
            book,
            chapters: paths.zip(0..).collect(),
            anchors: book.chapters.iter().map(|_| OnceLock::new()).collect(),
            limit: None,
            gallery,
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

    /// Where its pictures are.
    pub fn gallery(&self) -> &'b Gallery {
        self.gallery
    }

    /// What the picture at `path`, below `src`, is; `None` when it cannot be shown, which the
    /// chapters that use it have reported.
    pub fn picture(&self, path: &str) -> Option<Picture> {
        self.gallery.picture(path).ok().map(|shown| shown.picture)
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
}

/// Prepares the pictures of `book` on all cores, before the chapters that show them are rendered one
/// by one. A picture that is overlooked here is prepared when its chapter asks for it.
pub fn prepare_pictures(book: &Book, gallery: &Gallery) {
    let named = book.chapters.par_iter().flat_map_iter(|chapter| {
        let path = chapter.path.as_str();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let targets = picture_targets(&chapter.chapter.body);
        targets.filter_map(move |target| join(folder, &percent_decoded(target)))
    });
    let named: BTreeSet<String> = named.collect();
    let named: Vec<String> = named.into_iter().collect();
    named.par_iter().for_each(|path| {
        let _prepared = gallery.picture(path);
    });
}

/// What may be the address of a picture in `body`. One rare character is looked for first, since most
/// chapters have no picture.
fn picture_targets(body: &str) -> impl Iterator<Item = &str> {
    let markdown = body.match_indices('!').filter_map(|(at, _)| {
        let rest = body[at..].strip_prefix("![")?;
        let target = rest[rest.find("](")? + 2..].trim_start_matches('<');
        target.split([' ', ')', '>', '\n']).next()
    });
    let html = body.match_indices('=').filter_map(|(at, _)| {
        let before = body[..at].strip_suffix("src");
        let target = before.and(body[at..].strip_prefix("=\""))?;
        target.split('"').next()
    });
    markdown.chain(html).filter(|target| !target.is_empty())
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
