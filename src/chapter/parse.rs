//! Markdown file → chapter.
//!
//! Only the front matter is read here; the body stays text, so that opening a book of ten thousand
//! chapters costs little. `saphyr` (YAML 1.2) lives in this file.

use super::fields::{Field, field};
use super::parts::{self, Block};
use super::{Chapter, FrontMatter};
use crate::diagnostic::{Diagnostic, Location, Warned};
use crate::say;
use saphyr::{LoadableYamlNode, MarkedYaml, YamlData};
use std::ops::Range;

/// Reads the chapter in `text`, the content of `file` (named in diagnostics). Any Markdown is a
/// chapter; front matter that cannot be read is reported and left in the body.
///
/// Front matter stands at the very top, between a `---` line and a `---` or `...` line; a byte
/// order mark before it and CRLF line ends are read over. Values are taken as written: `page: 01`
/// is the label `01`, though YAML calls it a number.
pub fn parse(text: &str, file: &str) -> Warned<Chapter> {
    let text = parts::plain(text);
    let mut diagnostics = Vec::new();
    let source = Source { text: &text, file };
    let (front, body) = match source.block(&mut diagnostics) {
        Some(block) => match source.front(&block, &mut diagnostics) {
            Some(front) => (front, block.after),
            None => (FrontMatter::default(), 0),
        },
        None => (FrontMatter::default(), 0),
    };
    let chapter = chapter(front, &text, body);
    Warned {
        value: chapter,
        diagnostics,
    }
}

fn chapter(front: FrontMatter, text: &str, after: usize) -> Chapter {
    let (words, start) = parts::body(text, after);
    // as long as it has to be: a book keeps all of its bodies
    let mut body = String::with_capacity(words.len() + 1);
    body.push_str(words);
    if !body.is_empty() {
        body.push('\n');
    }
    Chapter {
        front,
        body,
        body_line: line_of(text, start),
    }
}

/// The line of byte `at`, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].bytes().filter(|&b| b == b'\n').count() + 1
}

struct Source<'a> {
    text: &'a str,
    file: &'a str,
}

impl Source<'_> {
    fn place(&self, range: Range<usize>) -> Location {
        Location::within(self.file, self.text, range)
    }

    /// The block at the very top, if there is one.
    fn block(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<Block> {
        if let Some(block) = parts::block(self.text) {
            return Some(block);
        }
        let first = self.text.split_inclusive('\n').next();
        let first = first.filter(|line| line.trim_end() == "---")?;
        // a rule at the top of a text is no front matter, a key below it is
        let second = self.text[first.len()..].lines().next().unwrap_or("");
        if second.split_once(": ").is_some_and(|(key, _)| is_key(key)) {
            let message = say!("front matter is not closed", "文件头没有结束");
            let cure = say!(
                "add a line `---` after its last key",
                "在最后一项之后加一行 `---`"
            );
            let at = self.place(0..3);
            diagnostics.push(
                Diagnostic::error("chapter/front-matter", message)
                    .at(at)
                    .cure(cure),
            );
        }
        None
    }

    /// The fields of `block`; `None` when it is no front matter after all.
    fn front(&self, block: &Block, diagnostics: &mut Vec<Diagnostic>) -> Option<FrontMatter> {
        let yaml = &self.text[block.yaml.clone()];
        let mut documents = match MarkedYaml::load_from_str(yaml) {
            Ok(documents) => documents,
            Err(error) => {
                let marker = error.marker();
                let start = block.yaml.start + byte_of(yaml, marker.line(), marker.col());
                let info = error.info();
                let message = say!(
                    "front matter cannot be read: {info}",
                    "读不懂文件头：{info}"
                );
                let cure = say!(
                    "put the value in double quotes: `title: \"…\"`",
                    "给值加上英文双引号：`title: \"…\"`"
                );
                let at = self.place(start..self.end_of_char(start));
                diagnostics.push(
                    Diagnostic::error("chapter/front-matter", message)
                        .at(at)
                        .cure(cure),
                );
                return None;
            }
        };
        let Some(document) = documents.pop() else {
            return Some(comments_only(yaml));
        };
        let YamlData::Mapping(mapping) = document.data else {
            return None;
        };
        let mut entries = Vec::new();
        for (key, value) in &mapping {
            entries.push((key, value));
        }
        let reader = Reader {
            source: self,
            yaml,
            offset: block.yaml.start,
        };
        Some(reader.read(&entries, diagnostics))
    }

    /// One past the character that begins at byte `at`; `at` itself at the end.
    fn end_of_char(&self, at: usize) -> usize {
        at + self.text[at..].chars().next().map_or(0, char::len_utf8)
    }
}

/// A block without any key: its comments are kept.
fn comments_only(yaml: &str) -> FrontMatter {
    let comments = yaml.lines().filter(|line| !line.trim().is_empty());
    FrontMatter {
        unknown: comments
            .map(|line| (String::new(), line.to_owned()))
            .collect(),
        ..FrontMatter::default()
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// The byte at `line` (from 1) and `column` (from 0, in characters) of `text`.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let rest = &text[start.min(text.len())..];
    let within = rest
        .char_indices()
        .nth(column)
        .map_or(rest.len(), |(i, _)| i);
    start.min(text.len()) + within
}

/// Reads a mapping into fields.
struct Reader<'a> {
    source: &'a Source<'a>,
    yaml: &'a str,
    /// The byte of the file at which `yaml` begins.
    offset: usize,
}

