//! Pixels: decoded where an edition cannot show a file as it is, set upright, made smaller, encoded.

use super::blocks::Facts;
use super::picture::{Format, Kind, Picture, Prepared, limits};
use crate::book::{Budget, scaled};
use crate::diagnostic::Text;
use crate::say;
use fast_image_resize::{
    FilterType, ResizeAlg, ResizeOptions, Resizer, images::Image, images::ImageRef,
};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ImageDecoder, ImageEncoder, ImageReader};
use std::io::Cursor;

/// Above this many bytes an opaque picture without loss becomes a JPEG, once it has to be encoded
/// anew (Standard Ebooks' limit for a picture's file).
const LARGE: usize = 1_500_000;
/// Qualities of JPEG, tried in turn until the file is small enough; the first is used without a
/// limit. 85 cannot be told from the original on a page.
const QUALITIES: [u8; 5] = [85, 75, 65, 55, 45];
/// How often a picture is made smaller to keep within its bytes, each time by a quarter of its area.
const STEPS: usize = 16;

/// A file of pixels whose headers were read.
pub(super) struct Raster<'b> {
    bytes: &'b [u8],
    kind: Kind,
    facts: Facts,
    budget: &'b Budget,
    size: (u32, u32),
    color: ColorType,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

impl<'b> Raster<'b> {
    /// Reads the headers of `bytes`.
    pub fn of(bytes: &'b [u8], kind: Kind, facts: Facts, budget: &'b Budget) -> Result<Self, Text> {
        let mut decoder = decoder(bytes, kind)?;
        Ok(Self {
            size: decoder.dimensions(),
            color: decoder.color_type(),
            orientation: decoder.orientation().unwrap_or(Orientation::NoTransforms),
            profile: decoder.icc_profile().unwrap_or_default(),
            bytes,
            kind,
            facts,
            budget,
        })
    }

    /// Width and height as stored.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Bytes of memory that decoding takes.
    pub fn weight(&self) -> u64 {
        let pixels = u64::from(self.size.0) * u64::from(self.size.1);
        match self.must_decode() {
            true => pixels * u64::from(self.color.bytes_per_pixel()),
            false => 0,
        }
    }

    fn must_decode(&self) -> bool {
        let deep = self.color.bytes_per_pixel() > u16::from(self.color.channel_count()) as u8;
        let (width, height) = self.upright();
        let moves = self.facts.frames > 1;
        let wanted = self.kind.shown().is_none()
            || self.orientation != Orientation::NoTransforms
            || deep
            || self.facts.inks == 4
            || (self.budget.grey && self.color.has_color())
            || self.budget.fit(width, height) != (width, height)
            || self
                .budget
                .bytes
                .is_some_and(|most| self.bytes.len() as u64 > most);
        // an animation would lose all pictures but the first
        wanted && !moves
    }

    /// Width and height as shown.
    fn upright(&self) -> (u32, u32) {
        let turned = matches!(
            self.orientation,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        );
        match turned {
            true => (self.size.1, self.size.0),
            false => self.size,
        }
    }

    /// Decodes and encodes, where need be.
    pub fn prepared(self) -> Result<Prepared, Text> {
        if let (Some(format), false) = (self.kind.shown(), self.must_decode()) {
            let private = !self.facts.private.is_empty();
            return Ok(Prepared {
                picture: picture(format, self.size),
                bytes: private.then(|| self.facts.without_private(self.bytes)),
                taken_out: None,
            });
        }
        let pixels = self.pixels()?;
        let size = (pixels.width(), pixels.height());
        let pixels = resized(pixels, self.budget.fit(size.0, size.1));
        let profile = self
            .profile
            .as_deref()
            .filter(|_| self.keeps_profile(&pixels));
        let (format, bytes, size) = self.encoded(pixels, profile)?;
        Ok(Prepared {
            picture: picture(format, size),
            bytes: Some(bytes),
            taken_out: (self.kind == Kind::WebP && moves(self.bytes)).then(|| {
                say!(
                    "all but the first picture of the animation",
                    "动画中第一幅以外的画面"
                )
            }),
        })
    }

    /// The pixels upright, with eight bits a channel, in the fewest channels that hold them.
    fn pixels(&self) -> Result<DynamicImage, Text> {
        let decoder = decoder(self.bytes, self.kind)?;
        let decoded = DynamicImage::from_decoder(decoder);
        let mut pixels = decoded.map_err(|error| corrupt(self.kind, &error))?;
        pixels.apply_orientation(self.orientation);
        let alpha = pixels.color().has_alpha() && !is_opaque(&pixels);
        let grey = self.budget.grey || !pixels.color().has_color();
        Ok(match (grey, alpha) {
            (true, true) => pixels.into_luma_alpha8().into(),
            (true, false) => pixels.into_luma8().into(),
            (false, true) => pixels.into_rgba8().into(),
            (false, false) => pixels.into_rgb8().into(),
        })
    }

    /// A profile describes the colours that the file has: inks are gone, and so may be the colours.
    fn keeps_profile(&self, pixels: &DynamicImage) -> bool {
        self.facts.inks != 4 && pixels.color().has_color() == self.color.has_color()
    }

