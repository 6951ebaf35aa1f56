//! The record of every repair made or held back, and of everything set aside.

use super::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The number of a repair within its ledger, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepairId(pub u32);

/// How sure a repair is, in words; the number beside it is its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// Might as well be otherwise: a person should look. Score below 0.7.
    Guess,
    /// Very probably right. Score from 0.7.
    Likely,
    /// Follows from the page beyond reasonable doubt. Score from 0.9.
    Sure,
}

impl Sureness {
    /// The word for a score from 0 to 1.
    pub fn of(score: f32) -> Self {
        if score >= 0.9 {
            Self::Sure
        } else if score >= 0.7 {
            Self::Likely
        } else {
            Self::Guess
        }
    }

    /// The word as `repairs.json` has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Guess => "guess",
            Self::Likely => "likely",
            Self::Sure => "sure",
        }
    }
}

/// What became of a repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Carried out.
    Made,
    /// Not carried out, since the evidence was too weak: a doubt.
    Held,
}

/// What spoke for a repair or against it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// Its stable name, `family/name`: `seam/ends-in-comma`.
    pub name: &'static str,
    /// How loud it spoke, a natural logarithm of a likelihood ratio: above 0 for the repair, below 0
    /// against it; +1 makes it about three times as likely.
    pub weight: f32,
}

impl Evidence {
    /// Evidence of this name and weight.
    pub const fn new(name: &'static str, weight: f32) -> Self {
        Self { name, weight }
    }

    /// The same, `times` as loud.
    #[must_use]
    pub fn times(self, times: f32) -> Self {
        Self::new(self.name, self.weight * times)
    }
}

/// A change made or held back.
#[derive(Debug, Clone, PartialEq)]
pub struct Repair {
    /// Its number.
    pub id: RepairId,
    /// The rule that proposed it, a stable code such as `restore/joined-paragraph`.
    pub rule: &'static str,
    /// How sure it is, from 0 to 1.
    pub score: f32,
    /// Where on the pages.
    pub places: Vec<Span>,
    /// The words before; of a typographic rule, each different change once.
    pub before: String,
    /// The words after, in the order of `before`.
    pub after: String,
    /// The number of the article it belongs to, from 0 in page order, when it belongs to one.
    pub article: Option<usize>,
    /// Made or held.
    pub state: State,
    /// What spoke for it and against it, where it was weighed; its score sets their sum beside what
    /// speaks for the other readings.
    pub evidence: Vec<Evidence>,
}

impl Repair {
    /// Whether a person should look: held back, or made on a guess.
    pub fn is_doubt(&self) -> bool {
        self.state == State::Held || Sureness::of(self.score) == Sureness::Guess
    }
}

/// Words of a page that stand in no chapter, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub text: String,
    /// A stable code: `furniture/folio`, `mark`, a rule's name.
    pub reason: &'static str,
}

/// Everything that was done to the pages of one import.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// All repairs, by number.
    pub repairs: Vec<Repair>,
    /// All that was set aside, in the order it was found.
    pub set_aside: Vec<SetAside>,
    /// Places whose characters live on inside a repaired run that begins at another place.
    pub(super) merged: Vec<Span>,
    /// The one entry of a typographic rule on a page.
    by_rule: BTreeMap<(&'static str, u32), RepairId>,
    /// Rules that may not repair anything.
    off: BTreeSet<String>,
}

impl Ledger {
    /// Forbids these rules to repair anything, or to set anything aside.
    pub fn switch_off<'r>(&mut self, rules: impl IntoIterator<Item = &'r String>) {
        self.off.extend(rules.into_iter().cloned());
    }

    /// Whether `rule` may repair something. A rule asks before it proposes; [`super::apply`] asks for
    /// all of typography.
    pub fn allows(&self, rule: &str) -> bool {
        !self.off.contains(rule)
    }

    /// Enters a repair of its own: a join, a move, a label.
    pub fn note(
        &mut self,
        rule: &'static str,
        score: f32,
        state: State,
        places: Vec<Span>,
        before: impl Into<String>,
        after: impl Into<String>,
    ) -> RepairId {
        let id = RepairId(self.repairs.len() as u32);
        self.repairs.push(Repair {
            id,
            rule,
            score,
            places,
            before: before.into(),
            after: after.into(),
            article: None,
            state,
            evidence: Vec::new(),
        });
        id
    }

    /// Enters what spoke for the repair `id` and against it.
    pub fn give_evidence(&mut self, id: RepairId, evidence: impl IntoIterator<Item = Evidence>) {
        if let Some(repair) = self.repairs.get_mut(id.0 as usize) {
            repair.evidence.extend(evidence);
        }
    }

    /// Enters one change of a typographic rule; all of one rule on one page are one entry.
    pub(super) fn note_change(
        &mut self,
        rule: &'static str,
        score: f32,
        places: Vec<Span>,
        before: &str,
        after: &str,
    ) -> RepairId {
        let page = places.first().map_or(0, |span| span.page.0);
        let Some(&id) = self.by_rule.get(&(rule, page)) else {
            let id = self.note(rule, score, State::Made, places, before, after);
            self.by_rule.insert((rule, page), id);
            return id;
        };
        let entry = &mut self.repairs[id.0 as usize];
        entry.places.extend(places);
        entry.score = entry.score.min(score);
        let mut known = entry.before.split('\n').zip(entry.after.split('\n'));
        if !known.any(|pair| pair == (before, after)) {
            entry.before.push('\n');
            entry.before.push_str(before);
            entry.after.push('\n');
            entry.after.push_str(after);
        }
        id
    }

    /// Lists words of a page as set aside; blank text needs no entry.
    pub fn set_aside(&mut self, span: Span, text: &str, reason: &'static str) {
        if !text.trim().is_empty() {
            self.set_aside.push(SetAside {
                span,
                text: text.to_owned(),
                reason,
            });
        }
    }

    /// The repairs a person should look at.
    pub fn doubts(&self) -> impl Iterator<Item = &Repair> {
        self.repairs.iter().filter(|repair| repair.is_doubt())
    }
}
