//! `check` on EPUBs of others: broken ones and hostile ones. The many ways to break a book are in
//! `tests/full/broken_epubs.py`, beside EPUBCheck.

use offprint::check::check_epub;
use offprint::diagnostic::Severity;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const CONTAINER: &str = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>\
    <rootfile full-path=\"E/p.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>";
const PACKAGE: &str = "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"i\">\
    <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"i\">urn:isbn:1</dc:identifier>\
    <dc:title>灯</dc:title><dc:language>zh-Hans</dc:language>\
    <meta property=\"dcterms:modified\">2024-01-11T00:00:00Z</meta>\
    <meta property=\"schema:accessMode\">textual</meta><meta property=\"schema:accessibilityFeature\">none</meta>\
    <meta property=\"schema:accessibilityHazard\">none</meta></metadata>\
    <manifest><item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/></manifest>\
    <spine><itemref idref=\"n\"/></spine></package>";
const NAV: &str = "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"zh\" xml:lang=\"zh\">\
    <head><title>目录</title></head><body><nav epub:type=\"toc\"><ol><li><a href=\"n.xhtml\">灯</a></li></ol></nav></body></html>";

/// The files of a small valid EPUB.
fn files() -> Vec<(String, Vec<u8>)> {
    [
        ("META-INF/container.xml", CONTAINER),
        ("E/p.opf", PACKAGE),
        ("E/n.xhtml", NAV),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into()
}

fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut add = |path: &str, bytes: &[u8], options| {
        archive.start_file(path, options).expect("a new entry");
        archive.write_all(bytes).expect("it fits");
    };
    add("mimetype", b"application/epub+zip", stored);
    for (path, bytes) in files {
        add(path, bytes, SimpleFileOptions::default());
    }
    archive.finish().expect("an archive").into_inner()
}

/// The codes of warnings and errors.
fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let found = check_epub("灯.epub", bytes).diagnostics;
    let told = found.iter().filter(|one| one.severity > Severity::Note);
    told.map(|one| one.code).collect()
}

fn with(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut files = files();
    files.retain(|(known, _)| known != path);
    files.push((path.to_owned(), bytes.to_vec()));
    zipped(&files)
}

#[test]
fn a_valid_book_has_nothing_to_say() {
    assert_eq!(codes(&zipped(&files())), Vec::<&str>::new());
}

#[test]
fn a_find_has_its_place_its_cause_its_cure_and_the_code_of_epubcheck() {
    let page = NAV.replace("</ol>", "</ol>\n<p>一<a href=\"#gone\">二</a></p>");
    let found = check_epub("灯.epub", &with("E/n.xhtml", page.as_bytes())).diagnostics;
    let [one] = &found[..] else {
        panic!("{found:?}");
    };
    let at = one.location.as_ref().expect("a place");
    assert_eq!(
        (at.file.as_str(), at.line, at.column),
        ("灯.epub/E/n.xhtml", 2, 5)
    );
    assert!(one.message.en.contains("`gone`") && one.message.en.ends_with("(EPUBCheck RSC-012)"));
    assert!(one.cure.is_some());
}

#[test]
fn what_is_no_archive_is_said_to_be_none() {
    assert_eq!(codes(b""), ["epub/archive"]);
    assert_eq!(codes("一封信".as_bytes()), ["epub/archive"]);
    let whole = zipped(&files());
    assert_eq!(codes(&whole[..whole.len() / 2]), ["epub/archive"]);
}

#[test]
fn a_damaged_archive_is_survived_wherever_it_is_damaged() {
    let whole = zipped(&files());
    for at in (0..whole.len()).step_by(3) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0xA5;
        let _survived = codes(&damaged);
    }
}

#[test]
fn paths_that_leave_the_book_are_named_and_not_followed() {
    let found = codes(&with("../../etc/passwd", b"x"));
    assert!(found.contains(&"epub/file-name"), "{found:?}");
    let page = NAV.replace("n.xhtml\">灯", "../../etc/passwd\">灯");
    let found = codes(&with("E/n.xhtml", page.as_bytes()));
    assert!(found.contains(&"epub/dead-link"), "{found:?}");
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    // 300 MB of blanks in a page that says so of itself
    let bomb = with("E/n.xhtml", &vec![b' '; 80_000_000]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(codes(&bomb), ["epub/archive"]);
}

#[test]
fn an_entity_bomb_stays_what_it_is() {
    let entities: String = (1..30)
        .map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)))
        .collect();
    let page = format!(
        "<!DOCTYPE html [<!ENTITY e0 \"x\">{entities}]>{}",
        NAV.replace("灯", "&e29;灯")
    );
    let _survived = codes(&with("E/n.xhtml", page.as_bytes()));
    let deep = NAV.replace("<nav", &format!("{}<nav", "<div>".repeat(50_000)));
    assert_eq!(
        codes(&with("E/n.xhtml", deep.as_bytes())),
        ["epub/not-well-formed"]
    );
}

#[test]
fn a_hundred_thousand_entries_are_read_in_a_moment() {
    let mut many = files();
    many.extend((0..100_000).map(|n| (format!("E/x{n}"), Vec::new())));
    let found = codes(&zipped(&many));
    assert_eq!(found.len(), 100_000);
    assert!(found.iter().all(|code| *code == "epub/undeclared-file"));
}
