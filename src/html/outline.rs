//! The headings of a chapter and the names by which links reach them.

use super::markdown::{Event, Events, Tag, TagEnd};
use super::raw::Plan;
use crate::chapter::FrontMatter;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// The id of a chapter's headline, before any prefix.
pub const HEADLINE_ID: &str = "headline";

/// A heading below the headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subhead {
    /// The event that starts it.
    pub(super) event: usize,
    /// 2 for the first level below the headline; no level is skipped.
    pub(super) level: u8,
    /// Its id, without prefix.
    pub(super) id: String,
    /// Its words.
    pub(super) text: String,
}

/// What the headings of a chapter make of it.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// The events of the body's heading that is the chapter's headline, its end included.
    pub(super) headline: Option<Range<usize>>,
    /// The other headings in order.
    pub(super) subheads: Vec<Subhead>,
    /// For each fragment that a link may name, the id it leads to: slugs as GitHub and mdBook make
    /// them, heading attributes, ids in raw HTML.
    pub(super) anchors: BTreeMap<String, Anchor>,
    /// The blocks before which the chapter is cut into files, in order.
    pub(super) cuts: Vec<usize>,
}

/// Where a fragment leads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Anchor {
    /// The id, without prefix.
    pub(super) id: String,
    /// Which file of the chapter, from 0.
    pub(super) part: usize,
}

impl Outline {
    /// Reads the outline of a chapter with the fields `front`, to be cut into files of about `limit`
    /// bytes of Markdown.
    pub(super) fn of(
        events: &Events<'_>,
        plan: &Plan,
        front: &FrontMatter,
        limit: Option<usize>,
    ) -> Self {
        let headline = headline(events, front);
        let body = headline.as_ref().map_or(0, |headline| headline.end);
        let mut outline = Self {
            cuts: limit.map_or_else(Vec::new, |limit| cuts(events, plan, body, limit)),
            headline,
            ..Self::default()
        };
        let mut slugs = Slugs::default();
        let mut levels: Vec<u8> = Vec::new();
        for index in 0..events.len() {
            let Some(Event::Start(Tag::Heading { level, id, .. })) = events.get(index) else {
                continue;
            };
            let text = events.words(index);
            let is_headline = outline.headline.as_ref().is_some_and(|h| h.start == index);
            let ours = match is_headline {
                true => HEADLINE_ID.to_owned(),
                false => format!("s{}", outline.subheads.len() + 1),
            };
            outline.name(slugs.unique(&text), &ours, index);
            if let Some(id) = id {
                outline.name(id.to_string(), &ours, index);
            }
            if !is_headline {
                let level = depth(&mut levels, *level as u8);
                outline.subheads.push(Subhead {
                    event: index,
                    level,
                    id: ours,
                    text,
                });
            }
        }
        for (number, (id, event)) in plan.ids.iter().enumerate() {
            outline.name(id.clone(), &raw_id(number), *event);
        }
        outline
    }

    /// The heading that starts at `event`.
    pub(super) fn subhead(&self, event: usize) -> Option<&Subhead> {
        let found = self.subheads.binary_search_by_key(&event, |s| s.event);
        found.ok().map(|index| &self.subheads[index])
    }

    /// Whether no heading before `subhead` has the same words.
    pub(super) fn is_first_of_its_words(&self, subhead: &Subhead) -> bool {
        let first = self.subheads.iter().find(|s| s.text == subhead.text);
        first.is_none_or(|first| first.event == subhead.event)
    }

    /// Which file of the chapter `event` stands in, from 0.
    pub(super) fn part(&self, event: usize) -> usize {
        self.cuts.partition_point(|&cut| cut <= event)
    }

    fn name(&mut self, fragment: String, id: &str, event: usize) {
        let anchor = Anchor {
            id: id.to_owned(),
            part: self.part(event),
        };
        self.anchors.entry(fragment).or_insert(anchor);
    }
}

/// Where a chapter is cut: before a subhead once the file has `limit` bytes, before any block once it
/// has half as many again. A part is never a heading alone, and no element is torn.
fn cuts(events: &Events<'_>, plan: &Plan, body: usize, limit: usize) -> Vec<usize> {
    let mut cuts = Vec::new();
    let Some(length) = events
        .len()
        .checked_sub(1)
        .map(|last| events.place(last).end)
    else {
        return cuts;
    };
    if length <= limit {
        return cuts;
    }
    let mut at = body;
    let mut start = 0;
    let mut after_heading = true;
    while at < events.len() {
        let place = events.place(at).start;
        let size = place.saturating_sub(start);
        let heading = matches!(events.get(at), Some(Event::Start(Tag::Heading { .. })));
        let note = matches!(
            events.get(at),
            Some(Event::Start(Tag::FootnoteDefinition(_)))
        );
        let full = size >= limit && heading || size >= limit + limit / 2;
        if full && !after_heading && !note && !plan.is_within_island(at) {
            cuts.push(at);
            start = place;
        }
        after_heading = heading;
        at = events.end_of(at) + 1;
    }
    cuts
}

