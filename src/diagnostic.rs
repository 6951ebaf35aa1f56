//! What the program says about its input: coded diagnostics, warnings beside a value, and errors.
//!
//! Messy text is no error, so most stages return [`Warned`]; [`Error`] is for disk, configuration
//! and input that cannot be used at all. How a diagnostic is drawn is the program's business.

use std::fmt;

/// A message in the languages the program speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// English: lower case, no full stop, names in backticks.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// Writes a [`Text`]: `say!("no such file: `{path}`", "没有这个文件：`{path}`")`.
#[macro_export]
macro_rules! say {
    ($en:literal, $zh:literal $(, $($arg:tt)*)?) => {
        $crate::diagnostic::Text { en: format!($en $(, $($arg)*)?), zh: format!($zh $(, $($arg)*)?) }
    };
}

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; changes no exit status.
    Note,
    /// Something looks wrong; the result is usable. An error under `--strict`.
    Warning,
    /// Part of the result is wrong or missing.
    Error,
}

impl Severity {
    /// The word in messages and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where in a file a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file as the user knows it, with `/` between folders: relative to the book folder, or as
    /// given on the command line.
    pub file: String,
    /// Line from 1; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column in characters from 1; 0 when the line as a whole is meant.
    pub column: usize,
    /// Length in characters, at least 1 where there is a column.
    pub length: usize,
    /// The line's own text, for drawing; empty when there is none, or too much of it.
    pub source_line: String,
}

/// Bytes of a line that is still shown: a page without line ends would be copied for every find.
const LONGEST: usize = 20_000;

impl Location {
    /// A file as a whole.
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 0,
            column: 0,
            length: 0,
            source_line: String::new(),
        }
    }

    /// The bytes `range` of `text`, the content of `file`.
    pub fn within(file: impl Into<String>, text: &str, range: std::ops::Range<usize>) -> Self {
        let place = crate::text::Place::of(text, range.clone());
        let start = text[..range.start].rfind('\n').map_or(0, |i| i + 1);
        let line = text[start..].lines().next().unwrap_or("");
        // a place between a carriage return and its line feed is the line's end
        let width = line.chars().count();
        let column = place.column.min(width + 1);
        let rest = width.saturating_sub(column - 1);
        Self {
            file: file.into(),
            line: place.line,
            column,
            length: place.length.clamp(1, rest.max(1)),
            source_line: if line.len() > LONGEST {
                String::new()
            } else {
                line.to_owned()
            },
        }
    }

    /// The bytes of [`source_line`](Self::source_line) that it covers, as far as they are there; nothing
    /// where it means a whole line or file, or another line.
    pub fn covered(&self) -> Option<std::ops::Range<usize>> {
        let end = self.source_line.len();
        let starts = self.source_line.char_indices().map(|(i, _)| i);
        let mut places = starts.chain([end]).skip(self.column.checked_sub(1)?);
        let start = places.next()?;
        let after = self.length.checked_sub(1).map(|rest| places.nth(rest));
        Some(start..after.map_or(start, |after| after.unwrap_or(end)))
    }
}

/// One thing to tell the user, with a stable code, a place, a cause and a cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable code, `family/name`: the manual and the tests use the same.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is the matter.
    pub message: Text,
    /// Where, when there is a place.
    pub location: Option<Location>,
    /// What to do about it.
    pub cure: Option<Text>,
    /// What may stand in the place of the words that [`location`](Self::location) covers, where
    /// putting it there can do no harm: it changes no word.
    pub replacement: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without place or cure yet.
    pub fn new(code: &'static str, severity: Severity, message: Text) -> Self {
        Self {
            code,
            severity,
            message,
            location: None,
            cure: None,
            replacement: None,
        }
    }

    /// An error.
    pub fn error(code: &'static str, message: Text) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: Text) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: Text) -> Self {
        Self::new(code, Severity::Note, message)
    }

    /// The same, pointing at `location`.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The same, with a cure.
    #[must_use]
    pub fn cure(mut self, cure: Text) -> Self {
        self.cure = Some(cure);
        self
    }

    /// The same, with what may be put in its place unasked.
    #[must_use]
    pub fn replace_with(mut self, replacement: impl Into<String>) -> Self {
        self.replacement = Some(replacement.into());
        self
    }
}

/// A value and what there is to say about it.
#[derive(Debug, Clone)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// Diagnostics in the order they were found.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Warned<T> {
    /// A value with nothing to say about it.
    pub fn new(value: T) -> Self {
        Self {
            value,
            diagnostics: Vec::new(),
        }
    }

    /// The value, its diagnostics moved to the end of `all`.
    pub fn unpack(self, all: &mut Vec<Diagnostic>) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}

/// Why nothing was written.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    diagnostics: Vec<Diagnostic>,
}

/// The kinds of [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Occurs when input is missing, unreadable, binary, empty or holds no article.
    Input,
    /// Occurs when `book.toml` or `SUMMARY.md` cannot be used.
    Configuration,
    /// Occurs when the output cannot be written, or must not be overwritten.
    Output,
    /// Occurs when a character of a page could not be accounted for: a fault of ours.
    Account,
    /// Occurs when the user interrupted the run.
    Interrupted,
}

/// The result of a stage that can fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that says one thing.
    pub fn new(kind: ErrorKind, diagnostic: Diagnostic) -> Self {
        Self::many(kind, vec![diagnostic])
    }

    /// An error that says several things, all of them found in one go.
    pub fn many(kind: ErrorKind, diagnostics: Vec<Diagnostic>) -> Self {
        Self { kind, diagnostics }
    }

    /// Its kind.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What there is to say, at least one of them an error.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// What there is to say, for passing on.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for diagnostic in &self.diagnostics {
            if !first {
                f.write_str("\n")?;
            }
            first = false;
            if let Some(at) = &diagnostic.location {
                write!(f, "{}:{}:{}: ", at.file, at.line, at.column)?;
            }
            write!(f, "{}", diagnostic.message.en)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// A list for a message: the first `most` of `names`, with an ellipsis when there are more.
pub(crate) fn first_of<T: fmt::Display>(names: impl IntoIterator<Item = T>, most: usize) -> String {
    let mut names = names.into_iter();
    let first = names.by_ref().take(most).map(|name| name.to_string());
    let list = first.collect::<Vec<_>>().join(", ");
    match names.next() {
        Some(_) => list + " …",
        None => list,
    }
}

#[cfg(test)]
mod tests {

    #[test]
    fn a_place_in_a_line_end_is_the_end_of_its_line() {
        let text = "b = '灯\r\na";
        let line_feed = text.find('\n').expect("a line feed");
        let at = super::Location::within("book.toml", text, line_feed..line_feed + 1);
        assert_eq!((at.line, at.column), (1, 7));
        assert_eq!(at.source_line, "b = '灯");
    }

    use super::*;

    #[test]
    fn a_list_says_whether_there_is_more() {
        assert_eq!(first_of(["灯", "桥"], 3), "灯, 桥");
        assert_eq!(first_of(["灯", "桥"], 2), "灯, 桥");
        assert_eq!(first_of(["灯", "桥"], 1), "灯 …");
        assert_eq!(first_of::<&str>([], 1), "");
    }

    #[test]
    fn a_line_too_long_to_show_is_not_copied() {
        let page = "灯".repeat(LONGEST);
        let at = Location::within("page.txt", &page, 3..6);
        assert_eq!((at.line, at.column), (1, 2));
        assert_eq!(at.source_line, "");
    }
}
