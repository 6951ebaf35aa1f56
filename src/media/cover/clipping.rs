//! The clipping cover (剪报): the lead article as it was cut out, laid a little off square on a plain
//! ground; its headline can be read, what follows fades.

use super::lines::{self, Line, Lines};
use super::paint::{GROUND, HEIGHT, NEWSPRINT, WIDTH};
use super::{BOLD, CoverText, Inscription, Sheet};

/// The clipping, before it is turned.
const LEFT: f32 = 232.0;
const TOP: f32 = 128.0;
const RIGHT: f32 = 1384.0;
const BOTTOM: f32 = 1964.0;
/// What is printed on it keeps this far from the cut.
const INSIDE: f32 = 84.0;
/// By how much it lies off square, in degrees.
const TURN: f32 = -2.2;
/// Size of the text, and the distance of its lines.
const TEXT: f32 = 35.0;
const LEADING: f32 = 58.0;
const GAP: f32 = 52.0;

/// Draws the whole cover.
pub(super) fn compose(text: &CoverText, words: &Inscription, sheet: &mut Sheet<'_>) {
    sheet.canvas.block(0.0, 0.0, (WIDTH, HEIGHT), GROUND);
    let middle = (WIDTH / 2.0, HEIGHT / 2.0);
    for (off, opacity) in [(34.0, 0.05), (22.0, 0.07), (10.0, 0.09)] {
        sheet.canvas.turn(TURN, middle.0, middle.1);
        sheet.canvas.shape(&cut(off * 0.6, off), "#000000", opacity);
        sheet.canvas.straight();
    }
    sheet.canvas.turn(TURN, middle.0, middle.1);
    sheet.canvas.shape(&cut(0.0, 0.0), NEWSPRINT, 1.0);
    article(text, words, sheet);
    sheet.canvas.straight();
    foot(words, sheet);
}

/// The outline that a pair of scissors leaves: almost straight, each side in a few strokes.
fn cut(x: f32, y: f32) -> String {
    let points = [
        (LEFT + 3.0, TOP + 9.0),
        (LEFT + 420.0, TOP - 2.0),
        (RIGHT - 330.0, TOP + 5.0),
        (RIGHT + 4.0, TOP - 6.0),
        (RIGHT - 5.0, TOP + 640.0),
        (RIGHT + 6.0, BOTTOM - 520.0),
        (RIGHT - 2.0, BOTTOM + 8.0),
        (RIGHT - 480.0, BOTTOM - 4.0),
        (LEFT + 360.0, BOTTOM + 7.0),
        (LEFT - 6.0, BOTTOM - 3.0),
        (LEFT + 4.0, BOTTOM - 700.0),
        (LEFT - 5.0, TOP + 500.0),
    ];
    let path = points.iter().enumerate().map(|(i, (px, py))| {
        let step = if i == 0 { 'M' } else { 'L' };
        format!("{step}{:.1} {:.1}", px + x, py + y)
    });
    path.collect::<String>() + "Z"
}

/// What is printed on the clipping.
fn article(text: &CoverText, words: &Inscription, sheet: &mut Sheet<'_>) {
    let (left, width) = (LEFT + INSIDE, RIGHT - LEFT - 2.0 * INSIDE);
    let mut y = TOP + INSIDE;
    sheet.canvas.double_rule(left, y, width);
    y += 64.0;
    if let Some(kicker) = text.kicker.as_deref() {
        sheet.small(kicker, (left, y + 46.0), 50.0, width);
        y += 84.0;
    }
    let headline = text.headlines.first().unwrap_or(&words.title);
    let wide = headline.chars().any(super::fonts::is_wide);
    let leading = if wide { 1.26 } else { 1.1 };
    let glyphs = sheet.glyphs(headline, BOLD);
    let sizes = [
        196.0, 172.0, 152.0, 136.0, 120.0, 108.0, 96.0, 84.0, 72.0, 60.0,
    ];
    let holds = |size: f32, set: &Lines| set.lines.len() as f32 * size * leading <= 700.0;
    let (size, set) = super::headline(&glyphs, width, &sizes, holds);
    for line in &set.lines {
        y += size * leading;
        sheet.canvas.line(line, left, y - size * 0.26, size, BOLD);
    }
    y += 40.0;
    sheet.canvas.hairline(left, y, (width, 3.0));
    body(&text.lead, (left, y + 24.0), width, wide, sheet);
}

