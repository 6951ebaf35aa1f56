//! The rules of typography on their cases: `tests/rules/<rule>.test`.
//!
//! A case is a text, a line with one dot, and the text after the rules ran; a blank line ends it.
//! Each case runs through all rules, and a second time, when nothing may change. A case that changes
//! must name the rule of its file in the ledger. `part: title` or `part: printed` as the first line
//! of a file says where its texts stand (a headline, a byline; without it, a paragraph), `lang: en`
//! the language. Adding a case needs no Rust.

use offprint::restore::{Article, Block};
use offprint::text::{Lang, Ledger, PageId, Traced};
use offprint::typography::set;
use proptest::prelude::*;
use std::path::Path;

/// Where a text stands.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Title,
    Body,
    Printed,
}

fn article(text: &str, part: Part, lang: &str) -> Article {
    let text = Traced::copied(PageId(0), text, 0..text.len());
    let mut article = Article {
        lang: Lang::new(lang),
        ..Article::default()
    };
    match part {
        Part::Title => article.headline = Some(text),
        Part::Body => article.body = vec![Block::Paragraph(text)],
        Part::Printed => article.byline = Some(text),
    }
    article
}

/// The text after the rules, and the rules that changed it.
fn run(text: &str, part: Part, lang: &str) -> (String, Vec<&'static str>) {
    let mut ledger = Ledger::default();
    let article = set(article(text, part, lang), &mut ledger);
    let text = match (&article.headline, &article.byline, article.body.first()) {
        (Some(text), ..) | (_, Some(text), _) | (_, _, Some(Block::Paragraph(text))) => text,
        other => panic!("{other:?}"),
    };
    let rules = ledger.repairs.iter().map(|repair| repair.rule);
    (text.to_string(), rules.collect())
}

#[test]
fn every_case_of_every_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let (mut count, mut wrong) = (0, Vec::new());
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|end| end == "test"))
    {
        let stem = file.file_stem().unwrap().to_string_lossy();
        let content = std::fs::read_to_string(file).unwrap();
        let (mut part, mut lang) = (Part::Body, "zh-Hans");
        for case in content
            .split("\n\n")
            .map(|case| case.trim_matches('\n'))
            .filter(|case| !case.is_empty())
        {
            match case {
                "part: title" => part = Part::Title,
                "part: printed" => part = Part::Printed,
                "lang: en" => lang = "en",
                _ => {
                    count += 1;
                    wrong.extend(check(&stem, case, part, lang));
                }
            }
        }
    }
    assert!(count > 100, "only {count} cases");
    assert!(
        wrong.is_empty(),
        "{} of {count} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What is wrong with the case, if anything.
fn check(stem: &str, case: &str, part: Part, lang: &str) -> Option<String> {
    let Some((before, after)) = case.split_once("\n.\n") else {
        return Some(format!(
            "{stem}: a case needs a line with one dot: {case:?}"
        ));
    };
    let (once, rules) = run(before, part, lang);
    if once != after {
        return Some(format!("{stem}: {before}\n  gives {once}\n  not   {after}"));
    }
    if before != after
        && !rules
            .iter()
            .any(|rule| rule.strip_prefix("typography/") == Some(stem))
    {
        return Some(format!("{stem}: {before}\n  was changed by {rules:?} only"));
    }
    let (twice, again) = run(&once, part, lang);
    (twice != once)
        .then(|| format!("{stem}: {once}\n  becomes {twice} by {again:?} the second time"))
}

/// Pieces that rules read, between Han and Latin.
fn mixed() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "江", "海", "一", "a", "Bc", "1", "400", "%", ",", ".", ":", ";", "!", "?", "(", ")", "（",
        "）", "\"", "'", "“", "”", "‘", "’", "<<", ">>", "<", ">", "...", "…", "……", "。", "，",
        "、", "-", "--", "—", "——", "－", "~", "·", "•", " ", "\u{3000}", "\u{a0}", "/", "+", "&",
        "@", "　", "２", "Ａ", "．", "ﬁ", "\u{ad}", "《", "》", "「", "」", "：", "记者", "\n",
        "○", "⼀", "⻓", "｡", "｢", "｣", "〝", "〞", "『", "』",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_pass_changes_nothing(text in mixed(), title in any::<bool>()) {
        let part = if title { Part::Title } else { Part::Body };
        let (once, _) = run(&text, part, "zh-Hans");
        let (twice, rules) = run(&once, part, "zh-Hans");
        prop_assert_eq!(&once, &twice, "{:?}", rules);
    }

    #[test]
    fn words_stay(text in mixed()) {
        let words = |text: &str| -> String {
            let fold = |c: char| if c == '⼀' { '一' } else if c == '⻓' { '长' } else if matches!(c, '０'..='９' | 'Ａ'..='Ｚ') { char::from_u32(c as u32 - 0xFEE0).unwrap() } else { c };
            text.replace('ﬁ', "fi").chars().map(fold).filter(|c| c.is_alphanumeric()).collect()
        };
        prop_assert_eq!(words(&run(&text, Part::Body, "zh-Hans").0), words(&text));
    }

    #[test]
    fn text_without_han_stays(text in "[a-zA-Z0-9 ,.:;!?()\"'<>~%/+-]{0,60}") {
        prop_assert_eq!(run(&text, Part::Body, "zh-Hans").0, text);
    }

    #[test]
    fn text_of_other_languages_stays(text in mixed()) {
        let text = text.replace(['ﬁ', '\u{ad}', '⼀', '⻓'], "");
        prop_assert_eq!(run(&text, Part::Body, "en").0, text);
    }
}

#[test]
fn every_character_is_accounted_for() {
    let text = "字里 (行间) 说:\"好...\",共２０２４页\u{ad}";
    let mut ledger = Ledger::default();
    let article = set(article(text, Part::Body, "zh-Hans"), &mut ledger);
    let account = offprint::text::account(&[text], article.texts(), &ledger);
    assert_eq!(
        account.map(|account| account.characters()),
        Ok(text.chars().filter(|c| !c.is_whitespace()).count())
    );
}
