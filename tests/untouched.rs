//! Never worse than the page: what is not damaged comes out as it went in, but for typography.
//!
//! Each folder of `tests/untouched` holds a `page.txt` that nobody has torn. It is imported, and the
//! structure of the chapters (title lines, paragraphs, lists, tables, code, lines of verse) is
//! compared with the structure of the page. Adding a case needs no Rust.

use offprint::chapter::{self, Chapter};
use offprint::restore::{Article, Options, restore};
use offprint::source;
use offprint::text::{Ledger, PageId, account};
use offprint::typography;
use pulldown_cmark::{CodeBlockKind, Event, Options as Markdown, Parser, Tag, TagEnd};
use std::fs;
use std::path::Path;

/// Cases that do not hold yet, each with what is wrong. One that begins to hold must leave the list.
const NOT_YET: &[(&str, &str)] = &[];

/// The blocks of a Markdown text, one a line: what it is, then its words.
fn blocks(text: &str) -> Vec<String> {
    let options = Markdown::ENABLE_TABLES | Markdown::ENABLE_FOOTNOTES;
    let mut out = Vec::new();
    // what each open block is called, and the words that have come since it was last written
    let mut open: Vec<String> = Vec::new();
    let mut words = String::new();
    let flush = |open: &[String], words: &mut String, out: &mut Vec<String>| {
        if !words.trim().is_empty() {
            out.push(format!("{} {}", open.join("/"), plain(words)));
        }
        words.clear();
    };
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(tag) => match name(&tag) {
                Some(name) => {
                    flush(&open, &mut words, &mut out);
                    open.push(name);
                }
                None => words.push_str(mark(&tag.to_end())),
            },
            Event::End(end) => match mark(&end) {
                "" => {
                    flush(&open, &mut words, &mut out);
                    open.pop();
                }
                mark => words.push_str(mark),
            },
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                words.push_str(&text);
            }
            Event::Code(code) => words.push_str(&format!("`{code}`")),
            Event::FootnoteReference(note) => words.push_str(&format!("[^{note}]")),
            Event::HardBreak | Event::SoftBreak => words.push('\u{2028}'),
            Event::Rule => out.push("rule".to_owned()),
            _ => {}
        }
    }
    out
}

/// A block's name; `None` for what stands inside a line.
fn name(tag: &Tag<'_>) -> Option<String> {
    Some(match tag {
        Tag::Paragraph => "paragraph".to_owned(),
        Tag::Heading { .. } => "title".to_owned(),
        Tag::BlockQuote(_) => "quote".to_owned(),
        Tag::CodeBlock(CodeBlockKind::Fenced(lang)) => format!("code {lang}"),
        Tag::CodeBlock(CodeBlockKind::Indented) => "code".to_owned(),
        Tag::List(first) => format!("list{}", first.map_or("", |_| " numbered")),
        Tag::Item => "item".to_owned(),
        Tag::Table(_) => "table".to_owned(),
        Tag::TableHead => "head".to_owned(),
        Tag::TableRow => "row".to_owned(),
        Tag::TableCell => "cell".to_owned(),
        Tag::FootnoteDefinition(note) => format!("note {note}"),
        Tag::HtmlBlock => "html".to_owned(),
        _ => return None,
    })
}

/// How what stands inside a line is written.
fn mark(end: &TagEnd) -> &'static str {
    match end {
        TagEnd::Emphasis => "*",
        TagEnd::Strong => "**",
        TagEnd::Link => "|link|",
        TagEnd::Image => "|image|",
        _ => "",
    }
}

/// The words as typography leaves them alone: without blanks, every mark by its plainest form.
fn plain(words: &str) -> String {
    let plain = |c: char| match c {
        '，' => ',',
        '。' | '．' => '.',
        '：' => ':',
        '；' => ';',
        '？' => '?',
        '！' => '!',
        '（' => '(',
        '）' => ')',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '～' => '~',
        c => c,
    };
    let kept = words
        .trim()
        .chars()
        .filter(|c| !c.is_whitespace() || *c == '\u{2028}');
    kept.map(plain).collect()
}

