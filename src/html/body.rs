//! The events of a chapter → XHTML.

use super::faults;
use super::listing;
use super::markdown::{Alignment, BlockQuoteKind, Event, Tag, TagEnd, code_language};
use super::math;
use super::writer::Writer;
use crate::words::Words;
use std::ops::Range;

/// A table of this many columns gives way to a list of its cells on a narrow screen.
const WIDE_TABLE: usize = 4;

/// The longest line of verse, in half ems.
const VERSE_LINE: usize = 56;

impl Writer<'_> {
    /// Writes the events `range`.
    pub(super) fn events(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at);
        }
    }

    /// Writes the event at `at`, and what belongs to it where it is written as a whole; returns the
    /// index of the next event to write.
    fn event(&mut self, at: usize) -> usize {
        let page = self.page;
        if !self.in_island
            && let Some(island) = page.plan.island(at)
        {
            let end = island.events.end;
            self.island(island.content, |writer| writer.events(at..end));
            return end;
        }
        match page.events.get(at) {
            Some(Event::Start(tag)) => return self.start(at, tag),
            Some(Event::End(tag)) => self.end(tag),
            Some(Event::Text(text)) if self.in_code && self.is_rust(at) => {
                self.words(&listing::shown(text));
            }
            Some(Event::Text(text)) => self.running_text(at, text),
            Some(Event::Code(code)) => {
                self.push("<code>");
                self.code(code);
                self.push("</code>");
            }
            Some(Event::SoftBreak) => {
                let space = page.events.break_is_space(at, self.last);
                self.push(if space { "\n" } else { "" });
            }
            Some(Event::HardBreak) => {
                self.push("<br/>\n");
                self.last = None;
            }
            Some(Event::Rule) => self.push("<hr/>\n"),
            Some(Event::TaskListMarker(done)) => {
                let mark = if *done { "☑" } else { "☐" };
                self.push(&format!("<span class=\"task\">{mark}</span> "));
            }
            Some(Event::InlineMath(source)) => self.mathematics(at, source, false),
            Some(Event::DisplayMath(source)) => self.mathematics(at, source, true),
            Some(Event::FootnoteReference(label)) => self.note_reference(label),
            Some(Event::Html(text) | Event::InlineHtml(text)) => self.raw(at, text),
            _ => {}
        }
        at + 1
    }

    /// Whether the text at `at` is a listing of Rust.
    fn is_rust(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.page.events.get(at));
        matches!(before, Some(Event::Start(tag)) if code_language(tag) == Some("rust"))
    }

    fn code(&mut self, code: &str) {
        let before = std::mem::replace(&mut self.in_code, true);
        self.words(code);
        self.in_code = before;
    }

    /// Writes a formula, and its source where it cannot be set.
    fn mathematics(&mut self, at: usize, source: &str, display: bool) {
        match math::mathml(source, display) {
            Ok(mathml) => {
                self.push(&mathml);
                self.has_math.insert(self.part);
            }
            Err(reason) => {
                self.say(faults::mathematics(&reason), self.page.events.place(at));
                self.push("<code class=\"math\">");
                self.code(source.trim());
                self.push("</code>");
            }
        }
        self.last = None;
    }

    fn running_text(&mut self, at: usize, text: &str) {
        if text.contains("[^") {
            self.missing_notes(at);
        }
        if self.in_headline {
            return self.broken(text);
        }
        let starts_paragraph = at > 0
            && matches!(
                self.page.events.get(at - 1),
                Some(Event::Start(Tag::Paragraph))
            );
        // the indent of a paragraph is the style sheet's
        let text = match starts_paragraph {
            true => text.trim_start_matches('\u{3000}'),
            false => text,
        };
        self.words(text);
    }

    fn start(&mut self, at: usize, tag: &Tag<'_>) -> usize {
        let after = self.page.events.end_of(at) + 1;
        match tag {
            Tag::Paragraph => {
                if let Some(figure) = self.figure_at(at) {
                    self.figure(figure);
                    return after;
                }
                self.last = None;
                self.push(match self.is_verse(at) {
                    true => "<p class=\"verse\">",
                    false => "<p>",
                });
                if let Some(run_in) = self.run_in.take() {
                    self.push(&run_in);
                }
            }
            Tag::Heading { .. } => self.open_heading(at),
            Tag::BlockQuote(Some(kind)) => self.open_alert(*kind),
            Tag::BlockQuote(None) => {
                if let Some(label) = self.missing_figure_at(at) {
                    self.missing_figure(at, label);
                    return after;
                }
                self.open_container("<blockquote>\n");
            }
            Tag::CodeBlock(_) => {
                self.push("<pre><code");
                if let Some(language) = code_language(tag) {
                    self.attribute("class", &format!("language-{language}"));
                }
                self.push(">");
                self.in_code = true;
            }
            Tag::DefinitionList => self.open_container("<dl>\n"),
            Tag::DefinitionListTitle => {
                self.last = None;
                self.push("<dt>");
            }
            Tag::DefinitionListDefinition => {
                self.last = None;
                self.push("<dd>");
            }
            Tag::List(Some(1)) => self.open_container("<ol>\n"),
            Tag::List(Some(start)) => self.open_container(&format!("<ol start=\"{start}\">\n")),
            Tag::List(None) => self.open_container("<ul>\n"),
            Tag::Item => {
                self.last = None;
                self.push("<li>");
            }
            // written at the article's end
            Tag::FootnoteDefinition(_) => return after,
            Tag::Table(columns) => {
                self.columns.clone_from(columns);
                self.open_table(at);
            }
            Tag::TableHead => return self.table_head(at),
            Tag::TableRow => {
                self.column = 0;
                self.push("<tr>");
            }
            Tag::TableCell => self.open_cell(),
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link {
                dest_url, title, ..
            } => self.open_link(at, dest_url, title),
            Tag::Image { dest_url, .. } => {
                self.inline_image(at, dest_url);
                return after;
            }
            _ => {}
        }
        at + 1
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.muted = false;
                self.push("</p>\n");
            }
            TagEnd::BlockQuote(Some(_)) => self.close_container("</div>\n"),
            TagEnd::BlockQuote(None) => self.close_container("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.in_code = false;
                self.push("</code></pre>\n");
            }
            TagEnd::DefinitionList => self.close_container("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::List(true) => self.close_container("</ol>\n"),
            TagEnd::List(false) => self.close_container("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::Table => {
                if self.out.ends_with("</tr>\n") {
                    self.push("</tbody>\n");
                }
                self.close_container("</table>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.push(if self.in_table_head { "</th>" } else { "</td>" });
                self.column += 1;
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => self.close_link(),
            TagEnd::Heading(_) => self.close_heading(),
            _ => {}
        }
    }

    /// Begins a remark that GitHub's Markdown calls an alert.
    fn open_alert(&mut self, kind: BlockQuoteKind) {
        let [note, tip, important, warning, caution] = Words::of(&self.page.lang).alerts;
        let (class, name) = match kind {
            BlockQuoteKind::Note => ("note-alert", note),
            BlockQuoteKind::Tip => ("tip", tip),
            BlockQuoteKind::Important => ("important", important),
            BlockQuoteKind::Warning => ("warning", warning),
            BlockQuoteKind::Caution => ("caution", caution),
        };
        self.open_container(&format!(
            "<div class=\"alert {class}\" role=\"note\" aria-label=\"{name}\">\n<p class=\"alert-name\">{name}</p>\n"
        ));
    }

    /// Whether the paragraph at `at` is verse: three short lines or more, each ended by hand.
    fn is_verse(&self, at: usize) -> bool {
        let events = self.page.events;
        let (mut breaks, mut width) = (0, 0);
        for index in at + 1..events.end_of(at) {
            match events.get(index) {
                Some(Event::HardBreak) => {
                    breaks += 1;
                    width = 0;
                }
                Some(Event::Text(text)) => {
                    let halves = |c: char| if c.is_ascii() { 1 } else { 2 };
                    width += text.chars().map(halves).sum::<usize>();
                }
                _ => {}
            }
            if width > VERSE_LINE {
                return false;
            }
        }
        breaks >= 2
    }

    fn open_table(&mut self, at: usize) {
        self.heads.clear();
        if self.columns.len() < WIDE_TABLE {
            return self.open_container("<table>\n");
        }
        let events = self.page.events;
        let head = at + 1;
        let cells = (head..events.end_of(head))
            .filter(|&cell| matches!(events.get(cell), Some(Event::Start(Tag::TableCell))));
        self.heads = cells.map(|cell| events.words(cell)).collect();
        self.open_container("<table class=\"wide\">\n");
    }

    pub(super) fn open_container(&mut self, markup: &str) {
        self.containers += 1;
        self.push(markup);
    }

    pub(super) fn close_container(&mut self, markup: &str) {
        self.containers = self.containers.saturating_sub(1);
        self.push(markup);
    }

    /// Begins a heading, and the section it heads unless it stands within another element.
    fn open_heading(&mut self, event: usize) {
        let Some(subhead) = self.page.outline.subhead(event) else {
            return;
        };
        if self.containers == 0 {
            self.close_sections(subhead.level);
            self.sections.push(subhead.level);
            let id = self.prefixed(&subhead.id);
            self.push("<section");
            // a second region of one name helps nobody who moves from region to region
            if self.page.outline.is_first_of_its_words(subhead) {
                self.attribute("aria-labelledby", &id);
            }
            self.push(">\n");
        }
        let level = self.tag_level(subhead.level);
        self.push(&format!("<h{level}"));
        self.id(&subhead.id);
        self.push(">");
        self.headings.push(level);
        self.last = None;
    }

    fn close_heading(&mut self) {
        if let Some(level) = self.headings.pop() {
            self.push(&format!("</h{level}>\n"));
        }
    }

    /// The number in the tag of a heading of `level`.
    pub(super) fn tag_level(&self, level: u8) -> u8 {
        (level + self.page.frame.heading_shift).min(6)
    }

    /// Closes the sections of subheads at `level` or deeper.
    pub(super) fn close_sections(&mut self, level: u8) {
        while self.sections.last().is_some_and(|&open| open >= level) {
            self.sections.pop();
            self.push("</section>\n");
        }
    }

    /// Writes the head of a table, unless all of its cells are empty, and begins the body.
    fn table_head(&mut self, at: usize) -> usize {
        let end = self.page.events.end_of(at);
        self.column = 0;
        if (at..end).any(|index| {
            matches!(
                self.page.events.get(index),
                Some(Event::Text(_) | Event::Code(_))
            )
        }) {
            self.push("<thead>\n<tr>");
            self.in_table_head = true;
            self.events(at + 1..end);
            self.in_table_head = false;
            self.push("</tr>\n</thead>\n");
        }
        if matches!(
            self.page.events.get(end + 1),
            Some(Event::Start(Tag::TableRow))
        ) {
            self.push("<tbody>\n");
        }
        end + 1
    }

    fn open_cell(&mut self) {
        self.last = None;
        self.push(if self.in_table_head {
            "<th scope=\"col\""
        } else {
            "<td"
        });
        match self.columns.get(self.column) {
            Some(Alignment::Left) => self.push(" class=\"left\""),
            Some(Alignment::Center) => self.push(" class=\"center\""),
            Some(Alignment::Right) => self.push(" class=\"right\""),
            _ => {}
        }
        let head = self.heads.get(self.column).filter(|head| !head.is_empty());
        if let Some(head) = head.filter(|_| !self.in_table_head).cloned() {
            self.attribute("data-label", &head);
        }
        self.push(">");
    }
}
