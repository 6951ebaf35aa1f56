//! A tree → XHTML that keeps to the content model of HTML, whatever the tree looks like.
//!
//! An element that may not stand where it stands loses its tags and keeps its words. Only what the
//! writer let through gets here, so this is a matter of form, not of safety.

use super::elements::{Content, Element, element};
use super::escape;
use super::tree::{Data, Tree};
use html5ever::{Attribute, ns};
use std::collections::BTreeSet;

/// The attribute by which a raw tag remembers its place until here.
pub(super) const PLACE: &str = "data-at";

/// XHTML, and what had to give way.
pub(super) struct Written {
    pub(super) xhtml: String,
    /// The place and name of each raw tag that lost its place.
    pub(super) misplaced: Vec<(usize, String)>,
}

/// What is still to be written, the next last.
enum Work {
    /// A node within the element of this name, which may hold this.
    Node(usize, Content, &'static str),
    /// Markup as it is.
    Markup(String),
}

/// Writes `html`, of which every tag may pass, anew where blocks or only words may stand.
pub(super) fn write(html: &str, content: Content) -> Written {
    let tree = Tree::of(html);
    let mut writer = Writer {
        tree: &tree,
        out: String::with_capacity(html.len() + 64),
        work: Vec::new(),
        ids: BTreeSet::new(),
        misplaced: Vec::new(),
    };
    writer.push(tree.top(), content, "");
    while let Some(work) = writer.work.pop() {
        match work {
            Work::Markup(markup) => writer.out.push_str(&markup),
            Work::Node(node, content, parent) => writer.node(node, content, parent),
        }
    }
    Written {
        xhtml: writer.out,
        misplaced: writer.misplaced,
    }
}

struct Writer<'t> {
    tree: &'t Tree,
    out: String,
    work: Vec<Work>,
    /// Ids written: a parser that mends nesting copies elements.
    ids: BTreeSet<String>,
    misplaced: Vec<(usize, String)>,
}

