//! The raw HTML of a chapter: what each tag is, which belong together, and which stretches of the
//! chapter have to be put in order as a whole.
//!
//! Raw HTML comes in pieces (an open tag in one block, Markdown after it, the close tag in another
//! block). One walk over the events pairs the tags that stand in the same paragraph, or among the
//! blocks of the same quotation, item or chapter. A stretch from an open tag to its close tag is an
//! *island*: it is written as it stands, read by an HTML parser, and written anew (`tree`, `xhtml`),
//! so that nesting is mended inside and nothing outside can be closed. What looks like no HTML at
//! all (`Vec<T>` in a sentence) is shown as it stands.

use super::elements::{Content, element, is_unsafe};
use super::markdown::{Event, Events, Tag, TagEnd};
use super::scan::{Markup, scan};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What happens to one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Written anew.
    Pass,
    /// Written anew as a `div`: a paragraph that holds blocks.
    PassAsDiv,
    /// Left out.
    Drop,
    /// Shown as text.
    Show,
}

/// A piece of raw HTML and what happens to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) markup: Markup,
    /// Its bytes in the event's words.
    pub(super) bytes: Range<usize>,
    pub(super) verdict: Verdict,
    /// The number of the id it bears, among all of the chapter.
    pub(super) id: Option<usize>,
}

/// What is wrong with a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// An open tag without its close tag.
    Unclosed(String),
    /// A close tag without its open tag.
    Unopened(String),
    /// An element where XHTML does not allow it.
    Misplaced(String),
    /// An element that HTML does not have, or that no book needs.
    Unknown(String),
    /// An element that would run, load or send something.
    Unsafe(String),
}

/// A fault and the piece it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// Which event.
    pub(super) event: usize,
    /// Which bytes of the event's words.
    pub(super) bytes: Range<usize>,
    /// Why.
    pub(super) fault: Fault,
}

/// Events that are put in order as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Island {
    /// The events, none of them outside.
    pub(super) events: Range<usize>,
    /// What may stand there.
    pub(super) content: Content,
}

/// The raw HTML of one chapter.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pieces: BTreeMap<usize, Vec<Piece>>,
    /// What is wrong, in the order of the text.
    pub(super) refused: Vec<Refused>,
    /// The ids that passed, in order, and the event of each.
    pub(super) ids: Vec<(String, usize)>,
    /// In order, none within another.
    islands: Vec<Island>,
}

impl Plan {
    /// The pieces of raw event `event`.
    pub(super) fn pieces(&self, event: usize) -> &[Piece] {
        self.pieces.get(&event).map_or(&[], Vec::as_slice)
    }

    /// The island that begins with `event`.
    pub(super) fn island(&self, event: usize) -> Option<&Island> {
        let islands = &self.islands;
        let at = islands.binary_search_by_key(&event, |island| island.events.start);
        at.ok().map(|at| &islands[at])
    }

    /// Whether a cut before `event` would go through an island.
    pub(super) fn is_within_island(&self, event: usize) -> bool {
        let before = self.islands.partition_point(|one| one.events.start < event);
        let last = before.checked_sub(1).map(|at| &self.islands[at]);
        last.is_some_and(|island| event < island.events.end)
    }

    /// Reads the raw HTML among `events`.
    pub(super) fn of(events: &Events<'_>) -> Self {
        if !events.has_html() {
            return Self::default();
        }
        let mut plan = Self::default();
        let mut closed = BTreeSet::new();
        for index in 0..events.len() {
            if let Some(Event::Html(text) | Event::InlineHtml(text)) = events.get(index) {
                let pieces: Vec<Piece> = scan(text).into_iter().map(piece).collect();
                closed.extend(pieces.iter().filter_map(|piece| match &piece.markup {
                    Markup::Close(name) => Some(name.clone()),
                    _ => None,
                }));
                plan.pieces.insert(index, pieces);
            }
        }
        let mut walk = Walk {
            events,
            plan,
            closed,
            unknown: BTreeSet::new(),
            frames: vec![Frame::default()],
        };
        walk.all();
        let mut plan = walk.plan;
        plan.refused.sort_by_key(|r| (r.event, r.bytes.start));
        plan.islands
            .sort_by_key(|island| (island.events.start, std::cmp::Reverse(island.events.end)));
        merge(&mut plan.islands);
        plan.number_ids();
        plan
    }

