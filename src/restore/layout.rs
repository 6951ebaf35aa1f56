//! How a page's lines stand in their columns: which lines are printed lines that only the column's
//! edge ended, and which end where their writer ended them.
//!
//! Widths are counted as a typewriter would: a Han character is two wide, a Latin one one.

use super::fragment::Indent;
use crate::text::chars::{IDEOGRAPHIC_SPACE, is_cjk_punctuation, is_han, is_hangul, is_kana};
use std::ops::Range;

/// A line of the page without its line feed.
#[derive(Debug)]
pub(super) struct Line {
    pub range: Range<usize>,
    /// Ends in a Markdown hard break: two blanks or a backslash.
    pub hard: bool,
    /// How wide it is, indent left out.
    pub width: usize,
    /// Where it ends, counted from where the column begins: a paragraph's indent is part of its line.
    pub end: usize,
}

/// A run of lines without a blank one between them.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub lines: Vec<Line>,
    /// Blank lines before it.
    pub blanks: usize,
}

/// Cuts a page's text into blocks at its blank lines.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    let (mut blanks, mut at) = (0, 0);
    // code keeps its blank lines
    let mut code: Option<(&str, usize)> = None;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches('\n');
        code = match code {
            Some((fence, end)) => (at < end).then_some((fence, end)),
            None => fence(line.trim()).and_then(|mark| Some((mark, closing(text, at, mark)?))),
        };
        if line.trim().is_empty() && code.is_none() {
            if !block.lines.is_empty() {
                blocks.push(std::mem::take(&mut block));
            }
            blanks += 1;
        } else {
            if block.lines.is_empty() {
                block.blanks = blanks;
            }
            blanks = 0;
            block.lines.push(Line {
                range: at..at + line.len(),
                hard: line.ends_with("  ") || line.ends_with('\\'),
                width: width(line.trim()),
                end: width(line.trim()) + indent(line),
            });
        }
        at += raw.len();
    }
    if !block.lines.is_empty() {
        blocks.push(block);
    }
    blocks
}

/// The mark that fences code, at the start of `line`: three backticks or tildes.
pub(super) fn fence(line: &str) -> Option<&'static str> {
    ["```", "~~~"]
        .into_iter()
        .find(|mark| line.starts_with(mark))
}

/// Where the line ends that closes the fence which begins at `from`.
fn closing(text: &str, from: usize, mark: &str) -> Option<usize> {
    let mut at = from;
    for (i, raw) in text[from..].split_inclusive('\n').enumerate() {
        at += raw.len();
        if i > 0 && raw.trim() == mark {
            return Some(at);
        }
    }
    None
}

/// What a page's columns are like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    /// How wide most columns are; 0 where lines are not those of a column.
    width: usize,
    /// Whether paragraphs are set off by an indent.
    indents: bool,
}

impl Column {
    pub fn of(text: &str, blocks: &[Block]) -> Self {
        let tall = blocks.iter().filter(|block| block.lines.len() > 2);
        let mut widths: Vec<usize> = tall.filter_map(Block::edge).collect();
        widths.sort_unstable();
        let line = |line: &Line| is_indented(&text[line.range.clone()]);
        let lines = || blocks.iter().flat_map(|block| &block.lines);
        let (all, indented) = (lines().count(), lines().filter(|one| line(one)).count());
        Self {
            width: widths.get(widths.len() / 2).copied().unwrap_or(0),
            indents: indented > 2 && indented * 12 > all,
        }
    }

    /// The width of the column that the lines of one block stand in.
    pub fn of_block(self, page: &str, lines: &[Line]) -> Width {
        let edge = edge(lines);
        let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
        let near = |width: usize| width > 0 && widest * 5 >= width * 4 && widest * 4 <= width * 5;
        let width = match edge {
            Some(edge) if lines.len() > 2 => edge,
            _ if near(self.width) => self.width,
            _ => widest,
        };
        let wide = lines
            .iter()
            .any(|line| page[line.range.clone()].chars().any(is_wide));
        Width {
            width,
            wide,
            sure: edge.is_some() || near(self.width),
        }
    }

    /// Whether a block is one line that leaves much of a narrow column free.
    pub fn stands_alone(self, lines: &[Line]) -> bool {
        matches!(lines, [line] if line.width * 4 <= self.width * 3) && self.width <= WIDEST
    }

    /// How `line`, the first of a fragment, stands in its column.
    pub fn indent(self, line: &str) -> Indent {
        match (self.indents, is_indented(line)) {
            (true, true) => Indent::Indented,
            (true, false) => Indent::Flush,
            (false, true) => Indent::Indented,
            (false, false) => Indent::Unknown,
        }
    }
}

impl Block {
    fn edge(&self) -> Option<usize> {
        edge(&self.lines)
    }
}

/// Where the column of `lines` ends: the widest line that two others come near to.
fn edge(lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    let near = |wide: usize, narrow: usize| narrow + 4 >= wide || narrow * 10 >= wide * 9;
    let found = widths.windows(3).rev().find(|run| near(run[2], run[0]));
    found.map(|run| run[2]).filter(|&width| width <= WIDEST)
}

/// Columns are no wider than this; wider lines are paragraphs.
const WIDEST: usize = 100;

/// The width of a block's column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width {
    width: usize,
    /// Whether Han stands in it, which breaks anywhere.
    wide: bool,
    /// Whether several lines agree on it.
    sure: bool,
}

impl Width {
    /// Whether lines that end early do so on purpose.
    pub fn is_narrow(self) -> bool {
        self.sure && self.width <= WIDEST
    }

    /// Whether line `a` ends because the first word of `b`, the line below, found no more room.
    pub fn is_full(self, page: &str, a: &Line, b: &Line) -> bool {
        if !self.is_narrow() {
            return false;
        }
        let room = if self.wide {
            // marks that may not begin a line take one or two characters along
            5
        } else {
            let word = page[b.range.clone()].split_whitespace().next();
            word.map_or(1, |word| width(word) + 1)
        };
        // far wider than its column: a line of its own
        a.end + room > self.width && a.width <= self.width + 6
    }
}

/// Whether a line reads like one of a title's lines: short, without a comma or stop.
pub(super) fn is_title_line(line: &str) -> bool {
    let line = line.trim();
    let stops = |c| matches!(c, '，' | ',' | '。' | '；' | ';' | '！' | '？' | '、');
    width(line) <= 48 && !line.contains(stops) && !line.ends_with(['.', '!', '?'])
}

/// Whether a line is set in as a paragraph's first line is.
pub(super) fn is_indented(line: &str) -> bool {
    line.starts_with(IDEOGRAPHIC_SPACE) || line.starts_with("  ") || line.starts_with('\t')
}

/// How far a line is set in, up to what a paragraph's first line is.
fn indent(line: &str) -> usize {
    const PARAGRAPH: usize = 4;
    let blanks = line.len() - line.trim_start().len();
    width(&line[..blanks]).min(PARAGRAPH)
}

fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

fn width(text: &str) -> usize {
    let wide = |c| is_wide(c) || is_cjk_punctuation(c) || c == IDEOGRAPHIC_SPACE;
    text.chars().map(|c| 1 + usize::from(wide(c))).sum()
}
