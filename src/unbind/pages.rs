//! Pages of an EPUB → chapters: what belongs together, what the editions make anew and need not come
//! back, and the files of it all.

use super::contents::Line;
use super::index::{Index, ids, is_silent};
use super::metadata::About;
use super::notes::Notes;
use super::pictures::Pictures;
use super::write::{Draft, Heading, Writer, linked};
use super::{Document, Epub};
use crate::book;
use crate::chapter::Chapter;
use crate::reader::{Content, Element, Package};
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// What was made of the pages.
#[derive(Default)]
pub(super) struct Made {
    pub(super) chapters: Vec<(Vec<Heading>, String, String, usize)>,
    pub(super) files: Vec<(String, Vec<u8>)>,
    pub(super) copies: Vec<(String, String)>,
    pub(super) cover: Option<String>,
    pub(super) alternatives: BTreeMap<String, String>,
}

impl Made {
    /// `SUMMARY.md`.
    pub(super) fn summary(&self, about: &About) -> String {
        let mut lines = Vec::new();
        for (before, title, path, depth) in &self.chapters {
            for heading in before {
                lines.push(match heading.depth {
                    None => book::Heading::Part(&heading.title),
                    Some(depth) => book::Heading::Chapter {
                        title: &heading.title,
                        path: "",
                        depth,
                    },
                });
            }
            lines.push(book::Heading::Chapter {
                title,
                path,
                depth: *depth,
            });
        }
        book::summary(&Lang::new(about.language.as_str()), lines.into_iter())
    }
}

/// Makes chapters of `documents`.
pub(super) fn chapters(
    epub: &Epub<'_>,
    package: &Package<'_>,
    about: &About,
    documents: &[Document],
    contents: &[Line],
) -> Made {
    let mut index = Index::of(documents);
    let notes = Notes::of(&index);
    index.want(|key| notes.calls.contains_key(&key) || notes.back.contains(&key));
    let mut plan = Plan::of(contents, &index, documents);
    let is_ours = documents
        .iter()
        .any(|document| is_imprint(&document.tree.root));
    let mut writer = Writer {
        epub,
        index: &index,
        notes: &notes,
        pictures: Pictures::of(package),
        chapters: Vec::new(),
        document: 0,
        path: "",
        starts: BTreeMap::new(),
        lang: &about.language,
        out: String::new(),
        nested: 0,
        waiting: Vec::new(),
        anchors: BTreeMap::new(),
        links: Vec::new(),
        is_ours,
    };
    let mut firsts = BTreeMap::new();
    let mut emptied: BTreeSet<usize> = BTreeSet::new();
    for (number, document) in documents.iter().enumerate() {
        let body = document
            .tree
            .root
            .find("body")
            .unwrap_or(&document.tree.root);
        if is_made_anew(body, about, is_ours, number) {
            continue;
        }
        let lang = [body, &document.tree.root]
            .iter()
            .find_map(|one| one.attribute("xml:lang").or(one.attribute("lang")))
            .filter(|lang| !lang.is_empty());
        writer.document = number;
        writer.path = &document.path;
        writer.lang = lang.unwrap_or(&about.language);
        let draft = plan.drafts.remove(&number);
        writer.starts = plan.starts.remove(&number).unwrap_or_default();
        if draft.is_some()
            || writer.chapters.is_empty()
            || begins_with_heading(body) && !plan.is_full
        {
            writer.begin(draft.unwrap_or_default());
            if let Some(lang) = lang.filter(|lang| *lang != about.language) {
                writer.chapter().front.lang = Some(lang.to_owned());
            }
        } else {
            writer.move_out();
        }
        let current = writer.chapters.len() - 1;
        firsts.insert(number, current);
        if notes.bodies.keys().any(|key| key.0 == number) {
            emptied.insert(current);
        }
        writer.block(body);
    }
    writer.end_chapter();
    finish(writer, &firsts, &emptied, epub)
}

