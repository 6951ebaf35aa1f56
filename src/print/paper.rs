//! The style sheet that only this book has: paper and margins, running heads, page numbers.
//!
//! Plain Chromium knows neither named strings nor `:first` for a named page (standards §4.1), so
//! each article is a page name of its own that counts its pages in a counter of the same name. The
//! running head is that counter written in a style whose signs are the headline from 2 on, and
//! nothing for 1: an article's opening stays without a head. Where articles run on, a change of name
//! would begin a new page, so that a part has one name, and its own name in the head.

use super::contents::CONTENTS_ID;
use super::escape;
use super::fit::{self, Rank};
use super::plan::{Plan, Purpose};
use super::{back, contents};
use crate::book::Design;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Pages without head and folio that stand before the text, and those within it.
const BARE: [(&str, &str); 4] = [
    ("title", "front"),
    ("blank-front", "front"),
    ("blank", "folio"),
    ("part", "folio"),
];

/// Writes the style sheet.
pub(super) fn style(plan: &Plan<'_>) -> String {
    let mut out = String::with_capacity(4096 + plan.book.chapters.len() * 320);
    measures(plan, &mut out);
    sheet(plan, &mut out);
    heads(plan, &mut out);
    out
}

fn measures(plan: &Plan<'_>, out: &mut String) {
    let sheet = &plan.sheet;
    // writing to a String cannot fail
    let _ = writeln!(
        out,
        "@media print{{:root{{--size:{}pt;--line:{}pt;--measure:{}rem;--columns:{};--lines:{}}}}}",
        points(sheet.size),
        points(sheet.leading),
        sheet.measure,
        sheet.columns,
        sheet.lines,
    );
    let [large, middling, small] = fit::title_scale(plan.print().design);
    let _ = writeln!(
        out,
        "@media print{{:root{{--title:{large}rem;--title-long:{middling}rem;--title-longer:{small}rem}}}}"
    );
    for (rank, of) in [
        (Rank::Plain, ":root"),
        (Rank::Lead, ".lead"),
        (Rank::Brief, ".brief"),
    ] {
        if rank == Rank::Plain || plan.print().design == Design::Newspaper {
            let [large, middling, small] = fit::scale(plan.print().design, rank);
            let _ = writeln!(
                out,
                "{of}{{--headline:{large}rem;--headline-long:{middling}rem;--headline-longer:{small}rem}}"
            );
        }
    }
}

/// Where the inner margin of a page is: pages of a book whose lines run downwards turn the other way.
/// Chromium calls the odd ones `:right` all the same.
fn sheet(plan: &Plan<'_>, out: &mut String) {
    let sheet = &plan.sheet;
    let beyond = beyond(plan);
    let [width, height] = [sheet.width, sheet.height].map(|side| points(side + 2.0 * beyond));
    let [head, foot, inner, outer] = sheet.margins.map(|margin| points(margin + beyond));
    let bound_left = format!("{head}pt {outer}pt {foot}pt {inner}pt");
    let bound_right = format!("{head}pt {inner}pt {foot}pt {outer}pt");
    let (odd, even) = match sheet.vertical {
        true => (bound_right, bound_left),
        false => (bound_left, bound_right),
    };
    let _ = writeln!(
        out,
        "@page{{size:{width}pt {height}pt;margin:{odd};font-size:{}pt}}",
        points(sheet.size * 0.8)
    );
    if !sheet.one_sided {
        let _ = writeln!(out, "@page :left{{margin:{even}}}");
    }
    if plan.purpose == Purpose::Page && sheet.bleed > 0.0 {
        let _ = writeln!(out, "@page{{bleed:{}pt}}", points(sheet.bleed));
    }
    if plan.purpose == Purpose::Page && plan.print().marks {
        out.push_str("@page{marks:crop}\n");
    }
    let folio = match plan.purpose {
        Purpose::Page => "counter(page)",
        Purpose::Pdf => "counter(folio)",
    };
    folios(plan, "", folio, out);
    for (name, counter) in BARE {
        for side in sides(plan) {
            let place = folio_box(plan, side);
            let _ = write!(out, "@page {name}{side}{{{place}{{content:none}}}}");
        }
        counted(plan, name, &[counter], out);
    }
    if plan.purpose == Purpose::Pdf {
        folios(plan, CONTENTS_ID, "counter(front,lower-roman)", out);
    }
}

/// Where the folio stands on the pages `name`, and how it is counted.
fn folios(plan: &Plan<'_>, name: &str, folio: &str, out: &mut String) {
    let edge = points(plan.sheet.edge + beyond(plan));
    for side in sides(plan) {
        let place = folio_box(plan, side);
        let inset = match plan.print().design {
            Design::Newspaper => format!("vertical-align:top;padding-top:{edge}pt"),
            _ => format!("vertical-align:bottom;padding-bottom:{edge}pt"),
        };
        let _ = writeln!(
            out,
            "@page {name}{side}{{{place}{{content:{folio};{inset};{HORIZONTAL}}}}}"
        );
    }
}

