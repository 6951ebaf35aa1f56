//! What stands at the edge of several pages of an issue, numbers apart, is the paper's and not an
//! article's.

use super::Furniture;
use super::script::{figures, has_figure, has_sentence};
use crate::restore::fragment::{Fragment, Kind};
use std::collections::BTreeMap;

/// How many fragments from either end of a page are looked at.
const EDGE: usize = 4;
/// Longer lines are read, not looked up.
const LONGEST: usize = 60;

/// Marks what the edges of at least two pages share; a line without any number must stand on three.
pub(super) fn mark(pages: &mut [Vec<Fragment>]) {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, page) in pages.iter().enumerate() {
        for f in edges(page) {
            let on = seen.entry(template(f.text.as_str())).or_default();
            if on.last() != Some(&at) {
                on.push(at);
            }
        }
    }
    let enough = |f: &Fragment| {
        let on = seen.get(&template(f.text.as_str())).map_or(0, Vec::len);
        on >= if has_figure(f.text.as_str()) { 2 } else { 3 }
    };
    for page in pages.iter_mut() {
        let last = page.len().saturating_sub(EDGE);
        for (i, f) in page.iter_mut().enumerate() {
            if (i < EDGE || i >= last) && is_short(f) && enough(f) {
                f.furniture = Some(Furniture::of("furniture/repeated"));
            }
        }
    }
}

fn edges(page: &[Fragment]) -> impl Iterator<Item = &Fragment> {
    let last = page.len().saturating_sub(EDGE);
    let at_edge = move |i: usize| i < EDGE || i >= last;
    page.iter()
        .enumerate()
        .filter(move |(i, f)| at_edge(*i) && is_short(f))
        .map(|(_, f)| f)
}

fn is_short(f: &Fragment) -> bool {
    let text = f.text.as_str();
    f.kind == Kind::Text
        && f.level == 0
        && f.furniture.is_none()
        && (2..=LONGEST).contains(&f.shape.chars)
        && !has_sentence(text)
        && !text.ends_with(['.', '!', '?', '，', '、', '：'])
        && !f.is_byline()
}

/// A text with each number as `#`.
fn template(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.trim();
    while let Some(c) = rest.chars().next() {
        let taken = match figures(rest) {
            Some((_, n)) => {
                out.push('#');
                n
            }
            None => {
                out.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[taken..];
    }
    out
}
