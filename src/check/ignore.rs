//! What a person has judged, and need not hear again.

use crate::book::Ignored;
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::say;

/// The code of what an entry says that ignores nothing.
pub const STALE: &str = "check/stale-ignore";

/// Takes out of `found` what `ignored` names, and adds a warning for each entry that names nothing any
/// more. An error is never ignored.
pub fn ignore(ignored: &[Ignored], found: &mut Vec<Diagnostic>) {
    let mut used = vec![false; ignored.len()];
    found.retain(|one| {
        let mut names = ignored.iter().zip(&mut used);
        let name = names.find(|(entry, _)| one.severity < Severity::Error && is_meant(entry, one));
        name.map(|(_, used)| *used = true).is_none()
    });
    let stale = ignored.iter().zip(used).filter(|(_, used)| !used);
    found.extend(stale.map(|(entry, _)| nothing(entry)));
}

fn is_meant(entry: &Ignored, one: &Diagnostic) -> bool {
    let file = |at: &Location| entry.file.as_ref().is_none_or(|file| *file == at.file);
    let place = |at: &Location| {
        entry.line.is_none_or(|line| line == at.line)
            && entry.column.is_none_or(|column| column == at.column)
    };
    let there = match &one.location {
        Some(at) => file(at) && place(at),
        None => entry.file.is_none() && entry.line.is_none(),
    };
    let text = |text: &String| {
        let said = [&one.message.en, &one.message.zh];
        let words = one.location.as_ref().map_or("", words);
        words.contains(text.as_str()) || words.is_empty() && said.iter().any(|m| m.contains(text))
    };
    entry.code == one.code && there && entry.text.as_ref().is_none_or(text)
}

/// The words that `at` covers; empty where it means a whole line or file.
fn words(at: &Location) -> &str {
    at.covered().map_or("", |covered| &at.source_line[covered])
}

fn nothing(entry: &Ignored) -> Diagnostic {
    let code = &entry.code;
    let message = say!(
        "nothing that this entry ignores is there any more: `{code}`",
        "此条忽略的内容已不存在：`{code}`"
    );
    let cure = say!(
        "take the entry out of [check] ignore, or correct what it names",
        "请从 [check] ignore 中删去此条，或改正其中所指"
    );
    Diagnostic::warning(STALE, message)
        .at(entry.at.clone())
        .cure(cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(code: &str) -> Ignored {
        Ignored {
            code: code.into(),
            file: None,
            text: None,
            line: None,
            column: None,
            reason: "原报如此".into(),
            at: Location::file("book.toml"),
        }
    }

    fn doubled() -> Diagnostic {
        let line = "建立体系体系。";
        let at = Location::within("src/001.md", line, 6..18);
        Diagnostic::note("check/doubled-word", say!("twice", "重复")).at(at)
    }

    #[test]
    fn what_an_entry_names_is_not_said() {
        let with = |change: fn(&mut Ignored)| {
            let mut one = entry("check/doubled-word");
            change(&mut one);
            let mut found = vec![doubled()];
            ignore(&[one], &mut found);
            found.iter().map(|one| one.code).collect::<Vec<_>>()
        };
        assert!(with(|_| ()).is_empty());
        assert!(with(|one| one.text = Some("体系".into())).is_empty());
        assert!(with(|one| (one.line, one.column) = (Some(1), Some(3))).is_empty());
        assert!(with(|one| one.file = Some("src/001.md".into())).is_empty());
        let stale = ["check/doubled-word", "check/stale-ignore"];
        assert_eq!(with(|one| one.text = Some("完善".into())), stale);
        assert_eq!(with(|one| one.line = Some(2)), stale);
        assert_eq!(with(|one| one.file = Some("src/002.md".into())), stale);
    }

    #[test]
    fn errors_are_never_ignored() {
        let mut found = vec![Diagnostic::error("html/dead-link", say!("dead", "失效"))];
        ignore(&[entry("html/dead-link")], &mut found);
        assert_eq!(found.len(), 2);
    }
}
