//! Ellipses of three points in Chinese, which writes six (GB/T 15834—2011 §4.11).

use super::prose::runs;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use crate::text::chars::{is_cjk_punctuation, is_han};

pub(super) const CODE: &str = "check/ellipsis";

const RIGHT: &str = "……";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !subject.lang.is_chinese() {
        return;
    }
    for (start, text) in subject.prose.each() {
        for (from, run) in runs(text, is_point, |first, c| c == first) {
            let at = from + run.len();
            if is_wrong(run) && beside_chinese(&text[..from], &text[at..]) {
                let message = say!("`{run}` is no Chinese ellipsis", "`{run}` 不是规范的省略号");
                let cure = say!("write `{RIGHT}`", "请改为 `{RIGHT}`");
                let range = start + from..start + at;
                let find = subject.find(CODE, Severity::Warning, range, message, cure);
                found.push(find.replace_with(RIGHT));
            }
        }
    }
}

fn is_point(c: char) -> bool {
    matches!(c, '.' | '。' | '…' | '⋯')
}

fn is_wrong(run: &str) -> bool {
    let count = run.chars().count();
    match run.chars().next() {
        Some('…') => !matches!(count, 2 | 4),
        Some('⋯') => true,
        _ => count > 2,
    }
}

fn beside_chinese(before: &str, after: &str) -> bool {
    let chinese = |c: Option<char>| c.is_some_and(|c| is_han(c) || is_cjk_punctuation(c));
    chinese(before.chars().next_back()) || chinese(after.chars().next())
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::{found, mended};
    use super::CODE;

    #[test]
    fn three_points_become_six() {
        let one = mended(CODE, "zh-Hans", "灯亮了...又灭了。。。");
        let to = || Some("……".to_owned());
        assert_eq!(one, [("...".to_owned(), to()), ("。。。".to_owned(), to())]);
        assert_eq!(found(CODE, "zh-Hans", "灯亮了…"), ["…"]);
    }

    #[test]
    fn good_points_are_left_alone() {
        assert!(found(CODE, "zh-Hans", "灯……亮。第 1.2.3 版，etc...").is_empty());
        assert!(found(CODE, "en", "The lamp... went out.").is_empty());
    }
}
