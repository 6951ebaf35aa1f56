//! Which raw HTML of a chapter may pass: decided before anything is written, so that every tag that
//! is written has its partner in the right place.
//!
//! Raw HTML comes in pieces (an open tag in one block, Markdown after it, the close tag in another
//! block), so well-formedness is a matter of the whole chapter: one walk over its events keeps a
//! stack of Markdown elements and raw ones. What fails is left out with its place; what looks like
//! no HTML at all (`Vec<T>` in a sentence) is shown as it stands.

use super::elements::{Content, Element, element, is_unsafe};
use super::markdown::{Event, Events, Tag, TagEnd, is_inline};
use super::tags::{Token, attributes, tokens};
use std::collections::BTreeMap;
use std::ops::Range;

/// What happens to one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Written anew.
    Pass,
    /// Left out.
    Drop,
    /// Shown as text.
    Show,
}

/// Why markup did not pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// An open tag without its close tag.
    Unclosed(String),
    /// A close tag without its open tag.
    Unopened(String),
    /// An element where XHTML does not allow it.
    Misplaced(&'static str),
    /// An element that HTML does not have, or that no book needs.
    Unknown(String),
    /// An element that would run, load or send something.
    Unsafe(String),
}

/// A fault and the token it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    /// Which event.
    pub(super) event: usize,
    /// Which bytes of the event's words.
    pub(super) bytes: Range<usize>,
    /// Why.
    pub(super) fault: Fault,
}

/// The verdicts on the raw HTML of one chapter.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// By event, for each of its tokens.
    verdicts: BTreeMap<usize, Vec<Verdict>>,
    /// What did not pass, in the order of the text.
    pub(super) refused: Vec<Refused>,
    /// The ids that passed, in order.
    pub(super) ids: Vec<String>,
}

impl Plan {
    /// The verdict on token `token` of event `event`.
    pub(super) fn verdict(&self, event: usize, token: usize) -> Verdict {
        let of_event = self.verdicts.get(&event);
        let verdict = of_event.and_then(|verdicts| verdicts.get(token));
        verdict.copied().unwrap_or(Verdict::Drop)
    }

    /// Judges the raw HTML among `events`.
    pub(super) fn of(events: &Events<'_>) -> Self {
        let mut judge = Judge {
            plan: Self::default(),
            open: Vec::new(),
        };
        for index in 0..events.len() {
            match events.get(index) {
                Some(Event::Html(text) | Event::InlineHtml(text)) => judge.raw(index, text),
                // the wrapper of a raw block is nothing on the page
                Some(Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock)) => {}
                Some(Event::Start(tag)) => judge.start(tag),
                Some(Event::End(_)) => judge.end(),
                Some(Event::Text(_) | Event::Code(_)) => judge.words(),
                _ => {}
            }
        }
        judge.end();
        judge.plan.refused.sort_by_key(|r| (r.event, r.bytes.start));
        judge.plan.collect_ids(events);
        judge.plan
    }

    fn collect_ids(&mut self, events: &Events<'_>) {
        for (&event, verdicts) in &self.verdicts {
            let Some(Event::Html(text) | Event::InlineHtml(text)) = events.get(event) else {
                continue;
            };
            for ((token, _), verdict) in tokens(text).iter().zip(verdicts) {
                if let (Token::Open { attributes, .. }, Verdict::Pass) = (token, verdict) {
                    self.ids.extend(id_of(attributes));
                }
            }
        }
    }
}

/// The id, or old-fashioned name, that a tag gives its place.
pub(super) fn id_of(text: &str) -> Option<String> {
    let attributes = attributes(text);
    let named = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted);
    let (_, value) = named("id").or_else(|| named("name"))?;
    (!value.is_empty()).then(|| value.to_string())
}

/// An element that is open during the walk.
enum Open {
    Markdown(Content),
    Raw(RawOpen),
}

#[derive(Clone)]
struct RawOpen {
    /// Its name in lower case, and as written.
    name: String,
    shown: String,
    element: Option<&'static Element>,
    verdict: Verdict,
    event: usize,
    token: usize,
    bytes: Range<usize>,
}

impl RawOpen {
    /// Whether HTML has such an element, be it one that no book may use.
    fn is_html(&self) -> bool {
        self.element.is_some() || is_unsafe(&self.name)
    }
}

struct Judge {
    plan: Plan,
    open: Vec<Open>,
}

impl Judge {
    fn raw(&mut self, event: usize, text: &str) {
        let list = tokens(text);
        self.plan
            .verdicts
            .insert(event, vec![Verdict::Drop; list.len()]);
        for (token, (markup, bytes)) in list.into_iter().enumerate() {
            match markup {
                Token::Text(words) => {
                    if !words.trim().is_empty() {
                        self.words();
                    }
                    self.set(event, token, Verdict::Pass);
                }
                Token::Comment(_) => self.set(event, token, Verdict::Pass),
                Token::Open { name, closed, .. } => {
                    let element = element(&name);
                    let empty = element.is_some_and(|e| e.content == Content::Nothing);
                    let tag = RawOpen {
                        element,
                        shown: text[bytes.start + 1..][..name.len()].to_owned(),
                        name,
                        verdict: Verdict::Drop,
                        event,
                        token,
                        bytes,
                    };
                    self.opening(tag, closed || empty);
                }
                Token::Close(name) => {
                    let shown = text[bytes.clone()].trim_matches(['<', '/', '>', ' ']);
                    self.closing(&name, shown, event, token, bytes);
                }
                Token::Other => {}
            }
        }
    }

