//! XML as a tree, for documents that are read as a whole: package, contents, chapters of others.

use crate::diagnostic::{Location, Text};
use crate::say;
use crate::xml::{self, Fault, Node};

/// How deep elements may nest; what is drawn on a page needs a tenth.
const DEEPEST: usize = 400;

/// A document.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// The root element.
    pub root: Element,
    /// The document type, without its `<!DOCTYPE` and `>`.
    pub document_type: Option<String>,
}

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Its name with prefix, as written.
    pub name: String,
    /// Names, prefix included, and values, in order.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub children: Vec<Content>,
    /// The first byte of its start tag.
    pub at: usize,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An element.
    Element(Element),
    /// Characters, references resolved.
    Text(String),
}

impl Element {
    /// Its name without prefix.
    pub fn local(&self) -> &str {
        xml::local(&self.name)
    }

    /// The value of the attribute `name`, prefix included.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the attribute `name` has `word` among its words.
    pub fn has_word(&self, name: &str, word: &str) -> bool {
        let words = self.attribute(name).unwrap_or_default();
        words.split_whitespace().any(|one| one == word)
    }

    /// The elements that stand in it directly.
    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Content::Element(element) => Some(element),
            Content::Text(_) => None,
        })
    }

    /// The first element `local` that stands in it directly.
    pub fn child(&self, local: &str) -> Option<&Element> {
        self.elements().find(|child| child.local() == local)
    }

    /// It and all elements within it, in the order of the document.
    pub fn all(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        let mut waiting = vec![self];
        while let Some(element) = waiting.pop() {
            found.push(element);
            waiting.extend(element.elements().rev());
        }
        found
    }

    /// The elements `local` within it, in order.
    pub fn find_all(&self, local: &str) -> Vec<&Element> {
        let mut all = self.all();
        all.retain(|element| element.local() == local);
        all
    }

    /// The first element `local` within it, or it itself.
    pub fn find(&self, local: &str) -> Option<&Element> {
        self.find_all(local).into_iter().next()
    }

    /// All characters within it, in order.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.add_text(&mut out);
        out
    }

    fn add_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Content::Element(element) => element.add_text(out),
                Content::Text(text) => out.push_str(text),
            }
        }
    }
}

/// Reads the document `text`.
///
/// # Errors
/// The first place that is not well-formed, and why.
pub fn parse(text: &str) -> Result<Tree, (usize, Text)> {
    let mut growing = Growing::default();
    let scanned = xml::scan(
        text,
        &[],
        &mut |node, place| match growing.open.len() >= DEEPEST && matches!(node, Node::Open(_)) {
            true => Err(say!("elements nest too deep", "元素嵌套过深")),
            false => {
                growing.node(node, place.start);
                Ok(())
            }
        },
    );
    match scanned {
        Err(Fault { at, reason }) => Err((at, reason)),
        Ok(()) if growing.roots != 1 => Err((0, say!("it has no single root", "没有唯一的根元素"))),
        Ok(()) => Ok(growing.tree),
    }
}

/// Reads `text` whatever it is, mended where it is not well-formed; every word of it is in the tree,
/// below an element without a name. Beside it the first place that had to be mended, and why.
pub fn parse_mended(text: &str) -> (Tree, Option<(usize, Text)>) {
    let fault = match parse(text) {
        Ok(tree) => return (tree, None),
        Err(fault) => fault,
    };
    let mut growing = Growing::default();
    growing.open.push(Element::default());
    xml::mend(text, &mut |node, at| growing.node(node, at));
    growing.node(Node::Close, text.len());
    (growing.tree, Some(fault))
}

/// A tree that is being read.
#[derive(Default)]
struct Growing {
    tree: Tree,
    open: Vec<Element>,
    roots: usize,
}

impl Growing {
    fn node(&mut self, node: Node<'_>, at: usize) {
        match node {
            Node::Open(element) => self.open.push(Element {
                name: element.name.to_owned(),
                attributes: element.attributes.to_vec(),
                children: Vec::new(),
                at,
            }),
            Node::Close => {
                if let Some(done) = self.open.pop() {
                    match self.open.last_mut() {
                        Some(parent) => parent.children.push(Content::Element(done)),
                        None => {
                            self.roots += 1;
                            self.tree.root = done;
                        }
                    }
                }
            }
            Node::Text(words) => add(&mut self.open, words),
            Node::Reference(name) => add(&mut self.open, &resolved(name)),
            Node::DocumentType(words) => self.tree.document_type = Some(words.to_owned()),
            Node::Instruction(_) => {}
        }
    }
}

fn add(open: &mut [Element], words: &str) {
    let Some(element) = open.last_mut() else {
        return;
    };
    match element.children.last_mut() {
        Some(Content::Text(text)) => text.push_str(words),
        _ => element.children.push(Content::Text(words.to_owned())),
    }
}

/// The character that `name` means; entities of the document's own are not expanded.
fn resolved(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => {
            let number = name.strip_prefix('#').unwrap_or("");
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => number.parse().ok(),
            };
            let character = code.and_then(char::from_u32).map(String::from);
            character.unwrap_or_else(|| xml::named(name))
        }
    }
}

/// The place of byte `at` of `text`, the content of `file`: one character wide.
pub(crate) fn place(file: &str, text: &str, at: usize) -> Location {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let next = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    let mut location = Location::within(file, text, at..next);
    // a document may be one line of megabytes
    if location.source_line.len() > 2000 {
        location.source_line.clear();
    }
    location
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_places_are_kept() {
        let tree = parse("<a>1<b c=\"x y\">&#x4e00;&amp;</b>2</a>").expect("a tree");
        assert_eq!(tree.root.text(), "1一&2");
        let b = tree.root.find("b").expect("b");
        assert!(b.has_word("c", "y") && b.at == 4);
        assert!(parse("<a/><b/>").is_err());
    }

    #[test]
    fn what_is_not_well_formed_keeps_its_words() {
        let (tree, fault) = parse_mended("<ul><li>一&nbsp;<b>二<li>三 & 四</ul></p>五<br>六");
        assert!(fault.is_some());
        assert_eq!(tree.root.text(), "一\u{a0}二三 & 四五六");
        assert_eq!(tree.root.find_all("li").len(), 2);
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        let deep = "<a>".repeat(100_000);
        assert!(parse(&deep).is_err());
    }
}
