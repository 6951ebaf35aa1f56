//! The plain cover, drawn in whatever fonts the machine has.
#![cfg(feature = "cover")]

use offprint::book::Budget;
use offprint::media::{CoverText, Design, Drawn, Format, Picture, draw, prepare};

fn cover(title: &str, paper: Option<&str>, date: Option<&str>, lang: &str) -> Drawn {
    draw(&CoverText {
        title: title.to_owned(),
        paper: paper.map(str::to_owned),
        date: date.map(str::to_owned),
        lang: lang.to_owned(),
        ..CoverText::default()
    })
}

fn probe(png: &[u8]) -> Option<Picture> {
    prepare(png, &Budget::default())
        .ok()
        .map(|whole| whole.picture)
}

#[test]
fn every_title_gives_a_whole_small_picture() {
    let long = "从“一个标点也不放过”到“让每一行都喘口气”：校对科与三代排字工人把断行断句断段一处一处接回去的故事，兼记《版面拾遗》的由来与读者来信";
    let day = Some("2024-01-11");
    let all = [
        cover("字里行间报", Some("字里行间报"), day, "zh-Hans"),
        cover(long, Some("字里行间报"), day, "zh-Hans"),
        cover(
            "The Long Way Home of a Torn Paragraph",
            Some("The Margin Post"),
            None,
            "en",
        ),
        cover(
            "<&> \"quoted\" Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
            None,
            None,
            "en",
        ),
        cover("", None, None, "und"),
    ];
    for drawn in all {
        let picture = probe(&drawn.png).expect("a whole picture");
        assert_eq!(picture.format, Format::Png);
        assert_eq!((picture.width, picture.height), (1600, 2400));
        assert!(drawn.png.len() < 300_000, "{} bytes", drawn.png.len());
    }
}

#[test]
fn the_same_book_gives_the_same_cover() {
    let one = || cover("行间与字里", None, Some("2024-01-11"), "zh-Hant").png;
    assert_eq!(one(), one());
}

#[test]
fn letters_that_no_font_has_leave_the_cover_without_words() {
    // Tangut and a private letter: no common font has them, and one that has all is no failure
    let drawn = cover("\u{17000}\u{1B170}", None, None, "und");
    let said: Vec<&str> = drawn.diagnostics.iter().map(|d| d.code).collect();
    if !said.is_empty() {
        assert_eq!(said, ["media/cover-without-text"]);
    }
    assert!(probe(&drawn.png).is_some());
}

/// Where the covers go to be looked at: `OFFPRINT_COVERS=/tmp cargo test --test media_cover`.
fn shown(name: &str, drawn: &Drawn) {
    if let Some(folder) = std::env::var_os("OFFPRINT_COVERS") {
        let file = std::path::Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(file, &drawn.png).expect("a file");
    }
}

fn issue(lang: &str) -> CoverText {
    let (title, paper, headlines, kicker, issue, lead): (_, _, Vec<&str>, _, _, _) = if lang == "en"
    {
        (
            "The Margin Post",
            "The Margin Post",
            vec![
                "Old type case finds a new home by the river",
                "Ferry timetable to be set in larger letters",
                "Readers mend a torn page",
                "Bridge lamps lit for the first time since spring",
                "What the compositor saw",
            ],
            "Museum opens after three years of sorting",
            "No. 1,204",
            "The drawers came up the river on a flat boat, each wrapped in newsprint of its own. \
             By noon the hall smelled of oil and old paper, and the children had found the letter that \
             begins their names.\nNobody had counted the sorts since the shop was closed. The volunteers \
             did, three evenings a week, and wrote the number on the side of every case.\n",
        )
    } else {
        (
            "字里行间报 2024年1月11日",
            "字里行间报",
            vec![
                "老字盘搬进河岸新馆　三代排字工重聚灯下",
                "渡口时刻表换上大字",
                "读者来信接回一段“走失”的话",
                "石桥路灯亮到天明",
                "校对员手记：一个逗号的去向",
                "周末集市迁往钟楼广场",
            ],
            "历时三年清点 铅字博物馆今起开放",
            "第1204期",
            "字盘是坐船来的，每一只都裹着当年的报纸。到了中午，馆里满是油墨和旧纸的气味，孩子们已经找到了自己名字的头一个字。\n\
             自从铺子关门，再没有人数过那些铅字。志愿者们数了，每周三个晚上，把数目写在每只字盘的边上。\n\
             “数到最后一只，灯也暗了，”排字工说，“可谁也没有先走。”河对岸的渡船响了两声，算是替大家说了再见。\n",
        )
    };
    CoverText {
        title: title.to_owned(),
        paper: Some(paper.to_owned()),
        date: Some("2024-01-11".to_owned()),
        lang: lang.to_owned(),
        headlines: headlines.into_iter().map(str::to_owned).collect(),
        kicker: Some(kicker.to_owned()),
        issue: Some(issue.to_owned()),
        lead: lead.repeat(4),
        ..CoverText::default()
    }
}

#[test]
fn each_design_is_a_cover_of_its_own_in_each_script() {
    let mut seen = std::collections::BTreeSet::new();
    for lang in ["zh-Hans", "en"] {
        for design in [Design::Plain, Design::Masthead, Design::Clipping] {
            for vertical in
                [false, true]
                    .into_iter()
                    .take(if design == Design::Plain { 2 } else { 1 })
            {
                let text = CoverText {
                    design,
                    vertical,
                    ..issue(lang)
                };
                let drawn = draw(&text);
                shown(&format!("{lang}-{design:?}-{vertical}"), &drawn);
                let picture = probe(&drawn.png).expect("a whole picture");
                assert_eq!((picture.width, picture.height), (1600, 2400));
                assert!(drawn.png.len() < 2_000_000, "{} bytes", drawn.png.len());
                seen.insert(drawn.png);
            }
        }
    }
    // only the plain cover in Chinese has a downward form of its own
    assert_eq!(seen.len(), 7);
}

#[test]
fn a_design_without_headlines_is_drawn_too() {
    for design in [Design::Masthead, Design::Clipping] {
        for title in [
            "",
            "灯",
            "The Margin Post",
            "从“一个标点也不放过”到“让每一行都喘口气”",
        ] {
            let drawn = draw(&CoverText {
                design,
                title: title.to_owned(),
                lang: "und".to_owned(),
                ..CoverText::default()
            });
            assert!(probe(&drawn.png).is_some(), "{design:?} {title}");
        }
    }
}
