//! The document type of an SVG file: taken away, the short words it declares written out.
//!
//! Older drawing programs write one. It names a file on the network, which readers must not fetch,
//! and declares abbreviations for namespaces. They may not name each other, and may not make the
//! text much longer: an entity bomb does both.

use crate::diagnostic::Text;
use crate::say;

/// How much longer than it is the written-out text may become, and still be a picture's.
const GROWTH: usize = 4;

/// `text` without document type, its own entities written out; `None` when it has none.
pub(super) fn resolved(text: &str) -> Result<Option<String>, Text> {
    let Some(start) = text.find("<!DOCTYPE") else {
        return Ok(None);
    };
    let Some((declared, end)) = internal_subset(text, start) else {
        return Err(unusable());
    };
    let mut out = format!("{}{}", &text[..start], &text[end..]);
    let most = text.len() * GROWTH + 65_536;
    for (name, value) in entities(declared) {
        if value.contains(['&', '<', '%']) {
            return Err(unusable());
        }
        let reference = format!("&{name};");
        let count = out.matches(&reference).count();
        if out.len() + count * value.len() > most {
            return Err(unusable());
        }
        if count > 0 {
            out = out.replace(&reference, value);
        }
    }
    Ok(Some(out))
}

/// What stands between the square brackets of the document type at `start`, and where it ends.
fn internal_subset(text: &str, start: usize) -> Option<(&str, usize)> {
    let open = start + text[start..].find(['>', '['])?;
    if text[open..].starts_with('>') {
        return Some(("", open + 1));
    }
    let close = open + text[open..].find(']')?;
    let end = close + text[close..].find('>')?;
    Some((&text[open + 1..close], end + 1))
}

/// Names and values of `<!ENTITY name "value">`; those that lie in other files are left out.
fn entities(declared: &str) -> impl Iterator<Item = (&str, &str)> {
    declared.split("<!ENTITY").skip(1).filter_map(|rest| {
        let rest = rest.trim_start();
        let (name, rest) = rest.split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = rest[1..].split(quote).next()?;
        Some((name, value))
    })
}

fn unusable() -> Text {
    say!(
        "SVG picture with a document type that cannot be resolved: save it as plain SVG",
        "SVG 图片的文档类型声明无法解析：请另存为普通 SVG"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_written_out() {
        let text = "<!DOCTYPE svg PUBLIC \"a\" \"b\" [<!ENTITY n \"u\"> <!ENTITY x SYSTEM \"f\">]><s a=\"&n;\"/>";
        let plain = resolved(text).expect("it resolves");
        assert_eq!(plain.as_deref(), Some("<s a=\"u\"/>"));
        assert_eq!(resolved("<!DOCTYPE svg><s/>"), Ok(Some("<s/>".to_owned())));
        assert_eq!(resolved("<s/>"), Ok(None));
    }

    #[test]
    fn bombs_are_refused() {
        let nested = "<!DOCTYPE s [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><s>&b;</s>";
        assert!(resolved(nested).is_err());
        let long = "x".repeat(100_000);
        let many = format!(
            "<!DOCTYPE s [<!ENTITY a \"{long}\">]><s>{}</s>",
            "&a;".repeat(1000)
        );
        assert!(resolved(&many).is_err());
    }
}
