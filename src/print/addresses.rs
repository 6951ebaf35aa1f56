//! Paper cannot be clicked: the addresses that links lead to are printed as notes, by letter, so that
//! they are not taken for the notes of the author, which have numbers.

use super::figures::words;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Adds a letter to each link out of the book, and the addresses before the source line. A link whose
/// words are its address says it already.
pub(super) fn add(xhtml: &mut String) {
    const LINK: &str = "<a href=\"http";
    if !xhtml.contains(LINK) {
        return;
    }
    let mut addresses: Vec<&str> = Vec::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out = String::with_capacity(xhtml.len() + 256);
    let mut rest = xhtml.as_str();
    while let Some(at) = rest.find(LINK) {
        let start = at + "<a href=\"".len();
        let address = rest[start..].split('"').next().unwrap_or_default();
        let Some(length) = rest[at..].find("</a>") else {
            break;
        };
        let end = at + length + "</a>".len();
        let link = &rest[at..end];
        out.push_str(&rest[..end]);
        rest = &rest[end..];
        if says(&words(link), address) {
            continue;
        }
        let number = *numbers.entry(address).or_insert_with(|| {
            addresses.push(address);
            addresses.len() - 1
        });
        // writing to a String cannot fail
        let _ = write!(
            out,
            "<sup class=\"linkref\" aria-hidden=\"true\">{}</sup>",
            letter(number)
        );
    }
    out.push_str(rest);
    if !addresses.is_empty() {
        let mut list = String::from("<div class=\"addresses\" aria-hidden=\"true\">\n");
        for (number, address) in addresses.iter().enumerate() {
            let letter = letter(number);
            let _ = writeln!(
                list,
                "<p><span class=\"letter\">{letter}</span> {address}</p>"
            );
        }
        list.push_str("</div>\n");
        let end = out
            .rfind("<p class=\"source\">")
            .or(out.rfind("</section>"));
        out.insert_str(end.unwrap_or(out.len()), &list);
    }
    *xhtml = out;
}

/// Whether the words of a link are its address, with or without what nobody reads of it.
fn says(words: &str, address: &str) -> bool {
    let plain = |text: &str| {
        let text = text.trim();
        let text = text.strip_prefix("https://").unwrap_or(text);
        let text = text.strip_prefix("http://").unwrap_or(text);
        text.trim_end_matches('/').to_ascii_lowercase()
    };
    plain(words) == plain(address)
}

/// a … z, aa, ab …
fn letter(number: usize) -> String {
    let last = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letter(more - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_has_one_letter() {
        let link = |address: &str, words: &str| format!("<a href=\"{address}\">{words}</a>");
        let mut xhtml = format!(
            "<p>{}{}{}{}</p>\n<p class=\"source\">报</p>\n</section>\n",
            link("https://example.org/a?b&amp;c", "甲"),
            link("https://example.org/", "example.org"),
            link("https://example.org/a?b&amp;c", "又"),
            link("#a002", "乙"),
        );
        add(&mut xhtml);
        assert_eq!(
            xhtml
                .matches("class=\"linkref\" aria-hidden=\"true\">a<")
                .count(),
            2
        );
        assert_eq!(xhtml.matches("class=\"linkref\"").count(), 2);
        let list = "<p><span class=\"letter\">a</span> https://example.org/a?b&amp;c</p>\n</div>\n<p class=\"source\">";
        assert!(xhtml.contains(list), "{xhtml}");
    }

    #[test]
    fn letters_go_on_after_z() {
        let letters = [0, 25, 26, 27, 701, 702].map(letter);
        assert_eq!(letters, ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
