//! Every code that the program can say has an explanation, and nothing else has.

use offprint::explain::{Kind, entries};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of the source");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let below = folders.iter().flat_map(|folder| sources(folder));
    let rust = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    files.into_iter().filter(rust).chain(below).collect()
}

/// What stands before a stroke in strings that are no codes: types of media, folders, evidence.
const NO_CODES: &[&str] = &[
    "application",
    "caption",
    "font",
    "headline",
    "image",
    "images",
    "label",
    "pages",
    "seam",
    "topic",
    "src",
    "text",
];

/// Every string of the source that is made like a code, tests left out.
fn emitted() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        if path.ends_with("tests.rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file of the source");
        let code = text.split("#[cfg(test)]").next().unwrap_or("");
        found.extend(
            code.split('"')
                .filter(|word| is_code(word))
                .map(str::to_owned),
        );
    }
    // a jump line's reason is the one code without a family
    found.insert("jump".to_owned());
    found
}

fn is_code(word: &str) -> bool {
    let plain = |part: &str, more: &str| {
        let known = |c: char| c.is_ascii_lowercase() || more.contains(c);
        part.len() > 1 && part.chars().all(known)
    };
    word.split_once('/').is_some_and(|(family, name)| {
        plain(family, "") && plain(name, "-0123456789") && !NO_CODES.contains(&family)
    })
}

#[test]
fn every_code_that_the_program_can_say_is_explained() {
    let known: BTreeSet<&str> = entries().iter().map(|entry| entry.code).collect();
    let emitted = emitted();
    assert!(emitted.len() > 90, "{}", emitted.len());
    let missing: Vec<_> = emitted
        .iter()
        .filter(|code| !known.contains(code.as_str()))
        .collect();
    assert!(missing.is_empty(), "not in docs/codes.md: {missing:?}");
    let nobody: Vec<_> = known
        .iter()
        .filter(|code| !emitted.contains(**code))
        .collect();
    assert!(
        nobody.is_empty(),
        "in docs/codes.md, and said by nobody: {nobody:?}"
    );
}

#[test]
fn every_entry_is_whole_and_speaks_both_languages() {
    let document = include_str!("../docs/codes.md");
    assert_eq!(document.matches("\n### ").count(), entries().len());
    let codes: BTreeSet<&str> = entries().iter().map(|entry| entry.code).collect();
    assert_eq!(codes.len(), entries().len(), "a code stands twice");
    let han = |text: &str| text.chars().any(offprint::text::chars::is_han);
    for entry in entries() {
        let code = entry.code;
        assert!(han(&entry.title.zh) && han(&entry.text.zh), "{code}");
        assert!(
            !han(&entry.title.en) && !entry.title.en.is_empty(),
            "{code}"
        );
        assert!(entry.text.en.ends_with('.'), "{code}: {}", entry.text.en);
        assert!(entry.text.zh.ends_with('。'), "{code}: {}", entry.text.zh);
        if entry.kind == Kind::Rule
            && let Some(example) = &entry.example
        {
            assert!(
                example.after.is_some_and(|after| after != example.before),
                "{code}"
            );
        }
    }
}

#[test]
fn every_rule_of_typography_shows_what_it_does() {
    for entry in entries()
        .iter()
        .filter(|entry| entry.code.starts_with("typography/"))
    {
        let invisible = entry.code == "typography/soft-hyphen";
        assert!(entry.example.is_some() || invisible, "{}", entry.code);
    }
}
