//! The list of files and the order of reading (EPUB 3.3 §5.6, §5.7).

use super::{Finds, Spot, Subject};
use crate::reader::{Item, Reference, resolve};
use crate::say;
use std::collections::BTreeSet;

const CODE: &str = "epub/manifest";
const SPINE: &str = "epub/spine";

/// Properties that a file may have (EPUB 3.3, D.4, and those of media overlays and rendition).
const PROPERTIES: &[&str] = &[
    "cover-image",
    "mathml",
    "nav",
    "remote-resources",
    "scripted",
    "svg",
    "switch",
    "data-nav",
    "dictionary",
    "glossary",
    "index",
    "search-key-map",
];

pub(super) fn look(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    ids(subject, finds);
    let mut seen = BTreeSet::new();
    for item in &subject.package.items {
        one(subject, item, &mut seen, finds);
    }
    for property in ["nav", "cover-image"] {
        let all: Vec<&Item<'_>> = subject
            .package
            .items
            .iter()
            .filter(|item| item.has(property))
            .collect();
        let three = subject.package.root.attribute("version") != Some("2.0");
        if (property == "nav" && all.is_empty() && three) || all.len() > 1 {
            let place = all.last().map(|item| item.element);
            let place = place
                .or(subject.package.root.child("manifest"))
                .unwrap_or(subject.package.root);
            let count = all.len();
            finds.error(
                CODE,
                "RSC-005",
                &subject.place(place.at),
                say!("{count} files have the property `{property}`, not one", "有 {count} 个文件带属性 `{property}`，应为一个"),
                say!(
                    "the file with the table of contents has `properties=\"nav\"`, the cover's picture `properties=\"cover-image\"`",
                    "目录文件写 `properties=\"nav\"`，封面图片写 `properties=\"cover-image\"`"
                ),
            );
        }
    }
    undeclared(subject, finds);
    spine(subject, finds);
}

fn ids(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let mut seen = BTreeSet::new();
    for element in subject.package.root.all() {
        if let Some(id) = element.attribute("id")
            && !seen.insert(id)
        {
            finds.error(
                "epub/duplicate-id",
                "RSC-005",
                &subject.place(element.at),
                say!("the id `{id}` stands twice", "id `{id}` 出现两次"),
                say!("rename one of them", "请改其中一个"),
            );
        }
    }
}

fn one<'s>(
    subject: &'s Subject<'_>,
    item: &'s Item<'_>,
    seen: &mut BTreeSet<&'s str>,
    finds: &mut Finds<'_>,
) {
    let spot = subject.place(item.element.at);
    for name in ["id", "href", "media-type"] {
        if item
            .element
            .attribute(name)
            .is_none_or(|value| value.trim().is_empty())
        {
            finds.error(
                CODE,
                "RSC-005",
                &spot,
                say!("the file's `{name}` is missing", "文件缺少 `{name}`"),
                say!(
                    "an item has `id`, `href` and `media-type`",
                    "`item` 要有 `id`、`href` 和 `media-type`"
                ),
            );
        }
    }
    let href = item.element.attribute("href").unwrap_or("");
    if href.contains('#') {
        finds.error(
            CODE,
            "OPF-091",
            &spot,
            say!("`{href}` has a fragment", "`{href}` 带有锚点"),
            say!("an item names a whole file", "`item` 指整个文件"),
        );
    }
    match resolve(&subject.package.path, href) {
        Reference::Outside => finds.error(
            CODE,
            "RSC-026",
            &spot,
            say!("`{href}` leads out of the book", "`{href}` 指到书外"),
            say!(
                "keep all files at or below the package document",
                "文件都要在包文件所在文件夹之内"
            ),
        ),
        Reference::Remote(_)
            if !item.media_type.starts_with("audio/")
                && !item.media_type.starts_with("video/")
                && !is_font(item.media_type) =>
        {
            finds.error(
                "epub/remote",
                "RSC-006",
                &spot,
                say!(
                    "`{href}` is on the network; a book carries its files",
                    "`{href}` 在网络上；书要自带文件"
                ),
                say!("put the file into the book", "请把文件放进书里"),
            );
        }
        Reference::Remote(_) => {}
        Reference::Inside(path, _) if href.is_empty() || path.is_empty() => {}
        Reference::Inside(path, _) => {
            if !subject.container.has(&path) {
                finds.error(
                    "epub/missing-file",
                    "RSC-001",
                    &spot,
                    say!(
                        "there is no file `{path}` in the book",
                        "书里没有文件 `{path}`"
                    ),
                    say!(
                        "add the file, or take the item out; capitals count",
                        "请补上文件，或删去这一项；注意大小写"
                    ),
                );
            }
            if path == subject.package.path {
                finds.error(
                    CODE,
                    "OPF-099",
                    &spot,
                    say!("the package lists itself", "包文件列出了自己"),
                    say!("take the item out", "请删去这一项"),
                );
            }
            if path.starts_with("META-INF/") {
                finds.error(
                    CODE,
                    "PKG-025",
                    &spot,
                    say!(
                        "files in META-INF are not the book's",
                        "META-INF 中的文件不属于书"
                    ),
                    say!(
                        "take the item out, or move the file",
                        "请删去这一项，或移动文件"
                    ),
                );
            }
        }
    }
    if !item.path.is_empty() && !seen.insert(item.path.as_str()) {
        finds.error(
            CODE,
            "OPF-074",
            &spot,
            say!("`{href}` is listed twice", "`{href}` 列了两次"),
            say!("take one of them out", "请删去一个"),
        );
    }
    for property in item
        .element
        .attribute("properties")
        .unwrap_or("")
        .split_whitespace()
    {
        if !PROPERTIES.contains(&property) && !property.contains(':') {
            finds.error(
                CODE,
                "OPF-027",
                &spot,
                say!(
                    "there is no property `{property}`",
                    "没有 `{property}` 这个属性"
                ),
                say!("take it out", "请删去"),
            );
        }
    }
    if item.has("cover-image") && !item.media_type.starts_with("image/") {
        finds.error(
            CODE,
            "OPF-012",
            &spot,
            say!("the cover's picture is no picture", "封面图片不是图片"),
            say!(
                "`cover-image` belongs to the picture, not to its page",
                "`cover-image` 写在图片上，不写在封面页上"
            ),
        );
    }
}

