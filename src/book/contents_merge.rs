//! The table of contents after an import: the person's, in its order and with its parts, and in it
//! what came and what went.

use super::paths;
use super::summary::{self, Line, Link};
use super::summary_write::{Heading, entry};
use crate::chapter::{in_the_manner_of, plain};
use std::collections::BTreeMap;

/// A chapter of the import.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change<'a> {
    /// Where it stands.
    pub path: &'a str,
    /// What it is called now.
    pub title: &'a str,
    /// The part it belongs to.
    pub part: Option<&'a str>,
    /// Where it stood when import wrote it last.
    pub was: Option<&'a str>,
    /// Its file is new.
    pub added: bool,
    /// The person deleted it.
    pub deleted: bool,
}

/// The file `mine` with the `changes` of an import; `base` is what import wrote last, `gone` are the
/// files that are removed.
pub(super) fn merged(mine: &str, base: &str, changes: &[Change<'_>], gone: &[String]) -> String {
    let (original, mine) = (mine, plain(mine));
    let mut lines: Vec<String> = mine.split_inclusive('\n').map(str::to_owned).collect();
    let titles = links(base);
    let called: BTreeMap<&str, &str> = titles
        .iter()
        .map(|(_, link)| (link.path.as_str(), link.title.as_str()))
        .collect();
    let mut remove = Vec::new();
    for (line, link) in links(&mine) {
        if gone.contains(&link.path) {
            remove.push(line);
            continue;
        }
        let change = changes
            .iter()
            .find(|one| one.path == link.path && !one.added);
        let Some(change) = change else { continue };
        let was = change.was.and_then(|was| called.get(was));
        if was == Some(&link.title.as_str()) && link.title != change.title {
            let new = entry(&Heading::Chapter {
                title: change.title,
                path: &link.path,
                depth: 0,
            });
            let old = lines[line].trim_end();
            if let Some(at) = old.find('[') {
                lines[line] = format!(
                    "{}{}\n",
                    &old[..at],
                    new.trim_start_matches("- ").trim_end()
                );
            }
        }
    }
    for line in remove.into_iter().rev() {
        lines.remove(line);
    }
    let parted = parts(&lines.concat(), base);
    for (k, change) in changes
        .iter()
        .enumerate()
        .filter(|(_, change)| change.added)
    {
        insert(&mut lines, changes, k, change, &parted);
    }
    in_the_manner_of(original, lines.concat())
}

/// The links to chapters, each with its line from 0.
fn links(text: &str) -> Vec<(usize, Link)> {
    let summary = summary::parse(text, "", &mut Vec::new());
    let links = summary.lines.into_iter().filter_map(|line| match line {
        Line::Link(mut link) if !link.path.is_empty() => {
            link.path = paths::inside(&link.path).ok()?;
            let line = text[..link.range.start].matches('\n').count();
            Some((line, link))
        }
        _ => None,
    });
    links.collect()
}

/// The parts that the import named once and the person did away with: nothing opens them again.
fn parts(mine: &str, base: &str) -> Vec<String> {
    let named = |text: &str| -> Vec<String> {
        let lines = summary::parse(text, "", &mut Vec::new()).lines;
        let parts = lines.into_iter().filter_map(|line| match line {
            Line::Part(title) => Some(title),
            _ => None,
        });
        parts.collect()
    };
    let mine = named(mine);
    named(base)
        .into_iter()
        .filter(|part| !mine.contains(part))
        .collect()
}

/// Puts a chapter into the table: after the one that comes before it on the pages, in its own part.
fn insert(
    lines: &mut Vec<String>,
    changes: &[Change<'_>],
    k: usize,
    change: &Change<'_>,
    away: &[String],
) {
    if let Some(last) = lines.last_mut().filter(|last| !last.ends_with('\n')) {
        last.push('\n');
    }
    let text = lines.concat();
    let listed = links(&text);
    let line_of = |other: &Change<'_>| {
        let found = listed
            .iter()
            .find(|(_, link)| !other.deleted && link.path == other.path);
        found.map(|(line, link)| (*line, link.depth))
    };
    let before = changes[..k]
        .iter()
        .rev()
        .find_map(|other| Some((line_of(other)?, other.part)));
    let after = changes[k + 1..]
        .iter()
        .find_map(|other| Some((line_of(other)?, other.part)));
    let new = |depth: usize| {
        entry(&Heading::Chapter {
            title: change.title,
            path: change.path,
            depth,
        })
    };
    let part = change
        .part
        .filter(|part| !away.iter().any(|other| other == part));
    let beside = |part: Option<&str>| {
        change.part.is_none()
            || part == change.part
            || away.iter().any(|other| Some(other.as_str()) == change.part)
    };
    match (before, after) {
        (Some(((line, depth), other)), _) if beside(other) => {
            lines.insert(below(&listed, line, depth) + 1, new(depth));
        }
        (_, Some(((line, depth), other))) if beside(other) => lines.insert(line, new(depth)),
        (before, _) => {
            let heading = |line: &String| line.starts_with('#');
            let from = before.map_or(0, |((line, _), _)| line + 1);
            let known = part.and_then(|part| heading_of(&text, part));
            let at = match known {
                Some(line) => line + 1,
                None => (from..lines.len())
                    .find(|&i| heading(&lines[i]) && before.is_some())
                    .unwrap_or(lines.len()),
            };
            let mut block = vec!["\n".to_owned()];
            if let (Some(part), None) = (part, known) {
                block.push(entry(&Heading::Part(part)));
                block.push("\n".to_owned());
            }
            block.push(new(0));
            if lines.get(at).is_some_and(|line| !line.trim().is_empty()) {
                block.push("\n".to_owned());
            }
            if at > 0 && lines[at - 1].trim().is_empty() {
                block.remove(0);
            }
            lines.splice(at..at, block);
        }
    }
}

/// The last line of what is listed below the entry on `line`.
fn below(listed: &[(usize, Link)], line: usize, depth: usize) -> usize {
    let after = listed.iter().skip_while(|(other, _)| *other <= line);
    let under = after.take_while(|(_, link)| link.depth > depth);
    under.last().map_or(line, |(last, _)| *last)
}

/// The line of the heading of `part`.
fn heading_of(text: &str, part: &str) -> Option<usize> {
    text.lines().position(|line| {
        let is = |line: &Line| matches!(line, Line::Part(title) if title == part);
        // a heading at the very top would be the title
        line.starts_with('#')
            && summary::parse(&format!("- []()\n\n{line}\n"), "", &mut Vec::new())
                .lines
                .iter()
                .any(is)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str =
        "# 目录\n\n# 第1版\n\n- [一](1.md)\n- [二](2.md)\n\n# 第2版\n\n- [三](3.md)\n";

    fn kept<'a>(path: &'a str, title: &'a str, part: &'a str) -> Change<'a> {
        Change {
            path,
            title,
            part: Some(part),
            was: Some(path),
            added: false,
            deleted: false,
        }
    }

    fn added<'a>(path: &'a str, title: &'a str, part: &'a str) -> Change<'a> {
        Change {
            was: None,
            added: true,
            ..kept(path, title, part)
        }
    }

    #[test]
    fn order_parts_and_titles_stay_the_persons() {
        let mine = "# 我的目录\n\n[序](own.md)\n\n# 头版\n\n- [贰](2.md)\n  - [一](1.md)\n\n# 第2版\n\n- [三](3.md)\n";
        let changes = [
            kept("1.md", "壹", "第1版"),
            added("4.md", "四", "第1版"),
            kept("2.md", "弍", "第1版"),
            kept("3.md", "三", "第2版"),
            added("5.md", "五", "第2版"),
            added("6.md", "六", "第3版"),
        ];
        let expected = "# 我的目录\n\n[序](own.md)\n\n# 头版\n\n- [贰](2.md)\n  - [壹](1.md)\n  - [四](4.md)\n\n# 第2版\n\n- [三](3.md)\n- [五](5.md)\n\n# 第3版\n\n- [六](6.md)\n";
        assert_eq!(merged(mine, BASE, &changes, &[]), expected);
    }

    #[test]
    fn what_goes_leaves_the_table() {
        let changes = [kept("2.md", "二", "第1版"), kept("3.md", "三", "第2版")];
        let expected = BASE.replace("- [一](1.md)\n", "");
        assert_eq!(merged(BASE, BASE, &changes, &["1.md".to_owned()]), expected);
    }

    #[test]
    fn a_new_first_chapter_stands_first() {
        let changes = [
            added("0.md", "零", "第1版"),
            kept("1.md", "一", "第1版"),
            kept("2.md", "二", "第1版"),
        ];
        let expected = BASE.replace("- [一]", "- [零](0.md)\n- [一]");
        assert_eq!(merged(BASE, BASE, &changes, &[]), expected);
    }
}
