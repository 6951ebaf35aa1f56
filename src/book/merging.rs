//! An import into a book that is there: what it writes over, and what it merges with.

use super::contents_merge::{self, Change};
use super::list::{below, markdown, unreadable, utf_8};
use super::plan::{NewBook, Plan};
use super::summary::{self, Line};
use super::{paths, state};
use crate::diagnostic::{Diagnostic, Location, Result, Severity, first_of};
use crate::merge::{Doc, Outcome, Versions, marks, merge};
use crate::say;
use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

/// How many chapters a message names.
const NAMED: usize = 5;

/// The code of a conflict that nobody has settled.
pub const CONFLICT: &str = "merge/conflict";

/// What the chapters of an import become in a book that a person worked on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merging {
    /// The files to write, below the folder of the chapters.
    pub(super) files: Vec<(String, String)>,
    /// The files to remove, below it.
    pub(super) gone: Vec<String>,
    /// The names by which the chapters of the import are kept for the next one.
    pub(super) kept_as: Vec<String>,
    /// The chapters that a person deleted.
    pub(super) deleted: Vec<usize>,
    /// What there is to say.
    pub said: Vec<Diagnostic>,
    /// How many conflicts were marked.
    pub conflicts: usize,
}

impl Merging {
    /// How many chapters change.
    pub fn changed(&self) -> usize {
        let files = self.files.iter().filter(|(path, _)| path != "SUMMARY.md");
        files.count() + self.gone.len()
    }
}

/// The chapters in `texts`, in the order of its table of contents, the others after them.
pub(super) fn mine(texts: &Path, src: &str) -> Result<Vec<Doc>> {
    let files: Vec<String> = markdown(texts, "", src.is_empty());
    let there: BTreeSet<&str> = files.iter().map(String::as_str).collect();
    let summary = std::fs::read(texts.join("SUMMARY.md")).unwrap_or_default();
    let summary = String::from_utf8_lossy(&summary);
    let listed = summary::parse(&summary, "", &mut Vec::new()).lines;
    let listed = listed.into_iter().filter_map(|line| match line {
        Line::Link(link) => paths::inside(&link.path).ok(),
        _ => None,
    });
    let mut order: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    let listed = listed.filter(|path| there.contains(path.as_str()));
    for path in listed.chain(files.iter().cloned()) {
        if seen.insert(path.clone()) {
            order.push(path);
        }
    }
    let docs = order.into_iter().map(|path| {
        let text = read(&texts.join(&path), &below(src, &path))?;
        Ok(Doc::new(path, text))
    });
    docs.collect()
}

/// The text at `path`, which messages call `file`, with its byte order mark.
fn read(path: &Path, file: &str) -> Result<String> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(file, &error))?;
    String::from_utf8(bytes).or_else(|error| utf_8(file, error.into_bytes()))
}

/// What import wrote last, in the order of its table of contents.
pub(super) fn base(folder: &Path) -> Result<Vec<Doc>> {
    let base = folder.join(state::FOLDER).join("base");
    if base.is_dir() {
        mine(&base, "base")
    } else {
        Ok(Vec::new())
    }
}

/// Merges the chapters of `book` with the book in `folder`; `None` where nobody changed it, so that
/// it may be written anew. Gives the chapters of `plan` their places.
pub(super) fn merged(
    book: &NewBook<'_>,
    plan: &mut Plan,
    folder: &Path,
) -> Result<Option<Merging>> {
    let texts = folder.join(&plan.src);
    let own = if texts.is_dir() {
        mine(&texts, &plan.src)?
    } else {
        Vec::new()
    };
    let old = base(folder)?;
    let edits = state::edited_since_import(folder, &plan.src)?;
    let there: BTreeSet<&str> = old.iter().map(|doc| doc.path.as_str()).collect();
    let added = own.iter().any(|doc| !there.contains(doc.path.as_str()));
    if edits.is_empty() && !added {
        return Ok(None);
    }
    let new: Vec<Doc> = plan
        .chapters
        .iter()
        .zip(book.written)
        .map(|(chapter, written)| Doc::new(chapter.path.clone(), written.file.as_str()))
        .collect();
    let outcome = merge(&Versions {
        old: &old,
        new: &new,
        mine: &own,
        lang: &plan.lang,
    });
    for (chapter, place) in plan.chapters.iter_mut().zip(&outcome.places) {
        chapter.path.clone_from(place);
    }
    let mut merging = Merging {
        files: Vec::new(),
        gone: outcome.gone.clone(),
        kept_as: outcome.kept_as(),
        deleted: outcome.deleted.clone(),
        said: said(plan, &outcome),
        conflicts: outcome.conflicts,
    };
    if let Some(summary) = contents(plan, &outcome, &old, folder)? {
        merging.files.push(("SUMMARY.md".to_owned(), summary));
    }
    let files = outcome.files.into_iter();
    merging
        .files
        .extend(files.map(|file| (file.path, file.text)));
    Ok(Some(merging))
}

