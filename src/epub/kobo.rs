//! The marks that Kobo's reading systems go by: each sentence in a `span` with a number, the body in
//! two `div`s (github.com/kobolabs/epub-spec, "Kobo spans").
//!
//! Done to a finished page, since nothing else in the edition changes by it: outside of tags every
//! stretch of words is a sentence or several; code and mathematics stay whole.

use std::fmt::Write;

/// Elements within which nothing is marked.
const WHOLE: &[&str] = &["pre", "math", "head", "rt", "rp"];
/// Elements with which a new paragraph begins.
const PARAGRAPHS: &[&str] = &[
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "summary",
];

/// `page` with its marks.
pub(super) fn marked(page: &str) -> String {
    let mut out = String::with_capacity(page.len() * 3 / 2);
    let mut marks = Marks::default();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        marks.words(&mut out, &rest[..start]);
        let tag = &rest[start..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        marks.tag(&mut out, &tag[..end]);
        rest = &tag[end..];
    }
    out.push_str(rest);
    out
}

#[derive(Default)]
struct Marks {
    paragraph: usize,
    sentence: usize,
    /// How many elements are open in which nothing is marked.
    whole: usize,
    in_body: bool,
}

impl Marks {
    fn tag(&mut self, out: &mut String, tag: &str) {
        let inner = tag.trim_start_matches(['<', '/']);
        let length = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(0);
        let name = &inner[..length];
        let (closes, empty) = (tag.starts_with("</"), tag.ends_with("/>"));
        match (name, closes) {
            ("body", false) => {
                self.in_body = true;
                out.push_str(tag);
                out.push_str("\n<div id=\"book-columns\"><div id=\"book-inner\">");
                return;
            }
            ("body", true) => {
                self.in_body = false;
                out.push_str("</div></div>\n");
            }
            (name, false) if PARAGRAPHS.contains(&name) => {
                self.paragraph += 1;
                self.sentence = 0;
            }
            (name, closes) if WHOLE.contains(&name) && !empty => match closes {
                true => self.whole = self.whole.saturating_sub(1),
                false => self.whole += 1,
            },
            _ => {}
        }
        out.push_str(tag);
    }

    fn words(&mut self, out: &mut String, words: &str) {
        if !self.in_body || self.whole > 0 || words.trim().is_empty() {
            return out.push_str(words);
        }
        for sentence in sentences(words) {
            self.sentence += 1;
            let (paragraph, number) = (self.paragraph, self.sentence);
            // writing to a string cannot fail
            let _ = write!(
                out,
                "<span class=\"koboSpan\" id=\"kobo.{paragraph}.{number}\">{sentence}</span>"
            );
        }
    }
}

/// `words` cut behind each mark that ends a sentence and what closes around it.
fn sentences(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut ended = false;
    for (at, c) in words.char_indices() {
        let closes = matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"') || c.is_whitespace();
        let stop = match c {
            '。' | '！' | '？' | '…' => true,
            '.' | '!' | '?' => words[at + 1..].starts_with(char::is_whitespace),
            _ => false,
        };
        if ended && !stop && !closes {
            found.push(&words[start..at]);
            start = at;
        }
        ended = stop || ended && closes;
    }
    found.push(&words[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sentence_bears_its_mark() {
        let page = "<head><title>甲</title></head><body class=\"x\"><p>甲。乙“丙！”丁<em>戊</em></p><pre>x</pre></body>";
        assert_eq!(
            marked(page),
            "<head><title>甲</title></head><body class=\"x\">\n<div id=\"book-columns\"><div id=\"book-inner\"><p><span class=\"koboSpan\" id=\"kobo.1.1\">甲。</span><span class=\"koboSpan\" id=\"kobo.1.2\">乙“丙！”</span><span class=\"koboSpan\" id=\"kobo.1.3\">丁</span><em><span class=\"koboSpan\" id=\"kobo.1.4\">戊</span></em></p><pre>x</pre></div></div>\n</body>"
        );
    }

    #[test]
    fn sentences_keep_every_character() {
        for text in ["Dr. Lee came. “He did?” No", "3.5！？”）。", "", "……"] {
            assert_eq!(sentences(text).concat(), text);
        }
        assert_eq!(sentences("One. Two"), ["One. ", "Two"]);
    }
}
