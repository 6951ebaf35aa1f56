//! What is wrong with an EPUB, whoever made it: what reading systems stumble over and shops refuse.
//!
//! The rules are those of EPUB 3.3 that makers break most, with the severities of EPUBCheck, whose
//! code stands in each message; the schemas of HTML are kept to what can be said without a doubt, so
//! that nothing valid is called wrong. One matter, one file.

mod container;
mod content;
mod links;
mod markup;
mod metadata;
mod navigation;
mod package;
mod style;

use crate::diagnostic::{Diagnostic, Location, Severity, Text};
use crate::reader::{self, Container, Package, Tree};
use crate::say;

/// Looks at the EPUB in `bytes`, which messages call `name`: its file's name. The value is the number
/// of its documents.
pub fn check_epub(name: &str, bytes: &[u8]) -> crate::diagnostic::Warned<usize> {
    let mut finds = Finds::new(name);
    let documents = look(bytes, &mut finds);
    let mut diagnostics = finds.all;
    diagnostics.sort_by(|a, b| a.location.cmp(&b.location));
    crate::diagnostic::Warned {
        value: documents,
        diagnostics,
    }
}

fn look(bytes: &[u8], finds: &mut Finds<'_>) -> usize {
    let Some(container) = container::open(bytes, finds) else {
        return 0;
    };
    let Some((path, text, tree)) = container::package(&container, finds) else {
        return 0;
    };
    let package = Package::of(&tree, &path);
    let subject = Subject {
        container: &container,
        package: &package,
        text: &text,
    };
    metadata::look(&subject, finds);
    package::look(&subject, finds);
    let documents = content::look(&subject, finds);
    navigation::look(&subject, &documents, finds);
    links::look(&subject, &documents, finds);
    documents.len()
}

/// The EPUB as the rules see it.
struct Subject<'a> {
    container: &'a Container<'a>,
    package: &'a Package<'a>,
    /// The package document's text.
    text: &'a str,
}

impl Subject<'_> {
    /// The place of byte `at` of the package document.
    fn place(&self, at: usize) -> Spot<'_> {
        Spot::At(&self.package.path, self.text, at)
    }
}

/// Where something was found.
enum Spot<'a> {
    /// The EPUB as a whole.
    Whole,
    /// A file in it.
    File(&'a str),
    /// A byte of a file's text.
    At(&'a str, &'a str, usize),
}

/// What was found so far.
struct Finds<'n> {
    name: &'n str,
    all: Vec<Diagnostic>,
}

impl<'n> Finds<'n> {
    fn new(name: &'n str) -> Self {
        let all = Vec::new();
        Self { name, all }
    }

    /// Something that EPUBCheck calls an error under the code `theirs`.
    fn error(
        &mut self,
        code: &'static str,
        theirs: &str,
        spot: &Spot<'_>,
        message: Text,
        cure: Text,
    ) {
        self.add(Severity::Error, code, theirs, spot, message, cure);
    }

    /// Something that EPUBCheck calls a warning, or that only we look for (`theirs` is empty then).
    fn warning(
        &mut self,
        code: &'static str,
        theirs: &str,
        spot: &Spot<'_>,
        message: Text,
        cure: Text,
    ) {
        self.add(Severity::Warning, code, theirs, spot, message, cure);
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        theirs: &str,
        spot: &Spot<'_>,
        message: Text,
        cure: Text,
    ) {
        let name = self.name;
        let location = match spot {
            Spot::Whole => Location::file(name),
            Spot::File(path) => Location::file(format!("{name}/{path}")),
            Spot::At(path, text, at) => reader::place(&format!("{name}/{path}"), text, *at),
        };
        let message = match theirs {
            "" => message,
            theirs => Text {
                en: format!("{} (EPUBCheck {theirs})", message.en),
                zh: format!("{}（EPUBCheck {theirs}）", message.zh),
            },
        };
        let found = Diagnostic::new(code, severity, message).at(location);
        self.all.push(found.cure(cure));
    }

    /// A text that is not well-formed.
    fn broken(&mut self, path: &str, text: &str, at: usize, reason: &Text) {
        let (en, zh) = (&reason.en, &reason.zh);
        self.error(
            "epub/not-well-formed",
            "RSC-016",
            &Spot::At(path, text, at),
            say!("this is not well-formed XML: {en}", "不是格式良好的 XML：{zh}"),
            say!(
                "a reading system shows nothing of a file after such a place: close each element, quote each value, write `&` as `&amp;` and `&nbsp;` as `&#160;`",
                "阅读器读到这里就不再显示：元素要结束，属性值要加引号，`&` 写作 `&amp;`，`&nbsp;` 写作 `&#160;`"
            ),
        );
    }

    /// Reads and parses the file `path` of markup, saying what is wrong with it.
    fn document(&mut self, container: &Container<'_>, path: &str) -> Option<(String, Tree)> {
        let text = self.text(container, path)?;
        match reader::parse(&text) {
            Ok(tree) => Some((text, tree)),
            Err((at, reason)) => {
                self.broken(path, &text, at, &reason);
                None
            }
        }
    }

    /// Reads the file `path` of text.
    fn text(&mut self, container: &Container<'_>, path: &str) -> Option<String> {
        let bytes = container::bytes(container, path, reader::MOST_MARKUP, self)?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(
                text.strip_prefix('\u{FEFF}')
                    .map(str::to_owned)
                    .unwrap_or(text),
            ),
            Err(_) => {
                self.error(
                    "epub/encoding",
                    "RSC-028",
                    &Spot::File(path),
                    say!("the file is not UTF-8", "文件不是 UTF-8 编码"),
                    say!("save it as UTF-8", "请存为 UTF-8"),
                );
                None
            }
        }
    }
}
