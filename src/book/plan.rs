//! What an import will write, decided before anything is written: names, titles, parts.

use super::list::below;
use super::merging::{self, Merging};
use super::names;
use super::open::read_settings;
use super::paths::inside;
use super::title::{first_words, shorten};
use crate::chapter::Written;
use crate::diagnostic::Result;
use crate::restore::{Article, Block, Issue};
use crate::source::Page;
use crate::text::{Account, Lang, Ledger, PageId};
use crate::words::Words;
use std::path::Path;

/// What an import made of its pages, ready to be saved as a book.
#[derive(Debug, Clone, Copy)]
pub struct NewBook<'a> {
    /// All pages of the book, in order.
    pub pages: &'a [Page],
    /// What each page says of its issue.
    pub issues: &'a [Issue],
    /// The articles in page order.
    pub articles: &'a [Article],
    /// The chapter of each article.
    pub written: &'a [Written],
    /// What was done to the pages.
    pub ledger: &'a Ledger,
    /// Where every character went.
    pub account: &'a Account,
    /// What the user said of the book.
    pub told: &'a Told,
}

/// What the user said of the book; it goes before what the pages say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Its title.
    pub title: Option<String>,
    /// The newspaper.
    pub paper: Option<String>,
    /// The day, `2024-01-11`.
    pub date: Option<String>,
    /// The language.
    pub lang: Option<Lang>,
}

/// How a book will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The book's title.
    pub title: String,
    /// The newspaper, when all pages that name one name the same.
    pub paper: Option<String>,
    /// The day, when all pages that name one name the same.
    pub date: Option<String>,
    /// The language most of the text is in.
    pub lang: Lang,
    /// The folder of the chapters below the book: `[book] src` of a book that exists, else `src`.
    pub src: String,
    /// The name of each page's part, in page order; all `None` for a book of one unlabelled page.
    pub parts: Vec<Option<String>>,
    /// The chapter of each article.
    pub chapters: Vec<Planned>,
    /// How they are merged with the book that is there; `None` where they are written as they are.
    pub merging: Option<Merging>,
    /// Whether what is there is to be replaced whatever was made of it.
    pub forced: bool,
}

/// A chapter to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its title in the contents.
    pub title: String,
    /// Its file's path below the folder of the chapters: where it stands, of one that was deleted where
    /// it stood.
    pub path: String,
    /// The index of the page it begins on.
    pub page: usize,
}

impl Plan {
    /// The path of each chapter below the book folder, `src/001-….md`.
    pub fn chapter_files(&self) -> Vec<String> {
        let paths = self
            .chapters
            .iter()
            .map(|chapter| below(&self.src, &chapter.path));
        paths.collect()
    }

    /// Whether a person deleted the `k`th chapter: it is kept for the next import, and not written.
    pub fn is_deleted(&self, k: usize) -> bool {
        let merging = self.merging.as_ref();
        merging.is_some_and(|merging| merging.deleted.contains(&k))
    }

    /// The names below `.offprint/base` of what import writes, in the order of the chapters.
    pub(super) fn kept_as(&self) -> impl Iterator<Item = &str> {
        let names = self.chapters.iter().enumerate();
        names.map(|(k, chapter)| match &self.merging {
            Some(merging) => merging.kept_as[k].as_str(),
            None => chapter.path.as_str(),
        })
    }
}

/// Decides how `book` will be written to `folder`, which need not exist: with `force` in the place of
/// what is there, else merged with it where a person worked on it.
///
/// # Errors
/// [`ErrorKind::Configuration`](crate::diagnostic::ErrorKind::Configuration) when the book exists
/// and its `book.toml` cannot be used; [`ErrorKind::Input`](crate::diagnostic::ErrorKind::Input) when
/// a chapter of it cannot be read.
pub fn plan(book: &NewBook<'_>, folder: &Path, force: bool) -> Result<Plan> {
    let mut plan = plan_below(book, text_folder(folder)?);
    plan.forced = force;
    if !force {
        plan.merging = merging::merged(book, &mut plan, folder)?;
    }
    Ok(plan)
}

/// The folder that an import writes chapters to: that of the book that is there, else `src`.
///
/// # Errors
/// Those of [`plan`].
pub(super) fn text_folder(folder: &Path) -> Result<String> {
    let settings = read_settings(folder)?;
    if let Some(src) = settings.src.as_deref().and_then(|src| inside(src).ok()) {
        return Ok(src);
    }
    // a book that people wrote may have its chapters beside its SUMMARY.md, whatever lies in a `src`
    let listed = |texts: &str| folder.join(texts).join("SUMMARY.md").is_file();
    let chapters = || {
        let mut files = super::list::markdown(folder, "", true).into_iter();
        files.any(|file| !file.eq_ignore_ascii_case("readme.md"))
    };
    let here = !listed("src") && (listed("") || (!folder.join("src").is_dir() && chapters()));
    Ok(if here { "" } else { "src" }.to_owned())
}

