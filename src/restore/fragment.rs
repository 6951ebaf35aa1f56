//! Page → fragments: runs of lines that belong together for sure.
//!
//! Blank lines separate blocks. Within a block a line break is either the end of a printed line,
//! which vanishes, or the end of a paragraph; the block's own lines tell which. Marks (`#`, bold,
//! picture marks) are read here and nowhere else.

use super::byline::{self, Signed};
use super::furniture::{self, Furniture};
use super::hyphen::Words;
use super::join::lead_on;
use super::jump::{self, Jump};
use super::layout::{self, Line};
use super::patterns::Patterns;
use super::shape::Shape;
use crate::text::chars::{is_closing, is_sentence_end};
use crate::text::{Ledger, PageId, Span, State, Traced, heading_mark, remove};
use std::cell::{Cell, OnceCell};
use std::ops::Range;

/// What a fragment is before anything is weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// A picture mark and the path in it.
    Picture(String),
    /// Lines whose breaks mean something: a table, a list.
    Lines,
    /// A summary point.
    Summary,
    /// A jump line.
    Jump(Jump),
}

/// A run of lines that belong together for sure.
#[derive(Debug, Clone)]
pub(super) struct Fragment {
    pub text: Traced,
    pub kind: Kind,
    /// Level of its heading mark; 0 without one.
    pub level: u8,
    /// Whether it stands in bold as a whole, as layout tools write titles.
    pub bold: bool,
    /// Blank lines before it; 0 where only a line break sets it off.
    pub blanks: usize,
    /// Whether its first line is indented as a paragraph's first line is.
    pub indent: Indent,
    /// Whether the line before it, in the same block, fills its column.
    pub after_full_line: bool,
    pub shape: Shape,
    /// Whether it stands alone as the titles of its page do, which end with a stop: the habit of old papers.
    pub stopped_title: bool,
    /// What page furniture it is, if any.
    pub furniture: Option<Furniture>,
    /// The byline that it is by a pattern of the book's own.
    pub signed: Option<Signed>,
    /// Whether it begins with a lead, once somebody has asked.
    lead: OnceCell<bool>,
    /// Whether it is a byline as a whole, once somebody has asked.
    byline: OnceCell<bool>,
}

/// How a fragment's first line stands in its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Indent {
    /// The page indents nothing.
    #[default]
    Unknown,
    /// Indented, as the page's paragraphs are.
    Indented,
    /// Flush, on a page that indents its paragraphs.
    Flush,
}

impl Fragment {
    fn new(text: Traced, kind: Kind, blanks: usize) -> Self {
        let shape = Shape::of(text.as_str());
        Self {
            text,
            kind,
            level: 0,
            bold: false,
            blanks,
            indent: Indent::Unknown,
            after_full_line: false,
            shape,
            stopped_title: false,
            furniture: None,
            signed: None,
            lead: OnceCell::new(),
            byline: OnceCell::new(),
        }
    }

    /// A fragment of which nothing but its words is known.
    pub fn plain(text: Traced, kind: Kind) -> Self {
        Self::new(text, kind, 1)
    }

    /// Whether it begins with a lead (电头).
    pub fn begins_with_lead(&self) -> bool {
        let found = || byline::begins_with_lead(self.text.as_str());
        *self.lead.get_or_init(found)
    }

    /// Whether it is a byline as a whole.
    pub fn is_byline(&self) -> bool {
        let found = || byline::is_line(self.text.as_str());
        *self.byline.get_or_init(found)
    }

    /// Whether its marks say that it is a title.
    pub fn is_marked(&self) -> bool {
        self.level > 0 || self.bold
    }
}

/// Cuts page `id`, whose text is `text`, into fragments.
pub(super) fn fragments(
    id: PageId,
    text: &str,
    patterns: &Patterns,
    words: &Words,
    ledger: &mut Ledger,
) -> Vec<Fragment> {
    let blocks = layout::blocks(text);
    let column = layout::Column::of(text, &blocks);
    let mut cutter = Cutter {
        id,
        page: text,
        patterns,
        words,
        column,
        ledger,
        out: Vec::new(),
        alone: Vec::new(),
        unwrapped: Vec::new(),
        set_off: Cell::new((usize::MAX, false)),
    };
    for block in &blocks {
        cutter.block(&block.lines, block.blanks);
    }
    cutter.finish()
}

