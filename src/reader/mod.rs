//! `.epub` → what it holds, whoever made it.
//!
//! Nothing that a file says of itself is believed: paths are compared and never opened, sizes are
//! bounded while unpacking, entities are not expanded, and elements may nest so deep and no deeper.

mod package;
mod tree;

use crate::archive::{Listed, Opened, Unreadable};
use crate::book::percent_decoded;
use std::collections::BTreeMap;

pub use package::{Item, Package, Spine};
pub(crate) use tree::place;
pub use tree::{Content, Element, Tree, parse, parse_mended};

/// Bytes that one file of an EPUB may unpack to: a book's largest picture, several times over.
pub const MOST: u64 = 256_000_000;
/// Bytes that a file of markup may have; Kobo's readers stop at ten million.
pub const MOST_MARKUP: u64 = 64_000_000;

/// An EPUB whose list of files was read.
pub struct Container<'a> {
    archive: Opened<'a>,
    /// The bytes of the whole file.
    pub bytes: &'a [u8],
    by_path: BTreeMap<String, usize>,
}

impl<'a> Container<'a> {
    /// Reads the list of the files in `bytes`.
    ///
    /// # Errors
    /// Why it is no archive.
    pub fn of(bytes: &'a [u8]) -> Result<Self, String> {
        let archive = Opened::of(bytes)?;
        let numbered = archive.entries.iter().enumerate();
        let by_path = numbered
            .map(|(at, entry)| (entry.path.clone(), at))
            .collect();
        Ok(Self {
            archive,
            bytes,
            by_path,
        })
    }

    /// Its files in the order of its list.
    pub fn entries(&self) -> &[Listed] {
        &self.archive.entries
    }

    /// Whether there is a file `path`.
    pub fn has(&self, path: &str) -> bool {
        self.by_path.contains_key(path)
    }

    /// The file `path`; `None` when there is none.
    pub fn read(&self, path: &str, most: u64) -> Option<Result<Vec<u8>, Unreadable>> {
        let at = *self.by_path.get(path)?;
        Some(self.archive.read(at, most))
    }

    /// The path of the package document, from `META-INF/container.xml`: the first one that is named.
    pub fn package_path(container: &Tree) -> Option<&str> {
        let roots = container.root.find_all("rootfile");
        let mut packages = roots
            .into_iter()
            .filter(|root| root.attribute("media-type") == Some("application/oebps-package+xml"));
        packages.next()?.attribute("full-path")
    }
}

/// Where a reference leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// Out of the book: an address with a scheme.
    Remote(String),
    /// A file of the EPUB, path from its top, and a fragment, empty when there is none.
    Inside(String, String),
    /// Out of the EPUB's folder, or to an absolute path.
    Outside,
}

/// Resolves `reference`, written in the file `from`.
pub fn resolve(from: &str, reference: &str) -> Reference {
    let reference = reference.trim();
    if scheme(reference).is_some() || reference.starts_with("//") {
        return Reference::Remote(reference.to_owned());
    }
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let path = percent_decoded(path.split('?').next().unwrap_or(""));
    let fragment = percent_decoded(fragment);
    if path.is_empty() {
        return Reference::Inside(from.to_owned(), fragment);
    }
    if path.starts_with('/') {
        return Reference::Outside;
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Reference::Outside;
                }
            }
            part => parts.push(part),
        }
    }
    Reference::Inside(parts.join("/"), fragment)
}

/// The scheme of an address in small letters, if it has one.
pub fn scheme(reference: &str) -> Option<String> {
    let (name, _) = reference.split_once(':')?;
    let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let fits = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(known);
    (fits && name.len() > 1).then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_and_never_leave() {
        let inside = |path: &str, fragment: &str| Reference::Inside(path.into(), fragment.into());
        assert_eq!(
            resolve("E/t/a.x", "../i/%E6%B1%9F.png"),
            inside("E/i/江.png", "")
        );
        assert_eq!(resolve("E/t/a.x", "#n1"), inside("E/t/a.x", "n1"));
        assert_eq!(resolve("E/a.x", "../../../etc/passwd"), Reference::Outside);
        assert_eq!(resolve("E/a.x", "/etc/passwd"), Reference::Outside);
        let remote = Reference::Remote("https://a.example/".into());
        assert_eq!(resolve("E/a.x", "https://a.example/"), remote);
    }
}
