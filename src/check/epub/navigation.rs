//! The tables of contents: the navigation document and the older NCX.

use super::content::{Document, Kind, Link};
use super::{Finds, Spot, Subject};
use crate::reader::{Element, Reference, resolve};
use crate::say;
use std::collections::BTreeSet;

const CODE: &str = "epub/navigation";

/// Looks at the navigation document's lists; the links of its contents in order.
pub(super) fn nav(path: &str, text: &str, all: &[&Element], finds: &mut Finds<'_>) -> Vec<Link> {
    let lists = |kind: &str| {
        let navs = all.iter().filter(|one| one.local() == "nav");
        navs.filter(|one| one.has_word("epub:type", kind))
            .copied()
            .collect::<Vec<_>>()
    };
    let contents = lists("toc");
    if contents.len() != 1 {
        let count = contents.len();
        finds.error(
            CODE,
            "RSC-005",
            &Spot::At(path, text, 0),
            say!(
                "there are {count} tables of contents, not one",
                "目录有 {count} 个，应为一个"
            ),
            say!(
                "write one `<nav epub:type=\"toc\">`",
                "请写一个 `<nav epub:type=\"toc\">`"
            ),
        );
    }
    for kind in ["landmarks", "page-list"] {
        if let [_, second, ..] = lists(kind)[..] {
            finds.error(
                CODE,
                "RSC-005",
                &Spot::At(path, text, second.at),
                say!("there are two lists `{kind}`", "`{kind}` 列表有两个"),
                say!("keep one", "请只留一个"),
            );
        }
    }
    for list in [lists("toc"), lists("page-list"), lists("landmarks")].concat() {
        model(path, text, list, finds);
    }
    let links = contents
        .first()
        .map(|toc| toc.find_all("a"))
        .unwrap_or_default();
    let links = links.into_iter().filter_map(|link| {
        Some(Link {
            at: link.at,
            target: link.attribute("href")?.trim().to_owned(),
            kind: Kind::Hyperlink,
        })
    });
    links.collect()
}

/// A heading perhaps, one `ol`, in it `li` with a link or words and perhaps another `ol` (EPUB 3.3 §7.3).
fn model(path: &str, text: &str, list: &Element, finds: &mut Finds<'_>) {
    let mut fault = |element: &Element, message, cure| {
        finds.error(
            CODE,
            "RSC-005",
            &Spot::At(path, text, element.at),
            message,
            cure,
        );
    };
    if list
        .elements()
        .filter(|child| child.local() == "ol")
        .count()
        != 1
    {
        fault(
            list,
            say!(
                "the list holds no `ol`, or several",
                "列表中没有 `ol`，或不止一个"
            ),
            say!("put the entries into one `<ol>`", "请把条目放进一个 `<ol>`"),
        );
    }
    for ol in list.find_all("ol") {
        if ol.elements().next().is_none() {
            fault(
                ol,
                say!("a list without entries", "没有条目的列表"),
                say!("take it out", "请删去"),
            );
        }
    }
    for entry in list.find_all("li") {
        let label = entry
            .elements()
            .find(|child| matches!(child.local(), "a" | "span"));
        let Some(label) = label else {
            fault(
                entry,
                say!("an entry without a link or words", "没有链接或文字的条目"),
                say!("write `<a href=\"…\">…</a>`", "请写 `<a href=\"…\">…</a>`"),
            );
            continue;
        };
        let pictured = label.find("img").is_some_and(|img| {
            img.attribute("alt")
                .is_some_and(|alt| !alt.trim().is_empty())
        });
        if label.text().trim().is_empty() && !pictured {
            fault(
                label,
                say!("an entry without words", "没有文字的条目"),
                say!("name the chapter", "请写章节名"),
            );
        }
        if label.local() == "span" && entry.child("ol").is_none() {
            fault(
                label,
                say!(
                    "an entry that leads nowhere and holds nothing",
                    "既无去处又无下级的条目"
                ),
                say!("make it a link", "请做成链接"),
            );
        }
    }
}

