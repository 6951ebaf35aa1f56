//! What `[restore]` of book.toml lets a person decide: rules off, a threshold, furniture, patterns.

use offprint::explain::{self, entries};
use offprint::restore::{Article, Block, FurnitureChoice, Options, Pattern, restore};
use offprint::source::{self, Page};
use offprint::text::{Ledger, PageId, State, Traced, account};
use offprint::typography;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn page(id: usize, text: &str) -> Page {
    let name = format!("p{id}.txt");
    let read = source::read(PageId(id as u32), &name, text.as_bytes().to_vec());
    read.expect("a page").value
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("entry").path()).collect();
    paths.sort();
    paths
}

fn issue(folder: &Path) -> Vec<Page> {
    let files = sorted(folder).into_iter();
    let files = files.filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let text = |path: PathBuf| std::fs::read_to_string(path).expect("a page");
    files
        .map(text)
        .enumerate()
        .map(|(i, text)| page(i, &text))
        .collect()
}

/// The sample, every case of `tests/pages`, and what shows the rules that none of them needs.
fn issues() -> Vec<Vec<Page>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut issues: Vec<Vec<Page>> = sorted(&root.join("tests/pages"))
        .iter()
        .map(|case| issue(case))
        .collect();
    issues.push(issue(&root.join("book/pages")));
    let typographic = entries()
        .iter()
        .filter(|e| e.code.starts_with("typography/"));
    let examples = typographic
        .filter_map(|entry| entry.example)
        .map(|e| e.before);
    let examples: Vec<&str> = examples.collect();
    let all = format!(
        "# 铅字重排 墨香又起\n\n{}\n\n软\u{AD}连字符。\n",
        examples.join("。\n\n")
    );
    issues.push(vec![page(0, &all)]);
    issues.push(vec![page(0, JUMPS[0]), page(1, JUMPS[1])]);
    let repeated = ["一", "二", "三"]
        .map(|n| format!("# 第{n}盏灯\n\n灯要擦亮，天亮就熄。\n\n灯下夜读专刊\n"));
    issues.push(
        repeated
            .iter()
            .enumerate()
            .map(|(i, text)| page(i, text))
            .collect(),
    );
    issues
}

/// Two pages of one article; the second repeats title and byline.
const JUMPS: [&str; 2] = [
    "字里行间报 第1版\n\n# 字架靠窗\n\n本报记者 方小满\n\n他说,字架要靠窗,\n\n(下转第2版)\n",
    "字里行间报 第2版\n\n# 字架靠窗\n\n本报记者 方小满\n\n(上接第1版)\n\n因为铅字认光。\n",
];

struct Outcome {
    articles: Vec<Article>,
    ledger: Ledger,
}

fn outcome(pages: &[Page], options: &Options) -> Outcome {
    let mut ledger = Ledger::default();
    let restored = restore(pages, options, &mut ledger);
    let articles = restored.articles.into_iter();
    let articles: Vec<Article> = articles
        .map(|one| typography::set(one, &mut ledger))
        .collect();
    let words: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
    account(&words, articles.iter().flat_map(Article::texts), &ledger)
        .expect("every character accounted for");
    Outcome { articles, ledger }
}

impl Outcome {
    fn fired(&self) -> BTreeSet<&'static str> {
        let repairs = self.ledger.repairs.iter().map(|repair| repair.rule);
        let aside = self.ledger.set_aside.iter().map(|aside| aside.reason);
        repairs.chain(aside).collect()
    }

    fn paragraphs(&self) -> Vec<&str> {
        let blocks = self.articles.iter().flat_map(|article| &article.body);
        let words = blocks.filter_map(|block| match block {
            Block::Paragraph(text) => Some(text.as_str()),
            _ => None,
        });
        words.collect()
    }
}

fn off<'a>(rules: impl IntoIterator<Item = &'a str>) -> Options {
    Options {
        off: rules.into_iter().map(str::to_owned).collect(),
        ..Options::default()
    }
}

/// Rules that only a book's own settings call.
const OWN: &[&str] = &["furniture/pattern"];

