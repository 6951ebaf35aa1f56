//! The proof that nothing was lost: every character of every page used once, or set aside.
//!
//! It runs on each import, in release builds too. It looks at origins only, so it holds whatever
//! the restoration did, and it costs one byte of memory for each byte of the pages.

use super::{Ledger, Origin, PageId, Span, Traced};

/// What became of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Destination {
    /// A paragraph, subhead or table of a chapter.
    Body,
    /// A field of front matter, the headline included.
    FrontMatter,
    /// A caption or its credit.
    Caption,
    /// The list of what was set aside.
    SetAside,
}

/// How many non-blank characters of one page went where; heading marks are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PageAccount {
    /// All that were to be accounted for.
    pub characters: usize,
    /// Those in the body.
    pub body: usize,
    /// Those in front matter.
    pub front_matter: usize,
    /// Those in captions.
    pub captions: usize,
    /// Those set aside.
    pub set_aside: usize,
}

/// The account of a whole import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// One for each page, in order.
    pub pages: Vec<PageAccount>,
}

impl Account {
    /// The non-blank characters of all pages, every one of them accounted for.
    pub fn characters(&self) -> usize {
        self.pages.iter().map(|page| page.characters).sum()
    }
}

/// A character that was lost or used twice: a fault of ours, never of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unaccounted {
    /// Where it stands.
    pub at: Span,
    /// Whether it was used twice; otherwise it was lost.
    pub twice: bool,
}

/// The length of a heading mark at the start of `line`: up to three blanks, one to six `#`, then a
/// blank or the line's end (CommonMark 0.31 §4.2); 0 where there is none.
pub fn heading_mark(line: &str) -> usize {
    let indent = line.len() - line.trim_start_matches(' ').len();
    let hashes = line[indent..].bytes().take_while(|&b| b == b'#').count();
    let rest = &line[indent + hashes..];
    let ends = rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n', '\u{3000}']);
    if indent < 4 && (1..=6).contains(&hashes) && ends {
        indent + hashes
    } else {
        0
    }
}

/// Proves that each non-blank character of `pages`, heading marks apart, is used once in `texts`
/// or set aside in `ledger`.
///
/// # Errors
/// The first character, in page order, that was lost or used twice.
pub fn account<'a>(
    pages: &[&str],
    texts: impl IntoIterator<Item = (Destination, &'a Traced)>,
    ledger: &Ledger,
) -> Result<Account, Unaccounted> {
    let mut sheets: Vec<Sheet> = pages.iter().map(|text| Sheet::new(text)).collect();
    for (destination, text) in texts {
        for (_, origin) in text.runs() {
            if let Origin::Copied(span) | Origin::Repaired { at: span, .. } = origin {
                // a repaired run may be cut in two, and both halves name the same place
                let again = matches!(origin, Origin::Repaired { .. });
                sheets[span.page.index()].mark(span, destination, again)?;
            }
        }
    }
    for &span in &ledger.merged {
        sheets[span.page.index()].mark(span, Destination::Body, true)?;
    }
    for aside in &ledger.set_aside {
        sheets[aside.span.page.index()].mark(aside.span, Destination::SetAside, false)?;
    }
    let pages = sheets.iter().enumerate();
    let pages = pages.map(|(i, sheet)| sheet.total(PageId(i as u32)));
    Ok(Account {
        pages: pages.collect::<Result<_, _>>()?,
    })
}

/// One page and, for each of its bytes, where it went.
struct Sheet<'a> {
    text: &'a str,
    went: Vec<Option<Destination>>,
}

impl<'a> Sheet<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            went: vec![None; text.len()],
        }
    }

    fn mark(&mut self, span: Span, to: Destination, again: bool) -> Result<(), Unaccounted> {
        for (i, c) in self.text[span.range()].char_indices() {
            let byte = span.range().start + i;
            if self.went[byte].is_some() && !again && !c.is_whitespace() {
                let at = Span::new(span.page, byte..byte + c.len_utf8());
                return Err(Unaccounted { at, twice: true });
            }
            self.went[byte] = Some(to);
        }
        Ok(())
    }

    fn total(&self, page: PageId) -> Result<PageAccount, Unaccounted> {
        let mut sum = PageAccount::default();
        let mut line_start = 0;
        for line in self.text.split_inclusive('\n') {
            let mark = heading_mark(line);
            for (i, c) in line.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let byte = line_start + i;
                let went = self.went[byte];
                if went.is_none() && i < mark {
                    continue;
                }
                sum.characters += 1;
                match went {
                    Some(Destination::Body) => sum.body += 1,
                    Some(Destination::FrontMatter) => sum.front_matter += 1,
                    Some(Destination::Caption) => sum.captions += 1,
                    Some(Destination::SetAside) => sum.set_aside += 1,
                    None => {
                        let at = Span::new(page, byte..byte + c.len_utf8());
                        return Err(Unaccounted { at, twice: false });
                    }
                }
            }
            line_start += line.len();
        }
        Ok(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Traced {
        Traced::copied(PageId(0), text, 0..text.len())
    }

    #[test]
    fn a_lost_character_is_named() {
        let page = "甲乙丙";
        let text = whole(page);
        let kept = [(Destination::Body, &text.slice(0..3))];
        let lost = account(&[page], kept, &Ledger::default());
        assert_eq!(
            lost.map_err(|u| (&page[u.at.range()], u.twice)),
            Err(("乙", false))
        );
    }

    #[test]
    fn a_character_used_twice_is_named() {
        let page = "甲";
        let text = whole(page);
        let both = [(Destination::Body, &text), (Destination::Caption, &text)];
        let twice = account(&[page], both, &Ledger::default());
        assert!(twice.is_err_and(|u| u.twice));
    }

    #[test]
    fn heading_marks_need_no_account() {
        let page = "## 标题\n";
        let text = Traced::copied(PageId(0), page, 3..9);
        let sum = account(
            &[page],
            [(Destination::FrontMatter, &text)],
            &Ledger::default(),
        );
        assert_eq!(sum.map(|a| a.characters()), Ok(2));
    }

    #[test]
    fn what_looks_like_a_mark_but_is_none() {
        assert_eq!(heading_mark("#话题"), 0);
        assert_eq!(heading_mark("####### 七"), 0);
        assert_eq!(heading_mark("  ## 二"), 4);
    }
}
