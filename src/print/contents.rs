//! The contents: what the paper held that day, page by page.

use super::escape;
use super::plan::Plan;
use crate::book::{Design, Entry};
use std::fmt::Write;

/// The id of the contents, and the name of their printed pages.
pub(super) const CONTENTS_ID: &str = "contents";

/// A line of the contents below a part.
struct Line<'a> {
    title: &'a str,
    chapter: Option<usize>,
    depth: usize,
    /// Whether a rule stands before it.
    apart: bool,
}

/// Writes the contents. On narrow screens they open on demand, where they are `folded`; paper and wide
/// screens, whose style sheets open them, show the heading in place of the button. The bundle has them
/// open: some of the engines that read it know no other way.
pub(super) fn write(plan: &Plan<'_>, folded: bool) -> String {
    let title = plan.words.contents;
    let place = if on_front(plan) { " front" } else { " recto" };
    let mut out = format!(
        "<nav class=\"contents{place}\" id=\"{CONTENTS_ID}\" aria-labelledby=\"contents-title\" tabindex=\"0\">\n\
         <h2 id=\"contents-title\">{title}</h2>\n"
    );
    out.push_str(&match folded {
        true => format!("<details class=\"entries\">\n<summary>{title}</summary>\n"),
        false => "<div class=\"entries\">\n".to_owned(),
    });
    let mut part = None;
    let mut lines = Vec::new();
    let mut apart = false;
    for (index, entry) in plan.book.contents.entries.iter().enumerate() {
        match entry {
            Entry::Part(_) => {
                group(plan, part, &lines, &mut out);
                (part, apart) = (Some(index), false);
                lines.clear();
            }
            Entry::Chapter {
                title,
                chapter,
                depth,
            } => lines.push(Line {
                title,
                chapter: *chapter,
                depth: *depth,
                apart: std::mem::take(&mut apart),
            }),
            Entry::Separator => apart = !lines.is_empty(),
        }
    }
    group(plan, part, &lines, &mut out);
    out.push_str(if folded { "</details>" } else { "</div>" });
    out.push_str("\n</nav>\n");
    out
}

/// An empty page, where one is needed for what follows to open on a right-hand page; the PDF asks for it.
pub(super) const BLANK: &str = "<div class=\"blank\" aria-hidden=\"true\"></div>\n";

/// Where the number of the page belongs on which the element `id` begins: the PDF fills it in.
pub(super) fn folio(id: &str) -> String {
    format!(
        "<span class=\"leader\" aria-hidden=\"true\"></span><span class=\"folio\" data-for=\"{id}\"></span>"
    )
}

/// Articles whose headlines a newspaper's front has room for.
const FRONT: usize = 40;

/// Whether the contents stand on the first page, below the name of the paper.
pub(super) fn on_front(plan: &Plan<'_>) -> bool {
    plan.print().design == Design::Newspaper && plan.book.chapters.len() <= FRONT
}

/// A page for the name of a part, and for what stands in it, where there is room for that.
pub(super) fn part_page(plan: &Plan<'_>, part: usize, out: &mut String) {
    // writing to a String cannot fail
    let _ = writeln!(
        out,
        "<div class=\"part-page recto\" id=\"{}\">\n<p class=\"part\">{}</p>\n<ul aria-hidden=\"true\">",
        part_id(part),
        part_name(plan, part)
    );
    let within = plan.book.contents.entries[part + 1..].iter();
    let within = within.take_while(|entry| !matches!(entry, Entry::Part(_)));
    let chapters: Vec<usize> = within
        .filter_map(|entry| match entry {
            Entry::Chapter { chapter, .. } => *chapter,
            _ => None,
        })
        .collect();
    // its name takes the upper half
    let room = usize::from(plan.sheet.lines / 2);
    for &chapter in chapters.iter().filter(|_| chapters.len() <= room) {
        let title = escape::html(&plan.book.chapters[chapter].title);
        let lang = language(plan, chapter);
        let _ = writeln!(out, "<li{lang}>{title}</li>");
    }
    out.push_str("</ul>\n</div>\n");
}

/// The name of a part in plain words.
pub(super) fn part_words(plan: &Plan<'_>, part: usize) -> String {
    match plan.book.contents.entries.get(part) {
        Some(Entry::Part(name)) => name.clone(),
        _ => String::new(),
    }
}

/// The attribute that says the language of chapter `chapter`, where it is not the book's.
pub(super) fn language(plan: &Plan<'_>, chapter: usize) -> String {
    let lang = plan.foreign(chapter);
    let lang = lang.map(|lang| format!(" lang=\"{}\"", escape::html(lang)));
    lang.unwrap_or_default()
}

/// The id of the part that is entry `index` of the contents.
pub(super) fn part_id(index: usize) -> String {
    format!("part-{}", index + 1)
}

/// The name of that part: its number, as printed, marked off from what follows the colon.
pub(super) fn part_name(plan: &Plan<'_>, index: usize) -> String {
    let Some(Entry::Part(name)) = plan.book.contents.entries.get(index) else {
        return String::new();
    };
    let (number, rest) = match name.split_once(['：', ':']) {
        Some((number, rest)) => (number, rest.trim_start()),
        None => (name.as_str(), ""),
    };
    let mut out = format!("<span class=\"number\">{}</span>", escape::html(number));
    if !rest.is_empty() {
        // the space is for those who hear or copy it; on the page a wider one stands there
        out.push(' ');
        out.push_str(&escape::html(rest));
    }
    out
}

fn group(plan: &Plan<'_>, part: Option<usize>, lines: &[Line<'_>], out: &mut String) {
    if let Some(part) = part {
        let name = part_name(plan, part);
        let id = part_id(part);
        let leads = lines.iter().any(|line| line.chapter.is_some());
        // writing to a String cannot fail
        let _ = match leads {
            true => writeln!(
                out,
                "<p class=\"part\"><a href=\"#{id}\"><span class=\"name\">{name}</span>{}</a></p>",
                folio(&id)
            ),
            false => writeln!(out, "<p class=\"part\">{name}</p>"),
        };
    }
    if !lines.is_empty() {
        list(plan, lines, out);
    }
}

/// Writes `lines` as a list, those deeper than the one before them as a list within it.
fn list(plan: &Plan<'_>, lines: &[Line<'_>], out: &mut String) {
    out.push_str("<ol>\n");
    let mut rest = lines;
    while let Some((line, later)) = rest.split_first() {
        let below = later.iter().take_while(|next| next.depth > line.depth);
        let (below, after) = later.split_at(below.count());
        out.push_str(if line.apart {
            "<li class=\"apart\">"
        } else {
            "<li>"
        });
        entry(plan, line, out);
        if !below.is_empty() {
            out.push('\n');
            list(plan, below, out);
        }
        out.push_str("</li>\n");
        rest = after;
    }
    out.push_str("</ol>\n");
}

fn entry(plan: &Plan<'_>, line: &Line<'_>, out: &mut String) {
    let Some(index) = line.chapter else {
        let title = escape::html(line.title);
        let _ = write!(out, "<span class=\"draft\">{title}</span>");
        return;
    };
    let chapter = &plan.book.chapters[index];
    let (name, lang) = (plan.name(index), language(plan, index));
    let _ = write!(out, "<a href=\"#{name}\"{lang}>");
    if let Some(kicker) = &chapter.chapter.front.kicker {
        let _ = write!(
            out,
            "<span class=\"kicker\">{}</span> ",
            escape::html(kicker)
        );
    }
    let title = escape::html(&chapter.title);
    let _ = write!(
        out,
        "<span class=\"headline\">{title}</span>{}</a>",
        folio(&name)
    );
}
