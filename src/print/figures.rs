//! Pictures with captions get a place to lead to, for the list of pictures.

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// The id of its element.
    pub(super) id: String,
    /// Its caption as markup of words, tags taken out.
    pub(super) caption: String,
}

/// Gives the figures of an article an id each, `NAME_f1` …, and returns those with a caption. No
/// other id of the article begins so: its own begin with `NAME-`.
pub(super) fn number(xhtml: &mut String, name: &str) -> Vec<Figure> {
    const FIGURE: &str = "<figure>";
    let mut found = Vec::new();
    if !xhtml.contains(FIGURE) {
        return found;
    }
    let mut out = String::with_capacity(xhtml.len() + 256);
    for (number, piece) in xhtml.split(FIGURE).enumerate() {
        if number > 0 {
            let id = format!("{name}_f{number}");
            out.push_str(&format!("<figure id=\"{id}\">"));
            let figure = piece.split("</figure>").next().unwrap_or_default();
            let caption = caption(figure);
            if !caption.is_empty() {
                found.push(Figure { id, caption });
            }
        }
        out.push_str(piece);
    }
    *xhtml = out;
    found
}

fn caption(figure: &str) -> String {
    let Some((_, rest)) = figure.split_once("<p class=\"caption\">") else {
        return String::new();
    };
    words(rest.split("</p>").next().unwrap_or_default())
}

/// The words of some markup, still escaped. Notes called there are left out with their numbers.
pub(super) fn words(markup: &str) -> String {
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let (name, after) = tag.split_once('>').unwrap_or((tag, ""));
        rest = match name.contains("class=\"noteref\"") {
            true => after.split_once("</a>").map_or("", |(_, after)| after),
            false => after,
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_found_by_their_captions() {
        let figure = |caption: &str| {
            format!(
                "<figure>\n<img/>\n<figcaption>\n<p class=\"caption\">{caption}</p>\n</figcaption>\n</figure>\n"
            )
        };
        let mut xhtml = format!(
            "{}<figure>\n<img/>\n</figure>\n{}",
            figure("甲<em>乙</em>&amp;<a class=\"noteref\" href=\"#x\">1</a>"),
            figure("丙")
        );
        let found = number(&mut xhtml, "a001");
        let found: Vec<_> = found.iter().map(|f| (&*f.id, &*f.caption)).collect();
        assert_eq!(found, [("a001_f1", "甲乙&amp;"), ("a001_f3", "丙")]);
        assert!(xhtml.contains("<figure id=\"a001_f2\">"));
    }
}
