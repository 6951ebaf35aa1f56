//! An article in its place: its markup, and what paper asks of it.

use super::fit::Rank;
use super::plan::Plan;
use super::{addresses, code, contents, figures, fit, foot};
use crate::book::Design;
use crate::diagnostic::Warned;
use crate::html::{self, Frame};
use crate::text::{Lang, chars};
use std::collections::BTreeSet;
use std::fmt::Write;

/// An article in its place.
pub(super) struct Article {
    /// Its markup; where the address of a picture belongs, its path stands between two [`MARK`]s, and
    /// what only the bundle has stands between two [`BESIDE`]s.
    markup: String,
    /// Its pictures, each once, paths below the chapters.
    pub(super) pictures: Vec<String>,
    /// Its figures, for the list of pictures.
    pub(super) figures: Vec<figures::Figure>,
}

/// A character that is none (Unicode §23.7). One that stands in a text for all that marks nothing, since
/// only between two of them there is the path of a picture.
const MARK: char = '\u{FDD0}';
/// A character that no markup has (XML 1.0 §2.2): a rendered article holds none.
pub(super) const BESIDE: char = '\u{1}';

/// A part of an article's markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// Markup, or the path of a picture whose address belongs here.
    pub(super) text: &'a str,
    pub(super) is_picture: bool,
    /// Whether only the bundle has it.
    pub(super) beside: bool,
}

