//! For Hugo: a site with layouts of its own, so that `hugo` needs no theme.

use super::Files;
use super::front::figures;
use super::piece::{Address, Addresses, Piece, around_title, pictures, pieces, places};
use super::yaml::{below, line, ours, quoted, unknown};
use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::format;
use std::collections::BTreeMap;

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
    let mut files: Files = vec![("hugo.toml".to_owned(), settings(book).into_bytes())];
    let site = SITE.iter();
    files.extend(site.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    files.push(("content/_index.md".to_owned(), index(book).into_bytes()));
    let (addresses, places) = (Addresses::of(book), places(book));
    for (number, piece) in pieces(book).iter().enumerate() {
        let text = chapter(book, piece, number, &places, &addresses);
        files.push((format!("content/{}", page(piece.path)), text.into_bytes()));
    }
    let pictures = pictures(book, said).into_iter();
    files.extend(pictures.map(|(path, bytes)| (format!("static/{path}"), bytes)));
    files
}

/// The path of a chapter as a page: `index.md` would be its whole folder to Hugo.
fn page(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, "index.md" | "_index.md")) => format!("{folder}/chapter-index.md"),
        None if matches!(path, "index.md" | "_index.md") => "chapter-index.md".to_owned(),
        _ => path.to_owned(),
    }
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

fn chapter(
    book: &Book,
    piece: &Piece<'_>,
    number: usize,
    places: &BTreeMap<usize, (usize, Option<&str>)>,
    addresses: &Addresses<'_>,
) -> String {
    let (_, part) = places.get(&number).copied().unwrap_or_default();
    let own = unknown(piece.front);
    let mut out = String::from("---\n");
    out += &line("title", Some(piece.title));
    if piece.front.date.as_deref().is_some_and(crate::book::is_day) && !has(&own, "date") {
        out += &line("date", piece.front.date.as_deref());
    }
    if !has(&own, "weight") {
        out += &format!("weight: {}\n", number + 1);
    }
    let mut fields = ours(piece.front);
    fields += &line("part", part);
    out += &below("offprint", &fields);
    out += &own;
    out += "---\n\n";
    let folder = piece.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let up = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count());
    let body = around_title(&piece.body).1.trim_start_matches('\n');
    let leads = |address: &str| {
        Some(match addresses.read(piece.path, address)? {
            Address::Chapter(path, fragment) => {
                let page = page(&path);
                let page = page.strip_suffix(".md").unwrap_or(&page);
                format!("{up}{page}.html{fragment}")
            }
            Address::File(path) => format!("{up}{path}"),
        })
    };
    let body = figures(book, body, &leads);
    out += &format::relinked(&body, &leads);
    out
}

/// Whether front matter that is kept as it was has `key`.
fn has(lines: &str, key: &str) -> bool {
    let keys = lines.lines().filter_map(|line| line.split_once(':'));
    keys.into_iter().any(|(name, _)| name == key)
}
