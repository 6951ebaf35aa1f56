//! `offprint check`.

use crate::args::Check;
use crate::build::{book_folder, maker};
use crate::session::Session;
use crate::summary;
use offprint::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use offprint::{pipeline, say};
use std::io::Read;
use std::path::Path;

/// Looks at a book and says what deserves a second look.
pub fn run(args: &Check, session: &mut Session) -> Result<()> {
    if is_epub(&args.folder) {
        if args.fix {
            return Err(only_books());
        }
        let checked = pipeline::check_epub(&args.folder, &session.progress)?;
        let looked_at = summary::LookedAt::documents(checked.value);
        summary::told(&checked.diagnostics, &looked_at, session);
        return Ok(());
    }
    let folder = book_folder(&args.folder)?;
    session.report.below(&args.folder);
    let mut fixed = None;
    let (checked, found) = if args.fix {
        let fixes = pipeline::fix(&folder, &session.progress)?;
        fixed = Some(fixes.value.files);
        (fixes.value.checked, fixes.diagnostics)
    } else {
        let checked = pipeline::check(&folder, maker(), &session.progress)?;
        (checked.value, checked.diagnostics)
    };
    let looked_at = summary::LookedAt::chapters(checked.chapters, checked.ignored).fixed(fixed);
    summary::told(&found, &looked_at, session);
    Ok(())
}

fn only_books() -> Error {
    let message = say!(
        "`--fix` puts right the chapters of a book folder, not an EPUB",
        "`--fix` 修改书文件夹中的各章，不修改 EPUB"
    );
    let cure = say!(
        "import the EPUB, or fix the book it was made of",
        "请先导入该 EPUB，或修改制作它的书"
    );
    let diagnostic = Diagnostic::error("cli/arguments", message).cure(cure);
    Error::new(ErrorKind::Input, diagnostic)
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
