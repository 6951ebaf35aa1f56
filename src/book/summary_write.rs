//! `SUMMARY.md` for an imported book: parts and links that every reader of mdBook's grammar takes.

use crate::text::Lang;
use crate::words::Words;

/// One line of the table of contents to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading<'a> {
    /// A part of the book.
    Part(&'a str),
    /// A chapter.
    Chapter {
        /// As the contents call it.
        title: &'a str,
        /// Its file; empty for one that leads nowhere.
        path: &'a str,
        /// How deep it stands, from 0.
        depth: usize,
    },
}

/// The whole file, in the words of `lang`.
pub fn write<'a>(lang: &Lang, headings: impl Iterator<Item = Heading<'a>>) -> String {
    let mut out = format!("# {}\n", Words::of(lang).contents);
    let mut in_list = false;
    let mut deepest = 0;
    for heading in headings {
        match heading {
            Heading::Part(_) => {
                out.push_str(&format!("\n{}", entry(&heading)));
                in_list = false;
            }
            Heading::Chapter { title, path, depth } => {
                if !in_list {
                    out.push('\n');
                    deepest = 0;
                }
                let depth = depth.min(deepest);
                deepest = depth + 1;
                out.push_str(&entry(&Heading::Chapter { title, path, depth }));
                in_list = true;
            }
        }
    }
    out
}

/// One line of the table.
pub(super) fn entry(heading: &Heading<'_>) -> String {
    match heading {
        Heading::Part(title) => format!("# {}\n", escaped(title)),
        Heading::Chapter { title, path, depth } => {
            let (indent, title) = ("  ".repeat(*depth), escaped(title));
            format!("{indent}- [{title}]({})\n", target(path))
        }
    }
}

/// `text` on one line, with a backslash before each mark that Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // blanks at the end would part a closing `#` from it
    let mut chars = text.trim_end().chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let entity = c == '&' && next.is_some_and(|c| c == '#' || c.is_ascii_alphabetic());
        // a row of `#` at the end would close the heading of a part
        let closes = c == '#' && next.is_none_or(|c| c == '#');
        if matches!(c, '\\' | '[' | ']' | '*' | '_' | '`' | '<') || entity || closes {
            out.push('\\');
        }
        out.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    out
}

/// `path` as the target of a link.
fn target(path: &str) -> String {
    if path.contains([' ', '(', ')', '<', '>', '\\']) {
        let path = path
            .replace('\\', "\\\\")
            .replace('<', "\\<")
            .replace('>', "\\>");
        format!("<{}>", path.replace('%', "%25"))
    } else {
        path.replace('%', "%25")
    }
}

#[cfg(test)]
mod tests {
    use super::super::summary::{self, Line};
    use super::*;
    use proptest::prelude::*;

    fn chapter<'a>(title: &'a str, path: &'a str, depth: usize) -> Heading<'a> {
        Heading::Chapter { title, path, depth }
    }

    #[test]
    fn parts_and_chapters() {
        let headings = [
            Heading::Part("第A04版：要闻"),
            chapter("[快讯] 开印", "001-快讯开印.md", 0),
            chapter("二", "a b.md", 2),
            Heading::Part("p2"),
        ];
        let text = write(&Lang::new("zh-Hans"), headings.into_iter());
        let expected = "# 目录\n\n# 第A04版：要闻\n\n- [\\[快讯\\] 开印](001-快讯开印.md)\n  - [二](<a b.md>)\n\n# p2\n";
        assert_eq!(text, expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            title in "[\\[\\]\\\\*_`<>&#!(){}a-c；版　 ]{1,12}",
            path in "[ab版()<> %\\[]{1,8}\\.md",
        ) {
            prop_assume!(!title.trim().is_empty() && path == path.trim());
            let headings = [Heading::Part(&title), chapter(&title, &path, 0)];
            let text = write(&Lang::new("en"), headings.into_iter());
            let mut notes = Vec::new();
            let read = summary::parse(&text, "SUMMARY.md", &mut notes);
            prop_assert_eq!(read.title.as_deref(), Some("Contents"));
            prop_assert_eq!(read.lines.len(), 2, "{}", text);
            prop_assert_eq!(&read.lines[0], &Line::Part(title.trim().to_owned()));
            let Line::Link(link) = &read.lines[1] else {
                return Err(TestCaseError::fail(text));
            };
            prop_assert_eq!(link.title.trim(), title.trim());
            prop_assert_eq!(&link.path, &path);
            prop_assert!(notes.is_empty());
        }
    }
}
