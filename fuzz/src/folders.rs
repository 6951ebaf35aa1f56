//! Any bytes as `book.toml` and `SUMMARY.md` of a folder of two chapters: no panic, and what is said
//! has a place that is there.
//!
//! A form feed parts the two files.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::fs;
use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("src")).expect("made");
    for name in ["a.md", "b.md"] {
        fs::write(folder.path().join("src").join(name), "# 灯\n\n河岸有灯。\n").expect("written");
    }
    folder
});

fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |&byte| byte == b'\x0c');
    let (settings, summary) = (parts.next().unwrap_or_default(), parts.next());
    let folder = FOLDER.path();
    fs::write(folder.join("book.toml"), settings).expect("written");
    let listed = folder.join("src/SUMMARY.md");
    match summary {
        Some(summary) => fs::write(listed, summary).expect("written"),
        None => drop(fs::remove_file(listed)),
    }
    let diagnostics = match offprint::book::open(folder) {
        Ok(opened) => opened.diagnostics,
        Err(error) => error.into_diagnostics(),
    };
    for at in diagnostics.iter().filter_map(|one| one.location.as_ref()) {
        assert!((at.line == 0) == (at.column == 0), "{at:?}");
        let length = at.source_line.chars().count();
        assert!(at.source_line.is_empty() || at.column <= length + 1, "{at:?}");
    }
});
