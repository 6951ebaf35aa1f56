//! `SUMMARY.md` as it is written, in mdBook's grammar.
//!
//! An optional title; chapters as links, in lists that nest by indentation or on lines of their own
//! before and after the lists; headings that open a part; rules between chapters; `[x]()` for a
//! chapter still to be written. What mdBook passes over is passed over here too, with a note.

use super::paths::percent_decoded;
use crate::diagnostic::{Diagnostic, Location};
use crate::say;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What a `SUMMARY.md` says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Summary {
    /// Its title, when it begins with one.
    pub title: Option<String>,
    /// Its lines in order.
    pub lines: Vec<Line>,
}

/// One line of a `SUMMARY.md`.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    Part(String),
    Link(Link),
    Separator,
}

/// A chapter as it is listed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    pub title: String,
    /// The path as written, escapes decoded; empty for a chapter still to be written.
    pub path: String,
    /// Nesting depth, from 0.
    pub depth: usize,
    /// Where it stands in the file.
    pub range: Range<usize>,
}

/// Reads `text`, the content of `file`; notes about what is passed over go to `notes`.
pub(super) fn parse(text: &str, file: &str, notes: &mut Vec<Diagnostic>) -> Summary {
    let mut state = State {
        summary: Summary::default(),
        text,
        file,
        notes,
        lists: 0,
        item_has_link: Vec::new(),
        passed_over: None,
        fresh: true,
    };
    let mut events = Parser::new_ext(text, Options::empty()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        state.take(event, range, &mut events);
    }
    state.pass_over();
    state.summary
}

struct State<'a> {
    summary: Summary,
    text: &'a str,
    file: &'a str,
    notes: &'a mut Vec<Diagnostic>,
    /// How many lists are open.
    lists: usize,
    /// Of each open list item, whether its link was met: it has only one.
    item_has_link: Vec<bool>,
    /// The bytes of the last run of words outside links, for one note a run.
    passed_over: Option<Range<usize>>,
    /// Nothing but comments was met yet: the next heading is the title.
    fresh: bool,
}

impl<'a> State<'a> {
    fn take(
        &mut self,
        event: Event<'a>,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
    ) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                let title = words(events, |end| matches!(end, TagEnd::Heading(_)));
                self.heading(title);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let title = words(events, |end| matches!(end, TagEnd::Link));
                self.link(title, percent_decoded(&dest_url), range);
            }
            Event::Start(Tag::Image { .. }) => {
                words(events, |end| matches!(end, TagEnd::Image));
                self.other(range);
            }
            Event::Start(Tag::List(_)) => {
                self.fresh = false;
                self.lists += 1;
            }
            Event::End(TagEnd::List(_)) => self.lists -= 1,
            Event::Start(Tag::Item) => self.item_has_link.push(false),
            Event::End(TagEnd::Item) => {
                self.item_has_link.pop();
            }
            Event::Rule => {
                self.fresh = false;
                self.summary.lines.push(Line::Separator);
            }
            Event::Text(words) if words.trim().is_empty() => {}
            Event::Text(_) | Event::Code(_) => self.other(range),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock) => self.pass_over(),
            // the rest is structure, or comments in HTML
            _ => {}
        }
    }

    fn heading(&mut self, title: String) {
        if self.fresh && self.summary.title.is_none() {
            self.summary.title = Some(title);
        } else {
            self.summary.lines.push(Line::Part(title));
        }
        self.fresh = false;
    }

    fn link(&mut self, title: String, path: String, range: Range<usize>) {
        self.fresh = false;
        if let Some(has_link) = self.item_has_link.last_mut() {
            if *has_link {
                return self.other(range);
            }
            *has_link = true;
        }
        self.summary.lines.push(Line::Link(Link {
            title,
            path: path.trim().to_owned(),
            depth: self.lists.saturating_sub(1),
            range,
        }));
    }

    /// Words that are no chapter.
    fn other(&mut self, range: Range<usize>) {
        self.fresh = false;
        match &mut self.passed_over {
            Some(open) if !self.text[open.end..range.start].contains('\n') => open.end = range.end,
            _ => {
                self.pass_over();
                self.passed_over = Some(range);
            }
        }
    }

    fn pass_over(&mut self) {
        let Some(range) = self.passed_over.take() else {
            return;
        };
        let words: String = self.text[range.clone()].chars().take(20).collect();
        let message = say!(
            "`{words}` is no link to a chapter and is passed over",
            "`{words}` 不是章节链接，已跳过"
        );
        let note = Diagnostic::note("book/summary-ignored", message);
        let at = Location::within(self.file, self.text, range);
        self.notes.push(note.at(at).cure(say!(
            "write a chapter as `- [title](file.md)`",
            "章节请写成 `- [标题](文件.md)`"
        )));
    }
}

/// The plain words up to the end that `is_end` tells.
fn words<'a>(
    events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>,
    is_end: impl Fn(&TagEnd) -> bool,
) -> String {
    let mut out = String::new();
    for (event, _) in events {
        match event {
            Event::End(end) if is_end(&end) => break,
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line as one short string, and what was said.
    fn read(text: &str) -> (Option<String>, Vec<String>, Vec<String>) {
        let mut notes = Vec::new();
        let summary = parse(text, "SUMMARY.md", &mut notes);
        let lines = summary.lines.iter().map(|line| match line {
            Line::Part(title) => format!("# {title}"),
            Line::Separator => "---".to_owned(),
            Line::Link(link) => format!("{}{}={}", ">".repeat(link.depth), link.title, link.path),
        });
        let said = notes.iter().map(|note| note.message.en.clone());
        (summary.title, lines.collect(), said.collect())
    }

    #[test]
    fn the_whole_grammar() {
        let text = "# Summary\n\n[前言](preface.md)\n[凡例](notes.md)\n\n## 第1版：要闻\n\n- [一](a.md)\n  - [二](<b c.md>)\n- [三]()\n\n---\n\n* [`四` **五**](%E7%AB%A0.md)\n\n[后记](end.md)\n";
        let (title, lines, said) = read(text);
        assert_eq!(title.as_deref(), Some("Summary"));
        let expected = [
            "前言=preface.md",
            "凡例=notes.md",
            "# 第1版：要闻",
            "一=a.md",
            ">二=b c.md",
            "三=",
            "---",
            "四 五=章.md",
            "后记=end.md",
        ];
        assert_eq!(lines, expected);
        assert_eq!(said, [""; 0]);
    }

    #[test]
    fn a_heading_after_the_first_words_is_a_part() {
        let (title, lines, _) =
            read("<!-- by hand -->\n\n- [一](a.md)\n\n# 第2版\n\n- [二](b.md)\n");
        assert_eq!(title, None);
        assert_eq!(lines, ["一=a.md", "# 第2版", "二=b.md"]);
    }

    #[test]
    fn what_is_passed_over_is_said() {
        let (_, lines, said) = read("# 目录\n\n- [一](a.md) 已校\n- 待写的 *稿子*\n");
        assert_eq!(lines, ["一=a.md"]);
        assert_eq!(said.len(), 2);
        assert!(
            said[0].starts_with("`已校`") || said[0].starts_with("` 已校`"),
            "{said:?}"
        );
    }

    #[test]
    fn escaped_brackets_belong_to_the_title() {
        let (_, lines, _) = read("- [\\[快讯\\] 开印](a.md)\n");
        assert_eq!(lines, ["[快讯] 开印=a.md"]);
    }
}
