//! The package document as its maker wrote it.

use super::tree::{Element, Tree};
use super::{Reference, resolve};
use std::collections::{BTreeMap, BTreeSet};

/// A package document.
pub struct Package<'t> {
    /// Its path in the EPUB.
    pub path: String,
    /// Its root.
    pub root: &'t Element,
    /// The elements of its metadata.
    pub metadata: Vec<&'t Element>,
    /// The files it lists.
    pub items: Vec<Item<'t>>,
    by_id: BTreeMap<&'t str, usize>,
    by_path: BTreeMap<String, usize>,
    /// The order of reading.
    pub spine: Vec<Spine<'t>>,
    /// The files in it.
    read: BTreeSet<usize>,
}

/// A file that the package lists.
pub struct Item<'t> {
    /// Its element.
    pub element: &'t Element,
    /// Its path in the EPUB; empty when it lies elsewhere.
    pub path: String,
    /// Its media type as declared.
    pub media_type: &'t str,
}

impl Item<'_> {
    /// Whether it has the property `name`.
    pub fn has(&self, name: &str) -> bool {
        self.element.has_word("properties", name)
    }

    /// Whether it is a page of XHTML.
    pub fn is_xhtml(&self) -> bool {
        self.media_type == "application/xhtml+xml"
    }
}

/// A step of the order of reading.
pub struct Spine<'t> {
    /// Its element.
    pub element: &'t Element,
    /// The index of its file in the list.
    pub item: Option<usize>,
}

impl<'t> Package<'t> {
    /// Reads the package document `tree`, which stands at `path`.
    pub fn of(tree: &'t Tree, path: &str) -> Self {
        let root = &tree.root;
        let below = |name: &str| {
            root.child(name)
                .map(|found| found.elements().collect::<Vec<_>>())
        };
        let items: Vec<Item<'t>> = below("manifest")
            .unwrap_or_default()
            .into_iter()
            .filter(|element| element.local() == "item")
            .map(|element| Item {
                element,
                path: match resolve(path, element.attribute("href").unwrap_or("")) {
                    Reference::Inside(path, _) => path,
                    Reference::Remote(_) | Reference::Outside => String::new(),
                },
                media_type: element.attribute("media-type").unwrap_or(""),
            })
            .collect();
        let numbered = || items.iter().enumerate();
        let by_id: BTreeMap<&str, usize> = numbered()
            .filter_map(|(at, item)| Some((item.element.attribute("id")?, at)))
            .collect();
        let by_path = numbered()
            .filter(|(_, item)| !item.path.is_empty())
            .map(|(at, item)| (item.path.clone(), at))
            .collect();
        let spine = below("spine").unwrap_or_default().into_iter();
        let spine: Vec<Spine<'t>> = spine
            .filter(|element| element.local() == "itemref")
            .map(|element| Spine {
                element,
                item: element
                    .attribute("idref")
                    .and_then(|id| by_id.get(id).copied()),
            })
            .collect();
        Self {
            path: path.to_owned(),
            root,
            metadata: below("metadata").unwrap_or_default(),
            read: spine.iter().filter_map(|step| step.item).collect(),
            spine,
            by_id,
            by_path,
            items,
        }
    }

    /// The file with the id `id`.
    pub fn by_id(&self, id: &str) -> Option<&Item<'t>> {
        self.by_id.get(id).map(|&at| &self.items[at])
    }

    /// The file at `path`, from the top of the EPUB.
    pub fn by_path(&self, path: &str) -> Option<&Item<'t>> {
        self.by_path.get(path).map(|&at| &self.items[at])
    }

    /// The navigation document.
    pub fn nav(&self) -> Option<&Item<'t>> {
        self.items.iter().find(|item| item.has("nav"))
    }

    /// The elements `local` of the metadata.
    pub fn statements<'p>(&'p self, local: &'p str) -> impl Iterator<Item = &'t Element> + 'p {
        let all = self.metadata.iter().copied();
        all.filter(move |element| element.local() == local)
    }

    /// The values of `meta property="…"` that refine nothing.
    pub fn properties<'p>(&'p self, property: &'p str) -> impl Iterator<Item = &'t Element> + 'p {
        self.statements("meta").filter(move |meta| {
            meta.attribute("property") == Some(property) && meta.attribute("refines").is_none()
        })
    }

    /// Whether the file at `path` is read as part of the book.
    pub fn is_read(&self, path: &str) -> bool {
        let at = self.by_path.get(path);
        at.is_some_and(|at| self.read.contains(at))
    }
}
