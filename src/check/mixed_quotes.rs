//! Two styles of quotation marks in one chapter: “ ” and 「 」, or straight ones among curly ones.

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;

pub(super) const CODE: &str = "check/mixed-quotes";

/// The styles, by their opening marks; a straight mark opens and closes.
const STYLES: &[(char, &str)] = &[('“', "“ ”"), ('「', "「 」"), ('"', "\" \"")];

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut counts = [0; STYLES.len()];
    let mut firsts = [None; STYLES.len()];
    for (start, text) in subject.prose.each() {
        let mut before = None;
        for (at, c) in text.char_indices() {
            let style = STYLES.iter().position(|&(mark, _)| mark == c);
            // five feet and ten inches: 5'10"
            let inches = c == '"' && before.is_some_and(|c: char| c.is_ascii_digit());
            if let Some(style) = style.filter(|_| !inches) {
                counts[style] += 1;
                firsts[style] = firsts[style].or(Some((start + at, c)));
            }
            before = Some(c);
        }
    }
    let most = (0..STYLES.len()).rev().max_by_key(|&style| counts[style]);
    let most = most.unwrap_or(0);
    for (style, first) in firsts.into_iter().enumerate().filter(|(s, _)| *s != most) {
        let Some((at, c)) = first else { continue };
        // 「 」 within “ ” quotes what a quotation quotes, in papers that set 『 』 so
        let (usual, odd, count) = (STYLES[most].1, STYLES[style].1, counts[style]);
        let message = say!(
            "quotation marks of two styles: mostly `{usual}`, {count} times `{odd}`",
            "引号式样不一：多用 `{usual}`，另有 {count} 处 `{odd}`"
        );
        let cure = say!("write one style throughout", "请全章统一");
        let range = at..at + c.len_utf8();
        found.push(subject.find(CODE, Severity::Note, range, message, cure));
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn the_rarer_style_is_named_once() {
        let body = "他说：“灯亮了。”她说：“河醒了。”\n\n又说：「好」，「是」。";
        assert_eq!(found(CODE, "zh-Hans", body), ["「"]);
        assert_eq!(found(CODE, "en", "“Yes,” he said, “yes.” \"No.\""), ["\""]);
    }

    #[test]
    fn one_style_is_left_alone() {
        assert!(found(CODE, "zh-Hans", "「好」『是』「对」").is_empty());
        assert!(found(CODE, "en", "“He is 5'10\" tall,” she said.").is_empty());
    }
}
