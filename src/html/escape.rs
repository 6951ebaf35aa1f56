//! Words → XHTML text: the five characters that markup needs, and none that XML forbids.
//!
//! No named entities beside XML's own: an EPUB reader knows no others (EPUB 3.3, RSC-016).

/// Writes `text` as the content of an element.
pub(crate) fn text(out: &mut String, text: &str) {
    write(out, text, false);
}

/// Writes `text` as an attribute's value between double quotes.
pub(crate) fn attribute(out: &mut String, text: &str) {
    write(out, text, true);
}

/// `text` as the content of an element or attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    attribute(&mut out, text);
    out
}

fn write(out: &mut String, text: &str, quotes: bool) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let (replacement, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if quotes => ("&quot;", 1),
            b'\n' | b'\t' if quotes => (" ", 1),
            b'\n' | b'\t' => continue,
            // control characters, U+FFFE and U+FFFF are no XML characters (XML 1.0 §2.2)
            0..0x20 => ("", 1),
            0xEF if matches!(bytes[at..], [_, 0xBF, 0xBE | 0xBF, ..]) => ("", 3),
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(replacement);
        from = at + length;
    }
    out.push_str(&text[from..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_goes_and_the_rest_stays() {
        let mut out = String::new();
        text(&mut out, "a<b>\"c\"&\u{8}\u{FFFF}。\u{FFFD}\n");
        assert_eq!(out, "a&lt;b&gt;\"c\"&amp;。\u{FFFD}\n");
        assert_eq!(escaped("“\"”\n"), "“&quot;” ");
    }
}
