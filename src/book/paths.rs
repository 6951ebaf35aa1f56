//! Paths written in book files: kept inside the book, whatever they say.

use std::path::Path;

/// Why a written path cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It is absolute, or an address of the web.
    Absolute,
    /// It climbs out of its folder with `..`.
    Climbs,
    /// It leads out of its folder through a symbolic link.
    Link,
}

/// `written`, a path with `/` between folders, without `.` and `..`.
///
/// # Errors
/// When it is absolute or climbs out of the folder it is read from.
pub fn inside(written: &str) -> Result<String, Outside> {
    if is_absolute(written) {
        return Err(Outside::Absolute);
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Outside::Climbs)?;
            }
            // `a\..\..\b` climbs where `\` divides folders
            part if part.contains('\\') && part.split('\\').any(|p| p == "..") => {
                return Err(Outside::Climbs);
            }
            part => parts.push(part),
        }
    }
    // `./C:\x` was hidden by its dot
    let path = parts.join("/");
    if is_absolute(&path) {
        return Err(Outside::Absolute);
    }
    Ok(path)
}

fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\']) || has_scheme(path)
}

/// Whether the file at `path` below `folder` really lies there, symbolic links followed. `real` is
/// the folder's own real path.
///
/// # Errors
/// When a link leads out of the folder. A file that does not exist is inside.
pub fn really_inside(real: &Path, folder: &Path, path: &str) -> Result<(), Outside> {
    if !crosses_a_link(folder, path) {
        return Ok(());
    }
    match std::fs::canonicalize(folder.join(path)) {
        Ok(found) if !found.starts_with(real) => Err(Outside::Link),
        _ => Ok(()),
    }
}

/// Whether a part of `path` below `folder` is a symbolic link: resolving the whole path asks the system
/// for every folder above it, once for each chapter.
fn crosses_a_link(folder: &Path, path: &str) -> bool {
    let mut at = folder.to_owned();
    path.split('/').any(|part| {
        at.push(part);
        part == ".." || at.symlink_metadata().is_ok_and(|known| known.is_symlink())
    })
}

/// `%E7%AB%A0` → `章`; what is no valid escape stays as it is.
pub fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let digits = text.get(i + 1..i + 3).filter(|_| bytes[i] == b'%');
        let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                i += 3;
            }
            None => {
                out.push(bytes[i]);
                i += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// `章 1/a` → `%E7%AB%A0%201/a`: all but slashes and the plainest characters by number (RFC 3986 §2.3).
pub fn percent_encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// `https:…`, `C:…`: letters, digits, `+`, `-`, `.` before a colon (RFC 3986 §3.1).
fn has_scheme(written: &str) -> bool {
    let Some((scheme, _)) = written.split_once(':') else {
        return false;
    };
    let mut bytes = scheme.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn written_paths_are_made_plain() {
        assert_eq!(inside("./a//b/../c.md"), Ok("a/c.md".into()));
        assert_eq!(inside("第1版：要闻.md"), Ok("第1版：要闻.md".into()));
    }

    #[test]
    fn encoded_paths_come_back() {
        let path = "images/江 1%#.png";
        assert_eq!(percent_encoded(path), "images/%E6%B1%9F%201%25%23.png");
        assert_eq!(percent_decoded(&percent_encoded(path)), path);
    }

    #[test]
    fn paths_that_leave_are_refused() {
        assert_eq!(inside("../a.md"), Err(Outside::Climbs));
        assert_eq!(inside("a/../../b.md"), Err(Outside::Climbs));
        assert_eq!(inside("a\\..\\..\\b.md"), Err(Outside::Climbs));
        for absolute in [
            "/etc/passwd",
            "\\\\server\\x",
            "C:\\x",
            "https://example.org/x.md",
        ] {
            assert_eq!(inside(absolute), Err(Outside::Absolute), "{absolute}");
        }
    }

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(percent_decoded("%E7%AB%A0%20x%2"), "章 x%2");
        assert_eq!(percent_decoded("100%"), "100%");
        assert_eq!(percent_decoded("%FF"), "%FF");
    }

    proptest! {
        #[test]
        fn nothing_inside_climbs(written in "[a./\\\\]{0,12}") {
            if let Ok(path) = inside(&written) {
                prop_assert!(path.split('/').all(|part| part != ".."));
                prop_assert_eq!(inside(&path), Ok(path.clone()));
            }
        }
    }
}
