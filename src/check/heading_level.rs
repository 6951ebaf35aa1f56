//! Headings that skip a level, or a second headline: who reads by ear moves from heading to heading
//! (WCAG 2.2, technique G141).

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;

pub(super) const CODE: &str = "check/heading-level";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    // a headline may stand in front matter alone
    let mut last = usize::from(subject.chapter.chapter.front.title.is_some());
    let mut headlines = 0;
    for (start, text) in subject.prose.each() {
        let level = text.len() - text.trim_start_matches('#').len();
        let heading = (1..=6).contains(&level) && text[level..].starts_with(' ');
        if !heading {
            continue;
        }
        let range = start..start + text.lines().next().unwrap_or(text).len();
        headlines += usize::from(level == 1);
        if level == 1 && headlines == 2 {
            let message = say!("a second headline", "第二个一级标题");
            let cure = say!(
                "write `##` for a subhead, or make it a chapter of its own",
                "小标题请写 `##`，或另立一章"
            );
            found.push(subject.find(CODE, Severity::Note, range, message, cure));
        } else if last > 0 && level > last + 1 {
            let wanted = "#".repeat(last + 1);
            let message = say!(
                "a heading of level {level} below one of level {last}",
                "{last} 级标题之下直接是 {level} 级标题"
            );
            let cure = say!("write `{wanted}`", "请写 `{wanted}`");
            found.push(subject.find(CODE, Severity::Warning, range, message, cure));
        }
        last = level;
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn levels_that_are_skipped_are_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "# 题\n\n### 三\n\n## 二\n"),
            ["### 三"]
        );
        assert_eq!(found(CODE, "en", "# A\n\n# B\n\n# C\n"), ["# B"]);
    }

    #[test]
    fn levels_in_order_are_left_alone() {
        let fine = "# 题\n\n## 一\n\n### 二\n\n## 三\n\n```\n#### 码\n```\n";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
    }
}
