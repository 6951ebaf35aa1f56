//! A piece of a page over and over again: what a page costs grows with its length, and no faster.

#![no_main]

use cpu_time::ThreadTime;
use libfuzzer_sys::fuzz_target;
use offprint::restore::{Article, Options, restore};
use offprint::source::{self, Page};
use offprint::text::{Ledger, PageId, account};
use offprint::{chapter, typography};
use std::time::Duration;

/// How long the pages are that are compared.
const SHORT: usize = 2 << 10;
const LONG: usize = 32 << 10;
/// How many times as much a byte of the long page may cost; what grows with the square costs 16.
const SLACK: u32 = 5;
/// What costs less is not compared: clocks and caches speak louder there.
const QUICK: Duration = Duration::from_millis(100);

fuzz_target!(|bytes: &[u8]| {
    let Ok(piece) = std::str::from_utf8(bytes) else { return };
    if piece.trim().is_empty() || bytes.len() > SHORT {
        return;
    }
    let Some(long) = cost(piece, LONG) else { return };
    if long < QUICK {
        return;
    }
    let Some(short) = cost(piece, SHORT) else { return };
    let linear = short * (LONG / SHORT) as u32;
    assert!(long <= linear * SLACK, "{LONG} bytes took {long:?}, {SHORT} bytes {short:?}");
});

/// What the import of a page of `length` bytes made of `piece` costs; `None` for no page.
fn cost(piece: &str, length: usize) -> Option<Duration> {
    let text = piece.repeat(length.div_ceil(piece.len()));
    let pages: [Page; 1] = [source::read(PageId(0), "p.txt", text.into()).ok()?.value];
    let began = ThreadTime::now();
    let mut ledger = Ledger::default();
    let restored = restore(&pages, &Options::default(), &mut ledger);
    let set = |article: Article| typography::set(article, &mut ledger);
    let articles: Vec<Article> = restored.articles.into_iter().map(set).collect();
    let _ = account(&[&pages[0].text], articles.iter().flat_map(Article::texts), &ledger);
    for article in &articles {
        chapter::write(article, "pages/p.txt");
    }
    Some(began.elapsed())
}
