//! Words that anybody knows: what stands behind the evidence where the page itself is silent.
//!
//! Two lists are compiled in, as automata that are read where they lie, so there is nothing to load:
//! Chinese words with what each costs to read, and English words. `tools/lexicon` makes them and names
//! their sources. They say where a word goes on; they correct nothing.

use fst::raw::Fst;
use std::sync::LazyLock;

/// Chinese words of up to five characters; the value is the cost, in halves of a natural logarithm.
static CHINESE: LazyLock<Option<Fst<&[u8]>>> =
    LazyLock::new(|| list(include_bytes!("chinese.fst")));
/// English words in small letters.
static ENGLISH: LazyLock<Option<Fst<&[u8]>>> =
    LazyLock::new(|| list(include_bytes!("english.fst")));
/// Traditional characters in order; in the second line, what each is read as for look-up.
const FOLDING: &str = include_str!("folding.txt");

fn list(bytes: &'static [u8]) -> Option<Fst<&'static [u8]>> {
    Fst::new(bytes).ok()
}

/// How many characters on each side of a seam are read; a dozen find the same words.
const AROUND: usize = 6;
/// What a character costs that no list has.
const UNKNOWN: u32 = 36;

/// A word that spans a seam.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Straddle {
    /// Its length in characters.
    pub chars: usize,
    /// How many of them stand before the seam.
    pub before: usize,
    /// How much likelier the best reading of the characters around the seam is than the best one that
    /// ends a word there: a natural logarithm.
    pub margin: f32,
}

/// The Chinese word that spans the seam between `tail` and `head` in the likeliest reading of the few
/// characters on each side; `None` where a word may well end there.
///
/// Each word counts alone (a unigram reading). Traditional characters are folded for look-up.
pub(crate) fn straddles(tail: &str, head: &str) -> Option<Straddle> {
    let mut chars: Vec<char> = tail.chars().rev().map_while(han).take(AROUND).collect();
    let seam = chars.len();
    chars.reverse();
    chars.extend(head.chars().map_while(han).take(AROUND));
    if seam == 0 || seam == chars.len() {
        return None;
    }
    let reading = Reading::of(CHINESE.as_ref()?, &chars);
    let (start, end) = reading.around(seam)?;
    Some(Straddle {
        chars: end - start,
        before: seam - start,
        margin: reading.margin(seam),
    })
}

/// Whether a Chinese word surely goes on from the end of `before` to the start of `after`.
pub fn spans_word(before: &str, after: &str) -> bool {
    straddles(before, after).is_some_and(|word| word.margin >= SURE)
}

/// What it costs to read `chars` as Chinese words, the cheapest way, in halves of a natural logarithm;
/// `None` where one of them is no Han character.
pub fn reading_cost(chars: &[char]) -> Option<u32> {
    let folded: Vec<char> = chars.iter().map(|&c| han(c)).collect::<Option<_>>()?;
    Reading::of(CHINESE.as_ref()?, &folded)
        .from
        .first()
        .copied()
}

/// How sure a word has to be to say that a line's end in a title cuts it. Titles break at words, and
/// a likelier reading across such a break is by chance once in a thousand.
const SURE: f32 = 6.0;

/// Whether a title's line that ends in `tail` and goes on with `head` is cut within a word, or before
/// 的, which begins no line.
pub(crate) fn cuts_word(tail: &str, head: &str) -> bool {
    spans_word(tail, head) || head.starts_with('的') && tail.ends_with(|c| han(c).is_some())
}

/// Whether the lists have `word`: Chinese of either script, or English in any case.
pub fn is_word(word: &str) -> bool {
    if let Some(folded) = word.chars().map(han).collect::<Option<String>>() {
        return CHINESE
            .as_ref()
            .is_some_and(|list| list.contains_key(folded));
    }
    let list = ENGLISH.as_ref();
    list.is_some_and(|list| list.contains_key(word.to_lowercase()))
}

/// A traditional character as the simplified one that it is read as, any other as it is; both take as
/// many bytes.
pub(crate) fn simplified(c: char) -> char {
    han(c).unwrap_or(c)
}

/// A Han character as the list writes it.
fn han(c: char) -> Option<char> {
    if !FOLDED.contains(&c) {
        return None;
    }
    Some(folded(c).unwrap_or(c))
}

/// The first and the last Han character that the folding may name.
const FOLDED: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

/// Of each Han character from the first of [`FOLDED`], the code of its simplified form; 0 where it has
/// none. Every character of a page is asked about, so it is looked up rather than searched for.
static SIMPLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let (first, last) = (*FOLDED.start() as usize, *FOLDED.end() as usize);
    let mut table = vec![0; last - first + 1];
    // both halves hold characters of three bytes each
    let (from, to) = FOLDING.split_at(FOLDING.len() / 2);
    for (c, simple) in from.chars().zip(to.chars()) {
        if let Some(slot) = (c as usize)
            .checked_sub(first)
            .and_then(|at| table.get_mut(at))
        {
            *slot = u16::try_from(simple as u32).unwrap_or(0);
        }
    }
    table
});

