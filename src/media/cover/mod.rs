//! Covers in three designs, drawn in the system's fonts.
//!
//! The plain one (素) is composed here: the title stands on a rule in the upper half, the day below
//! it, and the seal at the foot, the only colour. What depends on installed fonts would drift from
//! machine to machine, so the cover is drawn once and kept in the book folder.

mod clipping;
mod fonts;
mod lines;
mod masthead;
mod paint;
mod seal;

use super::{CoverText, Design, Drawn};
use crate::diagnostic::Diagnostic;
use crate::say;
use crate::text::Lang;
use crate::words::Words;
use fonts::{Fonts, Glyph};
use lines::{Line, Lines};
use paint::{Canvas, HEIGHT, WIDTH};

/// The margin left and right: a tenth and a bit.
const MARGIN: f32 = 168.0;
/// What is left between the margins.
const MEASURE: f32 = WIDTH - 2.0 * MARGIN;
/// Where the rule stands when the title leaves it there.
const RULE: f32 = 960.0;
/// The least distance of the title from the top edge.
const TOP: f32 = 264.0;
/// The lowest place of the rule, so that day and seal keep their room.
const LOWEST_RULE: f32 = 1560.0;
/// Sizes of the title in pixels, the first that holds is taken.
const SIZES: [f32; 17] = [
    400.0, 340.0, 292.0, 248.0, 224.0, 200.0, 180.0, 164.0, 150.0, 136.0, 124.0, 112.0, 100.0,
    90.0, 80.0, 70.0, 60.0,
];
/// Size of the day and the paper.
const SMALL: f32 = 84.0;
const BOLD: u16 = 700;
const REGULAR: u16 = 500;

/// Draws the cover of a book, 1600 × 2400 pixels.
///
/// Where no font of the system has the title's letters, nothing is written on it and a diagnostic
/// says so; marks that are no letters (an emoji) are left out, and said.
pub fn draw(text: &CoverText) -> Drawn {
    let fonts = Fonts::of_the_system(Lang::new(text.lang.as_str()));
    draw_in(text, fonts)
}

fn draw_in(text: &CoverText, fonts: Fonts) -> Drawn {
    let text = &within_reason(text);
    let words = Inscription::of(text);
    let mut missing = Missing::default();
    let mut canvas = Canvas::default();
    let sheet = &mut Sheet {
        fonts: &fonts,
        canvas: &mut canvas,
        missing: &mut missing,
    };
    match text.design {
        Design::Masthead => masthead::compose(text, &words, sheet),
        Design::Clipping => clipping::compose(text, &words, sheet),
        Design::Plain if text.vertical && words.wide => downwards(&words, sheet),
        Design::Plain => compose(&words, sheet),
    }
    if missing.letters() {
        canvas = Canvas::default();
        plain(&mut canvas);
    }
    Drawn {
        png: canvas.png(fonts),
        diagnostics: missing.into_diagnostic().into_iter().collect(),
    }
}

/// What is written where.
struct Inscription {
    title: String,
    /// The paper, unless the title names it, and the day.
    below: Vec<String>,
    seal: Vec<char>,
    wide: bool,
}

impl Inscription {
    fn of(text: &CoverText) -> Self {
        let lang = Lang::new(text.lang.as_str());
        // Japanese writes the day as Chinese does
        let dated = if lang.is_wide() {
            Lang::new("zh")
        } else {
            lang
        };
        let words = Words::of(&dated);
        let day = text.date.as_deref().map(|date| words.day(date));
        let mut title = text.title.trim();
        // a title that ends in the day says it once, below
        if let Some(day) = &day
            && let Some(name) = title.strip_suffix(day.as_str())
            && !name.trim().is_empty()
        {
            title = name.trim();
        }
        let paper = text
            .paper
            .as_deref()
            .map(str::trim)
            .filter(|paper| !paper.is_empty());
        let unnamed = paper.filter(|paper| !title.contains(paper));
        let below = unnamed.map(str::to_owned).into_iter().chain(day).collect();
        Self {
            seal: seal::characters(paper.unwrap_or(title)),
            wide: title.chars().any(fonts::is_wide),
            title: title.to_owned(),
            below,
        }
    }
}

/// What a composition works with.
struct Sheet<'s> {
    fonts: &'s Fonts,
    canvas: &'s mut Canvas,
    missing: &'s mut Missing,
}

