//! Style sheets: what readers refuse, and what they load.

use super::content::{Kind, Link};
use super::{Finds, Spot};
use crate::say;

const CODE: &str = "epub/style-sheet";

/// Looks at the style sheet `css` of the file `path`; what it loads. `base` is where it begins in the
/// file, 0 for a file of its own.
pub(super) fn look(path: &str, css: &str, base: usize, finds: &mut Finds<'_>) -> Vec<Link> {
    let plain = without_comments(css);
    let own = base == 0;
    let spot = |at: usize| match own {
        true => Spot::At(path, css, at),
        false => Spot::File(path),
    };
    if !balanced(&plain) {
        finds.error(
            CODE,
            "CSS-008",
            &spot(plain.len()),
            say!(
                "a bracket or quotation mark is not closed",
                "括号或引号没有结束"
            ),
            say!(
                "close it: readers leave out what follows",
                "请补上：阅读器会略去其后的内容"
            ),
        );
    }
    for (name, at) in at_rules(&plain) {
        // the checker reads on where nothing stands before it
        let after_property = plain[..at].trim_end().ends_with(';');
        if after_property && MARGIN_BOXES.contains(&name) {
            finds.error(
                CODE,
                "CSS-008",
                &spot(at),
                say!(
                    "`@{name}` is for paper, not for e-books",
                    "`@{name}` 用于印刷，不用于电子书"
                ),
                say!(
                    "keep the style sheet for print out of the book",
                    "印刷样式表不要放进书里"
                ),
            );
        }
    }
    for (property, at) in properties(&plain) {
        if matches!(property, "direction" | "unicode-bidi") {
            finds.error(
                CODE,
                "CSS-001",
                &spot(at),
                say!(
                    "`{property}` may not stand in a book's style sheet",
                    "样式表中不能用 `{property}`"
                ),
                say!(
                    "write `dir=\"rtl\"` on the element",
                    "请在元素上写 `dir=\"rtl\"`"
                ),
            );
        }
    }
    let mut links = Vec::new();
    for (target, at) in addresses(&plain) {
        let before = plain[..at]
            .rfind(['{', '}', ';'])
            .map_or(0, |start| start + 1);
        let import = plain[before..at].contains("@import");
        let font = plain[..at]
            .rfind('{')
            .is_some_and(|open| plain[..open].trim_end().ends_with("@font-face"));
        if target.trim().is_empty() {
            finds.error(
                CODE,
                "CSS-002",
                &spot(at),
                say!("an empty address", "空的地址"),
                say!("name a file, or take it out", "请写文件，或删去"),
            );
            continue;
        }
        links.push(Link {
            at: if own { at } else { base },
            target: target.to_owned(),
            kind: match (import, font) {
                (true, _) => Kind::Styles,
                (_, true) => Kind::Font,
                _ => Kind::Shown,
            },
        });
    }
    links
}

const MARGIN_BOXES: &[&str] = &[
    "top-left-corner",
    "top-left",
    "top-center",
    "top-right",
    "top-right-corner",
    "bottom-left-corner",
    "bottom-left",
    "bottom-center",
    "bottom-right",
    "bottom-right-corner",
    "left-top",
    "left-middle",
    "left-bottom",
    "right-top",
    "right-middle",
    "right-bottom",
    "footnote",
];

/// The style sheet with blanks in the place of comments, so that places stay.
fn without_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        let end = rest[start + 2..]
            .find("*/")
            .map_or(rest.len(), |end| start + end + 4);
        out.push_str(&rest[..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Whether brackets and quotation marks are closed.
fn balanced(css: &str) -> bool {
    let mut open: Vec<char> = Vec::new();
    let mut quote = None;
    let mut escaped = false;
    for c in css.chars() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match (quote, c) {
            (_, '\\') => escaped = true,
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), '\n') => return false,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '(' | '[') => open.push(c),
            (None, '}') if open.pop() != Some('{') => return false,
            (None, ')') if open.pop() != Some('(') => return false,
            (None, ']') if open.pop() != Some('[') => return false,
            _ => {}
        }
    }
    open.is_empty() && quote.is_none()
}

/// Names after `@`, and where they stand.
fn at_rules(css: &str) -> impl Iterator<Item = (&str, usize)> {
    css.match_indices('@').map(|(at, _)| {
        let rest = &css[at + 1..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .unwrap_or(rest.len());
        (&rest[..end], at)
    })
}

/// Names of properties in blocks, and where they stand.
fn properties(css: &str) -> impl Iterator<Item = (&str, usize)> {
    css.match_indices(['{', ';']).filter_map(|(at, _)| {
        let rest = &css[at + 1..];
        let start = at + 1 + (rest.len() - rest.trim_start().len());
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))?;
        let is_property = rest[end..].trim_start().starts_with(':');
        (is_property && end > 0).then_some((&rest[..end], start))
    })
}

/// Addresses in `url(…)` and after `@import`, and where they stand.
fn addresses(css: &str) -> Vec<(&str, usize)> {
    let urls = css.match_indices("url(").filter_map(|(at, mark)| {
        let rest = &css[at + mark.len()..];
        let target = &rest[..rest.find(')')?];
        Some((target.trim().trim_matches(['"', '\'']), at))
    });
    let imports = css.match_indices("@import").filter_map(|(at, mark)| {
        let rest = css[at + mark.len()..].trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let target = rest[1..].split(quote).next()?;
        Some((target, at + mark.len()))
    });
    urls.chain(imports).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(css: &str) -> Vec<String> {
        let mut finds = Finds::new("a.epub");
        look("a.css", css, 0, &mut finds);
        finds.all.into_iter().map(|one| one.message.en).collect()
    }

    #[test]
    fn what_readers_refuse_is_found_and_nothing_else() {
        let fine = "@charset \"utf-8\";\n@namespace epub \"x\";\np{text-indent:2em}/* direction: rtl; } */\
            @media (prefers-color-scheme: dark){a:hover{color:inherit}} @page{margin:1em}\
            em:lang(zh){text-emphasis:filled dot} a::after{content:\"}\\\"\"} @font-face{src:url(a.otf)}";
        assert_eq!(codes(fine), Vec::<String>::new());
        for (css, part) in [
            ("p{direction:rtl}", "direction"),
            ("p{a:b;\n unicode-bidi : embed}", "unicode-bidi"),
            ("@page{margin:0;@top-center{content:\"a\"}}", "@top-center"),
            ("p{a:b", "not closed"),
            ("p{a:b}}", "not closed"),
            ("p{background:url()}", "empty"),
        ] {
            let said = codes(css);
            assert!(said.len() == 1 && said[0].contains(part), "{css}: {said:?}");
        }
    }
}
