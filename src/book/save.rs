//! Writing an imported book into its folder.

use super::list::below;
use super::plan::{NewBook, Plan};
use super::stage::{Stage, recover};
use super::summary_write::Heading;
use super::{pictures, repairs, settings_write, state, summary_write};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Warned};
use crate::say;
use crate::source::{is_book, shown};
use std::collections::BTreeSet;
use std::path::Path;

/// How many edited files a message names.
const NAMED: usize = 5;

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Saved {
    /// The chapters, below the book folder, in the order of the articles.
    pub chapters: Vec<String>,
    /// The pictures that were copied, below the book folder.
    pub pictures: Vec<String>,
}

/// Whether an import may write into `folder`: it does not exist, is empty, or is a book. With
/// `force`, also a book whose chapters a person has edited. Finishes what a killed run began.
///
/// # Errors
/// [`ErrorKind::Output`] when it may not; nothing was touched then.
pub fn may_save(folder: &Path, force: bool) -> Result<()> {
    if exists(folder)? {
        recover(folder)?;
    }
    would_save(folder, force)
}

/// The same, for a run that touches nothing.
///
/// # Errors
/// Those of [`may_save`].
pub fn would_save(folder: &Path, force: bool) -> Result<()> {
    overwritten(folder, None, force).map(drop)
}

/// Writes `book` into `folder` as `plan` says, with the finished `review` page. All files appear, or
/// none.
///
/// In a book that exists, `book.toml` keeps what a person wrote. With `force`, chapters that were
/// edited are replaced too, and the edited ones kept in `.offprint/before/`.
///
/// # Errors
/// [`ErrorKind::Output`] as [`may_save`] says, and when a file cannot be written.
pub fn save(
    folder: &Path,
    book: &NewBook<'_>,
    plan: &Plan,
    review: &[u8],
    force: bool,
) -> Result<Warned<Saved>> {
    if exists(folder)? {
        recover(folder)?;
    }
    let edited = overwritten(folder, Some(&plan.src), force)?;
    let mut said = Vec::new();
    let summary = summary(plan);
    let mut stage = Stage::new(folder)?;
    keep_edited(&mut stage, folder, &edited, &mut said)?;
    for page in book.pages {
        stage.add(&format!("pages/{}", page.file), &page.bytes)?;
    }
    let chapters = plan.chapter_files();
    for (path, written) in chapters.iter().zip(book.written) {
        stage.add(path, written.file.as_str().as_bytes())?;
    }
    stage.add(&below(&plan.src, "SUMMARY.md"), summary.as_bytes())?;
    let mut copied = Vec::new();
    for picture in pictures::find(book, &folder.join(&plan.src), &mut said) {
        let path = below(&plan.src, &picture.to);
        stage.copy(&picture.from, &path)?;
        copied.push(path);
    }
    if let Some(settings) = settings(folder, book, plan) {
        stage.add("book.toml", settings.as_bytes())?;
    }
    let ledger = repairs::repairs_json(book.pages, book.ledger, book.account, &chapters);
    stage.add("repairs.json", ledger.as_bytes())?;
    stage.add("review.html", review)?;
    for (path, bytes) in state::files(book, plan, &summary) {
        stage.add(&path, &bytes)?;
    }
    remove_old(&mut stage, folder, plan)?;
    stage.commit()?;
    Ok(Warned {
        value: Saved {
            chapters,
            pictures: copied,
        },
        diagnostics: said,
    })
}

/// The files a person has edited that an import would overwrite.
fn overwritten(folder: &Path, src: Option<&str>, force: bool) -> Result<Vec<String>> {
    if !exists(folder)? || is_empty(folder)? {
        return Ok(Vec::new());
    }
    if !is_book(folder) {
        return Err(refused(no_book(folder)));
    }
    let src = match src {
        Some(src) => src.to_owned(),
        None => super::plan::text_folder(folder)?,
    };
    let edited = state::edited(folder, &src)?;
    if edited.is_empty() || force {
        Ok(edited)
    } else {
        Err(refused(has_edits(folder, &edited)))
    }
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
fn settings(folder: &Path, book: &NewBook<'_>, plan: &Plan) -> Option<String> {
    match std::fs::read_to_string(folder.join("book.toml")) {
        Ok(text) => settings_write::updated(&text, book.told),
        Err(_) => Some(settings_write::new(plan)),
    }
}

/// Keeps the `edited` files under `.offprint/before/`, numbered, and says so.
fn keep_edited(
    stage: &mut Stage,
    folder: &Path,
    edited: &[String],
    said: &mut Vec<Diagnostic>,
) -> Result<()> {
    let mut numbers = 1_usize..;
    let free = numbers.find(|n| {
        !folder
            .join(format!("{}/before/{n}", state::FOLDER))
            .exists()
    });
    let before = format!("{}/before/{}", state::FOLDER, free.unwrap_or_default());
    let mut kept = 0;
    for path in edited {
        // one that was deleted needs no keeping
        if folder.join(path).is_file() {
            stage.copy(&folder.join(path), &format!("{before}/{path}"))?;
            kept += 1;
        }
    }
    if kept > 0 {
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
    let stay: BTreeSet<&str> = plan
        .chapters
        .iter()
        .map(|chapter| chapter.path.as_str())
        .collect();
    for name in state::written_before(folder)? {
        if !stay.contains(name.as_str()) && name != "SUMMARY.md" {
            stage.remove(below(&plan.src, &name));
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

fn has_edits(folder: &Path, edited: &[String]) -> Diagnostic {
    let (name, count) = (shown(folder), edited.len());
    let mut list = edited.iter().take(NAMED).map(|path| format!("`{path}`"));
    let mut list = list.by_ref().collect::<Vec<_>>().join(", ");
    if count > NAMED {
        list.push_str(" …");
    }
    let message = say!(
        "the book `{name}` holds {count} file(s) that a person wrote or edited: {list}",
        "书 `{name}` 中有 {count} 个由人写下或改动过的文件：{list}"
    );
    Diagnostic::error("output/edited-book", message)
        .at(Location::file(name))
        .cure(say!(
            "import into another folder, or replace them with `--force`; they are kept in `.offprint/before`",
            "请导入到另一个文件夹，或用 `--force` 替换；改动过的会保存在 `.offprint/before`"
        ))
}
