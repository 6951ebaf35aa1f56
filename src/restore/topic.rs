//! Topic: how far a paragraph speaks of what a headline names.
//!
//! Measured as the share of the title's pairs of Han, or of its longer Latin words, that the paragraph
//! repeats. A first paragraph repeats its headline, and hardly ever its neighbour's; so this tells where a
//! paragraph belongs. It says nothing of what a fragment is: captions repeat headlines too.

use super::fragment::Fragment;
use super::weights::topic as w;
use crate::text::chars::is_han;

/// The words of a page's fragments, for look-up.
pub(super) struct Topics {
    /// Of each fragment: hashes of what it is made of, sorted, each once.
    words: Vec<Vec<u64>>,
}

impl Topics {
    pub fn of(fragments: &[Fragment]) -> Self {
        Self {
            words: fragments.iter().map(|f| words(f.text.as_str())).collect(),
        }
    }

    /// How much more likely fragment `i` is of the article with the title lines `titles` than of another:
    /// a logarithm.
    pub fn weight(&self, titles: std::ops::Range<usize>, i: usize, place: &w::Place) -> f32 {
        let share = |line: &Vec<u64>| {
            let known = |word: &&u64| self.words[i].binary_search(word).is_ok();
            line.iter().filter(known).count() as f32 / line.len() as f32
        };
        // which of the lines is the headline, and which its kicker, is not the question here
        let lines = self.words[titles].iter();
        let share = lines.filter(|line| line.len() >= w::LINE).map(share);
        let Some(share) = share.max_by(f32::total_cmp) else {
            return 0.0;
        };
        if share >= 0.3 {
            place.much
        } else if share >= 0.1 {
            place.some
        } else {
            let whole = (self.words[i].len() as f32 / w::WHOLE).min(1.0);
            whole * place.none
        }
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

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of FNV-1a.
fn add(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(c as u32)).wrapping_mul(0x0100_0000_01b3)
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
