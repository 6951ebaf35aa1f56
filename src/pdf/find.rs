//! Which browser prints: the one that is named, else the first that is there.

use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The names of Chromium, Chrome and the browsers made of them, in the search path.
const NAMES: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "brave-browser",
];

/// Where they lie on systems that keep them out of the search path.
const PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
];

/// What the program knows of browsers: the library reads no environment.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The program that the user named, a name or a path; it goes before what the book names.
    pub named: Option<OsString>,
    /// The folders in which programs are looked for: `PATH`.
    pub path: Option<OsString>,
}

/// The browser to print with; `book` is what `[print] browser` of book.toml names.
///
/// # Errors
/// [`ErrorKind::Input`] when it is not there, and when the book names a path of its own: a book that
/// came from elsewhere must not bring along the program that opens it.
pub fn find(wanted: &Wanted, book: Option<&str>) -> Result<PathBuf> {
    let path = wanted.path.as_deref();
    if let Some(named) = &wanted.named {
        return program(named, path).ok_or_else(|| missing(Some(&named.to_string_lossy())));
    }
    if let Some(named) = book {
        let relative = !Path::new(named).is_absolute() && named.contains(['/', '\\']);
        let found = program(OsStr::new(named), path).filter(|_| !relative);
        return found.ok_or_else(|| missing(Some(named)));
    }
    let names = NAMES
        .iter()
        .filter_map(|name| program(OsStr::new(name), path));
    let places = PLACES.iter().map(PathBuf::from);
    let found = names.chain(places.filter(|place| place.is_file())).next();
    found.ok_or_else(|| missing(None))
}

/// The file of the program `named`, which is a path, or a name that stands in one of the folders.
fn program(named: &OsStr, path: Option<&OsStr>) -> Option<PathBuf> {
    let file = Path::new(named);
    if file.components().count() > 1 {
        return file.is_file().then(|| file.to_owned());
    }
    let folders = std::env::split_paths(path?);
    let mut files = folders.flat_map(|folder| {
        let plain = folder.join(file);
        let with_ending = plain.with_extension("exe");
        [plain, with_ending]
    });
    files.find(|file| file.is_file())
}

fn missing(named: Option<&str>) -> Error {
    let message = match named {
        Some(named) => say!(
            "no browser to print with: `{named}` is not there",
            "没有可用来打印的浏览器：找不到 `{named}`"
        ),
        None => say!(
            "no browser to print with: neither Chromium nor Chrome is here",
            "没有可用来打印的浏览器：这里没有 Chromium，也没有 Chrome"
        ),
    };
    let cure = say!(
        "install Chromium or Chrome, 131 or newer, or name it: `OFFPRINT_CHROMIUM=/path/to/chrome`, or `[print] browser` in book.toml",
        "请安装 131 或更新的 Chromium 或 Chrome，或指明它：`OFFPRINT_CHROMIUM=/path/to/chrome`，或 book.toml 的 `[print] browser`"
    );
    Error::new(
        ErrorKind::Input,
        Diagnostic::error("pdf/no-browser", message).cure(cure),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with an empty file of each name.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        folder
    }

    fn in_path(folder: &tempfile::TempDir, named: Option<&str>) -> Wanted {
        Wanted {
            named: named.map(OsString::from),
            path: Some(folder.path().into()),
        }
    }

    #[test]
    fn the_users_word_goes_before_the_books() {
        let here = folder(&["chromium", "mine", "theirs"]);
        let name = |wanted, book| find(&wanted, book).unwrap().file_name().unwrap().to_owned();
        assert_eq!(name(in_path(&here, None), None), "chromium");
        assert_eq!(name(in_path(&here, None), Some("theirs")), "theirs");
        assert_eq!(name(in_path(&here, Some("mine")), Some("theirs")), "mine");
    }

    #[test]
    fn a_browser_that_is_not_there_is_named_and_no_other_taken() {
        let here = folder(&["chromium"]);
        let error = find(&in_path(&here, Some("mine")), None).unwrap_err();
        assert_eq!(error.diagnostics()[0].code, "pdf/no-browser");
        assert!(error.to_string().contains("`mine`"), "{error}");
    }

    #[test]
    fn a_book_brings_no_program_along() {
        let here = folder(&["chromium"]);
        for path in ["./chromium", "../x/chromium", r"bin\chrome.exe"] {
            assert!(find(&in_path(&here, None), Some(path)).is_err(), "{path}");
        }
    }
}
