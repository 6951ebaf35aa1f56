//! The beam: the cheapest readings of a run of fragments, side by side.

use super::{Context, Reader, Reading, Role, START, Taken, Turn, mixed};
use crate::restore::weights::label;

/// So many steps are kept at least.
pub(super) const ROOM: usize = 1 << 14;

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

impl Reader<'_> {
    /// The best reading of the fragments `range` from `start`, among the steps that `allow` allows.
    pub(super) fn beam(
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

    /// The steps up to `step`, each with the contexts it was taken in.
    pub(super) fn path(&self, mut step: usize) -> Vec<(Role, Turn, Context, Option<Context>)> {
        let mut path = Vec::new();
        while step != START {
            let taken = &self.taken[step];
            path.push((taken.role, taken.turn, taken.context, taken.left));
            step = taken.before;
        }
        path.reverse();
        path
    }
}
