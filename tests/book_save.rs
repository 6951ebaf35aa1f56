//! Saving an imported book: what the folder holds, what is refused, and what survives.

use offprint::book::{self, NewBook, Plan, Saved, Told};
use offprint::chapter::Written;
use offprint::diagnostic::{ErrorKind, Result, Warned};
use offprint::restore::{Article, Block, Issue, Picture};
use offprint::source::Page;
use offprint::text::{Account, Lang, Ledger, PageId, Traced};
use std::collections::BTreeMap;
use std::path::Path;

/// An import made by hand: each page with the headlines of its articles.
struct Import {
    pages: Vec<Page>,
    articles: Vec<Article>,
    written: Vec<Written>,
    told: Told,
}

impl Import {
    fn new(pages: &[(&str, &[&str])]) -> Self {
        let mut import = Self {
            pages: Vec::new(),
            articles: Vec::new(),
            written: Vec::new(),
            told: Told::default(),
        };
        for (i, (file, headlines)) in pages.iter().enumerate() {
            let id = PageId(i as u32);
            import.pages.push(page(id, file));
            for headline in *headlines {
                import.articles.push(article(id, headline));
                let file = Traced::markup(&format!("# {headline}\n\n正文。\n"));
                import.written.push(Written {
                    file,
                    ..Written::default()
                });
            }
        }
        import
    }

    fn save(&self, folder: &Path, force: bool) -> Result<(Plan, Warned<Saved>)> {
        let ledger = Ledger::default();
        let account = Account::default();
        let issues = vec![Issue::default(); self.pages.len()];
        let new = NewBook {
            pages: &self.pages,
            issues: &issues,
            articles: &self.articles,
            written: &self.written,
            ledger: &ledger,
            account: &account,
            told: &self.told,
        };
        let plan = book::plan(&new, folder, force)?;
        let saved = book::save(folder, &new, &plan, b"<!doctype html>")?;
        Ok((plan, saved))
    }
}

fn page(id: PageId, file: &str) -> Page {
    Page {
        id,
        file: file.to_owned(),
        text: "字\n".to_owned(),
        bytes: "字\r\n".into(),
        folder: None,
        label: None,
    }
}

fn article(page: PageId, headline: &str) -> Article {
    Article {
        lang: Lang::new("zh-Hans"),
        headline: Some(Traced::markup(headline)),
        page,
        body: vec![Block::Paragraph(Traced::markup("正文。"))],
        ..Article::default()
    }
}

/// Every file below `folder` and its text.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    collect(folder, "", &mut all);
    all
}

fn collect(folder: &Path, prefix: &str, all: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).expect("listed") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{prefix}{name}/"), all);
        } else {
            let bytes = std::fs::read(entry.path()).expect("read");
            all.insert(
                format!("{prefix}{name}"),
                String::from_utf8_lossy(&bytes).into_owned(),
            );
        }
    }
}

fn code(result: Result<(Plan, Warned<Saved>)>) -> &'static str {
    let error = result.expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::Output);
    assert!(error.diagnostics()[0].cure.is_some());
    error.diagnostics()[0].code
}

#[test]
fn a_book_folder_holds_what_the_design_says() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("my-book");
    let import = Import::new(&[("page.txt", &["铅字　重排", "油墨"])]);
    let (plan, saved) = import.save(&folder, false).expect("saved");
    assert_eq!(saved.diagnostics, []);
    assert_eq!(
        saved.value.chapters,
        ["src/001-铅字重排.md", "src/002-油墨.md"]
    );
    assert_eq!(plan.title, "铅字　重排");
    let files = files(&folder);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let expected = [
        ".offprint/base/001-铅字重排.md",
        ".offprint/base/002-油墨.md",
        ".offprint/base/SUMMARY.md",
        ".offprint/origin.json",
        ".offprint/version",
        "book.toml",
        "pages/page.txt",
        "repairs.json",
        "review.html",
        "src/001-铅字重排.md",
        "src/002-油墨.md",
        "src/SUMMARY.md",
    ];
    assert_eq!(names, expected);
    assert_eq!(files["pages/page.txt"], "字\r\n");
    let summary = "# 目录\n\n- [铅字　重排](001-铅字重排.md)\n- [油墨](002-油墨.md)\n";
    assert_eq!(files["src/SUMMARY.md"], summary);
    let book = book::open(&folder).expect("a book");
    assert_eq!(book.value.config.title, "铅字　重排");
    assert_eq!(book.value.chapters.len(), 2);
    assert_eq!(std::fs::read_dir(root.path()).expect("listed").count(), 1);
}

