//! How much the import repaired, for the imprints.

use serde::Deserialize;
use std::path::Path;

/// The counts of `repairs.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Repairs made.
    pub repairs: usize,
    /// Repairs held back, and those made as a guess: what a person should look at.
    pub doubts: usize,
}

#[derive(Deserialize)]
struct File {
    repairs: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    state: String,
    sure: String,
}

/// Counts the repairs of the book in `folder`; nothing for a book that was not imported.
pub fn counts(folder: &Path) -> Option<Counts> {
    let json = std::fs::read(folder.join("repairs.json")).ok()?;
    let file: File = serde_json::from_slice(&json).ok()?;
    let count = |wanted: fn(&Entry) -> bool| file.repairs.iter().filter(|one| wanted(one)).count();
    Some(Counts {
        repairs: count(|one| one.state == "made" || one.state == "accepted"),
        doubts: count(|one| one.state == "held" || one.state == "made" && one.sure == "guess"),
    })
}
