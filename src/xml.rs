//! Is this XML? One walk over a text that must be well-formed, the home of `quick-xml`.
//!
//! A reading system stops at the first fault of an XML document and shows nothing, so whatever we
//! did not write ourselves is walked before it goes into an edition. Beyond what quick-xml checks
//! (names and nesting of tags, quotes, references) this refuses what XML 1.0 and its namespaces
//! also forbid: an undeclared prefix, an unknown entity, `<` in an attribute, control characters.

mod mended;

use crate::diagnostic::Text;
use crate::say;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::ops::Range;

pub(crate) use mended::{mend, named};

/// Who is told of each node and of its place.
pub(crate) type Visit<'v> = &'v mut dyn FnMut(Node<'_>, Range<usize>) -> Result<(), Text>;

/// What stands in the text, told in its order.
pub(crate) enum Node<'a> {
    /// An element begins.
    Open(Element<'a>),
    /// An element ends.
    Close,
    /// Characters between tags, as written; CDATA sections without their brackets.
    Text(&'a str),
    /// The name of a character or entity between `&` and `;`.
    Reference(&'a str),
    /// A document type, without its `<!DOCTYPE` and `>`.
    DocumentType(&'a str),
    /// A processing instruction, without its `<?` and `?>`.
    Instruction(&'a str),
}

/// The start of an element.
pub(crate) struct Element<'a> {
    /// Its name with prefix, as written.
    pub name: &'a str,
    /// Whether it is written as one tag, `<a/>`.
    pub is_empty: bool,
    /// Names and values in order, references in values resolved.
    pub attributes: &'a [(String, String)],
}

impl Element<'_> {
    /// The name without prefix.
    pub fn local_name(&self) -> &str {
        local(self.name)
    }

    /// The value of the attribute `name`, prefix included.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A place where the text is not well-formed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The byte at which reading stopped.
    pub at: usize,
    /// What is wrong there.
    pub reason: Text,
}

/// The part of a name after its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Walks `text`, telling `visit` of each node and of the bytes it takes; an element that is empty
/// takes the same bytes when it begins and when it ends. `prefixes` are namespace prefixes bound outside it.
///
/// The text may have several roots, as a fragment has, or none.
///
/// # Errors
/// The first place that is not well-formed, or the first reason `visit` gives.
pub(crate) fn scan(text: &str, prefixes: &[&str], visit: Visit<'_>) -> Result<(), Fault> {
    if let Some((at, c)) = text.char_indices().find(|&(_, c)| !is_xml_char(c)) {
        let code = u32::from(c);
        let reason = say!(
            "character U+{code:04X} is not allowed in XML",
            "XML 不允许字符 U+{code:04X}"
        );
        return Err(Fault { at, reason });
    }
    let mut walk = Walk {
        bound: prefixes.iter().map(|&p| (0, p.to_owned())).collect(),
        open: Vec::new(),
        entities: false,
    };
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| Fault {
            at: (reader.error_position() as usize).min(text.len()),
            reason: say!("{error}", "{error}"),
        })?;
        if matches!(event, Event::Eof) {
            return walk.end(text.len());
        }
        let place = at..(reader.buffer_position() as usize);
        walk.event(&event, &mut |node| visit(node, place.clone()))
            .map_err(|reason| Fault { at, reason })?;
    }
}

/// Characters that XML 1.0 §2.2 allows.
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

struct Walk {
    /// Namespace prefixes, with the number of elements open when they were bound.
    bound: Vec<(usize, String)>,
    /// The elements that are open.
    open: Vec<String>,
    /// Whether a document type may have declared entities of its own.
    entities: bool,
}

type Seen<'v> = &'v mut dyn FnMut(Node<'_>) -> Result<(), Text>;

impl Walk {
    fn event(&mut self, event: &Event<'_>, visit: Seen<'_>) -> Result<(), Text> {
        match event {
            Event::Start(tag) => {
                self.start(tag, false, visit)?;
                self.open.push(tag.name().as_ref().to_owned());
            }
            Event::Empty(tag) => {
                self.start(tag, true, visit)?;
                self.close(visit)?;
            }
            Event::End(_) => {
                self.open.pop();
                self.close(visit)?;
            }
            Event::Text(words) if words.contains("]]>") => {
                return Err(say!("`]]>` stands in text", "正文中出现 `]]>`"));
            }
            Event::Text(words) => visit(Node::Text(words))?,
            Event::CData(words) => visit(Node::Text(words))?,
            Event::PI(words) => visit(Node::Instruction(words))?,
            Event::DocType(words) => {
                self.entities |= words.contains("<!ENTITY");
                visit(Node::DocumentType(words))?;
            }
            Event::GeneralRef(name) => {
                self.reference(name)?;
                visit(Node::Reference(name))?;
            }
            Event::Comment(_) | Event::Decl(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>, is_empty: bool, visit: Seen<'_>) -> Result<(), Text> {
        let attributes = self.attributes(tag)?;
        let depth = self.open.len();
        for (name, _) in &attributes {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                self.bound.push((depth + 1, prefix.to_owned()));
            }
        }
        let name = tag.name();
        let name = name.as_ref();
        self.check_prefix(name)?;
        attributes
            .iter()
            .try_for_each(|(name, _)| self.check_prefix(name))?;
        visit(Node::Open(Element {
            name,
            is_empty,
            attributes: &attributes,
        }))
    }

    fn close(&mut self, visit: Seen<'_>) -> Result<(), Text> {
        let depth = self.open.len();
        self.bound.retain(|&(bound_at, _)| bound_at <= depth);
        visit(Node::Close)
    }

    fn attributes(&self, tag: &BytesStart<'_>) -> Result<Vec<(String, String)>, Text> {
        let mut all = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| say!("{error}", "{error}"))?;
            let name: &str = attribute.key.as_ref();
            if attribute.value.contains('<') {
                return Err(say!(
                    "`<` stands in the attribute `{name}`",
                    "属性 `{name}` 中出现 `<`"
                ));
            }
            let version = XmlVersion::Explicit1_0;
            let value = attribute.normalized_value_with(version, 1, resolve_xml_entity);
            let value = match value {
                Ok(value) => value.into_owned(),
                // an entity of the document's own: its value is unknown, its place is not
                Err(_) if self.entities => attribute.value.to_string(),
                Err(error) => return Err(say!("{error}", "{error}")),
            };
            all.push((name.to_owned(), value));
        }
        Ok(all)
    }

    fn check_prefix(&self, name: &str) -> Result<(), Text> {
        let Some((prefix, _)) = name.split_once(':') else {
            return Ok(());
        };
        let known = matches!(prefix, "xml" | "xmlns")
            || self.bound.iter().any(|(_, bound)| bound == prefix);
        if known {
            return Ok(());
        }
        Err(say!(
            "the namespace prefix of `{name}` is not declared",
            "`{name}` 的命名空间前缀没有声明"
        ))
    }

    fn reference(&self, name: &str) -> Result<(), Text> {
        let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
        if known || self.entities || is_character_reference(name) {
            return Ok(());
        }
        Err(say!("unknown entity `&{name};`", "未知的实体 `&{name};`"))
    }

    fn end(&self, at: usize) -> Result<(), Fault> {
        let Some(name) = self.open.last() else {
            return Ok(());
        };
        Err(Fault {
            at,
            reason: say!("`<{name}>` is never closed", "`<{name}>` 没有结束标记"),
        })
    }
}

fn is_character_reference(name: &str) -> bool {
    let Some(number) = name.strip_prefix('#') else {
        return false;
    };
    let code = match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).is_some_and(is_xml_char)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<String> {
        scan(text, &[], &mut |_, _| Ok(()))
            .err()
            .map(|f| f.reason.en)
    }

    #[test]
    fn well_formed_text_passes() {
        let text = "<?xml version=\"1.0\"?><!-- 注 --><a xmlns:x=\"u\"><x:b c=\"1 &amp; 2\"/>&#x4e2d;&lt;<![CDATA[<]]></a>";
        assert_eq!(fault(text), None);
        assert_eq!(fault("<a/>words<b/>"), None);
    }

    #[test]
    fn each_fault_is_named() {
        for (text, part) in [
            ("<a><b></a>", "</"),
            ("<a>", "never closed"),
            ("</a>", "a"),
            ("<a b=1/>", "enclosed"),
            ("<a b=\"1\" b=\"2\"/>", "b"),
            ("<a b=\"<\"/>", "`<`"),
            ("<a x:b=\"1\"/>", "`x:b`"),
            ("<a/><x:b/>", "`x:b`"),
            ("<a>&nbsp;</a>", "&nbsp;"),
            ("<a>&#0;</a>", "&#0;"),
            ("<a>a & b</a>", ""),
            ("<a>\u{1}</a>", "U+0001"),
            ("<a><!-- a -- b --></a>", "--"),
        ] {
            let said = fault(text);
            assert!(said.is_some_and(|s| s.contains(part)), "{text}");
        }
    }

    #[test]
    fn a_prefix_is_bound_within_its_element_only() {
        assert_eq!(fault("<a><b xmlns:x=\"u\"><x:c/></b></a>"), None);
        assert!(fault("<a><b xmlns:x=\"u\"/><x:c/></a>").is_some());
        assert!(fault("<a><b xmlns:x=\"u\"></b><x:c/></a>").is_some());
    }

    #[test]
    fn entities_of_a_document_type_are_known() {
        let text = "<!DOCTYPE a [<!ENTITY e \"x\">]><a b=\"&e;\">&e;</a>";
        assert_eq!(fault(text), None);
    }
}
