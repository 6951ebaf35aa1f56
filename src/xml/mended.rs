//! Markup that is not well-formed, read as well as it can be: no word of it is lost.

use super::{Element, Node, local};
use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How deep elements are followed; deeper ones lose their tags and keep their words.
const DEEPEST: usize = 300;

/// Elements that hold nothing, however they are written.
const EMPTY: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements that end a paragraph somebody forgot to close.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Walks `text` as [`super::scan`] does, and mends what it stops at: elements left open are closed,
/// ends of nothing are passed over, named characters of HTML are known, a lone `&` is one.
pub(crate) fn mend(text: &str, visit: &mut dyn FnMut(Node<'_>, usize)) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut mending = Mending {
        open: Vec::new(),
        at: 0,
        visit,
    };
    loop {
        mending.at = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => mending.event(&event),
            Err(_) => {
                // what cannot be read as markup is words
                let rest = text.get(mending.at..).unwrap_or_default();
                (mending.visit)(Node::Text(rest), mending.at);
                break;
            }
        }
    }
    mending.close_above(0);
}

/// The characters that HTML calls `name`; the reference as it stands when it calls none so.
pub(crate) fn named(name: &str) -> String {
    resolve_html5_entity(name).map_or_else(|| format!("&{name};"), str::to_owned)
}

struct Mending<'v> {
    /// The names of the elements that are open.
    open: Vec<String>,
    at: usize,
    visit: &'v mut dyn FnMut(Node<'_>, usize),
}

impl Mending<'_> {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag, false),
            Event::Empty(tag) => self.start(tag, true),
            Event::End(tag) => {
                let name = tag.name();
                let name = name.as_ref();
                let found = self.open.iter().rposition(|open| open.as_str() == name);
                if let Some(at) = found {
                    self.close_above(at);
                }
            }
            Event::Text(words) => (self.visit)(Node::Text(words), self.at),
            Event::CData(words) => (self.visit)(Node::Text(words), self.at),
            Event::GeneralRef(name) => self.reference(name),
            Event::DocType(words) => (self.visit)(Node::DocumentType(words), self.at),
            Event::PI(_) | Event::Comment(_) | Event::Decl(_) | Event::Eof => {}
        }
    }

    fn reference(&mut self, name: &str) {
        match name.starts_with('#') {
            true => (self.visit)(Node::Reference(name), self.at),
            false => (self.visit)(Node::Text(&named(name)), self.at),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool) {
        let name = tag.name();
        let name = name.as_ref();
        let kind = local(name);
        while let Some(open) = self.open.last()
            && ends(local(open), kind)
        {
            self.close_above(self.open.len() - 1);
        }
        let is_empty = is_empty || EMPTY.contains(&kind);
        if self.open.len() >= DEEPEST {
            return;
        }
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in tag.html_attributes().with_checks(false).flatten() {
            let key: &str = attribute.key.as_ref();
            let value =
                attribute.normalized_value_with(XmlVersion::Explicit1_0, 1, resolve_html5_entity);
            let value = value.map_or_else(|_| attribute.value.to_string(), |v| v.into_owned());
            attributes.push((key.to_owned(), value));
        }
        let element = Element {
            name,
            is_empty,
            attributes: &attributes,
        };
        (self.visit)(Node::Open(element), self.at);
        self.open.push(name.to_owned());
        if is_empty {
            self.close_above(self.open.len() - 1);
        }
    }

    /// Closes the open elements down to index `at`.
    fn close_above(&mut self, at: usize) {
        while self.open.len() > at {
            self.open.pop();
            (self.visit)(Node::Close, self.at);
        }
    }
}

/// Whether the element `open`, left open, ends where `next` begins (HTML §13.1.2.4).
fn ends(open: &str, next: &str) -> bool {
    match open {
        "p" => BLOCKS.contains(&next),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        _ => false,
    }
}
