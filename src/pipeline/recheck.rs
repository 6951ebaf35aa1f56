//! What a check remembers, so that the next one looks only at the chapters that changed.
//!
//! A chapter is known by the size and the time of its file, everything else of the book by one mark over
//! the sizes and times of all other files. What was said of a chapter depends on that chapter, and on
//! others only by what they are called and where their headings and notes are: their *face*. So when a
//! few chapters changed and their faces did not, only they are read again; any other change means looking
//! at everything. Deleting the record costs time only.

mod record;
mod stamps;

pub(super) use stamps::Stamps;

use super::check::{Checked, Looked};
use super::publish;
use crate::book::{self, Book, BookChapter, Contents, Entry, percent_decoded};
use crate::check::{self, Fact, Seen};
use crate::diagnostic::Diagnostic;
use crate::html::{self, Targets};
use crate::mark::Mark;
use crate::media::Gallery;
use record::{Chapter, Find, KINDS, Record, back};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the record lies, below the book folder.
const RECORD: &str = ".offprint/checked.json";

/// Chapters of a book that is worth a record; a smaller one is looked at in no time.
const FEWEST: usize = 100;

/// Chapters that may have changed; when more did, looking at everything costs hardly more.
const MOST: usize = 50;

/// What other chapters may depend on: the lines of a chapter that may hold its title, headings, notes,
/// ids and pictures. More lines than need be are no harm.
fn face(text: &str) -> Mark {
    let mut lines = Vec::new();
    let mut headed = false;
    let mut front = text.starts_with("---");
    let mut above = "";
    for (number, line) in text.lines().enumerate() {
        let in_front = front;
        front &= number == 0 || !matches!(line.trim_end(), "---" | "...");
        headed |= line.starts_with('#');
        if !in_front && is_underline(line) && !above.trim().is_empty() {
            // any of the lines above may be the words of this heading
            return Mark::of_bytes(text.as_bytes());
        }
        above = line;
        // a heading may stand in a list or a quotation
        let inner =
            line.trim_start_matches(|c: char| c.is_ascii_digit() || " \t>*+-.)".contains(c));
        let marks = ["![", "[^", "]:", "src="];
        if in_front
            || inner.starts_with('#')
            || line.contains(['<', '{', '`', '~'])
            || marks.iter().any(|mark| line.contains(mark))
        {
            lines.push(line);
        }
    }
    match headed {
        true => Mark::of(&lines),
        // its first words are its title
        false => Mark::of_bytes(text.as_bytes()),
    }
}

/// Whether `line` makes a heading of the words above it (CommonMark 0.31 §4.3).
fn is_underline(line: &str) -> bool {
    let line = line.trim_matches([' ', '\t', '>']);
    let mark = line.chars().next().filter(|c| matches!(c, '=' | '-'));
    mark.is_some_and(|mark| line.chars().all(|c| c == mark))
}

/// Remembers what was said of `book`, which was `stamps` before it was read. A folder that cannot be
/// written to is no fault: the next check takes longer.
pub(super) fn remember(book: &Book, maker: Mark, stamps: &Stamps, looked: &Looked) {
    if book.chapters.len() < FEWEST {
        return;
    }
    let files: Vec<String> = book
        .chapters
        .iter()
        .map(|one| book.file(&one.path))
        .collect();
    let names: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let mut said: BTreeMap<&str, Vec<Find<'_>>> = BTreeMap::new();
    let mut of_book = Vec::new();
    for one in &looked.said {
        let file = one.location.as_ref().map(|at| at.file.as_str());
        match file.and_then(|file| names.get(file)) {
            Some(file) => said.entry(file).or_default().push(Find::of(one)),
            None => of_book.push(Find::of(one)),
        }
    }
    let titles = titles(book);
    let mut chapters = Vec::new();
    for (index, (file, seen)) in files.iter().zip(&looked.seen).enumerate() {
        let (Some(stamp), Ok(text)) = (
            stamps.0.get(file),
            std::fs::read_to_string(book.folder.join(file)),
        ) else {
            return;
        };
        // what a chapter puts in may be another chapter
        if text.contains("{{#") {
            return;
        }
        let facts = seen.facts.iter().map(|fact| {
            let kind = KINDS.iter().position(|kind| *kind == fact.kind);
            (
                kind.unwrap_or(0) as u8,
                Cow::Borrowed(fact.text.as_str()),
                fact.at,
            )
        });
        chapters.push(Chapter {
            path: book.chapters[index].path.clone(),
            stamp: *stamp,
            face: face(&text),
            title: titles.get(&index).cloned().unwrap_or_default(),
            said: said.remove(file.as_str()).unwrap_or_default(),
            found: seen.found.iter().map(Find::of).collect(),
            facts: facts.collect(),
        });
    }
    let record = Record {
        maker,
        around: stamps.around(&names),
        src: book.src.clone(),
        language: book.config.language.as_str().to_owned(),
        chapters,
        said: of_book,
        edited: looked.edited.clone(),
    };
    let Ok(record) = serde_json::to_vec(&record) else {
        return;
    };
    publish::remember(&book.folder, RECORD, record);
}

