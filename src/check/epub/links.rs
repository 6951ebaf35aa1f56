//! Links and what pages show: whether it is there.

use super::content::{Document, Kind, Link};
use super::{Finds, Spot, Subject};
use crate::reader::{Reference, resolve, scheme};
use crate::say;
use std::collections::BTreeMap;

pub(super) fn look(subject: &Subject<'_>, documents: &[Document], finds: &mut Finds<'_>) {
    let by_path: BTreeMap<&str, &Document> = documents
        .iter()
        .map(|one| (one.path.as_str(), one))
        .collect();
    for document in documents {
        for link in &document.links {
            one(subject, document, link, &by_path, finds);
        }
    }
}

fn one(
    subject: &Subject<'_>,
    document: &Document,
    link: &Link,
    by_path: &BTreeMap<&str, &Document>,
    finds: &mut Finds<'_>,
) {
    let target = &link.target;
    let spot = Spot::At(&document.path, &document.text, link.at);
    let (path, fragment) = match resolve(&document.path, target) {
        Reference::Remote(_) => return remote(link, &spot, finds),
        Reference::Outside => {
            return finds.error(
                "epub/dead-link",
                "RSC-026",
                &spot,
                say!("`{target}` leads out of the book", "`{target}` 指到书外"),
                say!("write a path within the book", "请写书内的路径"),
            );
        }
        Reference::Inside(path, fragment) => (path, fragment),
    };
    if !subject.container.has(&path) {
        return finds.error(
            "epub/missing-file",
            "RSC-007",
            &spot,
            say!(
                "there is no file `{path}` in the book",
                "书里没有文件 `{path}`"
            ),
            say!(
                "add it, or mend the address; capitals count",
                "请补上文件或改正地址；注意大小写"
            ),
        );
    }
    let Some(item) = subject.package.by_path(&path) else {
        return finds.error(
            "epub/undeclared-file",
            "RSC-008",
            &spot,
            say!(
                "the package does not list `{path}`",
                "包文件没有列出 `{path}`"
            ),
            say!("list it in the manifest", "请列入清单"),
        );
    };
    if link.kind != Kind::Hyperlink {
        let svg_or_page = item.media_type == "image/svg+xml" || item.is_xhtml();
        if link.kind == Kind::Shown && item.media_type == "text/css" && !svg_or_page {
            finds.error(
                "epub/media-type",
                "RSC-032",
                &spot,
                say!("`{path}` is nothing to show", "`{path}` 不是可显示的内容"),
                say!("name a picture", "请写图片"),
            );
        }
        foreign(subject, &path, link, &spot, finds);
        return;
    }
    let pages = item.is_xhtml() || item.media_type == "image/svg+xml";
    if !subject.package.is_read(&path) {
        return finds.error(
            "epub/dead-link",
            "RSC-011",
            &spot,
            say!(
                "`{path}` is not in the order of reading",
                "`{path}` 不在阅读顺序中"
            ),
            say!(
                "add it to the spine, with `linear=\"no\"` if it is aside",
                "请加入阅读顺序；附带内容写 `linear=\"no\"`"
            ),
        );
    }
    let there = by_path.get(path.as_str());
    let known = there.is_none_or(|there| there.ids.contains(&fragment));
    let pointer = fragment.contains('(');
    if pages && !fragment.is_empty() && !known && !pointer {
        finds.error(
            "epub/dead-link",
            "RSC-012",
            &spot,
            say!(
                "`{path}` has no place `{fragment}`",
                "`{path}` 中没有 `{fragment}` 这个位置"
            ),
            say!("name an id that stands there", "请写那里有的 id"),
        );
    }
}

fn remote(link: &Link, spot: &Spot<'_>, finds: &mut Finds<'_>) {
    let target = &link.target;
    match (link.kind, scheme(target).as_deref()) {
        (_, Some("file")) => finds.error(
            "epub/dead-link",
            "RSC-030",
            spot,
            say!(
                "`{target}` is a file of somebody's machine",
                "`{target}` 是某台机器上的文件"
            ),
            say!("put the file into the book", "请把文件放进书里"),
        ),
        (Kind::Hyperlink, Some("data")) => finds.error(
            "epub/dead-link",
            "RSC-029",
            spot,
            say!("a link leads to data", "链接指向 data 地址"),
            say!("put it into a file of its own", "请存为单独的文件"),
        ),
        (Kind::Hyperlink, Some("javascript")) => finds.warning(
            "epub/dead-link",
            "",
            spot,
            say!("`{target}` runs a script", "`{target}` 会运行脚本"),
            say!("take it out", "请删去"),
        ),
        (Kind::Shown | Kind::Styles, Some("http" | "https")) => finds.error(
            "epub/remote",
            "RSC-006",
            spot,
            say!(
                "`{target}` is on the network; a book carries what it shows",
                "`{target}` 在网络上；书要自带所显示的内容"
            ),
            say!("put the file into the book", "请把文件放进书里"),
        ),
        _ => {}
    }
}

/// Pictures that readers need not show have to bring one that they do.
fn foreign(subject: &Subject<'_>, path: &str, link: &Link, spot: &Spot<'_>, finds: &mut Finds<'_>) {
    let Some(item) = subject.package.by_path(path) else {
        return;
    };
    let core = [
        "image/gif",
        "image/jpeg",
        "image/png",
        "image/svg+xml",
        "image/webp",
    ];
    let kind = item.media_type;
    let picture = kind.starts_with("image/") && !core.contains(&kind);
    if link.kind == Kind::Shown && picture && item.element.attribute("fallback").is_none() {
        finds.error(
            "epub/media-type",
            "RSC-032",
            spot,
            say!(
                "readers need not show `{kind}`",
                "阅读器不一定能显示 `{kind}`"
            ),
            say!("save it as JPEG or PNG", "请另存为 JPEG 或 PNG"),
        );
    }
}
