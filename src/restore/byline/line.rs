//! Signeds on a line of their own, and at the end of a paragraph.

use super::credits::{credits, separators};
use super::lead::head;
use super::{Found, Signed, bracketed, english};
use crate::text::Traced;
use std::ops::Range;

/// A byline has no more characters than this.
const LONGEST: usize = 90;

/// Marks that stand before a byline; OCR reads `□` as one of the last three.
const MARKS: &[char] = &['□', '■', '●', '◆', '▲', '○', '◎'];
const MISREAD: &[char] = &['口', '囗', 'ロ'];

/// Reads `text`, a whole block, as a byline.
pub(in crate::restore) fn line(text: &Traced) -> Option<Signed> {
    let words = text.as_str();
    if words.chars().count() > LONGEST {
        return None;
    }
    if let Some(found) = english::line(words) {
        return Some(Signed::new(text, None, Some(0..words.len()), &found));
    }
    dispatch(text).or_else(|| {
        let range = trimmed(words, 0..words.len());
        let found = signed(words, range.clone()).or_else(|| in_brackets(words, range))?;
        Some(Signed::new(text, None, Some(0..words.len()), &found))
    })
}

/// Whether `text`, a whole block or line, is a byline.
pub(in crate::restore) fn is_line(text: &str) -> bool {
    text.len() <= 4 * LONGEST && line(&Traced::markup(text)).is_some()
}

/// A byline at the end of `text`, the last paragraph of an article, in brackets or after an end
/// mark, and the byte at which it begins.
pub(in crate::restore) fn end(text: &Traced) -> Option<(usize, Signed)> {
    let words = text.as_str();
    let range = trimmed(words, 0..words.len());
    let part = &words[range.clone()];
    let starts = last_bracket(part).into_iter().chain(last_mark(part));
    for start in starts.filter(|&start| start > 0) {
        let start = range.start + start;
        if let Some(found) = line(&text.slice(start..range.end)) {
            return Some((start, found));
        }
    }
    None
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + super::blank(part);
    start..start.max(range.start + part.trim_end().len())
}

/// A dispatch that is all there is, in brackets or not: `（新华社广州1月2日电 记者某某）`.
fn dispatch(text: &Traced) -> Option<Signed> {
    let words = text.as_str();
    let whole = trimmed(words, 0..words.len());
    let inner = match bracketed(&words[whole.clone()]) {
        Some((inside, len)) if len == whole.len() => {
            trimmed(words, whole.start + inside.start..whole.start + inside.end)
        }
        _ if words[whole.clone()].starts_with(['(', '（']) => return None,
        _ => whole.clone(),
    };
    let head = head(&words[..inner.end], inner.start)?;
    let rest = trimmed(words, head.end..inner.end);
    if rest.is_empty() {
        let mut found = Found::default();
        found.medium(words, head.medium);
        return Some(Signed::new(text, Some(whole), None, &found));
    }
    let inside = match bracketed(&words[rest.clone()]) {
        Some((inside, len)) if len == rest.len() => {
            rest.start + inside.start..rest.start + inside.end
        }
        _ => rest,
    };
    let mut found = credits(words, inside, true)?;
    found.medium(words, head.medium);
    let sure = found.roles > 0 && found.has_names() && !found.partial;
    if !sure {
        return None;
    }
    let (dateline, byline) = if head.dated && inner == whole {
        (Some(whole.start..head.end), head.end..whole.end)
    } else {
        (None, whole)
    };
    Some(Signed::new(text, dateline, Some(byline), &found))
}

/// Credits in brackets that enclose the whole of `range`.
fn in_brackets(text: &str, range: Range<usize>) -> Option<Found> {
    let (inside, len) = bracketed(&text[range.clone()])?;
    if len != range.len() {
        return None;
    }
    let found = credits(
        text,
        range.start + inside.start..range.start + inside.end,
        true,
    )?;
    (found.roles > 0 && found.has_names() && !found.partial).then_some(found)
}

/// Credits without brackets, with or without an end mark before them.
fn signed(text: &str, range: Range<usize>) -> Option<Found> {
    let words = &text[range.clone()];
    let marked = words.starts_with(MARKS);
    let misread = words.starts_with(MISREAD);
    let mut start = range.start;
    if marked || misread {
        start += words.chars().next().map_or(0, char::len_utf8);
        start += separators(&text[start..range.end]);
    }
    if text[start..range.end].contains(['。', '？', '！', '?', '!', '“', '”'])
        && !text.contains("来源")
    {
        return None;
    }
    let found = credits(text, start..range.end, marked)?;
    // an end mark and a reporter's title say what it is, even if a name cannot be read
    let certain = marked && found.roles > 0 && text[start..range.end].chars().count() <= 40;
    let says = found.has_names() || found.source.is_some();
    let read = says && !found.partial && (found.roles > 0 || marked || misread);
    (certain || read).then_some(found)
}

/// Where the bracket that closes `text` was opened.
fn last_bracket(text: &str) -> Option<usize> {
    if !text.ends_with([')', '）']) {
        return None;
    }
    text.rfind(['(', '（'])
}

/// Where an end mark stands after the end of a sentence.
fn last_mark(text: &str) -> Option<usize> {
    let at = text.rfind(|c| MARKS.contains(&c) || MISREAD.contains(&c))?;
    let before = text[..at].trim_end();
    before
        .ends_with(['。', '！', '？', '”', '）', '…', '!', '?', ')'])
        .then_some(at)
}
