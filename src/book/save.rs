//! Writing an imported book into its folder.

use super::list::below;
use super::plan::{NewBook, Plan};
use super::stage::{Stage, recover};
use super::summary_write::Heading;
use super::{pictures, repairs, settings_write, state, summary_write, undo};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Warned};
use crate::say;
use crate::source::{is_book, shown};
use std::collections::BTreeSet;
use std::path::Path;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// The chapters, below the book folder, in the order of the articles.
    pub chapters: Vec<String>,
    /// The pictures that were copied, below the book folder.
    pub pictures: Vec<String>,
}

/// Whether an import may write into `folder`: it does not exist, is empty, or is a book. Finishes what
/// a killed run began.
///
/// # Errors
/// [`ErrorKind::Output`] when it may not; nothing was touched then.
pub fn may_save(folder: &Path) -> Result<()> {
    if exists(folder)? {
        recover(folder)?;
    }
    would_save(folder)
}

/// The same, for a run that touches nothing.
///
/// # Errors
/// Those of [`may_save`].
pub fn would_save(folder: &Path) -> Result<()> {
    if exists(folder)? && !is_empty(folder)? && !is_book(folder) {
        return Err(refused(no_book(folder)));
    }
    state::check_version(folder)
}

/// Writes `book` into `folder` as `plan` says, with the finished `review` page. All files appear, or
/// none.
///
/// In a book that exists, `book.toml` keeps what a person wrote, and the chapters are merged as the
/// plan has it. A plan made with `force` replaces them; those that were edited are kept in
/// `.offprint/before/`. Either can be taken back with [`undo`](super::undo()).
///
/// # Errors
/// [`ErrorKind::Output`] as [`may_save`] says, and when a file cannot be written.
pub fn save(
    folder: &Path,
    book: &NewBook<'_>,
    plan: &Plan,
    review: &[u8],
) -> Result<Warned<Saved>> {
    may_save(folder)?;
    let mut said = Vec::new();
    let summary = summary(plan);
    let new = !exists(folder)?;
    let mut stage = Stage::new(folder)?;
    for page in book.pages {
        stage.add(&format!("pages/{}", page.file), &page.bytes)?;
    }
    let chapters = plan.chapter_files();
    match &plan.merging {
        Some(merging) => {
            for (path, text) in &merging.files {
                stage.add(&below(&plan.src, path), text.as_bytes())?;
            }
            for path in &merging.gone {
                stage.remove(below(&plan.src, path));
            }
        }
        None => {
            if !new && !is_empty(folder)? {
                keep_edited(&mut stage, folder, &plan.src, &mut said)?;
            }
            for (path, written) in chapters.iter().zip(book.written) {
                stage.add(path, written.file.as_str().as_bytes())?;
            }
            stage.add(&below(&plan.src, "SUMMARY.md"), summary.as_bytes())?;
        }
    }
    let found = pictures::find(book, &folder.join(&plan.src), &mut said);
    let copied = pictures::save(&mut stage, found, folder, &plan.src, plan.forced, &mut said)?;
    if let Some(settings) = settings(folder, book, plan, &mut said) {
        stage.add("book.toml", settings.as_bytes())?;
    }
    let holding: Vec<Option<&str>> = (chapters.iter().enumerate())
        .map(|(k, path)| (!plan.is_deleted(k)).then_some(path.as_str()))
        .collect();
    let ledger = repairs::repairs_json(book.pages, book.ledger, book.account, &holding);
    stage.add("repairs.json", ledger.as_bytes())?;
    stage.add("review.html", review)?;
    for (path, bytes) in state::files(book, plan, &summary) {
        stage.add(&path, &bytes)?;
    }
    remove_old(&mut stage, folder, plan)?;
    if !new {
        undo::keep(&mut stage, folder)?;
    }
    stage.commit()?;
    undo::prune(folder);
    Ok(Warned {
        value: Saved {
            chapters: holding.into_iter().flatten().map(str::to_owned).collect(),
            pictures: copied,
        },
        diagnostics: said,
    })
}

/// Whether `folder` is there.
fn exists(folder: &Path) -> Result<bool> {
    match std::fs::metadata(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(super::files::unwritable(folder, &error)),
        Ok(what) if !what.is_dir() => Err(refused(is_a_file(folder))),
        Ok(_) => Ok(true),
    }
}

