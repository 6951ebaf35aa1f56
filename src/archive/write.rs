//! Writing: the records of a zip archive (APPNOTE.TXT 6.3.10), as few of them as there can be.

use super::Spool;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use flate2::{Compress, Compression, Crc, FlushCompress, Status, write::DeflateEncoder};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How a file is kept in an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Packing {
    /// As it is: the `mimetype` of an EPUB, and pictures, which are compressed already.
    Stored,
    /// Deflated for size: what many readers will download.
    Small,
    /// Deflated for speed: one large file that only one processor can work at.
    Quick,
}

impl Packing {
    fn level(self) -> Compression {
        Compression::new(match self {
            Self::Stored => 0,
            // one step below zlib's usual 6: the same size within a hair on chapters of a book, in
            // four fifths of the time
            Self::Small => 5,
            Self::Quick => 1,
        })
    }
}

/// A file ready to go into an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Its path, folders divided by `/`.
    pub path: String,
    /// The sum of its bytes (CRC-32).
    pub sum: u32,
    /// How many bytes it unpacks to.
    pub size: u64,
    /// Whether `bytes` are deflated.
    pub is_deflated: bool,
    /// The packed bytes.
    pub bytes: Vec<u8>,
}

impl Packed {
    /// Itself, if the archive format has room for it.
    fn fit(self) -> Result<Self> {
        if self.path.len() > usize::from(u16::MAX) {
            return Err(unfit(&self.path, &"its name is too long"));
        }
        if self.size.max(self.bytes.len() as u64) >= u64::from(u32::MAX) {
            return Err(unfit(&self.path, &"it has four gigabytes or more"));
        }
        Ok(self)
    }
}

/// Packs `bytes` as the file `path`, folders divided by `/`.
///
/// # Errors
/// [`ErrorKind::Output`] when the archive format has no room for such a file.
pub fn pack(path: &str, bytes: &[u8], packing: Packing) -> Result<Packed> {
    Press::default().pack(path, bytes, packing)
}

/// Packs file after file, on any number of threads, with the same tools: those of deflating take a
/// third of a megabyte, and making them anew for each chapter would cost more than the chapter.
#[derive(Default)]
pub struct Presses(Mutex<Vec<Press>>);

impl Presses {
    /// Packs `bytes` as the file `path`, folders divided by `/`.
    ///
    /// # Errors
    /// As [`pack`].
    pub fn pack(&self, path: &str, bytes: &[u8], packing: Packing) -> Result<Packed> {
        let mut press = self.free().pop().unwrap_or_default();
        let packed = press.pack(path, bytes, packing);
        self.free().push(press);
        packed
    }

    /// Those at which nobody works.
    fn free(&self) -> MutexGuard<'_, Vec<Press>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The tools of one thread.
#[derive(Default)]
struct Press {
    small: Option<Compress>,
    quick: Option<Compress>,
    sheet: Vec<u8>,
}

impl Press {
    fn pack(&mut self, path: &str, bytes: &[u8], packing: Packing) -> Result<Packed> {
        let mut sum = Crc::new();
        sum.update(bytes);
        let tool = match packing {
            Packing::Stored => None,
            Packing::Small => Some(&mut self.small),
            Packing::Quick => Some(&mut self.quick),
        };
        let packed = match tool {
            None => bytes.to_vec(),
            Some(tool) => {
                let tool = tool.get_or_insert_with(|| Compress::new(packing.level(), false));
                let deflated = deflate(tool, bytes, &mut self.sheet);
                deflated.map_err(|error| unfit(path, &error))?;
                self.sheet.as_slice().to_vec()
            }
        };
        let file = Packed {
            path: path.to_owned(),
            sum: sum.sum(),
            size: bytes.len() as u64,
            is_deflated: packing != Packing::Stored,
            bytes: packed,
        };
        file.fit()
    }
}

/// Deflates `bytes` into `sheet`, which is emptied first.
fn deflate(
    tool: &mut Compress,
    bytes: &[u8],
    sheet: &mut Vec<u8>,
) -> std::result::Result<(), flate2::CompressError> {
    tool.reset();
    sheet.clear();
    loop {
        let read = usize::try_from(tool.total_in()).unwrap_or(bytes.len());
        sheet.reserve((bytes.len() - read) / 2 + 256);
        let status = tool.compress_vec(&bytes[read..], sheet, FlushCompress::Finish)?;
        if status == Status::StreamEnd {
            return Ok(());
        }
    }
}

/// Packs a file that comes in pieces, so that it need not stand in memory as a whole.
pub struct Packer {
    path: String,
    sum: Crc,
    size: u64,
    to: To,
}

enum To {
    Stored(Vec<u8>),
    Deflated(DeflateEncoder<Vec<u8>>),
}

impl Packer {
    /// Begins the file `path`.
    pub fn new(path: &str, packing: Packing) -> Self {
        Self {
            path: path.to_owned(),
            sum: Crc::new(),
            size: 0,
            to: match packing {
                Packing::Stored => To::Stored(Vec::new()),
                Packing::Small | Packing::Quick => {
                    To::Deflated(DeflateEncoder::new(Vec::new(), packing.level()))
                }
            },
        }
    }

