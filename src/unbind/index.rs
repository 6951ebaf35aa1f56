//! What has an id in the pages, and what links lead to it; found before anything is written.

use super::Document;
use crate::reader::{Content, Element, Reference, resolve};
use std::collections::{BTreeMap, BTreeSet};

/// An element of the book: the number of its document, and the byte at which it begins.
pub(super) type Key = (usize, usize);

/// A place of the book: the number of a document, and an id in it; empty for its beginning.
pub(super) type Place = (usize, String);

/// An element that has an id, and what it stands in.
pub(super) struct Named<'d> {
    /// The innermost block that it is or stands in.
    pub(super) block: &'d Element,
    /// The innermost element it is or stands in that says of itself that it is a note.
    pub(super) note: Option<&'d Element>,
}

/// How many elements around a link are remembered.
const WITHIN: usize = 24;

/// A link to a place of the book.
pub(super) struct Link<'d> {
    pub(super) element: &'d Element,
    pub(super) document: usize,
    pub(super) to: Place,
    /// Where it starts from: its own id and those of the elements around it that are no blocks.
    pub(super) from: Vec<&'d str>,
    /// The elements it stands in, the innermost first, as many as a note may need.
    pub(super) within: Vec<usize>,
    /// Whether no word of its block stands before it.
    pub(super) is_first: bool,
}

/// The ids and links of the whole book.
pub(super) struct Index<'d> {
    paths: Vec<&'d str>,
    documents: BTreeMap<&'d str, usize>,
    pub(super) named: BTreeMap<Place, Named<'d>>,
    pub(super) links: Vec<Link<'d>>,
    /// The places that links lead to.
    pub(super) wanted: BTreeSet<Place>,
}

impl<'d> Index<'d> {
    pub(super) fn of(documents: &'d [Document]) -> Self {
        let numbered = documents.iter().enumerate();
        let mut index = Self {
            paths: documents
                .iter()
                .map(|document| document.path.as_str())
                .collect(),
            // the first time a page is read counts
            documents: numbered
                .rev()
                .map(|(number, document)| (document.path.as_str(), number))
                .collect(),
            named: BTreeMap::new(),
            links: Vec::new(),
            wanted: BTreeSet::new(),
        };
        for (number, document) in documents.iter().enumerate() {
            let root = &document.tree.root;
            let mut walk = Walk {
                index: &mut index,
                number,
                path: &document.path,
                around: Vec::new(),
                words: false,
            };
            walk.element(root, root, None);
        }
        index
    }

    /// Settles which places are wanted: those that a link leads to that neither calls a note nor leads
    /// back from one.
    pub(super) fn want(&mut self, is_of_notes: impl Fn(Key) -> bool) {
        let links = self.links.iter();
        let links = links.filter(|link| !is_of_notes((link.document, link.element.at)));
        self.wanted = links.map(|link| link.to.clone()).collect();
    }

    /// The number of the document at `path`.
    pub(super) fn number(&self, path: &str) -> Option<usize> {
        self.documents.get(path).copied()
    }

    /// The path of document `number`.
    pub(super) fn path(&self, number: usize) -> Option<&'d str> {
        self.paths.get(number).copied()
    }

    /// The place that `href`, written in the file `from`, leads to, when it is read as part of the book.
    pub(super) fn place(&self, from: &str, href: &str) -> Option<Place> {
        match resolve(from, href) {
            Reference::Inside(path, fragment) => {
                let number = self.documents.get(path.as_str())?;
                Some((*number, fragment))
            }
            Reference::Remote(_) | Reference::Outside => None,
        }
    }
}

struct Walk<'w, 'd> {
    index: &'w mut Index<'d>,
    number: usize,
    path: &'w str,
    around: Vec<&'d Element>,
    /// Whether words of the innermost block were met.
    words: bool,
}

impl<'d> Walk<'_, 'd> {
    fn element(&mut self, element: &'d Element, block: &'d Element, note: Option<&'d Element>) {
        if is_silent(element) {
            return;
        }
        let starts_block = is_block(element.local());
        let block = if starts_block { element } else { block };
        let note = if is_note(element) {
            Some(element)
        } else {
            note
        };
        if starts_block {
            self.words = false;
        }
        for id in ids(element) {
            let place = (self.number, id.to_owned());
            self.index
                .named
                .entry(place)
                .or_insert(Named { block, note });
        }
        self.around.push(element);
        if element.local() == "a"
            && let Some(href) = element.attribute("href")
            && let Some(to) = self.index.place(self.path, href)
        {
            self.link(element, to);
        }
        for child in &element.children {
            match child {
                Content::Element(child) => self.element(child, block, note),
                Content::Text(text) => self.words |= text.contains(char::is_alphanumeric),
            }
        }
        self.around.pop();
    }

    fn link(&mut self, element: &'d Element, to: Place) {
        let near = self.around.iter().rev();
        let near = near.take_while(|one| !is_block(one.local()));
        let mut from: Vec<&str> = near.flat_map(|one| ids(one)).collect();
        // an anchor may stand before the link, or within it
        from.extend(element.elements().flat_map(ids));
        let innermost = self.around.iter().rev().take(WITHIN);
        self.index.links.push(Link {
            element,
            document: self.number,
            to,
            from,
            within: innermost.map(|one| one.at).collect(),
            is_first: !self.words,
        });
    }
}

/// The names by which links reach `element`.
pub(super) fn ids(element: &Element) -> impl Iterator<Item = &str> {
    let name = element.attribute("name").filter(|_| element.local() == "a");
    let id = element.attribute("id");
    id.into_iter().chain(name.filter(|name| Some(*name) != id))
}

/// Whether `element` says, by type or role, that it is one of these.
pub(super) fn says(element: &Element, kinds: &[&str]) -> bool {
    kinds.iter().any(|kind| {
        let role = match *kind {
            "noteref" | "footnote" | "endnote" | "endnotes" | "backlink" => format!("doc-{kind}"),
            _ => String::new(),
        };
        element.has_word("epub:type", kind) || element.has_word("role", &role)
    })
}

fn is_note(element: &Element) -> bool {
    says(element, &["footnote", "endnote", "rearnote", "note"])
}

/// Elements whose words nobody reads.
pub(super) fn is_silent(element: &Element) -> bool {
    matches!(
        element.local(),
        "head" | "script" | "style" | "template" | "title" | "link" | "meta"
    )
}

/// Whether `name` is an element that stands by itself, not in a line.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "caption"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
