//! Places on a page: byte spans for the program, line and column for people.

use std::ops::Range;

/// The number of a page within one import, from 0, in the order the pages were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PageId(pub u32);

impl PageId {
    /// The page's index in the slice of pages that the import reads.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A run of bytes of one decoded page, `start..end`, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The page the bytes stand on.
    pub page: PageId,
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of `range` on `page`.
    pub fn new(page: PageId, range: Range<usize>) -> Self {
        Self {
            page,
            start: range.start as u32,
            end: range.end as u32,
        }
    }

    /// Its bytes as a range into the page's text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The part of this span that `range`, counted from the span's own start, covers.
    pub(crate) fn part(self, range: Range<usize>) -> Self {
        Self {
            page: self.page,
            start: self.start + range.start as u32,
            end: self.start + range.end as u32,
        }
    }
}

/// A place as people count: line and column in characters from 1, and a length in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Length in characters.
    pub length: usize,
}

impl Place {
    /// The place of the bytes `range` in `text`.
    pub fn of(text: &str, range: Range<usize>) -> Self {
        let before = &text[..range.start];
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        Self {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: text[line_start..range.start].chars().count() + 1,
            length: text[range].chars().count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_characters() {
        let text = "第一行\n江海abc";
        let at = text.find('a').unwrap_or(0);
        assert_eq!(
            Place::of(text, at..at + 2),
            Place {
                line: 2,
                column: 3,
                length: 2
            }
        );
    }
}
