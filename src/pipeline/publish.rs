//! Puts finished files in their place, all of them or none.
//!
//! Every file is first written whole under a temporary name beside its own, and only when all of
//! them are there are they renamed. So a full disk or a killed run leaves the old files as they
//! were. The temporary names are fixed: what a killed run left behind, the next one writes over.

use crate::book::unwritable;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use crate::source::shown;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Files that are being written under temporary names, to be put in their places together. Without
/// [`Growing::publish`] they go away again.
pub(super) struct Growing {
    folder: PathBuf,
    files: Vec<(String, Fault)>,
}

/// The first fault in writing a file.
type Fault = Arc<Mutex<Option<io::Error>>>;

/// A file that is being written; the first fault is kept, to be told with the file's own name.
pub(super) struct Sink {
    to: BufWriter<File>,
    fault: Fault,
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes);
        self.kept(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.to.flush();
        self.kept(flushed)
    }
}

impl Sink {
    fn kept<T>(&self, done: io::Result<T>) -> io::Result<T> {
        done.inspect_err(|error| {
            let copy = error
                .raw_os_error()
                .map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
            self.fault
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .get_or_insert(copy);
        })
    }
}

impl Growing {
    /// Begins to write into `folder`, which is made when it is missing.
    ///
    /// # Errors
    /// As [`publish`].
    pub(super) fn begin(folder: &Path) -> Result<Self> {
        make_folder(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            files: Vec::new(),
        })
    }

    /// Begins the file `name`.
    ///
    /// # Errors
    /// As [`publish`].
    pub(super) fn file(&mut self, name: &str) -> Result<Sink> {
        let path = self.folder.join(temporary(name));
        let file =
            File::create(path).map_err(|error| unwritable(&self.folder.join(name), &error))?;
        let fault = Arc::new(Mutex::new(None));
        self.files.push((name.to_owned(), Arc::clone(&fault)));
        Ok(Sink {
            to: BufWriter::with_capacity(1 << 16, file),
            fault,
        })
    }

    /// What went wrong in writing, told with the file's name; `otherwise` when nothing did.
    pub(super) fn fault(&self, otherwise: Error) -> Error {
        let faults = self.files.iter().filter_map(|(name, fault)| {
            let fault = fault
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()?;
            Some(unwritable(&self.folder.join(name), &fault))
        });
        faults.into_iter().next().unwrap_or(otherwise)
    }

    /// Puts the files, which are whole, in their places; their paths and sizes.
    ///
    /// # Errors
    /// As [`publish`].
    pub(super) fn publish(mut self) -> Result<Vec<(PathBuf, u64)>> {
        let names: Vec<String> = self.files.drain(..).map(|(name, _)| name).collect();
        put_in_place(&self.folder, &names)
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        for (name, _) in &self.files {
            // a fault in removing is not worth a word beside the fault that led here
            let _ = std::fs::remove_file(self.folder.join(temporary(name)));
        }
    }
}

