//! Threads: labels and links chosen together, the cheapest reading of a page.
//!
//! Fragments are read in order. A reading is the sequence of [`Step`]s taken so far; what matters for
//! the next step is the article it is in ([`Context`]): whether it has a headline, a byline, text, and
//! which fragment its last paragraph ends with. Readings that reached the same context are one, so a
//! small beam holds all that could still win, and the work is linear in the page.
//!
//! A step's score is its margin over its best rival: the page is read again from just before it, over
//! a window, once with the step and once without.

mod beam;
mod moves;

use super::caption;
use super::fragment::Fragment;
use super::headline;
use super::label::Costs;
use super::seam::{self, Memory};
use super::topic::Topics;
use super::weights::{BEAM, WINDOW};
use crate::text::{Evidence, Ledger};

/// What a fragment is in a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Kicker,
    Headline,
    Deck,
    Byline,
    /// A paragraph begins.
    Paragraph,
    /// The paragraph that ends with the fragment of this index goes on.
    Continue(usize),
    Subhead,
    Caption,
    Furniture,
    Picture,
    Lines,
    Jump,
    Summary,
}

/// Which article a step is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The article that the step before is of.
    Stay,
    /// A new one.
    Begin,
    /// The one that was left for this one: the two stand interleaved.
    Return,
}

/// What is done with one fragment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub role: Role,
    /// Which article it is of.
    pub turn: Turn,
    /// How sure it is, from 0 to 1, against the best reading without it.
    pub score: f32,
    /// For a new paragraph: the fragment that it might have continued, and how likely that is.
    pub rival: Option<(usize, f32)>,
    /// What speaks for the link or label, and against it; nothing where none was in question.
    pub evidence: Vec<Evidence>,
}

/// What the next step needs to know of a reading.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Context {
    /// Whether any article has begun.
    begun: bool,
    kicker: bool,
    /// Lines of the headline.
    headlines: u8,
    /// Heading level of the headline's first line.
    level: u8,
    deck: bool,
    byline: bool,
    /// Whether the article has text.
    text: bool,
    /// Whether the last step was a title line.
    after_title: bool,
    /// Whether the last step was a subhead.
    after_subhead: bool,
    /// Whether a jump line says that it comes from another page: its words may begin anywhere, and its
    /// headline is a repetition.
    turned: bool,
    /// Whether the text has gone to and fro between this article and the other.
    woven: bool,
    /// Index of the headline's first fragment.
    titled_at: Option<usize>,
    /// The title lines, of whatever kind: they stand together.
    titles: (usize, usize),
    /// Index of the subhead that the text stands under.
    under: Option<usize>,
    /// Whether it began with a plain paragraph.
    plain: bool,
    /// Index of the first fragment of text, as long as there is no headline.
    first: Option<usize>,
    /// The fragment that the last paragraph ends with, and what was stepped over since.
    last: Option<usize>,
    between: usize,
}

impl Context {
    /// The same, with its article left for another.
    fn leave(&self, turn: Turn) -> Self {
        Self {
            woven: turn == Turn::Return,
            after_title: false,
            between: FAR,
            ..*self
        }
    }

    fn article() -> Self {
        Self {
            begun: true,
            ..Self::default()
        }
    }

    /// A number that stands for all of it: two contexts that differ share it once in 2⁶⁴ times.
    fn number(&self) -> u64 {
        let &Self {
            begun,
            kicker,
            headlines,
            level,
            deck,
            byline,
            text,
            after_title,
            after_subhead,
            turned,
            woven,
            titled_at,
            titles,
            under,
            plain,
            first,
            last,
            between,
        } = self;
        let flags = u64::from(begun)
            | u64::from(kicker) << 1
            | u64::from(deck) << 2
            | u64::from(byline) << 3
            | u64::from(text) << 4
            | u64::from(after_title) << 5
            | u64::from(after_subhead) << 6
            | u64::from(turned) << 7
            | u64::from(woven) << 8
            | u64::from(plain) << 9
            | u64::from(headlines) << 16
            | u64::from(level) << 24
            | (between as u64) << 32;
        let pair = |a: usize, b: usize| (a as u64) << 32 ^ b as u64;
        let place = |at: Option<usize>| at.map_or(0, |at| at + 1);
        let words = [
            flags,
            pair(titles.0, titles.1),
            pair(place(titled_at), place(under)),
            pair(place(first), place(last)),
        ];
        words.into_iter().fold(0, mixed)
    }
}

/// Two numbers made one.
fn mixed(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xD6E8_FEB8_6659_FD93);
    product as u64 ^ (product >> 64) as u64
}

/// A reading of the fragments so far.
#[derive(Clone, Copy)]
struct Reading {
    context: Context,
    /// The article that was left for this one, to which the text may return.
    left: Option<Context>,
    cost: f32,
    /// Index of its last step in the reader's list.
    step: usize,
}

impl Reading {
    /// The article that is left after a step, by its [`Turn`], with its number.
    fn lefts(&self) -> [(Option<Context>, u64); 3] {
        let leave = |turn| self.context.begun.then(|| self.context.leave(turn));
        let lefts = [self.left, leave(Turn::Begin), leave(Turn::Return)];
        lefts.map(|left| (left, left.map_or(0, |left| left.number())))
    }
}

/// A step taken by some reading, and the one before it.
#[derive(Clone, Copy)]
struct Taken {
    role: Role,
    turn: Turn,
    before: usize,
    /// The contexts it was taken in.
    context: Context,
    left: Option<Context>,
}

const START: usize = usize::MAX;

/// Stepping over more fragments than this is all the same.
const FAR: usize = 4;