#[test]
fn a_rule_that_is_off_changes_nothing() {
    let issues = issues();
    let before: Vec<BTreeSet<&str>> = issues
        .iter()
        .map(|pages| outcome(pages, &Options::default()).fired())
        .collect();
    for rule in explain::rules().filter(|rule| !OWN.contains(rule)) {
        let with = issues
            .iter()
            .zip(&before)
            .filter(|(_, fired)| fired.contains(rule));
        let with: Vec<_> = with.collect();
        assert!(!with.is_empty(), "no page of the tests shows `{rule}`");
        for (pages, _) in with {
            let found = outcome(pages, &off([rule]));
            assert!(
                !found.fired().contains(rule),
                "`{rule}` is off and yet repaired something"
            );
        }
    }
}

#[test]
fn with_every_rule_off_the_words_stay_as_they_stand() {
    let all = off(explain::rules());
    for pages in issues() {
        let found = outcome(&pages, &all);
        assert!(
            found.ledger.repairs.is_empty(),
            "{:?}",
            found.ledger.repairs
        );
        let texts = found.articles.iter().flat_map(Article::texts);
        // every run is a copy or a mark of ours: no word was rewritten
        for (_, text) in texts {
            for (range, origin) in text.runs() {
                let words = &text.as_str()[range];
                let at = origin
                    .span()
                    .map(|at| &pages[at.page.index()].text[at.range()]);
                assert!(at.is_none_or(|at| at == words), "{words}");
            }
        }
    }
}

#[test]
fn examples_of_typography_are_what_the_rules_do() {
    for entry in entries()
        .iter()
        .filter(|entry| entry.code.starts_with("typography/"))
    {
        let Some(example) = entry.example else {
            continue;
        };
        let is_title = entry.code == "typography/title-space";
        let words = Traced::markup("");
        let page = page(0, example.before);
        let text = Traced::copied(PageId(0), &page.text, 0..page.text.trim_end().len());
        let article = Article {
            lang: offprint::text::Lang::new("zh-Hans"),
            headline: is_title.then(|| text.clone()),
            body: vec![Block::Paragraph(if is_title { words } else { text })],
            ..Article::default()
        };
        let mut ledger = Ledger::default();
        let set = typography::set(article, &mut ledger);
        let Block::Paragraph(body) = &set.body[0] else {
            panic!("a paragraph")
        };
        let shown = set.headline.as_ref().unwrap_or(body);
        assert_eq!(Some(shown.as_str()), example.after, "{}", entry.code);
        assert!(
            ledger
                .repairs
                .iter()
                .any(|repair| repair.rule == entry.code),
            "{}",
            entry.code
        );
    }
}

const TORN: &str = "# 铅字\n\n本报讯(记者/方小满)清晨的排字房里，老排字工把昨夜用过的铅字一枚\n\n一枚放回原处，等他直起腰来，窗外的路灯也\n\n熄了，送报的车正开出院门。\n";

#[test]
fn below_the_threshold_the_place_becomes_a_doubt() {
    let pages = [page(0, TORN)];
    let made = outcome(&pages, &Options::default());
    assert_eq!(made.paragraphs().len(), 1);
    let strict = Options {
        threshold: 0.999,
        ..Options::default()
    };
    let held = outcome(&pages, &strict);
    assert_eq!(held.paragraphs().len(), 3);
    let states = |outcome: &Outcome| -> Vec<State> {
        let joins = outcome.ledger.repairs.iter();
        let joins = joins.filter(|repair| repair.rule == "restore/joined-paragraph");
        joins.map(|repair| repair.state).collect()
    };
    assert_eq!(states(&made), [State::Made, State::Made]);
    assert_eq!(states(&held), [State::Held, State::Held]);
    assert_eq!(held.ledger.doubts().count(), 2);
}

const FOLIO: &str = "字里行间报 2026年3月8日 第1版：要闻\n\n# 铅字\n\n老排字工把灯熄了。\n";

#[test]
fn furniture_is_set_aside_or_kept_and_tells_of_the_issue_in_any_case() {
    let pages = [page(0, FOLIO)];
    for choice in [
        FurnitureChoice::Aside,
        FurnitureChoice::Drop,
        FurnitureChoice::Keep,
    ] {
        let found = outcome(
            &pages,
            &Options {
                furniture: choice,
                ..Options::default()
            },
        );
        let article = &found.articles[0];
        assert_eq!(article.issue.date.as_deref(), Some("2026-03-08"));
        let kept = matches!(&article.body[0], Block::Lines(text) if text.as_str().starts_with("字里行间报"));
        assert_eq!(kept, choice == FurnitureChoice::Keep);
        assert_eq!(found.ledger.set_aside.is_empty(), kept);
    }
}

