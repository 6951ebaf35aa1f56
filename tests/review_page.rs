//! The review page, made from the project's own newspaper and from pages made up to be awkward.

use offprint::chapter::{self, Written};
use offprint::restore;
use offprint::review::{Desk, Proof, render};
use offprint::source::{self, Page};
use offprint::text::{Account, Lang, Ledger, PageId, Span, State, Traced, account};
use std::collections::BTreeSet;

fn page(id: u32, file: &str, text: &str) -> Page {
    let read = source::read(PageId(id), file, text.as_bytes().to_vec());
    read.expect("a page").value
}

fn sample() -> Vec<Page> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/book/pages");
    let files = ["p1.txt", "p2.txt", "p3.txt"];
    let text = |file| std::fs::read_to_string(format!("{folder}/{file}")).expect("the sample");
    let all = files.iter().enumerate();
    all.map(|(i, file)| page(i as u32, file, &text(file)))
        .collect()
}

/// What an import of `pages` hands to the review.
struct Import {
    pages: Vec<Page>,
    ledger: Ledger,
    account: Account,
    chapters: Vec<(String, Lang, Written)>,
}

impl Import {
    fn of(pages: Vec<Page>) -> Self {
        let mut ledger = Ledger::default();
        let restored = restore::restore(&pages, &restore::Options::default(), &mut ledger);
        let texts: Vec<&str> = pages.iter().map(|page| page.text.as_str()).collect();
        let used = restored.articles.iter().flat_map(|article| article.texts());
        let account = account(&texts, used, &ledger).expect("accounted");
        let chapter = |(i, article): (usize, &restore::Article)| {
            let written = chapter::write(article, "pages/p.txt");
            (format!("{:03}.md", i + 1), article.lang.clone(), written)
        };
        let chapters = restored.articles.iter().enumerate().map(chapter).collect();
        Self {
            pages,
            ledger,
            account,
            chapters,
        }
    }

    fn html(&self, title: &str, lang: &str) -> String {
        let proof = |(path, lang, written): &'_ (String, Lang, Written)| -> (String, Lang, Traced) {
            (path.clone(), lang.clone(), written.file.clone())
        };
        let owned: Vec<_> = self.chapters.iter().map(proof).collect();
        let chapters: Vec<Proof<'_>> = owned
            .iter()
            .map(|(path, lang, file)| Proof { path, lang, file })
            .collect();
        render(&Desk {
            title,
            lang: &Lang::new(lang),
            pages: &self.pages,
            chapters: &chapters,
            ledger: &self.ledger,
            account: &self.account,
            edited: &[],
            dropped: false,
        })
    }
}

/// The values of every `name="…"`.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let parts = html.split(start.as_str()).skip(1);
    parts.filter_map(|part| part.split('"').next()).collect()
}

/// The words of `html` without its tags.
fn visible(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        let words = part.split_once('>').map_or(part, |(_, words)| words);
        out.push_str(words);
    }
    let out = out.replace("&lt;", "<").replace("&gt;", ">");
    out.replace("&quot;", "\"").replace("&amp;", "&")
}

fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_word_of_page_and_chapter_stands_on_the_desk() {
    let import = Import::of(sample());
    let html = import.html("字里行间报", "zh-Hans");
    let columns: String = html
        .split("<section class=\"page\"")
        .skip(1)
        .filter_map(|part| part.split("</section>").next())
        .map(|part| format!("<{part}"))
        .collect();
    let pages: String = import.pages.iter().map(|page| page.text.as_str()).collect();
    assert_eq!(solid(&visible(&columns)), solid(&pages));
    for (path, _, written) in &import.chapters {
        let start = html.find(&format!("<h3>{path}</h3>")).expect("a chapter");
        let end = html[start..].find("</article>").expect("its end") + start;
        let shown = solid(&visible(&html[start..end]));
        assert_eq!(shown, solid(&format!("{path}{}", written.file)));
    }
}