/// The person's table of contents with the import's changes; `None` where there is none.
fn contents(plan: &Plan, outcome: &Outcome, old: &[Doc], folder: &Path) -> Result<Option<String>> {
    let file = below(&plan.src, "SUMMARY.md");
    let path = folder.join(&file);
    if !path.exists() {
        return Ok(None);
    }
    let mine = read(&path, &file)?;
    let base = std::fs::read_to_string(folder.join(state::FOLDER).join("base/SUMMARY.md"));
    let base = base.unwrap_or_default();
    let added: BTreeSet<usize> = outcome.files.iter().filter_map(|file| file.added).collect();
    let deleted: BTreeSet<usize> = outcome.deleted.iter().copied().collect();
    let changes = plan.chapters.iter().enumerate().map(|(k, chapter)| Change {
        path: &chapter.path,
        title: &chapter.title,
        part: plan.parts.get(chapter.page).and_then(Option::as_deref),
        was: outcome.was[k].map(|i| old[i].path.as_str()),
        added: added.contains(&k),
        deleted: deleted.contains(&k),
    });
    let changes: Vec<Change<'_>> = changes.collect();
    let merged = contents_merge::merged(&mine, &base, &changes, &outcome.gone);
    Ok(Some(merged))
}

fn said(plan: &Plan, outcome: &Outcome) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    if outcome.conflicts > 0 {
        for file in &outcome.files {
            let path = below(&plan.src, &file.path);
            let marks = marks(&file.text).into_iter();
            said.extend(marks.map(|mark| conflict(&path, &file.text, mark)));
        }
    }
    let titles = |list: &[usize]| {
        let named = list.iter();
        let named = named.map(|&k| format!("`{}`", plan.chapters[k].title));
        first_of(named, NAMED)
    };
    if !outcome.deleted.is_empty() {
        let (count, list) = (outcome.deleted.len(), titles(&outcome.deleted));
        let message = say!(
            "{count} article(s) that you deleted stay deleted: {list}",
            "你删去的 {count} 篇文章不再写入：{list}"
        );
        let cure = say!(
            "to have one again, copy it from `.offprint/base` into `src` and list it in SUMMARY.md",
            "若要恢复，请把它从 `.offprint/base` 复制到 `src`，并列入 SUMMARY.md"
        );
        said.push(Diagnostic::note("merge/deleted", message).cure(cure));
    }
    if !outcome.unknown.is_empty() {
        let (count, list) = (outcome.unknown.len(), titles(&outcome.unknown));
        let message = say!(
            "{count} article(s) stand in the book already, and nothing says what import wrote of them; yours stay: {list}",
            "书中已有 {count} 篇文章，但没有上次导入的记录；保留你的文字：{list}"
        );
        said.push(Diagnostic::note("merge/kept", message));
    }
    if !outcome.gone.is_empty() {
        let count = outcome.gone.len();
        let named = outcome.gone.iter().map(|path| format!("`{path}`"));
        let list = first_of(named, NAMED);
        let message = say!(
            "removed {count} file(s) that nobody had changed and the pages have no more: {list}",
            "删去了 {count} 个无人改动、版面上也已没有的文件：{list}"
        );
        said.push(Diagnostic::note("merge/removed", message));
    }
    if outcome.in_deleted > 0 {
        let count = outcome.in_deleted;
        let message = say!(
            "{count} paragraph(s) that you deleted read a little otherwise now; they stay deleted",
            "你删去的 {count} 段文字，导入后略有不同；不再写入"
        );
        said.push(Diagnostic::note("merge/deleted-text", message));
    }
    said
}

/// The conflicts that stand in `file`: a book with such says everything twice there.
pub(super) fn conflicts(file: &str, text: &str) -> Vec<Diagnostic> {
    if !text.contains('⚠') {
        return Vec::new();
    }
    let found = marks(text).into_iter();
    let found = found.map(|mark| Diagnostic {
        severity: Severity::Error,
        ..conflict(file, text, mark)
    });
    found.collect()
}

/// What to say of a conflict that is marked in `file`.
fn conflict(file: &str, text: &str, range: Range<usize>) -> Diagnostic {
    let message = say!(
        "you and the import changed the same place; both versions stand in the chapter",
        "你和导入改动了同一处；两种写法都在这一章里"
    );
    let cure = say!(
        "keep what you want and delete the quotation (or, in front matter, the line) with `⚠`",
        "请取舍后删去带 `⚠` 的引文（文件头中则是那一行）"
    );
    let at = Location::within(file, text, range);
    Diagnostic::warning(CONFLICT, message).at(at).cure(cure)
}
