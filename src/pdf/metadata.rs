//! What the file says of itself: the information dictionary, and the same as XMP (PDF 32000-1
//! §14.3; ISO 16684-1).

use super::finish::words;
use crate::book::{Book, Config};
use crate::html::escape::escaped;
use crate::text::chars::IDEOGRAPHIC_SPACE;
use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::fmt::Write;

/// The program, as PDFs name the maker of what was printed.
const CREATOR: &str = concat!("offprint ", env!("CARGO_PKG_VERSION"));

/// Writes both; the id of the XMP.
pub(super) fn write(pdf: &mut Document, book: &Book) -> lopdf::Result<ObjectId> {
    let producer = producer(pdf);
    let config = &book.config;
    let day = date(&config.modified);
    let mut about = dictionary! {
        "Title" => words(&title(config)),
        "Creator" => words(CREATOR),
        "Producer" => words(&producer),
        "CreationDate" => day.clone(),
        "ModDate" => day,
    };
    let subjects: Vec<&str> = subjects(config).collect();
    let more = [
        ("Author", config.authors.join(", ")),
        ("Subject", config.description.clone().unwrap_or_default()),
        ("Keywords", subjects.join(", ")),
    ];
    for (key, value) in more {
        if !value.is_empty() {
            about.set(key, words(&value));
        }
    }
    match pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        Ok(id) => pdf.set_object(id, about),
        Err(_) => {
            let id = pdf.add_object(about);
            pdf.trailer.set("Info", id);
        }
    }
    let packet = packet(config, &producer).into_bytes();
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // to be found by programs that know nothing of PDF, so not deflated
    Ok(pdf.add_object(Stream::new(kind, packet).with_compression(false)))
}

/// The words of the browser about itself.
fn producer(pdf: &Document) -> String {
    let said = || {
        let about = pdf.trailer.get(b"Info").ok()?;
        let about = pdf.dereference(about).ok()?.1.as_dict().ok()?;
        let bytes = about.get(b"Producer").ok()?.as_str().ok()?;
        Some(String::from_utf8_lossy(bytes).into_owned())
    };
    said().unwrap_or_else(|| "Skia/PDF".to_owned())
}

/// The title on one line.
fn title(config: &Config) -> String {
    config.title.replace(IDEOGRAPHIC_SPACE, " ")
}

fn subjects(config: &Config) -> impl Iterator<Item = &str> {
    config
        .about
        .subjects
        .iter()
        .map(|subject| subject.text.as_str())
}

/// `2024-01-11T00:00:00Z` → `D:20240111000000Z` (§7.9.4).
fn date(moment: &str) -> Object {
    let digits: String = moment.chars().filter(char::is_ascii_digit).collect();
    let text = format!("D:{digits}Z");
    Object::String(text.into_bytes(), StringFormat::Literal)
}

fn packet(config: &Config, producer: &str) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\n",
    );
    let modified = escaped(&config.modified);
    let plain = [
        ("dc:identifier", config.identifier.as_str()),
        ("xmp:CreatorTool", CREATOR),
        ("pdf:Producer", producer),
        ("xmp:CreateDate", &modified),
        ("xmp:ModifyDate", &modified),
    ];
    for (name, value) in plain {
        // writing to a String cannot fail
        let _ = writeln!(out, "<{name}>{}</{name}>", escaped(value));
    }
    let words = |text: &Option<String>| text.clone().unwrap_or_default();
    alternative("dc:title", &title(config), &mut out);
    alternative("dc:description", &words(&config.description), &mut out);
    alternative("dc:rights", &words(&config.rights), &mut out);
    list(
        "dc:creator",
        "Seq",
        config.authors.iter().map(String::as_str),
        &mut out,
    );
    list(
        "dc:publisher",
        "Bag",
        config.publisher.iter().map(String::as_str),
        &mut out,
    );
    list("dc:subject", "Bag", subjects(config), &mut out);
    list(
        "dc:language",
        "Bag",
        std::iter::once(config.language.as_str()),
        &mut out,
    );
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    out
}

fn alternative(name: &str, text: &str, out: &mut String) {
    if !text.is_empty() {
        let text = escaped(text);
        let _ = writeln!(
            out,
            "<{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></{name}>"
        );
    }
}

fn list<'a>(name: &str, kind: &str, items: impl Iterator<Item = &'a str>, out: &mut String) {
    let items: String = items
        .filter(|item| !item.is_empty())
        .map(|item| format!("<rdf:li>{}</rdf:li>", escaped(item)))
        .collect();
    if !items.is_empty() {
        let _ = writeln!(out, "<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packet_is_well_formed_and_claims_nothing_that_was_not_said() {
        let config = Config {
            title: "甲　<乙>".into(),
            authors: vec!["丙 & 丁".into()],
            modified: "2024-01-11T00:00:00Z".into(),
            ..Config::default()
        };
        let packet = packet(&config, "Skia/PDF m156");
        assert!(packet.contains(">甲 &lt;乙&gt;</rdf:li>"), "{packet}");
        assert!(packet.contains("<rdf:Seq><rdf:li>丙 &amp; 丁</rdf:li></rdf:Seq>"));
        assert!(!packet.contains("dc:rights") && !packet.contains("pdfuaid"));
    }
}
