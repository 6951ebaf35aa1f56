//! TeX → MathML with its source kept (MathML 3 §5.1.3: an annotation), as EPUB asks for.
//!
//! The home of pulldown-latex. What it writes is read again and only the elements and attributes of
//! MathML's presentation markup pass: no styles, no links, nothing that is not well-formed.

use super::escape;
use crate::xml;
use pulldown_latex::config::DisplayMode;
use pulldown_latex::{Parser, RenderConfig, Storage, push_mathml};
use std::panic::catch_unwind;

/// The longest source that is tried.
const LONGEST: usize = 20_000;

/// `source` as a `math` element.
///
/// # Errors
/// Why it cannot be set, in English, as the parser says it.
pub(super) fn mathml(source: &str, display: bool) -> Result<String, String> {
    if source.len() > LONGEST {
        return Err(format!("more than {LONGEST} characters"));
    }
    // the crate promises no panic, and this one is the only thing here that reads strangers' TeX
    let made = catch_unwind(|| convert(source, display));
    let made = made.unwrap_or_else(|_| Err("the parser gave up".to_owned()))?;
    let clean = clean(&made);
    match xml::scan(&clean, &[], &mut |_, _| Ok(())) {
        Ok(()) => Ok(clean),
        Err(_) => Err("the result is not well-formed".to_owned()),
    }
}

fn convert(source: &str, display: bool) -> Result<String, String> {
    let storage = Storage::new();
    let events: Result<Vec<_>, _> = Parser::new(source, &storage).collect();
    let events = events.map_err(|error| first_line(&error.to_string()))?;
    let mut out = String::with_capacity(source.len() * 8 + 128);
    let config = RenderConfig {
        display_mode: match display {
            true => DisplayMode::Block,
            false => DisplayMode::Inline,
        },
        xml: true,
        ..RenderConfig::default()
    };
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    push_mathml(&mut out, events, config).map_err(|error| error.to_string())?;
    Ok(annotated(&out, source))
}

fn first_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.trim().to_owned()
}

/// Puts what was written beside its source.
fn annotated(math: &str, source: &str) -> String {
    let (Some(start), Some(end)) = (math.find('>'), math.rfind("</math>")) else {
        return math.to_owned();
    };
    let (open, inner) = (&math[..=start], &math[start + 1..end]);
    let mut annotation = String::new();
    escape::text(&mut annotation, source.trim());
    format!(
        "{open}<semantics><mrow>{inner}</mrow><annotation encoding=\"application/x-tex\">{annotation}</annotation></semantics></math>"
    )
}

/// Attributes that mean something in MathML 3 and say nothing about colour.
const ATTRIBUTES: &[&str] = &[
    "xmlns",
    "display",
    "encoding",
    "mathvariant",
    "stretchy",
    "form",
    "fence",
    "separator",
    "largeop",
    "movablelimits",
    "symmetric",
    "lspace",
    "rspace",
    "minsize",
    "maxsize",
    "accent",
    "accentunder",
    "linethickness",
    "displaystyle",
    "scriptlevel",
    "width",
    "height",
    "depth",
    "voffset",
    "columnalign",
    "rowspacing",
    "columnspacing",
    "columnlines",
    "rowlines",
    "notation",
    "columnspan",
    "rowspan",
];

/// `math` with those attributes only.
fn clean(math: &str) -> String {
    let mut out = String::with_capacity(math.len());
    let mut rest = math;
    while let Some(start) = rest.find('<') {
        words(&mut out, &rest[..start]);
        let tag = &rest[start..];
        // the crate writes the sign as it is
        if !tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
            out.push_str("&lt;");
            rest = &tag[1..];
            continue;
        }
        let end = tag_end(tag);
        tidy(&mut out, &tag[..end]);
        rest = &tag[end..];
    }
    words(&mut out, rest);
    out
}

/// Writes characters between tags, references among them.
fn words(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at..];
        let known = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#"];
        let is_reference = known.iter().any(|one| after.starts_with(one));
        out.push_str(if is_reference { "&" } else { "&amp;" });
        rest = &after[1..];
    }
    out.push_str(rest);
}

fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in tag.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

fn tidy(out: &mut String, tag: &str) {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let closed = inner.ends_with('/');
    let inner = inner.trim_end_matches('/');
    let name = inner.split_ascii_whitespace().next().unwrap_or("");
    out.push('<');
    out.push_str(name);
    let mut pieces = inner[name.len()..].split('"');
    while let (Some(key), Some(value)) = (pieces.next(), pieces.next()) {
        let key = key.trim().trim_end_matches('=').trim_end();
        if ATTRIBUTES.contains(&key) {
            out.push_str(&format!(" {key}=\"{value}\""));
        }
    }
    out.push_str(if closed { "/>" } else { ">" });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_keeps_its_source() {
        let made = mathml(r"\frac{a<b}{2}", false).expect("mathematics");
        assert!(
            made.starts_with("<math display=\"inline\" xmlns="),
            "{made}"
        );
        assert!(made.contains("<mo>&lt;</mo>"), "{made}");
        assert!(made.contains("<mfrac>"), "{made}");
        assert!(made.ends_with(r#"<annotation encoding="application/x-tex">\frac{a&lt;b}{2}</annotation></semantics></math>"#), "{made}");
    }

    #[test]
    fn colours_and_links_do_not_pass() {
        for source in [
            r"\color{red}{x}",
            r"\href{javascript:x}{y}",
            r"\style{color:red}{z}",
        ] {
            if let Ok(made) = mathml(source, true) {
                let shown = made.split("<annotation").next().unwrap_or("");
                assert!(
                    !shown.contains("style=") && !shown.contains("href"),
                    "{made}"
                );
            }
        }
    }

    #[test]
    fn what_cannot_be_set_says_why() {
        for source in [r"\frac{1", r"\nosuchcommand", "}{"] {
            assert!(mathml(source, false).is_err(), "{source}");
        }
    }
}
