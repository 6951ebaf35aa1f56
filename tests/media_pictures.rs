//! What `media::probe` says about whole, damaged and foreign picture files.

use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage};
use offprint::book::Budget;
use offprint::diagnostic::Text;
use offprint::media::{Format, Picture, Prepared, prepare};

/// A picture of 96 × 64 pixels with something in every corner.
fn pixels() -> Vec<u8> {
    let point = |i: u32| [(i % 96) as u8, (i / 96 * 3) as u8, (i * 7 % 251) as u8];
    (0..96 * 64).flat_map(point).collect()
}

fn encoded(format: Format) -> Vec<u8> {
    let mut file = Vec::new();
    let (pixels, rgb) = (pixels(), ExtendedColorType::Rgb8);
    let done = match format {
        Format::Jpeg => {
            image::codecs::jpeg::JpegEncoder::new(&mut file).write_image(&pixels, 96, 64, rgb)
        }
        Format::Png => {
            image::codecs::png::PngEncoder::new(&mut file).write_image(&pixels, 96, 64, rgb)
        }
        Format::Gif => image::codecs::gif::GifEncoder::new(&mut file).encode(&pixels, 96, 64, rgb),
        Format::Svg => unreachable!("written as text"),
    };
    done.expect("encoded");
    file
}

fn probe(bytes: &[u8]) -> Result<Picture, Text> {
    within(bytes, "4 MP").map(|prepared| prepared.picture)
}

/// The picture as editions with `max = "…"` show it.
fn within(bytes: &[u8], max: &str) -> Result<Prepared, Text> {
    let mut budget = Budget::default();
    budget.read_max(max).expect("a size");
    prepare(bytes, &budget)
}

const RASTER: [Format; 3] = [Format::Jpeg, Format::Png, Format::Gif];

fn refusal(bytes: &[u8]) -> String {
    probe(bytes).expect_err("refused").en
}

#[test]
fn whole_pictures_are_known_with_their_size() {
    for format in RASTER {
        let expected = Picture {
            format,
            width: 96,
            height: 64,
        };
        assert_eq!(probe(&encoded(format)), Ok(expected));
    }
}

#[test]
fn bytes_after_the_end_do_no_harm() {
    for format in RASTER {
        let mut file = encoded(format);
        file.extend_from_slice(b"\0\0trailing");
        assert!(probe(&file).is_ok(), "{format:?}");
    }
}

#[test]
fn a_picture_cut_off_anywhere_is_refused() {
    for format in RASTER {
        let file = encoded(format);
        for end in (3..file.len()).step_by(17) {
            let said = probe(&file[..end]);
            assert!(said.is_err(), "{format:?} cut at {end} of {}", file.len());
        }
        let half = refusal(&file[..file.len() / 2]);
        assert!(half.contains("cut off"), "{half}");
    }
}

#[test]
fn a_changed_byte_of_a_png_is_found_wherever_it_is() {
    let file = encoded(Format::Png);
    for at in (0..file.len()).step_by(13) {
        let mut damaged = file.clone();
        damaged[at] ^= 0x20;
        assert!(probe(&damaged).is_err(), "byte {at}");
    }
}

#[test]
fn markers_of_another_file_inside_a_jpeg_are_refused() {
    let mut file = encoded(Format::Jpeg);
    let middle = file.len() / 2;
    file[middle..middle + 4].copy_from_slice(&[0xFF, 0xC0, 0xFF, 0xC0]);
    assert!(refusal(&file).contains("damaged at byte"));
}

#[test]
fn a_declared_size_beyond_all_sense_is_refused_unread() {
    let mut file = encoded(Format::Gif);
    file[6..10].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0xFF]);
    assert!(refusal(&file).contains("65535 × 65535"));
}

