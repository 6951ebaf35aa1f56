//! `book.toml` as it is written: our tables read strictly, mdBook's left alone.

use super::about::{self, About, Accessibility};
use super::budget::Budget;
use super::config::{CoverChoice, FontChoice, Notes};
use super::ignored::{self, Ignored};
use super::printing::{self, Print};
use super::toml::{Reader, value_range};
use super::{date, names, paths, restoring};
use crate::diagnostic::{Error, ErrorKind, Result, Text};
use crate::restore::Options;
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;
use toml_edit::{Document, TableLike};

/// The keys of `[book]`; mdBook's own that say nothing to us stand last.
const BOOK: &[&str] = &[
    "title",
    "authors",
    "description",
    "publisher",
    "language",
    "date",
    "modified",
    "identifier",
    "rights",
    "slug",
    "paper",
    "src",
    "multilingual",
    "text-direction",
];

/// The keys of `[epub]`.
const EPUB: &[&str] = &[
    "cover",
    "notes",
    "writing-mode",
    "fonts",
    "accessibility",
    "source",
];

/// Whether the table `[table]` knows `key`.
pub(super) fn is_key(table: &str, key: &str) -> bool {
    match table {
        "book" => BOOK.contains(&key) || about::KEYS.contains(&key),
        _ => EPUB.contains(&key),
    }
}

/// The tables we know; mdBook's, whose keys are its own business, stand last.
const TABLES: &[&str] = &[
    "book",
    "epub",
    "print",
    "images",
    "check",
    "restore",
    "typography",
    "output",
    "build",
    "preprocessor",
    "rust",
];

/// What `book.toml` says, no default resolved.
#[derive(Debug, Clone, Default)]
pub(super) struct Settings {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub description: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    pub date: Option<String>,
    pub modified: Option<String>,
    pub identifier: Option<String>,
    pub rights: Option<String>,
    pub slug: Option<String>,
    pub paper: Option<String>,
    pub src: Option<String>,
    pub cover: Option<CoverChoice>,
    /// Where `cover` is written, for saying that the file is missing.
    pub cover_range: Option<Range<usize>>,
    /// `[epub] source = false`.
    pub no_source: bool,
    pub print: Print,
    pub budget: Budget,
    pub fonts: Vec<FontChoice>,
    pub notes: Option<Notes>,
    pub vertical: bool,
    pub about: About,
    pub alternatives: BTreeMap<String, String>,
    pub restore: Options,
    pub ignored: Vec<Ignored>,
}

/// Reads `text`, the content of `file`.
///
/// # Errors
/// [`ErrorKind::Configuration`] with every fault of the file.
pub(super) fn read(file: &str, text: &str) -> Result<Settings> {
    let mut reader = Reader::new(file, text);
    let mut settings = Settings::default();
    match Document::parse(text) {
        Ok(document) => settings.fill(document.as_table(), &mut reader),
        Err(error) => reader.syntax(&error),
    }
    let faults = reader.into_faults();
    if faults.is_empty() {
        Ok(settings)
    } else {
        Err(Error::many(ErrorKind::Configuration, faults))
    }
}

impl Settings {
    fn fill(&mut self, root: &dyn TableLike, reader: &mut Reader<'_>) {
        reader.unknown(root, "", TABLES);
        if let Some(book) = reader.table(root, "book") {
            reader.unknown(book, "book", &[BOOK, about::KEYS].concat());
            self.book(book, reader);
            self.about.book(book, reader);
        }
        if let Some(epub) = reader.table(root, "epub") {
            reader.unknown(epub, "epub", EPUB);
            self.no_source = reader.flag(epub, "source") == Some(false);
            self.cover(epub, reader);
            self.epub(epub, reader);
        }
        if let Some(print) = reader.table(root, "print") {
            reader.unknown(print, "print", printing::KEYS);
            self.print = Print::read(print, reader);
        }
        if let Some(images) = reader.table(root, "images") {
            self.images(images, reader);
        }
        self.restore = restoring::read(root, reader);
        self.ignored = ignored::read(root, reader);
        if let Some(table) = reader.table(root, "typography") {
            reader.unknown(table, "typography", &[]);
        }
    }

