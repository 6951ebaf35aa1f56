//! The EPUB as a whole: what its container, its package and its pages promise each other.
//!
//! The book is made of the chapters of `tests/html`, good and bad ones: whatever stands in a chapter,
//! the edition must be sound. EPUBCheck is asked where `OFFPRINT_EPUBCHECK` names it.

use offprint::media::Gallery;
use offprint::{archive, book, epub};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// Copies the cases into `folder` as one book of two parts.
fn write_book(folder: &Path) {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut paths = Vec::new();
    copy(&cases, &folder.join("src"), "", &mut paths);
    paths.sort();
    let mut summary = String::from("# 目录\n\n# 第一版：样样\n\n");
    for (number, path) in paths.iter().enumerate() {
        if number == paths.len() / 2 {
            summary.push_str("\n# 第二版：种种\n\n");
        }
        let indent = if number % 3 == 2 { "  " } else { "" };
        summary.push_str(&format!("{indent}- [{path}]({path})\n"));
    }
    fs::write(folder.join("src/SUMMARY.md"), summary).expect("a file");
    let settings = "[book]\ntitle = \"字里行间报　“样样” & <种种>\"\nauthors = [\"张三\"]\n\
                    language = \"zh-Hans\"\npaper = \"字里行间报\"\ndate = \"2024-01-10\"\n";
    fs::write(folder.join("book.toml"), settings).expect("a file");
    let repairs = r#"{"schema":1,"pages":[],"repairs":[
        {"state":"made","sure":"sure"},{"state":"made","sure":"guess"},{"state":"held","sure":"guess"}]}"#;
    fs::write(folder.join("repairs.json"), repairs).expect("a file");
}

fn copy(from: &Path, to: &Path, below: &str, chapters: &mut Vec<String>) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        if path.is_dir() {
            copy(&path, &to.join(name), &format!("{below}{name}/"), chapters);
        } else if !name.ends_with(".xhtml") && name != "said.txt" {
            fs::copy(&path, to.join(name)).expect("a copy");
            if name.ends_with(".md") {
                chapters.push(format!("{below}{name}"));
            }
        }
    }
}

fn edition(folder: &Path) -> Vec<u8> {
    let book = book::open(folder).expect("a book").value;
    let gallery = Gallery::of(&book, Some(folder.to_owned()));
    let mut out = Vec::new();
    epub::write(&book, &gallery, epub::Profile::Generic, &mut out).expect("an edition");
    out
}

fn made() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    write_book(folder.path());
    edition(folder.path())
}

fn names(epub: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(epub)).expect("an archive");
    archive
        .file_names()
        .map(|name| name.expect("UTF-8").into_owned())
        .collect()
}

fn text(epub: &[u8], path: &str) -> String {
    let bytes = archive::file(epub, path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes).expect("UTF-8")
}

