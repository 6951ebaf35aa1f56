//! For word processors: one document in Office Open XML (ECMA-376, 5th edition), with styles, contents,
//! notes and pictures.
//!
//! What the editions show is what is written: each chapter is rendered as XHTML first (`html`), and its
//! elements become paragraphs and runs ([`body`]). The parts of the package are fixed texts beside that.

mod body;
mod inline;
mod parts;
mod runs;
mod styles;

use super::Files;
use super::piece::places;
use crate::archive::{Archive, Packing, pack};
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Result};
use crate::html::{self, ARTICLE_ID, Frame, Targets};
use crate::media::{Format, Gallery, Picture};
use crate::reader;
use body::Writer;
use std::collections::BTreeMap;

/// Everything of a document that its parts share.
#[derive(Default)]
struct Document {
    /// The paragraphs of `word/document.xml`.
    body: String,
    /// Notes, by number from 1.
    notes: Vec<String>,
    /// Addresses of links, by number.
    links: Vec<String>,
    /// Pictures, by number: the file's extension and its bytes.
    pictures: Vec<(&'static str, Vec<u8>)>,
    /// What was asked for already: the number and size of a picture, nothing for one that Word cannot
    /// show.
    known: BTreeMap<String, Option<(usize, Picture)>>,
    /// First numbers of the lists that count, by number.
    lists: Vec<u64>,
    /// Whether the next paragraph begins a page.
    new_page: bool,
    /// How many times a picture is shown.
    drawings: usize,
    /// How many bookmarks there are.
    bookmarks: usize,
    /// Headings for the contents: level, bookmark, words.
    headings: Vec<(usize, String, String)>,
}

pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Result<Files> {
    let mut document = Document::default();
    let gallery = Gallery::of(book, None);
    html::prepare_pictures(book, &gallery);
    let targets = Targets::of(book, &gallery);
    let places = places(book);
    let parts = usize::from(places.values().any(|(_, part)| part.is_some()));
    for index in 0..book.chapters.len() {
        let (depth, part) = places.get(&index).copied().unwrap_or_default();
        if let Some(part) = part {
            document.part(part, index);
        }
        document.new_page |= parts + depth == 0;
        let prefix = format!("c{index}-");
        let frame = Frame {
            id_prefix: &prefix,
            heading_shift: u8::try_from(depth + parts).unwrap_or(u8::MAX).min(5),
            chapter_href: &|chapter, _, fragment| match fragment {
                "" => format!("#c{chapter}-{ARTICLE_ID}"),
                fragment => format!("#c{chapter}-{fragment}"),
            },
            ..Frame::default()
        };
        let rendered = html::render(&targets, index, &frame).unpack(said);
        // what the renderer writes is well-formed; whatever is not is kept as its words
        let (tree, _) = reader::parse_mended(&rendered.xhtml);
        let picture = |path: &str| {
            let (picture, bytes) = gallery
                .apart(&book.folder.join(&book.src).join(path))
                .ok()?;
            // Word shows no SVG without a picture beside it
            (picture.format != Format::Svg).then_some((picture, bytes))
        };
        Writer::new(&mut document, &tree.root, &picture).chapter(&tree.root, &prefix);
    }
    let name = format!("{}.docx", book.config.slug);
    Ok(vec![(name, document.package(book)?)])
}

impl Document {
    fn part(&mut self, words: &str, index: usize) {
        let name = format!("part-{index}");
        let heading = runs::run(words, &runs::Look::default());
        let marked = self.bookmarked(&name, &heading);
        self.body += &format!(
            "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/></w:pPr>{marked}</w:p>"
        );
        self.headings.push((1, name, words.to_owned()));
    }

    /// `content` with a bookmark around it.
    fn bookmarked(&mut self, name: &str, content: &str) -> String {
        self.bookmarks += 1;
        let id = self.bookmarks;
        let name = runs::bookmark(name);
        format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{content}<w:bookmarkEnd w:id=\"{id}\"/>"
        )
    }

    /// The zip archive.
    fn package(&self, book: &Book) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut archive = Archive::new(&mut bytes);
        for (path, text) in parts::all(self, book) {
            archive.add(pack(&path, text.as_bytes(), Packing::Small)?)?;
        }
        for (number, (extension, picture)) in self.pictures.iter().enumerate() {
            let path = format!("word/media/image{}.{extension}", number + 1);
            archive.add(pack(&path, picture, Packing::Stored)?)?;
        }
        archive.end()?;
        Ok(bytes)
    }
}
