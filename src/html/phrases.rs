//! Phrases in another language than the text around them: a voice that reads aloud, and the fonts
//! and hyphenation of a page, go by the language of each (EPUB Accessibility, WCAG 3.1.2).
//!
//! Letters tell the script. English within Chinese is told from other Latin script by its small
//! words; a single word, a name or an abbreviation is left alone, as the rule allows.

use crate::text::Lang;
use crate::text::chars::{is_han, is_hangul, is_kana};
use std::borrow::Cow;
use std::ops::Range;

/// How the text of a chapter is written.
#[derive(Debug, Clone)]
pub(super) enum Script {
    /// In Han, kana or both, or in Hangul: Latin phrases are another language.
    Wide {
        /// Whether kana belong to it.
        kana: bool,
        /// Whether Hangul belongs to it.
        hangul: bool,
    },
    /// In an alphabet: Han, kana and Hangul are another language. With the tag of Chinese text whose
    /// characters do not tell their script.
    Latin(Cow<'static, str>),
}

/// A phrase and its language.
pub(super) type Phrase = (Range<usize>, Cow<'static, str>);

const ENGLISH: &[&str] = &[
    "the", "of", "and", "to", "in", "is", "for", "with", "on", "at", "by", "from", "that", "this",
    "it", "be", "are", "was", "not", "you", "your", "we", "our", "as", "or", "an", "how", "what",
];

/// Small words of French, German, Spanish, Italian, Portuguese, Dutch and Latin that English lacks.
const OTHERS: &[&str] = &[
    "le", "la", "les", "des", "du", "de", "et", "est", "une", "der", "die", "das", "und", "von",
    "zu", "zur", "ist", "el", "los", "las", "del", "y", "il", "della", "di", "che", "dos", "het",
    "van", "een", "ad", "ex", "et", "non", "cum", "pro", "per",
];

impl Script {
    /// How a chapter in `lang` of a book in `book` is written.
    pub(super) fn of(lang: &Lang, book: &Lang) -> Self {
        let primary = lang.primary().to_ascii_lowercase();
        match primary.as_str() {
            "zh" | "ja" | "ko" => Self::Wide {
                kana: primary == "ja",
                hangul: primary == "ko",
            },
            _ if book.is_chinese() => Self::Latin(book.as_str().to_owned().into()),
            _ => Self::Latin("zh".into()),
        }
    }

    /// The phrases of `text` in another language, in order.
    pub(super) fn phrases(&self, text: &str) -> Vec<Phrase> {
        match self {
            Self::Wide { kana, hangul } => in_wide(text, *kana, *hangul),
            Self::Latin(han) => in_latin(text, han),
        }
    }
}

fn in_wide(text: &str, kana: bool, hangul: bool) -> Vec<Phrase> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let phrase = match byte {
            // a name may begin with an accented letter
            b'A'..=b'Z' | b'a'..=b'z' | 0xC3..=0xC9 => {
                let end = at + latin(&text[at..]);
                let english = is_english(&text[at..end]);
                (end, english.then_some("en"))
            }
            0xE3 if !kana && matches!(bytes.get(at + 1), Some(0x81..=0x83)) => {
                let end = at + run(&text[at..], |c| is_kana(c) || c == 'ー');
                // a single の is at home in Chinese
                let several = text[at..end].chars().filter(|&c| is_kana(c)).count() > 1;
                (end, several.then_some("ja"))
            }
            0xEA..=0xED if !hangul => {
                let end = at + run(&text[at..], |c| is_hangul(c) || c == ' ');
                let end = at + text[at..end].trim_end().len();
                (end, (end > at).then_some("ko"))
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let (end, lang) = phrase;
        if let Some(lang) = lang {
            found.push((at..end, lang.into()));
        }
        at = end.max(at + 1);
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
    found
}

/// The length of the Latin phrase that `text` begins with.
fn latin(text: &str) -> usize {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{24F}');
    let whole = run(text, |c| letter(c) || " ,.;:'’&-/!?()".contains(c));
    text[..whole].trim_end_matches(|c: char| !letter(c)).len()
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Whether `phrase` is two English words or more: small letters in them, and none of another language.
fn is_english(phrase: &str) -> bool {
    if !phrase.is_ascii() && !phrase.contains('’') {
        return false;
    }
    let words = phrase.split(|c: char| !c.is_ascii_alphabetic() && c != '\'' && c != '’');
    let (mut plain, mut english, mut others) = (0, 0, 0);
    for word in words.filter(|word| !word.is_empty()) {
        let small = word.bytes().any(|b| b.is_ascii_lowercase());
        plain += usize::from(small && word.len() > 1);
        let lower = word.to_ascii_lowercase();
        english += usize::from(ENGLISH.contains(&lower.as_str()));
        others += usize::from(OTHERS.contains(&lower.as_str()));
    }
    plain >= 2 && english >= others
}

fn in_latin(text: &str, han: &str) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    // the bytes that CJK characters begin with in UTF-8
    let wide = |byte: &u8| matches!(byte, 0xE2..=0xED | 0xEF | 0xF0);
    while let Some(next) = text.as_bytes()[at..].iter().position(wide) {
        at += next;
        let letter = |c: char| is_han(c) || is_kana(c) || is_hangul(c);
        let rest = &text[at..];
        let end = run(rest, |c| {
            letter(c) || crate::text::chars::is_wide_punctuation(c) || c == '・' || c == 'ー'
        });
        let phrase = rest[..end].trim_end_matches(|c| !letter(c));
        let lead = phrase.find(letter).unwrap_or(phrase.len());
        if lead < phrase.len() {
            found.push((at + lead..at + phrase.len(), language(&phrase[lead..], han)));
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        at += end.max(first);
    }
    found
}

/// The language of a phrase in East Asian characters; `han` where they say no more than that it is
/// Chinese.
fn language(phrase: &str, han: &str) -> Cow<'static, str> {
    let detected = Lang::detect(phrase);
    match detected.as_str() {
        "ja" | "ko" | "zh-Hant" => detected.as_str().to_owned().into(),
        _ if Lang::is_simplified(phrase) => "zh-Hans".into(),
        _ => han.to_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tagged(lang: &str, text: &str) -> Vec<String> {
        let script = Script::of(&Lang::new(lang), &Lang::new("en"));
        let phrases = script.phrases(text).into_iter();
        phrases
            .map(|(at, lang)| format!("{lang}:{}", &text[at]))
            .collect()
    }

    #[test]
    fn english_phrases_stand_out_of_chinese() {
        let found = tagged("zh-Hans", "门上写着“Mind the gap.”，旁边是 GDP 与 iPhone。");
        assert_eq!(found, ["en:Mind the gap"]);
        assert_eq!(
            tagged("zh-Hans", "用 Hello, world 开头"),
            ["en:Hello, world"]
        );
    }

    #[test]
    fn words_that_are_not_surely_english_are_left_alone() {
        for text in [
            "他说 GDP CPI",
            "Linotype 机",
            "la vie de Bohème",
            "Der Zug und die Bahn",
            "医生（Émile Javal）",
            "5 kg",
        ] {
            assert_eq!(tagged("zh", text), [""; 0], "{text}");
        }
    }

    #[test]
    fn east_asian_words_stand_out_of_english_and_of_each_other() {
        assert_eq!(
            tagged("en", "the word 铅字 (这)"),
            ["zh:铅字", "zh-Hans:这"]
        );
        assert_eq!(tagged("en", "鉛字還在, 大"), ["zh-Hant:鉛字還在", "zh:大"]);
        assert_eq!(tagged("en", "“活字はまだある。”"), ["ja:活字はまだある"]);
        assert_eq!(tagged("zh-Hans", "写作ひらがな，の字"), ["ja:ひらがな"]);
        assert_eq!(tagged("zh-Hans", "写作한국 활자。"), ["ko:한국 활자"]);
        assert_eq!(tagged("ja", "活字はまだある"), [""; 0]);
    }
}
