//! What deserves a second look in a book: misprints and leftovers that no program may mend.
//!
//! A rule looks at one chapter and changes nothing; what it finds names the place, the cause and
//! the cure. One rule, one file; [`RULES`] is the table, and adding a rule means a file and a line.

mod caption_date;
mod doubled_word;
mod epub;
mod half_width;
mod open_quote;
mod prose;
mod unreadable;

pub use epub::check_epub;

use crate::book::{Book, BookChapter};
use crate::diagnostic::{Diagnostic, Location};
use crate::text::Lang;
use prose::Prose;
use std::ops::Range;

/// A lint: a stable code and the function that looks for it.
pub struct Rule {
    /// The code its diagnostics bear.
    pub code: &'static str,
    look: fn(&Subject<'_>, &mut Vec<Diagnostic>),
}

/// All rules, in the order in which they look.
pub const RULES: &[Rule] = &[
    // what the decoder could not read comes first: other rules stumble over it
    Rule {
        code: unreadable::CODE,
        look: unreadable::look,
    },
    Rule {
        code: open_quote::CODE,
        look: open_quote::look,
    },
    Rule {
        code: half_width::CODE,
        look: half_width::look,
    },
    Rule {
        code: doubled_word::CODE,
        look: doubled_word::look,
    },
    Rule {
        code: caption_date::CODE,
        look: caption_date::look,
    },
];

/// Looks at every chapter of `book` with every rule; the finds of a chapter are in the order of its
/// lines.
pub fn check(book: &Book) -> Vec<Diagnostic> {
    let mut all = Vec::new();
    for chapter in &book.chapters {
        let subject = Subject::new(book, chapter);
        let mut found = Vec::new();
        for rule in RULES {
            (rule.look)(&subject, &mut found);
        }
        found.sort_by(|a, b| a.location.cmp(&b.location));
        all.extend(found);
    }
    all
}

/// One chapter as the rules see it.
struct Subject<'a> {
    /// Its file, as messages name it.
    file: String,
    body: &'a str,
    /// The line of the file on which `body` begins, from 1.
    first_line: usize,
    lang: Lang,
    prose: Prose,
}

impl<'a> Subject<'a> {
    fn new(book: &Book, chapter: &'a BookChapter) -> Self {
        let front = &chapter.chapter.front;
        let lang = front.lang.clone().map(Lang::new);
        let slash = if book.src.is_empty() { "" } else { "/" };
        Self {
            file: format!("{}{slash}{}", book.src, chapter.path),
            body: &chapter.chapter.body,
            first_line: chapter.chapter.body_line.max(1),
            lang: lang.unwrap_or_else(|| book.config.language.clone()),
            prose: Prose::of(&chapter.chapter.body),
        }
    }

    /// The place of the bytes `range` of the body.
    fn at(&self, range: Range<usize>) -> Location {
        let mut place = Location::within(&self.file, self.body, range);
        place.line += self.first_line - 1;
        place
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Config, Contents};
    use crate::chapter::{Chapter, FrontMatter};

    /// What the rule `code` points at in a chapter with this body, in order.
    pub fn found<'a>(code: &str, lang: &str, body: &'a str) -> Vec<&'a str> {
        let chapter = BookChapter {
            path: "001.md".into(),
            title: "题".into(),
            chapter: Chapter {
                front: FrontMatter {
                    lang: Some(lang.into()),
                    ..FrontMatter::default()
                },
                body: body.into(),
                body_line: 5,
            },
        };
        let book = Book {
            folder: ".".into(),
            src: "src".into(),
            config: Config::default(),
            contents: Contents::default(),
            chapters: vec![chapter],
        };
        let mut words = Vec::new();
        for one in check(&book).iter().filter(|one| one.code == code) {
            let at = one.location.as_ref().unwrap();
            assert_eq!(at.file, "src/001.md");
            assert!(one.cure.is_some(), "{code} names a cure");
            let line = body.lines().nth(at.line - 5).unwrap();
            let mut starts = line.char_indices().map(|(i, _)| i).chain([line.len()]);
            let start = starts.nth(at.column - 1).unwrap();
            let end = starts.nth(at.length - 1).unwrap();
            words.push(&line[start..end]);
        }
        words
    }

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
