//! Breaking a title into lines.
//!
//! The breaks of the paper (U+3000) come first; further ones fall where they hurt least: after
//! punctuation or a space, never inside a Latin word or a number, never inside a quoted name while
//! a smaller size keeps it whole, inside a Chinese word only where every other break is worse, and such
//! that the lines are of like length.

use super::fonts::{Glyph, is_wide};
use crate::restore::spans_word;
use crate::text::chars::{IDEOGRAPHIC_SPACE, closing, is_closing};

/// What a line holds: glyphs with the place of each, in ems from the line's start.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Glyphs and their places.
    pub glyphs: Vec<(f32, Glyph)>,
    /// The line's width in ems.
    pub width: f32,
}

/// A title in lines.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    /// The lines from the top.
    pub lines: Vec<Line>,
    /// Quoted names that had to be broken.
    pub broken_names: usize,
    /// What the breaks cost and how unlike the lines are in length; 0 for a title on one line.
    pub badness: f32,
}

/// The blank between Han and Latin letters or figures, in ems (CLREQ §3.2.2 allows up to a quarter).
const AUTOSPACE: f32 = 0.14;
/// The blank half of a wide bracket, which goes at the beginning and end of a line.
const HALF: f32 = 0.5;

/// Costs of a break, against 1 for a line of half the common length.
const FORBIDDEN: f32 = f32::INFINITY;
const IN_NAME: f32 = 1000.0;
const IN_TEXT: f32 = 0.12;
const AFTER_PARTICLE: f32 = 0.06;
const AT_SPACE: f32 = 0.0;
const AFTER_WORD: f32 = 1.5;
const IN_WORD: f32 = 1.2;
/// Characters around a break that tell whether it cuts a word.
const AROUND: usize = 8;

/// Breaks `title` into the fewest lines no wider than `measure` ems; `None` when a word is wider.
pub(super) fn break_lines(title: &[Glyph], measure: f32) -> Option<Lines> {
    let mut all = Lines::default();
    for part in title.split(|glyph| glyph.c == IDEOGRAPHIC_SPACE) {
        let part = trimmed(part);
        if !part.is_empty() {
            let found = Paragraph::new(part).lines(measure)?;
            all.lines.extend(found.lines);
            all.broken_names += found.broken_names;
            all.badness += found.badness;
        }
    }
    Some(all)
}

fn trimmed(mut part: &[Glyph]) -> &[Glyph] {
    while let [first, rest @ ..] = part
        && first.c.is_whitespace()
    {
        part = rest;
    }
    while let [rest @ .., last] = part
        && last.c.is_whitespace()
    {
        part = rest;
    }
    part
}

/// Sets `glyphs` as one line.
pub(super) fn set(glyphs: &[Glyph]) -> Line {
    let glyphs = trimmed(glyphs);
    let mut line = Line::default();
    let mut at = -glyphs.first().map_or(0.0, lead);
    for (i, glyph) in glyphs.iter().enumerate() {
        if i > 0 {
            at += gap(&glyphs[i - 1], glyph);
        }
        line.glyphs.push((at, *glyph));
        at += glyph.width;
    }
    line.width = (at - glyphs.last().map_or(0.0, trail)).max(0.0);
    line
}

/// The blank half of an opening bracket at the beginning of a line.
fn lead(first: &Glyph) -> f32 {
    half_if(first, closing(first.c).is_some())
}

/// The blank half of a closing bracket or stop at the end of a line.
fn trail(last: &Glyph) -> f32 {
    half_if(last, is_closing(last.c) || is_stop(last.c))
}

fn half_if(glyph: &Glyph, half_blank: bool) -> f32 {
    if half_blank && glyph.width > 0.9 {
        HALF
    } else {
        0.0
    }
}

fn is_stop(c: char) -> bool {
    matches!(c, '，' | '、' | '。' | '：' | '；')
}

/// The extra blank between two glyphs.
fn gap(a: &Glyph, b: &Glyph) -> f32 {
    let letter = |g: &Glyph| g.c.is_alphanumeric() && !is_wide(g.c);
    let ideograph = |g: &Glyph| g.c.is_alphanumeric() && is_wide(g.c);
    if (letter(a) && ideograph(b)) || (ideograph(a) && letter(b)) {
        AUTOSPACE
    } else if trail(a) > 0.0 && lead(b) > 0.0 {
        -HALF
    } else {
        0.0
    }
}

struct Paragraph<'a> {
    glyphs: &'a [Glyph],
    /// What a break before each glyph costs.
    costs: Vec<f32>,
    /// Where each glyph begins when all stand on one line, in ems; one more for the end.
    places: Vec<f32>,
}

