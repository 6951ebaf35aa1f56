//! The pictures of one book, each prepared once for both editions, and never all in memory.
//!
//! A prepared picture that differs from the file of the book waits in a file of its own, which has
//! no name and goes with the program. Where it cannot be made, memory has to do.

use super::picture::{Judged, Picture, Prepared};
use crate::book::{Book, Budget};
use crate::diagnostic::Text;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Why a picture cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureFault {
    /// There is no such file.
    Missing,
    /// It lies outside the folder of the chapters.
    Outside,
    /// It is broken, or of a kind that cannot be read.
    Unusable(Text),
}

/// A picture that the editions show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// What it is.
    pub picture: Picture,
    /// What was taken out of it and why.
    pub taken_out: Option<Text>,
    place: Place,
}

/// Where the bytes of a picture are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// In its own file.
    AsItIs(PathBuf),
    /// In the waiting file: the first byte, and how many.
    Waiting(u64, usize),
    Memory(Arc<Vec<u8>>),
    /// Nowhere: nobody will want them.
    Nowhere,
}

type Found = Result<Shown, PictureFault>;

/// From how many bytes of pixels on pictures are decoded one at a time.
const HEAVY: u64 = 64_000_000;

/// The pictures of a book.
pub struct Gallery {
    /// The folder of the chapters.
    folder: PathBuf,
    budget: Budget,
    slots: Mutex<BTreeMap<String, Arc<OnceLock<Found>>>>,
    waiting: Waiting,
    /// Held while a picture with very many pixels is worked at.
    heavy: Mutex<()>,
}

/// What is to become of prepared pictures.
enum Waiting {
    /// They are kept in a file in this folder.
    In(PathBuf, Mutex<Option<File>>),
    /// They are looked at, and forgotten.
    Forgotten,
}

impl Gallery {
    /// The pictures of `book`, for editions to be made. `workshop` is a folder that can be
    /// written to; without one, pictures are judged and their bytes forgotten.
    pub fn of(book: &Book, workshop: Option<PathBuf>) -> Self {
        Self {
            folder: book.folder.join(&book.src),
            budget: book.config.budget.clone(),
            slots: Mutex::default(),
            waiting: workshop.map_or(Waiting::Forgotten, |to| Waiting::In(to, Mutex::default())),
            heavy: Mutex::default(),
        }
    }

    /// The folder in which what is prepared waits, if it is wanted.
    pub fn workshop(&self) -> Option<&Path> {
        match &self.waiting {
            Waiting::In(folder, _) => Some(folder),
            Waiting::Forgotten => None,
        }
    }

    /// The picture at `path`, below the folder of the chapters; prepared when it is first asked for.
    ///
    /// # Errors
    /// When it cannot be shown.
    pub fn picture(&self, path: &str) -> Found {
        let slot = Arc::clone(held(&self.slots).entry(path.to_owned()).or_default());
        slot.get_or_init(|| self.look(path)).clone()
    }

    /// The file of `shown` as the editions show it; empty when it was forgotten.
    ///
    /// # Errors
    /// When it cannot be read any more.
    pub fn bytes(&self, shown: &Shown) -> io::Result<Vec<u8>> {
        match (&shown.place, &self.waiting) {
            (Place::AsItIs(file), _) => std::fs::read(file),
            (Place::Memory(bytes), _) => Ok(bytes.to_vec()),
            (Place::Waiting(start, length), Waiting::In(_, file)) => {
                let mut bytes = vec![0; *length];
                if let Some(file) = held(file).as_mut() {
                    file.seek(SeekFrom::Start(*start))?;
                    file.read_exact(&mut bytes)?;
                }
                Ok(bytes)
            }
            (Place::Waiting(..) | Place::Nowhere, _) => Ok(Vec::new()),
        }
    }

    /// The picture `file`, wherever it lies, with its bytes: for covers.
    ///
    /// # Errors
    /// When it cannot be shown.
    pub fn apart(&self, file: &Path) -> Result<(Picture, Vec<u8>), PictureFault> {
        let bytes = std::fs::read(file).map_err(|_| PictureFault::Missing)?;
        let prepared = self.prepare(&bytes)?;
        Ok((prepared.picture, prepared.bytes.unwrap_or(bytes)))
    }

    fn look(&self, path: &str) -> Found {
        let missing = |_| PictureFault::Missing;
        let file = self.folder.join(path).canonicalize().map_err(missing)?;
        // a link in the file system must not lead out either
        let folder = self.folder.canonicalize();
        if !folder.is_ok_and(|folder| file.starts_with(folder)) {
            return Err(PictureFault::Outside);
        }
        // a pipe or a device would be read for ever
        if !file.is_file() {
            return Err(PictureFault::Missing);
        }
        let bytes = std::fs::read(&file).map_err(missing)?;
        let prepared = self.prepare(&bytes)?;
        Ok(Shown {
            picture: prepared.picture,
            taken_out: prepared.taken_out,
            place: match prepared.bytes {
                Some(bytes) => self.keep(bytes),
                None => Place::AsItIs(file),
            },
        })
    }

    fn prepare(&self, bytes: &[u8]) -> Result<Prepared, PictureFault> {
        let unusable = PictureFault::Unusable;
        let judged = Judged::of(bytes, &self.budget).map_err(unusable)?;
        let _one_at_a_time = (judged.weight() > HEAVY).then(|| held(&self.heavy));
        judged.prepared().map_err(unusable)
    }

    fn keep(&self, bytes: Vec<u8>) -> Place {
        let Waiting::In(folder, file) = &self.waiting else {
            return Place::Nowhere;
        };
        let mut file = held(file);
        match append(&mut file, folder, &bytes) {
            Ok(start) => Place::Waiting(start, bytes.len()),
            Err(_) => Place::Memory(Arc::new(bytes)),
        }
    }
}

/// Writes `bytes` at the end of the waiting file, which is made when there is none; returns where
/// they begin.
fn append(file: &mut Option<File>, folder: &Path, bytes: &[u8]) -> io::Result<u64> {
    let file = match file {
        Some(file) => file,
        None => file.insert(tempfile::tempfile_in(folder)?),
    };
    let start = file.seek(SeekFrom::End(0))?;
    file.write_all(bytes)?;
    Ok(start)
}

/// What `mutex` guards; a thread that panicked left it whole, since each change is one step.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
