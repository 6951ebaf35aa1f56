//! Where things fell: the named places of a PDF that the browser made.

use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Where an element begins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    /// The page, from 0.
    pub(super) page: usize,
    /// The height on it, in points from its foot.
    pub(super) top: f32,
}

/// The places of elements by their ids, and the pages in order.
#[derive(Debug, Default)]
pub(super) struct Places {
    pub(super) of: BTreeMap<String, Place>,
    pub(super) pages: Vec<ObjectId>,
}

/// Reads the places that `pdf` names (PDF 32000-1 §12.3.2.3): Chromium keeps them in the catalog's
/// dictionary `Dests`, by the ids of the elements.
pub(super) fn read(pdf: &Document) -> Places {
    let pages: Vec<ObjectId> = pdf.page_iter().collect();
    let number: BTreeMap<ObjectId, usize> = pages.iter().copied().zip(0..).collect();
    let mut of = BTreeMap::new();
    if let Some(named) = destinations(pdf) {
        for (name, value) in named {
            if let Some(place) = place(pdf, value, &number) {
                of.insert(name_of(name), place);
            }
        }
    }
    Places { of, pages }
}

fn destinations(pdf: &Document) -> Option<&Dictionary> {
    let named = pdf.catalog().ok()?.get(b"Dests").ok()?;
    pdf.dereference(named).ok()?.1.as_dict().ok()
}

fn place(pdf: &Document, value: &Object, number: &BTreeMap<ObjectId, usize>) -> Option<Place> {
    let (_, value) = pdf.dereference(value).ok()?;
    let array = match value {
        Object::Dictionary(dictionary) => dictionary.get(b"D").ok()?.as_array().ok()?,
        other => other.as_array().ok()?,
    };
    let page = *number.get(&array.first()?.as_reference().ok()?)?;
    // [page /XYZ left top zoom]
    let top = array.get(3).and_then(|top| top.as_float().ok());
    Some(Place {
        page,
        top: top.unwrap_or_default(),
    })
}

/// An id as the browser wrote it: what a name cannot hold stands by number, as in an address.
fn name_of(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}
