//! Settings in YAML and TOML, and front matter within that of other programs.

use crate::chapter::{Chapter, FrontMatter};

/// `key: "text"` on a line of its own; nothing without a text.
pub(super) fn line(key: &str, text: Option<&str>) -> String {
    text.map_or_else(String::new, |text| format!("{key}: {}\n", quoted(text)))
}

/// `key: ["a", "b"]` on a line of its own; nothing for an empty list.
pub(super) fn list(key: &str, texts: &[String]) -> String {
    if texts.is_empty() {
        return String::new();
    }
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("{key}: [{}]\n", texts.join(", "))
}

/// `text` in double quotes, as YAML, TOML and JSON all read it.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The lines of the fields that offprint knows, title and draft left out.
pub(super) fn ours(front: &FrontMatter) -> String {
    lines(FrontMatter {
        title: None,
        draft: false,
        unknown: Vec::new(),
        ..front.clone()
    })
}

/// The lines of the fields that offprint does not know, as they were written.
pub(super) fn unknown(front: &FrontMatter) -> String {
    lines(FrontMatter {
        unknown: front.unknown.clone(),
        ..FrontMatter::default()
    })
}

fn lines(front: FrontMatter) -> String {
    let chapter = Chapter {
        front,
        ..Chapter::default()
    };
    let text = chapter.to_markdown();
    let inner = text
        .strip_prefix("---\n")
        .and_then(|text| text.strip_suffix("---\n"));
    inner.unwrap_or("").to_owned()
}

/// `lines` moved in by two spaces below `key:`; nothing for no lines.
pub(super) fn below(key: &str, lines: &str) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let lines = lines.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("  {line}\n"),
    });
    format!("{key}:\n{}", lines.collect::<String>())
}
