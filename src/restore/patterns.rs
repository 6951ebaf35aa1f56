//! The paper's own bylines, jump lines and furniture, as book.toml names them (`[restore.patterns]`).
//!
//! A pattern is a regular expression of the `regex` crate, which matches in linear time whatever it
//! is given. It must match a whole line of the page.

use super::article::Credits;
use super::byline::Signed;
use super::jump::Jump;
use crate::text::Traced;
use regex::{Regex, RegexBuilder};

/// A pattern holds no more than this when compiled, in bytes: more is a slip of the pen.
const LARGEST: usize = 1 << 20;

/// A pattern for whole lines.
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// The pattern that `text` writes.
    ///
    /// # Errors
    /// Why it is none, in one line: the words of the regex crate.
    pub fn new(text: &str) -> Result<Self, String> {
        let whole = format!("^(?:{text})$");
        // a bracket left open must be told of what was written, not of what was put around it
        let build = |text: &str| RegexBuilder::new(text).size_limit(LARGEST).build();
        build(text)
            .and_then(|_| build(&whole))
            .map(Self)
            .map_err(|error| reason(&error))
    }

    /// Whether it has a group of this name: `(?<page>…)`.
    pub fn has_group(&self, name: &str) -> bool {
        self.0.capture_names().flatten().any(|known| known == name)
    }
}

/// The last line of the crate's words: above it a picture of the pattern is drawn.
fn reason(error: &regex::Error) -> String {
    let words = error.to_string();
    let last = words.lines().last().unwrap_or_default();
    last.trim().trim_start_matches("error: ").to_owned()
}

/// The paper's own patterns.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    /// Lines that say who wrote an article. Named groups (`reporters`, `correspondents`,
    /// `photographers`, `interns`, `authors`, `dateline`, `paper`, `source`) say what stands where.
    pub bylines: Vec<Pattern>,
    /// Lines that say where an article goes on, with a group `to` around the page's label, or where
    /// it comes from, with a group `from`; a group `key` holds the word that names the article.
    pub jumps: Vec<Pattern>,
    /// Lines that are page furniture.
    pub furniture: Vec<Pattern>,
}

impl Patterns {
    /// Whether `line` is one of the three, and so stands for itself among the lines of a block.
    pub(super) fn meet(&self, line: &str) -> bool {
        let all = [&self.bylines, &self.jumps, &self.furniture];
        all.into_iter().flatten().any(|one| one.0.is_match(line))
    }

    /// Whether `line` is page furniture.
    pub(super) fn is_furniture(&self, line: &str) -> bool {
        self.furniture.iter().any(|one| one.0.is_match(line))
    }

    /// The jump line that `line` is.
    pub(super) fn jump(&self, line: &str) -> Option<Jump> {
        self.jumps.iter().find_map(|one| {
            let found = one.0.captures(line)?;
            let page = |name| Some(found.name(name)?.as_str().trim().to_owned());
            let onward = page("to");
            Some(Jump {
                onward: onward.is_some(),
                page: onward.or_else(|| page("from"))?,
                key: page("key"),
            })
        })
    }

    /// The byline that `line` is.
    pub(super) fn byline(&self, line: &Traced) -> Option<Signed> {
        let found = self
            .bylines
            .iter()
            .find_map(|one| one.0.captures(line.as_str()))?;
        let one = |name| {
            let group = found.name(name)?;
            Some(line.slice(group.range()).derived())
        };
        let names = |name| {
            found
                .name(name)
                .map_or_else(Vec::new, |group| names(line, &group))
        };
        Some(Signed {
            byline: Some(line.clone()),
            dateline: one("dateline"),
            credits: Credits {
                reporters: names("reporters"),
                correspondents: names("correspondents"),
                photographers: names("photographers"),
                interns: names("interns"),
                authors: names("authors"),
                paper: one("paper"),
                source: one("source"),
            },
        })
    }
}

/// The names of a group, parted by blanks, commas or `、`.
fn names(line: &Traced, group: &regex::Match<'_>) -> Vec<Traced> {
    let mut names = Vec::new();
    let mut start = group.start();
    for part in group.as_str().split_inclusive(is_separator) {
        let name = part.trim_end_matches(is_separator);
        if !name.is_empty() {
            names.push(line.slice(start..start + name.len()).derived());
        }
        start += part.len();
    }
    names
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '／')
}
