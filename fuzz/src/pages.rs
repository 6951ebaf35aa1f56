//! Any bytes as the pages of an issue: no panic, and the laws hold.
//!
//! A form feed parts one page from the next.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::restore::{Article, Options, restore};
use offprint::source::{self, Page};
use offprint::text::{Ledger, PageId, account};
use offprint::{chapter, typography};

fuzz_target!(|bytes: &[u8]| {
    let texts = bytes.split(|&byte| byte == b'\x0c').take(4);
    let read = |(i, text): (usize, &[u8])| source::read(PageId(i as u32), "p.txt", text.to_vec());
    let pages: Vec<Page> = texts
        .filter(|text| source::read(PageId(0), "p.txt", text.to_vec()).is_ok())
        .enumerate()
        .filter_map(|pair| read(pair).ok())
        .map(|page| page.value)
        .collect();
    if pages.is_empty() {
        return;
    }
    let mut ledger = Ledger::default();
    let restored = restore(&pages, &Options::default(), &mut ledger);
    let set = |article: Article| typography::set(article, &mut ledger);
    let articles: Vec<Article> = restored.articles.into_iter().map(set).collect();

    let words: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
    let texts = articles.iter().flat_map(Article::texts);
    if let Err(fault) = account(&words, texts, &ledger) {
        let word = &words[fault.at.page.index()][fault.at.range()];
        panic!("`{word}` unaccounted for, twice: {}", fault.twice);
    }
    let repairs = ledger.repairs.len();
    for article in &articles {
        let again = typography::set(article.clone(), &mut ledger);
        for (once, twice) in article.texts().iter().zip(again.texts()) {
            assert_eq!(once.1.as_str(), twice.1.as_str(), "a second pass changes nothing");
        }
        let written = chapter::write(article, "pages/p.txt");
        let parsed = chapter::parse(written.file.as_str(), "001.md").value;
        assert_eq!(parsed.to_markdown(), written.file.as_str(), "a chapter reads back");
    }
    assert_eq!(repairs, ledger.repairs.len(), "a second pass repairs nothing");
});