/// Writes `files`, paths below `folder` with `/` between folders and their contents; folders that
/// are missing are made.
///
/// # Errors
/// [`ErrorKind::Output`] when `folder` is a file, cannot be written to, or the disk is full; the
/// files that were there are untouched.
pub(super) fn publish(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>> {
    publish_all(folder, files.iter().map(|file| Ok(file.clone())))
}

/// The same, for files that are made one by one, so that they never stand in memory together.
///
/// # Errors
/// As [`publish`], and the first error of `files`.
pub(super) fn publish_all(
    folder: &Path,
    files: impl Iterator<Item = Result<(String, Vec<u8>)>>,
) -> Result<Vec<PathBuf>> {
    make_folder(folder)?;
    let mut names = Vec::new();
    let mut waiting = Vec::new();
    for file in files {
        let (name, bytes) = file.inspect_err(|_| remove(&waiting))?;
        let temporary = folder.join(temporary(&name));
        let written = write(&temporary, &bytes);
        waiting.push(temporary);
        if let Err(error) = written {
            return Err(give_up(&waiting, &folder.join(name), &error));
        }
        names.push(name);
    }
    let placed = put_in_place(folder, &names)?;
    Ok(placed.into_iter().map(|(path, _)| path).collect())
}

/// Keeps what runs remember out of a book's history: it changes with every run.
const IGNORED: (&str, &str) = (".offprint/.gitignore", "/built.json\n/checked.json\n");

/// Writes a `record` that saves the next run work, at `path` below the book `folder`. A folder that
/// cannot be written to is no fault: the next run takes longer.
pub(super) fn remember(folder: &Path, path: &str, record: Vec<u8>) {
    let mut files = vec![(path.to_owned(), record)];
    let (ignore, text) = IGNORED;
    if !folder.join(ignore).exists() {
        files.push((ignore.to_owned(), text.as_bytes().to_vec()));
    }
    let _ = publish_all(folder, files.into_iter().map(Ok));
}

/// Renames the temporary files of `names` below `folder`.
fn put_in_place(folder: &Path, names: &[String]) -> Result<Vec<(PathBuf, u64)>> {
    let waiting: Vec<PathBuf> = names
        .iter()
        .map(|name| folder.join(temporary(name)))
        .collect();
    // the one thing that would stop the renaming half-way, where all the writing went well
    let mut places = names.iter().map(|name| folder.join(name));
    if let Some(taken) = places.find(|place| place.is_dir()) {
        return Err(give_up(
            &waiting,
            &taken,
            &io::ErrorKind::IsADirectory.into(),
        ));
    }
    let mut done = Vec::new();
    for (name, temporary) in names.iter().zip(&waiting) {
        let path = folder.join(name);
        let size = std::fs::metadata(temporary).map_or(0, |known| known.len());
        if let Err(error) = std::fs::rename(temporary, &path) {
            return Err(give_up(&waiting, &path, &error));
        }
        done.push((path, size));
    }
    Ok(done)
}

/// `images/cover.png` → `images/.cover.png.new`.
fn temporary(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(f, n)| (f, n));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}.{file}.new")
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}

fn make_folder(folder: &Path) -> Result<()> {
    // the system's own message for a file in the way differs from system to system
    let made = if folder.is_file() {
        Err(io::ErrorKind::NotADirectory.into())
    } else {
        std::fs::create_dir_all(folder)
    };
    made.map_err(|error| unwritable(folder, &error))
}

/// Refuses a `folder` that holds files already.
///
/// # Errors
/// [`ErrorKind::Output`] when it does, or is a file itself.
pub(super) fn must_be_new(folder: &Path) -> Result<()> {
    let empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if folder.is_file() || empty {
        return Ok(());
    }
    let path = shown(folder);
    let message = say!("`{path}` holds files already", "`{path}` 中已有文件");
    let cure = say!("name a new folder", "请指定一个新文件夹");
    let diagnostic = Diagnostic::error("output/not-empty", message);
    Err(Error::new(ErrorKind::Output, diagnostic.cure(cure)))
}

/// Removes what is waiting. A fault in removing is not worth a word beside the fault that led here.
fn give_up(waiting: &[PathBuf], path: &Path, error: &io::Error) -> Error {
    remove(waiting);
    unwritable(path, error)
}

fn remove(waiting: &[PathBuf]) {
    for temporary in waiting {
        let _ = std::fs::remove_file(temporary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, Vec<u8>)> {
        let content = |name: &str| name.as_bytes().to_vec();
        names.iter().map(|&n| (n.to_owned(), content(n))).collect()
    }

    fn listed(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn temporary_names_stand_beside_the_file() {
        assert_eq!(temporary("a.epub"), ".a.epub.new");
        assert_eq!(temporary("src/images/b.png"), "src/images/.b.png.new");
    }

    #[test]
    fn only_finished_files_remain() {
        let folder = tempfile::tempdir().unwrap();
        let dist = folder.path().join("dist");
        publish(&dist, &files(&["a.epub", "a.html"])).unwrap();
        assert_eq!(listed(&dist), ["a.epub", "a.html"]);
    }

    #[test]
    fn a_file_that_cannot_be_replaced_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        // a folder stands where the file belongs
        std::fs::create_dir(folder.path().join("a.epub")).unwrap();
        let error = publish(folder.path(), &files(&["a.epub"])).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Output);
        assert_eq!(listed(folder.path()), ["a.epub"]);
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("dist");
        std::fs::write(&path, "").unwrap();
        let error = publish(&path, &files(&["a.epub"])).unwrap_err();
        assert_eq!(error.diagnostics()[0].code, "output/is-a-file");
    }
}
