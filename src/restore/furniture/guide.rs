//! Index boxes: `今日导读`, `INDEX`, and entries that point to other pages.

use super::script::simplified;
use super::{Furniture, bare, is_longer};
use crate::restore::fragment::{Fragment, Kind};

const LABELS: &[&str] = &[
    "导读",
    "今日导读",
    "本期导读",
    "要闻导读",
    "内容导读",
    "版面导读",
    "精彩导读",
    "今日看点",
    "本期看点",
    "看点",
    "今日要闻",
    "今日关注",
    "今日要目",
    "要目",
    "本期要目",
    "今日推荐",
    "今日版面",
    "本期目录",
    "目录",
    "今日提要",
    "新闻导读",
    "今日内页",
    "内页导读",
];
const FOREIGN: &[&str] = &[
    "INDEX",
    "TODAY'S INDEX",
    "INSIDE",
    "INSIDE TODAY",
    "ON THE INSIDE",
    "IN THIS ISSUE",
    "TODAY INSIDE",
    "WHERE TO FIND IT",
    "CONTENTS",
    "INHALT",
    "AUS DEM INHALT",
    "INHALTSVERZEICHNIS",
    "SOMMAIRE",
    "AU SOMMAIRE",
    "DANS CE NUMÉRO",
];

/// A label or an entry has no more characters than this.
const LONGEST: usize = 70;

/// Whether `text` is what an index box is headed by.
pub(super) fn is_label(text: &str) -> bool {
    let text = bare(text).trim_matches(['【', '】', '〖', '〗', '■', '◆', '●', '▶', ':', '：']);
    if is_longer(text, LONGEST) {
        return false;
    }
    let foreign = || FOREIGN.contains(&text.to_uppercase().replace('’', "'").as_str());
    LABELS.contains(&&*simplified(text)) || foreign()
}

/// Whether `text` is a title and the page it stands on: `春耕开始（详见第A2版）`, `The Ball ..... 6`.
pub(super) fn is_entry(text: &str) -> bool {
    let text = text.trim();
    if is_longer(text, LONGEST) || text.contains(['。', '\n']) {
        return false;
    }
    let plain = simplified(text);
    let inner = plain.trim_end_matches(['）', ')', '】', ']', '>', '»', '▶', ' ']);
    let closed = inner.len() < plain.trim_end().len();
    let paged = inner
        .strip_suffix("版面")
        .or_else(|| inner.strip_suffix('版'));
    let rest = paged.unwrap_or(inner).trim_end();
    let Some((before, label)) = split_label(rest) else {
        return false;
    };
    let before = before.strip_suffix('第').unwrap_or(before);
    let title = before.trim_end();
    let spaced = title.len() < before.len();
    let pointed = [
        "详见", "见", "刊", "转", "→", "»", "▶", "►", "Page", "page", "p.", "Seite", "S.",
    ]
    .iter()
    .any(|word| title.ends_with(word));
    let led = title.ends_with(['…', '⋯'])
        || ["...", "···", "‥", ". ."]
            .iter()
            .any(|l| title.ends_with(l));
    let opened = title.ends_with(['（', '(', '/', '／', ',', '，']);
    let lettered = label.starts_with(|c: char| c.is_ascii_uppercase());
    let refers = if paged.is_some() {
        spaced || pointed || led || opened
    } else {
        led || pointed && (closed || lettered || spaced) || lettered && (spaced || opened)
    };
    refers && title.chars().filter(|c| c.is_alphanumeric()).count() >= 3
}

/// The words before the page label that ends `text`, and the label.
fn split_label(text: &str) -> Option<(&str, &str)> {
    let han = "一二三四五六七八九十";
    let label = |c: char| c.is_ascii_digit() || han.contains(c);
    let start = text.trim_end_matches(label).len();
    let letter = text[..start]
        .chars()
        .next_back()
        .filter(|c| c.is_ascii_uppercase());
    let before = start - letter.map_or(0, char::len_utf8);
    let plain = &text[start..];
    let fits = (1..=3).contains(&plain.chars().count());
    fits.then(|| (&text[..before], &text[before..]))
}

/// Marks index boxes: a label with its entries, or entries by themselves.
pub(super) fn mark(page: &mut [Fragment]) {
    let mut i = 0;
    while i < page.len() {
        let labelled = page[i].kind == Kind::Text && is_label(page[i].text.as_str());
        let from = i + usize::from(labelled);
        let end = entries(page, from, labelled);
        let found = end > from && (labelled || end - from > 1);
        if found {
            for f in &mut page[i..end] {
                f.furniture = Some(Furniture::of("furniture/guide"));
            }
            i = end;
        } else {
            i += 1;
        }
    }
}

/// One past the last entry of the box whose entries begin at `from`.
fn entries(page: &[Fragment], from: usize, labelled: bool) -> usize {
    let mut end = from;
    let mut at = from;
    while let Some(f) = page.get(at) {
        let text = f.text.as_str();
        let entry = match f.kind {
            Kind::Text => is_entry(text),
            Kind::Lines => text.lines().all(is_entry),
            _ => false,
        };
        if entry {
            end = at + 1;
        } else if !labelled || !is_first_half(f, page.get(at + 1)) {
            break;
        }
        at += 1;
    }
    end
}

/// Whether `f` is the first line of an entry that `next` ends.
fn is_first_half(f: &Fragment, next: Option<&Fragment>) -> bool {
    let short = f.kind == Kind::Text && f.level == 0 && f.shape.stops == 0 && f.shape.chars <= 30;
    short && next.is_some_and(|next| next.blanks == 0 && is_entry(next.text.as_str()))
}
