//! One block of an article as Markdown.

use super::escape::{Context, escape};
use crate::restore::{Block, Picture};
use crate::text::chars::joins_without_space;
use crate::text::{Lang, Traced};

/// The Markdown of `block`, without a line feed at its end; empty when there is nothing in it.
pub(super) fn block(block: &Block, lang: &Lang) -> Traced {
    match block {
        Block::Paragraph(text) => escape(&one_line(text), Context::Line),
        Block::Subhead(text) => heading("## ", text),
        Block::Caption(text) => missing(text, lang),
        Block::Picture(picture) => image(picture),
        Block::Lines(text) => lines(text),
        Block::PageBreak(label) => Traced::markup(&format!("<!-- page {label} -->")),
    }
}

/// A heading: `mark` and the words on one line.
pub(super) fn heading(mark: &str, text: &Traced) -> Traced {
    marked(mark, &escape(&one_line(text), Context::Heading))
}

/// `mark` before `text`; nothing before nothing.
fn marked(mark: &str, text: &Traced) -> Traced {
    if text.is_empty() {
        return Traced::default();
    }
    let mut out = Traced::markup(mark);
    out.push(text);
    out
}

/// A picture that is not there: its words in a quotation, after a mark that says so.
fn missing(text: &Traced, lang: &Lang) -> Traced {
    let mark = if lang.is_wide() {
        "> 【图】"
    } else {
        "> [Photo] "
    };
    marked(mark, &escape(&one_line(text), Context::Inline))
}

/// `![caption](images/x.jpg "credit")`.
fn image(picture: &Picture) -> Traced {
    let mut out = Traced::markup("![");
    if let Some(caption) = &picture.caption {
        let caption = escape(&one_line(caption), Context::Inline);
        out.push(&backslashed(&caption, &['[', ']']));
    }
    let path = &picture.path;
    let plain = !path.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>'));
    out.push(&Traced::markup(&if plain {
        format!("]({path}")
    } else {
        format!("](<{path}>")
    }));
    if let Some(credit) = &picture.credit {
        out.push(&Traced::markup(" \""));
        out.push(&backslashed(&one_line(credit), &['"', '\\', '&', '<']));
        out.push(&Traced::markup("\""));
    }
    out.push(&Traced::markup(")"));
    out
}

/// `text` with a backslash before each of `marks` that has none yet.
fn backslashed(text: &Traced, marks: &[char]) -> Traced {
    let words = text.as_str();
    let mut out = Traced::default();
    let mut done = 0;
    let mut escaped = false;
    for (i, c) in words.char_indices() {
        if marks.contains(&c) && !escaped {
            out.push(&text.slice(done..i));
            out.push(&Traced::markup("\\"));
            done = i;
        }
        escaped = c == '\\' && !escaped && !marks.contains(&'\\');
    }
    out.push(&text.slice(done..words.len()));
    out
}

/// Lines whose breaks mean something. A table or a list is Markdown already; other lines keep their
/// breaks by a backslash at each end.
fn lines(text: &Traced) -> Traced {
    let text = text.trimmed();
    if text.as_str().lines().all(is_marked) || is_code(text.as_str()) {
        return text;
    }
    let quoted = text.as_str().lines().all(|line| mark(line) > 0);
    let mut out = Traced::default();
    let mut start = 0;
    for line in text.as_str().split_inclusive('\n') {
        let words = text.slice(start..start + line.len()).trimmed();
        start += line.len();
        if words.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(&Traced::markup(if quoted { "\n" } else { "\\\n" }));
        }
        let mark = if quoted { mark(words.as_str()) } else { 0 };
        out.push(&words.slice(0..mark));
        let words = words.slice(mark..words.len());
        out.push(&escape(&words, Context::Line));
    }
    out
}

/// Whether `text` is a fenced block of code, closed by the mark that opens it.
fn is_code(text: &str) -> bool {
    let fence = ["```", "~~~"].iter().find(|mark| text.starts_with(**mark));
    let closed = |mark: &&str| text.lines().count() > 1 && text.ends_with(&format!("\n{mark}"));
    fence.is_some_and(closed)
}

/// How long the mark of a quotation (`> `) or note (`[^1]: `) at the start of `line` is; 0 without one.
fn mark(line: &str) -> usize {
    if line.starts_with("> ") {
        return 2;
    }
    let label = line
        .strip_prefix("[^")
        .and_then(|rest| rest.split_once("]: "));
    match label {
        Some((name, _)) if !name.is_empty() && name.chars().all(char::is_alphanumeric) => {
            name.len() + "[^]: ".len()
        }
        _ => 0,
    }
}

/// Whether `line` is a row of a table, an item of a list, or goes on with one.
fn is_marked(line: &str) -> bool {
    let words = line.trim_start();
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let item = ["- ", "* ", "+ "]
        .iter()
        .any(|mark| words.starts_with(mark));
    let numbered = digits > 0
        && [". ", ") "]
            .iter()
            .any(|mark| words[digits..].starts_with(mark));
    words.starts_with('|') || item || numbered || (line.starts_with("  ") && !words.is_empty())
}

/// `text` on one line, without white space at its ends: a line feed becomes a space, or nothing
/// beside Han.
pub(super) fn one_line(text: &Traced) -> Traced {
    let text = text.trimmed();
    if !text.as_str().contains('\n') {
        return text;
    }
    let mut out = Traced::default();
    let mut start = 0;
    for line in text.as_str().split_inclusive('\n') {
        let words = text.slice(start..start + line.len()).trimmed();
        start += line.len();
        let ends = out
            .as_str()
            .chars()
            .next_back()
            .zip(words.as_str().chars().next());
        if ends.is_some_and(|(a, b)| !joins_without_space(a, b)) {
            out.push(&Traced::markup(" "));
        }
        out.push(&words);
    }
    out
}
