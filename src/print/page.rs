//! The page as a whole: its head, its parts in order, and each article in its place.

use super::{contents, escape, front, paper};
use crate::book::{Book, Entry};
use crate::diagnostic::Warned;
use crate::html::{self, Frame, Targets};
use crate::media::Gallery;
use crate::text::{Lang, chars};
use crate::words::Words;
use std::fmt::Write;

/// The rules of the edition on paper and on screen.
const PRINT: &str = include_str!("../../styles/print.css");
/// What the screen alone wants.
const SCREEN: &str = include_str!("../../styles/screen.css");

/// What is settled before the first article is rendered.
pub(super) struct Plan<'a> {
    pub(super) book: &'a Book,
    /// What links and pictures lead to.
    pub(super) targets: Targets<'a>,
    pub(super) words: &'static Words,
    /// Digits in an article's name.
    digits: usize,
    /// For each chapter, the index of the part that it opens.
    opens: Vec<Option<usize>>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(book: &'a Book, gallery: &'a Gallery) -> Self {
        let mut opens = vec![None; book.chapters.len()];
        let mut waiting = None;
        for (index, entry) in book.contents.entries.iter().enumerate() {
            match entry {
                Entry::Part(_) => waiting = Some(index),
                Entry::Chapter {
                    chapter: Some(chapter),
                    ..
                } => opens[*chapter] = waiting.take(),
                Entry::Chapter { .. } | Entry::Separator => {}
            }
        }
        Self {
            book,
            targets: Targets::of(book, gallery),
            words: Words::of(&book.config.language),
            digits: book.chapters.len().to_string().len().max(3),
            opens,
        }
    }

    /// The id of chapter `index`, and the name of its printed pages.
    pub(super) fn name(&self, index: usize) -> String {
        format!("a{:0width$}", index + 1, width = self.digits)
    }

    /// The language of chapter `index`, where it is not the book's.
    pub(super) fn foreign(&self, index: usize) -> Option<&str> {
        let lang = self.book.chapters[index].chapter.front.lang.as_deref();
        lang.filter(|&lang| lang != self.book.config.language.as_str())
    }
}

/// The style sheets.
pub(super) struct Styles {
    pages: String,
}

impl Styles {
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        Self {
            pages: paper::style(plan),
        }
    }

    /// Elements that hold the style sheets, and forbid everything that is not in the page.
    pub(super) fn within(&self) -> String {
        format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             img-src data:; style-src 'unsafe-inline'\">\n\
             <style>\n{PRINT}{}</style>\n<style media=\"screen\">\n{SCREEN}</style>\n",
            self.pages
        )
    }

    /// Elements that name the style sheets of the bundle.
    pub(super) fn beside(&self) -> String {
        "<link rel=\"stylesheet\" href=\"styles/print.css\">\n\
         <link rel=\"stylesheet\" href=\"styles/pages.css\">\n\
         <link rel=\"stylesheet\" href=\"styles/screen.css\" media=\"screen\">\n"
            .to_owned()
    }

    /// The style sheets of the bundle and their paths.
    pub(super) fn files(&self) -> [(&'static str, &str); 3] {
        [
            ("styles/print.css", PRINT),
            ("styles/pages.css", &self.pages),
            ("styles/screen.css", SCREEN),
        ]
    }
}

/// From the first byte to the end of `<head>`.
pub(super) fn head(plan: &Plan<'_>, styles: &str) -> String {
    let config = &plan.book.config;
    let mut metas = String::new();
    let fields = [
        (
            "author",
            Some(config.authors.join(", ")).filter(|a| !a.is_empty()),
        ),
        ("date", config.date.clone()),
        ("description", config.description.clone()),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            let value = escape::html(&value);
            // writing to a String cannot fail
            let _ = writeln!(metas, "<meta name=\"{name}\" content=\"{value}\">");
        }
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n{metas}{styles}</head>\n",
        lang = escape::html(config.language.as_str()),
        title = escape::html(&config.title),
    )
}

/// The title page and the contents, up to the first article.
pub(super) fn front(plan: &Plan<'_>) -> String {
    format!(
        "<body>\n<a class=\"skip\" href=\"#text\">{skip}</a>\n{title}{contents}<main id=\"text\">\n",
        skip = plan.words.skip,
        title = front::title_page(plan),
        contents = contents::write(plan),
    )
}

/// From the last article to the last byte.
pub(super) fn end(plan: &Plan<'_>) -> String {
    format!("</main>\n{}</body>\n</html>\n", front::imprint(plan))
}

/// An article in its place.
pub(super) struct Article {
    /// Its markup; where the address of a picture belongs, its path stands between two [`MARK`]s.
    markup: String,
    /// Its pictures, each once, paths below the chapters.
    pub(super) pictures: Vec<String>,
}

/// A character that is none and stands in no text (Unicode §23.7).
const MARK: char = '\u{FDD0}';

/// A part of an article's markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// The place of a picture's address.
    Picture(&'a str),
}

impl Article {
    /// The markup, cut where addresses of pictures belong.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece<'_>> {
        let pieces = self.markup.split(MARK).enumerate();
        pieces.map(
            |(at, text)| match self.pictures.iter().any(|path| path == text) {
                true if at % 2 == 1 => Piece::Picture(text),
                _ => Piece::Text(text),
            },
        )
    }
}

/// Renders chapter `index`.
pub(super) fn article(plan: &Plan<'_>, index: usize) -> Warned<Article> {
    let marked = |named: &str| format!("{MARK}{named}{MARK}");
    let Warned {
        value: mut rendered,
        diagnostics,
    } = rendered(plan, index, &marked);
    let pictures = std::mem::take(&mut rendered.images);
    Warned {
        value: Article {
            markup: place(plan, index, rendered),
            pictures,
        },
        diagnostics,
    }
}

