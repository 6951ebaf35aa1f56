//! Diagnostics and results on the terminal, or as JSON.

use crate::args::{Color, Common, Format, Language};
use crate::sarif::Log;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use offprint::diagnostic::{Diagnostic, Error, Location, Severity, Text};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

/// How wide a drawn source line may be. Fixed, so that the same input gives the same output; a
/// terminal that is narrower than this is rare.
const WIDTH: usize = 80;

/// Says what there is to say, and remembers how bad it was.
pub struct Report {
    format: Format,
    language: Language,
    quiet: bool,
    /// Whether the user wants to hear more.
    pub verbose: bool,
    worst: Option<Severity>,
    /// What `--message-format sarif` says at the end.
    log: Log,
}

impl Report {
    /// A report as `common` asks, in `language`.
    pub fn new(common: &Common, language: Language) -> Self {
        match common.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        Self {
            format: common.message_format,
            language,
            quiet: common.quiet,
            verbose: common.verbose,
            worst: None,
            log: Log::default(),
        }
    }

    /// A report for what is said before the arguments are understood.
    pub fn plain(format: Format, language: Language) -> Self {
        Self {
            format,
            language,
            quiet: false,
            verbose: false,
            worst: None,
            log: Log::default(),
        }
    }

    /// Says what a check found: the very thing that was asked for, so it goes to standard output.
    pub fn found(&mut self, found: &[Diagnostic]) {
        self.say(found, print);
    }

    /// Says `found`, in its order.
    pub fn diagnostics(&mut self, found: &[Diagnostic]) {
        self.say(found, print_error);
    }

    fn say(&mut self, found: &[Diagnostic], human: fn(&str)) {
        for one in found {
            self.worst = self.worst.max(Some(one.severity));
            if self.quiet && one.severity == Severity::Note {
                continue;
            }
            match self.format {
                Format::Human => human(&self.drawn(one)),
                Format::Json => print(&json(&self.object(one))),
                Format::Sarif => self.log.add(one),
            }
        }
    }

    /// Says why nothing was written.
    pub fn failed(&mut self, error: &Error) {
        self.diagnostics(error.diagnostics());
    }

    /// Says what was done: lines for people, or one object with `code` and the fields of `data`.
    pub fn done(&mut self, code: &'static str, lines: &[Text], data: Value) {
        match self.format {
            Format::Human if self.quiet => {}
            Format::Sarif => {}
            Format::Human => lines.iter().for_each(|line| print(self.text(line))),
            Format::Json => {
                let message: Vec<&str> = lines.iter().map(|line| self.text(line)).collect();
                print(&json(&Object {
                    code,
                    severity: Severity::Note.as_str(),
                    message: message.join("\n").into(),
                    result: Some(data),
                    ..Object::default()
                }));
            }
        }
    }

    /// Says that the files of diagnostics lie below `folder`, as seen from where the user stands.
    pub fn below(&mut self, folder: &Path) {
        self.log.folder = offprint::source::shown(folder);
    }

    /// Says what can only be said at the end of a run.
    pub fn finish(&self) {
        if self.format == Format::Sarif {
            print(&self.log.to_json(self.language));
        }
    }

    /// The status of a run that ended well: 1 when errors were said, or warnings under `strict`.
    pub fn status(&self, strict: bool) -> ExitCode {
        let limit = if strict {
            Severity::Warning
        } else {
            Severity::Error
        };
        ExitCode::from(u8::from(self.worst >= Some(limit)))
    }

    /// `text` in the language of messages.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        match self.language {
            Language::En => &text.en,
            Language::Zh => &text.zh,
        }
    }

    fn object<'a>(&'a self, one: &'a Diagnostic) -> Object<'a> {
        let at = one.location.as_ref();
        let number = |number: fn(&Location) -> usize| at.map(number).filter(|n| *n > 0);
        Object {
            code: one.code,
            severity: one.severity.as_str(),
            message: self.text(&one.message).into(),
            cure: one.cure.as_ref().map(|cure| self.text(cure)),
            file: at.map(|at| at.file.as_str()),
            line: number(|at| at.line),
            column: number(|at| at.column),
            length: number(|at| at.length),
            replacement: one.replacement.as_deref(),
            result: None,
        }
    }

    fn drawn(&self, one: &Diagnostic) -> String {
        let title = self
            .level(one.severity)
            .primary_title(self.text(&one.message));
        let mut group = Group::with_title(title.id(one.code));
        if let Some(at) = &one.location {
            group = place(group, at);
        }
        if let Some(cure) = &one.cure {
            let name = self.word("help", "办法");
            group = group.element(Level::HELP.with_name(name).message(self.text(cure)));
        }
        let renderer = Renderer::styled()
            .decor_style(DecorStyle::Ascii)
            .term_width(WIDTH);
        renderer.render(&[group])
    }

    fn level(&self, severity: Severity) -> Level<'static> {
        match severity {
            Severity::Note => Level::NOTE.with_name(self.word("note", "说明")),
            Severity::Warning => Level::WARNING.with_name(self.word("warning", "警告")),
            Severity::Error => Level::ERROR.with_name(self.word("error", "错误")),
        }
    }

    fn word(&self, en: &'static str, zh: &'static str) -> &'static str {
        match self.language {
            Language::En => en,
            Language::Zh => zh,
        }
    }
}