fn plan_below(book: &NewBook<'_>, src: String) -> Plan {
    let lang = book
        .told
        .lang
        .clone()
        .unwrap_or_else(|| language(book.articles));
    let titles: Vec<String> = book.articles.iter().map(title_of).collect();
    let paths = names::chapter_files(titles.iter().map(String::as_str));
    let pages = book.articles.iter().map(|article| article.page.index());
    let chapters = titles.into_iter().zip(paths).zip(pages);
    let paper = agreed(book.issues.iter().map(|issue| &issue.paper));
    let date = agreed(book.issues.iter().map(|issue| &issue.date));
    let chapters: Vec<Planned> = chapters
        .map(|((title, path), page)| Planned { title, path, page })
        .collect();
    Plan {
        title: book_title(book, &lang, paper.as_deref(), date.as_deref(), &chapters),
        parts: parts(book, &lang),
        paper: book.told.paper.clone().or(paper),
        date: book.told.date.clone().or(date),
        lang,
        src,
        chapters,
        merging: None,
        forced: false,
    }
}

/// The headline, else the first words of the text.
fn title_of(article: &Article) -> String {
    if let Some(headline) = &article.headline {
        return headline.as_str().trim().to_owned();
    }
    let words = article.body.iter().find_map(|block| match block {
        Block::Paragraph(text) | Block::Lines(text) | Block::Subhead(text) => Some(text.as_str()),
        _ => None,
    });
    let words = words.or(article.byline.as_ref().map(crate::text::Traced::as_str));
    words
        .and_then(first_words)
        .unwrap_or_else(|| shorten(words.unwrap_or("")))
}

/// The masthead's name and date when the pages print both, else the first headline, else the first
/// page's file.
fn book_title(
    book: &NewBook<'_>,
    lang: &Lang,
    paper: Option<&str>,
    date: Option<&str>,
    chapters: &[Planned],
) -> String {
    if let Some(told) = &book.told.title {
        return told.clone();
    }
    if let (Some(paper), Some(date)) = (paper, date) {
        let day = Words::of(lang).day(date);
        let gap = if lang.is_wide() { "\u{3000}" } else { ", " };
        return format!("{paper}{gap}{day}");
    }
    let headlines = book.articles.iter().zip(chapters);
    let mut headlines = headlines.filter(|(article, _)| article.headline.is_some());
    match (headlines.next(), book.pages.first()) {
        (Some((_, first)), _) => first.title.clone(),
        (None, Some(page)) => stem(&page.file).to_owned(),
        (None, None) => "…".to_owned(),
    }
}

/// The name of each page's part: as printed (`第A04版：要闻`), else its file's stem.
fn parts(book: &NewBook<'_>, lang: &Lang) -> Vec<Option<String>> {
    let nothing = Issue::default();
    let issues = book.issues.iter().chain(std::iter::repeat(&nothing));
    let named = book.pages.iter().zip(issues).map(|(page, issue)| {
        let label = page.label.as_deref().or(issue.page.as_deref());
        let own = page_language(book, page.id).unwrap_or(lang);
        (page, part_name(label, issue.page_name.as_deref(), own))
    });
    let named: Vec<_> = named.collect();
    if matches!(named.as_slice(), [(_, None)]) {
        return vec![None];
    }
    let names = named.into_iter();
    names
        .map(|(page, name)| Some(name.unwrap_or_else(|| stem(&page.file).to_owned())))
        .collect()
}

/// The language of a page whose articles are all in one.
fn page_language<'a>(book: &NewBook<'a>, page: PageId) -> Option<&'a Lang> {
    let mut langs = book.articles.iter().filter(|one| one.page == page);
    let first = &langs.next()?.lang;
    langs.all(|one| one.lang == *first).then_some(first)
}

fn part_name(label: Option<&str>, name: Option<&str>, lang: &Lang) -> Option<String> {
    let chinese = lang.is_chinese();
    let label = label.map(|label| match chinese {
        true if label.contains('版') => label.to_owned(),
        true => format!("第{label}版"),
        false if label.contains(' ') => label.to_owned(),
        false => format!("Page {label}"),
    });
    match (label, name) {
        (Some(label), Some(name)) if chinese => Some(format!("{label}：{name}")),
        (Some(label), Some(name)) => Some(format!("{label}: {name}")),
        (label, name) => label.or(name.map(str::to_owned)),
    }
}

/// The value all those that are given agree on.
fn agreed<'a>(mut values: impl Iterator<Item = &'a Option<String>>) -> Option<String> {
    let mut given = values.by_ref().flatten();
    let first = given.next()?;
    given.all(|other| other == first).then(|| first.clone())
}

