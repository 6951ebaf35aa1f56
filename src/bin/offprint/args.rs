//! The command line.

mod read;

pub use read::{command, locale, read};

use clap::{Parser, Subcommand, ValueEnum};
use offprint::book::is_day;
use std::path::PathBuf;

/// Restores the articles of newspaper pages and publishes them as a book.
#[derive(Debug, Parser)]
#[command(name = "offprint", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub common: Common,
}

const EXAMPLES: &str = "\
Examples:
  offprint build page.txt -o my-book    a page to a book folder, an EPUB and a page to print
  offprint build my-book                the editions again, after editing my-book/src
  offprint check my-book                what deserves a second look

`offprint help COMMAND` has more examples.";

/// What every command understands.
#[derive(Debug, Clone, clap::Args)]
pub struct Common {
    /// How to say what there is to say: for people, one JSON object a line on standard output, or one
    /// SARIF log there
    #[arg(long, value_name = "FORMAT", default_value = "human", global = true)]
    pub message_format: Format,
    /// The language of messages; otherwise the locale's, otherwise English
    #[arg(long, value_name = "LANGUAGE", global = true)]
    pub messages: Option<Language>,
    /// Say nothing but warnings and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more: how often each rule repaired something
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// When to colour
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
}

/// How diagnostics are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    // With the source line and a caret
    Human,
    // One object a line
    Json,
    // One SARIF 2.1.0 log, for code hosts and editors
    Sarif,
}

/// The languages of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    // English
    En,
    // 中文
    Zh,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    // On a terminal
    Auto,
    // Always
    Always,
    // Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make the editions of a book, or of pages in one go
    Build(Build),
    /// Restore the articles of pages, or take an EPUB apart, into a book folder to edit
    Import(Import),
    /// Take back the last import into a book
    Undo(Undo),
    /// Look for what deserves a second look
    Check(Check),
    /// Put the chapters into the one form, changing no word
    Fmt(Fmt),
    /// Write the chapters for other programs
    Export(Export),
    /// Say what a code means, with an example; without one, list all codes
    Explain(Explain),
    /// Make a small book to begin with
    New(New),
    /// Write what a shell needs to complete commands and options
    Completions(Completions),
    /// Write the manual pages
    Man(Man),
}

impl Command {
    /// Whether a warning counts as an error.
    pub fn strict(&self) -> bool {
        match self {
            Self::Build(args) => args.strict,
            Self::Check(args) => args.strict,
            _ => false,
        }
    }
}

/// `offprint build`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint build                              the book in this folder, into its dist/
  offprint build my-book --only epub --profile kobo
  offprint build my-book --only print --pdf
  offprint build p1.txt p2.txt -o my-book     pages to book folder and editions
  pdftotext page.pdf - | offprint build - -o my-book
  SOURCE_DATE_EPOCH=1704931200 offprint build my-book")]
pub struct Build {
    /// A book folder, or pages: text files, a folder of them, or `-` for standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Of a book: where the editions go instead of its dist/. Of pages: the book folder to make
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Make one edition only
    #[arg(long, value_name = "EDITION")]
    pub only: Option<Only>,
    /// Also print NAME.pdf, through Chromium or Chrome
    #[cfg(feature = "pdf")]
    #[arg(long)]
    pub pdf: bool,
    /// Whom the EPUB is for, where what they open differs; `generic` opens everywhere
    #[arg(long, value_name = "PROFILE", default_value = "generic")]
    pub profile: For,
    /// End with status 1 when there are warnings
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub import: ImportOptions,
}

/// An edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Only {
    // NAME.epub
    Epub,
    // NAME-print.html and NAME-print.zip
    Print,
}

/// Whom an EPUB is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum For {
    // Every reading system
    Generic,
    // NAME.kepub.epub, with the marks that Kobo's own EPUB has
    Kobo,
    // To be converted: contents of two levels, the cover as a picture only
    Kindle,
    // Apple Books: the book's own faces are shown
    Apple,
}

/// `offprint import`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint import page.txt -o my-book
  offprint import issue/ -o my-book --paper 字里晚报 --date 2024-01-11
  offprint import p3.txt -o my-book           one more page for the same book
  offprint import p1.txt -o my-book           the same page again: merged with what you edited
  offprint import page.txt -o my-book --dry-run --trace trace/
  offprint import old.epub -o my-book         an EPUB, whoever made it")]
