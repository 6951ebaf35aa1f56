//! `offprint export`.

use crate::args::{Export, To};
use crate::build::book_folder;
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::Result;
use offprint::source::shown;
use offprint::{pipeline, say};
use serde_json::json;

/// Writes a book's chapters for other programs.
pub fn run(args: &Export, session: &mut Session) -> Result<()> {
    let To::Plain = args.to;
    let exported = pipeline::export(&book_folder(&args.folder)?, &args.output, &session.progress)?;
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
