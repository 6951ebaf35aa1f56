//! A piece of raw HTML → its tags, comments and words, as browsers read them.
//!
//! The tokenizer is html5ever's; what it does not tell, the bytes of each tag, is found by feeding it
//! from one `>` to the next. Each piece is read by itself, so that no unclosed quotation mark or
//! comment swallows what follows it in the chapter.

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, ScriptEscapeKind};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Markup {
    /// Words, entities decoded.
    Text(String),
    /// `<name …>`; names in lower case, values decoded, the first attribute of each name.
    Open {
        /// The element's name.
        name: String,
        /// Its attributes.
        attributes: Vec<(String, String)>,
        /// Whether it ends in `/>`.
        closed: bool,
    },
    /// `</name>`.
    Close(String),
    /// What stands between `<!--` and `-->`.
    Comment(String),
}

/// The pieces of `text`, each with its bytes; words and comments have none of their own.
pub(super) fn scan(text: &str) -> Vec<(Markup, Range<usize>)> {
    let tokenizer = Tokenizer::new(
        Sink::default(),
        html5ever::tokenizer::TokenizerOpts::default(),
    );
    let queue = BufferQueue::default();
    let mut found = Vec::new();
    let mut last = 0;
    for chunk in text.split_inclusive('>') {
        let end = chunk.as_ptr() as usize - text.as_ptr() as usize + chunk.len();
        queue.push_back(StrTendril::from_slice(chunk));
        // a script's end hands control back; there is nothing to run
        while !matches!(tokenizer.feed(&queue), html5ever::TokenizerResult::Done) {}
        tokenizer.sink.take(text, &mut last, end, &mut found);
    }
    tokenizer.end();
    tokenizer.sink.take(text, &mut last, text.len(), &mut found);
    found
}

/// Elements whose content is no markup, and for which it is thrown away.
fn raw_kind(name: &str) -> Option<RawKind> {
    Some(match name {
        "script" => RawKind::ScriptData,
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => RawKind::Rawtext,
        "title" | "textarea" => RawKind::Rcdata,
        _ => return None,
    })
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
    /// Whether an element whose content is thrown away is open.
    mute: Cell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let kind = match &token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => raw_kind(&tag.name),
            _ => None,
        };
        match &token {
            Token::TagToken(_) => self.mute.set(kind.is_some()),
            Token::CharacterTokens(_) if self.mute.get() => return TokenSinkResult::Continue,
            _ => {}
        }
        self.tokens.borrow_mut().push(token);
        match kind {
            Some(RawKind::ScriptDataEscaped(ScriptEscapeKind::Escaped)) | None => {
                TokenSinkResult::Continue
            }
            Some(kind) => TokenSinkResult::RawData(kind),
        }
    }
}

impl Sink {
    /// Moves what was read up to the byte `end` of `text` to `found`; the tag before ended at `last`.
    fn take(
        &self,
        text: &str,
        last: &mut usize,
        end: usize,
        found: &mut Vec<(Markup, Range<usize>)>,
    ) {
        for token in self.tokens.borrow_mut().drain(..) {
            match token {
                Token::CharacterTokens(words) => match found.last_mut() {
                    Some((Markup::Text(text), _)) => text.push_str(&words),
                    _ => found.push((Markup::Text(words.to_string()), *last..*last)),
                },
                Token::CommentToken(comment) => {
                    found.push((Markup::Comment(comment.to_string()), *last..end));
                    *last = end;
                }
                Token::TagToken(tag) => {
                    let place = place(text, *last, end, &tag);
                    *last = end;
                    found.push((markup(tag), place));
                }
                _ => {}
            }
        }
    }
}

fn markup(tag: Tag) -> Markup {
    let name = tag.name.to_string();
    match tag.kind {
        TagKind::EndTag => Markup::Close(name),
        TagKind::StartTag => Markup::Open {
            name,
            attributes: tag
                .attrs
                .iter()
                .map(|a| (a.name.local.to_string(), a.value.to_string()))
                .collect(),
            closed: tag.self_closing,
        },
    }
}

/// Where in `text` between `from` and `to` the tag stands; it ends at `to`.
fn place(text: &str, from: usize, to: usize, tag: &Tag) -> Range<usize> {
    let opening = match tag.kind {
        TagKind::StartTag => "<",
        TagKind::EndTag => "</",
    };
    let wanted = format!("{opening}{}", tag.name);
    let within = &text.as_bytes()[from..to];
    let found = within
        .windows(wanted.len())
        .position(|bytes| bytes.eq_ignore_ascii_case(wanted.as_bytes()));
    from + found.unwrap_or(0)..to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let pieces = scan(text).into_iter();
        pieces
            .map(|(markup, bytes)| match markup {
                Markup::Text(words) => words,
                Markup::Comment(comment) => format!("({comment})"),
                _ => text[bytes].to_owned(),
            })
            .collect()
    }

    #[test]
    fn tags_are_read_as_browsers_read_them() {
        let text = "<P CLASS=x>a < b &amp; c<br/></p><!-- n --><img alt='1 > 0'>";
        let wanted = [
            "<P CLASS=x>",
            "a < b & c",
            "<br/>",
            "</p>",
            "( n )",
            "<img alt='1 > 0'>",
        ];
        assert_eq!(read(text), wanted);
    }

    #[test]
    fn attributes_need_no_quotes() {
        let read = scan("<a id=a Class = \"b &lt; c\" open title='d'  id=e>");
        let Some((Markup::Open { attributes, .. }, _)) = read.first() else {
            panic!("{read:?}");
        };
        let wanted = [
            ("id", "a"),
            ("class", "b < c"),
            ("open", ""),
            ("title", "d"),
        ];
        let read = attributes.iter().map(|(n, v)| (n.as_str(), v.as_str()));
        assert!(read.eq(wanted));
    }

    #[test]
    fn a_script_is_no_text() {
        let text = "甲<script>if (a<b) {}</SCRIPT>乙";
        assert_eq!(read(text), ["甲", "<script>", "</SCRIPT>", "乙"]);
        assert_eq!(read("<script>never <b>closed"), ["<script>"]);
    }

    #[test]
    fn what_never_ends_is_no_tag() {
        assert_eq!(read("甲 <a href=\"x"), ["甲 "]);
    }
}
