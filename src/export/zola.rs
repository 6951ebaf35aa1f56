//! For Zola: a site with templates of its own, so that `zola build` needs no theme.

use super::Files;
use super::piece::Address;
use super::site::{self, Page, page_path};
use super::yaml::{below, line, ours, quoted, unknown};
use crate::book::{Book, is_day};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;

/// Templates and the style sheet.
const SITE: &[(&str, &str)] = &[
    ("templates/base.html", include_str!("site/zola-base.html")),
    ("templates/page.html", include_str!("site/zola-page.html")),
    (
        "templates/section.html",
        include_str!("site/zola-section.html"),
    ),
    (
        "templates/index.html",
        include_str!("site/zola-section.html"),
    ),
    ("static/book.css", include_str!("site/site.css")),
];

pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Files {
    let mut files = vec![("config.toml".to_owned(), settings(book).into_bytes())];
    files.extend(site::files(book, SITE, &chapter, said));
    let mut folders = BTreeSet::from([String::new()]);
    for chapter in &book.chapters {
        let ends = chapter.path.match_indices('/');
        folders.extend(ends.map(|(end, _)| chapter.path[..=end].to_owned()));
    }
    files.extend(folders.into_iter().map(|folder| {
        let path = format!("content/{folder}_index.md");
        (path, section(book).into_bytes())
    }));
    files
}

fn settings(book: &Book) -> String {
    let config = &book.config;
    let mut out = format!("base_url = \"/\"\ntitle = {}\n", quoted(&config.title));
    if let Some(description) = &config.description {
        out += &format!("description = {}\n", quoted(description));
    }
    let language = config.language.as_str();
    out += &format!(
        "default_language = {}\n",
        quoted(language.split('-').next().unwrap_or("en"))
    );
    out += "\n# names keep their Han\n[slugify]\npaths = \"safe\"\nanchors = \"safe\"\n";
    out + "\n[link_checker]\ninternal_level = \"warn\"\n\n[markdown]\nsmart_punctuation = false\n"
}

fn section(book: &Book) -> String {
    format!(
        "---\ntitle: {}\nsort_by: weight\ntransparent: true\n---\n",
        quoted(&book.config.title)
    )
}

fn chapter(page: &Page<'_>) -> String {
    let piece = page.piece;
    let mut out = String::from("---\n");
    out += &line("title", Some(piece.title));
    // Zola reads whole days only, and without quotes
    let day = piece.front.date.as_deref();
    if let Some(day) = day.filter(|day| is_day(day) && day.len() == 10) {
        out += &format!("date: {day}\n");
    }
    out += &format!("weight: {}\n", page.number);
    // it refuses keys it does not know, except below this one
    let fields = ours(piece.front) + &line("part", page.part) + &unknown(piece.front);
    out += &below("extra", &fields);
    out += "---\n\n";
    out += &page.body(&|address| match address {
        Address::Chapter(path, fragment) => format!("@/{}{fragment}", page_path(&path)),
        Address::File(path) => format!("/{path}"),
    });
    out
}
