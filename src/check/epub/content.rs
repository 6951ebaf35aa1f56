//! The files of the book, each looked at by itself and all of them at once.

use super::container::bytes;
use super::{Finds, Spot, Subject, markup, style};
use crate::diagnostic::Diagnostic;
use crate::media;
use crate::reader::{Element, Item, MOST};
use crate::say;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A document of the book: what other documents may lead to, and where it leads.
pub(super) struct Document {
    pub path: String,
    pub text: String,
    pub ids: BTreeSet<String>,
    pub links: Vec<Link>,
    /// The navigation document's own lists: links of the contents in their order.
    pub contents: Vec<Link>,
}

/// A reference from a document.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub at: usize,
    pub target: String,
    pub kind: Kind,
}

/// What a reference is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// To go there.
    Hyperlink,
    /// To show it here.
    Shown,
    /// To style this.
    Styles,
    /// A font.
    Font,
}

/// Looks at every file that the package lists.
pub(super) fn look(subject: &Subject<'_>, finds: &mut Finds<'_>) -> Vec<Document> {
    let name = finds.name;
    let made: Vec<(Vec<Diagnostic>, Option<Document>)> = subject
        .package
        .items
        .par_iter()
        .map(|item| {
            let mut finds = Finds::new(name);
            let document = one(subject, item, &mut finds);
            (finds.all, document)
        })
        .collect();
    let mut documents = Vec::new();
    for (found, document) in made {
        finds.all.extend(found);
        documents.extend(document);
    }
    documents
}

fn one(subject: &Subject<'_>, item: &Item<'_>, finds: &mut Finds<'_>) -> Option<Document> {
    let path = item.path.as_str();
    if !subject.container.has(path) {
        return None;
    }
    match item.media_type {
        "application/xhtml+xml" => document(subject, item, finds),
        "text/css" => {
            let text = finds.text(subject.container, path)?;
            let links = style::look(path, &text, 0, finds);
            Some(Document {
                path: path.to_owned(),
                text,
                ids: BTreeSet::new(),
                links,
                contents: Vec::new(),
            })
        }
        "application/x-dtbncx+xml" => super::navigation::ncx(subject, path, finds),
        "image/svg+xml" => {
            let (text, tree) = finds.document(subject.container, path)?;
            let ids = tree.root.all();
            let ids = ids
                .iter()
                .filter_map(|one| one.attribute("id"))
                .map(str::to_owned)
                .collect();
            Some(Document {
                path: path.to_owned(),
                links: Vec::new(),
                text,
                ids,
                contents: Vec::new(),
            })
        }
        kind if kind.starts_with("image/") => {
            picture(subject, item, finds);
            None
        }
        _ => None,
    }
}

fn picture(subject: &Subject<'_>, item: &Item<'_>, finds: &mut Finds<'_>) {
    let path = item.path.as_str();
    let Some(bytes) = bytes(subject.container, path, MOST, finds) else {
        return;
    };
    let declared = match item.media_type {
        "image/jpg" => "image/jpeg",
        other => other,
    };
    let spot = Spot::File(path);
    match media::inspect(&bytes) {
        None => finds.error(
            "epub/picture",
            "PKG-021",
            &spot,
            say!("the picture cannot be read", "图片无法读取"),
            say!("replace the file", "请更换文件"),
        ),
        Some((kind, _)) if kind != declared => finds.error(
            "epub/picture",
            "OPF-029",
            &spot,
            say!(
                "the picture is `{kind}`, but declared as `{declared}`",
                "图片实为 `{kind}`，却声明为 `{declared}`"
            ),
            say!(
                "declare what it is, and name it so",
                "请按实际类型声明和命名"
            ),
        ),
        Some((_, Err(reason))) => finds.error(
            "epub/picture",
            "PKG-021",
            &spot,
            reason,
            say!("replace the file", "请更换文件"),
        ),
        Some((kind, Ok(()))) => {
            let extension = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
            let usual: &[&str] = match kind {
                "image/jpeg" => &["jpg", "jpeg", "jpe"],
                "image/png" => &["png"],
                "image/gif" => &["gif"],
                "image/webp" => &["webp"],
                _ => return,
            };
            if !usual.contains(&extension.as_str()) {
                finds.warning(
                    "epub/picture",
                    "PKG-022",
                    &spot,
                    say!(
                        "the picture is `{kind}`, but its name says something else",
                        "图片是 `{kind}`，文件名却不是"
                    ),
                    say!("rename it", "请改名"),
                );
            }
        }
    }
}

fn document(subject: &Subject<'_>, item: &Item<'_>, finds: &mut Finds<'_>) -> Option<Document> {
    let path = item.path.as_str();
    let (text, tree) = finds.document(subject.container, path)?;
    document_type(path, &text, tree.document_type.as_deref(), finds);
    encoding(path, &text, finds);
    let all = tree.root.all();
    markup::look(path, &text, &tree.root, finds);
    properties(subject, item, &all, finds);
    let mut links = Vec::new();
    let mut ids = BTreeSet::new();
    for element in &all {
        ids.extend(element.attribute("id").map(str::to_owned));
        links.extend(references(element));
        let css = match element.local() {
            "style" => Some(element.text()),
            _ => element
                .attribute("style")
                .map(|style| format!("a{{{style}}}")),
        };
        if let Some(css) = css {
            let _places = style::look(path, &css, element.at, finds);
        }
    }
    let contents = match item.has("nav") {
        true => super::navigation::nav(path, &text, &all, finds),
        false => Vec::new(),
    };
    Some(Document {
        path: path.to_owned(),
        text,
        ids,
        links,
        contents,
    })
}

