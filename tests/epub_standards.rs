//! What EPUB 3.3, EPUB Accessibility 1.1 and careful makers ask of every edition, held against all books
//! of `tests/books` and the sample: whatever stands in a book, its edition keeps to this.
//!
//! The tests follow the standards: container, package, accessibility, navigation, pages, style sheet.
//! What a single construct becomes is told by the books' own `expected.txt`; the outside judges ask
//! EPUBCheck, Ace and a reading system besides.

use offprint::media::Gallery;
use offprint::{archive, book, epub};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
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

/// EPUB 3.3 §4.2: the container.
#[test]
fn containers_hold_plain_names_and_common_packing() {
    for edition in editions() {
        let opened = archive::Opened::of(&edition.bytes).expect("an archive");
        for entry in &opened.entries {
            let at = format!("{} {}", edition.name, entry.path);
            assert!(entry.is_common && !entry.is_encrypted, "{at}");
            assert!(
                entry.path.len() <= 255 && !entry.path.ends_with(['/', '.']),
                "{at}"
            );
            let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
            assert!(entry.path.chars().all(plain), "{at}");
            let known = ["mimetype", "META-INF/", "EPUB/"];
            assert!(
                known.iter().any(|start| entry.path.starts_with(start)),
                "{at}"
            );
        }
        let container = edition.text("META-INF/container.xml");
        assert!(container.contains(
            "full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\""
        ));
        for item in edition.package().iter().filter(|one| one.name == "item") {
            let href = item.get("href");
            assert!(
                !href.contains("META-INF") && !href.starts_with(['/', '.']),
                "{href}"
            );
        }
    }
}

/// EPUB 3.3 §5.5: what the package says of the book.
#[test]
fn packages_say_each_thing_once_and_refine_what_is_there() {
    for edition in editions() {
        let name = &edition.name;
        let package = edition.package();
        let all = |wanted: &str| {
            package
                .iter()
                .filter(|one| one.name == wanted)
                .collect::<Vec<_>>()
        };
        let first = package
            .iter()
            .find(|one| one.around.last().is_some_and(|at| at == "metadata"));
        assert_eq!(
            first.map(|one| one.name.as_str()),
            Some("dc:title"),
            "{name}"
        );
        for once in ["dc:title", "dc:language"] {
            assert_eq!(all(once).len(), 1, "{name} {once}");
        }
        assert!(all("dc:date").len() <= 1, "{name}");
        let modified = edition.said("dcterms:modified");
        assert_eq!(modified.len(), 1, "{name}");
        let shape: String = modified[0]
            .chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect();
        assert_eq!(shape, "0000-00-00T00:00:00Z", "{name}");
        let root = &package[0];
        assert_eq!(root.get("xml:lang"), all("dc:language")[0].text, "{name}");
        assert!(
            root.get("prefix").is_empty(),
            "only reserved prefixes are used: {name}"
        );
        let reserved = ["a11y:", "dcterms:", "schema:", "rendition:", "media:"];
        let ids: BTreeSet<&str> = package.iter().map(|one| one.get("id")).collect();
        for meta in all("meta") {
            let property = meta.get("property");
            let known = !property.contains(':')
                || reserved.iter().any(|prefix| property.starts_with(prefix));
            assert!(known, "{name} {property}");
            let refined = meta.get("refines").trim_start_matches('#');
            assert!(
                refined.is_empty() || ids.contains(refined),
                "{name} #{refined}"
            );
            if property == "role" {
                let code =
                    meta.text.len() == 3 && meta.text.chars().all(|c| c.is_ascii_lowercase());
                assert!(
                    code && meta.get("scheme") == "marc:relators",
                    "{name} {}",
                    meta.text
                );
            }
        }
        let refined = |property: &str| {
            let of = package.iter().filter(|one| one.get("property") == property);
            of.map(|one| one.get("refines")).collect::<Vec<_>>()
        };
        assert_eq!(
            refined("authority"),
            refined("term"),
            "one needs the other: {name}"
        );
        let identifier = all("dc:identifier");
        let main = identifier
            .iter()
            .find(|one| one.get("id") == root.get("unique-identifier"));
        let ncx = elements(&edition.text("EPUB/toc.ncx"));
        let uid = ncx.iter().find(|one| one.get("name") == "dtb:uid");
        assert_eq!(
            main.map(|one| one.text.as_str()),
            uid.map(|one| one.get("content")),
            "{name}"
        );
    }
}

