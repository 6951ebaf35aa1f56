//! Cases of the grammar, one line each: the words of a byline and how they are read.

mod leads;
mod lines;

use super::*;
use crate::text::PageId;

fn traced(text: &str) -> Traced {
    Traced::copied(PageId(0), text, 0..text.len())
}

/// `byline | dateline | R:… C:… P:… I:… A:… paper= source=`, absent ones left out.
fn show(byline: &Signed) -> String {
    let mut out = Vec::new();
    let mut field = |key: &str, text: &Option<Traced>| {
        out.extend(text.as_ref().map(|text| format!("{key}={text}")));
    };
    field("byline", &byline.byline);
    field("dateline", &byline.dateline);
    field("paper", &byline.credits.paper);
    field("source", &byline.credits.source);
    let credits = &byline.credits;
    let lists = [
        ("R", &credits.reporters),
        ("C", &credits.correspondents),
        ("P", &credits.photographers),
        ("I", &credits.interns),
        ("A", &credits.authors),
    ];
    for (key, names) in lists {
        let names: Vec<&str> = names.iter().map(Traced::as_str).collect();
        if !names.is_empty() {
            out.push(format!("{key}={}", names.join(",")));
        }
    }
    out.join(" | ")
}

fn lead_signed(lead: &Lead) -> Signed {
    Signed {
        byline: lead.byline.clone(),
        dateline: lead.dateline.clone(),
        credits: lead.credits.clone(),
    }
}

fn check(read: impl Fn(&str) -> Option<String>, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let read = read(text).unwrap_or_else(|| "none".to_owned());
        if read != *expected {
            wrong.push(format!("{text}\n  reads {read}\n  not   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ends() {
    let read = |text: &str| {
        let text = traced(text);
        let end = end(&text)?;
        Some(format!("{} < {}", &text.as_str()[..end.0], show(&end.1)))
    };
    check(
        read,
        &[
            (
                "铅字还在。（记者 方一苇 通讯员 石见）",
                "铅字还在。 < byline=（记者 方一苇 通讯员 石见） | R=方一苇 | C=石见",
            ),
            (
                "铅字还在。(新华社桂林10月15日电 记者赵白 徐可)",
                "铅字还在。 < byline=(新华社桂林10月15日电 记者赵白 徐可) | source=新华社 | R=赵白,徐可",
            ),
            (
                "铅字还在。 口潘一苇",
                "铅字还在。  < byline=口潘一苇 | A=潘一苇",
            ),
            ("铅字还在（见上图）。", "none"),
            ("铅字还在（记者看到）", "none"),
            ("铅字还在。（完）", "none"),
            ("铅字还在。（作者系厂长）", "none"),
        ],
    );
}

#[test]
fn names_are_second_readings() {
    let text = traced("■本报记者 矫 白");
    let byline = line(&text).unwrap_or_default();
    let spread = &byline.credits.reporters[0];
    assert!(
        spread
            .runs()
            .all(|(_, origin)| matches!(origin, crate::text::Origin::Derived(_)))
    );
    let places = spread.places(0..spread.len());
    let words: Vec<&str> = places
        .iter()
        .map(|span| &text.as_str()[span.range()])
        .collect();
    assert_eq!(words, ["矫", "白"]);
}

#[test]
fn names_under_a_headline() {
    let read = |text: &str| names_alone(&traced(text)).map(|byline| show(&byline));
    check(
        read,
        &[
            ("方一苇", "byline=方一苇 | A=方一苇"),
            ("方 圆　于白", "byline=方 圆　于白 | A=方圆,于白"),
            ("欧阳一苇", "byline=欧阳一苇 | A=欧阳一苇"),
            ("春天来了", "none"),
            ("文化", "none"),
            ("于白说", "none"),
            ("记者方一苇", "none"),
        ],
    );
}

#[test]
fn bylines_that_close_an_article() {
    for text in [
        "（记者 方一苇）",
        "口方一苇",
        "□方一苇 于白",
        "来源：字里日报",
        "(By Jane Doe.)",
        "— JANE DOE",
    ] {
        assert!(is_line(text) && closes(text), "{text}");
    }
    for text in [
        "□本报记者 方一苇",
        "本报记者 方一苇",
        "By JANE DOE",
        "■字里日报记者 方一苇",
    ] {
        assert!(is_line(text) && !closes(text), "{text}");
    }
}

#[test]
fn bylines_of_two_lines() {
    for (a, b) in [
        ("作者 | 字里青年报·字里网记者", "方一苇"),
        ("字里青年报·字里在线记者 方一苇 于白舟", "林可"),
        ("By JANE DOE", "Of the Fine Print Staff"),
        ("By Jane Doe", "Special to The Print"),
    ] {
        assert!(goes_on(a, b), "{a} | {b}");
    }
    for (a, b) in [
        ("本报记者 方一苇", "铅字还在。"),
        ("（记者 方一苇）", "于白"),
        ("By JANE DOE", "The type is cold."),
        ("铅字还在", "于白"),
    ] {
        assert!(!goes_on(a, b), "{a} | {b}");
    }
}

#[test]
fn notes_on_the_writer() {
    for text in [
        "（作者系字里市政协副主席）",
        "jdoe@fineprint.example",
        "The wire contributed to this report.",
    ] {
        assert!(is_note(text), "{text}");
    }
    for text in [
        "作者系鞋带时想到了这个题目。",
        "The printers contributed to the town.",
    ] {
        assert!(!is_note(text), "{text}");
    }
}