fn references(element: &Element) -> Vec<Link> {
    let (names, kind): (&[&str], Kind) = match element.local() {
        "a" | "area" => (&["href", "xlink:href"], Kind::Hyperlink),
        "img" | "source" | "audio" | "video" | "track" | "iframe" | "embed" | "input"
        | "script" => (&["src"], Kind::Shown),
        "image" | "use" => (&["href", "xlink:href"], Kind::Shown),
        "object" => (&["data"], Kind::Shown),
        "link" if element.has_word("rel", "stylesheet") => (&["href"], Kind::Styles),
        _ => return Vec::new(),
    };
    let found = names.iter().filter_map(|name| element.attribute(name));
    let links = found.map(|target| Link {
        at: element.at,
        target: target.trim().to_owned(),
        kind,
    });
    links.collect()
}

fn document_type(path: &str, text: &str, declared: Option<&str>, finds: &mut Finds<'_>) {
    let Some(declared) = declared else { return };
    let at = text.find("<!DOCTYPE").unwrap_or(0);
    let plain = declared.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.contains("<!ENTITY") && (plain.contains("SYSTEM") || plain.contains("PUBLIC")) {
        finds.error(
            "epub/markup",
            "HTM-003",
            &Spot::At(path, text, at),
            say!(
                "the document type declares an entity in another file",
                "文档类型声明引用了外部实体"
            ),
            say!("write `<!DOCTYPE html>`", "请写 `<!DOCTYPE html>`"),
        );
    } else if plain.contains(" PUBLIC ") {
        finds.error(
            "epub/markup",
            "HTM-004",
            &Spot::At(path, text, at),
            say!(
                "the document type is that of an older HTML",
                "文档类型属于旧版 HTML"
            ),
            say!("write `<!DOCTYPE html>`", "请写 `<!DOCTYPE html>`"),
        );
    }
}

fn encoding(path: &str, text: &str, finds: &mut Finds<'_>) {
    let head = text.get(..text.find("?>").unwrap_or(0)).unwrap_or("");
    let declared = head
        .split("encoding=")
        .nth(1)
        .map(|rest| rest.trim_start_matches(['"', '\'']));
    let declared = declared.and_then(|rest| rest.split(['"', '\'']).next());
    if let Some(other) = declared.filter(|name| !name.eq_ignore_ascii_case("utf-8")) {
        finds.error(
            "epub/encoding",
            "RSC-028",
            &Spot::At(path, text, 0),
            say!(
                "the file says that it is `{other}`",
                "文件自称编码为 `{other}`"
            ),
            say!(
                "save it as UTF-8 and write `encoding=\"UTF-8\"`",
                "请存为 UTF-8 并写 `encoding=\"UTF-8\"`"
            ),
        );
    }
}

/// Whether the package says of the page what is in it.
fn properties(subject: &Subject<'_>, item: &Item<'_>, all: &[&Element], finds: &mut Finds<'_>) {
    if subject.package.root.attribute("version") == Some("2.0") {
        return;
    }
    let data = |one: &&Element| {
        let kind = one.attribute("type").unwrap_or("").to_ascii_lowercase();
        !(kind.is_empty()
            || kind.contains("javascript")
            || kind.contains("ecmascript")
            || kind == "module")
    };
    let is = |name: &str| all.iter().any(|one| one.local() == name);
    let scripts = all.iter().filter(|one| one.local() == "script");
    let runs = scripts.filter(|one| !data(one)).count() > 0
        || is("form")
        || all.iter().any(|one| {
            one.attributes
                .iter()
                .any(|(name, _)| name.starts_with("on") && name.len() > 3)
        });
    let here = [
        ("scripted", runs),
        ("svg", is("svg")),
        ("mathml", is("math")),
        ("switch", is("switch")),
    ];
    for (property, there) in here {
        let declared = item.has(property);
        let path = item.path.as_str();
        let spot = subject.place(item.element.at);
        if there && !declared {
            finds.error(
                "epub/properties",
                "OPF-014",
                &spot,
                say!(
                    "`{path}` needs the property `{property}`",
                    "`{path}` 需要属性 `{property}`"
                ),
                say!(
                    "write `properties=\"{property}\"`",
                    "请写 `properties=\"{property}\"`"
                ),
            );
        } else if declared && !there {
            finds.error(
                "epub/properties",
                "OPF-015",
                &spot,
                say!(
                    "`{path}` has the property `{property}` for nothing",
                    "`{path}` 不需要属性 `{property}`"
                ),
                say!("take it out", "请删去"),
            );
        }
    }
}
