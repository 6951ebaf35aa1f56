//! Picture files: what they are, and what an edition makes of them.
//!
//! A picture is judged by its bytes, never by its name. Each format says of itself whether it is
//! whole: PNG by the sums of its chunks, JPEG and GIF by their blocks up to the end mark, SVG by
//! being XML. Only the headers are read for that, and a declared size beyond all sense is refused
//! before a pixel is decoded.

use super::blocks::{self, Facts};
use super::{pixels, svg};
use crate::book::Budget;
use crate::diagnostic::Text;
use crate::say;
use image::{ImageFormat, Limits};

/// A format that readers of EPUB must show (EPUB 3.3 §3.2, core media types; WebP, which older
/// readers lack, left out).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// A picture as the editions show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What the editions show.
    pub picture: Picture,
    /// The file to show; `None` when the one that was given serves as it is.
    pub bytes: Option<Vec<u8>>,
    /// What was taken out of it and why.
    pub taken_out: Option<Text>,
}

/// Makes of the file `bytes` the picture that editions show: upright, without EXIF, eight bits of
/// grey or RGB, JPEG, PNG, GIF or SVG, within `budget`. A file that is so already stays as it is.
///
/// # Errors
/// The reason, when the bytes are no picture that an edition can show, or a broken one; for a
/// format that cannot be read, with the cure.
pub fn prepare(bytes: &[u8], budget: &Budget) -> Result<Prepared, Text> {
    Judged::of(bytes, budget)?.prepared()
}

/// The media type that the file `bytes` has by its first bytes, and whether it is whole; no pixel is
/// decoded. `None` when it is no picture that is known.
pub fn inspect(bytes: &[u8]) -> Option<(&'static str, Result<(), Text>)> {
    let Some(kind) = Kind::of(bytes) else {
        let text = std::str::from_utf8(bytes).ok()?;
        let svg = text.contains("<svg") || text.contains(":svg");
        return svg.then_some((Format::Svg.media_type(), Ok(())));
    };
    let media_type = match kind {
        Kind::WebP => "image/webp",
        Kind::Tiff => "image/tiff",
        Kind::Bmp => "image/bmp",
        Kind::Jpeg | Kind::Png | Kind::Gif => kind.shown().map_or("", Format::media_type),
    };
    Some((media_type, kind.facts(bytes).map(drop)))
}

/// Pixels a picture may have: more would exhaust the machine, and the file is a slip or a trap. A
/// newspaper page scanned at 400 dots an inch has 124 million.
const MAX_PIXELS: u64 = 200_000_000;

/// The kinds of file that can be read, beside SVG.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Jpeg,
    Png,
    Gif,
    WebP,
    Tiff,
    Bmp,
}

impl Kind {
    fn of(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            [0xFF, 0xD8, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', ..] => Self::Png,
            [b'G', b'I', b'F', b'8', ..] => Self::Gif,
            [b'R', b'I', b'F', b'F', _, _, _, _, rest @ ..] if rest.starts_with(b"WEBP") => {
                Self::WebP
            }
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Self::Tiff,
            [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Self::Bmp,
            _ => return None,
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Bmp => "BMP",
        }
    }

    pub fn decoder(self) -> ImageFormat {
        match self {
            Self::Jpeg => ImageFormat::Jpeg,
            Self::Png => ImageFormat::Png,
            Self::Gif => ImageFormat::Gif,
            Self::WebP => ImageFormat::WebP,
            Self::Tiff => ImageFormat::Tiff,
            Self::Bmp => ImageFormat::Bmp,
        }
    }

    /// The format that editions show such a file in as it is; `None` when they cannot.
    pub fn shown(self) -> Option<Format> {
        match self {
            Self::Jpeg => Some(Format::Jpeg),
            Self::Png => Some(Format::Png),
            Self::Gif => Some(Format::Gif),
            Self::WebP | Self::Tiff | Self::Bmp => None,
        }
    }

    /// Walks the blocks of the file, where they tell whether it is whole.
    fn facts(self, bytes: &[u8]) -> Result<Facts, Text> {
        match self {
            Self::Jpeg => blocks::jpeg(bytes),
            Self::Png => blocks::png(bytes),
            Self::Gif => blocks::gif(bytes),
            Self::WebP | Self::Tiff | Self::Bmp => Ok(Facts::default()),
        }
    }
}

/// A file whose headers were read, and what is left to do with it.
pub(super) enum Judged<'b> {
    /// An SVG, cleaned.
    Vector(Prepared),
    /// Pixels, to be decoded where need be.
    Raster(pixels::Raster<'b>),
}

impl<'b> Judged<'b> {
    /// Judges the file `bytes`.
    pub fn of(bytes: &'b [u8], budget: &'b Budget) -> Result<Self, Text> {
        let Some(kind) = Kind::of(bytes) else {
            return vector_or_unknown(bytes).map(Self::Vector);
        };
        let facts = kind.facts(bytes)?;
        let raster = pixels::Raster::of(bytes, kind, facts, budget)?;
        let (name, (width, height)) = (kind.name(), raster.size());
        if width == 0 || height == 0 {
            return Err(say!("{name} picture without pixels", "{name} 图片没有像素"));
        }
        if u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(say!(
                "{name} picture of {width} × {height} pixels, more than readers can show: make it smaller",
                "{name} 图片有 {width} × {height} 像素，超出阅读器所能显示：请缩小"
            ));
        }
        Ok(Self::Raster(raster))
    }

