//! Markdown → the one form in which offprint writes it.
//!
//! Formatting changes the source, never what a reader is shown: each block is compared before and
//! after as the editions read it, and one that would read differently stays as it was written. What
//! import writes is in this form already.
//!
//! The form: front matter in the order of the design; a blank line between blocks; a paragraph on one
//! line, with a backslash where a line has to break; `#` headings; `-` for items, figures in order;
//! `*` and `**` for emphasis; code between fences; tables without padding; no space at a line's end.

mod blocks;
mod edits;
mod tree;

pub use edits::{deeper, figures, headline, relinked};

use crate::chapter::{self, Chapter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::html::same_reading;
use unicode_normalization::UnicodeNormalization;

/// How often a body is formatted until nothing changes any more; more never happened.
const ROUNDS: usize = 4;

/// `text`, the content of the chapter `file`, in its one form. What is said of its front matter stands
/// in the second value; where that is an error, the text is left as it is.
pub fn file(text: &str, file: &str) -> (String, Vec<Diagnostic>) {
    let parsed = chapter::parse(text, file);
    let diagnostics = parsed.diagnostics;
    let unreadable = diagnostics
        .iter()
        .any(|one| one.severity == Severity::Error);
    if unreadable {
        return (text.to_owned(), diagnostics);
    }
    let chapter = Chapter {
        body: body(&parsed.value.body),
        ..parsed.value
    };
    (chapter.to_markdown(), diagnostics)
}

/// The body `text` in its one form: LF, NFC, ending in one line feed.
pub fn body(text: &str) -> String {
    let start: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .nfc()
        .collect();
    let mut last = start.clone();
    for _ in 0..ROUNDS {
        let next = blocks::formatted(&last);
        if next == last {
            return last;
        }
        if !same_reading(&start, &next) {
            break;
        }
        last = next;
    }
    // a text that cannot be put into one form keeps its own
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formats(pairs: &[(&str, &str)]) {
        for (before, after) in pairs {
            assert_eq!(body(before), *after, "{before}");
            assert_eq!(body(after), *after, "a second time: {after}");
            assert!(same_reading(before, after), "{before}");
        }
    }

    #[test]
    fn blocks_have_one_form() {
        formats(&[
            ("题\n===\n\n\n文\n续文  \n又  \n", "# 题\n\n文续文\\\n又\n"),
            ("#   题  ##\n文", "# 题\n\n文\n"),
            ("a\nb\n***\nc", "a b\n\n---\n\nc\n"),
            ("    code\n    more\n", "```\ncode\nmore\n```\n"),
            ("~~~ rust\na\n~~~", "```rust\na\n```\n"),
            ("_a_ and __b__", "*a* and **b**\n"),
            (
                "|a|b|\n|:-|-:|\n|1|2\\|3|\n",
                "| a | b |\n|:---|---:|\n| 1 | 2\\|3 |\n",
            ),
            ("> a\n> b\n\n> c", "> a\n> b\n\n> c\n"),
            (
                "[^1]: 注\n[^2]: 又\n\n文[^1][^2]",
                "[^1]: 注\n\n[^2]: 又\n\n文[^1][^2]\n",
            ),
            ("[a]: b\n\n[a]", "[a]: b\n\n[a]\n"),
            ("", ""),
        ]);
    }

    #[test]
    fn lists_keep_what_they_are() {
        formats(&[
            ("* a\n* b\n    * c\n", "- a\n- b\n  - c\n"),
            ("1) a\n1) b\n", "1. a\n2. b\n"),
            ("3. a\n\n   more\n\n9. b\n", "3. a\n\n   more\n\n4. b\n"),
            ("- a\n\n* b\n", "- a\n\n* b\n"),
            ("- [x] a\n- [ ] b\n", "- [x] a\n- [ ] b\n"),
            ("- a\n  b\n-\n", "- a b\n-\n"),
        ]);
    }

    #[test]
    fn what_would_read_differently_stays() {
        for text in [
            "Term\n:   Meaning\n",
            "<div>\n*a*\n</div>\n",
            "<!-- page 2 -->\n",
            "a<!-- page 2 -->b\n",
            "> [!NOTE]\n> Mind.\n",
            "**“甲”**乙\n",
            "$$\nx\n$$\n",
            "甲\\\n乙\n",
            "`a  b` \\* 1\\. x\n",
        ] {
            assert_eq!(body(text), text);
        }
    }

    #[test]
    fn front_matter_gets_its_order_and_keeps_what_is_unknown() {
        let (out, said) = file("---\nweight: 3\nlang: en\ntitle: A\n---\n* a\n", "a.md");
        assert_eq!(
            out,
            "---\ntitle: \"A\"\nlang: \"en\"\nweight: 3\n---\n\n- a\n"
        );
        assert!(said.is_empty());
        let broken = "---\ntitle: \"A\nb: c\n---\n* a\n";
        assert_eq!(file(broken, "a.md").0, broken);
    }
}
