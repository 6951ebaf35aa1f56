//! The plain cover, drawn in whatever fonts the machine has.
#![cfg(feature = "cover")]

use offprint::book::Budget;
use offprint::media::{CoverText, Drawn, Format, Picture, draw, prepare};

fn cover(title: &str, paper: Option<&str>, date: Option<&str>, lang: &str) -> Drawn {
    draw(&CoverText {
        title: title.to_owned(),
        paper: paper.map(str::to_owned),
        date: date.map(str::to_owned),
        lang: lang.to_owned(),
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
