//! The review page: what was on the pages, what became of it, and where a person should look.
//!
//! One self-contained HTML file without network, in the book's language: the counts that matter, the
//! doubts, then each page and its chapters side by side with every repair marked. It is a page to read
//! without its script; with it a mark explains itself where it stands, and repairs can be filtered. Marks
//! differ by line as well as by colour, so that it works in one colour and for the colour-blind; a
//! mark is a link to the repair it stands for, and the repair leads back to its line.

mod filter;
mod lists;
mod marks;
mod rows;
mod words;
mod write;

use crate::source::Page;
use crate::text::{Account, Lang, Ledger, PageAccount, PageId, Span, Traced};
use filter::Filter;
use lists::Lists;
use marks::Marks;
use rows::Row;
use words::Words;
use write::{Column, add, escape};

const STYLE: &str = include_str!("../../styles/review.css");
const SCRIPT: &str = include_str!("../../styles/review.js");
/// The page loads nothing, whatever its words say (Content Security Policy Level 3).
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A chapter as the review page shows it.
#[derive(Debug, Clone, Copy)]
pub struct Proof<'a> {
    /// Its path below `src`: `001-短标题.md`.
    pub path: &'a str,
    /// Its language.
    pub lang: &'a Lang,
    /// Its whole file, with the origin of each byte (see [`crate::chapter::Written::file`]).
    pub file: &'a Traced,
}

/// Everything that lies on the proofreader's desk after an import.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The book's title.
    pub title: &'a str,
    /// The book's language: decides the words of the page.
    pub lang: &'a Lang,
    /// The pages, in order.
    pub pages: &'a [Page],
    /// The chapters, one for each article, in the order in which the ledger counts them.
    pub chapters: &'a [Proof<'a>],
    /// What was done.
    pub ledger: &'a Ledger,
    /// Where each character went.
    pub account: &'a Account,
    /// Chapters that a person had edited since the import before, below the book folder.
    pub edited: &'a [String],
    /// Whether what was set aside is only counted.
    pub dropped: bool,
}

/// Renders the review page as one HTML file (HTML Living Standard), in time linear in the pages.
pub fn render(desk: &Desk<'_>) -> String {
    let words = Words::of(desk.lang);
    let files = || desk.chapters.iter().map(|chapter| chapter.file);
    let texts: Vec<&str> = desk.pages.iter().map(|page| page.text.as_str()).collect();
    let marks = Marks::new(&texts, desk.ledger, files());
    let filter = Filter::new(desk.ledger);
    let sheet = Sheet {
        desk,
        words,
        marks: &marks,
        filter: &filter,
        lists: Lists::new(desk, words, &marks, &filter),
        texts,
    };
    let rows = rows::rows(desk.pages, files());
    let home = homes(&rows, desk.chapters.len());
    let mut out = String::new();
    head(&mut out, desk, words, &filter);
    sheet.lists.doubts(&mut out);
    changed(&mut out, desk, words);
    for (index, rows) in rows.iter().enumerate() {
        sheet.page(&mut out, index, rows, &home);
    }
    out.push_str("</main>\n");
    note(&mut out, words);
    add(&mut out, format_args!("<script>\n{SCRIPT}</script>\n"));
    out.push_str("</body>\n</html>\n");
    out
}

/// Where a chosen repair explains itself; a script fills it.
fn note(out: &mut String, words: &Words) {
    let bar = &words.bar;
    add(
        out,
        format_args!(
            "<aside id=\"note\" tabindex=\"-1\" role=\"region\" aria-label=\"{}\" hidden>\n\
             <div id=\"note-body\"></div>\n<p class=\"foot\"><a id=\"to-list\" href=\"#doubts\">{}</a> \
             <button type=\"button\" id=\"close\" aria-keyshortcuts=\"Escape\">{} <kbd>Esc</kbd></button></p>\n</aside>\n",
            bar.note, bar.to_list, bar.close
        ),
    );
}

