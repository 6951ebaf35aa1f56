//! The pictures that pages show, and their names in the book folder.

use super::Epub;
use crate::html::escape::escaped;
use crate::reader::{Element, Package, Reference, resolve};
use std::collections::{BTreeMap, BTreeSet};

/// The pictures that are taken over.
#[derive(Default)]
pub(super) struct Pictures {
    /// By path in the EPUB, the path below `src`.
    known: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    /// Pictures that stand in pages as markup: path below `src`, and their text.
    pub(super) drawn: Vec<(String, String)>,
    /// By name below `images/`, what they show.
    pub(super) alternatives: BTreeMap<String, String>,
    /// The path in the EPUB of the cover.
    pub(super) cover: Option<String>,
}

impl Pictures {
    /// Finds the cover: by its property (EPUB 3.3 §D.1.2), by the name that EPUB 2 gave it, by the guide.
    pub(super) fn of(package: &Package<'_>) -> Self {
        let mut pictures = Self::default();
        let by_property = package.items.iter().find(|item| item.has("cover-image"));
        let metas = package.statements("meta");
        let mut named = metas.filter(|meta| meta.attribute("name") == Some("cover"));
        let by_name = || package.by_id(named.next()?.attribute("content")?);
        let cover = by_property.or_else(by_name);
        let cover = cover.filter(|item| item.media_type.starts_with("image/"));
        pictures.cover = cover.map(|item| item.path.clone());
        pictures
    }

    /// The path below `src` of the picture that `href`, written in the file `from`, names; nothing when
    /// there is none.
    pub(super) fn path(&mut self, epub: &Epub<'_>, from: &str, href: &str) -> Option<String> {
        let Reference::Inside(path, _) = resolve(from, href) else {
            return None;
        };
        if !epub.container.has(&path) {
            return None;
        }
        Some(self.of_file(&path))
    }

    /// The path below `src` of the EPUB's file `path`.
    pub(super) fn of_file(&mut self, path: &str) -> String {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let name = match self.cover.as_deref() == Some(path) {
            true => format!("cover.{}", path.rsplit('.').next().unwrap_or("jpg")),
            false => path.rsplit('/').next().unwrap_or(path).to_owned(),
        };
        let place = self.free(&name);
        self.known.insert(path.to_owned(), place.clone());
        place
    }

    /// Takes the picture `svg`, which stands in a page as markup.
    pub(super) fn draw(&mut self, svg: &Element) -> String {
        let place = self.free("drawing.svg");
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        markup(svg, true, &mut text);
        text.push('\n');
        self.drawn.push((place.clone(), text));
        place
    }

    /// Says what the picture at `path` below `src` shows, unless that is known.
    pub(super) fn describe(&mut self, path: &str, words: &str) {
        let name = path.strip_prefix("images/").unwrap_or(path);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.alternatives.entry(name.to_owned()).or_insert(words);
        }
    }

    /// The files to copy: where to, below the book folder, and the path in the EPUB.
    pub(super) fn copies(&self) -> Vec<(String, String)> {
        let all = self.known.iter();
        all.map(|(from, to)| (format!("src/{to}"), from.clone()))
            .collect()
    }

    /// `images/name`, made fit for every file system, with a number when it is taken.
    fn free(&mut self, name: &str) -> String {
        let plain: String = name
            .chars()
            .map(
                |c| match c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
                    true => c,
                    false => '-',
                },
            )
            .collect();
        let plain = plain.trim_start_matches(['.', '-']);
        let (stem, extension) = plain.rsplit_once('.').unwrap_or((plain, "img"));
        let stem = if stem.is_empty() { "picture" } else { stem };
        let mut free = format!("{stem}.{extension}");
        let mut number = 2;
        while !self.taken.insert(free.to_lowercase()) {
            free = format!("{stem}-{number}.{extension}");
            number += 1;
        }
        format!("images/{free}")
    }
}

/// Writes `element` as XML; the outermost with the namespaces of a picture.
fn markup(element: &Element, outermost: bool, out: &mut String) {
    let name = element.local();
    out.push('<');
    out.push_str(name);
    if outermost {
        out.push_str(
            " xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"",
        );
    }
    let kept = |key: &str| {
        !key.starts_with("xmlns")
            && (!key.contains(':') || key.starts_with("xlink:") || key == "xml:space")
    };
    for (key, value) in element.attributes.iter().filter(|(key, _)| kept(key)) {
        out.push_str(&format!(" {key}=\"{}\"", escaped(value)));
    }
    if element.children.is_empty() {
        return out.push_str("/>");
    }
    out.push('>');
    for child in &element.children {
        match child {
            crate::reader::Content::Element(child) => markup(child, false, out),
            crate::reader::Content::Text(text) => out.push_str(&escaped(text)),
        }
    }
    out.push_str(&format!("</{name}>"));
}
