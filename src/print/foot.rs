//! Notes for engines that can set them at the foot of the page (`float: footnote`, GCPM §2): a copy
//! of each note where it is called, in the bundle alone, where a style sheet of ours asks for it.
//! Browsers keep the notes at the article's end.

use super::article::BESIDE;
use std::collections::BTreeMap;

/// Copies the notes of an article to where its text calls them first. One that is more than
/// paragraphs stays at the end alone, and so does one that only other notes call. A note that has a
/// copy gets the class `footed`.
pub(super) fn add(xhtml: &mut String) {
    const NOTE: &str = "<aside role=\"doc-footnote\" class=\"note";
    let Some(first) = xhtml.find(NOTE) else {
        return;
    };
    let (text, notes) = xhtml.split_at(first);
    let calls = calls(text);
    let mut copies = BTreeMap::new();
    let mut after = String::with_capacity(notes.len() + 256);
    for note in notes.split(NOTE).skip(1) {
        after.push_str(NOTE);
        if let Some((called, words)) = copied(note, &calls) {
            copies.insert(called, words);
            after.push_str(" footed");
        }
        after.push_str(note);
    }
    let mut out = String::with_capacity(text.len() + after.len() * 2);
    let mut from = 0;
    for (called, words) in copies {
        out.push_str(&text[from..called]);
        out.push_str(&format!(
            "{BESIDE}<span class=\"footnote\">{words}</span>{BESIDE}"
        ));
        from = called;
    }
    out.push_str(&text[from..]);
    out.push_str(&after);
    *xhtml = out;
}

/// For each id that `text` calls, where the first call of it ends.
fn calls(text: &str) -> BTreeMap<&str, usize> {
    const CALL: &str = "href=\"#";
    let mut calls = BTreeMap::new();
    for (at, _) in text.match_indices(CALL) {
        let from = at + CALL.len();
        let call = text[from..].split_once("\">");
        if let Some((id, rest)) = call.filter(|(id, _)| !id.contains('"'))
            && let Some(close) = rest.find("</a>")
        {
            let end = text.len() - rest.len() + close + "</a>".len();
            calls.entry(id).or_insert(end);
        }
    }
    calls
}

/// Of a note, which begins behind its class: where it is called, and its words.
fn copied(note: &str, calls: &BTreeMap<&str, usize>) -> Option<(usize, String)> {
    let (id, rest) = note.strip_prefix("\" id=\"")?.split_once('"')?;
    let (words, _) = rest.split_once('>')?.1.split_once("</aside>")?;
    Some((*calls.get(id)?, inline(words)?))
}

/// The paragraphs of a note as a line of text, without ids and links back; `None` where it holds more.
fn inline(note: &str) -> Option<String> {
    const BLOCKS: [&str; 9] = [
        "<ul",
        "<ol",
        "<dl",
        "<pre",
        "<table",
        "<figure",
        "<blockquote",
        "<div",
        "<section",
    ];
    if BLOCKS.iter().any(|block| note.contains(block)) || note.contains(BESIDE) {
        return None;
    }
    let mut out = String::with_capacity(note.len());
    let mut rest = note.trim();
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let (name, after) = tag.split_once('>')?;
        rest = after;
        match name {
            "p" => {}
            "/p" if after.trim_ascii().is_empty() => {}
            "/p" => out.push_str("<br/>"),
            name if name.contains("class=\"backlink\"") => {
                let (number, after) = after.split_once("</")?;
                out.push_str(&format!("<span class=\"backlink\">{number}</span>"));
                rest = after.split_once('>')?.1;
            }
            name => {
                out.push('<');
                out.push_str(&without_id(name));
                out.push('>');
            }
        }
    }
    out.push_str(rest.trim_end());
    Some(out.replace('\n', " ").trim().to_owned())
}

fn without_id(tag: &str) -> String {
    match tag.split_once(" id=\"") {
        Some((before, rest)) => {
            let after = rest.split_once('"').map_or("", |(_, after)| after);
            format!("{before}{after}")
        }
        None => tag.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_copied_to_where_it_is_called() {
        let note = |id: &str, inner: &str| {
            format!(
                "<aside role=\"doc-footnote\" class=\"note\" id=\"{id}\" aria-label=\"x\">\n{inner}</aside>\n"
            )
        };
        let back = "<a role=\"doc-backlink\" class=\"backlink\" href=\"#a-r1\">1</a> ";
        let mut xhtml = format!(
            "<p>甲<a class=\"noteref\" id=\"a-r1\" href=\"#a-n1\">1</a>乙<a class=\"noteref\" href=\"#a-n2\">2</a></p>\n{}{}",
            note(
                "a-n1",
                &format!("<p>{back}一<em id=\"q\">二</em></p>\n<p>三</p>\n")
            ),
            note("a-n2", "<p>四</p>\n<ul><li>五</li></ul>\n"),
        );
        add(&mut xhtml);
        let copy = format!(
            "href=\"#a-n1\">1</a>{BESIDE}<span class=\"footnote\"><span class=\"backlink\">1</span> 一<em>二</em><br/> 三</span>{BESIDE}乙"
        );
        assert!(xhtml.contains(&copy), "{xhtml}");
        assert!(xhtml.contains("class=\"note footed\" id=\"a-n1\""));
        assert!(xhtml.contains("class=\"note\" id=\"a-n2\""));
    }

    #[test]
    fn a_note_that_only_a_note_calls_stays_at_the_end() {
        let note = |id: &str, inner: &str| {
            format!(
                "<aside role=\"doc-footnote\" class=\"note\" id=\"{id}\"><p>{inner}</p></aside>"
            )
        };
        let mut xhtml = format!(
            "<p>甲<a href=\"#n1\">1</a></p>{}{}",
            note("n1", "乙<a href=\"#n2\">2</a>"),
            note("n2", "丙")
        );
        let end = xhtml[xhtml.find("<aside").unwrap()..].to_owned();
        add(&mut xhtml);
        let copy = "<span class=\"footnote\">乙<a href=\"#n2\">2</a></span>";
        let end = end.replacen("class=\"note\"", "class=\"note footed\"", 1);
        let expected = format!("<p>甲<a href=\"#n1\">1</a>{BESIDE}{copy}{BESIDE}</p>{end}");
        assert_eq!(xhtml, expected);
    }

    #[test]
    fn many_notes_cost_what_each_does() {
        const MANY: usize = 50_000;
        let call = |n: usize| format!("<p>甲<a href=\"#n{n}\">{n}</a></p>\n");
        let note = |n: usize| {
            format!(
                "<aside role=\"doc-footnote\" class=\"note\" id=\"n{n}\">\n<p>乙</p>\n</aside>\n"
            )
        };
        // minutes, if each call were looked for from the front
        let mut xhtml: String = (0..MANY).map(call).chain((0..MANY).map(note)).collect();
        add(&mut xhtml);
        assert_eq!(xhtml.matches("note footed").count(), MANY);
        assert_eq!(xhtml.matches(BESIDE).count(), MANY * 2);
    }
}
