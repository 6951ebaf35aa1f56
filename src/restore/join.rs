//! Two texts → one: what stands between them when a line break or a seam vanishes.
//!
//! Nothing, where one side is written without spaces (Han, kana) or in the middle of a number of Chinese
//! text; a space between words that have spaces; and the hyphen that only the line's end put there goes.

use super::hyphen::{Hyphen, Words, is_hyphen};
use super::lexicon;
use crate::text::chars::{
    closing, is_closing, is_han, is_hangul, is_kana, is_wide_punctuation, joins_without_space,
};
use crate::text::{Edit, Ledger, Traced, apply};

/// Joins `b` to `a` as one text.
pub(super) fn join(words: &Words, a: &Traced, b: &Traced, ledger: &mut Ledger) -> Traced {
    let mut out = lead_on(words, a, b.as_str(), ledger);
    out.push(b);
    out
}

/// `a` made ready for `b` to follow: its last hyphen settled, the space added.
pub(super) fn lead_on(words: &Words, a: &Traced, b: &str, ledger: &mut Ledger) -> Traced {
    let glue = glue(words, a.as_str(), b);
    let end = a.len() - glue.cut;
    let edit = Edit::new(end..a.len(), glue.hyphen);
    let mut out = match glue.cut {
        0 => a.clone(),
        _ => apply(a, "restore/joined-hyphen", 0.9, vec![edit], ledger),
    };
    out.push(&Traced::markup(glue.gap));
    out
}

/// How two texts become one.
pub(super) struct Glue {
    /// Bytes at the end of the first that its hyphen takes.
    pub cut: usize,
    /// What is written in their place.
    pub hyphen: &'static str,
    /// What stands between the two.
    pub gap: &'static str,
}

impl Glue {
    /// The joined words, where `tail` ends the first text and `head` begins the second.
    pub fn show(&self, tail: &str, head: &str) -> String {
        let kept = &tail[..tail.len().saturating_sub(self.cut)];
        format!("{kept}{}{}{head}", self.hyphen, self.gap)
    }
}

/// How `a` and `b` become one.
pub(super) fn glue(words: &Words, a: &str, b: &str) -> Glue {
    let mark = a.chars().next_back().filter(|&c| is_hyphen(c));
    let cut = mark.map_or(0, char::len_utf8);
    let fate = mark.and_then(|_| words.hyphen(&a[..a.len() - cut], b));
    let (hyphen, gap) = match fate {
        None => {
            let gap = between(a, b);
            return Glue {
                cut: 0,
                hyphen: "",
                gap,
            };
        }
        Some(Hyphen::Goes) => ("", ""),
        Some(_) if mark == Some('\u{AD}') => ("", ""),
        Some(Hyphen::Stays) => ("-", ""),
        Some(Hyphen::Hangs) => ("-", " "),
    };
    Glue { cut, hyphen, gap }
}

/// What stands between `a` and `b` when they are joined, hyphens apart.
fn between(a: &str, b: &str) -> &'static str {
    let (Some(last), Some(first)) = (a.chars().next_back(), b.chars().next()) else {
        return "";
    };
    let bound = is_hyphen(last) || matches!(last, '—' | '–' | '/') || closing(last).is_some();
    let trails = is_closing(first) && first != '’' || matches!(first, ',' | ';' | '!' | '?' | '%');
    if is_hangul(last) || is_hangul(first) {
        return if bound || trails || !parts_words(a, b) {
            ""
        } else {
            " "
        };
    }
    if bound || trails || joins_without_space(last, first) {
        return "";
    }
    let narrow = is_wide_text(a.chars().rev()) && is_wide_text(b.chars());
    if narrow && !parts_words(a, b) {
        ""
    } else {
        " "
    }
}

/// How far the script of a text is looked for.
const NEAR: usize = 24;

/// Whether Han or kana stand near the text's edge, so that what is Latin there is a guest.
fn is_wide_text(chars: impl Iterator<Item = char>) -> bool {
    let mut near = chars.take(NEAR);
    near.any(|c| is_han(c) || is_kana(c) || is_wide_punctuation(c))
}

/// Whether a line's end between `a` and `b`, in text whose lines may end anywhere, is also the end of a
/// word.
fn parts_words(a: &str, b: &str) -> bool {
    let word = |c: char| c.is_alphabetic() && !is_han(c) && !is_kana(c);
    let first = a.rsplit(|c| !word(c)).next().unwrap_or("");
    let second = b.split(|c| !word(c)).next().unwrap_or("");
    if first.contains(is_hangul) || second.contains(is_hangul) {
        // a particle never stands alone
        return !PARTICLES.contains(&second);
    }
    if first.is_empty() || second.is_empty() {
        // a number or a mark cut in two
        return false;
    }
    let whole = lexicon::is_word(&format!("{first}{second}"));
    !whole || lexicon::is_word(first) && lexicon::is_word(second)
}

/// Korean particles that follow their word without a space and are no words themselves.
const PARTICLES: &[&str] = &[
    "은",
    "는",
    "가",
    "로",
    "을",
    "를",
    "의",
    "에",
    "에서",
    "에게",
    "으로",
    "와",
    "과",
    "까지",
    "부터",
    "처럼",
    "보다",
    "이다",
    "이며",
    "이라고",
    "라고",
    "했다",
    "됐다",
    "했으며",
    "한다",
    "된다",
    "하고",
    "하는",
    "되는",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between() {
        for (a, b, gap) in [
            ("the old", "press", " "),
            ("字里", "行间", ""),
            ("活字は", "まだ", ""),
            ("用了iPhone", "拍下", ""),
            ("一共印了20", "24张报纸", ""),
            ("占了全部的3.", "5%的纸", ""),
            ("他们用iPhone", "Pro拍下", " "),
            ("这家叫Photo", "graph的店", " "),
            ("这家叫Photog", "raphy的店", ""),
            ("in 1931", "24 presses", " "),
            ("he said (", "or sang", ""),
            ("he said “no", "” to it", ""),
            ("she said", "“yes”", " "),
            ("활자는 아직", "남아 있다", " "),
            ("활자", "는 아직 남아 있다", ""),
            ("그는", "“활자”라고", " "),
        ] {
            assert_eq!(between(a, b), gap, "{a}|{b}");
        }
    }
}
