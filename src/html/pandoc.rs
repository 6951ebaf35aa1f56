//! The common extensions of Pandoc's Markdown that the parser does not know: fenced divs, bracketed spans,
//! superscripts and subscripts, notes in the text, line blocks.
//!
//! Each becomes what the parser knows and says the same: HTML elements, a note with a label of its own, a
//! line that ends in a backslash. Only words are looked at, never code or addresses, and what is not
//! wholly one of these forms stays as it is written.

use super::markdown::options;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Changes of a text: the bytes that go, and what comes in their place; in order, none overlapping.
pub(super) type Changes = Vec<(Range<usize>, String)>;

/// The longest superscript or subscript.
const LONGEST: usize = 12;

/// How many bytes the two brackets of a span or note may stand apart: each is looked for once.
const FARTHEST: usize = 4_000;

/// What `body` has to become for the parser.
pub(super) fn changes(body: &str) -> Changes {
    let divs = body.starts_with(":::") || body.contains("\n:::");
    let lines = body.starts_with("| ") || body.contains("\n| ");
    if !divs && !lines && !body.contains("]{") && !body.contains(['^', '~']) {
        return Vec::new();
    }
    let text = Text::of(body);
    let mut all = Changes::new();
    all.extend(text.divs());
    all.extend(text.line_blocks());
    all.extend(text.notes());
    all.extend(text.spans());
    all.extend(text.raised('^', "sup"));
    all.extend(text.raised('~', "sub"));
    // of two that overlap, the one that begins first
    all.sort_by_key(|(range, _)| (range.start, range.end));
    let mut end = 0;
    all.retain(|(range, _)| {
        let free = range.start >= end;
        end = if free { range.end } else { end };
        free
    });
    all
}

/// What is read while looking: the colons of a div would begin a definition.
fn known() -> Options {
    options().difference(Options::ENABLE_DEFINITION_LIST)
}

/// A body, and which of its bytes are words.
struct Text<'b> {
    body: &'b str,
    words: Vec<Range<usize>>,
}

impl<'b> Text<'b> {
    fn of(body: &'b str) -> Self {
        let mut words = Vec::new();
        // code is text to the parser too
        let mut code = false;
        for (event, range) in Parser::new_ext(body, known()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Text(_) if !code => words.push(range),
                _ => {}
            }
        }
        // notes come last, wherever they stand
        words.sort_by_key(|range| range.start);
        Self { body, words }
    }

    fn is_word(&self, at: usize) -> bool {
        let before = self.words.partition_point(|range| range.start <= at);
        before
            .checked_sub(1)
            .is_some_and(|i| self.words[i].contains(&at))
    }

    /// Lines with their first bytes, without line ends.
    fn lines(&self) -> impl Iterator<Item = (usize, &'b str)> {
        let mut at = 0;
        self.body.split_inclusive('\n').map(move |line| {
            let start = at;
            at += line.len();
            (start, line.trim_end_matches('\n'))
        })
    }

    /// `::: {.note}` … `:::`, as far as they are in pairs.
    fn divs(&self) -> Changes {
        let mut changes = Changes::new();
        let mut open: Vec<(Range<usize>, String)> = Vec::new();
        for (start, line) in self.lines() {
            let inner = line.trim_start_matches(':');
            if line.len() - inner.len() < 3 || !self.is_word(start) {
                continue;
            }
            let whole = start..start + line.len();
            let inner = inner.trim().trim_end_matches(':').trim();
            if inner.is_empty() {
                if let Some((at, attributes)) = open.pop() {
                    changes.push((at, format!("\n<div{attributes}>\n")));
                    changes.push((whole, "\n</div>\n".to_owned()));
                }
                continue;
            }
            let list = inner
                .strip_prefix('{')
                .and_then(|inner| inner.strip_suffix('}'));
            let attributes = match list {
                Some(list) => attributes(list),
                None => attributes(&format!(".{inner}")),
            };
            open.extend(attributes.map(|attributes| (whole, attributes)));
        }
        changes
    }

    /// `[words]{.class}`.
    fn spans(&self) -> Changes {
        let mut changes = Changes::new();
        for (close, _) in self.body.match_indices("]{") {
            let rest = &self.body[close + 2..];
            let rest = &rest[..rest.floor_char_boundary(FARTHEST)];
            let list = rest.split_once('}').map(|(list, _)| list);
            let list = list.filter(|list| !list.contains('\n'));
            let Some((list, open)) = list.and_then(|list| Some((list, self.opening(close)?)))
            else {
                continue;
            };
            let before = self.body[..open].chars().next_back();
            let Some(attributes) = attributes(list).filter(|_| !matches!(before, Some('!' | '^')))
            else {
                continue;
            };
            changes.push((open..open + 1, format!("<span{attributes}>")));
            changes.push((close..close + 2 + list.len() + 1, "</span>".to_owned()));
        }
        changes
    }

    /// The `[` of the `]` at `close`, in the same paragraph.
    fn opening(&self, close: usize) -> Option<usize> {
        if !self.is_word(close) {
            return None;
        }
        let window = self
            .body
            .floor_char_boundary(close.saturating_sub(FARTHEST));
        let from = self.body[window..close].rfind("\n\n");
        let from = window + from.unwrap_or(0);
        let mut depth = 0;
        for (at, c) in self.body[from..close].char_indices().rev() {
            match c {
                ']' => depth += 1,
                '[' if depth > 0 => depth -= 1,
                '[' => return self.is_word(from + at).then_some(from + at),
                _ => {}
            }
        }
        None
    }

    /// `x^2^`, `H~2~O`: a few letters and figures behind a letter or figure. A range, 3~5, is none.
    fn raised(&self, mark: char, element: &str) -> Changes {
        let mut changes = Changes::new();
        let mut from = 0;
        while let Some(found) = self.body[from..].find(mark) {
            let at = from + found;
            from = at + 1;
            let rest = &self.body[from..];
            let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ',');
            let length = rest.find(|c| !inner(c)).unwrap_or(rest.len());
            let base = self.body[..at].chars().next_back();
            let base = base.is_some_and(|c| match mark {
                '~' => c.is_ascii_alphabetic() || c == ')',
                _ => c.is_alphanumeric() || c == ')',
            });
            let end = from + length;
            let closes = (1..=LONGEST).contains(&length) && rest[length..].starts_with(mark);
            let twice = self.body[end..].chars().nth(1) == Some(mark);
            if base && closes && !twice && self.is_word(at) && self.is_word(end) {
                changes.push((at..from, format!("<{element}>")));
                changes.push((end..end + 1, format!("</{element}>")));
                from = end + 1;
            }
        }
        changes
    }

    /// `^[a note]`.
    fn notes(&self) -> Changes {
        let mut changes = Changes::new();
        let mut notes = String::new();
        let mut done = 0;
        for (at, _) in self.body.match_indices("^[") {
            if at < done || !self.is_word(at) || !self.is_word(at + 1) {
                continue;
            }
            let Some(length) = closing(&self.body[at + 2..]) else {
                continue;
            };
            let words = self.body[at + 2..at + 2 + length].replace('\n', " ");
            let number = changes.len() + 1;
            done = at + 2 + length + 1;
            changes.push((at..done, format!("[^inline-note-{number}]")));
            notes += &format!("\n\n[^inline-note-{number}]: {words}\n");
        }
        if !notes.is_empty() && !self.body.contains("[^inline-note-") {
            changes.push((self.body.len()..self.body.len(), notes));
            return changes;
        }
        Changes::new()
    }

    /// Lines that begin with `| `, each of them a line of its own.
    fn line_blocks(&self) -> Changes {
        let mut changes = Changes::new();
        let mut last: Option<usize> = None;
        for (start, line) in self.lines() {
            let words = line.strip_prefix("| ").filter(|_| self.is_word(start));
            let Some(words) = words else {
                last = None;
                continue;
            };
            if let Some(end) = last {
                changes.push((end..end, "\\".to_owned()));
            }
            let indent = words.len() - words.trim_start_matches(' ').len();
            changes.push((start..start + 2 + indent, "\u{a0}".repeat(indent)));
            last = Some(start + line.len());
        }
        changes
    }
}

