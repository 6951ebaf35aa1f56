//! The masthead cover (报头): the paper's name as large as it goes, the headlines of the issue beside
//! it as a front page in small.
//!
//! Chinese sets the name downwards at the right, its day in a ruled box below; other scripts set it
//! across the top. Text too small to be read is drawn as lines, which is what it looks like from
//! afar.

use super::fonts::Glyph;
use super::lines::{self, Line, Lines};
use super::paint::{HEIGHT, TEXTURE, WIDTH};
use super::{BOLD, CoverText, Inscription, REGULAR, Sheet};

const EDGE: f32 = 116.0;
/// The room between name and headlines.
const GUTTER: f32 = 60.0;
/// The foot of the page.
const FOOT: f32 = HEIGHT - EDGE;
/// Distance of the lines that stand for text, and how tall each is.
const PITCH: f32 = 19.0;
const STROKE: f32 = 5.0;
/// The least size of letters in the box.
const LEAST: f32 = 44.0;

/// Draws the whole cover.
pub(super) fn compose(text: &CoverText, words: &Inscription, sheet: &mut Sheet<'_>) {
    let name = text.paper.as_deref().filter(|name| !name.trim().is_empty());
    let name = name.unwrap_or(&words.title).replace('\u{3000}', "");
    let mut small: Vec<String> = words.below.clone();
    small.retain(|line| !name.contains(line.as_str()));
    small.extend(text.issue.clone());
    // the lead's headline stands on the page already, as large as it goes
    let plain = |text: &str| text.split_whitespace().collect::<String>();
    let lead = text.headlines.first().map(|lead| plain(lead));
    let is_lead = lead.is_some_and(|lead| lead == plain(&words.title));
    if words.title != name && text.paper.is_some() && !is_lead {
        small.insert(0, words.title.clone());
    }
    let area = match name.chars().all(super::fonts::is_wide) && name.chars().count() <= 10 {
        true => beside_name(&name, &small, sheet),
        false => below_name(&name, &small, sheet),
    };
    front_page(text, area, sheet);
}

/// Where the headlines go.
struct Area {
    left: f32,
    top: f32,
    width: f32,
}

/// The name downwards at the right, the day in a box below it.
fn beside_name(name: &str, small: &[String], sheet: &mut Sheet<'_>) -> Area {
    let glyphs = sheet.glyphs(name, BOLD);
    let count = glyphs.len().max(1) as f32;
    let top = EDGE + 64.0;
    let size = ((FOOT - top - 420.0) / count).min(430.0);
    let left = WIDTH - EDGE - size.max(250.0);
    let width = WIDTH - EDGE - left;
    sheet.canvas.double_rule(EDGE, EDGE, WIDTH - 2.0 * EDGE);
    let middle = left + width / 2.0;
    let end = sheet.canvas.column(&glyphs, middle, top, size, BOLD);
    // a day breaks after its year, so that it is large enough to be read on a shelf
    let rows = small.iter().flat_map(|line| parted(line));
    let rows: Vec<Line> = rows
        .flat_map(|row| set_in(&sheet.glyphs(&row, REGULAR), (width - 48.0) / LEAST))
        .collect();
    let box_top = (end + 64.0).min(FOOT - 240.0);
    let height = FOOT - box_top;
    if !rows.is_empty() {
        sheet.canvas.frame(left, box_top, (width, height));
    }
    let pitch = (height - 40.0) / rows.len().max(1) as f32;
    let letter = (pitch * 0.62).min(78.0);
    for (line, at) in rows.iter().zip(0..) {
        let size = letter.min((width - 48.0) / line.width.max(1.0));
        let x = middle - line.width * size / 2.0;
        let y = box_top + 20.0 + pitch * (at as f32 + 0.5) + size * 0.36;
        sheet.canvas.line(line, x, y, size, REGULAR);
    }
    let rule = left - GUTTER;
    sheet
        .canvas
        .hairline(rule, top + 8.0, (3.0, FOOT - top - 8.0));
    Area {
        left: EDGE,
        top,
        width: rule - GUTTER - EDGE,
    }
}

/// What stands in the box, in lines of `measure` ems: nothing is set smaller than can be read.
fn set_in(row: &[Glyph], measure: f32) -> Vec<Line> {
    let line = lines::set(row);
    if line.width <= measure {
        return vec![line];
    }
    lines::break_lines(row, measure).map_or_else(|| vec![line], |set| set.lines)
}

/// `2024年1月11日` → its year, and its day.
fn parted(line: &str) -> Vec<String> {
    match line.split_once('年') {
        Some((year, day)) if !day.is_empty() => vec![format!("{year}年"), day.to_owned()],
        _ => vec![line.to_owned()],
    }
}

