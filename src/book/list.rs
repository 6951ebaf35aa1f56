//! Which files a book's chapters are: those SUMMARY.md names, else all Markdown of the folder.

use super::paths::{self, Outside};
use super::summary::{self, Line, Link, Summary};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Text};
use crate::say;
use crate::source::{natural, nearest};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// The table of contents as written, every path made plain and found to be a file.
pub(super) struct Listing {
    pub summary: Summary,
}

impl Listing {
    /// Its chapters in order.
    pub(super) fn links(&self) -> impl Iterator<Item = &Link> {
        self.summary.lines.iter().filter_map(|line| match line {
            Line::Link(link) => Some(link),
            Line::Part(_) | Line::Separator => None,
        })
    }

    fn links_mut(&mut self) -> impl Iterator<Item = &mut Link> {
        self.summary.lines.iter_mut().filter_map(|line| match line {
            Line::Link(link) => Some(link),
            Line::Part(_) | Line::Separator => None,
        })
    }
}

/// The folder of the chapters below `folder`: `[book] src`, else `src` when it has a SUMMARY.md or
/// the folder itself has none and no Markdown, else the folder itself (empty).
///
/// # Errors
/// When the `given` one does not exist.
pub(super) fn text_folder(folder: &Path, given: Option<&str>) -> Result<String> {
    if let Some(given) = given {
        let path = paths::inside(given).unwrap_or_default();
        if folder.join(&path).is_dir() {
            return Ok(path);
        }
        let message = say!("the folder `{path}` does not exist", "没有文件夹 `{path}`");
        let cure = say!(
            "make it, or correct `src` in book.toml",
            "请建立它，或改正 book.toml 里的 `src`"
        );
        let diagnostic = Diagnostic::error("book/no-src", message);
        let diagnostic = diagnostic.at(Location::file("book.toml")).cure(cure);
        return Err(Error::new(ErrorKind::Configuration, diagnostic));
    }
    let src = folder.join("src");
    let chapters_there = || !markdown(&src, "", false).is_empty();
    let listed_here = || folder.join("SUMMARY.md").is_file();
    if src.join("SUMMARY.md").is_file() || (!listed_here() && src.is_dir() && chapters_there()) {
        Ok("src".to_owned())
    } else {
        Ok(String::new())
    }
}

/// Reads the table of contents in the folder `texts`, which is `src` below the book.
///
/// # Errors
/// [`ErrorKind::Configuration`] with every entry that cannot be used.
pub(super) fn listing(texts: &Path, src: &str, notes: &mut Vec<Diagnostic>) -> Result<Listing> {
    let file = below(src, "SUMMARY.md");
    match std::fs::read(texts.join("SUMMARY.md")) {
        Ok(bytes) => {
            let text = utf_8(&file, bytes)?;
            let summary = summary::parse(&text, &file, notes);
            let mut listing = Listing { summary };
            let faults = check(&mut listing, texts, &file, &text);
            if faults.is_empty() {
                Ok(listing)
            } else {
                Err(Error::many(ErrorKind::Configuration, faults))
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(unlisted(texts, src, notes))
        }
        Err(error) => Err(unreadable(&file, &error)),
    }
}

/// Every Markdown file, in natural order; a link that leads out of the folder is said and left out.
fn unlisted(texts: &Path, src: &str, notes: &mut Vec<Diagnostic>) -> Listing {
    let real = std::fs::canonicalize(texts).unwrap_or_else(|_| texts.to_owned());
    let mut files = markdown(texts, "", src.is_empty());
    files.retain(|path| match paths::really_inside(&real, texts, path) {
        Ok(()) => true,
        Err(why) => {
            let file = Location::file(below(src, path));
            notes.push(outside(path, why).at(file));
            false
        }
    });
    let link = |path| {
        Line::Link(Link {
            title: String::new(),
            path,
            depth: 0,
            range: 0..0,
        })
    };
    Listing {
        summary: Summary {
            title: None,
            lines: files.into_iter().map(link).collect(),
        },
    }
}

/// The Markdown files of `folder` and the folders below it, paths beginning with `prefix`: a README
/// or index first, the rest in natural order. `root` says that the folder is a whole book, whose
/// pages and editions are no chapters.
pub(super) fn markdown(folder: &Path, prefix: &str, root: bool) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<(String, bool)> = entries
        .flatten()
        .filter_map(|entry| {
            let kind = entry.file_type().ok()?;
            let name = entry.file_name().into_string().ok()?;
            (!name.starts_with('.')).then_some((name, kind.is_dir()))
        })
        .collect();
    names.sort_by(|(a, _), (b, _)| (!leads(a)).cmp(&!leads(b)).then_with(|| natural(a, b)));
    let mut files = Vec::new();
    for (name, is_folder) in names {
        let path = format!("{prefix}{name}");
        if is_folder && !(root && matches!(name.as_str(), "dist" | "pages")) {
            files.extend(markdown(&folder.join(&name), &format!("{path}/"), false));
        } else if !is_folder && name.to_lowercase().ends_with(".md") && name != "SUMMARY.md" {
            files.push(path);
        }
    }
    files
}

