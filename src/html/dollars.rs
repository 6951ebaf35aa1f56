//! Which `$` of a chapter are marks of mathematics, and which are money.
//!
//! A newspaper has prices, and a parser that reads `$…$` would eat the words between two of them. So
//! the pairs are found before parsing: what stands between them has to look like TeX, without blanks
//! at its ends, and no letter or figure may follow. Every other `$` is hidden from the parser.

/// The marks of a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dollars {
    /// The bytes of those that are only characters.
    pub(super) plain: Vec<usize>,
    /// Whether there is mathematics.
    pub(super) math: bool,
}

/// Finds the marks in `body`.
pub(super) fn dollars(body: &str) -> Dollars {
    let mut found = Dollars::default();
    let (mut at, mut end_of_paragraph) = (0, 0);
    while let Some(next) = body[at..].find('$') {
        at += next;
        if is_escaped(body, at) {
            at += 1;
            continue;
        }
        let width = if body[at..].starts_with("$$") { 2 } else { 1 };
        if at >= end_of_paragraph {
            end_of_paragraph = body[at..].find("\n\n").map_or(body.len(), |end| at + end);
        }
        let paragraph = body.get(at + width..end_of_paragraph).unwrap_or("");
        match formula(paragraph, width).map(|end| at + width + end) {
            Some(end) => {
                found.math = true;
                at = end + width;
            }
            None => {
                found.plain.extend(at..at + width);
                at += width;
            }
        }
    }
    if !found.math {
        found.plain.clear();
    }
    found
}

/// Where in the rest of its paragraph the formula ends that begins there, if one does.
fn formula(paragraph: &str, width: usize) -> Option<usize> {
    let mark = &"$$"[..width];
    let mut from = 0;
    let end = loop {
        let end = from + paragraph[from..].find(mark)?;
        if !is_escaped(paragraph, end) {
            break end;
        }
        from = end + 1;
    };
    let inner = &paragraph[..end];
    let after = paragraph[end + width..].chars().next();
    let fits = match width {
        2 => !inner.trim().is_empty(),
        _ => {
            !inner.is_empty()
                && !inner.starts_with(char::is_whitespace)
                && !inner.ends_with(char::is_whitespace)
                && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '$')
        }
    };
    (fits && is_tex(inner)).then_some(end)
}

/// Whether `text` looks like mathematics: signs of TeX, or nothing but short names and operators.
fn is_tex(text: &str) -> bool {
    if text.contains('`') || text.contains("](") {
        return false;
    }
    let outside = without_text(text);
    if outside
        .chars()
        .any(|c| crate::text::chars::is_han(c) || crate::text::chars::is_wide_punctuation(c))
    {
        return false;
    }
    let command = text.contains('\\')
        && text.split('\\').skip(1).any(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || "{}|,;!".contains(c))
        });
    if command || outside.contains(['^', '_']) && !outside.contains("__") {
        return true;
    }
    let words = outside.split(|c: char| !c.is_alphabetic());
    let short = words.clone().all(|word| word.chars().count() <= 2);
    let named = outside.chars().any(char::is_alphabetic) || outside.contains('=');
    let digits = outside.chars().all(|c| c.is_ascii_digit());
    short && (named || digits) && !outside.contains(". ")
}

/// `text` without the words of `\text{…}` and its kin.
fn without_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\\text").or_else(|| rest.find("\\mbox")) {
        out.push_str(&rest[..at]);
        let words = &rest[at..];
        let end = words.find('}').map_or(words.len(), |end| end + 1);
        rest = &words[end..];
    }
    out.push_str(rest);
    out
}

fn is_escaped(text: &str, at: usize) -> bool {
    let slashes = text.as_bytes()[..at].iter().rev();
    slashes.take_while(|&&b| b == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_no_mathematics() {
        for text in [
            "It costs $5 and $10.",
            "从$5到$10",
            "$5–$10",
            "US$6 and A$7",
            "$HOME and $PATH",
            "The $64 question, a $1 one and $",
            r"\$x\$",
            "$5 or\n\n6$",
            "于是“$5”与“$6”",
        ] {
            assert!(!dollars(text).math, "{text}");
        }
    }

    #[test]
    fn many_prices_cost_what_each_does() {
        // a million would take hours if each looked to the end of its paragraph
        let prices = "$5 元 ".repeat(1_000_000);
        assert!(!dollars(&prices).math);
    }

    #[test]
    fn formulas_are_found_beside_prices() {
        for text in [
            "$x$",
            "$E = mc^2$",
            r"质能方程$E=mc^2$，",
            "$$\na+b\n$$",
            r"$\frac{1}{2}$",
            "$n$-gram",
            r"$v_{\text{平均}}$",
        ] {
            assert_eq!(
                dollars(text),
                Dollars {
                    plain: vec![],
                    math: true
                },
                "{text}"
            );
        }
        let mixed = dollars("a $5 part of $x^2$ for $6");
        assert_eq!(
            mixed,
            Dollars {
                plain: vec![2, 23],
                math: true
            }
        );
    }
}
