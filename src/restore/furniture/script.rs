//! Reading furniture's words: in either Chinese script, field by field, with figures of either width.

use crate::restore::lexicon;
use std::borrow::Cow;

/// `text` with traditional characters as simplified ones, each byte in its place.
pub(super) fn simplified(text: &str) -> Cow<'_, str> {
    let folds = |c: char| lexicon::simplified(c) != c;
    if text.is_ascii() || !text.contains(folds) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(lexicon::simplified).collect())
}

/// The characters that a list of words begins with, as a set that now and then says yes to another: most
/// lines begin with none of them, and are asked about hundreds of words.
#[derive(Clone, Copy)]
pub(super) struct Firsts(u128);

impl Firsts {
    /// Those of `words`.
    pub const fn of(words: &[&str]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < words.len() {
            set |= 1 << Self::place(words[at].as_bytes());
            at += 1;
        }
        Self(set)
    }

    const fn place(text: &[u8]) -> u32 {
        match text {
            [a, ..] if *a < 0x80 => *a as u32,
            [a, b, c, ..] if *a >= 0xE0 => (*a as u32 * 31 + *b as u32 * 7 + *c as u32) % 128,
            [a, b, ..] => (*a as u32 + *b as u32) % 128,
            _ => 0,
        }
    }

    /// Whether one of the words may begin `text`.
    pub fn may_begin(self, text: &str) -> bool {
        self.0 >> Self::place(text.as_bytes()) & 1 == 1
    }

    /// Whether one of the words, which are in small letters, may begin `text` in any case.
    pub fn may_begin_any_case(self, text: &str) -> bool {
        match text.as_bytes() {
            [a, ..] if a.is_ascii() => self.0 >> a.to_ascii_lowercase() & 1 == 1,
            _ => self.may_begin(text),
        }
    }
}

/// The fields of a line with their places: parts between ideographic spaces, bars, or runs of blanks.
pub(super) fn fields(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut parts = Vec::new();
    let mut start = 0;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        let mark = rest.starts_with(['\u{3000}', '|', '｜', '\t', '\n']);
        let length = rest.chars().next().map_or(1, char::len_utf8);
        if mark || blank > 1 {
            parts.push(start..at);
            at += if mark { length } else { blank };
            start = at;
        } else {
            at += length;
        }
    }
    parts.push(start..text.len());
    let whole = parts.into_iter().map(move |part| {
        let field = &text[part.clone()];
        (
            part.start + field.len() - field.trim_start().len(),
            field.trim(),
        )
    });
    whole.filter(|(_, field)| !field.is_empty())
}

/// The value of the decimal digits, of half or full width, that begin `text`, and their bytes.
pub(super) fn figures(text: &str) -> Option<(u32, usize)> {
    let mut value: u32 = 0;
    let mut bytes = 0;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            _ => break,
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        bytes += c.len_utf8();
    }
    (bytes > 0).then_some((value, bytes))
}

/// Whether `text` has a digit.
pub(super) fn has_figure(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Whether a sentence ends within `text`, abbreviations and numbers apart.
pub(super) fn has_sentence(text: &str) -> bool {
    text.contains(['。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_write_are_as_long() {
        assert_eq!(
            simplified("訃告 啟事 徵訂 遺失聲明"),
            "讣告 启事 征订 遗失声明"
        );
        assert_eq!(simplified("責編 沈知白"), "责编 沈知白");
    }

    #[test]
    fn fields_and_figures() {
        let found: Vec<_> = fields("第8期　今日4版 | 零售1元").map(|f| f.1).collect();
        assert_eq!(found, ["第8期", "今日4版", "零售1元"]);
        assert_eq!(figures("１２月"), Some((12, 6)));
        assert_eq!(figures("月"), None);
    }
}