    /// Adds the next piece.
    ///
    /// # Errors
    /// As [`pack`].
    pub fn push(&mut self, piece: &[u8]) -> Result<()> {
        self.sum.update(piece);
        self.size += piece.len() as u64;
        let written = match &mut self.to {
            To::Stored(bytes) => bytes.write_all(piece),
            To::Deflated(encoder) => encoder.write_all(piece),
        };
        written.map_err(|error| unfit(&self.path, &error))
    }

    /// Ends the file.
    ///
    /// # Errors
    /// As [`pack`].
    pub fn finish(self) -> Result<Packed> {
        let (is_deflated, bytes) = match self.to {
            To::Stored(bytes) => (false, Ok(bytes)),
            To::Deflated(encoder) => (true, encoder.finish()),
        };
        let bytes = bytes.map_err(|error| unfit(&self.path, &error))?;
        let file = Packed {
            path: self.path,
            sum: self.sum.sum(),
            size: self.size,
            is_deflated,
            bytes,
        };
        file.fit()
    }
}

/// An archive that grows file by file.
pub struct Archive<'w> {
    out: &'w mut (dyn Write + Send),
    written: u64,
    /// The records of the list at the end.
    list: Vec<u8>,
    entries: u64,
    paths: BTreeSet<String>,
}

impl<'w> Archive<'w> {
    /// Begins an archive in `out`.
    pub fn new(out: &'w mut (dyn Write + Send)) -> Self {
        Self {
            out,
            written: 0,
            list: Vec::new(),
            entries: 0,
            paths: BTreeSet::new(),
        }
    }

    /// Puts `file` at the end; returns where its bytes stand.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] when a file of its path is there already, or it cannot be written.
    pub fn add(&mut self, file: Packed) -> Result<u64> {
        let sizes = [file.bytes.len() as u64, file.size];
        let place = self.begin(&file.path, file.is_deflated, file.sum, sizes)?;
        let written = self.put(&file.bytes);
        written.map_err(|error| unfit(&file.path, &error))?;
        Ok(place)
    }

    /// Puts what waited in `spool` at the end, as the file `path`; returns where its bytes stand.
    ///
    /// # Errors
    /// As [`Archive::add`], and when it cannot be read any more.
    pub fn add_spooled(&mut self, path: &str, spool: Spool) -> Result<u64> {
        let unwound = spool.unwind();
        let (sum, size, mut bytes) = unwound.map_err(|error| unfit(path, &error))?;
        let place = self.begin(path, false, sum, [size, size])?;
        let copied = io::copy(&mut bytes, self.out);
        self.written += copied.map_err(|error| unfit(path, &error))?;
        Ok(place)
    }

