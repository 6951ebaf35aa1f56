//! What EPUB 3.3, EPUB Accessibility 1.1 and careful makers ask of every edition, held against all books
//! of `tests/books` and the sample: whatever stands in a book, its edition keeps to this.
//!
//! A module holds what one section of the standards asks. What a single construct becomes is told by
//! the books' own `expected.txt`; the outside judges ask EPUBCheck, Ace and a reading system besides.

mod accessibility;
mod container;
mod navigation;
mod package;
mod pages;
mod pictures;
mod styles;

use offprint::media::Gallery;
use offprint::{archive, book, epub};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

/// An edition: the name of its book, its bytes and its files.
struct Edition {
    name: String,
    bytes: Vec<u8>,
    files: Vec<String>,
}

/// An element: its name, its attributes, the elements around it, and the text within.
#[derive(Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    around: Vec<String>,
    text: String,
}

impl Element {
    fn get(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }
}

impl Edition {
    fn text(&self, path: &str) -> String {
        let bytes = archive::file(&self.bytes, path);
        let bytes = bytes.unwrap_or_else(|| panic!("{}: no {path}", self.name));
        String::from_utf8(bytes).expect("UTF-8")
    }

    fn package(&self) -> Vec<Element> {
        elements(&self.text("EPUB/package.opf"))
    }

    /// The pages of the book, with their elements.
    fn pages(&self) -> impl Iterator<Item = (&str, Vec<Element>)> {
        let pages = self.files.iter().filter(|path| path.ends_with(".xhtml"));
        pages.map(|path| (path.as_str(), elements(&self.text(path))))
    }

    /// The values of `property` in the package.
    fn said(&self, property: &str) -> Vec<String> {
        let package = self.package().into_iter();
        let found = package.filter(|one| one.get("property") == property);
        found.map(|one| one.text).collect()
    }
}

fn elements(xml: &str) -> Vec<Element> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error}: {xml}"));
        match event {
            Event::Start(start) => {
                found.push(element(&start, &open, &found));
                open.push(found.len() - 1);
            }
            Event::Empty(start) => found.push(element(&start, &open, &found)),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                for &at in &open {
                    found[at].text.push_str(&text);
                }
            }
            Event::GeneralRef(_) => {
                for &at in &open {
                    found[at].text.push('&');
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn element(start: &BytesStart<'_>, open: &[usize], found: &[Element]) -> Element {
    let attributes = start.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = attribute.normalized_value(XmlVersion::Explicit1_0);
        let value = value.expect("a value").into_owned();
        (attribute.key.as_ref().to_owned(), value)
    });
    Element {
        name: start.name().as_ref().to_owned(),
        attributes: attributes.collect(),
        around: open.iter().map(|&at| found[at].name.clone()).collect(),
        text: String::new(),
    }
}

/// The editions of all books.
fn editions() -> &'static [Edition] {
    static MADE: OnceLock<Vec<Edition>> = OnceLock::new();
    MADE.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let cases = std::fs::read_dir(root.join("tests/books")).expect("the folder of cases");
        let mut folders: Vec<_> = cases.map(|case| case.expect("a case").path()).collect();
        folders.sort();
        folders.push(root.join("book"));
        folders.iter().map(|folder| edition(folder)).collect()
    })
}

fn edition(folder: &Path) -> Edition {
    let opened = book::open(folder).expect("a book").value;
    let gallery = Gallery::of(&opened, None);
    let mut bytes = Vec::new();
    epub::write(&opened, &gallery, epub::Profile::Generic, &mut bytes).expect("an edition");
    let listed = archive::Opened::of(&bytes).expect("an archive").entries;
    Edition {
        name: folder
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
        files: listed.into_iter().map(|entry| entry.path).collect(),
        bytes,
    }
}
