//! `.epub` → book folder, whoever made the EPUB.
//!
//! An EPUB of ours carries the files it was made of, and gives them back byte for byte. Any other is
//! read: its metadata becomes `book.toml`, its contents and order of reading `SUMMARY.md`, its pages
//! Markdown, its pictures files. Every word of a page that is read comes back; what stands for
//! nothing but looks (style sheets, fonts, scripts) stays behind, and is named.

mod blocks;
mod contents;
mod index;
mod lists;
mod metadata;
mod notes;
mod pages;
mod pictures;
mod source;
mod tables;
mod words;
mod write;

use crate::archive::Unreadable;
use crate::book;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Text, Warned};
use crate::reader::{Container, MOST_MARKUP, Package, Tree, parse_mended};
use crate::say;

/// Bytes that all texts of an EPUB may have together, and all pictures.
const MOST_IN_ALL: u64 = 1_000_000_000;

/// A book folder that is not written yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unbound {
    /// The book's title.
    pub title: String,
    /// How many chapters it has.
    pub chapters: usize,
    /// Whether the EPUB carried its sources.
    pub has_source: bool,
    /// Paths below the folder, and contents.
    pub files: Vec<(String, Vec<u8>)>,
    /// Paths below the folder, and those of the EPUB's files that go there unchanged.
    pub copies: Vec<(String, String)>,
}

/// Takes the EPUB `container` apart; `name` is its file's name.
///
/// # Errors
/// When it is no EPUB, is protected against reading, or has no text.
pub fn unbind(name: &str, container: &Container<'_>) -> Result<Warned<Unbound>> {
    if let Some(unbound) = source::unbind(name, container)? {
        return Ok(Warned::new(unbound));
    }
    let epub = Epub { name, container };
    let all: u64 = container.entries().iter().map(|entry| entry.size).sum();
    if all > MOST_IN_ALL {
        return Err(refuse(too_much(name)));
    }
    let mut said = Vec::new();
    let missing = || no_epub(name);
    let tree = epub
        .tree("META-INF/container.xml", &mut said)
        .ok_or_else(missing)?;
    let path = Container::package_path(&tree).ok_or_else(missing)?;
    let tree = epub.tree(path, &mut said).ok_or_else(missing)?;
    let package = Package::of(&tree, path);
    let documents = epub.documents(&package, &mut said)?;
    let about = metadata::read(&package);
    let entries = contents::read(&epub, &package);
    let made = pages::chapters(&epub, &package, &about, &documents, &entries);
    if made.chapters.is_empty() {
        return Err(refuse(no_text(name)));
    }
    said.extend(left_behind(name, &package));
    let mut files = vec![("book.toml".to_owned(), about.settings(&made).into_bytes())];
    files.push((
        "src/SUMMARY.md".to_owned(),
        made.summary(&about).into_bytes(),
    ));
    let count = made.chapters.len();
    files.extend(made.files);
    Ok(Warned {
        value: Unbound {
            title: about.title,
            chapters: count,
            has_source: false,
            files,
            copies: made.copies,
        },
        diagnostics: said,
    })
}

/// The EPUB that is read.
struct Epub<'e> {
    name: &'e str,
    container: &'e Container<'e>,
}

/// A page of the order of reading.
struct Document {
    path: String,
    tree: Tree,
}

impl Epub<'_> {
    /// Reads the markup of the file `path`, mended where it has to be; nothing when there is none.
    fn tree(&self, path: &str, said: &mut Vec<Diagnostic>) -> Option<Tree> {
        let place = Location::file(format!("{}/{path}", self.name));
        let bytes = match self.container.read(path, MOST_MARKUP) {
            Some(Ok(bytes)) => bytes,
            Some(Err(why)) => {
                said.push(unreadable(path, &why).at(place));
                return None;
            }
            None => {
                let message = say!("the page `{path}` is missing", "缺少页面 `{path}`");
                said.push(Diagnostic::error("import/missing-page", message).at(place));
                return None;
            }
        };
        let text = text(&bytes);
        let (tree, fault) = parse_mended(&text);
        if let Some((at, reason)) = fault {
            said.push(mended(&reason).at(crate::reader::place(&place.file, &text, at)));
        }
        Some(tree)
    }

    /// The pages in the order of reading.
    fn documents(
        &self,
        package: &Package<'_>,
        said: &mut Vec<Diagnostic>,
    ) -> Result<Vec<Document>> {
        let protected = self.protected();
        let mut documents = Vec::new();
        for step in &package.spine {
            let Some(item) = step.item.and_then(|at| package.items.get(at)) else {
                continue;
            };
            if protected.contains(&item.path) {
                return Err(refuse(is_protected(self.name)));
            }
            let is_markup = item.is_xhtml() || item.media_type == "text/x-oeb1-document";
            if !is_markup || item.has("nav") {
                continue;
            }
            documents.extend(self.tree(&item.path, said).map(|tree| Document {
                path: item.path.clone(),
                tree,
            }));
        }
        Ok(documents)
    }

    /// The files that are encrypted (OCF 3.3 §4.2.6.3.2); fonts often are, and are not wanted.
    fn protected(&self) -> Vec<String> {
        let path = "META-INF/encryption.xml";
        let Some(Ok(bytes)) = self.container.read(path, MOST_MARKUP) else {
            return Vec::new();
        };
        let (tree, _) = parse_mended(&text(&bytes));
        let all = tree.root.find_all("CipherReference");
        let named = all.iter().filter_map(|element| element.attribute("URI"));
        named.map(book::percent_decoded).collect()
    }
}

