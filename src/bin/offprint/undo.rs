//! `offprint undo`.

use crate::args::Undo;
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::Result;
use offprint::source::shown;
use offprint::{book, say};
use serde_json::json;

/// Takes back the last import into a book.
pub fn run(args: &Undo, session: &mut Session) -> Result<()> {
    let done = book::undo(&args.folder, args.force)?;
    let folder = shown(&args.folder);
    let (files, zh_files) = (counted(done.files.len(), "file"), done.files.len());
    let mut lines = vec![say!(
        "took back the last import into `{folder}`: {files} as before",
        "已撤销向 `{folder}` 的上一次导入：{zh_files} 个文件恢复原样"
    )];
    if session.report.verbose {
        let files = done.files.iter();
        lines.extend(files.map(|file| say!("  {file}", "  {file}")));
    }
    if let Some(kept) = &done.kept {
        lines.push(say!(
            "what was changed since is in `{kept}`",
            "此后改动过的文件保存在 `{kept}`"
        ));
    }
    let more = done.more;
    if more > 0 {
        let imports = counted(more, "earlier import");
        lines.push(say!(
            "{imports} can be taken back",
            "还可撤销更早的 {more} 次导入"
        ));
    }
    let data = json!({
        "folder": folder,
        "files": done.files,
        "kept": done.kept,
        "more": more,
    });
    session.report.done("undo/done", &lines, data);
    Ok(())
}
