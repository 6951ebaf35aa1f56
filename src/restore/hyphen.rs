//! The hyphen at a line's end: was it put there by the line, or does the word own it?
//!
//! The page is asked first, since it writes most of its words more than once: `well-known` in the
//! middle of a line keeps the hyphen of `well-⏎known`, `printing` drops that of `print-⏎ing`. Only
//! where it is silent do a few parts speak that English writes with a hyphen nearly always.

use super::lexicon;
use std::collections::BTreeSet;

/// The words that a page writes without a line's end in them, in small letters, hyphens kept.
#[derive(Debug, Default)]
pub(super) struct Words(BTreeSet<String>);

impl Words {
    /// The words of `page`; none where no line ends in a hyphen, since nobody will ask.
    pub fn of(page: &str) -> Self {
        let asks = ["-\n", "- \n", "¬\n", "⸗\n", "\u{AD}\n"];
        if !asks.iter().any(|end| page.contains(end)) {
            return Self::default();
        }
        let words = page.split(|c: char| !in_word(c));
        let whole = words.filter(|word| word.len() > 2 && !word.ends_with('-'));
        Self(whole.map(str::to_lowercase).collect())
    }

    /// Whether the hyphen stays where a line ends in `before` (the hyphen left out) and the next
    /// begins with `after`.
    pub fn keep(&self, before: &str, after: &str) -> bool {
        let first = before.rsplit(|c: char| !in_word(c)).next();
        let second = after.split(|c: char| !in_word(c)).next();
        let (Some(first), Some(second)) = (first, second) else {
            return false;
        };
        let (first, second) = (first.to_lowercase(), second.to_lowercase());
        if self.0.contains(&format!("{first}-{second}")) {
            return true;
        }
        let joined = format!("{first}{second}");
        !self.0.contains(&joined) && !lexicon::is_word(&joined) && is_compound(&first, &second)
    }
}

fn in_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '’' | '\'')
}

/// Whether English writes `first-second` with a hyphen whatever the words, so far as parts can tell.
fn is_compound(first: &str, second: &str) -> bool {
    const TENS: [&str; 8] = [
        "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    const UNITS: [&str; 9] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    // what `re-` and its like stand before is one word: `re-sized`, `un-known`
    const PREFIXES: [&str; 12] = [
        "re", "un", "de", "dis", "mis", "pre", "out", "over", "under", "down", "up", "on",
    ];
    const SECONDS: [&str; 12] = [
        "known",
        "sized",
        "based",
        "minded",
        "fashioned",
        "looking",
        "called",
        "shaped",
        "eyed",
        "haired",
        "handed",
        "legged",
    ];
    let ages = ["year", "month", "week", "day"];
    let suffix = |word: &str| ["ish", "ishly", "ishness", "less", "hood", "ness"].contains(&word);
    match (first, second) {
        ("well" | "self", second) => !suffix(second),
        (first, second) if TENS.contains(&first) => UNITS.contains(&second),
        (first, "old" | "olds") => first
            .rsplit('-')
            .next()
            .is_some_and(|age| ages.contains(&age)),
        (first, second) => {
            SECONDS.contains(&second) && first.len() > 2 && !PREFIXES.contains(&first)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_asked_first() {
        let page =
            "a hand-set line by hand-\nset type, and hand-\nwriting; the hand-writing, handset";
        let words = Words::of(page);
        assert!(words.keep("by hand", "set type"));
        assert!(words.keep("and hand", "writing;"));
        let words = Words::of("newspapers print news-\npapers");
        assert!(!words.keep("print news", "papers"));
        assert!(Words::of("self-\nsame selfsame").0.contains("selfsame"));
        assert!(!Words::of("self-\nsame selfsame").keep("self", "same"));
    }

    #[test]
    fn parts_speak_where_the_page_is_silent() {
        let words = Words::default();
        for (before, after) in [
            ("a well", "known face"),
            ("a pocket", "sized Virgil"),
            ("Twenty", "one cases"),
            ("a ten-year", "old press"),
        ] {
            assert!(words.keep(before, after), "{before}-{after}");
        }
        for (before, after) in [
            ("the print", "ing trade"),
            ("thresh", "old"),
            ("re", "sized"),
            ("self", "ish"),
            ("compos", "itor"),
        ] {
            assert!(!words.keep(before, after), "{before}-{after}");
        }
    }
}