impl<'a> Paragraph<'a> {
    fn new(glyphs: &'a [Glyph]) -> Self {
        let mut open: Vec<char> = Vec::new();
        let mut costs = vec![FORBIDDEN];
        let mut places = vec![0.0];
        let mut at = 0.0;
        for (i, pair) in glyphs.windows(2).enumerate() {
            let (a, b) = (pair[0].c, pair[1].c);
            let next = glyphs.get(i + 2).map(|glyph| glyph.c);
            at += pair[0].width + gap(&pair[0], &pair[1]);
            places.push(at);
            if let Some(close) = closing(a) {
                open.push(close);
            } else if open.last() == Some(&a) {
                open.pop();
            }
            let cost =
                cost_between(a, b) + cost_of_particles(b, next) + cost_in_word(glyphs, i + 1);
            costs.push(if open.is_empty() {
                cost
            } else {
                cost.max(IN_NAME)
            });
        }
        places.push(at + glyphs.last().map_or(0.0, |glyph| glyph.width));
        Self {
            glyphs,
            costs,
            places,
        }
    }

    /// The width of the glyphs `start..end` as a line of their own; what [`set`] would make of them,
    /// found without setting them.
    fn width(&self, start: usize, end: usize) -> f32 {
        let blanks = self.glyphs[start..end].iter().rev();
        let end = end - blanks.take_while(|glyph| glyph.c.is_whitespace()).count();
        let Some((first, last)) = self.glyphs[start..end]
            .first()
            .zip(self.glyphs[..end].last())
        else {
            return 0.0;
        };
        let whole = self.places[end - 1] + last.width - self.places[start];
        whole - lead(first) - trail(last)
    }

    /// The best way to cut into as few lines as possible, or into one or two more where that keeps a
    /// quoted name whole.
    fn lines(&self, measure: f32) -> Option<Lines> {
        let fewest = self.fewest(measure)?;
        let ways = (fewest..fewest + 3).filter_map(|count| self.cut(count, measure));
        ways.min_by_key(|way| way.broken_names)
    }

    /// How many lines it takes when each is filled as far as it goes; `None` when a word is wider
    /// than a line.
    fn fewest(&self, measure: f32) -> Option<usize> {
        let n = self.glyphs.len();
        let mut start = 0;
        let mut count = 0;
        while start < n {
            let ends = (start + 1..=n).filter(|&end| end == n || self.costs[end].is_finite());
            start = ends
                .take_while(|&end| self.width(start, end) <= measure)
                .last()?;
            count += 1;
        }
        Some(count)
    }

    /// The best way to cut into `count` lines: the cheapest sum over lines of how far each is from
    /// the common length, squared, and of what its break costs.
    fn cut(&self, count: usize, measure: f32) -> Option<Lines> {
        let n = self.glyphs.len();
        let ideal = (self.width(0, n) / count as f32).max(f32::EPSILON);
        // best[k][i]: the cost of the first i glyphs in k lines, and where the last line begins
        let mut best = vec![vec![(FORBIDDEN, 0); n + 1]; count + 1];
        best[0][0] = (0.0, 0);
        for k in 1..=count {
            for end in 1..=n {
                best[k][end] = (0..end)
                    .filter(|&start| best[k - 1][start].0.is_finite())
                    .filter_map(|start| {
                        let width = self.width(start, end);
                        let off = (width - ideal) / ideal;
                        let broken = if start > 0 { self.costs[start] } else { 0.0 };
                        let cost = best[k - 1][start].0 + off * off * 4.0 + broken;
                        (width <= measure && cost.is_finite()).then_some((cost, start))
                    })
                    .min_by(|a, b| a.0.total_cmp(&b.0))
                    .unwrap_or((FORBIDDEN, 0));
            }
        }
        best[count][n]
            .0
            .is_finite()
            .then(|| self.read(&best, count))
    }

    fn read(&self, best: &[Vec<(f32, usize)>], count: usize) -> Lines {
        let mut end = self.glyphs.len();
        let mut found = Lines {
            badness: best[count][end].0,
            ..Lines::default()
        };
        for k in (1..=count).rev() {
            let start = best[k][end].1;
            found.lines.push(set(&self.glyphs[start..end]));
            found.broken_names += usize::from(start > 0 && self.costs[start] >= IN_NAME);
            end = start;
        }
        found.lines.reverse();
        found
    }
}

/// What it costs to end a line after `a` and begin one with `b`.
fn cost_between(a: char, b: char) -> f32 {
    if b.is_whitespace() || cannot_begin(b) || closing(a).is_some() {
        return FORBIDDEN;
    }
    if a.is_whitespace() {
        // `EPUB 3`: a figure keeps to the word before it
        return if b.is_ascii_digit() {
            AFTER_WORD
        } else {
            AT_SPACE
        };
    }
    if !is_wide(a) && !is_wide(b) {
        // inside a word; a compound may break after its hyphen
        return if matches!(a, '-' | '–' | '/') && b.is_alphabetic() {
            IN_TEXT
        } else {
            FORBIDDEN
        };
    }
    if a.is_ascii_digit() && is_counter(b) {
        return FORBIDDEN;
    }
    if (a == '—' && b == '—') || (a == '…' && b == '…') {
        return FORBIDDEN;
    }
    match a {
        _ if is_closing(a) || is_stop(a) || matches!(a, '！' | '？' | '—' | '…') => AT_SPACE,
        '的' | '之' | '与' | '和' | '及' | '在' | '了' if closing(b).is_none() => {
            AFTER_PARTICLE
        }
        _ if closing(b).is_some() => AFTER_PARTICLE,
        _ => IN_TEXT,
    }
}