/// The simplified form of the Han character `c`.
fn folded(c: char) -> Option<char> {
    let at = (c as usize).checked_sub(*FOLDED.start() as usize)?;
    let simple = SIMPLE.get(at).copied().filter(|&simple| simple > 0)?;
    char::from_u32(u32::from(simple))
}

/// The cheapest ways to read a run of characters as words.
struct Reading {
    /// Of each place, the cost of the characters before it.
    before: Vec<u32>,
    /// Of each place, the cost of the characters from it.
    from: Vec<u32>,
    /// Of each place but the last, where the word that begins there ends.
    ends: Vec<usize>,
}

impl Reading {
    fn of(list: &Fst<&[u8]>, chars: &[char]) -> Self {
        let mut words = Vec::with_capacity(4 * chars.len());
        for start in 0..chars.len() {
            words_at(list, chars, start, &mut words);
        }
        let mut before = vec![u32::MAX; chars.len() + 1];
        before[0] = 0;
        for word in &words {
            before[word.end] = before[word.end].min(before[word.start] + word.cost);
        }
        let mut from = vec![u32::MAX; chars.len() + 1];
        from[chars.len()] = 0;
        let mut ends = vec![0; chars.len()];
        // the longest word of a place comes first, and of equals it stays
        for word in words.iter().rev() {
            let cost = word.cost + from[word.end];
            if cost < from[word.start] {
                (from[word.start], ends[word.start]) = (cost, word.end);
            }
        }
        Self { before, from, ends }
    }

    /// The word of the cheapest reading that spans `seam`.
    fn around(&self, seam: usize) -> Option<(usize, usize)> {
        let mut start = 0;
        while start < seam {
            let end = self.ends[start];
            if end > seam {
                return Some((start, end));
            }
            start = end;
        }
        None
    }

    /// What it would cost to end a word at `seam`.
    fn margin(&self, seam: usize) -> f32 {
        (self.before[seam] + self.from[seam]).saturating_sub(self.from[0]) as f32 / 2.0
    }
}

/// A word of the list where the characters have it.
struct Word {
    start: usize,
    end: usize,
    cost: u32,
}

/// Adds the words that begin at `start` to `words`, the shortest first; the character alone is always
/// one.
fn words_at(list: &Fst<&[u8]>, chars: &[char], start: usize, words: &mut Vec<Word>) {
    let alone = words.len();
    let (end, cost) = (start + 1, UNKNOWN);
    words.push(Word { start, end, cost });
    let mut node = list.root();
    let mut cost = 0;
    for (i, c) in chars.iter().enumerate().skip(start) {
        let mut bytes = [0; 4];
        for &byte in c.encode_utf8(&mut bytes).as_bytes() {
            let Some(way) = node.find_input(byte) else {
                return;
            };
            let way = node.transition(way);
            cost += way.out.value();
            node = list.node(way.addr);
        }
        if !node.is_final() {
            continue;
        }
        let (end, cost) = (i + 1, (cost + node.final_output().value()) as u32);
        match i == start {
            true => words[alone].cost = cost,
            false => words.push(Word { start, end, cost }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(tail: &str, head: &str) -> Option<String> {
        let found = straddles(tail, head)?;
        let before = tail.chars().rev().take(found.before).collect::<Vec<_>>();
        let behind = head.chars().take(found.chars - found.before);
        Some(before.into_iter().rev().chain(behind).collect())
    }

    #[test]
    fn a_word_that_spans_the_seam_is_found() {
        for (tail, head, whole) in [
            ("老印刷厂的排字工", "人都记得", "工人"),
            ("他们用铅字排出了第一张报", "纸，纸还是热的", "报纸"),
            ("小城第一家印", "刷厂开张", "印刷厂"),
            ("這裡的鉛字還在，圖書", "館也還在", "圖書館"),
        ] {
            assert_eq!(word(tail, head).as_deref(), Some(whole), "{tail}|{head}");
        }
    }

    #[test]
    fn words_that_end_at_the_seam_say_nothing() {
        for (tail, head) in [
            ("排字工人都记得", "那一天的雨"),
            ("铅字还在。", "书也还在"),
            ("共印了3", "000张"),
            ("", "书"),
            ("書", ""),
        ] {
            assert_eq!(word(tail, head), None, "{tail}|{head}");
        }
    }

    #[test]
    fn a_title_is_cut_within_a_word() {
        assert!(cuts_word("老印刷厂的铅字博", "物馆开馆"));
        assert!(cuts_word("小城", "的春天"));
        assert!(!cuts_word("老印刷厂重新开张", "铅字架上擦灰"));
        assert!(!cuts_word("订户面积增", "印数也增"));
    }

    #[test]
    fn both_scripts_and_english_are_known() {
        for known in ["印刷", "報紙", "information", "Washington", "了"] {
            assert!(is_word(known), "{known}");
        }
        for unknown in ["刷厂开", "mation", "informa", "", "报 纸"] {
            assert!(!is_word(unknown), "{unknown}");
        }
    }
}
