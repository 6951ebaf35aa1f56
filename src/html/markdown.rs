//! Markdown → events with their places in the chapter's body.
//!
//! The home of pulldown-cmark. What the parser is told to read is the Markdown of newspapers and of
//! mdBook: tables, notes, struck-out words, task lists, heading attributes, definition lists, alerts,
//! and mathematics where there is some. Smart punctuation stays off, since it would change words that
//! stand as printed.

use super::guard::Guarded;
use pulldown_cmark::{CodeBlockKind, CowStr, LinkType, Options, Parser, TextMergeWithOffset};
use std::ops::Range;

pub(super) use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Tag, TagEnd};

/// The events of one chapter.
pub(super) struct Events<'a> {
    list: Vec<(Event<'a>, Range<usize>)>,
    /// For each start, the index of its end; for every other event its own index.
    ends: Vec<usize>,
    has_html: bool,
}

impl<'a> Events<'a> {
    /// Parses a body. Neighbouring texts, and the lines of one HTML block, are one event.
    pub(super) fn of(guarded: &'a Guarded<'_>) -> Self {
        let mut options = options();
        options.set(Options::ENABLE_MATH, guarded.math);
        let parser = Parser::new_ext(guarded.text(), options).into_offset_iter();
        let mut list: Vec<(Event<'a>, Range<usize>)> = Vec::new();
        let mut block = String::new();
        for (event, range) in TextMergeWithOffset::new(parser) {
            let range = guarded.original(range);
            match (list.last_mut(), clean(event, guarded)) {
                (Some((Event::Html(_), whole)), Event::Html(line)) => {
                    block.push_str(&line);
                    whole.end = range.end;
                }
                (_, event) => {
                    close_block(&mut list, &mut block);
                    if let Event::Html(line) = &event {
                        block.push_str(line);
                    }
                    list.push((event, range));
                }
            }
        }
        close_block(&mut list, &mut block);
        let ends = ends(&list);
        let html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
        let has_html = list.iter().any(|(event, _)| html(event));
        Self {
            list,
            ends,
            has_html,
        }
    }

    /// Whether there is any raw HTML.
    pub(super) fn has_html(&self) -> bool {
        self.has_html
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The event at `index`; nothing beyond the last.
    pub(super) fn get(&self, index: usize) -> Option<&Event<'a>> {
        self.list.get(index).map(|(event, _)| event)
    }

    /// The bytes of the body that event `index` was read from.
    pub(super) fn place(&self, index: usize) -> Range<usize> {
        self.list[index].1.clone()
    }

    /// The index of the end that belongs to the start at `index`.
    pub(super) fn end_of(&self, index: usize) -> usize {
        self.ends[index]
    }

    /// The words between the start at `index` and its end, without notes and pictures; a hard break
    /// becomes U+3000, as in a stored headline.
    pub(super) fn words(&self, index: usize) -> String {
        self.collect(index, false)
    }

    /// The words that stand in the place of an alternative text: those of pictures inside count too.
    pub(super) fn description(&self, index: usize) -> String {
        self.collect(index, true)
    }

    fn collect(&self, index: usize, pictures: bool) -> String {
        let mut words = String::new();
        let end = self.end_of(index);
        let mut at = index + 1;
        while at < end {
            match &self.list[at].0 {
                Event::Start(Tag::Image { .. }) if !pictures => at = self.end_of(at),
                Event::Text(text)
                | Event::Code(text)
                | Event::InlineMath(text)
                | Event::DisplayMath(text) => words.push_str(text),
                Event::HardBreak => words.push('\u{3000}'),
                Event::SoftBreak if self.break_is_space(at, words.chars().next_back()) => {
                    words.push(' ');
                }
                _ => {}
            }
            at += 1;
        }
        words.trim().to_owned()
    }

    /// Whether the soft break at `index`, with `before` before it, is a space between words.
    pub(super) fn break_is_space(&self, index: usize, before: Option<char>) -> bool {
        let after = self.list[index + 1..]
            .iter()
            .find_map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => Some(text.chars().next()),
                Event::InlineHtml(_) | Event::FootnoteReference(_) => None,
                Event::Start(tag) if is_inline(&tag.to_end()) => None,
                Event::End(tag) if is_inline(tag) => None,
                _ => Some(None),
            });
        match (before, after.flatten()) {
            (Some(before), Some(after)) => !crate::text::chars::joins_without_space(before, after),
            _ => false,
        }
    }
}