/// Reads a page.
pub(super) fn read(
    memory: &Memory,
    fragments: &[Fragment],
    costs: &[Costs],
    topics: &Topics,
    ledger: &Ledger,
) -> Vec<Step> {
    let mut reader = Reader::new(memory, fragments, costs, topics, ledger);
    let start = Reading {
        context: Context::default(),
        left: None,
        cost: 0.0,
        step: START,
    };
    let best = reader.beam(start, 0..fragments.len(), BEAM, |_, _, _| true);
    let path = reader.path(best.step);
    (0..path.len()).map(|i| reader.score(&path, i)).collect()
}

struct Reader<'a> {
    memory: &'a Memory,
    fragments: &'a [Fragment],
    costs: &'a [Costs],
    /// Knows the rules that are switched off.
    ledger: &'a Ledger,
    /// Of each fragment, how unfinished it is.
    unfinished: Vec<f32>,
    /// Of each fragment, how little it can stand alone.
    beginning: Vec<f32>,
    taken: Vec<Taken>,
    /// How many steps may be kept before those of lost readings are forgotten.
    room: usize,
    topics: &'a Topics,
    /// Of each fragment, the seams weighed already: the fragment before, how many between, the weight.
    seams: Vec<Vec<(usize, usize, f32)>>,
    /// Of each fragment, what it costs that it is one more line of a title that ends above it.
    lines: Vec<f32>,
    /// Of each fragment, the titles it was compared with already, and whether it repeats their words.
    repeats: Vec<Vec<(usize, bool)>>,
}

impl<'a> Reader<'a> {
    fn new(
        memory: &'a Memory,
        fragments: &'a [Fragment],
        costs: &'a [Costs],
        topics: &'a Topics,
        ledger: &'a Ledger,
    ) -> Self {
        let unfinished = fragments.iter().map(seam::unfinished).collect();
        let beginning = fragments.iter().map(seam::beginning).collect();
        let pairs = fragments.iter().zip(&fragments[1.min(fragments.len())..]);
        let line = |(above, f)| headline::one_more_line(memory, above, f);
        let lines = std::iter::once(0.0).chain(pairs.map(line)).collect();
        Self {
            memory,
            fragments,
            costs,
            ledger,
            unfinished,
            beginning,
            taken: Vec::new(),
            room: beam::ROOM,
            topics,
            seams: vec![Vec::new(); fragments.len()],
            lines,
            repeats: vec![Vec::new(); fragments.len()],
        }
    }

    /// The step of `path` at `i`, with its margin where the step is worth a doubt.
    fn score(&mut self, path: &[(Role, Turn, Context, Option<Context>)], i: usize) -> Step {
        self.taken.clear();
        let (role, turn, context, left) = path[i];
        let plain = matches!(
            role,
            Role::Furniture | Role::Picture | Role::Lines | Role::Jump | Role::Summary
        );
        let closed = context.last.is_none_or(|a| self.unfinished[a] < -2.0);
        let stays = turn == Turn::Stay;
        let settled = role == Role::Paragraph && stays && closed && self.beginning[i] < 1.0;
        if plain || settled {
            return Step {
                role,
                turn,
                score: 1.0,
                rival: None,
                evidence: Vec::new(),
            };
        }
        let start = Reading {
            context,
            left,
            cost: 0.0,
            step: START,
        };
        let end = (i + WINDOW).min(path.len());
        let own = self
            .beam(start, i..end, BEAM / 2, |at, r, b| {
                at != i || (r == role && b == turn)
            })
            .cost;
        let rival = self
            .beam(start, i..end, BEAM / 2, |at, r, b| {
                at != i || r != role || b != turn
            })
            .cost;
        let score = 1.0 / (1.0 + (own - rival).exp());
        let rival = match (role, context.last) {
            (Role::Paragraph, Some(a)) if stays => Some((a, 1.0 - score)),
            _ => None,
        };
        let evidence = match (turn, left) {
            (Turn::Return, Some(left)) => {
                let mut found = self.evidence(role, &left, i);
                let more = self.topic(i, &left) - self.topic(i, &context);
                found.push(Evidence::new("topic/of-that-headline", more));
                found
            }
            _ => self.evidence(role, &context, i),
        };
        Step {
            role,
            turn,
            score,
            rival,
            evidence,
        }
    }

    /// What spoke for reading fragment `i` as `role`, and against it.
    fn evidence(&mut self, role: Role, context: &Context, i: usize) -> Vec<Evidence> {
        match (role, context.last) {
            (Role::Paragraph | Role::Continue(_), Some(a)) => {
                let (a, b) = (&self.fragments[a], &self.fragments[i]);
                seam::evidence(self.memory, a, b, context.between)
            }
            (Role::Caption, _) => {
                let mut found = caption::evidence(self.fragments, i);
                found.extend(self.caption_context(i, context).into_iter().flatten());
                found
            }
            (Role::Headline, _) if context.text => {
                let reads = self.against_body(i, "label/headline", self.costs[i].headline);
                let late = Evidence::new("label/after-text", -self.late(context));
                let names = Evidence::new("topic/names-headline", self.names(i, context));
                vec![reads, late, names]
            }
            (Role::Kicker, _) => vec![self.against_body(i, "label/kicker", self.costs[i].kicker)],
            _ => Vec::new(),
        }
    }

    /// How much better a label that costs `cost` fits fragment `i` than running text does.
    fn against_body(&self, i: usize, name: &'static str, cost: f32) -> Evidence {
        const LOUDEST: f32 = 10.0;
        let weight = self.costs[i].body - cost;
        Evidence::new(name, weight.clamp(-LOUDEST, LOUDEST))
    }
}
