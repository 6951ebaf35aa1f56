//! Raw HTML → markup that may pass: every tag written anew, with the attributes a book can use.

use super::elements::{Content, allows, class_of, element, is_silent};
use super::faults;
use super::markdown::Event;
use super::outline::raw_id;
use super::raw::{Fault, Piece, Verdict};
use super::scan::Markup;
use super::writer::Writer;
use super::xhtml::{self, PLACE};
use std::ops::Range;

type Attributes = [(String, String)];

fn value<'a>(attributes: &'a Attributes, wanted: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(name, _)| name == wanted);
    found.map(|(_, value)| value.as_str())
}

impl Writer<'_> {
    /// Writes what `write` writes, and puts it in order as a whole.
    pub(super) fn island(&mut self, content: Content, write: impl FnOnce(&mut Self)) {
        if self.in_island {
            return write(self);
        }
        let start = self.out.len();
        self.in_island = true;
        self.containers += 1;
        write(self);
        self.containers -= 1;
        self.in_island = false;
        self.languages.clear();
        let html = self.out.split_off(start);
        let written = xhtml::write(&html, content);
        self.push(&written.xhtml);
        let places = std::mem::take(&mut self.places);
        for (number, name) in written.misplaced {
            if let Some(place) = places.get(number) {
                self.say(faults::raw(&Fault::Misplaced(name)), place.clone());
            }
        }
    }

    /// The same, where there may be raw HTML at all.
    pub(super) fn island_if(
        &mut self,
        needed: bool,
        content: Content,
        write: impl FnOnce(&mut Self),
    ) {
        match needed {
            true => self.island(content, write),
            false => write(self),
        }
    }

    /// Writes the raw HTML `text` of event `at` as far as it may pass.
    pub(super) fn raw(&mut self, at: usize, text: &str) {
        let page = self.page;
        // what stands in a block by itself has lost its script already
        let block = matches!(page.events.get(at), Some(Event::Html(_)));
        for piece in page.plan.pieces(at) {
            match (&piece.markup, piece.verdict) {
                (Markup::Text(words), _) => self.words(words),
                (Markup::Comment(comment), _) => self.comment(comment),
                (_, Verdict::Show) => self.words(&text[piece.bytes.clone()]),
                (Markup::Open { name, .. }, Verdict::Drop) if is_code(name) => {
                    self.muted = true;
                }
                (Markup::Close(name), Verdict::Drop) if is_code(name) => self.muted = false,
                (_, Verdict::Drop) => {}
                (
                    Markup::Open {
                        name,
                        attributes,
                        closed,
                    },
                    verdict,
                ) => {
                    let name = name_of(name, verdict);
                    self.raw_open(at, name, attributes, *closed, piece);
                }
                (Markup::Close(name), verdict) => self.raw_close(name_of(name, verdict)),
            }
        }
        self.muted &= !block;
    }

    /// `<!-- page 2 -->` is where a new page of the paper begins; other comments are the editor's.
    fn comment(&mut self, comment: &str) {
        if let Some(label) = comment.trim().strip_prefix("page ") {
            self.page_break(label.trim());
        }
    }

    fn raw_open(
        &mut self,
        at: usize,
        name: &str,
        attributes: &Attributes,
        closed: bool,
        piece: &Piece,
    ) {
        let place = self.raw_place(at, piece.bytes.clone());
        if name == "img" {
            return self.raw_image(attributes, piece, place);
        }
        let href = value(attributes, "href").filter(|_| name == "a");
        let href = href.and_then(|target| self.href(target, place.clone()));
        let tag = self.raw_name(name);
        self.push(&format!("<{tag}"));
        self.raw_attributes(name, attributes, piece, &place);
        if let Some(href) = href {
            self.attribute("href", &href);
        }
        let number = self.places.len().to_string();
        self.attribute(PLACE, &number);
        self.places.push(place);
        let empty = element(name).is_none_or(|element| element.content == Content::Nothing);
        if empty {
            return self.push("/>");
        }
        self.has_ruby |= name == "ruby";
        self.push(">");
        if closed {
            self.push(&format!("</{tag}>"));
        } else {
            self.languages.push(value(attributes, "lang").is_some());
        }
    }

    fn raw_close(&mut self, name: &str) {
        self.languages.pop();
        let name = self.raw_name(name);
        self.push(&format!("</{name}>"));
    }

    /// The name to write: headings keep below the chapter's headline.
    fn raw_name(&self, name: &str) -> String {
        match name
            .strip_prefix('h')
            .and_then(|level| level.parse::<u8>().ok())
        {
            Some(level) => format!("h{}", self.tag_level(level.max(2))),
            None => name.to_owned(),
        }
    }

    fn raw_attributes(
        &mut self,
        element: &str,
        attributes: &Attributes,
        piece: &Piece,
        place: &Range<usize>,
    ) {
        if let Some(number) = piece.id {
            self.id(&raw_id(number));
        }
        let mut classes = Vec::new();
        for (name, value) in attributes {
            if name.starts_with("on") {
                self.say(faults::handler(name), place.clone());
            } else if name == "class" {
                classes.extend(value.split_whitespace());
            } else if let Some(class) = class_of(name, value) {
                classes.push(class);
            } else if allows(element, name, value) {
                self.attribute(name, value);
                if name == "lang" && self.page.frame.epub {
                    self.attribute("xml:lang", value);
                }
            } else if !is_silent(element, name) && self.dropped.insert(name.clone()) {
                self.say(faults::attribute(element, name), place.clone());
            }
        }
        if !classes.is_empty() {
            self.attribute("class", &classes.join(" "));
        }
    }

    fn raw_image(&mut self, attributes: &Attributes, piece: &Piece, place: Range<usize>) {
        let said = value(attributes, "alt");
        let source = value(attributes, "src").unwrap_or_default();
        let Some(path) = self.picture(source, place.clone()) else {
            return self.words(said.unwrap_or_default());
        };
        let alternative = match said {
            Some(said) => said.split_whitespace().collect::<Vec<_>>().join(" "),
            None => self.alternative(&path),
        };
        let href = (self.page.frame.image_href)(&path);
        self.push("<img");
        self.attribute("src", &href);
        self.attribute("alt", &alternative);
        self.raw_attributes("img", attributes, piece, &place);
        self.push("/>");
    }

    /// Where the bytes `bytes` of raw event `at` stand in the body. Within a quotation or list the
    /// event lacks the marks of its lines; the whole block is meant then.
    pub(super) fn raw_place(&self, at: usize, bytes: Range<usize>) -> Range<usize> {
        let whole = self.page.events.place(at);
        let body = &self.page.chapter.chapter.body;
        let exact = whole.start + bytes.start..whole.start + bytes.end;
        let tag = body.get(exact.clone());
        match tag.is_some_and(|tag| tag.starts_with('<')) && exact.end <= whole.end {
            true => exact,
            false => whole,
        }
    }
}

/// Whether what the element holds is no text of the book.
fn is_code(name: &str) -> bool {
    matches!(name, "script" | "style")
}

fn name_of(name: &str, verdict: Verdict) -> &str {
    match verdict {
        Verdict::PassAsDiv => "div",
        _ => name,
    }
}
