//! mdBook's `{{#…}}`: other files, or parts of them, put into a chapter before it is read.
//!
//! `{{#include FILE}}`, with `:2:10` for lines and `:name` for what stands between `ANCHOR: name` and
//! `ANCHOR_END: name`; `{{#rustdoc_include FILE}}` shows the same lines, `{{#playground FILE}}` a file
//! as Rust code; `{{#title …}}` names mdBook's page and is nothing in a book. A path is relative to
//! the file that names it and may leave the folder of the chapters, but never the book's, symbolic
//! links resolved. What cannot be put in stays as it is written, and is spoken of.

use crate::diagnostic::{Diagnostic, Location, Text};
use crate::say;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// How deep files may put in files.
const DEPTH: usize = 10;

/// The most that one chapter may become.
const LARGEST: usize = 64 << 20;

/// `text` of the chapter `file`, which lies in `folder` of the book `book`, with everything put in.
pub(super) fn expanded(
    text: String,
    book: &Path,
    folder: &Path,
    file: &str,
    said: &mut Vec<Diagnostic>,
) -> String {
    if !text.contains("{{#") {
        return text;
    }
    let mut reader = Reader {
        book,
        file,
        chapter: &text,
        place: 0..0,
        open: Vec::new(),
        size: 0,
        said,
    };
    // the chapter itself, which nothing in it may put in again
    let chapter = folder.join(Path::new(file).file_name().unwrap_or_default());
    reader.open.push(chapter.canonicalize().unwrap_or(chapter));
    reader.expand(&text, folder)
}

struct Reader<'a> {
    book: &'a Path,
    /// The chapter's file as users know it, and its text.
    file: &'a str,
    chapter: &'a str,
    /// Where in the chapter what is being put in is named.
    place: Range<usize>,
    /// The files being put in, the chapter first.
    open: Vec<PathBuf>,
    /// How much was put in so far.
    size: usize,
    said: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn expand(&mut self, text: &str, folder: &Path) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(found) = text[at..].find("{{#") {
            let start = at + found;
            let Some(end) = text[start..].find("}}").map(|end| start + end + 2) else {
                break;
            };
            if self.open.len() == 1 {
                self.place = start..end;
            }
            let whole = &text[start..end];
            if text[..start].ends_with('\\') {
                out.push_str(&text[at..start - 1]);
                out.push_str(whole);
            } else {
                out.push_str(&text[at..start]);
                match self.replaced(&whole[3..whole.len() - 2], folder) {
                    Some(replaced) => out.push_str(&replaced),
                    None => out.push_str(whole),
                }
            }
            at = end;
        }
        out.push_str(&text[at..]);
        out
    }

    /// What stands in the place of `{{#words}}`; `None` leaves it.
    fn replaced(&mut self, words: &str, folder: &Path) -> Option<String> {
        let (name, argument) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let argument = argument.trim();
        match name {
            "include" | "rustdoc_include" => self.include(argument, folder),
            "playground" | "playpen" => {
                let (path, attributes) = argument
                    .split_once(char::is_whitespace)
                    .unwrap_or((argument, ""));
                let code = self.include(path, folder)?;
                let attributes: String = attributes
                    .split_whitespace()
                    .map(|a| format!(",{a}"))
                    .collect();
                Some(format!("```rust{attributes}\n{}\n```\n", code.trim_end()))
            }
            "title" => Some(String::new()),
            _ => None,
        }
    }

    fn include(&mut self, argument: &str, folder: &Path) -> Option<String> {
        let (path, part) = argument.split_once(':').unwrap_or((argument, ""));
        let Ok(file) = folder.join(path).canonicalize() else {
            self.say(
                "book/include-missing",
                say!("there is no file `{path}` to put in", "没有要引入的文件 `{path}`"),
                say!(
                    "the path is relative to the file that names it; write `\\{{{{#` for the characters",
                    "路径相对于写它的文件；若只是文字，请写 `\\{{{{#`"
                ),
            );
            return None;
        };
        let real = self.book.canonicalize();
        if !real.is_ok_and(|book| file.starts_with(book)) {
            self.say(
                "book/include-outside",
                say!("`{path}` lies outside the book", "`{path}` 在书文件夹之外"),
                say!("copy it into the book's folder", "请把它复制到书文件夹内"),
            );
            return None;
        }
        if self.open.contains(&file) || self.open.len() > DEPTH {
            self.say(
                "book/include-cycle",
                say!("`{path}` puts itself in", "`{path}` 引入了自己"),
                say!(
                    "break the circle in one of the files",
                    "请在其中一个文件里断开循环"
                ),
            );
            return None;
        }
        let text = std::fs::read(&file)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(text) = text.filter(|text| self.size + text.len() <= LARGEST) else {
            self.say(
                "book/include-missing",
                say!(
                    "`{path}` is no text that can be put in",
                    "`{path}` 不是可引入的文本"
                ),
                say!("save it as UTF-8", "请存为 UTF-8"),
            );
            return None;
        };
        let text = text
            .strip_prefix('\u{FEFF}')
            .unwrap_or(&text)
            .replace("\r\n", "\n");
        self.size += text.len();
        let Some(part) = part_of(&text, part) else {
            self.say(
                "book/include-part",
                say!(
                    "`{path}` has no part `{part}`",
                    "`{path}` 中没有 `{part}` 这一部分"
                ),
                say!(
                    "name lines as `:2:10`, or an anchor that the file has: `ANCHOR: name`",
                    "请用 `:2:10` 指定行，或指定文件中有的锚点：`ANCHOR: 名称`"
                ),
            );
            return None;
        };
        if !part.contains("{{#") {
            return Some(part);
        }
        let folder = file.parent().unwrap_or(self.book).to_owned();
        self.open.push(file);
        let expanded = self.expand(&part, &folder);
        self.open.pop();
        Some(expanded)
    }

    fn say(&mut self, code: &'static str, message: Text, cure: Text) {
        let place = Location::within(self.file, self.chapter, self.place.clone());
        let diagnostic = Diagnostic::error(code, message).at(place).cure(cure);
        self.said.push(diagnostic);
    }
}

