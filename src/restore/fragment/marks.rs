//! What one line of a page is by its marks: a row, an item, a picture, a rule, code, verse.

use crate::restore::layout::{self, Line};
use crate::text::chars::{is_closing, is_sentence_end};

/// Whether a line ends a sentence: a full stop, then closing marks.
pub(super) fn closes(line: &str) -> bool {
    let mut rest = line
        .chars()
        .rev()
        .skip_while(|&c| is_closing(c) || matches!(c, '"' | '\''));
    let closed = line
        .chars()
        .next_back()
        .is_some_and(|c| matches!(c, '”' | '」' | '』' | '）' | ')' | '"'));
    rest.next()
        .is_some_and(|c| is_sentence_end(c) || matches!(c, '：' | ':'))
        || closed && line.chars().count() < 8
}

pub(super) fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

pub(super) fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let figures = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=3).contains(&(line.len() - figures.len()))
        && (figures.starts_with(". ") || figures.starts_with(") "));
    let marks = ["- ", "* ", "+ ", "• "];
    numbered || marks.iter().any(|mark| line.starts_with(mark))
}

/// Whether a line belongs to a quotation or note as Markdown marks them.
pub(super) fn is_quoted(line: &str) -> bool {
    line.starts_with("> ") || line.starts_with("[^") && line.contains("]: ")
}

/// How many lines a fenced block of code at the start of `lines` has; 0 without one.
pub(super) fn fenced(page: &str, lines: &[Line]) -> usize {
    let line = |one: &Line| page[one.range.clone()].trim();
    let Some(fence) = layout::fence(line(&lines[0])) else {
        return 0;
    };
    let close = lines[1..].iter().position(|one| line(one) == fence);
    close.map_or(0, |at| at + 2)
}

/// How many lines of verse stand at the start of `lines`: each begins with a capital, as in prose one in
/// four does at most, or is set off by a hard break.
pub(super) fn verse(page: &str, lines: &[Line]) -> usize {
    const STANZA: usize = 6;
    let begins = |line: &&Line| {
        let text = page[line.range.clone()].trim();
        let first = text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_uppercase)
            && text.chars().filter(|c| c.is_lowercase()).count() * 2 > line.width
    };
    let capitals = lines.iter().filter(begins).count();
    if lines.len() >= STANZA && capitals * 10 >= lines.len() * 9 {
        return lines.len();
    }
    let short = lines.iter().all(|line| line.width <= 60);
    let (Some(last), true) = (lines.len().checked_sub(1), short) else {
        return 0;
    };
    let hard = lines[..last].iter().all(|line| line.hard);
    if last > 1 && hard { lines.len() } else { 0 }
}

pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ['-', '*', '_', '=']
            .iter()
            .any(|&c| line.chars().all(|x| x == c || x == ' '))
}

/// The path of a picture mark that is a line of its own, `![…](path)`.
pub(super) fn picture_path(line: &str) -> Option<String> {
    let inner = line.trim().strip_prefix("![")?.strip_suffix(')')?;
    let (_, target) = inner.split_once("](")?;
    let path = target.split_whitespace().next()?;
    (!path.contains(['(', ')'])).then(|| path.to_owned())
}
