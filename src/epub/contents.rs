//! One model of the contents, from which `nav.xhtml`, `toc.ncx`, the contents page and the landmarks
//! are written, so that they cannot disagree.

use super::{Edition, Profile};
use crate::book::Entry;
use crate::html::{ARTICLE_ID, Rendered};
use crate::text::Lang;

/// Levels that readers show: Kobo nests three, Kindle two.
fn levels(profile: Profile) -> usize {
    match profile {
        Profile::Kindle => 2,
        _ => 3,
    }
}

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) label: String,
    /// Where it leads, below the root folder; `None` for a part or a draft without an article.
    pub(super) href: Option<String>,
    pub(super) kind: Kind,
    /// The index of the article.
    article: Option<usize>,
    /// The article's kicker.
    pub(super) kicker: Option<String>,
    /// The label's language, where it is not the book's.
    pub(super) lang: Option<Lang>,
    pub(super) below: Vec<Point>,
}

/// What a line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Part,
    Article,
    Subhead,
}

/// The contents of the book: parts, articles, and subheads where there is room for a third level.
pub(super) fn contents(edition: &Edition<'_>, articles: &[Rendered]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut in_part = false;
    for entry in &edition.book.contents.entries {
        match entry {
            Entry::Part(name) => {
                in_part = true;
                points.push(part(name));
            }
            Entry::Chapter {
                title,
                chapter,
                depth,
            } => {
                let article = chapter.and_then(|index| articles.get(index).map(|a| (index, a)));
                let point = match article {
                    Some((index, article)) => self::article(edition, index, article),
                    None => draft(title),
                };
                insert(&mut points, point, depth + usize::from(in_part));
            }
            Entry::Separator => {}
        }
    }
    let mut points = settle(points, 1, edition, articles);
    points.iter_mut().for_each(lead_to_first);
    drop_empty(&mut points);
    points
}

fn part(name: &str) -> Point {
    Point {
        label: name.to_owned(),
        href: None,
        kind: Kind::Part,
        article: None,
        kicker: None,
        lang: None,
        below: Vec::new(),
    }
}

fn draft(title: &str) -> Point {
    Point {
        kind: Kind::Article,
        ..part(title)
    }
}

fn article(edition: &Edition<'_>, index: usize, article: &Rendered) -> Point {
    let path = edition.path(index, 0);
    // a part leads to the top of its first article's page, the article to itself
    let href = match edition.opens[index] {
        Some(_) => format!("{path}#{ARTICLE_ID}"),
        None => path,
    };
    let chapter = &edition.book.chapters[index];
    let foreign = article.lang != edition.book.config.language.as_str();
    Point {
        label: article.title.clone(),
        href: Some(href),
        kind: Kind::Article,
        article: Some(index),
        kicker: chapter.chapter.front.kicker.clone(),
        lang: foreign.then(|| Lang::new(article.lang.as_str())),
        below: Vec::new(),
    }
}

fn subheads(edition: &Edition<'_>, index: usize, article: &Rendered) -> Vec<Point> {
    let headings = article.headings.iter().filter(|heading| heading.level == 2);
    headings
        .filter(|heading| !heading.text.is_empty())
        .map(|heading| Point {
            href: Some(format!(
                "{}#{}",
                edition.path(index, heading.part),
                heading.id
            )),
            kind: Kind::Subhead,
            ..part(&heading.text)
        })
        .collect()
}

/// Puts `point` below the last one of each level above `depth`.
fn insert(points: &mut Vec<Point>, point: Point, depth: usize) {
    match points.last_mut() {
        Some(last) if depth > 0 => insert(&mut last.below, point, depth - 1),
        _ => points.push(point),
    }
}

/// A part leads where its first article stands: to the top of that file.
fn lead_to_first(point: &mut Point) {
    if point.kind != Kind::Part {
        return;
    }
    let first = point.below.iter().find_map(|below| below.href.as_deref());
    let top = first.map(|href| href.split('#').next().unwrap_or(href).to_owned());
    point.href = top;
}

/// Takes out what leads nowhere and holds nothing, like a chapter not written yet: a line without a
/// link has to have lines below it (EPUB 3.3, the nav element's content model).
fn drop_empty(points: &mut Vec<Point>) {
    for point in points.iter_mut() {
        drop_empty(&mut point.below);
    }
    points.retain(|point| point.href.is_some() || !point.below.is_empty());
}

/// Brings the points into as many levels as readers show: what stands deeper joins the last level,
/// and an article without articles below it shows its subheads where there is a level for them.
fn settle(
    points: Vec<Point>,
    level: usize,
    edition: &Edition<'_>,
    articles: &[Rendered],
) -> Vec<Point> {
    let mut settled = Vec::with_capacity(points.len());
    for mut point in points {
        let below = std::mem::take(&mut point.below);
        if level == levels(edition.profile) {
            settled.push(point);
            settled.extend(settle(below, level, edition, articles));
            continue;
        }
        point.below = match point.article {
            Some(index) if below.is_empty() => subheads(edition, index, &articles[index]),
            _ => settle(below, level + 1, edition, articles),
        };
        settled.push(point);
    }
    settled
}