fn leads(name: &str) -> bool {
    let name = name.to_lowercase();
    name == "readme.md" || name == "index.md"
}

/// Makes every path plain and says of each that cannot be used.
fn check(listing: &mut Listing, texts: &Path, file: &str, text: &str) -> Vec<Diagnostic> {
    let real = std::fs::canonicalize(texts).unwrap_or_else(|_| texts.to_owned());
    let mut seen: BTreeMap<String, Range<usize>> = BTreeMap::new();
    let mut all = None;
    let mut faults = Vec::new();
    for link in listing.links_mut().filter(|link| !link.path.is_empty()) {
        // asked for only where something is wrong: it counts the lines from the beginning
        let range = link.range.clone();
        let at = || Location::within(file, text, range.clone());
        let written = std::mem::take(&mut link.path);
        let plain = paths::inside(&written).and_then(|path| {
            paths::really_inside(&real, texts, &path)?;
            Ok(path)
        });
        let path = match plain {
            Ok(path) => path,
            Err(why) => {
                faults.push(outside(&written, why).at(at()));
                continue;
            }
        };
        if !texts.join(&path).is_file() {
            let all = all.get_or_insert_with(|| markdown(texts, "", false));
            faults.push(missing(&written, &path, all).at(at()));
        } else if let Some(first) = seen.get(&path) {
            let first = Location::within(file, text, first.clone());
            faults.push(twice(&path, first.line).at(at()));
        } else {
            seen.insert(path.clone(), range);
        }
        link.path = path;
    }
    faults
}

fn outside(written: &str, why: Outside) -> Diagnostic {
    let (en, zh) = match why {
        Outside::Absolute => ("it is no path below it", "它不是书内的路径"),
        Outside::Climbs => ("`..` climbs out of it", "`..` 越出了它"),
        Outside::Link => ("a symbolic link leads out of it", "符号链接指到了外面"),
    };
    let message = Text {
        en: format!("`{written}` lies outside the book's text folder: {en}"),
        zh: format!("`{written}` 在书的正文文件夹之外：{zh}"),
    };
    Diagnostic::error("book/outside", message).cure(say!(
        "copy the file beside SUMMARY.md and name it there",
        "请把文件复制到 SUMMARY.md 旁边，再写它的路径"
    ))
}

fn missing(written: &str, path: &str, all: &[String]) -> Diagnostic {
    let message = say!(
        "the table of contents names `{written}`, which does not exist",
        "目录列出了 `{written}`，但没有这个文件"
    );
    let name = path.rsplit('/').next();
    let moved = || all.iter().find(|other| other.rsplit('/').next() == name);
    let near = nearest(path, all.iter().map(String::as_str));
    let cure = match near.or_else(|| moved().map(String::as_str)) {
        Some(near) => say!("did you mean `{near}`?", "是不是 `{near}`？"),
        None => say!(
            "write the file, or leave the brackets empty for a chapter to come: `[title]()`",
            "请写好这个文件；尚未写的章可留空：`[标题]()`"
        ),
    };
    Diagnostic::error("book/missing-chapter", message).cure(cure)
}

fn twice(path: &str, line: usize) -> Diagnostic {
    let message = say!(
        "`{path}` is named twice; first in line {line}",
        "`{path}` 列了两次；第一次在第 {line} 行"
    );
    Diagnostic::error("book/chapter-twice", message)
        .cure(say!("remove one of the two lines", "请删去其中一行"))
}

/// `path` below the folder `src` of a book, as people know it: a path below the book folder.
pub fn below(src: &str, path: &str) -> String {
    if src.is_empty() {
        path.to_owned()
    } else {
        format!("{src}/{path}")
    }
}

/// The text in `bytes`, the content of `file`, without a byte order mark.
///
/// # Errors
/// [`ErrorKind::Input`] with the first place that is not UTF-8: book files are written by editors,
/// so a guess would only hide a mistake.
pub(super) fn utf_8(file: &str, bytes: Vec<u8>) -> Result<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            let mut at = Location::within(file, &text, valid..valid);
            at.length = 1;
            let message = say!("`{file}` is not UTF-8", "`{file}` 不是 UTF-8 编码");
            let cure = say!(
                "save it as UTF-8 in your editor",
                "请在编辑器里另存为 UTF-8"
            );
            let diagnostic = Diagnostic::error("book/not-utf-8", message);
            Err(Error::new(ErrorKind::Input, diagnostic.at(at).cure(cure)))
        }
    }
}

/// What to say of a `file` of the book that cannot be read.
pub(super) fn unreadable(file: &str, error: &std::io::Error) -> Error {
    let message = say!(
        "cannot read `{file}`: {error}",
        "无法读取 `{file}`：{error}"
    );
    let cure = say!(
        "check that it exists and may be read",
        "请检查它是否存在、能否读取"
    );
    let diagnostic = Diagnostic::error("book/unreadable", message);
    Error::new(
        ErrorKind::Input,
        diagnostic.at(Location::file(file)).cure(cure),
    )
}
