//! The contents in the two forms that reading systems want: `nav.xhtml` (EPUB 3.3 §7), which is the
//! contents page of the book too, and `toc.ncx` for older ones.

use super::contents::{Kind, Point};
use super::{COVER, Edition, NAV, STYLES, TITLE, page_breaks, pages};
use crate::html::Rendered;
use crate::html::escape::escaped;
use crate::words::Words;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Writes `nav.xhtml`: the contents as a page to read, and the landmarks, which only programs see.
///
/// A label is plain text, since programs show nothing else; the kicker above a headline is drawn
/// by the style sheet from an attribute.
pub(super) fn nav(
    edition: &Edition<'_>,
    contents: &[Point],
    articles: &[Rendered],
    has_cover: bool,
) -> String {
    let book = edition.book;
    let words = Words::of(&book.config.language);
    let head = format!(
        "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\" class=\"contents\" aria-labelledby=\"toc-title\">\n<h1 id=\"toc-title\">{}</h1>\n",
        words.contents
    );
    // one text from the start: of a large book it has megabytes
    let mut out = pages::begun(&pages::Page {
        lang: book.config.language.as_str(),
        title: words.contents,
        styles: STYLES,
        kind: "frontmatter",
        body: &head,
    });
    list(&mut out, contents);
    out.push_str("</nav>\n");
    page_list(&mut out, edition, articles, words);
    landmarks(&mut out, edition, has_cover, words);
    out.push_str(pages::END);
    out
}

