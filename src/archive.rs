//! Files ⇄ a zip archive: written the same on every machine, read within bounds.
//!
//! The EPUB is such an archive and so is the printer's bundle, and neither edition may know the
//! other; hence this small module. Nothing of the machine gets in: no clock (every entry has DOS time
//! zero, 1 January 1980), no owner, no extra fields, entries in the order they are given. Packing is
//! the slow part and works on one file at a time, so that callers can pack in parallel; each file goes
//! into the archive as soon as it is its turn, so that the archive never stands in memory.

mod spool;
mod write;

use std::io::{Cursor, Read};
use zip::CompressionMethod;

pub use spool::Spool;
pub use write::{Archive, Packed, Packer, Packing, Presses, pack};

/// The file `path` of an archive; `None` when the archive is broken or has no such file.
pub fn file(archive: &[u8], path: &str) -> Option<Vec<u8>> {
    let opened = Opened::of(archive).ok()?;
    let at = opened.entries.iter().position(|entry| entry.path == path)?;
    opened.read(at, u64::MAX).ok()
}

/// An archive that somebody else may have made.
pub struct Opened<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    /// Its entries, folders left out, in the order of its own list.
    pub entries: Vec<Listed>,
}

/// A file of an archive, as the archive lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its path, `/` between folders, as written: it may lead anywhere.
    pub path: String,
    /// Bytes it says it has when unpacked.
    pub size: u64,
    /// Whether a password is needed.
    pub is_encrypted: bool,
    /// Whether it is stored or deflated, the two ways that every program knows.
    pub is_common: bool,
    index: usize,
}

/// Why a file of an archive cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It holds more than the reader wants to see.
    TooLong,
    /// It is damaged, or packed in a way that is not known.
    Damaged(String),
}

impl<'a> Opened<'a> {
    /// Reads the list of the archive in `bytes`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of(bytes: &'a [u8]) -> std::result::Result<Self, String> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
        let mut entries = Vec::new();
        let mut list = archive.clone();
        for index in 0..list.len() {
            let entry = list
                .by_index_raw(index)
                .map_err(|error| error.to_string())?;
            if entry.is_dir() {
                continue;
            }
            entries.push(Listed {
                path: String::from_utf8_lossy(entry.name_raw()).into_owned(),
                size: entry.size(),
                is_encrypted: entry.encrypted(),
                is_common: matches!(
                    entry.compression(),
                    CompressionMethod::Stored | CompressionMethod::Deflated
                ),
                index,
            });
        }
        Ok(Self { archive, entries })
    }

    /// The file that is entry `at` of the list, if it has no more than `most` bytes.
    ///
    /// # Errors
    /// When it has more, whatever it says of itself, or is damaged.
    pub fn read(&self, at: usize, most: u64) -> std::result::Result<Vec<u8>, Unreadable> {
        let damaged = |error: &dyn std::fmt::Display| Unreadable::Damaged(error.to_string());
        let entry = self
            .entries
            .get(at)
            .ok_or_else(|| damaged(&"no such file"))?;
        let mut archive = self.archive.clone();
        let file = archive.by_index(entry.index);
        let file = file.map_err(|error| damaged(&error))?;
        let mut bytes = Vec::new();
        let mut within = file.take(most.saturating_add(1));
        within
            .read_to_end(&mut bytes)
            .map_err(|error| damaged(&error))?;
        match bytes.len() as u64 > most {
            true => Err(Unreadable::TooLong),
            false => Ok(bytes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seal(files: impl IntoIterator<Item = Packed>) -> crate::diagnostic::Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut archive = Archive::new(&mut out);
        for file in files {
            archive.add(file)?;
        }
        archive.end()?;
        Ok(out)
    }

    #[test]
    fn more_files_than_the_old_format_counts_are_kept() {
        let files = (0..70_000).map(|n| pack(&format!("{n}"), b"", Packing::Stored).expect("fits"));
        let archive = seal(files).expect("an archive");
        let read = zip::ZipArchive::new(Cursor::new(archive)).expect("a whole archive");
        assert_eq!(read.len(), 70_000);
    }

    fn number(archive: &[u8], at: usize) -> u16 {
        u16::from_le_bytes([archive[at], archive[at + 1]])
    }

    #[test]
    fn the_first_entry_starts_as_the_epub_container_asks() {
        let text = b"application/epub+zip";
        let first = pack("mimetype", text, Packing::Stored).expect("it fits");
        let archive = seal([first]).expect("one file");
        // EPUB 3.3 §4.2.3: stored, no extra field, so that the type stands at byte 38
        assert_eq!(number(&archive, 8), 0, "method");
        assert_eq!(number(&archive, 28), 0, "extra field");
        assert_eq!(&archive[30..38], b"mimetype");
        assert_eq!(&archive[38..58], text);
    }

    #[test]
    fn no_entry_knows_when_or_where_it_was_made() {
        let files = ["甲.txt", "b.txt"].map(|path| {
            let packed = pack(path, "字里行间".repeat(40).as_bytes(), Packing::Small);
            packed.expect("it fits")
        });
        let archive = seal(files).expect("two paths");
        assert_eq!(number(&archive, 10), 0, "time");
        assert_eq!(number(&archive, 12), 0x21, "1 January 1980");
        assert_eq!(number(&archive, 6) & 1 << 11, 1 << 11, "the name is UTF-8");
        assert_eq!(number(&archive, 28), 0, "extra field");
        let read = zip::ZipArchive::new(Cursor::new(archive)).expect("a whole archive");
        let names: Vec<_> = read.file_names().filter_map(|name| name.ok()).collect();
        assert_eq!(names, ["甲.txt", "b.txt"]);
    }

    #[test]
    fn pieces_make_one_file() {
        let mut packer = Packer::new("a", Packing::Quick);
        packer.push("字里".as_bytes()).expect("it fits");
        packer.push("行间".as_bytes()).expect("it fits");
        let packed = packer.finish().expect("it fits");
        let archive = Cursor::new(seal([packed]).expect("one file"));
        let mut read = zip::ZipArchive::new(archive).expect("a whole archive");
        let file = read.by_name("a").expect("the file");
        let text = std::io::read_to_string(file).expect("UTF-8");
        assert_eq!(text, "字里行间");
    }

    #[test]
    fn two_files_of_one_path_are_refused() {
        let twice = ["a", "a"].map(|path| pack(path, b"", Packing::Stored).expect("it fits"));
        let refused = seal(twice).map_err(|error| error.to_string());
        assert!(refused.is_err_and(|message| message.contains("`a`")));
    }
}
