//! Changes that other programs ask for: where links lead, how deep headings begin.

use super::tree::{Node, blocks};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag};
use std::ops::Range;

/// `body` with the address of each link and picture as `address` has it; nothing keeps it.
/// What HTML names is left alone.
pub fn relinked(body: &str, address: &dyn Fn(&str) -> Option<String>) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for node in blocks(body) {
        links(body, &node, address, &mut edits);
    }
    edits.extend(definitions(body, address));
    edits.sort_by_key(|(range, _)| range.start);
    edits.dedup_by_key(|(range, _)| range.start);
    applied(body, edits)
}

fn links(
    body: &str,
    node: &Node<'_>,
    address: &dyn Fn(&str) -> Option<String>,
    edits: &mut Vec<(Range<usize>, String)>,
) {
    let inline = match node.tag() {
        Some(
            Tag::Link {
                link_type: LinkType::Inline,
                dest_url,
                ..
            }
            | Tag::Image {
                link_type: LinkType::Inline,
                dest_url,
                ..
            },
        ) => Some(dest_url),
        _ => None,
    };
    if let Some(new) = inline.and_then(|old| address(old)) {
        // the words end before `](`; a picture within them ends before that
        let inner = node
            .children
            .last()
            .map_or(node.range.start, |last| last.range.end);
        if let Some(at) = body[inner..node.range.end].find("](") {
            edits.extend(destination(body, inner + at + 2).map(|range| (range, pointed(&new))));
        }
    }
    for child in &node.children {
        links(body, child, address, edits);
    }
}

/// Definitions of links, `[a]: b`, each on a line of its own.
fn definitions(
    body: &str,
    address: &dyn Fn(&str) -> Option<String>,
) -> Vec<(Range<usize>, String)> {
    let tops = blocks(body);
    let mut edits = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let within = |node: &Node<'_>| node.range.contains(&start);
        let Some(close) = line
            .find("]: ")
            .filter(|_| line.starts_with('[') && !line.starts_with("[^"))
        else {
            continue;
        };
        let Some(range) = destination(body, start + close + 3).filter(|_| !tops.iter().any(within))
        else {
            continue;
        };
        let old = body[range.clone()].trim_matches(['<', '>']);
        edits.extend(address(old).map(|new| (range, pointed(&new))));
    }
    edits
}

/// The bytes of the address that begins at `at`.
fn destination(body: &str, at: usize) -> Option<Range<usize>> {
    let rest = &body[at..];
    let start = at + rest.len() - rest.trim_start_matches([' ', '\n']).len();
    let rest = &body[start..];
    if rest.starts_with('<') {
        return rest.find('>').map(|end| start..start + end + 1);
    }
    let mut depth = 0;
    let end = rest.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return true,
            ')' => depth -= 1,
            _ => {}
        }
        c.is_whitespace()
    });
    let end = end.unwrap_or(rest.len());
    (end > 0).then_some(start..start + end)
}

/// An address as Markdown writes it.
fn pointed(address: &str) -> String {
    if address.contains([' ', '(', ')', '<', '>']) {
        format!("<{address}>")
    } else {
        address.to_owned()
    }
}

/// `body` with each picture that stands in a paragraph of its own as `figure` writes it: of its caption,
/// its address and its credit.
pub fn figures(body: &str, figure: &dyn Fn(&str, &str, &str) -> String) -> String {
    let mut edits = Vec::new();
    for node in blocks(body) {
        let ([picture], Some(Tag::Paragraph)) = (&node.children[..], node.tag()) else {
            continue;
        };
        if let Some(Tag::Image {
            dest_url, title, ..
        }) = picture.tag()
        {
            let mut caption = String::new();
            words(picture, &mut caption);
            edits.push((picture.range.clone(), figure(&caption, dest_url, title)));
        }
    }
    applied(body, edits)
}

/// The heading of the first level that `body` begins with, raw HTML before it apart: its bytes and its
/// words.
pub fn headline(body: &str) -> Option<(Range<usize>, String)> {
    let raw =
        |node: &&Node<'_>| matches!(node.event, Event::Html(_) | Event::Start(Tag::HtmlBlock));
    let nodes = blocks(body);
    let first = nodes.iter().find(|node| !raw(node))?;
    let Some(Tag::Heading {
        level: HeadingLevel::H1,
        ..
    }) = first.tag()
    else {
        return None;
    };
    let mut title = String::new();
    words(first, &mut title);
    Some((first.range.clone(), title))
}

/// The words within `node`, in order.
fn words(node: &Node<'_>, out: &mut String) {
    for child in &node.children {
        match &child.event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            // what only looks like a formula is an amount of money
            Event::InlineMath(text) => out.push_str(&format!("${text}$")),
            Event::DisplayMath(text) => out.push_str(&format!("$${text}$$")),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => words(child, out),
        }
    }
}

/// `body` with its headings `by` levels deeper, at most six; written as `#`.
pub fn deeper(body: &str, by: usize) -> String {
    let mut edits = Vec::new();
    for node in blocks(body).iter().filter(|_| by > 0) {
        if let Event::Start(Tag::Heading { level, .. }) = &node.event
            && body[node.range.clone()].starts_with('#')
        {
            let old = *level as usize;
            let marks = "#".repeat((old + by).min(6));
            edits.push((node.range.start..node.range.start + old, marks));
        }
    }
    applied(body, edits)
}

fn applied(body: &str, edits: Vec<(Range<usize>, String)>) -> String {
    let mut out = String::with_capacity(body.len());
    let mut done = 0;
    for (range, new) in edits {
        out.push_str(&body[done..range.start.max(done)]);
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(&body[done..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_changed_where_they_are_addresses() {
        let body = "见[桥](b.md \"题\")与[![图](<i (1).png>)](c.md#x)，`[a](b.md)`。\n\n[d]: b.md\n\n[d] <https://a.b>\n";
        let to = |old: &str| match old {
            "b.md" => Some("b c.html".to_owned()),
            "c.md#x" => Some("c.html#x".to_owned()),
            "i (1).png" => Some("/i.png".to_owned()),
            _ => None,
        };
        let new = relinked(body, &to);
        assert_eq!(
            new,
            "见[桥](<b c.html> \"题\")与[![图](/i.png)](c.html#x)，`[a](b.md)`。\n\n[d]: <b c.html>\n\n[d] <https://a.b>\n"
        );
    }

    #[test]
    fn pictures_of_their_own_become_figures() {
        let body = "![一只 *老* 字盘](a.png \"罗光宇 摄\")\n\n文![内](b.png)。\n";
        let figure =
            |caption: &str, address: &str, credit: &str| format!("<{caption}|{address}|{credit}>");
        let new = "<一只 老 字盘|a.png|罗光宇 摄>\n\n文![内](b.png)。\n";
        assert_eq!(figures(body, &figure), new);
    }

    #[test]
    fn amounts_stay_in_captions() {
        let body = "![票价$5与$10](a.png)\n";
        assert_eq!(
            figures(body, &|caption, _, _| caption.to_owned()),
            "票价$5与$10\n"
        );
    }

    #[test]
    fn headings_go_deeper_and_code_stays() {
        let body = "# 题\n\n```\n# 码\n```\n\n##### 五\n";
        assert_eq!(deeper(body, 2), "### 题\n\n```\n# 码\n```\n\n###### 五\n");
    }
}
