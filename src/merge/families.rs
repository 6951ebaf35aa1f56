//! The three versions of a book, read and linked, and which of their chapters belong together.

use super::kin::{Known, Links, links};
use super::{Doc, Versions};
use crate::chapter::{parts, plain};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The three versions, read and linked.
pub(super) struct Book<'a> {
    pub versions: &'a Versions<'a>,
    pub old: Vec<Cow<'a, str>>,
    pub new: Vec<Cow<'a, str>>,
    pub mine: Vec<Cow<'a, str>>,
    pub to_mine: Links,
    pub to_new: Links,
    /// New chapters without an old one that the person has all the same.
    pub unknown: Vec<Option<usize>>,
}

impl<'a> Book<'a> {
    pub(super) fn new(versions: &'a Versions<'a>) -> Self {
        let read = |docs: &'a [Doc]| docs.iter().map(|doc| plain(&doc.text)).collect::<Vec<_>>();
        let [old, new, mine] = [versions.old, versions.new, versions.mine].map(read);
        let (known_old, known_new) = (known(versions.old, &old), known(versions.new, &new));
        let known_mine = known(versions.mine, &mine);
        let to_mine = links(&known_old, &known_mine);
        let to_new = links(&known_old, &known_new);
        let (seen_new, seen_mine) = (to_new.found(), to_mine.found());
        let fresh: Vec<usize> = (0..new.len()).filter(|k| !seen_new.contains(k)).collect();
        let own: Vec<usize> = (0..mine.len()).filter(|j| !seen_mine.contains(j)).collect();
        let known_fresh: Vec<Known<'_>> = fresh.iter().map(|&k| known_new[k]).collect();
        let known_own: Vec<Known<'_>> = own.iter().map(|&j| known_mine[j]).collect();
        let found = links(&known_fresh, &known_own);
        let mut unknown = vec![None; new.len()];
        for (k, j) in fresh.iter().zip(&found.main) {
            unknown[*k] = j.map(|j| own[j]);
        }
        Self {
            versions,
            old,
            new,
            mine,
            to_mine,
            to_new,
            unknown,
        }
    }

    /// The chapters that belong together, of all three versions.
    pub(super) fn families(&self) -> Vec<Kin> {
        let (olds, news) = (self.old.len(), self.new.len());
        let mut union = Union::new(olds + news + self.mine.len());
        for (i, k) in self.to_new.ties() {
            union.join(i, olds + k);
        }
        for (i, j) in self.to_mine.ties() {
            union.join(i, olds + news + j);
        }
        let mut kin: BTreeMap<usize, Kin> = BTreeMap::new();
        for all in 0..olds + news + self.mine.len() {
            let family = kin.entry(union.root(all)).or_default();
            if all < olds {
                family.old.push(all);
            } else if all < olds + news {
                family.new.push(all - olds);
            } else {
                family.mine.push(all - olds - news);
            }
        }
        kin.into_values().collect()
    }
}

fn known<'k>(docs: &'k [Doc], texts: &'k [Cow<'_, str>]) -> Vec<Known<'k>> {
    let docs = docs.iter().zip(texts);
    let known = docs.map(|(doc, text)| Known {
        path: &doc.path,
        text,
        body: parts(text).body,
    });
    known.collect()
}

/// Sets that grow together.
struct Union(Vec<usize>);

impl Union {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Chapters that belong together.
#[derive(Debug, Clone, Default)]
pub(super) struct Kin {
    pub old: Vec<usize>,
    pub new: Vec<usize>,
    pub mine: Vec<usize>,
}