fn list(out: &mut String, points: &[Point]) {
    let any = |kind| points.iter().any(|point| point.kind == kind);
    let class = match points.first().map(|point| point.kind) {
        Some(Kind::Subhead) => "subheads",
        _ if any(Kind::Part) => "parts",
        _ => "articles",
    };
    let _ = writeln!(out, "<ol class=\"{class}\">");
    for point in points {
        let class = match point.kind {
            Kind::Part => " class=\"part\"",
            Kind::Article | Kind::Subhead => "",
        };
        let _ = write!(out, "<li{class}>");
        let mut attributes = String::new();
        if let Some(lang) = &point.lang {
            let tag = escaped(lang.as_str());
            let _ = write!(attributes, " lang=\"{tag}\" xml:lang=\"{tag}\"");
        }
        if let Some(kicker) = &point.kicker {
            let _ = write!(attributes, " data-kicker=\"{}\"", escaped(kicker));
        }
        let label = escaped(&point.label);
        let _ = match &point.href {
            Some(href) => write!(out, "<a href=\"{}\"{attributes}>{label}</a>", escaped(href)),
            None => write!(out, "<span{attributes}>{label}</span>"),
        };
        if !point.below.is_empty() {
            out.push('\n');
            list(out, &point.below);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
}

/// The list of the newspaper's pages, which only programs show: where each begins, in reading order.
fn page_list(out: &mut String, edition: &Edition<'_>, articles: &[Rendered], words: &Words) {
    let mut pages = page_breaks(articles).peekable();
    if pages.peek().is_none() {
        return;
    }
    let _ = writeln!(
        out,
        "<nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"pages\" aria-label=\"{}\" hidden=\"hidden\">\n<ol>",
        words.pages
    );
    for (index, page) in pages {
        let _ = writeln!(
            out,
            "<li><a href=\"{}#{}\">{}</a></li>",
            edition.path(index, page.part),
            page.id,
            escaped(&page.label)
        );
    }
    out.push_str("</ol>\n</nav>\n");
}

fn landmarks(out: &mut String, edition: &Edition<'_>, has_cover: bool, words: &Words) {
    let first = (!edition.book.chapters.is_empty()).then(|| edition.path(0, 0));
    let marks = [
        ("cover", has_cover.then(|| COVER.to_owned()), words.cover),
        ("titlepage", Some(TITLE.to_owned()), words.title_page),
        ("toc", Some(format!("{NAV}#toc")), words.contents),
        ("bodymatter", first, words.text),
    ];
    out.push_str("<nav epub:type=\"landmarks\" hidden=\"hidden\">\n<ol>\n");
    for (kind, href, label) in marks {
        if let Some(href) = href {
            let _ = writeln!(
                out,
                "<li><a epub:type=\"{kind}\" href=\"{href}\">{label}</a></li>"
            );
        }
    }
    out.push_str("</ol>\n</nav>\n");
}

/// Writes `toc.ncx` (OPF 2.0.1 §2.4.1): the same points, except those that lead nowhere, and the same
/// pages.
pub(super) fn ncx(edition: &Edition<'_>, contents: &[Point], articles: &[Rendered]) -> String {
    let config = &edition.book.config;
    // one text from the start, as above
    let head = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" xml:lang=\"{}\">\n\
         <head>\n\
         <meta name=\"dtb:uid\" content=\"{}\"/>\n\
         <meta name=\"dtb:depth\" content=\"{}\"/>\n\
         <meta name=\"dtb:totalPageCount\" content=\"{}\"/>\n\
         <meta name=\"dtb:maxPageNumber\" content=\"0\"/>\n\
         </head>\n\
         <docTitle><text>{}</text></docTitle>\n\
         <navMap>\n",
        escaped(config.language.as_str()),
        escaped(&config.identifier),
        depth(contents).max(1),
        page_breaks(articles).count(),
        escaped(&config.title),
    );
    let mut ncx = Numbered {
        out: head,
        ids: 0,
        orders: BTreeMap::new(),
    };
    ncx.list(contents);
    ncx.out.push_str("</navMap>\n");
    ncx.pages(edition, articles);
    ncx.out.push_str("</ncx>\n");
    ncx.out
}

/// How many levels the points have that lead somewhere.
fn depth(points: &[Point]) -> usize {
    let depths = points
        .iter()
        .map(|point| usize::from(point.href.is_some()) + depth(&point.below));
    depths.max().unwrap_or_default()
}

/// Points of the NCX as they are written. Those that lead to one place have one number in the order
/// of play, as the format asks.
struct Numbered {
    out: String,
    ids: usize,
    orders: BTreeMap<String, usize>,
}

impl Numbered {
    fn list(&mut self, points: &[Point]) {
        for point in points {
            match &point.href {
                Some(href) => self.point(point, href),
                // its articles, if it has any, take its place
                None => self.list(&point.below),
            }
        }
    }

    fn order(&mut self, href: &str) -> usize {
        let next = self.orders.len() + 1;
        *self.orders.entry(href.to_owned()).or_insert(next)
    }

    /// The page list; nothing without pages.
    fn pages(&mut self, edition: &Edition<'_>, articles: &[Rendered]) {
        let mut pages = page_breaks(articles).enumerate().peekable();
        if pages.peek().is_none() {
            return;
        }
        self.out.push_str("<pageList>\n");
        for (number, (index, page)) in pages {
            let href = format!("{}#{}", edition.path(index, page.part), page.id);
            let order = self.order(&href);
            let label = escaped(&page.label);
            let _ = writeln!(
                self.out,
                "<pageTarget id=\"page-{}\" type=\"special\" playOrder=\"{order}\"><navLabel><text>{label}</text></navLabel><content src=\"{}\"/></pageTarget>",
                number + 1,
                escaped(&href),
            );
        }
        self.out.push_str("</pageList>\n");
    }

    fn point(&mut self, point: &Point, href: &str) {
        self.ids += 1;
        let order = self.order(href);
        let _ = write!(
            self.out,
            "<navPoint id=\"p{}\" playOrder=\"{order}\"><navLabel><text>{}</text></navLabel><content src=\"{}\"/>",
            self.ids,
            escaped(&point.label),
            escaped(href),
        );
        if !point.below.is_empty() {
            self.out.push('\n');
            self.list(&point.below);
        }
        self.out.push_str("</navPoint>\n");
    }
}
