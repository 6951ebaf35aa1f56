//! Which part of a page stands beside which chapter.

use crate::source::Page;
use crate::text::{Origin, PageId, Traced};
use std::ops::Range;

/// A stretch of a page, whole lines, and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// Bytes of the page.
    pub range: Range<usize>,
    /// The number of its first line, from 1.
    pub line: usize,
    /// Articles that begin in it or go on in it.
    pub articles: Vec<usize>,
}

/// Cuts each page where an article has its first words on it; `files` are the chapters.
pub(super) fn rows<'a>(pages: &[Page], files: impl Iterator<Item = &'a Traced>) -> Vec<Vec<Row>> {
    let mut starts: Vec<Vec<(usize, usize)>> = vec![Vec::new(); pages.len()];
    for (article, file) in files.enumerate() {
        for (page, start) in first_places(file) {
            if let Some(starts) = starts.get_mut(page.index()) {
                starts.push((start, article));
            }
        }
    }
    let pages = pages.iter().zip(starts);
    pages
        .map(|(page, starts)| cut(&page.text, starts))
        .collect()
}

/// The first byte that a chapter took from each of its pages.
fn first_places(file: &Traced) -> Vec<(PageId, usize)> {
    let mut places: Vec<(PageId, usize)> = Vec::new();
    for (_, origin) in file.runs() {
        let (Origin::Copied(at) | Origin::Repaired { at, .. }) = origin else {
            continue;
        };
        let start = at.range().start;
        match places.iter_mut().find(|(page, _)| *page == at.page) {
            Some((_, first)) => *first = (*first).min(start),
            None => places.push((at.page, start)),
        }
    }
    places
}

fn cut(text: &str, mut starts: Vec<(usize, usize)>) -> Vec<Row> {
    starts.sort_unstable();
    let mut rows = vec![Row {
        range: 0..0,
        line: 1,
        articles: Vec::new(),
    }];
    for (start, article) in starts {
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let last = rows.len() - 1;
        // what stands above the first article is a row of its own only where it says something
        if text[rows[last].range.start..line_start].trim().is_empty() {
            rows[last].articles.push(article);
        } else {
            let line = rows[last].line + count_lines(&text[rows[last].range.start..line_start]);
            rows[last].range.end = line_start;
            rows.push(Row {
                range: line_start..line_start,
                line,
                articles: vec![article],
            });
        }
    }
    if let Some(last) = rows.last_mut() {
        last.range.end = text.len();
    }
    // the line feed that ends a row stands between two lines, and opens none
    for row in &mut rows {
        let words = text[row.range.clone()].trim_end_matches('\n');
        row.range.end = row.range.start + words.len();
    }
    rows
}

fn count_lines(text: &str) -> usize {
    text.bytes().filter(|&byte| byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_where_its_articles_begin() {
        let text = "报头\n\n甲一\n甲二\n\n乙一\n";
        let at = |words| text.find(words).unwrap_or(0);
        let rows = cut(text, vec![(at("乙一"), 1), (at("甲一"), 0)]);
        let seen: Vec<_> = rows
            .iter()
            .map(|row| (&text[row.range.clone()], row.line, row.articles.as_slice()))
            .collect();
        let expected: [(&str, usize, &[usize]); 3] =
            [("报头", 1, &[]), ("甲一\n甲二", 3, &[0]), ("乙一", 6, &[1])];
        assert_eq!(seen, expected);
    }

    #[test]
    fn articles_that_begin_in_one_line_share_its_row() {
        let rows = cut("甲乙\n丙", vec![(0, 0), (3, 1)]);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].articles, [0, 1]);
    }
}
