//! Threads: labels and links chosen together, the cheapest reading of a page.
//!
//! Fragments are read in order. A reading is the sequence of [`Step`]s taken so far; what matters for
//! the next step is the article it is in ([`Context`]): whether it has a headline, a byline, text, and
//! which fragment its last paragraph ends with. Readings that reached the same context are one, so a
//! small beam holds all that could still win, and the work is linear in the page.
//!
//! A step's score is its margin over its best rival: the page is read again from just before it, over
//! a window, once with the step and once without.

use super::caption;
use super::fragment::{Fragment, Kind};
use super::headline;
use super::label::Costs;
use super::seam::{self, Memory};
use super::topic::Topics;
use super::weights::{BEAM, WINDOW, article as w, label, topic as t};
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

/// So many steps are kept at least.
const ROOM: usize = 1 << 14;

/// Stepping over more fragments than this is all the same.
const FAR: usize = 4;

/// The readings that one more fragment makes of a beam: the cheapest of each context.
struct Candidates {
    found: Vec<Candidate>,
    /// Where in `found` contexts are, by their numbers; 0 is nowhere.
    places: Vec<u16>,
}

/// A reading that goes on with a move.
#[derive(Clone, Copy)]
struct Candidate {
    cost: f32,
    /// Which of the moves it takes.
    at: usize,
    /// Which reading of the beam it goes on with.
    from: usize,
    /// The number of its contexts.
    number: u64,
}

impl Candidates {
    fn new() -> Self {
        Self {
            found: Vec::new(),
            places: vec![0; 1 << 10],
        }
    }

    /// Adds a reading, unless another reaches the same contexts at no greater cost.
    fn add(&mut self, new: Candidate) {
        let last = self.places.len() - 1;
        let mut slot = new.number as usize & last;
        while let Some(place) = usize::from(self.places[slot]).checked_sub(1) {
            let known = &mut self.found[place];
            if known.number == new.number {
                if new.cost < known.cost {
                    *known = new;
                }
                return;
            }
            slot = (slot + 1) & last;
        }
        // a beam makes a few hundred candidates
        if self.found.len() < last / 2 {
            self.found.push(new);
            self.places[slot] = self.found.len() as u16;
        }
    }

    /// Takes out the `width` cheapest, the cheapest first; of equals the one found first.
    fn take(&mut self, width: usize) -> Vec<Candidate> {
        self.places.fill(0);
        let mut order: Vec<(usize, Candidate)> = self.found.drain(..).enumerate().collect();
        let before = |a: &(usize, Candidate), b: &(usize, Candidate)| {
            a.1.cost.total_cmp(&b.1.cost).then(a.0.cmp(&b.0))
        };
        if order.len() > width {
            order.select_nth_unstable_by(width, before);
            order.truncate(width);
        }
        order.sort_unstable_by(before);
        order.into_iter().map(|(_, found)| found).collect()
    }
}

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

