//! SVG pictures: well-formed, of known size, and standing on their own.
//!
//! A book shows an SVG file as a picture, without network and without running anything; whatever
//! such a file loads from elsewhere would be missing, and a checker would refuse the book for it.

use super::entities;
use super::picture::{Format, Picture, Prepared};
use crate::diagnostic::Text;
use crate::say;
use crate::xml::{self, Element, Node};
use std::borrow::Cow;
use std::ops::Range;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Elements that run something, or hold what is no picture.
const FOREIGN: &[&str] = &[
    "script",
    "handler",
    "listener",
    "foreignObject",
    "iframe",
    "embed",
    "object",
    "audio",
    "video",
    "canvas",
];

/// Makes of `text` an SVG picture that stands on its own: without script, without anything loaded
/// from elsewhere, without pages of HTML inside it, without a document type. What needs none of this
/// stays as it is.
pub(super) fn clean(text: &str) -> Result<Prepared, Text> {
    let marked = text.starts_with('\u{FEFF}');
    let text = text.trim_start_matches('\u{FEFF}');
    let (plain, typed) = match entities::resolved(text)? {
        Some(resolved) => (Cow::Owned(resolved), true),
        None => (Cow::Borrowed(text), false),
    };
    let mut cleaner = Cleaner::default();
    let scanned = xml::scan(&plain, &[], &mut |node, place| cleaner.node(&node, place));
    scanned.map_err(|fault| {
        let line = plain[..fault.at].matches('\n').count() + 1;
        let (en, zh) = (fault.reason.en, fault.reason.zh);
        say!(
            "SVG picture that cannot be used: {en} (line {line})",
            "SVG 图片无法使用：{zh}（第 {line} 行）"
        )
    })?;
    let picture = cleaner
        .picture
        .ok_or_else(|| say!("not an SVG picture", "不是 SVG 图片"))?;
    let changed = typed || marked || !cleaner.edits.is_empty();
    Ok(Prepared {
        picture,
        bytes: changed.then(|| edited(&plain, &cleaner.edits).into_bytes()),
        taken_out: listed(&cleaner.taken_out),
    })
}

fn edited(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (place, words) in edits {
        // an empty element that goes is told of twice
        if place.start >= from {
            out.push_str(&text[from..place.start]);
            out.push_str(words);
            from = place.end;
        }
    }
    out.push_str(&text[from..]);
    out
}

fn listed(taken_out: &[Text]) -> Option<Text> {
    let join = |of: fn(&Text) -> &str, comma: &str| {
        let words: Vec<&str> = taken_out.iter().map(of).collect();
        words.join(comma)
    };
    (!taken_out.is_empty()).then(|| Text {
        en: join(|text| &text.en, ", "),
        zh: join(|text| &text.zh, "、"),
    })
}

#[derive(Default)]
struct Cleaner {
    picture: Option<Picture>,
    depth: usize,
    in_style: bool,
    /// The depth and the first byte of an element that goes.
    going: Option<(usize, usize)>,
    /// Places and what is to stand there, in order.
    edits: Vec<(Range<usize>, String)>,
    taken_out: Vec<Text>,
}

