//! Links whose words do not say where they lead (WCAG 2.2, criterion 2.4.9): 点击这里, `here`.

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;

pub(super) const CODE: &str = "check/link-words";

const EMPTY_WORDS: &[&str] = &[
    "here",
    "click here",
    "this",
    "link",
    "more",
    "read more",
    "点击",
    "点击这里",
    "这里",
    "此处",
    "链接",
    "點擊",
    "點擊這裏",
    "這裡",
    "此處",
    "鏈接",
];

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (at, _) in subject.body.match_indices("](") {
        // what is blotted out to its bracket is code
        if subject.prose.text.as_bytes().get(at) != Some(&0) {
            continue;
        }
        let line = subject.body[..at].rfind('\n').map_or(0, |i| i + 1);
        let Some(open) = subject.body[line..at].rfind('[').map(|i| line + i) else {
            continue;
        };
        let seen = subject.prose.text.as_bytes().get(open) == Some(&b'[');
        let picture = subject.body[..open].ends_with('!');
        let words = subject.body[open + 1..at].trim();
        let says_nothing = words.is_empty() || EMPTY_WORDS.contains(&words.to_lowercase().as_str());
        if seen && !picture && says_nothing {
            let message = if words.is_empty() {
                say!("a link without words", "链接没有文字")
            } else {
                say!(
                    "`{words}` does not say where the link leads",
                    "链接文字 `{words}` 没有说明去处"
                )
            };
            let cure = say!("name what it leads to", "请写出所指的内容");
            found.push(subject.find(CODE, Severity::Note, open..at + 1, message, cure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn links_that_say_nothing_are_found() {
        let body = "见[这里](002.md)，[](003.md)，[Here](004.md)。";
        assert_eq!(found(CODE, "zh-Hans", body), ["[这里]", "[]", "[Here]"]);
    }

    #[test]
    fn links_that_name_their_target_are_left_alone() {
        let fine = "见[字架的故事](002.md)，![](images/a.png)，`[这里](x)`。";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
    }
}
