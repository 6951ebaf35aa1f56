//! Words with their marks as HTML: one element a line, one a mark.

use super::filter::Filter;
use super::marks::{Marks, Note};
use super::words::Words;
use crate::explain;
use crate::text::{Ledger, Origin, Span, Traced};
use std::fmt::Write;

/// Writes `text` as the content of an element or attribute. Control characters, which HTML cannot
/// hold and a proofreader wants to see, appear as their pictures (U+2400 …).
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\0'..='\u{1F}' => out.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7F}'..='\u{9F}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
}

/// Writes formatted text; writing to a string cannot fail.
pub(super) fn add(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}

/// Writes one column: the text of a page, or a chapter.
pub(super) struct Column<'a> {
    pub out: &'a mut String,
    pub marks: &'a Marks<'a>,
    pub ledger: &'a Ledger,
    pub filter: &'a Filter,
    pub words: &'a Words,
    /// Pages as text, by index.
    pub pages: &'a [&'a str],
    /// Ids of lines begin with this and end in the line's number; `None` for lines without ids.
    pub line_ids: Option<String>,
    line: usize,
    open: Option<Note>,
}

impl<'a> Column<'a> {
    /// A column that goes to the end of `out`.
    pub fn new(
        out: &'a mut String,
        marks: &'a Marks<'a>,
        (ledger, filter): (&'a Ledger, &'a Filter),
        words: &'a Words,
        pages: &'a [&'a str],
    ) -> Self {
        Self {
            out,
            marks,
            ledger,
            filter,
            words,
            pages,
            line_ids: None,
            line: 0,
            open: None,
        }
    }

    /// Writes the bytes `span` of a page, whole lines of which the first has the number `line`.
    pub fn page(mut self, span: Span, line: usize, ids: String) {
        self.line_ids = Some(ids);
        self.line = line;
        self.begin_line();
        for piece in self.marks.pieces(span) {
            let at = Span::new(span.page, piece.range.clone());
            let text = &self.pages[span.page.index()][piece.range];
            let note = piece.typography;
            let title = note.map(|note| (note, self.change(note, text, at)));
            self.piece(text, piece.structure, title);
        }
        self.end_line();
    }

    /// Writes a chapter's file.
    pub fn chapter(mut self, file: &Traced) {
        self.begin_line();
        for (range, origin) in file.runs() {
            let text = &file.as_str()[range];
            match origin {
                Origin::Copied(span) => self.copied(span),
                Origin::Repaired { at, repair } => {
                    let note = Note::Repair(repair.0 as usize);
                    let before = &self.pages[at.page.index()][at.range()];
                    let title = self.title(note, before, text);
                    let structure = self.marks.structure(at);
                    self.piece(text, structure, Some((note, title)));
                }
                Origin::Markup | Origin::Derived(_) => self.piece(text, None, None),
            }
        }
        self.end_line();
    }

    fn copied(&mut self, span: Span) {
        for piece in self.marks.pieces(span) {
            let text = &self.pages[span.page.index()][piece.range];
            self.piece(text, piece.structure, None);
        }
    }

    /// What a typographic mark of the page says: the rule, and both forms where they are known.
    fn change(&self, note: Note, before: &str, at: Span) -> String {
        match self.marks.result(at) {
            Some(after) => self.title(note, before, after),
            None => self.sentence(note),
        }
    }

    fn title(&self, note: Note, before: &str, after: &str) -> String {
        let visible = |text: &str| text.replace(['\n', '\t', ' ', '\u{3000}'], "␣");
        let rule = self.sentence(note);
        format!("{rule}: {} → {}", visible(before), visible(after))
    }

    fn sentence(&self, note: Note) -> String {
        let code = match note {
            Note::Aside(i) => self
                .ledger
                .set_aside
                .get(i)
                .map_or("", |aside| aside.reason),
            Note::Repair(i) => self.ledger.repairs.get(i).map_or("", |repair| repair.rule),
        };
        self.words.say(explain::title(code))
    }

    fn piece(&mut self, text: &str, structure: Option<Note>, title: Option<(Note, String)>) {
        for (i, part) in text.split('\n').enumerate() {
            if i > 0 {
                self.end_line();
                self.line += 1;
                self.begin_line();
            }
            if part.is_empty() {
                continue;
            }
            if structure != self.open {
                self.close();
                self.begin(structure);
            }
            match &title {
                Some((note, title)) => {
                    self.out.push_str("<u");
                    if let Note::Repair(i) = *note {
                        add(self.out, format_args!(" data-r=\"r{i}\""));
                        self.filters(i);
                    }
                    self.out.push_str(" title=\"");
                    escape(self.out, title);
                    self.out.push_str("\">");
                    escape(self.out, part);
                    self.out.push_str("</u>");
                }
                None => escape(self.out, part),
            }
        }
    }

    fn begin_line(&mut self) {
        let line = self.line;
        match &self.line_ids {
            Some(ids) => add(self.out, format_args!("<p id=\"{ids}{line}\">")),
            None => self.out.push_str("<p>"),
        }
    }

    fn end_line(&mut self) {
        self.close();
        self.out.push_str("</p>\n");
    }

    /// Opens the element of a note on structure: a link to the repair, or words set aside.
    fn begin(&mut self, note: Option<Note>) {
        self.open = note;
        let Some(note) = note else { return };
        let title = self.sentence(note);
        match note {
            Note::Aside(_) => self.out.push_str("<s title=\""),
            Note::Repair(i) => {
                let doubt = self.ledger.repairs.get(i).is_some_and(|r| r.is_doubt());
                let class = if doubt { "doubt" } else { "made" };
                add(
                    self.out,
                    format_args!("<a class=\"{class}\" href=\"#r{i}\""),
                );
                self.filters(i);
                if self.line_ids.is_none() && self.marks.is_first_in_chapter(i) {
                    add(self.out, format_args!(" id=\"cr{i}\""));
                }
                self.out.push_str(" title=\"");
            }
        }
        escape(self.out, &title);
        self.out.push_str("\">");
    }

    fn filters(&mut self, i: usize) {
        if let Some(repair) = self.ledger.repairs.get(i) {
            self.filter.mark(self.out, repair);
        }
    }

    fn close(&mut self) {
        match self.open.take() {
            Some(Note::Aside(_)) => self.out.push_str("</s>"),
            Some(Note::Repair(_)) => self.out.push_str("</a>"),
            None => {}
        }
    }
}