fn rendered(
    plan: &Plan<'_>,
    index: usize,
    image_href: &dyn Fn(&str) -> String,
) -> Warned<html::Rendered> {
    let frame = Frame {
        id_prefix: &format!("{}-", plan.name(index)),
        heading_shift: 1,
        chapter_href: &|chapter, _, fragment| match fragment {
            "" => format!("#{}", plan.name(chapter)),
            _ => format!("#{}-{fragment}", plan.name(chapter)),
        },
        image_href,
        epub: false,
        vertical: false,
        new_page: None,
    };
    html::render(&plan.targets, index, &frame)
}

/// Puts a rendered article where links find it, under the name of the part it opens.
fn place(plan: &Plan<'_>, index: usize, article: html::Rendered) -> String {
    let mut out = String::with_capacity(article.xhtml.len() + 256);
    let size = size(&article.title, &Lang::new(article.lang.as_str()));
    let _ = writeln!(
        out,
        "<div class=\"sheet{size}\" id=\"{}\">",
        plan.name(index)
    );
    if let Some(part) = plan.opens[index] {
        let id = contents::part_id(part);
        let name = contents::part_name(plan, part);
        let _ = writeln!(out, "<p class=\"part\" id=\"{id}\">{name}</p>");
    }
    out.push_str(&loosened(article.xhtml));
    let _ = writeln!(
        out,
        "\n<p class=\"up\"><a href=\"#contents\">{}</a></p>\n</div>",
        plan.words.contents
    );
    out
}

/// The class of what holds a headline in `lang`: it sets the headline as large as its longest line
/// allows, so that a Chinese headline breaks only where the paper broke it. On the 27 ems of a line
/// of A5, a headline has 12 characters to the line, a `long` one 15 and a `longer` one 18; `odd` are
/// those of an odd number of lines, which end half a line off the grid.
fn size(title: &str, lang: &Lang) -> &'static str {
    let lines = title.split(chars::IDEOGRAPHIC_SPACE).count();
    match longest(title) {
        _ if !lang.is_wide() => "",
        0..=24 => "",
        25..=30 if lines % 2 == 1 => " long odd",
        25..=30 => " long",
        31..=36 if lines % 2 == 1 => " longer odd",
        _ => " longer",
    }
}

/// The length of the longest line of `title`, in half ems.
pub(super) fn longest(title: &str) -> usize {
    let lines = title.split(chars::IDEOGRAPHIC_SPACE);
    lines.map(half_ems).max().unwrap_or(0)
}

/// Lets a line end between a Han character and a quotation that turns to Latin or figures there:
/// `委|“1+5+3”|工作`. Unicode's rule LB19a forbids both breaks, and a line before such a quotation
/// would be drawn apart to fill its measure.
fn loosened(xhtml: String) -> String {
    let mut out = String::new();
    let mut done = 0;
    for (at, mark) in xhtml.match_indices(['“', '”']) {
        let (before, end) = (&xhtml[..at], at + mark.len());
        let left = before.chars().next_back();
        let right = xhtml[end..].chars().next();
        let (outside, inside, place) = match mark {
            "“" => (left, right, at),
            _ => (right, left, end),
        };
        let narrow = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '&' | ';');
        let in_tag = || {
            before
                .rfind(['<', '>'])
                .is_some_and(|i| before[i..].starts_with('<'))
        };
        if outside.is_some_and(chars::is_han) && inside.is_some_and(narrow) && !in_tag() {
            out.push_str(&xhtml[done..place]);
            out.push_str("<wbr/>");
            done = place;
        }
    }
    if done == 0 {
        return xhtml;
    }
    out.push_str(&xhtml[done..]);
    out
}

/// The width of a text in half ems.
fn half_ems(text: &str) -> usize {
    text.chars().map(half_ems_of).sum()
}

/// 2 for a character as wide as a Han character, else 1.
pub(super) fn half_ems_of(c: char) -> usize {
    let wide = chars::is_han(c) || chars::is_kana(c) || chars::is_hangul(c);
    if wide || chars::is_cjk_punctuation(c) {
        2
    } else {
        1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_as_large_as_its_longest_line_allows() {
        let zh = Lang::new("zh-Hans");
        let [short, long, longer] = [12, 15, 18].map(|n| "字".repeat(n));
        let cases = [
            (short.clone(), ""),
            (format!("{short}　{short}"), ""),
            (long.clone(), " long odd"),
            (format!("{short}　{long}"), " long"),
            (format!("{short}　{long}　{longer}"), " longer odd"),
            ("字".repeat(40), " longer"),
        ];
        for (title, class) in cases {
            assert_eq!(size(&title, &zh), class, "{title}");
        }
        assert_eq!(size(&longer, &Lang::new("en")), "");
    }

    #[test]
    fn a_line_may_end_at_a_quotation_of_figures() {
        let cases = [
            (
                "<p>区委“1+5+3”工作</p>",
                "<p>区委<wbr/>“1+5+3”<wbr/>工作</p>",
            ),
            ("<p>用“10分钟”</p>", "<p>用<wbr/>“10分钟”</p>"),
            (
                "<p>从“引”到“用”，（“A”）</p>",
                "<p>从“引”到“用”，（“A”）</p>",
            ),
            ("<img alt=\"图“1”中\"/>", "<img alt=\"图“1”中\"/>"),
            ("<p>He said “yes”.</p>", "<p>He said “yes”.</p>"),
        ];
        for (tight, loose) in cases {
            assert_eq!(loosened(tight.to_owned()), loose);
        }
    }
}
