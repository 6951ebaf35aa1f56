//! What can be taken from the edition that was built before, still deflated: the pages of chapters
//! that did not change, and every other file that would become the same bytes.
//!
//! The [`Record`] of an edition says of each of its files what it was made from, where it stands and
//! what bytes are there. Nothing is taken but bytes that are still those, so that an edition which is
//! missing, damaged, edited, or made by another program costs time and nothing else.

use crate::archive::{Packed, Packing};
use crate::html::Rendered;
use crate::mark::Mark;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The beginning of a record; then comes the mark of what it says.
const SEAL: &str = "{\"seal\":";
/// What stands between the mark and that.
const BUILT: &str = ",\n\"built\":";
/// The bytes of a mark in quotation marks.
const MARK: usize = 34;

/// A file of the edition before. In the record it is a list, since there are two for each chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Listed", into = "Listed")]
pub(super) struct Stored {
    /// Where its packed bytes begin in the edition, and how many there are.
    at: u64,
    length: u64,
    /// CRC-32 and size of what they unpack to.
    sum: u32,
    size: u64,
    is_deflated: bool,
    /// The mark of the packed bytes.
    packed: Mark,
}

type Listed = (u64, u64, u32, u64, bool, Mark);

impl From<Listed> for Stored {
    fn from((at, length, sum, size, is_deflated, packed): Listed) -> Self {
        Self {
            at,
            length,
            sum,
            size,
            is_deflated,
            packed,
        }
    }
}

impl From<Stored> for Listed {
    fn from(one: Stored) -> Self {
        let Stored { at, length, .. } = one;
        (at, length, one.sum, one.size, one.is_deflated, one.packed)
    }
}

impl Stored {
    /// What is known of `file`, whose bytes stand at `at`.
    pub(super) fn of(file: &Packed, at: u64) -> Self {
        Self {
            at,
            length: file.bytes.len() as u64,
            sum: file.sum,
            size: file.size,
            is_deflated: file.is_deflated,
            packed: Mark::of_bytes(&file.bytes),
        }
    }

    /// The same, `by` bytes further on.
    pub(super) fn moved(self, by: u64) -> Self {
        Self {
            at: self.at + by,
            ..self
        }
    }
}

/// A file ready to go in.
pub(super) struct Ready {
    pub(super) file: Packed,
    /// What it is made of.
    pub(super) made_of: Mark,
}

/// What the pages of a chapter are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MadeOf {
    /// Its words: front matter, title and body.
    pub(super) text: Mark,
    /// What else of the book its pages show whatever it says.
    pub(super) around: Mark,
    /// What its pictures are, besides their bytes.
    #[serde(default, skip_serializing_if = "is_none")]
    pub(super) pictures: Mark,
}

fn is_none(mark: &Mark) -> bool {
    *mark == Mark::default()
}

/// A chapter of the edition before.
#[derive(Deserialize)]
pub(super) struct Page {
    pub(super) made_of: MadeOf,
    /// Which chapter it was.
    pub(super) index: usize,
    pub(super) rendered: Rendered,
    files: Vec<Stored>,
}

/// A file of the edition before that is no page of a chapter: what it was made of, and itself.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Other(Mark, Stored);

/// What is remembered of the edition that was built before.
#[derive(Deserialize)]
pub struct Remembered {
    maker: Mark,
    pages: BTreeMap<String, Page>,
    others: BTreeMap<String, Other>,
}

impl Remembered {
    /// Reads a `record`; nothing when it is no whole one, or another program than `maker` wrote it.
    pub fn read(record: &[u8], maker: Mark) -> Option<Self> {
        let rest = record.strip_prefix(SEAL.as_bytes())?;
        let (mark, rest) = rest.split_at_checked(MARK)?;
        let built = rest.strip_prefix(BUILT.as_bytes())?.strip_suffix(b"}\n")?;
        let mark: Mark = serde_json::from_slice(mark).ok()?;
        if mark != Mark::of_bytes(built) {
            return None;
        }
        let remembered: Self = serde_json::from_slice(built).ok()?;
        (remembered.maker == maker).then_some(remembered)
    }
}

/// The edition that was built before.
pub struct Kept {
    built: Remembered,
    edition: Mutex<File>,
    length: u64,
}

