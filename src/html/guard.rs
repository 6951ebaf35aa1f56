//! Emphasis beside Chinese punctuation.
//!
//! CommonMark lets `**` open or close emphasis by what stands on both sides of it, and counts `“` or
//! `。` like Latin punctuation: in `**“中文”**后` the second `**` cannot close, since punctuation
//! stands before it and a letter behind (commonmark-spec issue 650). The rule that markdown-cjk-friendly
//! works out, and that later releases of pulldown-cmark follow, looks through such punctuation where
//! one side is written without spaces.
//!
//! We reach the same with the parser as it is: a guard, a character that the text does not hold and
//! that is neither blank nor punctuation, goes between the delimiter and the punctuation, and is
//! taken out of every event again. A guard changes only the side that fails, so what CommonMark
//! already reads as emphasis stays as it was.

use super::dollars::dollars;
use super::pandoc;
use crate::text::chars::{closing, is_closing, is_han, is_hangul, is_kana, is_wide_punctuation};
use std::borrow::Cow;
use std::ops::Range;

/// A text made ready for the parser.
pub(super) struct Guarded<'a> {
    text: Cow<'a, str>,
    /// Stands where CommonMark would fail, and for a `$` that is money.
    guards: [char; 2],
    /// The changes in order: their bytes in `text`, and those of the original they stand for.
    changes: Vec<(Range<usize>, Range<usize>)>,
    /// Whether there is mathematics.
    pub(super) math: bool,
}

impl<'a> Guarded<'a> {
    /// Puts guards into `body` where they are needed, and what the parser knows in the place of Pandoc's
    /// extensions. Without need, or when every character that could serve is in the text already, the
    /// text stays as it is.
    pub(super) fn new(body: &'a str) -> Self {
        let dollars = dollars(body);
        let mut plain = Self {
            text: Cow::Borrowed(body),
            guards: ['\u{FDD0}', '\u{FDD1}'],
            changes: Vec::new(),
            math: dollars.math,
        };
        let mut wanted = pandoc::changes(body);
        let before: Vec<usize> = self::wanted(body);
        if before.is_empty() && dollars.plain.is_empty() && wanted.is_empty() {
            return plain;
        }
        // noncharacters, which no text has for its own ends (Unicode 23.7)
        let mut free = ('\u{FDD0}'..='\u{FDEF}').filter(|&c| !body.contains(c));
        let (Some(guard), Some(dollar)) = (free.next(), free.next()) else {
            return plain;
        };
        wanted.extend(before.into_iter().map(|at| (at..at, guard.to_string())));
        let money = dollars.plain.iter();
        wanted.extend(money.map(|&at| (at..at + 1, dollar.to_string())));
        wanted.sort_by_key(|(range, _)| (range.start, range.end));
        let added: usize = wanted.iter().map(|(_, new)| new.len()).sum();
        let mut text = String::with_capacity(body.len() + added);
        let mut from = 0;
        for (range, new) in wanted.into_iter() {
            if range.start < from {
                continue;
            }
            text.push_str(&body[from..range.start]);
            let start = text.len();
            text.push_str(&new);
            from = range.end;
            plain.changes.push((start..text.len(), range));
        }
        text.push_str(&body[from..]);
        Self {
            text: Cow::Owned(text),
            guards: [guard, dollar],
            ..plain
        }
    }

    /// The text for the parser.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original text that `range` of the guarded one stands for.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        self.back(range.start)..self.back(range.end)
    }

    fn back(&self, at: usize) -> usize {
        let before = self.changes.partition_point(|(new, _)| new.start < at);
        match before.checked_sub(1).map(|last| &self.changes[last]) {
            None => at,
            // within what was put in, the end of what it stands for
            Some((new, old)) => old.end + at.saturating_sub(new.end),
        }
    }

    /// `words` without guards; `None` when it has none.
    pub(super) fn strip(&self, words: &str) -> Option<String> {
        let guarded = !self.changes.is_empty() && words.contains(self.guards);
        guarded.then(|| {
            words
                .replace(self.guards[0], "")
                .replace(self.guards[1], "$")
        })
    }
}

