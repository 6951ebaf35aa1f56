//! Blocks in their one form.

use super::tree::{Node, blocks};
use crate::html::same_reading;
use crate::text::chars::joins_without_space;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Tag};

/// `text` with every block in its form, those excepted that would read differently.
pub(super) fn formatted(text: &str) -> String {
    let writer = Writer { text };
    let nodes = blocks(text);
    let mut out: Vec<String> = Vec::new();
    let mut done = 0;
    for (i, node) in nodes.iter().enumerate() {
        // what no event tells of: definitions of links
        let indent =
            text[..node.range.start].len() - text[..node.range.start].trim_end_matches(' ').len();
        let start = (node.range.start - indent).max(done);
        out.extend(gap(&text[done..start]));
        done = node.range.end.max(start);
        let verbatim = trimmed(&text[start..done]);
        let neat = writer.block(node, i.checked_sub(1).map(|i| &nodes[i]));
        let neat = neat.filter(|neat| same_reading(neat, verbatim));
        out.push(neat.unwrap_or_else(|| verbatim.to_owned()));
    }
    out.extend(gap(&text[done..]));
    let mut whole = out.join("\n\n");
    if !whole.is_empty() {
        whole.push('\n');
    }
    whole
}

fn gap(text: &str) -> Option<String> {
    let text = trimmed(text);
    (!text.trim().is_empty()).then(|| {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n")
    })
}

/// `text` without blank lines at its ends; the indent of its first line stays.
fn trimmed(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some((line, rest)) = text.split_once('\n') {
        if !line.trim().is_empty() {
            break;
        }
        text = rest;
    }
    text
}

struct Writer<'t> {
    text: &'t str,
}