impl Cleaner {
    fn node(&mut self, node: &Node<'_>, place: Range<usize>) -> Result<(), Text> {
        match node {
            Node::Open(element) => {
                if self.depth == 0 {
                    self.root(element)?;
                }
                if self.going.is_none() {
                    self.element(element, place);
                }
                self.depth += 1;
            }
            Node::Close => {
                self.in_style = false;
                self.depth -= 1;
                if let Some((depth, start)) = self.going
                    && depth == self.depth
                {
                    self.going = None;
                    self.edits.push((start..place.end, String::new()));
                }
            }
            Node::Text(words) if self.in_style && self.going.is_none() => {
                if let Some(kept) = self.without_loads(words) {
                    self.edits.push((place, kept));
                }
            }
            Node::Instruction(words) if words.starts_with("xml-stylesheet") => {
                self.took(loaded(words));
                self.edits.push((place, String::new()));
            }
            Node::Text(_) | Node::Instruction(_) | Node::Reference(_) | Node::DocumentType(_) => {}
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'_>, place: Range<usize>) {
        let name = element.local_name();
        let animates = |wanted: fn(&str) -> bool| {
            let target = element.attribute("attributeName").unwrap_or("");
            wanted(xml::local(target))
        };
        if FOREIGN.contains(&name)
            || animates(|target| target == "href" || target.starts_with("on"))
        {
            self.took(match name {
                "script" | "handler" | "listener" => say!("a script", "脚本"),
                _ => say!("`<{name}>`", "`<{name}>`"),
            });
            self.going = Some((self.depth, place.start));
            return;
        }
        self.in_style = name == "style";
        let kept: Vec<&(String, String)> = element
            .attributes
            .iter()
            .filter(|(key, value)| self.keeps(name, xml::local(key), value))
            .collect();
        if kept.len() < element.attributes.len() {
            let mut tag = format!("<{}", element.name);
            for (key, value) in kept {
                tag.push_str(&format!(" {key}=\"{}\"", escaped(value)));
            }
            tag.push_str(if element.is_empty { "/>" } else { ">" });
            self.edits.push((place, tag));
        }
    }

    /// Whether the attribute `key` of an element `name` may stay.
    fn keeps(&mut self, name: &str, key: &str, value: &str) -> bool {
        if key.starts_with("on") {
            self.took(say!("a script", "脚本"));
            return false;
        }
        let fine = match key {
            "href" | "src" if name == "a" => leads_to_a_page(value),
            "href" | "src" => is_inside(value),
            _ => style_loads(value).is_none(),
        };
        if !fine {
            self.took(loaded(style_loads(value).as_deref().unwrap_or(value)));
        }
        fine
    }

    /// The style sheet `css` without what it loads; `None` when it loads nothing.
    fn without_loads(&mut self, css: &str) -> Option<String> {
        self.took(loaded(&style_loads(css)?));
        let mut out = String::new();
        let mut rest = css;
        // hidden behind escapes: nothing of it can be trusted
        if css.contains('\\') {
            return Some(out);
        }
        while let Some(at) = rest.find("@import") {
            out.push_str(&rest[..at]);
            let end = rest[at..]
                .find([';', '}'])
                .map_or(rest.len(), |end| at + end + 1);
            rest = &rest[end..];
        }
        out.push_str(rest);
        let mut kept = String::new();
        let mut rest = out.as_str();
        while let Some(at) = rest.to_ascii_lowercase().find("url(") {
            let end = rest[at..].find(')').map_or(rest.len(), |end| at + end + 1);
            kept.push_str(&rest[..at]);
            kept.push_str(match is_inside(reference(&rest[at + 4..end])) {
                true => &rest[at..end],
                false => "none",
            });
            rest = &rest[end..];
        }
        kept.push_str(rest);
        Some(kept)
    }

    fn took(&mut self, what: Text) {
        if !self.taken_out.contains(&what) {
            self.taken_out.push(what);
        }
    }

    fn root(&mut self, root: &Element<'_>) -> Result<(), Text> {
        if self.picture.is_some() {
            return Err(say!("it has two roots", "有两个根元素"));
        }
        let bound = match root.name.split_once(':') {
            Some((prefix, _)) => root.attribute(&format!("xmlns:{prefix}")),
            None => root.attribute("xmlns"),
        };
        if root.local_name() != "svg" || bound != Some(NAMESPACE) {
            return Err(say!(
                "its first element is not `<svg xmlns=\"{NAMESPACE}\">`: write it so",
                "第一个元素不是 `<svg xmlns=\"{NAMESPACE}\">`：请补上"
            ));
        }
        let (width, height) = size(root);
        self.picture = Some(Picture {
            format: Format::Svg,
            width,
            height,
        });
        Ok(())
    }
}

fn loaded(what: &str) -> Text {
    let what: String = what.trim().chars().take(60).collect();
    say!("`{what}`, which lies outside it", "图片之外的 `{what}`")
}

fn escaped(value: &str) -> String {
    value
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
        .replace('\n', "&#10;")
        .replace('\t', "&#9;")
}

/// Whether a reference stays within the file, or holds pixels.
fn is_inside(reference: &str) -> bool {
    let reference = bare(reference);
    let pixels = ["png", "jpeg", "jpg", "gif", "webp"];
    let holds = |data: &str| pixels.iter().any(|kind| data.starts_with(kind));
    reference.is_empty()
        || reference.starts_with('#')
        || reference.strip_prefix("data:image/").is_some_and(holds)
}

/// Whether a link may stand in a book.
fn leads_to_a_page(reference: &str) -> bool {
    let reference = bare(reference);
    let schemes = ["http:", "https:", "mailto:"];
    !reference.contains(':') || schemes.iter().any(|scheme| reference.starts_with(scheme))
}

/// `reference` in small letters, without the blanks and control characters that browsers overlook.
fn bare(reference: &str) -> String {
    let seen = |c: &char| !c.is_whitespace() && !c.is_control();
    reference
        .chars()
        .filter(seen)
        .flat_map(char::to_lowercase)
        .collect()
}

/// What a style sheet or an attribute's style loads from outside, escapes resolved.
fn style_loads(style: &str) -> Option<String> {
    let plain = match style.contains('\\') {
        true => Cow::Owned(unescaped(style)),
        false => Cow::Borrowed(style),
    };
    let lower = plain.to_ascii_lowercase();
    if lower.contains("@import") {
        return Some("@import".to_owned());
    }
    let named = lower.split("url(").skip(1);
    let mut named = named.map(|part| reference(part).to_owned());
    named.find(|named| !is_inside(named))
}

/// What stands between the brackets of `url(`, quotation marks aside.
fn reference(after: &str) -> &str {
    let reference = after.split(')').next().unwrap_or("");
    reference.trim().trim_matches(['"', '\''])
}

/// CSS with its escapes resolved (CSS Syntax 3 §4.3.7).
fn unescaped(css: &str) -> String {
    let mut out = String::new();
    let mut rest = css.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut digits = String::new();
        while digits.len() < 6
            && let Some(digit) = rest.next_if(char::is_ascii_hexdigit)
        {
            digits.push(digit);
        }
        match u32::from_str_radix(&digits, 16) {
            Ok(code) => {
                out.extend(char::from_u32(code));
                rest.next_if(|c| c.is_whitespace());
            }
            Err(_) => out.extend(rest.next()),
        }
    }
    out
}

/// Width and height in pixels: the attributes where both are absolute lengths, else the view box
/// (SVG 2 §8.2), else nothing.
fn size(root: &Element<'_>) -> (u32, u32) {
    let length = |name| root.attribute(name).and_then(pixels);
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return (width, height);
    }
    let view: Vec<f64> = root
        .attribute("viewBox")
        .unwrap_or("")
        .split([' ', ',', '\t', '\n', '\r'])
        .filter_map(|number| number.parse().ok())
        .collect();
    match view[..] {
        [_, _, width, height] => (rounded(width), rounded(height)),
        _ => (0, 0),
    }
}

/// A CSS length in pixels (CSS Values 4 §6.2); `None` for relative ones.
fn pixels(length: &str) -> Option<u32> {
    let length = length.trim();
    let unit =
        length.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-'));
    let number: f64 = length[..length.len() - unit.len()].parse().ok()?;
    let scale = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(rounded(number * scale))
}

/// The nearest whole number of pixels, from 0 to a million.
fn rounded(pixels: f64) -> u32 {
    pixels.round().clamp(0.0, 1e6) as u32
}
