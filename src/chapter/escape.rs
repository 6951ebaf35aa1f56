//! Backslashes before what Markdown would take for a mark, and nowhere else.
//!
//! The rules follow CommonMark 0.31 and the extensions in use around us (tables, strikethrough,
//! footnotes; Pandoc's line blocks and fenced divs). A mark that cannot mean anything where it
//! stands, one star, one tilde, a bracket without a link, stays bare, so that the file reads well.

use crate::text::{Origin, Traced};
use std::ops::Range;

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// At the start of a line: marks of blocks count too.
    Line,
    /// Behind other words on the line.
    Inline,
    /// Behind the `#` of a heading, where marks at the end count too.
    Heading,
}

/// `text`, one line of words, so that Markdown shows just these words. The mark that joining put in
/// where a new page begins stays a mark.
pub(super) fn escape(text: &Traced, context: Context) -> Traced {
    let mut places = places(text.as_str(), context);
    places.retain(|&at| !is_page_mark(text, at));
    if places.is_empty() {
        return text.clone();
    }
    let backslash = Traced::markup("\\");
    let mut out = Traced::default();
    let mut done = 0;
    for at in places {
        out.push(&text.slice(done..at));
        out.push(&backslash);
        done = at;
    }
    out.push(&text.slice(done..text.len()));
    out
}

/// Whether `<!-- page 2 -->` stands at `at`, and is ours: a page could print these very characters.
fn is_page_mark(text: &Traced, at: usize) -> bool {
    let ours =
        |(range, origin): (Range<usize>, Origin)| origin == Origin::Markup && range.contains(&at);
    text.as_str()[at..].starts_with("<!-- page ") && text.runs().any(ours)
}

/// The bytes before which a backslash must stand, in order.
fn places(text: &str, context: Context) -> Vec<usize> {
    let mut places = Vec::new();
    // most lines of Chinese text hold none of these
    if text.contains(['\\', '*', '_', '`', '<', '&', '[', '~', '!']) {
        places.extend(marks(text));
    }
    match context {
        Context::Line => places.extend(line_start(text)),
        Context::Heading => places.extend(heading_end(text)),
        Context::Inline => {}
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Marks that count anywhere in a line.
fn marks(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    places.extend(paired(text, '*', |before, after| {
        !blank(before) || !blank(after)
    }));
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    places.extend(paired(text, '_', |before, after| {
        !(word(before) && word(after) || blank(before) && blank(after))
    }));
    places.extend(paired(text, '~', |before, after| {
        !blank(before) || !blank(after)
    }));
    places.extend(paired(text, '`', |_, _| true));
    let link = last_link(text);
    for (i, c) in text.char_indices() {
        let rest = &text[i + c.len_utf8()..];
        let mark = match c {
            '\\' => rest.starts_with(|c: char| c.is_ascii_punctuation()) || rest.is_empty(),
            '<' => {
                rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
                    || is_address(rest)
            }
            '&' => is_entity(rest),
            '[' => rest.starts_with('^') || link.is_some_and(|link| i < link),
            _ => false,
        };
        if mark {
            places.push(i);
        }
    }
    places
}

/// Whether `rest`, behind a `<`, may be read as an e-mail address: its first part ends in an `@`
/// (CommonMark 0.31 §6.5).
fn is_address(rest: &str) -> bool {
    let ends = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, '@' | '<' | '>'));
    ends.is_some_and(|at| rest[at..].starts_with('@'))
}

/// Every `mark` of `text`, when two or more runs of it could be marks: one alone pairs with nothing.
fn paired(
    text: &str,
    mark: char,
    counts: impl Fn(Option<char>, Option<char>) -> bool,
) -> Vec<usize> {
    let mut places = Vec::new();
    let mut runs = 0;
    let mut at = 0;
    while let Some(i) = text[at..].find(mark) {
        let start = at + i;
        let len = text[start..].len() - text[start..].trim_start_matches(mark).len();
        at = start + len;
        let before = text[..start].chars().next_back();
        if counts(before, text[at..].chars().next()) {
            runs += 1;
            places.extend(start..at);
        }
    }
    if runs < 2 {
        places.clear();
    }
    places
}

fn blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Whether `&` before `text` begins an entity: `amp;`, `#38;`.
fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or(text);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (1..=32).contains(&len) && name[len..].starts_with(';')
}

/// Where the last bracket closes that could be a link's, an image's or a definition's: `[` before it
/// may begin one.
fn last_link(text: &str) -> Option<usize> {
    ["](", "][", "]:"]
        .iter()
        .filter_map(|end| text.rfind(end))
        .max()
}

/// The byte of the line `text` before which a backslash must stand, so that its start is no mark of a
/// block.
pub fn line_start(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let mark = match first {
        '#' => {
            ends(rest.trim_start_matches('#'))
                && rest.len() - rest.trim_start_matches('#').len() < 6
        }
        '>' => true,
        '+' => ends(rest),
        '-' | '*' | '_' => (first != '_' && ends(rest)) || is_rule(text, first),
        '=' => text.trim_end_matches('=').trim().is_empty(),
        '|' => true,
        ':' => rest.starts_with("::") || (rest.starts_with([' ', '\t'])),
        '`' | '~' => text.len() - text.trim_start_matches(first).len() >= 3,
        '0'..='9' => return ordered(text),
        _ => false,
    };
    mark.then_some(0)
}

