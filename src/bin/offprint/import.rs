//! `offprint import`.

use crate::args::{Import, ImportOptions};
use crate::build::no_page_options;
use crate::check::is_epub;
use crate::session::Session;
use crate::words::{counted, grouped};
use offprint::book::Told;
use offprint::diagnostic::{Result, Text};
use offprint::pipeline::{self, Imported, Merged};
use offprint::say;
use offprint::source::{Input, discover, shown};
use offprint::text::Lang;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Imports pages into a book folder and says what became of them.
pub fn run(args: &Import, session: &mut Session) -> Result<()> {
    if let [file] = args.paths.as_slice()
        && is_epub(file)
    {
        return epub(file, args, session);
    }
    let files = match discover(&args.paths, true)? {
        Input::Pages(files) => files,
        Input::Book(folder) => vec![folder],
    };
    let options = options(&args.options, args.dry_run);
    let imported = pages(&files, &options, &args.output, session)?;
    let mut lines = lines(&imported, args.dry_run, session.report.verbose);
    lines.push(accounted(&imported));
    session.report.done("import/done", &lines, data(&imported));
    Ok(())
}

/// Takes an EPUB apart.
fn epub(file: &Path, args: &Import, session: &mut Session) -> Result<()> {
    no_page_options(&args.options, args.dry_run)?;
    let unbound = pipeline::import_epub(file, &args.output, &session.progress)?;
    session.progress.finish();
    session.report.diagnostics(&unbound.diagnostics);
    let done = unbound.value;
    let (file, folder) = (shown(file), shown(&args.output));
    let (chapters, zh_chapters) = (counted(done.chapters, "chapter"), done.chapters);
    let (pictures, zh_pictures) = (counted(done.pictures, "picture"), done.pictures);
    let lines = [match done.has_source {
        true => say!(
            "took `{file}` apart: the files it was made of are in `{folder}` again, {chapters}, {pictures}",
            "已拆开 `{file}`：制作它所用的文件已还原到 `{folder}`，{zh_chapters} 章，{zh_pictures} 幅图片"
        ),
        false => say!(
            "took `{file}` apart: wrote {chapters} and {pictures} to `{folder}/src`",
            "已拆开 `{file}`：将 {zh_chapters} 章和 {zh_pictures} 幅图片写入 `{folder}/src`"
        ),
    }];
    let data = json!({
        "folder": folder,
        "title": done.title,
        "chapters": done.chapters,
        "pictures": done.pictures,
        "source": done.has_source,
    });
    session.report.done("import/done", &lines, data);
    Ok(())
}

/// Reads and imports the page files `paths`.
pub fn pages(
    paths: &[PathBuf],
    options: &pipeline::ImportOptions,
    folder: &Path,
    session: &mut Session,
) -> Result<Imported> {
    let files = pipeline::load(paths)?;
    let imported = pipeline::import(files, options, folder, &session.progress)?;
    session.progress.finish();
    session.report.diagnostics(&imported.diagnostics);
    Ok(imported.value)
}

/// The options as the library takes them.
pub fn options(given: &ImportOptions, dry_run: bool) -> pipeline::ImportOptions {
    let given = given.clone();
    pipeline::ImportOptions {
        told: Told {
            title: given.title,
            paper: given.paper,
            date: given.date,
            lang: given.lang.map(Lang::new),
        },
        label: given.page,
        force: given.force,
        dry_run,
        trace: given.trace,
    }
}

/// What was read and what was made of it.
pub fn lines(done: &Imported, dry_run: bool, verbose: bool) -> Vec<Text> {
    let pages = counted(done.pages.len(), "page");
    let (articles, zh_articles) = (counted(done.chapters.len(), "article"), done.chapters.len());
    let folder = done.folder.join("src");
    let folder = shown(&folder);
    let zh_pages = done.pages.len();
    let mut lines = vec![if dry_run {
        say!(
            "read {pages}: {articles} would be written to `{folder}`; nothing was written",
            "读取 {zh_pages} 个版面：将把 {zh_articles} 篇文章写入 `{folder}`；未写入任何文件"
        )
    } else {
        say!(
            "read {pages}: wrote {articles} to `{folder}`",
            "读取 {zh_pages} 个版面：已将 {zh_articles} 篇文章写入 `{folder}`"
        )
    }];
    lines.extend(done.merged.map(|merged| merging(merged, dry_run)));
    lines.push(repairs(done, dry_run));
    if verbose {
        let rules = done.repairs.iter();
        lines.extend(rules.map(|(rule, count)| say!("  {rule}: {count}", "  {rule}：{count}")));
    }
    lines
}

/// What came of the person's work.
fn merging(merged: Merged, dry_run: bool) -> Text {
    let (zh_changed, zh_conflicts) = (merged.changed, merged.conflicts);
    let changed = counted(zh_changed, "chapter");
    let conflicts = match zh_conflicts {
        0 => "no conflicts".to_owned(),
        count => counted(count, "conflict"),
    };
    if dry_run {
        return say!(
            "would be merged with what you edited: {changed} would change, {conflicts}",
            "将与你的改动合并：会有 {zh_changed} 章变化，{zh_conflicts} 处冲突"
        );
    }
    say!(
        "merged with what you edited: {changed} changed, {conflicts}; `offprint undo` takes it back",
        "已与你的改动合并：{zh_changed} 章有变化，{zh_conflicts} 处冲突；`offprint undo` 可撤销"
    )
}

fn repairs(done: &Imported, dry_run: bool) -> Text {
    let (zh_made, zh_doubts) = (done.repairs.values().sum(), done.doubts);
    let (made, doubts) = (counted(zh_made, "repair"), counted(zh_doubts, "doubt"));
    let review = done.folder.join("review.html");
    let review = shown(&review);
    match (done.doubts, dry_run) {
        (0, _) => say!("{made}, no doubts", "{zh_made} 处修复，无存疑"),
        (_, true) => say!("{made}, {doubts}", "{zh_made} 处修复，{zh_doubts} 处存疑"),
        (_, false) => say!(
            "{made}, {doubts}: see `{review}`",
            "{zh_made} 处修复，{zh_doubts} 处存疑：见 `{review}`"
        ),
    }
}

/// The last word of an import: that nothing was lost.
pub fn accounted(done: &Imported) -> Text {
    // an import that could not account for a character has failed
    let all = grouped(done.account.characters());
    say!(
        "{all} of {all} characters accounted for",
        "{all} 字中 {all} 字去向分明"
    )
}

/// The same for programs.
pub fn data(done: &Imported) -> serde_json::Value {
    json!({
        "folder": shown(&done.folder),
        "pages": done.pages,
        "chapters": done.chapters,
        "characters": done.account.characters(),
        "repairs": done.repairs,
        "doubts": done.doubts,
        "merged": done.merged.map(|merged| json!({
            "changed": merged.changed,
            "conflicts": merged.conflicts,
        })),
    })
}
