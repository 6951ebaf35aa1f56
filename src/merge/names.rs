//! The names of files: those that are new, and those by which the next merge knows what was written.

use super::families::Book;
use super::outcome::Outcome;
use std::collections::BTreeSet;

/// Gives names to the files that are new, in the order of the import, and to those that stay deleted.
pub(super) fn name(book: &Book<'_>, outcome: &mut Outcome) {
    let versions = book.versions;
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

/// The digits that a chapter's file name begins with.
fn digits(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    &name[..name.len() - rest.len()]
}

/// The number that a chapter's file name begins with.
fn number(path: &str) -> Option<usize> {
    digits(path).parse().ok()
}

/// `wish`, with a number after all others where its own is taken.
fn free(wish: &str, taken: &mut BTreeSet<String>) -> String {
    let own = number(wish);
    let clash = taken.contains(&wish.to_lowercase())
        || (own.is_some() && taken.iter().any(|other| number(other) == own));
    let path = match clash {
        false => wish.to_owned(),
        true => {
            let highest = taken.iter().filter_map(|path| number(path)).max();
            let rest = match own {
                Some(_) => wish[digits(wish).len()..].to_owned(),
                None => format!("-{wish}"),
            };
            format!("{:03}{rest}", highest.unwrap_or(0) + 1)
        }
    };
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