/// EPUB Accessibility 1.1 §2.2: the book says what is true of it, and no more.
#[test]
fn accessibility_is_computed_from_the_content() {
    for edition in editions() {
        let name = &edition.name;
        let modes = edition.said("schema:accessMode");
        let features = edition.said("schema:accessibilityFeature");
        let sufficient = edition.said("schema:accessModeSufficient");
        assert_eq!(
            edition.said("schema:accessibilityHazard"),
            ["none"],
            "{name}"
        );
        assert_eq!(
            edition.said("schema:accessibilitySummary").len(),
            1,
            "{name}"
        );
        let claims = |feature: &str| features.iter().any(|known| known == feature);
        assert!(!claims("none") && !claims("unknown"), "{name}");
        let articles: Vec<_> = edition
            .pages()
            .filter(|(path, _)| path.contains("/article-"))
            .collect();
        let any = |wanted: &dyn Fn(&Element) -> bool| {
            articles.iter().any(|(_, page)| page.iter().any(wanted))
        };
        let pictures = any(&|one| one.name == "img");
        assert_eq!(modes.contains(&"visual".to_owned()), pictures, "{name}");
        assert_eq!(claims("MathML"), any(&|one| one.name == "math"), "{name}");
        assert_eq!(
            claims("rubyAnnotations"),
            any(&|one| one.name == "ruby"),
            "{name}"
        );
        assert_eq!(
            claims("pageBreakMarkers"),
            any(&|one| one.get("role") == "doc-pagebreak"),
            "{name}"
        );
        let nav = edition.text("EPUB/nav.xhtml");
        assert_eq!(
            claims("pageNavigation"),
            nav.contains("epub:type=\"page-list\""),
            "{name}"
        );
        assert_ne!(
            claims("horizontalWriting"),
            claims("verticalWriting"),
            "{name}"
        );
        let nameless = ["图片", "圖片", "写真", "사진", "Picture", "그림", "図"];
        let undescribed = any(&|one| one.name == "img" && nameless.contains(&one.get("alt")));
        if undescribed {
            assert!(!claims("alternativeText"), "{name}");
            assert!(!sufficient.contains(&"textual".to_owned()), "{name}");
        }
        for said in edition.said("dcterms:conformsTo") {
            let known = ["EPUB Accessibility 1.1 - WCAG 2.2 Level ", "none"];
            assert!(
                known.iter().any(|start| said.starts_with(start)),
                "{name} {said}"
            );
            let vouched = !edition.said("a11y:certifiedBy").is_empty()
                || !edition.said("a11y:exemption").is_empty();
            assert!(vouched, "nobody vouches for it: {name}");
        }
    }
}

