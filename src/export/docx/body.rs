//! The XHTML of a chapter → paragraphs, lists and tables.

use super::Document;
use super::runs::{Look, run};
use crate::media::Picture;
use crate::reader::{Content, Element};
use std::collections::{BTreeMap, BTreeSet};

/// What a picture at a path is, when it is there.
type Pictures<'p> = &'p dyn Fn(&str) -> Option<(Picture, Vec<u8>)>;

pub(super) struct Writer<'d, 't> {
    pub(super) document: &'d mut Document,
    pub(super) pictures: Pictures<'t>,
    /// The chapter's notes by id.
    pub(super) notes: BTreeMap<&'t str, &'t Element>,
    /// Ids of notes that were called.
    pub(super) called: BTreeSet<&'t str>,
    /// Ids that links of the chapter may lead to, given to the next paragraph.
    pub(super) waiting: Vec<String>,
    /// Whether a note is being written: there are no notes in notes.
    pub(super) in_note: bool,
}

/// Where a block stands.
#[derive(Clone)]
pub(super) struct Around {
    /// The style of paragraphs that have none of their own.
    style: &'static str,
    /// `w:numPr` of a list's item, for its first paragraph.
    number: Option<(usize, usize)>,
    /// How many lists and quotations are around.
    depth: usize,
}

impl Around {
    /// In the chapter itself.
    pub fn styled(style: &'static str) -> Self {
        Self {
            style,
            number: None,
            depth: 0,
        }
    }
}

impl<'d, 't> Writer<'d, 't> {
    pub fn new(document: &'d mut Document, root: &'t Element, pictures: Pictures<'t>) -> Self {
        let all = root.all().into_iter();
        let notes = all.filter(|one| one.has_word("role", "doc-footnote"));
        let notes = notes
            .filter_map(|note| Some((note.attribute("id")?, note)))
            .collect();
        Self {
            document,
            pictures,
            notes,
            called: BTreeSet::new(),
            waiting: Vec::new(),
            in_note: false,
        }
    }

    /// Writes a whole chapter, notes that nobody calls at its end.
    pub fn chapter(&mut self, root: &'t Element, prefix: &str) {
        self.waiting
            .push(format!("{prefix}{}", crate::html::ARTICLE_ID));
        self.block(root, &Around::styled("BodyText"));
        let called = std::mem::take(&mut self.called);
        let rest: Vec<&'t Element> = self
            .notes
            .iter()
            .filter(|(id, _)| !called.contains(*id))
            .map(|(_, note)| *note)
            .collect();
        for note in rest {
            self.blocks(note, &Around::styled("FootnoteText"));
        }
    }

    /// The blocks in `element`, and the words between them as paragraphs.
    pub(super) fn blocks(&mut self, element: &'t Element, around: &Around) {
        let mut line: Vec<&'t Content> = Vec::new();
        let mut around = around.clone();
        for child in &element.children {
            match child {
                Content::Element(one) if is_block(one) => {
                    self.line(&mut line, &mut around);
                    self.block(one, &around);
                    around.number = None;
                }
                other => line.push(other),
            }
        }
        self.line(&mut line, &mut around);
    }

    fn line(&mut self, line: &mut Vec<&'t Content>, around: &mut Around) {
        let line = std::mem::take(line);
        let blank = |one: &&Content| matches!(one, Content::Text(text) if text.trim().is_empty());
        if !line.iter().all(blank) {
            let runs = self.inline(&line, Look::default());
            self.paragraph(&runs, around);
            around.number = None;
        }
    }