impl Writer<'_> {
    fn push(&mut self, nodes: &[usize], content: Content, parent: &'static str) {
        let nodes = nodes.iter().rev();
        self.work
            .extend(nodes.map(|&node| Work::Node(node, content, parent)));
    }

    fn node(&mut self, node: usize, content: Content, parent: &'static str) {
        let tree = self.tree;
        match &tree.nodes[node].data {
            Data::Other => {}
            Data::Text(words) if content == Content::Parts && !words.trim_ascii().is_empty() => {
                self.wrap(node, parent);
            }
            Data::Text(words) => escape::text(&mut self.out, words),
            Data::Element(name, attributes) if name.ns == ns!(mathml) => {
                self.math(node, &name.local, attributes);
            }
            Data::Element(name, attributes) => match element(&name.local) {
                Some(element) => self.element(node, element, attributes, content, parent),
                None => self.push(&tree.nodes[node].children, content, parent),
            },
        }
    }

    fn element(
        &mut self,
        node: usize,
        element: &'static Element,
        attributes: &[Attribute],
        content: Content,
        parent: &'static str,
    ) {
        let children = &self.tree.nodes[node].children;
        let is_part = element.parents.contains(&parent);
        let fits = match content {
            Content::Parts => is_part,
            _ if !element.parents.is_empty() => is_part && self.is_in_place(node, element.name),
            Content::Words => element.inline,
            Content::Blocks => true,
            Content::Nothing => false,
        };
        if fits {
            return self.write(node, element, attributes);
        }
        if let Some(place) = place(attributes) {
            self.misplaced.push((place, element.name.to_owned()));
        }
        if content == Content::Parts {
            return match element.name {
                "div" => self.push(children, content, parent),
                _ => self.wrap(node, parent),
            };
        }
        self.anchor(attributes);
        let breaks = content == Content::Words && !element.inline && !children.is_empty();
        let line = |out: &str| breaks && !out.is_empty() && !out.ends_with(['>', '\n']);
        if line(&self.out) {
            self.out.push_str("<br/>");
        }
        if breaks {
            self.work.push(Work::Markup("\n".to_owned()));
        }
        self.push(children, content, parent);
    }

    /// What is no part of a list goes into a part of its own; a table has lost such already.
    fn wrap(&mut self, node: usize, parent: &'static str) {
        let (open, close, name) = match parent {
            "ol" | "ul" => ("<li>", "</li>", "li"),
            "dl" => ("<dd>", "</dd>", "dd"),
            _ => return,
        };
        self.out.push_str(open);
        self.work.push(Work::Markup(close.to_owned()));
        self.work.push(Work::Node(node, Content::Blocks, name));
    }

    /// Whether a part that has one place in its element stands there: a caption of a figure first or
    /// last, a summary first.
    fn is_in_place(&self, node: usize, name: &str) -> bool {
        let siblings = |name: &str| {
            let parent = self.tree.nodes[node].parent;
            let children = parent.map_or(&[][..], |parent| &self.tree.nodes[parent].children);
            let elements = children
                .iter()
                .copied()
                .filter(|&child| matches!(&self.tree.nodes[child].data, Data::Element(..)));
            let elements: Vec<usize> = elements.collect();
            let first = elements.iter().position(|&child| {
                matches!(&self.tree.nodes[child].data, Data::Element(n, _) if *n.local == *name)
            });
            (
                elements.len(),
                first.map(|at| elements[at]),
                elements.iter().position(|&c| c == node),
            )
        };
        match name {
            "figcaption" => {
                let (count, first, at) = siblings(name);
                first == Some(node) && (at == Some(0) || at == Some(count - 1))
            }
            "summary" => siblings(name).2 == Some(0),
            _ => true,
        }
    }

    fn write(&mut self, node: usize, element: &'static Element, attributes: &[Attribute]) {
        let children = &self.tree.nodes[node].children;
        if is_idle(self.tree, node, element, attributes) {
            // a blank between words stays
            return self.push(children, Content::Blocks, "");
        }
        self.out.push('<');
        self.out.push_str(element.name);
        self.attributes(attributes);
        if element.content == Content::Nothing {
            self.out.push_str("/>");
            return;
        }
        self.out.push('>');
        if element.name == "details" && !self.begins_with(children, "summary") {
            self.out.push_str("<summary>…</summary>");
        }
        self.work.push(Work::Markup(format!("</{}>", element.name)));
        // the words of an inline element are those of a line, even where blocks may stand around it
        self.push(children, element.content, element.name);
    }

    fn begins_with(&self, children: &[usize], name: &str) -> bool {
        let first = children
            .iter()
            .find_map(|&child| match &self.tree.nodes[child].data {
                Data::Element(first, _) => Some(*first.local == *name),
                _ => None,
            });
        first == Some(true)
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            let name = &*attribute.name.local;
            if name == PLACE || name == "xmlns" {
                continue;
            }
            if name == "id" && !self.ids.insert(attribute.value.to_string()) {
                continue;
            }
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape::attribute(&mut self.out, &attribute.value);
            self.out.push('"');
        }
    }

    /// Keeps a place to link to where its element is gone.
    fn anchor(&mut self, attributes: &[Attribute]) {
        let id = attributes.iter().find(|a| *a.name.local == *"id");
        if let Some(id) = id
            && self.ids.insert(id.value.to_string())
        {
            self.out.push_str("<span id=\"");
            escape::attribute(&mut self.out, &id.value);
            self.out.push_str("\"></span>");
        }
    }

    /// Mathematics is our own, and stays as it was written.
    fn math(&mut self, node: usize, name: &str, attributes: &[Attribute]) {
        self.out.push('<');
        self.out.push_str(name);
        if name == "math" {
            self.out
                .push_str(" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        }
        self.attributes(attributes);
        self.out.push('>');
        self.work.push(Work::Markup(format!("</{name}>")));
        self.push(&self.tree.nodes[node].children, Content::Words, "math");
    }
}

/// How deep what a mended nesting leaves behind is looked into.
const IDLE_DEPTH: usize = 4;

/// Whether the element says and shows nothing: what a mended nesting leaves behind.
fn is_idle(tree: &Tree, node: usize, element: &Element, attributes: &[Attribute]) -> bool {
    idles(tree, node, element, attributes, IDLE_DEPTH)
}

fn idles(
    tree: &Tree,
    node: usize,
    element: &Element,
    attributes: &[Attribute],
    depth: usize,
) -> bool {
    let may_idle =
        matches!(element.name, "p" | "div") || element.inline && element.content == Content::Words;
    let marked = |a: &Attribute| !matches!(&*a.name.local, PLACE | "class");
    let children = &tree.nodes[node].children;
    may_idle
        && depth > 0
        && element.name != "a"
        && !attributes.iter().any(marked)
        && children.iter().all(|&child| match &tree.nodes[child].data {
            Data::Text(words) => words.trim_ascii().is_empty(),
            Data::Other => true,
            Data::Element(name, attributes) => self::element(&name.local)
                .is_some_and(|element| idles(tree, child, element, attributes, depth - 1)),
        })
}

fn place(attributes: &[Attribute]) -> Option<usize> {
    let found = attributes.iter().find(|a| *a.name.local == *PLACE);
    found.and_then(|a| a.value.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(html: &str) -> String {
        write(html, Content::Blocks).xhtml
    }

    #[test]
    fn nesting_is_mended() {
        assert_eq!(
            blocks("<p>甲<b><i>乙</b>丙</i></p>"),
            "<p>甲<b><i>乙</i></b><i>丙</i></p>"
        );
        assert_eq!(
            blocks("<ul><li>甲<li>乙</ul>"),
            "<ul><li>甲</li><li>乙</li></ul>"
        );
        assert_eq!(blocks("<p><br>甲<p>乙"), "<p><br/>甲</p><p>乙</p>");
        assert_eq!(blocks("<p></p>甲<b></b>"), "甲");
    }

    #[test]
    fn what_may_not_stand_somewhere_gives_its_words() {
        let written = write("甲<div data-at=\"7\">乙</div>", Content::Words);
        assert_eq!(written.xhtml, "甲<br/>乙\n");
        assert_eq!(written.misplaced, [(7, "div".to_owned())]);
        assert_eq!(
            blocks("<ul>甲<li>乙</li></ul>"),
            "<ul><li>甲</li><li>乙</li></ul>"
        );
        assert_eq!(blocks("<li>甲</li>"), "甲");
        assert_eq!(
            blocks("<h2>甲<h3 id=\"x\">乙</h3></h2>"),
            "<h2>甲</h2><h3 id=\"x\">乙</h3>"
        );
    }

    #[test]
    fn depth_does_no_harm() {
        let deep = "<div>".repeat(2_000);
        assert!(blocks(&deep).len() > deep.len());
    }
}
