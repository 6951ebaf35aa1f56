//! A book's lock: one run at a time writes into a folder.
//!
//! The lock is the system's, on a file in `.offprint/`, so it ends with the process whatever becomes
//! of it. The file is removed afterwards, so that it is never kept with the book.

use super::files::unwritable;
use super::state;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::say;
use crate::source::shown;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// The number of the next lock of this process.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The right to write into a book folder, until it is dropped.
#[derive(Debug)]
pub struct Hold {
    path: PathBuf,
    /// Locked while it is open.
    _file: File,
}

/// Takes the lock of the book in `folder`; `None` where there is no folder yet. Held until the end,
/// what was read of the folder is what is written over.
///
/// # Errors
/// [`ErrorKind::Output`] when another run has it, or the folder cannot be written.
pub fn hold(folder: &Path) -> Result<Option<Hold>> {
    match folder.is_dir() {
        true => Hold::on(&folder.join(state::FOLDER), folder).map(Some),
        false => Ok(None),
    }
}

/// For a run that found no folder to hold.
///
/// # Errors
/// [`ErrorKind::Output`] when another run has made it since.
pub fn must_be_new_still(folder: &Path) -> Result<()> {
    if folder.exists() {
        Err(busy(folder))
    } else {
        Ok(())
    }
}

impl Hold {
    /// Takes the lock in the folder `within`, for messages about `book`.
    pub(super) fn on(within: &Path, book: &Path) -> Result<Self> {
        let path = within.join("lock");
        let open = || {
            std::fs::create_dir_all(within)?;
            File::options().create(true).append(true).open(&path)
        };
        let file = open().map_err(|error| unwritable(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(busy(book)),
            Err(TryLockError::Error(error)) => return Err(unwritable(&path, &error)),
        }
        // between opening and locking, another may have ended and removed the file: then this lock
        // holds nobody off, and the file of that name, if there is one, is not ours
        let name = format!(
            "{} {}\n",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        (&file)
            .write_all(name.as_bytes())
            .map_err(|error| unwritable(&path, &error))?;
        match std::fs::read_to_string(&path) {
            Ok(text) if !text.ends_with(&name) => Err(busy(book)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(busy(book)),
            // some systems let nobody read what is locked
            _ => Ok(Self { path, _file: file }),
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // still locked: whoever opens it from now on makes a new one
        let _ = std::fs::remove_file(&self.path);
        // made for the lock alone; it stays when it holds more
        if let Some(folder) = self.path.parent() {
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// What to say when another run writes into `folder`.
pub(super) fn busy(folder: &Path) -> Error {
    let name = shown(folder);
    let message = say!(
        "another run is writing into `{name}`",
        "另一个 offprint 正在写入 `{name}`"
    );
    let diagnostic = Diagnostic::error("book/busy", message).at(Location::file(name));
    let diagnostic = diagnostic.cure(say!(
        "wait until it has finished and try again; nothing was changed",
        "请等它结束后再试；未作任何改动"
    ));
    Error::new(ErrorKind::Output, diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time() {
        let root = tempfile::tempdir().expect("a folder");
        let first = hold(root.path()).expect("held").expect("a folder");
        let error = hold(root.path()).expect_err("busy");
        assert_eq!(error.diagnostics()[0].code, "book/busy");
        drop(first);
        assert_eq!(std::fs::read_dir(root.path()).expect("listed").count(), 0);
        assert!(hold(root.path()).expect("free again").is_some());
        assert!(hold(&root.path().join("new")).expect("no folder").is_none());
    }
}
