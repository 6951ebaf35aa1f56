//! Bold that every CommonMark parser shows, next to Chinese punctuation too.

use crate::text::chars::is_cjk_punctuation;

/// `text` in bold, to stand between the characters `before` and `after`.
///
/// CommonMark 0.31 §6.2 takes `**` for a mark only when it leans on the right side: in `**“进”**击`
/// the second one follows punctuation and precedes a letter, so it is none, and most programs
/// print the stars. Where that would happen, punctuation at the edges moves outside
/// (`“**进**”击`), and when that does not help, the HTML element is written.
pub fn strong(text: &str, before: Option<char>, after: Option<char>) -> String {
    marked("**", "strong", text, before, after)
}

/// `text` between two of `mark`, `*`, `**` or `~~`, to stand between the characters `before` and
/// `after`; the HTML `element` where the marks would not show.
pub fn marked(
    mark: &str,
    element: &str,
    text: &str,
    before: Option<char>,
    after: Option<char>,
) -> String {
    if shows(text, before, after) {
        return format!("{mark}{text}{mark}");
    }
    let inner = text.trim_matches(is_punctuation);
    if !inner.is_empty() {
        let start = text.len() - text.trim_start_matches(is_punctuation).len();
        let (head, tail) = (&text[..start], &text[start + inner.len()..]);
        let before = head.chars().next_back().or(before);
        let after = tail.chars().next().or(after);
        if shows(inner, before, after) {
            return format!("{head}{mark}{inner}{mark}{tail}");
        }
    }
    format!("<{element}>{text}</{element}>")
}

/// Whether both marks around `text` are taken for marks.
fn shows(text: &str, before: Option<char>, after: Option<char>) -> bool {
    let edges = text.chars().next().zip(text.chars().next_back());
    edges.is_some_and(|(first, last)| leans(first, before) && leans(last, after))
}

/// Whether a mark between `inner` and `outer` leans on `inner`.
fn leans(inner: char, outer: Option<char>) -> bool {
    let outside = outer.is_none_or(|c| c.is_whitespace() || is_punctuation(c));
    !inner.is_whitespace() && (!is_punctuation(inner) || outside)
}

/// What CommonMark calls punctuation, as far as newspapers print it.
fn is_punctuation(c: char) -> bool {
    let marks = matches!(c, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{205E}' | '\u{20A0}'..='\u{20C0}' | '\u{2190}'..='\u{2BFF}');
    c.is_ascii_punctuation() || is_cjk_punctuation(c) || marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_moves_outside_where_the_marks_would_not_lean() {
        let cases = [
            ("击", None, Some('的'), "**击**"),
            ("“进”", None, Some('击'), "“**进**”"),
            ("重要。", None, Some('然'), "**重要**。"),
            ("重要。", Some('，'), None, "**重要。**"),
            ("（区）", Some('海'), Some('党'), "（**区**）"),
            ("……", Some('甲'), Some('乙'), "<strong>……</strong>"),
            (" 字", None, None, "<strong> 字</strong>"),
        ];
        for (text, before, after, expected) in cases {
            assert_eq!(strong(text, before, after), expected);
        }
    }
}
