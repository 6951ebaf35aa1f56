//! Taking back what was written: each run that changes a book keeps the files as they were.
//!
//! `.offprint/undo/N/` holds the old bytes of the files that import `N` changed, and a record of what
//! they became. The folders are bounded, and git passes them over.

use super::files::unwritable;
use super::list::unreadable;
use super::stage::{Stage, recover};
use super::{hold, state};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, first_of};
use crate::mark::fnv_1a;
use crate::say;
use crate::source::shown;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many runs can be taken back.
const KEPT: usize = 5;
/// How many bytes are kept for them; the last run is kept whatever it takes.
const BYTES: u64 = 64 << 20;

/// How many files a message names.
const NAMED: usize = 5;

/// Where the runs are kept, numbered.
fn place() -> String {
    format!("{}/undo", state::FOLDER)
}

/// What a run changed.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Record {
    schema: u32,
    files: Vec<Change>,
}

/// A file that a run wrote or removed: what it was and became, nothing where there was no file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Change {
    path: String,
    before: Option<String>,
    after: Option<String>,
}

/// A run that was taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Undone {
    /// The files that are as they were, below the book folder; those of `.offprint` left out.
    pub files: Vec<String>,
    /// Where the files that were edited since are kept, when there are such.
    pub kept: Option<String>,
    /// How many more runs can be taken back.
    pub more: usize,
}

/// What a file's bytes are known by: their number and their FNV-1a hash.
pub(super) fn print(bytes: &[u8]) -> String {
    format!("{}-{:016x}", bytes.len(), fnv_1a(bytes))
}

fn print_of(path: &Path) -> Option<String> {
    std::fs::read(path).ok().map(|bytes| print(&bytes))
}

/// Adds to what waits in `stage` the files that it will change, as they are, and a record of them.
/// Nothing where nothing changes.
pub(super) fn keep(stage: &mut Stage, folder: &Path) -> Result<()> {
    let mut changes = Vec::new();
    for (path, waiting) in stage.changes() {
        changes.push(Change {
            before: print_of(&folder.join(&path)),
            after: waiting.and_then(|waiting| print_of(&waiting)),
            path,
        });
    }
    changes.retain(|change| change.before != change.after);
    if changes.is_empty() {
        return Ok(());
    }
    let place = place();
    let number = numbers(folder).last().map_or(1, |last| last + 1);
    for change in changes.iter().filter(|change| change.before.is_some()) {
        let to = format!("{place}/{number}/files/{}", change.path);
        stage.copy(&folder.join(&change.path), &to)?;
    }
    let record = Record {
        schema: 1,
        files: changes,
    };
    let record = serde_json::to_vec(&record).unwrap_or_default();
    stage.add(&format!("{place}/{number}/record.json"), &record)?;
    stage.add(&format!("{place}/.gitignore"), b"*\n")
}

/// Removes what is kept of runs long past. A fault in it is not worth a word: it costs space alone.
pub(super) fn prune(folder: &Path) {
    let numbers = numbers(folder);
    let mut bytes = 0;
    for (i, number) in numbers.iter().rev().enumerate() {
        let place = folder.join(place()).join(number.to_string());
        bytes += size(&place);
        if i > 0 && (i >= KEPT || bytes > BYTES) {
            let _ = std::fs::remove_dir_all(&place);
        }
    }
}

fn size(path: &Path) -> u64 {
    let Ok(entries) = std::fs::read_dir(path) else {
        return std::fs::metadata(path).map_or(0, |file| file.len());
    };
    entries.flatten().map(|entry| size(&entry.path())).sum()
}

