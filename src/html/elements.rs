//! The HTML elements that raw HTML in a chapter may use, and where each may stand.
//!
//! The content model is HTML's, cut down to what an EPUB content document must not break
//! (EPUB 3.3 §6.1: XHTML syntax of HTML). Everything that runs, loads or asks for input is absent.

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing: `br`, `img`.
    Nothing,
    /// Text and inline elements.
    Words,
    /// Paragraphs and everything else.
    Blocks,
    /// Nothing but elements that name it as their parent.
    Parts,
}

/// An element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name.
    pub(super) name: &'static str,
    /// What it may hold.
    pub(super) content: Content,
    /// Whether it may stand in a line of text.
    pub(super) inline: bool,
    /// The elements it must stand in; none means anywhere.
    pub(super) parents: &'static [&'static str],
}

const fn inline(name: &'static str, content: Content) -> Element {
    Element {
        name,
        content,
        inline: true,
        parents: &[],
    }
}

const fn block(name: &'static str, content: Content) -> Element {
    Element {
        name,
        content,
        inline: false,
        parents: &[],
    }
}

const fn part(name: &'static str, content: Content, parents: &'static [&'static str]) -> Element {
    Element {
        name,
        content,
        inline: false,
        parents,
    }
}

const SECTIONS: &[&str] = &["table", "thead", "tbody", "tfoot"];

/// Every element that may pass, sorted by name.
const ELEMENTS: &[Element] = &[
    inline("a", Content::Words),
    inline("abbr", Content::Words),
    block("address", Content::Blocks),
    block("article", Content::Blocks),
    block("aside", Content::Blocks),
    inline("b", Content::Words),
    inline("bdi", Content::Words),
    block("blockquote", Content::Blocks),
    inline("br", Content::Nothing),
    part("caption", Content::Words, &["table"]),
    inline("cite", Content::Words),
    inline("code", Content::Words),
    part("col", Content::Nothing, &["colgroup"]),
    part("colgroup", Content::Parts, &["table"]),
    part("dd", Content::Blocks, &["dl"]),
    inline("del", Content::Words),
    block("details", Content::Blocks),
    inline("dfn", Content::Words),
    block("div", Content::Blocks),
    block("dl", Content::Parts),
    part("dt", Content::Words, &["dl"]),
    inline("em", Content::Words),
    part("figcaption", Content::Blocks, &["figure"]),
    block("figure", Content::Blocks),
    block("footer", Content::Blocks),
    block("h1", Content::Words),
    block("h2", Content::Words),
    block("h3", Content::Words),
    block("h4", Content::Words),
    block("h5", Content::Words),
    block("h6", Content::Words),
    block("header", Content::Blocks),
    block("hr", Content::Nothing),
    inline("i", Content::Words),
    inline("img", Content::Nothing),
    inline("ins", Content::Words),
    inline("kbd", Content::Words),
    part("li", Content::Blocks, &["ol", "ul"]),
    inline("mark", Content::Words),
    block("ol", Content::Parts),
    block("p", Content::Words),
    block("pre", Content::Words),
    inline("q", Content::Words),
    part("rp", Content::Words, &["ruby"]),
    part("rt", Content::Words, &["ruby"]),
    inline("ruby", Content::Words),
    inline("s", Content::Words),
    inline("samp", Content::Words),
    block("section", Content::Blocks),
    inline("small", Content::Words),
    inline("span", Content::Words),
    inline("strong", Content::Words),
    inline("sub", Content::Words),
    part("summary", Content::Words, &["details"]),
    inline("sup", Content::Words),
    block("table", Content::Parts),
    part("tbody", Content::Parts, &["table"]),
    part("td", Content::Blocks, &["tr"]),
    part("tfoot", Content::Parts, &["table"]),
    part("th", Content::Words, &["tr"]),
    part("thead", Content::Parts, &["table"]),
    inline("time", Content::Words),
    part("tr", Content::Parts, SECTIONS),
    inline("u", Content::Words),
    block("ul", Content::Parts),
    inline("var", Content::Words),
    inline("wbr", Content::Nothing),
];

/// The element `name`, when it may pass.
pub(super) fn element(name: &str) -> Option<&'static Element> {
    let found = ELEMENTS.binary_search_by(|element| element.name.cmp(name));
    found.ok().map(|index| &ELEMENTS[index])
}

/// Whether `name` is an element that runs, loads or sends something.
pub(super) fn is_unsafe(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "iframe"
            | "frame"
            | "frameset"
            | "object"
            | "embed"
            | "applet"
            | "base"
            | "link"
            | "meta"
            | "form"
            | "input"
            | "button"
            | "select"
            | "textarea"
            | "audio"
            | "video"
            | "source"
            | "track"
            | "portal"
    )
}

/// Whether attribute `name` may pass on `element` with `value`; `id`, `href`, `src` and `alt` are
/// dealt with on their own.
pub(super) fn allows(element: &str, name: &str, value: &str) -> bool {
    let number =
        || !value.is_empty() && value.len() < 6 && value.bytes().all(|b| b.is_ascii_digit());
    match (element, name) {
        (_, "title") => !value.trim().is_empty(),
        (_, "lang") => is_language(value),
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        ("img", "width" | "height") => number(),
        ("td" | "th", "colspan" | "rowspan") => number() && value != "0",
        ("th", "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        ("ol", "start") | ("li", "value") => number(),
        ("ol", "type") => matches!(value, "1" | "a" | "A" | "i" | "I"),
        ("ol", "reversed") | ("details", "open") => true,
        ("time", "datetime") => crate::book::is_day(value),
        _ => false,
    }
}

/// The class that stands for an attribute of old HTML.
pub(super) fn class_of(name: &str, value: &str) -> Option<&'static str> {
    match (name, value.to_ascii_lowercase().as_str()) {
        ("align", "left") => Some("left"),
        ("align", "center" | "middle") => Some("center"),
        ("align", "right") => Some("right"),
        _ => None,
    }
}

/// Whether nobody misses attribute `name` of `element`: it is dealt with elsewhere, or means nothing
/// in a book.
pub(super) fn is_silent(element: &str, name: &str) -> bool {
    match (element, name) {
        (_, "id" | "name") | ("a", "href") | ("img", "src" | "alt") => true,
        ("a", "target" | "rel" | "hreflang" | "type" | "download" | "ping") => true,
        ("img", "loading" | "decoding" | "sizes" | "width" | "height" | "border") => true,
        (_, "align" | "tabindex" | "role" | "class" | "title") => true,
        _ => name.starts_with("data-") || name.starts_with("aria-"),
    }
}

fn is_language(tag: &str) -> bool {
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    (2..=3).contains(&tag.split('-').next().unwrap_or("").len()) && tag.split('-').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(ELEMENTS.is_sorted_by(|a, b| a.name < b.name));
        assert_eq!(element("wbr").map(|e| e.content), Some(Content::Nothing));
        assert_eq!(element("script"), None);
    }
}
