//! Reading the files of pages, and naming them within a book.

use super::discover::{STANDARD_INPUT, shown, unreadable};
use super::{Page, decode};
use crate::diagnostic::{Result, Warned};
use crate::text::PageId;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The name of a page that came without one.
const UNNAMED: &str = "page.txt";

/// A page's bytes before they are decoded.
#[derive(Debug, Clone)]
pub struct Given {
    /// Its file's name in the book's `pages/` folder, different from every other page's.
    pub file: String,
    /// The path as the user gave it, for messages.
    pub shown: String,
    /// The folder it was read from; `None` for standard input.
    pub folder: Option<PathBuf>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Given {
    /// Decodes the page as number `id` of the import.
    ///
    /// # Errors
    /// Those of [`super::read`].
    pub fn read(self, id: PageId) -> Result<Warned<Page>> {
        let mut page = decode::read(id, &self.file, &self.shown, self.bytes)?;
        page.value.folder = self.folder;
        Ok(page)
    }
}

/// Reads the files `paths`, and standard input for `-`.
///
/// Two pages of one name (`mon/p1.txt`, `tue/p1.txt`) become `p1.txt` and `p1-2.txt`.
///
/// # Errors
/// [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) for the first that cannot be read, with
/// the nearest name beside it when there is none of that name.
pub fn load(paths: &[PathBuf]) -> Result<Vec<Given>> {
    let mut taken = BTreeSet::new();
    paths.iter().map(|path| one(path, &mut taken)).collect()
}

fn one(path: &Path, taken: &mut BTreeSet<String>) -> Result<Given> {
    let standard_input = path.as_os_str() == STANDARD_INPUT;
    let mut bytes = Vec::new();
    if standard_input {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::read(path).map(|read| {
            bytes = read;
            bytes.len()
        })
    }
    .map_err(|error| unreadable(path, &error))?;
    let name = path.file_name().filter(|_| !standard_input);
    let name = name.map_or(UNNAMED.to_owned(), |name| {
        name.to_string_lossy().nfc().collect()
    });
    let folder = path.parent().filter(|_| !standard_input);
    Ok(Given {
        file: unique(&portable(&name), taken),
        shown: shown(path),
        folder: folder.map(Path::to_owned),
        bytes,
    })
}

/// `name` without the marks that some file system forbids.
fn portable(name: &str) -> String {
    let marks = |c: char| c.is_control() || "<>:\"/\\|?*".contains(c);
    let name = name.replace(marks, "-");
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() {
        UNNAMED.to_owned()
    } else {
        name.to_owned()
    }
}

/// `name`, numbered when it is taken already; upper and lower case count as the same, since some
/// file systems say so.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let dot = if extension.is_empty() { "" } else { "." };
    let numbered = (2..).map(|n| format!("{stem}-{n}{dot}{extension}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    // the names never end, so one is always free
    names
        .find(|name| taken.insert(name.to_lowercase()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_one_name_stay_apart() {
        let mut taken = BTreeSet::new();
        let names = ["p1.txt", "P1.txt", "p1.txt", "p1-2.txt", "版"];
        let unique = names.map(|name| unique(name, &mut taken));
        assert_eq!(
            unique,
            ["p1.txt", "P1-2.txt", "p1-3.txt", "p1-2-2.txt", "版"]
        );
    }

    #[test]
    fn names_are_made_portable() {
        assert_eq!(portable("a:b?.txt"), "a-b-.txt");
        assert_eq!(portable("..."), "page.txt");
    }
}
