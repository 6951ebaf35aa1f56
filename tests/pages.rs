//! Pages and what becomes of them: each folder of `tests/pages` holds `page*.txt` and, in
//! `expected.md`, every chapter, then every repair of the restoration and everything set aside.
//!
//! Adding a case needs no Rust: make a folder, run with `OFFPRINT_REWRITE=1`, and read what it wrote.

use offprint::chapter;
use offprint::restore::{Article, Options, restore};
use offprint::source::{self, Page};
use offprint::text::{Ledger, PageId, State, account};
use offprint::typography;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    paths
}

fn pages(case: &Path) -> Vec<Page> {
    let files = sorted(case)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let read = |(i, path): (usize, PathBuf)| {
        let name = path
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        let bytes = fs::read(&path).expect("page");
        source::read(PageId(i as u32), &name, bytes)
            .expect("a page")
            .value
    };
    files.enumerate().map(read).collect()
}

fn outcome(case: &Path) -> String {
    let pages = pages(case);
    let mut ledger = Ledger::default();
    let restored = restore(&pages, &Options::default(), &mut ledger);
    let repairs = ledger.repairs.len();
    let set = |article: Article| typography::set(article, &mut ledger);
    let articles: Vec<Article> = restored.articles.into_iter().map(set).collect();
    let words: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
    account(&words, articles.iter().flat_map(Article::texts), &ledger)
        .expect("every character accounted for");

    let mut out = String::new();
    for (i, article) in articles.iter().enumerate() {
        let file = format!("pages/{}", pages[article.page.index()].file);
        writeln!(
            out,
            "=== {}\n{}",
            i + 1,
            chapter::write(article, &file).file.as_str().trim_end()
        )
        .expect("write");
    }
    out.push_str("=== repairs\n");
    for repair in &ledger.repairs[..repairs] {
        let state = if repair.state == State::Held {
            "held"
        } else {
            "made"
        };
        let article = repair
            .article
            .map_or_else(|| "-".to_owned(), |i| (i + 1).to_string());
        writeln!(
            out,
            "{state} {} in {article}: {:?} → {:?}",
            repair.rule, repair.before, repair.after
        )
        .expect("write");
    }
    for aside in &ledger.set_aside {
        writeln!(out, "aside {}: {:?}", aside.reason, aside.text).expect("write");
    }
    out
}

#[test]
fn pages_become_the_chapters_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let cases = sorted(&root);
    assert!(cases.len() > 10, "the cases are there");
    let mut wrong = Vec::new();
    for case in cases {
        let found = outcome(&case);
        let path = case.join("expected.md");
        if std::env::var_os("OFFPRINT_REWRITE").is_some() {
            fs::write(&path, &found).expect("write");
        }
        let expected = fs::read_to_string(&path)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if found != expected {
            wrong.push(format!(
                "{}:\n--- expected\n{expected}\n--- found\n{found}",
                case.display()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
