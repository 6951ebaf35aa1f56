//! `.offprint/`: what the next import needs to know of the last one.
//!
//! `base/` holds each chapter and the SUMMARY.md as import last wrote them, so that a person's
//! edits can be told from import's own words; `origin.json` says where on the pages every chapter's
//! bytes came from; `version` names the format of the two. The folder is meant to be kept in git.

use super::list::{below, markdown, text_folder, unreadable};
use super::plan::{NewBook, Plan};
use super::settings_write;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::say;
use crate::source::{natural, shown};
use crate::text::{Origin, Traced};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// The folder.
pub(super) const FOLDER: &str = ".offprint";
/// The format of the folder.
const VERSION: u32 = 1;

/// A page that a book holds already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPage {
    /// Its file's name in `pages/`.
    pub file: String,
    /// The label the user gave it.
    pub label: Option<String>,
    /// Its bytes as imported.
    pub bytes: Vec<u8>,
}

#[derive(Serialize, Deserialize)]
struct OriginPage {
    file: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

#[derive(Deserialize)]
struct OriginPages {
    pages: Vec<OriginPage>,
    #[serde(default)]
    told: BTreeMap<String, String>,
}

/// The state of a book as it is about to be written: paths below the book folder, and contents.
pub(super) fn files(book: &NewBook<'_>, plan: &Plan, summary: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        (
            format!("{FOLDER}/version"),
            format!("{VERSION}\n").into_bytes(),
        ),
        (
            format!("{FOLDER}/origin.json"),
            origin(book, plan).into_bytes(),
        ),
        (base("SUMMARY.md"), summary.as_bytes().to_vec()),
    ];
    let chapters = plan.kept_as().zip(book.written);
    files.extend(chapters.map(|(name, written)| (base(name), written.file.as_str().into())));
    files
}

fn base(path: &str) -> String {
    format!("{FOLDER}/base/{path}")
}

/// `origin.json`, a page or chapter a line; before them what the user told of the book. A run is `[start, end, page, from, to]`: the bytes
/// `start..end` of the chapter's file are the bytes `from..to` of the decoded page; a sixth item is
/// the id of the repair that rewrote them, or -1 for a second reading of words that stand elsewhere
/// too. Bytes without a run are Markdown's.
fn origin(book: &NewBook<'_>, plan: &Plan) -> String {
    let pages = book.pages.iter().map(|page| OriginPage {
        file: page.file.clone(),
        label: page.label.clone(),
    });
    let chapters = plan.kept_as().zip(book.written);
    let chapters = chapters
        .map(|(name, written)| serde_json::json!({"path": name, "runs": runs(&written.file)}));
    let told = settings_write::told(book.told).into_iter();
    let told: BTreeMap<&str, &str> = told.filter_map(|(key, text)| Some((key, text?))).collect();
    let told = match told.is_empty() {
        true => String::new(),
        false => format!(
            "\"told\":{},\n",
            serde_json::to_string(&told).unwrap_or_default()
        ),
    };
    format!(
        "{{\"schema\":1,\n{told}\"pages\":[{}],\n\"chapters\":[{}]}}\n",
        lines(pages),
        lines(chapters)
    )
}

fn lines<T: Serialize>(entries: impl Iterator<Item = T>) -> String {
    // plain data: serialising it cannot fail
    let entries = entries.map(|entry| serde_json::to_string(&entry).unwrap_or_default());
    let all: Vec<String> = entries.map(|entry| format!("\n{entry}")).collect();
    all.join(",")
}

fn runs(file: &Traced) -> Vec<Vec<i64>> {
    let runs = file.runs().filter_map(|(range, origin)| {
        let at = origin.span()?;
        let mut run = vec![range.start as i64, range.end as i64, i64::from(at.page.0)];
        run.extend([i64::from(at.start), i64::from(at.end)]);
        match origin {
            Origin::Repaired { repair, .. } => run.push(i64::from(repair.0)),
            Origin::Derived(_) => run.push(-1),
            Origin::Copied(_) | Origin::Markup => {}
        }
        Some(run)
    });
    runs.collect()
}

/// The files of the book in `folder`, its chapters in `src`, that are not as import last wrote them:
/// changed, or gone. All files of a book that no import wrote.
///
/// Line ends count as the same, since git may change them.
///
/// # Errors
/// When the book was written by a newer version, or a file cannot be read.
pub fn edited(folder: &Path, src: &str) -> Result<Vec<String>> {
    let base = folder.join(FOLDER).join("base");
    if !base.is_dir() {
        return Ok(all_of(folder));
    }
    check_version(folder)?;
    let mut edited = Vec::new();
    for name in written_before(folder)? {
        let path = base.join(&name);
        let was = std::fs::read(&path).map_err(|error| unreadable(&shown(&path), &error))?;
        let path = folder.join(src).join(&name);
        let same = std::fs::read(path).is_ok_and(|is| unix(&is) == unix(&was));
        if !same {
            edited.push(below(src, &name));
        }
    }
    Ok(edited)
}

