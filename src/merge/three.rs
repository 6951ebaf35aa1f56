//! Three streams → one: changes that do not touch are both taken, those that do are a conflict of
//! whole blocks.

use super::stream::{Change, Kind, Token};
use imara_diff::Token as Id;
use std::collections::BTreeMap;
use std::ops::Range;

/// How alike a deleted block must be to what import makes of it now for the deletion to stand, and
/// how alike two insertions for the one to be a version of the other.
const ALIKE: f64 = 0.5;

/// The three streams and what differs from the old one.
pub(super) struct Three<'s, 'a> {
    pub old: &'s [Token<'a>],
    pub new: &'s [Token<'a>],
    pub mine: &'s [Token<'a>],
    pub theirs: Vec<Change>,
    pub ours: Vec<Change>,
}

/// A stretch of the merged stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// The person's tokens.
    Mine(Range<usize>),
    /// The import's tokens.
    New(Range<usize>),
    /// The person's tokens, without the marks in them: they are settled.
    Settled(Range<usize>),
    /// Both changed it.
    Conflict {
        mine: Range<usize>,
        new: Range<usize>,
    },
    /// The person deleted it; that the import changed it is left out.
    StaysDeleted,
    /// A block ends here.
    Between,
}

/// A stretch of the old stream that somebody changed, and which of the changes lie in it.
#[derive(Debug, Clone)]
struct Region {
    old: Range<usize>,
    ours: Range<usize>,
    theirs: Range<usize>,
}

impl Three<'_, '_> {
    /// The pieces of the merged stream, in order.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        // where the last region ends in the person's stream
        let mut done = 0;
        for region in self.regions() {
            let mine = self.range(&self.ours, &region.ours, &region.old);
            let new = self.range(&self.theirs, &region.theirs, &region.old);
            pieces.push(Piece::Mine(done..mine.start));
            done = mine.end;
            if region.theirs.is_empty() {
                pieces.push(Piece::Mine(mine));
            } else if region.ours.is_empty() {
                pieces.push(Piece::New(new));
            } else {
                self.both(&region.old, mine, new, &mut pieces);
            }
        }
        pieces.push(Piece::Mine(done..self.mine.len()));
        pieces
    }

    /// What becomes of a region that both changed.
    fn both(
        &self,
        old: &Range<usize>,
        mine: Range<usize>,
        new: Range<usize>,
        out: &mut Vec<Piece>,
    ) {
        let (before, ours) = (
            counted(&self.old[old.clone()]),
            counted(&self.mine[mine.clone()]),
        );
        let theirs = counted(&self.new[new.clone()]);
        let same = words(&self.mine[mine.clone()]).eq(words(&self.new[new.clone()]));
        if same && files(&self.new[new.clone()]) <= files(&self.mine[mine.clone()]) {
            out.push(Piece::Settled(mine));
        } else if theirs.is_empty() && ours.is_empty() {
            out.push(Piece::Mine(mine));
        } else if ours.is_empty() && alike(&before, &theirs) > ALIKE {
            out.extend([Piece::Mine(mine), Piece::StaysDeleted]);
        } else if before.is_empty() && !theirs.is_empty() && alike(&ours, &theirs) < ALIKE {
            // both wrote something at one place, and not the same thing
            out.extend([
                Piece::Between,
                Piece::New(new),
                Piece::Between,
                Piece::Mine(mine),
                Piece::Between,
            ]);
        } else {
            out.push(Piece::Conflict { mine, new });
        }
    }

    /// Where `region` lies in the stream that `changes` lead to.
    fn range(&self, changes: &[Change], within: &Range<usize>, old: &Range<usize>) -> Range<usize> {
        position(changes, within.start, old.start)..position(changes, within.end, old.end)
    }

    /// All regions, in order; those that both changed reach from block to block.
    fn regions(&self) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::new();
        let (mut i, mut j) = (0, 0);
        while i < self.ours.len() || j < self.theirs.len() {
            let start = |change: Option<&Change>| change.map_or(usize::MAX, |c| c.old.start);
            let from = start(self.ours.get(i)).min(start(self.theirs.get(j)));
            let mut region = Region {
                old: from..from,
                ours: i..i,
                theirs: j..j,
            };
            self.absorb(&mut region);
            while !region.ours.is_empty() && !region.theirs.is_empty() && !self.agreed(&region) {
                let was = region.old.clone();
                region.old.start = self.edge_before(&region);
                region.old.end = self.edge_after(&region);
                while let Some(last) = regions.pop_if(|last| last.old.end > region.old.start) {
                    region.old.start = region.old.start.min(last.old.start);
                    region.ours.start = last.ours.start;
                    region.theirs.start = last.theirs.start;
                }
                self.absorb(&mut region);
                if region.old == was {
                    break;
                }
            }
            (i, j) = (region.ours.end, region.theirs.end);
            regions.push(region);
        }
        regions
    }

    /// Takes in the changes that touch the region.
    fn absorb(&self, region: &mut Region) {
        loop {
            let before = (region.ours.end, region.theirs.end);
            for (changes, taken) in [
                (&self.ours, &mut region.ours),
                (&self.theirs, &mut region.theirs),
            ] {
                while let Some(next) = changes
                    .get(taken.end)
                    .filter(|next| near(self.old, region.old.end, next.old.start))
                {
                    region.old.end = region.old.end.max(next.old.end);
                    taken.end += 1;
                }
            }
            if before == (region.ours.end, region.theirs.end) {
                return;
            }
        }
    }

    /// Whether both made the same of it.
    fn agreed(&self, region: &Region) -> bool {
        let mine = &self.mine[self.range(&self.ours, &region.ours, &region.old)];
        let new = &self.new[self.range(&self.theirs, &region.theirs, &region.old)];
        mine.iter()
            .map(|token| token.id)
            .eq(new.iter().map(|token| token.id))
    }

    /// The last place before the region where all three begin a block.
    fn edge_before(&self, region: &Region) -> usize {
        let (mut i, mut j) = (region.ours.start, region.theirs.start);
        let mut at = region.old.start;
        loop {
            while i > 0 && self.ours[i - 1].old.end > at {
                i -= 1;
                at = at.min(self.ours[i].old.start);
            }
            while j > 0 && self.theirs[j - 1].old.end > at {
                j -= 1;
                at = at.min(self.theirs[j].old.start);
            }
            if at == 0 || self.edge(at, i, j) {
                return at;
            }
            at -= 1;
        }
    }

    /// The first place after it where all three end one.
    fn edge_after(&self, region: &Region) -> usize {
        let (mut i, mut j) = (region.ours.end, region.theirs.end);
        let mut at = region.old.end;
        loop {
            while let Some(next) = self.ours.get(i).filter(|next| next.old.start < at) {
                at = at.max(next.old.end);
                i += 1;
            }
            while let Some(next) = self.theirs.get(j).filter(|next| next.old.start < at) {
                at = at.max(next.old.end);
                j += 1;
            }
            if at >= self.old.len() || self.edge(at, i, j) {
                return at.min(self.old.len());
            }
            at += 1;
        }
    }

    /// Whether a block ends or begins at `at` of the old stream, and there in the others; `i` and `j`
    /// are the changes before it.
    fn edge(&self, at: usize, i: usize, j: usize) -> bool {
        let parts = |tokens: &[Token<'_>], at: usize| {
            at == 0 || at >= tokens.len() || tokens[at].parts() || tokens[at - 1].parts()
        };
        parts(self.old, at)
            && parts(self.mine, position(&self.ours, i, at))
            && parts(self.new, position(&self.theirs, j, at))
    }
}

