//! Which links call a note, and where the notes stand.

use super::index::{Index, Key, Link, says};
use crate::reader::Element;
use std::collections::{BTreeMap, BTreeSet};

/// The longest words of a link that calls a note: `[12]`, `*`, `注①`.
const LONGEST_CALL: usize = 6;

/// How many links that lead to one call are looked at.
const MOST_RETURNS: usize = 64;

/// The notes of the whole book.
#[derive(Default)]
pub(super) struct Notes<'d> {
    /// By the link that calls it, the note.
    pub(super) calls: BTreeMap<Key, Key>,
    /// The notes that are called.
    pub(super) bodies: BTreeMap<Key, &'d Element>,
    /// The links that lead back from a note.
    pub(super) back: BTreeSet<Key>,
}

impl<'d> Notes<'d> {
    pub(super) fn of(index: &Index<'d>) -> Self {
        let mut notes = Self::default();
        let mut returns: BTreeMap<(usize, &str), Vec<&Link<'d>>> = BTreeMap::new();
        for link in &index.links {
            returns
                .entry((link.to.0, link.to.1.as_str()))
                .or_default()
                .push(link);
        }
        for link in &index.links {
            let Some(named) = index.named.get(&link.to) else {
                continue;
            };
            let body = named.note.unwrap_or(named.block);
            if link.within.contains(&body.at) && link.document == link.to.0
                || says(link.element, &["backlink"])
                || matches!(
                    body.local(),
                    "body" | "html" | "section" | "h1" | "h2" | "h3" | "td" | "table" | "ol" | "ul"
                )
            {
                continue;
            }
            let back: Vec<&Link<'d>> = link
                .from
                .iter()
                .filter_map(|id| returns.get(&(link.document, *id)))
                .flatten()
                .copied()
                .take(MOST_RETURNS)
                .filter(|back| back.document == link.to.0 && back.within.contains(&body.at))
                .collect();
            let is_short = link.element.text().trim().chars().count() <= LONGEST_CALL;
            let calls = says(link.element, &["noteref"])
                || is_short && named.note.is_some() && !link.is_first
                || is_short && !back.is_empty() && leads_to_note(link, &back);
            if calls {
                let key = (link.to.0, body.at);
                notes.calls.insert((link.document, link.element.at), key);
                notes.bodies.insert(key, body);
                let back = back.iter().map(|back| (back.document, back.element.at));
                notes.back.extend(back);
            }
        }
        // of two links that lead to each other, one calls
        let Self { calls, back, .. } = &mut notes;
        calls.retain(|call, _| !back.contains(call));
        let called: BTreeSet<Key> = notes.calls.values().copied().collect();
        notes.bodies.retain(|key, _| called.contains(key));
        notes
    }
}

/// Whether, of two links that lead to each other, `link` is the one in the text: the other begins its
/// note, or is an arrow.
fn leads_to_note(link: &Link<'_>, back: &[&Link<'_>]) -> bool {
    let arrow = |link: &Link<'_>| {
        let words = link.element.text();
        !words.contains(|c: char| c.is_alphanumeric() || c == '*' || c == '†')
    };
    !arrow(link)
        && back
            .iter()
            .any(|back| arrow(back) || back.is_first && !link.is_first)
}
