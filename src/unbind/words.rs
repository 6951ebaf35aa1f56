//! Words in a line: XHTML → Markdown.

use super::index::{is_silent, says};
use super::write::{LINK, LINK_END, LINK_WORDS, Target, Writer};
use crate::chapter::{line_start, marked};
use crate::reader::{Content, Element, Reference, resolve, scheme};
use crate::text::chars::joins_without_space;

/// How many neighbours are asked for the character that follows.
const NEAR: usize = 8;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// On one line: headings, cells of tables.
    pub(super) one_line: bool,
    /// In brackets: words of links and captions.
    pub(super) bracketed: bool,
}

/// Elements that Markdown has no marks for and books may keep.
const KEPT: &[&str] = &[
    "abbr", "bdi", "cite", "dfn", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "samp", "small",
    "sub", "sup", "u", "var",
];

impl Writer<'_> {
    /// The words of `children` on lines of their own, ready to stand as a paragraph; empty when there
    /// are none.
    pub(super) fn line(&mut self, children: &[&Content], style: Style) -> String {
        let mut out = String::new();
        self.words(children, &mut out, style, None);
        let mut text = out.trim_end_matches([' ', '\u{3000}']);
        while let Some(shorter) = text.strip_suffix("\\\n").or(text.strip_suffix("<br/>")) {
            text = shorter.trim_end_matches([' ', '\u{3000}']);
        }
        // an indent of the paper's is the style sheet's matter
        let text = text.trim_start_matches([' ', '\u{3000}', '\u{A0}']);
        if style.bracketed || text.is_empty() {
            return text.to_owned();
        }
        let lines = text.split('\n').map(|line| match line_start(line) {
            Some(at) if !line.starts_with('`') => format!("{}\\{}", &line[..at], &line[at..]),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Adds the words of `children`, which `after` follows.
    pub(super) fn words(
        &mut self,
        children: &[&Content],
        out: &mut String,
        style: Style,
        after: Option<char>,
    ) {
        for (at, child) in children.iter().enumerate() {
            let next = || first_character(&children[at + 1..]).or(after);
            match child {
                Content::Text(text) => {
                    let more = at + 1 < children.len();
                    add(text, out, style, next(), more);
                }
                Content::Element(element) => {
                    let next = next();
                    self.inline(element, out, style, next);
                }
            }
        }
    }

    fn inline(&mut self, element: &Element, out: &mut String, style: Style, after: Option<char>) {
        if is_silent(element) {
            return;
        }
        if self.is_note(element) {
            return;
        }
        self.meet(element);
        let name = element.local();
        if says(element, &["pagebreak"]) {
            return self.page_break(element, out);
        }
        if !matches!(name, "img" | "svg" | "br" | "a") && !self.waiting.is_empty() {
            out.push_str(&self.take_ids());
        }
        match name {
            "br" => self.line_break(out, style),
            "img" | "image" => self.picture_in_line(element, out),
            "svg" => self.svg_in_line(element, out),
            "math" => self.formula(element, out, style),
            "a" => self.link(element, out, style, after),
            "em" | "i" => self.stressed(element, "*", "em", out, style, after),
            "strong" | "b" => self.stressed(element, "**", "strong", out, style, after),
            "s" | "strike" | "del" => self.stressed(element, "~~", "del", out, style, after),
            "code" | "tt" => code(&element.text(), out),
            "input" if element.attribute("type") == Some("checkbox") => {
                let done = element.attribute("checked").is_some();
                out.push_str(if done { "[x] " } else { "[ ] " });
            }
            "sup" | "sub" if self.holds_a_call(element) => {
                self.inside(element, out, style, after);
            }
            name if KEPT.contains(&name) => self.kept(element, name, out, style, after),
            "span" | "bdo" | "font" if self.foreign(element).is_some() => {
                self.kept(element, "span", out, style, after);
            }
            _ => self.inside(element, out, style, after),
        }
    }

    fn inside(&mut self, element: &Element, out: &mut String, style: Style, after: Option<char>) {
        let children: Vec<&Content> = element.children.iter().collect();
        self.words(&children, out, style, after);
    }

    /// Whether `element` holds the call of a note and nothing else.
    fn holds_a_call(&self, element: &Element) -> bool {
        let calls = |one: &&Element| self.notes.calls.contains_key(&(self.document, one.at));
        let mut links = element.elements().filter(|one| one.local() == "a");
        let call = links.find(calls);
        call.is_some_and(|call| call.text().trim() == element.text().trim())
    }

    fn line_break(&mut self, out: &mut String, style: Style) {
        let trimmed = out.trim_end_matches(' ').len();
        out.truncate(trimmed);
        if style.one_line {
            out.push_str("<br/>");
        } else if !out.is_empty() && !out.ends_with("\\\n") {
            out.push_str("\\\n");
        }
    }

    fn page_break(&mut self, element: &Element, out: &mut String) {
        let said = ["title", "aria-label"]
            .iter()
            .find_map(|name| element.attribute(name));
        let words = element.text();
        let label = said.unwrap_or(words.trim()).trim_end_matches('.').trim();
        if !label.is_empty() && !label.contains("--") {
            out.push_str(&format!("<!-- page {label} -->"));
        }
    }

    /// Words between marks; blanks at their ends stand outside.
    fn stressed(
        &mut self,
        element: &Element,
        mark: &str,
        name: &str,
        out: &mut String,
        style: Style,
        after: Option<char>,
    ) {
        let mut inner = String::new();
        self.inside(element, &mut inner, style, after);
        let words = inner.trim_matches([' ', '\n', '\u{3000}']);
        let words = words.trim_end_matches("\\\n").trim_end();
        if words.is_empty() {
            return out.push_str(&inner);
        }
        let start = inner.find(words).unwrap_or(0);
        let (head, tail) = (&inner[..start], &inner[start + words.len()..]);
        if !(head.trim_matches(' ').is_empty() && (out.is_empty() || out.ends_with([' ', '\n']))) {
            out.push_str(head);
        }
        let last = mark.chars().next();
        let outside = tail.chars().next().or(after);
        // a mark behind a mark would be taken for one longer mark
        let plain =
            out.chars().next_back() != last && !words.contains(mark) && !words.contains('\n');
        let broken = !plain || words.starts_with('<') || words.ends_with('>');
        match broken {
            true => out.push_str(&format!("<{name}>{words}</{name}>")),
            false => out.push_str(&marked(mark, name, words, out.chars().next_back(), outside)),
        }
        out.push_str(tail);
    }

    /// The language of `element`, when it is not that of the book.
    fn foreign<'e>(&self, element: &'e Element) -> Option<&'e str> {
        let lang = element
            .attribute("xml:lang")
            .or(element.attribute("lang"))?;
        (!lang.is_empty() && lang != self.lang && !lang.contains(['"', '<'])).then_some(lang)
    }

    fn kept(
        &mut self,
        element: &Element,
        name: &str,
        out: &mut String,
        style: Style,
        after: Option<char>,
    ) {
        let mut inner = String::new();
        self.inside(element, &mut inner, style, after);
        if inner.trim().is_empty() {
            return out.push_str(&inner);
        }
        out.push_str(&format!("<{name}"));
        if let Some(lang) = self.foreign(element) {
            out.push_str(&format!(" lang=\"{lang}\""));
        }
        if let Some(title) = element.attribute("title").filter(|_| name == "abbr") {
            out.push_str(&format!(
                " title=\"{}\"",
                crate::html::escape::escaped(title)
            ));
        }
        out.push_str(&format!(">{inner}</{name}>"));
    }

    fn link(&mut self, element: &Element, out: &mut String, style: Style, after: Option<char>) {
        let key = (self.document, element.at);
        if let Some(&note) = self.notes.calls.get(&key) {
            let number = self.number(note);
            out.push_str(&format!("[^{number}]"));
            return;
        }
        if self.notes.back.contains(&key) || says(element, &["backlink"]) {
            return;
        }
        if !self.waiting.is_empty() {
            out.push_str(&self.take_ids());
        }
        let target = element.attribute("href").and_then(|href| self.target(href));
        let Some(target) = target.filter(|_| !style.bracketed) else {
            return self.inside(element, out, style, after);
        };
        let mut inner = String::new();
        let bracketed = Style {
            bracketed: true,
            ..style
        };
        self.inside(element, &mut inner, bracketed, after);
        let words = inner.trim();
        if words.is_empty() {
            return out.push_str(&inner);
        }
        if inner.starts_with(' ') && !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
        let number = self.links.len();
        self.links.push(target);
        out.push_str(&format!("{LINK}{number}{LINK_WORDS}{words}{LINK_END}"));
        if inner.ends_with(' ') {
            out.push(' ');
        }
    }

    /// Where `href` leads, when a book may lead there.
    fn target(&self, href: &str) -> Option<Target> {
        let known = scheme(href);
        if let Some(known) = known {
            let fits = matches!(known.as_str(), "http" | "https" | "mailto" | "tel");
            let clean: String = href.split_whitespace().collect();
            return fits.then_some(Target::Outside(clean));
        }
        match resolve(self.path, href) {
            Reference::Inside(..) => self.index.place(self.path, href).map(Target::Inside),
            Reference::Remote(_) | Reference::Outside => None,
        }
    }

    /// A formula: its TeX where it stands beside, else its words.
    fn formula(&mut self, element: &Element, out: &mut String, style: Style) {
        let annotations = element.find_all("annotation");
        let tex = annotations.iter().find(|one| {
            let encoding = one.attribute("encoding").unwrap_or_default();
            encoding.to_ascii_lowercase().contains("tex")
        });
        let said = element.attribute("alttext");
        let tex = tex
            .map(|one| one.text())
            .or_else(|| said.map(str::to_owned));
        match tex.map(|tex| tex.split_whitespace().collect::<Vec<_>>().join(" ")) {
            Some(tex) if !tex.is_empty() && !tex.contains('$') => {
                let display = element.attribute("display") == Some("block");
                let mark = if display { "$$" } else { "$" };
                out.push_str(&format!("{mark}{tex}{mark}"));
            }
            _ => add(&element.text(), out, style, None, false),
        }
    }
}

