//! An edition built after another one takes from it what did not change, and is the same as one that
//! was built from nothing, whatever happened to the book or to the old edition in between.

use offprint::book;
use offprint::epub::{self, Kept, Profile, Remembered};
use offprint::mark::Mark;
use offprint::media::Gallery;
use std::fs;
use std::path::Path;

/// Chapters of the book; all of them can be taken over.
const CHAPTERS: usize = 6;

/// A book with all that ties one chapter's pages to the rest of it.
fn write_book(folder: &Path) {
    let long: String = (1..400)
        .map(|n| {
            format!(
                "## 第{n}段\n\n{}[^{n}]\n\n[^{n}]: 注{n}。\n\n",
                "灯亮着。".repeat(60)
            )
        })
        .collect();
    let files = [
        (
            "book.toml",
            "[book]\ntitle = \"字里行间报\"\nlanguage = \"zh-Hans\"\n\
             [images.\"灯.png\"]\nalt = \"一盏灯\"\n",
        ),
        (
            "src/SUMMARY.md",
            "# 目录\n\n# 第一版\n\n- [灯](灯.md)\n- [桥](桥.md)\n- [路](路.md)\n\n# 第二版\n\n\
             - [长](长.md)\n- [图](图.md)\n- [末](末.md)\n",
        ),
        (
            "src/灯.md",
            "# 灯\n\n灯亮着。\n\n## 灯影\n\n影子。\n\n## 灯花\n\n花。\n",
        ),
        ("src/桥.md", "# 桥\n\n见[灯](灯.md)与[灯花](灯.md#灯花)。\n"),
        (
            "src/路.md",
            "---\npage: \"A02\"\n---\n\n# 路\n\n路长[^1]。\n\n[^1]: 很长。\n",
        ),
        (
            "src/长.md",
            &format!("# 长\n\n到[最后](#第399段)。\n\n{long}"),
        ),
        (
            "src/图.md",
            "# 图\n\n![桥头](images/灯.png)\n\n![桥尾](images/桥.png)\n",
        ),
        ("src/末.md", "# 末\n\n完。\n"),
    ];
    fs::create_dir_all(folder.join("src/images")).expect("a folder");
    for (path, text) in files {
        fs::write(folder.join(path), text).expect("a file");
    }
    picture(&folder.join("src/images/灯.png"), image::ImageFormat::Png);
    picture(&folder.join("src/images/桥.png"), image::ImageFormat::Png);
}

fn picture(file: &Path, format: image::ImageFormat) {
    let pixels = image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 90]));
    pixels.save_with_format(file, format).expect("a picture");
}

/// What a build made: the edition, its record, how many chapters it took over, how often it spoke.
struct Made {
    edition: Vec<u8>,
    record: Vec<u8>,
    taken: usize,
    said: usize,
}

fn build(folder: &Path, profile: Profile, kept: Option<&Kept>) -> Made {
    let book = book::open(folder).expect("a book").value;
    let gallery = Gallery::of(&book, Some(folder.to_owned()));
    let mut edition = Vec::new();
    let made = epub::rewrite(&book, &gallery, profile, maker(), kept, &mut edition);
    let made = made.expect("an edition");
    Made {
        edition,
        record: made.value.record,
        taken: made.value.taken,
        said: made.diagnostics.len(),
    }
}

fn maker() -> Mark {
    Mark::of_bytes(b"offprint")
}

/// Builds the book, lets `happen` change it or its edition, builds it again and once more from
/// nothing; the two must be alike. How many chapters were taken over.
fn after(profile: Profile, happen: impl FnOnce(&Path, &mut Made)) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write_book(folder);
    let mut first = build(folder, Profile::Generic, None);
    // one picture has no alternative text
    assert_eq!((first.taken, first.said), (0, 1));
    happen(folder, &mut first);
    let old = folder.join("old.epub");
    fs::write(&old, &first.edition).expect("a file");
    let remembered = Remembered::read(&first.record, maker());
    let kept = remembered.and_then(|built| Kept::open(built, &old));
    let again = build(folder, profile, kept.as_ref());
    let fresh = build(folder, profile, None);
    assert!(again.edition == fresh.edition, "not the same edition");
    assert!(again.record == fresh.record, "not the same record");
    assert_eq!(again.said, fresh.said);
    again.taken
}

/// The same for a change of one file of the book.
fn after_change(path: &str, from: &str, to: &str) -> usize {
    after(Profile::Generic, |folder, _| {
        let file = folder.join(path);
        let text = fs::read_to_string(&file).expect("a file");
        assert!(text.contains(from), "{path} has no {from}");
        fs::write(&file, text.replacen(from, to, 1)).expect("a file");
    })
}

