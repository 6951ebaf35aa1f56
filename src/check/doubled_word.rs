//! A word that stands twice where it was meant once: `the the`, 体系体系.
//!
//! Some doubling is good language: had had, 讨论讨论 as one says of trying something, 一个一个. So the
//! English rule knows a few pairs, and the Chinese one asks for a word that the chapter also uses
//! alone, and only makes a note.

use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::say;
use crate::text::chars::is_han;

pub(super) const CODE: &str = "check/doubled-word";

/// Words that English may double.
const MAY_DOUBLE: &[&str] = &[
    "had", "that", "very", "so", "no", "blah", "bye", "ha", "hear",
];

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (start, text) in subject.prose.each() {
        latin(subject, start, text, found);
        if subject.lang.is_chinese() {
            han(subject, start, text, found);
        }
    }
}

fn latin(subject: &Subject<'_>, start: usize, text: &str, found: &mut Vec<Diagnostic>) {
    let mut last: Option<(usize, &str)> = None;
    let mut at = 0;
    for piece in text.split(' ') {
        let here = at;
        at += piece.len() + 1;
        let word = piece.trim_end_matches([',', '.', ';', ':', '!', '?', '”', ')']);
        let plain = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
        if let Some((first, before)) = last.filter(|_| plain)
            && before.eq_ignore_ascii_case(word)
            // a name may be doubled: Bora Bora
            && word.chars().all(|c| c.is_ascii_lowercase())
            && !MAY_DOUBLE.contains(&word)
        {
            let range = start + first..start + here + word.len();
            let message = say!("`{word}` stands twice", "`{word}` 重复了");
            found.push(
                Diagnostic::warning(CODE, message)
                    .at(subject.at(range))
                    .cure(cure()),
            );
        }
        // a mark between the two means that both are meant
        last = (plain && word.len() == piece.len()).then_some((here, word));
    }
}

fn han(subject: &Subject<'_>, start: usize, text: &str, found: &mut Vec<Diagnostic>) {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end = |i: usize| chars.get(i).map_or(text.len(), |&(at, _)| at);
    let mut i = 0;
    while i + 4 <= chars.len() {
        let length = (2..=4).rev().find(|&n| is_doubled(&chars, i, n));
        let Some(length) = length else {
            i += 1;
            continue;
        };
        let word = &text[chars[i].0..end(i + length)];
        let range = chars[i].0..end(i + 2 * length);
        if !word.starts_with('一') && subject.prose.text.matches(word).count() > 2 {
            let message = say!("`{word}` stands twice", "`{word}` 重复了");
            let at = subject.at(start + range.start..start + range.end);
            found.push(Diagnostic::note(CODE, message).at(at).cure(cure()));
        }
        i += 2 * length;
    }
}

/// Whether a word of `n` Han characters stands at `i` and again right after.
fn is_doubled(chars: &[(usize, char)], i: usize, n: usize) -> bool {
    let Some(both) = chars.get(i..i + 2 * n) else {
        return false;
    };
    let (one, two) = both.split_at(n);
    let same = one.iter().zip(two).all(|(a, b)| a.1 == b.1);
    // 哈哈哈哈 is one sound, not a word of two
    same && one.iter().all(|&(_, c)| is_han(c)) && one.iter().any(|&(_, c)| c != one[0].1)
}

fn cure() -> crate::diagnostic::Text {
    say!(
        "take one away, unless the page means both",
        "若非原报有意，请删去一个"
    )
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn doubled_words_are_found() {
        assert_eq!(
            found(CODE, "en", "Set the the type in in metal."),
            ["the the", "in in"]
        );
        let body = "建立排版体系体系，完善体系。";
        assert_eq!(found(CODE, "zh-Hans", body), ["体系体系"]);
    }

    #[test]
    fn good_doubling_is_left_alone() {
        let fine = "She had had it; no no. In, in fact, Bora Bora `the` the end.";
        assert!(found(CODE, "en", fine).is_empty());
        assert!(found(CODE, "zh-Hans", "大家讨论讨论，一个一个来，哈哈哈哈。").is_empty());
    }
}