#[test]
fn other_formats_are_named_with_the_cure() {
    let samples: [(&[u8], &str); 5] = [
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\0\0\0\x20ftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"%PDF-1.7\n", "PDF"),
        (b"8BPS\0\x01", "Photoshop"),
    ];
    for (bytes, name) in samples {
        let said = probe(bytes).expect_err("refused");
        assert!(said.en.starts_with(name) && said.en.contains("save it as JPEG or PNG"));
        assert!(said.zh.contains(name) && said.zh.contains("请另存为"));
    }
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    assert!(refusal(b"").contains("empty"));
    assert!(refusal("<!doctype html><p>404".as_bytes()).contains("not a picture"));
    assert!(refusal(b"\x89PNG nonsense").contains("corrupt"));
}

fn svg(inside: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox='0 0 30 20'>{inside}</svg>")
}

#[test]
fn an_svg_is_known_with_its_size() {
    let sizes = [
        ("width='120' height='80px'", (120, 80)),
        ("width='1in' height='25.4mm'", (96, 96)),
        ("width='100%' viewBox='0 0 40 60.4'", (40, 60)),
        ("", (0, 0)),
    ];
    for (attributes, (width, height)) in sizes {
        let text = format!(
            "\u{FEFF}<?xml version='1.0'?><s:svg xmlns:s='http://www.w3.org/2000/svg' {attributes}/>"
        );
        let expected = Picture {
            format: Format::Svg,
            width,
            height,
        };
        assert_eq!(probe(text.as_bytes()), Ok(expected), "{attributes}");
    }
}

fn cleaned(inside: &str) -> (String, String) {
    let Prepared {
        bytes, taken_out, ..
    } = within(svg(inside).as_bytes(), "4 MP").expect("a picture");
    let text = String::from_utf8(bytes.expect("a cleaned file")).expect("text");
    let whole = svg("|");
    let (before, after) = whole.split_once('|').expect("two halves");
    let inside = text
        .strip_prefix(before)
        .and_then(|t| t.strip_suffix(after));
    (
        inside.expect("the root stays").to_owned(),
        taken_out.expect("it is said").en,
    )
}

#[test]
fn what_runs_or_loads_is_taken_out_of_an_svg_and_said() {
    let cases = [
        ("<script>go()</script><g/>", "<g/>", "script"),
        ("<g onclick='go()' id='a'/>", "<g id=\"a\"/>", "script"),
        (
            "<image href='https://example.org/x.png'/>",
            "<image/>",
            "https://example.org/x.png",
        ),
        ("<image href='data:image/svg+xml,x'/>", "<image/>", "data:"),
        (
            "<style>@import 'x.css';a{b:c}</style>",
            "<style>a{b:c}</style>",
            "@import",
        ),
        (
            "<style>a{b:url(//x) d}</style>",
            "<style>a{b:none d}</style>",
            "//x",
        ),
        ("<style>a{b:\\75 rl(//x)}</style>", "<style></style>", "//x"),
        (
            "<rect fill='url(other.svg#a)' x='1'/>",
            "<rect x=\"1\"/>",
            "other.svg#a",
        ),
        (
            "<foreignObject><p onclick='x'>a</p></foreignObject><g/>",
            "<g/>",
            "foreignObject",
        ),
        (
            "<a href=' java&#10;script:go()'><g/></a>",
            "<a><g/></a>",
            "script:",
        ),
        (
            "<g><set attributeName='href' to='javascript:x'/></g>",
            "<g></g>",
            "set",
        ),
        ("<g><?xml-stylesheet href='a.css'?></g>", "<g></g>", "a.css"),
    ];
    for (inside, kept, said) in cases {
        let (made, taken_out) = cleaned(inside);
        assert_eq!(made, kept, "{inside}");
        assert!(taken_out.contains(said), "{inside}: {taken_out}");
    }
}

#[test]
fn an_svg_that_is_none_is_refused_with_its_line() {
    let cases = [("\n<g>", "(line 2)"), ("<use xlink:href='#a'/>", "prefix")];
    for (inside, part) in cases {
        let said = refusal(svg(inside).as_bytes());
        assert!(said.contains(part), "{inside}: {said}");
    }
    assert!(refusal(b"<svg width='1' height='1'/>").contains("xmlns"));
}