fn is_font(media_type: &str) -> bool {
    media_type.starts_with("font/") || media_type.contains("font")
}

/// Files that nobody can open, since the package does not list them.
fn undeclared(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    for entry in subject.container.entries() {
        let path = entry.path.as_str();
        let apart =
            path == "mimetype" || path.starts_with("META-INF/") || path == subject.package.path;
        if !apart && subject.package.by_path(path).is_none() {
            finds.warning(
                "epub/undeclared-file",
                "OPF-003",
                &Spot::File(path),
                say!(
                    "the package does not list this file",
                    "包文件没有列出此文件"
                ),
                say!(
                    "list it, or leave it out of the archive",
                    "请列入清单，或不要打包"
                ),
            );
        }
    }
}

fn spine(subject: &Subject<'_>, finds: &mut Finds<'_>) {
    let package = subject.package;
    let element = package.root.child("spine");
    let place = element.unwrap_or(package.root).at;
    if package.spine.is_empty() {
        return finds.error(
            SPINE,
            "RSC-005",
            &subject.place(place),
            say!("the order of reading is empty", "阅读顺序是空的"),
            say!(
                "list the pages in `<spine>` with `<itemref idref=\"…\"/>`",
                "请在 `<spine>` 中用 `<itemref idref=\"…\"/>` 列出页面"
            ),
        );
    }
    if let Some(ncx) = element.and_then(|spine| spine.attribute("toc"))
        && package
            .by_id(ncx)
            .is_none_or(|item| item.media_type != "application/x-dtbncx+xml")
    {
        finds.error(
            SPINE,
            "OPF-050",
            &subject.place(place),
            say!(
                "`toc=\"{ncx}\"` names no NCX",
                "`toc=\"{ncx}\"` 没有指向 NCX"
            ),
            say!(
                "name the id of `toc.ncx`, or leave it out",
                "请写 `toc.ncx` 的 id，或删去"
            ),
        );
    }
    if package
        .spine
        .iter()
        .all(|step| step.element.attribute("linear") == Some("no"))
    {
        finds.error(
            SPINE,
            "OPF-033",
            &subject.place(place),
            say!(
                "every page is aside from the reading (`linear=\"no\"`)",
                "每一页都不在阅读顺序中（`linear=\"no\"`）"
            ),
            say!(
                "take `linear=\"no\"` away from the text",
                "正文不要写 `linear=\"no\"`"
            ),
        );
    }
    let mut seen = BTreeSet::new();
    for step in &package.spine {
        let id = step.element.attribute("idref").unwrap_or("");
        let spot = subject.place(step.element.at);
        let Some(item) = step.item.map(|at| &package.items[at]) else {
            finds.error(
                SPINE,
                "OPF-049",
                &spot,
                say!("no file has the id `{id}`", "没有文件的 id 是 `{id}`"),
                say!(
                    "name the id of a file in the manifest",
                    "请写清单中某个文件的 id"
                ),
            );
            continue;
        };
        if !seen.insert(id) {
            finds.error(
                SPINE,
                "RSC-005",
                &spot,
                say!("`{id}` is read twice", "`{id}` 在阅读顺序中出现两次"),
                say!("take one of them out", "请删去一个"),
            );
        }
        let shown = item.is_xhtml() || item.media_type == "image/svg+xml";
        if !shown && item.element.attribute("fallback").is_none() {
            let media_type = item.media_type;
            finds.error(
                SPINE,
                "OPF-043",
                &spot,
                say!(
                    "a page of type `{media_type}` is no page that readers show",
                    "`{media_type}` 类型的文件不能作为页面"
                ),
                say!(
                    "pages are `application/xhtml+xml` or `image/svg+xml`",
                    "页面应为 `application/xhtml+xml` 或 `image/svg+xml`"
                ),
            );
        }
    }
}
