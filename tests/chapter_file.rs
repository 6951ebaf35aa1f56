//! A whole chapter as people will see it, word for word.

use offprint::chapter::write;
use offprint::restore::{Article, Block, Credits, Issue, Picture};
use offprint::text::{Lang, Traced};

fn t(text: &str) -> Traced {
    Traced::markup(text)
}

fn article() -> Article {
    Article {
        lang: Lang::new("zh-Hans"),
        kicker: Some(t("字里行间印刷厂春季大修完工")),
        headline: Some(t("铅字回到字架　油墨香满小城")),
        deck: Some(t("——一座印刷厂的春天")),
        summary: vec![t("铅字归架"), t("新人上机")],
        byline: Some(t("字里行间报讯（文/图 记者/方一苇 于白 通讯员/石见）")),
        dateline: None,
        credits: Credits {
            reporters: vec![t("方一苇"), t("于白")],
            correspondents: vec![t("石见")],
            photographers: vec![t("方一苇"), t("于白")],
            paper: Some(t("字里行间报")),
            ..Credits::default()
        },
        issue: Issue {
            date: Some("2026-03-04".to_owned()),
            page: Some("01".to_owned()),
            page_name: Some("要闻".to_owned()),
            editors: vec!["李可".to_owned()],
            ..Issue::default()
        },
        continued_to: Some(t("2")),
        body: vec![
            Block::Paragraph(t("3月4日，印刷厂开机。")),
            Block::Caption(t("工人在检字。（方一苇 摄）")),
            Block::PageBreak("02".to_owned()),
            Block::Subhead(t("铅字 #")),
            Block::Paragraph(t("2026. 是新的一年。")),
            Block::Picture(Picture {
                mark: t("![](images/a b.jpg)"),
                path: "images/a b.jpg".to_owned(),
                caption: Some(t("“开机”[左]")),
                credit: Some(t("于白 \"摄\"")),
            }),
            Block::Lines(t("| 字 | 号 |\n|---|---|\n| 宋 | 五 |")),
            Block::Lines(t("一纸\n两面")),
        ],
        ..Article::default()
    }
}

#[test]
fn a_chapter_word_for_word() {
    let expected = r#"---
title: "铅字回到字架　油墨香满小城"
kicker: "字里行间印刷厂春季大修完工"
deck: "——一座印刷厂的春天"
summary: ["铅字归架", "新人上机"]
byline: "字里行间报讯（文/图 记者/方一苇 于白 通讯员/石见）"
reporters: ["方一苇", "于白"]
correspondents: ["石见"]
photographers: ["方一苇", "于白"]
paper: "字里行间报"
date: "2026-03-04"
page: "01"
page_name: "要闻"
editors: ["李可"]
continued_to: "2"
lang: "zh-Hans"
file: "pages/page.txt"
---

# 铅字回到字架　油墨香满小城

3月4日，印刷厂开机。

> 【图】工人在检字。（方一苇 摄）

<!-- page 02 -->

## 铅字 \#

2026\. 是新的一年。

![“开机”\[左\]](<images/a b.jpg> "于白 \"摄\"")

| 字 | 号 |
|---|---|
| 宋 | 五 |

一纸\
两面
"#;
    assert_eq!(write(&article(), "pages/page.txt").file.as_str(), expected);
}

#[test]
fn an_article_without_a_headline_has_neither_title_nor_h1() {
    let article = Article {
        headline: None,
        body: vec![
            Block::Paragraph(t("A day in spring.")),
            Block::Caption(t("A printer.")),
        ],
        lang: Lang::new("en"),
        ..Article::default()
    };
    let expected = "---\nlang: \"en\"\nfile: \"pages/p.txt\"\n---\n\nA day in spring.\n\n> [Photo] A printer.\n";
    assert_eq!(write(&article, "pages/p.txt").file.as_str(), expected);
}
