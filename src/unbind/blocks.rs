//! Paragraphs, headings and what else stands by itself: XHTML → Markdown.

use super::index::{Place, is_block, is_silent, says};
use super::words::Style;
use super::write::{Writer, indented};
use crate::reader::{Content, Element};

/// How deep an element may hide a block that is none by name.
const HIDDEN: usize = 6;

impl Writer<'_> {
    /// Writes what stands in `parent`: blocks, and runs of words as paragraphs.
    pub(super) fn blocks(&mut self, parent: &Element) {
        let children: Vec<&Content> = parent.children.iter().collect();
        self.content(&children);
    }

    fn content(&mut self, children: &[&Content]) {
        let mut from = 0;
        for (at, child) in children.iter().enumerate() {
            let Content::Element(element) = child else {
                continue;
            };
            let is_block = is_block(element.local()) || holds_block(element, HIDDEN);
            if !is_block && self.starts_at(element).is_some() {
                self.paragraph(&children[from..at]);
                self.start_at(element);
                from = at;
            }
            if is_block {
                self.paragraph(&children[from..at]);
                self.block(element);
                from = at + 1;
            }
        }
        self.paragraph(&children[from..]);
    }

    /// Writes a run of words; a picture alone is a figure.
    pub(super) fn paragraph(&mut self, run: &[&Content]) {
        if let Some(picture) = only_picture(run) {
            return self.figure_of(picture, "", "");
        }
        let before = std::mem::take(&mut self.waiting);
        let words = self.line(run, Style::default());
        let inner = std::mem::replace(&mut self.waiting, before);
        self.waiting.extend(inner);
        if words.is_empty() {
            return;
        }
        let ids = self.take_ids();
        self.push(&format!("{ids}{words}"));
    }

    /// Writes `element`, which stands by itself.
    pub(super) fn block(&mut self, element: &Element) {
        if is_silent(element) || self.is_note(element) || self.is_drawn(element) {
            return;
        }
        self.start_at(element);
        self.meet(element);
        match element.local() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "ul" | "ol" | "menu" | "dir" => self.list(element),
            "dl" => self.definitions(element),
            "blockquote" => self.quotation(element),
            "pre" => self.code_block(element),
            "table" => self.table(element),
            "figure" => self.figure(element),
            "hr" if says(element, &["pagebreak"]) => self.plain_page_break(element),
            "hr" => self.push("***"),
            "aside" => self.aside(element),
            _ if says(element, &["pagebreak"]) => self.plain_page_break(element),
            _ if is_for_notes(element) => self.notes_of(element),
            _ => self.blocks(element),
        }
    }

    fn plain_page_break(&mut self, element: &Element) {
        let before = std::mem::take(&mut self.waiting);
        let copy = Content::Element(Element {
            name: "span".to_owned(),
            ..element.clone()
        });
        let mark = self.line(&[&copy], Style::default());
        self.waiting = before;
        self.push(&mark);
    }

    /// The place of a chapter that begins at `element`, in the midst of a page.
    fn starts_at(&self, element: &Element) -> Option<Place> {
        if self.nested > 0 {
            return None;
        }
        let begins = |place: &&Place| {
            let own = super::index::ids(element).any(|id| id == place.1);
            let block = self.index.named.get(*place).map(|named| named.block);
            own || block.is_some_and(|block| block.at == element.at && block.local() != "body")
        };
        self.starts.keys().find(begins).cloned()
    }

    /// Begins the chapters that begin at `element`.
    fn start_at(&mut self, element: &Element) {
        while let Some(place) = self.starts_at(element) {
            if let Some(draft) = self.starts.remove(&place) {
                self.begin(draft);
            }
        }
    }

    fn heading(&mut self, element: &Element) {
        let level = element
            .local()
            .as_bytes()
            .get(1)
            .map_or(2, |digit| digit - b'0');
        let children: Vec<&Content> = element.children.iter().collect();
        let style = Style {
            one_line: true,
            ..Style::default()
        };
        let before = std::mem::take(&mut self.waiting);
        let words = self.line(&children, style);
        let inner = std::mem::replace(&mut self.waiting, before);
        self.waiting.extend(inner);
        if words.is_empty() {
            return;
        }
        if self.nested > 0 {
            // no heading of the chapter's
            let plain = !words.contains('*');
            return self.push(&if plain { format!("**{words}**") } else { words });
        }
        let is_first = self.out.is_empty() && self.chapter().body.is_empty();
        if is_first {
            self.chapter().heading = Some(element.text());
        }
        let lead = *self.chapter().level.get_or_insert(level);
        let level = match is_first {
            true => 1,
            false => (level.saturating_sub(lead) + 1).clamp(2, 6),
        };
        let mut ids = std::mem::take(&mut self.waiting).into_iter();
        let own = ids.next().map(|id| format!(" {{#{id}}}"));
        let others: String = ids.map(|id| format!("<span id=\"{id}\"></span>")).collect();
        let marks = "#".repeat(usize::from(level));
        let breaks = words.replace("<br/>", "\u{3000}");
        let end = match breaks.ends_with('#') {
            true => "<!-- -->",
            false => "",
        };
        self.push(&format!(
            "{marks} {others}{breaks}{end}{}",
            own.unwrap_or_default()
        ));
    }

    fn quotation(&mut self, element: &Element) {
        let inner = self.apart(|writer| writer.blocks(element));
        if !inner.is_empty() {
            let quoted = indented(&inner, "> ", "> ");
            self.push(&quoted);
        }
    }

    fn aside(&mut self, element: &Element) {
        let inner = self.apart(|writer| writer.blocks(element));
        if !inner.is_empty() {
            self.push(&format!("<aside>\n\n{inner}\n\n</aside>"));
        }
    }

    fn code_block(&mut self, element: &Element) {
        let text = element.text().replace("\r\n", "\n");
        let text = text.strip_prefix('\n').unwrap_or(&text);
        let text = text.trim_end();
        if text.trim().is_empty() {
            return;
        }
        self.push_ids();
        let mut longest = 2;
        for line in text.lines() {
            let line = line.trim_start();
            longest = longest.max(line.len() - line.trim_start_matches('`').len());
        }
        let fence = "`".repeat(longest + 1);
        let language = language(element).unwrap_or_default();
        self.push(&format!("{fence}{language}\n{text}\n{fence}"));
    }

    /// Writes the ids that wait before something that is no line of words.
    pub(super) fn push_ids(&mut self) {
        let ids = self.take_ids();
        self.push(&ids);
    }

    /// A figure: its pictures, the words below the last one as the caption, and whatever else.
    fn figure(&mut self, element: &Element) {
        let captions: Vec<&Element> = element.find_all("figcaption");
        let pictures: Vec<&Element> = element
            .all()
            .into_iter()
            .filter(|one| matches!(one.local(), "img" | "svg"))
            .collect();
        let all = element.elements();
        let others =
            all.filter(|one| matches!(one.local(), "table" | "pre" | "blockquote" | "ul" | "ol"));
        let plain = others.count() == 0 && captions.len() <= 1;
        let words_in = |one: &Element| one.text().trim().chars().count();
        let told: usize = captions.iter().map(|caption| words_in(caption)).sum();
        let drawn: usize = pictures.iter().map(|picture| words_in(picture)).sum();
        if !plain || words_in(element) > told + drawn {
            return self.blocks(element);
        }
        self.push_ids();
        let (caption, credit) = captions
            .first()
            .map_or_else(Default::default, |caption| self.caption(caption));
        let Some((last, before)) = pictures.split_last() else {
            let (mark, gap) = match self.is_wide() {
                true => ("【图】", ""),
                false => ("[Photo] ", " "),
            };
            let whole = [caption, credit].join(gap);
            if !whole.trim().is_empty() {
                self.push(&format!("> {mark}{}", whole.trim()));
            }
            return;
        };
        for picture in before {
            self.figure_of(picture, "", "");
        }
        self.figure_of(last, &caption, &credit);
    }

    fn is_wide(&self) -> bool {
        ["zh", "ja"].iter().any(|lang| self.lang.starts_with(lang))
    }

    /// The words of a caption, and those that say whose picture it is.
    fn caption(&mut self, caption: &Element) -> (String, String) {
        let style = Style {
            one_line: true,
            bracketed: true,
        };
        let credits: Vec<&Element> = caption
            .elements()
            .filter(|one| one.has_word("class", "credit"))
            .collect();
        let mut parts = Vec::new();
        let blocks: Vec<&Element> = caption
            .elements()
            .filter(|one| is_block(one.local()))
            .collect();
        if blocks.is_empty() {
            let children: Vec<&Content> = caption.children.iter().collect();
            parts.push(self.line(&children, style));
        }
        for block in blocks.iter().filter(|one| !credits.contains(one)) {
            let children: Vec<&Content> = block.children.iter().collect();
            parts.push(self.line(&children, style));
        }
        parts.retain(|part| !part.is_empty());
        let credit: Vec<String> = credits
            .iter()
            .map(|credit| credit.text().trim().to_owned())
            .collect();
        let credit = credit.join(" ").replace('\\', "\\\\").replace('"', "\\\"");
        (
            parts.join(if self.is_wide() { "\u{3000}" } else { " " }),
            credit,
        )
    }

    /// A picture by itself.
    pub(super) fn figure_of(&mut self, picture: &Element, caption: &str, credit: &str) {
        self.meet(picture);
        self.push_ids();
        let Some(path) = self.picture_path(picture) else {
            let words = [
                picture.attribute("alt").unwrap_or_default(),
                caption,
                credit,
            ]
            .join(" ");
            let mut out = String::new();
            super::words::add(words.trim(), &mut out, Style::default(), None, false);
            return self.push(out.trim());
        };
        let credit = match credit {
            "" => String::new(),
            credit => format!(" \"{credit}\""),
        };
        self.push(&format!("![{caption}]({path}{credit})"));
    }

    /// The path below `src` of the picture that `element` shows.
    pub(super) fn picture_path(&mut self, element: &Element) -> Option<String> {
        if element.local() == "svg" {
            return self.svg(element);
        }
        let source = ["src", "xlink:href", "href"]
            .iter()
            .find_map(|name| element.attribute(name))?;
        let path = self.pictures.path(self.epub, self.path, source)?;
        self.pictures
            .describe(&path, element.attribute("alt").unwrap_or_default());
        Some(path)
    }

    /// An SVG in a page: the one picture that it frames, else a picture of its own.
    fn svg(&mut self, element: &Element) -> Option<String> {
        let all = element.all();
        let drawn = all.iter().any(|one| {
            !matches!(
                one.local(),
                "svg" | "image" | "title" | "desc" | "g" | "defs" | "metadata"
            )
        });
        if !drawn {
            let image = element.find("image")?;
            return self.picture_path(image);
        }
        let title = element.child("title").map(Element::text);
        let path = self.pictures.draw(element);
        self.pictures.describe(&path, &title.unwrap_or_default());
        Some(path)
    }

    pub(super) fn picture_in_line(&mut self, element: &Element, out: &mut String) {
        let said = element.attribute("alt").unwrap_or_default();
        let mut words = String::new();
        let style = Style {
            one_line: true,
            bracketed: true,
        };
        super::words::add(said, &mut words, style, None, false);
        match self.picture_path(element) {
            Some(path) => {
                out.push_str(&self.take_ids());
                out.push_str(&format!("![{}]({path})", words.trim()));
            }
            None => out.push_str(words.trim()),
        }
    }

    pub(super) fn svg_in_line(&mut self, element: &Element, out: &mut String) {
        if let Some(path) = self.svg(element) {
            out.push_str(&format!("![]({path})"));
        }
    }

    /// Whether `element` is a note that stands behind the chapter that calls it.
    pub(super) fn is_note(&self, element: &Element) -> bool {
        self.notes.bodies.contains_key(&(self.document, element.at))
    }

    /// A place for notes: nothing is left of it when all its notes are called.
    fn notes_of(&mut self, element: &Element) {
        let inner = self.apart(|writer| writer.blocks(element));
        let only_heading = |line: &str| {
            line.is_empty() || line.starts_with("**") && line.ends_with("**") || line == "***"
        };
        if !inner.lines().all(only_heading) {
            self.push(&inner);
        }
    }

    /// The blocks of the note `body`, which stands in document `document`.
    pub(super) fn note(&mut self, body: &Element, document: usize) -> String {
        let path = self.index.path(document).unwrap_or(self.path);
        let before = (
            std::mem::replace(&mut self.document, document),
            std::mem::replace(&mut self.path, path),
        );
        let inner = self.apart(|writer| {
            writer.meet(body);
            writer.blocks(body);
        });
        (self.document, self.path) = before;
        // what stood around the way back
        inner
            .trim_start_matches(['.', ')', ']', ' ', '\u{A0}'])
            .to_owned()
    }

    /// Whether the editions draw `element` themselves, in an EPUB of ours.
    fn is_drawn(&mut self, element: &Element) -> bool {
        if !self.is_ours {
            return false;
        }
        let class = element.attribute("class").unwrap_or_default();
        let text = || Some(element.text().trim().to_owned());
        match (element.local(), class) {
            ("p", "part" | "source") => return true,
            ("p", "kicker") => self.chapter().front.kicker = text(),
            ("p", "deck") => self.chapter().front.deck = text(),
            ("p", "byline") => self.chapter().front.byline = text(),
            ("p", "section-name") => self.chapter().front.section = text(),
            _ => return false,
        }
        true
    }
}

