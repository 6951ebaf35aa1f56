//! Notes for engines that can set them at the foot of the page (`float: footnote`, GCPM §2): a copy
//! of each note where it is called, in the bundle alone, where a style sheet of ours asks for it.
//! Browsers keep the notes at the article's end.

use super::article::BESIDE;

/// Copies the notes of an article to where they are called first; one that is more than paragraphs
/// stays at the end. A note that has a copy gets the class `footed`.
pub(super) fn add(xhtml: &mut String) {
    const NOTE: &str = "<aside role=\"doc-footnote\" class=\"note\" id=\"";
    if !xhtml.contains(NOTE) {
        return;
    }
    let mut out = std::mem::take(xhtml);
    let mut from = 0;
    while let Some(at) = out[from..].find(NOTE).map(|at| from + at) {
        from = at + NOTE.len();
        let id = out[from..].split('"').next().unwrap_or_default().to_owned();
        let Some(end) = out[at..].find("</aside>").map(|end| at + end) else {
            break;
        };
        let Some(open) = out[at..end].find('>').map(|open| at + open + 1) else {
            break;
        };
        let Some(words) = inline(&out[open..end]) else {
            continue;
        };
        let call = format!("href=\"#{id}\">");
        let called = out[..at].find(&call).and_then(|call| {
            let close = out[call..at].find("</a>")?;
            Some(call + close + "</a>".len())
        });
        let Some(called) = called else { continue };
        let class = at + NOTE.len() - " id=\"".len() - 1;
        out.insert_str(class, " footed");
        let copy = format!("{BESIDE}<span class=\"footnote\">{words}</span>{BESIDE}");
        out.insert_str(called, &copy);
        from += " footed".len() + copy.len();
    }
    *xhtml = out;
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
}
