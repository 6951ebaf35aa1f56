//! The hyphen at a line's end: was it put there by the line, or does the word own it?
//!
//! The issue is asked first, since it writes most of its words more than once: `well-known` in the
//! middle of a line keeps the hyphen of `well-⏎known`, `printing` drops that of `print-⏎ing`. Where it
//! is silent, the list of English words is asked: `infor-⏎mation` makes a word; `callback-⏎based` makes
//! none but is made of two. In other languages a hyphen goes, since lines put most of them there, unless
//! a capital, a figure or a word that hangs on follows.

use super::lexicon;
use std::collections::HashSet;

/// The words that an issue writes without a line's end in them, in small letters, hyphens kept.
#[derive(Debug, Default)]
pub(super) struct Words {
    known: HashSet<String>,
    /// Whether most of them are English.
    english: bool,
}

/// What becomes of the hyphen at the end of a line that goes on in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// The line put it there.
    Goes,
    /// The word owns it.
    Stays,
    /// It stands for a part that the next words bring: `two- and three-year`.
    Hangs,
}

/// Whether `c` is a hyphen at a line's end: `-`, and the signs that text recognition writes for it.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '¬' | '⸗' | '\u{AD}')
}

impl Words {
    /// The words of `pages`; none where no line ends in a hyphen, since nobody will ask.
    pub fn of<'a>(pages: impl Iterator<Item = &'a str> + Clone) -> Self {
        let asks = |page: &str| {
            let mut lines = page.lines().map(str::trim_end);
            lines.any(|line| line.ends_with(is_hyphen))
        };
        if !pages.clone().any(asks) {
            return Self::default();
        }
        let words = pages.flat_map(|page| page.split(|c: char| !in_word(c)));
        let whole = words.filter(|word| word.len() > 2 && !word.ends_with('-'));
        let known: HashSet<String> = whole.clone().map(str::to_lowercase).collect();
        Self {
            english: is_english(whole),
            known,
        }
    }

    /// What becomes of the hyphen where a line ends in `before` (the hyphen left out) and the next
    /// begins with `after`; `None` where no word goes on.
    pub fn hyphen(&self, before: &str, after: &str) -> Option<Hyphen> {
        let (a, b) = (before.chars().next_back()?, after.chars().next()?);
        if !a.is_alphanumeric() || !b.is_alphanumeric() {
            return None;
        }
        let first = before.rsplit(|c: char| !in_word(c)).next()?;
        let second = after.split(|c: char| !in_word(c)).next()?;
        let capitals = |word: &str| word.len() > 1 && !word.contains(char::is_lowercase);
        let small = a.is_lowercase() && b.is_lowercase();
        let one_case = small || capitals(first) && capitals(second);
        if !one_case {
            return Some(Hyphen::Stays);
        }
        let (x, y) = (first.to_lowercase(), second.to_lowercase());
        let joined = format!("{x}{y}");
        if self.known.contains(&format!("{x}-{y}")) {
            return Some(Hyphen::Stays);
        }
        if self.known.contains(&joined) || lexicon::is_word(&joined) {
            return Some(Hyphen::Goes);
        }
        if HANGS_ON.contains(&second) {
            return Some(Hyphen::Hangs);
        }
        // names in capitals (`SMITH-JONES`) are known to no list
        let stays = match self.english {
            true => !small || is_compound(first, &x, &y),
            false => FRENCH.contains(&second) || second.starts_with("t-"),
        };
        Some(if stays { Hyphen::Stays } else { Hyphen::Goes })
    }
}

fn in_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '’' | '\'')
}

/// The first character behind the blocks of Latin letters.
const LATIN_ENDS: char = '\u{250}';

/// How many words tell the language of an issue.
const SAMPLE: usize = 400;

/// Whether most of `words` are English.
fn is_english<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let latin = |c: char| c.is_alphabetic() && c < LATIN_ENDS;
    let plain = words.filter(|word| word.chars().all(latin));
    let (mut all, mut known) = (0, 0);
    for word in plain.take(SAMPLE) {
        all += 1;
        known += usize::from(lexicon::is_word(word));
    }
    known * 3 > all * 2
}

/// Words before which a hyphen stands for a part to come: `two- and three-year`, `Vor- und Nachteile`.
const HANGS_ON: &[&str] = &["and", "or", "to", "und", "oder", "bzw", "et", "ou"];

/// Pronouns that French hangs on the verb with a hyphen: `dit-il`.
const FRENCH: &[&str] = &[
    "il", "elle", "ils", "elles", "je", "nous", "vous", "moi", "lui", "leur", "là", "même", "mêmes",
];

