//! Notes: called by number in the text, written at the article's end, one `aside` each, or as a list
//! under a heading of its own.
//!
//! The shape that reading systems agree on best: the `a` carries type, role and id, raising is left
//! to the style sheet, the back link is the number before the note, and no block holds two notes.
//! In a chapter cut into several files each note stands in the file that calls it first, since
//! reading systems show no note of another file in place.

use super::faults;
use super::markdown::{Event, Events, Tag};
use super::writer::Writer;
use crate::book;
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// The notes of a chapter.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// By label, the event that starts the definition; the first of two.
    definitions: BTreeMap<String, usize>,
    /// In the order in which the text calls them.
    called: Vec<Called>,
    /// Where they are in `called`, by label.
    known: BTreeMap<String, usize>,
    /// How many of them are written.
    written: usize,
}

/// A note that the text calls.
#[derive(Debug, Clone)]
struct Called {
    label: String,
    /// How often.
    times: usize,
    /// The file of the chapter that calls it first.
    part: usize,
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

    /// Enters a call of `label` in file `part`: the note's number, from 1, and what is known of it.
    fn call(&mut self, label: &str, part: usize) -> (usize, Called) {
        let at = self.enter(label, part);
        self.called[at].times += 1;
        (at + 1, self.called[at].clone())
    }

    /// The place of `label` in `called`, its last one where it is new.
    fn enter(&mut self, label: &str, part: usize) -> usize {
        if let Some(&at) = self.known.get(label) {
            return at;
        }
        let at = self.called.len();
        self.known.insert(label.to_owned(), at);
        self.called.push(Called {
            label: label.to_owned(),
            times: 0,
            part,
        });
        at
    }

    /// The labels of the notes that the text calls and that are still to be written, and of those that
    /// these call, themselves or through others.
    fn to_be_written(&self, events: &Events<'_>) -> BTreeSet<String> {
        let waiting = self.called.iter().skip(self.written);
        let mut labels: Vec<String> = waiting.map(|called| called.label.clone()).collect();
        let mut found = BTreeSet::new();
        while let Some(label) = labels.pop() {
            let Some(&start) = self
                .definitions
                .get(&label)
                .filter(|_| !found.contains(&label))
            else {
                continue;
            };
            for at in start..events.end_of(start) {
                if let Some(Event::FootnoteReference(called)) = events.get(at) {
                    labels.push(called.to_string());
                }
            }
            found.insert(label);
        }
        found
    }
}

impl Writer<'_> {
    /// Writes the number that calls note `label`.
    pub(super) fn note_reference(&mut self, label: &str) {
        if !self.notes.definitions.contains_key(label) {
            return self.words(&format!("[^{label}]"));
        }
        let (number, called) = self.notes.call(label, self.part);
        self.push("<a");
        self.epub_type("noteref");
        self.attribute("role", "doc-noteref");
        self.attribute("class", "noteref");
        match called.times {
            1 => self.id(&format!("r{number}")),
            time => self.id(&format!("r{number}-{time}")),
        }
        let note = self.here(&format!("n{number}"), called.part);
        self.attribute("href", &note);
        self.push(&format!(">{number}</a>"));
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

    /// Writes the notes that were called since the last ones; with `all`, those that nothing calls too.
    pub(super) fn notes(&mut self, all: bool) {
        let before = self.notes.written;
        let unused = if all { self.unused() } else { Vec::new() };
        if before == self.notes.called.len() && unused.is_empty() {
            return;
        }
        let list = self.page.book.config.notes == book::Notes::ChapterEnd;
        if list {
            self.open_list(before);
        }
        let mut unused = unused.into_iter();
        loop {
            // a note may call another one, whoever calls it
            while let Some(called) = self.notes.called.get(self.notes.written).cloned() {
                self.notes.written += 1;
                self.note(&called.label, self.notes.written, called.times > 0, list);
            }
            let Some(label) = unused.find(|label| !self.notes.known.contains_key(label)) else {
                break;
            };
            self.notes.enter(&label, self.part);
        }
        if list {
            self.push("</ol>\n</section>\n");
        }
    }

    /// Notes that the text does not call, each spoken of.
    fn unused(&mut self) -> Vec<String> {
        let wanted = self.notes.to_be_written(self.page.events);
        let called =
            |label: &String| self.notes.known.contains_key(label) || wanted.contains(label);
        let unused = self
            .notes
            .definitions
            .iter()
            .filter(|(label, _)| !called(label));
        let unused: Vec<(String, usize)> = unused.map(|(label, &at)| (label.clone(), at)).collect();
        for (label, start) in &unused {
            self.say(faults::unused_note(label), self.page.events.place(*start));
        }
        unused.into_iter().map(|(label, _)| label).collect()
    }

    fn open_list(&mut self, before: usize) {
        let name = Words::of(&self.page.lang).notes;
        let id = match before {
            0 => "notes".to_owned(),
            before => format!("notes-{}", before + 1),
        };
        self.push("<section");
        self.epub_type("endnotes");
        self.attribute("role", "doc-endnotes");
        self.attribute("class", "notes");
        let labelled = self.prefixed(&id);
        self.attribute("aria-labelledby", &labelled);
        let level = self.tag_level(2);
        self.push(&format!(">\n<h{level}"));
        self.id(&id);
        self.push(&format!(">{name}</h{level}>\n<ol"));
        if before > 0 {
            self.attribute("start", &(before + 1).to_string());
        }
        self.push(">\n");
    }

    fn note(&mut self, label: &str, number: usize, called: bool, list: bool) {
        let Some(&start) = self.notes.definitions.get(label) else {
            return;
        };
        let words = Words::of(&self.page.lang);
        let id = format!("n{number}");
        if list {
            self.push("<li");
            self.epub_type("endnote");
            self.id(&id);
        } else {
            self.push("<aside");
            self.epub_type("footnote");
            self.attribute("role", "doc-footnote");
            self.attribute("class", "note");
            self.id(&id);
            self.attribute("aria-label", &format!("{} {number}", words.notes));
        }
        self.push(">\n");
        let back = self.prefixed(&format!("r{number}"));
        let mark = match (called, list) {
            (true, true) => format!(
                "<a role=\"doc-backlink\" class=\"backlink\" href=\"#{back}\" title=\"{0}\" aria-label=\"{0}\">↑</a> ",
                words.back
            ),
            (true, false) => format!(
                "<a role=\"doc-backlink\" class=\"backlink\" href=\"#{back}\" title=\"{}\">{number}</a> ",
                words.back,
            ),
            (false, true) => String::new(),
            (false, false) => format!("<span class=\"backlink\">{number}</span> "),
        };
        match self.page.events.get(start + 1) {
            Some(Event::Start(Tag::Paragraph)) if self.figure_at(start + 1).is_none() => {
                self.run_in = Some(mark);
            }
            _ if mark.is_empty() => {}
            _ => self.push(&format!("<p>{mark}</p>\n")),
        }
        self.containers += 1;
        self.events(start + 1..self.page.events.end_of(start));
        self.containers -= 1;
        self.push(if list { "</li>\n" } else { "</aside>\n" });
    }
}
