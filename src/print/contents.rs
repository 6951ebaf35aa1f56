//! The contents: what the paper held that day, page by page.

use super::escape;
use super::page::Plan;
use crate::book::Entry;
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

/// Writes the contents. On narrow screens they open on demand; paper and wide screens, whose style
/// sheets open them, show the heading in place of the button.
pub(super) fn write(plan: &Plan<'_>) -> String {
    let title = plan.words.contents;
    let mut out = format!(
        "<nav class=\"contents\" id=\"{CONTENTS_ID}\" aria-labelledby=\"contents-title\" tabindex=\"0\">\n\
         <h2 id=\"contents-title\">{title}</h2>\n<details>\n<summary>{title}</summary>\n"
    );
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
    out.push_str("</details>\n</nav>\n");
    out
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
        let leads = lines.iter().any(|line| line.chapter.is_some());
        // writing to a String cannot fail
        let _ = match leads {
            true => writeln!(
                out,
                "<p class=\"part\"><a href=\"#{}\">{name}</a></p>",
                part_id(part)
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
    let lang = plan.foreign(index);
    let lang = lang.map(|lang| format!(" lang=\"{}\"", escape::html(lang)));
    let _ = write!(
        out,
        "<a href=\"#{}\"{}>",
        plan.name(index),
        lang.unwrap_or_default()
    );
    if let Some(kicker) = &chapter.chapter.front.kicker {
        let _ = write!(
            out,
            "<span class=\"kicker\">{}</span> ",
            escape::html(kicker)
        );
    }
    let title = escape::html(&chapter.title);
    let _ = write!(out, "<span class=\"headline\">{title}</span></a>");
}
