//! Reading a book folder.

use super::config::{Config, CoverChoice, resolve};
use super::contents::{Contents, Entry};
use super::settings::{self, Settings};
use super::summary::{Line, Link, Summary};
use super::{Book, BookChapter, includes, list, merging, paths, title};
use crate::chapter;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Warned};
use crate::mark::Mark;
use crate::say;
use crate::source::shown;
use crate::text::Lang;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::ErrorKind::{NotADirectory, NotFound};
use std::path::{Path, PathBuf};

/// Headings that say no more than that a table of contents follows.
const BARE_TITLES: &[&str] = &[
    "summary",
    "contents",
    "table of contents",
    "目录",
    "目錄",
    "目次",
];

/// Chapters read at a time.
const BATCH: usize = 512;

/// How many characters are looked at for the language: more would not change the answer.
const SAMPLE: usize = 20_000;

/// Reads the book in `folder`; see [`super::open`].
pub(super) fn open(folder: &Path) -> Result<Warned<Book>> {
    let mut diagnostics = Vec::new();
    if let Err(error) = std::fs::read_dir(folder) {
        return Err(list::unreadable(&shown(folder), &error));
    }
    let mut settings = read_settings(folder)?;
    let src = list::text_folder(folder, settings.src.as_deref())?;
    let texts = folder.join(&src);
    let listing = list::listing(&texts, &src, &mut diagnostics)?;
    let links: Vec<&Link> = listing.links().collect();
    let mut chapters = Vec::with_capacity(links.len());
    // the index of each link's chapter; a chapter left out has a link without one
    let mut found = Vec::new();
    let mut faults = Vec::new();
    for batch in links.chunks(BATCH) {
        let parsed = batch
            .par_iter()
            .map(|link| (!link.path.is_empty()).then(|| read_chapter(folder, &texts, &src, link)));
        for chapter in parsed.collect::<Vec<_>>() {
            match chapter {
                None => found.push(Found::Unwritten),
                Some(Err(error)) => faults.extend(error.into_diagnostics()),
                Some(Ok(chapter)) => match chapter.unpack(&mut diagnostics) {
                    None => found.push(Found::Draft),
                    Some(chapter) => {
                        found.push(Found::Chapter(chapters.len()));
                        chapters.push(chapter);
                    }
                },
            }
        }
    }
    if !faults.is_empty() {
        return Err(Error::many(ErrorKind::Input, faults));
    }
    if chapters.is_empty() {
        return Err(no_chapters(folder));
    }
    let contents = contents(&listing.summary, &found, &mut chapters);
    check_cover(folder, &mut settings, &mut diagnostics);
    let config = resolve(
        settings,
        || default_title(&listing.summary, &chapters),
        || language(&chapters),
    );
    let book = Book {
        folder: folder.to_owned(),
        src,
        config,
        contents,
        chapters,
    };
    Ok(Warned {
        value: book,
        diagnostics,
    })
}

/// The files of the chapters of the book in `folder`, drafts among them; see [`super::chapters`].
pub(super) fn chapters(folder: &Path) -> Result<Vec<String>> {
    if let Err(error) = std::fs::read_dir(folder) {
        return Err(list::unreadable(&shown(folder), &error));
    }
    let settings = read_settings(folder)?;
    let src = list::text_folder(folder, settings.src.as_deref())?;
    let listing = list::listing(&folder.join(&src), &src, &mut Vec::new())?;
    let paths = listing.links().filter(|link| !link.path.is_empty());
    Ok(paths.map(|link| list::below(&src, &link.path)).collect())
}

/// The settings of the book in `folder`, in whose chapters `language` was found; see [`super::config`].
pub(super) fn config(folder: &Path, language: &str) -> Result<Config> {
    let mut settings = read_settings(folder)?;
    check_cover(folder, &mut settings, &mut Vec::new());
    Ok(resolve(settings, String::new, || Lang::new(language)))
}

/// One chapter; see [`super::chapter`].
pub(super) fn chapter(
    folder: &Path,
    src: &str,
    path: &str,
    title: &str,
) -> Result<Warned<Option<BookChapter>>> {
    read_chapter(folder, &folder.join(src), src, &link(path, title))
}

/// What became of a link of the table of contents.
enum Found {
    Chapter(usize),
    /// A link without a file.
    Unwritten,
    /// The file says `draft: true`.
    Draft,
}

