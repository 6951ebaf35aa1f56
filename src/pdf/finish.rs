//! What browsers leave out of a PDF: the outline, page labels as printed, the boxes that a printer
//! cuts by, metadata, and an identity that the same book keeps (PDF 32000-1).

use super::passes::Printed;
use super::{metadata, outline, to_unicode};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::print::Sheet;
use crate::say;
use lopdf::{Dictionary, Document, Object, ObjectId, SaveOptions, StringFormat, dictionary};
use uuid::Uuid;

/// The finished file.
///
/// # Errors
/// When the browser's file is not what a PDF has to be.
pub(super) fn finish(book: &Book, sheet: &Sheet, printed: Printed) -> Result<Vec<u8>> {
    let Printed {
        mut pdf,
        asked,
        places,
        first,
        ..
    } = printed;
    complete(&mut pdf, book, sheet, &asked.outline, &places, first)
        .map_err(|error| broken(&error.to_string()))?;
    sealed(pdf, book)
}

fn complete(
    pdf: &mut Document,
    book: &Book,
    sheet: &Sheet,
    entries: &[super::passes::Entry],
    places: &super::places::Places,
    first: usize,
) -> lopdf::Result<()> {
    for &page in &places.pages {
        boxes(pdf, page, sheet.beyond, sheet.bleed)?;
    }
    to_unicode::mend(pdf);
    let outline = outline::write(pdf, entries, places);
    let metadata = metadata::write(pdf, book)?;
    let direction = if sheet.vertical { "R2L" } else { "L2R" };
    let language = Object::string_literal(book.config.language.as_str());
    let catalog = pdf.catalog_mut()?;
    catalog.set("Lang", language);
    catalog.set("Metadata", metadata);
    catalog.set("PageLabels", labels(first));
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true, "Direction" => direction },
    );
    // the first page is a right-hand one
    let layout = if sheet.one_sided {
        "SinglePage"
    } else {
        "TwoPageRight"
    };
    catalog.set("PageLayout", layout);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    Ok(())
}

/// The numbers that a reader shows: roman up to the text, which begins with 1 (§12.4.2).
fn labels(first: usize) -> Dictionary {
    let mut numbers: Vec<Object> = Vec::new();
    if first > 0 {
        numbers.extend([0.into(), dictionary! { "S" => "r" }.into()]);
    }
    let from = i64::try_from(first).unwrap_or_default();
    numbers.extend([from.into(), dictionary! { "S" => "D" }.into()]);
    dictionary! { "Nums" => numbers }
}

/// Where the page is cut, and how far its print goes beyond (§14.11.2).
fn boxes(pdf: &mut Document, page: ObjectId, beyond: f32, bleed: f32) -> lopdf::Result<()> {
    let page = pdf.get_object_mut(page)?.as_dict_mut()?;
    let media = page.get(b"MediaBox")?.as_array()?;
    let numbers = media.iter().map(Object::as_float);
    let [left, foot, right, head] = numbers.collect::<lopdf::Result<Vec<f32>>>()?[..] else {
        return Ok(());
    };
    let inside = |by: f32| -> Vec<Object> {
        let sides = [left + by, foot + by, right - by, head - by];
        sides.into_iter().map(Object::Real).collect()
    };
    let (trim, bleed) = (inside(beyond), inside(beyond - bleed));
    page.set("TrimBox", trim);
    page.set("BleedBox", bleed);
    Ok(())
}

/// The place of the second half of the file's identity while the file is not whole.
const UNKNOWN: [u8; 16] = [0; 16];

/// Writes the file. Its identity is the book's, and a hash of its bytes (§14.4).
fn sealed(mut pdf: Document, book: &Book) -> Result<Vec<u8>> {
    let name = format!("{}\u{1F}pdf", book.config.identifier);
    let permanent = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
    let hexadecimal = |bytes: &[u8; 16]| Object::String(bytes.to_vec(), StringFormat::Hexadecimal);
    let identity = [permanent.as_bytes(), &UNKNOWN].map(hexadecimal);
    pdf.trailer.set("ID", identity.to_vec());
    pdf.version = "1.7".to_owned();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .build();
    let mut bytes = Vec::new();
    pdf.save_with_options(&mut bytes, options)
        .map_err(|error| broken(&error.to_string()))?;
    let hash = Uuid::new_v5(&Uuid::NAMESPACE_URL, &bytes)
        .simple()
        .to_string();
    let unknown = "0".repeat(32);
    let place = bytes
        .windows(32)
        .rposition(|part| part == unknown.as_bytes());
    if let Some(place) = place {
        bytes[place..place + 32].copy_from_slice(hash.to_uppercase().as_bytes());
    }
    Ok(bytes)
}

/// A string of words (§7.9.2.2): UTF-16 with its mark.
pub(super) fn words(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn broken(why: &str) -> Error {
    let message = say!(
        "what the browser printed cannot be completed: {why}",
        "无法补全浏览器印出的文件：{why}"
    );
    let cure = say!("try another version of the browser", "请换一个版本的浏览器");
    Error::new(
        ErrorKind::Output,
        Diagnostic::error("pdf/browser", message).cure(cure),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_before_the_text_have_roman_labels() {
        let nums = |first| {
            labels(first)
                .get(b"Nums")
                .unwrap()
                .as_array()
                .unwrap()
                .len()
        };
        assert_eq!((nums(0), nums(4)), (2, 4));
    }

    #[test]
    fn the_cut_lies_within_the_paper() {
        let mut pdf = Document::new();
        let media: Vec<Object> = [0, 0, 437, 612].map(Object::from).to_vec();
        let page = pdf.add_object(dictionary! { "MediaBox" => media });
        boxes(&mut pdf, page, 8.5, 8.5).unwrap();
        let page = pdf.get_dictionary(page).unwrap();
        let trim = page.get(b"TrimBox").unwrap().as_array().unwrap();
        assert_eq!(trim[2].as_float().unwrap(), 428.5);
        assert_eq!(page.get(b"BleedBox").unwrap().as_array().unwrap().len(), 4);
    }
}
