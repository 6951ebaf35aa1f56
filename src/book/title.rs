//! The title of a chapter: its first heading's words, or its own first words.
//!
//! Only the few lines that matter are parsed, since every build asks this of every chapter.

use crate::chapter::Chapter;
use crate::text::chars::{is_cjk_punctuation, is_han};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The width of first words that stand for a title: a Han character takes two.
const FIRST_WORDS: usize = 40;

/// The words of the level-1 heading that `chapter` begins with, and the line of its file.
pub(super) fn leading_heading(chapter: &Chapter) -> Option<(String, usize)> {
    let (block, line) = blocks(&chapter.body).next()?;
    let (level, words) = heading(block)?;
    (level == 1 && !words.is_empty()).then_some((words, chapter.body_line + line))
}

/// The words of the first level-1 heading of `body`, or of the heading that it begins with, whatever
/// its level. A subhead further down is no title: an article may be without a headline.
pub(super) fn first_heading(body: &str) -> Option<String> {
    let mut fence = None;
    blocks(body).enumerate().find_map(|(i, (block, _))| {
        let was_open = fence.is_some();
        follow_fences(block, &mut fence);
        let (level, words) = heading(block)?;
        let names = (level == 1 || i == 0) && !was_open && !words.is_empty();
        names.then_some(words)
    })
}

/// The first words of `body` and `…`, for an article without a headline.
pub fn first_words(body: &str) -> Option<String> {
    let text = blocks(body).find_map(|(block, _)| {
        let words = plain(block);
        words.chars().any(char::is_alphanumeric).then_some(words)
    })?;
    Some(shorten(&text))
}

/// `text` up to the width of a contents line, and `…`; a Latin word is not cut in two.
pub fn shorten(text: &str) -> String {
    let text = text.trim();
    let mut width = 0;
    let cut = text.char_indices().find(|&(_, c)| {
        width += if is_han(c) || is_cjk_punctuation(c) {
            2
        } else {
            1
        };
        width > FIRST_WORDS
    });
    let Some((cut, next)) = cut else {
        let end = text.trim_end_matches(['。', '.', '…', '，', ',']);
        return format!("{end}…");
    };
    let mut end = cut;
    let inside_word = |c: char| c.is_alphanumeric() && !is_han(c);
    if inside_word(next) {
        let start = text[..cut].trim_end_matches(inside_word).len();
        end = if start > 0 { start } else { cut };
    }
    let kept = text[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && !is_closer(c));
    format!("{kept}…")
}

fn is_closer(c: char) -> bool {
    crate::text::chars::is_closing(c)
}

/// The runs of non-blank lines of `body` and the line each begins on, from 0; comments left out.
fn blocks(body: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = body;
    let mut line = 0;
    std::iter::from_fn(move || {
        loop {
            let blank = blank_lines(rest);
            line += rest[..blank].matches('\n').count();
            rest = &rest[blank..];
            if rest.is_empty() {
                return None;
            }
            let end = if rest.starts_with("<!--") {
                rest.find("-->").map_or(rest.len(), |i| i + 3)
            } else {
                block_end(rest)
            };
            let (block, after) = rest.split_at(end);
            let begins = line;
            line += block.matches('\n').count();
            rest = after;
            if !block.starts_with("<!--") {
                return Some((block, begins));
            }
        }
    })
}

/// The length of the blank lines that `text` begins with.
fn blank_lines(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    lines
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum()
}

fn block_end(text: &str) -> usize {
    let lines = text.split_inclusive('\n');
    lines
        .take_while(|line| !line.trim().is_empty())
        .map(str::len)
        .sum()
}

/// Remembers whether a fenced code block is open after `block`.
fn follow_fences(block: &str, fence: &mut Option<String>) {
    for line in block.lines() {
        let line = line.trim_start();
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = line.chars().take_while(|c| Some(*c) == mark).count();
        match fence {
            Some(open) if length >= open.len() && line.starts_with(open.as_str()) => *fence = None,
            None if length >= 3 => *fence = Some(line[..length].to_owned()),
            _ => {}
        }
    }
}

