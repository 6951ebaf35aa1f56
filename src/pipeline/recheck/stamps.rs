//! Which files of a book folder changed, by their sizes and times.

use crate::mark::Mark;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// A file's size, and when it was written, in nanoseconds.
pub(super) type Stamp = (u64, u64);

/// Sizes and times of all files that a book may be made of: paths below its folder.
pub(in crate::pipeline) struct Stamps(pub(super) BTreeMap<String, Stamp>);

impl Stamps {
    /// Those of the book in `folder`. What import and build write beside it is left out.
    pub(in crate::pipeline) fn of(folder: &Path) -> Self {
        let mut stamps = BTreeMap::new();
        walk(folder, "", &mut stamps);
        for file in [".offprint/origin.json", ".offprint/version"] {
            stamps.extend(stamp(&folder.join(file)).map(|stamp| (file.to_owned(), stamp)));
        }
        Self(stamps)
    }

    /// One mark over all files that are none of `chapters`.
    pub(super) fn around(&self, chapters: &BTreeSet<&str>) -> Mark {
        let others = self
            .0
            .iter()
            .filter(|(path, _)| !chapters.contains(path.as_str()));
        Mark::of(&others.collect::<Vec<_>>())
    }
}

/// What stands directly in a book folder and tells nothing of its chapters.
const BESIDE: &[&str] = &["dist", "pages", "repairs.json", "review.html"];

fn walk(folder: &Path, prefix: &str, stamps: &mut BTreeMap<String, Stamp>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || prefix.is_empty() && BESIDE.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), &format!("{path}/"), stamps),
            _ => stamps.extend(stamp(&entry.path()).map(|stamp| (path, stamp))),
        }
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    let about = std::fs::metadata(file).ok()?;
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((about.len(), u64::try_from(time.as_nanos()).ok()?))
}
