//! The events of a parser as a tree.

use crate::html::options;
use pulldown_cmark::{Event, Options, Parser, Tag};
use std::ops::Range;

/// An element, or an event that is none.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub event: Event<'t>,
    /// Its bytes in the text.
    pub range: Range<usize>,
    pub children: Vec<Node<'t>>,
}

impl<'t> Node<'t> {
    /// Its element, when it is one.
    pub fn tag(&self) -> Option<&Tag<'t>> {
        match &self.event {
            Event::Start(tag) => Some(tag),
            _ => None,
        }
    }

    /// Whether it stands in a line of words.
    pub fn is_inline(&self) -> bool {
        match &self.event {
            Event::Start(tag) => matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Superscript
                    | Tag::Subscript
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            ),
            Event::Rule | Event::Html(_) => false,
            _ => true,
        }
    }
}

/// The blocks of `text`, in order.
pub(super) fn blocks(text: &str) -> Vec<Node<'_>> {
    let options = options() | Options::ENABLE_MATH;
    let mut open: Vec<Node<'_>> = Vec::new();
    let mut top = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let node = match event {
            Event::End(_) => open.pop(),
            event => {
                let begins = matches!(event, Event::Start(_));
                let children = Vec::new();
                let node = Node {
                    event,
                    range,
                    children,
                };
                if begins {
                    open.push(node);
                    continue;
                }
                Some(node)
            }
        };
        match open.last_mut() {
            Some(parent) => parent.children.extend(node),
            None => top.extend(node),
        }
    }
    top
}
