//! Labels: how well each label fits a fragment, from its own shape and its neighbours.
//!
//! No label is settled here. A caption may be known only because it interrupts a sentence, so the
//! costs go to `thread`, which chooses labels and links together.

use super::byline;
use super::caption;
use super::fragment::{Fragment, Kind};
use super::headline::{self, Levels};
use super::seam::{Memory, looks_like_title, reads_as_title};
use super::shape::Ending;
use super::topic::Topics;
use super::weights::{label as w, topic as t};

/// What each label costs for one fragment.
#[derive(Debug, Clone)]
pub(super) struct Costs {
    pub headline: f32,
    pub kicker: f32,
    pub deck: f32,
    pub subhead: f32,
    pub byline: f32,
    pub body: f32,
    pub caption: f32,
    /// Page furniture, by its pattern; `NEVER` without one.
    pub furniture: f32,
    /// Whether it opens with a lead (电头).
    pub lead: bool,
    /// Whether it is a byline that ends an article rather than opening one.
    pub closes: bool,
}

/// The costs of every fragment of a page.
pub(super) fn costs(memory: &Memory, fragments: &[Fragment], topics: &Topics) -> Vec<Costs> {
    let levels = Levels::vote(fragments);
    let one = |i: usize| cost(memory, fragments, topics, i, &levels);
    (0..fragments.len()).map(one).collect()
}

fn cost(
    memory: &Memory,
    fragments: &[Fragment],
    topics: &Topics,
    i: usize,
    levels: &Levels,
) -> Costs {
    let f = &fragments[i];
    if f.furniture.is_some() {
        return Costs::furniture();
    }
    let text = f.text.as_str();
    if byline::is_note(text) {
        return Costs::note();
    }
    let title = title(f);
    let signed = f.signed.is_some() || f.is_byline() || is_name(fragments, i);
    let is_byline = f.kind == Kind::Text && signed;
    let lead = f.begins_with_lead();
    let led = f.level > 0 && headline::is_led(fragments, i);
    let block = levels.block(fragments, i);
    let next = fragments.get(i + 1);
    let not_title = if is_byline { w::BYLINE_ELSE } else { 0.0 };
    Costs {
        headline: title + levels.headline(f, led) + not_title + w::BLOCK_INSIDE * block,
        kicker: title
            + not_title
            + kicker(memory, f, next)
            + silent_kicker(fragments, topics, i)
            + same_level(f, next, levels, led),
        deck: title + not_title + deck(f, i.checked_sub(1).map(|at| &fragments[at])),
        subhead: title + not_title + levels.subhead(f) + subhead(f) - w::BLOCK_SUB * block,
        byline: if is_byline { -1.0 } else { w::NEVER },
        body: body(f) + not_title,
        caption: if is_byline || lead {
            w::NEVER
        } else {
            caption::cost(fragments, i)
        },
        furniture: w::NEVER,
        lead,
        closes: is_byline && byline::closes(text),
    }
}

impl Costs {
    /// Of what `furniture` has marked: nothing else can be made of it.
    fn furniture() -> Self {
        Self {
            headline: w::NEVER,
            kicker: w::NEVER,
            deck: w::NEVER,
            subhead: w::NEVER,
            byline: w::NEVER,
            body: w::NEVER,
            caption: w::NEVER,
            furniture: 0.1,
            lead: false,
            closes: false,
        }
    }

    /// Of a note on the writer, which is text and nothing else.
    fn note() -> Self {
        Self {
            body: 0.0,
            furniture: w::NEVER,
            ..Self::furniture()
        }
    }
}

/// Whether fragment `i` is nothing but names between a headline and its text.
fn is_name(fragments: &[Fragment], i: usize) -> bool {
    let above = i.checked_sub(1).map(|at| &fragments[at]);
    let titled = above.is_some_and(reads_as_title);
    let below = fragments.get(i + 1);
    let text = below.is_some_and(|f| f.kind == Kind::Text && !f.is_marked() && f.shape.stops > 0);
    let f = &fragments[i];
    titled && text && !f.is_marked() && byline::names_alone(&f.text).is_some()
}

/// How badly a fragment reads as a title line of any kind.
fn title(f: &Fragment) -> f32 {
    let shape = &f.shape;
    let limit = if shape.is_wide() { 46.0 } else { 60.0 };
    let mut cost = (shape.length() - limit).max(0.0) * w::TITLE_TOO_LONG;
    if shape.ending == Ending::Closed
        && !f.stopped_title
        && !headline::is_capitals(f)
        && !matches!(shape.last, '？' | '?' | '！' | '!' | '”' | '…')
    {
        cost += w::TITLE_WITH_STOP;
    }
    if !f.is_marked() {
        cost += w::PLAIN_HEADLINE;
        // figures and stray marks are a table's
        let words = shape.letters * 2 > shape.chars;
        cost += if words && looks_like_title(f) {
            0.0
        } else {
            4.0
        };
    }
    cost
}

/// A kicker of its headline's own level says of the level what a headline says.
fn same_level(f: &Fragment, next: Option<&Fragment>, levels: &Levels, led: bool) -> f32 {
    match next {
        Some(next) if f.level > 0 && f.level == next.level => levels.headline(f, led),
        _ => 0.0,
    }
}

/// A kicker stands right above a title.
fn kicker(memory: &Memory, f: &Fragment, next: Option<&Fragment>) -> f32 {
    match next.filter(|next| reads_as_title(next)) {
        Some(below) => headline::kicker(memory, f, below),
        None => w::NEVER,
    }
}

/// A kicker repeats less of the text below than a headline's first line does.
fn silent_kicker(fragments: &[Fragment], topics: &Topics, i: usize) -> f32 {
    const NEAR: usize = 5;
    // heading marks tell better
    if fragments[i].is_marked() {
        return 0.0;
    }
    let reads_on = |f: &Fragment| !reads_as_title(f) && !f.is_byline();
    let below = (i + 1..fragments.len().min(i + NEAR)).find(|&at| reads_on(&fragments[at]));
    below.map_or(0.0, |at| topics.weight(i..i + 1, at, &t::KICKER))
}

/// A deck opens with a dash, or is smaller than the headline above it.
fn deck(f: &Fragment, above: Option<&Fragment>) -> f32 {
    let Some(above) = above.filter(|above| reads_as_title(above)) else {
        return w::NEVER;
    };
    let dash = ["——", "—", "--"]
        .iter()
        .any(|dash| f.text.as_str().starts_with(dash));
    match (dash, f.level, above.level) {
        (true, _, _) => -1.0,
        (_, own, above) if own > above && above > 0 => 1.6,
        (_, own, above) if own == above => 2.6,
        _ => 3.0,
    }
}

fn subhead(f: &Fragment) -> f32 {
    let limit = if f.shape.is_wide() { 24.0 } else { 36.0 };
    (f.shape.length() - limit).max(0.0) * w::SUBHEAD_LONG
}

fn body(f: &Fragment) -> f32 {
    if f.is_marked() {
        w::MARKED_BODY
    } else if looks_like_title(f) {
        w::TITLE_LIKE_BODY
    } else {
        0.0
    }
}