struct Cutter<'a> {
    id: PageId,
    page: &'a str,
    patterns: &'a Patterns,
    words: &'a Words,
    column: layout::Column,
    ledger: &'a mut Ledger,
    out: Vec<Fragment>,
    /// The fragments that stand alone as a title might: one line between blank ones, far from its column's
    /// edge.
    alone: Vec<usize>,
    unwrapped: Vec<Span>,
    /// Where the line begins that was last asked about, and whether it is set off: each line is asked
    /// about twice, with the line above and with the line below.
    set_off: Cell<(usize, bool)>,
}

impl Cutter<'_> {
    fn finish(mut self) -> Vec<Fragment> {
        self.titles_with_stops();
        if !self.unwrapped.is_empty() {
            let (rule, places) = ("restore/unwrapped-line", self.unwrapped);
            self.ledger.note(rule, 0.98, State::Made, places, "\n", "");
        }
        self.out
    }

    /// Sees whether a page without heading marks ends its titles with a stop: most lines that stand alone
    /// do then.
    fn titles_with_stops(&mut self) {
        const SOME: usize = 3;
        if self.out.iter().any(Fragment::is_marked) {
            return;
        }
        let stopped = |f: &Fragment| {
            let shape = &f.shape;
            shape.last == '.' && shape.pauses == 0 && shape.first.is_uppercase()
        };
        let found = || self.alone.iter().filter(|&&at| stopped(&self.out[at]));
        if found().count() < SOME || found().count() * 2 <= self.alone.len() {
            return;
        }
        let found: Vec<usize> = found().copied().collect();
        for at in found {
            self.out[at].stopped_title = true;
        }
    }

    /// Takes a run of lines without a blank one between them.
    fn block(&mut self, lines: &[Line], blanks: usize) {
        if (blanks > 0 || self.out.is_empty()) && self.column.stands_alone(lines) {
            self.alone.push(self.out.len());
        }
        let from = self.out.len();
        self.lines(lines, blanks);
        // a line of several parts is no title
        if self.alone.last() == Some(&from) && self.out.len() != from + 1 {
            self.alone.pop();
        }
    }

    fn lines(&mut self, lines: &[Line], blanks: usize) {
        let width = self.column.of_block(self.page, lines);
        let mut blanks = blanks;
        let mut at = 0;
        while at < lines.len() {
            let taken = self.special(&lines[at..], blanks);
            let taken = if taken > 0 {
                taken
            } else {
                let full = at > 0 && width.is_full(self.page, &lines[at - 1], &lines[at]);
                self.paragraph(&lines[at..], blanks, width, full)
            };
            at += taken;
            blanks = 0;
        }
    }

    /// Takes a heading, picture or table at the start of `lines`; returns how many lines it took.
    fn special(&mut self, lines: &[Line], blanks: usize) -> usize {
        let line = &self.page[lines[0].range.clone()];
        let mark = heading_mark(line);
        if mark > 0 {
            let level = line[..mark].trim_start().len() as u8;
            let text = self.cut(lines[0].range.start + mark..lines[0].range.end);
            if !text.is_empty() {
                let text = self.without_marks(text);
                let mut heading = Fragment::new(text, Kind::Text, blanks);
                heading.level = level;
                self.out.push(heading);
            }
            return 1;
        }
        if let Some(path) = picture_path(line) {
            let text = self.cut(lines[0].range.clone());
            self.out
                .push(Fragment::new(text, Kind::Picture(path), blanks));
            return 1;
        }
        if is_rule(line) {
            remove(
                &self.cut(lines[0].range.clone()),
                "restore/mark",
                self.ledger,
            );
            return 1;
        }
        let run = |is: fn(&str) -> bool| {
            lines
                .iter()
                .take_while(|l| is(&self.page[l.range.clone()]))
                .count()
        };
        // one mark at a line's start may be a dash of speech or a date's; two make a list
        let items = Some(run(is_item)).filter(|&items| items > 1).unwrap_or(0);
        let quoted = Some(run(is_quoted)).filter(|&quoted| quoted == lines.len());
        let kept = run(is_row)
            .max(items)
            .max(quoted.unwrap_or(0))
            .max(fenced(self.page, lines))
            .max(verse(self.page, lines));
        if kept > 0 {
            let range = lines[0].range.start..lines[kept - 1].range.end;
            let text = self.cut(range);
            self.out.push(Fragment::new(text, Kind::Lines, blanks));
            return kept;
        }
        0
    }

    /// Takes the lines that belong to the first for sure; returns how many they were. `full` tells
    /// whether the line before them fills its column.
    fn paragraph(
        &mut self,
        lines: &[Line],
        blanks: usize,
        width: layout::Width,
        full: bool,
    ) -> usize {
        let mut taken = 1;
        while taken < lines.len()
            && !self.starts_anew(&lines[taken - 1], &lines[taken], taken == 1, width)
        {
            taken += 1;
        }
        if taken > 1 && !self.ledger.allows("restore/unwrapped-line") {
            let text = self.cut(lines[0].range.start..lines[taken - 1].range.end);
            self.out.push(Fragment::new(text, Kind::Lines, blanks));
            return taken;
        }
        // only a line's own end is looked at, so long paragraphs cost what their lines do
        let mut text = Traced::default();
        let mut last = self.line(&lines[0]);
        for line in &lines[1..taken] {
            let next = self.line(line);
            self.unwrapped.extend(next.start());
            text.push(&lead_on(self.words, &last, next.as_str(), self.ledger));
            last = next;
        }
        text.push(&last);
        let indent = self.column.indent(&self.page[lines[0].range.clone()]);
        let (text, bold) = self.without_bold(text);
        let from = self.out.len();
        self.push_with_jumps(text, bold, blanks);
        for fragment in &mut self.out[from..] {
            fragment.indent = indent;
            fragment.after_full_line = full;
        }
        taken
    }

    /// Whether line `b` begins a fragment of its own after line `a` of the same block; `first` tells
    /// that `a` is its fragment's only line so far.
    fn starts_anew(&self, a: &Line, b: &Line, first: bool, width: layout::Width) -> bool {
        let (ta, tb) = (&self.page[a.range.clone()], &self.page[b.range.clone()]);
        let special = |line: &str| jump::whole(line).is_some() || byline::is_line(line);
        if heading_mark(tb) > 0 || picture_path(tb).is_some() || is_row(tb) || is_rule(tb) {
            return true;
        }
        if first && byline::goes_on(ta, tb) {
            return false;
        }
        let lead = byline::begins_with_lead(tb.trim());
        if lead || special(tb.trim()) || first && special(ta.trim()) {
            return true;
        }
        if first && self.sets_off(a) || self.sets_off(b) {
            return true;
        }
        if self.patterns.meet(tb.trim()) || self.patterns.meet(ta.trim()) {
            return true;
        }
        let closed = closes(ta.trim_end_matches('\\').trim_end());
        // the name that signs a notice
        if closed && !width.is_full(self.page, a, b) && furniture::is_signature(tb) {
            return true;
        }
        if a.hard {
            return closed;
        }
        if layout::is_indented(tb) && (closed || !layout::is_indented(ta)) {
            return true;
        }
        if width.is_full(self.page, a, b) {
            // a sentence may end where its line does: whether the paragraph does too, its seam tells
            return closed && self.column.indent(tb) != Indent::Flush;
        }
        let goes_on = tb.trim_start().starts_with(char::is_lowercase);
        if !closed && goes_on {
            return false;
        }
        if width.is_narrow() {
            return true;
        }
        closed || first && layout::is_title_line(ta) && layout::is_title_line(tb)
    }

    /// Whether a line is furniture's, whatever becomes of it.
    fn sets_off(&self, line: &Line) -> bool {
        let (at, known) = self.set_off.get();
        if at == line.range.start {
            return known;
        }
        let found = furniture::sets_off(&self.page[line.range.clone()]);
        self.set_off.set((line.range.start, found));
        found
    }

    fn line(&mut self, line: &Line) -> Traced {
        let text = self.page[line.range.clone()].trim_end();
        let end = line.range.start + text.len();
        // a backslash at a line's end is Markdown's hard break, unless it is all there is
        if !line.hard || text.len() < 2 || !text.ends_with('\\') {
            return self.cut(line.range.start..end);
        }
        remove(&self.cut(end - 1..end), "restore/mark", self.ledger);
        self.cut(line.range.start..end - 1)
    }

    /// The bytes `range` of the page without blanks at both ends.
    fn cut(&self, range: Range<usize>) -> Traced {
        Traced::copied(self.id, self.page, range).trimmed()
    }

    fn without_marks(&mut self, text: Traced) -> Traced {
        self.without_bold(text).0
    }

    /// Takes bold marks off a text that stands in bold as a whole.
    fn without_bold(&mut self, text: Traced) -> (Traced, bool) {
        let words = text.as_str();
        let bold = words.len() > 4
            && words.starts_with("**")
            && words.ends_with("**")
            && !words[2..words.len() - 2].contains("**");
        if !bold {
            return (text, false);
        }
        let end = text.len();
        remove(&text.slice(0..2), "restore/mark", self.ledger);
        remove(&text.slice(end - 2..end), "restore/mark", self.ledger);
        (text.slice(2..end - 2).trimmed(), true)
    }

    /// Adds a paragraph, its jump lines at both ends as fragments of their own.
    fn push_with_jumps(&mut self, text: Traced, bold: bool, blanks: usize) {
        let (head, rest, tail) = if self.ledger.allows("jump") {
            let (head, rest) = split_head(&text);
            let (rest, tail) = split_tail(&rest);
            (head, rest, tail)
        } else {
            (Traced::default(), text, Traced::default())
        };
        let mut blanks = blanks;
        for part in [head, rest, tail] {
            if part.is_empty() {
                continue;
            }
            let kind = jump::whole(part.as_str()).map_or(Kind::Text, Kind::Jump);
            let mut fragment = Fragment::new(part, kind, blanks);
            fragment.bold = bold;
            self.out.push(fragment);
            blanks = 0;
        }
    }
}

