//! The pages of the edition: the frame they share, cover, title page and imprint.

use super::pictures::Picture;
use super::{Edition, Profile, kobo};
use crate::book::{self, Book, Counts};
use crate::html::Rendered;
use crate::html::escape::escaped;
use crate::text::chars::IDEOGRAPHIC_SPACE;
use crate::words::Words;
use std::fmt::Write;

/// What differs from page to page.
pub(super) struct Page<'p> {
    /// BCP 47 tag.
    pub(super) lang: &'p str,
    /// For programs; U+3000 is shown as it is.
    pub(super) title: &'p str,
    /// Where the style sheet lies, seen from the page.
    pub(super) styles: &'p str,
    /// Which division of the book the page belongs to.
    pub(super) kind: &'p str,
    pub(super) body: &'p str,
}

/// Where the style sheet lies for pages in `text/`.
const STYLES_ABOVE: &str = "../css/book.css";

/// Writes a whole XHTML file.
pub(super) fn frame(page: &Page<'_>) -> String {
    begun(page) + END
}

/// What ends an XHTML file.
pub(super) const END: &str = "</body>\n</html>\n";

/// Writes an XHTML file whose body goes on; [`END`] ends it.
pub(super) fn begun(page: &Page<'_>) -> String {
    let lang = escaped(page.lang);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\">\n\
         <head>\n\
         <meta charset=\"utf-8\"/>\n\
         <title>{}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{}\"/>\n\
         </head>\n\
         <body epub:type=\"{}\">\n{}",
        escaped(page.title),
        page.styles,
        page.kind,
        page.body,
    )
}

/// The page of file `part` of article `index`; the first one of a part of the book bears that part's
/// name above it.
pub(super) fn article(
    edition: &Edition<'_>,
    index: usize,
    part: usize,
    article: &Rendered,
) -> String {
    let named;
    let xhtml = &article.xhtml[article.parts[part].bytes.clone()];
    let body = match edition.opens[index].filter(|_| part == 0) {
        Some(name) => {
            let lang = escaped(edition.book.config.language.as_str());
            named = format!(
                "<p class=\"part\" lang=\"{lang}\" xml:lang=\"{lang}\">{}</p>\n{}",
                escaped(name),
                xhtml
            );
            named.as_str()
        }
        None => xhtml,
    };
    let page = frame(&Page {
        lang: &article.lang,
        title: &article.title,
        styles: STYLES_ABOVE,
        kind: "bodymatter",
        body,
    });
    match edition.profile {
        Profile::Kobo => kobo::marked(&page),
        _ => page,
    }
}

/// The page of the cover.
pub(super) fn cover(book: &Book, cover: &Picture) -> String {
    let config = &book.config;
    let words = Words::of(&config.language);
    let day = config.date.as_ref().map(|date| words.day(date));
    // what is drawn on it, in the order in which it is read
    let drawn = [config.paper.clone(), Some(config.title.clone()), day];
    let mut shown: Vec<String> = vec![words.cover.to_owned()];
    for text in drawn.into_iter().flatten() {
        if !shown.iter().any(|known| known.contains(&text)) {
            shown.push(text);
        }
    }
    let body = format!(
        "<section epub:type=\"cover\" class=\"cover\">\n\
         <img role=\"doc-cover\" src=\"../{}\" alt=\"{}\"/>\n\
         </section>\n",
        cover.path,
        escaped(&shown.join(words.comma)),
    );
    frame(&Page {
        lang: config.language.as_str(),
        title: words.cover,
        styles: STYLES_ABOVE,
        kind: "frontmatter",
        body: &body,
    })
}

/// The title page: paper, title, description, names, day, publisher.
pub(super) fn title(book: &Book) -> String {
    let config = &book.config;
    let words = Words::of(&config.language);
    let mut body = String::from("<section epub:type=\"titlepage\" class=\"title-page\">\n");
    let paper = config.paper.as_deref();
    line(
        &mut body,
        "paper",
        paper.filter(|paper| !config.title.contains(paper)),
    );
    let title = escaped(&config.title).replace(IDEOGRAPHIC_SPACE, "<br/>");
    let _ = writeln!(body, "<h1>{title}</h1>");
    line(&mut body, "description", config.description.as_deref());
    line(
        &mut body,
        "authors",
        Some(&config.authors.join(words.comma)),
    );
    let day = config.date.as_ref().map(|date| words.day(date));
    let day = day.filter(|day| !config.title.contains(day.as_str()));
    line(&mut body, "date", day.as_deref());
    line(&mut body, "publisher", config.publisher.as_deref());
    body.push_str("</section>\n");
    frame(&Page {
        lang: config.language.as_str(),
        title: &config.title,
        styles: STYLES_ABOVE,
        kind: "frontmatter",
        body: &body,
    })
}

fn line(out: &mut String, class: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escaped(text));
    }
}

/// The imprint: what the book is, where it comes from, and what was done to its text.
pub(super) fn imprint(book: &Book, licences: &[(String, String)]) -> String {
    let config = &book.config;
    let words = Words::of(&config.language);
    let fonts = licences.iter();
    let fonts = fonts.map(|(family, licence)| format!("{family}{}{licence}", words.colon));
    let fonts = fonts.map(|font| (words.fonts, Some(font)));
    let counts = book::counts(&book.folder);
    let count = |of: fn(&Counts) -> usize| counts.as_ref().map(|counts| of(counts).to_string());
    let rows = [
        (words.paper, config.paper.clone()),
        (words.date, config.date.as_ref().map(|date| words.day(date))),
        (words.authors, Some(config.authors.join(words.comma))),
        (words.publisher, config.publisher.clone()),
        (words.articles, Some(book.chapters.len().to_string())),
        (words.repairs, count(|counts| counts.repairs)),
        (words.doubts, count(|counts| counts.doubts)),
        (words.rights, config.rights.clone()),
        (words.identifier, Some(config.identifier.clone())),
    ];
    let mut body = format!(
        "<section epub:type=\"colophon\" role=\"doc-colophon\" class=\"imprint\" aria-labelledby=\"imprint\">\n\
         <h1 id=\"imprint\">{}</h1>\n<p class=\"title\">{}</p>\n<dl>\n",
        words.imprint,
        escaped(&config.title),
    );
    for (label, value) in rows.into_iter().chain(fonts) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(body, "<dt>{label}</dt><dd>{}</dd>", escaped(&value));
        }
    }
    let _ = writeln!(
        body,
        "</dl>\n<p class=\"made-with\">{}</p>\n</section>",
        words.made_with
    );
    frame(&Page {
        lang: config.language.as_str(),
        title: words.imprint,
        styles: STYLES_ABOVE,
        kind: "backmatter",
        body: &body,
    })
}