fn finish(
    writer: Writer<'_>,
    firsts: &BTreeMap<usize, usize>,
    emptied: &BTreeSet<usize>,
    epub: &Epub<'_>,
) -> Made {
    let Writer {
        mut pictures,
        chapters,
        anchors,
        links,
        ..
    } = writer;
    let is_kept = |(at, draft): (usize, &Draft)| {
        let body = draft.body.trim();
        let bare = body.lines().count() <= 1 && body.starts_with('#') && emptied.contains(&at);
        !body.is_empty() && !bare
    };
    let kept: Vec<bool> = chapters.iter().enumerate().map(is_kept).collect();
    let titles: Vec<String> = chapters.iter().map(title).collect();
    let shown = titles.iter().zip(&kept).filter(|(_, kept)| **kept);
    let shown: Vec<&str> = shown.map(|(title, _)| title.as_str()).collect();
    let mut names = book::chapter_files(shown.into_iter()).into_iter();
    // a chapter of which nothing is left gives its links to the next one
    let mut files: Vec<String> = Vec::new();
    for kept in &kept {
        files.push(if *kept {
            names.next().unwrap_or_default()
        } else {
            String::new()
        });
    }
    let mut made = Made::default();
    let mut waiting: Vec<Heading> = Vec::new();
    for (at, mut draft) in chapters.into_iter().enumerate() {
        waiting.append(&mut draft.before);
        if !kept[at] {
            continue;
        }
        let body = linked(&draft.body, at, &files, &links, &anchors, firsts);
        let chapter = Chapter {
            front: draft.front,
            body,
            body_line: 1,
        };
        let path = files[at].clone();
        made.files
            .push((format!("src/{path}"), chapter.to_markdown().into_bytes()));
        made.chapters.push((
            std::mem::take(&mut waiting),
            titles[at].clone(),
            path,
            draft.depth,
        ));
    }
    if let Some(cover) = pictures
        .cover
        .clone()
        .filter(|path| epub.container.has(path))
    {
        made.cover = Some(format!("src/{}", pictures.of_file(&cover)));
    }
    let drawn = std::mem::take(&mut pictures.drawn).into_iter();
    made.files
        .extend(drawn.map(|(path, text)| (format!("src/{path}"), text.into_bytes())));
    made.copies = pictures.copies();
    made.alternatives = std::mem::take(&mut pictures.alternatives);
    made
}

