//! Whose picture it is: the credit at the end of a caption.

use crate::text::Traced;

/// What a credit ends in.
const ENDS: &[&str] = &[
    "摄",
    "攝",
    "摄影",
    "攝影",
    "供图",
    "供圖",
    "制图",
    "製圖",
    "资料图片",
    "资料图",
    "作",
    "发",
    "图/受访者提供",
];

/// What an English credit begins with.
const ENGLISH: &[&str] = &[
    "Photo by ",
    "Photograph by ",
    "Courtesy ",
    "AP Photo",
    "Staff photo",
];

/// A credit has no more characters than this.
const LONGEST: usize = 30;

/// Splits a caption into its words and its credit, both as printed. The credit stands in brackets
/// at the end (`（方圆 摄）`, brackets included), or after the last sentence (`方圆 摄`).
pub(in crate::restore) fn split_credit(text: &Traced) -> (Traced, Option<Traced>) {
    let words = text.as_str().trim_end();
    match credit(words) {
        Some(at) => {
            let credit = text.slice(at..words.len()).trimmed();
            (text.slice(0..at).trimmed(), Some(credit))
        }
        None => (text.clone(), None),
    }
}

/// Where the credit of `caption` begins.
fn credit(caption: &str) -> Option<usize> {
    let starts = bracket(caption).into_iter().chain(last_sentence(caption));
    starts
        .filter(|&at| at > 0)
        .find(|&at| is_credit(&caption[at..]))
}

fn bracket(text: &str) -> Option<usize> {
    text.ends_with([')', '）'])
        .then(|| text.rfind(['(', '（']))
        .flatten()
}

/// One past the last full stop that is not the caption's own end.
fn last_sentence(text: &str) -> Option<usize> {
    let body = text.trim_end_matches(['。', '.']);
    let stops = ['。', '！', '？', '”', '.', '!', '?'];
    let (at, stop) = body.char_indices().rev().find(|(_, c)| stops.contains(c))?;
    Some(at + stop.len_utf8())
}

fn is_credit(text: &str) -> bool {
    let words = text
        .trim()
        .trim_matches(['(', '（', ')', '）', '。', '.'])
        .trim();
    if words.chars().count() > LONGEST {
        return false;
    }
    let english = ENGLISH.iter().any(|start| words.starts_with(start));
    let chinese = ENDS.iter().any(|end| words.ends_with(end)) && !words.contains(['，', ',']);
    english || chinese && words.chars().count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_credit_ends_the_caption() {
        let split = |text: &str| {
            let (caption, credit) = split_credit(&Traced::markup(text));
            (caption.to_string(), credit.map(|credit| credit.to_string()))
        };
        let with = |caption: &str, credit: &str| (caption.to_owned(), Some(credit.to_owned()));
        assert_eq!(
            split("排字工人在检字。（方圆 摄）"),
            with("排字工人在检字。", "（方圆 摄）")
        );
        assert_eq!(
            split("排字工人在检字。本报记者 方圆 摄"),
            with("排字工人在检字。", "本报记者 方圆 摄")
        );
        assert_eq!(
            split("排字工人在检字。 资料图片"),
            with("排字工人在检字。", "资料图片")
        );
        assert_eq!(
            split("A printer at work. Photo by Jane Doe"),
            with("A printer at work.", "Photo by Jane Doe")
        );
        assert_eq!(
            split("排字工人在拍摄。"),
            ("排字工人在拍摄。".to_owned(), None)
        );
        assert_eq!(
            split("排字工人在检字（左图）"),
            ("排字工人在检字（左图）".to_owned(), None)
        );
    }
}