    fn number_ids(&mut self) {
        for (&event, pieces) in &mut self.pieces {
            for piece in pieces {
                let passes = matches!(piece.verdict, Verdict::Pass | Verdict::PassAsDiv);
                if let (Markup::Open { attributes, .. }, true) = (&piece.markup, passes)
                    && let Some(id) = id_of(attributes)
                {
                    piece.id = Some(self.ids.len());
                    self.ids.push((id.to_owned(), event));
                }
            }
        }
    }
}

fn piece((markup, bytes): (Markup, Range<usize>)) -> Piece {
    Piece {
        markup,
        bytes,
        verdict: Verdict::Drop,
        id: None,
    }
}

/// The id, or old-fashioned name, that a tag gives its place.
fn id_of(attributes: &[(String, String)]) -> Option<&str> {
    let named = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted);
    let (_, value) = named("id").or_else(|| named("name"))?;
    (!value.is_empty()).then_some(value.as_str())
}

/// Joins islands that overlap.
fn merge(islands: &mut Vec<Island>) {
    islands.dedup_by(|next, island| {
        let overlaps = next.events.start < island.events.end;
        if overlaps {
            island.events.end = island.events.end.max(next.events.end);
        }
        overlaps
    });
}

/// Elements whose close tag HTML lets people leave out.
fn closes_itself(name: &str) -> bool {
    let names = [
        "p", "li", "dt", "dd", "rt", "rp", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
        "caption",
    ];
    names.contains(&name)
}

/// Raw elements that are open in one paragraph, or among the blocks of one element.
#[derive(Default)]
struct Frame {
    open: Vec<Open>,
    /// What has to be put in order as a whole when it holds a tag: the words of a paragraph.
    whole: Option<Island>,
}

struct Open {
    name: String,
    event: usize,
    piece: usize,
}

struct Walk<'e> {
    events: &'e Events<'e>,
    plan: Plan,
    /// The names of all close tags.
    closed: BTreeSet<String>,
    /// The names of unknown elements met so far: the close tag of one goes with it.
    unknown: BTreeSet<String>,
    frames: Vec<Frame>,
}

