//! `offprint export`.

use crate::args::{Export, To};
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::Result;
use offprint::{pipeline, say};
use serde_json::json;

/// Writes a book's chapters for other programs.
pub fn run(args: &Export, session: &mut Session) -> Result<()> {
    let To::Plain = args.to;
    let exported = pipeline::export(&args.folder, &args.output, &session.progress)?;
    session.progress.finish();
    session.report.diagnostics(&exported.diagnostics);
    let files = exported.value;
    let (count, folder) = (counted(files, "file"), args.output.display());
    let line = say!(
        "wrote {count} to `{folder}`",
        "已将 {files} 个文件写入 `{folder}`"
    );
    let data = json!({"folder": folder.to_string(), "files": files});
    session.report.done("export/done", &[line], data);
    Ok(())
}
