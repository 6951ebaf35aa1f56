//! The print page → PDF, through the user's Chromium or Chrome.
//!
//! The browser sets the type; `passes` prints as often as it takes until every page number is
//! true; `finish` adds what browsers leave out: outline, page labels, boxes for the printer,
//! metadata. The same page and the same browser give the same bytes.

mod browser;
mod find;
mod finish;
mod metadata;
mod outline;
mod passes;
mod places;
mod protocol;
mod to_unicode;

use crate::book::Book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Warned};
use crate::media::Gallery;
use crate::print::{self, Sheet};
use crate::say;
use browser::{Browser, Workshop};
use passes::{Coarse, Wide};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

pub use find::{Wanted, find};

/// Hears what a long print is doing, and may stop it.
pub trait Watch: Sync {
    /// The book is printed for the `pass`-th time.
    fn pass(&self, pass: usize);

    /// Whether the user wants to stop; asked many times a second.
    fn interrupted(&self) -> bool;
}

/// Prints `book` with the program `browser` and writes the PDF. What the browser needs lies in the
/// folder `workshop` meanwhile, which is made and removed.
///
/// # Errors
/// When the browser cannot be started, fails or is stopped, and when `to` cannot be written to.
pub fn write(
    book: &Book,
    gallery: &Gallery,
    browser: &Path,
    workshop: &Path,
    watch: &dyn Watch,
    to: &mut dyn Write,
) -> Result<Warned<()>> {
    let language = book.config.language.as_str();
    let workshop = Workshop::begin(workshop.to_owned());
    let workshop = workshop.map_err(|error| unwritten(&error.to_string()))?;
    let page = workshop.0.join("page.html");
    let mut found = set(book, gallery, &page)?;
    let sheet = &Sheet::of(book);
    let (across, down) = sheet.area();
    let measure = if sheet.vertical { down } else { across };
    let mut browser = Browser::start(browser, &workshop.0, language, watch)?;
    // a minute, and a second for each article
    let seconds = 60 + book.chapters.len();
    let printed = passes::print(&mut browser.wire, &page, measure, seconds, watch)?;
    drop(browser);
    found.extend(printed.wide.iter().map(|wide| overflow(book, wide)));
    found.extend(printed.coarse.iter().map(|coarse| few_pixels(book, coarse)));
    let bytes = finish::finish(book, sheet, printed)?;
    let written = to.write_all(&bytes).and_then(|()| to.flush());
    written.map_err(|error| unwritten(&error.to_string()))?;
    Ok(Warned {
        value: (),
        diagnostics: found,
    })
}

/// Writes the page to print into the file `page`; what there is to say about it.
fn set(book: &Book, gallery: &Gallery, page: &Path) -> Result<Vec<Diagnostic>> {
    let file = File::create(page).map_err(|error| unwritten(&error.to_string()))?;
    let mut file = BufWriter::with_capacity(1 << 16, file);
    let made = print::for_pdf(book, gallery, &mut file)?;
    let flushed = file.flush().map_err(|error| unwritten(&error.to_string()));
    flushed.map(|()| made.diagnostics)
}

/// What stands out of the type area.
fn overflow(book: &Book, wide: &Wide) -> Diagnostic {
    let Wide { tag, words, .. } = wide;
    let millimetres = wide.wide * 25.4 / 96.0;
    let message = say!(
        "<{tag}> is {millimetres:.0} mm wider than a line: {words}",
        "<{tag}> 比一行宽 {millimetres:.0} 毫米：{words}"
    );
    let cure = say!(
        "break long words and addresses, make the table narrower, or choose a wider page",
        "请断开过长的单词或网址，收窄表格，或改用更宽的开本"
    );
    let diagnostic = Diagnostic::warning("pdf/overflow", message).cure(cure);
    in_article(book, &wide.sheet, diagnostic)
}

/// A picture that will look coarse in print.
fn few_pixels(book: &Book, coarse: &Coarse) -> Diagnostic {
    let Coarse { dots, words, .. } = coarse;
    let message = say!(
        "a picture has {dots} pixels to the inch in print: {words}",
        "有图片印出来每英寸只有 {dots} 像素：{words}"
    );
    let cure = say!(
        "printers ask for 300: take a larger file, or print the picture smaller",
        "印刷一般要求 300：请换用更大的文件，或把图印小一些"
    );
    let diagnostic = Diagnostic::warning("pdf/resolution", message).cure(cure);
    in_article(book, &coarse.sheet, diagnostic)
}

/// The same, pointing at the chapter whose article has this id, which is its number.
fn in_article(book: &Book, sheet: &str, diagnostic: Diagnostic) -> Diagnostic {
    let number: String = sheet.chars().filter(char::is_ascii_digit).collect();
    let index = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    match index.and_then(|index| book.chapters.get(index)) {
        Some(chapter) => diagnostic.at(Location::file(book.file(&chapter.path))),
        None => diagnostic,
    }
}

fn unwritten(why: &str) -> Error {
    let message = say!("the PDF cannot be written: {why}", "无法写出 PDF：{why}");
    Error::new(
        ErrorKind::Output,
        Diagnostic::error("output/disk-full", message),
    )
}