/// The level and words of `block` when it begins with a heading.
fn heading(block: &str) -> Option<(u8, String)> {
    let atx = block.trim_start().starts_with('#');
    let setext = block.lines().nth(1).is_some_and(is_underline);
    if !atx && !setext {
        return None;
    }
    if let Some(found) = plain_heading(block) {
        return Some(found);
    }
    let mut events = Parser::new_ext(block, Options::ENABLE_HEADING_ATTRIBUTES);
    match events.next()? {
        Event::Start(Tag::Heading { level, .. }) => Some((level as u8, words(events))),
        _ => None,
    }
}

/// The level and words of a heading of `#` in which no character means anything: every build asks this
/// of every chapter, and the parser would look at more.
fn plain_heading(block: &str) -> Option<(u8, String)> {
    let line = block.lines().next()?;
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let means = |c: char| "\\`*_[]<>&!{}#\t".contains(c);
    let plain = (1..=6).contains(&level) && words.starts_with(' ') && !words.contains(means);
    plain.then(|| (level as u8, words.trim().to_owned()))
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
}

fn plain(block: &str) -> String {
    words(Parser::new_ext(block, Options::empty()))
}

/// The words of the first block of `events`, without pictures and notes.
fn words<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut out = String::new();
    let mut pictures = 0;
    for event in events {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph) => break,
            Event::Text(text) | Event::Code(text) if pictures == 0 => out.push_str(&text),
            Event::SoftBreak => out.push(' '),
            Event::HardBreak => out.push('\u{3000}'),
            Event::InlineHtml(tag) if tag.starts_with("<br") => out.push('\u{3000}'),
            _ => {}
        }
    }
    without_notes(&out).trim().to_owned()
}

/// `text` without `[^1]`: a note's text stands elsewhere, so the parser did not know it.
fn without_notes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("[^") {
        let label = rest[start..].find(']');
        let label = label.filter(|&end| !rest[start..start + end].contains(' '));
        let Some(end) = label else { break };
        out.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leading(body: &str) -> Option<(String, usize)> {
        leading_heading(&Chapter {
            body: body.to_owned(),
            body_line: 5,
            ..Chapter::default()
        })
    }

    #[test]
    fn a_leading_heading_gives_its_words_and_line() {
        let body = "\n<!-- from\nhand -->\n\n# 铅字　*与* `油墨`[^1] {#top}\n\n正文。\n";
        assert_eq!(leading(body), Some(("铅字　与 油墨".to_owned(), 9)));
        assert_eq!(
            leading("标题\n====\n\n正文\n"),
            Some(("标题".to_owned(), 5))
        );
        assert_eq!(leading("## 小标题\n"), None);
        assert_eq!(leading("正文\n\n# 后面\n"), None);
    }

    #[test]
    fn a_subhead_further_down_is_no_title() {
        assert_eq!(first_heading("先有话。\n\n## 然后\n"), None);
        assert_eq!(
            first_heading("先有话。\n\n# 然后\n").as_deref(),
            Some("然后")
        );
        assert_eq!(first_heading("## 开头\n").as_deref(), Some("开头"));
        let code = "```\n\n# 不是标题\n\n```\n\n# 是标题\n";
        assert_eq!(first_heading(code).as_deref(), Some("是标题"));
        assert_eq!(first_heading("没有\n"), None);
    }

    #[test]
    fn first_words_end_in_an_ellipsis() {
        assert_eq!(first_words("\n昨日清晨。\n").as_deref(), Some("昨日清晨…"));
        let long = "排字工人把最后一枚铅字放进版框，印刷机重新转动起来，油墨的气味飘满车间。";
        assert_eq!(shorten(long), "排字工人把最后一枚铅字放进版框，印刷机重…");
        let english = "Nobody in the composing room had heard the bell";
        assert_eq!(shorten(english), "Nobody in the composing room had heard…");
        assert_eq!(first_words("---\n\n![](x.png)\n"), None);
    }
}
