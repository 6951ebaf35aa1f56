//! `offprint export`.

use crate::args::{Export, To};
use crate::build::book_folder;
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::Result;
use offprint::export::Form;
use offprint::source::shown;
use offprint::{pipeline, say};
use serde_json::json;

/// Writes a book's chapters for other programs.
pub fn run(args: &Export, session: &mut Session) -> Result<()> {
    let form = match args.to {
        To::Plain => Form::Plain,
        To::Pandoc => Form::Pandoc,
        To::Mdbook => Form::Mdbook,
        To::Hugo => Form::Hugo,
        To::Zola => Form::Zola,
        To::Obsidian => Form::Obsidian,
        To::Docx => Form::Docx,
    };
    let folder = book_folder(&args.folder)?;
    let exported = pipeline::export(&folder, form, &args.output, &session.progress)?;
    session.progress.finish();
    session.report.diagnostics(&exported.diagnostics);
    let files = exported.value;
    let (count, folder) = (counted(files, "file"), shown(&args.output));
    let line = say!(
        "wrote {count} to `{folder}`",
        "已将 {files} 个文件写入 `{folder}`"
    );
    let data = json!({"folder": folder, "files": files});
    session.report.done("export/done", &[line], data);
    Ok(())
}
