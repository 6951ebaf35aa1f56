//! Cases of merging, a folder each in `tests/merge`:
//!
//! ```text
//! before/      the pages of the first import, or book/, a book as an earlier version left it
//! edits/       what the person did: files/ to write, and lists with tabs between their columns:
//!              replace (file, words, words), rename (file, file), remove (file),
//!              split (file, the words that begin the second part, file)
//! after/       the pages of the second import
//! expected/    the folder of the chapters afterwards, and `said`
//! ```
//!
//! `OVERWRITE=1 cargo test --test merge` writes what comes out; read the difference before committing it.

use offprint::pipeline::{self, ImportOptions, PageFile, Silent};
use offprint::{book, source};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn pages(folder: &Path) -> Vec<PageFile> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("pages")
        .map(|entry| entry.expect("a page").path())
        .collect();
    paths.sort_by(|a, b| source::natural(&a.to_string_lossy(), &b.to_string_lossy()));
    pipeline::load(&paths).expect("read")
}

fn files(folder: &Path, prefix: &str, all: &mut BTreeMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if path.is_dir() {
            files(&path, &format!("{prefix}{name}/"), all);
        } else {
            let bytes = std::fs::read(&path).expect("read");
            all.insert(
                format!("{prefix}{name}"),
                String::from_utf8_lossy(&bytes).into_owned(),
            );
        }
    }
}

fn all(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    files(folder, "", &mut found);
    found
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// The lines of a list, cut at their tabs.
fn list(case: &Path, name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(case.join("edits").join(name)).unwrap_or_default();
    let lines = text
        .lines()
        .map(|line| line.split('\t').map(str::to_owned).collect());
    lines.collect()
}

fn edit(case: &Path, src: &Path) {
    let read = |path: &Path| std::fs::read_to_string(path).expect("a chapter");
    for line in list(case, "replace") {
        let (path, text) = (src.join(&line[0]), read(&src.join(&line[0])));
        assert!(text.contains(&line[1]), "{} has no {}", line[0], line[1]);
        write(&path, &text.replace(&line[1], &line[2]));
    }
    for line in list(case, "split") {
        let text = read(&src.join(&line[0]));
        let at = text.find(&line[1]).expect("the second part");
        write(&src.join(&line[0]), &format!("{}\n", text[..at].trim_end()));
        write(
            &src.join(&line[2]),
            &format!("# {}\n\n{}", line[1], &text[at..]),
        );
    }
    for line in list(case, "rename") {
        let text = read(&src.join(&line[0]));
        write(&src.join(&line[1]), &text);
        std::fs::remove_file(src.join(&line[0])).expect("renamed");
    }
    for line in list(case, "remove") {
        std::fs::remove_file(src.join(&line[0])).expect("removed");
    }
    for (path, text) in all(&case.join("edits/files")) {
        write(&src.join(path), &text);
    }
}

#[test]
fn cases() {
    let overwrite = std::env::var_os("OVERWRITE").is_some();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merge");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(cases)
        .expect("tests/merge is there")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    assert!(cases.len() > 3, "there are cases");
    let root = tempfile::tempdir().expect("a folder");
    for case in cases {
        let name = case
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let folder = root.path().join(&name);
        let options = ImportOptions::default();
        let import = |pages| pipeline::import(pages, &options, &folder, &Silent).expect("imported");
        if case.join("book").is_dir() {
            for (path, text) in all(&case.join("book")) {
                write(&folder.join(path), &text);
            }
        } else {
            import(pages(&case.join("before")));
        }
        edit(&case, &folder.join("src"));
        let before = all(&folder);
        let merged = import(pages(&case.join("after")));
        let mut made = all(&folder.join("src"));
        let said = merged
            .diagnostics
            .iter()
            .map(|one| format!("{}: {}\n", one.code, one.message.zh));
        made.insert("said".to_owned(), said.collect());
        let expected = case.join("expected");
        if overwrite {
            let _ = std::fs::remove_dir_all(&expected);
            for (path, text) in &made {
                write(&expected.join(path), text);
            }
        } else {
            let expected = all(&expected);
            assert_eq!(made, expected, "{name}");
        }

        // one step back leads to where we were, and the same pages once more change nothing
        let merged = all(&folder.join("src"));
        book::undo(&folder, false).expect("undone");
        let mut now = all(&folder);
        now.retain(|path, _| !path.starts_with(".offprint/undo"));
        assert!(now == before, "{name}, undone");
        for again in ["again", "and again"] {
            import(pages(&case.join("after")));
            assert_eq!(all(&folder.join("src")), merged, "{name}, {again}");
        }
    }
}

#[test]
fn undo_refuses_where_files_were_changed_since() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("book");
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/merge/a-conflict-is-marked");
    let import = |pages| {
        pipeline::import(pages, &ImportOptions::default(), &folder, &Silent).expect("imported")
    };
    import(pages(&case.join("before")));
    let error = book::undo(&folder, false).expect_err("a book that was just made");
    assert_eq!(error.diagnostics()[0].code, "undo/nothing");
    import(pages(&case.join("after")));
    let chapter = folder.join("src/001-河岸的灯换了新芯.md");
    write(&chapter, "# 灯\n\n另写的。\n");
    let before = all(&folder);
    let error = book::undo(&folder, false).expect_err("changed since");
    assert_eq!(error.diagnostics()[0].code, "undo/changed-since");
    assert_eq!(all(&folder), before);
    let undone = book::undo(&folder, true).expect("forced");
    assert_eq!(undone.kept.as_deref(), Some(".offprint/before/1"));
    let after = all(&folder);
    assert!(after["src/001-河岸的灯换了新芯.md"].contains("走一里路"));
    assert!(after[".offprint/before/1/src/001-河岸的灯换了新芯.md"].contains("另写的"));
}

#[test]
fn a_picture_of_the_persons_stays() {
    let root = tempfile::tempdir().expect("a folder");
    let (folder, given) = (root.path().join("book"), root.path().join("given"));
    let page = "# 河岸的灯\n\n本报讯（记者 沈墨青）入冬以来，墨溪两岸的老灯陆续换上新芯。\n\n![](images/lamp.jpg)\n\n图为新换的灯。何田 摄\n";
    write(&given.join("p.txt"), page);
    let import = |bytes: &str| {
        write(&given.join("images/lamp.jpg"), bytes);
        let pages = pipeline::load(&[given.join("p.txt")]).expect("read");
        pipeline::import(pages, &ImportOptions::default(), &folder, &Silent).expect("imported")
    };
    let here = || std::fs::read_to_string(folder.join("src/images/lamp.jpg")).expect("a picture");
    import("one");
    assert_eq!(import("two").diagnostics.len(), 0);
    assert_eq!(here(), "two");
    write(&folder.join("src/images/lamp.jpg"), "retouched");
    let said = import("three").diagnostics;
    assert_eq!(said[0].code, "merge/picture-kept");
    assert_eq!(here(), "retouched");
    let aside = folder.join(".offprint/pictures/images/lamp.jpg");
    assert_eq!(std::fs::read_to_string(aside).expect("kept"), "three");
}