/// EPUB 3.3 §7: contents, landmarks and page-list.
#[test]
fn navigation_follows_the_order_of_reading() {
    for edition in editions() {
        let name = &edition.name;
        let package = edition.package();
        let hrefs: BTreeMap<&str, &str> = package
            .iter()
            .filter(|one| one.name == "item")
            .map(|one| (one.get("id"), one.get("href")))
            .collect();
        let spine: Vec<&str> = package
            .iter()
            .filter(|one| one.name == "itemref")
            .map(|one| hrefs[one.get("idref")])
            .collect();
        let nav = elements(&edition.text("EPUB/nav.xhtml"));
        let lists: Vec<&str> = nav
            .iter()
            .filter(|one| one.name == "nav")
            .map(|one| one.get("epub:type"))
            .collect();
        assert_eq!(
            lists.iter().filter(|kind| **kind == "toc").count(),
            1,
            "{name}"
        );
        let title = spine.iter().position(|href| href.ends_with("title.xhtml"));
        assert_eq!(
            spine.iter().position(|href| *href == "nav.xhtml"),
            title.map(|at| at + 1),
            "{name}"
        );
        let xml = edition.text("EPUB/nav.xhtml");
        let toc = xml.split("</nav>").next().unwrap_or_default();
        let depth = elements(&format!("{toc}</nav></body></html>"));
        let deepest = depth
            .iter()
            .map(|one| one.around.iter().filter(|at| *at == "ol").count())
            .max();
        assert!(deepest <= Some(3), "{name}: {deepest:?} levels");
        let links = depth
            .iter()
            .filter(|one| one.name == "a" && one.around.iter().any(|at| at == "ol"));
        let places: Vec<usize> = links
            .map(|link| {
                assert!(
                    !link.text.trim().is_empty(),
                    "{name}: a label without words"
                );
                let file = link.get("href").split('#').next().unwrap_or_default();
                spine
                    .iter()
                    .position(|href| *href == file)
                    .unwrap_or_else(|| panic!("{name}: {file} is not read"))
            })
            .collect();
        assert!(places.is_sorted(), "{name}: {places:?}");
        assert!(
            !toc.contains("<br") && !toc.contains("<img"),
            "labels are plain: {name}"
        );
        let landmarks: Vec<_> = nav
            .iter()
            .filter(|one| one.name == "a" && one.attributes.contains_key("epub:type"))
            .map(|one| (one.get("epub:type"), one.get("href")))
            .collect();
        let once: BTreeSet<_> = landmarks.iter().collect();
        assert_eq!(once.len(), landmarks.len(), "{name}: {landmarks:?}");
        assert!(
            landmarks.iter().any(|(kind, _)| *kind == "bodymatter"),
            "{name}"
        );
        for hidden in nav
            .iter()
            .filter(|one| one.name == "nav" && one.get("epub:type") != "toc")
        {
            assert!(
                hidden.attributes.contains_key("hidden"),
                "{name} {}",
                hidden.get("epub:type")
            );
        }
        if lists.contains(&"page-list") {
            assert_eq!(edition.said("source-of"), ["pagination"], "{name}");
        }
        let ncx = elements(&edition.text("EPUB/toc.ncx"));
        let orders: Vec<usize> = ncx
            .iter()
            .filter_map(|one| one.get("playOrder").parse().ok())
            .collect();
        let distinct: BTreeSet<usize> = orders.iter().copied().collect();
        assert!(
            distinct.iter().copied().eq(1..=distinct.len()),
            "{name}: {orders:?}"
        );
        let spine = package
            .iter()
            .find(|one| one.name == "spine")
            .expect("a spine");
        assert!(
            ["ltr", "rtl"].contains(&spine.get("page-progression-direction")),
            "{name}"
        );
        assert_eq!(spine.get("toc"), "ncx", "{name}");
    }
}

/// EPUB 3.3 §6.1 and the roles of DPUB-ARIA 1.1: pages.
#[test]
fn pages_keep_to_what_all_checkers_and_readers_take() {
    for edition in editions() {
        for (path, page) in edition.pages() {
            let at = format!("{} {path}", edition.name);
            let title = page.iter().find(|one| one.name == "title");
            assert!(title.is_some_and(|one| !one.text.trim().is_empty()), "{at}");
            let ids: BTreeMap<&str, &Element> = page
                .iter()
                .filter(|one| !one.get("id").is_empty())
                .map(|one| (one.get("id"), one))
                .collect();
            let mut level = 0;
            let headlines = page.iter().filter(|one| one.name == "h1").count();
            assert!(headlines <= 1, "{at}: {headlines} headlines");
            for one in &page {
                assert_eq!(one.get("lang"), one.get("xml:lang"), "{at} {}", one.name);
                assert!(
                    !["hgroup", "script", "style", "iframe", "font"].contains(&one.name.as_str()),
                    "{at} {}",
                    one.name
                );
                let refused = one
                    .attributes
                    .keys()
                    .find(|name| *name == "style" || name.starts_with("on"));
                assert!(
                    refused.is_none() || one.around.iter().any(|at| at == "math"),
                    "{at} {refused:?}"
                );
                assert!(one.get("role") != "doc-endnote", "{at}: deprecated");
                if one.get("role") == "doc-chapter" {
                    assert_eq!(one.name, "section", "{at}");
                }
                if one.around.last().is_some_and(|around| around == "body") {
                    let known = ["section", "nav", "p", "div", "aside"];
                    assert!(known.contains(&one.name.as_str()), "{at} {}", one.name);
                }
                if one.name == "img" {
                    assert!(one.attributes.contains_key("alt"), "{at}");
                }
                if let Some(number) = one
                    .name
                    .strip_prefix('h')
                    .and_then(|n| n.parse::<usize>().ok())
                {
                    assert!(
                        number <= level + 1 || level == 0,
                        "{at}: h{number} after h{level}"
                    );
                    level = number;
                }
                if ["kicker", "deck", "byline"].contains(&one.get("class")) {
                    assert_eq!(one.name, "p", "no heading: {at}");
                }
                if one.get("role") == "doc-noteref" {
                    let called = one
                        .get("href")
                        .strip_prefix('#')
                        .unwrap_or_else(|| panic!("{at}: a note elsewhere"));
                    let note = ids
                        .get(called)
                        .unwrap_or_else(|| panic!("{at}: no note {called}"));
                    let kind = note.get("epub:type");
                    assert!(["footnote", "endnote"].contains(&kind), "{at}: {kind}");
                }
            }
            let xml = edition.text(path);
            let entities = xml
                .split('&')
                .skip(1)
                .filter_map(|rest| rest.split(';').next());
            for entity in entities {
                let known = ["lt", "gt", "amp", "quot", "apos"];
                assert!(
                    known.contains(&entity) || entity.starts_with('#'),
                    "{at}: &{entity};"
                );
            }
        }
    }
}