const HORIZONTAL: &str = "writing-mode:horizontal-tb";

fn beyond(plan: &Plan<'_>) -> f32 {
    match plan.purpose {
        Purpose::Pdf => plan.sheet.beyond,
        Purpose::Page => 0.0,
    }
}

/// The kinds of page that differ.
fn sides(plan: &Plan<'_>) -> &'static [&'static str] {
    if plan.sheet.one_sided {
        &[""]
    } else {
        &[":right", ":left"]
    }
}

/// Whether the outer edge of such a page is at the right.
fn opens_right(plan: &Plan<'_>, side: &str) -> bool {
    (side == ":left") == plan.sheet.vertical
}

fn folio_box(plan: &Plan<'_>, side: &str) -> &'static str {
    match (plan.print().design, opens_right(plan, side)) {
        (Design::Clippings, _) => "@bottom-center",
        (Design::Newspaper, true) => "@top-right",
        (Design::Newspaper, false) => "@top-left",
        (Design::Book, true) => "@bottom-right",
        (Design::Book, false) => "@bottom-left",
    }
}

/// Counts the pages `name` in `counters`; the folios of the text in the PDF too.
fn counted(plan: &Plan<'_>, name: &str, counters: &[&str], out: &mut String) {
    let counters: Vec<&str> = counters
        .iter()
        .copied()
        .filter(|counter| plan.purpose == Purpose::Pdf || !matches!(*counter, "front" | "folio"))
        .collect();
    if !counters.is_empty() {
        let _ = writeln!(
            out,
            "@page {name}{{counter-increment:{}}}",
            counters.join(" ")
        );
    }
}

fn heads(plan: &Plan<'_>, out: &mut String) {
    let sign = |out: &mut String, name: &str, words: &str| {
        let words = escape::css(&fit::shortened(words, 30));
        let _ = writeln!(
            out,
            "@counter-style {name}{{system:cyclic;symbols:{words};range:2 infinite;fallback:n}}"
        );
    };
    out.push_str("@counter-style n{system:cyclic;symbols:\"\"}\n");
    sign(out, "b", &plan.book.config.title);
    let mut pages = vec![(
        CONTENTS_ID.to_owned(),
        "front",
        plan.words.contents.to_owned(),
    )];
    let mut named = BTreeSet::new();
    for (index, chapter) in plan.book.chapters.iter().enumerate() {
        let name = plan.page_name(index);
        let _ = writeln!(out, "#{}{{page:{name}}}", plan.name(index));
        if !named.insert(name.clone()) {
            continue;
        }
        let title = match (plan.run_on, plan.part(index)) {
            (false, _) => chapter.title.clone(),
            (true, Some(part)) => contents::part_words(plan, part),
            (true, None) => plan.book.config.title.clone(),
        };
        pages.push((name, "folio", title));
    }
    pages.push((
        back::INDEX_ID.to_owned(),
        "folio",
        plan.words.index.to_owned(),
    ));
    let pictures = plan.words.pictures.to_owned();
    pages.push((back::PICTURES_ID.to_owned(), "folio", pictures));
    for (name, counter, title) in pages {
        sign(out, &format!("t{name}"), &title);
        counted(plan, &name, &[&name, counter], out);
        for side in sides(plan) {
            let style = match *side {
                ":left" => "b".to_owned(),
                _ => format!("t{name}"),
            };
            let place = head_box(plan, side);
            let _ = write!(
                out,
                "@page {name}{side}{{{place}{{content:counter({name},{style})}}}}"
            );
        }
        out.push('\n');
    }
    head_places(plan, out);
}

fn head_box(plan: &Plan<'_>, side: &str) -> &'static str {
    let right = opens_right(plan, side);
    match (plan.print().design, plan.sheet.vertical, right) {
        (_, true, true) => "@right-top",
        (_, true, false) => "@left-top",
        (Design::Newspaper, ..) => "@top-center",
        (_, _, true) => "@top-right",
        (_, _, false) => "@top-left",
    }
}

fn head_places(plan: &Plan<'_>, out: &mut String) {
    let edge = points(plan.sheet.edge + beyond(plan));
    for side in sides(plan) {
        let place = head_box(plan, side);
        let how = match plan.sheet.vertical {
            // beside the text, from its first character down
            true => "writing-mode:vertical-rl;text-align:start;vertical-align:middle".to_owned(),
            false => format!("vertical-align:top;padding-top:{edge}pt;{HORIZONTAL}"),
        };
        let _ = writeln!(out, "@page {side}{{{place}{{{how}}}}}");
    }
}

/// A length as CSS wants it, without the noise of binary fractions.
fn points(length: f32) -> f32 {
    (length * 1000.0).round() / 1000.0
}