/// The language most of the articles' text is in; of two, the one that comes first.
fn language(articles: &[Article]) -> Lang {
    let mut sums: Vec<(&Lang, usize)> = Vec::new();
    for article in articles {
        let length = article
            .texts()
            .iter()
            .map(|(_, text)| text.len())
            .sum::<usize>();
        match sums.iter_mut().find(|(lang, _)| *lang == &article.lang) {
            Some((_, sum)) => *sum += length,
            None => sums.push((&article.lang, length)),
        }
    }
    let most = sums.iter().rev().max_by_key(|(_, sum)| *sum);
    most.map_or_else(Lang::default, |(lang, _)| (*lang).clone())
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{PageId, Traced};

    fn page(id: u32, file: &str, label: Option<&str>) -> Page {
        Page {
            id: PageId(id),
            file: file.to_owned(),
            text: String::new(),
            bytes: Vec::new(),
            folder: None,
            label: label.map(str::to_owned),
        }
    }

    fn article(page: u32, headline: Option<&str>) -> Article {
        Article {
            lang: Lang::new("zh-Hans"),
            headline: headline.map(Traced::markup),
            page: PageId(page),
            body: vec![Block::Paragraph(Traced::markup(
                "昨日清晨，排字房里亮起了灯。",
            ))],
            ..Article::default()
        }
    }

    fn planned(pages: &[Page], issues: &[Issue], articles: &[Article]) -> Plan {
        let book = NewBook {
            pages,
            issues,
            articles,
            written: &[],
            ledger: &Ledger::default(),
            account: &Account::default(),
            told: &Told::default(),
        };
        plan_below(&book, "src".to_owned())
    }

    #[test]
    fn a_book_of_one_plain_page_has_no_part() {
        let plan = planned(
            &[page(0, "page.txt", None)],
            &[Issue::default()],
            &[article(0, None), article(0, Some("铅字　重排"))],
        );
        assert_eq!(plan.parts, [None]);
        assert_eq!(plan.title, "铅字　重排");
        assert_eq!(plan.lang.as_str(), "zh-Hans");
        let chapters: Vec<(&str, &str)> = plan
            .chapters
            .iter()
            .map(|chapter| (chapter.title.as_str(), chapter.path.as_str()))
            .collect();
        let first = (
            "昨日清晨，排字房里亮起了灯…",
            "001-昨日清晨排字房里亮起了灯.md",
        );
        assert_eq!(chapters, [first, ("铅字　重排", "002-铅字重排.md")]);
    }

    #[test]
    fn parts_are_named_as_printed_else_by_the_file() {
        let issue = Issue {
            paper: Some("字里行间报".into()),
            date: Some("2024-01-03".into()),
            page: Some("A04".into()),
            page_name: Some("要闻".into()),
            ..Issue::default()
        };
        let pages = [page(0, "p1.txt", None), page(1, "p2.txt", None)];
        let plan = planned(&pages, &[issue, Issue::default()], &[article(0, None)]);
        let parts: Vec<&str> = plan.parts.iter().flatten().map(String::as_str).collect();
        assert_eq!(parts, ["第A04版：要闻", "p2"]);
        assert_eq!(plan.title, "字里行间报　2024年1月3日");
        assert_eq!(plan.date.as_deref(), Some("2024-01-03"));
    }

    #[test]
    fn a_label_makes_a_part_of_a_single_page() {
        let plan = planned(&[page(0, "p.txt", Some("B2"))], &[], &[]);
        assert_eq!(plan.parts, [Some("Page B2".to_owned())]);
        assert_eq!(plan.title, "p");
    }

    #[test]
    fn a_page_in_another_language_is_named_in_its_own() {
        let printed = |name: &str| Issue {
            page: Some("3".into()),
            page_name: Some(name.into()),
            ..Issue::default()
        };
        let english = Article {
            lang: Lang::new("en"),
            ..article(1, Some("The Hyphen"))
        };
        let plan = planned(
            &[page(0, "p1.txt", None), page(1, "p2.txt", None)],
            &[printed("副刊"), printed("The Fine Print")],
            &[article(0, None), article(0, None), english],
        );
        let parts: Vec<&str> = plan.parts.iter().flatten().map(String::as_str).collect();
        assert_eq!(parts, ["第3版：副刊", "Page 3: The Fine Print"]);
    }

    #[test]
    fn days_that_differ_make_no_date() {
        let on = |date: &str| Issue {
            date: Some(date.to_owned()),
            ..Issue::default()
        };
        let pages = [page(0, "a.txt", None), page(1, "b.txt", None)];
        let plan = planned(&pages, &[on("2024-01-03"), on("2024-01-04")], &[]);
        assert_eq!(plan.date, None);
    }
}
