//! The addresses of links and pictures, judged.

use crate::book::percent_decoded;

/// What kind of address a link has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    /// Outside the book, ready for an attribute (not yet escaped).
    Outside(String),
    /// A file beside the chapter, percent codes decoded, and a fragment; the path is empty for the
    /// chapter itself.
    Inside {
        /// The path.
        path: String,
        /// The fragment, without `#`; empty when there is none.
        fragment: String,
    },
    /// A scheme that a book must not use.
    Unsafe,
    /// No address at all.
    Malformed,
}

/// Judges the address `text`.
pub(super) fn address(text: &str) -> Address {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("//") {
        return outside(&format!("https://{rest}"));
    }
    match scheme(text).as_deref() {
        Some("http" | "https" | "mailto" | "tel" | "urn" | "doi") => outside(text),
        Some(_) => Address::Unsafe,
        None => {
            let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
            let path = path.split_once('?').map_or(path, |(path, _)| path);
            Address::Inside {
                path: percent_decoded(path),
                fragment: percent_decoded(fragment),
            }
        }
    }
}

/// The scheme of an address in lower case. Blanks and control characters, which browsers overlook,
/// hide none.
fn scheme(text: &str) -> Option<String> {
    let (name, _) = text.split_once(':')?;
    let name: String = name
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect();
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    fits.then(|| name.to_ascii_lowercase())
}

fn outside(text: &str) -> Address {
    let encoded = encoded(text);
    if let Some((_, rest)) = encoded.split_once("://") {
        let host = rest.split(['/', '?', '#']).next().unwrap_or("");
        let host = host.rsplit('@').next().unwrap_or("");
        let name = host.split(':').next().unwrap_or("");
        let port = host.split_once(':').map_or("", |(_, port)| port);
        if name.is_empty() || !port.bytes().all(|b| b.is_ascii_digit()) {
            return Address::Malformed;
        }
    } else if encoded.starts_with("http") {
        return Address::Malformed;
    }
    Address::Outside(encoded)
}

/// `text` with every byte that RFC 3986 does not allow in an address as a percent code.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let plain = match byte {
            b'%' => bytes
                .get(at + 1..at + 3)
                .is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit)),
            b'#' => !std::mem::replace(&mut fragment, true),
            _ => byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte),
        };
        if plain {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_outside_are_made_valid() {
        let outside = |text: &str| Address::Outside(text.into());
        assert_eq!(
            address("https://a.example/江 b#c#d"),
            outside("https://a.example/%E6%B1%9F%20b#c%23d")
        );
        assert_eq!(address("mailto:a@b.example"), outside("mailto:a@b.example"));
        assert_eq!(address("//a.example/x"), outside("https://a.example/x"));
        assert_eq!(address("https:///x"), Address::Malformed);
        assert_eq!(address("http:x"), Address::Malformed);
    }

    #[test]
    fn what_runs_is_unsafe_however_it_hides() {
        for text in [
            "javascript:x",
            " JaVa\tScript:x",
            "data:text/html,x",
            "file:///etc",
            "vbscript:x",
        ] {
            assert_eq!(address(text), Address::Unsafe, "{text}");
        }
    }

    #[test]
    fn the_rest_is_a_path_with_a_fragment() {
        let inside = Address::Inside {
            path: "一 二.md".into(),
            fragment: "小标题".into(),
        };
        assert_eq!(address("一%20二.md?x#%E5%B0%8F%E6%A0%87%E9%A2%98"), inside);
    }
}
