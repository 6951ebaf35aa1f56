//! Reading the command line, in the language that it asks for.

use super::{Args, Format, Language};
use crate::arguments_zh;
use crate::report::Report;
use clap::{CommandFactory, FromArgMatches, ValueEnum};
use std::ffi::OsString;

/// The whole command line.
pub fn command() -> clap::Command {
    Args::command()
}

/// Reads the arguments. Help, version and faults end the program here, faults with status 2.
pub fn read() -> Args {
    let given: Vec<OsString> = std::env::args_os().collect();
    let language = asked_for(&given, "--messages").unwrap_or_else(locale);
    let command = match language {
        Language::En => Args::command(),
        Language::Zh => arguments_zh::translated(Args::command()),
    };
    let matches = command.try_get_matches_from(&given);
    let read = matches.and_then(|matches| Args::from_arg_matches(&matches));
    read.unwrap_or_else(|error| {
        let format = asked_for(&given, "--message-format").unwrap_or(Format::Human);
        if !error.use_stderr() || (format, language) == (Format::Human, Language::En) {
            error.exit();
        }
        let mut report = Report::plain(format, language);
        report.diagnostics(&[arguments_zh::fault(&error)]);
        report.finish();
        std::process::exit(2)
    })
}

/// The value of `option` as far as it can be told before the arguments are understood.
fn asked_for<T: ValueEnum>(given: &[OsString], option: &str) -> Option<T> {
    let words: Vec<&str> = given.iter().filter_map(|word| word.to_str()).collect();
    let at = words.iter().position(|word| word.starts_with(option))?;
    let value = match words[at].strip_prefix(option)? {
        "" => words.get(at + 1)?,
        value => value.strip_prefix('=')?,
    };
    T::from_str(value, true).ok()
}

/// The language of the locale (POSIX.1-2017 §8.2: the first of these that is set and not empty).
pub fn locale() -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let set = names.iter().filter_map(|name| std::env::var(name).ok());
    match set.into_iter().find(|value| !value.is_empty()) {
        Some(value) if value.to_ascii_lowercase().starts_with("zh") => Language::Zh,
        _ => Language::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn what_is_asked_for_is_seen_early() {
        let given = ["offprint", "--messages=zh", "--message-format", "json"].map(OsString::from);
        assert_eq!(asked_for(&given, "--messages"), Some(Language::Zh));
        assert_eq!(asked_for(&given, "--message-format"), Some(Format::Json));
        assert_eq!(asked_for::<Language>(&given[..1], "--messages"), None);
    }
}
