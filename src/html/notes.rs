//! Notes: called by number in the text, written at the article's end, one `aside` each.
//!
//! The shape that reading systems agree on best: the `a` carries type, role and id, raising is left
//! to the style sheet, the back link is the number before the note, and no block holds two notes.

use super::faults;
use super::markdown::{Event, Events, Tag};
use super::writer::Writer;
use crate::words::Words;
use std::collections::BTreeMap;

/// The notes of a chapter.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By label, the event that starts the definition; the first of two.
    definitions: BTreeMap<String, usize>,
    /// Labels in the order in which the text calls them, and how often it did.
    called: Vec<(String, usize)>,
}

impl Notes {
    /// Finds the definitions among `events`.
    pub(super) fn of(events: &Events<'_>) -> Self {
        let mut notes = Self::default();
        for index in 0..events.len() {
            if let Some(Event::Start(Tag::FootnoteDefinition(label))) = events.get(index) {
                notes.definitions.entry(label.to_string()).or_insert(index);
            }
        }
        notes
    }

    /// Enters a call of `label`: the note's number, and which call of it this is, both from 1.
    fn call(&mut self, label: &str) -> (usize, usize) {
        let known = self.called.iter().position(|(called, _)| called == label);
        let at = known.unwrap_or_else(|| {
            self.called.push((label.to_owned(), 0));
            self.called.len() - 1
        });
        self.called[at].1 += 1;
        (at + 1, self.called[at].1)
    }
}

impl Writer<'_> {
    /// Writes the number that calls note `label`.
    pub(super) fn note_reference(&mut self, label: &str) {
        if !self.notes.definitions.contains_key(label) {
            return self.words(&format!("[^{label}]"));
        }
        let (number, time) = self.notes.call(label);
        self.push("<a");
        self.epub_type("noteref");
        self.attribute("role", "doc-noteref");
        self.attribute("class", "noteref");
        match time {
            1 => self.id(&format!("r{number}")),
            _ => self.id(&format!("r{number}-{time}")),
        }
        let note = self.prefixed(&format!("n{number}"));
        self.push(&format!(" href=\"#{note}\">{number}</a>"));
    }

    /// Speaks of calls in event `at` whose notes nobody wrote: to the parser they are plain text.
    pub(super) fn missing_notes(&mut self, at: usize) {
        let place = self.page.events.place(at);
        let body = &self.page.chapter.chapter.body;
        let Some(written) = body.get(place.clone()) else {
            return;
        };
        let mut from = 0;
        while let Some(start) = written[from..].find("[^").map(|found| from + found) {
            let Some(length) = written[start..].find([']', '\n', ' ']) else {
                return;
            };
            from = start + length;
            let call = start..from + 1;
            let escaped = written[..start].ends_with('\\');
            if !escaped && length > 2 && written[call.clone()].ends_with(']') {
                let fault = faults::missing_note(&written[call.clone()]);
                self.say(fault, place.start + call.start..place.start + call.end);
            }
        }
    }

    /// Writes all notes; those that nothing calls come last.
    pub(super) fn notes(&mut self) {
        let mut number = 0;
        while let Some((label, _)) = self.notes.called.get(number).cloned() {
            number += 1;
            self.note(&label, number, true);
        }
        let definitions = self.notes.definitions.clone();
        for (label, start) in definitions {
            if !self.notes.called.iter().any(|(called, _)| *called == label) {
                self.say(faults::unused_note(&label), self.page.events.place(start));
                self.notes.called.push((label.clone(), 0));
                self.note(&label, self.notes.called.len(), false);
            }
        }
    }

    fn note(&mut self, label: &str, number: usize, called: bool) {
        let Some(&start) = self.notes.definitions.get(label) else {
            return;
        };
        self.push("<aside");
        self.epub_type("footnote");
        self.attribute("role", "doc-footnote");
        self.attribute("class", "note");
        self.id(&format!("n{number}"));
        let name = Words::of(&self.page.lang).notes;
        self.attribute("aria-label", &format!("{name} {number}"));
        self.push(">\n");
        let mark = match called {
            true => format!(
                "<a role=\"doc-backlink\" class=\"backlink\" href=\"#{}\" title=\"{}\">{number}</a> ",
                self.prefixed(&format!("r{number}")),
                Words::of(&self.page.lang).back,
            ),
            false => format!("<span class=\"backlink\">{number}</span> "),
        };
        match self.page.events.get(start + 1) {
            Some(Event::Start(Tag::Paragraph)) => self.run_in = Some(mark),
            _ => self.push(&format!("<p>{mark}</p>\n")),
        }
        self.containers += 1;
        self.events(start + 1..self.page.events.end_of(start));
        self.containers -= 1;
        self.push("</aside>\n");
    }
}
