//! Putting safe replacements in place.

use crate::diagnostic::{Diagnostic, Location};
use std::ops::Range;

/// A text after its safe replacements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The whole text.
    pub text: String,
    /// How many replacements stand in it.
    pub count: usize,
}

/// `text`, the content of a file, with the [replacements](Diagnostic::replacement) of `found` put in,
/// those that point at it. A place that is not there any more is passed over, and so is whatever
/// would change a letter or a figure.
pub fn fixed<'d>(text: &str, found: impl IntoIterator<Item = &'d Diagnostic>) -> Fixed {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let mut edits: Vec<(Range<usize>, &str)> = found
        .into_iter()
        .filter_map(|one| {
            let range = bytes(text, &starts, one.location.as_ref()?)?;
            let new = one.replacement.as_deref()?;
            (words(&text[range.clone()]).eq(words(new))).then_some((range, new))
        })
        .collect();
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut count = 0;
    for (range, new) in edits {
        // of two that touch the same characters the first is put in, the other found again
        if range.start >= done {
            out.push_str(&text[done..range.start]);
            out.push_str(new);
            done = range.end;
            count += 1;
        }
    }
    out.push_str(&text[done..]);
    Fixed { text: out, count }
}

/// The bytes of `text` that `at` means; nothing when its line is another one by now.
fn bytes(text: &str, starts: &[usize], at: &Location) -> Option<Range<usize>> {
    let start = *starts.get(at.line.checked_sub(1)?)?;
    let line = text[start..].split('\n').next().unwrap_or("");
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.trim_start_matches('\u{FEFF}') != at.source_line {
        return None;
    }
    let mark = start + line.len() - at.source_line.len();
    let covered = at.covered().filter(|covered| !covered.is_empty())?;
    Some(mark + covered.start..mark + covered.end)
}

fn words(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say;

    fn at(text: &str, words: &str, new: &str) -> Diagnostic {
        let start = text.find(words).unwrap();
        let at = Location::within("a.md", text, start..start + words.len());
        let said = say!("a", "甲");
        Diagnostic::warning("check/dash", said)
            .at(at)
            .replace_with(new)
    }

    #[test]
    fn replacements_are_put_in_and_words_are_kept() {
        let text = "题\r\n灯--亮了，，好,的\n";
        let found = [
            at(text, ",的", "，的"),
            at(text, "--", "——"),
            at(text, "，，", "，"),
            at(text, "灯--", "——"),
            at(text, "亮", "灭"),
        ];
        let fixed = fixed(text, &found);
        assert_eq!(fixed.text, "题\r\n灯——亮了，好，的\n");
        assert_eq!(fixed.count, 3);
    }

    #[test]
    fn a_line_that_changed_is_left_alone() {
        let one = at("灯--亮了\n", "--", "——");
        let unchanged = fixed("灯又--亮了\n", [&one]);
        assert_eq!(
            (unchanged.text.as_str(), unchanged.count),
            ("灯又--亮了\n", 0)
        );
        assert_eq!(fixed("", [&one]).count, 0);
    }
}
