//! Quotation marks and brackets that are opened and never closed, or closed and never opened.
//!
//! A quotation that runs over several paragraphs opens each of them and is closed in the last only
//! (GB/T 15834—2011 §4.8.3, and English usage): that is no fault.

use super::subject::Subject;
use crate::diagnostic::Diagnostic;
use crate::say;
use crate::text::chars::{closing, is_closing};

pub(super) const CODE: &str = "check/open-quote";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // the mark of a quotation that goes on in the next paragraph
    let mut running = None;
    let paragraphs: Vec<(usize, &str)> = subject.prose.each().collect();
    for (i, &(start, text)) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(i + 1).map_or("", |&(_, text)| text);
        let next = next.trim_start_matches([' ', '>']).chars().next();
        let mut faults = unpaired(text);
        if let Some(mark) = running.take() {
            let ends = |&(_, c): &(usize, char)| Some(c) == closing(mark);
            if let Some(end) = faults.iter().position(ends) {
                faults.remove(end);
            }
        }
        let goes_on = |&(_, c): &(usize, char)| is_quotation(c) && Some(c) == next;
        if let Some(open) = faults.iter().rposition(goes_on) {
            running = Some(faults.remove(open).1);
        }
        let marks = faults.into_iter();
        found.extend(marks.map(|(at, mark)| fault(subject, start + at, mark)));
    }
}

fn is_quotation(c: char) -> bool {
    matches!(c, '“' | '「' | '『')
}

/// Brackets that are no part of Markdown. ‘ and ’ are left out, since ’ is also the apostrophe.
fn is_watched(c: char) -> bool {
    !matches!(c, '(' | ')' | '[' | ']' | '‘' | '’')
}

/// The marks without a partner in `text`, and where they stand.
fn unpaired(text: &str) -> Vec<(usize, char)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut alone = Vec::new();
    for (at, c) in text.char_indices().filter(|&(_, c)| is_watched(c)) {
        if closing(c).is_some() {
            open.push((at, c));
        } else if is_closing(c) {
            match open.iter().rposition(|&(_, o)| closing(o) == Some(c)) {
                Some(i) => {
                    alone.extend(open.drain(i + 1..));
                    open.pop();
                }
                None => alone.push((at, c)),
            }
        }
    }
    alone.extend(open);
    alone.sort_unstable();
    alone
}

fn fault(subject: &Subject<'_>, at: usize, mark: char) -> Diagnostic {
    let (message, cure) = match closing(mark) {
        Some(end) => (
            say!("`{mark}` is never closed", "`{mark}` 没有合上"),
            say!(
                "write `{end}` where it ends, or take `{mark}` away",
                "请在结束处补上 `{end}`，或删去 `{mark}`"
            ),
        ),
        None => (
            say!("`{mark}` was never opened", "`{mark}` 没有对应的开头"),
            say!(
                "write its partner where it begins, or take `{mark}` away",
                "请在开头处补上另一半，或删去 `{mark}`"
            ),
        ),
    };
    Diagnostic::warning(CODE, message)
        .at(subject.at(at..at + mark.len_utf8()))
        .cure(cure)
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn marks_without_partner_are_found() {
        assert_eq!(found(CODE, "zh", "他说：“今天下雨。"), ["“"]);
        assert_eq!(found(CODE, "zh", "《灯与河》》（上）"), ["》"]);
        assert_eq!(found(CODE, "zh", "（见《灯与河）一书"), ["《"]);
    }

    #[test]
    fn a_quotation_over_paragraphs_is_no_fault() {
        let body = "他说：“先来。\n\n“再来。\n\n“都来。”";
        assert!(found(CODE, "zh", body).is_empty());
        let never_ends = "他说：“先来。\n\n“再来。\n\n完。";
        assert_eq!(found(CODE, "zh", never_ends), ["“"]);
    }

    #[test]
    fn apostrophes_and_code_are_left_alone() {
        assert!(found(CODE, "en", "It’s the printers’ “day”; `“` too.").is_empty());
    }
}
