//! Pictures in `images/` that no chapter shows.

use super::{FactKind, Seen};
use crate::book::{Book, CoverChoice, percent_decoded};
use crate::diagnostic::{Diagnostic, Location};
use crate::say;
use std::collections::BTreeSet;
use std::path::Path;

pub(super) const CODE: &str = "check/unused-picture";

/// What a picture is called.
const KINDS: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "svg", "tif", "tiff", "bmp", "avif",
];

/// Folders within `images/` that are looked into.
const DEPTH: usize = 8;

pub(super) fn look(book: &Book, seen: &[Seen], found: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<String> = BTreeSet::new();
    for picture in seen.iter().flat_map(|one| one.all(FactKind::Picture)) {
        // by the file's own name: a picture that is named from anywhere is used
        used.insert(name(&percent_decoded(&picture.text)).to_owned());
    }
    if let CoverChoice::File(path) = &book.config.cover {
        used.insert(name(path).to_owned());
    }
    let folder = book.file("images");
    let mut paths = Vec::new();
    pictures(&book.folder.join(&folder), &folder, DEPTH, &mut paths);
    paths.sort();
    for path in paths.iter().filter(|path| !used.contains(name(path))) {
        // the drawn cover is kept under this name
        if name(path) == "cover.png" {
            continue;
        }
        let message = say!("no chapter shows this picture", "没有一章用到这幅图片");
        let cure = say!("show it, or delete the file", "请在正文中引用，或删去文件");
        let at = Location::file(path.as_str());
        found.push(Diagnostic::note(CODE, message).at(at).cure(cure));
    }
}

fn name(path: &str) -> &str {
    let path = path.split(['?', '#']).next().unwrap_or(path);
    path.rsplit('/').next().unwrap_or(path)
}

/// The pictures below `folder`, which messages call `shown`.
fn pictures(folder: &Path, shown: &str, depth: usize, found: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let Ok(file) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{shown}/{file}");
        let kind = file.rsplit_once('.').map(|(_, kind)| kind.to_lowercase());
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth > 0 {
                pictures(&entry.path(), &path, depth - 1, found);
            }
        } else if !file.starts_with('.') && kind.is_some_and(|kind| KINDS.contains(&kind.as_str()))
        {
            found.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::book;
    use super::*;

    #[test]
    fn pictures_without_a_chapter_are_found() {
        let folder = tempfile::tempdir().unwrap();
        let images = folder.path().join("src/images");
        std::fs::create_dir_all(images.join("in")).unwrap();
        for name in ["字 盘.png", "b.jpg", "in/c.svg", "cover.png", "notes.txt"] {
            std::fs::write(images.join(name), "").unwrap();
        }
        let mut book = book("zh-Hans", &["![](images/%E5%AD%97%20%E7%9B%98.png)\n"]);
        book.folder = folder.path().to_owned();
        let all = crate::check::check(&book);
        let said = all.iter().filter(|one| one.code == CODE);
        let said: Vec<_> = said
            .filter_map(|one| Some(one.location.as_ref()?.file.as_str()))
            .collect();
        assert_eq!(said, ["src/images/b.jpg", "src/images/in/c.svg"]);
    }
}