/// Looks at the NCX.
pub(super) fn ncx(subject: &Subject<'_>, path: &str, finds: &mut Finds<'_>) -> Option<Document> {
    let (text, tree) = finds.document(subject.container, path)?;
    let all = tree.root.all();
    let uid = all
        .iter()
        .find(|one| one.attribute("name") == Some("dtb:uid"));
    let uid = uid
        .and_then(|meta| meta.attribute("content"))
        .unwrap_or("")
        .trim();
    let unique = subject.package.root.attribute("unique-identifier");
    let mut identifiers = subject.package.statements("identifier");
    let own = identifiers
        .find(|one| one.attribute("id") == unique)
        .map(Element::text);
    if let Some(own) = own.as_deref().map(str::trim).filter(|own| *own != uid) {
        finds.error(
            CODE,
            "NCX-001",
            &Spot::At(path, &text, tree.root.at),
            say!(
                "the NCX is of the book `{uid}`, the package of `{own}`",
                "NCX 属于 `{uid}`，包文件属于 `{own}`"
            ),
            say!("write the same identifier in both", "两处的标识符要一样"),
        );
    }
    if tree
        .root
        .find("navMap")
        .is_none_or(|map| map.find("navPoint").is_none())
    {
        finds.error(
            CODE,
            "RSC-005",
            &Spot::At(path, &text, tree.root.at),
            say!("the NCX has no entries", "NCX 没有条目"),
            say!(
                "write a `navPoint` for each chapter",
                "请为每一章写一个 `navPoint`"
            ),
        );
    }
    let mut seen = BTreeSet::new();
    for element in &all {
        if let Some(id) = element.attribute("id").filter(|id| !seen.insert(*id)) {
            finds.error(
                "epub/duplicate-id",
                "RSC-005",
                &Spot::At(path, &text, element.at),
                say!("the id `{id}` stands twice", "id `{id}` 出现两次"),
                say!("rename one of them", "请改其中一个"),
            );
        }
    }
    let links = all
        .iter()
        .filter(|one| one.local() == "content")
        .filter_map(|one| {
            Some(Link {
                at: one.at,
                target: one.attribute("src")?.to_owned(),
                kind: Kind::Hyperlink,
            })
        });
    Some(Document {
        path: path.to_owned(),
        links: links.collect(),
        text,
        ids: BTreeSet::new(),
        contents: Vec::new(),
    })
}

/// Whether the contents follow the order of reading.
pub(super) fn look(subject: &Subject<'_>, documents: &[Document], finds: &mut Finds<'_>) {
    for document in documents
        .iter()
        .filter(|document| !document.contents.is_empty())
    {
        let mut last = 0;
        for link in &document.contents {
            let Reference::Inside(path, _) = resolve(&document.path, &link.target) else {
                let target = &link.target;
                finds.error(
                    CODE,
                    "NAV-010",
                    &Spot::At(&document.path, &document.text, link.at),
                    say!(
                        "the contents lead out of the book: `{target}`",
                        "目录指到书外：`{target}`"
                    ),
                    say!("lead to a page of the book", "请指向书中的页面"),
                );
                continue;
            };
            let step = subject.package.spine.iter().position(|step| {
                step.item
                    .is_some_and(|at| subject.package.items[at].path == path)
            });
            let Some(step) = step else { continue };
            if step < last {
                finds.warning(
                    CODE,
                    "NAV-011",
                    &Spot::At(&document.path, &document.text, link.at),
                    say!(
                        "the contents leave the order of reading here",
                        "目录在此处与阅读顺序不一致"
                    ),
                    say!(
                        "put the entries into the order of the spine",
                        "请按阅读顺序排列条目"
                    ),
                );
                break;
            }
            last = step;
        }
    }
}
