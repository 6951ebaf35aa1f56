//! One chapter as the rules see it.

use super::prose::Prose;
use crate::book::{Book, BookChapter};
use crate::diagnostic::{Diagnostic, Location, Severity, Text};
use crate::text::Lang;
use std::ops::Range;

pub(super) struct Subject<'a> {
    /// Its file, as messages name it.
    pub file: String,
    /// The chapter, its fields among it.
    pub chapter: &'a BookChapter,
    pub body: &'a str,
    /// The line of the file on which `body` begins, from 1.
    pub first_line: usize,
    pub lang: Lang,
    pub prose: Prose,
    /// Where lines of `body` begin.
    lines: Vec<usize>,
    /// The day of the issue, as the chapter or else the book says it.
    pub date: Option<&'a str>,
}

impl<'a> Subject<'a> {
    pub fn new(book: &'a Book, chapter: &'a BookChapter) -> Self {
        let front = &chapter.chapter.front;
        let lang = front.lang.clone().map(Lang::new);
        Self {
            file: book.file(&chapter.path),
            chapter,
            body: &chapter.chapter.body,
            first_line: chapter.chapter.body_line.max(1),
            lang: lang.unwrap_or_else(|| book.config.language.clone()),
            prose: Prose::of(&chapter.chapter.body),
            lines: std::iter::once(0)
                .chain(
                    chapter
                        .chapter
                        .body
                        .match_indices('\n')
                        .map(|(at, _)| at + 1),
                )
                .collect(),
            date: front.date.as_deref().or(book.config.date.as_deref()),
        }
    }

    /// The place of the bytes `range` of the body.
    pub fn at(&self, range: Range<usize>) -> Location {
        let mut place = Location::within(&self.file, self.body, range);
        place.line += self.first_line - 1;
        place
    }

    /// Line, column and length of the bytes `range` of the body, within one line; see [`Location`].
    pub fn place(&self, range: Range<usize>) -> [usize; 3] {
        let line = self.lines.partition_point(|&start| start <= range.start);
        let start = self.lines[line - 1];
        let column = self.body[start..range.start].chars().count() + 1;
        let length = self.body[range].chars().count();
        [line + self.first_line - 1, column, length]
    }

    /// A find at the bytes `range` of the body.
    pub fn find(
        &self,
        code: &'static str,
        severity: Severity,
        range: Range<usize>,
        message: Text,
        cure: Text,
    ) -> Diagnostic {
        let at = self.at(range);
        Diagnostic::new(code, severity, message).at(at).cure(cure)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::book::{Book, BookChapter, Config, Contents};
    use crate::chapter::{Chapter, FrontMatter};
    use crate::check::check;
    use crate::diagnostic::Diagnostic;

    /// A book of chapters in `lang` with these bodies, of an issue of 11 January 2024, a Thursday.
    pub fn book(lang: &str, bodies: &[&str]) -> Book {
        let chapters = bodies.iter().enumerate().map(|(i, body)| BookChapter {
            path: format!("{:03}.md", i + 1),
            title: format!("题{i}"),
            chapter: Chapter {
                front: FrontMatter {
                    lang: Some(lang.into()),
                    date: Some("2024-01-11".into()),
                    ..FrontMatter::default()
                },
                body: (*body).into(),
                body_line: 5,
            },
            mark: crate::mark::Mark::default(),
        });
        Book {
            folder: "no-such-folder".into(),
            src: "src".into(),
            config: Config::default(),
            contents: Contents::default(),
            chapters: chapters.collect(),
        }
    }

    fn said(code: &str, book: &Book) -> Vec<Diagnostic> {
        let mut all = check(book);
        all.retain(|one| one.code == code);
        assert!(all.iter().all(|one| one.cure.is_some()), "{code}: a cure");
        all
    }

    /// What `one` points at.
    fn words(one: &Diagnostic) -> String {
        let at = one.location.as_ref().unwrap();
        at.source_line[at.covered().unwrap()].to_owned()
    }

    /// What the rule `code` points at in a chapter with this body, in order.
    pub fn found(code: &str, lang: &str, body: &str) -> Vec<String> {
        found_in(code, lang, &[body])
    }

    /// What the rule `code` points at in a book with these bodies, in order.
    pub fn found_in(code: &str, lang: &str, bodies: &[&str]) -> Vec<String> {
        let book = book(lang, bodies);
        let said = said(code, &book);
        said.iter().map(words).collect()
    }

    /// The same with what would be put in its place.
    pub fn mended(code: &str, lang: &str, body: &str) -> Vec<(String, Option<String>)> {
        let book = book(lang, &[body]);
        let said = said(code, &book);
        let pairs = said.iter();
        pairs
            .map(|one| (words(one), one.replacement.clone()))
            .collect()
    }
}
