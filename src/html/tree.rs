//! Markup, however it is nested → a tree, as browsers build it.
//!
//! The tree builder is html5ever's; this is the tree it builds: nodes in one list, which know their
//! parent and their children.

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::RefCell;

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    /// The document, or what a book does not show.
    Other,
    /// Words.
    Text(String),
    /// An element.
    Element(QualName, Vec<Attribute>),
}

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) data: Data,
    pub(super) children: Vec<usize>,
    pub(super) parent: Option<usize>,
}

/// A tree; node 0 is the document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// The tree of the fragment `html`, as it stands in the body of a page.
    pub(super) fn of(html: &str) -> Self {
        let context = QualName::new(None, ns!(html), local_name!("body"));
        let builder = Builder::default();
        builder.create(Data::Other);
        let parser =
            html5ever::parse_fragment(builder, ParseOpts::default(), context, Vec::new(), false);
        parser.one(html)
    }

    /// The nodes of the fragment, below the root element that the parser makes.
    pub(super) fn top(&self) -> &[usize] {
        let root = self.nodes.first().and_then(|node| node.children.first());
        root.map_or(&[], |&root| &self.nodes[root].children)
    }
}

#[derive(Default)]
struct Builder(RefCell<Tree>);

#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Builder {
    fn create(&self, data: Data) -> usize {
        let nodes = &mut self.0.borrow_mut().nodes;
        nodes.push(Node {
            data,
            children: Vec::new(),
            parent: None,
        });
        nodes.len() - 1
    }

    /// Puts `child` into `parent` before its child of index `at`, words to the words before them.
    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(node) => {
                self.remove_from_parent(&node);
                node
            }
            NodeOrText::AppendText(words) => {
                let mut tree = self.0.borrow_mut();
                let before = at.checked_sub(1).map(|at| tree.nodes[parent].children[at]);
                if let Some(before) = before
                    && let Data::Text(text) = &mut tree.nodes[before].data
                {
                    text.push_str(&words);
                    return;
                }
                drop(tree);
                self.create(Data::Text(words.to_string()))
            }
        };
        let mut tree = self.0.borrow_mut();
        let children = &mut tree.nodes[parent].children;
        let at = at.min(children.len());
        children.insert(at, child);
        tree.nodes[child].parent = Some(parent);
    }

    fn place(&self, node: usize) -> Option<(usize, usize)> {
        let tree = self.0.borrow();
        let parent = tree.nodes[node].parent?;
        let at = tree.nodes[parent].children.iter().rposition(|&c| c == node);
        at.map(|at| (parent, at))
    }
}

impl TreeSink for Builder {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name(&self, target: &usize) -> Name {
        match &self.0.borrow().nodes[*target].data {
            Data::Element(name, _) => Name(name.clone()),
            _ => Name(QualName::new(None, ns!(), local_name!(""))),
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> usize {
        self.create(Data::Element(name, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.create(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.create(Data::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let end = self.0.borrow().nodes[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        before: &usize,
        child: NodeOrText<usize>,
    ) {
        match self.place(*element) {
            Some(_) => self.append_before_sibling(element, child),
            None => self.append(before, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(node) = &child {
            self.remove_from_parent(node);
        }
        if let Some((parent, at)) = self.place(*sibling) {
            self.insert(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        if let Data::Element(_, known) = &mut self.0.borrow_mut().nodes[*target].data {
            for attr in attrs {
                if known.iter().all(|one| one.name != attr.name) {
                    known.push(attr);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        if let Some((parent, at)) = self.place(*target) {
            let mut tree = self.0.borrow_mut();
            tree.nodes[parent].children.remove(at);
            tree.nodes[*target].parent = None;
        }
    }

    fn reparent_children(&self, node: &usize, to: &usize) {
        let mut tree = self.0.borrow_mut();
        let children = std::mem::take(&mut tree.nodes[*node].children);
        for &child in &children {
            tree.nodes[child].parent = Some(*to);
        }
        tree.nodes[*to].children.extend(children);
    }
}
