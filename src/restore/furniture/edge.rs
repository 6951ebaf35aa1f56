//! Lines that only their place tells: a bare number, a date alone, a page's name beside its label.

use super::{Furniture, bare, folio, script};
use crate::restore::Issue;
use crate::restore::fragment::{Fragment, Kind};
use crate::restore::jump;

/// How many fragments from either end of a page are its edge.
const EDGE: usize = 6;

/// A page's number in a line of its own: the number, and whether marks set it off (`— 3 —`).
pub(super) fn number(text: &str) -> Option<(u32, bool)> {
    let inner = text
        .trim()
        .trim_matches(['—', '–', '-', '·', '•', '.', '~', ' ', '\u{3000}']);
    let (value, n) = script::figures(inner)?;
    let fits = n == inner.len() && inner.chars().count() <= 3 && value > 0;
    fits.then_some((value, inner.len() < text.trim().len()))
}

/// Keeps what its place confirms, and lets the rest go back to the text.
pub(super) fn mark(page: &mut [Fragment]) {
    let doubtful: Vec<usize> = (0..page.len()).filter(|&i| is_doubtful(&page[i])).collect();
    for &i in &doubtful {
        let beside = neighbour(page, i, &doubtful);
        if !beside && (page[i].level > 0 || EDGE <= i && i + EDGE < page.len()) {
            page[i].furniture = None;
        }
    }
    numbers(page);
    names(page);
}

/// Whether a fragment's pattern alone does not say that it is furniture.
fn is_doubtful(f: &Fragment) -> bool {
    f.furniture.is_some() && {
        let plain = script::simplified(bare(f.text.as_str()));
        let tests = [
            folio::is_date,
            folio::is_price,
            folio::is_paper,
            folio::is_label_and_name,
        ];
        tests.iter().any(|is| is(&plain))
    }
}

/// Whether furniture that is sure stands right before or after fragment `i`, other doubtful lines
/// between them passed over.
fn neighbour(page: &[Fragment], i: usize, doubtful: &[usize]) -> bool {
    let sure = |at: usize| page[at].furniture.is_some() && !doubtful.contains(&at);
    let before = (0..i)
        .rev()
        .find(|at| !doubtful.contains(at))
        .is_some_and(sure);
    let after = (i + 1..page.len())
        .find(|at| !doubtful.contains(at))
        .is_some_and(sure);
    let pair = doubtful.contains(&(i + 1)) || i > 0 && doubtful.contains(&(i - 1));
    before || after || pair
}

/// A number that stands alone on its page is the page's; several count something else.
fn numbers(page: &mut [Fragment]) {
    let label = page
        .iter()
        .find_map(|f| f.furniture.as_ref()?.issue.page.clone());
    let label = label.map(|label| {
        let digits: String = jump::normal(&label)
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        digits.trim_start_matches('0').to_owned()
    });
    let bare = |f: &Fragment| match f.kind {
        Kind::Text if f.level == 0 && f.furniture.is_none() => number(f.text.as_str()),
        _ => None,
    };
    let found: Vec<(usize, u32, bool)> = (0..page.len())
        .filter_map(|i| bare(&page[i]).map(|(value, set_off)| (i, value, set_off)))
        .collect();
    let plain = found.iter().filter(|(_, _, set_off)| !set_off).count();
    for (i, value, set_off) in found {
        let agrees = label
            .as_ref()
            .is_none_or(|label| *label == value.to_string());
        if agrees && (set_off || plain == 1) {
            let issue = Issue {
                page: Some(value.to_string()),
                ..Issue::default()
            };
            page[i].furniture = Some(Furniture {
                reason: "furniture/folio",
                issue,
            });
        }
    }
}

/// A page's name in a line of its own, right after the line with its label.
fn names(page: &mut [Fragment]) {
    for i in 1..page.len() {
        let labelled = page[i - 1]
            .furniture
            .as_ref()
            .is_some_and(|f| f.issue.page.is_some() && f.issue.page_name.is_none());
        let f = &page[i];
        let text = f.text.as_str();
        let named = f.furniture.is_none()
            && f.level == 0
            && f.kind == Kind::Text
            && folio::is_section(&script::simplified(text));
        if labelled && named {
            let issue = Issue {
                page_name: Some(text.to_owned()),
                ..Issue::default()
            };
            page[i].furniture = Some(Furniture {
                reason: "furniture/folio",
                issue,
            });
        }
    }
}
