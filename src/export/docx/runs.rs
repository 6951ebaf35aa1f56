//! Runs: pieces of a paragraph that look alike.

use crate::html::escape;
use crate::mark::fnv_1a;

/// How a run looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    pub struck: bool,
    pub underlined: bool,
    pub code: bool,
    pub raised: bool,
    pub lowered: bool,
    pub link: bool,
}

impl Look {
    /// Its `w:rPr` (§17.3.2), children in the order of the schema.
    fn properties(self) -> String {
        let mut out = String::new();
        let style = match (self.link, self.code) {
            (true, _) => "<w:rStyle w:val=\"Hyperlink\"/>",
            (false, true) => "<w:rStyle w:val=\"VerbatimChar\"/>",
            _ => "",
        };
        out += style;
        for (is, mark) in [
            (self.bold, "<w:b/>"),
            (self.italic, "<w:i/>"),
            (self.struck, "<w:strike/>"),
            (self.underlined, "<w:u w:val=\"single\"/>"),
            (self.raised, "<w:vertAlign w:val=\"superscript\"/>"),
            (self.lowered, "<w:vertAlign w:val=\"subscript\"/>"),
        ] {
            if is {
                out += mark;
            }
        }
        match out.as_str() {
            "" => out,
            _ => format!("<w:rPr>{out}</w:rPr>"),
        }
    }
}

/// A run of `words`.
pub(super) fn run(words: &str, look: &Look) -> String {
    if words.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    escape::text(&mut text, words);
    let look = look.properties();
    format!("<w:r>{look}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A bookmark's name: letters, figures and `_`, forty at most (§17.13.6.2). An id keeps its letters; what
/// is longer gets a sum of its own.
pub(super) fn bookmark(id: &str) -> String {
    let plain: String = id
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '_' })
        .collect();
    let name = format!("b{plain}");
    if name.chars().count() <= 40 && id.chars().all(|c| c.is_alphanumeric() || c == '-') {
        return name;
    }
    let head: String = name.chars().take(20).collect();
    format!("{head}_{:016x}", fnv_1a(id.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_bookmarks_are_short_and_differ() {
        assert_eq!(bookmark("c1-s2"), "bc1_s2");
        let (a, b) = (bookmark(&"字".repeat(50)), bookmark(&"字".repeat(51)));
        assert!(a != b && a.chars().count() <= 40);
        assert_ne!(bookmark("a.b"), bookmark("a_b"));
    }

    #[test]
    fn runs_escape_their_words() {
        assert_eq!(run("", &Look::default()), "");
        let look = Look {
            bold: true,
            ..Look::default()
        };
        let text = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">a &lt; b</w:t></w:r>";
        assert_eq!(run("a < b", &look), text);
    }
}