/// Code in a line: more backticks around it than it holds in a row.
fn code(text: &str, out: &mut String) {
    let words = text.replace(['\n', '\t'], " ");
    if words.trim().is_empty() {
        return out.push_str(&words);
    }
    let (mut longest, mut run) = (0, 0);
    for c in words.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    let edge = words.starts_with(['`', ' ']) || words.ends_with(['`', ' ']);
    let gap = if edge { " " } else { "" };
    out.push_str(&format!("{fence}{gap}{words}{gap}{fence}"));
}

/// The first character of the words of `children`.
fn first_character(children: &[&Content]) -> Option<char> {
    children.iter().take(NEAR).find_map(|child| match child {
        Content::Text(text) => text.chars().next(),
        Content::Element(element) if is_silent(element) => None,
        Content::Element(element) if element.local() == "br" => Some('\n'),
        Content::Element(element) => {
            let children: Vec<&Content> = element.children.iter().collect();
            first_character(&children)
        }
    })
}

/// Adds `text` with blanks as HTML sees them, and backslashes before what Markdown would take for a
/// mark; `more` tells that something follows, `after` what its first character is.
pub(super) fn add(text: &str, out: &mut String, style: Style, after: Option<char>, more: bool) {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            let mut line = c == '\n';
            while let Some(&(_, blank)) = chars.peek()
                && matches!(blank, ' ' | '\t' | '\n' | '\r')
            {
                line |= blank == '\n';
                chars.next();
            }
            let next = chars.peek().map(|&(_, c)| c).or(after);
            let joins = line
                && out
                    .chars()
                    .next_back()
                    .zip(next)
                    .is_some_and(|(a, b)| joins_without_space(a, b));
            if !(out.is_empty() || out.ends_with([' ', '\n']) || joins) {
                out.push(' ');
            }
            continue;
        }
        if matches!(c, '\u{FDD0}'..='\u{FDEF}') {
            continue;
        }
        let rest = chars.peek().map(|&(_, c)| c);
        let next = rest.or(after);
        let before = out.chars().next_back();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_mark = match c {
            '\\' | '*' | '`' | '~' | '^' | '$' | '|' => true,
            '_' => !(word(before) && word(next)),
            '[' => style.bracketed || out.is_empty() || matches!(next, None | Some('^')),
            ']' => style.bracketed || matches!(next, None | Some('(' | '[' | ':')),
            '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_entity(&text[at + 1..]),
            '!' => matches!(rest, Some('[')) || rest.is_none() && more,
            '{' => style.one_line || next == Some('{'),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Whether `&` before `text` begins an entity: `amp;`, `#38;`.
fn is_entity(text: &str) -> bool {
    let name = text.strip_prefix('#').unwrap_or(text);
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    length > 0 && name[length..].starts_with(';')
}
