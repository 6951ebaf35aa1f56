//! Just enough of CSS (CSS Syntax 3, §4) to see what a style sheet wants to fetch.

/// What a style sheet names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reference<'a> {
    /// `url(address)`.
    Address(&'a str),
    /// `@import …;`.
    Import(&'a str),
}

/// Writes `css` anew: each address as `with` gives it back, empty where it gives none; imports are
/// left out whatever it gives. Comments and strings are passed over.
pub(super) fn rewrite(css: &str, with: &mut dyn FnMut(Reference<'_>) -> Option<String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['/', '"', '\'', '@', 'u', 'U', '\\']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let lower = |length: usize| rest.get(..length).map(str::to_ascii_lowercase);
        let taken = if let Some(comment) = rest.strip_prefix("/*") {
            comment.find("*/").map_or(rest.len(), |end| end + 4)
        } else if rest.starts_with(['"', '\'']) {
            string(rest)
        } else if let Some(escaped) = rest.strip_prefix('\\') {
            // an escape hides nothing from us: what it spells is never fetched from the page, whose
            // policy forbids it, but it must not hide the end of a string
            1 + escaped.chars().next().map_or(0, char::len_utf8)
        } else if lower(7).as_deref() == Some("@import") {
            let end = rest.find(';').map_or(rest.len(), |end| end + 1);
            with(Reference::Import(&rest[..end]));
            rest = &rest[end..];
            continue;
        } else if lower(4).as_deref() == Some("url(") && !ends_in_name(&out) {
            let Some(end) = close(rest) else {
                break;
            };
            let inner = rest[4..end].trim();
            let bare = inner.trim_matches(['"', '\'']);
            let written = with(Reference::Address(bare)).unwrap_or_default();
            out.push_str("url(\"");
            out.push_str(&written.replace('\\', "\\\\").replace('"', "\\\""));
            out.push_str("\")");
            rest = &rest[end + 1..];
            continue;
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        out.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    out.push_str(rest);
    out
}

/// Whether `url(` after this is the end of a longer name.
fn ends_in_name(before: &str) -> bool {
    before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The length of the string that `css` begins with, quotation marks included.
fn string(css: &str) -> usize {
    let mark = css.chars().next();
    let mut escaped = false;
    for (at, c) in css.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            // a string that is not closed ends with its line
            '\n' => return at,
            c if Some(c) == mark => return at + 1,
            _ => {}
        }
    }
    css.len()
}

/// Where the bracket of `url(` closes.
fn close(css: &str) -> Option<usize> {
    let inner = css.get(4..)?;
    let start = inner.len() - inner.trim_start().len();
    if inner[start..].starts_with(['"', '\'']) {
        let end = start + string(&inner[start..]);
        return inner[end..].find(')').map(|close| 4 + end + close);
    }
    inner.find(')').map(|close| close + 4)
}

/// A style sheet that cannot end the element it stands in.
pub(super) fn harmless(css: &str) -> String {
    css.replace("</", "<\\/").replace("<!--", "")
}

/// A style sheet of ours without what only its readers need.
pub(super) fn squeezed(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut out = lines.collect::<Vec<_>>().join("\n");
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(css: &str) -> (String, Vec<String>) {
        let mut seen = Vec::new();
        let out = rewrite(css, &mut |reference| {
            seen.push(match reference {
                Reference::Address(address) => address.to_owned(),
                Reference::Import(words) => words.to_owned(),
            });
            Some("X".to_owned())
        });
        (out, seen)
    }

    #[test]
    fn addresses_are_found_and_nothing_else_is() {
        let css = "@import 'a.css';/* url(b) */a{b:url( 'c\\'d' );e:\"url(f)\";g:URL(h)}.curl(i){}";
        let (out, found) = seen(css);
        assert_eq!(found, ["@import 'a.css';", "c\\'d", "h"]);
        assert_eq!(
            out,
            "/* url(b) */a{b:url(\"X\");e:\"url(f)\";g:url(\"X\")}.curl(i){}"
        );
    }

    #[test]
    fn broken_style_sheets_come_back() {
        for css in ["url(", "\"", "'a\nb", "/*", "@import", "\\", "a{b:url('x}"] {
            let (out, _) = seen(css);
            assert!(out.len() <= css.len(), "{css} → {out}");
        }
    }

    #[test]
    fn ours_lose_their_comments() {
        assert_eq!(squeezed("/* a */\n\n  b {\n c }\n"), "b {\nc }\n");
    }
}