    /// Bytes of memory that decoding takes, 0 when nothing is decoded.
    pub fn weight(&self) -> u64 {
        match self {
            Self::Vector(_) => 0,
            Self::Raster(raster) => raster.weight(),
        }
    }

    /// Decodes and encodes what has to be.
    pub fn prepared(self) -> Result<Prepared, Text> {
        match self {
            Self::Vector(prepared) => Ok(prepared),
            Self::Raster(raster) => raster.prepared(),
        }
    }
}

/// Limits within which decoders work: enough for [`MAX_PIXELS`] in colour, and no more.
pub(super) fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXELS * 4);
    limits
}

fn vector_or_unknown(bytes: &[u8]) -> Result<Prepared, Text> {
    if bytes.is_empty() {
        return Err(say!("the picture file is empty", "图片文件是空的"));
    }
    if let Some(name) = other_format(bytes) {
        return Err(say!(
            "{name} picture, which many readers cannot show and offprint cannot read: save it as JPEG or PNG",
            "{name} 图片，许多阅读器无法显示，offprint 也无法读取：请另存为 JPEG 或 PNG"
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if text.contains("<svg") || text.contains(":svg") => svg::clean(text),
        Err(_) if begins_like_markup(bytes) => Err(say!(
            "SVG picture that is not UTF-8: save it as UTF-8",
            "SVG 图片不是 UTF-8 编码：请存为 UTF-8"
        )),
        _ => Err(say!(
            "not a picture that books can show: JPEG, PNG, GIF, WebP, TIFF, BMP or SVG is needed",
            "不是书中可用的图片：需要 JPEG、PNG、GIF、WebP、TIFF、BMP 或 SVG"
        )),
    }
}

fn begins_like_markup(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let utf16 =
        bytes.starts_with(&[0xFF, 0xFE, b'<', 0]) || bytes.starts_with(&[0xFE, 0xFF, 0, b'<']);
    utf16 || start.starts_with(b"<?xml") || start.starts_with(b"<svg")
}

/// The name of a picture format that we know and cannot read.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    Some(match bytes {
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => match brand.first_chunk()? {
            b"avif" | b"avis" => "AVIF",
            b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1" => "HEIC",
            _ => return None,
        },
        [b'%', b'P', b'D', b'F', ..] => "PDF",
        [b'%', b'!', b'P', b'S', ..] => "PostScript",
        [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] | [0xFF, 0x0A, ..] => "JPEG XL",
        [0, 0, 0, 12, b'j', b'P', ..] | [0xFF, 0x4F, 0xFF, 0x51, ..] => "JPEG 2000",
        [b'8', b'B', b'P', b'S', ..] => "Photoshop",
        [0, 0, 1, 0, ..] => "ICO",
        [0x1F, 0x8B, ..] => "compressed SVG (SVGZ)",
        _ => return None,
    })
}
