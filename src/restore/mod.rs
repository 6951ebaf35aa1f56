//! Pages → articles: the half that no other tool does.
//!
//! A page is a sequence of fragments in roughly reading order, with interruptions. Each fragment keeps
//! its likely labels (`label`), each seam is weighed from evidence (`seam`), and `thread` chooses labels
//! and links together, the cheapest reading of the page. `assemble` then carries the reading out, and
//! `link` joins what jump lines part across pages. All weights stand in `weights`.

mod article;
mod aside;
mod assemble;
mod byline;
mod caption;
mod choices;
mod fragment;
mod furniture;
mod headline;
mod hyphen;
mod join;
mod jump;
mod label;
mod layout;
pub(crate) mod lexicon;
mod link;
mod opening;
mod patterns;
mod seam;
mod shape;
mod sign;
mod thread;
mod topic;
mod trace;
mod weights;

use crate::source::Page;
use crate::text::{Lang, Ledger};
use hyphen::Words;
use std::collections::BTreeSet;

pub use article::{Article, Block, Credits, Issue, Picture};
pub use lexicon::{is_word, reading_cost, spans_word};
pub use patterns::{Pattern, Patterns};
pub use trace::reading;

/// What the user told the import, on the command line or in `[restore]` of book.toml.
#[derive(Debug, Clone)]
pub struct Options {
    /// The language of the pages; found from their letters when not given.
    pub lang: Option<Lang>,
    /// The paper's name.
    pub paper: Option<String>,
    /// The day of the issue, `2024-01-11`.
    pub date: Option<String>,
    /// From 0 to 1: a repair less sure than this is not made; its place becomes a doubt.
    pub threshold: f32,
    /// Rules that may not repair anything, by their codes.
    pub off: BTreeSet<String>,
    /// What becomes of page furniture.
    pub furniture: FurnitureChoice,
    /// The paper's own bylines, jump lines and furniture.
    pub patterns: Patterns,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lang: None,
            paper: None,
            date: None,
            threshold: weights::HOLD,
            off: BTreeSet::new(),
            furniture: FurnitureChoice::default(),
            patterns: Patterns::default(),
        }
    }
}

/// What becomes of page furniture: folios, editors, adverts. Its words tell of the issue in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FurnitureChoice {
    /// Set aside with a reason, and shown on the review page.
    #[default]
    Aside,
    /// Set aside as well, since nothing is lost; the review page gives only their number.
    Drop,
    /// Kept in the chapter, at its place, as a line.
    Keep,
}

/// What restoration makes of the pages of one import.
#[derive(Debug, Clone, Default)]
pub struct Restored {
    /// The articles in page order.
    pub articles: Vec<Article>,
    /// What each page says of itself, in page order.
    pub pages: Vec<Issue>,
}

/// Restores the articles of `pages`, entering every repair, doubt and thing set aside in `ledger`.
pub fn restore(pages: &[Page], options: &Options, ledger: &mut Ledger) -> Restored {
    let (fragments, memory) = cut(pages, options, ledger);
    let mut restored = Restored::default();
    for (page, fragments) in pages.iter().zip(&fragments) {
        let topics = topic::Topics::of(fragments);
        let costs = label::costs(&memory, fragments, &topics);
        let steps = thread::read(&memory, fragments, &costs, &topics, ledger);
        let from = restored.articles.len();
        let (articles, issue) = assemble::assemble(
            page.id,
            from,
            fragments,
            &steps,
            options,
            &memory.words,
            ledger,
        );
        restored.articles.extend(articles);
        restored.pages.push(issue);
    }
    name_pages(pages, options, &mut restored);
    link::link(&mut restored, &memory, options.threshold, ledger);
    name_paper(&mut restored);
    let whole: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
    let whole = Lang::detect(&whole.concat());
    for article in &mut restored.articles {
        article.issue = restored.pages[article.page.index()].clone();
        let signed = article.credits.paper.as_ref().map(ToString::to_string);
        article.issue.paper = article.issue.paper.take().or(signed);
        article.lang = options
            .lang
            .clone()
            .unwrap_or_else(|| article.detect_lang(&whole));
    }
    restored
}

/// The fragments of each page, those marked that need no reading, and what the issue knows.
fn cut(
    pages: &[Page],
    options: &Options,
    ledger: &mut Ledger,
) -> (Vec<Vec<fragment::Fragment>>, seam::Memory) {
    ledger.switch_off(&options.off);
    let words = Words::of(pages.iter().map(|page| page.text.as_str()));
    let cut = |page: &Page, ledger: &mut Ledger| {
        fragment::fragments(page.id, &page.text, &options.patterns, &words, ledger)
    };
    let mut fragments: Vec<_> = pages.iter().map(|page| cut(page, ledger)).collect();
    furniture::mark(&mut fragments);
    if ledger.allows("restore/section-label") {
        fragments.iter_mut().for_each(|page| {
            aside::mark_summaries(page);
            aside::mark_labels(page);
        });
    }
    if ledger.allows("restore/pull-quote") {
        fragments.iter_mut().for_each(|page| aside::mark(page));
    }
    choices::mark(&mut fragments, options, ledger);
    let memory = seam::Memory::of(fragments.iter().flatten(), words);
    (fragments, memory)
}

/// Fills in what the user told, and what one page of an issue prints for all.
fn name_pages(pages: &[Page], options: &Options, restored: &mut Restored) {
    let printed = |field: fn(&Issue) -> &Option<String>| {
        let mut values = restored
            .pages
            .iter()
            .filter_map(|issue| field(issue).clone());
        values.next()
    };
    let (paper, date, number) = (
        printed(|i| &i.paper),
        printed(|i| &i.date),
        printed(|i| &i.number),
    );
    for (page, issue) in pages.iter().zip(&mut restored.pages) {
        issue.page = page.label.clone().or(issue.page.take());
        issue.paper = options
            .paper
            .clone()
            .or(issue.paper.take())
            .or_else(|| paper.clone());
        issue.date = options
            .date
            .clone()
            .or(issue.date.take())
            .or_else(|| date.clone());
        issue.number = issue.number.take().or_else(|| number.clone());
    }
}

/// Where no page prints the paper's name, its bylines may: those of agencies apart, they agree.
fn name_paper(restored: &mut Restored) {
    let signed = restored
        .articles
        .iter()
        .filter_map(|article| article.credits.paper.as_ref());
    let mut papers = signed
        .map(ToString::to_string)
        .filter(|name| name.ends_with('报'));
    let Some(first) = papers.next() else { return };
    if papers.all(|paper| paper == first) {
        for issue in &mut restored.pages {
            issue.paper.get_or_insert_with(|| first.clone());
        }
    }
}