/// The chapters that the import found edited.
fn changed(out: &mut String, desk: &Desk<'_>, words: &Words) {
    if desk.edited.is_empty() {
        return;
    }
    add(
        out,
        format_args!(
            "<section id=\"changed\">\n<h2>{}</h2>\n<p>{}</p>\n<ul class=\"aside\">\n",
            words.changed, words.changed_lead
        ),
    );
    for path in desk.edited {
        out.push_str("<li>");
        escape(out, path);
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}

/// The page on which each chapter is shown: the first one that it took words from.
fn homes(rows: &[Vec<Row>], chapters: usize) -> Vec<Option<usize>> {
    let mut homes = vec![None; chapters];
    for (page, rows) in rows.iter().enumerate() {
        for &article in rows.iter().flat_map(|row| &row.articles) {
            homes[article].get_or_insert(page);
        }
    }
    homes
}

fn head(out: &mut String, desk: &Desk<'_>, words: &Words, filter: &Filter) {
    let lang = words.lang;
    add(
        out,
        format_args!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"
        ),
    );
    out.push_str(
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    escape(out, desk.title);
    add(
        out,
        format_args!(" · {}</title>\n<style>\n{STYLE}</style>\n", words.review),
    );
    add(
        out,
        format_args!(
            "</head>\n<body>\n<a class=\"skip\" href=\"#doubts\">{}</a>\n",
            words.skip
        ),
    );
    add(
        out,
        format_args!("<header>\n<p class=\"kind\">{}</p>\n<h1>", words.review),
    );
    escape(out, desk.title);
    out.push_str("</h1>\n");
    counts(out, desk, words);
    legend(out, words);
    out.push_str("</header>\n");
    out.push_str("<div class=\"top\">\n");
    contents(out, desk, words);
    filter.bar(out, words);
    out.push_str("</div>\n<main>\n");
}

fn counts(out: &mut String, desk: &Desk<'_>, words: &Words) {
    let doubts = desk.ledger.doubts().count();
    let characters = grouped(desk.account.characters());
    let all = [
        (words.articles, grouped(desk.chapters.len())),
        (words.repairs, grouped(desk.ledger.repairs.len())),
        (words.doubts, grouped(doubts)),
        (words.accounted, format!("{characters} / {characters}")),
    ];
    add(out, format_args!("<dl aria-label=\"{}\">\n", words.summary));
    for (i, (label, number)) in all.iter().enumerate() {
        let class = if i == 2 && doubts > 0 {
            " class=\"open\""
        } else {
            ""
        };
        add(
            out,
            format_args!("<div{class}><dt>{label}</dt><dd>{number}</dd></div>\n"),
        );
    }
    out.push_str("</dl>\n");
    let sum = |part: fn(&PageAccount) -> usize| grouped(desk.account.pages.iter().map(part).sum());
    let parts = [
        sum(|page| page.body),
        sum(|page| page.front_matter),
        sum(|page| page.captions),
        sum(|page| page.set_aside),
    ];
    let proof = words.proof(&characters, &parts);
    add(out, format_args!("<p class=\"proof\">{proof}</p>\n"));
}

fn legend(out: &mut String, words: &Words) {
    add(
        out,
        format_args!("<p class=\"legend\"><b>{}</b>\n", words.legend),
    );
    add(
        out,
        format_args!("<span><u>{}</u></span>\n", words.legend_typography),
    );
    add(
        out,
        format_args!(
            "<span><i class=\"made\">{}</i></span>\n",
            words.legend_structure
        ),
    );
    add(
        out,
        format_args!(
            "<span><i class=\"doubt\">{}</i></span>\n",
            words.legend_doubt
        ),
    );
    add(
        out,
        format_args!("<span><s>{}</s></span></p>\n", words.legend_aside),
    );
}

fn contents(out: &mut String, desk: &Desk<'_>, words: &Words) {
    add(out, format_args!("<nav aria-label=\"{}\">\n", words.pages));
    add(
        out,
        format_args!("<a href=\"#doubts\">{}</a>\n", words.doubts),
    );
    for (i, page) in desk.pages.iter().enumerate() {
        add(out, format_args!("<a href=\"#page{i}\">"));
        escape(out, &page.file);
        out.push_str("</a>\n");
    }
    out.push_str("</nav>\n");
}

/// A number with its thousands apart: `6,914`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// What every part of the page needs.
struct Sheet<'a> {
    desk: &'a Desk<'a>,
    words: &'static Words,
    marks: &'a Marks<'a>,
    filter: &'a Filter,
    lists: Lists<'a>,
    texts: Vec<&'a str>,
}