impl Writer<'_> {
    /// The form of `node`, which follows `before`; nothing for a block that has none.
    fn block(&self, node: &Node<'_>, before: Option<&Node<'_>>) -> Option<String> {
        match &node.event {
            Event::Rule => Some("---".to_owned()),
            Event::Start(Tag::Paragraph) => self.lines(&node.children, true),
            Event::Start(Tag::Heading { level, .. }) => self.heading(node, *level),
            Event::Start(Tag::CodeBlock(kind)) => code(node, kind),
            Event::Start(Tag::BlockQuote(None)) => self.quotation(node),
            Event::Start(Tag::List(start)) => self.list(node, *start, before),
            Event::Start(Tag::Table(columns)) => self.table(node, columns),
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let words = self.blocks(&node.children)?;
                Some(indented(&words, &format!("[^{label}]: "), 4))
            }
            _ => None,
        }
    }

    fn blocks(&self, nodes: &[Node<'_>]) -> Option<String> {
        let before = |i: usize| i.checked_sub(1).and_then(|i| nodes.get(i));
        let parts = nodes.iter().enumerate();
        let parts: Option<Vec<String>> =
            parts.map(|(i, node)| self.block(node, before(i))).collect();
        Some(parts?.join("\n\n"))
    }

    fn heading(&self, node: &Node<'_>, level: HeadingLevel) -> Option<String> {
        let source = self.text[node.range.clone()].trim();
        let marks = "#".repeat(level as usize);
        let words = match source.strip_prefix('#') {
            Some(_) => {
                let line = source.trim_start_matches('#').trim();
                let open = line.trim_end_matches('#');
                let closed = open.ends_with([' ', '\t']) || open.is_empty();
                if closed { open.trim() } else { line }.to_owned()
            }
            None => self.lines(&node.children, true)?,
        };
        (!words.contains('\n')).then(|| format!("{marks} {words}").trim_end().to_owned())
    }

    /// A run of inline nodes: its lines joined, or kept apart; a hard break is a backslash.
    fn lines(&self, nodes: &[Node<'_>], join: bool) -> Option<String> {
        let mut marks = Vec::new();
        emphasis(self.text, nodes, &mut marks);
        marks.sort_unstable();
        let mut out = String::new();
        let mut from = nodes.first()?.range.start;
        let mut end = from;
        let mut joint = "";
        for node in nodes {
            if !node.is_inline() {
                return None;
            }
            let next = match &node.event {
                Event::SoftBreak if join => " ",
                Event::SoftBreak => "\n",
                Event::HardBreak => "\\\n",
                _ => {
                    if from == usize::MAX {
                        from = node.range.start;
                    }
                    end = node.range.end;
                    continue;
                }
            };
            self.add(&mut out, joint, from..end, &marks);
            (from, joint) = (usize::MAX, next);
        }
        self.add(&mut out, joint, from..end, &marks);
        Some(out)
    }

    /// Adds the words of `range`, `joint` before them.
    fn add(&self, out: &mut String, joint: &str, range: std::ops::Range<usize>, marks: &[usize]) {
        if range.start > range.end {
            return;
        }
        let mut words = self.text[range.clone()].to_owned();
        let first = marks.partition_point(|at| *at < range.start);
        for at in marks[first..].iter().take_while(|at| **at < range.end) {
            words.replace_range(at - range.start..=at - range.start, "*");
        }
        let words = words.trim();
        let ends = out.chars().next_back().zip(words.chars().next());
        let no_space = joint == " " && ends.is_some_and(|(a, b)| joins_without_space(a, b));
        out.push_str(if no_space { "" } else { joint });
        out.push_str(words);
    }

    fn quotation(&self, node: &Node<'_>) -> Option<String> {
        let mut parts = Vec::new();
        for (i, child) in node.children.iter().enumerate() {
            // the lines of a quotation are often lines of something
            parts.push(match child.tag() {
                Some(Tag::Paragraph) => self.lines(&child.children, false)?,
                _ => self.block(child, i.checked_sub(1).map(|i| &node.children[i]))?,
            });
        }
        let words = parts.join("\n\n");
        let lines = words.lines().map(|line| match line {
            "" => ">".to_owned(),
            line => format!("> {line}"),
        });
        Some(lines.collect::<Vec<_>>().join("\n"))
    }

    fn list(
        &self,
        node: &Node<'_>,
        start: Option<u64>,
        before: Option<&Node<'_>>,
    ) -> Option<String> {
        // beside a list of the same kind another mark keeps the two apart
        let twin = before.and_then(Node::tag).is_some_and(
            |tag| matches!(tag, Tag::List(other) if other.is_some() == start.is_some()),
        );
        let loose = node.children.iter().any(|item| {
            let paragraph = |child: &Node<'_>| matches!(child.tag(), Some(Tag::Paragraph));
            item.children.iter().any(paragraph)
        });
        let mut items = Vec::new();
        for (i, item) in node.children.iter().enumerate() {
            let mark = match start {
                Some(first) => format!("{}{} ", first + i as u64, if twin { ")" } else { "." }),
                None => if twin { "* " } else { "- " }.to_owned(),
            };
            let words = self.item(&item.children, loose)?;
            items.push(indented(&words, &mark, mark.len()));
        }
        Some(items.join(if loose { "\n\n" } else { "\n" }))
    }

    fn item(&self, nodes: &[Node<'_>], loose: bool) -> Option<String> {
        let mut parts = Vec::new();
        let mut mark = "";
        let mut at = 0;
        while at < nodes.len() {
            if let Event::TaskListMarker(done) = nodes[at].event {
                mark = if done { "[x] " } else { "[ ] " };
                at += 1;
                continue;
            }
            let inline = nodes[at..]
                .iter()
                .take_while(|node| node.is_inline())
                .count();
            let words = if inline > 0 {
                self.lines(&nodes[at..at + inline], true)?
            } else {
                let before = at.checked_sub(1).map(|at| &nodes[at]);
                self.paragraph_with_mark(&nodes[at], before)?
            };
            parts.push(format!("{mark}{words}"));
            mark = "";
            at += inline.max(1);
        }
        Some(parts.join(if loose { "\n\n" } else { "\n" }))
    }

    /// A block of an item, whose first paragraph may begin with the mark of a task.
    fn paragraph_with_mark(&self, node: &Node<'_>, before: Option<&Node<'_>>) -> Option<String> {
        let task = node.children.first().map(|first| &first.event);
        match (node.tag(), task) {
            (Some(Tag::Paragraph), Some(Event::TaskListMarker(done))) => {
                let mark = if *done { "[x] " } else { "[ ] " };
                Some(format!("{mark}{}", self.lines(&node.children[1..], true)?))
            }
            _ => self.block(node, before),
        }
    }

    fn table(&self, node: &Node<'_>, columns: &[Alignment]) -> Option<String> {
        let mut rows = Vec::new();
        for row in &node.children {
            let mut line = String::from("|");
            for cell in &row.children {
                let words = match (cell.children.first(), cell.children.last()) {
                    (Some(first), Some(last)) => &self.text[first.range.start..last.range.end],
                    _ => "",
                };
                let words = words.trim();
                line.push_str(&if words.is_empty() {
                    " |".to_owned()
                } else {
                    format!(" {words} |")
                });
            }
            rows.push(line);
            if rows.len() == 1 {
                rows.push(rule(columns));
            }
        }
        Some(rows.join("\n"))
    }
}

fn rule(columns: &[Alignment]) -> String {
    let cells = columns.iter().map(|alignment| match alignment {
        Alignment::None => "---|",
        Alignment::Left => ":---|",
        Alignment::Center => ":---:|",
        Alignment::Right => "---:|",
    });
    format!("|{}", cells.collect::<String>())
}

/// The places of the `_` that are marks of emphasis.
fn emphasis(text: &str, nodes: &[Node<'_>], marks: &mut Vec<usize>) {
    for node in nodes {
        let width = match node.tag() {
            Some(Tag::Emphasis) => 1,
            Some(Tag::Strong) => 2,
            _ => 0,
        };
        let range = &node.range;
        if text[range.clone()].starts_with('_') && range.len() > 2 * width {
            marks.extend(range.start..range.start + width);
            marks.extend(range.end - width..range.end);
        }
        emphasis(text, &node.children, marks);
    }
}

fn code(node: &Node<'_>, kind: &CodeBlockKind<'_>) -> Option<String> {
    let words: String = node
        .children
        .iter()
        .filter_map(|child| match &child.event {
            Event::Text(text) => Some(text.as_ref()),
            _ => None,
        })
        .collect();
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let info = match kind {
        CodeBlockKind::Fenced(info) if info.contains('`') => return None,
        CodeBlockKind::Fenced(info) => info.trim(),
        CodeBlockKind::Indented => "",
    };
    let end = if words.is_empty() || words.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Some(format!("{fence}{info}\n{words}{end}{fence}"))
}

/// `words` after `mark`, the other lines moved in by `width` spaces.
fn indented(words: &str, mark: &str, width: usize) -> String {
    let space = " ".repeat(width);
    let mut out = String::new();
    for (i, line) in words.lines().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let before = if i == 0 { mark } else { &space };
        out.push_str(if line.is_empty() {
            before.trim_end()
        } else {
            before
        });
        out.push_str(line);
    }
    if words.is_empty() {
        out.push_str(mark.trim_end());
    }
    out
}