/// The text of a file: UTF-8, UTF-16 with its mark, or what is no Unicode letter by letter.
fn text(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| read([pair[0], pair[1]]));
        let characters = char::decode_utf16(units);
        characters
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
            // the one other encoding that old books come in
            Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
    }
}

/// Names what is not taken over, once for the whole book.
fn left_behind(name: &str, package: &Package<'_>) -> Option<Diagnostic> {
    let kinds = [
        ("css", "style sheets", "样式表"),
        ("font", "fonts", "字体"),
        ("opentype", "fonts", "字体"),
        ("audio/", "sounds", "声音"),
        ("video/", "films", "影片"),
        ("javascript", "scripts", "脚本"),
    ];
    let mut found: Vec<(&str, &str)> = Vec::new();
    for item in &package.items {
        let kind = kinds
            .iter()
            .find(|(part, ..)| item.media_type.contains(part));
        if let Some(&(_, en, zh)) = kind
            && !found.contains(&(en, zh))
        {
            found.push((en, zh));
        }
    }
    let en: Vec<&str> = found.iter().map(|(en, _)| *en).collect();
    let zh: Vec<&str> = found.iter().map(|(_, zh)| *zh).collect();
    let (en, zh) = (en.join(", "), zh.join("、"));
    let message = say!("left behind: {en}", "未收入：{zh}");
    let note = Diagnostic::note("import/left-behind", message).at(Location::file(name));
    (!found.is_empty()).then_some(note)
}

fn refuse(diagnostic: Diagnostic) -> Error {
    Error::new(ErrorKind::Input, diagnostic)
}

/// What to say of a file that is no EPUB.
pub fn no_epub(name: &str) -> Error {
    let message = say!("`{name}` is no EPUB", "`{name}` 不是 EPUB");
    let diagnostic = Diagnostic::error("import/no-epub", message).at(Location::file(name));
    refuse(diagnostic.cure(say!(
        "`offprint check {name}` tells what is wrong with it",
        "`offprint check {name}` 会指出问题所在"
    )))
}

fn no_text(name: &str) -> Diagnostic {
    let message = say!("`{name}` has no text to read", "`{name}` 中没有可读的文字");
    Diagnostic::error("import/no-text", message)
        .at(Location::file(name))
        .cure(say!(
            "is it a book of pictures? those have no words to edit",
            "是图画书吗？那样的书没有可编辑的文字"
        ))
}

fn too_much(name: &str) -> Diagnostic {
    let message = say!(
        "`{name}` unpacks to more than {MOST_IN_ALL} bytes",
        "`{name}` 解压后超过 {MOST_IN_ALL} 字节"
    );
    Diagnostic::error("import/too-much", message).at(Location::file(name))
}

fn is_protected(name: &str) -> Diagnostic {
    let message = say!(
        "`{name}` is locked: its pages are encrypted",
        "`{name}` 已加密：页面内容无法读取"
    );
    Diagnostic::error("import/locked", message)
        .at(Location::file(name))
        .cure(say!(
            "ask whoever sold it for a copy without a lock",
            "请向出售方索取未加密的版本"
        ))
}

fn mended(reason: &Text) -> Diagnostic {
    let (en, zh) = (&reason.en, &reason.zh);
    let message = say!(
        "this is not well-formed, and was read as well as it can be: {en}",
        "这里不是格式良好的 XML，已尽量读取：{zh}"
    );
    Diagnostic::warning("import/mended", message)
}

fn unreadable(path: &str, why: &Unreadable) -> Diagnostic {
    let (en, zh) = match why {
        Unreadable::TooLong => ("it is too long".to_owned(), "太长".to_owned()),
        Unreadable::Damaged(error) => (error.clone(), error.clone()),
    };
    let message = say!("`{path}` cannot be read: {en}", "`{path}` 无法读取：{zh}");
    Diagnostic::error("import/unreadable", message)
}
