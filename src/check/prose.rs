//! The words of a Markdown body, without what only looks like words.

use std::ops::Range;

/// What stands in the place of code, addresses and tags: neither a blank nor a letter, one byte, so
/// that places stay the same.
const HIDDEN: u8 = 0;

/// A body with its code, addresses and tags blotted out, and where its paragraphs are.
pub(super) struct Prose {
    /// As long as the body, byte for byte.
    pub text: String,
    /// Paragraphs, headings, list items and rows, in order; bytes of `text`.
    pub paragraphs: Vec<Range<usize>>,
}

impl Prose {
    /// The prose of a Markdown `body`.
    ///
    /// This is no Markdown parser: it knows fences, code spans, addresses, tags and comments, and
    /// where a block begins, which is what a rule about words needs.
    pub fn of(body: &str) -> Self {
        let mut text = body.as_bytes().to_vec();
        let fences = fences(body);
        for range in &fences {
            hide(&mut text, range.clone());
        }
        for range in inline(body, &fences) {
            hide(&mut text, range);
        }
        let text = String::from_utf8(text).unwrap_or_else(|_| body.to_owned());
        let paragraphs = paragraphs(&text);
        Self { text, paragraphs }
    }

    /// The words of each paragraph and where they begin.
    pub fn each(&self) -> impl Iterator<Item = (usize, &str)> {
        let ranges = self.paragraphs.iter();
        ranges.map(|range| (range.start, &self.text[range.clone()]))
    }
}

/// Blots `range` out, line ends excepted.
fn hide(text: &mut [u8], range: Range<usize>) {
    for byte in text[range].iter_mut().filter(|byte| **byte != b'\n') {
        *byte = HIDDEN;
    }
}

/// Each run of `text` that begins with a character of one kind and goes on as `goes_on` says of its
/// first character and each other one; with its first byte.
pub(super) fn runs(
    text: &str,
    begins: impl Fn(char) -> bool,
    goes_on: impl Fn(char, char) -> bool,
) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(&begins)?;
        let run = &text[start..];
        let first = run.chars().next()?;
        let end = run.find(|c| !goes_on(first, c)).unwrap_or(run.len());
        at = start + end.max(first.len_utf8());
        Some((start, &text[start..at]))
    })
}

/// The Latin words of `text` with their first bytes.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let letter = |c: char| c.is_ascii_alphabetic();
    runs(text, letter, move |_, c| letter(c))
}

/// Each line with its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line)
    })
}

/// Fenced code (CommonMark 0.31 §4.5), fences included.
fn fences(body: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    for (at, line) in lines(body) {
        let trimmed = line.trim();
        match open {
            None => open = fence(trimmed).map(|mark| (at, mark)),
            Some((start, mark)) => {
                let rest = trimmed.trim_start_matches(['`', '~']);
                let closes = trimmed.starts_with(mark) && rest.is_empty();
                if closes {
                    found.push(start..at + line.len());
                    open = None;
                }
            }
        }
    }
    found.extend(open.map(|(start, _)| start..body.len()));
    found
}

fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))
}

/// Code spans, addresses of links and pictures, tags and comments outside `fences`.
fn inline(body: &str, fences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut fences = fences.iter().peekable();
    let mut at = 0;
    while at < body.len() {
        if let Some(fence) = fences.next_if(|fence| fence.start <= at) {
            at = fence.end.max(at);
            continue;
        }
        let rest = &body[at..];
        let length = opaque(rest);
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    found
}

/// The length of what is no prose at the start of `rest`; 0 when it is prose.
fn opaque(rest: &str) -> usize {
    // most characters are words: the line is looked at only where something may begin
    if !rest.starts_with(['\\', '`', '<', '!', '[', ']', 'h']) {
        return 0;
    }
    let line = rest.split('\n').next().unwrap_or(rest);
    let up_to = |end: &str| line.find(end).map_or(0, |i| i + end.len());
    if rest.starts_with('\\') {
        return rest.chars().take(2).map(char::len_utf8).sum();
    }
    if rest.starts_with('`') {
        let ticks = rest.len() - rest.trim_start_matches('`').len();
        let close = rest[ticks..].find(&rest[..ticks]);
        return close.map_or(ticks, |i| ticks + i + ticks);
    }
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(0, |i| i + 3);
    }
    if rest.starts_with("![") {
        return 2;
    }
    if rest.starts_with("](") {
        return address(line);
    }
    if rest.starts_with("[^") {
        return up_to("]");
    }
    let tag = rest.starts_with('<')
        && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
    if tag { up_to(">") } else { bare_address(line) }
}

/// The length of `](address "title")`; the title is prose, but a short one is no great loss.
fn address(line: &str) -> usize {
    let mut depth = 0;
    for (i, c) in line.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return i + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    1
}

/// The length of an address that stands in the text as it is.
fn bare_address(line: &str) -> usize {
    if !line.starts_with("http://") && !line.starts_with("https://") {
        return 0;
    }
    let end = line.find(|c: char| !c.is_ascii_graphic());
    end.unwrap_or(line.len())
}

/// Runs of lines that belong together: a blank line, or the mark of a block, begins a new one.
fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (at, line) in lines(text) {
        let end = at + line.trim_end().len();
        if line.trim_matches(['\0', ' ', '\n', '\r', '>']).is_empty() {
            open = false;
        } else if let Some(last) = found.last_mut().filter(|_| open && !begins_block(line)) {
            last.end = end;
        } else {
            found.push(at..end);
            open = !line.starts_with('#');
        }
    }
    found
}

fn begins_block(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '>']);
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let marks = ["#", "|", "- ", "* ", "+ "];
    marks.iter().any(|mark| line.starts_with(mark))
        || (digits > 0 && line[digits..].starts_with(['.', ')']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> Vec<String> {
        let prose = Prose::of(body);
        assert_eq!(prose.text.len(), body.len());
        prose
            .each()
            .map(|(_, text)| text.replace('\0', "·"))
            .collect()
    }

    #[test]
    fn code_and_addresses_are_blotted_out() {
        let body = "见 `a,b` 和[此](x.md)，<b>粗</b>。\n\n```\n代码, 不看\n```\n\n尾";
        assert_eq!(shown(body), ["见 ····· 和[此·······，···粗····。", "尾"]);
    }

    #[test]
    fn blocks_stand_alone() {
        let body = "# 题\n文\n续\n\n- 一\n- 二\n> 引\n\n| 甲 | 乙 |\n|---|---|\n";
        let lines = [
            "# 题",
            "文\n续",
            "- 一",
            "- 二\n> 引",
            "| 甲 | 乙 |",
            "|---|---|",
        ];
        assert_eq!(shown(body), lines);
    }

    #[test]
    fn an_open_code_span_hides_its_ticks_only() {
        assert_eq!(shown("`好"), ["·好"]);
    }
}