/// Whether `text` is nothing but three or more of `mark` and blanks.
fn is_rule(text: &str, mark: char) -> bool {
    let marks = text.chars().filter(|&c| c == mark).count();
    marks >= 3 && text.chars().all(|c| c == mark || matches!(c, ' ' | '\t'))
        || (mark == '-' && text.chars().all(|c| c == '-'))
}

/// The dot or bracket that makes a number at the start of a line a list: `2024. `, `1) `.
fn ordered(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    let list = digits <= 9 && (rest.is_empty() || rest.starts_with([' ', '\t']));
    list.then_some(digits)
}

/// The `#` at the end of a heading that would be taken for its closing mark, and a `{` that would
/// be taken for attributes.
fn heading_end(text: &str) -> Option<usize> {
    let words = text.trim_end_matches('#');
    if words.len() < text.len() && (words.is_empty() || words.ends_with([' ', '\t'])) {
        return Some(words.len());
    }
    text.trim_end()
        .ends_with('}')
        .then(|| text.rfind('{'))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(context: Context, cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(escape(&Traced::markup(text), context).as_str(), *expected);
        }
    }

    #[test]
    fn the_mark_of_a_new_page_stays_one() {
        use crate::text::PageId;
        let printed = |text: &str| Traced::copied(PageId(0), text, 0..text.len());
        let mut joined = printed("老终");
        joined.push(&Traced::markup("<!-- page 2 -->"));
        joined.push(&printed("端*亮*着"));
        let escaped = escape(&joined, Context::Line);
        assert_eq!(escaped.as_str(), r"老终<!-- page 2 -->端\*亮\*着");
        let escaped = escape(&printed("<!-- page 2 -->"), Context::Inline);
        assert_eq!(escaped.as_str(), r"\<!-- page 2 -->");
    }

    #[test]
    fn an_address_in_angle_brackets_makes_no_link() {
        check(
            Context::Inline,
            &[("<-#@B>", r"\<-#@B>"), ("1 <2 @ 3", "1 <2 @ 3")],
        );
    }

    #[test]
    fn what_means_nothing_stays_bare() {
        let bare = [
            "3*5=15",
            "约100~150人",
            "snake_case_name",
            "R&D",
            "a < b",
            "[注]",
            "A`",
            "C:\\文",
            "1、一",
            "2024.5",
            "一、二",
            "-5℃",
            "+8%",
            "#话题",
            "1.5万",
            "（一）",
            "x_1 和 y_2",
            "~",
            "* ",
            "……",
            "——字",
        ];
        for text in bare.iter().filter(|text| !text.starts_with("* ")) {
            check(Context::Line, &[(text, text)]);
        }
        check(Context::Inline, &[("# 井 - 号 > 1. ", "# 井 - 号 > 1. ")]);
    }

    #[test]
    fn marks_in_a_line() {
        check(
            Context::Inline,
            &[
                ("2*3*4", "2\\*3\\*4"),
                ("**重**", "\\*\\*重\\*\\*"),
                ("_斜_", "\\_斜\\_"),
                ("1~2天,3~4天", "1\\~2天,3\\~4天"),
                ("`a` b", "\\`a\\` b"),
                ("<b>", "\\<b>"),
                ("&amp; &#38; & b", "\\&amp; \\&#38; & b"),
                ("[a](b)", "\\[a](b)"),
                ("见[^1]", "见\\[^1]"),
                ("\\*", "\\\\*"),
            ],
        );
    }

    #[test]
    fn marks_at_the_start_of_a_line() {
        check(
            Context::Line,
            &[
                ("2024. 新年", "2024\\. 新年"),
                ("1) 一", "1\\) 一"),
                ("+ 加", "\\+ 加"),
                ("- 减", "\\- 减"),
                ("* 星", "\\* 星"),
                ("# 井", "\\# 井"),
                ("> 大", "\\> 大"),
                ("---", "\\---"),
                ("* * *", "\\* * *"),
                ("===", "\\==="),
                ("| 格", "\\| 格"),
                ("::: 块", "\\::: 块"),
                ("~~~", "\\~~~"),
                ("```", "\\```"),
                ("[a]: b", "\\[a]: b"),
            ],
        );
    }

    #[test]
    fn marks_at_the_end_of_a_heading() {
        check(
            Context::Heading,
            &[
                ("C #", "C \\#"),
                ("C#", "C#"),
                ("字 {#a}", "字 \\{#a}"),
                ("2024. 字", "2024. 字"),
            ],
        );
    }

    #[test]
    fn words_keep_their_origins() {
        let page = "a*b*";
        let text = Traced::copied(crate::text::PageId(0), page, 0..page.len());
        let escaped = escape(&text, Context::Inline);
        let copied: String = escaped
            .runs()
            .filter_map(|(_, origin)| origin.span())
            .map(|span| &page[span.range()])
            .collect();
        assert_eq!(copied, page);
    }
}