/// One possible next step: role, article, its cost, the context after it.
type Next = (Role, Turn, f32, Context);

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
            room: ROOM,
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

    /// The best reading of the fragments `range` from `start`, among the steps that `allow` allows.
    fn beam(
        &mut self,
        start: Reading,
        range: std::ops::Range<usize>,
        width: usize,
        allow: impl Fn(usize, Role, Turn) -> bool,
    ) -> Reading {
        let mut beam = vec![start];
        let last = range.end == self.fragments.len();
        let (mut moves, mut next) = (Vec::new(), Candidates::new());
        let mut lefts: Vec<[(Option<Context>, u64); 3]> = Vec::new();
        for i in range {
            moves.clear();
            lefts.clear();
            for (from, reading) in beam.iter().enumerate() {
                let known = moves.len();
                self.moves(i, &reading.context, &mut moves);
                if let Some(left) = &reading.left {
                    self.returns(i, &reading.context, left, &mut moves);
                }
                let left = reading.lefts();
                for (at, (role, turn, cost, context)) in moves.iter().enumerate().skip(known) {
                    if allow(i, *role, *turn) && *cost < label::NEVER {
                        next.add(Candidate {
                            cost: reading.cost + cost,
                            at,
                            from,
                            number: mixed(context.number(), left[*turn as usize].1),
                        });
                    }
                }
                lefts.push(left);
            }
            let take = |Candidate { cost, at, from, .. }| {
                let (role, turn, _, context) = moves[at];
                let step = self.taken.len();
                self.taken.push(Taken {
                    role,
                    turn,
                    before: beam[from].step,
                    context: beam[from].context,
                    left: beam[from].left,
                });
                Reading {
                    context,
                    left: lefts[from][turn as usize].0,
                    cost,
                    step,
                }
            };
            beam = next.take(width).into_iter().map(take).collect();
            if beam.is_empty() {
                return Reading {
                    cost: label::NEVER,
                    ..start
                };
            }
            self.forget(&mut beam);
        }
        let total = |reading: &Reading| {
            reading.cost
                + if last {
                    self.end(&reading.context)
                } else {
                    0.0
                }
        };
        let best = beam.iter().min_by(|a, b| total(a).total_cmp(&total(b)));
        best.map_or(start, |best| Reading {
            cost: total(best),
            ..*best
        })
    }

    /// Forgets the steps that lead to no reading of `beam`, now and then.
    fn forget(&mut self, beam: &mut [Reading]) {
        if self.taken.len() < self.room {
            return;
        }
        let mut kept = vec![false; self.taken.len()];
        for reading in beam.iter() {
            let mut step = reading.step;
            while step != START && !kept[step] {
                kept[step] = true;
                step = self.taken[step].before;
            }
        }
        let mut places = vec![START; kept.len()];
        let mut taken = Vec::with_capacity(2 * ROOM);
        for (step, _) in kept.iter().enumerate().filter(|(_, kept)| **kept) {
            places[step] = taken.len();
            let mut one = self.taken[step];
            one.before = places.get(one.before).copied().unwrap_or(START);
            taken.push(one);
        }
        for reading in beam {
            reading.step = places.get(reading.step).copied().unwrap_or(START);
        }
        self.room = 2 * taken.len() + ROOM;
        self.taken = taken;
    }

    fn path(&self, mut step: usize) -> Vec<(Role, Turn, Context, Option<Context>)> {
        let mut path = Vec::new();
        while step != START {
            let taken = &self.taken[step];
            path.push((taken.role, taken.turn, taken.context, taken.left));
            step = taken.before;
        }
        path.reverse();
        path
    }

    /// What it costs to end the article of `context`.
    fn end(&self, context: &Context) -> f32 {
        if !context.begun {
            return 0.0;
        }
        (if context.text { 0.0 } else { w::NO_TEXT })
            + if context.headlines > 0 || context.turned {
                0.0
            } else {
                w::NO_HEADLINE
            }
            + if context.after_subhead { 3.0 } else { 0.0 }
    }

    /// Every step that fragment `i` allows in `context`.
    fn moves(&mut self, i: usize, context: &Context, out: &mut Vec<Next>) {
        let mut stepped = *context;
        stepped.between = (context.between + 1).min(FAR);
        let fragments = self.fragments;
        match &fragments[i].kind {
            Kind::Picture(_) => out.push((Role::Picture, Turn::Stay, 0.0, stepped)),
            Kind::Lines => {
                stepped.text = true;
                stepped.begun = true;
                out.push((Role::Lines, first(context), 0.0, stepped));
            }
            Kind::Summary => {
                stepped.begun = true;
                out.push((Role::Summary, first(context), 0.0, stepped));
            }
            Kind::Jump(jump) => self.jump(jump.onward, context, stepped, out),
            Kind::Text => {
                if self.costs[i].furniture < label::NEVER {
                    out.push((
                        Role::Furniture,
                        Turn::Stay,
                        self.costs[i].furniture,
                        stepped,
                    ));
                }
                self.byline(i, context, out);
                self.title_lines(i, context, out);
                self.subhead(i, context, out);
                self.paragraph(i, context, out);
                self.caption(i, context, stepped, out);
            }
        }
    }

    fn jump(&self, onward: bool, context: &Context, stepped: Context, out: &mut Vec<Next>) {
        if onward {
            // the last paragraph goes on elsewhere, so nothing here need continue it
            let next = Context {
                last: None,
                between: 0,
                ..stepped
            };
            out.push((Role::Jump, Turn::Stay, 0.0, next));
            if context.last.is_some() {
                out.push((Role::Jump, Turn::Stay, w::JUMP_INSIDE, stepped));
            }
        } else if context.text || !context.begun {
            let next = Context {
                turned: true,
                ..Context::article()
            };
            out.push((Role::Jump, Turn::Begin, self.end(context) + w::BEGINS, next));
        } else {
            let next = Context {
                turned: true,
                ..stepped
            };
            out.push((Role::Jump, Turn::Stay, 0.0, next));
        }
    }

    fn byline(&self, i: usize, context: &Context, out: &mut Vec<Next>) {
        let Costs { byline, closes, .. } = self.costs[i];
        let cost = byline;
        if cost >= label::NEVER {
            return;
        }
        if context.begun {
            let second = match (context.byline, closes) {
                (false, _) => 0.0,
                (true, true) => w::SECOND_AT_END,
                (true, false) => w::SECOND_BYLINE,
            };
            let late = if context.text && !closes {
                w::LATE_BYLINE
            } else {
                0.0
            };
            let next = Context {
                byline: true,
                last: None,
                after_title: false,
                ..*context
            };
            out.push((Role::Byline, Turn::Stay, cost + second + late, next));
        }
        let f = &self.fragments[i];
        let gap = if f.blanks > 2 { -0.8 } else { 0.0 };
        let end = if closes { w::END_FIRST } else { 0.0 };
        let mark = if matches!(f.shape.first, '□' | '■' | '◆' | '●') {
            -0.5
        } else {
            0.0
        };
        let next = Context {
            byline: true,
            ..Context::article()
        };
        out.push((
            Role::Byline,
            Turn::Begin,
            self.end(context) + w::AT_BYLINE + cost + gap + mark + end,
            next,
        ));
    }

    fn title_lines(&self, i: usize, context: &Context, out: &mut Vec<Next>) {
        let costs = &self.costs[i];
        let level = self.fragments[i].level;
        let titled = Context {
            headlines: 1,
            level,
            after_title: true,
            titled_at: Some(i),
            titles: with_line(context, i),
            first: None,
            ..*context
        };
        let first = Context {
            headlines: 1,
            level,
            after_title: true,
            titled_at: Some(i),
            titles: (i, i + 1),
            ..Context::article()
        };
        out.push((
            Role::Headline,
            Turn::Begin,
            self.end(context) + w::BEGINS + costs.headline,
            first,
        ));
        let kicker_allowed = level == 0 || self.ledger.allows("restore/kicker");
        let kicker = Context {
            kicker: true,
            after_title: true,
            titles: (i, i + 1),
            ..Context::article()
        };
        if kicker_allowed {
            let cost = self.end(context) + w::BEGINS + costs.kicker;
            out.push((Role::Kicker, Turn::Begin, cost, kicker));
        }
        if !context.begun {
            return;
        }
        let late_allowed = !context.text || self.ledger.allows("restore/moved-headline");
        if context.headlines == 0 && context.text && !context.kicker && late_allowed {
            let next = Context {
                kicker: true,
                after_title: true,
                titles: (i, i + 1),
                between: (context.between + 1).min(FAR),
                ..*context
            };
            let late = self.late(context);
            out.push((Role::Kicker, Turn::Stay, costs.kicker + late, next));
        }
        if context.headlines == 0 && late_allowed {
            // its kicker has paid already
            let paid = context.kicker && context.after_title;
            let late = if paid { 0.0 } else { self.late(context) };
            let topic = self.names(i, context);
            let next = Context {
                between: (context.between + 1).min(FAR),
                ..titled
            };
            out.push((
                Role::Headline,
                Turn::Stay,
                costs.headline + late - topic,
                next,
            ));
        } else if context.after_title {
            let line = self.lines[i];
            let fourth = if context.headlines >= 3 {
                w::FOURTH_TITLE
            } else {
                0.0
            };
            let next = Context {
                headlines: context.headlines + 1,
                titles: with_line(context, i),
                ..*context
            };
            out.push((
                Role::Headline,
                Turn::Stay,
                costs.headline + line + fourth,
                next,
            ));
            if !context.deck {
                out.push((
                    Role::Deck,
                    Turn::Stay,
                    costs.deck,
                    Context {
                        deck: true,
                        titles: (context.titles.0, i + 1),
                        ..*context
                    },
                ));
            }
        }
    }

    /// What it costs a title that its article has text above it already.
    fn late(&self, context: &Context) -> f32 {
        match (context.text, context.last) {
            (false, _) => 0.0,
            (true, Some(a)) if self.unfinished[a] > 0.0 => w::LATE_INSIDE,
            (true, _) if context.plain => w::LATE_AFTER_PLAIN,
            (true, _) => w::LATE_HEADLINE,
        }
    }

    /// How far an article's first text speaks of the title `i` that stands below it.
    fn names(&self, i: usize, context: &Context) -> f32 {
        let Some(first) = context.first else {
            return 0.0;
        };
        let topic = self.topics.weight(i..i + 1, first, &t::FIRST);
        topic * if context.plain { t::ALONE } else { 1.0 }
    }

    fn subhead(&self, i: usize, context: &Context, out: &mut Vec<Next>) {
        if !context.begun || context.headlines == 0 && !context.text {
            return;
        }
        let level = self.fragments[i].level;
        let shallow = if level > 0 && context.level > 0 && level <= context.level {
            1.5
        } else {
            0.0
        };
        let early = if context.text { 0.0 } else { 2.0 };
        let twice = if context.after_subhead { 3.0 } else { 0.0 };
        let next = Context {
            last: None,
            between: 0,
            after_title: false,
            after_subhead: true,
            under: Some(i),
            ..*context
        };
        out.push((
            Role::Subhead,
            Turn::Stay,
            self.costs[i].subhead + shallow + early + twice,
            next,
        ));
    }

    fn paragraph(&mut self, i: usize, context: &Context, out: &mut Vec<Next>) {
        let all = self.costs;
        let costs = &all[i];
        let after = |context: &Context| Context {
            text: true,
            last: Some(i),
            between: 0,
            after_title: false,
            after_subhead: false,
            byline: context.byline || costs.lead,
            first: (context.headlines == 0).then(|| context.first.unwrap_or(i)),
            ..*context
        };
        let topic = self.topic(i, context);
        if context.begun {
            if let Some(a) = context.last
                && self.ledger.allows("restore/joined-paragraph")
            {
                let weight = self.seam(a, i, context.between);
                let cost = costs.body - weight - topic;
                out.push((Role::Continue(a), Turn::Stay, cost, after(context)));
            }
            let second = if costs.lead && context.text {
                w::SECOND_LEAD
            } else {
                0.0
            };
            let cost = costs.body + second - topic;
            out.push((Role::Paragraph, Turn::Stay, cost, after(context)));
        }
        let plain = context.begun && !costs.lead;
        let begins = match (plain, self.fragments[i].blanks) {
            (false, _) => w::AT_LEAD,
            (true, 0 | 1) => w::AT_PLAIN,
            (true, _) => w::AT_GAP,
        };
        let new = Context {
            plain,
            ..Context::article()
        };
        out.push((
            Role::Paragraph,
            Turn::Begin,
            self.end(context) + costs.body + begins,
            after(&new),
        ));
    }

    /// How much fragment `i` is of the article's topic.
    fn topic(&self, i: usize, context: &Context) -> f32 {
        let (from, to) = context.titles;
        let first = if context.text { &t::LATER } else { &t::FIRST };
        let topic = self.topics.weight(from..to, i, first);
        // under a subhead a paragraph speaks of that too
        context.under.map_or(topic, |at| {
            let under = if context.after_subhead {
                &t::UNDER
            } else {
                &t::FURTHER
            };
            let own = self.topics.weight(at..at + 1, i, under);
            // what both name is one thing said twice
            own.max(0.0).max(topic.max(0.0)) + own.min(0.0) + topic.min(0.0)
        })
    }

    /// The steps with which fragment `i` returns to the article `left`, which was left for that of `context`.
    fn returns(&mut self, i: usize, context: &Context, left: &Context, out: &mut Vec<Next>) {
        let f = &self.fragments[i];
        if f.kind != Kind::Text || !left.text || !self.ledger.allows("restore/returned-article") {
            return;
        }
        let all = self.costs;
        let costs = &all[i];
        // what leaving the one cost is given back, and leaving the other costs it
        let turn = self.end(context) - self.end(left) + costs.body - self.topic(i, left);
        let next = Context {
            text: true,
            last: Some(i),
            between: 0,
            after_subhead: false,
            first: (left.headlines == 0).then(|| left.first.unwrap_or(i)),
            woven: true,
            ..*left
        };
        if let Some(a) = left.last
            && self.ledger.allows("restore/joined-paragraph")
        {
            let cost =
                turn + if left.woven { 0.0 } else { w::RETURNS } - self.seam(a, i, left.between);
            out.push((Role::Continue(a), Turn::Return, cost, next));
        }
        if left.woven && !costs.lead {
            // nothing but the topic tells of which of the two it is
            let more = self.topic(i, left) - self.topic(i, context);
            let cost = turn + w::WOVEN_WHOLE - (t::ALONE - 1.0) * more;
            out.push((Role::Paragraph, Turn::Return, cost, next));
        }
    }

    /// The weight of the seam between fragments `a` and `i`.
    fn seam(&mut self, a: usize, i: usize, between: usize) -> f32 {
        let known = self.seams[i]
            .iter()
            .find(|known| known.0 == a && known.1 == between);
        if let Some(&(_, _, weight)) = known {
            return weight;
        }
        let weight = seam::weigh(self.memory, &self.fragments[a], &self.fragments[i], between);
        self.seams[i].push((a, between, weight));
        weight
    }

    fn caption(&mut self, i: usize, context: &Context, stepped: Context, out: &mut Vec<Next>) {
        // a caption is of its article's topic as a paragraph is
        let mut cost = self.costs[i].caption - self.topic(i, context);
        if !context.begun || cost >= label::NEVER {
            return;
        }
        let under_picture = i > 0 && matches!(self.fragments[i - 1].kind, Kind::Picture(_));
        if !under_picture && !self.ledger.allows("restore/moved-caption") {
            return;
        }
        for evidence in self.caption_context(i, context).into_iter().flatten() {
            cost -= evidence.weight;
        }
        out.push((Role::Caption, Turn::Stay, cost, stepped));
    }

    /// Whether fragment `i` names much of the heading right below it.
    fn speaks_of_below(&self, i: usize) -> bool {
        self.fragments.get(i + 1).is_some_and(Fragment::is_marked)
            && self.topics.repeats_much(i + 1, i)
    }

    /// What only the thread can see of a caption: its article's titles, the sentence it interrupts.
    fn caption_context(&mut self, i: usize, context: &Context) -> [Option<Evidence>; 4] {
        let repeats = context.titled_at.is_some_and(|at| self.repeats(i, at));
        let after_picture = i > 0 && matches!(self.fragments[i - 1].kind, Kind::Picture(_));
        let first = !context.text && !after_picture;
        let below = self.speaks_of_below(i) && self.topic(i, context) <= 0.0;
        // what stands between already is interruption enough
        let open = |a: usize| self.unfinished[a] > 2.0;
        let interrupts = context.between == 0 && context.last.is_some_and(open);
        [
            first.then_some(label::CAPTION_FIRST),
            below.then_some(label::OF_BELOW),
            repeats.then_some(label::REPEATS_TITLE),
            interrupts.then_some(label::INTERRUPTS),
        ]
    }

    /// Whether fragment `i` repeats words of the title that begins with fragment `at`.
    fn repeats(&mut self, i: usize, at: usize) -> bool {
        if let Some(&(_, known)) = self.repeats[i].iter().find(|known| known.0 == at) {
            return known;
        }
        let text = self.fragments[i].text.as_str();
        // the kicker stands right above the headline
        let titles = &self.fragments[at.saturating_sub(1)..=at];
        let found = titles
            .iter()
            .any(|title| title.is_marked() && caption::repeats(text, title.text.as_str()));
        self.repeats[i].push((at, found));
        found
    }
}

/// The title lines of `context` and line `i` with them.
fn with_line(context: &Context, i: usize) -> (usize, usize) {
    match context.after_title {
        true => (context.titles.0, i + 1),
        false => (i, i + 1),
    }
}

/// The article of a step that needs none: the first begins with it.
fn first(context: &Context) -> Turn {
    match context.begun {
        true => Turn::Stay,
        false => Turn::Begin,
    }
}