/// EPUB 3.3 §3.2 and the shops' guides: pictures, cover, fonts.
#[test]
fn pictures_are_of_core_types_and_covers_are_declared_twice() {
    for edition in editions() {
        let name = &edition.name;
        let package = edition.package();
        let items: Vec<_> = package.iter().filter(|one| one.name == "item").collect();
        for item in &items {
            let kind = item.get("media-type");
            if let Some(picture) = kind.strip_prefix("image/") {
                let extension = match picture {
                    "jpeg" => "jpg",
                    "svg+xml" => "svg",
                    other => other,
                };
                assert!(
                    ["jpg", "png", "gif", "svg"].contains(&extension),
                    "{name} {kind}"
                );
                assert!(
                    item.get("href").ends_with(extension),
                    "{name} {}",
                    item.get("href")
                );
            }
            assert!(
                !kind.starts_with("font/"),
                "no font unless asked for: {name}"
            );
        }
        let Some(cover) = items
            .iter()
            .find(|one| one.get("properties") == "cover-image")
        else {
            continue;
        };
        let old = package.iter().find(|one| one.get("name") == "cover");
        assert_eq!(
            old.map(|one| one.get("content")),
            Some(cover.get("id")),
            "{name}"
        );
        let first = package
            .iter()
            .find(|one| one.name == "itemref")
            .map(|one| one.get("idref"));
        let page = items
            .iter()
            .find(|one| one.get("href").ends_with("cover.xhtml"));
        assert_eq!(first, page.map(|one| one.get("id")), "{name}");
        let page = edition.text("EPUB/text/cover.xhtml");
        assert!(
            page.contains("role=\"doc-cover\"") && !page.contains("alt=\"\""),
            "{name}"
        );
    }
}

/// What style sheets must not do if readers' settings, night mode and the checkers are to work.
#[test]
fn the_style_sheet_leaves_colour_direction_and_the_readers_size_alone() {
    for edition in editions() {
        let styles = edition.text("EPUB/css/book.css");
        let mut code = String::new();
        for piece in styles.split("/*") {
            code.push_str(piece.split_once("*/").map_or(piece, |(_, rest)| rest));
        }
        for refused in [
            " direction:",
            "unicode-bidi",
            "position: fixed",
            "@page",
            "@import",
            "background",
            "word-spacing",
        ] {
            assert!(!code.contains(refused), "{}: {refused}", edition.name);
        }
        for declaration in code.split([';', '{', '}']).map(str::trim) {
            let (property, value) = declaration.split_once(':').unwrap_or(("", ""));
            assert!(
                property != "color" || value.trim() == "inherit",
                "{}: {declaration}",
                edition.name
            );
            let fixed = property == "line-height" || property == "font-size";
            assert!(
                !(fixed && value.contains("px")),
                "{}: {declaration}",
                edition.name
            );
        }
        let paired = |name: &str| code.matches(name).count();
        assert!(paired("page-break-after: avoid") >= 1 && paired("break-inside: avoid") >= 1);
        assert!(
            code.contains("text-emphasis"),
            "Han is emphasised by dots, never slanted"
        );
    }
}
