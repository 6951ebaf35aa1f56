//! Chapters laid end to end as tokens, and what differs between two such streams.

use super::mark;
use imara_diff::{Algorithm, Diff, Interner, Token as Id};
use std::borrow::Cow;
use std::ops::Range;

/// Fewer equal tokens than these between two changes are chance: a rewritten sentence shares its
/// 的 and its commas with the old one.
const CHANCE: usize = 4;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Both ends of a stream.
    Edge,
    /// Here a file begins; its number among the files of its side.
    File(usize),
    /// What stands between two blocks.
    Break,
    /// The mark of a conflict.
    Mark,
    /// A Latin word, any other character, or a line feed within a block.
    Word,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub id: Id,
    pub raw: &'a str,
}

impl Token<'_> {
    /// Whether a block ends or begins here.
    pub(super) fn parts(&self) -> bool {
        matches!(self.kind, Kind::Edge | Kind::File(_) | Kind::Break)
    }
}

/// Numbers for tokens, the same in all streams that are compared.
pub(super) type Numbers<'a> = Interner<Cow<'a, str>>;

/// The stream of chapters: of each the name of its file's mark, and its body.
pub(super) fn stream<'a>(files: &[(String, &'a str)], numbers: &mut Numbers<'a>) -> Vec<Token<'a>> {
    let edge = |numbers: &mut Numbers<'a>| Token {
        kind: Kind::Edge,
        id: numbers.intern(Cow::Borrowed("\0edge")),
        raw: "",
    };
    let mut tokens = vec![edge(numbers)];
    for (i, (name, body)) in files.iter().enumerate() {
        tokens.push(Token {
            kind: Kind::File(i),
            id: numbers.intern(Cow::Owned(format!("\0{name}"))),
            raw: "",
        });
        for (kind, raw) in pieces(body) {
            let key = match kind {
                Kind::Break => "\n\n",
                _ => raw,
            };
            tokens.push(Token {
                kind,
                id: numbers.intern(Cow::Borrowed(key)),
                raw,
            });
        }
    }
    tokens.push(edge(numbers));
    tokens
}

/// The tokens of a body without blank lines at its ends.
fn pieces(body: &str) -> Vec<(Kind, &str)> {
    let mut out = Vec::new();
    let mut fence: Option<&str> = None;
    let (mut at, mut fresh) = (0, true);
    while at < body.len() {
        let rest = &body[at..];
        if fence.is_none() && rest.starts_with('\n') && is_break(rest) {
            let end = at + break_length(rest);
            out.push((Kind::Break, &body[at..end]));
            (at, fresh) = (end, true);
            continue;
        }
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if fresh && fence.is_none() && mark::is_quotation(line) {
            let length = mark_length(rest);
            out.push((Kind::Mark, &rest[..length]));
            at += length;
            continue;
        }
        if rest.starts_with('\n') {
            out.push((Kind::Word, &rest[..1]));
            (at, fresh) = (at + 1, true);
            continue;
        }
        if fresh {
            turn(&mut fence, line);
        }
        words(line, &mut out);
        (at, fresh) = (at + line.len(), false);
    }
    out
}

/// Whether a blank line follows the line feed that begins `rest`.
fn is_break(rest: &str) -> bool {
    let next = rest[1..].lines().next();
    next.is_some_and(|line| line.trim_matches([' ', '\t']).is_empty())
}

/// The bytes of a line feed and the blank lines after it, the indent of the next block left.
fn break_length(rest: &str) -> usize {
    let blank = |line: &&str| line.trim_matches([' ', '\t', '\n']).is_empty();
    let lines = rest[1..].split_inclusive('\n').take_while(blank);
    1 + lines.map(str::len).sum::<usize>()
}

/// The bytes of a mark: its lines, all of which begin with `>`.
fn mark_length(rest: &str) -> usize {
    let lines = rest
        .split_inclusive('\n')
        .take_while(|l| l.starts_with('>'));
    let length: usize = lines.map(str::len).sum();
    rest[..length].trim_end_matches('\n').len()
}

/// Opens or closes fenced code (CommonMark 0.31 §4.5): blank lines in it part no blocks.
fn turn<'a>(fence: &mut Option<&'a str>, line: &'a str) {
    let text = line.trim_start_matches(' ');
    let first = text.chars().next().filter(|c| matches!(c, '`' | '~'));
    let Some(first) = first.filter(|_| line.len() - text.len() < 4) else {
        return;
    };
    let run = text.len() - text.trim_start_matches(first).len();
    match fence {
        Some(open)
            if open.starts_with(first) && run >= open.len() && text[run..].trim().is_empty() =>
        {
            *fence = None;
        }
        Some(_) => {}
        None if run >= 3 => *fence = Some(&text[..run]),
        None => {}
    }
}