#[test]
fn the_same_import_writes_the_same_bytes() {
    let root = tempfile::tempdir().expect("a folder");
    let import = Import::new(&[("p1.txt", &["甲"]), ("p2.txt", &["乙"])]);
    for name in ["a", "b"] {
        import.save(&root.path().join(name), false).expect("saved");
    }
    let first = files(&root.path().join("a"));
    assert_eq!(first, files(&root.path().join("b")));
    assert!(first["src/SUMMARY.md"].contains("\n# p2\n\n- [乙](002-乙.md)\n"));
    // and again over itself
    import.save(&root.path().join("a"), false).expect("saved");
    assert_eq!(first, files(&root.path().join("a")));
}

#[test]
fn an_edited_book_is_merged_and_replaced_with_force() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("book");
    let import = Import::new(&[("p.txt", &["甲", "乙"])]);
    import.save(&folder, false).expect("saved");
    std::fs::write(folder.join("src/001-甲.md"), "# 甲\n\n改过。\n").expect("edited");
    std::fs::remove_file(folder.join("src/002-乙.md")).expect("removed");
    let before = files(&folder);
    let summary = before["src/SUMMARY.md"].clone();
    assert_eq!(
        book::edited(&folder, "src").expect("read"),
        ["src/001-甲.md", "src/002-乙.md"]
    );
    let (_, saved) = import.save(&folder, false).expect("merged");
    assert_eq!(saved.value.chapters, ["src/001-甲.md"]);
    let merged = files(&folder);
    assert_eq!(merged["src/001-甲.md"], before["src/001-甲.md"]);
    assert_eq!(merged["src/SUMMARY.md"], summary);
    assert!(!merged.contains_key("src/002-乙.md"));

    let (_, saved) = import.save(&folder, true).expect("forced");
    assert_eq!(saved.diagnostics[0].code, "book/edits-kept");
    let after = files(&folder);
    assert_eq!(after["src/001-甲.md"], "# 甲\n\n正文。\n");
    assert_eq!(
        after[".offprint/before/1/src/001-甲.md"],
        "# 甲\n\n改过。\n"
    );
    assert!(after.contains_key("src/002-乙.md"));
    assert_eq!(book::edited(&folder, "src").expect("read"), [""; 0]);
}

#[test]
fn windows_line_ends_are_no_edit() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("book");
    Import::new(&[("p.txt", &["甲"])])
        .save(&folder, false)
        .expect("saved");
    std::fs::write(folder.join("src/001-甲.md"), "# 甲\r\n\r\n正文。\r\n").expect("written");
    assert_eq!(book::edited(&folder, "src").expect("read"), [""; 0]);
}

#[test]
fn importing_again_replaces_chapters_and_keeps_the_settings() {
    let root = tempfile::tempdir().expect("a folder");
    let folder = root.path().join("book");
    Import::new(&[("p1.txt", &["甲", "乙"])])
        .save(&folder, false)
        .expect("saved");
    let settings = "[book]\ntitle = \"我的书\" # mine\n\n[print]\ntrim = \"A4\"\n";
    std::fs::write(folder.join("book.toml"), settings).expect("written");
    std::fs::write(folder.join("src/notes.md"), "mine\n").expect("written");
    let mut again = Import::new(&[("p1.txt", &["丙"]), ("p2.txt", &["丁"])]);
    again.told.date = Some("2024-01-03".into());
    again.save(&folder, false).expect("saved");
    let files = files(&folder);
    assert!(!files.contains_key("src/001-甲.md"));
    assert!(!files.contains_key(".offprint/base/001-甲.md"));
    assert!(files.contains_key("src/002-丁.md"));
    assert_eq!(files["src/notes.md"], "mine\n");
    let told =
        "[book]\ntitle = \"我的书\" # mine\ndate = \"2024-01-03\"\n\n[print]\ntrim = \"A4\"\n";
    assert_eq!(files["book.toml"], told);
    let pages = book::kept_pages(&folder).expect("pages");
    let names: Vec<&str> = pages.iter().map(|page| page.file.as_str()).collect();
    assert_eq!(names, ["p1.txt", "p2.txt"]);
}