/// Whether the chapter at `path` below `src` of the book in `folder` is not as import last wrote it;
/// nothing for one that import did not write.
pub fn differs_from_import(folder: &Path, src: &str, path: &str) -> Option<bool> {
    let was = std::fs::read(folder.join(base(path))).ok()?;
    let is = std::fs::read(folder.join(src).join(path)).ok();
    Some(is.is_none_or(|is| unix(&is) != unix(&was)))
}

/// The same of a book that an import wrote; nothing of any other.
///
/// # Errors
/// Those of [`edited`].
pub fn edited_since_import(folder: &Path, src: &str) -> Result<Vec<String>> {
    if folder.join(FOLDER).join("base").is_dir() {
        edited(folder, src)
    } else {
        Ok(Vec::new())
    }
}

/// The Markdown files of a book that no import wrote.
fn all_of(folder: &Path) -> Vec<String> {
    let src = text_folder(folder, None).unwrap_or_default();
    let texts = folder.join(&src);
    let summary = texts
        .join("SUMMARY.md")
        .is_file()
        .then(|| "SUMMARY.md".to_owned());
    let files = summary
        .into_iter()
        .chain(markdown(&texts, "", src.is_empty()));
    files.map(|path| below(&src, &path)).collect()
}

/// The names of the files that the last import wrote into `src`, in natural order.
///
/// # Errors
/// When the folder cannot be read.
pub(super) fn written_before(folder: &Path) -> Result<Vec<String>> {
    let base = folder.join(FOLDER).join("base");
    if !base.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = markdown(&base, "", false);
    if base.join("SUMMARY.md").is_file() {
        names.push("SUMMARY.md".to_owned());
    }
    names.sort_by(|a, b| natural(a, b));
    Ok(names)
}

fn unix(bytes: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    out.retain(|&byte| byte != b'\r');
    out
}

/// # Errors
/// When the book in `folder` was written by a newer version.
pub(super) fn check_version(folder: &Path) -> Result<()> {
    let path = folder.join(FOLDER).join("version");
    let version = std::fs::read_to_string(&path).unwrap_or_default();
    let version: u32 = version.trim().parse().unwrap_or(VERSION);
    if version <= VERSION {
        return Ok(());
    }
    let name = shown(folder);
    let message = say!(
        "the book `{name}` was imported by a newer offprint (format {version}, this one knows {VERSION})",
        "书 `{name}` 由更新的 offprint 导入（格式 {version}，本程序只认得 {VERSION}）"
    );
    let diagnostic = Diagnostic::error("output/newer-book", message);
    let diagnostic = diagnostic.at(Location::file(name)).cure(say!(
        "update offprint, or import into another folder",
        "请更新 offprint，或导入到另一个文件夹"
    ));
    Err(Error::new(ErrorKind::Output, diagnostic))
}

/// The pages that the book in `folder` holds already, in its order; none when it does not exist. An
/// import into it restores them together with the new ones.
///
/// # Errors
/// When a page is gone or cannot be read.
pub fn kept_pages(folder: &Path) -> Result<Vec<KeptPage>> {
    let listed = match read_origin(folder) {
        Some(origin) => origin.pages,
        None => unlisted_pages(folder),
    };
    let pages = listed.into_iter().map(|OriginPage { file, label }| {
        let path = folder.join("pages").join(&file);
        let bytes = std::fs::read(&path).map_err(|error| unreadable(&shown(&path), &error))?;
        Ok(KeptPage { file, label, bytes })
    });
    pages.collect()
}

fn read_origin(folder: &Path) -> Option<OriginPages> {
    let origin = std::fs::read_to_string(folder.join(FOLDER).join("origin.json")).ok()?;
    serde_json::from_str(&origin).ok()
}

/// What the user told the last import of the book in `folder`, by key of `[book]`.
pub(super) fn told_before(folder: &Path) -> BTreeMap<String, String> {
    read_origin(folder)
        .map(|origin| origin.told)
        .unwrap_or_default()
}

fn unlisted_pages(folder: &Path) -> Vec<OriginPage> {
    let Ok(entries) = std::fs::read_dir(folder.join("pages")) else {
        return Vec::new();
    };
    let names = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".txt")).collect();
    names.sort_by(|a, b| natural(a, b));
    let pages = names
        .into_iter()
        .map(|file| OriginPage { file, label: None });
    pages.collect()
}
