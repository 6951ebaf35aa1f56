//! Marks that stand twice, or beside one that cannot stand there: `，，`, `。，`.
//!
//! ！！, ？？ and ？！ are good Chinese, ... is an ellipsis.

use super::prose::runs;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;

pub(super) const CODE: &str = "check/doubled-mark";

const WIDE: &[char] = &['，', '。', '、', '；', '：'];
const LATIN: &[char] = &[',', ';', ':'];

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (start, text) in subject.prose.each() {
        let begins = |c| WIDE.contains(&c) || LATIN.contains(&c);
        let wrong = runs(text, begins, |_, c| is_mark(c)).filter(|(_, run)| is_wrong(run));
        found.extend(wrong.map(|(at, run)| fault(subject, start + at, run)));
    }
}

fn is_mark(c: char) -> bool {
    WIDE.contains(&c) || LATIN.contains(&c) || matches!(c, '.' | '！' | '？')
}

fn is_wrong(run: &str) -> bool {
    let chars: Vec<char> = run.chars().collect();
    let [first, .., last] = chars[..] else {
        return false;
    };
    let same = chars.iter().all(|&c| c == first);
    // 。。。 is an ellipsis of its own kind, :: and := stand in code and in times
    if same {
        let stands = matches!(first, ':' | '.') || first == '。' && chars.len() > 2;
        return !stands;
    }
    let wide = |c| WIDE.contains(&c) || matches!(c, '！' | '？');
    // 。： and the like end nothing and begin nothing; ：“ never comes here
    chars.iter().all(|&c| wide(c)) && WIDE.contains(&last)
}

fn fault(subject: &Subject<'_>, at: usize, run: &str) -> Diagnostic {
    let first = run.chars().next().unwrap_or(' ');
    let message = say!("marks in a row: `{run}`", "标点连用：`{run}`");
    let cure = say!("keep one of them", "请只留一个");
    let range = at..at + run.len();
    let find = subject.find(CODE, Severity::Warning, range, message, cure);
    if run.chars().all(|c| c == first) {
        return find.replace_with(first);
    }
    find
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::{found, mended};
    use super::CODE;

    #[test]
    fn marks_in_a_row_are_found() {
        let two = mended(CODE, "zh-Hans", "灯亮了，，灭了。，又亮。");
        assert_eq!(two[0], ("，，".to_owned(), Some("，".to_owned())));
        assert_eq!(two[1], ("。，".to_owned(), None));
        assert_eq!(found(CODE, "en", "The lamp,, here."), [",,"]);
    }

    #[test]
    fn good_rows_are_left_alone() {
        let fine = "真的？！好！！他说：“灯……”，a::b，等等……。etc., and so on; e.g.: this。。。";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
    }
}
