//! A bracket that repeats the word before it: 印刷协会（印刷协会）.

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;

pub(super) const CODE: &str = "check/echoed-bracket";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (start, text) in subject.prose.each() {
        for (at, open) in text.char_indices().filter(|(_, c)| matches!(c, '（' | '(')) {
            let close = if open == '（' { '）' } else { ')' };
            let inside = &text[at + open.len_utf8()..];
            let Some(words) = inside.find(close).map(|end| &inside[..end]) else {
                continue;
            };
            let before = text[..at].trim_end_matches([' ', '”', '》', '」']);
            let letters = words.chars().filter(|c| c.is_alphabetic()).count();
            let whole = |head: &str| {
                // `art (art)` does not repeat the end of `part`
                let latin = words.starts_with(|c: char| c.is_ascii_alphabetic());
                !(latin && head.ends_with(|c: char| c.is_ascii_alphanumeric()))
            };
            if letters >= 2 && before.strip_suffix(words).is_some_and(whole) {
                let message = say!(
                    "the bracket repeats `{words}`, which stands before it",
                    "括号里的 `{words}` 与括号前重复"
                );
                let cure = say!(
                    "look it up: another name or a short form was probably meant",
                    "请查证：括号里多半应是另一名称或简称"
                );
                let from = start + at;
                let end = from + open.len_utf8() + words.len() + close.len_utf8();
                found.push(subject.find(CODE, Severity::Note, from..end, message, cure));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn a_bracket_that_says_nothing_new_is_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "市印刷协会（印刷协会）成立。"),
            ["（印刷协会）"]
        );
        assert_eq!(
            found(CODE, "en", "the Guild of Printers (Printers) met"),
            ["(Printers)"]
        );
    }

    #[test]
    fn brackets_that_explain_are_left_alone() {
        let fine = "印刷协会（下称“协会”），五号字（10.5 磅），好（好）。";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
        assert!(found(CODE, "en", "a part (art) of [the](the)").is_empty());
    }
}
