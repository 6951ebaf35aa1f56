//! The record itself: short, since it is read and written with every check.

use super::stamps::Stamp;
use crate::check::FactKind;
use crate::diagnostic::{Diagnostic, Location, Severity, Text};
use crate::explain;
use crate::mark::Mark;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Serialize, Deserialize)]
pub(super) struct Record<'r> {
    pub maker: Mark,
    pub around: Mark,
    pub src: String,
    pub language: String,
    #[serde(borrow)]
    pub chapters: Vec<Chapter<'r>>,
    /// What was said of the book, not of a chapter.
    #[serde(borrow)]
    pub said: Vec<Find<'r>>,
    /// Files edited since the import.
    pub edited: Vec<String>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Chapter<'r> {
    pub path: String,
    pub stamp: Stamp,
    pub face: Mark,
    /// What the contents call it.
    pub title: String,
    /// What a build says of it.
    #[serde(borrow)]
    pub said: Vec<Find<'r>>,
    #[serde(borrow)]
    pub found: Vec<Find<'r>>,
    #[serde(borrow)]
    pub facts: Vec<(u8, Cow<'r, str>, [usize; 3])>,
}

/// A diagnostic: code, severity, message, cure, place, replacement.
#[derive(Serialize, Deserialize)]
pub(super) struct Find<'r>(
    #[serde(borrow)] Cow<'r, str>,
    u8,
    (String, String),
    Option<(String, String)>,
    Option<(String, [usize; 3], String)>,
    Option<String>,
);

const SEVERITIES: [Severity; 3] = [Severity::Note, Severity::Warning, Severity::Error];
pub(super) const KINDS: [FactKind; 5] = [
    FactKind::Title,
    FactKind::Credit,
    FactKind::Speaker,
    FactKind::Quoted,
    FactKind::Picture,
];

impl Find<'_> {
    pub fn of(one: &Diagnostic) -> Find<'static> {
        let severity = SEVERITIES.iter().position(|s| *s == one.severity);
        let text = |text: &Text| (text.en.clone(), text.zh.clone());
        let at = one.location.as_ref();
        Find(
            Cow::Borrowed(one.code),
            severity.unwrap_or(0) as u8,
            text(&one.message),
            one.cure.as_ref().map(text),
            at.map(|at| {
                let place = [at.line, at.column, at.length];
                (at.file.clone(), place, at.source_line.clone())
            }),
            one.replacement.clone(),
        )
    }

    /// The diagnostic; nothing when its code is not known any more.
    fn back(self) -> Option<Diagnostic> {
        let Self(code, severity, (en, zh), cure, at, replacement) = self;
        let code = explain::explain(&code)?.code;
        let severity = *SEVERITIES.get(usize::from(severity))?;
        Some(Diagnostic {
            location: at.map(|(file, [line, column, length], source_line)| Location {
                file,
                line,
                column,
                length,
                source_line,
            }),
            cure: cure.map(|(en, zh)| Text { en, zh }),
            replacement,
            ..Diagnostic::new(code, severity, Text { en, zh })
        })
    }
}

pub(super) fn back(finds: Vec<Find<'_>>) -> Option<Vec<Diagnostic>> {
    finds.into_iter().map(Find::back).collect()
}