impl Sheet<'_> {
    fn glyphs(&mut self, text: &str, weight: u16) -> Vec<Glyph> {
        self.missing.glyphs(text, weight, self.fonts)
    }

    /// Writes `text` on one line from `x`, no wider than `width`.
    fn small(&mut self, text: &str, (x, y): (f32, f32), size: f32, width: f32) {
        let line = lines::set(&self.glyphs(text, REGULAR));
        let size = size.min(width / line.width.max(1.0));
        self.canvas.line(&line, x, y, size, REGULAR);
    }

    /// Writes the seal's `characters` on a stone whose corner is at (`x`, `y`).
    fn seal(&mut self, characters: &[char], (x, y): (f32, f32), scale: f32) {
        let characters: String = characters.iter().collect();
        let glyphs = self.glyphs(&characters, BOLD);
        set_seal(&glyphs, (x, y), scale, self.canvas);
    }
}

/// More characters than a cover holds in its smallest letters.
const LONGEST: usize = 240;

/// What of `text` a cover can show: breaking a title of any length well would take for ever.
fn within_reason(text: &CoverText) -> CoverText {
    let mut text = text.clone();
    let titles = [&mut text.title].into_iter().chain(&mut text.paper);
    for title in titles.chain(&mut text.headlines) {
        if let Some((end, _)) = title.char_indices().nth(LONGEST) {
            title.truncate(end);
            title.push('…');
        }
    }
    text
}

/// Characters that no font has.
#[derive(Default)]
struct Missing(Vec<char>);

impl Missing {
    /// The glyphs of `text` at `weight`, without those that are missing.
    fn glyphs(&mut self, text: &str, weight: u16, fonts: &Fonts) -> Vec<Glyph> {
        let faces = fonts.choose(text, weight);
        let mut glyphs = Vec::new();
        for c in text.chars().filter(|c| !c.is_control()) {
            match faces.glyph(c) {
                Some(glyph) => glyphs.push(glyph),
                None if self.0.contains(&c) || is_invisible(c) => {}
                None => self.0.push(c),
            }
        }
        glyphs
    }

    fn letters(&self) -> bool {
        self.0.iter().any(|c| c.is_alphanumeric())
    }

    fn into_diagnostic(self) -> Option<Diagnostic> {
        if self.0.is_empty() {
            return None;
        }
        let letters = self.letters();
        let some: String = self.0.into_iter().take(8).collect();
        let install = say!(
            "install a font that has them, such as Noto Serif CJK, or set `[epub] cover` in book.toml to a picture",
            "请安装含有这些字的字体，例如思源宋体（Noto Serif CJK），或在 book.toml 的 `[epub] cover` 指定图片"
        );
        let (code, message) = if letters {
            let message = say!(
                "the cover was drawn without words, since no font on this machine has `{some}`",
                "本机没有字体含有 `{some}`，封面未写文字"
            );
            ("media/cover-without-text", message)
        } else {
            let message = say!(
                "`{some}` was left out of the cover, since no font on this machine has it",
                "本机没有字体含有 `{some}`，封面上略去"
            );
            ("media/cover-character", message)
        };
        Some(Diagnostic::warning(code, message).cure(install))
    }
}

/// Joiners and selectors that have no shape of their own.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{00AD}')
}

/// Puts title, rule, day and seal on the canvas.
fn compose(words: &Inscription, sheet: &mut Sheet<'_>) {
    let title = sheet.glyphs(&words.title, BOLD);
    let rule = set_title(&title, words.wide, sheet.canvas);
    sheet.canvas.rule(MARGIN, rule, MEASURE);
    let mut baseline = rule + 148.0;
    for text in &words.below {
        sheet.small(text, (MARGIN, baseline), SMALL, MEASURE);
        baseline += SMALL * 1.5;
    }
    sheet.seal(&words.seal, seal_place(words.seal.len()), 1.0);
}

