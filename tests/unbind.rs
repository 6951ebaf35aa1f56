//! EPUBs taken apart: ours give back what they were made of, others come back as a book folder.

use offprint::archive::{self, Archive, Packing};
use offprint::diagnostic::Result;
use offprint::pipeline::{self, BuildOptions, Edition, Silent, Unbound};
use offprint::reader::{Container, Package, parse, parse_mended};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder`, by path.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(folder: &Path, prefix: &str, all: &mut BTreeMap<String, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{name}/"), all);
            } else {
                all.insert(name, std::fs::read(entry.path()).expect("a file"));
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(folder, "", &mut all);
    all
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let place = to.join(path);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        std::fs::write(place, bytes).expect("written");
    }
}

/// Builds the EPUB of the book in `folder`.
fn build(folder: &Path) -> PathBuf {
    let options = BuildOptions {
        only: Some(Edition::Epub),
        ..BuildOptions::default()
    };
    let built = pipeline::build(folder, &options, &Silent).expect("it builds");
    built.value.files[0].path.clone()
}

fn import(epub: &Path, folder: &Path) -> Result<Unbound> {
    pipeline::import_epub(epub, folder, &Silent).map(|done| done.value)
}

/// Packs `files` as an EPUB.
fn pack<'f>(files: impl Iterator<Item = (&'f str, &'f [u8])>, to: &Path) {
    let mut bytes = Vec::new();
    let mut archive = Archive::new(&mut bytes);
    let first = archive::pack("mimetype", b"application/epub+zip", Packing::Stored);
    archive.add(first.expect("packed")).expect("added");
    for (path, content) in files {
        let packed = archive::pack(path, content, Packing::Small).expect("packed");
        archive.add(packed).expect("added");
    }
    archive.end().expect("ended");
    std::fs::write(to, bytes).expect("written");
}

/// The letters and digits that the pages of an EPUB show, each as often as it stands there.
fn letters(epub: &Path) -> BTreeMap<char, usize> {
    let bytes = std::fs::read(epub).expect("an EPUB");
    let container = Container::of(&bytes).expect("an archive");
    let text = |path: &str| {
        let bytes = container.read(path, u64::MAX)?.ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    };
    let tree = parse(&text("META-INF/container.xml").expect("a container")).expect("XML");
    let path = Container::package_path(&tree).expect("a package");
    let tree = parse(&text(path).expect("a package")).expect("XML");
    let package = Package::of(&tree, path);
    let mut counts = BTreeMap::new();
    for item in package.spine.iter().filter_map(|step| step.item) {
        let item = &package.items[item];
        let Some(text) = text(&item.path).filter(|_| !item.has("nav")) else {
            continue;
        };
        let (tree, _) = parse_mended(&text);
        let body = tree.root.find("body").expect("a body");
        let scripts: String = body
            .find_all("script")
            .iter()
            .map(|one| one.text())
            .collect();
        for c in body.text().chars().filter(|c| c.is_alphanumeric()) {
            *counts.entry(c).or_default() += 1;
        }
        for c in scripts.chars().filter(|c| c.is_alphanumeric()) {
            *counts.entry(c).or_default() -= 1;
        }
    }
    counts
}

#[test]
fn what_a_book_was_made_of_comes_back_byte_for_byte() {
    for name in ["book", "tests/judges/fixtures/kitchen-sink"] {
        let space = tempfile::tempdir().expect("a folder");
        let (before, after) = (space.path().join("before"), space.path().join("after"));
        copy(&root().join(name), &before);
        let epub = build(&before);
        let done = import(&epub, &after).expect("it comes back");
        assert!(done.has_source && done.chapters > 0);
        let (old, new) = (files(&before), files(&after));
        for (path, bytes) in new.iter().filter(|(path, _)| !path.ends_with("draft.md")) {
            assert_eq!(old.get(path), Some(bytes), "{name}: {path}");
        }
        // all but what is made anew and pictures that no chapter shows
        let left: Vec<&String> = old.keys().filter(|path| !new.contains_key(*path)).collect();
        let made_anew = |path: &str| {
            path.starts_with("dist/") || path == "review.html" || path.contains("images/")
        };
        assert!(left.iter().all(|path| made_anew(path)), "{name}: {left:?}");
        let again = build(&after);
        assert!(
            std::fs::read(epub).expect("it") == std::fs::read(again).expect("it"),
            "{name}"
        );
    }
}

#[test]
fn a_draft_stays_at_home_and_its_place_is_kept() {
    let space = tempfile::tempdir().expect("a folder");
    let (before, after) = (space.path().join("before"), space.path().join("after"));
    let book = [
        (
            "book.toml",
            "[book]\ntitle = \"灯\"\n[epub]\ncover = false\n",
        ),
        ("src/SUMMARY.md", "- [一](一.md)\n- [二](二.md)\n"),
        ("src/一.md", "# 一\r\n\r\n灯亮了。  \r\n"),
        ("src/二.md", "---\ndraft: true\n---\n\n还没写完的秘密。\n"),
        ("src/私.md", "不在目录里。\n"),
    ];
    for (path, text) in book {
        std::fs::create_dir_all(before.join("src")).expect("made");
        std::fs::write(before.join(path), text).expect("written");
    }
    import(&build(&before), &after).expect("it comes back");
    let new = files(&after);
    assert_eq!(new.get("src/一.md"), Some(&book[2].1.as_bytes().to_vec()));
    assert_eq!(
        new.get("src/二.md"),
        Some(&b"---\ndraft: true\n---\n".to_vec())
    );
    assert_eq!(new.get("src/私.md"), None);
    build(&after);
}

#[test]
fn an_epub_may_leave_its_sources_out() {
    let space = tempfile::tempdir().expect("a folder");
    let before = space.path().join("before");
    copy(&root().join("book"), &before);
    let settings = std::fs::read_to_string(before.join("book.toml")).expect("settings");
    let (head, tail) = settings.split_once("[epub]").unwrap_or((&settings, ""));
    let settings = format!("{head}[epub]\nsource = false\n{tail}");
    std::fs::write(before.join("book.toml"), settings).expect("written");
    let epub = build(&before);
    let done = import(&epub, &space.path().join("after")).expect("it comes back");
    assert!(!done.has_source);
    let again = build(&space.path().join("after"));
    let said = pipeline::check_epub(&again, &Silent).expect("checked");
    assert!(said.diagnostics.is_empty(), "{:?}", said.diagnostics);
    // every paragraph is there again, word for word
    let made = files(&space.path().join("after/src"));
    let made: String = made
        .values()
        .map(|bytes| String::from_utf8_lossy(bytes))
        .collect();
    // phrases in another language come back with their language
    let made = made
        .replace("<span lang=\"en\">", "")
        .replace("</span>", "");
    for (path, bytes) in files(&before.join("src")) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let lines = text
            .lines()
            .filter(|line| path.ends_with(".md") && line.chars().count() > 30);
        for line in lines.filter(|line| !line.contains([':', '<', '>', '*', '[', '\\'])) {
            assert!(made.contains(line), "{path}: {line}");
        }
    }
}

/// The letters of `before` that `after` has fewer of.
fn lost(before: &Path, after: &Path) -> String {
    let have = letters(after);
    let missing = letters(before).into_iter().filter(|(c, count)| {
        // the imprint counts what the book folder no longer knows
        !c.is_numeric() && have.get(c).copied().unwrap_or_default() < *count
    });
    missing.map(|(c, _)| c).collect()
}

/// Each folder of `tests/unbind` has the files of an EPUB in `epub` and the book it becomes in `book`.
/// `OFFPRINT_REWRITE=1` writes the books anew.
#[test]
fn the_epubs_of_others_come_back_with_every_word() {
    let cases = std::fs::read_dir(root().join("tests/unbind")).expect("the cases");
    let mut count = 0;
    for case in cases.flatten().map(|case| case.path()) {
        count += 1;
        let space = tempfile::tempdir().expect("a folder");
        let (epub, made) = (space.path().join("case.epub"), space.path().join("made"));
        let parts = files(&case.join("epub"));
        pack(
            parts
                .iter()
                .map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
            &epub,
        );
        let done =
            import(&epub, &made).unwrap_or_else(|error| panic!("{}: {error}", case.display()));
        assert!(!done.has_source);
        let expected = case.join("book");
        let new = files(&made);
        if std::env::var_os("OFFPRINT_REWRITE").is_some() {
            let _ = std::fs::remove_dir_all(&expected);
            copy(&made, &expected);
        }
        let old = files(&expected);
        for (path, bytes) in &old {
            let made = new.get(path).map(|made| String::from_utf8_lossy(made));
            assert_eq!(
                made,
                Some(String::from_utf8_lossy(bytes)),
                "{}: {path}",
                case.display()
            );
        }
        assert_eq!(old.len(), new.len(), "{}: {:?}", case.display(), new.keys());
        let again = build(&made);
        let said = pipeline::check_epub(&again, &Silent).expect("checked");
        assert!(
            said.diagnostics.is_empty(),
            "{}: {:?}",
            case.display(),
            said.diagnostics
        );
        // words that the editions write themselves: the heading above the notes
        let anew = std::fs::read_to_string(case.join("made-anew.txt")).unwrap_or_default();
        let lost: String = lost(&epub, &again)
            .chars()
            .filter(|c| !anew.contains(*c))
            .collect();
        assert_eq!(lost, "", "{}", case.display());
    }
    assert!(count >= 3);
}

#[test]
fn sources_that_lead_out_of_the_folder_are_refused() {
    let inner = |path: &str| {
        let mut bytes = Vec::new();
        let mut archive = Archive::new(&mut bytes);
        for (path, text) in [("src/一.md", "# 一\n"), (path, "x")] {
            archive
                .add(archive::pack(path, text.as_bytes(), Packing::Small).expect("packed"))
                .expect("added");
        }
        archive.end().expect("ended");
        bytes
    };
    for path in [
        "../out.md",
        "/out.md",
        ".git/hooks/x",
        "src/../../out.md",
        "SRC/一.md",
        "dist/a.epub",
    ] {
        let space = tempfile::tempdir().expect("a folder");
        let (epub, folder) = (space.path().join("a.epub"), space.path().join("in/book"));
        let source = inner(path);
        pack(
            [("META-INF/offprint/source.zip", source.as_slice())].into_iter(),
            &epub,
        );
        let refused = import(&epub, &folder).expect_err(path);
        assert_eq!(refused.diagnostics()[0].code, "import/source", "{path}");
        assert_eq!(files(space.path()).len(), 1, "{path}: nothing is written");
    }
}

#[test]
fn hostile_pages_are_read_within_bounds() {
    let case = files(&root().join("tests/unbind/not-well-formed/epub"));
    let pages = [
        format!("<html><body>{}一{}</body></html>", "<div>".repeat(50_000), "</div>".repeat(50_000)),
        format!("<html><body>{}</body></html>", "<b></b>".repeat(100_000) + "一"),
        format!("<html><body>{}一</body></html>", "<a id='x' href='#x'>".repeat(20_000)),
        "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><html><body>&b;&b;一</body></html>".to_owned(),
        format!("<html><body><p>{}一</p></body></html>", "*[".repeat(50_000)),
        format!("<html><body>{}一</body></html>", "<ul><li>".repeat(2_000)),
        format!("<html><body>{}一</body></html>", "<blockquote>".repeat(2_000)),
    ];
    for (number, page) in pages.iter().enumerate() {
        let space = tempfile::tempdir().expect("a folder");
        let epub = space.path().join("a.epub");
        let parts = case
            .iter()
            .map(|(path, bytes)| match path.ends_with("a.xhtml") {
                true => (path.as_str(), page.as_bytes()),
                false => (path.as_str(), bytes.as_slice()),
            });
        pack(parts, &epub);
        let folder = space.path().join("book");
        import(&epub, &folder).unwrap_or_else(|error| panic!("page {number}: {error}"));
        let text = files(&folder.join("src")).into_values().flatten().collect();
        assert!(
            String::from_utf8(text).expect("UTF-8").contains('一'),
            "page {number}"
        );
    }
}

#[test]
fn a_locked_book_says_so() {
    let mut case = files(&root().join("tests/unbind/epub2-in-one-file/epub"));
    let lock = "<encryption><CipherReference URI=\"OPS/all.html\"/></encryption>";
    case.insert(
        "META-INF/encryption.xml".to_owned(),
        lock.as_bytes().to_vec(),
    );
    let space = tempfile::tempdir().expect("a folder");
    let epub = space.path().join("a.epub");
    pack(
        case.iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice())),
        &epub,
    );
    let refused = import(&epub, &space.path().join("book")).expect_err("locked");
    assert_eq!(refused.diagnostics()[0].code, "import/locked");
}
