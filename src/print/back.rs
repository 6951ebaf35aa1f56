//! What stands behind the articles: index of bylines, list of pictures, colophon.

use super::contents::{folio, language};
use super::figures::Figure;
use super::plan::Plan;
use super::{escape, front};
use crate::book::{self, Counts, Design};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The id of the index, and the name of its printed pages.
pub(super) const INDEX_ID: &str = "bylines";
/// The same of the list of pictures.
pub(super) const PICTURES_ID: &str = "pictures";

/// Names below which an index is no help, and pictures below which a list is none.
const FEW_NAMES: usize = 4;
const FEW_PICTURES: usize = 3;

/// Everything that stands behind the articles.
pub(super) fn write(plan: &Plan<'_>, figures: &[(usize, Figure)]) -> String {
    let mut out = String::new();
    index(plan, &mut out);
    pictures(plan, figures, &mut out);
    if plan.print().design == Design::Newspaper {
        out.push_str(&front::imprint(plan));
    }
    colophon(plan, &mut out);
    out
}

/// The index: each name that stands over an article, and its articles. Names are in the order of
/// `[book.file-as]` where that sorts them, else in the order of Unicode, which has Han characters by
/// radical and strokes.
fn index(plan: &Plan<'_>, out: &mut String) {
    let mut names: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
    for (index, chapter) in plan.book.chapters.iter().enumerate() {
        let front = &chapter.chapter.front;
        let lists = [
            &front.reporters,
            &front.correspondents,
            &front.photographers,
            &front.interns,
            &front.authors,
        ];
        for name in lists.into_iter().flatten() {
            let articles = names.entry((sort_key(plan, name), name)).or_default();
            if articles.last() != Some(&index) {
                articles.push(index);
            }
        }
    }
    let wanted = plan.print().index;
    let wanted = wanted.unwrap_or(names.len() >= FEW_NAMES && plan.book.chapters.len() > 1);
    if !wanted || names.is_empty() {
        return;
    }
    open(INDEX_ID, "bylines", plan.words.index, out);
    for ((_, name), articles) in &names {
        let name = escape::html(name);
        // writing to a String cannot fail
        let _ = write!(out, "<li><span class=\"name\">{name}</span>\n<ul>");
        for &article in articles {
            let title = escape::html(&plan.book.chapters[article].title);
            line(plan, article, &plan.name(article), &title, out);
        }
        out.push_str("</ul></li>\n");
    }
    out.push_str("</ul>\n</nav>\n");
}

/// Whom a list sorts where: the surname first where a name is written in Latin letters.
fn sort_key(plan: &Plan<'_>, name: &str) -> String {
    if let Some(key) = plan.book.config.about.file_as.get(name) {
        return key.to_lowercase();
    }
    match name.rsplit_once(' ') {
        Some((given, family)) if name.is_ascii() => format!("{family} {given}").to_lowercase(),
        _ => name.to_lowercase(),
    }
}

fn pictures(plan: &Plan<'_>, figures: &[(usize, Figure)], out: &mut String) {
    let wanted = plan.print().pictures;
    if figures.is_empty() || !wanted.unwrap_or(figures.len() >= FEW_PICTURES) {
        return;
    }
    open(PICTURES_ID, "pictures", plan.words.pictures, out);
    for (article, figure) in figures {
        line(plan, *article, &figure.id, &figure.caption, out);
    }
    out.push_str("</ul>\n</nav>\n");
}

fn open(id: &str, class: &str, title: &str, out: &mut String) {
    let _ = writeln!(
        out,
        "<nav class=\"back {class}\" id=\"{id}\" aria-labelledby=\"{id}-title\">\n\
         <h2 id=\"{id}-title\">{title}</h2>\n<ul>"
    );
}

fn line(plan: &Plan<'_>, article: usize, id: &str, words: &str, out: &mut String) {
    let lang = language(plan, article);
    let _ = writeln!(
        out,
        "<li><a href=\"#{id}\"{lang}><span class=\"headline\">{words}</span>{}</a></li>",
        folio(id)
    );
}

/// The colophon: where the book comes from, and how it was made.
fn colophon(plan: &Plan<'_>, out: &mut String) {
    let (config, words) = (&plan.book.config, plan.words);
    let counts = book::counts(&plan.book.folder);
    let count = |of: fn(&Counts) -> usize| counts.as_ref().map(|counts| of(counts).to_string());
    let sheet = &plan.sheet;
    let setting = words.set_in(sheet.size, sheet.leading, sheet.measure, sheet.lines);
    let rows = [
        (words.paper, config.paper.clone()),
        (words.date, config.date.as_ref().map(|date| words.day(date))),
        (words.articles, Some(plan.book.chapters.len().to_string())),
        (words.repairs, count(|counts| counts.repairs)),
        (words.doubts, count(|counts| counts.doubts)),
        (words.setting, Some(setting)),
    ];
    let rows = rows.map(|(name, value)| (name.to_owned(), value.unwrap_or_default()));
    let _ = writeln!(
        out,
        "<footer class=\"colophon\" id=\"colophon\" aria-labelledby=\"colophon-title\">\n\
         <h2 id=\"colophon-title\">{}</h2>",
        words.colophon
    );
    front::list(&rows, out);
    let _ = writeln!(out, "<p class=\"made\">{}</p>\n</footer>", words.made_with);
}
