//! The state of one chapter being written, and the small things every part of it needs.

use super::Frame;
use super::escape;
use super::markdown::Events;
use super::notes::Notes;
use super::outline::Outline;
use super::phrases::Script;
use super::raw::Plan;
use super::targets::Targets;
use super::vertical::{self, Quotes};
use super::{PageBreak, Part};
use crate::book::{Book, BookChapter};
use crate::diagnostic::{Diagnostic, Location};
use crate::text::Lang;
use crate::words::Words;
use std::collections::BTreeSet;
use std::ops::Range;

/// The chapter, what was read from it, and the edition it is written for.
pub(super) struct Page<'p> {
    pub(super) book: &'p Book,
    pub(super) index: usize,
    pub(super) chapter: &'p BookChapter,
    pub(super) lang: Lang,
    pub(super) targets: &'p Targets<'p>,
    pub(super) frame: &'p Frame<'p>,
    pub(super) events: &'p Events<'p>,
    pub(super) outline: &'p Outline,
    pub(super) plan: &'p Plan,
}

impl Page<'_> {
    /// The chapter's file as users know it.
    fn file(&self) -> String {
        match self.book.src.as_str() {
            "" => self.chapter.path.clone(),
            src => format!("{src}/{}", self.chapter.path),
        }
    }

    /// Where the bytes `range` of the body stand.
    pub(super) fn location(&self, range: Range<usize>) -> Location {
        let chapter = &self.chapter.chapter;
        let mut place = Location::within(self.file(), &chapter.body, range);
        place.line += chapter.body_line.saturating_sub(1);
        place
    }

    /// The folder of the chapter's file, below `src`.
    pub(super) fn folder(&self) -> &str {
        let path = &self.chapter.path;
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// A chapter being written.
pub(super) struct Writer<'p> {
    pub(super) page: &'p Page<'p>,
    pub(super) out: String,
    /// Levels of the open sections of subheads.
    pub(super) sections: Vec<u8>,
    /// Open elements in which no section of a subhead may begin or end.
    pub(super) containers: usize,
    /// The last character of the running text, for soft line breaks.
    pub(super) last: Option<char>,
    /// What goes before the words of the next paragraph: a dateline, a note's number.
    pub(super) run_in: Option<String>,
    /// The levels of the open headings (raw HTML aside, at most one).
    pub(super) headings: Vec<u8>,
    /// For each open link, whether its tag was written.
    pub(super) links: Vec<bool>,
    /// Whether line breaks of a headline are being written.
    pub(super) in_headline: bool,
    /// The alignment of each column of the table at hand, and the column.
    pub(super) columns: Vec<super::markdown::Alignment>,
    pub(super) column: usize,
    pub(super) in_table_head: bool,
    /// The words of the heads of a wide table's columns.
    pub(super) heads: Vec<String>,
    /// Whether code is being written, which is in no language.
    pub(super) in_code: bool,
    /// Whether an island of raw HTML is being written; where its tags stand in the body; for each of
    /// its open elements, whether it says its language; the attributes spoken of so far.
    pub(super) in_island: bool,
    pub(super) places: Vec<Range<usize>>,
    pub(super) languages: Vec<bool>,
    pub(super) dropped: BTreeSet<String>,
    /// Whether a script stands in the line being written.
    pub(super) muted: bool,
    /// Which file of the chapter is being written, and where the others end.
    pub(super) part: usize,
    pub(super) cuts: Vec<usize>,
    pub(super) pages: Vec<PageBreak>,
    pub(super) has_math: BTreeSet<usize>,
    pub(super) has_ruby: bool,
    script: Script,
    quotes: Quotes,
    pub(super) notes: Notes,
    pub(super) images: Vec<String>,
    pub(super) undescribed: Vec<String>,
    pub(super) asked: BTreeSet<super::Asked>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'p> Writer<'p> {
    pub(super) fn new(page: &'p Page<'p>) -> Self {
        Self {
            page,
            // markup and escapes add about a tenth to a newspaper article
            out: String::with_capacity(page.chapter.chapter.body.len() * 5 / 4 + 512),
            sections: Vec::new(),
            containers: 0,
            last: None,
            run_in: None,
            headings: Vec::new(),
            links: Vec::new(),
            in_headline: false,
            columns: Vec::new(),
            column: 0,
            in_table_head: false,
            heads: Vec::new(),
            in_code: false,
            in_island: false,
            places: Vec::new(),
            languages: Vec::new(),
            dropped: BTreeSet::new(),
            muted: false,
            part: 0,
            cuts: Vec::new(),
            pages: Vec::new(),
            has_math: BTreeSet::new(),
            has_ruby: false,
            script: Script::of(&page.lang, &page.book.config.language),
            quotes: Quotes::of(&page.lang),
            notes: Notes::of(page.events),
            images: Vec::new(),
            undescribed: Vec::new(),
            asked: BTreeSet::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Writes markup as it is.
    pub(super) fn push(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// Writes words of the running text.
    pub(super) fn words(&mut self, words: &str) {
        if self.muted {
            return;
        }
        if let Some(last) = words.chars().next_back() {
            self.last = Some(last);
        }
        if self.in_code {
            return escape::text(&mut self.out, words);
        }
        let phrases = match self.languages.contains(&true) {
            true => Vec::new(),
            false => self.script.phrases(words),
        };
        let mut from = 0;
        for (at, lang) in phrases {
            self.stretch(&words[from..at.start]);
            self.push("<span");
            self.attribute("lang", &lang);
            if self.page.frame.epub {
                self.attribute("xml:lang", &lang);
            }
            self.push(">");
            escape::text(&mut self.out, &words[at.clone()]);
            self.push("</span>");
            from = at.end;
        }
        self.stretch(&words[from..]);
    }

    /// Writes words in the language of the chapter.
    fn stretch(&mut self, words: &str) {
        match self.page.frame.vertical {
            true => vertical::write(&mut self.out, words, self.quotes),
            false => escape::text(&mut self.out, words),
        }
    }

    /// `words` as they are written in the running text.
    pub(super) fn set(&mut self, words: &str) -> String {
        let start = self.out.len();
        let last = self.last;
        self.words(words);
        self.last = last;
        self.out.split_off(start)
    }

    /// Says that a new page of the paper begins here.
    pub(super) fn page_break(&mut self, label: &str) {
        let id = format!("p{}", self.pages.len() + 1);
        self.push("<span class=\"page-break\"");
        self.epub_type("pagebreak");
        self.id(&id);
        if self.page.frame.epub {
            let name = Words::of(&self.page.lang).page(Some(label), None);
            self.attribute("role", "doc-pagebreak");
            self.attribute("aria-label", name.as_deref().unwrap_or(label));
        } else {
            self.attribute("title", label);
        }
        self.push("></span>");
        self.pages.push(PageBreak {
            label: label.to_owned(),
            id: self.prefixed(&id),
            part: self.part,
        });
    }

    /// The files of the chapter.
    pub(super) fn parts(&self) -> Vec<Part> {
        let ends = self.cuts.iter().copied().chain([self.out.len()]);
        let starts = [0].into_iter().chain(self.cuts.iter().copied());
        let parts = starts.zip(ends).enumerate();
        parts
            .map(|(number, (start, end))| Part {
                bytes: start..end,
                has_math: self.has_math.contains(&number),
            })
            .collect()
    }

    /// Writes ` name="value"`.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.push(" ");
        self.push(name);
        self.push("=\"");
        escape::attribute(&mut self.out, value);
        self.push("\"");
    }

    /// Writes ` id="…"`, the edition's prefix before `id`.
    pub(super) fn id(&mut self, id: &str) {
        let id = self.prefixed(id);
        self.attribute("id", &id);
    }

    pub(super) fn prefixed(&self, id: &str) -> String {
        format!("{}{id}", self.page.frame.id_prefix)
    }

    /// Writes ` epub:type="…"` where the edition has such attributes.
    pub(super) fn epub_type(&mut self, kind: &str) {
        if self.page.frame.epub {
            self.attribute("epub:type", kind);
        }
    }

    /// Writes `<tag class="class">words</tag>` on a line of its own, U+3000 as a line break.
    pub(super) fn line(&mut self, tag: &str, class: &str, words: &str) {
        self.push(&format!("<{tag} class=\"{class}\">"));
        self.broken(words);
        self.push(&format!("</{tag}>\n"));
    }

    /// Writes the words of a title, its lines broken where the paper broke them.
    pub(super) fn broken(&mut self, words: &str) {
        for (number, line) in words.split('\u{3000}').enumerate() {
            if number > 0 {
                self.push("<br/>");
            }
            self.words(line);
        }
    }

    /// Says something about the bytes `range` of the body.
    pub(super) fn say(&mut self, diagnostic: Diagnostic, range: Range<usize>) {
        let place = self.page.location(range);
        self.diagnostics.push(diagnostic.at(place));
    }
}
