//! Puts finished files in their place, all of them or none.
//!
//! Every file is first written whole under a temporary name beside its own, and only when all of
//! them are there are they renamed. So a full disk or a killed run leaves the old files as they
//! were. The temporary names are fixed: what a killed run left behind, the next one writes over.

use crate::book::unwritable;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use crate::source::shown;
use std::io;
use std::path::{Path, PathBuf};

/// Writes `files`, paths below `folder` with `/` between folders and their contents; folders that
/// are missing are made.
///
/// # Errors
/// [`ErrorKind::Output`] when `folder` is a file, cannot be written to, or the disk is full; the
/// files that were there are untouched.
pub(super) fn publish(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>> {
    make_folder(folder)?;
    let names = files.iter().map(|(name, _)| name);
    let waiting: Vec<PathBuf> = names.map(|name| folder.join(temporary(name))).collect();
    for ((name, bytes), temporary) in files.iter().zip(&waiting) {
        if let Err(error) = write(temporary, bytes) {
            return Err(give_up(&waiting, &folder.join(name), &error));
        }
    }
    // the one thing that would stop the renaming half-way, where all the writing went well
    let mut places = files.iter().map(|(name, _)| folder.join(name));
    if let Some(taken) = places.find(|place| place.is_dir()) {
        return Err(give_up(
            &waiting,
            &taken,
            &io::ErrorKind::IsADirectory.into(),
        ));
    }
    let mut done = Vec::new();
    for ((name, _), temporary) in files.iter().zip(&waiting) {
        let path = folder.join(name);
        if let Err(error) = std::fs::rename(temporary, &path) {
            return Err(give_up(&waiting, &path, &error));
        }
        done.push(path);
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

/// The real path of `folder`, made when it is missing, so that files can wait in it.
///
/// # Errors
/// As [`publish`].
pub(super) fn workshop(folder: &Path) -> Result<PathBuf> {
    make_folder(folder)?;
    Ok(folder.to_owned())
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
    for temporary in waiting {
        let _ = std::fs::remove_file(temporary);
    }
    unwritable(path, error)
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
