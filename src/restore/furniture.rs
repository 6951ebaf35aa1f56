//! Page furniture: folios, dates, editors, phones, adverts, notices, index boxes. Recognised by
//! pattern, by place and by repetition over an issue's pages, read for metadata, then set aside with
//! its reason.
//!
//! A line is furniture when it is made of furniture's words only, so a sentence that mentions a page
//! or a phone is none. What a line alone leaves open (a bare number, a section's name, the words
//! under `公告`) its neighbours decide: [`mark`].

mod advert;
mod contact;
mod day;
mod edge;
mod editors;
mod folio;
mod guide;
mod imprint;
mod paper;
mod repeat;
mod script;

use super::Issue;
use super::fragment::{Fragment, Kind};

/// What a line of furniture is, and what it tells of the issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Furniture {
    /// Why it is set aside.
    pub reason: &'static str,
    /// What it tells.
    pub issue: Issue,
}

impl Furniture {
    /// Furniture that tells nothing of the issue.
    pub fn of(reason: &'static str) -> Self {
        Self {
            reason,
            issue: Issue::default(),
        }
    }
}

/// A line holds no more characters than this.
const LONGEST: usize = 120;

/// The furniture that `text` is as a whole, whatever stands beside it.
pub(super) fn line(text: &str) -> Option<Furniture> {
    let text = bare(text);
    if text.is_empty() || is_longer(text, LONGEST) {
        return None;
    }
    let plain = script::simplified(text);
    one(text, &plain).or_else(|| fields(text, &plain))
}

/// Whether `text` has more than `most` characters; long texts are not counted through.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.char_indices().nth(most).is_some()
}

/// A line without the marks that only set it off: `| 第3版 |`, `· 3 ·`.
fn bare(text: &str) -> &str {
    let text = text.trim();
    let inner = text.trim_matches(['|', '·', '*', '｜']).trim();
    inner
        .strip_prefix(['[', '［'])
        .and_then(|inner| inner.strip_suffix([']', '］']))
        .unwrap_or(inner)
        .trim()
}

fn one(text: &str, plain: &str) -> Option<Furniture> {
    editors::line(text, plain)
        .or_else(|| folio::line(text, plain))
        .or_else(|| imprint::line(plain).map(Furniture::of))
}

/// Several fields side by side, each of them furniture: `国内统一连续出版物号 …　邮发代号 …　第88期`.
fn fields(text: &str, plain: &str) -> Option<Furniture> {
    let mut all: Option<Furniture> = None;
    let mut count = 0;
    for (at, field) in script::fields(plain) {
        let printed = &text[at..at + field.len()];
        let found = one(printed, field)?;
        count += 1;
        match &mut all {
            None => all = Some(found),
            Some(first) => first.issue.take(found.issue),
        }
    }
    all.filter(|_| count > 1)
}

/// Whether the line `text` stands for itself among the lines of a block, whatever becomes of it.
pub(super) fn sets_off(text: &str) -> bool {
    let text = bare(text);
    if text.is_empty() || is_longer(text, LONGEST) {
        return false;
    }
    edge::number(text).is_some()
        || advert::is_label(text)
        || guide::is_label(text)
        || guide::is_entry(text)
        || line(text).is_some()
        || contact::line(&script::simplified(text))
}

/// Whether `text` is the name of a firm or an office, with which a notice may be signed.
pub(super) fn is_signature(text: &str) -> bool {
    contact::office(&script::simplified(text.trim()))
}

/// Marks the furniture among the fragments of an issue's pages.
pub(super) fn mark(pages: &mut [Vec<Fragment>]) {
    for page in pages.iter_mut() {
        for fragment in page.iter_mut() {
            if matches!(fragment.kind, Kind::Text) {
                fragment.furniture = line(fragment.text.as_str());
            }
        }
    }
    repeat::mark(pages);
    for page in pages.iter_mut() {
        guide::mark(page);
        advert::mark(page);
        edge::mark(page);
    }
}

#[cfg(test)]
mod tests;
