//! The lead of a paragraph: medium, place, day, kind of dispatch, credits.

use super::credits::credits;
use super::roles::medium;
use super::{Found, Lead, Signed, blank, bracketed, english};
use crate::text::Traced;
use crate::text::chars::is_han;
use std::ops::Range;

/// Recognises the lead that begins `text`, a whole paragraph.
///
/// A lead that names a place or a day is a dateline and its credits are the byline; without them
/// the medium belongs to the byline (design: formats). What follows, even when it is a date, is
/// the story.
pub(in crate::restore) fn lead(text: &Traced) -> Option<Lead> {
    let start = blank(text.as_str());
    english::lead(text)
        .or_else(|| dispatch(text, start))
        .or_else(|| bracket_lead(text, start))
}

/// Whether `text`, a paragraph, begins with a lead.
pub(in crate::restore) fn begins_with_lead(text: &str) -> bool {
    let head = text
        .char_indices()
        .nth(200)
        .map_or(text, |(i, _)| &text[..i]);
    lead(&Traced::markup(head)).is_some()
}

/// The head of a dispatch: `据新华社北京1月2日电`.
pub(super) struct Head {
    pub medium: Range<usize>,
    /// Whether it names a place or a day.
    pub dated: bool,
    /// One past its last byte.
    pub end: usize,
}

/// The head of a dispatch that begins at byte `start` of `text`.
pub(super) fn head(text: &str, start: usize) -> Option<Head> {
    let mut at = start;
    if let Some(rest) = text[at..].strip_prefix('并') {
        at += '并'.len_utf8() + blank(rest);
    }
    for word in ["以上均据", "另据", "据", "另據", "據"] {
        if text[at..].starts_with(word) {
            at += word.len();
            break;
        }
    }
    let medium_end = at + medium(&text[at..])?;
    let gap = blank(&text[medium_end..]);
    let rest = &text[medium_end + gap..];
    let (middle, kind) = kind(rest)?;
    let dated = !rest[..middle].trim().is_empty();
    let end = medium_end + gap + middle + kind;
    follows(&text[end..], dated).then_some(Head {
        medium: at..medium_end,
        dated,
        end,
    })
}

/// Where in `text` the word for the kind of dispatch stands, when nothing but a place and a day
/// stand before it, and its length.
fn kind(text: &str) -> Option<(usize, usize)> {
    for (i, _) in text.char_indices().take(26) {
        let kinds = ["专电", "電", "电", "专讯", "讯", "訊", "消息"];
        if let Some(kind) = kinds.iter().find(|k| text[i..].starts_with(**k)) {
            return place_and_day(&text[..i]).then_some((i, kind.len()));
        }
    }
    None
}

/// Whether `text` is `[place] [day]`: `墨尔本１月２５日`, `武汉`, ``.
fn place_and_day(text: &str) -> bool {
    let text = text.trim();
    let digits = text.find(|c: char| is_digit(c));
    let (place, day) = text.split_at(digits.unwrap_or(text.len()));
    let story = ["记者", "的", "从", "在", "报道", "发布", "日"];
    let plain = |c: char| is_han(c) || matches!(c, '·' | '、' | ' ');
    let place = place.trim();
    place.chars().count() <= 10
        && place.chars().all(plain)
        && !story.iter().any(|word| place.contains(word))
        && (day.is_empty() || is_day(day))
}

/// Whether `text` is `[2024年]1月2日`, digits of either width.
fn is_day(text: &str) -> bool {
    let Some(rest) = text.trim_end().strip_suffix('日') else {
        return false;
    };
    let parts = rest.split(['年', '月']);
    let digits = |part: &str| !part.is_empty() && part.chars().all(is_digit);
    rest.contains('月') && parts.into_iter().all(digits)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// Whether a dispatch may go on with `text`: 讯 and 电 begin other words too.
fn follows(text: &str, dated: bool) -> bool {
    let Some(next) = text.chars().next() else {
        return true;
    };
    if next.is_whitespace() || is_digit(next) || "(（〔【题：:".contains(next) {
        return true;
    }
    if "，,、。；".contains(next) {
        return false;
    }
    let credits = ["记者", "記者", "通讯员"]
        .iter()
        .any(|w| text.starts_with(w));
    let word = dated && !"视話话子力脑台影器动信网问息员".contains(next);
    credits || word || super::roles::phrase(text).is_some()
}

fn dispatch(text: &Traced, start: usize) -> Option<Lead> {
    let words = text.as_str();
    let head = head(words, start)?;
    let gap = blank(&words[head.end..]);
    let after = head.end + gap;
    let (mut found, end) = match bracket_credits(words, after).or_else(|| reported(words, after)) {
        Some((found, end)) => (found, Some(end)),
        None => (Found::default(), None),
    };
    found.medium(words, head.medium.clone());
    let (dateline, byline) = match end {
        Some(end) if head.dated => (Some(start..head.end), Some(head.end..end)),
        Some(end) => (None, Some(start..end)),
        None => (Some(start..head.end), None),
    };
    let end = end.unwrap_or(head.end);
    let signed = Signed::new(text, dateline, byline, &found);
    Some(signed.before(end + blank(&words[end..])))
}

/// Credits in brackets at byte `at`, and the end of the brackets.
fn bracket_credits(text: &str, at: usize) -> Option<(Found, usize)> {
    let (inside, len) = bracketed(&text[at..])?;
    let found = credits(text, at + inside.start..at + inside.end, true)?;
    (found.has_names() || found.roles > 0).then_some((found, at + len))
}

/// Credits without brackets that 报道 closes (`记者方圆、于方报道：`), and their end.
fn reported(text: &str, at: usize) -> Option<(Found, usize)> {
    let close = ["报道", "報導", "報道"];
    let within = text[at..].char_indices().take(60);
    let mut ends = within.filter_map(|(i, _)| {
        let word = close.iter().find(|w| text[at + i..].starts_with(**w))?;
        Some(at + i + word.len())
    });
    let end = ends.next()?;
    let found = credits(text, at..end, false)?;
    let colon = text[end..]
        .chars()
        .next()
        .filter(|c| matches!(c, ':' | '：'));
    let whole = !found.partial && found.has_names() && found.roles > 0;
    whole.then_some((found, end + colon.map_or(0, char::len_utf8)))
}

/// Credits in brackets that begin a paragraph without naming a dispatch: `【本報記者 某某報導】`.
fn bracket_lead(text: &Traced, start: usize) -> Option<Lead> {
    let words = text.as_str();
    let (found, end) = bracket_credits(words, start)?;
    let inside = &words[start..end];
    let sure = ["报道", "報導", "報道"].iter().any(|w| inside.contains(w))
        || inside.starts_with(['【', '〔']);
    let whole = found.has_names() && found.roles > 0 && !found.partial;
    let rest = end + blank(&words[end..]);
    (sure && whole && rest < words.len())
        .then(|| Signed::new(text, None, Some(start..end), &found).before(rest))
}