impl Article {
    /// The markup, cut where addresses of pictures belong.
    pub(super) fn pieces(&self) -> Vec<Piece<'_>> {
        let pictures: BTreeSet<&str> = self.pictures.iter().map(String::as_str).collect();
        let mut pieces = Vec::new();
        for (at, text) in self.markup.split(BESIDE).enumerate() {
            pieces.extend(text.split(MARK).map(|text| Piece {
                text,
                is_picture: pictures.contains(text),
                beside: at % 2 == 1,
            }));
        }
        pieces
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
    let name = plan.name(index);
    let mut xhtml = std::mem::take(&mut rendered.xhtml);
    let figures = figures::number(&mut xhtml, &name);
    if plan.print().links {
        addresses::add(&mut xhtml);
    }
    code::lines(&mut xhtml);
    foot::add(&mut xhtml);
    rendered.xhtml = loosened(xhtml);
    if plan.sheet.columns > 1 {
        rendered.xhtml = tailed(rendered.xhtml);
    }
    Warned {
        value: Article {
            markup: place(plan, index, &rendered),
            pictures,
            figures,
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
        vertical: plan.sheet.vertical,
        new_page: None,
    };
    html::render(&plan.targets, index, &frame)
}

/// Puts a rendered article where links find it, under the name of the part it opens.
fn place(plan: &Plan<'_>, index: usize, article: &html::Rendered) -> String {
    let mut out = String::with_capacity(article.xhtml.len() + 512);
    let name = plan.name(index);
    let part = plan.opens(index);
    let opening = index == 0 || part.is_some();
    let recto = opening && plan.print().design != Design::Newspaper;
    // the first of them has its empty page before <main>, which belongs to the front matter
    if recto && index > 0 {
        out.push_str(contents::BLANK);
    }
    if let Some(part) = part.filter(|_| plan.part_pages) {
        contents::part_page(plan, part, &mut out);
    }
    let rank = rank(plan, index, opening);
    let lang = Lang::new(article.lang.as_str());
    let size = fit::headline(plan, &article.title, &lang, rank);
    let recto = match recto && !(plan.part_pages && part.is_some()) {
        true => " recto",
        false => "",
    };
    // writing to a String cannot fail
    let _ = writeln!(
        out,
        "<div class=\"sheet{size}{}{recto}\" id=\"{name}\">",
        rank.class()
    );
    if let Some(part) = part.filter(|_| !plan.part_pages) {
        let id = contents::part_id(part);
        let name = contents::part_name(plan, part);
        let _ = writeln!(
            out,
            "<p class=\"part\" id=\"{id}\">{name}{}</p>",
            banner(plan)
        );
    }
    if plan.print().design == Design::Clippings {
        slip(index, &article.xhtml, &mut out);
    }
    out.push_str(&article.xhtml);
    let _ = writeln!(
        out,
        "\n<p class=\"up\"><a href=\"#contents\">{}</a></p>\n</div>",
        plan.words.contents
    );
    out
}

/// Han characters, or twice as many Latin letters, of an article that is a few lines of news.
const BRIEF: usize = 320;

/// What a newspaper shows by size: the first article of a page is its lead, a short one is a brief.
fn rank(plan: &Plan<'_>, index: usize, opening: bool) -> Rank {
    if plan.print().design != Design::Newspaper {
        return Rank::Plain;
    }
    let body = &plan.book.chapters[index].chapter.body;
    match opening {
        true => Rank::Lead,
        false if fit::half_ems(body) < BRIEF * 2 => Rank::Brief,
        false => Rank::Plain,
    }
}

/// Paper and day at the head of a newspaper's page.
fn banner(plan: &Plan<'_>) -> String {
    let config = &plan.book.config;
    if plan.print().design != Design::Newspaper {
        return String::new();
    }
    let day = config.date.as_ref().map(|date| plan.words.day(date));
    let paper = config.paper.clone().unwrap_or_else(|| config.title.clone());
    let words: Vec<String> = [Some(paper), day].into_iter().flatten().collect();
    format!(
        " <span class=\"banner\" aria-hidden=\"true\">{}</span>",
        super::escape::html(&words.join("\u{2003}"))
    )
}

/// The slip on a clipping: its number, and where it was cut out; the words of its source line.
fn slip(index: usize, xhtml: &str, out: &mut String) {
    const SOURCE: &str = "<p class=\"source\">";
    let source = xhtml.rfind(SOURCE).and_then(|at| {
        let rest = &xhtml[at + SOURCE.len()..];
        rest.find(" <span class=\"end-mark\"")
            .map(|end| &rest[..end])
    });
    let _ = writeln!(
        out,
        "<p class=\"slip\" aria-hidden=\"true\"><span class=\"number\">{:03}</span>{}</p>",
        index + 1,
        source.unwrap_or_default()
    );
}

/// Lets a line end between a Han character and a quotation that turns to Latin or figures there:
/// `委|“1+5+3”|工作`. Unicode's rule LB19a forbids both breaks, and a line before such a quotation
/// would be drawn apart to fill its measure.
fn loosened(xhtml: String) -> String {
    let mut out = String::new();
    let mut done = 0;
    let (mut looked, mut is_tag) = (0, false);
    for (at, mark) in xhtml.match_indices(['“', '”']) {
        let (before, end) = (&xhtml[..at], at + mark.len());
        let left = before.chars().next_back();
        let right = xhtml[end..].chars().next();
        let (outside, inside, place) = match mark {
            "“" => (left, right, at),
            _ => (right, left, end),
        };
        let narrow = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '&' | ';');
        if let Some(last) = before[looked..].rfind(['<', '>']) {
            is_tag = before[looked + last..].starts_with('<');
        }
        looked = at;
        if outside.is_some_and(chars::is_han) && inside.is_some_and(narrow) && !is_tag {
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

/// Keeps the last two characters of each paragraph together, so that no line holds one alone (CLREQ,
/// adjustments of orphans). Wide lines leave that to the browser, which draws narrow ones too far apart.
fn tailed(xhtml: String) -> String {
    const END: &str = "</p>";
    let mut out = String::with_capacity(xhtml.len() + 1024);
    let mut done = 0;
    for (end, _) in xhtml.match_indices(END) {
        let text = &xhtml[done..end];
        let words = text.trim_end_matches(chars::is_cjk_punctuation);
        let two = words.char_indices().rev().take(2);
        let han = two.clone().all(|(_, c)| chars::is_han(c));
        if let Some((at, _)) = two.last().filter(|_| han) {
            out.push_str(&text[..at]);
            out.push_str("<span class=\"tail\">");
            out.push_str(&text[at..]);
            out.push_str("</span>");
        } else {
            out.push_str(text);
        }
        done = end;
    }
    out.push_str(&xhtml[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn no_character_stands_alone_on_a_last_line() {
        let cases = [
            (
                "<p>被约完。”</p>",
                "<p>被<span class=\"tail\">约完。”</span></p>",
            ),
            ("<p>约<em>完</em>。</p>", "<p>约<em>完</em>。</p>"),
            ("<p>The end.</p><p>第1</p>", "<p>The end.</p><p>第1</p>"),
            ("<p>完</p>。", "<p>完</p>。"),
        ];
        for (plain, kept) in cases {
            assert_eq!(tailed(plain.to_owned()), kept);
        }
    }

    #[test]
    fn pieces_know_where_they_belong() {
        let article = Article {
            markup: format!("甲\u{FDD0}{MARK}a.png{MARK}乙{BESIDE}注{MARK}a.png{MARK}{BESIDE}丙"),
            pictures: vec!["a.png".to_owned()],
            figures: Vec::new(),
        };
        let pieces = article.pieces();
        let shown = pieces.iter().filter(|piece| !piece.text.is_empty());
        let shown: Vec<_> = shown
            .map(|piece| (piece.text, piece.is_picture, piece.beside))
            .collect();
        let expected = [
            ("甲", false, false),
            ("a.png", true, false),
            ("乙", false, false),
            ("注", false, true),
            ("a.png", true, true),
            ("丙", false, false),
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn many_quotations_cost_what_each_does() {
        // hours, if each looked back to where its paragraph begins
        let quoted = format!("<p>{}</p>", "委“1”".repeat(1_000_000));
        assert!(loosened(quoted).ends_with("委<wbr/>“1”</p>"));
    }
}
