//! The contents as the EPUB has them: its navigation document, else its NCX.

use super::Epub;
use crate::reader::{Element, Package, Reference, resolve};

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) title: String,
    /// The file and the id in it.
    pub(super) target: Option<(String, String)>,
    /// How deep it stands, from 0.
    pub(super) depth: usize,
}

/// Reads the contents; nothing when there are none.
pub(super) fn read(epub: &Epub<'_>, package: &Package<'_>) -> Vec<Line> {
    // a fault in them is no reason to warn: they are made anew
    let said = &mut Vec::new();
    let mut lines = Vec::new();
    if let Some(item) = package.nav()
        && let Some(tree) = epub.tree(&item.path, said)
    {
        let navs = tree.root.find_all("nav");
        let toc = navs.iter().find(|nav| nav.has_word("epub:type", "toc"));
        if let Some(list) = toc.or(navs.first()).and_then(|nav| nav.find("ol")) {
            nav(list, &item.path, 0, &mut lines);
        }
    }
    let ncx = package
        .root
        .child("spine")
        .and_then(|spine| spine.attribute("toc"));
    let ncx = ncx.and_then(|id| package.by_id(id)).or_else(|| {
        let mut items = package.items.iter();
        items.find(|item| item.media_type == "application/x-dtbncx+xml")
    });
    if lines.is_empty()
        && let Some(item) = ncx
        && let Some(tree) = epub.tree(&item.path, said)
        && let Some(map) = tree.root.find("navMap")
    {
        points(map, &item.path, 0, &mut lines);
    }
    lines
}

fn nav(list: &Element, file: &str, depth: usize, lines: &mut Vec<Line>) {
    for item in list.elements().filter(|element| element.local() == "li") {
        let label = item.elements().find(|element| element.local() != "ol");
        if let Some(label) = label {
            let link = label.find("a");
            let href = link.and_then(|link| link.attribute("href"));
            lines.push(line(&label.text(), href, file, depth));
        }
        if let Some(below) = item.child("ol") {
            nav(below, file, depth + usize::from(label.is_some()), lines);
        }
    }
}

fn points(parent: &Element, file: &str, depth: usize, lines: &mut Vec<Line>) {
    for point in parent.elements().filter(|one| one.local() == "navPoint") {
        let label = point.child("navLabel").map(Element::text);
        let target = point.child("content").and_then(|one| one.attribute("src"));
        lines.push(line(&label.unwrap_or_default(), target, file, depth));
        points(point, file, depth + 1, lines);
    }
}

fn line(label: &str, href: Option<&str>, file: &str, depth: usize) -> Line {
    let target = href.and_then(|href| match resolve(file, href) {
        Reference::Inside(path, fragment) => Some((path, fragment)),
        Reference::Remote(_) | Reference::Outside => None,
    });
    let words: Vec<&str> = label
        .split([' ', '\t', '\n', '\r'])
        .filter(|w| !w.is_empty())
        .collect();
    Line {
        title: words.join(" "),
        target,
        depth,
    }
}
