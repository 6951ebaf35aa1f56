//! What the package says about the book (EPUB 3.3 §5.5).

use super::accessibility;
use crate::book::Book;
use crate::chapter::FrontMatter;
use crate::html::Rendered;
use crate::words::Words;
use std::collections::BTreeMap;

/// Names of an issue's writers are given up to this many; a shelf with more is unreadable, and each
/// article names its own.
const MOST_CONTRIBUTORS: usize = 40;

/// One element of the package's metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// `dc:title`, `meta` …
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) value: String,
}

/// The id of the element that identifies the book.
pub(super) const IDENTIFIER: &str = "book-id";

/// Everything there is to say about `book`, the title first.
pub(super) fn metadata(book: &Book, articles: &[Rendered], has_cover: bool) -> Vec<Statement> {
    let config = &book.config;
    let mut all = Statements(Vec::new());
    all.add("dc:title", &config.title);
    all.with("dc:identifier", "id", IDENTIFIER, &config.identifier);
    all.add("dc:language", config.language.as_str());
    all.property("dcterms:modified", &config.modified);
    for (number, author) in config.authors.iter().enumerate() {
        all.person(
            "dc:creator",
            &format!("creator-{}", number + 1),
            author,
            &["aut"],
        );
    }
    if let (true, Some(paper)) = (config.authors.is_empty(), &config.paper) {
        all.add("dc:creator", paper);
    }
    contributors(book, &mut all);
    for (name, value) in [
        ("dc:publisher", &config.publisher),
        ("dc:date", &config.date),
        ("dc:description", &config.description),
        ("dc:rights", &config.rights),
    ] {
        if let Some(value) = value {
            all.add(name, value);
        }
    }
    if let Some(paper) = &config.paper {
        let day = config.date.as_ref().map(|date| format!(" {date}"));
        all.add("dc:source", &format!("{paper}{}", day.unwrap_or_default()));
    }
    let words = Words::of(&config.language);
    for (property, value) in accessibility::metadata(articles, has_cover, words) {
        all.property(property, &value);
    }
    all.0
}

/// Those who wrote and photographed, each once with all that they did, in order of appearance. Role
/// codes are the MARC relators'.
fn contributors(book: &Book, all: &mut Statements) {
    let mut order: Vec<&str> = Vec::new();
    let mut roles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for chapter in &book.chapters {
        for (names, role) in names(&chapter.chapter.front) {
            for name in names {
                let known = roles.entry(name).or_default();
                if known.is_empty() {
                    order.push(name);
                }
                if !known.contains(&role) {
                    known.push(role);
                }
            }
        }
    }
    order.retain(|name| !book.config.authors.iter().any(|author| author == name));
    if order.len() > MOST_CONTRIBUTORS {
        return;
    }
    for (number, name) in order.into_iter().enumerate() {
        let id = format!("contributor-{}", number + 1);
        all.person("dc:contributor", &id, name, &roles[name]);
    }
}

fn names(front: &FrontMatter) -> [(&Vec<String>, &'static str); 4] {
    [
        (&front.authors, "aut"),
        (&front.reporters, "rpt"),
        (&front.correspondents, "ctb"),
        (&front.photographers, "pht"),
    ]
}

struct Statements(Vec<Statement>);

impl Statements {
    fn add(&mut self, name: &'static str, value: &str) {
        self.0.push(Statement {
            name,
            attributes: Vec::new(),
            value: value.to_owned(),
        });
    }

    fn with(&mut self, name: &'static str, attribute: &'static str, is: &str, value: &str) {
        self.0.push(Statement {
            name,
            attributes: vec![(attribute, is.to_owned())],
            value: value.to_owned(),
        });
    }

    fn property(&mut self, property: &str, value: &str) {
        self.with("meta", "property", property, value);
    }

    fn person(&mut self, name: &'static str, id: &str, person: &str, roles: &[&str]) {
        self.with(name, "id", id, person);
        for role in roles {
            self.0.push(Statement {
                name: "meta",
                attributes: vec![
                    ("refines", format!("#{id}")),
                    ("property", "role".to_owned()),
                    ("scheme", "marc:relators".to_owned()),
                ],
                value: (*role).to_owned(),
            });
        }
    }
}
