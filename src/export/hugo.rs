//! For Hugo: a site with layouts of its own, so that `hugo` needs no theme.

use super::Files;
use super::piece::Address;
use super::site::{self, Page, page_path};
use super::yaml::{below, line, ours, quoted, unknown};
use crate::book::{Book, is_day};
use crate::diagnostic::Diagnostic;

/// Layouts and the style sheet.
const SITE: &[(&str, &str)] = &[
    (
        "layouts/_default/baseof.html",
        include_str!("site/hugo-base.html"),
    ),
    (
        "layouts/_default/single.html",
        include_str!("site/hugo-single.html"),
    ),
    (
        "layouts/_default/list.html",
        include_str!("site/hugo-list.html"),
    ),
    ("static/book.css", include_str!("site/site.css")),
];

pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Files {
    let mut files = vec![
        ("hugo.toml".to_owned(), settings(book).into_bytes()),
        ("content/_index.md".to_owned(), index(book).into_bytes()),
    ];
    files.extend(site::files(book, SITE, &chapter, said));
    files
}

fn settings(book: &Book) -> String {
    let config = &book.config;
    let language = quoted(config.language.as_str());
    format!(
        "baseURL = \"/\"\ntitle = {}\nlanguageCode = {language}\n\
         # a page lies where its chapter lay, so that pictures and links beside it are found\n\
         uglyURLs = true\ndisablePathToLower = true\ndisableKinds = [\"taxonomy\", \"term\", \"rss\"]\n\
         ignoreFiles = []\n\n[markup.goldmark.renderer]\nunsafe = true\n\n\
         [markup.goldmark.extensions]\ntypographer = false\n",
        quoted(&config.title)
    )
}

fn index(book: &Book) -> String {
    let config = &book.config;
    let mut out = String::from("---\n");
    out += &line("title", Some(&config.title));
    out += &line("description", config.description.as_deref());
    out + "---\n"
}

fn chapter(page: &Page<'_>) -> String {
    let piece = page.piece;
    let own = unknown(piece.front);
    let mut out = String::from("---\n");
    out += &line("title", Some(piece.title));
    if piece.front.date.as_deref().is_some_and(is_day) && !has(&own, "date") {
        out += &line("date", piece.front.date.as_deref());
    }
    if !has(&own, "weight") {
        out += &format!("weight: {}\n", page.number);
    }
    let fields = ours(piece.front) + &line("part", page.part);
    out += &below("offprint", &fields);
    out += &own;
    out += "---\n\n";
    let up = "../".repeat(piece.path.matches('/').count());
    out += &page.body(&|address| match address {
        Address::Chapter(path, fragment) => {
            let page = page_path(&path);
            let page = page.strip_suffix(".md").unwrap_or(&page);
            format!("{up}{page}.html{fragment}")
        }
        Address::File(path) => format!("{up}{path}"),
    });
    out
}

/// Whether front matter that is kept as it was has `key`.
fn has(lines: &str, key: &str) -> bool {
    let keys = lines.lines().filter_map(|line| line.split_once(':'));
    keys.into_iter().any(|(name, _)| name == key)
}