/// What `book.toml` of `folder` says; nothing when there is none.
pub(super) fn read_settings(folder: &Path) -> Result<Settings> {
    let path = folder.join("book.toml");
    match std::fs::read(&path) {
        Ok(bytes) => settings::read("book.toml", &list::utf_8("book.toml", bytes)?),
        Err(error) if matches!(error.kind(), NotFound | NotADirectory) => Ok(Settings::default()),
        Err(error) => Err(list::unreadable(&shown(&path), &error)),
    }
}

/// Reads the chapter that `link` names; `None` for a draft.
fn read_chapter(
    folder: &Path,
    texts: &Path,
    src: &str,
    link: &Link,
) -> Result<Warned<Option<BookChapter>>> {
    let file = list::below(src, &link.path);
    let bytes =
        std::fs::read(texts.join(&link.path)).map_err(|error| list::unreadable(&file, &error))?;
    let mark = Mark::of_bytes(&bytes);
    let text = list::utf_8(&file, bytes)?;
    let mut diagnostics = Vec::new();
    let path = texts.join(&link.path);
    let around = path.parent().unwrap_or(texts);
    let text = includes::expanded(text, folder, around, &file, &mut diagnostics);
    let value = made(&text, &file, link, mark, &mut diagnostics);
    Ok(Warned { value, diagnostics })
}

