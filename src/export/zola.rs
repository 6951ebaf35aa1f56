//! For Zola: a site with templates of its own, so that `zola build` needs no theme.

use super::Files;
use super::front::figures;
use super::piece::{Address, Addresses, Piece, around_title, pictures, pieces, places};
use super::yaml::{below, line, ours, quoted, unknown};
use crate::book::{Book, is_day};
use crate::diagnostic::Diagnostic;
use crate::format;
use std::collections::{BTreeMap, BTreeSet};

/// Templates and the style sheet.
const SITE: &[(&str, &str)] = &[
    ("templates/base.html", include_str!("site/zola-base.html")),
    ("templates/page.html", include_str!("site/zola-page.html")),
    (
        "templates/section.html",
        include_str!("site/zola-section.html"),
    ),
    ("templates/index.html", include_str!("site/zola-index.html")),
    ("static/book.css", include_str!("site/site.css")),
];

pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Files {
    let mut files: Files = vec![("config.toml".to_owned(), settings(book).into_bytes())];
    let site = SITE.iter();
    files.extend(site.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())));
    let (addresses, places) = (Addresses::of(book), places(book));
    let mut folders = BTreeSet::from([String::new()]);
    for (number, piece) in pieces(book).iter().enumerate() {
        let mut folder = piece.path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folders.insert(format!("{above}/"));
            folder = above;
        }
        let text = chapter(book, piece, number, &places, &addresses);
        files.push((format!("content/{}", page(piece.path)), text.into_bytes()));
    }
    for folder in folders {
        files.push((
            format!("content/{folder}_index.md"),
            section(book).into_bytes(),
        ));
    }
    let pictures = pictures(book, said).into_iter();
    files.extend(pictures.map(|(path, bytes)| (format!("static/{path}"), bytes)));
    files
}

/// The path of a chapter as a page: `index.md` would be its whole folder to Zola.
fn page(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, "index.md" | "_index.md")) => format!("{folder}/chapter-index.md"),
        None if matches!(path, "index.md" | "_index.md") => "chapter-index.md".to_owned(),
        _ => path.to_owned(),
    }
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

fn chapter(
    book: &Book,
    piece: &Piece<'_>,
    number: usize,
    places: &BTreeMap<usize, (usize, Option<&str>)>,
    addresses: &Addresses<'_>,
) -> String {
    let (_, part) = places.get(&number).copied().unwrap_or_default();
    let mut out = String::from("---\n");
    out += &line("title", Some(piece.title));
    // Zola reads whole days only, and without quotes
    if let Some(day) = piece
        .front
        .date
        .as_deref()
        .filter(|day| is_day(day) && day.len() == 10)
    {
        out += &format!("date: {day}\n");
    }
    out += &format!("weight: {}\n", number + 1);
    // it refuses keys it does not know, except below this one
    let fields = ours(piece.front) + &line("part", part) + &unknown(piece.front);
    out += &below("extra", &fields);
    out += "---\n\n";
    let body = around_title(&piece.body).1.trim_start_matches('\n');
    let leads = |address: &str| {
        Some(match addresses.read(piece.path, address)? {
            Address::Chapter(path, fragment) => format!("@/{}{fragment}", page(&path)),
            Address::File(path) => format!("/{path}"),
        })
    };
    let body = figures(book, body, &leads);
    out += &format::relinked(&body, &leads);
    out
}