pub struct Import {
    /// Pages: text files, folders of them, or `-` for standard input; or one EPUB
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The book folder to make, or to add to
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    #[command(flatten)]
    pub options: ImportOptions,
    /// Write nothing, only say what would be done
    #[arg(long)]
    pub dry_run: bool,
}

/// What can be told about pages.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Options for pages")]
pub struct ImportOptions {
    /// The book's title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// The paper's name
    #[arg(long, value_name = "NAME")]
    pub paper: Option<String>,
    /// The day of the issue, 2024-01-11
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<String>,
    /// The printed label of the page, A04
    #[arg(long, value_name = "LABEL")]
    pub page: Option<String>,
    /// The language of the pages: zh-Hans, zh-Hant, en …; found from their letters otherwise
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// Replace chapters that were edited, rather than merge with them
    #[arg(long)]
    pub force: bool,
    /// Write the result of every stage into DIR as text
    #[arg(long, value_name = "DIR")]
    pub trace: Option<PathBuf>,
}

/// A day as `YYYY-MM-DD`.
fn date(given: &str) -> Result<String, String> {
    match given.len() == "2024-01-11".len() && is_day(given) {
        true => Ok(given.to_owned()),
        false => Err("a date looks like 2024-01-11".to_owned()),
    }
}

/// `offprint undo`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint undo my-book                       every file as it was before the last import")]
pub struct Undo {
    /// The book folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Also take back files that were changed since; they are kept in .offprint/before
    #[arg(long)]
    pub force: bool,
}

/// `offprint check`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint check
  offprint check my-book --strict
  offprint check my-book --fix                put right what needs no judgement
  offprint check book.epub
  offprint check my-book --message-format sarif > offprint.sarif")]
pub struct Check {
    /// The book folder, or an EPUB, whoever made it
    #[arg(value_name = "DIR|FILE.epub", default_value = ".")]
    pub folder: PathBuf,
    /// Put right what can be put right without changing a word: half-width marks, dashes, ellipses,
    /// spaces
    #[arg(long)]
    pub fix: bool,
    /// End with status 1 when there are warnings
    #[arg(long)]
    pub strict: bool,
}

/// `offprint fmt`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint fmt
  offprint fmt my-book --check        which chapters would be formatted; status 1 when there are any")]
pub struct Fmt {
    /// The book folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// Write nothing, and end with status 1 when a chapter would be formatted
    #[arg(long)]
    pub check: bool,
}

/// `offprint export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint export my-book --to plain -o chapters/
  offprint export my-book --to docx -o document/
  offprint export my-book --to pandoc -o for-pandoc/ && cd for-pandoc && pandoc -d defaults.yaml")]
pub struct Export {
    /// The book folder
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
    /// For what
    #[arg(long, value_name = "FORM")]
    pub to: To,
    /// The folder to make
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

/// What an export is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum To {
    // Markdown that any program reads: front matter, one H1, a table of contents
    Plain,
    // `pandoc -d defaults.yaml` makes a book of it
    Pandoc,
    // `mdbook build` makes a site of it
    Mdbook,
    // `hugo` makes a site of it
    Hugo,
    // `zola build` makes a site of it
    Zola,
    // A vault to open in Obsidian
    Obsidian,
    // One document for word processors
    Docx,
}

/// `offprint explain`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint explain
  offprint explain restore/joined-paragraph
  offprint explain check/open-quote --messages zh")]
pub struct Explain {
    /// A code, as messages and repairs.json show it: `restore/joined-paragraph`
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `offprint new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint new my-book && offprint build my-book")]
pub struct New {
    /// The folder to make
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// `offprint completions`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint completions bash > ~/.local/share/bash-completion/completions/offprint
  offprint completions fish > ~/.config/fish/completions/offprint.fish
  offprint completions zsh > ~/.zfunc/_offprint")]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// `offprint man`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  offprint man | man -l -
  offprint man -o ~/.local/share/man/man1")]
pub struct Man {
    /// Write a page for each command into DIR; otherwise the first one goes to standard output
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_whole() {
        assert!(date("2024-01-11").is_ok());
        for wrong in [
            "2024-1-11",
            "11.1.2024",
            "2024-13-01",
            "2024-01",
            "+024-01-11",
            "2024-02-30",
        ] {
            assert!(date(wrong).is_err(), "{wrong}");
        }
    }
}
