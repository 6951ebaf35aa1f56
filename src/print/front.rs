//! The first page and the last: title page and imprint.

use super::escape;
use super::page::{self, Plan};
use crate::book::{self, Counts};
use crate::text::chars::IDEOGRAPHIC_SPACE;
use std::fmt::Write;

/// The title page: paper, title, description, names, day, publisher.
pub(super) fn title_page(plan: &Plan<'_>) -> String {
    let config = &plan.book.config;
    // 10 characters to the line, 15, 18
    let size = match page::longest(&config.title) {
        0..=20 => "",
        21..=30 => " long",
        _ => " longer",
    };
    let mut out = format!("<header class=\"title-page{size}\">\n");
    let paper = config
        .paper
        .as_ref()
        .filter(|&paper| !config.title.contains(paper.as_str()));
    paragraph("paper", paper.map(String::as_str), &mut out);
    let lines = config.title.split(IDEOGRAPHIC_SPACE).map(escape::html);
    let title = lines.collect::<Vec<_>>().join("<br>");
    // writing to a String cannot fail
    let _ = writeln!(out, "<h1>{title}</h1>");
    paragraph("description", config.description.as_deref(), &mut out);
    let names = config.authors.join(separator(plan));
    paragraph("authors", Some(names.as_str()), &mut out);
    let day = config.date.as_ref().map(|date| plan.words.day(date));
    // an issue is often named after its day
    let day = day.filter(|day| !config.title.contains(day.as_str()));
    paragraph("date", day.as_deref(), &mut out);
    paragraph("publisher", config.publisher.as_deref(), &mut out);
    out.push_str("</header>\n");
    out
}

/// The imprint: what the book is, and where it comes from.
pub(super) fn imprint(plan: &Plan<'_>) -> String {
    let (config, words) = (&plan.book.config, plan.words);
    let mut out = format!(
        "<footer class=\"imprint\" aria-labelledby=\"imprint\">\n<h2 id=\"imprint\">{}</h2>\n\
         <p class=\"title\">{}</p>\n<dl>\n",
        words.imprint,
        escape::html(&config.title.replace(IDEOGRAPHIC_SPACE, " ")),
    );
    let counts = book::counts(&plan.book.folder);
    let count = |of: fn(&Counts) -> usize| counts.as_ref().map(|counts| of(counts).to_string());
    let rows = [
        (words.paper, config.paper.clone()),
        (words.date, config.date.as_ref().map(|date| words.day(date))),
        (words.authors, Some(config.authors.join(words.comma))),
        (words.publisher, config.publisher.clone()),
        (words.articles, Some(plan.book.chapters.len().to_string())),
        (words.repairs, count(|counts| counts.repairs)),
        (words.doubts, count(|counts| counts.doubts)),
        (words.modified, revised(plan)),
        (words.rights, config.rights.clone()),
        (words.identifier, Some(config.identifier.clone())),
    ];
    for (name, value) in rows {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = writeln!(out, "<dt>{name}</dt><dd>{}</dd>", escape::html(&value));
        }
    }
    let _ = writeln!(
        out,
        "</dl>\n<p class=\"made\">{}</p>\n</footer>",
        words.made_with
    );
    out
}

/// The day of the last change, where the book names one.
fn revised(plan: &Plan<'_>) -> Option<String> {
    let config = &plan.book.config;
    let day = config.modified.split('T').next().unwrap_or_default();
    // 2000-01-01 stands for a day that nobody named (design: formats)
    let named = day != "2000-01-01" && config.date.as_deref() != Some(day);
    named.then(|| plan.words.day(day))
}

fn separator(plan: &Plan<'_>) -> &'static str {
    if plan.book.config.language.is_wide() {
        "　"
    } else {
        ", "
    }
}

fn paragraph(class: &str, text: Option<&str>, out: &mut String) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let _ = writeln!(out, "<p class=\"{class}\">{}</p>", escape::html(text));
    }
}
