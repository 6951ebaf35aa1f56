//! Histories of edits and imports made at random: whatever a person typed is still there afterwards.
//!
//! `PROPTEST_CASES` says how many; the full run asks for some thousand.

use offprint::merge::{Doc, Outcome, Versions, marks, merge};
use offprint::text::Lang;
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeSet;

/// A chapter as import writes it.
#[derive(Debug, Clone)]
struct Article {
    title: String,
    byline: String,
    paragraphs: Vec<String>,
}

impl Article {
    fn doc(&self, number: usize) -> Doc {
        let (title, byline) = (&self.title, &self.byline);
        let front =
            format!("---\ntitle: \"{title}\"\nbyline: \"{byline}\"\nlang: \"zh-Hans\"\n---\n");
        let body = self.paragraphs.join("\n\n");
        let text = format!("{front}\n# {title}\n\n{body}\n");
        Doc::new(format!("{:03}-{title}.md", number + 1), text)
    }
}

/// What happens to the pages between two imports; the numbers choose where.
#[derive(Debug, Clone)]
enum Scan {
    /// Another character is read.
    Letter(usize, usize, usize, char),
    Paragraph(usize, usize, String),
    Drop(usize, usize),
    Join(usize, usize),
    Split(usize, usize, usize),
    Move(usize, usize, usize),
    Article(usize, Article),
    Lose(usize),
    JoinArticles(usize),
    SplitArticle(usize, usize, String),
    Swap(usize, usize),
    Byline(usize, String),
}

/// What a person does to a file.
#[derive(Debug, Clone)]
enum Edit {
    /// Types a word of one's own.
    Type(usize, usize),
    /// Writes over some characters.
    Correct(usize, usize, usize, usize),
    Paragraph(usize, usize),
    Cut(usize, usize),
    Join(usize, usize),
    Split(usize, usize),
    Move(usize, usize, usize, usize),
    Rename(usize),
    Delete(usize),
    SplitFile(usize, usize),
    JoinFiles(usize, usize),
    Add(usize),
    Byline(usize),
    Settle(usize),
    Rewrite(usize),
    Crlf(usize),
}

fn han(count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    let letters = prop::sample::select("的一是了我不人在他有这上们来到时大地为子中你说生国年着就那和要她出也得里后自以会家可下而过天去能对小多然于心学么之都好看起发当没成只如事把还用第样道想作种开美总从无情己面最女但现前些所同日手又行意动方期它头经长儿回位分爱老因很给名法间斯知世什两次使身者被高已亲其进此话常与活正感见明问力理尔点文几定本公特做外孩相西果走将月十实向声车全信重三机工物气每并别真打太新比才便夫再书部水像眼等体却加电主界门利海受听表德少克代员许先口由死安写性马光白或住难望教命花结乐色".chars().collect::<Vec<_>>());
    prop::collection::vec(letters, count).prop_map(|letters| letters.into_iter().collect())
}

fn paragraph() -> impl Strategy<Value = String> {
    (han(3..40), han(0..30)).prop_map(|(a, b)| format!("{a}，{b}。"))
}

fn article() -> impl Strategy<Value = Article> {
    (
        han(4..9),
        han(2..4),
        prop::collection::vec(paragraph(), 1..7),
    )
        .prop_map(|(title, byline, paragraphs)| Article {
            title,
            byline,
            paragraphs,
        })
}