fn words<'a>(line: &'a str, out: &mut Vec<(Kind, &'a str)>) {
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        if is_latin(c) {
            while let Some((i, c)) = chars.next_if(|(_, c)| is_latin(*c)) {
                end = i + c.len_utf8();
            }
        }
        out.push((Kind::Word, &line[start..end]));
    }
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && (c as u32) < 0x2E80
}

/// A change: these tokens of the old stream became those of the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// What differs between `old` and `new`, in order: whole blocks that are the same first, then word by
/// word between them.
pub(super) fn changes(old: &[Token<'_>], new: &[Token<'_>], numbers: u32) -> Vec<Change> {
    let mut found = Vec::new();
    for gap in blocks(old, new) {
        let before: Vec<Id> = old[gap.old.clone()].iter().map(|token| token.id).collect();
        let after: Vec<Id> = new[gap.new.clone()].iter().map(|token| token.id).collect();
        let mut diff = Diff::default();
        diff.compute_with(Algorithm::Myers, &before, &after, numbers);
        found.extend(diff.hunks().map(|hunk| Change {
            old: gap.old.start + hunk.before.start as usize
                ..gap.old.start + hunk.before.end as usize,
            new: gap.new.start + hunk.after.start as usize..gap.new.start + hunk.after.end as usize,
        }));
    }
    settled(found, old, new)
}

/// What differs where whole blocks are compared.
fn blocks(old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Change> {
    let mut numbers: Interner<Vec<Id>> = Interner::new(64);
    let mut cut = |stream: &[Token<'_>]| {
        let mut starts = Vec::new();
        let mut ids = Vec::new();
        let mut start = 0;
        for end in 1..=stream.len() {
            let edge = end == stream.len() || stream[end].parts() || stream[end - 1].parts();
            if edge {
                starts.push(start);
                ids.push(numbers.intern(stream[start..end].iter().map(|token| token.id).collect()));
                start = end;
            }
        }
        starts.push(stream.len());
        (starts, ids)
    };
    let (old_starts, before) = cut(old);
    let (new_starts, after) = cut(new);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &before, &after, numbers.num_tokens());
    let hunks = diff.hunks().map(|hunk| Change {
        old: old_starts[hunk.before.start as usize]..old_starts[hunk.before.end as usize],
        new: new_starts[hunk.after.start as usize]..new_starts[hunk.after.end as usize],
    });
    hunks.collect()
}

/// Joins changes that only chance keeps apart, and takes into a change that brings a mark the block
/// which the mark speaks of.
fn settled(found: Vec<Change>, old: &[Token<'_>], new: &[Token<'_>]) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    for mut change in found {
        if new[change.new.clone()]
            .iter()
            .any(|token| token.kind == Kind::Mark)
        {
            let free = out.last().map_or(0, |last| last.old.end);
            let back = above(&old[free..change.old.start]);
            change.old.start -= back;
            change.new.start -= back;
        }
        match out.last_mut() {
            Some(last) if chance(&old[last.old.end..change.old.start]) => {
                last.old.end = change.old.end;
                last.new.end = change.new.end;
            }
            _ => out.push(change),
        }
    }
    out
}

/// How many tokens at the end of `before` are the block above.
fn above(before: &[Token<'_>]) -> usize {
    let words = before.iter().rev().skip_while(|token| token.parts());
    let parted = before.len() - words.clone().count();
    let length = words.take_while(|token| !token.parts()).count();
    if length == 0 { 0 } else { parted + length }
}

fn chance(between: &[Token<'_>]) -> bool {
    between.len() < CHANCE && !between.iter().any(Token::parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(body: &str) -> Vec<String> {
        let pieces = pieces(body).into_iter();
        pieces
            .map(|(kind, raw)| match kind {
                Kind::Break => "¶".to_owned(),
                Kind::Mark => "⚠".to_owned(),
                _ => raw.to_owned(),
            })
            .collect()
    }

    #[test]
    fn words_breaks_and_marks() {
        assert_eq!(cut("铅字 two\n行"), ["铅", "字", " ", "two", "\n", "行"]);
        assert_eq!(cut("一\n \n\n  二"), ["一", "¶", " ", " ", "二"]);
        let marked = "一\n\n> ⚠ **两种写法**：上面\n>\n> 二\n\n三";
        assert_eq!(cut(marked), ["一", "¶", "⚠", "¶", "三"]);
        let code = "```\na\n\nb\n```\n\n一";
        assert_eq!(cut(code).iter().filter(|piece| *piece == "¶").count(), 1);
    }

    #[test]
    fn nothing_of_a_body_is_left_out() {
        for body in [
            "",
            "一",
            "一\n\n二\n",
            "~~~\n\n\nx",
            "> ⚠ **Two versions.** x\n> y\nz",
            // out of front matter whose last line was deleted
            "title: 灯\n# ⚠ Two versions. x\n\n一",
        ] {
            let whole: String = pieces(body).into_iter().map(|(_, raw)| raw).collect();
            assert_eq!(whole, body);
        }
    }
}
