//! What becomes of the files of chapters that belong together.

use super::build::{Builder, File, Side};
use super::families::{Book, Kin};
use super::front::merged;
use super::kin::{Links, heading};
use super::mark::{self, Case};
use super::outcome::{Outcome, Written};
use super::stream::{Numbers, changes, stream};
use super::three::Three;
use crate::chapter::{Parts, in_the_manner_of, parts};
use std::borrow::Cow;

/// Chapters that belong together, of a book.
pub(super) struct Family<'b, 'a> {
    pub book: &'b Book<'a>,
    pub kin: &'b Kin,
}

impl Family<'_, '_> {
    /// Merges them into `outcome`.
    pub(super) fn merge(&self, outcome: &mut Outcome) {
        let kin = self.kin;
        match (kin.old.is_empty(), kin.new.is_empty(), kin.mine.is_empty()) {
            // what the person wrote
            (true, true, _) | (_, true, true) => {}
            (true, false, _) => self.add(outcome),
            (false, false, true) => {
                outcome.deleted.extend(&kin.new);
            }
            (false, true, false) => self.gone(outcome),
            (false, false, false) if self.unchanged() => self.stays(outcome),
            (false, false, false) => self.combine(outcome),
        }
    }

    /// Chapters that are new on the pages.
    fn add(&self, outcome: &mut Outcome) {
        for &k in &self.kin.new {
            if let Some(j) = self.book.unknown[k] {
                outcome.places[k] = self.book.versions.mine[j].path.clone();
                outcome.unknown.push(k);
                continue;
            }
            let doc = &self.book.versions.new[k];
            outcome.files.push(Written {
                path: String::new(),
                text: doc.text.clone(),
                added: Some(k),
            });
        }
    }

    /// Chapters that the pages have no more: what nobody changed goes.
    fn gone(&self, outcome: &mut Outcome) {
        for &j in &self.kin.mine {
            let (doc, text) = (&self.book.versions.mine[j], &self.book.mine[j]);
            if self.kin.old.iter().any(|&i| self.book.old[i] == *text) {
                outcome.gone.push(doc.path.clone());
                continue;
            }
            let Parts { body, at, .. } = parts(text);
            let head = heading(body).map_or(0, |words| "# ".len() + words.len());
            let mark = mark::block(Case::ArticleGone, self.book.versions.lang);
            let (top, rest) = text.split_at(at + head);
            let top = match head {
                0 => top.to_owned(),
                _ => format!("{top}\n\n"),
            };
            let text = format!("{top}{mark}\n\n{}", rest.trim_start_matches('\n'));
            outcome.conflicts += 1;
            outcome.files.push(Written {
                path: doc.path.clone(),
                text: in_the_manner_of(&doc.text, text),
                added: None,
            });
        }
    }

    /// Whether import writes what it wrote last.
    fn unchanged(&self) -> bool {
        let old = self.kin.old.iter().map(|&i| &self.book.old[i]);
        old.eq(self.kin.new.iter().map(|&k| &self.book.new[k]))
    }

    fn stays(&self, outcome: &mut Outcome) {
        for (&i, &k) in self.kin.old.iter().zip(&self.kin.new) {
            match self.book.to_mine.main[i] {
                Some(j) => outcome.places[k].clone_from(&self.book.versions.mine[j].path),
                None => outcome.deleted.push(k),
            }
        }
    }

    /// The general case.
    fn combine(&self, outcome: &mut Outcome) {
        let named = Named::of(self);
        let (kin, book) = (self.kin, self.book);
        let old = bodies(&named.old, &kin.old, &book.old);
        let new = bodies(&named.new, &kin.new, &book.new);
        let mine = bodies(&named.mine, &kin.mine, &book.mine);
        let mut numbers = Numbers::new(1024);
        let old = stream(&old, &mut numbers);
        let new = stream(&new, &mut numbers);
        let mine = stream(&mine, &mut numbers);
        let count = numbers.num_tokens();
        let three = Three {
            theirs: changes(&old, &new, count),
            ours: changes(&old, &mine, count),
            old: &old,
            new: &new,
            mine: &mine,
        };
        let mut builder = Builder::new(&three, book.versions.lang);
        for piece in three.pieces() {
            builder.take(&piece);
        }
        outcome.conflicts += builder.conflicts;
        outcome.in_deleted += builder.in_deleted;
        let inside = builder.inside;
        let made = builder.files;
        for file in &made {
            match file.side {
                Side::Mine(at) => self.write_mine(&named, at, &file.body, outcome),
                Side::New(at) => self.write_new(kin.new[at], &file.body, outcome),
            }
        }
        for (at, &j) in kin.mine.iter().enumerate() {
            if !made.iter().any(|file| file.side == Side::Mine(at)) {
                self.dissolved(j, outcome);
            }
        }
        for (at, &k) in kin.new.iter().enumerate() {
            let begins = made.iter().any(|file| file.side == Side::New(at));
            if outcome.places[k].is_empty() && !begins {
                outcome.places[k] = self.place(&named, at, &inside, &made);
            }
        }
    }

