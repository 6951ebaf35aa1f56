//! The merge of a whole book: which chapters belong together, and what becomes of their files.

use super::build::{Builder, File, Side};
use super::front::{Parts, merged, parts};
use super::kin::{Known, Links, heading, links};
use super::mark::{self, Case};
use super::stream::{Numbers, changes, stream};
use super::three::Three;
use super::{Doc, Versions};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path below the folder of the chapters.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The chapter of the import that it is new with, where the folder did not hold it.
    pub added: Option<usize>,
}

/// What a merge came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The files that change or are new.
    pub files: Vec<Written>,
    /// The files that go: import wrote them, nobody changed them, and the pages have them no more.
    pub gone: Vec<String>,
    /// Of each new chapter, the file that it stands in; of one that was deleted, the name it is kept by.
    pub places: Vec<String>,
    /// Of each new chapter, the old one that it was.
    pub was: Vec<Option<usize>>,
    /// The new chapters that a person deleted.
    pub deleted: Vec<usize>,
    /// The new chapters of which the person has a text whose origin is unknown: that stays.
    pub unknown: Vec<usize>,
    /// How many conflicts were marked.
    pub conflicts: usize,
    /// How many changes of the import fall into what the person deleted.
    pub in_deleted: usize,
}

/// Merges a book.
pub fn merge(versions: &Versions<'_>) -> Outcome {
    let book = Book::new(versions);
    let mut outcome = Outcome {
        places: vec![String::new(); versions.new.len()],
        ..Outcome::default()
    };
    for kin in book.families() {
        Family {
            book: &book,
            kin: &kin,
        }
        .merge(&mut outcome);
    }
    name(versions, &book, &mut outcome);
    outcome.files.sort_by(|a, b| a.path.cmp(&b.path));
    outcome
}

/// Gives names to the files that are new, in the order of the import, and to those that stay deleted.
fn name(versions: &Versions<'_>, book: &Book<'_>, outcome: &mut Outcome) {
    let stay = versions.mine.iter().map(|doc| &doc.path);
    let stay = stay.filter(|path| !outcome.gone.contains(path));
    let mut taken: BTreeSet<String> = stay.map(|path| path.to_lowercase()).collect();
    outcome.files.sort_by_key(|file| file.added);
    for file in &mut outcome.files {
        if let Some(k) = file.added {
            file.path = free(&versions.new[k].path, &mut taken);
            outcome.places[k].clone_from(&file.path);
        }
    }
    outcome.was = (0..versions.new.len())
        .map(|k| book.to_new.main.iter().position(|to| *to == Some(k)))
        .collect();
    for &k in &outcome.deleted {
        // kept by a name, so that the next import knows it was deleted: the old one where nobody has it
        let old = outcome.was[k].map(|i| versions.old[i].path.clone());
        let old = old.filter(|path| taken.insert(path.to_lowercase()));
        outcome.places[k] = old.unwrap_or_else(|| free(&versions.new[k].path, &mut taken));
    }
}

/// A text with line feeds only, and without a byte order mark.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// The three versions, read and linked.
struct Book<'a> {
    versions: &'a Versions<'a>,
    old: Vec<Cow<'a, str>>,
    new: Vec<Cow<'a, str>>,
    mine: Vec<Cow<'a, str>>,
    to_mine: Links,
    to_new: Links,
    /// New chapters without an old one that the person has all the same.
    unknown: Vec<Option<usize>>,
}

impl<'a> Book<'a> {
    fn new(versions: &'a Versions<'a>) -> Self {
        let read = |docs: &'a [Doc]| docs.iter().map(|doc| plain(&doc.text)).collect::<Vec<_>>();
        let [old, new, mine] = [versions.old, versions.new, versions.mine].map(read);
        let (known_old, known_new) = (known(versions.old, &old), known(versions.new, &new));
        let known_mine = known(versions.mine, &mine);
        let to_mine = links(&known_old, &known_mine);
        let to_new = links(&known_old, &known_new);
        let linked = |links: &Links| -> BTreeSet<usize> {
            let parts = links.parts.iter().map(|part| part.1);
            links.main.iter().flatten().copied().chain(parts).collect()
        };
        let (seen_new, seen_mine) = (linked(&to_new), linked(&to_mine));
        let fresh: Vec<usize> = (0..new.len()).filter(|k| !seen_new.contains(k)).collect();
        let own: Vec<usize> = (0..mine.len()).filter(|j| !seen_mine.contains(j)).collect();
        let known_fresh: Vec<Known<'_>> = fresh.iter().map(|&k| known_new[k]).collect();
        let known_own: Vec<Known<'_>> = own.iter().map(|&j| known_mine[j]).collect();
        let found = links(&known_fresh, &known_own);
        let mut unknown = vec![None; new.len()];
        for (k, j) in fresh.iter().zip(&found.main) {
            unknown[*k] = j.map(|j| own[j]);
        }
        Self {
            versions,
            old,
            new,
            mine,
            to_mine,
            to_new,
            unknown,
        }
    }