/// A line of `--message-format json`.
#[derive(Default, Serialize)]
struct Object<'a> {
    code: &'a str,
    severity: &'a str,
    message: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cure: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<usize>,
    /// What may stand in its place without changing a word.
    #[serde(skip_serializing_if = "Option::is_none")]
    replacement: Option<&'a str>,
    /// What was done, at the end of a run that ended well.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<Value>,
}

/// `object` on one line. Strings and numbers cannot fail to be written.
fn json(object: &Object<'_>) -> String {
    serde_json::to_string(object).unwrap_or_default()
}

/// Adds the place: the file, or the line with carets below what is meant.
fn place<'a>(group: Group<'a>, at: &'a Location) -> Group<'a> {
    if at.column == 0 || at.source_line.is_empty() {
        let origin = Origin::path(at.file.as_str());
        let origin = if at.line > 0 {
            origin.line(at.line)
        } else {
            origin
        };
        return group.element(if at.column > 0 {
            origin.char_column(at.column)
        } else {
            origin
        });
    }
    let line = at.source_line.as_str();
    let span = at.covered().unwrap_or(line.len()..line.len());
    let snippet = Snippet::source(line)
        .line_start(at.line)
        .path(at.file.as_str());
    group.element(snippet.annotation(AnnotationKind::Primary.span(span)))
}

/// A line on standard output. A reader that has gone away (`| head`) is no fault.
pub fn print(line: &str) {
    let _ = writeln!(anstream::stdout(), "{line}");
}

fn print_error(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint::say;

    fn report() -> Report {
        Report::plain(Format::Human, Language::En)
    }

    /// The lines of a drawing that points at `word` in `line`.
    fn drawn(line: &str, word: &str) -> Vec<String> {
        let start = line.find(word).unwrap();
        let at = Location::within("src/001.md", line, start..start + word.len());
        let text = say!("half-width `,`", "半角");
        let one = Diagnostic::warning("a/b", text.clone()).at(at).cure(text);
        let drawn = anstream::adapter::strip_str(&report().drawn(&one)).to_string();
        drawn.lines().map(str::to_owned).collect()
    }

    /// How wide a terminal shows `text`: Han and full-width marks take two cells.
    fn cells(text: &str) -> usize {
        text.chars()
            .map(|c| if c >= '\u{2E80}' { 2 } else { 1 })
            .sum()
    }

    fn caret_is_below(lines: &[String], word: &str) {
        let (source, carets) = (&lines[3], &lines[4]);
        let before = &source[..source.find(word).unwrap()];
        assert_eq!(cells(before), carets.find('^').unwrap(), "{lines:#?}");
        assert_eq!(carets.matches('^').count(), cells(word));
    }

    #[test]
    fn carets_stand_below_what_they_mean_among_han() {
        let lines = drawn("他说“今天下雨, 明天晴", ",");
        assert_eq!(lines[0], "warning[a/b]: half-width `,`");
        assert!(lines[1].ends_with("--> src/001.md:1:8"), "{}", lines[1]);
        caret_is_below(&lines, ",");
        caret_is_below(&drawn("前（后）文ABC，完", "后）文A"), "后）文A");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        for (before, after) in [(200, 200), (20, 200), (0, 200), (200, 0)] {
            let line = "报纸".repeat(before) + "今天下雨, 明天晴" + &"报纸".repeat(after);
            let lines = drawn(&line, ",");
            let column = before * 2 + 5;
            assert!(lines[1].ends_with(&format!(":1:{column}")), "{}", lines[1]);
            assert!(cells(&lines[3]) <= WIDTH + 10, "{}", lines[3]);
            caret_is_below(&lines, ",");
        }
    }

    #[test]
    fn json_has_the_place_and_only_what_is_there() {
        let at = Location::within("src/001.md", "好,的", 3..4);
        let text = say!("half-width `,`", "半角的 `,`");
        let mut report = report();
        report.language = Language::Zh;
        let with = json(&report.object(&Diagnostic::warning("a/b", text.clone()).at(at)));
        let expected = r#"{"code":"a/b","severity":"warning","message":"半角的 `,`","file":"src/001.md","line":1,"column":2,"length":1}"#;
        assert_eq!(with, expected);
        let without = json(&report.object(&Diagnostic::note("a/b", text)));
        assert_eq!(
            without,
            r#"{"code":"a/b","severity":"note","message":"半角的 `,`"}"#
        );
    }
}
