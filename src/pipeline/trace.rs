//! `--trace`: the result of every stage as text to read.

use super::publish;
use crate::chapter::Written;
use crate::diagnostic::Result;
use crate::restore::{Article, Block};
use crate::source::Page;
use crate::text::{Ledger, Place, Span, State, Sureness, Traced};
use std::fmt::Write;
use std::path::Path;

/// Writes `1-pages.txt`, `2-reading.txt` (fragments, labels, seams: `reading`), `3-restored.txt`,
/// `4-set.txt`, `5-chapters.md` and `ledger.txt` into `folder`.
///
/// # Errors
/// When `folder` cannot be written.
pub(super) fn write(
    folder: &Path,
    pages: &[Page],
    reading: String,
    restored: &[Article],
    set: &[Article],
    written: &[Written],
    ledger: &Ledger,
) -> Result<()> {
    let chapters: Vec<&str> = written.iter().map(|one| one.file.as_str()).collect();
    let files = [
        ("1-pages.txt", all(pages, page)),
        ("2-reading.txt", reading),
        ("3-restored.txt", all(restored, |one| article(one, pages))),
        ("4-set.txt", all(set, |one| article(one, pages))),
        ("5-chapters.md", chapters.join("\n")),
        ("ledger.txt", record(ledger, pages)),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text.into_bytes()));
    publish::publish(folder, &files).map(drop)
}

fn all<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    items.iter().map(show).collect::<Vec<_>>().join("\n")
}

fn page(page: &Page) -> String {
    let label = page.label.as_deref().unwrap_or("-");
    format!("== {} label {label}\n{}", page.file, page.text)
}

fn article(one: &Article, pages: &[Page]) -> String {
    let mut out = format!("== article on {} lang {}\n", name(pages, one), one.lang);
    let fields = [
        ("kicker", &one.kicker),
        ("headline", &one.headline),
        ("deck", &one.deck),
        ("byline", &one.byline),
        ("dateline", &one.dateline),
        ("continued from", &one.continued_from),
        ("continued to", &one.continued_to),
    ];
    for (name, text) in fields {
        line(&mut out, name, text.as_ref(), pages);
    }
    for text in &one.summary {
        line(&mut out, "summary", Some(text), pages);
    }
    for block in &one.body {
        match block {
            Block::Paragraph(text) => line(&mut out, "paragraph", Some(text), pages),
            Block::Subhead(text) => line(&mut out, "subhead", Some(text), pages),
            Block::Caption(text) => line(&mut out, "caption", Some(text), pages),
            Block::Lines(text) => line(&mut out, "lines", Some(text), pages),
            Block::Picture(picture) => {
                line(&mut out, "picture", Some(&picture.mark), pages);
                line(&mut out, "caption", picture.caption.as_ref(), pages);
                line(&mut out, "credit", picture.credit.as_ref(), pages);
            }
            Block::PageBreak(label) => {
                let _ = writeln!(out, "page break  {label}");
            }
        }
    }
    out
}

fn name<'a>(pages: &'a [Page], article: &Article) -> &'a str {
    &pages[article.page.index()].file
}

fn line(out: &mut String, name: &str, text: Option<&Traced>, pages: &[Page]) {
    let Some(text) = text else { return };
    let at: Vec<String> = text
        .places(0..text.len())
        .into_iter()
        .map(|span| place(span, pages))
        .collect();
    // writing to a string cannot fail
    let _ = writeln!(out, "{name}  [{}]  {text}", at.join(" "));
}

fn place(span: Span, pages: &[Page]) -> String {
    let at = Place::of(&pages[span.page.index()].text, span.range());
    format!("{}:{}+{}", at.line, at.column, at.length)
}

fn record(ledger: &Ledger, pages: &[Page]) -> String {
    let mut out = String::new();
    for repair in &ledger.repairs {
        let state = match repair.state {
            State::Made => "made",
            State::Held => "held",
        };
        let sure = Sureness::of(repair.score).as_str();
        let at: Vec<String> = repair.places.iter().map(|&s| place(s, pages)).collect();
        let _ = writeln!(
            out,
            "{state} {sure} {:.2}  {}  [{}]  {:?} -> {:?}",
            repair.score,
            repair.rule,
            at.join(" "),
            repair.before,
            repair.after
        );
        for evidence in &repair.evidence {
            let _ = writeln!(out, "    {:+.2}  {}", evidence.weight, evidence.name);
        }
    }
    for aside in &ledger.set_aside {
        let at = place(aside.span, pages);
        let _ = writeln!(out, "set aside  {}  [{at}]  {:?}", aside.reason, aside.text);
    }
    out
}