/// Whether notes stand in `element` and nothing else, as it says.
fn is_for_notes(element: &Element) -> bool {
    let kinds = ["endnotes", "footnotes", "rearnotes"];
    says(element, &kinds) || kinds.iter().any(|kind| element.has_word("class", kind))
}

fn language(element: &Element) -> Option<String> {
    let code = element.child("code").unwrap_or(element);
    let words = code.attribute("class").or(element.attribute("class"))?;
    let mut words = words.split_whitespace();
    let named = words
        .clone()
        .find_map(|word| word.strip_prefix("language-"));
    let named = named.or_else(|| {
        let is_source = words.next() == Some("sourceCode");
        is_source.then(|| words.next()).flatten()
    })?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-_#.".contains(c);
    (!named.is_empty() && named.chars().all(plain)).then(|| named.to_owned())
}

/// The picture that `run` is, when it holds no words.
fn only_picture<'e>(run: &[&'e Content]) -> Option<&'e Element> {
    let mut found = None;
    for child in run {
        match child {
            Content::Text(text) if text.trim().is_empty() => {}
            Content::Text(_) => return None,
            Content::Element(element) if matches!(element.local(), "img" | "svg") => {
                if found.replace(element).is_some() {
                    return None;
                }
            }
            Content::Element(_) => return None,
        }
    }
    found
}

/// Whether there is a block within `element`, which is none itself.
fn holds_block(element: &Element, depth: usize) -> bool {
    depth > 0
        && element
            .elements()
            .any(|child| is_block(child.local()) || holds_block(child, depth - 1))
}