    fn encoded(&self, mut pixels: DynamicImage, profile: Option<&[u8]>) -> Result<Encoded, Text> {
        let most = self.budget.bytes.map_or(usize::MAX, |most| most as usize);
        let opaque = !pixels.color().has_alpha();
        let lossy = match self.kind {
            Kind::Jpeg => true,
            Kind::WebP => !self.bytes.windows(4).take(64).any(|chunk| chunk == b"VP8L"),
            Kind::Png | Kind::Gif | Kind::Tiff | Kind::Bmp => false,
        };
        let mut smallest = None;
        for _ in 0..STEPS {
            let size = (pixels.width(), pixels.height());
            if !(lossy && opaque) {
                let file = png(&pixels, profile).map_err(|error| corrupt(self.kind, &error))?;
                if file.len() <= most.min(if opaque { LARGE } else { usize::MAX }) {
                    return Ok((Format::Png, file, size));
                }
                smallest = Some((Format::Png, file, size));
            }
            if opaque {
                for quality in QUALITIES {
                    let file = jpeg(&pixels, quality, profile)
                        .map_err(|error| corrupt(self.kind, &error))?;
                    if file.len() <= most {
                        return Ok((Format::Jpeg, file, size));
                    }
                    smallest = Some((Format::Jpeg, file, size));
                }
            }
            let smaller = scaled(size.0, size.1, 0.866);
            if smaller == size || size == (1, 1) {
                break;
            }
            pixels = resized(pixels, smaller);
        }
        let too_large = || say!("it cannot be made small enough", "无法缩得足够小");
        smallest.ok_or_else(too_large)
    }
}

type Encoded = (Format, Vec<u8>, (u32, u32));

fn picture(format: Format, (width, height): (u32, u32)) -> Picture {
    Picture {
        format,
        width,
        height,
    }
}

fn decoder(bytes: &[u8], kind: Kind) -> Result<impl ImageDecoder + '_, Text> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.decoder());
    reader.limits(limits());
    reader.into_decoder().map_err(|error| corrupt(kind, &error))
}

fn corrupt(kind: Kind, error: &dyn std::fmt::Display) -> Text {
    let name = kind.name();
    say!(
        "corrupt {name} picture: {error}",
        "{name} 图片已损坏：{error}"
    )
}

/// Whether a WebP file says that it is an animation (WebP container, the extended header).
fn moves(bytes: &[u8]) -> bool {
    bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
}

fn is_opaque(pixels: &DynamicImage) -> bool {
    match pixels {
        DynamicImage::ImageRgba8(pixels) => pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX),
        DynamicImage::ImageLumaA8(pixels) => pixels.pixels().all(|pixel| pixel.0[1] == u8::MAX),
        DynamicImage::ImageRgba16(pixels) => pixels.pixels().all(|pixel| pixel.0[3] == u16::MAX),
        DynamicImage::ImageLumaA16(pixels) => pixels.pixels().all(|pixel| pixel.0[1] == u16::MAX),
        _ => false,
    }
}

/// The pixels at `size`, by Lanczos' filter, which keeps letters sharp.
fn resized(pixels: DynamicImage, size: (u32, u32)) -> DynamicImage {
    if (pixels.width(), pixels.height()) == size {
        return pixels;
    }
    let kind = match pixels.color() {
        ColorType::L8 => fast_image_resize::PixelType::U8,
        ColorType::La8 => fast_image_resize::PixelType::U8x2,
        ColorType::Rgba8 => fast_image_resize::PixelType::U8x4,
        _ => fast_image_resize::PixelType::U8x3,
    };
    let mut smaller = Image::new(size.0, size.1, kind);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    let done = ImageRef::new(pixels.width(), pixels.height(), pixels.as_bytes(), kind)
        .ok()
        .and_then(|from| Resizer::new().resize(&from, &mut smaller, &options).ok());
    let made = done.and_then(|()| {
        let (across, down, bytes) = (size.0, size.1, smaller.into_vec());
        Some(match pixels.color() {
            ColorType::L8 => image::GrayImage::from_raw(across, down, bytes)?.into(),
            ColorType::La8 => image::GrayAlphaImage::from_raw(across, down, bytes)?.into(),
            ColorType::Rgba8 => image::RgbaImage::from_raw(across, down, bytes)?.into(),
            _ => image::RgbImage::from_raw(across, down, bytes)?.into(),
        })
    });
    // the lengths agree, so that this cannot fail; the picture as it was is no harm if it did
    made.unwrap_or(pixels)
}

fn png(pixels: &DynamicImage, profile: Option<&[u8]>) -> image::ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder =
        PngEncoder::new_with_quality(&mut file, CompressionType::Default, PngFilter::Adaptive);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).ok();
    }
    let (width, height, color) = (pixels.width(), pixels.height(), pixels.color());
    encoder.write_image(pixels.as_bytes(), width, height, color.into())?;
    Ok(file)
}

fn jpeg(
    pixels: &DynamicImage,
    quality: u8,
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, jpeg_encoder::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, quality);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    // its optimised Huffman tables, with this sampling, give wrong colours (jpeg-encoder 0.7.1)
    encoder.set_optimized_huffman_tables(false);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile)?;
    }
    let color = match pixels.color() {
        ColorType::L8 => jpeg_encoder::ColorType::Luma,
        _ => jpeg_encoder::ColorType::Rgb,
    };
    // the limits of decoding keep each side below what JPEG can say, but for slips of 65,536 pixels
    let side = |length: u32| u16::try_from(length).unwrap_or(u16::MAX);
    encoder.encode(
        pixels.as_bytes(),
        side(pixels.width()),
        side(pixels.height()),
        color,
    )?;
    Ok(file)
}