    /// A file whose text went into others: it goes, unless a person changed its fields.
    fn dissolved(&self, j: usize, outcome: &mut Outcome) {
        let (doc, own) = (&self.book.versions.mine[j], parts(&self.book.mine[j]));
        let mut old = self.kin.old.iter().map(|&i| parts(&self.book.old[i]).front);
        if own.front.is_none() || old.any(|front| front == own.front) {
            outcome.gone.push(doc.path.clone());
            return;
        }
        let first = own.body.split("\n\n").next().unwrap_or("");
        let text = &self.book.mine[j][..own.at + first.len()];
        let mark = mark::block(Case::ArticleGone, self.book.versions.lang);
        outcome.conflicts += 1;
        outcome.files.push(Written {
            path: doc.path.clone(),
            text: in_the_manner_of(&doc.text, format!("{text}\n\n{mark}\n")),
            added: None,
        });
    }

    /// A file of the person: front matter field by field, then the merged body.
    fn write_mine(&self, named: &Named, at: usize, body: &str, outcome: &mut Outcome) {
        let book = self.book;
        let (doc, text) = (
            &book.versions.mine[self.kin.mine[at]],
            &book.mine[self.kin.mine[at]],
        );
        let own = parts(text);
        let name = &named.mine[at];
        let find = |names: &[String]| names.iter().position(|other| other == name);
        let (old, new) = (find(&named.old), find(&named.new));
        let (front, conflicts) = match (old, new) {
            (Some(old), Some(new)) => {
                let new = self.kin.new[new];
                outcome.places[new].clone_from(&doc.path);
                let (old, new) = (parts(&book.old[self.kin.old[old]]), parts(&book.new[new]));
                merged(old.front, new.front, own.front, book.versions.lang)
            }
            _ => (own.front.map(str::to_owned), 0),
        };
        outcome.conflicts += conflicts;
        if front.as_deref() == own.front && body == own.body {
            return;
        }
        let top = match &front {
            _ if front.as_deref() == own.front => text[..own.at].to_owned(),
            Some(front) => format!("---\n{front}---\n\n"),
            None => String::new(),
        };
        let tail = match &text[own.at + own.body.len()..] {
            "" => "\n",
            tail => tail,
        };
        outcome.files.push(Written {
            path: doc.path.clone(),
            text: in_the_manner_of(&doc.text, format!("{top}{body}{tail}")),
            added: None,
        });
    }

    /// A file that the import begins.
    fn write_new(&self, k: usize, body: &str, outcome: &mut Outcome) {
        let text = &self.book.new[k];
        outcome.files.push(Written {
            path: String::new(),
            text: format!("{}{body}\n", &text[..parts(text).at]),
            added: Some(k),
        });
    }

    /// Where a chapter of the import stands that begins no file.
    fn place(&self, named: &Named, at: usize, inside: &[(usize, usize)], made: &[File]) -> String {
        let path = |j: usize| self.book.versions.mine[j].path.clone();
        let holder = inside
            .iter()
            .find(|(new, _)| *new == at)
            .map(|(_, file)| made[*file].side);
        if let Some(Side::Mine(mine)) = holder {
            return path(self.kin.mine[mine]);
        }
        let old = named.old.iter().position(|name| *name == named.new[at]);
        let main = old.and_then(|old| self.book.to_mine.main[self.kin.old[old]]);
        path(main.unwrap_or(self.kin.mine[0]))
    }
}

/// The files of one side as [`stream`] takes them.
fn bodies<'t>(
    names: &[String],
    list: &[usize],
    texts: &'t [Cow<'_, str>],
) -> Vec<(String, &'t str)> {
    let bodies = list.iter().map(|&one| parts(&texts[one]).body);
    names.iter().cloned().zip(bodies).collect()
}

/// What the beginnings of files are called in the streams: alike where they are the same chapter's.
struct Named {
    old: Vec<String>,
    new: Vec<String>,
    mine: Vec<String>,
}

impl Named {
    fn of(family: &Family<'_, '_>) -> Self {
        let (kin, book) = (family.kin, family.book);
        let name = |i: usize| format!("F{i}");
        let first = |links: &Links, other: usize, path: Option<&str>| {
            let mut found = kin.old.iter().filter(|&&i| links.main[i] == Some(other));
            let mut same = found
                .clone()
                .filter(|&&i| Some(book.versions.old[i].path.as_str()) == path);
            same.next().or_else(|| found.next()).copied()
        };
        let new: Vec<String> = kin
            .new
            .iter()
            .map(|&k| first(&book.to_new, k, None).map_or_else(|| format!("N{k}"), name))
            .collect();
        let mine = kin.mine.iter().map(|&j| {
            let own = || format!("M{j}");
            let Some(i) = first(&book.to_mine, j, Some(&book.versions.mine[j].path)) else {
                return own();
            };
            // where the import joins two chapters, fields that a person changed keep them apart
            let edited = parts(&book.mine[j]).front != parts(&book.old[i]).front;
            if edited && !new.contains(&name(i)) {
                own()
            } else {
                name(i)
            }
        });
        Self {
            mine: mine.collect(),
            old: kin.old.iter().map(|&i| name(i)).collect(),
            new,
        }
    }
}
