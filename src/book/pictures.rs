//! The pictures that pages name, to be copied into the book.

use super::files::same_bytes;
use super::list::{below, unreadable};
use super::paths::{Outside, inside, percent_decoded, really_inside};
use super::plan::NewBook;
use super::stage::Stage;
use super::undo;
use crate::diagnostic::{Diagnostic, Location, Result, Text};
use crate::restore::{Article, Block, Picture};
use crate::say;
use crate::source::{Page, shown};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A picture to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copy {
    /// Where it lies.
    pub from: PathBuf,
    /// Where it goes, below the folder of the chapters.
    pub to: String,
}

/// The pictures that the pages of `book` name. `texts` is the folder of the chapters, where pictures
/// that an earlier import brought lie already.
pub(super) fn find(book: &NewBook<'_>, texts: &Path, said: &mut Vec<Diagnostic>) -> Vec<Copy> {
    let mut found: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (article, picture) in book.articles.iter().flat_map(pictures) {
        let page = picture.mark.start().map_or(article.page, |span| span.page);
        let page = &book.pages[page.index()];
        let fault = match locate(picture, page, texts) {
            Ok(None) => None,
            Ok(Some(copy)) => match found.get(&copy.to) {
                Some(other) if !same_bytes(other, &copy.from) => Some(clash(&copy.to)),
                _ => {
                    found.insert(copy.to, copy.from);
                    None
                }
            },
            Err(fault) => Some(fault),
        };
        said.extend(fault.map(|fault| at_mark(*fault, picture, page)));
    }
    let copies = found.into_iter();
    copies.map(|(to, from)| Copy { from, to }).collect()
}

/// What is known of the pictures that imports brought: their paths below the folder of the chapters,
/// and what their bytes were.
const RECORD: &str = ".offprint/pictures.json";

/// Copies what was `found` into the book; the paths below its folder. A picture that a person put in
/// the place of an imported one stays, unless the import is `forced`.
pub(super) fn save(
    stage: &mut Stage,
    found: Vec<Copy>,
    folder: &Path,
    src: &str,
    forced: bool,
    said: &mut Vec<Diagnostic>,
) -> Result<Vec<String>> {
    let record = std::fs::read(folder.join(RECORD)).ok();
    let record = record.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let mut record: BTreeMap<String, String> = record.unwrap_or_default();
    let mut copied = Vec::new();
    for picture in found {
        let bytes = std::fs::read(&picture.from);
        let bytes = bytes.map_err(|error| unreadable(&shown(&picture.from), &error))?;
        let path = below(src, &picture.to);
        let there = std::fs::read(folder.join(&path)).ok();
        let theirs = there.filter(|there| {
            let print = undo::print(there);
            *there != bytes && record.get(&picture.to) != Some(&print)
        });
        if theirs.is_some() && !forced {
            let aside = format!(".offprint/pictures/{}", picture.to);
            said.push(kept(&path, &aside));
            stage.add(&aside, &bytes)?;
            continue;
        }
        record.insert(picture.to, undo::print(&bytes));
        stage.add(&path, &bytes)?;
        copied.push(path);
    }
    if !record.is_empty() {
        let text = serde_json::to_string_pretty(&record).unwrap_or_default();
        stage.add(RECORD, format!("{text}\n").as_bytes())?;
    }
    Ok(copied)
}

fn kept(path: &str, aside: &str) -> Diagnostic {
    let message = say!(
        "your picture `{path}` stays; the import's lies in `{aside}`",
        "保留你的图片 `{path}`；导入的那一张在 `{aside}`"
    );
    Diagnostic::warning("merge/picture-kept", message).cure(say!(
        "to have the other, copy it over yours",
        "若要用导入的，请把它复制过来"
    ))
}

fn pictures(article: &Article) -> impl Iterator<Item = (&Article, &Picture)> {
    article.body.iter().filter_map(move |block| match block {
        Block::Picture(picture) => Some((article, picture)),
        _ => None,
    })
}

/// Where `picture` lies; `None` when it need not be copied: it is on the web, or here already.
fn locate(
    picture: &Picture,
    page: &Page,
    texts: &Path,
) -> std::result::Result<Option<Copy>, Box<Diagnostic>> {
    let written = picture.path.as_str();
    if written.starts_with("http://") || written.starts_with("https://") {
        return Ok(None);
    }
    let readings = [written.to_owned(), percent_decoded(written)];
    for reading in &readings {
        let to = inside(reading).map_err(|why| outside(written, why))?;
        let Some(folder) = &page.folder else { continue };
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        really_inside(&real, folder, &to).map_err(|why| outside(written, why))?;
        let from = folder.join(&to);
        if from.is_file() && !to.to_lowercase().ends_with(".md") {
            return Ok(Some(Copy { from, to }));
        }
    }
    let here = |reading: &String| inside(reading).is_ok_and(|to| texts.join(to).is_file());
    if readings.iter().any(here) {
        return Ok(None);
    }
    Err(Box::new(missing(written, page)))
}

fn at_mark(fault: Diagnostic, picture: &Picture, page: &Page) -> Diagnostic {
    let file = format!("pages/{}", page.file);
    let location = match picture.mark.start() {
        Some(span) => Location::within(file, &page.text, span.range()),
        None => Location::file(file),
    };
    fault.at(location)
}

fn missing(written: &str, page: &Page) -> Diagnostic {
    let message = say!(
        "the picture `{written}` is missing",
        "找不到图片 `{written}`"
    );
    let cure = match &page.folder {
        Some(folder) => {
            let folder = shown(folder);
            say!(
                "put it beside the page in `{folder}` and import again, or into the book's `src`",
                "请把它放到版面所在的 `{folder}` 后重新导入，或放进书的 `src`"
            )
        }
        None => say!("put it into the book's `src`", "请把它放进书的 `src`"),
    };
    Diagnostic::warning("book/missing-picture", message).cure(cure)
}

fn outside(written: &str, why: Outside) -> Box<Diagnostic> {
    let (en, zh) = match why {
        Outside::Absolute => ("it is no path below it", "它不是下级路径"),
        Outside::Climbs => ("`..` climbs out of it", "`..` 越出了它"),
        Outside::Link => ("a symbolic link leads out of it", "符号链接指到了外面"),
    };
    let message = Text {
        en: format!("the picture `{written}` lies outside the page's folder: {en}"),
        zh: format!("图片 `{written}` 在版面文件夹之外：{zh}"),
    };
    let fault = Diagnostic::error("book/picture-outside", message);
    Box::new(fault.cure(say!(
        "copy the picture beside the page and name it there; it was not taken into the book",
        "请把图片复制到版面旁边再写路径；它没有收入书中"
    )))
}

fn clash(to: &str) -> Box<Diagnostic> {
    let message = say!(
        "two pages name different pictures `{to}`; only the first is in the book",
        "两个版面用 `{to}` 指不同的图片；书中只收了第一张"
    );
    let fault = Diagnostic::error("book/picture-twice", message);
    Box::new(fault.cure(say!(
        "give one of them another name and import again",
        "请给其中一张改名后重新导入"
    )))
}
