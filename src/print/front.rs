//! Title page and imprint.

use super::escape;
use super::fit;
use super::plan::Plan;
use crate::book::Design;
use crate::text::chars::IDEOGRAPHIC_SPACE;
use std::fmt::Write;

/// The title page: paper, title, description, names, day, publisher.
pub(super) fn title_page(plan: &Plan<'_>) -> String {
    let config = &plan.book.config;
    let size = fit::title(plan, &config.title);
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
    let day = config.date.as_ref().map(|date| plan.words.day(date));
    // an issue is often named after its day
    let day = day.filter(|day| !config.title.contains(day.as_str()));
    let issued = |out: &mut String| {
        paragraph("date", day.as_deref(), out);
        paragraph("publisher", config.publisher.as_deref(), out);
    };
    // a newspaper has them in a line below its name, a book at the foot of the page
    let masthead = plan.print().design == Design::Newspaper;
    if masthead {
        out.push_str("<div class=\"issued\">\n");
        issued(&mut out);
        out.push_str("</div>\n");
    }
    paragraph("description", config.description.as_deref(), &mut out);
    let names = config.authors.join(separator(plan));
    paragraph("authors", Some(names.as_str()), &mut out);
    if !masthead {
        issued(&mut out);
    }
    out.push_str("</header>\n");
    out
}

/// The imprint, behind the title page: what a library and a shop want to know.
pub(super) fn imprint(plan: &Plan<'_>) -> String {
    let (config, words) = (&plan.book.config, plan.words);
    let about = &config.about;
    let mut rows = vec![(words.authors.to_owned(), config.authors.join(words.comma))];
    for person in &about.contributors {
        let role = person.role_in(&config.language);
        match rows.iter_mut().find(|(name, _)| *name == role) {
            Some((_, names)) => *names = format!("{names}{}{}", words.comma, person.name),
            None => rows.push((role, person.name.clone())),
        }
    }
    let series = about.series.as_ref().map(|series| match &series.position {
        Some(position) => format!("{} {position}", series.name),
        None => series.name.clone(),
    });
    let isbn = about.isbn.clone();
    let identifier = isbn.is_none().then(|| config.identifier.clone());
    let more = [
        (words.publisher, config.publisher.clone()),
        (words.series, series),
        (words.date, config.date.as_ref().map(|date| words.day(date))),
        (words.modified, revised(plan)),
        ("ISBN", isbn),
        (words.identifier, identifier),
        (words.rights, config.rights.clone()),
    ];
    rows.extend(more.map(|(name, value)| (name.to_owned(), value.unwrap_or_default())));
    let mut out = String::from(
        "<section class=\"imprint\" id=\"imprint\" aria-labelledby=\"imprint-title\">\n",
    );
    let title = escape::html(&config.title.replace(IDEOGRAPHIC_SPACE, " "));
    let _ = writeln!(
        out,
        "<h2 id=\"imprint-title\">{}</h2>\n<p class=\"title\">{title}</p>",
        words.imprint
    );
    list(&rows, &mut out);
    out.push_str("</section>\n");
    out
}

/// Writes names and what they name.
pub(super) fn list(rows: &[(String, String)], out: &mut String) {
    out.push_str("<dl>\n");
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(
            out,
            "<dt>{}</dt><dd>{}</dd>",
            escape::html(name),
            escape::html(value)
        );
    }
    out.push_str("</dl>\n");
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
