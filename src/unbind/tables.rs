//! Tables: XHTML → Markdown, or HTML where Markdown cannot say it.

use super::lists::is_one_line;
use super::words::Style;
use super::write::Writer;
use crate::html::escape::escaped;
use crate::reader::{Content, Element};

impl Writer<'_> {
    pub(super) fn table(&mut self, element: &Element) {
        if let Some(caption) = element.child("caption") {
            self.block(caption);
        }
        self.push_ids();
        let rows = rows(element);
        let cells: Vec<Vec<&Element>> = rows
            .iter()
            .map(|row| {
                let cells = row.elements();
                cells
                    .filter(|cell| matches!(cell.local(), "td" | "th"))
                    .collect()
            })
            .collect();
        let plain = |cell: &Element| {
            let single = |name| cell.attribute(name).is_none_or(|count| count.trim() == "1");
            single("colspan") && single("rowspan") && is_one_line(cell)
        };
        match cells.iter().flatten().all(|cell| plain(cell)) {
            true => self.simple(&cells),
            false => self.html(&cells),
        }
    }

    /// A table of lines.
    fn simple(&mut self, rows: &[Vec<&Element>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        if columns == 0 {
            return;
        }
        let has_head = rows
            .first()
            .is_some_and(|row| row.len() > 1 && row.iter().all(|cell| cell.local() == "th"));
        let mut lines = Vec::new();
        let empty = || vec![String::new(); columns];
        if !has_head {
            lines.push(empty());
        }
        for row in rows {
            let mut words: Vec<String> = row.iter().map(|cell| self.cell(cell)).collect();
            words.resize(columns, String::new());
            lines.push(words);
        }
        let mut out: Vec<String> = lines
            .iter()
            .map(|row| format!("| {} |", row.join(" | ")))
            .collect();
        out.insert(1, format!("|{}", " --- |".repeat(columns)));
        self.push(&out.join("\n"));
    }

    fn cell(&mut self, cell: &Element) -> String {
        self.meet(cell);
        let inner = cell.child("p").unwrap_or(cell);
        let children: Vec<&Content> = inner.children.iter().collect();
        let style = Style {
            one_line: true,
            ..Style::default()
        };
        let words = self.line(&children, style);
        let ids = self.take_ids();
        format!("{ids}{words}")
    }

    /// A table whose cells hold blocks or reach over others, as HTML.
    fn html(&mut self, rows: &[Vec<&Element>]) {
        let mut out = String::from("<table>\n");
        for row in rows {
            out.push_str("<tr>\n");
            for cell in row {
                let name = cell.local();
                out.push_str(&format!("<{name}"));
                for key in ["colspan", "rowspan"] {
                    let count = cell.attribute(key);
                    let count = count.and_then(|count| count.trim().parse::<u16>().ok());
                    if let Some(count) = count.filter(|count| *count > 1) {
                        out.push_str(&format!(" {key}=\"{count}\""));
                    }
                }
                out.push('>');
                let mut inner = String::new();
                self.markup(cell, name == "th", &mut inner);
                out.push_str(&format!("{}</{name}>\n", inner.trim()));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>");
        self.push(&out);
    }

    /// Writes what stands in `element` as HTML on one line.
    fn markup(&mut self, element: &Element, only_words: bool, out: &mut String) {
        for child in &element.children {
            match child {
                Content::Text(text) => {
                    let words: Vec<&str> = text.split([' ', '\t', '\n', '\r']).collect();
                    let words = words.join(" ");
                    let gap = out.is_empty() || out.ends_with([' ', '>']);
                    out.push_str(&escaped(if gap {
                        words.trim_start_matches(' ')
                    } else {
                        &words
                    }));
                }
                Content::Element(child) => self.tag(child, only_words, out),
            }
        }
    }

    fn tag(&mut self, element: &Element, only_words: bool, out: &mut String) {
        let name = element.local();
        let call = self.notes.calls.get(&(self.document, element.at)).copied();
        if let Some(note) = call {
            let number = self.number(note);
            return out.push_str(&format!("<sup>{number}</sup>"));
        }
        let is_block = super::index::is_block(name);
        let fits = KEPT.contains(&name) || BLOCKS.contains(&name) && !only_words;
        match name {
            _ if super::index::is_silent(element) => {}
            "br" => out.push_str("<br/>"),
            "img" => {
                let words = element.attribute("alt").unwrap_or_default();
                match self.picture_path(element) {
                    Some(path) => {
                        let (path, words) = (escaped(&path), escaped(words));
                        out.push_str(&format!("<img src=\"{path}\" alt=\"{words}\"/>"));
                    }
                    None => out.push_str(&escaped(words)),
                }
            }
            _ if fits => {
                let before = out.len();
                out.push_str(&format!("<{name}>"));
                let start = out.len();
                self.markup(element, only_words, out);
                match out.len() == start {
                    true => out.truncate(before),
                    false => out.push_str(&format!("</{name}>")),
                }
            }
            _ => {
                self.markup(element, only_words, out);
                if is_block {
                    out.push(' ');
                }
            }
        }
    }
}

/// Inline elements that stay in a table written as HTML.
const KEPT: &[&str] = &[
    "b", "cite", "code", "del", "em", "i", "kbd", "q", "s", "small", "strong", "sub", "sup", "u",
];

/// Blocks that stay in its cells.
const BLOCKS: &[&str] = &["blockquote", "li", "ol", "p", "ul"];

/// The rows of a table, those of tables in its cells left out.
fn rows(table: &Element) -> Vec<&Element> {
    let mut rows = Vec::new();
    for part in table.elements() {
        match part.local() {
            "tr" => rows.push(part),
            "thead" | "tbody" | "tfoot" => {
                rows.extend(part.elements().filter(|row| row.local() == "tr"));
            }
            _ => {}
        }
    }
    rows
}