    /// The chapters that belong together, of all three versions.
    fn families(&self) -> Vec<Kin> {
        let (olds, news) = (self.old.len(), self.new.len());
        let mut union = Union::new(olds + news + self.mine.len());
        let ties = |links: &Links| -> Vec<(usize, usize)> {
            let main = links
                .main
                .iter()
                .enumerate()
                .filter_map(|(i, to)| to.map(|to| (i, to)));
            main.chain(links.parts.iter().copied()).collect()
        };
        for (i, k) in ties(&self.to_new) {
            union.join(i, olds + k);
        }
        for (i, j) in ties(&self.to_mine) {
            union.join(i, olds + news + j);
        }
        let mut kin: BTreeMap<usize, Kin> = BTreeMap::new();
        for all in 0..olds + news + self.mine.len() {
            let family = kin.entry(union.root(all)).or_default();
            if all < olds {
                family.old.push(all);
            } else if all < olds + news {
                family.new.push(all - olds);
            } else {
                family.mine.push(all - olds - news);
            }
        }
        kin.into_values().collect()
    }
}

fn known<'k>(docs: &'k [Doc], texts: &'k [Cow<'_, str>]) -> Vec<Known<'k>> {
    let docs = docs.iter().zip(texts);
    let known = docs.map(|(doc, text)| Known {
        path: &doc.path,
        text,
        body: parts(text).body,
    });
    known.collect()
}

/// Sets that grow together.
struct Union(Vec<usize>);

impl Union {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut one: usize) -> usize {
        while self.0[one] != one {
            self.0[one] = self.0[self.0[one]];
            one = self.0[one];
        }
        one
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Chapters that belong together.
#[derive(Debug, Clone, Default)]
struct Kin {
    old: Vec<usize>,
    new: Vec<usize>,
    mine: Vec<usize>,
}

struct Family<'b, 'a> {
    book: &'b Book<'a>,
    kin: &'b Kin,
}

impl Family<'_, '_> {
    fn merge(&self, outcome: &mut Outcome) {
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

/// `text` with the line ends and the byte order mark of `original`.
fn in_the_manner_of(original: &str, text: String) -> String {
    let text = match original.contains("\r\n") {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    match original.starts_with('\u{FEFF}') {
        true => format!("\u{FEFF}{text}"),
        false => text,
    }
}

/// The number that a chapter's file name begins with.
fn number(path: &str) -> Option<usize> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    name[..digits].parse().ok()
}

/// `wish`, with a number after all others where its own is taken.
fn free(wish: &str, taken: &mut BTreeSet<String>) -> String {
    let mut path = wish.to_owned();
    let own = number(wish);
    let clash = |path: &str, taken: &BTreeSet<String>| {
        taken.contains(&path.to_lowercase())
            || (number(path).is_some() && taken.iter().any(|other| number(other) == number(path)))
    };
    if clash(&path, taken) {
        let highest = taken
            .iter()
            .filter_map(|path| number(path))
            .max()
            .unwrap_or(0);
        let digits = wish.len() - wish.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let rest = match own {
            Some(_) => &wish[digits..],
            None => wish,
        };
        let dash = if own.is_some() { "" } else { "-" };
        path = format!("{:03}{dash}{rest}", highest + 1);
    }
    taken.insert(path.to_lowercase());
    path
}

impl Outcome {
    /// The names under which what import wrote is kept for the next merge: each chapter's file, and of
    /// two that stand in one file a name of its own for the second.
    pub fn kept_as(&self) -> Vec<String> {
        let mut taken = BTreeSet::new();
        let names = self.places.iter().map(|place| {
            let mut name = place.clone();
            let mut number = 2;
            while !taken.insert(name.to_lowercase()) {
                name = format!("{}-{number}.md", place.trim_end_matches(".md"));
                number += 1;
            }
            name
        });
        names.collect()
    }
}
