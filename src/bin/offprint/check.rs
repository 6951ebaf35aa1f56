//! `offprint check`.

use crate::args::Check;
use crate::build::book_folder;
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::{Diagnostic, Result, Severity};
use offprint::{pipeline, say};
use serde_json::json;

/// Looks at a book and says what deserves a second look.
pub fn run(args: &Check, session: &mut Session) -> Result<()> {
    let checked = pipeline::check(&book_folder(&args.folder)?, &session.progress)?;
    session.progress.finish();
    session.report.found(&checked.diagnostics);
    let count = |severity| of(&checked.diagnostics, severity);
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let chapters = checked.value;
    let (en_chapters, en_errors) = (counted(chapters, "chapter"), counted(errors, "error"));
    let en_warnings = counted(warnings, "warning");
    let line = say!(
        "checked {en_chapters}: {en_errors}, {en_warnings}",
        "已检查 {chapters} 章：{errors} 个错误，{warnings} 个警告"
    );
    let data = json!({"chapters": chapters, "errors": errors, "warnings": warnings});
    session.report.done("check/done", &[line], data);
    Ok(())
}

fn of(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|one| one.severity == severity).count()
}
