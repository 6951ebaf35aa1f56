//! Putting many files in their place, all of them or none.
//!
//! A new folder is written whole beside its place and renamed into it. In a folder that exists,
//! every file is first written below `.offprint/new`; only when all are there is a list of them
//! written, and then each is renamed. A run killed before the list leaves the book as it was; one
//! killed after it is carried on by the next.

use super::files::{same_bytes, unwritable, write};
use super::hold::{self, Hold};
use super::state;
use crate::diagnostic::{Error, Result};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};

/// Files on their way to a folder.
pub(super) struct Stage {
    /// Where they are to go.
    folder: PathBuf,
    /// Where they wait.
    waiting: PathBuf,
    /// Whether the folder is to be made by renaming.
    new: bool,
    /// Folders above it that were made for it, the deepest last.
    made: Vec<PathBuf>,
    list: List,
    /// Keeps others out of a folder that is being made; one that exists is held by who writes into it.
    hold: Option<Hold>,
}

/// What is to be done once all files wait.
#[derive(Default, Serialize, Deserialize)]
struct List {
    /// Paths below the folder, to be renamed into it.
    files: Vec<String>,
    /// Paths below the folder, to be removed.
    remove: Vec<String>,
}

impl Stage {
    /// A stage for `folder`, which need not exist.
    pub(super) fn new(folder: &Path) -> Result<Self> {
        let new = !folder.exists();
        let (waiting, made) = if new {
            let made = make_parents(folder).map_err(|error| unwritable(folder, &error))?;
            (super::files::beside(folder), made)
        } else {
            (waiting_in(folder), Vec::new())
        };
        let mut stage = Self {
            folder: folder.to_owned(),
            waiting,
            new,
            made,
            list: List::default(),
            hold: None,
        };
        if new {
            // what a killed run left is nobody's
            let old = Hold::on(&stage.waiting, folder)?;
            remove_all(&stage.waiting)?;
            drop(old);
            stage.hold = Some(Hold::on(&stage.waiting, folder)?);
        } else {
            remove_all(&stage.waiting)?;
        }
        Ok(stage)
    }

    /// Writes the file `path`, `/` between folders, to wait.
    pub(super) fn add(&mut self, path: &str, bytes: &[u8]) -> Result<()> {
        let written = write(&self.waiting.join(path), bytes);
        self.added(path, written)
    }

    /// Copies the file `from` to wait as `path`.
    pub(super) fn copy(&mut self, from: &Path, path: &str) -> Result<()> {
        let to = self.waiting.join(path);
        let parent = to.parent().map_or(Ok(()), std::fs::create_dir_all);
        let copied = parent.and_then(|()| std::fs::copy(from, &to).map(drop));
        self.added(path, copied)
    }

    /// Removes the file `path` when all the others are in their place.
    pub(super) fn remove(&mut self, path: String) {
        self.list.remove.push(path);
    }

    /// What will be written, where it waits, and what will be removed, paths below the folder.
    pub(super) fn changes(&self) -> Vec<(String, Option<PathBuf>)> {
        let written = self.list.files.iter();
        let written = written.map(|path| (path.clone(), Some(self.waiting.join(path))));
        let removed = self.list.remove.iter().map(|path| (path.clone(), None));
        written.chain(removed).collect()
    }

    /// Keeps the files `paths` of `folder` under `.offprint/before/`, numbered; where, when there are
    /// any.
    pub(super) fn set_aside(&mut self, folder: &Path, paths: &[&str]) -> Result<Option<String>> {
        if paths.is_empty() {
            return Ok(None);
        }
        let place = |n: usize| format!("{}/before/{n}", state::FOLDER);
        let mut numbers = 1_usize..;
        let free = numbers.find(|&n| !folder.join(place(n)).exists());
        let before = place(free.unwrap_or_default());
        for path in paths {
            self.copy(&folder.join(path), &format!("{before}/{path}"))?;
        }
        Ok(Some(before))
    }

    fn added(&mut self, path: &str, done: io::Result<()>) -> Result<()> {
        match done {
            Ok(()) => {
                self.list.files.push(path.to_owned());
                Ok(())
            }
            Err(error) => Err(self.give_up(&self.folder.join(path), &error)),
        }
    }

    /// Puts everything in its place.
    pub(super) fn commit(mut self) -> Result<()> {
        if self.new {
            // a folder that holds an open file cannot be renamed everywhere
            drop(self.hold.take());
            if self.folder.exists() {
                let _ = std::fs::remove_dir_all(&self.waiting);
                return Err(hold::busy(&self.folder));
            }
            return std::fs::rename(&self.waiting, &self.folder)
                .map_err(|error| self.give_up(&self.folder, &error));
        }
        // what stays as it is keeps its time too, for whoever watches the folder
        let (folder, waiting) = (&self.folder, &self.waiting);
        self.list.files.retain(|path| {
            let same = same_bytes(&folder.join(path), &waiting.join(path));
            if same {
                let _ = std::fs::remove_file(waiting.join(path));
            }
            !same
        });
        for path in &self.list.files {
            let place = self.folder.join(path);
            if place.is_dir() {
                return Err(self.give_up(&place, &io::ErrorKind::IsADirectory.into()));
            }
        }
        let list = serde_json::to_vec(&self.list).unwrap_or_default();
        super::files::write_atomically(&list_of(&self.waiting), &list)?;
        carry_out(&self.folder, &self.waiting, &self.list)
    }

