//! Paths → what they are: pages of text, or a book folder.

use super::{natural_path, nearest};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::say;
use std::path::{Path, PathBuf};

/// What the paths on a command line mean (design: commands).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Files of page text in reading order; `-` is standard input.
    Pages(Vec<PathBuf>),
    /// A book folder.
    Book(PathBuf),
}

/// The path that means standard input.
const STANDARD_INPUT: &str = "-";

/// Finds out what `paths` mean; none means the current folder. `import` says that a folder without
/// text files holds its pages as Markdown.
///
/// A file, or `-`, is a page. A folder with `book.toml`, `SUMMARY.md` or `src/` is a book; another
/// one holds pages when it holds text files, else it is a book of its Markdown files. Pages come in
/// the order given, those of a folder in natural order of their names.
///
/// # Errors
/// When a path does not exist or cannot be read, when a folder holds neither pages nor a book, when
/// a page is given twice, and when a book is given to import or beside other paths.
pub fn discover(paths: &[PathBuf], import: bool) -> Result<Input> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut pages = Vec::new();
    for path in paths {
        match one(path, import)? {
            Input::Pages(found) => pages.extend(found),
            Input::Book(folder) if paths.len() == 1 => return Ok(Input::Book(folder)),
            Input::Book(folder) => return Err(unusable(mixed(&folder))),
        }
    }
    match twice(&pages) {
        Some(page) => Err(unusable(given_twice(page))),
        None => Ok(Input::Pages(pages)),
    }
}

/// Whether `folder` is a book: it has `book.toml`, `SUMMARY.md` or `src/`.
pub fn is_book(folder: &Path) -> bool {
    folder.join("book.toml").is_file()
        || folder.join("SUMMARY.md").is_file()
        || folder.join("src").is_dir()
}

/// A path as messages show it, `/` between folders.
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

fn one(path: &Path, import: bool) -> Result<Input> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(Input::Pages(vec![path.to_owned()]));
    }
    let what = std::fs::metadata(path).map_err(|error| unreadable(path, &error))?;
    if !what.is_dir() {
        return Ok(Input::Pages(vec![path.to_owned()]));
    }
    if is_book(path) {
        return if import {
            Err(unusable(book_to_import(path)))
        } else {
            Ok(Input::Book(path.to_owned()))
        };
    }
    let texts = files_of(path, "txt")?;
    if !texts.is_empty() {
        return Ok(Input::Pages(texts));
    }
    let markdown = files_of(path, "md")?;
    match (import, markdown.is_empty()) {
        (true, false) => Ok(Input::Pages(markdown)),
        (false, false) => Ok(Input::Book(path.to_owned())),
        (false, true) if markdown_below(path, 4) => Ok(Input::Book(path.to_owned())),
        (_, true) => Err(unusable(nothing_in(path))),
    }
}

/// The files directly in `folder` with an `extension`, hidden ones left out, in natural order.
fn files_of(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| unreadable(folder, &error))?.path();
        if has_extension(&path, extension) && !is_hidden(&path) && path.is_file() {
            files.push(path);
        }
    }
    files.sort_by(|a, b| natural_path(a, b));
    Ok(files)
}

/// Whether a folder below `folder`, down to `depth`, holds Markdown.
fn markdown_below(folder: &Path, depth: usize) -> bool {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return false;
    };
    entries.flatten().any(|entry| {
        let path = entry.path();
        let deeper = depth > 0 && !is_hidden(&path) && path.is_dir();
        has_extension(&path, "md") || (deeper && markdown_below(&path, depth - 1))
    })
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The first page that was given before, under whatever name.
fn twice(pages: &[PathBuf]) -> Option<&Path> {
    let mut seen = std::collections::BTreeSet::new();
    let mut again = pages.iter().filter(|page| {
        let real = std::fs::canonicalize(page).unwrap_or_else(|_| page.to_path_buf());
        !seen.insert(real)
    });
    again.next().map(PathBuf::as_path)
}

fn unusable(diagnostic: Diagnostic) -> Error {
    Error::new(ErrorKind::Input, diagnostic)
}

/// What to say when `path` cannot be read: most often it does not exist, and a name beside it
/// nearly matches.
pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    let name = shown(path);
    if error.kind() != std::io::ErrorKind::NotFound {
        let message = say!(
            "cannot read `{name}`: {error}",
            "无法读取 `{name}`：{error}"
        );
        let diagnostic = Diagnostic::error("source/unreadable", message);
        return unusable(diagnostic.at(Location::file(name)).cure(say!(
            "check the permissions of the file and its folder",
            "请检查该文件及所在文件夹的权限"
        )));
    }
    let message = say!(
        "no such file or folder: `{name}`",
        "没有这个文件或文件夹：`{name}`"
    );
    let cure = match beside(path) {
        Some(near) => say!("did you mean `{near}`?", "是不是 `{near}`？"),
        None => say!(
            "check the path; it is read from the folder you stand in",
            "请检查路径；它是相对于当前文件夹的"
        ),
    };
    let diagnostic = Diagnostic::error("source/no-such-file", message);
    unusable(diagnostic.at(Location::file(name)).cure(cure))
}

/// The name in the folder of `path` that is nearest to its own.
fn beside(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let folder = path.parent()?;
    let readable = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let mut names: Vec<String> = std::fs::read_dir(readable)
        .ok()?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let near = nearest(&name, names.iter().map(String::as_str))?;
    Some(shown(&folder.join(near)))
}

fn mixed(folder: &Path) -> Diagnostic {
    let name = shown(folder);
    let message = say!(
        "`{name}` is a book folder and cannot be given beside other paths",
        "`{name}` 是书文件夹，不能和其他路径一起给出"
    );
    let cure = say!(
        "build the book alone; to add pages to it, import them with `-o {name}`",
        "请单独生成这本书；要往里面加版面，请用 `-o {name}` 导入"
    );
    Diagnostic::error("source/book-and-pages", message)
        .at(Location::file(name))
        .cure(cure)
}

fn book_to_import(folder: &Path) -> Diagnostic {
    let name = shown(folder);
    let message = say!(
        "`{name}` is a book folder; only pages can be imported",
        "`{name}` 是书文件夹；只能导入版面"
    );
    let cure = say!(
        "build it with `offprint build {name}`, or import its pages again from `{name}/pages`",
        "请用 `offprint build {name}` 生成，或从 `{name}/pages` 重新导入它的版面"
    );
    Diagnostic::error("source/book-to-import", message)
        .at(Location::file(name))
        .cure(cure)
}

fn given_twice(page: &Path) -> Diagnostic {
    let name = shown(page);
    let message = say!("the page `{name}` is given twice", "版面 `{name}` 给了两次");
    Diagnostic::error("source/page-twice", message)
        .at(Location::file(name))
        .cure(say!("name each page once", "每个版面只写一次"))
}

fn nothing_in(folder: &Path) -> Diagnostic {
    let name = shown(folder);
    let message = say!(
        "the folder `{name}` holds neither pages (*.txt) nor Markdown (*.md)",
        "文件夹 `{name}` 里既没有版面（*.txt），也没有 Markdown（*.md）"
    );
    let cure = say!(
        "give a page's text file, a folder of them, or a book folder",
        "请给出版面的文本文件、存放它们的文件夹，或书文件夹"
    );
    Diagnostic::error("source/no-pages", message)
        .at(Location::file(name))
        .cure(cure)
}
