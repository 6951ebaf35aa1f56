//! What one chapter says that other chapters may say differently: the little that rules over a whole
//! book work on.

use super::Seen;
use super::name_spelling::speakers;
use super::subject::Subject;
use crate::diagnostic::Location;
use crate::text::chars::is_han;

/// Something a chapter says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: FactKind,
    /// Its words.
    pub text: String,
    /// Where it stands in the chapter's file: line, column and length as in [`Location`], zeros where
    /// the file as a whole is meant.
    pub at: [usize; 3],
}

/// What a [`Fact`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactKind {
    /// The chapter's title.
    Title,
    /// A name in its credits.
    Credit,
    /// The name of a person who speaks in it.
    Speaker,
    /// Words in quotation or title marks, Han only.
    Quoted,
    /// A picture it shows, as its address is written.
    Picture,
}

/// The fewest and the most characters of a quotation that is remembered.
const QUOTED: std::ops::RangeInclusive<usize> = 4..=12;

pub(super) fn of(subject: &Subject<'_>) -> Vec<Fact> {
    let mut facts = vec![whole(FactKind::Title, &subject.chapter.title)];
    let front = &subject.chapter.chapter.front;
    let credits = [
        &front.reporters,
        &front.correspondents,
        &front.photographers,
        &front.interns,
        &front.authors,
        &front.editors,
    ];
    let names = credits.into_iter().flatten();
    facts.extend(names.map(|name| whole(FactKind::Credit, name)));
    for (start, text) in subject.prose.each() {
        let mut add = |kind, range: std::ops::Range<usize>| {
            let at = subject.place(start + range.start..start + range.end);
            facts.push(Fact {
                kind,
                text: text[range].to_owned(),
                at,
            });
        };
        for range in speakers(text) {
            add(FactKind::Speaker, range);
        }
        for range in quoted(text) {
            add(FactKind::Quoted, range);
        }
    }
    facts.extend(pictures(subject.body).map(|path| whole(FactKind::Picture, path)));
    facts
}

fn whole(kind: FactKind, text: &str) -> Fact {
    let text = text.to_owned();
    let at = [0; 3];
    Fact { kind, text, at }
}

/// The insides of “…” and 《…》 that are nothing but a few Han characters.
fn quoted(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    text.char_indices().filter_map(|(at, open)| {
        let close = match open {
            '“' => '”',
            '《' => '》',
            '「' => '」',
            _ => return None,
        };
        let start = at + open.len_utf8();
        let length = text[start..].find(|c| !is_han(c))?;
        let count = text[start..start + length].chars().count();
        let closed = text[start + length..].starts_with(close);
        (closed && QUOTED.contains(&count)).then_some(start..start + length)
    })
}

/// What may be the address of a picture.
fn pictures(body: &str) -> impl Iterator<Item = &str> {
    let after = |mark: &'static str, ends: &'static [char]| {
        body.match_indices(mark)
            .filter_map(move |(at, _)| body[at + mark.len()..].split(ends).next())
    };
    let inline = after("](", &[' ', ')', '>', '\n']).map(|path| path.trim_start_matches('<'));
    inline
        .chain(after("](<", &['>', '\n']))
        .chain(after("src=\"", &['"', '\n']))
        .chain(after("]: ", &[' ', '\n']))
        .filter(|path| path.contains('.'))
}

impl Seen {
    /// Its facts of one kind.
    pub(super) fn all(&self, kind: FactKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.kind == kind)
    }

    /// The place of one of its facts. The line itself is not kept: see [`Location::source_line`].
    pub(super) fn place(&self, fact: &Fact) -> Location {
        let [line, column, length] = fact.at;
        Location {
            line,
            column,
            length,
            ..Location::file(self.file.as_str())
        }
    }
}