#[test]
fn a_place_that_is_no_book_is_refused() {
    let root = tempfile::tempdir().expect("a folder");
    let import = Import::new(&[("p.txt", &["甲"])]);
    let file = root.path().join("file");
    std::fs::write(&file, "x").expect("written");
    assert_eq!(code(import.save(&file, true)), "output/is-a-file");
    assert_eq!(
        code(import.save(&file.join("below"), true)),
        "output/is-a-file"
    );
    let other = root.path().join("other");
    std::fs::create_dir(&other).expect("made");
    std::fs::write(other.join("photo.jpg"), "x").expect("written");
    assert_eq!(code(import.save(&other, true)), "output/not-a-book");
    assert_eq!(files(&other).len(), 1);
}

#[test]
fn chapters_beside_their_contents_are_merged_where_they_are_read() {
    let root = tempfile::tempdir().expect("a folder");
    let import = Import::new(&[("p.txt", &["甲"])]);
    let by_hand = root.path().join("by-hand");
    std::fs::create_dir(&by_hand).expect("made");
    std::fs::write(by_hand.join("SUMMARY.md"), "- [一](1.md)\n").expect("written");
    std::fs::write(by_hand.join("1.md"), "# 一\n").expect("written");
    import.save(&by_hand, false).expect("merged");
    let merged = files(&by_hand);
    assert_eq!(merged["1.md"], "# 一\n");
    assert_eq!(merged["SUMMARY.md"], "- [一](1.md)\n\n- [甲](002-甲.md)\n");
    let opened = |folder: &Path| book::open(folder).expect("a book").value.chapters.len();
    assert_eq!(opened(&by_hand), 2);

    // whatever else lies in its `src`
    let by_hand = root.path().join("with-code");
    std::fs::create_dir_all(by_hand.join("src")).expect("made");
    std::fs::write(by_hand.join("src/main.rs"), "").expect("written");
    std::fs::write(by_hand.join("SUMMARY.md"), "- [一](1.md)\n").expect("written");
    std::fs::write(by_hand.join("1.md"), "# 一\n\n字。\n").expect("written");
    assert_eq!(opened(&by_hand), 1);
    import.save(&by_hand, false).expect("merged");
    assert_eq!(opened(&by_hand), 2);

    // a table of contents that cannot be read cannot take a chapter in
    std::fs::write(by_hand.join("SUMMARY.md"), b"- [\xB6\xFE](1.md)\n").expect("written");
    let before = files(&by_hand);
    let next = Import::new(&[("q.txt", &["乙"])]);
    let error = next.save(&by_hand, false).expect_err("refused");
    assert_eq!(error.diagnostics()[0].code, "book/not-utf-8");
    assert_eq!(files(&by_hand), before);
}

#[test]
fn an_empty_or_fresh_git_folder_is_as_good_as_none() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join(".git")).expect("made");
    let import = Import::new(&[("p.txt", &["甲"])]);
    import.save(root.path(), false).expect("saved");
    assert!(root.path().join("src/001-甲.md").is_file());
    assert!(!root.path().join(".offprint/new").exists());
}

#[test]
fn pictures_come_along_and_none_from_outside() {
    let root = tempfile::tempdir().expect("a folder");
    let pages = root.path().join("pages");
    std::fs::create_dir_all(pages.join("images")).expect("made");
    std::fs::write(pages.join("images/press.jpg"), "jpeg").expect("written");
    std::fs::write(root.path().join("secret.jpg"), "no").expect("written");
    let mut import = Import::new(&[("p.txt", &["甲"])]);
    import.pages[0].folder = Some(pages);
    for path in [
        "images/press.jpg",
        "images/gone.jpg",
        "../secret.jpg",
        "https://example.org/x.jpg",
    ] {
        let mark = Traced::copied(PageId(0), "字\n", 0..3);
        import.articles[0].body.push(Block::Picture(Picture {
            mark,
            path: path.to_owned(),
            caption: None,
            credit: None,
        }));
    }
    let folder = root.path().join("book");
    let (_, saved) = import.save(&folder, false).expect("saved");
    assert_eq!(saved.value.pictures, ["src/images/press.jpg"]);
    let said: Vec<&str> = saved.diagnostics.iter().map(|said| said.code).collect();
    assert_eq!(said, ["book/missing-picture", "book/picture-outside"]);
    let at = saved.diagnostics[0]
        .location
        .as_ref()
        .map(|at| (at.file.as_str(), at.line));
    assert_eq!(at, Some(("pages/p.txt", 1)));
    assert_eq!(files(&folder)["src/images/press.jpg"], "jpeg");
    // they stay when the page is restored again without its folder
    import.pages[0].folder = None;
    let (_, saved) = import.save(&folder, false).expect("saved");
    assert_eq!(saved.diagnostics.len(), 2);
    assert_eq!(files(&folder)["src/images/press.jpg"], "jpeg");
}
