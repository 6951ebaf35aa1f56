//! `offprint fmt`.

use crate::args::Fmt;
use crate::build::book_folder;
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::Result;
use offprint::{pipeline, say};
use serde_json::json;

/// Writes the chapters of a book in their one form, or says which are not.
pub fn run(args: &Fmt, session: &mut Session) -> Result<()> {
    let folder = book_folder(&args.folder)?;
    session.report.below(&args.folder);
    let formatted = pipeline::format(&folder, args.check, &session.progress)?;
    session.progress.finish();
    session.report.found(&formatted.diagnostics);
    let done = formatted.value;
    let (chapters, changed) = (done.chapters, done.changed.len());
    let (en_chapters, en_changed) = (counted(chapters, "chapter"), counted(changed, "file"));
    let mut lines: Vec<_> = if args.check {
        Vec::new()
    } else {
        let files = done.changed.iter();
        files
            .map(|file| say!("formatted {file}", "已整理 {file}"))
            .collect()
    };
    lines.push(match (changed, args.check) {
        (0, _) => say!(
            "{en_chapters}, all in the one form",
            "{chapters} 章，格式都已统一"
        ),
        (_, true) => say!(
            "{en_changed} of {en_chapters} would be formatted",
            "{chapters} 章中有 {changed} 章需要整理格式"
        ),
        (_, false) => say!(
            "formatted {en_changed} of {en_chapters}; they read as before",
            "已整理 {chapters} 章中的 {changed} 章；内容不变"
        ),
    });
    let data = json!({"chapters": chapters, "changed": done.changed});
    session.report.done("fmt/done", &lines, data);
    Ok(())
}