    fn block(&mut self, element: &'t Element, around: &Around) {
        if element.has_word("role", "doc-footnote") {
            return;
        }
        self.waiting
            .extend(element.attribute("id").map(str::to_owned));
        let style = |style| Around {
            style,
            ..around.clone()
        };
        match element.local() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(element),
            "p" | "dt" | "summary" | "caption" => {
                let own = match element.attribute("class").unwrap_or("") {
                    "kicker" | "section-name" => "Kicker",
                    "deck" => "Deck",
                    "byline" => "Byline",
                    "caption" => "Caption",
                    "credit" => "Credit",
                    "source" => "Source",
                    _ if element.local() == "dt" => "Term",
                    _ => around.style,
                };
                let runs = self.runs(element, Look::default());
                let around = style(own);
                if !runs.is_empty() || around.number.is_some() {
                    self.paragraph(&runs, &around);
                }
            }
            "ul" | "ol" => self.list(element, around),
            "blockquote" => self.blocks(
                element,
                &Around {
                    depth: around.depth + 1,
                    ..style("Quote")
                },
            ),
            "dd" => self.blocks(
                element,
                &Around {
                    depth: around.depth + 1,
                    ..around.clone()
                },
            ),
            "pre" => self.code(element, around),
            "hr" => {
                self.document.body += "<w:p><w:pPr><w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"auto\"/></w:pBdr></w:pPr></w:p>";
            }
            "table" => self.table(element),
            _ => self.blocks(element, around),
        }
    }

    fn heading(&mut self, element: &'t Element) {
        let level = element.local()[1..].parse().unwrap_or(1);
        let name = element.attribute("id").unwrap_or("").to_owned();
        let runs = self.runs(element, Look::default());
        let style = [
            "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6",
        ];
        let style = style.get(level - 1).copied().unwrap_or("Heading6");
        self.paragraph(&runs, &Around::styled(style));
        let words = element.children.iter().filter_map(|child| match child {
            Content::Element(one) if one.has_word("role", "doc-noteref") => None,
            Content::Element(one) if one.local() == "br" => Some("\u{3000}".to_owned()),
            Content::Element(one) => Some(one.text()),
            Content::Text(text) => Some(text.clone()),
        });
        let words = words.collect();
        self.document.headings.push((level, name, words));
    }

    fn paragraph(&mut self, runs: &str, around: &Around) {
        let style = around.style;
        let mut properties = format!("<w:pStyle w:val=\"{style}\"/>");
        if !self.in_note && std::mem::take(&mut self.document.new_page) {
            properties += "<w:pageBreakBefore/>";
        }
        if let Some((list, level)) = around.number {
            properties += &format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
            );
        } else if around.depth > 0 {
            properties += &format!(
                "<w:ind w:left=\"{}\" w:firstLine=\"0\" w:firstLineChars=\"0\"/>",
                around.depth * 420
            );
        }
        let mut content = runs.to_owned();
        for name in std::mem::take(&mut self.waiting) {
            content = self.document.bookmarked(&name, &content);
        }
        self.document.body += &format!("<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>");
    }

    fn list(&mut self, element: &'t Element, around: &Around) {
        let list = if element.local() == "ol" {
            let start = element
                .attribute("start")
                .and_then(|start| start.parse().ok());
            self.document.lists.push(start.unwrap_or(1));
            self.document.lists.len() + 1
        } else {
            1
        };
        for item in element.elements() {
            let inner = Around {
                style: "ListParagraph",
                number: Some((list, around.depth.min(8))),
                depth: around.depth + 1,
            };
            self.waiting.extend(item.attribute("id").map(str::to_owned));
            self.blocks(item, &inner);
        }
    }

    fn code(&mut self, element: &'t Element, around: &Around) {
        let text = element.text();
        let lines: Vec<String> = text
            .trim_end_matches('\n')
            .split('\n')
            .map(|line| run(line, &Look::default()))
            .collect();
        let runs = lines.join("<w:r><w:br/></w:r>");
        self.paragraph(
            &runs,
            &Around {
                style: "SourceCode",
                number: None,
                ..around.clone()
            },
        );
    }

    fn table(&mut self, element: &'t Element) {
        let rows = element.find_all("tr");
        let cells = |row: &&Element| row.elements().count();
        let columns = rows.iter().map(cells).max().unwrap_or(0).max(1);
        let mut out = String::from(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>",
        );
        out += &"<w:gridCol/>".repeat(columns);
        out += "</w:tblGrid>";
        if let Some(caption) = element.child("caption") {
            let runs = self.runs(caption, Look::default());
            self.paragraph(&runs, &Around::styled("Caption"));
        }
        let before = std::mem::take(&mut self.document.body);
        for row in rows {
            out += "<w:tr>";
            if row.elements().all(|cell| cell.local() == "th") {
                out += "<w:trPr><w:tblHeader/></w:trPr>";
            }
            for cell in row.elements() {
                let span = cell
                    .attribute("colspan")
                    .and_then(|span| span.parse::<usize>().ok());
                let span = span.map_or(String::new(), |span| {
                    format!("<w:gridSpan w:val=\"{span}\"/>")
                });
                out += &format!("<w:tc><w:tcPr><w:tcW w:w=\"0\" w:type=\"auto\"/>{span}</w:tcPr>");
                self.blocks(cell, &Around::styled("Compact"));
                let content = std::mem::take(&mut self.document.body);
                // a cell ends in a paragraph
                out += if content.ends_with("</w:p>") {
                    &content
                } else {
                    "<w:p/>"
                };
                out += "</w:tc>";
            }
            out += "</w:tr>";
        }
        // two tables in a row would be one
        self.document.body = format!("{before}{out}</w:tbl><w:p/>");
    }
}

/// Whether `element` is a block, as [`Writer::block`] has it.
fn is_block(element: &Element) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "hr",
        "table",
        "figure",
        "figcaption",
        "section",
        "header",
        "footer",
        "aside",
        "div",
        "details",
        "summary",
        "article",
        "nav",
        "caption",
    ];
    let math = element.local() == "math" && element.attribute("display") == Some("block");
    BLOCKS.contains(&element.local()) || math
}