    fn book(&mut self, book: &dyn TableLike, reader: &mut Reader<'_>) {
        let mut text = |key| reader.string(book, key).map(|(text, _)| text);
        self.title = text("title");
        self.description = text("description");
        self.publisher = text("publisher");
        self.rights = text("rights");
        self.paper = text("paper");
        self.identifier = text("identifier");
        self.authors = reader.strings(book, "authors");
        let language = reader.string(book, "language");
        self.language = reader.checked(language, sound(language_fault));
        let slug = reader.string(book, "slug");
        self.slug = reader.checked(slug, sound(slug_fault));
        let src = reader.string(book, "src");
        self.src = reader.checked(src, sound(src_fault));
        let date = reader.date(book, "date");
        self.date = reader.checked(date, sound(date_fault));
        let modified = reader.date(book, "modified");
        self.modified = reader.checked(modified, sound(modified_fault));
    }

    fn epub(&mut self, epub: &dyn TableLike, reader: &mut Reader<'_>) {
        let notes = reader.one_of(epub, "notes", &["popup", "chapter-end"]);
        self.notes = notes.map(|notes| match notes.as_str() {
            "chapter-end" => Notes::ChapterEnd,
            _ => Notes::Popup,
        });
        let modes = ["horizontal-tb", "vertical-rl"];
        let mode = reader.one_of(epub, "writing-mode", &modes);
        self.vertical = mode.as_deref() == Some("vertical-rl");
        for (written, range) in reader.placed_strings(epub, "fonts") {
            let (file, face) = match written.split_once('#') {
                Some((file, face)) => (file, Some(face.to_owned())),
                None => (written.as_str(), None),
            };
            match paths::inside(file) {
                Ok(path) if !path.is_empty() => self.fonts.push(FontChoice { path, face }),
                _ => {
                    let message = say!(
                        "the font `{written}` lies outside the book",
                        "字体 `{written}` 在书文件夹之外"
                    );
                    let cure = say!(
                        "put it into the book folder: `fonts = [\"fonts/x.otf\"]`",
                        "请放入书文件夹：`fonts = [\"fonts/x.otf\"]`"
                    );
                    reader.fault("book/wrong-value", range, message, cure);
                }
            }
        }
        if let Some(table) = reader.table(epub, "accessibility") {
            self.about.accessibility = Accessibility::read(table, reader);
        }
    }

    fn cover(&mut self, epub: &dyn TableLike, reader: &mut Reader<'_>) {
        let Some(item) = epub.get("cover") else {
            return;
        };
        self.cover_range = value_range(epub, "cover");
        let range = self.cover_range.clone();
        self.cover = match (item.as_bool(), item.as_str()) {
            (Some(false), _) => Some(CoverChoice::None),
            (_, Some("plain")) => Some(CoverChoice::Plain),
            (_, Some("masthead")) => Some(CoverChoice::Masthead),
            (_, Some("clipping")) => Some(CoverChoice::Clipping),
            (_, Some(file)) => match paths::inside(file) {
                Ok(path) if !path.is_empty() => Some(CoverChoice::File(path)),
                _ => {
                    let message = say!(
                        "the cover `{file}` lies outside the book",
                        "封面 `{file}` 在书文件夹之外"
                    );
                    return reader.fault("book/wrong-value", range, message, cover_cure());
                }
            },
            _ => {
                let message = say!(
                    "`cover` must be a file's path, \"plain\", \"masthead\", \"clipping\" or false",
                    "`cover` 应为文件路径、\"plain\"、\"masthead\"、\"clipping\" 或 false"
                );
                return reader.fault("book/wrong-type", range, message, cover_cure());
            }
        };
    }

