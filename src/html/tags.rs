//! A reader for raw HTML as people write it in Markdown: tags, comments and the text between them.
//!
//! Lenient where HTML is (quotes may be missing, names may be in capitals, `<br>` needs no slash):
//! what it reads is judged in `raw` and written anew as XHTML, never passed through.

use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Words, entities still in them.
    Text(&'a str),
    /// `<name …>`; the name in lower case.
    Open {
        /// The element's name.
        name: String,
        /// What stands between name and `>`.
        attributes: &'a str,
        /// Whether it ends in `/>`.
        closed: bool,
    },
    /// `</name>`.
    Close(String),
    /// What stands between `<!--` and `-->`.
    Comment(&'a str),
    /// `<!DOCTYPE …>`, `<?…?>`, `<![CDATA[…]]>`.
    Other,
}

/// Splits `text` into tokens with their bytes.
pub(super) fn tokens(text: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut words = 0;
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let Some((token, length)) = markup(&text[start..]) else {
            at = start + 1;
            continue;
        };
        if words < start {
            tokens.push((Token::Text(&text[words..start]), words..start));
        }
        let end = start + length;
        at = end + content_of_code(&token, &text[end..]);
        words = at;
        tokens.push((token, start..end));
    }
    if words < text.len() {
        tokens.push((Token::Text(&text[words..]), words..text.len()));
    }
    tokens
}

/// The bytes of a script or style sheet, which are no words of the book.
fn content_of_code(token: &Token<'_>, rest: &str) -> usize {
    match token {
        Token::Open {
            name,
            closed: false,
            ..
        } if name == "script" || name == "style" => {
            let end = format!("</{name}");
            rest.to_ascii_lowercase().find(&end).unwrap_or(rest.len())
        }
        _ => 0,
    }
}

/// The markup that `text` begins with, and its length in bytes.
fn markup(text: &str) -> Option<(Token<'_>, usize)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        let end = comment.find("-->")?;
        return Some((Token::Comment(&comment[..end]), end + "<!---->".len()));
    }
    for (open, close) in [("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")] {
        if text.starts_with(open) {
            let end = text.find(close)?;
            return Some((Token::Other, end + close.len()));
        }
    }
    let end = tag_end(text)?;
    let inner = &text[1..end - 1];
    if let Some(name) = inner.strip_prefix('/') {
        return is_name(name.trim()).then(|| (Token::Close(lower(name.trim())), end));
    }
    let length = inner
        .find(|c: char| c.is_whitespace() || c == '/')
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(length);
    is_name(name).then(|| {
        let closed = attributes.ends_with('/');
        let attributes = attributes.trim_end_matches('/');
        let name = lower(name);
        let token = Token::Open {
            name,
            attributes,
            closed,
        };
        (token, end)
    })
}

/// One past the `>` that ends a tag; one in quotes does not.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.'))
}

fn lower(name: &str) -> String {
    name.to_ascii_lowercase()
}

/// The attributes in `text`, names in lower case, values as written, the first of each name.
pub(super) fn attributes(text: &str) -> Vec<(String, &str)> {
    let mut found: Vec<(String, &str)> = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=')
            .unwrap_or(rest.len());
        let name = lower(&rest[..end]);
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(after.trim_start());
        }
        rest = rest.trim_start();
        if !name.is_empty() && found.iter().all(|(known, _)| *known != name) {
            found.push((name, value));
        }
    }
    found
}

/// The value that `text` begins with, and what follows it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_as_html_writes_them() {
        let text = "<P CLASS=x>a < b<br/></p><!-- n --><img alt='1 > 0'>";
        let read: Vec<&str> = tokens(text).into_iter().map(|(_, at)| &text[at]).collect();
        assert_eq!(
            read,
            [
                "<P CLASS=x>",
                "a < b",
                "<br/>",
                "</p>",
                "<!-- n -->",
                "<img alt='1 > 0'>"
            ]
        );
    }

    #[test]
    fn attributes_need_no_quotes() {
        let read = attributes(" id=a Class = \"b c\" open title='d'  id=e");
        let wanted = [("id", "a"), ("class", "b c"), ("open", ""), ("title", "d")];
        assert!(read.iter().map(|(n, v)| (n.as_str(), *v)).eq(wanted));
    }

    #[test]
    fn a_script_is_no_text() {
        let text = "<script>if (a<b) {}</SCRIPT>";
        let read: Vec<&str> = tokens(text).into_iter().map(|(_, at)| &text[at]).collect();
        assert_eq!(read, ["<script>", "</SCRIPT>"]);
    }
}
