//! Files and standard input → pages with names of their own.

use super::{Progress, Step};
use crate::book::KeptPage;
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
    if !is_input(path) {
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
    Diagnostic::error("import/unreadable", message)
        .at(Location::file(file))
        .cure(say!(
            "check that it is a file and may be read",
            "请检查它是不是文件、能否读取"
        ))
}

/// A page to be read, new or kept.
struct Given {
    /// Its name in `pages/`.
    name: String,
    /// Its file as messages name it.
    shown: String,
    /// Where its pictures stand.
    folder: Option<PathBuf>,
    label: Option<String>,
    bytes: Vec<u8>,
}

/// Decodes the pages `kept` in the book and the new `files`, which are given `label`: a new page
/// takes the place of the kept one of the same name, others come after.
///
/// # Errors
/// [`ErrorKind::Input`] naming every page that cannot be used.
pub(super) fn pages(
    files: Vec<PageFile>,
    kept: Vec<KeptPage>,
    label: Option<&str>,
    progress: &dyn Progress,
    said: &mut Vec<Diagnostic>,
) -> Result<Vec<Page>> {
    let all = given(files, kept, label);
    progress.begin(Step::Read, all.len());
    let mut pages = Vec::new();
    let mut faults = Vec::new();
    for (i, one) in all.into_iter().enumerate() {
        match source::read(PageId(i as u32), &one.name, one.bytes) {
            Ok(mut page) => {
                rename(&mut page.diagnostics, &one.name, &one.shown);
                let page = page.unpack(said);
                pages.push(Page {
                    folder: one.folder,
                    label: page.label.clone().or(one.label),
                    ..page
                });
            }
            Err(error) => {
                let mut found = error.into_diagnostics();
                rename(&mut found, &one.name, &one.shown);
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

/// The kept pages in their order, replaced by new ones of the same name, then the other new ones.
fn given(files: Vec<PageFile>, kept: Vec<KeptPage>, label: Option<&str>) -> Vec<Given> {
    let mut all: Vec<Given> = kept.into_iter().map(kept_page).collect();
    let mut taken = BTreeSet::new();
    for file in files {
        let name = free_name(&name_of(&file.path), &mut taken);
        let new = Given {
            shown: shown(&file.path),
            folder: folder_of(&file.path),
            label: label.map(str::to_owned),
            bytes: file.bytes,
            name,
        };
        match all.iter_mut().find(|old| old.name == new.name) {
            Some(old) => *old = new,
            None => all.push(new),
        }
    }
    all
}

/// A page that is in the book already; its pictures are, too.
fn kept_page(page: KeptPage) -> Given {
    Given {
        shown: format!("pages/{}", page.file),
        name: page.file,
        folder: None,
        label: page.label,
        bytes: page.bytes,
    }
}

fn is_input(path: &Path) -> bool {
    path == Path::new("-")
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
    if is_input(path) {
        return None;
    }
    let parent = path.parent()?;
    let here = parent.as_os_str().is_empty();
    Some(if here { ".".into() } else { parent.to_owned() })
}

/// Names the file as the user knows it.
fn rename(said: &mut [Diagnostic], name: &str, shown: &str) {
    let places = said.iter_mut().filter_map(|d| d.location.as_mut());
    for place in places.filter(|place| place.file == name) {
        shown.clone_into(&mut place.file);
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
    fn a_new_page_takes_the_place_of_the_kept_one() {
        let kept = ["p1.txt", "p2.txt"].map(|file| KeptPage {
            file: file.to_owned(),
            label: Some("A1".to_owned()),
            bytes: b"old".to_vec(),
        });
        let new = ["new/p3.txt", "new/p1.txt"].map(|path| PageFile {
            path: path.into(),
            bytes: b"new".to_vec(),
        });
        let all = given(new.into(), kept.into(), None);
        let shown: Vec<_> = all
            .iter()
            .map(|one| (one.shown.as_str(), one.label.is_some()))
            .collect();
        let wanted = [
            ("new/p1.txt", false),
            ("pages/p2.txt", true),
            ("new/p3.txt", false),
        ];
        assert_eq!(shown, wanted);
    }

    #[test]
    fn every_missing_file_is_named() {
        let error = load(&["不在.txt".into(), "nor-this.txt".into()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Input);
        let codes: Vec<_> = error.diagnostics().iter().map(|d| d.code).collect();
        assert_eq!(codes, ["import/unreadable", "import/unreadable"]);
    }
}