#[test]
fn kept_furniture_does_not_stand_in_the_way_of_a_join() {
    let text = "# 铅字\n\n清晨的排字房里，老排字工把昨夜用过的铅字一枚\n\n字里行间报 2026年3月8日 第1版：要闻\n\n一枚放回原处,灯也就熄了。\n";
    let keep = Options {
        furniture: FurnitureChoice::Keep,
        ..Options::default()
    };
    let found = outcome(&[page(0, text)], &keep);
    assert_eq!(
        found.paragraphs(),
        ["清晨的排字房里，老排字工把昨夜用过的铅字一枚一枚放回原处，灯也就熄了。"]
    );
}

fn pattern(text: &str) -> Vec<Pattern> {
    vec![Pattern::new(text).expect("a pattern")]
}

#[test]
fn the_papers_own_patterns_are_known() {
    let text =
        "# 灯\n\n撰稿人·方小满、何田\n\n灯要擦亮。天亮就熄。\n\n★ 读者服务台 ★\n\n余文见丙叠2\n";
    let plain = outcome(&[page(0, text)], &Options::default());
    assert_eq!(plain.articles[0].byline, None);
    let mut options = Options::default();
    options.patterns.bylines = pattern("撰稿人·(?<authors>.+)");
    options.patterns.furniture = pattern("★.*★");
    options.patterns.jumps = pattern("余文见丙叠(?<to>\\d)");
    let found = outcome(&[page(0, text)], &options);
    let article = &found.articles[0];
    let byline = article.byline.as_ref().map(Traced::as_str);
    assert_eq!(byline, Some("撰稿人·方小满、何田"));
    let authors: Vec<&str> = article.credits.authors.iter().map(Traced::as_str).collect();
    assert_eq!(authors, ["方小满", "何田"]);
    assert_eq!(article.continued_to.as_ref().map(Traced::as_str), Some("2"));
    assert!(found.fired().contains("furniture/pattern"));
    assert_eq!(found.paragraphs(), ["灯要擦亮。天亮就熄。"]);
}

#[test]
fn a_pattern_must_meet_the_whole_line_and_be_readable() {
    let mut options = Options::default();
    options.patterns.furniture = pattern("灯");
    let found = outcome(&[page(0, "# 题\n\n灯要擦亮。\n\n灯\n")], &options);
    assert_eq!(found.paragraphs(), ["灯要擦亮。"]);
    for wrong in ["(", "a{1000000}{1000}", "[", "(?<x"] {
        let reason = Pattern::new(wrong).expect_err(wrong);
        assert!(!reason.is_empty() && !reason.contains('\n'), "{reason}");
    }
}

/// Two articles interleaved: the first seam is less sure than the second.
const WOVEN: &str = "## 印刷博物馆搬迁 八千个字盘住进新库房

印刷博物馆的搬迁昨天结束，八千个字盘全部住进新库房。新库房在老馆后面，屋子朝北，夏天也不炎

## 渡口展出老船票 一张票讲一段往事

东门渡口的候船室里挂起了老船票。管理员说，每一张船票背后都有一段（悲欢离

热，木头的字盘不容易裂开。

合），有人专程从外地赶来，只为找一张当年的票。
";

#[test]
fn what_is_joined_stands_joined_however_much_is_held_back() {
    let mut joins = 0;
    for pages in issues().into_iter().chain([vec![page(0, WOVEN)]]) {
        for threshold in [0.6, 0.8, 0.83, 0.86, 0.9, 0.95, 0.99] {
            let options = Options {
                threshold,
                ..Options::default()
            };
            let mut ledger = Ledger::default();
            let restored = restore(&pages, &options, &mut ledger);
            let blocks = restored.articles.iter().flat_map(|article| &article.body);
            let paragraphs: Vec<&str> = blocks
                .filter_map(|block| match block {
                    Block::Paragraph(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            let made = |repair: &&offprint::text::Repair| {
                repair.rule == "restore/joined-paragraph" && repair.state == State::Made
            };
            for repair in ledger.repairs.iter().filter(made) {
                let found = paragraphs.iter().any(|text| text.contains(&repair.after));
                assert!(found, "at {threshold}: `{}` is nowhere", repair.after);
                joins += 1;
            }
        }
    }
    assert!(joins > 100, "{joins}");
}
