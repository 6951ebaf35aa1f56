//! Edits, and the one function that carries them out.
//!
//! A rule only proposes: it returns [`Edit`]s against a text that does not change under it.
//! [`apply`] then writes the new text, the origin of each run and the ledger's entry in one step,
//! so none of the three can disagree with the others.

use super::{Ledger, Origin, Span, Traced};
use std::ops::Range;

/// A proposal to write `with` in the place of the bytes `range`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text, on character boundaries.
    pub range: Range<usize>,
    /// What to write there; empty to delete.
    pub with: String,
}

impl Edit {
    /// An edit that writes `with` in the place of `range`.
    pub fn new(range: Range<usize>, with: impl Into<String>) -> Self {
        Self {
            range,
            with: with.into(),
        }
    }
}

/// Carries out the `edits` that `rule` proposes on `text`, and enters each in the ledger.
///
/// Marks of ours are no words, so an edit that touches one is left out. A rule that is switched off
/// changes nothing.
///
/// Edits may come in any order; one that overlaps an earlier one is left out, since both rules saw
/// the same text and only one can be right. Edits that change nothing are left out too. Non-blank
/// characters that an edit deletes are listed as set aside with `rule` as the reason, so that the
/// account still finds them. `score` is how sure the rule is, from 0 to 1.
pub fn apply(
    text: &Traced,
    rule: &'static str,
    score: f32,
    mut edits: Vec<Edit>,
    ledger: &mut Ledger,
) -> Traced {
    edits.retain(|edit| {
        text.as_str()[edit.range.clone()] != *edit.with && !touches_markup(text, edit)
    });
    if edits.is_empty() || !ledger.allows(rule) {
        return text.clone();
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = Traced::default();
    let mut done = 0;
    for edit in edits {
        if edit.range.start < done {
            continue;
        }
        out.push(&text.slice(done..edit.range.start));
        write(text, rule, score, &edit, &mut out, ledger);
        done = edit.range.end;
    }
    out.push(&text.slice(done..text.len()));
    out
}

fn touches_markup(text: &Traced, edit: &Edit) -> bool {
    let touched = text.slice(edit.range.clone());
    touched.runs().any(|(_, origin)| origin == Origin::Markup)
}

fn write(
    text: &Traced,
    rule: &'static str,
    score: f32,
    edit: &Edit,
    out: &mut Traced,
    ledger: &mut Ledger,
) {
    let before = text.slice(edit.range.clone());
    // what is taken from the page: a second reading takes nothing
    let taken: Vec<Span> = before
        .runs()
        .filter_map(|(_, origin)| match origin {
            Origin::Copied(span) | Origin::Repaired { at: span, .. } => Some(span),
            Origin::Markup | Origin::Derived(_) => None,
        })
        .collect();
    let Some((&first, rest)) = taken.split_first() else {
        let origin = before.start().map_or(Origin::Markup, Origin::Derived);
        out.push_run(&edit.with, origin);
        return;
    };
    let repair = ledger.note_change(rule, score, taken.clone(), before.as_str(), &edit.with);
    if edit.with.is_empty() {
        remove(&before, rule, ledger);
        return;
    }
    // a repeat of the same place (a repaired run cut in two) is not a second place
    let merged = rest.iter().filter(|&&span| span != first);
    ledger.merged.extend(merged.copied());
    out.push_run(&edit.with, Origin::Repaired { at: first, repair });
}

/// Lists the non-blank parts of `text` as set aside for `reason`.
pub fn remove(text: &Traced, reason: &'static str, ledger: &mut Ledger) {
    for (range, origin) in text.runs() {
        if let Origin::Copied(span) | Origin::Repaired { at: span, .. } = origin {
            ledger.set_aside(span, &text.as_str()[range], reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PageId;
    use super::*;

    fn page(text: &str) -> Traced {
        Traced::copied(PageId(0), text, 0..text.len())
    }

    #[test]
    fn apply_writes_text_origin_and_ledger_together() {
        let text = page("好,的");
        let mut ledger = Ledger::default();
        let out = apply(
            &text,
            "typography/comma",
            1.0,
            vec![Edit::new(3..4, "，")],
            &mut ledger,
        );
        assert_eq!(out.as_str(), "好，的");
        let repair = &ledger.repairs[0];
        assert_eq!((repair.before.as_str(), repair.after.as_str()), (",", "，"));
        let origins: Vec<Origin> = out.runs().map(|(_, origin)| origin).collect();
        assert!(
            matches!(origins[1], Origin::Repaired { at, repair: id } if at.range() == (3..4) && id == repair.id)
        );
    }

    #[test]
    fn an_overlapping_edit_is_left_out() {
        let mut ledger = Ledger::default();
        let edits = vec![Edit::new(0..2, "x"), Edit::new(1..3, "y")];
        let out = apply(&page("abc"), "t", 1.0, edits, &mut ledger);
        assert_eq!(out.as_str(), "xc");
        assert_eq!(ledger.repairs.len(), 1);
    }

    #[test]
    fn a_deleted_character_is_set_aside() {
        let mut ledger = Ledger::default();
        let out = apply(
            &page("gov- ernment"),
            "restore/hyphen",
            1.0,
            vec![Edit::new(3..5, "")],
            &mut ledger,
        );
        assert_eq!(out.as_str(), "government");
        assert_eq!(ledger.set_aside[0].text, "- ");
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_repair() {
        let mut ledger = Ledger::default();
        apply(
            &page("abc"),
            "t",
            1.0,
            vec![Edit::new(0..1, "a")],
            &mut ledger,
        );
        assert!(ledger.repairs.is_empty());
    }
}
