//! The parts of the package (ECMA-376 part 2): what is the same in every document, and lists of what is
//! in this one.

use super::Document;
use super::runs::{Look, bookmark, run};
use crate::book::Book;
use crate::html::escape::escaped;
use crate::words::Words;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(super) const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
                    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// How deep the contents go.
const DEPTH: usize = 2;

/// Every part but the pictures: its path and its text.
pub(super) fn all(document: &Document, book: &Book) -> Vec<(String, String)> {
    let part = |path: &str, text: String| (path.to_owned(), format!("{HEAD}{text}"));
    vec![
        part("[Content_Types].xml", content_types()),
        part("_rels/.rels", package_relations()),
        part("docProps/core.xml", properties(book)),
        part("word/document.xml", main(document, book)),
        part("word/_rels/document.xml.rels", relations(document)),
        part("word/styles.xml", super::styles::styles(book)),
        part("word/numbering.xml", numbering(&document.lists)),
        part("word/footnotes.xml", notes(document)),
        part("word/_rels/footnotes.xml.rels", relations(document)),
        part("word/settings.xml", settings()),
    ]
}

fn content_types() -> String {
    let mut out = String::from(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    );
    for (extension, kind) in [
        (
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpg", "image/jpeg"),
        ("gif", "image/gif"),
    ] {
        out += &format!("<Default Extension=\"{extension}\" ContentType=\"{kind}\"/>");
    }
    for (name, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
        ("settings", "settings"),
    ] {
        out += &format!(
            "<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>"
        );
    }
    out += "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
    out + "</Types>"
}

fn relation(id: &str, kind: &str, target: &str, more: &str) -> String {
    format!(
        "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"{more}/>",
        escaped(target)
    )
}

fn wrapped(relations: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    )
}

fn package_relations() -> String {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    wrapped(&format!(
        "{}{}",
        relation(
            "r1",
            &format!("{RELATIONS}/officeDocument"),
            "word/document.xml",
            ""
        ),
        relation("r2", core, "docProps/core.xml", "")
    ))
}

fn relations(document: &Document) -> String {
    let mut out = String::new();
    for name in ["styles", "numbering", "footnotes", "settings"] {
        out += &relation(
            name,
            &format!("{RELATIONS}/{name}"),
            &format!("{name}.xml"),
            "",
        );
    }
    for (i, address) in document.links.iter().enumerate() {
        let id = format!("link{}", i + 1);
        out += &relation(
            &id,
            &format!("{RELATIONS}/hyperlink"),
            address,
            " TargetMode=\"External\"",
        );
    }
    for (i, (extension, _)) in document.pictures.iter().enumerate() {
        let id = format!("image{}", i + 1);
        let target = format!("media/image{}.{extension}", i + 1);
        out += &relation(&id, &format!("{RELATIONS}/image"), &target, "");
    }
    wrapped(&out)
}

/// Dublin Core, as far as a document knows it: neither publisher nor rights (part 2 §11.1).
fn properties(book: &Book) -> String {
    let config = &book.config;
    let mut out = String::from(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    );
    let authors = config.authors.join("; ");
    let fields = [
        ("dc:title", Some(config.title.as_str())),
        (
            "dc:creator",
            Some(authors.as_str()).filter(|authors| !authors.is_empty()),
        ),
        ("dc:description", config.description.as_deref()),
        ("dc:identifier", Some(config.identifier.as_str())),
        ("dc:language", Some(config.language.as_str())),
    ];
    for (name, text) in fields {
        if let Some(text) = text {
            out += &format!("<{name}>{}</{name}>", escaped(text));
        }
    }
    for name in ["created", "modified"] {
        out += &format!(
            "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{}</dcterms:{name}>",
            config.modified
        );
    }
    out + "</cp:coreProperties>"
}