impl Walk<'_> {
    fn all(&mut self) {
        for index in 0..self.events.len() {
            match self.events.get(index) {
                Some(Event::Html(_) | Event::InlineHtml(_)) => self.raw(index),
                Some(Event::Start(tag)) => {
                    if let Some(whole) = whole(self.events, index, tag) {
                        self.frames.push(Frame {
                            whole,
                            ..Frame::default()
                        });
                    }
                }
                Some(Event::End(tag)) if has_frame(tag) => self.leave(),
                _ => {}
            }
        }
        self.leave();
    }

    /// The innermost frame ends: what is open in it has no close tag.
    fn leave(&mut self) {
        let Some(mut frame) = self.frames.pop() else {
            return;
        };
        while let Some(open) = frame.open.pop() {
            self.unclosed(&open);
        }
    }

    fn raw(&mut self, event: usize) {
        let mut has_tag = false;
        for number in 0..self.plan.pieces(event).len() {
            let piece = self.plan.pieces(event)[number].clone();
            match &piece.markup {
                Markup::Text(_) | Markup::Comment(_) => self.set(event, number, Verdict::Pass),
                Markup::Open { name, closed, .. } => {
                    self.open(event, number, name, *closed, &piece.bytes);
                }
                Markup::Close(name) => self.close(event, number, name, &piece.bytes),
            }
            let passed = self.plan.pieces(event)[number].verdict == Verdict::Pass;
            has_tag |= passed && matches!(piece.markup, Markup::Open { .. } | Markup::Close(_));
        }
        if has_tag {
            let whole = self.frames.last().and_then(|frame| frame.whole.clone());
            self.plan.islands.push(whole.unwrap_or(Island {
                events: event..event + 1,
                content: Content::Blocks,
            }));
        }
    }

    fn open(&mut self, event: usize, piece: usize, name: &str, closed: bool, bytes: &Range<usize>) {
        let Some(element) = element(name) else {
            let shown = self.shown(event, name, bytes);
            if is_unsafe(name) {
                self.refuse(event, bytes, Fault::Unsafe(name.to_owned()));
            } else if closed || self.closed.contains(name) || is_html(name) {
                self.unknown.insert(name.to_owned());
                self.refuse(event, bytes, Fault::Unknown(shown));
            } else {
                self.refuse(event, bytes, Fault::Unclosed(shown));
                self.set(event, piece, Verdict::Show);
            }
            return;
        };
        self.set(event, piece, Verdict::Pass);
        if element.content != Content::Nothing
            && !closed
            && let Some(frame) = self.frames.last_mut()
        {
            frame.open.push(Open {
                name: name.to_owned(),
                event,
                piece,
            });
        }
    }

    fn close(&mut self, event: usize, piece: usize, name: &str, bytes: &Range<usize>) {
        let known = element(name);
        let open = self.frames.last().map_or(&[][..], |frame| &frame.open);
        let Some(at) = open.iter().rposition(|open| open.name == name) else {
            let empty = known.is_some_and(|e| e.content == Content::Nothing);
            // the open tag of one that may not pass has been spoken of already
            let silent = empty || is_unsafe(name) || known.is_none() && is_html(name);
            if !silent {
                let shown = self.shown(event, name, bytes);
                let opened = known.is_none() && self.unknown.contains(name);
                if !opened {
                    self.refuse(event, bytes, Fault::Unopened(shown));
                    if known.is_none() {
                        self.set(event, piece, Verdict::Show);
                    }
                }
            }
            return;
        };
        let frame = self.frames.last_mut();
        let mut closed = frame.map_or_else(Vec::new, |frame| frame.open.split_off(at));
        let above: Vec<Open> = closed.drain(1..).collect();
        for open in above.into_iter().rev() {
            // elements of a line may overlap; the parser mends that
            match (element(&open.name), self.frames.last_mut()) {
                (Some(element), Some(frame)) if element.inline => frame.open.insert(at, open),
                _ => self.unclosed(&open),
            }
        }
        self.set(event, piece, Verdict::Pass);
        let Some(open) = closed.pop().filter(|open| open.event < event) else {
            return;
        };
        if self
            .frames
            .last()
            .is_some_and(|frame| frame.whole.is_none())
        {
            if name == "p" {
                self.set(open.event, open.piece, Verdict::PassAsDiv);
                self.set(event, piece, Verdict::PassAsDiv);
            }
            self.plan.islands.push(Island {
                events: open.event..event + 1,
                content: Content::Blocks,
            });
        }
    }

    /// An open tag without a close tag: the parser closes it at the end of its island.
    fn unclosed(&mut self, open: &Open) {
        if !closes_itself(&open.name) {
            let bytes = self.plan.pieces(open.event)[open.piece].bytes.clone();
            let shown = self.shown(open.event, &open.name, &bytes);
            self.refuse(open.event, &bytes, Fault::Unclosed(shown));
        }
    }

    /// The name as it is written.
    fn shown(&self, event: usize, name: &str, bytes: &Range<usize>) -> String {
        let Some(Event::Html(text) | Event::InlineHtml(text)) = self.events.get(event) else {
            return name.to_owned();
        };
        let tag = text.get(bytes.clone()).unwrap_or_default();
        let written = tag.trim_start_matches(['<', '/']).get(..name.len());
        written.unwrap_or(name).to_owned()
    }

    fn set(&mut self, event: usize, piece: usize, verdict: Verdict) {
        if let Some(pieces) = self.plan.pieces.get_mut(&event) {
            pieces[piece].verdict = verdict;
        }
    }

    fn refuse(&mut self, event: usize, bytes: &Range<usize>, fault: Fault) {
        self.plan.refused.push(Refused {
            event,
            bytes: bytes.clone(),
            fault,
        });
    }
}

