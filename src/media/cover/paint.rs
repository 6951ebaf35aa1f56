//! The sheet the cover is drawn on: an SVG of rules, words and the seal, made into a PNG.

use super::fonts::{Face, Fonts, Glyph, is_wide};
use super::lines::Line;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontFamily, FontResolver, Options, Tree, fontdb::ID};
use std::fmt::Write;
use std::sync::Arc;

/// Pixels across.
pub(super) const WIDTH: f32 = 1600.0;
/// Pixels down.
pub(super) const HEIGHT: f32 = 2400.0;

/// The sheet of paper that covers are printed on.
pub(super) const PAPER: &str = "#f6f2e9";
/// The ground that a clipping lies on.
pub(super) const GROUND: &str = "#d8d0c1";
/// The paper of a clipping.
pub(super) const NEWSPRINT: &str = "#fcfaf4";
/// Lines of text too small to be read.
pub(super) const TEXTURE: &str = "#b4aca0";
const INK: &str = "#1d1a17";
/// Seal vermilion, 6.0 : 1 against the paper's white on it.
const VERMILION: &str = "#b23a2e";

/// A cover in the making.
#[derive(Default)]
pub(super) struct Canvas {
    svg: String,
    /// The faces in use; a face's number names it in the drawing.
    faces: Vec<Face>,
}

