//! Bylines on a line of their own, and at the end of a paragraph.

use super::credits::{credits, separators};
use super::lead::head;
use super::{Found, Signed, bracketed, english};
use crate::restore::lexicon;
use crate::text::Traced;
use crate::text::chars::is_han;
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

/// Reads `text`, a whole block right under a headline, as nothing but names: `方一苇 于白`.
pub(in crate::restore) fn names_alone(text: &Traced) -> Option<Signed> {
    let words = text.as_str();
    let short = words.chars().count() <= 16;
    let han = |c: char| is_han(c) || c.is_whitespace() || c == '、';
    if !short || !words.chars().all(han) {
        return None;
    }
    let found = credits(words, trimmed(words, 0..words.len()), false)?;
    let whole = found.has_names() && found.roles == 0 && !found.partial;
    // `文化` and `于白说` begin with surnames too
    let said = words
        .trim_end()
        .ends_with(['说', '說', '称', '稱', '道', '等', '的', '了']);
    (whole && !said && !lexicon::is_word(words.trim()))
        .then(|| Signed::new(text, None, Some(0..words.len()), &found))
}

/// Whether line `b` goes on with the byline that line `a` begins: more names, or whose writer it is.
pub(in crate::restore) fn goes_on(a: &str, b: &str) -> bool {
    let (a, b) = (a.trim(), b.trim());
    if a.len() > 4 * LONGEST || b.chars().count() > 40 {
        return false;
    }
    let waits = [
        "记者",
        "記者",
        "通讯员",
        "通訊員",
        "实习生",
        "實習生",
        "/",
        "／",
        "、",
        "：",
    ];
    let goes_on = waits.iter().any(|word| a.ends_with(word)) || english::is_affiliation(b);
    let names = || names_alone(&Traced::markup(b)).is_some() && is_line(&format!("{a} {b}"));
    (goes_on || names()) && is_line(a)
}

/// Whether the byline `text` ends an article rather than opening one: in brackets, after a dash, or
/// an end mark and a name without what the writer is.
pub(in crate::restore) fn closes(text: &str) -> bool {
    let text = text.trim();
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')', '。', '.']);
    let dashed = text.starts_with(['—', '–', '-']);
    let sourced = ["来源", "來源"].iter().any(|word| text.starts_with(word));
    let marked = text
        .strip_prefix(MISREAD)
        .or_else(|| text.strip_prefix(MARKS));
    let named = marked.is_some_and(|rest| names_alone(&Traced::markup(rest)).is_some());
    bracketed || dashed || sourced || named
}

/// Whether `text`, a whole block, says of the writer what is no byline: `（作者系…）`, a mail address,
/// `… contributed to this report.`
pub(in crate::restore) fn is_note(text: &str) -> bool {
    let text = text.trim();
    let inner = text.trim_matches(['（', '）', '(', ')', '。', '*']);
    let count = text.chars().count();
    let opens = [
        "作者系",
        "作者为",
        "作者為",
        "作者是",
        "作者单位",
        "作者單位",
        "作者供职",
        "本文作者",
    ];
    let writer = text.starts_with(['（', '(']) && opens.iter().any(|word| inner.starts_with(word));
    let mail = !text.contains(char::is_whitespace) && text.contains('@') && text.contains('.');
    let helped = [
        "contributed to this report.",
        "contributed to this story.",
        "contributed to this article.",
    ];
    count <= 160 && (writer || mail || helped.iter().any(|end| text.ends_with(end)))
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
    if !marked && !words.contains(is_han) {
        // without a role there must be names, and both are Han
        return None;
    }
    let found = credits(text, start..range.end, marked)?;
    if is_picture_credit(&text[start..range.end], &found) {
        return None;
    }
    // an end mark and a reporter's title say what it is, even if a name cannot be read
    let certain = marked && found.roles > 0 && text[start..range.end].chars().count() <= 40;
    let says = found.has_names() || found.source.is_some();
    let read = says && !found.partial && (found.roles > 0 || marked || misread);
    (certain || read).then_some(found)
}

/// `记者 方圆 摄`: whose picture it is, not who wrote.
fn is_picture_credit(text: &str, found: &Found) -> bool {
    let wrote = [
        &found.reporters,
        &found.correspondents,
        &found.interns,
        &found.authors,
    ];
    let ends = ["摄", "攝", "供图", "供圖", "制图", "製圖"];
    let text = text.trim_end();
    wrote.iter().all(|list| list.is_empty()) && ends.iter().any(|end| text.ends_with(end))
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
