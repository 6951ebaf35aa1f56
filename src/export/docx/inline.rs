//! What stands in the lines of a chapter → runs: emphasis, links, calls of notes, pictures.

use super::body::{Around, Writer};
use super::runs::{Look, bookmark, run};
use crate::html::escape;
use crate::reader::{Content, Element};

/// The widest a picture may be, in EMU: the text of an A4 page (§20.1.2.1, 914,400 to the inch).
const WIDEST: u64 = 5_270_000;
/// EMU of a pixel, at 96 to the inch.
const PIXEL: u64 = 9_525;

impl<'t> Writer<'_, 't> {
    pub(super) fn runs(&mut self, element: &'t Element, look: Look) -> String {
        let children: Vec<&'t Content> = element.children.iter().collect();
        self.inline(&children, look)
    }

    pub(super) fn inline(&mut self, children: &[&'t Content], look: Look) -> String {
        let mut out = String::new();
        for child in children {
            match child {
                Content::Text(text) => out += &run(&text.replace('\n', " "), &look),
                Content::Element(one) => out += &self.element(one, look),
            }
        }
        out
    }

    fn element(&mut self, element: &'t Element, look: Look) -> String {
        let mut inner = look;
        match element.local() {
            "strong" | "b" => inner.bold = true,
            "em" | "i" | "cite" | "dfn" | "var" => inner.italic = true,
            "del" | "s" => inner.struck = true,
            "ins" | "u" => inner.underlined = true,
            "code" | "kbd" | "samp" | "tt" => inner.code = true,
            "sup" => inner.raised = true,
            "sub" => inner.lowered = true,
            "br" => return "<w:r><w:br/></w:r>".to_owned(),
            "img" => return self.picture(element),
            "a" => return self.link(element, look),
            // the reading of characters stands behind them, in brackets
            "rp" => return String::new(),
            "rt" => return run(&format!("（{}）", element.text()), &look),
            "annotation" | "annotation-xml" => return String::new(),
            _ => {}
        }
        self.runs(element, inner)
    }

    fn link(&mut self, element: &'t Element, look: Look) -> String {
        let href = element.attribute("href").unwrap_or("");
        if element.has_word("role", "doc-backlink") {
            return String::new();
        }
        if element.has_word("role", "doc-noteref") {
            return self.note(element, href.trim_start_matches('#'));
        }
        let words = self.runs(
            element,
            Look {
                link: !href.is_empty(),
                ..look
            },
        );
        if href.is_empty() {
            return words;
        }
        if let Some(id) = href.strip_prefix('#') {
            return format!(
                "<w:hyperlink w:anchor=\"{}\">{words}</w:hyperlink>",
                bookmark(id)
            );
        }
        self.document.links.push(href.to_owned());
        let number = self.document.links.len();
        format!("<w:hyperlink r:id=\"link{number}\">{words}</w:hyperlink>")
    }

    /// The call of a note, and the note itself: called twice, it stands there twice.
    fn note(&mut self, call: &'t Element, id: &str) -> String {
        let known = self.notes.get_key_value(id).map(|(id, note)| (*id, *note));
        let Some((id, note)) = known.filter(|_| !self.in_note) else {
            let look = Look {
                raised: true,
                ..Look::default()
            };
            return run(&call.text(), &look);
        };
        self.called.insert(id);
        let body = std::mem::take(&mut self.document.body);
        let waiting = std::mem::take(&mut self.waiting);
        self.in_note = true;
        self.blocks(note, &Around::styled("FootnoteText"));
        self.in_note = false;
        self.waiting = waiting;
        let content = std::mem::replace(&mut self.document.body, body);
        self.document.notes.push(content);
        let number = self.document.notes.len();
        format!(
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r>"
        )
    }

    fn picture(&mut self, element: &'t Element) -> String {
        let path = element.attribute("src").unwrap_or("").to_owned();
        let known = match self.document.known.get(&path) {
            Some(known) => *known,
            None => {
                let found = (self.pictures)(&path).map(|(picture, bytes)| {
                    self.document
                        .pictures
                        .push((picture.format.extension(), bytes));
                    (self.document.pictures.len(), picture)
                });
                self.document.known.insert(path, found);
                found
            }
        };
        let words = element.attribute("alt").unwrap_or("");
        let Some((number, picture)) = known else {
            return run(
                words,
                &Look {
                    italic: true,
                    ..Look::default()
                },
            );
        };
        let (width, height) = (
            u64::from(picture.width) * PIXEL,
            u64::from(picture.height) * PIXEL,
        );
        let (cx, cy) = match width > WIDEST {
            true => (WIDEST, height * WIDEST / width.max(1)),
            false => (width, height),
        };
        let words = escape::escaped(words);
        self.document.drawings += 1;
        let id = self.document.drawings;
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
             <wp:docPr id=\"{id}\" name=\"image{number}\" descr=\"{words}\"/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>\
             <pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"image{number}\" descr=\"{words}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"image{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }
}
