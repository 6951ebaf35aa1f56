//! The package document: what epub-builder makes of the book's files, completed and written anew.
//!
//! The home of epub-builder and of quick-xml. The crate's own archive cannot be used: it packs on
//! one processor, its metadata cannot say what ours must (roles, refinements, accessibility), and two
//! of its ids collide. So it is given the files' names with nothing in them, and its `content.opf` is
//! read into one [`Package`]: identifiers, media types, properties and the order of reading come
//! from there. A test holds what it wrote, and says so when an upgrade changes it.

use super::fonts::FontFile;
use super::kept::Ready;
use super::metadata::{self, IDENTIFIER, Statement};
use super::pictures::Picture;
use super::{COVER, Edition, IMPRINT, NAV, NCX, PACKAGE, STYLES, TITLE};
use crate::archive;
use crate::book::Book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::html::escape::escaped;
use crate::html::{Part, Rendered};
use crate::mark::Mark;
use crate::say;
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::fmt::Write;

/// The package document as a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Package {
    pub(super) version: String,
    /// The direction in which pages turn.
    pub(super) direction: String,
    pub(super) items: Vec<Item>,
    /// Ids of the documents in reading order.
    pub(super) spine: Vec<String>,
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) href: String,
    pub(super) media_type: String,
    pub(super) properties: Option<String>,
}

/// What the package of an edition lists.
pub(super) struct Manifest<'e> {
    pub(super) edition: &'e Edition<'e>,
    pub(super) articles: &'e [Rendered],
    pub(super) pictures: &'e [Picture],
    pub(super) cover: Option<&'e Picture>,
    pub(super) fonts: &'e [FontFile],
}

/// The package document, packed; taken from the edition before where all that it lists is the same.
///
/// # Errors
/// As [`Package::of`].
pub(super) fn packed(manifest: &Manifest<'_>) -> Result<Ready> {
    let (edition, cover) = (manifest.edition, manifest.cover);
    let book = edition.book;
    let metadata = metadata::metadata(book, manifest.articles, cover.is_some());
    let with_math = |part: &Part| part.has_math;
    let articles = manifest.articles.iter();
    let articles: Vec<Vec<bool>> = articles
        .map(|article| article.parts.iter().map(with_math).collect())
        .collect();
    let pictures = manifest.pictures.iter().chain(cover);
    let pictures: Vec<_> = pictures.map(|one| (&one.path, one.format)).collect();
    let fonts = manifest.fonts.iter();
    let fonts: Vec<_> = fonts.map(|one| (&one.path, one.media_type)).collect();
    let made_of = Mark::of(&(
        (edition.profile, edition.digits, book.config.vertical),
        (book.config.language.as_str(), cover.is_some()),
        (articles, pictures, fonts, &metadata),
    ));
    edition.taken_or(PACKAGE, made_of, || {
        Ok(Package::of(manifest)?.xml(book, &metadata))
    })
}

impl Package {
    /// The package that lists what is in `manifest`.
    ///
    /// # Errors
    /// When epub-builder does not make what it is known to make.
    fn of(manifest: &Manifest<'_>) -> Result<Self> {
        let opf = skeleton(manifest).map_err(|error| changed(&error.to_string()))?;
        let mut package = Self::read(&opf).ok_or_else(|| changed("`content.opf`"))?;
        package.place_style_sheet();
        package.read_contents_after_title_page();
        package.name_mathematics(manifest);
        Ok(package)
    }