/// What the contents call each chapter.
fn titles(book: &Book) -> BTreeMap<usize, String> {
    let entries = book
        .contents
        .entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Chapter { title, chapter, .. } => Some(((*chapter)?, title.clone())),
            _ => None,
        });
    entries.collect()
}

/// What a check of the book in `folder`, which is `stamps` now, would say, when only a few chapters
/// changed since `maker` looked at it; nothing otherwise.
pub(super) fn recheck(
    folder: &Path,
    maker: Mark,
    stamps: &Stamps,
) -> Option<(Checked, Vec<Diagnostic>)> {
    let bytes = std::fs::read(folder.join(RECORD)).ok()?;
    let record: Record<'_> = serde_json::from_slice(&bytes).ok()?;
    let files: Vec<String> = record
        .chapters
        .iter()
        .map(|one| book::below(&record.src, &one.path))
        .collect();
    let names: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    if record.maker != maker || stamps.around(&names) != record.around {
        return None;
    }
    let mut changed = Vec::new();
    for (index, file) in files.iter().enumerate() {
        if *stamps.0.get(file)? != record.chapters[index].stamp {
            changed.push(index);
        }
    }
    if changed.len() > MOST {
        return None;
    }
    let mut again = Again::of(folder, &record, &changed)?;
    let (mut said, mut seen) = (back(record.said)?, Vec::new());
    for (index, (chapter, file)) in record.chapters.into_iter().zip(files).enumerate() {
        let (own, one) = match again.new.remove(&index) {
            Some(new) => new,
            None => {
                let facts = chapter.facts.into_iter().map(|(kind, text, at)| {
                    let kind = *KINDS.get(usize::from(kind))?;
                    let text = text.into_owned();
                    Some(Fact { kind, text, at })
                });
                let facts = facts.collect::<Option<_>>()?;
                let found = back(chapter.found)?;
                (back(chapter.said)?, Seen { file, found, facts })
            }
        };
        said.extend(own);
        seen.push(one);
    }
    let mut edited: BTreeSet<String> = record.edited.iter().cloned().collect();
    for (file, differs) in again.edited {
        match differs {
            true => edited.insert(file),
            false => edited.remove(&file),
        };
    }
    let looked = Looked {
        whole: check::whole(&again.book, &seen),
        said,
        seen,
        edited: edited.into_iter().collect(),
    };
    Some(looked.told(&again.book.config.ignored))
}

/// The chapters that changed, read and looked at again.
struct Again {
    /// A book of these chapters, and of those they name.
    book: Book,
    /// Of each, its index in the whole book and what is said of it.
    new: BTreeMap<usize, (Vec<Diagnostic>, Seen)>,
    /// Of each that import wrote, its file and whether it differs.
    edited: Vec<(String, bool)>,
}

impl Again {
    fn of(folder: &Path, record: &Record<'_>, changed: &[usize]) -> Option<Self> {
        let mut chapters: Vec<BookChapter> = Vec::new();
        let mut said = Vec::new();
        let mut named: BTreeSet<usize> = BTreeSet::new();
        let mut edited = Vec::new();
        for &index in changed {
            let one = &record.chapters[index];
            let text = std::fs::read_to_string(folder.join(&record.src).join(&one.path)).ok()?;
            if face(&text) != one.face || text.contains("{{#") {
                return None;
            }
            let read = book::chapter(folder, &record.src, &one.path, &one.title).ok()?;
            let mut own = Vec::new();
            chapters.push(read.unpack(&mut own)?);
            said.push(own);
            let plain = percent_decoded(&text);
            let name = |path: &str| {
                path.rsplit('/')
                    .next()
                    .map(|name| name.trim_end_matches(".md").to_owned())
            };
            let others = record.chapters.iter().enumerate();
            named.extend(others.filter_map(|(other, one)| {
                let there = name(&one.path).is_some_and(|name| plain.contains(&name));
                (plain.contains("](") && there).then_some(other)
            }));
            if let Some(differs) = book::differs_from_import(folder, &record.src, &one.path) {
                edited.push((book::below(&record.src, &one.path), differs));
            }
        }
        for index in named.into_iter().filter(|index| !changed.contains(index)) {
            let one = &record.chapters[index];
            let read = book::chapter(folder, &record.src, &one.path, &one.title).ok()?;
            chapters.push(read.value?);
        }
        let book = Book {
            folder: folder.to_owned(),
            src: record.src.clone(),
            config: book::config(folder, &record.language).ok()?,
            contents: Contents::default(),
            chapters,
        };
        let gallery = Gallery::of(&book, None);
        let targets = Targets::of(&book, &gallery);
        let looked = changed
            .iter()
            .zip(said)
            .enumerate()
            .map(|(i, (index, mut own))| {
                own.extend(html::faults(&targets, i));
                (*index, (own, check::chapter(&book, i)))
            });
        let new = looked.collect();
        drop(targets);
        Some(Self { book, new, edited })
    }
}
