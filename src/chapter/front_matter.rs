//! The fields of a chapter, and how they are written: flat YAML in a fixed order.
//!
//! Strings are always double-quoted, so that no reader of YAML takes `01` for a number or `no` for
//! a truth value, and no colon or bracket in a headline means anything.

use super::fields::{Field, KEYS, field};
use crate::text::Traced;

/// A chapter's fields (design: formats). Absent ones are `None` or empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct FrontMatter {
    /// The headline, equal to the H1.
    pub title: Option<String>,
    /// Kicker (引题).
    pub kicker: Option<String>,
    /// Deck (副题).
    pub deck: Option<String>,
    /// Summary points.
    pub summary: Vec<String>,
    /// The byline as printed.
    pub byline: Option<String>,
    /// 记者.
    pub reporters: Vec<String>,
    /// 通讯员.
    pub correspondents: Vec<String>,
    /// 摄影.
    pub photographers: Vec<String>,
    /// 实习生.
    pub interns: Vec<String>,
    /// Names without a Chinese role word.
    pub authors: Vec<String>,
    /// The dateline as printed.
    pub dateline: Option<String>,
    /// The paper.
    pub paper: Option<String>,
    /// The day of the issue.
    pub date: Option<String>,
    /// The printed label of the page.
    pub page: Option<String>,
    /// The page's name.
    pub page_name: Option<String>,
    /// The number of the issue.
    pub issue: Option<String>,
    /// Section or standing head.
    pub section: Option<String>,
    /// Source (来源).
    pub source: Option<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// Jump line at the beginning.
    pub continued_from: Option<String>,
    /// Jump line at the end.
    pub continued_to: Option<String>,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// A stable id, when the user gave one.
    pub id: Option<String>,
    /// The page text it came from, `pages/page.txt`.
    pub file: Option<String>,
    /// `draft: true` leaves the chapter out.
    pub draft: bool,
    /// Keys we do not know: the key and its lines, verbatim, in the order of the file. A comment has
    /// no key.
    pub unknown: Vec<(String, String)>,
}

impl FrontMatter {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The block with its `---` lines, all of it markup; empty when nothing is set.
    pub(super) fn to_traced(&self) -> Traced {
        let mut block = Block::default();
        // the table hands out places to write to; reading through it needs a copy of our own
        let mut own = self.clone();
        for key in KEYS {
            match field(&mut own, key) {
                Some(Field::Text(text)) => block.text(key, text.as_deref().map(Traced::markup)),
                Some(Field::List(list)) => {
                    let list: Vec<Traced> = list.iter().map(|text| Traced::markup(text)).collect();
                    block.list(key, &list);
                }
                None => {}
            }
        }
        block.finish(self.draft, &self.unknown)
    }
}

/// A block of front matter being written.
#[derive(Default)]
pub(super) struct Block {
    lines: Traced,
}

impl Block {
    /// Adds `key: "text"`; nothing for no text.
    pub(super) fn text(&mut self, key: &str, text: Option<Traced>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            return;
        };
        self.mark(&format!("{key}: "));
        self.lines.push(&quoted(&text));
        self.mark("\n");
    }

    /// Adds `key: ["a", "b"]`; nothing for an empty list.
    pub(super) fn list(&mut self, key: &str, texts: &[Traced]) {
        if texts.is_empty() {
            return;
        }
        self.mark(&format!("{key}: ["));
        for (i, text) in texts.iter().enumerate() {
            if i > 0 {
                self.mark(", ");
            }
            self.lines.push(&quoted(text));
        }
        self.mark("]\n");
    }

    fn mark(&mut self, text: &str) {
        self.lines.push(&Traced::markup(text));
    }

    /// The whole block with its `---` lines; empty when there is no line in it.
    pub(super) fn finish(mut self, draft: bool, unknown: &[(String, String)]) -> Traced {
        if draft {
            self.mark("draft: true\n");
        }
        for (_, lines) in unknown {
            self.mark(lines.trim_end_matches('\n'));
            self.mark("\n");
        }
        if self.lines.is_empty() {
            return self.lines;
        }
        let mut whole = Traced::markup("---\n");
        whole.push(&self.lines);
        whole.push(&Traced::markup("---\n"));
        whole
    }
}

/// `text` as a double-quoted YAML scalar (YAML 1.2.2 §7.3.1), its words keeping their origins.
fn quoted(text: &Traced) -> Traced {
    let words = text.as_str();
    let mut out = Traced::markup("\"");
    let mut done = 0;
    for (i, c) in words.char_indices() {
        let Some(escape) = escape(c) else { continue };
        out.push(&text.slice(done..i));
        out.push(&Traced::markup(&escape));
        done = i + c.len_utf8();
        if matches!(c, '"' | '\\') {
            out.push(&text.slice(i..done));
        }
    }
    out.push(&text.slice(done..words.len()));
    out.push(&Traced::markup("\""));
    out
}

/// What stands for `c` in a double-quoted scalar; a backslash alone goes before the character.
fn escape(c: char) -> Option<String> {
    Some(match c {
        '"' | '\\' => "\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' => format!("\\u{:04X}", c as u32),
        c if c.is_control() => format!("\\u{:04X}", c as u32),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_the_order_of_the_design_and_absent_ones_are_left_out() {
        let front = FrontMatter {
            page: Some("01".to_owned()),
            title: Some("他说：“好”".to_owned()),
            reporters: vec!["方一苇".to_owned(), "于白".to_owned()],
            draft: true,
            unknown: vec![("tags".to_owned(), "tags:\n  - 印刷\n".to_owned())],
            ..FrontMatter::default()
        };
        let expected = "---\ntitle: \"他说：“好”\"\nreporters: [\"方一苇\", \"于白\"]\npage: \"01\"\ndraft: true\ntags:\n  - 印刷\n---\n";
        assert_eq!(front.to_traced().as_str(), expected);
    }

    #[test]
    fn quotes_backslashes_and_line_feeds_are_escaped() {
        let text = Traced::markup("a \"b\" \\ c\nd\u{7}");
        assert_eq!(quoted(&text).as_str(), r#""a \"b\" \\ c\nd\u0007""#);
    }

    #[test]
    fn nothing_set_is_no_block() {
        assert_eq!(FrontMatter::default().to_traced().as_str(), "");
    }
}