    /// Reads epub-builder's `content.opf`; `None` when it is not well-formed.
    pub(super) fn read(opf: &str) -> Option<Self> {
        let mut package = Self::default();
        let mut reader = Reader::from_str(opf);
        loop {
            match reader.read_event().ok()? {
                Event::Start(element) | Event::Empty(element) => package.element(&element)?,
                Event::Eof => return Some(package),
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &BytesStart<'_>) -> Option<()> {
        match element.name().as_ref() {
            "package" => self.version = attribute(element, "version")?,
            "item" => self.items.push(Item {
                id: attribute(element, "id")?,
                href: attribute(element, "href")?,
                media_type: attribute(element, "media-type")?,
                properties: attribute(element, "properties"),
            }),
            "spine" => self.direction = attribute(element, "page-progression-direction")?,
            "itemref" => self.spine.push(attribute(element, "idref")?),
            _ => {}
        }
        Some(())
    }

    /// epub-builder knows one place for it.
    fn place_style_sheet(&mut self) {
        for item in &mut self.items {
            if item.href == "stylesheet.css" {
                STYLES.clone_into(&mut item.href);
            }
        }
    }

    /// The contents are a page of the book, which epub-builder's are not.
    fn read_contents_after_title_page(&mut self) {
        let id_of = |href: &str| self.items.iter().find(|item| item.href == href);
        let (Some(nav), Some(title)) = (id_of(NAV), id_of(TITLE)) else {
            return;
        };
        let after = self.spine.iter().position(|id| *id == title.id);
        self.spine
            .insert(after.map_or(0, |at| at + 1), nav.id.clone());
    }

    /// A page with MathML in it says so (EPUB 3.3 §5.6.2.1).
    fn name_mathematics(&mut self, manifest: &Manifest<'_>) {
        let mut with: Vec<String> = Vec::new();
        for (index, article) in manifest.articles.iter().enumerate() {
            let parts = article.parts.iter().enumerate();
            let parts = parts.filter(|(_, part)| part.has_math);
            with.extend(parts.map(|(part, _)| manifest.edition.path(index, part)));
        }
        with.sort_unstable();
        for item in &mut self.items {
            if with.binary_search(&item.href).is_ok() {
                item.properties = Some("mathml".to_owned());
            }
        }
    }

    /// Writes the package document with the statements `metadata`.
    pub(super) fn xml(&self, book: &Book, metadata: &[Statement]) -> String {
        let mut out = String::with_capacity(4096 + self.items.len() * 160);
        // writing to a string cannot fail
        let _ = write!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"{}\" unique-identifier=\"{IDENTIFIER}\" xml:lang=\"{}\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
            self.version,
            escaped(book.config.language.as_str()),
        );
        for statement in metadata {
            let _ = write!(out, "<{}", statement.name);
            for (name, value) in &statement.attributes {
                let _ = write!(out, " {name}=\"{}\"", escaped(value));
            }
            let value = escaped(&statement.value);
            let _ = match value.is_empty() {
                true => writeln!(out, "/>"),
                false => writeln!(out, ">{value}</{}>", statement.name),
            };
        }
        if let Some(cover) = self.items.iter().find(|item| item.is("cover-image")) {
            let _ = writeln!(
                out,
                "<meta name=\"cover\" content=\"{}\"/>",
                escaped(&cover.id)
            );
        }
        if book.config.vertical {
            out.push_str("<meta name=\"primary-writing-mode\" content=\"vertical-rl\"/>\n");
        }
        out.push_str("</metadata>\n<manifest>\n");
        for item in &self.items {
            item.write(&mut out);
        }
        let ncx = self.items.iter().find(|item| item.href == NCX);
        let ncx = ncx.map(|item| format!(" toc=\"{}\"", escaped(&item.id)));
        let _ = writeln!(
            out,
            "</manifest>\n<spine{} page-progression-direction=\"{}\">",
            ncx.unwrap_or_default(),
            self.direction
        );
        for id in &self.spine {
            let _ = writeln!(out, "<itemref idref=\"{}\"/>", escaped(id));
        }
        out.push_str("</spine>\n</package>\n");
        out
    }
}

impl Item {
    fn is(&self, property: &str) -> bool {
        let properties = self.properties.as_deref().unwrap_or_default();
        properties.split(' ').any(|one| one == property)
    }

