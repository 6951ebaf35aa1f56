//! A caption whose day disagrees with the text around it: one of the two is a misprint.

use super::day::days;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use std::collections::BTreeSet;

pub(super) const CODE: &str = "check/caption-date";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut told = BTreeSet::new();
    let mut captions = Vec::new();
    for (start, text) in subject.prose.each() {
        let days = days(text);
        if is_caption(text) {
            captions.extend(days.into_iter().map(|day| (start, day)));
        } else {
            told.extend(days.iter().map(|day| (day.month, day.day)));
        }
    }
    for (start, day) in captions {
        if told.contains(&(day.month, day.day)) {
            continue;
        }
        // only the month differs: another event would differ in both
        let near = told
            .iter()
            .find(|&&(month, other)| other == day.day && month != day.month);
        if let Some(&(month, other)) = near {
            let range = start + day.range.start..start + day.range.end;
            let words = &subject.body[range.clone()];
            let message = say!(
                "the caption says {words}, the text {month}月{other}日",
                "图片说明写作 {words}，正文写作 {month}月{other}日"
            );
            let cure = say!(
                "look it up: one of the two is probably a misprint; keep both if the page means both",
                "请查证：其中一处可能是误植；若原意如此则保留"
            );
            found.push(subject.find(CODE, Severity::Warning, range, message, cure));
        }
    }
}

/// A caption of a missing picture, or a picture with its caption.
fn is_caption(text: &str) -> bool {
    let words = text.trim_start_matches(['>', ' ']);
    let quoted = text.starts_with('>');
    quoted && (words.starts_with("【图】") || words.starts_with("[Photo]"))
        || text.starts_with("\0\0")
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn a_caption_of_another_month_is_found() {
        let body = "3月8日，河岸的灯亮了。\n\n> 【图】13月8日，河岸。\n";
        assert_eq!(found(CODE, "zh-Hans", body), ["13月8日"]);
        let picture = "3月8日，灯亮了。\n\n![5月8日的河岸](images/a.png)\n";
        assert_eq!(found(CODE, "zh-Hans", picture), ["5月8日"]);
    }

    #[test]
    fn days_that_agree_or_differ_widely_are_left_alone() {
        let body = "3月8日，灯亮了。\n\n> 【图】3月8日，河岸。\n\n> 【图】去年6月2日的河岸。\n\n> 3月9日\n";
        assert!(found(CODE, "zh-Hans", body).is_empty());
    }
}
