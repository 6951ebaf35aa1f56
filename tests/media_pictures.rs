//! What `media::probe` says about whole, damaged and foreign picture files.

use image::{ExtendedColorType, ImageEncoder};
use offprint::media::{Format, Picture, probe};

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
    let samples: [(&[u8], &str); 6] = [
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"\0\0\0\x20ftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"%PDF-1.7\n", "PDF"),
        (b"BM\x36\0\0\0\0\0\0\0\x36\0", "BMP"),
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

#[test]
fn an_svg_that_cannot_stand_alone_is_refused_with_its_line() {
    let cases = [
        ("\n<g>", "(line 2)"),
        ("<script>go()</script>", "script"),
        ("<g onclick='go()'/>", "script"),
        (
            "<image href='https://example.org/x.png'/>",
            "https://example.org/x.png",
        ),
        ("<style>@import 'x.css';</style>", "@import"),
        ("<rect fill='url(other.svg#a)'/>", "other.svg#a"),
        ("<use xlink:href='#a'/>", "prefix"),
    ];
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
    assert!(probe(svg(inside).as_bytes()).is_ok());
}
