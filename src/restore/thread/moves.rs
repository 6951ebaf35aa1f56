//! The moves: every step that a fragment allows, with its cost and the context after it.

use super::{Context, FAR, Reader, Role, Turn};
use crate::restore::caption;
use crate::restore::fragment::{Fragment, Kind};
use crate::restore::label::Costs;
use crate::restore::seam;
use crate::restore::weights::{article as w, label, topic as t};
use crate::text::Evidence;

/// One possible next step: role, article, its cost, the context after it.
pub(super) type Next = (Role, Turn, f32, Context);

impl Reader<'_> {
    /// What it costs to end the article of `context`.
    pub(super) fn end(&self, context: &Context) -> f32 {
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
    pub(super) fn moves(&mut self, i: usize, context: &Context, out: &mut Vec<Next>) {
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
    pub(super) fn late(&self, context: &Context) -> f32 {
        match (context.text, context.last) {
            (false, _) => 0.0,
            (true, Some(a)) if self.unfinished[a] > 0.0 => w::LATE_INSIDE,
            (true, _) if context.plain => w::LATE_AFTER_PLAIN,
            (true, _) => w::LATE_HEADLINE,
        }
    }

    /// How far an article's first text speaks of the title `i` that stands below it.
    pub(super) fn names(&self, i: usize, context: &Context) -> f32 {
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
    pub(super) fn topic(&self, i: usize, context: &Context) -> f32 {
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
    pub(super) fn returns(
        &mut self,
        i: usize,
        context: &Context,
        left: &Context,
        out: &mut Vec<Next>,
    ) {
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
    pub(super) fn caption_context(&mut self, i: usize, context: &Context) -> [Option<Evidence>; 4] {
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