/// The name across the top, what is small in a row below it.
fn below_name(name: &str, small: &[String], sheet: &mut Sheet<'_>) -> Area {
    let width = WIDTH - 2.0 * EDGE;
    let glyphs = sheet.glyphs(name, BOLD);
    let sizes = [
        340.0, 300.0, 264.0, 232.0, 204.0, 180.0, 156.0, 132.0, 108.0, 84.0, 60.0,
    ];
    let ways = sizes.iter().filter_map(|&size| {
        let set = lines::break_lines(&glyphs, width / size)?;
        (!set.lines.is_empty()).then_some((size, set.lines))
    });
    let holds = |(size, lines): &(f32, Vec<Line>)| lines.len() as f32 * size <= 480.0;
    let ways: Vec<(f32, Vec<Line>)> = ways.collect();
    let best = ways.iter().find(|way| holds(way)).or(ways.last());
    let mut y = EDGE;
    for (size, line) in best
        .iter()
        .flat_map(|(size, set)| set.iter().map(|l| (*size, l)))
    {
        let grown = size.max((width / line.width.max(0.1)).min(size * 1.16));
        y += grown * 0.98;
        let x = (WIDTH - line.width * grown) / 2.0;
        sheet.canvas.line(line, x, y - grown * 0.14, grown, BOLD);
    }
    sheet.canvas.double_rule(EDGE, y + 40.0, width);
    y += 140.0;
    let row = small.join("   ·   ");
    if !row.is_empty() {
        let line = lines::set(&sheet.glyphs(&row, REGULAR));
        let size = 60.0_f32.min(width / line.width.max(1.0));
        sheet
            .canvas
            .line(&line, (WIDTH - line.width * size) / 2.0, y, size, REGULAR);
        y += 44.0;
        sheet.canvas.hairline(EDGE, y, (width, 3.0));
    }
    Area {
        left: EDGE,
        top: y + 30.0,
        width,
    }
}

/// An article of the front page: the lines of its headline and their size.
struct Head {
    lines: Vec<Line>,
    size: f32,
    leading: f32,
}

impl Head {
    fn of(headline: &str, size: f32, most: usize, width: f32, sheet: &mut Sheet<'_>) -> Self {
        let glyphs = sheet.glyphs(headline, BOLD);
        let wide = headline.chars().any(super::fonts::is_wide);
        let sizes: Vec<f32> = (0..14).map(|step| size * 0.92_f32.powi(step)).collect();
        let holds = |_, set: &Lines| set.lines.len() <= most;
        let (size, set) = super::headline(&glyphs, width, &sizes, holds);
        let mut lines = set.lines;
        lines.truncate(most);
        Self {
            lines,
            size,
            leading: if wide { 1.28 } else { 1.12 },
        }
    }

    fn height(&self) -> f32 {
        self.lines.len() as f32 * self.size * self.leading
    }

    /// Draws the lines from `top` and returns where they end.
    fn draw(&self, x: f32, top: f32, sheet: &mut Sheet<'_>) -> f32 {
        let mut y = top;
        for line in &self.lines {
            y += self.size * self.leading;
            sheet
                .canvas
                .line(line, x, y - self.size * 0.3, self.size, BOLD);
        }
        y
    }
}

/// The headlines with lines of text below them, the lead first and largest.
fn front_page(text: &CoverText, area: Area, sheet: &mut Sheet<'_>) {
    const BETWEEN: f32 = 84.0;
    const LEAST_TEXT: f32 = 4.0 * PITCH;
    let mut y = area.top;
    if let Some(kicker) = text.kicker.as_deref() {
        sheet.small(kicker, (area.left, y + 56.0), 48.0, area.width);
        y += 96.0;
    }
    let room = FOOT - y;
    let mut heads: Vec<Head> = Vec::new();
    let mut used = 0.0;
    for headline in &text.headlines {
        // a headline that the paper broke into three is not squeezed into two
        let parts = headline.matches('\u{3000}').count() + 1;
        let (size, most) = if heads.is_empty() {
            (136.0, 4)
        } else {
            (84.0, parts.clamp(2, 3))
        };
        let head = Head::of(headline, size, most, area.width, sheet);
        let more = head.height() + BETWEEN + LEAST_TEXT;
        if head.lines.is_empty() || (!heads.is_empty() && used + more > room) {
            break;
        }
        used += more;
        heads.push(head);
    }
    let shares = heads.len() as f32 + 1.0;
    let left_over = (room - used + BETWEEN).max(0.0);
    for (index, head) in heads.iter().enumerate() {
        if index > 0 {
            sheet
                .canvas
                .hairline(area.left, y + 40.0, (area.width, 3.0));
            y += BETWEEN - 16.0;
        }
        y = head.draw(area.left, y, sheet) + 22.0;
        let share = if index == 0 { 2.0 } else { 1.0 };
        let height = LEAST_TEXT - 6.0 + left_over * share / shares;
        let last = index + 1 == heads.len();
        let columns = if area.width > 1000.0 { 3 } else { 2 };
        texture(&area, y, height, columns, last, sheet);
        y += height;
    }
    if heads.is_empty() {
        texture(&area, y, FOOT - y, 2, true, sheet);
    }
}

/// Columns of lines that stand for text.
fn texture(area: &Area, top: f32, height: f32, columns: usize, last: bool, sheet: &mut Sheet<'_>) {
    let gap = 36.0;
    let width = (area.width - gap * (columns as f32 - 1.0)) / columns as f32;
    let foot = if last { FOOT } else { top + height };
    for column in 0..columns {
        let x = area.left + column as f32 * (width + gap);
        let rows = ((foot - top) / PITCH).floor().max(0.0) as usize;
        for row in 0..rows {
            // a paragraph ends short of the margin now and then, never at the foot of a column
            let ends = (row * 7 + column * 5) % 11 == 8 && row + 1 < rows;
            let begins = (row * 7 + column * 5) % 11 == 4;
            let indent = if begins { 26.0 } else { 0.0 };
            let length = if ends { width * 0.55 } else { width - indent };
            let y = top + row as f32 * PITCH + 6.0;
            sheet.canvas.block(x + indent, y, (length, STROKE), TEXTURE);
        }
    }
}