/// Whether the element stands within a line.
pub(super) fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// What the parser is told to read, mathematics apart.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// Gives the HTML block at the end of `list` all of its lines.
fn close_block(list: &mut [(Event<'_>, Range<usize>)], block: &mut String) {
    if let Some((Event::Html(lines), _)) = list.last_mut() {
        *lines = std::mem::take(block).into();
    }
}

fn ends(list: &[(Event<'_>, Range<usize>)]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..list.len()).collect();
    let mut open = Vec::new();
    for (index, (event, _)) in list.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(index),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = index;
                }
            }
            _ => {}
        }
    }
    ends
}

fn without_guards<'a>(words: CowStr<'a>, guarded: &Guarded<'_>) -> CowStr<'a> {
    guarded.strip(&words).map_or(words, CowStr::from)
}

/// The event without guards in any of its words.
fn clean<'a>(event: Event<'a>, guarded: &Guarded<'_>) -> Event<'a> {
    let clean = |words| without_guards(words, guarded);
    match event {
        Event::Text(words) => Event::Text(clean(words)),
        Event::Code(words) => Event::Code(clean(words)),
        Event::Html(words) => Event::Html(clean(words)),
        Event::InlineHtml(words) => Event::InlineHtml(clean(words)),
        Event::FootnoteReference(label) => Event::FootnoteReference(clean(label)),
        Event::InlineMath(source) => Event::InlineMath(clean(source)),
        Event::DisplayMath(source) => Event::DisplayMath(clean(source)),
        Event::Start(tag) => Event::Start(clean_tag(tag, clean)),
        other => other,
    }
}

fn clean_tag<'a>(tag: Tag<'a>, clean: impl Fn(CowStr<'a>) -> CowStr<'a>) -> Tag<'a> {
    match tag {
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(clean(label)),
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
            Tag::CodeBlock(CodeBlockKind::Fenced(clean(info)))
        }
        Tag::Heading {
            level,
            id,
            classes,
            attrs,
        } => Tag::Heading {
            level,
            id: id.map(clean),
            classes,
            attrs,
        },
        Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Link {
            link_type,
            dest_url: match link_type {
                LinkType::Email => format!("mailto:{}", clean(dest_url)).into(),
                _ => clean(dest_url),
            },
            title: clean(title),
            id,
        },
        Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        } => Tag::Image {
            link_type,
            dest_url: clean(dest_url),
            title: clean(title),
            id,
        },
        other => other,
    }
}

/// The language of a fenced code block: `rust` of `rust,ignore`; nothing for an indented one.
pub(super) fn code_language<'t>(tag: &'t Tag<'_>) -> Option<&'t str> {
    let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = tag else {
        return None;
    };
    // Pandoc writes `{.rust .numbers}`
    let info = info.strip_prefix("{.").unwrap_or(info);
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '#' | '.');
    let end = info.find(|c| !known(c)).unwrap_or(info.len());
    (end > 0).then(|| &info[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_say_where_they_stand_in_the_body_without_guards() {
        let body = "**“甲”**乙**“丙”**丁";
        let guarded = Guarded::new(body);
        let events = Events::of(&guarded);
        let texts: Vec<(&str, &str)> = (0..events.len())
            .filter_map(|i| match events.get(i) {
                Some(Event::Text(text)) => Some((&**text, &body[events.place(i)])),
                _ => None,
            })
            .collect();
        let same: Vec<(&str, &str)> = ["“甲”", "乙", "“丙”", "丁"].map(|t| (t, t)).into();
        assert_eq!(texts, same);
    }
}