type Entry<'a, 'y> = (&'a MarkedYaml<'y>, &'a MarkedYaml<'y>);

impl Reader<'_> {
    fn read(&self, entries: &[Entry<'_, '_>], diagnostics: &mut Vec<Diagnostic>) -> FrontMatter {
        let mut front = FrontMatter::default();
        let lines: Vec<&str> = self.yaml.lines().collect();
        let line = |entry: &Entry<'_, '_>| entry.0.span.start.line() - 1;
        let first = entries.first().map_or(lines.len(), line);
        keep_comments(&lines[..first], &mut front);
        for (i, entry) in entries.iter().enumerate() {
            let own = line(entry)
                ..entries
                    .get(i + 1)
                    .map_or(lines.len(), line)
                    .max(line(entry));
            let key = entry.0.data.as_str().unwrap_or_default();
            if self.known(key, entry, &mut front, diagnostics) {
                let after = self.last_line(entry.1).max(own.start + 1).min(own.end);
                keep_comments(&lines[after..own.end], &mut front);
            } else {
                front.unknown.push((key.to_owned(), lines[own].join("\n")));
            }
        }
        front
    }

    /// One past the last line, from 0, on which `value` stands.
    fn last_line(&self, value: &MarkedYaml<'_>) -> usize {
        let end = value.span.end;
        // a block ends at the start of the line after it
        end.line() - usize::from(end.col() == 0 && end.line() > value.span.start.line())
    }

    /// Enters the value of a key we know; false for any other, and for a value of another type,
    /// which is reported and kept as it stands.
    fn known(
        &self,
        key: &str,
        (name, value): &Entry<'_, '_>,
        front: &mut FrontMatter,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        if key == "draft" {
            let draft = self.scalar(value).map(|text| text.to_ascii_lowercase());
            match draft.as_deref() {
                Some("true" | "yes" | "on") => front.draft = true,
                Some("false" | "no" | "off" | "") => {}
                _ => return self.mistyped(key, name, value, diagnostics),
            }
            return true;
        }
        match field(front, key) {
            None => return false,
            Some(Field::Text(slot)) => match self.scalar(value) {
                Some(text) => {
                    // a block scalar ends in a line feed
                    let text = text.trim_end_matches('\n').to_owned();
                    *slot = Some(text).filter(|text| !text.is_empty());
                }
                None => return self.mistyped(key, name, value, diagnostics),
            },
            Some(Field::List(slot)) => match self.list(value) {
                Some(list) => *slot = list,
                None => return self.mistyped(key, name, value, diagnostics),
            },
        }
        true
    }

    fn mistyped(
        &self,
        key: &str,
        name: &MarkedYaml<'_>,
        value: &MarkedYaml<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> bool {
        let at = name.span.start;
        let start = self.offset + byte_of(self.yaml, at.line(), at.col());
        let line = self.source.text[start..].lines().next().unwrap_or("");
        let end = start + line.trim_end().len();
        let message = say!(
            "`{key}` has a value of another kind than it should",
            "`{key}` 的值不是应有的种类"
        );
        let cure = match key {
            "draft" => say!(
                "write `draft: true` or leave it out",
                "写 `draft: true`，或者去掉这一项"
            ),
            _ if matches!(value.data, YamlData::Sequence(_)) => say!(
                "write one text in double quotes: `{key}: \"…\"`",
                "写成一段加双引号的文字：`{key}: \"…\"`"
            ),
            _ => say!(
                "write a text or a list of texts: `{key}: [\"…\", \"…\"]`",
                "写成文字或文字的列表：`{key}: [\"…\", \"…\"]`"
            ),
        };
        let at = self.source.place(start..end);
        diagnostics.push(
            Diagnostic::warning("chapter/field-type", message)
                .at(at)
                .cure(cure),
        );
        false
    }

    /// A scalar as it is written: a number or a truth value too is only text here. A null is empty.
    fn scalar(&self, value: &MarkedYaml<'_>) -> Option<String> {
        match &value.data {
            YamlData::Representation(text, ..) => Some(text.clone().into_owned()),
            YamlData::Value(scalar) => Some(match scalar {
                saphyr::Scalar::String(text) => text.clone().into_owned(),
                saphyr::Scalar::Null => String::new(),
                _ => {
                    let (start, end) = (value.span.start, value.span.end);
                    let byte = |m: saphyr::Marker| byte_of(self.yaml, m.line(), m.col());
                    self.yaml[byte(start)..byte(end)].trim().to_owned()
                }
            }),
            _ => None,
        }
    }

    /// A list of scalars; one scalar is a list of one.
    fn list(&self, value: &MarkedYaml<'_>) -> Option<Vec<String>> {
        if let YamlData::Sequence(items) = &value.data {
            return items.iter().map(|item| self.scalar(item)).collect();
        }
        let one = self.scalar(value)?;
        Some(
            Some(one)
                .filter(|text| !text.is_empty())
                .into_iter()
                .collect(),
        )
    }
}

/// Comments between keys are kept, as keys we do not know are.
fn keep_comments(lines: &[&str], front: &mut FrontMatter) {
    for line in lines
        .iter()
        .filter(|line| line.trim_start().starts_with('#'))
    {
        front.unknown.push((String::new(), (*line).to_owned()));
    }
}

#[cfg(test)]
mod tests;