    /// Writes what stands before a file's bytes, and enters it in the list; returns the place of the
    /// bytes. The sizes are those of the packed bytes and of what they unpack to.
    fn begin(&mut self, path: &str, is_deflated: bool, sum: u32, sizes: [u64; 2]) -> Result<u64> {
        let number = |number: u64| {
            let number = u32::try_from(number);
            number.map_err(|_| unfit(path, &"it or the archive has four gigabytes"))
        };
        let start = number(self.written)?;
        let mut common = Vec::with_capacity(26);
        let method: u16 = if is_deflated { 8 } else { 0 };
        // bit 11: the name is UTF-8
        let flags: u16 = if path.is_ascii() { 0 } else { 1 << 11 };
        for number in [VERSION, flags, method, 0, MIDNIGHT_OF_1980] {
            common.extend(number.to_le_bytes());
        }
        for number in [sum, number(sizes[0])?, number(sizes[1])?] {
            common.extend(number.to_le_bytes());
        }
        common.extend((path.len() as u16).to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        let local = [&LOCAL[..], &common, path.as_bytes()].concat();
        self.list.extend(LISTED);
        self.list.extend(MADE_ON_UNIX.to_le_bytes());
        self.list.extend(common);
        // no comment, no other disk, no kind; then the rights and the place
        self.list.extend([0; 6]);
        self.list.extend((0o100_644_u32 << 16).to_le_bytes());
        self.list.extend(start.to_le_bytes());
        self.list.extend(path.as_bytes());
        self.put(&local).map_err(|error| unfit(path, &error))?;
        self.entries += 1;
        match self.paths.insert(path.to_owned()) {
            true => Ok(self.written),
            false => Err(unfit(path, &"it is there twice")),
        }
    }

    /// Writes the list of the files.
    ///
    /// # Errors
    /// [`ErrorKind::Output`] when it cannot be written.
    pub fn end(mut self) -> Result<()> {
        let (start, list) = (self.written, std::mem::take(&mut self.list));
        let mut end = Vec::new();
        // more files than the old record can count
        if self.entries >= u64::from(u16::MAX) {
            end.extend(END_64);
            end.extend(44_u64.to_le_bytes());
            end.extend(MADE_ON_UNIX_64.to_le_bytes());
            end.extend(45_u16.to_le_bytes());
            end.extend([0; 8]);
            for number in [self.entries, self.entries, list.len() as u64, start] {
                end.extend(number.to_le_bytes());
            }
            end.extend(LOCATOR_64);
            end.extend(0_u32.to_le_bytes());
            end.extend((start + list.len() as u64).to_le_bytes());
            end.extend(1_u32.to_le_bytes());
        }
        let counted = u16::try_from(self.entries).unwrap_or(u16::MAX);
        let place = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        end.extend(END);
        end.extend([0; 4]);
        end.extend([counted.to_le_bytes(), counted.to_le_bytes()].concat());
        end.extend(place(list.len() as u64).to_le_bytes());
        end.extend(place(start).to_le_bytes());
        end.extend([0; 2]);
        let written = self.put(&list).and_then(|()| self.put(&end));
        let written = written.and_then(|()| self.out.flush());
        written.map_err(|error| unfit("", &error))
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const LISTED: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";
/// Needed to unpack: version 2.0.
const VERSION: u16 = 20;
const MADE_ON_UNIX: u16 = 3 << 8 | 20;
const MADE_ON_UNIX_64: u16 = 3 << 8 | 45;
/// 1 January 1980, the first day of DOS.
const MIDNIGHT_OF_1980: u16 = 1 << 5 | 1;

fn unfit(path: &str, error: &dyn std::fmt::Display) -> Error {
    let message = say!(
        "`{path}` does not fit into the archive: {error}",
        "`{path}` 无法放入压缩包：{error}"
    );
    Error::new(
        ErrorKind::Output,
        Diagnostic::error("archive/entry", message),
    )
}