    /// Takes back what was written, and says why.
    fn give_up(&self, path: &Path, error: &io::Error) -> Error {
        // a fault in removing is not worth a word beside the fault that led here
        let _ = std::fs::remove_dir_all(&self.waiting);
        if !self.new {
            // made for the stage alone; it stays when it holds more
            let _ = std::fs::remove_dir(self.folder.join(state::FOLDER));
        }
        for folder in self.made.iter().rev() {
            let _ = std::fs::remove_dir(folder);
        }
        unwritable(path, error)
    }
}

/// Carries on, or takes back, what a killed run left in `folder`.
///
/// # Errors
/// When a file cannot be put in its place.
pub(super) fn recover(folder: &Path) -> Result<()> {
    let waiting = waiting_in(folder);
    if !waiting.is_dir() {
        return Ok(());
    }
    let list = std::fs::read(list_of(&waiting)).ok();
    match list.and_then(|list| serde_json::from_slice::<List>(&list).ok()) {
        Some(list) => carry_out(folder, &waiting, &list),
        None => std::fs::remove_dir_all(&waiting).map_err(|error| unwritable(&waiting, &error)),
    }
}

fn carry_out(folder: &Path, waiting: &Path, list: &List) -> Result<()> {
    for path in &list.files {
        let (from, to) = (waiting.join(path), folder.join(path));
        // one that does not wait any more is in its place
        if from.exists() {
            let parent = to.parent().map_or(Ok(()), std::fs::create_dir_all);
            parent
                .and_then(|()| std::fs::rename(&from, &to))
                .map_err(|error| unwritable(&to, &error))?;
        }
    }
    for path in &list.remove {
        let path = folder.join(path);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(unwritable(&path, &error));
            }
            _ => {}
        }
    }
    std::fs::remove_dir_all(waiting).map_err(|error| unwritable(waiting, &error))
}

/// Removes the folder `path` where there is one.
fn remove_all(path: &Path) -> Result<()> {
    match std::fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unwritable(path, &error)),
        _ => Ok(()),
    }
}

fn waiting_in(folder: &Path) -> PathBuf {
    folder.join(state::FOLDER).join("new")
}

/// The list lies among the files under a name that none of them has.
fn list_of(waiting: &Path) -> PathBuf {
    waiting.join(".list.json")
}

/// Makes the folders above `folder`; returns those that were missing.
fn make_parents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let above = folder.ancestors().skip(1);
    let mut missing: Vec<PathBuf> = above
        .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
        .map(Path::to_owned)
        .collect();
    missing.reverse();
    for path in &missing {
        std::fs::create_dir(path)?;
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: PathBuf) -> String {
        std::fs::read_to_string(path).unwrap_or_else(|error| error.kind().to_string())
    }

    #[test]
    fn a_new_folder_appears_at_once() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("a/b");
        let mut stage = Stage::new(&folder).expect("a stage");
        stage.add("src/1.md", b"one").expect("added");
        assert!(!folder.exists());
        stage.commit().expect("committed");
        assert_eq!(read(folder.join("src/1.md")), "one");
        assert_eq!(
            std::fs::read_dir(root.path().join("a"))
                .expect("listed")
                .count(),
            1
        );
    }

    #[test]
    fn a_fault_takes_everything_back() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path().join("a/b");
        let mut stage = Stage::new(&folder).expect("a stage");
        stage.add("x", b"one").expect("added");
        // `x` is a file, so nothing can lie below it
        stage.add("x/y", b"two").expect_err("refused");
        assert_eq!(std::fs::read_dir(root.path()).expect("listed").count(), 0);
    }

    #[test]
    fn what_a_killed_run_had_finished_writing_is_carried_on() {
        let root = tempfile::tempdir().expect("a folder");
        let folder = root.path();
        std::fs::write(folder.join("old.md"), "old").expect("written");
        std::fs::write(folder.join("1.md"), "one, in its place").expect("written");
        let waiting = waiting_in(folder);
        write(&waiting.join("2.md"), b"two").expect("written");
        let list = br#"{"files":["1.md","2.md"],"remove":["old.md"]}"#;
        write(&list_of(&waiting), list).expect("written");
        recover(folder).expect("recovered");
        assert_eq!(read(folder.join("1.md")), "one, in its place");
        assert_eq!(read(folder.join("2.md")), "two");
        assert!(!folder.join("old.md").exists());
        assert!(!waiting.exists());
    }

    #[test]
    fn what_a_killed_run_had_not_finished_is_taken_back() {
        let root = tempfile::tempdir().expect("a folder");
        std::fs::write(root.path().join("1.md"), "old").expect("written");
        write(&waiting_in(root.path()).join("1.md"), b"half").expect("written");
        recover(root.path()).expect("recovered");
        assert_eq!(read(root.path().join("1.md")), "old");
        assert!(!waiting_in(root.path()).exists());
    }
}
