//! The cover that is drawn once and kept.
//!
//! What it was drawn from is remembered beside the book, so that it is drawn again when title, paper
//! or date changed, and never in the place of a picture that a person put there.

use super::{Progress, Step, publish};
use crate::book::{Book, CoverChoice};
use crate::diagnostic::{Diagnostic, Result};
use crate::mark::fnv_1a;
use crate::media::{self, CoverText, Design};
use crate::say;
use serde::{Deserialize, Serialize};

/// Where the record lies, below the book folder.
const RECORD: &str = ".offprint/cover.json";
/// The edition of the designs; a higher number draws every cover anew.
const DESIGN: u32 = 1;
/// Headlines that a cover has room for.
const HEADLINES: usize = 12;
/// Bytes of the lead article's text that a cover has room for.
const LEAD: usize = 6000;

/// What a cover was drawn from.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    design: u32,
    /// The composition; the plain one is not named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    composition: String,
    title: String,
    paper: Option<String>,
    date: Option<String>,
    lang: String,
    /// Of the picture that was drawn: another one is not ours to replace.
    checksum: String,
}

/// Draws the cover of `book`, when it wants one drawn, into `images/cover.png`, unless the one that
/// is there still holds. A folder that cannot be written to gets none, and a warning says so.
///
/// # Errors
/// When the run is interrupted.
pub(super) fn draw(book: &Book, progress: &dyn Progress, said: &mut Vec<Diagnostic>) -> Result<()> {
    let design = match book.config.cover {
        CoverChoice::Plain => Design::Plain,
        CoverChoice::Masthead => Design::Masthead,
        CoverChoice::Clipping => Design::Clipping,
        CoverChoice::File(_) | CoverChoice::None => return Ok(()),
    };
    let fronts = || book.chapters.iter().map(|chapter| &chapter.chapter.front);
    let lead = book.chapters.first().map(|chapter| &chapter.chapter);
    let text = CoverText {
        design,
        issue: fronts().find_map(|front| front.issue.clone()),
        headlines: fronts()
            .filter_map(|front| front.title.clone())
            .take(HEADLINES)
            .collect(),
        kicker: lead.and_then(|lead| lead.front.kicker.clone()),
        lead: lead.map_or_else(String::new, |lead| beginning(&lead.body)),
        title: book.config.title.clone(),
        paper: book.config.paper.clone(),
        date: book.config.date.clone(),
        lang: book.config.language.to_string(),
        ..CoverText::default()
    };
    let path = picture_path(book);
    let there = std::fs::read(book.folder.join(&path)).ok();
    let record = std::fs::read(book.folder.join(RECORD)).ok();
    let record = record.and_then(|json| serde_json::from_slice(&json).ok());
    if !is_due(there.as_deref(), record.as_ref(), &text) {
        return Ok(());
    }
    progress.begin(Step::Cover, 0);
    let drawn = media::draw(&text);
    said.extend(drawn.diagnostics);
    super::go_on(progress)?;
    let record = record_of(text, &drawn.png);
    let json = serde_json::to_vec_pretty(&record).unwrap_or_default();
    let files = [(path, drawn.png), (RECORD.to_owned(), json)];
    progress.begin(Step::Publish, files.len());
    if publish::publish(&book.folder, &files).is_err() {
        said.push(not_kept(book));
    }
    super::go_on(progress)
}

/// The paragraphs at the beginning of `body`, without headings, pictures and quotations.
fn beginning(body: &str) -> String {
    let mut out = String::new();
    for line in body.lines() {
        let marked = ["#", ">", "!", "<", "|", "`", "-", "*", "["];
        let markup = marked.iter().any(|mark| line.starts_with(mark));
        if !markup && !line.trim().is_empty() {
            out.push_str(&line.replace(['*', '\\', '`'], ""));
            out.push('\n');
        }
        if out.len() > LEAD {
            break;
        }
    }
    out
}

/// `images/cover.png` beside the chapters, below the book folder.
fn picture_path(book: &Book) -> String {
    book.file("images/cover.png")
}

/// Whether a cover from `text` has to be drawn.
fn is_due(there: Option<&[u8]>, record: Option<&Record>, text: &CoverText) -> bool {
    match (there, record) {
        (None, _) => true,
        // put there by a person
        (Some(_), None) => false,
        (Some(png), Some(record)) => {
            checksum(png) == record.checksum && *record != record_of(text.clone(), png)
        }
    }
}

fn record_of(text: CoverText, png: &[u8]) -> Record {
    Record {
        design: DESIGN,
        composition: match text.design {
            Design::Plain => String::new(),
            Design::Masthead => "masthead".to_owned(),
            Design::Clipping => "clipping".to_owned(),
        },
        title: text.title,
        paper: text.paper,
        date: text.date,
        lang: text.lang,
        checksum: checksum(png),
    }
}

/// FNV-1a, 64 bits: tells an edited picture from ours, no more.
fn checksum(bytes: &[u8]) -> String {
    format!("{:016x}", fnv_1a(bytes))
}

fn not_kept(book: &Book) -> Diagnostic {
    let folder = crate::source::shown(&book.folder);
    let message = say!(
        "the cover could not be written into `{folder}`",
        "无法把封面写入 `{folder}`"
    );
    let cure = say!(
        "make the folder writable, or choose `cover = false` in `[epub]` of `book.toml`",
        "请让文件夹可写，或在 `book.toml` 的 `[epub]` 中写 `cover = false`"
    );
    Diagnostic::warning("build/cover-not-kept", message).cure(cure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(title: &str) -> CoverText {
        CoverText {
            title: title.to_owned(),
            ..CoverText::default()
        }
    }

    #[test]
    fn drawn_when_missing_or_when_the_title_changed() {
        let record = record_of(text("河岸"), b"png");
        assert!(is_due(None, None, &text("河岸")));
        assert!(is_due(None, Some(&record), &text("河岸")));
        assert!(is_due(Some(b"png"), Some(&record), &text("灯")));
        let mut other = text("河岸");
        other.design = Design::Clipping;
        assert!(is_due(Some(b"png"), Some(&record), &other));
    }

    #[test]
    fn kept_when_nothing_changed_or_a_person_put_it_there() {
        let record = record_of(text("河岸"), b"png");
        assert!(!is_due(Some(b"png"), Some(&record), &text("河岸")));
        assert!(!is_due(Some(b"other"), Some(&record), &text("灯")));
        assert!(!is_due(Some(b"other"), None, &text("灯")));
    }
}