/// Our id for the raw HTML id of this number.
pub(super) fn raw_id(number: usize) -> String {
    format!("i{}", number + 1)
}

/// The depth of a heading of `level` after those in `levels`: 2 at first, one more for each heading
/// it stands under.
fn depth(levels: &mut Vec<u8>, level: u8) -> u8 {
    levels.retain(|&above| above < level);
    levels.push(level);
    (levels.len() as u8 + 1).min(6)
}

/// The body's heading that is the headline: the first block, when it is an H1 that front matter does
/// not contradict. A chapter without any front matter may begin with a deeper heading, as mdBook's
/// do, unless another one stands beside it.
fn headline(events: &Events<'_>, front: &FrontMatter) -> Option<Range<usize>> {
    let start = first_block(events)?;
    let Some(Event::Start(Tag::Heading { level, .. })) = events.get(start) else {
        return None;
    };
    let level = *level as u8;
    let fits = match &front.title {
        Some(title) => level == 1 && same_words(title, &events.words(start)),
        None => level == 1 || *front == FrontMatter::default() && is_alone(events, start, level),
    };
    fits.then(|| start..events.end_of(start) + 1)
}

/// The first block that is no raw HTML: a page break or an anchor may stand before a headline.
fn first_block(events: &Events<'_>) -> Option<usize> {
    (0..events.len()).find(|&index| {
        !matches!(
            events.get(index),
            Some(Event::Html(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock))
        )
    })
}

fn is_alone(events: &Events<'_>, start: usize, level: u8) -> bool {
    !(start + 1..events.len()).any(|index| {
        matches!(events.get(index), Some(Event::Start(Tag::Heading { level: other, .. })) if *other as u8 <= level)
    })
}

/// Whether two titles differ in blanks only.
fn same_words(a: &str, b: &str) -> bool {
    let words = |title: &str| title.split_whitespace().collect::<String>();
    words(a) == words(b)
}

/// Makes fragments of headings as GitHub and mdBook do: lower case, letters (Han too), digits, `-`
/// and `_` kept, blanks as `-`, and a number from the second of a kind on.
#[derive(Default)]
struct Slugs(BTreeMap<String, usize>);

impl Slugs {
    fn unique(&mut self, text: &str) -> String {
        let slug = slug(text);
        let count = self.0.entry(slug.clone()).or_default();
        *count += 1;
        match *count {
            1 => slug,
            n => format!("{slug}-{}", n - 1),
        }
    }
}

/// The fragment of a heading with the words `text`.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            c if c.is_alphanumeric() || c == '_' || c == '-' => slug.extend(c.to_lowercase()),
            c if c.is_whitespace() => slug.push('-'),
            _ => {}
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::guard::Guarded;

    fn outline(body: &str, front: &FrontMatter) -> (bool, Vec<(u8, String)>, Vec<String>) {
        let guarded = Guarded::new(body);
        let events = Events::of(&guarded);
        let outline = Outline::of(&events, &Plan::of(&events), front, None);
        let subheads = outline.subheads.into_iter().map(|s| (s.level, s.text));
        let anchors = outline.anchors.into_keys().collect();
        (outline.headline.is_some(), subheads.collect(), anchors)
    }

    #[test]
    fn no_level_is_skipped() {
        let body = "# 一\n\n### 二\n\n##### 三\n\n## 四\n\n# 五\n";
        let (has_headline, subheads, _) = outline(body, &FrontMatter::default());
        assert!(has_headline);
        let levels: Vec<u8> = subheads.iter().map(|(level, _)| *level).collect();
        assert_eq!(levels, [2, 3, 2, 2]);
    }

    #[test]
    fn the_first_subhead_of_an_article_is_no_headline() {
        let imported = FrontMatter {
            lang: Some("zh-Hans".into()),
            ..FrontMatter::default()
        };
        assert!(!outline("## 一\n\n文\n", &imported).0);
        assert!(outline("## 一\n\n文\n", &FrontMatter::default()).0);
        assert!(!outline("## 一\n\n## 二\n", &FrontMatter::default()).0);
    }

    #[test]
    fn fragments_are_those_of_github_and_mdbook() {
        let body = "# 给 `Mutex<T>` 共享访问\n\n## A b.c\n\n## A b.c\n\n## X {#own}\n";
        let (_, _, anchors) = outline(body, &FrontMatter::default());
        assert_eq!(
            anchors,
            ["a-bc", "a-bc-1", "own", "x", "给-mutext-共享访问"]
        );
    }
}
