//! Whether two texts of Markdown read the same.

use super::guard::Guarded;
use super::markdown::{Event, Events, Tag, TagEnd};
use pulldown_cmark::CodeBlockKind;

/// Whether a reader is shown the same by the bodies `a` and `b`: the same words in the same elements,
/// whatever their source looks like.
pub fn same_reading(a: &str, b: &str) -> bool {
    reading(a) == reading(b)
}

/// What a reader is shown: elements by name, words between them joined.
fn reading(body: &str) -> Vec<String> {
    let guarded = Guarded::new(body);
    let events = Events::of(&guarded);
    let mut out: Vec<String> = Vec::new();
    let mut words = String::new();
    for index in 0..events.len() {
        let Some(event) = events.get(index) else {
            break;
        };
        match event {
            Event::Text(text) => words.push_str(text),
            Event::SoftBreak => {
                if events.break_is_space(index, words.chars().next_back()) {
                    words.push(' ');
                }
            }
            other => {
                // the last line of code ends, whether or not the text goes on
                if matches!(other, Event::End(TagEnd::CodeBlock)) && words.ends_with('\n') {
                    words.pop();
                }
                if !words.is_empty() {
                    out.push(std::mem::take(&mut words));
                }
                out.push(shown(other));
            }
        }
    }
    out.push(words);
    out
}

fn shown(event: &Event<'_>) -> String {
    match event {
        Event::Start(tag) => match tag {
            Tag::CodeBlock(CodeBlockKind::Indented) => "code block".to_owned(),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => {
                format!("code block {}", info.trim()).trim_end().to_owned()
            }
            Tag::Link {
                dest_url, title, ..
            } => format!("link {dest_url} {title}"),
            Tag::Image {
                dest_url, title, ..
            } => format!("image {dest_url} {title}"),
            other => format!("{other:?}"),
        },
        Event::Html(text) => format!("html {}", text.trim_end()),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::same_reading;

    #[test]
    fn source_may_differ_and_words_may_not() {
        for (a, b) in [
            ("河岸\n的灯", "河岸的灯"),
            ("a\nb", "a b"),
            ("题\n==\n", "# 题 #\n"),
            ("* a\n* b", "- a\n- b"),
            ("    code\n", "```\ncode\n```\n"),
            ("_a_ [b](c)", "*a* [b][c]\n\n[c]: c"),
            ("**“甲”**乙", "**“甲”**乙\n\n"),
        ] {
            assert!(same_reading(a, b), "{a} | {b}");
        }
        for (a, b) in [
            ("a b", "ab"),
            ("# a", "## a"),
            ("- a\n- b", "- a\n\n- b"),
            ("`a`", "a"),
        ] {
            assert!(!same_reading(a, b), "{a} | {b}");
        }
    }
}