/// What it costs to break before glyph `at` where a word goes on there (`现代|化`).
fn cost_in_word(glyphs: &[Glyph], at: usize) -> f32 {
    let text = |part: &[Glyph]| part.iter().map(|glyph| glyph.c).collect::<String>();
    let before = text(&glyphs[at.saturating_sub(AROUND)..at]);
    let after = text(&glyphs[at..glyphs.len().min(at + AROUND)]);
    if spans_word(&before, &after) {
        IN_WORD
    } else {
        0.0
    }
}

/// What it costs to begin a line with `b` and `next`: beside the dictionary, a particle is the best
/// witness that a word goes on across the break (`印刷|所的`).
fn cost_of_particles(b: char, next: Option<char>) -> f32 {
    if is_particle(b) {
        0.8
    } else if is_wide(b) && next.is_some_and(is_particle) {
        0.4
    } else {
        0.0
    }
}

fn is_particle(c: char) -> bool {
    matches!(c, '的' | '了' | '们' | '着' | '吗' | '呢')
}

/// Marks that never stand at the beginning of a line (CLREQ §3.1.5).
fn cannot_begin(c: char) -> bool {
    is_closing(c)
        || is_stop(c)
        || matches!(
            c,
            '！' | '？'
                | '·'
                | '—'
                | '…'
                | '～'
                | '.'
                | ','
                | ':'
                | ';'
                | '!'
                | '?'
                | '%'
                | '％'
                | 'ー'
                | '々'
        )
}

/// What counts the figure before it.
fn is_counter(c: char) -> bool {
    matches!(
        c,
        '年' | '月'
            | '日'
            | '号'
            | '版'
            | '期'
            | '届'
            | '次'
            | '岁'
            | '个'
            | '万'
            | '亿'
            | '周'
            | '时'
            | '天'
    )
}

#[cfg(test)]
mod tests {
    use super::super::fonts::Face;
    use super::*;
    use resvg::usvg::fontdb::ID;

    fn glyphs(title: &str) -> Vec<Glyph> {
        let glyph = |c| Glyph {
            c,
            face: Face(ID::dummy()),
            width: if is_wide(c) || c == IDEOGRAPHIC_SPACE {
                1.0
            } else {
                0.5
            },
        };
        title.chars().map(glyph).collect()
    }

    fn broken(title: &str, measure: f32) -> Vec<String> {
        let lines = break_lines(&glyphs(title), measure)
            .expect("it holds")
            .lines;
        let words = |line: &Line| line.glyphs.iter().map(|(_, glyph)| glyph.c).collect();
        lines.iter().map(words).collect()
    }

    #[test]
    fn the_breaks_of_the_paper_come_first() {
        assert_eq!(broken("一行　又一行", 10.0), ["一行", "又一行"]);
    }

    #[test]
    fn lines_are_of_like_length() {
        assert_eq!(broken("旧报纸里的新句子", 7.0), ["旧报纸里的", "新句子"]);
        assert_eq!(broken("灯灯灯灯桥桥桥桥", 7.0), ["灯灯灯灯", "桥桥桥桥"]);
    }

    #[test]
    fn words_numbers_and_names_stay_whole() {
        assert_eq!(broken("读Markdown的人", 6.0), ["读Markdown", "的人"]);
        assert_eq!(broken("到2024年为止", 5.0), ["到2024年", "为止"]);
        assert_eq!(
            broken("看“一字不改”的人", 6.0),
            ["看", "“一字不改”", "的人"]
        );
        assert_eq!(broken("a torn column", 3.5), ["a torn", "column"]);
    }

    #[test]
    fn chinese_words_stay_whole() {
        assert_eq!(
            broken("字里行间的印刷博物馆开馆", 8.0),
            ["字里行间的", "印刷博物馆开馆"]
        );
    }

    #[test]
    fn a_name_longer_than_a_line_is_broken_and_said() {
        let lines = break_lines(&glyphs("《很长很长的书名》"), 5.0).expect("it holds");
        assert_eq!((lines.lines.len(), lines.broken_names), (2, 1));
    }

    #[test]
    fn a_word_wider_than_the_line_does_not_hold() {
        assert!(break_lines(&glyphs("typography"), 4.0).is_none());
    }

    #[test]
    fn brackets_give_up_their_blank_half_at_the_edges() {
        let line = set(&glyphs("《书》"));
        assert_eq!((line.width, line.glyphs[0].0), (2.0, -0.5));
    }

    #[test]
    fn the_quick_width_is_the_width_of_the_line_that_is_set() {
        let title = glyphs("从“甲” 到《乙》，用 EPUB 3 排：第2024号、（完）。");
        let paragraph = Paragraph::new(&title);
        for start in 0..title.len() {
            for end in start + 1..=title.len() {
                if title[start].c.is_whitespace() {
                    continue; // no line begins with a blank
                }
                let (quick, set) = (paragraph.width(start, end), set(&title[start..end]).width);
                assert!((quick - set).abs() < 1e-3, "{start}..{end}: {quick} {set}");
            }
        }
    }
}
