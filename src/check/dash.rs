//! Dashes made of hyphens, and dashes of three (GB/T 15834—2011 §4.13: a dash takes two cells).
//!
//! A single `—` is no fault: it joins places and years.

use super::prose::runs;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use crate::text::chars::{is_cjk_punctuation, is_han};

pub(super) const CODE: &str = "check/dash";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let right = if subject.lang.is_chinese() {
        "——"
    } else if subject.lang.primary() == "en" {
        "—"
    } else {
        return;
    };
    for (start, text) in subject.prose.each() {
        for (from, run) in runs(text, is_dash, |_, c| is_dash(c)) {
            let at = from + run.len();
            if is_wrong(run, right) && stands_between_words(&text[..from], &text[at..], right) {
                let message = say!("`{run}` is no dash", "`{run}` 不是破折号");
                let cure = say!("write `{right}`", "请改为 `{right}`");
                let range = start + from..start + at;
                let find = subject.find(CODE, Severity::Warning, range, message, cure);
                found.push(find.replace_with(right));
            }
        }
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '－' | '–' | '―' | '─')
}

fn is_wrong(run: &str, right: &str) -> bool {
    let count = run.chars().count();
    let hyphens = run.chars().all(|c| c == '-');
    match right {
        "——" => count > 1 && run != right && !(count == 4 && run.chars().all(|c| c == '—')),
        _ => (2..=3).contains(&count) && hyphens,
    }
}

/// Rules of tables, options of programs and comments are no dashes.
fn stands_between_words(before: &str, after: &str, right: &str) -> bool {
    // `--fix` leans on its word
    if right == "—" && before.ends_with(' ') != after.starts_with(' ') {
        return false;
    }
    let before = before.trim_end_matches(' ').chars().next_back();
    let after = after.trim_start_matches(' ').chars().next();
    let word = |c: Option<char>| {
        c.is_some_and(|c| match right {
            "——" => is_han(c) || is_cjk_punctuation(c),
            _ => c.is_alphabetic() || matches!(c, '”' | '"' | '“' | ',' | '\''),
        })
    };
    match right {
        "——" => word(before) || before.is_none() && word(after),
        _ => word(before) && word(after),
    }
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::{found, mended};
    use super::CODE;

    #[test]
    fn hyphens_in_the_place_of_a_dash_are_found() {
        let one = mended(CODE, "zh-Hans", "河岸的灯--都亮了。");
        assert_eq!(one, [("--".to_owned(), Some("——".to_owned()))]);
        assert_eq!(
            found(CODE, "zh-Hans", "灯———都亮了。他说－－好"),
            ["———", "－－"]
        );
        assert_eq!(
            found(CODE, "en", "The lamps--all of them--were lit."),
            ["--", "--"]
        );
    }

    #[test]
    fn other_lines_are_left_alone() {
        let fine =
            "灯——都亮了，上海—南京，2023—2024 年。\n\n---\n\n| 甲 | 乙 |\n|---|---|\n\n`--` 1-2";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
        assert!(found(CODE, "en", "Use --fix, or a—b, 3--4.").is_empty());
    }
}