/// Whether English writes `first-second` with a hyphen, so far as parts can tell: each is a word, and
/// the second is none of the endings that words are made with. `name` is the first part as printed.
fn is_compound(name: &str, first: &str, second: &str) -> bool {
    let (x, y) = (
        first.rsplit('-').next().unwrap_or(first),
        second.split('-').next().unwrap_or(second),
    );
    let words = lexicon::is_word(x) && lexicon::is_word(y);
    if (x, y) != (first, second) {
        // `ten-year-⏎old` has its word whole, `self-determi-⏎nation` has not
        return words && !lexicon::is_word(&format!("{x}{y}"));
    }
    let short = second.len() < 3 && !["up", "in", "on", "to", "by", "be"].contains(&second);
    if !words || short || ENDINGS.contains(&second) || BEGINNINGS.contains(&first) {
        return false;
    }
    // names are broken too, and no list has them all: `Birch-⏎wood`, but `German-⏎speaking`
    let capital = name.starts_with(char::is_uppercase);
    !capital || TENS.contains(&first) || second.ends_with("ing") || second.ends_with("ed")
}

const TENS: &[&str] = &[
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Words that are endings of words far more often.
const ENDINGS: &[&str] = &[
    "able", "ably", "age", "ages", "ally", "ant", "ants", "ate", "ates", "ber", "den", "ers",
    "est", "ford", "ful", "ger", "ham", "hood", "ing", "ion", "ish", "ism", "ist", "ists", "king",
    "land", "led", "less", "ling", "man", "men", "ment", "ments", "ner", "ness", "red", "ring",
    "ser", "ship", "ships", "sion", "some", "son", "ter", "tern", "ting", "ton", "town", "ville",
    "ward", "wards", "wise", "wood",
];

/// Words that are beginnings of words far more often.
const BEGINNINGS: &[&str] = &[
    "ad", "al", "an", "as", "at", "be", "com", "con", "de", "dis", "em", "en", "ha", "im", "in",
    "la", "mis", "per", "pro", "re", "sub", "un",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn words(page: &str) -> Words {
        Words::of(std::iter::once(page))
    }

    /// The same with enough English around to tell the language.
    fn english(page: &str) -> Words {
        words(&format!(
            "{page}\nthe old press and its ink were sold to a prin-\nter"
        ))
    }

    #[test]
    fn the_page_is_asked_first() {
        let page =
            "a hand-set line by hand-\nset type, and hand-\nwriting; the hand-writing, handset";
        let known = words(page);
        assert_eq!(known.hyphen("by hand", "set type"), Some(Hyphen::Stays));
        assert_eq!(known.hyphen("and hand", "writing;"), Some(Hyphen::Stays));
        let known = words("Drucker drucken Zeitungs-\npapier und Zeitungspapier");
        assert_eq!(
            known.hyphen("drucken Zeitungs", "papier"),
            Some(Hyphen::Goes)
        );
    }

    #[test]
    fn parts_speak_where_the_page_is_silent() {
        let known = english("");
        for (before, after) in [
            ("a well", "known face"),
            ("a pocket", "sized Virgil"),
            ("Twenty", "fifth case"),
            ("a ten-year", "old press"),
            ("a lead", "smelting shed"),
            ("the German", "speaking town"),
            ("Miss SMITH", "JONES"),
            ("the SMITH", "JONES press"),
            ("press No. A", "4"),
            ("mid", "1950s"),
            ("the Anglo", "American type"),
        ] {
            let found = known.hyphen(before, after);
            assert_eq!(found, Some(Hyphen::Stays), "{before}-{after}");
        }
        for (before, after) in [
            ("the print", "ing trade"),
            ("infor", "mation"),
            ("thresh", "old"),
            ("re", "sized"),
            ("self", "ish"),
            ("compos", "itor"),
            ("Birch", "wood"),
            ("THE GOVERN", "MENT PRESS"),
            ("self-determi", "nation"),
        ] {
            let found = known.hyphen(before, after);
            assert_eq!(found, Some(Hyphen::Goes), "{before}-{after}");
        }
    }

    #[test]
    fn a_hyphen_may_hang_on() {
        let found = english("").hyphen("in two", "and three-line letters");
        assert_eq!(found, Some(Hyphen::Hangs));
        assert_eq!(english("").hyphen("ten thous", "and"), Some(Hyphen::Goes));
    }

    #[test]
    fn other_languages_have_no_list() {
        let known = words("Die Setzer kamen in die Drucke-\nrei und setzten die Zeitung");
        for (before, after, hyphen) in [
            ("die Drucke", "rei", Hyphen::Goes),
            ("an", "der Wand", Hyphen::Goes),
            ("Vor", "und Nachteile", Hyphen::Hangs),
            ("Rhein", "Main", Hyphen::Stays),
            ("dit", "il alors", Hyphen::Stays),
        ] {
            assert_eq!(
                known.hyphen(before, after),
                Some(hyphen),
                "{before}-{after}"
            );
        }
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert_eq!(english("").hyphen("the press ", "an old one"), None);
        assert_eq!(english("").hyphen("the press", "“an old one"), None);
    }
}
