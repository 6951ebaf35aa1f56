//! Article → Markdown.

use super::Written;
use super::block::{block, heading, one_line};
use super::front_matter::Block as Front;
use crate::restore::Article;
use crate::text::Traced;

/// Writes front matter, the headline as H1, and the body, a blank line between blocks.
pub(super) fn write(article: &Article, file: &str) -> Written {
    let mut out = front(article, file);
    let title = article.headline.iter().map(|text| heading("# ", text));
    let body = article.body.iter().map(|part| block(part, &article.lang));
    for part in title.chain(body).filter(|part| !part.is_empty()) {
        out.push(&Traced::markup("\n"));
        out.push(&part);
        out.push(&Traced::markup("\n"));
    }
    // what was just written is front matter and Markdown, so nothing can be said about it
    let chapter = super::parse(out.as_str(), file).value;
    Written { chapter, file: out }
}

/// The fields of `article`, in the order of the design. The title is a second reading: the words of
/// the headline stand in the H1.
fn front(article: &Article, file: &str) -> Traced {
    let mut front = Front::default();
    let (issue, credits) = (&article.issue, &article.credits);
    let known = |text: &Option<String>| text.as_deref().map(Traced::markup);
    let line = |text: &Option<Traced>| text.as_ref().map(one_line);
    let lines = |list: &[Traced]| -> Vec<Traced> { list.iter().map(one_line).collect() };
    let editors = issue.editors.iter().map(|name| Traced::markup(name));
    let lang = Some(article.lang.as_str()).filter(|tag| *tag != "und");

    front.text("title", line(&article.headline).map(|text| text.derived()));
    front.text("kicker", line(&article.kicker));
    front.text("deck", line(&article.deck));
    front.list("summary", &lines(&article.summary));
    front.text("byline", line(&article.byline));
    front.list("reporters", &credits.reporters);
    front.list("correspondents", &credits.correspondents);
    front.list("photographers", &credits.photographers);
    front.list("interns", &credits.interns);
    front.list("authors", &credits.authors);
    front.text("dateline", line(&article.dateline));
    front.text(
        "paper",
        known(&issue.paper).or_else(|| credits.paper.clone()),
    );
    front.text("date", known(&issue.date));
    front.text("page", known(&issue.page));
    front.text("page_name", known(&issue.page_name));
    front.text("issue", known(&issue.number));
    front.text("section", known(&issue.section));
    front.text("source", line(&credits.source));
    front.list("editors", &editors.collect::<Vec<_>>());
    front.text("continued_from", line(&article.continued_from));
    front.text("continued_to", line(&article.continued_to));
    front.text("lang", lang.map(Traced::markup));
    front.text("file", Some(Traced::markup(file)));
    front.finish(false, &[])
}
