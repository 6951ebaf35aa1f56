//! Spaces where none belong: within a Chinese word, beside a full-width mark, two in a row, before a
//! Latin comma.

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity, Text};
use crate::restore::spans_word;
use crate::say;
use crate::text::chars::is_han;

pub(super) const CODE: &str = "check/space";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let chinese = subject.lang.is_chinese();
    let english = subject.lang.primary() == "en";
    for (start, text) in subject.prose.each() {
        let row = text.trim_start_matches([' ', '>']).starts_with('|');
        let mut at = 0;
        // whether the line has a letter yet: indents and marks of blocks have none before them
        let mut begun = false;
        while let Some(found_at) = text[at..].find(' ') {
            let from = at + found_at;
            for c in text[at..from].chars() {
                begun = c != '\n' && (begun || c.is_alphabetic());
            }
            let end = from + text[from..].len() - text[from..].trim_start_matches(' ').len();
            at = end;
            let Some(seam) = Seam::of(text, from, end).filter(|_| begun && !row) else {
                continue;
            };
            let fault = if chinese {
                seam.chinese()
            } else if english {
                seam.english(end - from)
            } else {
                None
            };
            if let Some((message, cure, wanted)) = fault {
                let range = start + from..start + end;
                let find = subject.find(CODE, Severity::Warning, range, message, cure);
                found.push(find.replace_with(wanted));
            }
        }
    }
}

/// What stands before and after a run of spaces within a line.
struct Seam<'t> {
    before: &'t str,
    after: &'t str,
    left: char,
    right: char,
}

impl<'t> Seam<'t> {
    fn of(text: &'t str, from: usize, end: usize) -> Option<Self> {
        let (before, after) = (&text[..from], &text[end..]);
        let (left, right) = (before.chars().next_back()?, after.chars().next()?);
        // code and addresses
        let hidden = left == '\0' || right == '\0' || left == '\n' || right == '\n';
        (!hidden).then_some(Self {
            before,
            after,
            left,
            right,
        })
    }

    fn chinese(&self) -> Option<(Text, Text, &'static str)> {
        let mark = |c| matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？');
        let cure = || say!("take it away", "请删去它");
        if mark(self.left) || mark(self.right) {
            let message = say!("a space beside a full-width mark", "全角标点旁有空格");
            return Some((message, cure(), ""));
        }
        let within = is_han(self.left) && is_han(self.right) && spans_word(self.before, self.after);
        within.then(|| (say!("a space within a word", "词中有空格"), cure(), ""))
    }

    fn english(&self, length: usize) -> Option<(Text, Text, &'static str)> {
        let rest = &self.after[self.right.len_utf8()..];
        let ends = rest.is_empty() || rest.starts_with([' ', '\n', '”', '"', ')']);
        let mark = matches!(self.right, ',' | ';' | ':' | '.' | '!' | '?') && ends;
        if mark && self.left.is_alphanumeric() {
            let message = say!("a space before `{}`", "`{}` 前有空格", self.right);
            return Some((message, say!("take it away", "请删去它"), ""));
        }
        (length == 2 && self.left != '.').then(|| {
            (
                say!("two spaces in a row", "连续两个空格"),
                say!("keep one", "请只留一个"),
                " ",
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::{found, mended};
    use super::CODE;

    #[test]
    fn spaces_that_part_are_found() {
        let two = mended(CODE, "zh-Hans", "老印 刷厂关门了， 铅字还在。");
        let none = || Some(String::new());
        assert_eq!(two, [(" ".to_owned(), none()), (" ".to_owned(), none())]);
        let two = mended(CODE, "en", "The lamp , and  the river.");
        assert_eq!(two[0], (" ".to_owned(), none()));
        assert_eq!(two[1], ("  ".to_owned(), Some(" ".to_owned())));
    }

    #[test]
    fn spaces_that_belong_are_left_alone() {
        let fine = "记者 何一行 沈墨青。iPhone 15 与 3 人。\n\n- 项\n\n| 甲 ，| 乙 |";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
        assert!(found(CODE, "en", "He came.  She went ... and :smiled.").is_empty());
    }
}
