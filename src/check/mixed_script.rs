//! Traditional characters in a Simplified chapter, or Simplified ones in a Traditional chapter.

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use crate::text::{Lang, Script, script};

pub(super) const CODE: &str = "check/mixed-script";

/// Characters shown in the message.
const SHOWN: usize = 8;

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !subject.lang.is_chinese() {
        return;
    }
    let traditional = subject.lang.is_traditional();
    let foreign = if traditional {
        Script::Simplified
    } else {
        Script::Traditional
    };
    let mut first = None;
    let mut odd: Vec<char> = Vec::new();
    let mut count = 0;
    for (start, text) in subject.prose.each() {
        // a whole paragraph in the other script is quoted, or the chapter's tag is wrong
        let own = Lang::detect(text).is_traditional() == traditional;
        for (at, c) in text.char_indices().filter(|_| own) {
            if script(c) == Some(foreign) {
                first.get_or_insert(start + at..start + at + c.len_utf8());
                count += 1;
                if !odd.contains(&c) && odd.len() < SHOWN {
                    odd.push(c);
                }
            }
        }
    }
    let Some(first) = first else { return };
    let list: String = odd.iter().collect();
    let (en, zh) = match foreign {
        Script::Traditional => ("Traditional", "繁体"),
        Script::Simplified => ("Simplified", "简体"),
    };
    let message = say!(
        "{count} {en} character(s) in this chapter: {list}",
        "本章夹有 {count} 个{zh}字：{list}"
    );
    let cure = say!(
        "look whether they are meant: names and inscriptions may be",
        "请看是否有意如此：人名、题字可以保留"
    );
    found.push(subject.find(CODE, Severity::Note, first, message, cure));
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn characters_of_the_other_script_are_found_once() {
        assert_eq!(
            found(CODE, "zh-Hans", "河岸的灯亮了，書还在，報纸也在。"),
            ["書"]
        );
        assert_eq!(
            found(CODE, "zh-Hant", "河岸的燈亮了，書還在，报紙也在這裡。"),
            ["报"]
        );
    }

    #[test]
    fn one_script_is_left_alone() {
        assert!(found(CODE, "zh-Hans", "河岸的灯亮了，书还在。").is_empty());
        assert!(found(CODE, "en", "The word 書 means book.").is_empty());
    }
}
