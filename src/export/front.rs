//! What programs would not show by themselves as HTML: lines of front matter, captions and credits.

use crate::book::{Book, percent_decoded};
use crate::format;
use crate::html::escape;

/// `<p class="byline">…</p>`.
pub(super) fn paragraph(name: &str, words: &str) -> String {
    format!("<p class=\"{name}\">{}</p>", escape::escaped(words))
}

/// `body` with each picture of its own as a figure, its caption and credit below it. `address` tells where
/// a picture lies.
pub(super) fn figures(book: &Book, body: &str, address: &dyn Fn(&str) -> Option<String>) -> String {
    format::figures(body, &|caption, written, credit| {
        let plain = percent_decoded(written);
        let name = plain
            .split_once("images/")
            .map_or(plain.as_str(), |(_, name)| name);
        let alternatives = &book.config.alternatives;
        let alternative = alternatives.get(name).map_or(caption, String::as_str);
        let source = address(written).unwrap_or_else(|| written.to_owned());
        let source = source.replace(' ', "%20");
        let lines = [("caption", caption), ("credit", credit)];
        let lines = lines
            .into_iter()
            .filter(|(_, words)| !words.trim().is_empty());
        let lines: Vec<String> = lines
            .map(|(class, words)| {
                format!("<span class=\"{class}\">{}</span>", escape::escaped(words))
            })
            .collect();
        let below = match lines.is_empty() {
            true => String::new(),
            false => format!("\n<figcaption>{}</figcaption>", lines.join("<br>")),
        };
        let (source, alternative) = (escape::escaped(&source), escape::escaped(alternative));
        format!("<figure>\n<img src=\"{source}\" alt=\"{alternative}\">{below}\n</figure>")
    })
}