#[test]
fn an_svg_may_use_its_own_parts_and_link_elsewhere() {
    let inside = "<defs><path id='a'/></defs><use href='#a' fill='url(#b)'/>\
        <image href='data:image/png;base64,AA=='/><a href='https://example.org/'><text>纸</text></a>";
    let prepared = within(svg(inside).as_bytes(), "4 MP").expect("a picture");
    assert_eq!((prepared.bytes, prepared.taken_out), (None, None));
}

/// A photograph of `width` × `height` pixels: dark at the left, bright at the right, red below.
fn photo(width: u32, height: u32) -> DynamicImage {
    let shade = |at: u32, of: u32| (at * 255 / of.max(1)) as u8;
    RgbImage::from_fn(width, height, |x, y| {
        let light = shade(x, width);
        Rgb([light.max(shade(y, height)), light, light])
    })
    .into()
}

fn file(pixels: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut file, format).expect("encoded");
    file.into_inner()
}

fn shown(prepared: &Prepared) -> DynamicImage {
    let bytes = prepared.bytes.as_deref().expect("made anew");
    image::load_from_memory(bytes).expect("a whole picture")
}

/// An APP1 block with one EXIF field, the orientation (EXIF 2.32 §4.6.4).
fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif =
        b"\xFF\xE1\0\x22Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    [&jpeg[..2], &exif, &jpeg[2..]].concat()
}

#[test]
fn a_picture_that_needs_nothing_keeps_its_bytes() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif] {
        let whole = file(&photo(300, 200), format);
        let prepared = within(&whole, "4 MP, 5 MB").expect("a picture");
        assert_eq!(prepared.bytes, None, "{format:?}");
    }
}

#[test]
fn a_turned_photograph_is_set_upright_without_exif() {
    let jpeg = file(&photo(300, 200), ImageFormat::Jpeg);
    let prepared = within(&turned(&jpeg, 6), "4 MP").expect("a picture");
    assert_eq!(
        (prepared.picture.width, prepared.picture.height),
        (200, 300)
    );
    // what was dark at the left is dark at the top now
    let pixels = shown(&prepared).to_luma8();
    let (top, foot) = (
        pixels.get_pixel(190, 5).0[0],
        pixels.get_pixel(100, 290).0[0],
    );
    assert!(top < 60 && foot > 200, "{top} {foot}");
    let bytes = prepared.bytes.expect("made anew");
    assert!(!bytes.windows(4).any(|four| four == b"Exif"));
}

#[test]
fn exif_goes_without_touching_a_pixel() {
    let jpeg = file(&photo(300, 200), ImageFormat::Jpeg);
    let prepared = within(&turned(&jpeg, 1), "4 MP").expect("a picture");
    assert_eq!(prepared.bytes, Some(jpeg));
}

#[test]
fn what_readers_cannot_show_becomes_what_they_can() {
    let small = photo(300, 200);
    let deep = DynamicImage::from(small.to_rgb16());
    let clear = DynamicImage::from(small.to_rgba8());
    let mut glass = small.to_rgba8();
    glass.put_pixel(0, 0, image::Rgba([0, 0, 0, 9]));
    let cases = [
        (file(&small, ImageFormat::WebP), Format::Png, false),
        (file(&small, ImageFormat::Tiff), Format::Png, false),
        (file(&small, ImageFormat::Bmp), Format::Png, false),
        (file(&deep, ImageFormat::Png), Format::Png, false),
        (file(&deep, ImageFormat::Tiff), Format::Png, false),
        (file(&clear, ImageFormat::WebP), Format::Png, false),
        (file(&glass.into(), ImageFormat::WebP), Format::Png, true),
    ];
    for (number, (bytes, format, alpha)) in cases.iter().enumerate() {
        let prepared = within(bytes, "4 MP").expect("a picture");
        let made = shown(&prepared);
        assert_eq!(prepared.picture.format, *format, "{number}");
        assert_eq!(made.color().has_alpha(), *alpha, "{number}");
        assert_eq!(
            made.color().bytes_per_pixel(),
            3 + u8::from(*alpha),
            "{number}"
        );
        assert_eq!(
            made.to_rgb8().get_pixel(200, 9),
            small.to_rgb8().get_pixel(200, 9)
        );
    }
}