    fn images(&mut self, images: &dyn TableLike, reader: &mut Reader<'_>) {
        self.budget.grey = reader.flag(images, "grey").unwrap_or_default();
        if let Some((max, range)) = reader.string(images, "max")
            && let Err(message) = self.budget.read_max(&max)
        {
            let cure = say!(
                "write a frame in pixels, millions of pixels or bytes of a file: `max = \"1264x1680\"`, `\"4 MP\"`, `\"500 KB\"`",
                "请写像素宽高、百万像素数或文件大小：`max = \"1264x1680\"`、`\"4 MP\"`、`\"500 KB\"`"
            );
            reader.fault("book/wrong-value", range, message, cure);
        }
        for (name, _) in images
            .iter()
            .filter(|(name, _)| !["grey", "max"].contains(name))
        {
            let Some(image) = reader.table(images, name) else {
                continue;
            };
            reader.unknown(image, &format!("images.\"{name}\""), &["alt"]);
            if let Some((alt, _)) = reader.string(image, "alt") {
                self.alternatives.insert(name.to_owned(), alt);
            }
        }
    }
}

/// Tells what is wrong with a value and how to write it, if anything is.
type Fault = fn(&str) -> Option<(Text, Text)>;

/// A reader of texts that have no `fault`.
fn sound(fault: Fault) -> impl FnOnce(String) -> std::result::Result<String, (Text, Text)> {
    move |text| fault(&text).map_or(Ok(text), Err)
}

fn cover_cure() -> Text {
    say!(
        "write `cover = \"src/images/cover.png\"`, `cover = \"plain\"` or `cover = false`",
        "请写 `cover = \"src/images/cover.png\"`、`cover = \"plain\"` 或 `cover = false`"
    )
}

/// A language tag has a two- or three-letter language and subtags of up to eight letters or digits
/// (BCP 47 §2.1).
fn language_fault(tag: &str) -> Option<(Text, Text)> {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or("");
    let alphabetic = language.bytes().all(|b| b.is_ascii_alphabetic());
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if matches!(language.len(), 2 | 3) && alphabetic && parts.all(subtag) {
        return None;
    }
    let hyphens = tag.replace('_', "-");
    let cure = if hyphens != tag && language_fault(&hyphens).is_none() {
        say!("write `{hyphens}`", "请写 `{hyphens}`")
    } else {
        say!(
            "write a tag such as `zh-Hans`, `zh-Hant` or `en`",
            "请写 `zh-Hans`、`zh-Hant`、`en` 这样的标签"
        )
    };
    Some((
        say!("`{tag}` is no language tag", "`{tag}` 不是语言标签"),
        cure,
    ))
}

fn slug_fault(slug: &str) -> Option<(Text, Text)> {
    (!names::is_portable(slug)).then(|| {
        let better = names::slug(slug);
        let message = say!(
            "`{slug}` cannot name a file everywhere",
            "`{slug}` 不能在各种系统上作文件名"
        );
        (
            message,
            say!("write `slug = \"{better}\"`", "请写 `slug = \"{better}\"`"),
        )
    })
}

fn src_fault(src: &str) -> Option<(Text, Text)> {
    paths::inside(src).is_err().then(|| {
        let message = say!(
            "`src` leads out of the book: `{src}`",
            "`src` 指到书文件夹之外：`{src}`"
        );
        let cure = say!(
            "name a folder inside the book: `src = \"src\"`",
            "请写书里的文件夹：`src = \"src\"`"
        );
        (message, cure)
    })
}

fn date_fault(day: &str) -> Option<(Text, Text)> {
    (!date::is_day(day)).then(|| {
        let message = say!("`{day}` is no date", "`{day}` 不是日期");
        (
            message,
            say!(
                "write `date = \"2024-01-11\"`",
                "请写 `date = \"2024-01-11\"`"
            ),
        )
    })
}

fn modified_fault(instant: &str) -> Option<(Text, Text)> {
    date::instant(instant).is_none().then(|| {
        let message = say!(
            "`{instant}` is no date and time",
            "`{instant}` 不是日期时间"
        );
        let cure = say!(
            "write `modified = \"2024-01-11T08:00:00Z\"`",
            "请写 `modified = \"2024-01-11T08:00:00Z\"`"
        );
        (message, cure)
    })
}
