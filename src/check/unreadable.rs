//! Characters that could not be read when the page was decoded, and still stand in a chapter.

use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::say;
use crate::text::chars::REPLACEMENT;

pub(super) const CODE: &str = "check/unreadable-character";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut rest = 0;
    while let Some(i) = subject.body[rest..].find(REPLACEMENT) {
        let start = rest + i;
        let run = &subject.body[start..];
        let end = start + run.len() - run.trim_start_matches(REPLACEMENT).len();
        let message = say!("a character could not be read", "有无法辨认的字符");
        let cure = say!(
            "look it up on the printed page and write it here",
            "请对照原报补上"
        );
        found.push(
            Diagnostic::warning(CODE, message)
                .at(subject.at(start..end))
                .cure(cure),
        );
        rest = end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn a_run_is_said_once() {
        assert_eq!(
            found(CODE, "zh", "好\u{FFFD}\u{FFFD}的\u{FFFD}。"),
            ["\u{FFFD}\u{FFFD}", "\u{FFFD}"]
        );
        assert!(found(CODE, "zh", "好的。").is_empty());
    }
}
