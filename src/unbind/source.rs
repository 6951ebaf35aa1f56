//! The sources that an EPUB of ours carries.

use super::{MOST_IN_ALL, Unbound, refuse};
use crate::archive::{Opened, Unreadable};
use crate::book::{self, CARRIED, Carried, SOURCE};
use crate::diagnostic::{Diagnostic, Location, Result};
use crate::reader::{Container, MOST, MOST_MARKUP};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// The book folder that `container` was made of; nothing when it does not carry it.
///
/// # Errors
/// When the sources are damaged, or are none of ours.
pub(super) fn unbind(name: &str, container: &Container<'_>) -> Result<Option<Unbound>> {
    let Some(bytes) = container.read(SOURCE, MOST) else {
        return Ok(None);
    };
    let strange = |why: &str| {
        let message = say!(
            "the sources in `{name}` cannot be used: {why}",
            "`{name}` 中的源文件无法使用：{why}"
        );
        let place = Location::file(format!("{name}/{SOURCE}"));
        refuse(Diagnostic::error("import/source", message).at(place))
    };
    let damaged = |why: Unreadable| match why {
        Unreadable::TooLong => strange("too long"),
        Unreadable::Damaged(error) => strange(&error),
    };
    let bytes = bytes.map_err(damaged)?;
    let archive = Opened::of(&bytes).map_err(|error| strange(&error))?;
    let mut unbound = Unbound {
        has_source: true,
        ..Unbound::default()
    };
    let mut left = MOST_IN_ALL;
    let mut seen = BTreeSet::new();
    let mut carried = Carried::default();
    for (at, entry) in archive.entries.iter().enumerate() {
        let bytes = archive.read(at, left.min(MOST_MARKUP)).map_err(damaged)?;
        left -= bytes.len() as u64;
        if entry.path == CARRIED {
            carried = Carried::read(&bytes).ok_or_else(|| strange(CARRIED))?;
            continue;
        }
        if !book::is_source(&entry.path) || !seen.insert(entry.path.to_lowercase()) {
            return Err(strange(&entry.path));
        }
        unbound.chapters += usize::from(is_chapter(&entry.path));
        unbound.files.push((entry.path.clone(), bytes));
    }
    let by_path: BTreeMap<&str, &Vec<u8>> = unbound
        .files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes))
        .collect();
    let mut copies = Vec::new();
    for (from, to) in &carried.unchanged {
        let bytes = by_path
            .get(from.as_str())
            .filter(|bytes| bytes.len() as u64 <= left);
        let bytes = bytes.ok_or_else(|| strange(from))?;
        left -= bytes.len() as u64;
        copies.push((to.clone(), bytes.to_vec()));
    }
    unbound.files.extend(copies);
    for (to, from) in carried.pictures {
        if !container.has(&from) {
            return Err(strange(&from));
        }
        unbound.copies.push((to, from));
    }
    let carried = unbound.files.iter().skip(seen.len()).map(|(to, _)| to);
    for to in carried.chain(unbound.copies.iter().map(|(to, _)| to)) {
        if !book::is_source(to) || !seen.insert(to.to_lowercase()) {
            return Err(strange(to));
        }
    }
    Ok((unbound.chapters > 0).then_some(unbound))
}

fn is_chapter(path: &str) -> bool {
    path.ends_with(".md") && !path.ends_with("SUMMARY.md") && !path.starts_with(".offprint/")
}