fn title(draft: &Draft) -> String {
    let said = [&draft.title, &draft.heading];
    let said = said.into_iter().flatten().map(|title| {
        let words = title.split([' ', '\t', '\n', '\r']);
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    let mut said = said.filter(|title| !title.is_empty());
    said.next()
        .or_else(|| book::first_words(&draft.body))
        .unwrap_or_else(|| "…".to_owned())
}

/// Where chapters begin.
#[derive(Default)]
struct Plan {
    /// By the document that begins with it.
    drafts: BTreeMap<usize, Draft>,
    /// In the midst of documents.
    starts: BTreeMap<usize, BTreeMap<super::index::Place, Draft>>,
    /// Whether the contents name more than one chapter, so that what they leave out belongs to what
    /// stands before it.
    is_full: bool,
}

impl Plan {
    fn of(contents: &[Line], index: &Index<'_>, documents: &[Document]) -> Self {
        let mut plan = Self::default();
        let mut before: Vec<Heading> = Vec::new();
        // how much less deep lines stand for the parts above them
        let mut within_part = false;
        let mut first_depths: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, line) in contents.iter().enumerate() {
            if line.depth == 0 {
                within_part = false;
            }
            let has_below = contents
                .get(at + 1)
                .is_some_and(|next| next.depth > line.depth);
            let target = line.target.as_ref();
            let stands_for_first = || {
                let (path, id) = contents.get(at + 1)?.target.as_ref()?;
                let root = &documents.get(index.number(path)?)?.tree.root;
                let same_page = target.is_some_and(|(own, _)| own == path);
                Some(same_page && (id.is_empty() || leads(root, id)))
            };
            let is_part = has_below && (target.is_none() || stands_for_first() == Some(true));
            let depth = line.depth - usize::from(within_part);
            if is_part || target.is_none() {
                within_part |= line.depth == 0 && is_part;
                before.push(Heading {
                    title: line.title.clone(),
                    depth: (line.depth > 0 || !is_part).then_some(depth),
                });
                continue;
            }
            let Some(place) = target.and_then(|(path, id)| Some((index.number(path)?, id.clone())))
            else {
                continue;
            };
            let draft = |before: &mut Vec<Heading>| Draft {
                title: Some(line.title.clone()),
                before: std::mem::take(before),
                depth,
                ..Draft::default()
            };
            let number = place.0;
            let body = &documents[number].tree.root;
            let starts_page = place.1.is_empty() || leads(body, &place.1);
            match first_depths.get(&number) {
                Some(&first) if line.depth > first => continue,
                None if starts_page => {
                    plan.drafts.insert(number, draft(&mut before));
                }
                Some(_) if starts_page => continue,
                _ if index.named.contains_key(&place) => {
                    let draft = draft(&mut before);
                    plan.starts.entry(number).or_default().insert(place, draft);
                }
                _ => continue,
            }
            first_depths.entry(number).or_insert(line.depth);
        }
        plan.is_full = plan.drafts.len() > 1;
        plan
    }
}

/// Whether no word or picture stands before the element `id` of the page below `root`.
fn leads(root: &Element, id: &str) -> bool {
    fn look(element: &Element, id: &str) -> Option<bool> {
        if is_silent(element) {
            return None;
        }
        if ids(element).any(|own| own == id) {
            return Some(true);
        }
        match element.local() {
            "img" | "svg" => return Some(false),
            // the name of a part, which our editions write above its first article
            "p" if element.has_word("class", "part") => return None,
            _ => {}
        }
        element.children.iter().find_map(|child| match child {
            Content::Element(child) => look(child, id),
            Content::Text(text) => (!text.trim().is_empty()).then_some(false),
        })
    }
    look(root, id) == Some(true)
}

fn begins_with_heading(body: &Element) -> bool {
    fn look(element: &Element) -> Option<bool> {
        match element.local() {
            "h1" | "h2" => return Some(true),
            "img" | "svg" => return Some(false),
            _ if is_silent(element) => return None,
            _ => {}
        }
        element.children.iter().find_map(|child| match child {
            Content::Element(child) => look(child),
            Content::Text(text) => (!text.trim().is_empty()).then_some(false),
        })
    }
    look(body) == Some(true)
}

/// Whether the page is one that every edition makes anew: the cover without a word, a title page that
/// says no more than the book's metadata.
fn is_made_anew(body: &Element, about: &About, is_ours: bool, number: usize) -> bool {
    let section = body.child("section");
    let class = section
        .and_then(|section| section.attribute("class"))
        .unwrap_or_default();
    if is_ours && matches!(class, "imprint" | "title-page" | "cover") {
        return true;
    }
    let words = letters(&shown_text(body));
    if words.is_empty() {
        let pictures = body.find_all("img").len() + body.find_all("image").len();
        return pictures == 0 || number == 0 && pictures == 1;
    }
    let is_title_page = body
        .all()
        .iter()
        .any(|one| super::index::says(one, &["titlepage"]) || one.has_word("class", "titlepage"));
    if !(is_title_page || number < 3) || !body.find_all("img").is_empty() {
        return false;
    }
    let mut said: Vec<String> = about.said.iter().map(|text| letters(text)).collect();
    said.retain(|text| !text.is_empty());
    said.sort_by_key(|text| std::cmp::Reverse(text.len()));
    let mut left = words;
    for text in said {
        left = left.replace(&text, "");
    }
    left.is_empty()
}

fn shown_text(element: &Element) -> String {
    if is_silent(element) {
        return String::new();
    }
    let children = element.children.iter().map(|child| match child {
        Content::Element(child) => shown_text(child),
        Content::Text(text) => text.clone(),
    });
    children.collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_imprint(root: &Element) -> bool {
    let all = root.find_all("p");
    all.iter().any(|one| one.has_word("class", "made-with"))
}