fn split_head(text: &Traced) -> (Traced, Traced) {
    let at = jump::head(text.as_str());
    (
        text.slice(0..at).trimmed(),
        text.slice(at..text.len()).trimmed(),
    )
}

fn split_tail(text: &Traced) -> (Traced, Traced) {
    let at = jump::tail(text.as_str());
    (
        text.slice(0..at).trimmed(),
        text.slice(at..text.len()).trimmed(),
    )
}

/// Whether a line ends a sentence: a full stop, then closing marks.
pub(super) fn closes(line: &str) -> bool {
    let mut rest = line
        .chars()
        .rev()
        .skip_while(|&c| is_closing(c) || matches!(c, '"' | '\''));
    let closed = line
        .chars()
        .next_back()
        .is_some_and(|c| matches!(c, '”' | '」' | '』' | '）' | ')' | '"'));
    rest.next()
        .is_some_and(|c| is_sentence_end(c) || matches!(c, '：' | ':'))
        || closed && line.chars().count() < 8
}

fn is_row(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2 && line.starts_with('|') && line.ends_with('|')
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let figures = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = (1..=3).contains(&(line.len() - figures.len()))
        && (figures.starts_with(". ") || figures.starts_with(") "));
    let marks = ["- ", "* ", "+ ", "• "];
    numbered || marks.iter().any(|mark| line.starts_with(mark))
}