/// Where the bracket closes that was opened before `text`, in the same paragraph.
fn closing(text: &str) -> Option<usize> {
    let text = &text[..text.floor_char_boundary(FARTHEST)];
    let text = text.split("\n\n").next().unwrap_or(text);
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return Some(at),
            ']' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `.a .b #c lang=en` as attributes of HTML; nothing for anything else.
fn attributes(list: &str) -> Option<String> {
    let plain = |text: &str| {
        let known = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !text.is_empty() && text.chars().all(known)
    };
    let (mut classes, mut more) = (Vec::new(), String::new());
    for word in list.split_whitespace() {
        if let Some(class) = word.strip_prefix('.').filter(|class| plain(class)) {
            classes.push(class);
        } else if let Some(id) = word.strip_prefix('#').filter(|id| plain(id)) {
            more += &format!(" id=\"{id}\"");
        } else {
            let (key, value) = word.split_once('=')?;
            let value = value.trim_matches('"');
            if !plain(key) || !plain(value) {
                return None;
            }
            // other keys are for filters of pandoc's
            if key == "lang" {
                more += &format!(" lang=\"{value}\"");
            }
        }
    }
    if classes.is_empty() && list.trim().is_empty() {
        return None;
    }
    let classes = match classes[..] {
        [] => String::new(),
        _ => format!(" class=\"{}\"", classes.join(" ")),
    };
    Some(classes + &more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(body: &str) -> String {
        let mut out = body.to_owned();
        for (range, new) in changes(body).into_iter().rev() {
            out.replace_range(range, &new);
        }
        out
    }

    #[test]
    fn extensions_become_what_the_parser_knows() {
        for (body, new) in [
            (
                "::: {.note #a}\n字\n:::\n",
                "\n<div class=\"note\" id=\"a\">\n\n字\n\n</div>\n\n",
            ),
            (
                "[小 **字**]{.small lang=zh}",
                "<span class=\"small\" lang=\"zh\">小 **字**</span>",
            ),
            ("H~2~O 与 x^2^。", "H<sub>2</sub>O 与 x<sup>2</sup>。"),
            (
                "字^[注 [a](b)]。",
                "字[^inline-note-1]。\n\n[^inline-note-1]: 注 [a](b)\n",
            ),
            ("| 一行\n|   两行\n", "一行\\\n\u{a0}\u{a0}两行\n"),
        ] {
            assert_eq!(changed(body), new);
        }
    }

    #[test]
    fn many_brackets_cost_what_each_does() {
        // minutes, if each looked to the end of its line
        assert!(changes(&"字]{a".repeat(300_000)).is_empty());
    }

    #[test]
    fn everything_else_stays() {
        for body in [
            "::: {.note}\n没有结束\n",
            ":::\n",
            "`[a]{.b} x^2^`\n\n```\n::: a\n:::\n| a\n```\n",
            "[a](b){.c d}",
            "3~5天，10~15度，a ~~b~~ c",
            "[^1]\n\n[^1]: 注\n",
            "| a | b |\n|---|---|\n| c | d |\n",
            "![图]{.a} 2^10",
            "[甲]{乙}",
        ] {
            assert_eq!(changed(body), body);
        }
    }
}
