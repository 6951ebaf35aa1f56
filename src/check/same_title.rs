//! Two chapters with one title: contents that name both alike lead nobody.

use super::{FactKind, Seen};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Location};
use crate::say;
use std::collections::BTreeMap;

pub(super) const CODE: &str = "check/same-title";

pub(super) fn look(_: &Book, seen: &[Seen], found: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for chapter in seen {
        for title in chapter.all(FactKind::Title) {
            let Some(other) = first.get(title.text.as_str()) else {
                first.insert(&title.text, &chapter.file);
                continue;
            };
            let words = &title.text;
            let message = say!(
                "`{other}` has the same title: {words}",
                "与 `{other}` 标题相同：{words}"
            );
            let cure = say!(
                "tell them apart, in the heading or in SUMMARY.md; or the article stands there twice",
                "请在标题或 SUMMARY.md 中加以区别；也可能是同一篇文章重复了"
            );
            let at = Location::file(chapter.file.as_str());
            found.push(Diagnostic::note(CODE, message).at(at).cure(cure));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::book;
    use super::*;

    #[test]
    fn the_second_of_two_is_found() {
        let mut book = book("zh-Hans", &["甲", "乙", "丙"]);
        book.chapters[2].title = book.chapters[0].title.clone();
        let all = crate::check::check(&book);
        let said: Vec<_> = all.iter().filter(|one| one.code == CODE).collect();
        assert_eq!(said.len(), 1);
        let at = said[0].location.as_ref().map(|at| at.file.as_str());
        assert_eq!(at, Some("src/003.md"));
    }
}