#[test]
fn every_link_leads_somewhere_and_no_id_stands_twice() {
    let html = Import::of(sample()).html("字里行间报", "zh-Hans");
    let ids = attributes(&html, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len());
    for href in attributes(&html, "href") {
        let id = href.strip_prefix('#').expect("a link within the page");
        assert!(known.contains(id), "{href}");
    }
}

#[test]
fn the_page_needs_no_network_and_stays_small() {
    let import = Import::of(sample());
    let html = import.html("字里行间报", "zh-Hans");
    assert!(html.contains("default-src 'none'"));
    let addresses = html.replace("http-equiv", "");
    assert!(!addresses.contains("http") && !addresses.contains(" src="));
    assert_eq!(html.matches("<script").count(), 1);
    let text: usize = import.pages.iter().map(|page| page.text.len()).sum();
    assert!(html.len() < text * 12 + 30_000, "{} of {text}", html.len());
    assert_eq!(html, import.html("字里行间报", "zh-Hans"));
}

#[test]
fn tags_are_closed_in_the_order_in_which_they_were_opened() {
    let html = Import::of(sample()).html("字里行间报", "zh-Hans");
    let body = &html[html.find("<body>").expect("a body")..];
    let script = body.find("<script>").expect("a script");
    let body = format!("{}</body>", &body[..script]);
    let mut open: Vec<&str> = Vec::new();
    for tag in body.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or("");
        let name = tag.split([' ', '\n']).next().unwrap_or("");
        match name.strip_prefix('/') {
            Some("html") => {}
            Some(name) => assert_eq!(open.pop(), Some(name), "</{name}>"),
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn words_of_a_page_never_become_markup() {
    let text = "# <script>alert(1)</script> & \"co\"\n\n甲<b>乙&amp;丙\u{b}丁。\n";
    let html = Import::of(vec![page(0, "<&>.txt", text)]).html("<i>&\"", "zh-Hans");
    assert!(!html.contains("<script>alert") && !html.contains("<b>乙") && !html.contains("<i>&"));
    assert!(html.contains("&lt;script&gt;") && html.contains("乙&amp;amp;丙"));
    assert!(!html.contains('\u{b}'));
}

#[test]
fn doubts_come_first_the_least_sure_before_the_others() {
    let mut import = Import::of(vec![page(
        0,
        "p.txt",
        "# 纸与墨\n\n一张纸的来历，\n\n要从树讲起。\n",
    )]);
    let at = |words: &str| {
        let start = import.pages[0].text.find(words).expect("on the page");
        Span::new(PageId(0), start..start + words.len())
    };
    let (a, b) = (at("来历，"), at("要从树"));
    let ledger = &mut import.ledger;
    ledger.note(
        "restore/joined-paragraph",
        0.6,
        State::Held,
        vec![a, b],
        "来历，\n\n要从树",
        "来历，要从树",
    );
    ledger.note(
        "restore/brand-new-rule",
        0.3,
        State::Made,
        vec![b],
        "要",
        "要",
    );
    let html = import.html("纸与墨", "en");
    let (new, join) = (
        html.find("restore brand new rule"),
        html.find("joined a torn paragraph"),
    );
    assert!(new.is_some() && new < join, "{new:?} {join:?}");
    let first_page = html.find("id=\"page0\"");
    assert!(join < first_page);
    assert!(html.contains("not changed · a guess 0.60"));
    assert!(html.contains("p.txt, line 3"));
    let marked = html.contains("<a class=\"doubt\" href=\"#r0\"")
        || html.contains("<a class=\"doubt\" href=\"#r1\"");
    assert!(marked);
}

#[test]
fn the_page_speaks_the_language_of_the_book() {
    let import = Import::of(sample());
    assert!(import.html("t", "zh-Hant").contains("存疑"));
    let english = import.html("t", "en");
    assert!(english.contains("characters accounted for") && english.contains("<h2>doubts</h2>"));
}
