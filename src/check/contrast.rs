//! Colours of the book's own style sheets that are hard to read on their ground (WCAG 2.2, criterion
//! 1.4.3: 4.5 to 1).
//!
//! Only a rule that says both colours is judged: what a letter stands on otherwise, no style sheet knows.

use super::Seen;
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Location};
use crate::say;
use std::ops::Range;

pub(super) const CODE: &str = "check/contrast";

/// The ratio that text needs.
const LEAST: f64 = 4.5;

pub(super) fn look(book: &Book, _: &[Seen], found: &mut Vec<Diagnostic>) {
    let folder = book.folder.join("styles");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return;
    };
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".css")).collect();
    names.sort();
    for name in names {
        if let Ok(css) = std::fs::read_to_string(folder.join(&name)) {
            found.extend(faults(&format!("styles/{name}"), &css));
        }
    }
}

/// What is hard to read in the style sheet `css`, which messages call `file`.
pub(super) fn faults(file: &str, css: &str) -> Vec<Diagnostic> {
    let blocks = blocks(css).into_iter();
    let hard = blocks.filter_map(|block| {
        let (text, ground) = (block.text?, block.ground?);
        let ratio = ratio(text, ground);
        (ratio < LEAST).then_some((block.range, ratio))
    });
    hard.map(|(range, ratio)| {
        let ratio = (ratio * 10.0).floor() / 10.0;
        let message = say!(
            "text and ground differ by {ratio} to 1; people with weak sight need {LEAST}",
            "文字与底色的对比为 {ratio}:1，视力弱的读者需要 {LEAST}:1"
        );
        let cure = say!(
            "make one of the two darker or lighter",
            "请加深或调浅其中一种颜色"
        );
        let at = Location::within(file, css, range);
        Diagnostic::warning(CODE, message).at(at).cure(cure)
    })
    .collect()
}

type Colour = [f64; 3];

/// The colours that one rule says.
struct Block {
    text: Option<Colour>,
    ground: Option<Colour>,
    /// The declaration of the text's colour.
    range: Range<usize>,
}

/// The innermost `{…}` of `css`, comments left out.
fn blocks(css: &str) -> Vec<Block> {
    let plain = without_comments(css);
    let mut found = Vec::new();
    let mut open = None;
    for (at, c) in plain.char_indices() {
        match c {
            '{' => open = Some(at + 1),
            '}' => {
                if let Some(start) = open.take() {
                    found.push(block(&plain, start..at));
                }
            }
            _ => {}
        }
    }
    found
}

fn block(css: &str, range: Range<usize>) -> Block {
    let mut block = Block {
        text: None,
        ground: None,
        range: range.clone(),
    };
    let mut at = range.start;
    for declaration in css[range].split(';') {
        let start = at + declaration.len() - declaration.trim_start().len();
        let end = at + declaration.trim_end().len();
        at += declaration.len() + 1;
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match name.trim() {
            "color" => (block.text, block.range) = (colour(value), start..end),
            "background" | "background-color" => block.ground = colour(value),
            _ => {}
        }
    }
    block
}

/// `css` with its comments blotted out, byte for byte.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let length = rest[start..]
            .find("*/")
            .map_or(rest.len() - start, |end| end + 2);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', length));
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

/// A colour that is written as a name, `#rgb`, `#rrggbb` or `rgb(…)`; nothing where it may be seen through.
fn colour(value: &str) -> Option<Colour> {
    let value = value.to_ascii_lowercase();
    let byte = |n: u32| f64::from(n) / 255.0;
    if let Some(hex) = value.strip_prefix('#') {
        let number = u32::from_str_radix(hex, 16).ok()?;
        return match hex.len() {
            3 => Some([(number >> 8) & 15, (number >> 4) & 15, number & 15].map(|n| byte(n * 17))),
            6 => Some([(number >> 16) & 255, (number >> 8) & 255, number & 255].map(byte)),
            _ => None,
        };
    }
    if let Some(list) = value
        .strip_prefix("rgb(")
        .and_then(|rest| rest.strip_suffix(')'))
    {
        let parts: Vec<u32> = list
            .split([',', ' '])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        return match parts[..] {
            [r, g, b] => Some([r, g, b].map(|n| byte(n.min(255)))),
            _ => None,
        };
    }
    let named = [
        ("black", 0x00_0000),
        ("white", 0xFF_FFFF),
        ("gray", 0x80_8080),
        ("grey", 0x80_8080),
        ("silver", 0xC0_C0C0),
        ("red", 0xFF_0000),
        ("blue", 0x00_00FF),
        ("green", 0x00_8000),
        ("yellow", 0xFF_FF00),
        ("orange", 0xFF_A500),
        ("lightgray", 0xD3_D3D3),
        ("lightgrey", 0xD3_D3D3),
        ("darkgray", 0xA9_A9A9),
        ("navy", 0x00_0080),
        ("maroon", 0x80_0000),
    ];
    let (_, number) = named.iter().find(|(name, _)| *name == value)?;
    Some([(number >> 16) & 255, (number >> 8) & 255, number & 255].map(byte))
}

/// The contrast of two colours (WCAG 2.2, contrast ratio).
fn ratio(a: Colour, b: Colour) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: Colour) -> f64 {
    let linear = |part: f64| match part {
        ..=0.040_45 => part / 12.92,
        _ => ((part + 0.055) / 1.055).powf(2.4),
    };
    let [r, g, b] = colour.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pale_letters_are_found_where_they_are_said() {
        let css = "/* { color: #fff; background: #fff } */\n.kicker { background: white;\n  color: #999; }\n";
        let said = faults("styles/book.css", css);
        let at = said[0].location.as_ref().unwrap();
        assert_eq!((said.len(), at.line, at.column, at.length), (1, 3, 3, 11));
        assert!(
            said[0].message.en.contains("2.8 to 1"),
            "{}",
            said[0].message.en
        );
    }

    #[test]
    fn what_can_be_read_or_is_not_known_is_left_alone() {
        let css = "p { color: #999 } a { color: rgb(0, 0, 0); background-color: #eee } b { color: var(--x); background: #fff }";
        assert!(faults("a.css", css).is_empty());
    }

    #[test]
    fn our_own_style_sheets_can_be_read() {
        for css in [
            include_str!("../../styles/epub.css"),
            include_str!("../../styles/print.css"),
            include_str!("../../styles/review.css"),
            include_str!("../../styles/screen.css"),
            include_str!("../../styles/vertical.css"),
        ] {
            assert!(faults("own.css", css).is_empty());
        }
    }
}
