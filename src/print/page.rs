//! The page as a whole: its head, and what stands before the first article.

use super::plan::Plan;
use super::{contents, escape, front};
use crate::book::Design;
use std::fmt::Write;

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
        "<!DOCTYPE html>\n<html lang=\"{lang}\" class=\"{class}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n{metas}{styles}</head>\n",
        lang = escape::html(config.language.as_str()),
        title = escape::html(&config.title),
        class = class(plan),
    )
}

/// What the style sheets have to know of the settings.
fn class(plan: &Plan<'_>) -> String {
    let print = plan.print();
    let mut class = format!("print {}", print.design.name());
    let said = [
        ("vertical", plan.sheet.vertical),
        ("columned", plan.sheet.columns > 1),
        ("run-on", plan.run_on),
        ("ragged", !print.justified),
        ("grey", print.grey),
    ];
    for (word, holds) in said {
        if holds {
            class.push(' ');
            class.push_str(word);
        }
    }
    class
}

/// The title page, the imprint and the contents, up to the first article. A newspaper's front has its
/// contents below its name; its imprint stands at the end. The contents may be `folded` on small screens.
pub(super) fn front(plan: &Plan<'_>, folded: bool) -> String {
    let newspaper = plan.print().design == Design::Newspaper;
    let mut before = String::new();
    if !newspaper {
        before.push_str(&front::imprint(plan));
    }
    if !contents::on_front(plan) {
        before.push_str(contents::BLANK);
    }
    let blank = if newspaper { "" } else { contents::BLANK };
    format!(
        "<body>\n<a class=\"skip\" href=\"#text\">{skip}</a>\n{title}{before}{contents}{blank}<main id=\"text\">\n",
        skip = plan.words.skip,
        title = front::title_page(plan),
        contents = contents::write(plan, folded),
    )
}
