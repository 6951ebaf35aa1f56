//! Chapters as they grow: their Markdown, what is still open in them, and the second pass that enters
//! links, since only then every chapter has its name.

use super::Epub;
use super::index::{Index, Key, Place, ids};
use super::notes::Notes;
use super::pictures::Pictures;
use crate::chapter::FrontMatter;
use crate::reader::Element;
use std::collections::{BTreeMap, BTreeSet};

/// Stand around the words of a link until its target has a name. No text may hold them: they are no
/// characters (Unicode §23.7), and are taken out of what is read.
pub(super) const LINK: char = '\u{FDD0}';
pub(super) const LINK_WORDS: char = '\u{FDD1}';
pub(super) const LINK_END: char = '\u{FDD2}';

/// A chapter that is being written.
#[derive(Default)]
pub(super) struct Draft {
    /// As the contents call it.
    pub(super) title: Option<String>,
    /// Lines of the contents that come before it.
    pub(super) before: Vec<Heading>,
    /// How deep it stands in the contents.
    pub(super) depth: usize,
    pub(super) front: FrontMatter,
    pub(super) body: String,
    /// Its notes in the order of the calls.
    pub(super) notes: Vec<Key>,
    /// The ids that stand in it.
    pub(super) ids: BTreeSet<String>,
    /// The level of its first heading.
    pub(super) level: Option<u8>,
    /// The words of its first heading, when it begins with one.
    pub(super) heading: Option<String>,
}

/// A line of the contents that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) title: String,
    /// How deep it stands; nothing for a part of the book.
    pub(super) depth: Option<usize>,
}

/// Writes chapters.
pub(super) struct Writer<'w> {
    pub(super) epub: &'w Epub<'w>,
    pub(super) index: &'w Index<'w>,
    pub(super) notes: &'w Notes<'w>,
    pub(super) pictures: Pictures,
    pub(super) chapters: Vec<Draft>,
    /// The document that is being read, and its path.
    pub(super) document: usize,
    pub(super) path: &'w str,
    /// The places at which a chapter begins in the midst of a document.
    pub(super) starts: BTreeMap<Place, Draft>,
    /// The language of the book.
    pub(super) lang: &'w str,
    /// The block being written; what is finished of it.
    pub(super) out: String,
    /// How many lists, quotations and tables are open.
    pub(super) nested: usize,
    /// Ids to be written with the next words.
    pub(super) waiting: Vec<String>,
    /// Where the targets of links are: the chapter, and the id in it.
    pub(super) anchors: BTreeMap<Place, (usize, String)>,
    /// The targets of the links met so far.
    pub(super) links: Vec<Target>,
    /// The EPUB is one of ours.
    pub(super) is_ours: bool,
}

/// Where a link leads.
pub(super) enum Target {
    Outside(String),
    Inside(Place),
}

impl<'w> Writer<'w> {
    /// The chapter that is being written.
    pub(super) fn chapter(&mut self) -> &mut Draft {
        if self.chapters.is_empty() {
            self.chapters.push(Draft::default());
        }
        let last = self.chapters.len() - 1;
        &mut self.chapters[last]
    }

    /// Ends the chapter and begins `next`.
    pub(super) fn begin(&mut self, next: Draft) {
        self.end_chapter();
        self.chapters.push(next);
    }

    /// Moves what was written into the chapter, its notes behind it.
    pub(super) fn end_chapter(&mut self) {
        self.move_out();
        let mut done = 0;
        // a note may call another one
        while let Some(&key) = self.chapter().notes.get(done) {
            done += 1;
            if let Some(&body) = self.notes.bodies.get(&key) {
                let note = self.note(body, key.0);
                let definition = indented(&note, &format!("[^{done}]: "), "    ");
                self.push(&definition);
            }
        }
        self.move_out();
    }

    /// Moves what was written into the chapter.
    pub(super) fn move_out(&mut self) {
        let out = std::mem::take(&mut self.out);
        if out.is_empty() {
            return;
        }
        let body = &mut self.chapter().body;
        if !body.is_empty() {
            body.push('\n');
        }
        body.push_str(&out);
        body.push('\n');
    }

