//! The printed page: its size and margins, running heads and page numbers.
//!
//! Plain Chromium knows neither named strings nor `:first` for a named page (standards §4.1), so
//! each article is a page name of its own that counts its pages in a counter of the same name. The
//! running head is that counter written in a style whose signs are the headline from 2 on, and
//! nothing for 1: an article's opening stays without a head.

use super::contents::CONTENTS_ID;
use super::escape;
use super::page::{self, Plan};
use crate::book::Trim;
use std::fmt::Write;

/// The measures of a page, in points (1/72 inch).
struct Paper {
    /// As `size` wants it.
    size: &'static str,
    /// Type size.
    em: f32,
    /// From base line to base line; the page's grid.
    line: f32,
    /// Characters a line.
    measure: u8,
    /// Margins: head, foot, inner, outer. What they leave is a whole number of ems and lines.
    margins: [f32; 4],
    /// From the paper's edge to the running head, and to the page number.
    edge: f32,
}

/// 27 characters of 10.5 pt a line, 28 lines (CLREQ, procedure for defining the type area).
const A5: Paper = Paper {
    size: "148mm 210mm",
    em: 10.5,
    line: 17.0,
    measure: 27,
    margins: [58.0, 61.0, 70.0, 66.0],
    edge: 26.0,
};

/// 36 characters of 12 pt a line, 34 lines.
const A4: Paper = Paper {
    size: "210mm 297mm",
    em: 12.0,
    line: 20.0,
    measure: 36,
    margins: [78.0, 83.5, 84.0, 79.0],
    edge: 28.0,
};

/// Writes the style sheet that only this book has.
pub(super) fn style(plan: &Plan<'_>) -> String {
    let paper = match plan.book.config.trim {
        Trim::A5 => &A5,
        Trim::A4 => &A4,
    };
    let mut out = String::with_capacity(2048 + plan.book.chapters.len() * 320);
    sheet(paper, &mut out);
    heads(plan, &mut out);
    out
}

fn sheet(paper: &Paper, out: &mut String) {
    let Paper {
        size,
        em,
        line,
        measure,
        ..
    } = paper;
    let [head, foot, inner, outer] = paper.margins;
    let (small, edge) = (em * 0.8, paper.edge);
    // writing to a String cannot fail
    let _ = write!(
        out,
        "@media print{{:root{{--size:{em}pt;--line:{line}pt;--measure:{measure}rem}}}}\n\
         @page{{size:{size};margin:{head}pt {outer}pt {foot}pt {inner}pt;font-size:{small}pt}}\n\
         @page :right{{\
         @bottom-right{{content:counter(page);vertical-align:bottom;padding-bottom:{edge}pt}}}}\n\
         @page :left{{margin-left:{outer}pt;margin-right:{inner}pt;\
         @bottom-left{{content:counter(page);vertical-align:bottom;padding-bottom:{edge}pt}}}}\n\
         @page :left{{@top-left{{vertical-align:top;padding-top:{edge}pt}}}}\n\
         @page :right{{@top-right{{vertical-align:top;padding-top:{edge}pt}}}}\n\
         @page title{{@bottom-left{{content:none}}@bottom-right{{content:none}}}}\n"
    );
}

fn heads(plan: &Plan<'_>, out: &mut String) {
    let sign = |out: &mut String, name: &str, words: &str| {
        let words = escape::css(&shortened(words));
        let _ = writeln!(
            out,
            "@counter-style {name}{{system:cyclic;symbols:{words};range:2 infinite;fallback:n}}"
        );
    };
    out.push_str("@counter-style n{system:cyclic;symbols:\"\"}\n");
    sign(out, "b", &plan.book.config.title);
    let chapters = plan.book.chapters.iter().enumerate();
    let chapters = chapters.map(|(index, chapter)| (plan.name(index), chapter.title.as_str()));
    let contents = (CONTENTS_ID.to_owned(), plan.words.contents);
    for (name, title) in std::iter::once(contents).chain(chapters) {
        sign(out, &format!("t{name}"), title);
        // writing to a String cannot fail
        let _ = writeln!(
            out,
            "#{name}{{page:{name}}}\
             @page {name}{{counter-increment:{name}}}\
             @page {name}:left{{@top-left{{content:counter({name},b)}}}}\
             @page {name}:right{{@top-right{{content:counter({name},t{name})}}}}"
        );
    }
}

/// A headline that fits above a page: at most 30 ems, the rest an ellipsis.
fn shortened(title: &str) -> String {
    const HALF_EMS: usize = 60;
    let mut room = HALF_EMS;
    let mut out = String::new();
    for c in title.trim().chars() {
        let half_ems = page::half_ems_of(c);
        if room < half_ems {
            out.push('…');
            break;
        }
        room -= half_ems;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_whole_characters_and_a_page_whole_lines() {
        let point = 72.0 / 25.4;
        for (paper, width, height) in [(&A5, 148.0, 210.0), (&A4, 210.0, 297.0)] {
            let [head, foot, inner, outer] = paper.margins;
            assert!(inner > outer, "room for the binding");
            let left = width * point - inner - outer - f32::from(paper.measure) * paper.em;
            assert!(
                (0.0..0.5).contains(&left),
                "{left} pt of a line are left over"
            );
            let left = (height * point - head - foot) % paper.line;
            assert!(left < 0.5, "{left} pt of a page are left over");
        }
    }

    #[test]
    fn a_long_headline_is_cut_and_says_so() {
        assert_eq!(shortened(&"字".repeat(30)), "字".repeat(30));
        assert_eq!(shortened(&"字".repeat(31)), format!("{}…", "字".repeat(30)));
        assert_eq!(shortened(&"a".repeat(61)).chars().count(), 61);
    }
}
