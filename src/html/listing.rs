//! Listings of Rust as mdBook and rustdoc show them: lines that begin with `# ` make an example compile,
//! and are not shown.

use std::borrow::Cow;

/// The lines of a Rust listing that are shown; `##` at a line's start stands for `#`.
pub(super) fn shown(code: &str) -> Cow<'_, str> {
    let special = |line: &str| line.trim_start().starts_with('#');
    if !code.lines().any(special) {
        return Cow::Borrowed(code);
    }
    let lines = code.split_inclusive('\n').filter_map(|line| {
        let words = line.trim_start();
        let Some(rest) = words.strip_prefix('#') else {
            return Some(line.to_owned());
        };
        let indent = &line[..line.len() - words.len()];
        match rest.chars().next() {
            None | Some(' ' | '\n' | '\r') => None,
            Some('#') => Some(format!("{indent}{rest}")),
            _ => Some(line.to_owned()),
        }
    });
    Cow::Owned(lines.collect())
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn hidden_lines_are_left_out() {
        let code = "# fn main() {\n#\n#[derive(Debug)]\nstruct A;\n    ## b\n#![no_std]\n# }\n";
        assert_eq!(
            shown(code),
            "#[derive(Debug)]\nstruct A;\n    # b\n#![no_std]\n"
        );
        assert_eq!(shown("let a = 1;\n"), "let a = 1;\n");
    }
}