fn main(document: &Document, book: &Book) -> String {
    let mut out = format!("<w:document {MAIN}><w:body>");
    let line = |style: &str, words: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}</w:p>",
            run(words, &Look::default())
        )
    };
    let config = &book.config;
    out += &line("Title", &config.title);
    for author in &config.authors {
        out += &line("Author", author);
    }
    if let Some(date) = &config.date {
        out += &line("Date", date);
    }
    out += &contents(document, book);
    out += &document.body;
    out += "<w:sectPr><w:footnotePr><w:numRestart w:val=\"continuous\"/></w:footnotePr><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
            <w:pgMar w:top=\"1440\" w:right=\"1800\" w:bottom=\"1440\" w:left=\"1800\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr>";
    out + "</w:body></w:document>"
}

/// A contents field with its entries filled in; without page numbers, which only Word can know.
fn contents(document: &Document, book: &Book) -> String {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let words = Words::of(&book.config.language);
    let mut out = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"TOCHeading\"/></w:pPr>{}</w:p>",
        run(words.contents, &Look::default())
    );
    let entries = document
        .headings
        .iter()
        .filter(|(level, _, _)| *level <= DEPTH);
    let mut first = true;
    for (level, name, words) in entries {
        out += &format!("<w:p><w:pPr><w:pStyle w:val=\"TOC{level}\"/></w:pPr>");
        if std::mem::take(&mut first) {
            let instruction = format!(
                "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-{DEPTH}\" \\n \\h \\z \\u </w:instrText></w:r>"
            );
            out += &format!("{}{instruction}{}", field("begin"), field("separate"));
        }
        let words = run(words, &Look::default());
        out += &format!(
            "<w:hyperlink w:anchor=\"{}\">{words}</w:hyperlink></w:p>",
            bookmark(name)
        );
    }
    if !first {
        out += &format!("<w:p>{}</w:p>", field("end"));
    }
    out
}

fn notes(document: &Document) -> String {
    let mut out = format!("<w:footnotes {MAIN}>");
    for (id, kind, mark) in [
        (-1, "separator", "separator"),
        (0, "continuationSeparator", "continuationSeparator"),
    ] {
        out += &format!(
            "<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>"
        );
    }
    for (i, content) in document.notes.iter().enumerate() {
        let mark =
            "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>";
        // the mark stands in the note's first paragraph
        let content = match content.split_once("</w:pPr>") {
            Some((head, rest)) if content.starts_with("<w:p>") => {
                format!("{head}</w:pPr>{mark}{rest}")
            }
            _ => format!(
                "<w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>{mark}</w:p>{content}"
            ),
        };
        out += &format!("<w:footnote w:id=\"{}\">{content}</w:footnote>", i + 1);
    }
    out + "</w:footnotes>"
}

/// List 1 has bullets; each that counts has a number of its own from 2 on, so that it begins anew.
fn numbering(lists: &[u64]) -> String {
    let mut out = format!("<w:numbering {MAIN}>");
    let levels = |format: &str, text: &dyn Fn(usize) -> String| -> String {
        let level = |i: usize| {
            let (left, text) = ((i + 1) * 420, text(i));
            format!(
                "<w:lvl w:ilvl=\"{i}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
                 <w:pPr><w:ind w:left=\"{left}\" w:hanging=\"420\" w:firstLineChars=\"0\"/></w:pPr></w:lvl>"
            )
        };
        (0..9).map(level).collect()
    };
    let bullets = levels("bullet", &|i| ["•", "◦", "▪"][i % 3].to_owned());
    let figures = levels("decimal", &|i| format!("%{}.", i + 1));
    out += &format!(
        "<w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{bullets}</w:abstractNum>"
    );
    out += &format!(
        "<w:abstractNum w:abstractNumId=\"1\"><w:multiLevelType w:val=\"hybridMultilevel\"/>{figures}</w:abstractNum>"
    );
    out += "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    for (i, start) in lists.iter().enumerate() {
        let over: String = (0..9)
            .map(|level| format!("<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>"))
            .collect();
        out += &format!(
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>{over}</w:num>",
            i + 2
        );
    }
    out + "</w:numbering>"
}

fn settings() -> String {
    format!(
        "<w:settings {MAIN}><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
         <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}