/// The chapter that `text`, the content of `file`, is; `None` for a draft.
fn made(
    text: &str,
    file: &str,
    link: &Link,
    mark: Mark,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<BookChapter> {
    let chapter = chapter::parse(text, file).unpack(diagnostics);
    if chapter.front.draft {
        return None;
    }
    diagnostics.extend(merging::conflicts(file, text));
    if chapter.body.trim().is_empty() {
        diagnostics.push(empty_chapter(file));
    }
    let leading = title::leading_heading(&chapter);
    if let (Some(front), Some((heading, line))) = (&chapter.front.title, &leading)
        && !same_words(front, heading)
    {
        diagnostics.push(title_differs(file, text, *line, front, heading));
    }
    let title = leading
        .map(|(words, _)| words)
        .or_else(|| chapter.front.title.clone())
        .or_else(|| title::first_heading(&chapter.body))
        .or_else(|| Some(link.title.clone()).filter(|title| !title.is_empty()))
        .or_else(|| title::first_words(&chapter.body))
        .unwrap_or_else(|| stem(&link.path).to_owned());
    Some(BookChapter {
        path: link.path.clone(),
        title,
        chapter,
        mark,
    })
}

/// A book of texts; see [`super::of_texts`].
pub(super) fn of_texts(settings: &str, texts: &[(&str, &str)]) -> Result<Warned<Book>> {
    let mut settings = settings::read("book.toml", settings)?;
    // there are no files to carry
    settings.no_source = true;
    let mut diagnostics = Vec::new();
    let mut chapters = Vec::new();
    for &(path, text) in texts {
        let link = link(path, "");
        let mark = Mark::of_bytes(text.as_bytes());
        chapters.extend(made(text, path, &link, mark, &mut diagnostics));
    }
    if chapters.is_empty() {
        return Err(no_chapters(Path::new("")));
    }
    let entries = chapters
        .iter()
        .enumerate()
        .map(|(index, one)| Entry::Chapter {
            title: one.title.clone(),
            chapter: Some(index),
            depth: 0,
        });
    let entries = entries.collect();
    let summary = Summary::default();
    let config = resolve(
        settings,
        || default_title(&summary, &chapters),
        || language(&chapters),
    );
    let book = Book {
        folder: PathBuf::new(),
        src: String::new(),
        config,
        contents: Contents { entries },
        chapters,
    };
    Ok(Warned {
        value: book,
        diagnostics,
    })
}

fn link(path: &str, title: &str) -> Link {
    Link {
        title: title.to_owned(),
        path: path.to_owned(),
        depth: 0,
        range: 0..0,
    }
}

/// The table of contents: the summary's lines with the chapters found, drafts left out.
fn contents(summary: &Summary, found: &[Found], chapters: &mut [BookChapter]) -> Contents {
    let mut contents = Contents::default();
    let mut found = found.iter();
    for line in &summary.lines {
        let entry = match line {
            Line::Part(title) => Entry::Part(title.clone()),
            Line::Separator => Entry::Separator,
            Line::Link(link) => {
                let chapter = match found.next() {
                    Some(Found::Chapter(index)) => Some(*index),
                    Some(Found::Unwritten) => None,
                    Some(Found::Draft) | None => continue,
                };
                let own = chapter.map_or("", |index| chapters[index].title.as_str());
                let title = [link.title.as_str(), own]
                    .into_iter()
                    .find(|t| !t.is_empty());
                Entry::Chapter {
                    title: title.unwrap_or("…").to_owned(),
                    chapter,
                    depth: link.depth,
                }
            }
        };
        contents.entries.push(entry);
    }
    contents.settle_depths();
    contents
}

/// A title for a book that has none. The folder's name is none: the same folder elsewhere must make
/// the same book.
fn default_title(summary: &Summary, chapters: &[BookChapter]) -> String {
    let says_more = |title: &&String| {
        let title = title.trim().to_lowercase();
        !title.is_empty() && !BARE_TITLES.contains(&title.as_str())
    };
    let title = summary.title.as_ref().filter(says_more);
    title
        .or(chapters.first().map(|chapter| &chapter.title))
        .cloned()
        .unwrap_or_default()
}

/// The language that most of the chapters' text is said to be in, else what its letters tell.
fn language(chapters: &[BookChapter]) -> Lang {
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for chapter in chapters {
        if let Some(lang) = &chapter.chapter.front.lang {
            *said.entry(lang).or_default() += chapter.chapter.body.len();
        }
    }
    let most = said
        .into_iter()
        .max_by_key(|&(lang, length)| (length, std::cmp::Reverse(lang)));
    match most {
        Some((lang, _)) => Lang::new(lang),
        None => Lang::detect(&sample(chapters)),
    }
}

/// The beginnings of the chapters, as many as tell the language.
fn sample(chapters: &[BookChapter]) -> String {
    let letters = chapters
        .iter()
        .flat_map(|chapter| chapter.chapter.body.chars());
    letters.take(SAMPLE).collect()
}

/// Says that the cover's file is missing, and has one drawn instead.
fn check_cover(folder: &Path, settings: &mut Settings, diagnostics: &mut Vec<Diagnostic>) {
    let Some(CoverChoice::File(path)) = &settings.cover else {
        return;
    };
    let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let linked_out = paths::really_inside(&real, folder, path).is_err();
    if folder.join(path).is_file() && !linked_out {
        return;
    }
    let message = say!("the cover `{path}` is missing", "找不到封面 `{path}`");
    let cure = say!(
        "put the picture there, or write `cover = \"plain\"`; a plain cover is used now",
        "请放入图片，或写 `cover = \"plain\"`；现在先用素封面"
    );
    let text = std::fs::read_to_string(folder.join("book.toml")).unwrap_or_default();
    let range = settings
        .cover_range
        .clone()
        .filter(|range| text.get(range.clone()).is_some());
    let at = range.map_or_else(
        || Location::file("book.toml"),
        |range| Location::within("book.toml", &text, range),
    );
    diagnostics.push(
        Diagnostic::error("book/missing-cover", message)
            .at(at)
            .cure(cure),
    );
    settings.cover = Some(CoverChoice::Plain);
}

/// Whether two titles are the same but for white space: a line break may be written either way.
fn same_words(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    words(a) == words(b)
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn empty_chapter(file: &str) -> Diagnostic {
    let message = say!("the chapter has no text", "这一章没有正文");
    Diagnostic::error("book/empty-chapter", message)
        .at(Location::file(file))
        .cure(say!(
            "write it, or leave it out with `draft: true`",
            "请写上正文，或用 `draft: true` 暂不收入"
        ))
}

fn title_differs(file: &str, text: &str, line: usize, front: &str, heading: &str) -> Diagnostic {
    let message = say!(
        "the heading `{heading}` differs from the title `{front}` above it; the heading is used",
        "标题行 `{heading}` 与上方的 title `{front}` 不一致；以标题行为准"
    );
    let source_line = text.lines().nth(line - 1).unwrap_or("").to_owned();
    let at = Location {
        file: file.to_owned(),
        line,
        column: 1,
        length: source_line.chars().count().max(1),
        source_line,
    };
    Diagnostic::warning("book/title-differs", message)
        .at(at)
        .cure(say!("write both alike", "请把两处写成一样"))
}

fn no_chapters(folder: &Path) -> Error {
    let folder = shown(folder);
    let message = say!("`{folder}` has no chapters", "`{folder}` 里没有章节");
    let cure = say!(
        "write a Markdown file into it, and name it in SUMMARY.md if there is one",
        "请放入 Markdown 文件；有 SUMMARY.md 时要列在里面"
    );
    let diagnostic = Diagnostic::error("book/no-chapters", message);
    Error::new(
        ErrorKind::Input,
        diagnostic.at(Location::file(folder)).cure(cure),
    )
}
