//! The table of rules.

use super::subject::Subject;
use super::{Seen, alternative, caption_date, contrast, dash, doubled_mark, doubled_word};
use super::{echoed_bracket, ellipsis, half_width, heading_level, link_words, look_alike};
use super::{metadata, mixed_quotes, mixed_script, name_spelling, open_quote, same_title};
use super::{space, sum, swapped, two_dates, unreadable, unused_picture, weekday};
use crate::book::Book;
use crate::diagnostic::Diagnostic;

/// A lint: a stable code and the function that looks for it.
pub struct Rule {
    /// The code its diagnostics bear.
    pub code: &'static str,
    look: Look,
}

type OfChapter = fn(&Subject<'_>, &mut Vec<Diagnostic>);
type OfBook = fn(&Book, &[Seen], &mut Vec<Diagnostic>);

enum Look {
    Chapter(OfChapter),
    Book(OfBook),
}

impl Rule {
    const fn chapter(code: &'static str, look: OfChapter) -> Self {
        let look = Look::Chapter(look);
        Self { code, look }
    }

    const fn book(code: &'static str, look: OfBook) -> Self {
        let look = Look::Book(look);
        Self { code, look }
    }

    pub(super) fn look_at_chapter(&self, subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
        if let Look::Chapter(look) = self.look {
            look(subject, found);
        }
    }

    pub(super) fn look_at_book(&self, book: &Book, seen: &[Seen], found: &mut Vec<Diagnostic>) {
        if let Look::Book(look) = self.look {
            look(book, seen, found);
        }
    }
}

/// All rules, in the order in which they look.
pub const RULES: &[Rule] = &[
    // what the decoder could not read comes first: other rules stumble over it
    Rule::chapter(unreadable::CODE, unreadable::look),
    // structure
    Rule::chapter(heading_level::CODE, heading_level::look),
    Rule::chapter(link_words::CODE, link_words::look),
    Rule::book(same_title::CODE, same_title::look),
    Rule::book(unused_picture::CODE, unused_picture::look),
    Rule::book(metadata::CODE, metadata::look),
    // typography
    Rule::chapter(open_quote::CODE, open_quote::look),
    Rule::chapter(half_width::CODE, half_width::look),
    Rule::chapter(mixed_quotes::CODE, mixed_quotes::look),
    Rule::chapter(doubled_mark::CODE, doubled_mark::look),
    Rule::chapter(dash::CODE, dash::look),
    Rule::chapter(ellipsis::CODE, ellipsis::look),
    Rule::chapter(space::CODE, space::look),
    // proofreading: these only hint
    Rule::chapter(doubled_word::CODE, doubled_word::look),
    Rule::chapter(echoed_bracket::CODE, echoed_bracket::look),
    Rule::chapter(caption_date::CODE, caption_date::look),
    Rule::chapter(two_dates::CODE, two_dates::look),
    Rule::chapter(weekday::CODE, weekday::look),
    Rule::chapter(sum::CODE, sum::look),
    Rule::chapter(mixed_script::CODE, mixed_script::look),
    Rule::chapter(look_alike::CODE, look_alike::look),
    Rule::book(name_spelling::CODE, name_spelling::look),
    Rule::book(swapped::CODE, swapped::look),
    // accessibility; what is said of missing alternatives stands in `html`
    Rule::book(alternative::CODE, alternative::look),
    Rule::book(contrast::CODE, contrast::look),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_stable_and_differ() {
        let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), codes.len());
        assert!(codes.iter().all(|code| code.starts_with("check/")));
    }
}