    fn opening(&mut self, mut tag: RawOpen, empty: bool) {
        let fault = match tag.element {
            Some(element) if self.allows(element) => None,
            Some(element) => Some(Fault::Misplaced(element.name)),
            None if is_unsafe(&tag.name) => Some(Fault::Unsafe(tag.name.clone())),
            None if empty => Some(Fault::Unknown(tag.shown.clone())),
            // known at its close tag, or at the lack of it
            None => None,
        };
        if tag.element.is_some() && fault.is_none() {
            tag.verdict = Verdict::Pass;
        }
        if let Some(fault) = fault {
            self.refuse(tag.event, &tag.bytes, fault);
        }
        self.set(tag.event, tag.token, tag.verdict);
        if !empty {
            self.open.push(Open::Raw(tag));
        }
    }

    fn closing(
        &mut self,
        name: &str,
        shown: &str,
        event: usize,
        token: usize,
        bytes: Range<usize>,
    ) {
        let mut raw = self.open.iter().rev().map_while(|open| match open {
            Open::Raw(raw) => Some(raw),
            Open::Markdown(_) => None,
        });
        let Some(above) = raw.position(|raw| raw.name == name) else {
            return self.unopened(name, shown, event, token, bytes);
        };
        for _ in 0..above {
            self.unclosed();
        }
        if let Some(Open::Raw(raw)) = self.open.pop() {
            self.set(event, token, raw.verdict);
            if !raw.is_html() {
                self.refuse(raw.event, &raw.bytes, Fault::Unknown(raw.shown));
            }
        }
    }

    fn unopened(
        &mut self,
        name: &str,
        shown: &str,
        event: usize,
        token: usize,
        bytes: Range<usize>,
    ) {
        let known = element(name);
        if known.is_none() && !is_unsafe(name) {
            self.set(event, token, Verdict::Show);
        }
        // `</br>` closes nothing, and an unsafe element has been spoken of already
        if !is_unsafe(name) && known.is_none_or(|e| e.content != Content::Nothing) {
            self.refuse(event, &bytes, Fault::Unopened(shown.to_owned()));
        }
    }