impl Canvas {
    /// Draws a rule in ink, `width` pixels from (`x`, `y`).
    pub fn rule(&mut self, x: f32, y: f32, width: f32) {
        self.add(format_args!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"7\" fill=\"{INK}\"/>"
        ));
    }

    /// Fills a rectangle.
    pub fn block(&mut self, x: f32, y: f32, (width, height): (f32, f32), color: &str) {
        self.add(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{color}\"/>"
        ));
    }

    /// Draws the thick-thin rule of newspapers (文武线).
    pub fn double_rule(&mut self, x: f32, y: f32, width: f32) {
        self.block(x, y, (width, 12.0), INK);
        self.block(x, y + 20.0, (width, 4.0), INK);
    }

    /// Draws a thin rule, `height` pixels down when it is longer than wide.
    pub fn hairline(&mut self, x: f32, y: f32, size: (f32, f32)) {
        self.block(x, y, size, INK);
    }

    /// Draws the outline of a box.
    pub fn frame(&mut self, x: f32, y: f32, (width, height): (f32, f32)) {
        self.add(format_args!(
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" \
             fill=\"none\" stroke=\"{INK}\" stroke-width=\"5\"/>"
        ));
    }

    /// Fills the outline `path`.
    pub fn shape(&mut self, path: &str, color: &str, opacity: f32) {
        self.add(format_args!(
            "<path d=\"{path}\" fill=\"{color}\" opacity=\"{opacity:.3}\"/>"
        ));
    }

    /// Turns what is drawn until [`Canvas::straight`] by `degrees` about (`x`, `y`).
    pub fn turn(&mut self, degrees: f32, x: f32, y: f32) {
        self.add(format_args!("<g transform=\"rotate({degrees} {x} {y})\">"));
    }

    /// Ends a turn.
    pub fn straight(&mut self) {
        self.add(format_args!("</g>"));
    }

    /// Writes `line` as [`Canvas::line`] does, but fainter.
    pub fn faint(&mut self, line: &Line, (x, y): (f32, f32), size: f32, opacity: f32) {
        self.add(format_args!("<g opacity=\"{opacity:.3}\">"));
        self.line(line, x, y, size, 500);
        self.add(format_args!("</g>"));
    }

    /// Writes `glyphs` downwards, centred on `x`, the first one's top at `y`; returns where the next
    /// would begin.
    pub fn column(&mut self, glyphs: &[Glyph], x: f32, y: f32, size: f32, weight: u16) -> f32 {
        let mut y = y;
        for run in glyphs.chunk_by(|a, b| !is_wide(a.c) && !is_wide(b.c)) {
            let Some(first) = run.first() else { continue };
            let line = super::lines::set(run);
            if is_wide(first.c) {
                let turned = !first.c.is_alphanumeric();
                self.wide(first, (x, y), size, weight, turned);
                y += size;
            } else if line.width <= 1.05 {
                self.line(
                    &line,
                    x - line.width * size / 2.0,
                    y + size * 0.86,
                    size,
                    weight,
                );
                y += size;
            } else {
                let length = line.width * size;
                self.turn(90.0, x, y);
                self.line(&line, x, y + size * 0.36, size, weight);
                self.straight();
                y += length + size * 0.1;
            }
        }
        y
    }

    fn wide(&mut self, glyph: &Glyph, (x, y): (f32, f32), size: f32, weight: u16, turned: bool) {
        let face = self.number(glyph.face);
        let words = escaped(&glyph.c.to_string());
        // a face has other shapes for marks in lines that run downwards
        let (mode, x, y) = match turned {
            true => (" writing-mode=\"tb\"", x, y),
            false => ("", x - size * glyph.width / 2.0, y + size * 0.88),
        };
        self.add(format_args!(
            "<text x=\"{x:.2}\" y=\"{y:.2}\"{mode} font-family=\"face{face}\" font-size=\"{size:.2}\" \
             font-weight=\"{weight}\" fill=\"{INK}\">{words}</text>"
        ));
    }

    /// Draws the stone of a seal with its corner at (`x`, `y`).
    pub fn stone(&mut self, x: f32, y: f32, outline: &str) {
        self.add(format_args!(
            "<path transform=\"translate({x} {y})\" d=\"{outline}\" fill=\"{VERMILION}\"/>"
        ));
    }

    /// Writes `line` in ink, beginning at `x` on the baseline `y`, `size` pixels an em.
    pub fn line(&mut self, line: &Line, x: f32, y: f32, size: f32, weight: u16) {
        self.write(line, (x, y), size, weight, INK);
    }

    /// Writes `line` in the colour of the paper, as a seal shows it.
    pub fn carve(&mut self, line: &Line, x: f32, y: f32, size: f32, weight: u16) {
        self.write(line, (x, y), size, weight, PAPER);
    }

    fn write(&mut self, line: &Line, (x, y): (f32, f32), size: f32, weight: u16, color: &str) {
        for run in line.glyphs.chunk_by(together) {
            let Some((at, first)) = run.first() else {
                continue;
            };
            let face = self.number(first.face);
            let words: String = run.iter().map(|(_, glyph)| glyph.c).collect();
            let (left, words) = (x + at * size, escaped(&words));
            self.add(format_args!(
                "<text x=\"{left:.2}\" y=\"{y:.2}\" font-family=\"face{face}\" font-size=\"{size:.2}\" \
                 font-weight=\"{weight}\" fill=\"{color}\" xml:space=\"preserve\">{words}</text>"
            ));
        }
    }

    fn number(&mut self, face: Face) -> usize {
        let known = self.faces.iter().position(|&seen| seen == face);
        known.unwrap_or_else(|| {
            self.faces.push(face);
            self.faces.len() - 1
        })
    }

    fn add(&mut self, element: std::fmt::Arguments<'_>) {
        // writing to a string cannot fail
        let _ = writeln!(self.svg, "{element}");
    }

    /// The PNG file.
    pub fn png(self, fonts: Fonts) -> Vec<u8> {
        let ids: Vec<ID> = self.faces.iter().map(|face| face.0).collect();
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\">\
             <rect width=\"100%\" height=\"100%\" fill=\"{PAPER}\"/>{}</svg>",
            self.svg
        );
        let options = Options {
            fontdb: Arc::new(fonts.into_database()),
            font_resolver: resolver(ids),
            ..Options::default()
        };
        // our own drawing, so both hold; an empty file would be refused like any broken picture
        let tree = Tree::from_str(&svg, &options).ok();
        let sheet = Pixmap::new(WIDTH as u32, HEIGHT as u32);
        tree.zip(sheet).map_or_else(Vec::new, |(tree, mut sheet)| {
            resvg::render(&tree, Transform::identity(), &mut sheet.as_mut());
            encode(&sheet)
        })
    }
}

/// Whether two neighbours are drawn as one run: same face, one right after the other, so that the
/// face's kerning applies.
fn together(a: &(f32, Glyph), b: &(f32, Glyph)) -> bool {
    let touching = (a.0 + a.1.width - b.0).abs() < 1e-3;
    a.1.face == b.1.face && touching
}

/// Finds the faces of the drawing by their number, and never takes another.
fn resolver(ids: Vec<ID>) -> FontResolver<'static> {
    FontResolver {
        select_font: Box::new(move |font, _| {
            let FontFamily::Named(name) = font.families().first()? else {
                return None;
            };
            let number: usize = name.strip_prefix("face")?.parse().ok()?;
            ids.get(number).copied()
        }),
        select_fallback: Box::new(|_, _, _| None),
    }
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The sheet as a PNG without transparency; the sheet is painted all over.
fn encode(sheet: &Pixmap) -> Vec<u8> {
    let rgb: Vec<u8> = sheet
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::Up);
    let written = encoder.write_image(&rgb, sheet.width(), sheet.height(), ExtendedColorType::Rgb8);
    // writing to memory cannot fail, and the lengths agree
    written.map_or_else(|_| Vec::new(), |()| file)
}