fn scan() -> impl Strategy<Value = Scan> {
    let n = || 0_usize..64;
    prop_oneof![
        6 => (n(), n(), n(), prop::sample::select(vec!['鑫', '森', '淼'])).prop_map(|(a, b, c, d)| Scan::Letter(a, b, c, d)),
        2 => (n(), n(), paragraph()).prop_map(|(a, b, c)| Scan::Paragraph(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Scan::Drop(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Scan::Join(a, b)),
        2 => (n(), n(), n()).prop_map(|(a, b, c)| Scan::Split(a, b, c)),
        1 => (n(), n(), n()).prop_map(|(a, b, c)| Scan::Move(a, b, c)),
        1 => (n(), article()).prop_map(|(a, b)| Scan::Article(a, b)),
        1 => n().prop_map(Scan::Lose),
        1 => n().prop_map(Scan::JoinArticles),
        1 => (n(), n(), han(4..9)).prop_map(|(a, b, c)| Scan::SplitArticle(a, b, c)),
        1 => (n(), n()).prop_map(|(a, b)| Scan::Swap(a, b)),
        1 => (n(), han(2..4)).prop_map(|(a, b)| Scan::Byline(a, b)),
    ]
}

fn edit() -> impl Strategy<Value = Edit> {
    let n = || 0_usize..64;
    prop_oneof![
        6 => (n(), n()).prop_map(|(a, b)| Edit::Type(a, b)),
        3 => (n(), n(), n(), 1_usize..8).prop_map(|(a, b, c, d)| Edit::Correct(a, b, c, d)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Paragraph(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Cut(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Join(a, b)),
        2 => (n(), n()).prop_map(|(a, b)| Edit::Split(a, b)),
        1 => (n(), n(), n(), n()).prop_map(|(a, b, c, d)| Edit::Move(a, b, c, d)),
        1 => n().prop_map(Edit::Rename),
        1 => n().prop_map(Edit::Delete),
        1 => (n(), n()).prop_map(|(a, b)| Edit::SplitFile(a, b)),
        1 => (n(), n()).prop_map(|(a, b)| Edit::JoinFiles(a, b)),
        1 => n().prop_map(Edit::Add),
        1 => n().prop_map(Edit::Byline),
        2 => n().prop_map(Edit::Settle),
        1 => n().prop_map(Edit::Rewrite),
        1 => n().prop_map(Edit::Crlf),
    ]
}

fn rescan(articles: &mut Vec<Article>, scans: &[Scan]) {
    for scan in scans {
        let count = articles.len();
        if count == 0 {
            return;
        }
        match scan.clone() {
            Scan::Letter(a, p, at, c) => with(articles, a, p, |paragraph| {
                let mut letters: Vec<char> = paragraph.chars().collect();
                let at = at % letters.len();
                letters[at] = c;
                *paragraph = letters.into_iter().collect();
            }),
            Scan::Paragraph(a, p, text) => {
                let list = &mut articles[a % count].paragraphs;
                list.insert(p % (list.len() + 1), text);
            }
            Scan::Drop(a, p) => {
                let list = &mut articles[a % count].paragraphs;
                if list.len() > 1 {
                    list.remove(p % list.len());
                }
            }
            Scan::Join(a, p) => {
                let list = &mut articles[a % count].paragraphs;
                if list.len() > 1 {
                    let at = p % (list.len() - 1);
                    let next = list.remove(at + 1);
                    list[at].push_str(&next);
                }
            }
            Scan::Split(a, p, at) => {
                let list = &mut articles[a % count].paragraphs;
                let p = p % list.len();
                let letters: Vec<char> = list[p].chars().collect();
                if letters.len() > 4 {
                    let at = 1 + at % (letters.len() - 2);
                    list[p] = letters[..at].iter().collect();
                    list.insert(p + 1, letters[at..].iter().collect());
                }
            }
            Scan::Move(a, p, to) => {
                let list = &mut articles[a % count].paragraphs;
                let moved = list.remove(p % list.len());
                list.insert(to % (list.len() + 1), moved);
            }
            Scan::Article(a, article) => articles.insert(a % (count + 1), article),
            Scan::Lose(a) if count > 1 => drop(articles.remove(a % count)),
            Scan::JoinArticles(a) if count > 1 => {
                let at = a % (count - 1);
                let next = articles.remove(at + 1);
                articles[at].paragraphs.push(format!("## {}", next.title));
                articles[at].paragraphs.extend(next.paragraphs);
            }
            Scan::SplitArticle(a, p, title) => {
                let at = a % count;
                let list = &mut articles[at].paragraphs;
                if list.len() > 1 {
                    let rest = list.split_off(1 + p % (list.len() - 1));
                    let byline = articles[at].byline.clone();
                    articles.insert(
                        at + 1,
                        Article {
                            title,
                            byline,
                            paragraphs: rest,
                        },
                    );
                }
            }
            Scan::Swap(a, b) => articles.swap(a % count, b % count),
            Scan::Byline(a, byline) => articles[a % count].byline = byline,
            Scan::Lose(_) | Scan::JoinArticles(_) => {}
        }
    }
}

fn with(articles: &mut [Article], a: usize, p: usize, change: impl FnOnce(&mut String)) {
    let count = articles.len();
    let list = &mut articles[a % count].paragraphs;
    let p = p % list.len();
    change(&mut list[p]);
}

/// A person at work on a folder: what was typed and is still there.
#[derive(Debug, Default)]
struct Person {
    typed: BTreeSet<String>,
    count: usize,
}

impl Person {
    /// A word that nobody else has.
    fn word(&mut self) -> String {
        self.count += 1;
        let word = format!("typed{}", self.count);
        self.typed.insert(word.clone());
        word
    }

    fn edit(&mut self, files: &mut Vec<Doc>, edit: &Edit) {
        if files.is_empty() {
            return;
        }
        let count = files.len();
        let blocks = |file: &Doc| -> Vec<String> {
            file.text
                .trim_end()
                .split("\n\n")
                .map(str::to_owned)
                .collect()
        };
        let join = |blocks: Vec<String>| blocks.join("\n\n") + "\n";
        match *edit {
            Edit::Type(f, at) => {
                let word = self.word();
                letters(&mut files[f % count], at * 7, 0, &word);
            }
            Edit::Correct(f, at, b, length) => {
                let word = self.word();
                letters(&mut files[f % count], at * 7 + b, length, &word);
            }
            Edit::Paragraph(f, at) => {
                let file = &mut files[f % count];
                let mut list = blocks(file);
                let at = 1 + at % list.len();
                list.insert(at, format!("{}是编者加的话。", self.word()));
                file.text = join(list);
            }
            Edit::Cut(f, at) => {
                let file = &mut files[f % count];
                let mut list = blocks(file);
                if list.len() > 2 {
                    list.remove(2 + at % (list.len() - 2));
                    file.text = join(list);
                }
            }
            Edit::Join(f, at) => {
                let file = &mut files[f % count];
                let mut list = blocks(file);
                if list.len() > 3 {
                    let at = 2 + at % (list.len() - 3);
                    // what stands in a quotation cannot be joined to a paragraph
                    if !list[at].starts_with('>') && !list[at + 1].starts_with('>') {
                        let next = list.remove(at + 1);
                        list[at].push_str(&next);
                        file.text = join(list);
                    }
                }
            }
            Edit::Split(f, at) => letters(&mut files[f % count], at * 11, 0, "\n\n"),
            Edit::Move(f, at, g, to) => {
                let mut list = blocks(&files[f % count]);
                if list.len() > 2 {
                    let moved = list.remove(2 + at % (list.len() - 2));
                    files[f % count].text = join(list);
                    let mut list = blocks(&files[g % count]);
                    let to = (2 + to % list.len()).min(list.len());
                    list.insert(to, moved);
                    files[g % count].text = join(list);
                }
            }
            Edit::Rename(f) => {
                self.count += 1;
                files[f % count].path = format!("renamed-{}.md", self.count);
            }
            Edit::Delete(f) if count > 1 => drop(files.remove(f % count)),
            Edit::SplitFile(f, at) => {
                let mut list = blocks(&files[f % count]);
                if list.len() > 3 {
                    let rest = list.split_off(3 + at % (list.len() - 3));
                    files[f % count].text = join(list);
                    self.count += 1;
                    let path = format!("part-{}.md", self.count);
                    let text = format!("# {}\n\n{}\n", self.word(), rest.join("\n\n"));
                    files.insert(f % count + 1, Doc::new(path, text));
                }
            }
            Edit::JoinFiles(f, g) if f % count != g % count => {
                let other = files[g % count].text.clone();
                let body = other
                    .split_once("\n---\n")
                    .map_or(other.as_str(), |(_, body)| body)
                    .to_owned();
                files[f % count].text.push('\n');
                files[f % count].text.push_str(body.trim_start());
                files.remove(g % count);
            }
            Edit::Add(f) => {
                self.count += 1;
                let path = format!("own-{}.md", self.count);
                let text = format!("# {}\n\n自己写的一章{}。\n", self.word(), self.word());
                files.insert(f % (count + 1), Doc::new(path, text));
            }
            Edit::Byline(f) => {
                let word = self.word();
                let file = &mut files[f % count];
                let lines: Vec<String> = file.text.lines().map(str::to_owned).collect();
                let lines = lines
                    .into_iter()
                    .map(|line| match line.starts_with("byline:") {
                        true => format!("byline: \"{word}\""),
                        false => line,
                    });
                file.text = lines.collect::<Vec<_>>().join("\n") + "\n";
            }
            Edit::Settle(f) => {
                let file = &mut files[f % count];
                let list = blocks(file)
                    .into_iter()
                    .filter(|block| !block.starts_with("> ⚠"));
                file.text = join(list.collect());
            }
            Edit::Rewrite(f) => {
                let file = &mut files[f % count];
                let front = file
                    .text
                    .split_once("\n---\n")
                    .map_or("", |(front, _)| front)
                    .to_owned();
                file.text = format!(
                    "{front}\n---\n\n# {}\n\n全篇重写过{}。\n",
                    self.word(),
                    self.word()
                );
            }
            Edit::Crlf(f) => files[f % count].text = files[f % count].text.replace('\n', "\r\n"),
            Edit::Delete(_) | Edit::JoinFiles(..) => {}
        }
        // lines end alike again: the strategies above part at line feeds
        if !matches!(edit, Edit::Crlf(_)) {
            for file in files.iter_mut() {
                file.text = file.text.replace("\r\n", "\n");
            }
        }
        // what the person took away again is not missed
        let all = own_words(files);
        self.typed.retain(|word| all.contains(word));
    }
}

/// Puts `word` in the place of `length` characters of the body, the `at`th character from its start.
fn letters(file: &mut Doc, at: usize, length: usize, word: &str) {
    let body = file.text.find("\n\n").map_or(0, |at| at + 2);
    let letters: Vec<(usize, char)> = file.text[body..].char_indices().collect();
    let ideograph = |&(_, c): &(usize, char)| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let places: Vec<usize> = (0..letters.len())
        .filter(|&i| ideograph(&letters[i]))
        .collect();
    if places.is_empty() {
        return;
    }
    let start = places[at % places.len()];
    let end = (start..letters.len())
        .take_while(|&i| ideograph(&letters[i]))
        .take(length)
        .count()
        + start;
    let byte = |i: usize| letters.get(i).map_or(file.text.len(), |(at, _)| body + at);
    let (from, to) = (byte(start), byte(end));
    file.text.replace_range(from..to, word);
}

/// All words `typed…` that stand outside marks.
fn own_words(files: &[Doc]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for file in files {
        let mut marked = false;
        for line in file.text.lines() {
            marked = line.starts_with("> ⚠")
                || line.starts_with("# ⚠")
                || (marked && line.starts_with('>'));
            if marked {
                continue;
            }
            for part in line.split("typed").skip(1) {
                let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
                words.insert(format!("typed{digits}"));
            }
        }
    }
    words
}

/// The folder after the merge.
fn carry_out(files: &mut Vec<Doc>, outcome: &Outcome) {
    files.retain(|file| !outcome.gone.contains(&file.path));
    for written in &outcome.files {
        let doc = Doc::new(written.path.clone(), written.text.clone());
        match files.iter_mut().find(|file| file.path == written.path) {
            Some(file) => *file = doc,
            None => files.push(doc),
        }
    }
}

fn cases() -> u32 {
    let asked = std::env::var("PROPTEST_CASES").ok();
    asked.and_then(|count| count.parse().ok()).unwrap_or(150)
}

proptest! {
    #![proptest_config(Config { cases: cases(), ..Config::default() })]

    #[test]
    fn words_of_the_person_are_never_lost(
        first in prop::collection::vec(article(), 1..5),
        rounds in prop::collection::vec((prop::collection::vec(edit(), 0..8), prop::collection::vec(scan(), 0..8)), 1..5),
    ) {
        let lang = Lang::new("zh-Hans");
        let mut articles = first;
        let mut old: Vec<Doc> = articles.iter().enumerate().map(|(i, one)| one.doc(i)).collect();
        let mut mine = old.clone();
        let mut person = Person::default();
        for (edits, scans) in &rounds {
            for edit in edits {
                person.edit(&mut mine, edit);
            }
            rescan(&mut articles, scans);
            let new: Vec<Doc> = articles.iter().enumerate().map(|(i, one)| one.doc(i)).collect();
            let versions = Versions { old: &old, new: &new, mine: &mine, lang: &lang };
            let outcome = merge(&versions);
            let before = mine.clone();
            carry_out(&mut mine, &outcome);
            let left = own_words(&mine);
            let lost: Vec<&String> = person.typed.iter().filter(|word| !left.contains(*word)).collect();
            prop_assert!(lost.is_empty(), "lost {lost:?}\nold {old:#?}\nnew {new:#?}\nmine {before:#?}\nmerged {mine:#?}");
            let again = outcome.kept_as().into_iter().zip(new);
            old = again.map(|(path, doc)| Doc::new(path, doc.text)).collect();

            // the same pages once more change nothing
            let versions = Versions { old: &old, new: &old, mine: &mine, lang: &lang };
            let still = merge(&versions);
            prop_assert_eq!(&still.files, &vec![]);
            prop_assert_eq!(&still.gone, &Vec::<String>::new());
            prop_assert_eq!(still.conflicts, 0);
        }
    }

    #[test]
    fn a_book_that_nobody_touched_is_what_the_import_writes(
        mut articles in prop::collection::vec(article(), 1..5),
        scans in prop::collection::vec(scan(), 1..8),
    ) {
        let lang = Lang::new("zh-Hans");
        let old: Vec<Doc> = articles.iter().enumerate().map(|(i, one)| one.doc(i)).collect();
        rescan(&mut articles, &scans);
        let new: Vec<Doc> = articles.iter().enumerate().map(|(i, one)| one.doc(i)).collect();
        let mut mine = old.clone();
        let outcome = merge(&Versions { old: &old, new: &new, mine: &mine, lang: &lang });
        carry_out(&mut mine, &outcome);
        prop_assert_eq!(outcome.conflicts, 0);
        let texts = |docs: &[Doc]| docs.iter().map(|doc| doc.text.clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(texts(&mine), texts(&new));
        prop_assert!(mine.iter().all(|doc| marks(&doc.text).is_empty()));
    }
}
