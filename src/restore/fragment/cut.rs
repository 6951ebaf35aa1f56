//! Page → fragments: blank lines part blocks, and a block's own lines tell where in it a paragraph ends.

use super::marks::{closes, fenced, is_item, is_quoted, is_row, is_rule, picture_path, verse};
use super::{Fragment, Indent, Kind};
use crate::restore::hyphen::Words;
use crate::restore::join::lead_on;
use crate::restore::layout::{self, Line};
use crate::restore::patterns::Patterns;
use crate::restore::{byline, furniture, jump};
use crate::text::{Ledger, PageId, Span, State, Traced, heading_mark, remove};
use std::cell::Cell;
use std::ops::Range;

/// Cuts page `id`, whose text is `text`, into fragments.
pub(in crate::restore) fn fragments(
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
