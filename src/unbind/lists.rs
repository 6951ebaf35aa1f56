//! Lists: XHTML → Markdown.

use super::index::is_block;
use super::words::Style;
use super::write::{Writer, indented};
use crate::reader::{Content, Element};

impl Writer<'_> {
    pub(super) fn list(&mut self, element: &Element) {
        let numbered = element.local() == "ol";
        let start = element
            .attribute("start")
            .and_then(|start| start.parse::<u32>().ok());
        let mut number = start.unwrap_or(1);
        let mut items: Vec<String> = Vec::new();
        let mut loose = false;
        // a list right behind another one would go on with it
        let dash = match self.out.rsplit('\n').next().unwrap_or_default() {
            line if line.starts_with("- ") || line.starts_with("  ") => "* ",
            _ => "- ",
        };
        let point = match self.out.rsplit("\n\n").next().unwrap_or_default() {
            line if line
                .split_once(". ")
                .is_some_and(|(n, _)| n.parse::<u32>().is_ok()) =>
            {
                ')'
            }
            _ => '.',
        };
        for child in &element.children {
            let inner = match child {
                Content::Text(text) if text.trim().is_empty() => continue,
                // what may not stand here, and does
                Content::Text(_) => self.apart(|writer| writer.paragraph(&[child])),
                Content::Element(item) if self.is_note(item) => continue,
                Content::Element(item) if item.local() == "li" => self.apart(|writer| {
                    writer.meet(item);
                    writer.blocks(item);
                }),
                Content::Element(item) => self.apart(|writer| writer.block(item)),
            };
            if inner.is_empty() {
                continue;
            }
            let tight = inner.lines().all(|line| !line.is_empty()) || opens_list(&inner);
            loose |= !tight;
            let mark = match numbered {
                true => format!("{number}{point} "),
                false => dash.to_owned(),
            };
            number += 1;
            items.push(indented(&inner, &mark, &" ".repeat(mark.len())));
        }
        let gap = if loose { "\n\n" } else { "\n" };
        let whole = items.join(gap);
        self.push(&match loose {
            true => whole,
            false => tightened(&whole),
        });
    }

    pub(super) fn definitions(&mut self, element: &Element) {
        let mut out = String::new();
        for part in parts(element) {
            match part.local() {
                "dt" => {
                    let children: Vec<&Content> = part.children.iter().collect();
                    self.meet(part);
                    let style = Style {
                        one_line: true,
                        ..Style::default()
                    };
                    let words = self.line(&children, style);
                    if !out.is_empty() {
                        out.push_str("\n\n");
                    }
                    let ids = self.take_ids();
                    out.push_str(&format!("{ids}{words}"));
                }
                _ => {
                    let inner = self.apart(|writer| {
                        writer.meet(part);
                        writer.blocks(part);
                    });
                    if !inner.is_empty() {
                        out.push_str(&format!("\n{}", indented(&inner, ": ", "  ")));
                    }
                }
            }
        }
        self.push(out.trim_start_matches('\n'));
    }
}

/// The terms and definitions of a list, out of the groups that they may stand in.
fn parts(list: &Element) -> Vec<&Element> {
    let all = list.elements();
    all.flat_map(|child| match child.local() {
        "div" => child.elements().collect(),
        _ => vec![child],
    })
    .collect()
}

/// Whether an item is words and then a list, which needs no blank line between.
fn opens_list(inner: &str) -> bool {
    let mut blocks = inner.split("\n\n");
    blocks.next();
    blocks.all(|block| {
        let line = block.trim_start();
        line.starts_with("- ") || line.starts_with("* ") || is_numbered(line)
    })
}

fn is_numbered(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && line[digits..].starts_with(['.', ')'])
}

/// A list without blank lines.
fn tightened(list: &str) -> String {
    let lines = list.lines().filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether every cell or item of `element` is one line of words.
pub(super) fn is_one_line(element: &Element) -> bool {
    let blocks = element.elements().filter(|one| is_block(one.local()));
    let blocks: Vec<&Element> = blocks.collect();
    match blocks.as_slice() {
        [] => true,
        [one] => {
            one.local() == "p"
                && element
                    .children
                    .iter()
                    .all(|child| !matches!(child, Content::Text(text) if !text.trim().is_empty()))
        }
        _ => false,
    }
}
