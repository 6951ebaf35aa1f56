//! What the package says about the book (EPUB 3.3 §5.5).

use super::accessibility;
use crate::book::{Accessibility, Book, Config};
use crate::chapter::FrontMatter;
use crate::html::Rendered;
use crate::words::Words;
use std::collections::BTreeMap;

/// Names of an issue's writers are given up to this many; a shelf with more is unreadable, and each
/// article names its own.
const MOST_CONTRIBUTORS: usize = 40;

/// One element of the package's metadata.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Statement {
    /// `dc:title`, `meta` …
    pub(super) name: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
    pub(super) value: String,
}

/// The id of the element that identifies the book.
pub(super) const IDENTIFIER: &str = "book-id";

/// What identifies where the articles were printed, and counts its pages.
const SOURCE: &str = "source";

/// Everything there is to say about `book`, the title first.
pub(super) fn metadata(book: &Book, articles: &[Rendered], has_cover: bool) -> Vec<Statement> {
    let config = &book.config;
    let mut all = Statements {
        list: Vec::new(),
        file_as: &config.about.file_as,
    };
    let sort = config
        .about
        .title_sort
        .clone()
        .or_else(|| sorted_title(config));
    match sort {
        None => all.add("dc:title", &config.title),
        Some(sort) => {
            all.with("dc:title", "id", "title", &config.title);
            all.refine("title", "file-as", None, &sort);
        }
    }
    identifiers(config, &mut all);
    all.add("dc:language", config.language.as_str());
    all.property("dcterms:modified", &config.modified);
    for (number, author) in config.authors.iter().enumerate() {
        let id = format!("creator-{}", number + 1);
        all.person("dc:creator", &id, author, &["aut"]);
    }
    if let (true, Some(paper)) = (config.authors.is_empty(), &config.paper) {
        // the paper made the book; those who wrote in it are contributors
        all.person("dc:creator", "creator-1", paper, &["com"]);
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
    subjects(config, &mut all);
    source(book, articles, &mut all);
    series(config, &mut all);
    for (property, value) in accessibility::metadata(articles, has_cover, config) {
        all.property(property, &value);
    }
    conformance(&config.about.accessibility, &mut all);
    all.list
}

/// An English title as shelves sort it, its article last.
fn sorted_title(config: &Config) -> Option<String> {
    if config.language.primary() != "en" {
        return None;
    }
    let (first, rest) = config.title.split_once(' ')?;
    let is_article = matches!(first, "The" | "A" | "An");
    (is_article && !rest.trim().is_empty()).then(|| format!("{}, {first}", rest.trim()))
}

/// The identifier that names the book, and an ISBN beside it, each with what it is (ONIX code list 5).
fn identifiers(config: &Config, all: &mut Statements<'_>) {
    all.with("dc:identifier", "id", IDENTIFIER, &config.identifier);
    let kind = |urn: &str| match urn {
        urn if urn.starts_with("urn:isbn:") => Some("15"),
        urn if urn.starts_with("urn:uuid:") => Some("22"),
        urn if urn.starts_with("doi:") || urn.contains("doi.org/") => Some("06"),
        _ => None,
    };
    if let Some(kind) = kind(&config.identifier) {
        all.refine(IDENTIFIER, "identifier-type", Some("onix:codelist5"), kind);
    }
    let isbn = config
        .about
        .isbn
        .as_ref()
        .map(|isbn| format!("urn:isbn:{isbn}"));
    if let Some(isbn) = isbn.filter(|isbn| *isbn != config.identifier) {
        all.with("dc:identifier", "id", "isbn", &isbn);
        all.refine("isbn", "identifier-type", Some("onix:codelist5"), "15");
    }
}

fn subjects(config: &Config, all: &mut Statements<'_>) {
    for (number, subject) in config.about.subjects.iter().enumerate() {
        let Some((authority, term)) = &subject.term else {
            all.add("dc:subject", &subject.text);
            continue;
        };
        let id = format!("subject-{}", number + 1);
        all.with("dc:subject", "id", &id, &subject.text);
        all.refine(&id, "authority", None, authority);
        all.refine(&id, "term", None, term);
    }
}

/// Where the articles were printed: paper, day and pages. A book that lists the paper's pages says
/// that they are the source's (EPUB Accessibility 1.1 §3.4), which the checkers of EPUB 3.2 know too.
fn source(book: &Book, articles: &[Rendered], all: &mut Statements<'_>) {
    let config = &book.config;
    let has_pages = articles.iter().any(|article| !article.pages.is_empty());
    let chapters = || book.chapters.iter().map(|chapter| &chapter.chapter.front);
    let printed = || chapters().find_map(|front| front.paper.clone());
    let paper = config.paper.clone().or_else(printed);
    let Some(paper) = paper.or_else(|| has_pages.then(|| config.title.clone())) else {
        return;
    };
    let day = || chapters().find_map(|front| front.date.clone());
    let mut source = paper;
    if let Some(date) = config.date.clone().or_else(day) {
        source.push_str(&format!(" {date}"));
    }
    let mut pages: Vec<&str> = Vec::new();
    for page in articles.iter().flat_map(|article| &article.pages) {
        if !pages.contains(&page.label.as_str()) {
            pages.push(&page.label);
        }
    }
    let words = Words::of(&config.language);
    if let [first, .., last] = pages[..] {
        let span = format!("{first}–{last}");
        source.push_str(&format!(
            " {}",
            words.page(Some(&span), None).unwrap_or(span)
        ));
    } else if let [page] = pages[..] {
        source.push_str(&format!(
            " {}",
            words.page(Some(page), None).unwrap_or_default()
        ));
    }
    // before the one with the pages: of several sources Ace asks the last where they are counted
    if let Some(issn) = &config.about.issn {
        all.add("dc:source", &format!("urn:issn:{issn}"));
    }
    all.with("dc:source", "id", SOURCE, &source);
    if has_pages {
        all.refine(SOURCE, "source-of", None, "pagination");
    }
}

fn series(config: &Config, all: &mut Statements<'_>) {
    let Some(series) = &config.about.series else {
        return;
    };
    all.list.push(Statement {
        name: "meta",
        attributes: vec![
            ("property", "belongs-to-collection".to_owned()),
            ("id", "series".to_owned()),
        ],
        value: series.name.clone(),
    });
    let kind = if series.is_set { "set" } else { "series" };
    all.refine("series", "collection-type", None, kind);
    if let Some(position) = &series.position {
        all.refine("series", "group-position", None, position);
    }
    if let Some(issn) = &config.about.issn {
        all.refine(
            "series",
            "dcterms:identifier",
            None,
            &format!("urn:issn:{issn}"),
        );
    }
}

/// What a named person vouches for, and what the law exempts (EPUB Accessibility 1.1 §5; the
/// exemption property's note). Without either, nothing.
fn conformance(said: &Accessibility, all: &mut Statements<'_>) {
    if let Some(certifier) = &said.certifier {
        let level = said.level.as_deref().unwrap_or("AA");
        let claim = format!("EPUB Accessibility 1.1 - WCAG 2.2 Level {level}");
        all.list.push(Statement {
            name: "meta",
            attributes: vec![
                ("property", "dcterms:conformsTo".to_owned()),
                ("id", "conformance".to_owned()),
            ],
            value: claim,
        });
        all.list.push(Statement {
            name: "meta",
            attributes: vec![
                ("property", "a11y:certifiedBy".to_owned()),
                ("refines", "#conformance".to_owned()),
                ("id", "certifier".to_owned()),
            ],
            value: certifier.clone(),
        });
        if let Some(credential) = &said.credential {
            all.refine("certifier", "a11y:certifierCredential", None, credential);
        }
        if let Some(date) = &said.date {
            all.refine("certifier", "dcterms:date", None, date);
        }
        if let Some(report) = &said.report {
            all.list.push(Statement {
                name: "link",
                attributes: vec![
                    ("rel", "a11y:certifierReport".to_owned()),
                    ("refines", "#certifier".to_owned()),
                    ("href", report.clone()),
                    ("media-type", "text/html".to_owned()),
                ],
                value: String::new(),
            });
        }
    } else if said.exemption.is_some() {
        all.property("dcterms:conformsTo", "none");
    }
    if let Some(exemption) = &said.exemption {
        all.property("a11y:exemption", exemption);
    }
}

/// Those who wrote and photographed, each once with all that they did, in order of appearance. Role
/// codes are the MARC relators'.
fn contributors(book: &Book, all: &mut Statements<'_>) {
    let named = &book.config.about.contributors;
    for (number, person) in named.iter().enumerate() {
        let id = format!("contributor-{}", number + 1);
        all.person("dc:contributor", &id, &person.name, &[person.role]);
    }
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
    order.retain(|name| {
        let given = named.iter().map(|person| &person.name);
        !given.chain(&book.config.authors).any(|known| known == name)
    });
    if order.len() > MOST_CONTRIBUTORS {
        return;
    }
    for (number, name) in order.into_iter().enumerate() {
        let id = format!("contributor-{}", named.len() + number + 1);
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

struct Statements<'b> {
    list: Vec<Statement>,
    /// By name, how shelves sort it.
    file_as: &'b BTreeMap<String, String>,
}

impl Statements<'_> {
    fn add(&mut self, name: &'static str, value: &str) {
        self.list.push(Statement {
            name,
            attributes: Vec::new(),
            value: value.to_owned(),
        });
    }

    fn with(&mut self, name: &'static str, attribute: &'static str, is: &str, value: &str) {
        self.list.push(Statement {
            name,
            attributes: vec![(attribute, is.to_owned())],
            value: value.to_owned(),
        });
    }

    fn property(&mut self, property: &str, value: &str) {
        self.with("meta", "property", property, value);
    }

    /// Says `property` of the statement with the id `id`.
    fn refine(&mut self, id: &str, property: &str, scheme: Option<&str>, value: &str) {
        let mut attributes = vec![
            ("refines", format!("#{id}")),
            ("property", property.to_owned()),
        ];
        attributes.extend(scheme.map(|scheme| ("scheme", scheme.to_owned())));
        self.list.push(Statement {
            name: "meta",
            attributes,
            value: value.to_owned(),
        });
    }

    fn person(&mut self, name: &'static str, id: &str, person: &str, roles: &[&str]) {
        self.with(name, "id", id, person);
        for role in roles {
            self.refine(id, "role", Some("marc:relators"), role);
        }
        if let Some(sort) = self.file_as.get(person) {
            self.refine(id, "file-as", None, sort);
        }
    }
}
