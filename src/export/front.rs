//! Lines of front matter as HTML, for programs that show Markdown and nothing else.

use crate::html::escape;

/// `<p class="byline">…</p>`.
pub(super) fn paragraph(name: &str, words: &str) -> String {
    format!("<p class=\"{name}\">{}</p>", escape::escaped(words))
}
