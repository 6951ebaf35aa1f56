//! `offprint check`.

use crate::args::Check;
use crate::build::book_folder;
use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::{Diagnostic, Result, Severity, Warned};
use offprint::{pipeline, say};
use serde_json::json;
use std::io::Read;
use std::path::Path;

/// Looks at a book and says what deserves a second look.
pub fn run(args: &Check, session: &mut Session) -> Result<()> {
    if is_epub(&args.folder) {
        let checked = pipeline::check_epub(&args.folder, &session.progress)?;
        return told(&checked, "document", "个文件", session);
    }
    let checked = pipeline::check(&book_folder(&args.folder)?, &session.progress)?;
    told(&checked, "chapter", "章", session)
}

/// Whether `path` is an e-book, by its name or its first bytes.
pub fn is_epub(path: &Path) -> bool {
    let named = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("epub"));
    path.is_file() && (named || begins_like_an_archive(path))
}

fn begins_like_an_archive(path: &Path) -> bool {
    let mut start = [0; 4];
    let read = std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut start));
    read.is_ok() && start == *b"PK\x03\x04"
}

fn told(checked: &Warned<usize>, unit: &str, zh_unit: &str, session: &mut Session) -> Result<()> {
    session.progress.finish();
    session.report.found(&checked.diagnostics);
    let count = |severity| of(&checked.diagnostics, severity);
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let chapters = checked.value;
    let (en_chapters, en_errors) = (counted(chapters, unit), counted(errors, "error"));
    let en_warnings = counted(warnings, "warning");
    let line = say!(
        "checked {en_chapters}: {en_errors}, {en_warnings}",
        "已检查 {chapters} {zh_unit}：{errors} 个错误，{warnings} 个警告"
    );
    let data = json!({format!("{unit}s"): chapters, "errors": errors, "warnings": warnings});
    session.report.done("check/done", &[line], data);
    Ok(())
}

fn of(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|one| one.severity == severity).count()
}
