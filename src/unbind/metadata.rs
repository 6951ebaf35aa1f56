//! What an EPUB says of itself → what `book.toml` says.

use super::pages::Made;
use crate::book::{self, Given};
use crate::reader::{Element, Package};

/// What is known of the book.
#[derive(Default)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) language: String,
    authors: Vec<String>,
    contributors: Vec<(String, String)>,
    subjects: Vec<String>,
    /// Other keys of `[book]`.
    texts: Vec<(&'static str, String)>,
    vertical: bool,
    /// Everything that stands here, for telling whether a title page says more.
    pub(super) said: Vec<String>,
}

/// Roles of those who made the book and did not write it; others are authors.
const ROLES: &[&str] = &[
    "rpt", "ctb", "pht", "ill", "edt", "com", "trl", "pfr", "trc", "bkp", "bkd", "cov", "aui",
    "ive", "ivr", "nrt", "oth",
];

pub(super) fn read(package: &Package<'_>) -> About {
    let first = |name: &str| {
        let mut found = package.statements(name).map(words);
        found.find(|text| !text.is_empty())
    };
    let mut about = About {
        title: title(package),
        language: first("language")
            .map(|tag| tag.replace('_', "-"))
            .unwrap_or_default(),
        subjects: package.statements("subject").map(words).collect(),
        ..About::default()
    };
    about.subjects.retain(|subject| !subject.is_empty());
    for name in ["creator", "contributor"] {
        for person in package.statements(name) {
            let text = words(person);
            let role = refined(package, person, "role").or_else(|| attribute(person, "role"));
            let role = role.unwrap_or_default().to_ascii_lowercase();
            // programs enter themselves
            if text.is_empty() || role == "bkp" && name == "contributor" {
                continue;
            }
            match (name, ROLES.contains(&role.as_str())) {
                ("creator", false) => about.authors.push(text),
                (_, true) => about.contributors.push((text, role)),
                (_, false) => about.contributors.push((text, "ctb".to_owned())),
            }
        }
    }
    let mut text = |key, found: Option<String>| {
        if let Some(found) = found.filter(|found| !found.is_empty()) {
            about.texts.push((key, found));
        }
    };
    text(
        "description",
        first("description").map(|words| plain(&words)),
    );
    text("publisher", first("publisher"));
    text(
        "date",
        package
            .statements("date")
            .find_map(|date| day(&words(date))),
    );
    text("rights", first("rights"));
    text("identifier", identifier(package));
    let (series, position) = series(package);
    if series.is_some() {
        text("series", series);
        text("series-position", position);
    }
    let spine = package.root.child("spine");
    let direction = spine.and_then(|spine| spine.attribute("page-progression-direction"));
    let mut modes = package.statements("meta");
    let mode = modes.find(|meta| meta.attribute("name") == Some("primary-writing-mode"));
    let mode = mode
        .and_then(|mode| mode.attribute("content"))
        .unwrap_or_default();
    let east = ["zh", "ja"]
        .iter()
        .any(|lang| about.language.starts_with(lang));
    about.vertical = mode == "vertical-rl" || direction == Some("rtl") && east;
    about.said = package
        .metadata
        .iter()
        .map(|element| words(element))
        .collect();
    about.said.push(about.title.clone());
    about
}

impl About {
    /// `book.toml`.
    pub(super) fn settings(&self, made: &Made) -> String {
        let mut texts = Vec::new();
        if !self.title.is_empty() {
            texts.push(("title", self.title.clone()));
        }
        if is_language(&self.language) {
            texts.push(("language", self.language.clone()));
        }
        texts.extend(self.texts.iter().cloned());
        book::settings(&Given {
            texts,
            lists: vec![
                ("authors", self.authors.clone()),
                ("subjects", self.subjects.clone()),
            ],
            contributors: self.contributors.clone(),
            cover: made.cover.clone(),
            vertical: self.vertical,
            alternatives: made.alternatives.clone(),
        })
    }
}

/// The title, and what stands under it.
fn title(package: &Package<'_>) -> String {
    let kind = |element: &Element| refined(package, element, "title-type").unwrap_or_default();
    let titles: Vec<(String, String)> = package
        .statements("title")
        .map(|element| (kind(element), words(element)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let of = |wanted: &str| {
        titles
            .iter()
            .find(|(kind, _)| kind == wanted)
            .map(|(_, text)| text)
    };
    let main = of("main").or(titles.first().map(|(_, text)| text));
    match (main, of("subtitle")) {
        (Some(main), Some(below)) if main != below => {
            let wide = main.chars().any(crate::text::chars::is_han);
            format!("{main}{}{below}", if wide { "：" } else { ": " })
        }
        (main, _) => main.cloned().unwrap_or_default(),
    }
}

/// The identifier that the package calls its own, else the first.
fn identifier(package: &Package<'_>) -> Option<String> {
    let own = package.root.attribute("unique-identifier");
    let mut all = package.statements("identifier");
    let found = all.find(|element| element.attribute("id") == own && own.is_some());
    found.or(package.statements("identifier").next()).map(words)
}

/// The series and the place in it, as EPUB 3 and as calibre write them.
fn series(package: &Package<'_>) -> (Option<String>, Option<String>) {
    if let Some(meta) = package.properties("belongs-to-collection").next() {
        return (Some(words(meta)), refined(package, meta, "group-position"));
    }
    let named = |name: &str| {
        let mut metas = package.statements("meta");
        let found = metas.find(|meta| meta.attribute("name") == Some(name));
        found
            .and_then(|meta| meta.attribute("content"))
            .map(str::to_owned)
    };
    (named("calibre:series"), named("calibre:series_index"))
}

/// What `meta refines="#…"` says of `element`.
fn refined(package: &Package<'_>, element: &Element, property: &str) -> Option<String> {
    let id = format!("#{}", element.attribute("id")?);
    let mut metas = package.statements("meta");
    let found = metas.find(|meta| {
        meta.attribute("refines") == Some(id.as_str())
            && meta.attribute("property") == Some(property)
    });
    found.map(words)
}

/// An attribute of the package's own namespace, whatever its prefix.
fn attribute(element: &Element, local: &str) -> Option<String> {
    let found = element.attributes.iter().find(|(name, _)| {
        name.rsplit_once(':')
            .map_or(name.as_str(), |(_, local)| local)
            == local
    });
    found.map(|(_, value)| value.clone())
}

fn words(element: &Element) -> String {
    element
        .text()
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A description without the tags that some programs write into it.
fn plain(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let (tree, _) = crate::reader::parse_mended(text);
    words(&tree.root)
}

/// The day of a date that may have a time: `2019-05-01T00:00:00+00:00`.
fn day(date: &str) -> Option<String> {
    [10, 7, 4]
        .iter()
        .filter_map(|&length| date.get(..length))
        .find(|day| book::is_day(day))
        .map(str::to_owned)
}

fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    matches!(language.len(), 2 | 3)
        && language.bytes().all(|b| b.is_ascii_alphabetic())
        && parts.all(subtag)
}