    fn write(&self, out: &mut String) {
        let _ = write!(
            out,
            "<item id=\"{}\" href=\"{}\" media-type=\"{}\"",
            escaped(&self.id),
            escaped(&self.href),
            escaped(&self.media_type)
        );
        if let Some(properties) = &self.properties {
            let _ = write!(out, " properties=\"{}\"", escaped(properties));
        }
        out.push_str("/>\n");
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(
        attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .ok()?
            .into_owned(),
    )
}

/// What epub-builder writes as `content.opf` for the files of the edition, all of them empty.
fn skeleton(manifest: &Manifest<'_>) -> std::result::Result<String, epub_builder::Error> {
    let edition = manifest.edition;
    let nothing: &[u8] = &[];
    let page = |path: &str, kind: Option<ReferenceType>| {
        let content = EpubContent::new(path.to_owned(), nothing);
        match kind {
            Some(kind) => content.reftype(kind),
            None => content,
        }
    };
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    let direction = match edition.book.config.vertical {
        true => "rtl",
        false => "ltr",
    };
    builder.metadata("direction", direction)?;
    builder.stylesheet(nothing)?;
    if let Some(cover) = manifest.cover {
        builder.add_cover_image(&cover.path, nothing, cover.format.media_type())?;
        if edition.shows_cover() {
            builder.add_content(page(COVER, Some(ReferenceType::Cover)))?;
        }
    }
    builder.add_content(page(TITLE, Some(ReferenceType::TitlePage)))?;
    for (index, article) in manifest.articles.iter().enumerate() {
        for part in 0..article.parts.len().max(1) {
            builder.add_content(page(&edition.path(index, part), None))?;
        }
    }
    builder.add_content(page(IMPRINT, Some(ReferenceType::Colophon)))?;
    for picture in manifest.pictures {
        builder.add_resource(&picture.path, nothing, picture.format.media_type())?;
    }
    for font in manifest.fonts {
        builder.add_resource(&font.path, nothing, font.media_type)?;
    }
    let mut bytes = Vec::new();
    builder.generate(&mut bytes)?;
    let opf = archive::file(&bytes, "OEBPS/content.opf").unwrap_or_default();
    Ok(String::from_utf8_lossy(&opf).into_owned())
}

fn changed(what: &str) -> Error {
    let message = say!(
        "epub-builder did not make the package as expected: {what}",
        "epub-builder 未能如常生成包文件：{what}"
    );
    Error::new(
        ErrorKind::Output,
        Diagnostic::error("epub/package", message),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{BookChapter, Config, Contents};
    use crate::chapter::Chapter;
    use crate::epub::Profile;
    use crate::mark::Mark;
    use crate::media::Format;

    fn book() -> Book {
        let chapter = |path: &str| BookChapter {
            path: path.to_owned(),
            title: path.to_owned(),
            chapter: Chapter::default(),
            mark: Mark::default(),
        };
        Book {
            folder: std::path::PathBuf::new(),
            src: String::new(),
            config: Config::default(),
            contents: Contents::default(),
            chapters: vec![chapter("a.md"), chapter("b.md")],
        }
    }

    fn picture(path: &str, format: Format) -> Picture {
        Picture::listed(path, format)
    }

    /// What epub-builder writes, but for the two lines that a clock and chance make.
    fn written(book: &Book) -> String {
        let pictures = [picture("images/x.svg", Format::Svg)];
        let cover = picture("images/cover.png", Format::Png);
        let manifest = Manifest {
            edition: &Edition::of(book, Profile::Generic, None),
            articles: &[Rendered::default(), Rendered::default()],
            pictures: &pictures,
            cover: Some(&cover),
            fonts: &[],
        };
        let opf = skeleton(&manifest).expect("a package");
        let lines = opf
            .lines()
            .filter(|line| !line.contains("dcterms:modified") && !line.contains("<dc:identifier"));
        lines.map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// An upgrade of epub-builder that changes this changes what [`Package::read`] rests on: compare,
    /// run EPUBCheck, then write the file anew with `OFFPRINT_REWRITE=1`.
    #[test]
    fn epub_builder_writes_what_it_is_known_to_write() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/epub/epub-builder-0.8.3.opf"
        );
        let written = written(&book());
        if std::env::var_os("OFFPRINT_REWRITE").is_some() {
            std::fs::write(file, &written).expect("the file can be written");
        }
        let known = std::fs::read_to_string(file).expect("the file that is known");
        assert_eq!(written, known);
    }

    #[test]
    fn the_package_holds_every_file_once_and_reads_in_order() {
        let book = book();
        let cover = picture("images/cover.png", Format::Png);
        let manifest = Manifest {
            edition: &Edition::of(&book, Profile::Generic, None),
            articles: &[Rendered::default(), Rendered::default()],
            pictures: &[],
            cover: Some(&cover),
            fonts: &[],
        };
        let package = Package::of(&manifest).expect("a package");
        let href = |id: &String| {
            let item = package.items.iter().find(|item| item.id == *id);
            item.map(|item| item.href.as_str()).unwrap_or_default()
        };
        let spine: Vec<&str> = package.spine.iter().map(href).collect();
        let articles = ["text/article-001.xhtml", "text/article-002.xhtml"];
        assert_eq!(
            spine,
            [COVER, TITLE, NAV, articles[0], articles[1], IMPRINT]
        );
        let mut hrefs: Vec<&str> = package
            .items
            .iter()
            .map(|item| item.href.as_str())
            .collect();
        hrefs.sort_unstable();
        hrefs.dedup();
        assert_eq!(hrefs.len(), package.items.len());
        assert!(hrefs.contains(&STYLES) && hrefs.contains(&NCX));
    }
}