/// The numbers of the runs that can be taken back, the last one last.
fn numbers(folder: &Path) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir(folder.join(place())) else {
        return Vec::new();
    };
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    let mut numbers: Vec<u32> = names.filter_map(|name| name.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

/// Takes back the last import into the book in `folder`: every file that it wrote, replaced or removed
/// is as it was before. With `force`, also where such files were edited since; they are kept.
///
/// # Errors
/// [`ErrorKind::Output`] when there is nothing to take back, files were edited since, another run
/// writes into the folder, or it cannot be written; nothing was touched then.
pub fn undo(folder: &Path, force: bool) -> Result<Undone> {
    if !folder.is_dir() {
        let error = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(unreadable(&shown(folder), &error));
    }
    let _held = hold::hold(folder)?;
    recover(folder)?;
    let all = numbers(folder);
    let Some(number) = all.last() else {
        return Err(nothing(folder));
    };
    let place = format!("{}/{number}", place());
    let kept = folder.join(&place);
    let record = read(&kept.join("record.json"))?;
    let own = |path: &str| path.starts_with(state::FOLDER);
    let edited: Vec<&Change> = record
        .files
        .iter()
        .filter(|change| !own(&change.path) && print_of(&folder.join(&change.path)) != change.after)
        .collect();
    if !edited.is_empty() && !force {
        return Err(edited_since(folder, &edited));
    }
    let mut stage = Stage::new(folder)?;
    let there = edited
        .iter()
        .filter(|change| folder.join(&change.path).is_file());
    let aside: Vec<&str> = there.map(|change| change.path.as_str()).collect();
    let before = stage.set_aside(folder, &aside)?;
    for change in &record.files {
        match change.before {
            Some(_) => stage.copy(&kept.join("files").join(&change.path), &change.path)?,
            None => stage.remove(change.path.clone()),
        }
    }
    stage.commit()?;
    for change in record.files.iter().filter(|change| change.before.is_none()) {
        remove_empty(folder, &change.path);
    }
    // what was taken back cannot be taken back again; should this fail, the next undo changes nothing
    std::fs::remove_dir_all(&kept).map_err(|error| unwritable(&kept, &error))?;
    let files = record.files.into_iter().map(|change| change.path);
    Ok(Undone {
        files: files.filter(|path| !own(path)).collect(),
        kept: before,
        more: all.len() - 1,
    })
}

/// Removes the folders above `path` that hold nothing any more.
fn remove_empty(folder: &Path, path: &str) {
    let mut above: Option<PathBuf> = Path::new(path).parent().map(Path::to_owned);
    while let Some(inner) = above.filter(|inner| !inner.as_os_str().is_empty()) {
        if std::fs::remove_dir(folder.join(&inner)).is_err() {
            return;
        }
        above = inner.parent().map(Path::to_owned);
    }
}

fn read(path: &Path) -> Result<Record> {
    let text = std::fs::read(path).map_err(|error| unreadable(&shown(path), &error))?;
    serde_json::from_slice(&text).map_err(|error| unreadable(&shown(path), &error.into()))
}

fn nothing(folder: &Path) -> Error {
    let name = shown(folder);
    let message = say!(
        "there is no import into `{name}` to take back",
        "`{name}` 没有可以撤销的导入"
    );
    let diagnostic = Diagnostic::error("undo/nothing", message).at(Location::file(name));
    let diagnostic = diagnostic.cure(say!(
        "imports into a book that was there already can be taken back; a book that was just made can be deleted",
        "可以撤销的是向已有的书所作的导入；刚建成的书，删去文件夹即可"
    ));
    Error::new(ErrorKind::Output, diagnostic)
}

fn edited_since(folder: &Path, edited: &[&Change]) -> Error {
    let (name, count) = (shown(folder), edited.len());
    let named = edited.iter().map(|change| format!("`{}`", change.path));
    let list = first_of(named, NAMED);
    let message = say!(
        "{count} file(s) of `{name}` were changed since: {list}",
        "`{name}` 中有 {count} 个文件此后又改动过：{list}"
    );
    let diagnostic = Diagnostic::error("undo/changed-since", message).at(Location::file(name));
    let diagnostic = diagnostic.cure(say!(
        "take it back all the same with `--force`; the changed files are kept in `.offprint/before`",
        "仍要撤销请用 `--force`；改动过的文件会保存在 `.offprint/before`"
    ));
    Error::new(ErrorKind::Output, diagnostic)
}