/// Whether `folder` holds nothing, or hidden files only: a fresh `git init` is as good as empty.
fn is_empty(folder: &Path) -> Result<bool> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| super::files::unwritable(folder, &error))?;
    let mut names = entries.flatten().map(|entry| entry.file_name());
    Ok(names.all(|name| name.to_string_lossy().starts_with('.')))
}

fn summary(plan: &Plan) -> String {
    let mut page = None;
    let headings = plan.chapters.iter().flat_map(|chapter| {
        let part = (page != Some(chapter.page)).then(|| plan.parts.get(chapter.page));
        page = Some(chapter.page);
        let part = part
            .flatten()
            .and_then(|name| name.as_deref())
            .map(Heading::Part);
        let chapter = Heading::Chapter {
            title: &chapter.title,
            path: &chapter.path,
            depth: 0,
        };
        part.into_iter().chain([chapter])
    });
    summary_write::write(&plan.lang, headings)
}

/// `book.toml`, when it is to be written.
fn settings(
    folder: &Path,
    book: &NewBook<'_>,
    plan: &Plan,
    said: &mut Vec<Diagnostic>,
) -> Option<String> {
    let Ok(text) = std::fs::read_to_string(folder.join("book.toml")) else {
        return Some(settings_write::new(plan));
    };
    // told once more, it says nothing against what a person has written since
    let before = state::told_before(folder);
    let updated = settings_write::updated(&text, book.told, &before);
    if !updated.kept.is_empty() {
        let list = updated.kept.join("`, `");
        let message = say!(
            "`{list}` of book.toml was changed since you told it last, and stays as it is",
            "book.toml 的 `{list}` 在上次指定之后改动过，保持原样"
        );
        said.push(Diagnostic::note("merge/setting-kept", message));
    }
    updated.text
}

/// Keeps the files that are replaced though a person edited them, and says so.
fn keep_edited(
    stage: &mut Stage,
    folder: &Path,
    src: &str,
    said: &mut Vec<Diagnostic>,
) -> Result<()> {
    let edited = state::edited(folder, src)?;
    // one that was deleted needs no keeping
    let there = edited.iter().filter(|path| folder.join(path).is_file());
    let there: Vec<&str> = there.map(String::as_str).collect();
    if let Some(before) = stage.set_aside(folder, &there)? {
        let kept = there.len();
        let message = say!(
            "replaced {kept} edited file(s); as they were, they are in `{before}`",
            "替换了 {kept} 个改动过的文件；原样保存在 `{before}`"
        );
        said.push(Diagnostic::note("book/edits-kept", message));
    }
    Ok(())
}

/// Chapters of the last import that this one does not write again would be left as strays.
fn remove_old(stage: &mut Stage, folder: &Path, plan: &Plan) -> Result<()> {
    let kept: BTreeSet<&str> = plan.kept_as().collect();
    let own: BTreeSet<&str> = plan.chapters.iter().map(|one| one.path.as_str()).collect();
    for name in state::written_before(folder)? {
        if name == "SUMMARY.md" {
            continue;
        }
        if plan.merging.is_none() && !own.contains(name.as_str()) {
            stage.remove(below(&plan.src, &name));
        }
        if !kept.contains(name.as_str()) {
            stage.remove(format!("{}/base/{name}", state::FOLDER));
        }
    }
    Ok(())
}

fn refused(diagnostic: Diagnostic) -> Error {
    Error::new(ErrorKind::Output, diagnostic)
}

fn is_a_file(folder: &Path) -> Diagnostic {
    let name = shown(folder);
    let message = say!(
        "`{name}` is a file, not a folder",
        "`{name}` 是文件，不是文件夹"
    );
    Diagnostic::error("output/is-a-file", message)
        .at(Location::file(name))
        .cure(say!(
            "name another folder with `-o`",
            "请用 `-o` 指定另一个文件夹"
        ))
}

fn no_book(folder: &Path) -> Diagnostic {
    let name = shown(folder);
    let message = say!(
        "`{name}` holds files already and is no book",
        "`{name}` 里已有文件，而且不是书文件夹"
    );
    Diagnostic::error("output/not-a-book", message)
        .at(Location::file(name))
        .cure(say!(
            "name a new or empty folder with `-o`",
            "请用 `-o` 指定一个新的或空的文件夹"
        ))
}
