//! Words of a book, made harmless where they enter HTML and CSS.

/// Writes `text` as the content of an element or of a quoted attribute (HTML Living Standard
/// §13.3); control characters, which HTML cannot hold, become spaces.
pub(super) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Writes `text` as a CSS string, quotation marks included (CSS Syntax §4.3.5).
///
/// `<` is written by its number too, so that no headline can end the `<style>` it stands in.
pub(super) fn css(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' => out.push_str("\\3c "),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_headline_ends_its_string_or_its_style_element() {
        assert_eq!(css(r#"他说"停\一下""#), r#""他说\"停\\一下\"""#);
        assert_eq!(css("a</style>\n}b"), r#""a\3c /style> }b""#);
    }

    #[test]
    fn markup_in_a_title_is_text() {
        assert_eq!(html("<b>&\"'\0"), "&lt;b&gt;&amp;&quot;&#39; ");
        assert_eq!(html("“字里行间”"), "“字里行间”");
    }
}