/// The same for lines that run downwards: the title in columns from the right, a rule to their left,
/// the day beyond it, the seal at its foot.
fn downwards(words: &Inscription, sheet: &mut Sheet<'_>) {
    const HIGH: f32 = HEIGHT - TOP - 320.0;
    let title = sheet.glyphs(&words.title, BOLD);
    let ways = SIZES.iter().skip(1).filter_map(|&size| {
        let lines = lines::break_lines(&title, HIGH / size)?;
        (!lines.lines.is_empty()).then_some((size, lines))
    });
    let fits = |(size, lines): &(f32, Lines)| {
        let wide = lines.lines.len() as f32 * size * 1.3;
        wide <= MEASURE - 360.0 && lines.broken_names == 0
    };
    let ways: Vec<(f32, Lines)> = ways.collect();
    let Some((size, lines)) = ways.iter().find(|way| fits(way)).or(ways.last()) else {
        return plain(sheet.canvas);
    };
    let mut x = WIDTH - MARGIN - size / 2.0;
    for line in &lines.lines {
        let glyphs: Vec<Glyph> = line.glyphs.iter().map(|(_, glyph)| *glyph).collect();
        sheet.canvas.column(&glyphs, x, TOP - 40.0, *size, BOLD);
        x -= size * 1.3;
    }
    let rule = x + size * 0.8 - 70.0;
    sheet.canvas.hairline(rule, TOP - 40.0, (7.0, HIGH));
    let mut x = rule - 100.0;
    for text in &words.below {
        let glyphs = sheet.glyphs(text, REGULAR);
        sheet
            .canvas
            .column(&glyphs, x, TOP - 40.0, SMALL * 0.9, REGULAR);
        x -= SMALL * 1.5;
    }
    let (_, y) = seal_place(words.seal.len());
    sheet.seal(&words.seal, (MARGIN, y), 1.0);
}

/// A headline in lines: the largest of `sizes` that keeps the lines of the paper whole, down to two
/// thirds of the first one that `holds` at all; else that one.
fn headline(
    glyphs: &[Glyph],
    width: f32,
    sizes: &[f32],
    holds: impl Fn(f32, &Lines) -> bool,
) -> (f32, Lines) {
    let printed = glyphs.split(|glyph| glyph.c == '\u{3000}').count();
    let ways = sizes.iter().filter_map(|&size| {
        let set = lines::break_lines(glyphs, width / size)?;
        (!set.lines.is_empty()).then_some((size, set))
    });
    let mut ways: Vec<(f32, Lines)> = ways.collect();
    let good = |way: &(f32, Lines)| holds(way.0, &way.1) && way.1.broken_names == 0;
    let first = ways.iter().position(good);
    let whole = |way: &(f32, Lines)| good(way) && way.1.lines.len() <= printed;
    let least = first.map_or(0.0, |at| ways[at].0 * 0.64);
    let kept = ways.iter().position(|way| whole(way) && way.0 >= least);
    match kept.or(first).or(ways.len().checked_sub(1)) {
        Some(at) => ways.swap_remove(at),
        None => (0.0, Lines::default()),
    }
}

/// The corner of the seal at the foot, its right edge on the margin.
fn seal_place(characters: usize) -> (f32, f32) {
    let height = if characters > 1 { 424.0 } else { SIDE };
    (WIDTH - MARGIN - SIDE, HEIGHT - 232.0 - height)
}

/// The cover of a book whose words no font can set: the rule and an empty seal.
fn plain(canvas: &mut Canvas) {
    canvas.rule(MARGIN, RULE, MEASURE);
    set_seal(&[], seal_place(0), 1.0, canvas);
}

/// Sets the title upon the rule and tells where the rule stands.
fn set_title(title: &[Glyph], wide: bool, canvas: &mut Canvas) -> f32 {
    let leading = if wide { 1.32 } else { 1.14 };
    let Some((size, lines)) = fit(title, leading) else {
        return RULE;
    };
    let count = lines.lines.len() as f32;
    // from the last line's foot to the rule: a third of a line, but never cramped
    let foot = (size * 0.42).max(56.0);
    let height = size + (count - 1.0) * size * leading;
    let rule = RULE.max(TOP + height + foot).min(LOWEST_RULE);
    let mut baseline = rule - foot - size * 0.12;
    for line in lines.lines.iter().rev() {
        canvas.line(line, MARGIN, baseline, size, BOLD);
        baseline -= size * leading;
    }
    rule
}

/// The size of the title, and its lines: the largest size that holds it, or one of the next two
/// where its words part better; no quoted name broken unless at the smallest.
fn fit(title: &[Glyph], leading: f32) -> Option<(f32, Lines)> {
    let ways = SIZES.iter().filter_map(|&size| {
        let lines = lines::break_lines(title, MEASURE / size)?;
        (!lines.lines.is_empty()).then_some((size, lines))
    });
    let ways: Vec<(f32, Lines)> = ways.collect();
    let mut good = ways
        .iter()
        .filter(|(size, lines)| holds(*size, lines, leading));
    let best = good.by_ref().take(3).enumerate().min_by(|(i, a), (j, b)| {
        let cost = |step: usize, lines: &Lines| lines.badness + step as f32 * SMALLER;
        cost(*i, &a.1).total_cmp(&cost(*j, &b.1))
    });
    let best = best.map(|(_, way)| way).or(ways.last());
    best.cloned().or_else(|| one_line(title))
}

