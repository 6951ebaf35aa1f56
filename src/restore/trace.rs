//! What restoration saw and chose, as text to read: each fragment, how badly each label fits it, what
//! spoke for the seam before it, and what it became.

use super::fragment::{Fragment, Kind};
use super::label::{self, Costs};
use super::seam;
use super::thread::{self, Role, Step, Turn};
use super::topic;
use super::weights::label::NEVER;
use super::{Options, cut};
use crate::source::Page;
use crate::text::{Evidence, Ledger};
use std::fmt::Write;

/// Reads `pages` once more as [`super::restore`] does, and tells of it. Costs are negative logarithms
/// (0 fits perfectly), weights logarithms of likelihood ratios (above 0 speaks for it).
pub fn reading(pages: &[Page], options: &Options) -> String {
    let mut ledger = Ledger::default();
    let (all, memory) = cut(pages, options, &mut ledger);
    let mut out = String::new();
    for (page, fragments) in pages.iter().zip(&all) {
        // writing to a string cannot fail
        let _ = writeln!(out, "== {}", page.file);
        let topics = topic::Topics::of(fragments);
        let costs = label::costs(&memory, fragments, &topics);
        let steps = thread::read(&memory, fragments, &costs, &topics, &ledger);
        let mut open = None;
        for (i, step) in steps.iter().enumerate() {
            one(&mut out, i, &fragments[i], &costs[i], step);
            if let Some(a) = open.filter(|_| is_text(&fragments[i], step)) {
                let found = seam::evidence(&memory, &fragments[a], &fragments[i], i - a - 1);
                let weight = seam::weigh(&memory, &fragments[a], &fragments[i], i - a - 1);
                let _ = writeln!(out, "    seam after {a}: {weight:+.2} = {}", listed(&found));
            }
            if !step.evidence.is_empty() && step.role == Role::Caption {
                let _ = writeln!(out, "    caption: {}", listed(&step.evidence));
            }
            if matches!(step.role, Role::Paragraph | Role::Continue(_)) {
                open = Some(i);
            }
        }
        out.push('\n');
    }
    out
}

/// Whether a seam before the fragment was in question.
fn is_text(fragment: &Fragment, step: &Step) -> bool {
    fragment.kind == Kind::Text && step.turn == Turn::Stay && step.role != Role::Furniture
}

fn one(out: &mut String, i: usize, f: &Fragment, costs: &Costs, step: &Step) {
    let kind = match &f.kind {
        Kind::Text => "text",
        Kind::Picture(_) => "picture",
        Kind::Lines => "lines",
        Kind::Summary => "summary point",
        Kind::Jump(_) => "jump line",
    };
    let marks = match (f.level, f.bold) {
        (0, false) => String::new(),
        (0, true) => ", bold".to_owned(),
        (level, _) => format!(", heading {level}"),
    };
    let _ = writeln!(
        out,
        "{i}  {kind}{marks}, {} blank before: {}",
        f.blanks,
        shown(f)
    );
    let labels = [
        ("headline", costs.headline),
        ("kicker", costs.kicker),
        ("deck", costs.deck),
        ("subhead", costs.subhead),
        ("byline", costs.byline),
        ("body", costs.body),
        ("caption", costs.caption),
        ("furniture", costs.furniture),
    ];
    let likely = labels.iter().filter(|(_, cost)| *cost < NEVER);
    let likely: Vec<String> = likely
        .map(|(name, cost)| format!("{name} {cost:.1}"))
        .collect();
    let _ = writeln!(out, "    costs: {}", likely.join(", "));
    let begins = if step.turn == Turn::Begin {
        ", begins an article"
    } else if step.turn == Turn::Return {
        ", goes on with the article before"
    } else {
        ""
    };
    let role = match step.role {
        Role::Continue(a) => format!("continues {a}"),
        role => format!("{role:?}").to_lowercase(),
    };
    let _ = write!(out, "    read as: {role}{begins}, {:.2} sure", step.score);
    if let Some((a, likely)) = step.rival {
        let _ = write!(out, "; else it continues {a}, {likely:.2}");
    }
    out.push('\n');
}

/// The first and last words of a fragment, on one line.
fn shown(f: &Fragment) -> String {
    let text = f.text.as_str().replace('\n', "⏎");
    let count = text.chars().count();
    if count <= 60 {
        return text;
    }
    let head: String = text.chars().take(36).collect();
    let tail: String = text.chars().skip(count - 20).collect();
    format!("{head} … {tail}")
}

fn listed(found: &[Evidence]) -> String {
    let all: Vec<String> = found
        .iter()
        .map(|one| format!("{} {:+.1}", one.name, one.weight))
        .collect();
    all.join(", ")
}