/// HTML's own elements that a book does without; their words are kept.
fn is_html(name: &str) -> bool {
    let names = [
        "acronym", "area", "basefont", "bdo", "big", "body", "canvas", "center", "datalist",
        "dialog", "dir", "fieldset", "font", "head", "hgroup", "html", "label", "legend", "main",
        "map", "marquee", "menu", "meter", "nav", "nobr", "optgroup", "option", "output", "param",
        "picture", "progress", "search", "slot", "strike", "svg", "template", "tt",
    ];
    names.contains(&name)
}

/// Whether the element of this end keeps raw elements apart from those around it.
fn has_frame(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
    )
}

/// For an element that keeps raw elements apart: what has to be put in order as a whole when there
/// is a tag among its words.
fn whole(events: &Events<'_>, start: usize, tag: &Tag<'_>) -> Option<Option<Island>> {
    let inner = |content| {
        Some(Island {
            events: start + 1..events.end_of(start),
            content,
        })
    };
    Some(match tag {
        Tag::Paragraph => Some(Island {
            events: start..events.end_of(start) + 1,
            content: Content::Blocks,
        }),
        Tag::Heading { .. } | Tag::DefinitionListTitle => inner(Content::Words),
        Tag::TableCell => inner(Content::Words),
        // the words of a tight item stand among its blocks
        Tag::Item | Tag::DefinitionListDefinition if has_words(events, start) => {
            inner(Content::Blocks)
        }
        Tag::Item
        | Tag::DefinitionListDefinition
        | Tag::BlockQuote(_)
        | Tag::FootnoteDefinition(_) => None,
        _ => return None,
    })
}

fn has_words(events: &Events<'_>, start: usize) -> bool {
    matches!(
        events.get(start + 1),
        Some(Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::TaskListMarker(_))
            | Some(Event::Start(
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough
            ))
            | Some(Event::Start(Tag::Link { .. } | Tag::Image { .. }))
            | Some(Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_))
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::guard::Guarded;

    fn plan(body: &str) -> (Vec<Range<usize>>, Vec<Fault>) {
        let guarded = Guarded::new(body);
        let plan = Plan::of(&Events::of(&guarded));
        let islands = plan.islands.into_iter().map(|island| island.events);
        let faults = plan.refused.into_iter().map(|refused| refused.fault);
        (islands.collect(), faults.collect())
    }

    #[test]
    fn an_element_may_span_several_blocks() {
        let (islands, faults) =
            plan("<figure>\n\n文\n\n<figcaption>图</figcaption>\n\n</figure>\n");
        assert_eq!((islands.len(), faults), (1, vec![]));
    }

    #[test]
    fn what_is_not_closed_ends_with_its_block() {
        let (islands, faults) = plan("<div>\n\n甲 <b><i>乙</b>\n\n丙\n");
        assert_eq!(islands.len(), 2, "{islands:?}");
        let unclosed = ["div", "i"].map(|name| Fault::Unclosed(name.into()));
        assert_eq!(plan("甲 <b><i>乙</b>丙</i>").1, []);
        assert_eq!(faults, unclosed);
    }

    #[test]
    fn an_element_does_not_cross_the_end_of_a_paragraph() {
        let (_, faults) = plan("甲 <b>乙\n\n丙</b> 丁\n");
        let b = || "b".to_owned();
        assert_eq!(faults, [Fault::Unclosed(b()), Fault::Unopened(b())]);
    }

    #[test]
    fn a_type_parameter_is_no_html() {
        let (islands, faults) = plan("一个 Vec<T>。\n");
        assert_eq!(
            (islands, faults),
            (vec![], vec![Fault::Unclosed("T".into())])
        );
    }
}