/// Whether a line belongs to a quotation or note as Markdown marks them.
fn is_quoted(line: &str) -> bool {
    line.starts_with("> ") || line.starts_with("[^") && line.contains("]: ")
}

/// How many lines a fenced block of code at the start of `lines` has; 0 without one.
fn fenced(page: &str, lines: &[Line]) -> usize {
    let line = |one: &Line| page[one.range.clone()].trim();
    let Some(fence) = layout::fence(line(&lines[0])) else {
        return 0;
    };
    let close = lines[1..].iter().position(|one| line(one) == fence);
    close.map_or(0, |at| at + 2)
}

/// How many lines of verse stand at the start of `lines`: each begins with a capital, as in prose one in
/// four does at most, or is set off by a hard break.
fn verse(page: &str, lines: &[Line]) -> usize {
    const STANZA: usize = 6;
    let begins = |line: &&Line| {
        let text = page[line.range.clone()].trim();
        let first = text.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(char::is_uppercase)
            && text.chars().filter(|c| c.is_lowercase()).count() * 2 > line.width
    };
    let capitals = lines.iter().filter(begins).count();
    if lines.len() >= STANZA && capitals * 10 >= lines.len() * 9 {
        return lines.len();
    }
    let short = lines.iter().all(|line| line.width <= 60);
    let (Some(last), true) = (lines.len().checked_sub(1), short) else {
        return 0;
    };
    let hard = lines[..last].iter().all(|line| line.hard);
    if last > 1 && hard { lines.len() } else { 0 }
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && ['-', '*', '_', '=']
            .iter()
            .any(|&c| line.chars().all(|x| x == c || x == ' '))
}

/// The path of a picture mark that is a line of its own, `![…](path)`.
fn picture_path(line: &str) -> Option<String> {
    let inner = line.trim().strip_prefix("![")?.strip_suffix(')')?;
    let (_, target) = inner.split_once("](")?;
    let path = target.split_whitespace().next()?;
    (!path.contains(['(', ')'])).then(|| path.to_owned())
}
