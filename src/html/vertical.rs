//! Text set in lines that run downwards: which characters stand upright, and which marks change.
//!
//! Quotation marks become the brackets that vertical text has for them (GB/T 15834 §5.2: 『』 outside,
//! 「」 within, the other way round in Traditional text, as CLREQ says); short numbers stand upright in
//! the width of one character, longer ones figure below figure. The words stay as they are.

use super::escape;
use crate::text::Lang;

/// How a text is set downwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// As they are: no Chinese text.
    Kept,
    /// “ becomes 『.
    Simplified,
    /// “ becomes 「.
    Traditional,
}

impl Quotes {
    /// Those of text in `lang`.
    pub(super) fn of(lang: &Lang) -> Self {
        match lang.is_chinese() {
            false => Self::Kept,
            true if lang.is_traditional() => Self::Traditional,
            true => Self::Simplified,
        }
    }

    fn drawn(self, c: char, before: Option<char>, after: Option<char>) -> char {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let outer = match self {
            Self::Kept => return c,
            Self::Simplified => ['『', '』', '「', '」'],
            Self::Traditional => ['「', '」', '『', '』'],
        };
        match c {
            '“' => outer[0],
            '”' => outer[1],
            '‘' => outer[2],
            // an apostrophe is no quotation mark
            '’' if latin(before) && latin(after) => c,
            '’' => outer[3],
            _ => c,
        }
    }
}

/// Writes `text` to be set downwards.
pub(super) fn write(out: &mut String, text: &str, quotes: Quotes) {
    let mut rest = text;
    let mut before = None;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = at + run(&rest[at..]);
        let last = stretch(out, &rest[..at], before, quotes).or(before);
        let number = &rest[at..end];
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
        let alone = !latin(last) && !latin(rest[end..].chars().next());
        let class = match number.len() {
            1 | 2 if alone => Some("tcy"),
            3 | 4 if alone => Some("upright"),
            _ => None,
        };
        match class {
            Some(class) => {
                out.push_str(&format!("<span class=\"{class}\">{number}</span>"));
            }
            None => out.push_str(number),
        }
        before = number.chars().next_back();
        rest = &rest[end..];
    }
    stretch(out, rest, before, quotes);
}

fn run(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Writes a stretch without figures; returns its last character.
fn stretch(out: &mut String, text: &str, before: Option<char>, quotes: Quotes) -> Option<char> {
    let mut last = before;
    let mut drawn = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        drawn.push(quotes.drawn(c, last, characters.peek().copied()));
        last = Some(c);
    }
    escape::text(out, &drawn);
    text.chars().next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lang: &str, text: &str) -> String {
        let mut out = String::new();
        write(&mut out, text, Quotes::of(&Lang::new(lang)));
        out
    }

    #[test]
    fn quotation_marks_are_those_of_vertical_text() {
        assert_eq!(set("zh-Hans", "“甲‘乙’”it’s"), "『甲「乙」』it’s");
        assert_eq!(set("zh-TW", "“甲‘乙’”"), "「甲『乙』」");
        assert_eq!(set("ja", "“甲”"), "“甲”");
    }

    #[test]
    fn short_numbers_stand_upright() {
        assert_eq!(
            set("zh-Hans", "2024年1月10日<10,000"),
            "<span class=\"upright\">2024</span>年<span class=\"tcy\">1</span>月<span class=\"tcy\">10</span>日&lt;10,000"
        );
    }
}