/// The blocks of a chapter in the ways its page may have printed them: the byline and dateline on a
/// line of their own, or run in with the first paragraph, or at the end.
fn printed(chapter: &Chapter) -> Vec<Vec<String>> {
    let front = &chapter.front;
    let titles = [&front.kicker, &front.title, &front.deck];
    let titles = titles
        .into_iter()
        .flatten()
        .map(|words| format!("title {}", plain(words)));
    let titles: Vec<String> = titles.collect();
    let mut body = blocks(&chapter.body);
    if let Some(title) = &front.title
        && body.first() == Some(&format!("title {}", plain(title)))
    {
        body.remove(0);
    }
    let lead = [&front.byline, &front.dateline].into_iter().flatten();
    let lead: Vec<String> = lead.map(|words| plain(words)).collect();
    let own: Vec<String> = lead
        .iter()
        .map(|words| format!("paragraph {words}"))
        .collect();
    let run_in = |count: usize| {
        let mut body = body.clone();
        if let Some(words) = body
            .first_mut()
            .and_then(|first| first.strip_prefix("paragraph "))
        {
            let first = format!("paragraph {}{words}", lead[lead.len() - count..].concat());
            body[0] = first;
        }
        [&titles[..], &own[..own.len() - count], &body[..]].concat()
    };
    let mut ways: Vec<Vec<String>> = (0..=lead.len()).map(run_in).collect();
    ways.push([&titles[..], &body[..], &own[..]].concat());
    ways
}

/// What is wrong with the import of the page `text`; empty when its structure has stayed.
fn faults(text: &str) -> String {
    let page = source::read(PageId(0), "page.txt", text.into())
        .expect("a page")
        .value;
    let pages = [page];
    let mut ledger = Ledger::default();
    let restored = restore(&pages, &Options::default(), &mut ledger);
    let set = |article: Article| typography::set(article, &mut ledger);
    let articles: Vec<Article> = restored.articles.into_iter().map(set).collect();
    account(
        &[&pages[0].text],
        articles.iter().flat_map(Article::texts),
        &ledger,
    )
    .expect("every character accounted for");

    let mut wanted = &blocks(&pages[0].text)[..];
    let mut said = String::new();
    for article in &articles {
        let ways = printed(&chapter::write(article, "pages/page.txt").chapter);
        match ways.iter().find(|way| wanted.starts_with(way)) {
            Some(way) => wanted = &wanted[way.len()..],
            None => {
                let found = ways.iter().max_by_key(|way| alike(way, wanted));
                let found = found.map_or_else(Vec::new, Vec::clone);
                let at = alike(&found, wanted);
                let show =
                    |blocks: &[String]| blocks.iter().skip(at).take(3).cloned().collect::<Vec<_>>();
                said += &format!("  page:  {:?}\n  found: {:?}\n", show(wanted), show(&found));
                return said;
            }
        }
    }
    if !wanted.is_empty() {
        said += &format!("  no longer there: {wanted:?}\n");
    }
    for aside in &ledger.set_aside {
        said += &format!("  set aside as {}: {:?}\n", aside.reason, aside.text);
    }
    said
}

/// How many blocks at the beginning are the same.
fn alike(a: &[String], b: &[String]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

#[test]
fn what_is_not_damaged_keeps_its_structure() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/untouched");
    let mut cases: Vec<_> = fs::read_dir(&root)
        .expect("the cases")
        .map(|entry| {
            entry
                .expect("entry")
                .file_name()
                .into_string()
                .expect("a name")
        })
        .collect();
    cases.sort();
    assert!(cases.len() >= 30, "the cases are there");
    let mut wrong = String::new();
    for case in &cases {
        let text = fs::read_to_string(root.join(case).join("page.txt")).expect("page");
        let faults = faults(&text.replace("\r\n", "\n"));
        match NOT_YET.iter().find(|(name, _)| name == case) {
            None if !faults.is_empty() => wrong += &format!("{case}:\n{faults}"),
            Some((name, _)) if faults.is_empty() => {
                wrong += &format!("{name} holds now: take it off the list\n");
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(
        NOT_YET
            .iter()
            .all(|(name, _)| cases.iter().any(|case| case == name))
    );
}
