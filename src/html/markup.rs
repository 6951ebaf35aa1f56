//! Raw HTML that passed → XHTML, written anew.

use super::elements::{Content, allows, element};
use super::faults;
use super::markdown::decoded;
use super::outline::raw_id;
use super::raw::{Verdict, id_of};
use super::tags::{Token, attributes, tokens};
use super::writer::Writer;
use std::ops::Range;

impl Writer<'_> {
    /// Writes the raw HTML `text` of event `at` as far as it may pass.
    pub(super) fn raw(&mut self, at: usize, text: &str) {
        for (number, (token, bytes)) in tokens(text).into_iter().enumerate() {
            let verdict = self.page.plan.verdict(at, number);
            match (token, verdict) {
                (Token::Text(words), _) => self.words(&decoded(words)),
                (Token::Comment(comment), _) => self.comment(comment),
                (_, Verdict::Show) => self.words(&text[bytes]),
                (
                    Token::Open {
                        name,
                        attributes,
                        closed,
                    },
                    Verdict::Pass,
                ) => {
                    self.raw_open(at, &name, attributes, closed, bytes);
                }
                (Token::Close(name), Verdict::Pass) => self.raw_close(&name),
                _ => {}
            }
        }
    }

    /// `<!-- page 2 -->` is where a new page of the paper begins; other comments are the editor's.
    fn comment(&mut self, comment: &str) {
        let Some(label) = comment.trim().strip_prefix("page ") else {
            return;
        };
        self.page_breaks += 1;
        // a place to link to; it may call itself a page break only in a book that lists its pages
        self.push("<span class=\"page-break\"");
        self.id(&format!("p{}", self.page_breaks));
        self.attribute("title", label.trim());
        self.push("></span>");
    }

    fn raw_open(&mut self, at: usize, name: &str, text: &str, closed: bool, bytes: Range<usize>) {
        let Some(element) = element(name) else { return };
        let place = self.raw_place(at, bytes);
        if name == "img" {
            return self.raw_image(text, place);
        }
        let href = attributes(text)
            .into_iter()
            .find(|(name, _)| name == "href");
        let href = href.and_then(|(_, target)| self.href(&decoded(target), place.clone()));
        self.push("<");
        self.push(&self.raw_name(name));
        self.raw_attributes(name, text, place);
        if name == "a" {
            if let Some(href) = href {
                self.attribute("href", &href);
            }
            self.links.push(true);
        }
        match (element.content, closed) {
            (Content::Nothing, _) => self.push("/>"),
            (_, true) => {
                self.push(">");
                self.raw_end(name);
            }
            _ => self.push(">"),
        }
        if !element.inline && !closed && element.content != Content::Nothing {
            self.containers += 1;
        }
    }

    fn raw_close(&mut self, name: &str) {
        if element(name).is_some_and(|element| !element.inline) {
            self.containers = self.containers.saturating_sub(1);
        }
        self.raw_end(name);
    }

    fn raw_end(&mut self, name: &str) {
        if name == "a" {
            self.links.pop();
        }
        let name = self.raw_name(name);
        self.push(&format!("</{name}>"));
    }

    /// The name to write: headings keep below the chapter's headline.
    fn raw_name(&self, name: &str) -> String {
        match name.strip_prefix('h').and_then(|level| level.parse().ok()) {
            Some(level) => format!("h{}", self.tag_level(level)),
            None => name.to_owned(),
        }
    }

    fn raw_attributes(&mut self, element: &str, text: &str, place: Range<usize>) {
        if id_of(text).is_some() {
            let id = raw_id(self.raw_ids);
            self.raw_ids += 1;
            self.id(&id);
        }
        for (name, value) in attributes(text) {
            let value = decoded(value);
            if name.starts_with("on") {
                self.say(faults::handler(&name), place.clone());
            } else if allows(element, &name, &value) {
                self.attribute(&name, &value);
                if name == "lang" && self.page.frame.epub {
                    self.attribute("xml:lang", &value);
                }
            }
        }
    }

    fn raw_image(&mut self, text: &str, place: Range<usize>) {
        let all = attributes(text);
        let value = |wanted: &str| all.iter().find(|(name, _)| name == wanted);
        let value = |wanted: &str| value(wanted).map(|(_, value)| decoded(value));
        let said = value("alt");
        let source = value("src").unwrap_or_default();
        let Some(path) = self.picture(&source, place.clone()) else {
            if id_of(text).is_some() {
                self.raw_ids += 1;
            }
            return self.words(&said.unwrap_or_default());
        };
        let alternative = match said {
            Some(said) => said.split_whitespace().collect::<Vec<_>>().join(" "),
            None => self.alternative(&path),
        };
        let href = (self.page.frame.image_href)(&path);
        self.push("<img");
        self.attribute("src", &href);
        self.attribute("alt", &alternative);
        self.raw_attributes("img", text, place);
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
