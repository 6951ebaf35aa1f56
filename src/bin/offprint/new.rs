//! `offprint new`.

use crate::args::{Language, New};
use crate::session::Session;
use offprint::diagnostic::Result;
use offprint::source::shown;
use offprint::{pipeline, say};
use serde_json::json;

/// Makes a small book to begin with, in the language of messages.
pub fn run(args: &New, session: &mut Session) -> Result<()> {
    let chinese = session.language == Language::Zh;
    pipeline::start(&args.folder, chinese)?;
    let folder = shown(&args.folder);
    let lines = [
        say!(
            "made a small book in `{folder}`",
            "已在 `{folder}` 创建一本小书"
        ),
        say!(
            "edit its `src`, then: offprint build {folder}",
            "编辑其中的 `src`，然后运行：offprint build {folder}"
        ),
    ];
    let data = json!({"folder": folder});
    session.report.done("new/done", &lines, data);
    Ok(())
}
