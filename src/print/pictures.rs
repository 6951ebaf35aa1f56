//! Pictures, beside the page or within it.

use crate::book::percent_encoded;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::html::Targets;
use crate::media::Format;
use crate::say;
use std::io::{self, Write};

/// A picture of the bundle.
pub(super) struct Picture {
    /// Its path in the bundle.
    pub(super) path: String,
    /// What it is.
    format: Format,
    /// The file.
    pub(super) bytes: Vec<u8>,
}

/// Where the bundle keeps the picture that stands at `named` below the chapters, with the extension
/// of what it is: always in `images/`, and never where another one stands.
pub(super) fn path(named: &str, format: Format) -> String {
    let extension = named
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension);
    let fits = match format {
        Format::Jpeg => matches!(extension, "jpg" | "jpeg" | "JPG" | "JPEG"),
        _ => extension.eq_ignore_ascii_case(format.extension()),
    };
    let name = match fits {
        true => named.to_owned(),
        false => format!("{named}.{}", format.extension()),
    };
    match name.strip_prefix("images/") {
        Some(rest) if !rest.starts_with("elsewhere/") => name,
        _ => format!("images/elsewhere/{name}"),
    }
}

/// The address of a picture of the bundle (RFC 3986 §2): all but the plainest characters by number.
pub(super) fn address(targets: &Targets<'_>, named: &str) -> String {
    let format = targets
        .picture(named)
        .map_or(Format::Png, |picture| picture.format);
    percent_encoded(&path(named, format))
}

/// Reads the picture that stands at `named` below the chapters, as the editions show it.
pub(super) fn read(targets: &Targets<'_>, named: &str) -> Result<Picture> {
    let gallery = targets.gallery();
    let unreadable = |error: &dyn std::fmt::Display| {
        let message = say!(
            "cannot read the picture `{named}`: {error}",
            "无法读取图片 `{named}`：{error}"
        );
        let diagnostic = Diagnostic::error("print/picture", message).at(Location::file(named));
        Error::new(ErrorKind::Input, diagnostic)
    };
    let shown = gallery.picture(named);
    let shown = shown.map_err(|_| unreadable(&"it is gone"))?;
    let bytes = gallery.bytes(&shown).map_err(|error| unreadable(&error))?;
    Ok(Picture {
        path: path(named, shown.picture.format),
        format: shown.picture.format,
        bytes,
    })
}

/// Writes the picture as an address that holds it (RFC 2397).
pub(super) fn data(picture: &Picture, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "data:{};base64,", picture.format.media_type())?;
    // a multiple of three bytes at a time, so that only the last piece is filled up
    picture.bytes.chunks(3 << 12).try_for_each(|piece| {
        let mut digits = String::new();
        base64(piece, &mut digits);
        out.write_all(digits.as_bytes())
    })
}

/// The address that holds `bytes`.
pub(super) fn data_address(media_type: &str, bytes: &[u8]) -> String {
    let mut out = format!("data:{media_type};base64,");
    base64(bytes, &mut out);
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
        let png = |named| path(named, Format::Png);
        assert_eq!(png("images/a.png"), "images/a.png");
        assert_eq!(png("img/a.png"), "images/elsewhere/img/a.png");
        assert_eq!(
            png("images/elsewhere/img/a.png"),
            "images/elsewhere/images/elsewhere/img/a.png"
        );
        assert_eq!(png("images/a.tiff"), "images/a.tiff.png");
        assert_eq!(path("images/a.JPG", Format::Jpeg), "images/a.JPG");
    }
}