    /// Refuses the innermost open raw element, which has no close tag.
    fn unclosed(&mut self) {
        let Some(Open::Raw(raw)) = self.open.pop() else {
            return;
        };
        let html = raw.is_html();
        let now = if html { Verdict::Drop } else { Verdict::Show };
        self.set(raw.event, raw.token, now);
        let passed = raw.verdict == Verdict::Pass;
        if passed || !html {
            self.refuse(raw.event, &raw.bytes, Fault::Unclosed(raw.shown));
        }
        if passed
            && raw
                .element
                .is_some_and(|element| !element.parents.is_empty())
        {
            // what stood in a cell stands in the table itself now, which holds no words
            self.make_room(Content::Words);
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        let coming = match is_inline(&tag.to_end()) {
            true => Content::Words,
            false => Content::Blocks,
        };
        self.make_room(coming);
        self.open
            .push(Open::Markdown(content_of(tag, self.content())));
    }

    /// Words have come: an element that may hold none is refused.
    fn words(&mut self) {
        self.make_room(Content::Words);
    }

    /// Refuses open raw elements, from the innermost, until something of kind `coming` may stand.
    fn make_room(&mut self, coming: Content) {
        let mut misfits = Vec::new();
        for open in self.open.iter_mut().rev() {
            let Open::Raw(raw) = open else { break };
            let (Some(element), Verdict::Pass) = (raw.element, raw.verdict) else {
                continue;
            };
            match element.content {
                Content::Blocks => break,
                Content::Words if coming == Content::Words => break,
                _ => {}
            }
            raw.verdict = Verdict::Drop;
            misfits.push((raw.clone(), element.name));
        }
        for (raw, name) in misfits {
            self.drop_since(raw.event, raw.token);
            self.refuse(raw.event, &raw.bytes, Fault::Misplaced(name));
        }
    }

    /// Leaves out a tag and all the markup that stood within its element so far: rows and cells have
    /// lost their parent.
    fn drop_since(&mut self, event: usize, token: usize) {
        for (&at, verdicts) in self.plan.verdicts.range_mut(event..) {
            let first = if at == event { token } else { 0 };
            verdicts[first..].fill(Verdict::Drop);
        }
    }

    /// A Markdown element ends, or the chapter: raw elements in it must have ended.
    fn end(&mut self) {
        while let Some(Open::Raw(_)) = self.open.last() {
            self.unclosed();
        }
        self.open.pop();
    }

    /// Whether `element` may stand here.
    fn allows(&self, element: &Element) -> bool {
        if element.name == "a" && self.is_in("a") {
            return false;
        }
        if element.parents.is_empty() {
            return match self.content() {
                Content::Blocks => true,
                Content::Words => element.inline,
                Content::Parts | Content::Nothing => false,
            };
        }
        match self.open.iter().rev().find_map(passed) {
            Some(Some(parent)) => element.parents.contains(&parent.name),
            _ => false,
        }
    }

    fn is_in(&self, wanted: &str) -> bool {
        let mut elements = self.open.iter().filter_map(passed).flatten();
        elements.any(|element| element.name == wanted)
    }

    /// What the innermost element may hold.
    fn content(&self) -> Content {
        let innermost = self.open.iter().rev().find_map(|open| match open {
            Open::Markdown(content) => Some(*content),
            Open::Raw(_) => passed(open).flatten().map(|element| element.content),
        });
        innermost.unwrap_or(Content::Blocks)
    }

    fn set(&mut self, event: usize, token: usize, verdict: Verdict) {
        if let Some(verdicts) = self.plan.verdicts.get_mut(&event) {
            verdicts[token] = verdict;
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

/// The raw element, if it passed; `Some(None)` for a Markdown element.
fn passed(open: &Open) -> Option<Option<&'static Element>> {
    match open {
        Open::Markdown(_) => Some(None),
        Open::Raw(raw) if raw.verdict == Verdict::Pass => Some(raw.element),
        Open::Raw(_) => None,
    }
}

/// What a Markdown element may hold.
fn content_of(tag: &Tag<'_>, around: Content) -> Content {
    match tag {
        Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_) => Content::Blocks,
        Tag::List(_) | Tag::Table(_) | Tag::TableHead | Tag::TableRow => Content::Parts,
        Tag::Image { .. } => around,
        _ => Content::Words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::guard::Guarded;

    /// The markup that passes, and the faults.
    fn judged(body: &str) -> (Vec<String>, Vec<Fault>) {
        let guarded = Guarded::new(body);
        let events = Events::of(&guarded);
        let plan = Plan::of(&events);
        let mut passed = Vec::new();
        for index in 0..events.len() {
            let Some(Event::Html(text) | Event::InlineHtml(text)) = events.get(index) else {
                continue;
            };
            for (token, (markup, bytes)) in tokens(text).into_iter().enumerate() {
                let is_tag = matches!(markup, Token::Open { .. } | Token::Close(_));
                if is_tag && plan.verdict(index, token) == Verdict::Pass {
                    passed.push(text[bytes].to_owned());
                }
            }
        }
        let faults = plan
            .refused
            .into_iter()
            .map(|refused| refused.fault)
            .collect();
        (passed, faults)
    }

    #[test]
    fn an_element_may_span_several_blocks() {
        let (passed, faults) =
            judged("<figure>\n\n文\n\n<figcaption>图</figcaption>\n\n</figure>\n");
        assert_eq!(
            passed,
            ["<figure>", "<figcaption>", "</figcaption>", "</figure>"]
        );
        assert_eq!(faults, []);
    }

    #[test]
    fn what_is_not_closed_is_refused_alone() {
        let (passed, faults) = judged("<div>\n\n甲 <b><i>乙</b>\n\n</div>\n");
        assert_eq!(passed, ["<div>", "<b>", "</b>", "</div>"]);
        assert_eq!(faults, [Fault::Unclosed("i".into())]);
    }

    #[test]
    fn an_element_does_not_cross_the_end_of_a_paragraph() {
        let (passed, faults) = judged("甲 <b>乙\n\n丙</b> 丁\n");
        assert!(passed.is_empty());
        let b = || "b".to_owned();
        assert_eq!(faults, [Fault::Unclosed(b()), Fault::Unopened(b())]);
    }

    #[test]
    fn blocks_do_not_stand_in_lines() {
        let (passed, faults) = judged("甲 <div>乙</div>\n");
        assert!(passed.is_empty());
        assert_eq!(faults, [Fault::Misplaced("div")]);
        let (passed, faults) = judged("<p>\n\n甲\n\n</p>\n");
        assert!(passed.is_empty());
        assert_eq!(faults, [Fault::Misplaced("p")]);
    }

    #[test]
    fn markdown_within_the_frame_of_a_table_undoes_the_table() {
        let (passed, faults) = judged("<table>\n\n甲\n\n<tr><td>乙</td></tr></table>\n");
        assert!(passed.is_empty(), "{passed:?}");
        assert_eq!(faults[0], Fault::Misplaced("table"));
    }

    #[test]
    fn scripts_are_refused() {
        let (passed, faults) = judged("<script>\nx\n</script>\n\n甲 <iframe src=x></iframe>\n");
        assert!(passed.is_empty());
        let [script, iframe] = ["script", "iframe"].map(|n| Fault::Unsafe(n.into()));
        assert_eq!(faults, [script, iframe]);
    }
}