#[test]
fn printing_inks_become_the_colours_they_print() {
    let mut jpeg = Vec::new();
    let inks: Vec<u8> = (0..64 * 64).flat_map(|_| [0, 200, 200, 20]).collect();
    let encoder = jpeg_encoder::Encoder::new(&mut jpeg, 95);
    encoder
        .encode(&inks, 64, 64, jpeg_encoder::ColorType::Cmyk)
        .expect("encoded");
    let prepared = within(&jpeg, "4 MP").expect("a picture");
    assert_eq!(prepared.picture.format, Format::Jpeg);
    let Rgb([red, green, blue]) = *shown(&prepared).to_rgb8().get_pixel(30, 30);
    assert!(red > 200 && green < 90 && blue < 90, "{red} {green} {blue}");
}

#[test]
fn a_picture_over_the_budget_shrinks_to_it() {
    let jpeg = file(&photo(3000, 2000), ImageFormat::Jpeg);
    let prepared = within(&jpeg, "4 MP").expect("a picture");
    assert_eq!(
        (prepared.picture.width, prepared.picture.height),
        (2449, 1632)
    );
    assert_eq!(prepared.picture.format, Format::Jpeg);
    let framed = within(&jpeg, "600x800, 20 KB").expect("a picture");
    assert_eq!((framed.picture.width, framed.picture.height), (600, 400));
    assert!(
        framed
            .bytes
            .as_ref()
            .is_some_and(|bytes| bytes.len() <= 20_000)
    );
    let grey = photo(1000, 500).to_luma8().get_pixel(700, 100).0[0];
    assert!(shown(&framed).to_luma8().get_pixel(420, 80).0[0].abs_diff(grey) < 12);
}

#[test]
fn a_large_picture_without_loss_becomes_a_jpeg_once_it_is_too_large() {
    // noise does not deflate
    let mut state = 7_u32;
    let noise = RgbImage::from_fn(1200, 800, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
    });
    let png = file(&noise.into(), ImageFormat::Png);
    assert_eq!(within(&png, "4 MP").expect("a picture").bytes, None);
    let prepared = within(&png, "400 KB").expect("a picture");
    assert_eq!(prepared.picture.format, Format::Jpeg);
    assert!(prepared.bytes.is_some_and(|bytes| bytes.len() <= 400_000));
}

#[test]
fn grey_is_grey_and_an_animation_moves_on() {
    let budget = Budget {
        grey: true,
        ..Budget::default()
    };
    let jpeg = file(&photo(90, 60), ImageFormat::Jpeg);
    let made = prepare(&jpeg, &budget).expect("a picture");
    assert!(!shown(&made).color().has_color());
    // grey already: nothing to do
    let grey = made.bytes.expect("made anew");
    assert_eq!(prepare(&grey, &budget).expect("a picture").bytes, None);
    let mut gif = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut gif);
    let frames = [photo(90, 60), photo(90, 60)].map(|p| image::Frame::new(p.to_rgba8()));
    encoder.encode_frames(frames).expect("encoded");
    drop(encoder);
    assert_eq!(prepare(&gif, &budget).expect("a picture").bytes, None);
}

#[test]
fn a_bomb_is_refused_by_its_declared_size() {
    // a PNG header that declares 60,000 × 60,000 pixels, with a right sum and no pixels to speak of
    let mut png = file(&photo(8, 8), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let sum = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&sum.to_be_bytes());
    assert!(refusal(&png).contains("60000 × 60000"));
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum: u32, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))
        })
    })
}

#[test]
fn a_webp_that_is_cut_off_is_refused() {
    let webp = file(&photo(300, 200), ImageFormat::WebP);
    assert!(refusal(&webp[..webp.len() / 2]).starts_with("corrupt WebP"));
}
