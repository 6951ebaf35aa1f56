//! Pictures, beside the page or within it.

use crate::book::Book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::media;
use crate::say;

/// A picture of the bundle.
pub(super) struct Picture {
    /// Its path below the chapters, as chapters name it.
    pub(super) named: String,
    /// Its path in the bundle.
    pub(super) path: String,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

/// Where the bundle keeps the picture that stands at `named` below the chapters: always in
/// `images/`, and never where another one stands.
pub(super) fn path(named: &str) -> String {
    match named.strip_prefix("images/") {
        Some(rest) if !rest.starts_with("elsewhere/") => named.to_owned(),
        _ => format!("images/elsewhere/{named}"),
    }
}

/// The address of a picture of the bundle (RFC 3986 §2): all but the plainest characters by number.
pub(super) fn address(named: &str) -> String {
    let mut out = String::new();
    for byte in path(named).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// Reads the picture that stands at `named` below the chapters of `book`.
pub(super) fn read(book: &Book, named: &str) -> Result<Picture> {
    let file = book.folder.join(&book.src).join(named);
    match std::fs::read(&file) {
        Ok(bytes) => Ok(Picture {
            named: named.to_owned(),
            path: path(named),
            bytes,
        }),
        Err(error) => {
            let message = say!(
                "cannot read the picture `{named}`: {error}",
                "无法读取图片 `{named}`：{error}"
            );
            let at = Location::file(named);
            let diagnostic = Diagnostic::error("print/picture", message).at(at);
            Err(Error::new(ErrorKind::Input, diagnostic))
        }
    }
}

/// The picture as an address that holds it (RFC 2397).
pub(super) fn data(picture: &Picture) -> String {
    let kind = match media::probe(&picture.bytes) {
        Ok(known) => known.format.media_type(),
        // a renderer that let it pass trusts the browser to know it
        Err(_) => "application/octet-stream",
    };
    let mut out = format!("data:{kind};base64,");
    base64(&picture.bytes, &mut out);
    out
}

/// RFC 4648 §4.
fn base64(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.reserve(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for i in 0..3 {
            bits = bits << 8 | u32::from(group.get(i).copied().unwrap_or(0));
        }
        for i in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * i)) as usize & 63];
            out.push(if i > group.len() {
                '='
            } else {
                char::from(digit)
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_the_rfc() {
        // RFC 4648 §10
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ];
        for (bytes, written) in cases {
            let mut out = String::new();
            base64(bytes.as_bytes(), &mut out);
            assert_eq!(out, written);
        }
    }

    #[test]
    fn every_picture_has_a_place_of_its_own_below_images() {
        assert_eq!(path("images/a.png"), "images/a.png");
        assert_eq!(path("img/a.png"), "images/elsewhere/img/a.png");
        assert_eq!(
            path("images/elsewhere/img/a.png"),
            "images/elsewhere/images/elsewhere/img/a.png"
        );
        assert_eq!(address("images/江 1.png"), "images/%E6%B1%9F%201.png");
    }
}
