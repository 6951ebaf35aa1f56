//! `--`, `－－`, `— —` → `——`: the dash fills two places (GB/T 15834 §4.10).
//!
//! One `—` between places or years is a range (§4.13) and stays; at an end of a paragraph it can be
//! no range.

use super::side::{is_wide, last, next};
use crate::text::Edit;

pub(super) fn meets(c: char) -> bool {
    is_stroke(c) || c == '-'
}

fn is_stroke(c: char) -> bool {
    matches!(c, '－' | '—' | '―' | '─' | '–')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find(meets) {
        let start = at + i;
        let len = text[start..]
            .find(|c| !meets(c) && c != ' ')
            .unwrap_or(text.len() - start);
        let run = text[start..start + len].trim_end();
        at = start + run.len();
        let strokes = run.chars().filter(|c| *c != ' ').count();
        let dash = match strokes {
            2 => run != "——" && !run.contains("  "),
            1 => run == "—" && (start == 0 || at == text.len()),
            _ => false,
        };
        let wide =
            |c: Option<char>| c.is_some_and(|c| is_wide(c) || matches!(c, '“' | '”' | '‘' | '’'));
        if dash && (wide(last(text, start)) || wide(next(text, at))) {
            edits.push(Edit::new(start..at, "——"));
        }
    }
    edits
}
