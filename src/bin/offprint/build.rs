//! `offprint build`.

use crate::args::{Build, For, ImportOptions, Only};
use crate::import;
use crate::session::{Session, source_date};
use crate::words::{counted, size};
use offprint::diagnostic::{Diagnostic, Error, ErrorKind, Result, Text, Warned};
use offprint::epub::Profile;
use offprint::mark::Mark;
use offprint::pipeline::{self, BuildOptions, Built, Edition, Imported};
use offprint::say;
use offprint::source::{Input, discover, shown};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Makes the editions of a book; given pages, makes the book first.
pub fn run(args: &Build, session: &mut Session) -> Result<()> {
    let here = [PathBuf::from(".")];
    let paths = if args.paths.is_empty() {
        &here[..]
    } else {
        &args.paths
    };
    let options = BuildOptions {
        only: args.only.map(edition),
        profile: profile(args.profile),
        output: None,
        modified: source_date()?,
        maker: maker(),
        strict: args.strict,
        #[cfg(feature = "pdf")]
        pdf: args.pdf.then(crate::session::browser),
    };
    // a page needs a folder to go to: without one, it is mdBook that speaks
    if paths == [PathBuf::from("-")] && args.output.is_none() {
        return for_mdbook(&options, session);
    }
    match discover(paths, false)? {
        Input::Book(folder) => {
            no_page_options(&args.import, false)?;
            let output = args.output.clone();
            editions(&folder, &BuildOptions { output, ..options }, None, session)
        }
        Input::Pages(files) => {
            let folder = args.output.as_deref().ok_or_else(no_folder)?;
            let told = import::options(&args.import, false);
            let imported = import::pages(&files, &told, folder, session)?;
            editions(folder, &options, Some(&imported), session)
        }
    }
}

/// The book folder that `path` means, for commands that take nothing else.
///
/// # Errors
/// When it holds pages, or nothing at all.
pub fn book_folder(path: &Path) -> Result<PathBuf> {
    match discover(&[path.to_owned()], false)? {
        Input::Book(folder) => Ok(folder),
        Input::Pages(_) => {
            let path = shown(path);
            let message = say!("`{path}` is no book", "`{path}` 不是书");
            let cure = say!(
                "make one of its pages: `offprint import {path} -o my-book`",
                "请先用版面做成书：`offprint import {path} -o my-book`"
            );
            let diagnostic = Diagnostic::error("input/no-book", message);
            Err(Error::new(ErrorKind::Input, diagnostic.cure(cure)))
        }
    }
}

/// This program, by the mark of its own file.
pub fn maker() -> Option<Mark> {
    let file = std::env::current_exe().ok()?;
    Mark::of_file(&file).ok()
}

fn edition(only: Only) -> Edition {
    match only {
        Only::Epub => Edition::Epub,
        Only::Print => Edition::Print,
    }
}

fn profile(wanted: For) -> Profile {
    match wanted {
        For::Generic => Profile::Generic,
        For::Kobo => Profile::Kobo,
        For::Kindle => Profile::Kindle,
        For::Apple => Profile::Apple,
    }
}

/// Builds the book that mdBook tells of on standard input.
fn for_mdbook(options: &BuildOptions, session: &mut Session) -> Result<()> {
    let context = pipeline::load(&[PathBuf::from("-")])?;
    let context = context.first().map_or(&[][..], |file| &file.bytes);
    let built = pipeline::build_for_mdbook(context, options, &session.progress)?;
    told(built, None, session);
    Ok(())
}

fn editions(
    folder: &Path,
    options: &BuildOptions,
    imported: Option<&Imported>,
    session: &mut Session,
) -> Result<()> {
    let built = pipeline::build(folder, options, &session.progress)?;
    told(built, imported, session);
    Ok(())
}

fn told(built: Warned<Built>, imported: Option<&Imported>, session: &mut Session) {
    session.progress.finish();
    session.report.diagnostics(&built.diagnostics);
    let built = built.value;
    let verbose = session.report.verbose;
    let mut lines = imported.map_or_else(Vec::new, |done| import::lines(done, false, verbose));
    lines.extend(made(&built, session.seconds()));
    lines.extend(imported.map(import::accounted));
    let data = data(&built, imported);
    session.report.done("build/done", &lines, data);
}

fn made(built: &Built, seconds: f64) -> Vec<Text> {
    let title = built.title.replace('\u{3000}', " ");
    let (chapters, zh_chapters) = (counted(built.chapters, "chapter"), built.chapters);
    let mut lines = vec![say!(
        "made “{title}”, {chapters}, in {seconds:.2} s:",
        "已制作《{title}》，{zh_chapters} 章，用时 {seconds:.2} 秒："
    )];
    for file in &built.files {
        let (path, size) = (shown(&file.path), size(file.bytes));
        lines.push(say!("  {path} ({size})", "  {path}（{size}）"));
    }
    lines
}

fn data(built: &Built, imported: Option<&Imported>) -> Value {
    let files = built
        .files
        .iter()
        .map(|file| json!({"file": shown(&file.path), "bytes": file.bytes}));
    let mut data = json!({
        "title": built.title,
        "chapters": built.chapters,
        "editions": files.collect::<Vec<_>>(),
    });
    if let Some(done) = imported {
        data["import"] = import::data(done);
    }
    data
}

fn no_folder() -> Error {
    let message = say!("no folder for the book", "没有指定书的文件夹");
    let cure = say!(
        "name the folder to make: `offprint build page.txt -o my-book`",
        "请指定要创建的文件夹：`offprint build page.txt -o my-book`"
    );
    let diagnostic = Diagnostic::error("build/no-folder", message);
    Error::new(ErrorKind::Input, diagnostic.cure(cure))
}

/// Refuses what can be told of pages only, `dry_run` among it: better said than ignored.
///
/// # Errors
/// Naming the first such option.
pub fn no_page_options(given: &ImportOptions, dry_run: bool) -> Result<()> {
    let settings = [
        ("--title", given.title.is_some()),
        ("--paper", given.paper.is_some()),
        ("--date", given.date.is_some()),
        ("--lang", given.lang.is_some()),
    ];
    let others = [
        ("--page", given.page.is_some()),
        ("--force", given.force),
        ("--trace", given.trace.is_some()),
        ("--dry-run", dry_run),
    ];
    let first = |told: &[(&'static str, bool)]| {
        told.iter()
            .find(|(_, given)| *given)
            .map(|(option, _)| *option)
    };
    let setting = first(&settings);
    let Some(option) = setting.or_else(|| first(&others)) else {
        return Ok(());
    };
    let message = say!(
        "`{option}` is for pages, and this is a book",
        "`{option}` 只用于版面，而这里是一本书"
    );
    let cure = match setting {
        Some(_) => say!(
            "write it in the book's `book.toml`",
            "请写入书的 `book.toml`"
        ),
        None => say!("leave it out", "请去掉它"),
    };
    let diagnostic = Diagnostic::error("build/page-option", message);
    Err(Error::new(ErrorKind::Input, diagnostic.cure(cure)))
}
