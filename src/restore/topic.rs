//! Topic: how far a paragraph speaks of what a headline names.
//!
//! Measured as the share of the title's pairs of Han, or of its longer Latin words, that the paragraph
//! repeats. A first paragraph repeats its headline, and hardly ever its neighbour's; so this tells where a
//! paragraph belongs. It says nothing of what a fragment is: captions repeat headlines too.

use super::fragment::Fragment;
use super::seam::{SEED, add};
use super::weights::topic as w;
use crate::text::chars::is_han;
use std::cell::RefCell;
use std::ops::Range;

/// The words of a page's fragments, for look-up.
pub(super) struct Topics {
    /// Of each fragment: hashes of what it is made of, sorted, each once.
    words: Vec<Vec<u64>>,
    /// Of each fragment, the titles it was compared with already, and the share of one that it repeats.
    shares: Vec<RefCell<Shares>>,
}

/// What a fragment repeats of titles: the titles, and the share; `None` where they say too little.
type Shares = Vec<(Range<usize>, Option<f32>)>;

impl Topics {
    pub fn of(fragments: &[Fragment]) -> Self {
        Self {
            words: fragments.iter().map(|f| words(f.text.as_str())).collect(),
            shares: vec![RefCell::default(); fragments.len()],
        }
    }

    /// How much more likely fragment `i` is of the article with the title lines `titles` than of another:
    /// a logarithm.
    pub fn weight(&self, titles: Range<usize>, i: usize, place: &w::Place) -> f32 {
        let Some(share) = self.share(titles, i) else {
            return 0.0;
        };
        if share >= w::MUCH {
            place.much
        } else if share >= w::SOME {
            place.some
        } else {
            let whole = (self.words[i].len() as f32 / w::WHOLE).min(1.0);
            whole * place.none
        }
    }

    /// Whether fragment `i` repeats much of the title `title`.
    pub fn repeats_much(&self, title: usize, i: usize) -> bool {
        self.share(title..title + 1, i)
            .is_some_and(|share| share >= w::MUCH)
    }

    /// The share of one of the `titles` that fragment `i` repeats; `None` where they say too little.
    fn share(&self, titles: Range<usize>, i: usize) -> Option<f32> {
        let mut known = self.shares[i].borrow_mut();
        if let Some((_, share)) = known.iter().find(|known| known.0 == titles) {
            return *share;
        }
        let share = |line: &Vec<u64>| {
            let known = |word: &&u64| self.words[i].binary_search(word).is_ok();
            line.iter().filter(known).count() as f32 / line.len() as f32
        };
        // which of the lines is the headline, and which its kicker, is not the question here
        let lines = self.words[titles.clone()].iter();
        let share = lines.filter(|line| line.len() >= w::LINE).map(share);
        let share = share.max_by(f32::total_cmp);
        known.push((titles, share));
        share
    }
}

/// Hashes of pairs of Han and of Latin words of four letters and more, sorted.
fn words(text: &str) -> Vec<u64> {
    let mut found = Vec::new();
    let mut before = None;
    let (mut hash, mut length) = (SEED, 0);
    for c in text.chars().chain([' ']) {
        if is_han(c) {
            if let Some(before) = before {
                found.push(add(add(SEED, before), c));
            }
            before = Some(c);
        } else if !c.is_whitespace() {
            before = None;
        }
        if c.is_alphabetic() && !is_han(c) {
            // inflected words share their first letters
            if length < 6 {
                hash = c.to_lowercase().fold(hash, add);
            }
            length += 1;
        } else {
            if length > 3 {
                found.push(hash);
            }
            (hash, length) = (SEED, 0);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_titles_and_paragraphs_share() {
        let shared = |a: &str, b: &str| {
            let b = words(b);
            words(a)
                .iter()
                .filter(|word| b.binary_search(word).is_ok())
                .count()
        };
        assert_eq!(shared("铅字 回到课堂", "学生们把铅字排成行，回到课堂"), 4);
        assert_eq!(
            shared("Printers strike again", "The printer’s strikes ended"),
            2
        );
        assert_eq!(shared("的", "的"), 0);
    }
}