/// Where `at` of the old stream lies in the new one, after the first `count` changes.
fn position(changes: &[Change], count: usize, at: usize) -> usize {
    match count.checked_sub(1).and_then(|last| changes.get(last)) {
        Some(last) => last.new.end + (at - last.old.end),
        None => at,
    }
}

/// Whether a change at `next` touches what ends at `end`.
fn near(old: &[Token<'_>], end: usize, next: usize) -> bool {
    next <= end + 1 && !old[end.min(next)..next].iter().any(Token::parts)
}

fn files(tokens: &[Token<'_>]) -> usize {
    let files = tokens
        .iter()
        .filter(|token| matches!(token.kind, Kind::File(_)));
    files.count()
}

/// The words, and where blocks end, without breaks at either end: what two versions are compared by.
fn words<'t>(tokens: &'t [Token<'_>]) -> impl Iterator<Item = Id> + 't {
    let words = |token: &&Token<'_>| !token.parts() && token.kind != Kind::Mark;
    let first = tokens.iter().position(|token| words(&token)).unwrap_or(0);
    let end = tokens
        .iter()
        .rposition(|token| words(&token))
        .map_or(0, |last| last + 1);
    let kept = tokens[first.min(end)..end].iter();
    kept.filter(|token| matches!(token.kind, Kind::Word | Kind::Break))
        .map(|token| token.id)
}

/// How often each word stands there.
fn counted(tokens: &[Token<'_>]) -> BTreeMap<u32, usize> {
    let mut counts = BTreeMap::new();
    for token in tokens.iter().filter(|token| token.kind == Kind::Word) {
        *counts.entry(token.id.0).or_default() += 1;
    }
    counts
}

/// From 0, nothing shared, to 1, the same words.
fn alike(a: &BTreeMap<u32, usize>, b: &BTreeMap<u32, usize>) -> f64 {
    let size = |counts: &BTreeMap<u32, usize>| counts.values().sum::<usize>();
    let shared: usize = a
        .iter()
        .filter_map(|(word, count)| b.get(word).map(|other| count.min(other)))
        .sum();
    let most = size(a).max(size(b));
    if most == 0 {
        1.0
    } else {
        shared as f64 / most as f64
    }
}
