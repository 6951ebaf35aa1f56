//! The laws, over pages made at random: nothing is lost, nothing is used twice, every copied run holds
//! the page's own bytes, and a second pass of typography changes nothing.

use offprint::restore::{Article, Options, restore};
use offprint::source::{self, Page};
use offprint::text::{Ledger, Origin, PageId, Traced, account};
use offprint::typography;
use proptest::collection::vec;
use proptest::prelude::*;

/// The pieces that pages are made of: whole lines of a page, as layout tools leave them.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => vec(word(), 1..40).prop_map(|words| words.concat()),
        2 => vec(word(), 1..8).prop_map(|words| format!("## {}", words.concat())),
        1 => vec(word(), 1..8).prop_map(|words| format!("# {}", words.concat())),
        1 => vec(word(), 1..5).prop_map(|words| format!("### {}", words.concat())),
        1 => vec(word(), 1..6).prop_map(|words| format!("**{}**", words.concat())),
        1 => vec(word(), 1..20).prop_map(|words| format!("图为{}。(方小满 摄)", words.concat())),
        1 => prop_oneof![
            Just("□本报记者 沈知白"), Just("本报讯(记者/何田 通讯员/方小满)字还在,书也在。"),
            Just("By ANN LEE"), Just("MOXI, Jan. 10 — The type-\nsetter came."), Just("(下转第2版)"), Just("(上接第1版)"),
            Just("第1版:要闻"), Just("2026年3月8日 星期日"), Just("责编 沈知白 美编 方小满"), Just("![](images/a.jpg)"),
            Just("| 号 | 磅 |\n|---|---|\n| 五号 | 10.5 |"), Just("- 一\n- 二"), Just("---"), Just("#"), Just("\u{3000}\u{3000}缩进的一行。"),
            Just("有几行字?  \n不是很多。"), Just("<!-- 注 --> *a* _b_ `c`"), Just("ﬁne print\u{AD}ing"), Just("(本报记者 何田)"),
        ].prop_map(str::to_owned),
    ]
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[一-龥]{1,4}",
        2 => prop_oneof![Just(","), Just("，"), Just("。"), Just("、"), Just(":"), Just("?"), Just("……"), Just("——"), Just("“"), Just("”"), Just("("), Just(")"), Just("《"), Just("》"), Just("\""), Just("'"), Just(" "), Just("%"), Just("~"), Just("-"), Just("\\"), Just("*"), Just("!")].prop_map(str::to_owned),
        1 => "[A-Za-z]{1,6} ?",
        1 => "[0-9]{1,4}(\\.[0-9])?",
        1 => "\\PC{1,2}",
    ]
}

fn page_text() -> impl Strategy<Value = String> {
    let gap =
        prop_oneof![6 => Just("\n\n"), 1 => Just("\n"), 1 => Just("\n\n\n\n"), 1 => Just("  \n")];
    vec((piece(), gap), 1..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

/// Pages that `source` takes: not blank.
fn pages() -> impl Strategy<Value = Vec<Page>> {
    vec(page_text(), 1..3).prop_filter_map("blank page", |texts| {
        let read = |(i, text): (usize, &String)| {
            source::read(PageId(i as u32), "p.txt", text.clone().into_bytes())
        };
        texts
            .iter()
            .enumerate()
            .map(|pair| read(pair).ok().map(|page| page.value))
            .collect()
    })
}

fn texts(articles: &[Article]) -> Vec<&Traced> {
    articles
        .iter()
        .flat_map(Article::texts)
        .map(|(_, text)| text)
        .collect()
}

fn copied_runs_are_the_pages_bytes(pages: &[Page], articles: &[Article]) {
    for text in texts(articles) {
        for (range, origin) in text.runs() {
            if let Origin::Copied(span) = origin {
                assert_eq!(
                    &text.as_str()[range],
                    &pages[span.page.index()].text[span.range()]
                );
            }
        }
        let covered = text.runs().last().map_or(0, |(range, _)| range.end);
        assert_eq!(covered, text.len(), "runs cover the text");
    }
}

/// 96 cases, or as many as `PROPTEST_CASES` asks for: the full run asks for thousands.
fn cases() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let many = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if many { asked.cases } else { 96 },
        ..asked
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn nothing_is_lost_and_nothing_drifts(pages in pages()) {
        let mut ledger = Ledger::default();
        let restored = restore(&pages, &Options::default(), &mut ledger);
        copied_runs_are_the_pages_bytes(&pages, &restored.articles);
        let articles: Vec<Article> = restored.articles.into_iter().map(|article| typography::set(article, &mut ledger)).collect();
        copied_runs_are_the_pages_bytes(&pages, &articles);

        let words: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
        let sum = account(&words, articles.iter().flat_map(Article::texts), &ledger);
        let place = |u: offprint::text::Unaccounted| format!("{:?} of {:?}, twice: {}", &words[u.at.page.index()][u.at.range()], words, u.twice);
        prop_assert!(sum.is_ok(), "{}", sum.map_err(place).unwrap_err());

        let repairs = ledger.repairs.len();
        for article in &articles {
            let again = typography::set(article.clone(), &mut ledger);
            let (once, twice): (Vec<_>, Vec<_>) = (article.texts(), again.texts());
            for (a, b) in once.iter().zip(&twice) {
                prop_assert_eq!(a.1.as_str(), b.1.as_str(), "a second pass changes nothing");
            }
        }
        prop_assert_eq!(repairs, ledger.repairs.len());
    }

    #[test]
    fn the_same_pages_give_the_same_reading(pages in pages()) {
        let read = || {
            let mut ledger = Ledger::default();
            let restored = restore(&pages, &Options::default(), &mut ledger);
            let words: Vec<String> = texts(&restored.articles).iter().map(|text| text.to_string()).collect();
            (words, ledger)
        };
        prop_assert_eq!(read(), read());
    }
}