impl Kept {
    /// The edition at `edition`, of which `built` tells; nothing when it is gone.
    pub fn open(built: Remembered, edition: &Path) -> Option<Self> {
        let edition = File::open(edition).ok()?;
        let length = edition.metadata().ok()?.len();
        Some(Self {
            built,
            edition: Mutex::new(edition),
            length,
        })
    }

    /// The chapter that stood at `path`.
    pub(super) fn page(&self, path: &str) -> Option<&Page> {
        self.built.pages.get(path)
    }

    /// The files of `page`, to stand under the `paths`.
    pub(super) fn files(&self, page: &Page, paths: Vec<String>) -> Option<Vec<Packed>> {
        let same = paths.len() == page.files.len();
        let files = paths.into_iter().zip(&page.files);
        let files = files.map(|(path, stored)| self.packed(path, stored));
        if same { files.collect() } else { None }
    }

    /// The file that stood at `path`, if it was made of the same.
    pub(super) fn other(&self, path: &str, made_of: Mark) -> Option<Ready> {
        let known = self.built.others.get(path)?;
        if known.0 != made_of {
            return None;
        }
        let file = self.packed(path.to_owned(), &known.1)?;
        Some(Ready { file, made_of })
    }

    fn packed(&self, path: String, stored: &Stored) -> Option<Packed> {
        if stored.at.checked_add(stored.length)? > self.length {
            return None;
        }
        let mut bytes = vec![0; usize::try_from(stored.length).ok()?];
        {
            let mut edition = self.edition.lock().unwrap_or_else(PoisonError::into_inner);
            edition.seek(SeekFrom::Start(stored.at)).ok()?;
            edition.read_exact(&mut bytes).ok()?;
        }
        (Mark::of_bytes(&bytes) == stored.packed).then_some(Packed {
            path,
            sum: stored.sum,
            size: stored.size,
            is_deflated: stored.is_deflated,
            bytes,
        })
    }
}

/// What a file made of `content`, packed in this way, is made of.
pub(super) fn made_of(content: Mark, packing: Packing) -> Mark {
    Mark::of(&(content, packing))
}

/// A record being written while the edition is: a text of several megabytes, so that it is written
/// once, and sealed at the end.
pub(super) struct Record {
    text: String,
    others: String,
}

#[derive(Serialize)]
struct PageLine<'r> {
    made_of: MadeOf,
    index: usize,
    rendered: &'r Rendered,
    files: Vec<Stored>,
}

impl Record {
    /// The record of an edition that `maker` makes.
    pub(super) fn new(maker: Mark) -> Self {
        let unsealed = json(&Mark::default());
        let maker = json(&maker);
        Self {
            text: format!("{SEAL}{unsealed}{BUILT}{{\"maker\":{maker},\n\"pages\":{{"),
            others: String::new(),
        }
    }

    /// Enters the chapter at `path`.
    pub(super) fn page(
        &mut self,
        path: &str,
        index: usize,
        made_of: MadeOf,
        rendered: &Rendered,
        files: Vec<Stored>,
    ) {
        let line = PageLine {
            made_of,
            index,
            rendered,
            files,
        };
        enter(&mut self.text, path, &line);
    }

    /// Enters another file.
    pub(super) fn other(&mut self, path: &str, made_of: Mark, stored: Stored) {
        enter(&mut self.others, path, &Other(made_of, stored));
    }

    /// The whole record.
    pub(super) fn finish(self) -> Vec<u8> {
        let mut text = self.text;
        text.push_str("},\n\"others\":{");
        text.push_str(&self.others);
        text.push_str("}}");
        let start = SEAL.len() + MARK + BUILT.len();
        let seal = json(&Mark::of_bytes(&text.as_bytes()[start..]));
        text.replace_range(SEAL.len()..SEAL.len() + MARK, &seal);
        text.push_str("}\n");
        text.into_bytes()
    }
}

/// Writes one more line of an object.
fn enter(out: &mut String, key: &str, value: &impl Serialize) {
    out.push_str(if out.ends_with('{') || out.is_empty() {
        "\n"
    } else {
        ",\n"
    });
    out.push_str(&json(key));
    out.push(':');
    out.push_str(&json(value));
}

/// Plain data: writing it cannot fail.
fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
