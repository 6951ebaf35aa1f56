//! What a book's settings make of fragments before any label is weighed: the paper's own patterns
//! are marked, and rules that are switched off find nothing.

use super::Options;
use super::fragment::{Fragment, Kind};
use super::furniture::Furniture;
use crate::text::Ledger;

/// Marks the fragments of all pages as `options` asks.
pub(super) fn mark(pages: &mut [Vec<Fragment>], options: &Options, ledger: &Ledger) {
    for fragment in pages.iter_mut().flatten() {
        if fragment.kind == Kind::Text {
            own(fragment, options);
        }
        let reason = fragment.furniture.as_ref().map(|found| found.reason);
        if reason.is_some_and(|reason| !ledger.allows(reason)) {
            fragment.furniture = None;
        }
        if matches!(fragment.kind, Kind::Jump(_)) && !ledger.allows("jump") {
            fragment.kind = Kind::Text;
        }
    }
}

fn own(fragment: &mut Fragment, options: &Options) {
    let line = fragment.text.as_str();
    if options.patterns.is_furniture(line) {
        fragment.furniture = Some(Furniture::of("furniture/pattern"));
    } else if let Some(jump) = options.patterns.jump(line) {
        fragment.kind = Kind::Jump(jump);
    } else if let Some(signed) = options.patterns.byline(&fragment.text) {
        fragment.signed = Some(signed);
    }
}
