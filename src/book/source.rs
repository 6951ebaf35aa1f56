//! The sources of a book inside its EPUB: where they stand there, which of the book's files they are,
//! and which come back.

use super::list::below;
use super::summary::{self, Line};
use super::{Book, paths, state};
use crate::mark::Mark;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where an EPUB carries the files it was made of.
pub const SOURCE: &str = "META-INF/offprint/source.zip";

/// The file among them that says what else belongs to them: [`Carried`] as JSON.
pub const CARRIED: &str = ".offprint/carried.json";

/// What stands in a draft's place: its text is not published with the book.
const DRAFT: &str = "---\ndraft: true\n---\n";

/// What belongs to the sources and need not stand among them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Pictures: their paths below the book folder, and those in the EPUB.
    pub pictures: Vec<(String, String)>,
    /// Chapters that nobody changed since they were imported, paths below the book folder, and the
    /// paths of the copies that the next import compares them with.
    pub unchanged: Vec<(String, String)>,
}

impl Carried {
    /// Reads it; nothing when `bytes` are none.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// Writes it.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// A file among the sources of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path below the book folder.
    pub path: String,
    /// Where it lies; nothing for one that stands for a draft.
    pub file: Option<PathBuf>,
    /// What it held when the book was opened, where it was read then.
    pub mark: Option<Mark>,
}

impl Source {
    /// Its bytes.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match &self.file {
            Some(file) => std::fs::read(file),
            None => Ok(DRAFT.as_bytes().to_vec()),
        }
    }
}

/// The files that `book` is made of, pictures left out, and what belongs to them: its settings, the
/// contents, the chapters, the pages they came from and what the next import needs.
pub fn sources(book: &Book) -> (Vec<Source>, Carried) {
    let mut list = List {
        book,
        is_imported: book.folder.join(state::FOLDER).join("base").is_dir(),
        sources: Vec::new(),
        carried: Carried::default(),
    };
    list.add("book.toml");
    let summary = below(&book.src, "SUMMARY.md");
    if book.folder.join(&summary).is_file() {
        list.chapter("SUMMARY.md", None);
    }
    let chapters: BTreeSet<&str> = book.chapters.iter().map(|one| one.path.as_str()).collect();
    for path in drafts(&book.folder.join(&summary), &chapters) {
        list.sources.push(Source {
            path: below(&book.src, &path),
            file: None,
            mark: None,
        });
    }
    for chapter in &book.chapters {
        list.chapter(&chapter.path, Some(chapter.mark));
    }
    list.add("repairs.json");
    for name in names(&book.folder.join("pages")) {
        list.add(&format!("pages/{name}"));
    }
    for name in ["cover.json", "origin.json", "version"] {
        list.add(&format!("{}/{name}", state::FOLDER));
    }
    let List {
        sources, carried, ..
    } = list;
    (sources, carried)
}

struct List<'b> {
    book: &'b Book,
    /// Whether there are copies of chapters as they were imported.
    is_imported: bool,
    sources: Vec<Source>,
    carried: Carried,
}

impl List<'_> {
    /// Adds the file `path`, if it is there and can come back.
    fn add(&mut self, path: &str) {
        let file = self.book.folder.join(path);
        if is_source(path) && file.is_file() {
            self.sources.push(Source {
                path: path.to_owned(),
                file: Some(file),
                mark: None,
            });
        }
    }

    /// Adds a chapter, or the contents, and the copy of it as it was imported where it was changed.
    fn chapter(&mut self, path: &str, mark: Option<Mark>) {
        let own = below(&self.book.src, path);
        let base = format!("{}/base/{path}", state::FOLDER);
        self.sources.push(Source {
            path: own.clone(),
            file: Some(self.book.folder.join(&own)),
            mark,
        });
        if !self.is_imported {
            return;
        }
        let of = |path: &str| {
            let bytes = std::fs::read(self.book.folder.join(path)).ok()?;
            Some(Mark::of_bytes(&bytes))
        };
        match of(&base) {
            None => {}
            known if known == mark.or_else(|| of(&own)) => {
                self.carried.unchanged.push((own, base));
            }
            Some(_) => self.add(&base),
        }
    }
}

/// The files that the contents at `summary` name and that are none of `chapters`.
fn drafts(summary: &Path, chapters: &BTreeSet<&str>) -> Vec<String> {
    let text = std::fs::read_to_string(summary).unwrap_or_default();
    let lines = summary::parse(&text, "SUMMARY.md", &mut Vec::new()).lines;
    let named = lines.into_iter().filter_map(|line| match line {
        Line::Link(link) => paths::inside(&link.path).ok(),
        Line::Part(_) | Line::Separator => None,
    });
    named
        .filter(|path| !path.is_empty() && !chapters.contains(path.as_str()))
        .collect()
}

/// The names of the files in `folder`, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

/// Whether a file at `path` may come out of an EPUB's sources into a book folder.
pub fn is_source(path: &str) -> bool {
    let plain = paths::inside(path).is_ok_and(|plain| plain == path);
    let portable = path.split('/').enumerate().all(|(depth, part)| {
        let ours = depth == 0 && part == state::FOLDER;
        ours || super::names::is_portable(part)
    });
    let ours = path.strip_prefix(state::FOLDER);
    let ours = ours.is_none_or(|rest| {
        rest.starts_with("/base/") || matches!(rest, "/cover.json" | "/origin.json" | "/version")
    });
    plain && portable && ours && !path.starts_with("dist/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_belongs_to_a_book_comes_back() {
        let mine = [
            "book.toml",
            "src/001-灯.md",
            "src/images/a b.png",
            ".offprint/base/001-灯.md",
        ];
        for path in mine {
            assert!(is_source(path), "{path}");
        }
        let others = [
            "../a.md",
            "/a.md",
            "src/../../a.md",
            "C:\\a.md",
            "src\\..\\a.md",
            ".git/hooks/pre-commit",
            "src/.a.md",
            ".offprint/new/list.json",
            ".offprint/built.json",
            "dist/a.epub",
            "src/con.md",
            "",
            "src//a.md",
            "a/./b.md",
        ];
        for path in others {
            assert!(!is_source(path), "{path}");
        }
    }
}
