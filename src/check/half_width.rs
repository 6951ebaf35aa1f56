//! Half-width punctuation that was left beside Han characters (GB/T 15834—2011 §5.1).

use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::say;
use crate::text::chars::{is_cjk_punctuation, is_han};

pub(super) const CODE: &str = "check/half-width-punctuation";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !subject.lang.is_chinese() {
        return;
    }
    for (start, text) in subject.prose.each() {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        for (i, &(at, c)) in chars.iter().enumerate() {
            let Some(wide) = full_width(c) else { continue };
            let before = i.checked_sub(1).and_then(|i| chars.get(i));
            let neighbours = [before, chars.get(i + 1)];
            let chinese = neighbours
                .into_iter()
                .flatten()
                .any(|&(_, c)| is_chinese(c));
            if chinese && !is_list_mark(&chars, i) {
                found.push(fault(subject, start + at, c, wide));
            }
        }
    }
}

fn full_width(c: char) -> Option<char> {
    Some(match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '?' => '？',
        '!' => '！',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

fn is_chinese(c: char) -> bool {
    is_han(c) || is_cjk_punctuation(c)
}

/// Whether the bracket at `i` is one of `(a)` or `(1)`, which stay as they are.
fn is_list_mark(chars: &[(usize, char)], i: usize) -> bool {
    let is = |i: Option<usize>, wanted: char| {
        i.and_then(|i| chars.get(i))
            .is_some_and(|&(_, c)| c == wanted)
    };
    let letter = |i: Option<usize>| {
        i.and_then(|i| chars.get(i))
            .is_some_and(|&(_, c)| c.is_ascii_alphanumeric())
    };
    match chars[i].1 {
        '(' => letter(Some(i + 1)) && is(Some(i + 2), ')'),
        ')' => letter(i.checked_sub(1)) && is(i.checked_sub(2), '('),
        _ => false,
    }
}

fn fault(subject: &Subject<'_>, at: usize, c: char, wide: char) -> Diagnostic {
    let message = say!("half-width `{c}` beside Chinese", "中文旁的半角 `{c}`");
    let cure = say!("write `{wide}`", "请改为 `{wide}`");
    Diagnostic::warning(CODE, message)
        .at(subject.at(at..at + c.len_utf8()))
        .cure(cure)
        .replace_with(wide)
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn marks_beside_han_are_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "好,的:“是”(真)"),
            [",", ":", "(", ")"]
        );
    }

    #[test]
    fn figures_latin_and_markdown_are_left_alone() {
        let body = "10:30 开门，1,400 人，比分 3:2，http://a.cn/x,y?z=1，(b)项，e.g., this。\n\n![图](a,b.png)[^1]\n\n[^1]: 注";
        assert!(found(CODE, "zh-Hans", body).is_empty());
        assert!(found(CODE, "en", "the word 好, which means good").is_empty());
    }
}