/// The places in `body` before which a guard belongs, sorted.
fn wanted(body: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(found) = body[from..].find(['*', '~']) {
        let mut start = from + found;
        let mark = body.as_bytes()[start];
        let run = body.as_bytes()[start..].iter().take_while(|&&b| b == mark);
        let end = start + run.count();
        from = end;
        if is_escaped(body, start) {
            start += 1;
        }
        // a single `~` is no delimiter beside letters, whatever stands on its other side
        if start == end || (mark == b'~' && end - start < 2) {
            continue;
        }
        let sides = Sides::of(body, start, end);
        if sides.want_guard_before() {
            places.push(start);
        } else if sides.want_guard_after() {
            places.push(end);
        }
    }
    places
}

/// The characters around a run of delimiters, two on each side.
struct Sides {
    before: [Option<char>; 2],
    after: [Option<char>; 2],
}

impl Sides {
    fn of(body: &str, start: usize, end: usize) -> Self {
        let (mut left, mut right) = (body[..start].chars().rev(), body[end..].chars());
        Self {
            before: [left.next(), left.next()],
            after: [right.next(), right.next()],
        }
    }

    /// Whether the run should close emphasis and cannot: `”**后`, `区:**2024年`.
    fn want_guard_before(&self) -> bool {
        let ([Some(mark), inner], [Some(outer), _]) = (self.before, self.after) else {
            return false;
        };
        closing(mark).is_none() && fails(mark, inner, outer)
    }

    /// Whether the run should open emphasis and cannot: `前**“`.
    fn want_guard_after(&self) -> bool {
        let ([Some(outer), _], [Some(mark), inner]) = (self.before, self.after) else {
            return false;
        };
        !is_closing(mark) && fails(mark, inner, outer)
    }
}

/// Whether a run with `mark` on its inner side, `inner` beyond it and `outer` on its outer side
/// fails in CommonMark, though one of them is written without spaces.
fn fails(mark: char, inner: Option<char>, outer: char) -> bool {
    is_mark(mark)
        && mark != '|'
        && outer.is_alphanumeric()
        && (is_cjk(outer) || is_wide_punctuation(mark) || inner.is_some_and(is_cjk))
}

fn is_cjk(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// Whether CommonMark may count `c` as punctuation.
fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

fn is_escaped(body: &str, at: usize) -> bool {
    let slashes = body.as_bytes()[..at].iter().rev();
    slashes.take_while(|&&b| b == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> String {
        Guarded::new(body).text().replace('\u{FDD0}', "|")
    }

    #[test]
    fn guards_stand_only_where_commonmark_would_fail() {
        assert_eq!(shown("**“中文”**后"), "**“中文”|**后");
        assert_eq!(shown("前**“中文”**"), "前**|“中文”**");
        assert_eq!(shown("~~中文。~~后"), "~~中文。|~~后");
        for fine in [
            "**中文**后",
            "a *b* c",
            "“**中**”",
            "**word**.",
            r"\*（中）\*后",
            "3~（4）~5",
        ] {
            assert_eq!(shown(fine), fine);
        }
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let body = "**“一”**和**“二”**和";
        let guarded = Guarded::new(body);
        let at = guarded.text().find('二').unwrap_or(0);
        let original = guarded.original(at..at + "二".len());
        assert_eq!(&body[original], "二");
        assert_eq!(guarded.strip(guarded.text()).as_deref(), Some(body));
    }

    #[test]
    fn money_is_hidden_from_the_parser_and_comes_back() {
        let body = "a $5 and **“乙”**丙 $x^2$ of $6";
        let guarded = Guarded::new(body);
        assert!(guarded.math);
        assert_eq!(guarded.text().matches('$').count(), 2);
        assert_eq!(guarded.strip(guarded.text()).as_deref(), Some(body));
        let at = guarded.text().find("丙").unwrap_or(0);
        assert_eq!(&body[guarded.original(at..at + 3)], "丙");
    }

    #[test]
    fn a_text_that_holds_every_guard_is_left_alone() {
        let all: String = ('\u{FDD0}'..='\u{FDEF}').collect();
        let body = format!("**“中”**后{all}");
        assert_eq!(Guarded::new(&body).text(), body);
    }
}
