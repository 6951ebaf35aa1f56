//! The merged stream → files.

use super::mark::{self, Case};
use super::stream::{Kind, Token};
use super::three::{Piece, Three};
use crate::text::Lang;
use std::collections::BTreeSet;

/// Whose a file is: its number among the files of that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Mine(usize),
    New(usize),
}

/// A file with its merged body.
#[derive(Debug)]
pub(super) struct File {
    pub side: Side,
    pub body: String,
}

/// Writes the pieces of a merge.
pub(super) struct Builder<'t, 's, 'a> {
    three: &'t Three<'s, 'a>,
    lang: &'t Lang,
    pub files: Vec<File>,
    /// New files that begin none here, and the file that they stand in.
    pub inside: Vec<(usize, usize)>,
    pub conflicts: usize,
    pub in_deleted: usize,
    seen: BTreeSet<u32>,
    /// What is to stand before the next word.
    pending: Option<String>,
}

impl<'t, 's, 'a> Builder<'t, 's, 'a> {
    pub(super) fn new(three: &'t Three<'s, 'a>, lang: &'t Lang) -> Self {
        Self {
            three,
            lang,
            files: Vec::new(),
            inside: Vec::new(),
            conflicts: 0,
            in_deleted: 0,
            seen: BTreeSet::new(),
            pending: None,
        }
    }

    pub(super) fn take(&mut self, piece: &Piece) {
        let (mine, new) = (self.three.mine, self.three.new);
        match piece {
            Piece::Mine(range) => self.all(&mine[range.clone()], true, Side::Mine),
            Piece::Settled(range) => self.all(&mine[range.clone()], false, Side::Mine),
            Piece::New(range) => self.all(&new[range.clone()], true, Side::New),
            Piece::Between => self.part("\n\n"),
            Piece::StaysDeleted => self.in_deleted += 1,
            Piece::Conflict {
                mine: own,
                new: theirs,
            } => {
                self.part("\n\n");
                self.all(&mine[own.clone()], false, Side::Mine);
                self.conflict(&mine[own.clone()], &new[theirs.clone()]);
            }
        }
    }

    fn all(&mut self, tokens: &[Token<'_>], marks: bool, side: fn(usize) -> Side) {
        for token in tokens {
            if marks || token.kind != Kind::Mark {
                self.push(token, side);
            }
        }
    }

    fn push(&mut self, token: &Token<'_>, side: fn(usize) -> Side) {
        match token.kind {
            Kind::Edge => {}
            Kind::File(number) if self.seen.insert(token.id.0) => {
                self.pending = None;
                // a file that the import put elsewhere is still the person's
                let own = self.three.mine.iter().find(|own| own.id == token.id);
                let side = match own.map(|own| own.kind) {
                    Some(Kind::File(own)) => Side::Mine(own),
                    _ => side(number),
                };
                self.files.push(File {
                    side,
                    body: String::new(),
                });
            }
            Kind::File(_) => self.part("\n\n"),
            Kind::Break => self.part(token.raw),
            Kind::Mark => {
                self.part("\n\n");
                self.write(token.raw);
                self.part("\n\n");
            }
            Kind::Word => self.write(token.raw),
        }
    }

    /// Ends a block; the first to say how counts.
    fn part(&mut self, with: &str) {
        self.pending.get_or_insert_with(|| with.to_owned());
    }

    fn write(&mut self, raw: &str) {
        let pending = self.pending.take();
        let Some(file) = self.files.last_mut() else {
            return;
        };
        if let Some(between) = pending.filter(|_| !file.body.is_empty()) {
            file.body.push_str(&between);
        }
        file.body.push_str(raw);
    }

    /// Sets the import's version below the person's.
    fn conflict(&mut self, mine: &[Token<'_>], theirs: &[Token<'_>]) {
        let has_words = mine.iter().any(|token| token.kind == Kind::Word);
        let mut text = String::new();
        for token in theirs {
            match token.kind {
                Kind::File(number) => {
                    self.inside
                        .push((number, self.files.len().saturating_sub(1)));
                    text.push_str("\n\n");
                }
                Kind::Break => text.push_str("\n\n"),
                _ => text.push_str(token.raw),
            }
        }
        let text = text.trim_matches('\n');
        let case = match (has_words, text.is_empty()) {
            (_, true) => Case::Gone,
            (true, false) => Case::Changed(text),
            (false, false) => Case::Deleted(text),
        };
        let mark = mark::block(case, self.lang);
        self.part("\n\n");
        self.write(&mark);
        self.part("\n\n");
        self.conflicts += 1;
    }
}
