//! The language of a book whose settings name none, told by its letters: never by the machine.

use crate::text::Lang;
use crate::text::chars::{is_han, is_hangul, is_kana};

/// Characters that are written differently in Simplified and Traditional Chinese, each in the place
/// of its partner in the other list. Chosen for being common, and used in one of the two only.
const SIMPLIFIED: &str =
    "们这国来时说会过对发经还开间关门问车见长东书马业务总报讯记华进选动员产级议话战党应该实给学";
const TRADITIONAL: &str =
    "們這國來時說會過對發經還開間關門問車見長東書馬業務總報訊記華進選動員產級議話戰黨應該實給學";

/// The small words that make up a fifth of any English text.
const ENGLISH: [&str; 12] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on",
];

/// How many characters are looked at: more would not change the answer.
const SAMPLE: usize = 20_000;

/// The language most of `texts` is in; `und` where it cannot be told.
pub(super) fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Lang {
    let mut letters = Letters::default();
    let mut words = Words::default();
    let mut left = SAMPLE;
    for text in texts {
        let end = text.char_indices().nth(left).map_or(text.len(), |(i, _)| i);
        left -= text[..end].chars().inspect(|&c| letters.see(c)).count();
        words.see(&text[..end]);
        if left == 0 {
            break;
        }
    }
    Lang::new(letters.language(&words))
}

#[derive(Default)]
struct Letters {
    han: usize,
    kana: usize,
    hangul: usize,
    latin: usize,
    simplified: usize,
    traditional: usize,
}

impl Letters {
    fn see(&mut self, c: char) {
        if is_han(c) {
            self.han += 1;
            self.simplified += usize::from(SIMPLIFIED.contains(c));
            self.traditional += usize::from(TRADITIONAL.contains(c));
        } else if is_kana(c) {
            self.kana += 1;
        } else if is_hangul(c) {
            self.hangul += 1;
        } else if c.is_ascii_alphabetic() {
            self.latin += 1;
        }
    }

    fn language(&self, words: &Words) -> &'static str {
        // a Han character says about as much as three Latin letters
        let wide = self.han + self.kana + self.hangul;
        if wide == 0 || wide * 3 < self.latin {
            return words.language();
        }
        if self.hangul > self.han {
            "ko"
        } else if self.kana * 10 > self.han {
            "ja"
        } else if self.traditional > self.simplified {
            "zh-Hant"
        } else {
            "zh-Hans"
        }
    }
}

#[derive(Default)]
struct Words {
    all: usize,
    english: usize,
}

impl Words {
    fn see(&mut self, text: &str) {
        for word in text.split(|c: char| !c.is_alphabetic()) {
            self.all += usize::from(!word.is_empty());
            let small = |known: &&str| word.eq_ignore_ascii_case(known);
            self.english += usize::from(ENGLISH.iter().any(small));
        }
    }

    /// English where the small words are there; a few words alone are taken for English too.
    fn language(&self) -> &'static str {
        match (self.all, self.english) {
            (0, _) => "und",
            (all, english) if english * 12 >= all || all < 30 => "en",
            _ => "und",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        detect([text].into_iter()).to_string()
    }

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(of("这张报纸来自印刷厂，记者说它还有油墨味。"), "zh-Hans");
        assert_eq!(of("這張報紙來自印刷廠，記者說它還有油墨味。"), "zh-Hant");
        assert_eq!(of("新聞のインクの匂いがする。"), "ja");
        assert_eq!(of("신문의 잉크 냄새가 난다."), "ko");
        assert_eq!(of("The smell of ink is in the paper."), "en");
        assert_eq!(of("……"), "und");
    }

    #[test]
    fn a_name_in_another_script_changes_nothing() {
        assert_eq!(
            of("印刷机的型号是Heidelberg，它已经转动了六十年。"),
            "zh-Hans"
        );
    }

    #[test]
    fn a_long_text_in_another_western_language_is_left_open() {
        let german = "Der Geruch von Tinte liegt noch immer über der alten Druckerei am Fluss, ";
        assert_eq!(of(&german.repeat(4)), "und");
    }

    #[test]
    fn the_two_lists_are_partners() {
        assert_eq!(SIMPLIFIED.chars().count(), TRADITIONAL.chars().count());
        let same = SIMPLIFIED
            .chars()
            .zip(TRADITIONAL.chars())
            .find(|(a, b)| a == b);
        assert_eq!(same, None);
    }
}
