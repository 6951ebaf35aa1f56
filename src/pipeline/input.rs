//! Files and standard input → pages with names of their own.

use super::{Progress, Step};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::say;
use crate::source::{self, Page, shown};
use crate::text::PageId;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A page as it was given: its bytes and where they came from.
#[derive(Debug, Clone)]
pub struct PageFile {
    /// The path as given; `-` for standard input.
    pub path: PathBuf,
    /// The bytes, unchanged.
    pub bytes: Vec<u8>,
}

/// Reads the files `paths`; `-` is standard input.
///
/// # Errors
/// [`ErrorKind::Input`] naming every file that cannot be read, not the first only.
pub fn load(paths: &[PathBuf]) -> Result<Vec<PageFile>> {
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        match bytes(path) {
            Ok(bytes) => files.push(PageFile {
                path: path.clone(),
                bytes,
            }),
            Err(error) => faults.push(unreadable(path, &error)),
        }
    }
    if faults.is_empty() {
        Ok(files)
    } else {
        Err(Error::many(ErrorKind::Input, faults))
    }
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    if path != Path::new("-") {
        return std::fs::read(path);
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let file = shown(path);
    let message = say!(
        "cannot read `{file}`: {error}",
        "无法读取 `{file}`：{error}"
    );
    Diagnostic::error("import/unreadable", message).at(Location::file(file))
}

/// Decodes `files`, giving each a name in `pages/` and `label`, and says what there was to say with
/// the path that the user knows.
pub(super) fn pages(
    files: Vec<PageFile>,
    label: Option<&str>,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Result<Vec<Page>> {
    progress.begin(Step::Read, files.len());
    let mut taken = BTreeSet::new();
    let mut pages = Vec::new();
    let mut faults = Vec::new();
    for file in files {
        let name = free_name(&name_of(&file.path), &mut taken);
        let id = PageId(pages.len() as u32);
        match source::read(id, &name, file.bytes) {
            Ok(page) => {
                let from = said.len();
                let mut page = page.unpack(said);
                rename(&mut said[from..], &name, &file.path);
                page.folder = folder_of(&file.path);
                page.label = page.label.or_else(|| label.map(str::to_owned));
                pages.push(page);
            }
            Err(error) => {
                let mut found = error.into_diagnostics();
                rename(&mut found, &name, &file.path);
                faults.extend(found);
            }
        }
        progress.advance();
    }
    if faults.is_empty() {
        Ok(pages)
    } else {
        Err(Error::many(ErrorKind::Input, faults))
    }
}

/// The file name that a page keeps in `pages/`.
fn name_of(path: &Path) -> String {
    let name = path.file_name().and_then(|name| name.to_str());
    match name {
        Some("-") | None => "page.txt".to_owned(),
        Some(name) => name.to_owned(),
    }
}

/// `name`, or `name-2`, `name-3` … when pages of other folders have the same.
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let mut free = name.to_owned();
    let mut number = 2;
    // file systems that ignore case must not see two pages as one
    while !taken.insert(free.to_lowercase()) {
        free = format!("{stem}-{number}.{extension}");
        number += 1;
    }
    free
}

/// Where a page's pictures stand.
fn folder_of(path: &Path) -> Option<PathBuf> {
    if path == Path::new("-") {
        return None;
    }
    let parent = path.parent()?;
    let here = parent.as_os_str().is_empty();
    Some(if here { ".".into() } else { parent.to_owned() })
}

fn rename(said: &mut [Diagnostic], name: &str, path: &Path) {
    if path == Path::new("-") {
        return;
    }
    let places = said.iter_mut().filter_map(|d| d.location.as_mut());
    for place in places.filter(|place| place.file == name) {
        place.file = shown(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_name_keep_apart() {
        let mut taken = BTreeSet::new();
        let names = ["p1.txt", "P1.txt", "p1.txt", "p2.txt"];
        let free = names.map(|name| free_name(name, &mut taken));
        assert_eq!(free, ["p1.txt", "P1-2.txt", "p1-3.txt", "p2.txt"]);
    }

    #[test]
    fn every_missing_file_is_named() {
        let error = load(&["不在.txt".into(), "nor-this.txt".into()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        let codes: Vec<_> = error.diagnostics().iter().map(|d| d.code).collect();
        assert_eq!(codes, ["import/unreadable", "import/unreadable"]);
    }
}
