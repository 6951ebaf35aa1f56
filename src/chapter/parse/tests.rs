//! What front matter may look like, and what is said about it.

use super::*;

fn read(text: &str) -> (Chapter, Vec<String>) {
    let read = parse(text, "src/001.md");
    let said = read.diagnostics.iter().map(|d| {
        let at = d.location.clone().unwrap_or_else(|| Location::file(""));
        format!("{} {}:{}+{}", d.code, at.line, at.column, at.length)
    });
    let said = said.collect();
    (read.value, said)
}

#[test]
fn a_text_without_front_matter_is_a_chapter() {
    let (chapter, said) = read("\n\n# 题\n\n话。\n\n\n");
    assert_eq!(
        (chapter.body.as_str(), chapter.body_line),
        ("# 题\n\n话。\n", 3)
    );
    assert!(chapter.front.is_empty() && said.is_empty());
}

#[test]
fn carriage_returns_and_a_byte_order_mark_change_nothing() {
    let text = "---\ntitle: \"题\"\n---\n\n# 题\n\n话。\n";
    let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
    assert_eq!(read(text), read(&windows));
    assert_eq!(read(text).0.body_line, 5);
}

#[test]
fn values_are_read_as_written() {
    let (chapter, said) = read(
        "---\ntitle: 2024\npage: 01\nsection: no\ndate: 2024-01-11\nissue: 10:30\nreporters: 方一苇\nauthors:\n  - 'Jane \"J\" Doe'\n  - 0x1F\nkicker: |\n  两行\n  引题\ndeck: >-\n  折\n  行\nsource:\ndraft: true\n...\n正文\n",
    );
    let front = &chapter.front;
    assert_eq!(said, Vec::<String>::new());
    assert_eq!(front.title.as_deref(), Some("2024"));
    assert_eq!(front.page.as_deref(), Some("01"));
    assert_eq!(front.section.as_deref(), Some("no"));
    assert_eq!(front.date.as_deref(), Some("2024-01-11"));
    assert_eq!(front.issue.as_deref(), Some("10:30"));
    assert_eq!(front.reporters, ["方一苇"]);
    assert_eq!(front.authors, ["Jane \"J\" Doe", "0x1F"]);
    assert_eq!(front.kicker.as_deref(), Some("两行\n引题"));
    assert_eq!(front.deck.as_deref(), Some("折 行"));
    assert_eq!(front.source, None);
    assert!(front.draft);
    assert_eq!((chapter.body.as_str(), chapter.body_line), ("正文\n", 20));
}

#[test]
fn unknown_keys_and_comments_are_kept_word_for_word() {
    let text = "---\n# 编辑手记\ntags:\n  - 印刷   # 一\n\n  - 字体\ntitle: \"题\"\n# 再看\nweight: 01\n---\n\n话。\n";
    let (chapter, said) = read(text);
    assert!(said.is_empty());
    let written = chapter.to_markdown();
    assert_eq!(
        written,
        "---\ntitle: \"题\"\n# 编辑手记\ntags:\n  - 印刷   # 一\n\n  - 字体\n# 再看\nweight: 01\n---\n\n话。\n"
    );
    assert_eq!(read(&written).0.to_markdown(), written);
}

#[test]
fn front_matter_that_cannot_be_read_is_reported_and_left_in_the_body() {
    let text = "---\ntitle: \"题\nbyline: 某: 某\n---\n\n话。\n";
    let (chapter, said) = read(text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("chapter/front-matter "), "{said:?}");
    assert_eq!(chapter.body, text);
    let (_, said) = read("---\ntitle: 题: 副题\n---\n");
    assert_eq!(said, ["chapter/front-matter 2:9+1"]);
}

#[test]
fn a_value_of_another_kind_is_reported_in_its_place_and_kept() {
    let text =
        "---\nkicker: \"好\"\ntitle: [甲, 乙]\nreporters:\n  a: b\ndraft: maybe\n---\n\n话。\n";
    let (chapter, said) = read(text);
    assert_eq!(
        said,
        [
            "chapter/field-type 3:1+13",
            "chapter/field-type 4:1+10",
            "chapter/field-type 6:1+12"
        ]
    );
    let written = chapter.to_markdown();
    assert!(written.contains("\ntitle: [甲, 乙]\n") && written.contains("\nreporters:\n  a: b\n"));
}

#[test]
fn front_matter_that_is_never_closed_is_reported() {
    let (chapter, said) = read("---\ntitle: 题\n\n话。\n");
    assert_eq!(said, ["chapter/front-matter 1:1+3"]);
    assert!(chapter.body.starts_with("---\n"));
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    for text in [
        "---\n\n话。\n\n---\n\n又。\n",
        "---\n话。\n",
        "话。\n\n---\ntitle: 题\n---\n",
    ] {
        let (chapter, said) = read(text);
        assert_eq!((chapter.body.as_str(), said.len()), (text, 0));
        assert!(chapter.front.is_empty());
    }
}

#[test]
fn a_key_given_twice_is_reported() {
    let (_, said) = read("---\ntitle: 甲\ntitle: 乙\n---\n");
    assert_eq!(said, ["chapter/front-matter 3:1+1"]);
}

#[test]
fn an_empty_block_and_an_empty_file_are_chapters() {
    assert_eq!(read("---\n---\n").0.body, "");
    assert_eq!(
        read("").0,
        Chapter {
            body_line: 1,
            ..Chapter::default()
        }
    );
}