/// The text in two columns, fainter from line to line.
fn body(text: &str, (left, top): (f32, f32), width: f32, wide: bool, sheet: &mut Sheet<'_>) {
    let column = (width - GAP) / 2.0;
    let rows = ((BOTTOM - INSIDE - top) / LEADING).floor().max(0.0) as usize;
    let mut all: Vec<Line> = Vec::new();
    for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
        if all.len() >= rows * 2 {
            break;
        }
        let indent = if wide { "\u{2003}\u{2003}" } else { "\u{2003}" };
        let glyphs = sheet.glyphs(paragraph.trim(), 500);
        let indent: f32 = indent.chars().count() as f32;
        all.extend(filled(&glyphs, column / TEXT, indent));
    }
    for (index, line) in all.iter().take(rows * 2).enumerate() {
        let (place, row) = (index / rows.max(1), index % rows.max(1));
        let x = left + place as f32 * (column + GAP);
        let y = top + (row as f32 + 0.8) * LEADING;
        let faded = row as f32 / rows.max(1) as f32;
        let opacity = (0.92 - faded * 0.84).max(0.06);
        sheet.canvas.faint(line, (x, y), TEXT, opacity);
    }
}

/// `glyphs` as lines that are full to `measure` ems, the first one indented. A stop or a closing mark
/// stays with what stands before it.
fn filled(glyphs: &[super::Glyph], measure: f32, indent: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest = glyphs;
    let mut room = measure - indent;
    while !rest.is_empty() {
        let mut width = 0.0;
        let fits = rest.iter().take_while(|glyph| {
            width += glyph.width;
            width <= room + 0.5
        });
        let mut end = fits.count().max(1);
        // a Latin word goes to the next line as a whole
        let letter = |at: usize| {
            rest.get(at)
                .is_some_and(|g| g.c.is_alphanumeric() && !super::fonts::is_wide(g.c))
        };
        let full = end;
        while end > 1 && end < rest.len() && letter(end) && letter(end - 1) {
            end -= 1;
        }
        if end == 1 {
            end = full;
        }
        let stays =
            |c: char| crate::text::chars::is_closing(c) || "，、。：；！？,.;:!?".contains(c);
        while rest.get(end).is_some_and(|glyph| stays(glyph.c)) {
            end += 1;
        }
        let mut line = lines::set(&rest[..end]);
        let shift = measure - room;
        line.glyphs.iter_mut().for_each(|(at, _)| *at += shift);
        lines.push(line);
        rest = &rest[end..];
        room = measure;
    }
    lines
}

/// The book's title and day on the ground below, with the seal at the right.
fn foot(words: &Inscription, sheet: &mut Sheet<'_>) {
    let (left, width) = (LEFT - 40.0, 1010.0);
    let glyphs = sheet.glyphs(&words.title.replace('\u{3000}', " "), BOLD);
    let sizes = [118.0, 104.0, 92.0, 80.0, 70.0, 60.0, 50.0];
    let ways = sizes.iter().filter_map(|&size| {
        let set = lines::break_lines(&glyphs, width / size)?;
        (!set.lines.is_empty()).then_some((size, set))
    });
    let ways: Vec<(f32, Lines)> = ways.collect();
    let holds = |(size, set): &(f32, Lines)| set.lines.len() as f32 * size <= 130.0;
    let mut y = 2208.0;
    if let Some((size, set)) = ways.iter().find(|way| holds(way)).or(ways.last()) {
        let lines = &set.lines[..set.lines.len().min(2)];
        y -= (lines.len() as f32 - 1.0) * size * 0.6;
        for line in lines {
            sheet.canvas.line(line, left, y, *size, BOLD);
            y += size * 1.2;
        }
        y += 84.0 - size * 1.2;
    }
    sheet.small(&words.below.join(" · "), (left, y + 14.0), 60.0, width);
    let height = if words.seal.len() > 1 { 424.0 } else { 236.0 } * 0.52;
    sheet.seal(&words.seal, (RIGHT - 100.0, 2316.0 - height), 0.52);
}