/// The attributes of each element of a well-formed file, with the element's name under `""`.
fn elements(epub: &[u8], path: &str) -> Vec<BTreeMap<String, String>> {
    let text = text(epub, path);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{path}: {error}"))
        {
            Event::Start(element) | Event::Empty(element) => {
                let mut all = BTreeMap::from([(String::new(), element.name().as_ref().to_owned())]);
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{path}: {error}"));
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                    let name = attribute.key.as_ref().to_owned();
                    all.insert(name, value.expect("a value").into_owned());
                }
                found.push(all);
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// `href` seen from the file `from`, as file and fragment.
fn resolved(from: &str, href: &str) -> (String, String) {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    if path.is_empty() {
        return (from.to_owned(), fragment.to_owned());
    }
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (parts.join("/"), fragment.to_owned())
}

#[test]
fn the_container_begins_as_the_format_asks_and_names_are_ascii() {
    let epub = made();
    assert_eq!(&epub[30..58], b"mimetypeapplication/epub+zip");
    let names = names(&epub);
    assert_eq!(names[..2], ["mimetype", "META-INF/container.xml"]);
    let plain = |c: char| c.is_ascii_alphanumeric() || "/.-_".contains(c);
    for name in &names {
        assert!(name.chars().all(plain), "{name}");
    }
    let folded: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    assert_eq!(folded.len(), names.len());
}

#[test]
fn every_link_leads_to_something_in_the_book() {
    let epub = made();
    let names = names(&epub);
    let mut ids: BTreeSet<(String, String)> = BTreeSet::new();
    let mut links = Vec::new();
    let written = [".xhtml", ".ncx", ".opf"];
    for name in names
        .iter()
        .filter(|name| written.iter().any(|end| name.ends_with(end)))
    {
        for element in elements(&epub, name) {
            if let Some(id) = element.get("id") {
                assert!(
                    ids.insert((name.clone(), id.clone())),
                    "{name}#{id} stands twice"
                );
            }
            for attribute in ["href", "src", "aria-labelledby"] {
                let Some(value) = element.get(attribute) else {
                    continue;
                };
                if attribute == "aria-labelledby" {
                    links.push((name.clone(), format!("#{value}")));
                } else if !value.contains(':') {
                    links.push((name.clone(), value.clone()));
                }
            }
        }
    }
    assert!(links.len() > 100, "only {} links", links.len());
    for (from, href) in links {
        let (path, fragment) = resolved(&from, &href);
        assert!(names.contains(&path), "{from}: {href}");
        let there = fragment.is_empty() || ids.contains(&(path, fragment));
        assert!(there, "{from}: {href}");
    }
}

#[test]
fn every_file_is_in_the_manifest_and_every_page_in_the_spine() {
    let epub = made();
    let mut manifest = BTreeMap::new();
    let mut spine = Vec::new();
    for element in elements(&epub, "EPUB/package.opf") {
        match element[""].as_str() {
            "item" => drop(manifest.insert(element["id"].clone(), element["href"].clone())),
            "itemref" => spine.push(element["idref"].clone()),
            _ => {}
        }
    }
    let listed: BTreeSet<String> = manifest
        .values()
        .map(|href| format!("EPUB/{href}"))
        .collect();
    for name in names(&epub) {
        let outside = name == "mimetype" || name.starts_with("META-INF") || name.ends_with(".opf");
        assert_eq!(listed.contains(&name), !outside, "{name}");
    }
    let pages = manifest.iter().filter(|(_, href)| href.ends_with(".xhtml"));
    let unread: Vec<_> = pages.filter(|(id, _)| !spine.contains(id)).collect();
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn the_two_tables_of_contents_say_the_same() {
    let epub = made();
    let nav = text(&epub, "EPUB/nav.xhtml");
    let toc = nav.split("</nav>").next().unwrap_or_default();
    let between = |text: &str, start: &str, end: &str| -> Vec<String> {
        let pieces = text.split(start).skip(1);
        pieces
            .filter_map(|piece| Some(piece.split_once(end)?.0.to_owned()))
            .collect()
    };
    let links = between(toc, "<a href=\"", "</a>");
    let nav: Vec<(&str, &str)> = links
        .iter()
        .filter_map(|link| Some((link.split('"').next()?, link.rsplit('>').next()?)))
        .collect();
    let ncx = text(&epub, "EPUB/toc.ncx");
    let map = ncx.split("<navMap>").nth(1).unwrap_or_default();
    let map = map.split("</navMap>").next().unwrap_or_default();
    let hrefs = between(map, "<content src=\"", "\"");
    let labels = between(map, "<text>", "</text>");
    let ncx: Vec<(&str, &str)> = hrefs
        .iter()
        .zip(&labels)
        .map(|(h, l)| (h.as_str(), l.as_str()))
        .collect();
    assert!(nav.len() > 15);
    assert_eq!(nav, ncx);
}

#[test]
fn the_package_says_what_the_book_is() {
    let package = text(&made(), "EPUB/package.opf");
    let metadata = package.split("<metadata").nth(1).unwrap_or_default();
    let first = metadata.lines().nth(1).unwrap_or_default();
    assert_eq!(
        first,
        "<dc:title>字里行间报\u{3000}“样样” &amp; &lt;种种&gt;</dc:title>"
    );
    for wanted in [
        "xml:lang=\"zh-Hans\"",
        "<dc:language>zh-Hans</dc:language>",
        "<dc:creator id=\"creator-1\">张三</dc:creator>",
        "<dc:date>2024-01-10</dc:date>",
        "<dc:source id=\"source\">字里行间报 2024-01-10 第4–A05版</dc:source>",
        "<meta property=\"dcterms:modified\">2024-01-10T00:00:00Z</meta>",
        "<meta property=\"schema:accessMode\">visual</meta>",
        "page-progression-direction=\"ltr\"",
        "<spine toc=\"ncx\"",
    ] {
        assert!(package.contains(wanted), "{wanted}\n{package}");
    }
    assert!(!package.contains("alternativeText"));
    assert!(!package.contains("conformsTo"));
}

#[test]
fn the_imprint_counts_repairs_and_doubts() {
    let imprint = text(&made(), "EPUB/text/imprint.xhtml");
    assert!(imprint.contains("<dt>修复</dt><dd>2</dd>"), "{imprint}");
    assert!(imprint.contains("<dt>存疑</dt><dd>2</dd>"), "{imprint}");
}

#[test]
fn the_same_book_gives_the_same_bytes_wherever_it_lies() {
    assert!(made() == made());
}

#[test]
fn epubcheck_finds_nothing() {
    let Some(program) = std::env::var_os("OFFPRINT_EPUBCHECK") else {
        eprintln!("skipped: OFFPRINT_EPUBCHECK names no EPUBCheck; `tests/run` installs it");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("book.epub");
    fs::write(&file, made()).expect("a file");
    let output = std::process::Command::new(program).arg(&file).output();
    let output = output.expect("EPUBCheck runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("0 fatals / 0 errors / 0 warnings"), "{said}");
}