/// The part of `text` that `part` names, without the lines of anchors; all of it for none.
fn part_of(text: &str, part: &str) -> Option<String> {
    let plain = |lines: &[&str]| {
        let lines = lines.iter().filter(|line| anchor(line).is_none());
        lines.copied().collect::<Vec<_>>().join("\n")
    };
    let lines: Vec<&str> = text.lines().collect();
    if part.is_empty() {
        return Some(plain(&lines));
    }
    if part.bytes().all(|b| b.is_ascii_digit() || b == b':') {
        let (first, last) = match part.split_once(':') {
            Some((first, last)) => (first, last),
            None => (part, part),
        };
        let number = |text: &str, without| match text {
            "" => Some(without),
            text => text.parse::<usize>().ok(),
        };
        let first = number(first, 1)?.max(1);
        let last = number(last, lines.len())?.min(lines.len());
        return (first <= last).then(|| plain(&lines[first - 1..last]));
    }
    let start = lines
        .iter()
        .position(|line| anchor(line) == Some(("ANCHOR", part)))?;
    let rest = &lines[start + 1..];
    let end = rest
        .iter()
        .position(|line| anchor(line) == Some(("ANCHOR_END", part)));
    Some(plain(&rest[..end.unwrap_or(rest.len())]))
}

/// The anchor that a line sets: `// ANCHOR: name`.
fn anchor(line: &str) -> Option<(&str, &str)> {
    ["ANCHOR_END", "ANCHOR"].into_iter().find_map(|kind| {
        let (_, name) = line.split_once(&format!("{kind}:"))?;
        let name = name.trim_start();
        let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
        let name = &name[..end.unwrap_or(name.len())];
        (!name.is_empty()).then_some((kind, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "一\n// ANCHOR: a\n二\n// ANCHOR: b\n三\n// ANCHOR_END: a\n四\n";

    #[test]
    fn a_part_is_lines_or_what_stands_between_anchors() {
        for (part, wanted) in [
            ("", "一\n二\n三\n四"),
            ("1", "一"),
            (":1", "一"),
            ("3:", "二\n三\n四"),
            ("3:5", "二\n三"),
            ("a", "二\n三"),
            ("b", "三\n四"),
        ] {
            assert_eq!(part_of(TEXT, part).as_deref(), Some(wanted), "{part}");
        }
        assert_eq!(part_of(TEXT, "c"), None);
        assert_eq!(part_of(TEXT, "9:12"), None);
    }
}