#[test]
fn all_is_taken_where_nothing_changed() {
    assert_eq!(after(Profile::Generic, |_, _| {}), CHAPTERS);
}

#[test]
fn a_changed_chapter_alone_is_made_anew() {
    assert_eq!(after_change("src/末.md", "完", "终"), CHAPTERS - 1);
    assert_eq!(after_change("src/路.md", "很长", "更长"), CHAPTERS - 1);
    // its title stands in the contents too
    assert_eq!(after_change("src/末.md", "# 末", "# 尾"), CHAPTERS - 1);
}

#[test]
fn a_link_follows_the_heading_it_names() {
    // the words change, the place stays
    assert_eq!(after_change("src/灯.md", "影子", "光"), CHAPTERS - 1);
    // the heading that is linked to is now the third
    let moved = after_change("src/灯.md", "## 灯影", "## 灯油\n\n油。\n\n## 灯影");
    assert_eq!(moved, CHAPTERS - 2);
    // it is gone, which has to be said again by the next build as well
    assert_eq!(after_change("src/灯.md", "灯花", "灯草"), CHAPTERS - 2);
}

#[test]
fn a_chapter_in_front_moves_the_names_of_the_others() {
    let taken = after(Profile::Generic, |folder, _| {
        fs::write(folder.join("src/新.md"), "# 新\n\n新。\n").expect("a file");
        let file = folder.join("src/SUMMARY.md");
        let text = fs::read_to_string(&file).expect("a file");
        let text = text.replacen("- [灯]", "- [新](新.md)\n- [灯]", 1);
        fs::write(&file, text).expect("a file");
    });
    // 灯 no longer begins the part, 桥 links to 灯, 长 links from one of its files to another
    assert_eq!(taken, CHAPTERS - 3);
}

#[test]
fn settings_touch_what_they_touch() {
    let book = "book.toml";
    assert_eq!(after_change(book, "字里行间报", "灯下报"), CHAPTERS);
    assert_eq!(after_change(book, "一盏灯", "一盏旧灯"), CHAPTERS - 1);
    assert_eq!(after_change(book, "zh-Hans", "zh-Hant"), 0);
    let notes = "[epub]\nnotes = \"chapter-end\"\n[book]";
    assert_eq!(after_change(book, "[book]", notes), 0);
    assert_eq!(
        after_change("src/SUMMARY.md", "第一版", "头版"),
        CHAPTERS - 1
    );
    assert_eq!(after_change("src/路.md", "A02", "A03"), CHAPTERS - 1);
    assert_eq!(after(Profile::Kobo, |_, _| {}), 0);
}

#[test]
fn pictures_are_looked_at() {
    let taken = after(Profile::Generic, |folder, _| {
        // another kind of picture under the old name gets another name in the edition
        picture(&folder.join("src/images/桥.png"), image::ImageFormat::Jpeg);
    });
    assert_eq!(taken, CHAPTERS - 1);
    let taken = after(Profile::Generic, |folder, _| {
        fs::remove_file(folder.join("src/images/桥.png")).expect("removed");
    });
    assert_eq!(taken, CHAPTERS - 1);
}

#[test]
fn an_edition_that_is_not_as_it_was_costs_time_only() {
    let flipped = after(Profile::Generic, |_, made| {
        let at = made.edition.len() / 2;
        made.edition[at] ^= 1;
    });
    assert!((CHAPTERS - 1..=CHAPTERS).contains(&flipped), "{flipped}");
    let cut = after(Profile::Generic, |_, made| made.edition.truncate(2000));
    assert!(cut < CHAPTERS, "{cut}");
    assert_eq!(after(Profile::Generic, |_, made| made.edition.clear()), 0);
    // somebody packed it anew
    assert_eq!(
        after(Profile::Generic, |_, made| made.edition.insert(0, 0)),
        0
    );
}

#[test]
fn a_record_that_is_not_as_it_was_is_not_believed() {
    for at in [0, 12, 60, 300, 1000] {
        let taken = after(Profile::Generic, |_, made| made.record[at] ^= 2);
        assert_eq!(taken, 0, "byte {at}");
    }
    assert_eq!(
        after(Profile::Generic, |_, made| made.record.truncate(500)),
        0
    );
}

#[test]
fn another_program_makes_everything_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    write_book(folder);
    let made = build(folder, Profile::Generic, None);
    let old = folder.join("old.epub");
    fs::write(&old, &made.edition).expect("a file");
    let read = |maker| Remembered::read(&made.record, maker);
    assert!(read(Mark::of_bytes(b"newer")).is_none());
    let remembered = || read(maker()).expect("a record");
    assert!(Kept::open(remembered(), &folder.join("gone.epub")).is_none());
    assert!(Kept::open(remembered(), &old).is_some());
}
