//! A check that remembers says the same as one that does not, whatever changed in between.

use offprint::diagnostic::Diagnostic;
use offprint::mark::Mark;
use offprint::pipeline::{self, Silent};
use std::fs;
use std::path::{Path, PathBuf};

/// Bodies of chapters with something to say of each: links, notes, pictures, quotations, names.
const BODIES: &[&str] = &[
    "# 灯\n\n河岸的灯,都亮了。见[桥](002.md#桥上)、[头](002.md#桥头)和[无](999.md)。\n",
    "# 桥\n\n## 桥上\n\n“河岸排字工坊”开门。何一行说，好。[^1]\n\n桥头\n---\n\n[^1]: 注。\n",
    "# 铅字\n\n“河岸排工字坊”关门。何一航说，不。何一航说，好。\n\n![图](images/a.png)\n",
    "# The bridge\n\nThe bell on the the bridge stopped. See [the lamp](001.md).\n\n<b>open\n",
    "没有标题的一章，1月10日（星期五）。\n",
];

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(chapters: usize) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        fs::create_dir_all(folder.path().join("src/images")).expect("its folders");
        let mut summary = String::from("# 目录\n\n");
        for number in 1..=chapters {
            let body = BODIES[(number - 1) % BODIES.len()];
            let lang = if body.starts_with("# The") {
                "en"
            } else {
                "zh-Hans"
            };
            let text = format!("---\nlang: \"{lang}\"\ndate: \"2024-01-11\"\n---\n\n{body}");
            folder.write(&format!("src/{number:03}.md"), &text);
            summary += &format!("- [第{number}篇]({number:03}.md)\n");
        }
        folder.write("src/SUMMARY.md", &summary);
        folder.write("book.toml", "[book]\ntitle = \"灯\"\n\n[check]\nignore = [{ code = \"check/doubled-word\", file = \"src/004.md\", reason = \"试\" }]\n");
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn record(&self) -> PathBuf {
        self.path().join(".offprint/checked.json")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.path().join(file), text).expect("a file of the book");
    }

    fn replace(&self, file: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.path().join(file)).expect("a file of the book");
        assert!(text.contains(old), "{file}: {old}");
        self.write(file, &text.replace(old, new));
    }

    fn said(&self, maker: Option<Mark>) -> (usize, usize, Vec<Diagnostic>) {
        let checked = pipeline::check(self.path(), maker, &Silent).expect("a book");
        let value = checked.value;
        (value.chapters, value.ignored, checked.diagnostics)
    }

    /// Checks with what was remembered and without it.
    fn alike(&self, what: &str) {
        let remembered = self.said(Some(maker()));
        assert_eq!(remembered, self.said(None), "{what}");
    }
}

fn maker() -> Mark {
    Mark::of_bytes(b"this program")
}

#[test]
fn what_is_remembered_is_what_would_be_said() {
    let folder = Folder::new(120);
    folder.alike("at first");
    assert!(folder.record().is_file());
    folder.alike("nothing changed");
    let changes: &[(&str, &str, &str)] = &[
        ("src/006.md", "都亮了", "都亮了，，又灭了。灯"),
        (
            "src/006.md",
            "和[无](999.md)",
            "和[有](007.md#桥上)与[无](998.md)",
        ),
        ("src/008.md", "何一航说，不。", "何一行说，不。"),
        ("src/007.md", "排字工坊", "工字排坊"),
        ("src/002.md", "## 桥上", "## 桥下"),
        ("src/002.md", "桥头\n", "桥尾\n"),
        ("src/005.md", "没有标题", "仍然没有标题"),
        ("src/009.md", "the the", "the"),
        ("src/009.md", "<b>open", "<b>closed</b>"),
        ("src/SUMMARY.md", "- [第9篇](009.md)\n", ""),
        ("book.toml", "灯", "河岸的灯"),
        ("src/003.md", "images/a.png", "images/b.png"),
        ("src/004.md", "lang:", "draft: true\nlang:"),
    ];
    for (file, old, new) in changes {
        folder.replace(file, old, new);
        folder.alike(&format!("{file}: {old} → {new}"));
    }
    folder.write("src/images/b.png", "no picture");
    folder.alike("a picture came");
    fs::remove_file(folder.path().join("src/050.md")).expect("a chapter");
    let maker = Some(maker());
    assert!(pipeline::check(folder.path(), maker, &Silent).is_err());
}

#[test]
fn what_did_not_change_is_not_looked_at_again() {
    let folder = Folder::new(120);
    folder.alike("at first");
    // whoever reads the record says what stands there
    let record = fs::read_to_string(folder.record()).expect("the record");
    fs::write(
        folder.record(),
        record.replace("half-width `,`", "as remembered"),
    )
    .expect("the record");
    folder.replace("src/006.md", "都亮了", "全都亮了");
    let said = folder.said(Some(maker())).2;
    let remembered = said
        .iter()
        .filter(|one| one.message.en.starts_with("as remembered"));
    assert_eq!(remembered.count(), 120 / BODIES.len() - 1);
    let anew = said
        .iter()
        .filter(|one| one.message.en.starts_with("half-width"));
    assert_eq!(anew.count(), 1);
}

#[test]
fn another_program_and_a_broken_record_are_no_harm() {
    let folder = Folder::new(120);
    folder.alike("at first");
    let other = folder.said(Some(Mark::of_bytes(b"a newer program")));
    assert_eq!(other, folder.said(None));
    for broken in ["", "{", "{\"maker\":\"0\"}", "[]"] {
        fs::write(folder.record(), broken).expect("the record");
        folder.alike(broken);
    }
}

#[test]
fn a_small_book_is_left_as_it_is() {
    let folder = Folder::new(20);
    folder.alike("at first");
    assert!(!folder.path().join(".offprint").exists());
}
