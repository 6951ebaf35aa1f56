//! What is written as a chapter reads back to the same bytes, and Markdown shows the same words.

use offprint::chapter::{parse, write};
use offprint::restore::{Article, Block};
use offprint::text::{Lang, Origin, PageId, Traced};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};

/// Pieces that Markdown or YAML could take for marks, between Han and Latin.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "字", "江海", "a", "B", "2024", "1", ". ", ") ", "*", "**", "_", "__", "~", "~~", "`",
        "```", "<", "<b>", "</b>", "<!--", "-->", "&", "&amp;", "#", "# ", "##", "> ", ">", "[",
        "]", "(", ")", "](", "]: ", "[^1]", "![", "\\", "|", "| ", "---", "- ", "-", "+ ", "===",
        "=", ":::", ": ", "{", "}", "\"", "'", "“", "”", "，", "。", "！", "　", " ", "\u{a0}",
        "：", "$", "@", "%", "\u{85}", "\u{7}",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn traced(text: &str) -> Traced {
    Traced::copied(PageId(0), text, 0..text.len())
}

/// The words that a CommonMark parser shows for `markdown`, block by block.
fn shown(markdown: &str) -> Vec<String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let mut blocks = Vec::new();
    let mut words = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(text) => words.push_str(&text),
            Event::End(tag) => {
                assert!(
                    matches!(
                        tag,
                        pulldown_cmark::TagEnd::Paragraph | pulldown_cmark::TagEnd::Heading(_)
                    ),
                    "{tag:?} in {markdown:?}"
                );
                blocks.push(std::mem::take(&mut words));
            }
            Event::Start(_) => {}
            other => panic!("{other:?} in {markdown:?}"),
        }
    }
    blocks
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, max_global_rejects: 1_000_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_shows_the_words_of_the_article(title in nasty(), paragraphs in prop::collection::vec(nasty(), 0..4)) {
        let blank = |text: &String| text.trim().is_empty();
        prop_assume!(!blank(&title) && !paragraphs.iter().any(blank));
        let article = Article {
            headline: Some(traced(&title)),
            body: paragraphs.iter().map(|text| Block::Paragraph(traced(text))).collect(),
            ..Article::default()
        };
        let written = write(&article, "pages/page.txt");
        let expected: Vec<String> = std::iter::once(&title).chain(&paragraphs).map(|text| text.trim().to_owned()).collect();
        prop_assert_eq!(shown(&written.chapter.body), expected);
        prop_assert_eq!(written.chapter.front.title.as_deref(), Some(title.trim()));
    }

    #[test]
    fn what_is_written_reads_back(kicker in nasty(), names in prop::collection::vec(nasty(), 0..3), body in nasty(), lines in prop::collection::vec(nasty(), 0..4)) {
        let article = Article {
            kicker: Some(traced(&kicker)),
            credits: offprint::restore::Credits { reporters: names.iter().map(|name| traced(name)).collect(), ..Default::default() },
            lang: Lang::new("zh-Hans"),
            body: vec![
                Block::Caption(traced(&body)),
                Block::Subhead(traced(&body)),
                Block::Lines(traced(&lines.join("\n"))),
                Block::PageBreak("A02".to_owned()),
            ],
            ..Article::default()
        };
        let written = write(&article, "pages/page.txt");
        let read = parse(written.file.as_str(), "src/001.md");
        prop_assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        prop_assert_eq!(&read.value, &written.chapter);
        prop_assert_eq!(read.value.to_markdown(), written.file.as_str());
        prop_assert_eq!(read.value.front.kicker.unwrap_or_default(), kicker.trim());
    }

    #[test]
    fn any_text_is_a_chapter_and_settles_at_once(text in nasty(), front in nasty()) {
        let file = format!("---\ntitle: {front}\n---\n{text}\n");
        let once = parse(&file, "a.md").value.to_markdown();
        let again = parse(&once, "a.md").value.to_markdown();
        prop_assert_eq!(again, once);
    }
}

#[test]
fn the_body_knows_where_its_words_come_from() {
    let page = "2024. 新年*好*";
    let text = Traced::copied(PageId(0), page, 0..page.len());
    let article = Article {
        body: vec![Block::Paragraph(text)],
        ..Article::default()
    };
    let file = write(&article, "pages/page.txt").file;
    let copied: String = file
        .runs()
        .filter_map(|(range, origin)| match origin {
            Origin::Copied(span) => {
                assert_eq!(&file.as_str()[range], &page[span.range()]);
                Some(&page[span.range()])
            }
            _ => None,
        })
        .collect();
    assert_eq!(copied, page);
}
