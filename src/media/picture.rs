//! Picture files: what they are and whether they can be shown.
//!
//! A picture is judged by its bytes, never by its name. Each format says of itself whether it is
//! whole: PNG by the sums of its chunks, JPEG and GIF by their blocks up to the end mark, SVG by
//! being XML. Pixels are not decoded, so that a book of hundreds of photographs stays quick; the
//! `image` crate reads the headers, within limits that no honest picture meets.

use super::{blocks, svg};
use crate::diagnostic::Text;
use crate::say;
use image::{ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// A format that readers of EPUB must show (EPUB 3.3 §3.2, core media types).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// SVG.
    Svg,
}

impl Format {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Its usual file extension, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }
}

/// A picture that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Told from its bytes, not its name.
    pub format: Format,
    /// Width in pixels; 0 when an SVG gives none.
    pub width: u32,
    /// Height in pixels; 0 when an SVG gives none.
    pub height: u32,
}

/// Pixels a picture may have: more would exhaust a reading device, and the file is a slip or a trap.
const MAX_PIXELS: u64 = 200_000_000;

/// Finds out what the picture in `bytes` is, and whether it is whole.
///
/// # Errors
/// The reason, when the bytes are no picture that an edition can show, or a broken one; for a
/// format that only some readers show, with the cure.
pub fn probe(bytes: &[u8]) -> Result<Picture, Text> {
    match bytes {
        [0xFF, 0xD8, ..] => raster(bytes, Format::Jpeg, ImageFormat::Jpeg, blocks::jpeg),
        [0x89, b'P', b'N', b'G', ..] => raster(bytes, Format::Png, ImageFormat::Png, blocks::png),
        [b'G', b'I', b'F', b'8', ..] => raster(bytes, Format::Gif, ImageFormat::Gif, blocks::gif),
        _ => vector_or_unknown(bytes),
    }
}

fn raster(
    bytes: &[u8],
    format: Format,
    decoder: ImageFormat,
    check: fn(&[u8]) -> Result<(), Text>,
) -> Result<Picture, Text> {
    check(bytes)?;
    let name = format.extension().to_uppercase();
    let mut reader = ImageReader::with_format(Cursor::new(bytes), decoder);
    reader.limits(Limits::default());
    let (width, height) = reader.into_dimensions().map_err(|error| {
        say!(
            "corrupt {name} picture: {error}",
            "{name} 图片已损坏：{error}"
        )
    })?;
    if width == 0 || height == 0 {
        return Err(say!("{name} picture without pixels", "{name} 图片没有像素"));
    }
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(say!(
            "{name} picture of {width} × {height} pixels, more than readers can show: make it smaller",
            "{name} 图片有 {width} × {height} 像素，超出阅读器所能显示：请缩小"
        ));
    }
    Ok(Picture {
        format,
        width,
        height,
    })
}

fn vector_or_unknown(bytes: &[u8]) -> Result<Picture, Text> {
    if bytes.is_empty() {
        return Err(say!("the picture file is empty", "图片文件是空的"));
    }
    if let Some(name) = other_format(bytes) {
        return Err(say!(
            "{name} picture, which many readers cannot show: save it as JPEG or PNG",
            "{name} 图片，许多阅读器无法显示：请另存为 JPEG 或 PNG"
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") || text.contains(":svg") => svg::probe(text),
        Err(_) if begins_like_markup(bytes) => Err(say!(
            "SVG picture that is not UTF-8: save it as UTF-8",
            "SVG 图片不是 UTF-8 编码：请存为 UTF-8"
        )),
        _ => Err(say!(
            "not a picture that books can show: JPEG, PNG, GIF or SVG is needed",
            "不是书中可用的图片：需要 JPEG、PNG、GIF 或 SVG"
        )),
    }
}

fn begins_like_markup(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let utf16 =
        bytes.starts_with(&[0xFF, 0xFE, b'<', 0]) || bytes.starts_with(&[0xFE, 0xFF, 0, b'<']);
    utf16 || start.starts_with(b"<?xml") || start.starts_with(b"<svg")
}

/// The name of a picture format that we know and cannot use yet.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => "WebP",
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => "TIFF",
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.first_chunk()? {
            b"avif" | b"avis" => "AVIF",
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => "HEIC",
            _ => return None,
        },
        [b'%', b'P', b'D', b'F', ..] => "PDF",
        [b'%', b'!', b'P', b'S', ..] => "PostScript",
        [0, 0, 0, 12, b'j' | b'J', ..] => "JPEG 2000 / JPEG XL",
        [0xFF, 0x0A, ..] => "JPEG XL",
        [b'8', b'B', b'P', b'S', ..] => "Photoshop",
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => "BMP",
        [0, 0, 1, 0, ..] => "ICO",
        [0x1F, 0x8B, ..] => "compressed SVG (SVGZ)",
        _ => return None,
    })
}
