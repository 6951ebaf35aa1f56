//! The events of a chapter → XHTML.

use super::markdown::{Alignment, Event, Tag, TagEnd, code_language};
use super::writer::Writer;
use std::ops::Range;

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
        match page.events.get(at) {
            Some(Event::Start(tag)) => return self.start(at, tag),
            Some(Event::End(tag)) => self.end(tag),
            Some(Event::Text(text)) => self.running_text(at, text),
            Some(Event::Code(code)) => {
                self.push("<code>");
                self.words(code);
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
            Some(Event::FootnoteReference(label)) => self.note_reference(label),
            Some(Event::Html(text) | Event::InlineHtml(text)) => self.raw(at, text),
            _ => {}
        }
        at + 1
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
                self.push("<p>");
                if let Some(run_in) = self.run_in.take() {
                    self.push(&run_in);
                }
            }
            Tag::Heading { .. } => self.open_heading(at),
            Tag::BlockQuote(_) => {
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
                self.open_container("<table>\n");
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
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::BlockQuote(_) => self.close_container("</blockquote>\n"),
            TagEnd::CodeBlock => self.push("</code></pre>\n"),
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
        self.push(">");
    }
}