/// What a step to the next smaller size costs, against the badness of lines.
const SMALLER: f32 = 0.08;

/// Whether a title in `lines` holds at `size`: few lines at the large sizes, no broken names.
fn holds(size: f32, lines: &Lines, leading: f32) -> bool {
    let few = match size {
        s if s > 248.0 => 1,
        s if s >= 200.0 => 2,
        s if s >= 136.0 => 4,
        _ => 7,
    };
    let count = lines.lines.len();
    let height = count as f32 * size * leading;
    count <= few && height <= LOWEST_RULE - TOP && lines.broken_names == 0
}

/// A title with a word too long for any of the sizes, on one line as small as it takes.
fn one_line(title: &[Glyph]) -> Option<(f32, Lines)> {
    let line = lines::set(title);
    let size = MEASURE / line.width.max(1.0);
    let lines = Lines {
        lines: vec![line],
        broken_names: 0,
        badness: 0.0,
    };
    (!title.is_empty()).then_some((size, lines))
}

/// The width of the seal at the foot.
const SIDE: f32 = 236.0;

/// Sets the seal with its corner at (`x`, `y`), at `scale` of its usual size.
fn set_seal(characters: &[Glyph], (x, y): (f32, f32), scale: f32, canvas: &mut Canvas) {
    let (side, size) = (SIDE * scale, 176.0 * scale);
    let height = if characters.len() > 1 {
        424.0 * scale
    } else {
        side
    };
    let seed: Vec<char> = characters.iter().map(|glyph| glyph.c).collect();
    canvas.stone(x, y, &seal::outline(side, height, 1.7 * scale, &seed));
    let step = (height - 28.0 * scale) / characters.len().max(1) as f32;
    for (i, glyph) in characters.iter().enumerate() {
        let middle = y + 14.0 * scale + step * (i as f32 + 0.5);
        // the middle of a Han character's square, or of a capital letter, above the baseline
        let rise = if fonts::is_wide(glyph.c) { 0.38 } else { 0.34 };
        let place = x + (side - glyph.width * size) / 2.0;
        let line = Line {
            glyphs: vec![(0.0, *glyph)],
            width: glyph.width,
        };
        canvas.carve(&line, place, middle + rise * size, size, BOLD);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Budget;

    fn text(title: &str, paper: Option<&str>) -> CoverText {
        CoverText {
            title: title.to_owned(),
            paper: paper.map(str::to_owned),
            date: Some("2024-01-11".to_owned()),
            lang: "zh-Hans".to_owned(),
            ..CoverText::default()
        }
    }

    #[test]
    fn the_day_and_the_paper_are_said_once() {
        let words = Inscription::of(&text("字里行间报 2024年1月11日", Some("字里行间报")));
        assert_eq!(words.title, "字里行间报");
        assert_eq!(words.below, ["2024年1月11日"]);
        let words = Inscription::of(&text("版面拾遗", Some("字里行间报")));
        assert_eq!(words.below, ["字里行间报", "2024年1月11日"]);
        assert_eq!(words.seal, ['字', '里']);
    }

    #[test]
    fn a_title_of_any_length_is_drawn_as_far_as_it_goes() {
        let long = "很长的题目".repeat(2000);
        let text = within_reason(&CoverText {
            headlines: vec![long.clone()],
            ..text(&long, Some(&long))
        });
        let titles = [
            &text.title,
            text.paper.as_ref().unwrap_or(&long),
            &text.headlines[0],
        ];
        for title in titles {
            assert_eq!(title.chars().count(), LONGEST + 1);
            assert!(title.ends_with('…'));
        }
    }

    #[test]
    fn without_fonts_the_cover_bears_no_words_and_says_so() {
        let fonts = Fonts::none(Lang::new("zh-Hans"));
        let drawn = draw_in(&text("字里行间报", None), fonts);
        let said: Vec<&str> = drawn.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(said, ["media/cover-without-text"]);
        assert!(drawn.diagnostics[0].cure.is_some());
        let picture = super::super::prepare(&drawn.png, &Budget::default()).expect("a picture");
        let picture = picture.picture;
        assert_eq!((picture.width, picture.height), (1600, 2400));
    }
}
