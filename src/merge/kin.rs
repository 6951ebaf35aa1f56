//! Which chapter is which: known by its words, then by its name, then by its title.

use super::letters::{letters, prints, shared};
use std::collections::{BTreeMap, BTreeSet};

/// The share of a chapter's prints that must be found in another for it to be the same chapter.
const SAME: f64 = 0.3;
/// The same where the other consists of it for the most part: a chapter that was split.
const PART: f64 = 0.15;
/// The share of the other that a part makes up at least.
const MOSTLY: f64 = 0.5;
/// Fewer prints than these are a quotation.
const FEW: usize = 5;

/// A chapter as it is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    pub path: &'a str,
    pub text: &'a str,
    pub body: &'a str,
}

/// Where the chapters of one version are in another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Links {
    /// Of each chapter, the one it is in the other version, or begins in, or is part of.
    pub main: Vec<Option<usize>>,
    /// Parts of a chapter that stand elsewhere: the chapter, and where they are.
    pub parts: Vec<(usize, usize)>,
}

impl Links {
    /// Each chapter with each of those in the other version that it stands in.
    pub(super) fn ties(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let main = self.main.iter().enumerate();
        let main = main.filter_map(|(i, to)| to.map(|to| (i, to)));
        main.chain(self.parts.iter().copied())
    }

    /// The chapters of the other version that were found.
    pub(super) fn found(&self) -> BTreeSet<usize> {
        self.ties().map(|(_, to)| to).collect()
    }
}

/// Finds the chapters `old` again among `other`.
pub(super) fn links(old: &[Known<'_>], other: &[Known<'_>]) -> Links {
    let mut links = Links {
        main: vec![None; old.len()],
        parts: Vec::new(),
    };
    let taken = unchanged(old, other, &mut links);
    let open: Vec<usize> = (0..old.len())
        .filter(|&i| links.main[i].is_none())
        .collect();
    let free: Vec<usize> = (0..other.len()).filter(|j| !taken.contains(j)).collect();
    if open.is_empty() || free.is_empty() {
        return links;
    }
    by_words(old, other, &open, &free, &mut links);
    let path = |known: &Known<'_>| Some(known.path.to_owned());
    let title = |known: &Known<'_>| Some(letters(heading(known.body)?).collect::<String>());
    by_name(old, other, &free, &mut links, path);
    by_name(old, other, &free, &mut links, title);
    links
}

/// Links what is the same to the letter, first under the same path; returns what was found.
fn unchanged(old: &[Known<'_>], other: &[Known<'_>], links: &mut Links) -> BTreeSet<usize> {
    let paths: BTreeMap<&str, usize> = other
        .iter()
        .enumerate()
        .map(|(j, one)| (one.path, j))
        .collect();
    let mut taken = BTreeSet::new();
    for (i, one) in old.iter().enumerate() {
        let there = paths.get(one.path).filter(|&&j| other[j].text == one.text);
        if let Some(&j) = there {
            links.main[i] = Some(j);
            taken.insert(j);
        }
    }
    let mut texts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (j, one) in other.iter().enumerate().rev() {
        if !taken.contains(&j) {
            texts.entry(one.text).or_default().push(j);
        }
    }
    for (i, one) in old.iter().enumerate() {
        // a file of the same name that reads otherwise is an edit, and the same text elsewhere a copy of it
        if links.main[i].is_none() && !paths.contains_key(one.path) {
            let found = texts.get_mut(one.text).and_then(Vec::pop);
            links.main[i] = found;
            taken.extend(found);
        }
    }
    taken
}

fn by_words(
    old: &[Known<'_>],
    other: &[Known<'_>],
    open: &[usize],
    free: &[usize],
    links: &mut Links,
) {
    let own = unique(old, open);
    let theirs: Vec<Vec<u64>> = free.iter().map(|&j| prints(other[j].body)).collect();
    // of each chapter, how much of it stands in each of the others
    let mut counts: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); open.len()];
    for (j, prints) in theirs.iter().enumerate() {
        for i in prints.iter().filter_map(|print| own.owner(*print)) {
            *counts[i].entry(j).or_default() += 1;
        }
    }
    for (i, counts) in counts.iter().enumerate() {
        let all = own.prints[i].len() as f64;
        let belongs = |j: usize, count: usize| {
            let share = count as f64 / all;
            share >= SAME || (share >= PART && count as f64 >= MOSTLY * theirs[j].len() as f64)
        };
        let found = counts.iter().filter(|&(&j, &count)| belongs(j, count));
        let named = |j: usize| other[free[j]].path == old[open[i]].path;
        let best = found.max_by_key(|&(&j, &count)| (named(j), count, std::cmp::Reverse(j)));
        let Some((&main, _)) = best else { continue };
        links.main[open[i]] = Some(free[main]);
        let mut rest = own.prints[i].clone();
        rest.retain(|print| theirs[main].binary_search(print).is_err());
        for &j in counts.keys().filter(|&&j| j != main) {
            let count = shared(&rest, &theirs[j]);
            let part =
                count as f64 >= PART * all || count as f64 >= MOSTLY * theirs[j].len() as f64;
            if count >= FEW && part && count as f64 >= SAME * theirs[j].len() as f64 {
                links.parts.push((open[i], free[j]));
            }
        }
    }
}

/// The prints that only one chapter has.
struct Unique {
    /// Sorted by print.
    owners: Vec<(u64, usize)>,
    prints: Vec<Vec<u64>>,
}

impl Unique {
    fn owner(&self, print: u64) -> Option<usize> {
        let at = self
            .owners
            .binary_search_by_key(&print, |(print, _)| *print);
        at.ok().map(|at| self.owners[at].1)
    }
}

fn unique(old: &[Known<'_>], open: &[usize]) -> Unique {
    let mut owners: Vec<(u64, usize)> = Vec::new();
    for (i, &one) in open.iter().enumerate() {
        owners.extend(prints(old[one].body).into_iter().map(|print| (print, i)));
    }
    owners.sort_unstable();
    let mut prints = vec![Vec::new(); open.len()];
    let owners: Vec<(u64, usize)> = owners
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| (same.len() == 1).then_some(same[0]))
        .collect();
    for (print, i) in &owners {
        prints[*i].push(*print);
    }
    Unique { owners, prints }
}

/// Links what was not found by its words, where one chapter on either side has the name.
fn by_name(
    old: &[Known<'_>],
    other: &[Known<'_>],
    free: &[usize],
    links: &mut Links,
    name: impl Fn(&Known<'_>) -> Option<String>,
) {
    let linked = links.found();
    let mut named: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (i, one) in old
        .iter()
        .enumerate()
        .filter(|(i, _)| links.main[*i].is_none())
    {
        if let Some(name) = name(one).filter(|name| !name.is_empty()) {
            named.entry(name).or_default().0.push(i);
        }
    }
    for &j in free.iter().filter(|j| !linked.contains(j)) {
        if let Some(name) = name(&other[j]) {
            named.entry(name).and_modify(|pair| pair.1.push(j));
        }
    }
    for pair in named.values() {
        if let (&[i], &[j]) = (pair.0.as_slice(), pair.1.as_slice()) {
            links.main[i] = Some(j);
        }
    }
}

/// The words of the heading that begins a body.
pub(super) fn heading(body: &str) -> Option<&str> {
    body.lines().next()?.strip_prefix("# ")
}