    /// The number of the note `key` in this chapter.
    pub(super) fn number(&mut self, key: Key) -> usize {
        let notes = &mut self.chapter().notes;
        match notes.iter().position(|known| *known == key) {
            Some(at) => at + 1,
            None => {
                notes.push(key);
                notes.len()
            }
        }
    }

    /// Puts `markdown` as a block of its own behind the others.
    pub(super) fn push(&mut self, markdown: &str) {
        if markdown.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(markdown);
    }

    /// The blocks that `write` writes, apart from those around them.
    pub(super) fn apart(&mut self, write: impl FnOnce(&mut Self)) -> String {
        let before = std::mem::take(&mut self.out);
        self.nested += 1;
        write(self);
        self.nested -= 1;
        std::mem::replace(&mut self.out, before)
    }

    /// Remembers the ids of `element` that links lead to, for the next words.
    pub(super) fn meet(&mut self, element: &Element) {
        for id in ids(element) {
            let place = (self.document, id.to_owned());
            let wanted = self.index.wanted.contains(&place);
            if !wanted || self.anchors.contains_key(&place) {
                continue;
            }
            let at = self.chapters.len().saturating_sub(1);
            let ours = self.free_id(id);
            self.anchors.insert(place, (at, ours.clone()));
            self.waiting.push(ours);
        }
    }

    /// `id`, or another one when the chapter has it already or Markdown cannot write it.
    fn free_id(&mut self, id: &str) -> String {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let fits = id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(plain);
        let stem = if fits { id } else { "place" };
        let ids = &mut self.chapter().ids;
        let mut free = stem.to_owned();
        let mut number = 2;
        while !ids.insert(free.clone()) {
            free = format!("{stem}-{number}");
            number += 1;
        }
        free
    }

    /// The ids that wait, as markup to stand before words.
    pub(super) fn take_ids(&mut self) -> String {
        let ids = std::mem::take(&mut self.waiting).into_iter();
        ids.map(|id| format!("<span id=\"{id}\"></span>")).collect()
    }
}

/// Enters the targets of links into `text`, a part of chapter `at`, once the chapters have the names
/// `files`. A link that leads nowhere leaves its words.
pub(super) fn linked(
    text: &str,
    at: usize,
    files: &[String],
    links: &[Target],
    anchors: &BTreeMap<Place, (usize, String)>,
    firsts: &BTreeMap<usize, usize>,
) -> String {
    let target = |number: &str| {
        let target = links.get(number.parse::<usize>().ok()?)?;
        let (chapter, id) = match target {
            Target::Outside(href) => return Some(href.clone()),
            Target::Inside(place) if place.1.is_empty() => (*firsts.get(&place.0)?, ""),
            Target::Inside(place) => match anchors.get(place) {
                Some((chapter, id)) => (*chapter, id.as_str()),
                None => (*firsts.get(&place.0)?, ""),
            },
        };
        let file = files.get(chapter)?;
        Some(match (chapter == at, id) {
            (true, id) if !id.is_empty() => format!("#{id}"),
            (_, "") => file.clone(),
            (_, id) => format!("{file}#{id}"),
        })
    };
    let mut out = String::with_capacity(text.len());
    // what closes each open link
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(found) = rest.find([LINK, LINK_END]) {
        out.push_str(&rest[..found]);
        let begins = rest[found..].starts_with(LINK);
        rest = &rest[found + LINK.len_utf8()..];
        if !begins {
            out.push_str(&open.pop().unwrap_or_default());
            continue;
        }
        let (number, words) = rest.split_once(LINK_WORDS).unwrap_or((rest, ""));
        rest = words;
        match target(number) {
            Some(target) => {
                out.push('[');
                open.push(match target.contains([' ', '(', ')', '<', '>']) {
                    true => format!("](<{}>)", target.replace('<', "%3C").replace('>', "%3E")),
                    false => format!("]({target})"),
                });
            }
            None => open.push(String::new()),
        }
    }
    out.push_str(rest);
    out
}

/// `text` with `first` before its first line and `other` before the others; blank lines stay blank.
pub(super) fn indented(text: &str, first: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let mark = if number == 0 { first } else { other };
        match line.is_empty() && number > 0 {
            true => out.push_str(mark.trim_end()),
            false => {
                out.push_str(mark);
                out.push_str(line);
            }
        }
    }
    out
}