impl Sheet<'_> {
    fn page(&self, out: &mut String, index: usize, rows: &[Row], home: &[Option<usize>]) {
        let page = &self.desk.pages[index];
        add(
            out,
            format_args!("<section class=\"sheet\" id=\"page{index}\">\n<h2>"),
        );
        escape(out, &page.file);
        out.push_str("</h2>\n");
        self.account(out, index);
        add(
            out,
            format_args!(
                "<div class=\"row heads\" aria-hidden=\"true\"><span>{}</span><span>{}</span></div>\n",
                self.words.page_text, self.words.chapter
            ),
        );
        for row in rows {
            self.row(out, index, row, home);
        }
        self.lists.set_aside(out, index);
        self.lists.repairs(out, index);
        out.push_str("</section>\n");
    }

    fn account(&self, out: &mut String, index: usize) {
        let Some(sum) = self.desk.account.pages.get(index) else {
            return;
        };
        let words = self.words;
        let parts = [
            (words.body, sum.body),
            (words.front_matter, sum.front_matter),
            (words.captions, sum.captions),
            (words.legend_aside, sum.set_aside),
        ];
        let characters = grouped(sum.characters);
        add(
            out,
            format_args!("<p class=\"account\">{characters} {}", words.accounted),
        );
        for (label, number) in parts {
            add(out, format_args!(" · {label} {}", grouped(number)));
        }
        out.push_str("</p>\n");
    }

    fn row(&self, out: &mut String, index: usize, row: &Row, home: &[Option<usize>]) {
        let words = self.words;
        out.push_str("<div class=\"row\">\n");
        self.lang(out, "section", "page", self.desk.lang, words.page_text);
        let start = row.line - 1;
        add(
            out,
            format_args!(" style=\"counter-reset:line {start}\">\n"),
        );
        let span = Span::new(PageId(index as u32), row.range.clone());
        self.column(out).page(span, row.line, format!("p{index}l"));
        out.push_str("</section>\n<div class=\"chapters\">\n");
        if row.articles.is_empty() {
            add(
                out,
                format_args!("<p class=\"none\">{}</p>\n", words.no_chapter),
            );
        }
        for &article in &row.articles {
            let proof = &self.desk.chapters[article];
            if home[article] == Some(index) {
                self.chapter(out, article, proof);
            } else {
                add(
                    out,
                    format_args!(
                        "<p class=\"none\">{}<a href=\"#c{article}\">",
                        words.goes_on
                    ),
                );
                escape(out, proof.path);
                out.push_str("</a></p>\n");
            }
        }
        out.push_str("</div>\n</div>\n");
    }

    fn chapter(&self, out: &mut String, article: usize, proof: &Proof<'_>) {
        self.lang(out, "article", "chapter", proof.lang, proof.path);
        add(out, format_args!(" id=\"c{article}\">\n<h3>"));
        escape(out, proof.path);
        out.push_str("</h3>\n");
        let text = proof.file.as_str();
        let front = match text.strip_prefix("---\n") {
            Some(rest) => rest.find("\n---\n").map_or(0, |end| end + 9),
            None => 0,
        };
        if front > 0 {
            out.push_str("<div class=\"front\">\n");
            self.column(out).chapter(&proof.file.slice(0..front - 1));
            out.push_str("</div>\n");
        }
        let end = text.trim_end_matches('\n').len().max(front);
        self.column(out).chapter(&proof.file.slice(front..end));
        out.push_str("</article>\n");
    }

    /// Begins a column's element, its start tag left open.
    fn lang(&self, out: &mut String, element: &str, class: &str, lang: &Lang, label: &str) {
        add(out, format_args!("<{element} class=\"{class}\" lang=\""));
        escape(out, lang.as_str());
        out.push_str("\" aria-label=\"");
        escape(out, label);
        out.push('"');
    }

    fn column<'s>(&'s self, out: &'s mut String) -> Column<'s> {
        Column::new(
            out,
            self.marks,
            (self.desk.ledger, self.filter),
            self.words,
            &self.texts,
        )
    }
}
