//! The restored article: what `restore` makes and `typography` and `chapter` take.

use crate::text::{Destination, Lang, PageId, Traced};

/// One article, its words still knowing where they stood.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// Its language, found from its letters or told by the user.
    pub lang: Lang,
    /// The title lines around and under the headline.
    pub kicker: Option<Traced>,
    /// The headline (主题); an article may be without one.
    pub headline: Option<Traced>,
    /// The deck (副题), its dash kept.
    pub deck: Option<Traced>,
    /// Summary points (提要题).
    pub summary: Vec<Traced>,
    /// Who wrote it, as printed.
    pub byline: Option<Traced>,
    /// Where and when it was written, as printed, where that stands apart from the byline.
    pub dateline: Option<Traced>,
    /// The names out of the byline, by role.
    pub credits: Credits,
    /// What the page says of the issue: each field derived from words set aside elsewhere.
    pub issue: Issue,
    /// A jump line's page at the beginning (`上接第1版`), as printed.
    pub continued_from: Option<Traced>,
    /// A jump line's page at the end (`下转第2版`), as printed.
    pub continued_to: Option<Traced>,
    /// The words that name it in its jump lines (`BUDGET`), for joining its pieces.
    pub jump_keys: Vec<String>,
    /// The page it begins on.
    pub page: PageId,
    /// Paragraphs, subheads, captions, in reading order.
    pub body: Vec<Block>,
}

/// Names out of a byline; each is a second reading of words that stand in `byline`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credits {
    /// 记者.
    pub reporters: Vec<Traced>,
    /// 通讯员.
    pub correspondents: Vec<Traced>,
    /// 摄影, 文/图.
    pub photographers: Vec<Traced>,
    /// 实习生.
    pub interns: Vec<Traced>,
    /// Names beside which no Chinese role word stands.
    pub authors: Vec<Traced>,
    /// The paper named in the byline; 本报 names none.
    pub paper: Option<Traced>,
    /// Whom the paper has the text from: the agency of a dateline (新华社), 来源.
    pub source: Option<Traced>,
}

/// What the page says of the issue it belongs to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// The paper's name.
    pub paper: Option<String>,
    /// The day, `2024-01-11`.
    pub date: Option<String>,
    /// The page's printed label, `A04` or `1`.
    pub page: Option<String>,
    /// The page's name, `要闻`.
    pub page_name: Option<String>,
    /// The number of the issue as printed.
    pub number: Option<String>,
    /// The section or standing head.
    pub section: Option<String>,
    /// Editors' names.
    pub editors: Vec<String>,
}

/// A part of an article's body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Traced),
    /// A subhead (小标题).
    Subhead(Traced),
    /// A caption whose picture is missing, credit included, as printed.
    Caption(Traced),
    /// A picture of the page.
    Picture(Picture),
    /// Lines whose breaks mean something (a table, a list, verse): kept as they stand.
    Lines(Traced),
    /// Here the page with this printed label begins.
    PageBreak(String),
}

/// A picture that the page names, `![](images/x.jpg)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The whole mark as it stands on the page.
    pub mark: Traced,
    /// The path in it, `/` between folders.
    pub path: String,
    /// Its caption.
    pub caption: Option<Traced>,
    /// Whose picture it is.
    pub credit: Option<Traced>,
}

impl Article {
    /// The language of its letters.
    pub(super) fn detect_lang(&self, issue: &Lang) -> Lang {
        let mut words = String::new();
        for (_, text) in self.texts() {
            words.push_str(text.as_str());
        }
        Lang::detect_within(&words, issue)
    }

    /// Every text that takes characters from the page, with the place it goes to, for `account`.
    pub fn texts(&self) -> Vec<(Destination, &Traced)> {
        let mut all = Vec::new();
        let front = [
            &self.kicker,
            &self.headline,
            &self.deck,
            &self.byline,
            &self.dateline,
        ];
        let jumps = [&self.continued_from, &self.continued_to];
        let fields = front
            .into_iter()
            .chain(jumps)
            .flatten()
            .chain(&self.summary);
        all.extend(fields.map(|text| (Destination::FrontMatter, text)));
        for block in &self.body {
            match block {
                Block::Paragraph(text) | Block::Subhead(text) | Block::Lines(text) => {
                    all.push((Destination::Body, text));
                }
                Block::Caption(text) => all.push((Destination::Caption, text)),
                Block::Picture(picture) => {
                    all.push((Destination::Caption, &picture.mark));
                    let words = picture.caption.iter().chain(&picture.credit);
                    all.extend(words.map(|text| (Destination::Caption, text)));
                }
                Block::PageBreak(_) => {}
            }
        }
        all
    }
}

impl Credits {
    /// Whether anybody is named.
    pub(super) fn names_any(&self) -> bool {
        let lists = [
            &self.reporters,
            &self.correspondents,
            &self.photographers,
            &self.interns,
            &self.authors,
        ];
        lists.iter().any(|list| !list.is_empty())
    }

    /// Adds the names of `other`, each once.
    pub(super) fn take(&mut self, other: Self) {
        let add = |own: &mut Vec<Traced>, more: Vec<Traced>| {
            for name in more {
                if !own.iter().any(|known| known.as_str() == name.as_str()) {
                    own.push(name);
                }
            }
        };
        add(&mut self.reporters, other.reporters);
        add(&mut self.correspondents, other.correspondents);
        add(&mut self.photographers, other.photographers);
        add(&mut self.interns, other.interns);
        add(&mut self.authors, other.authors);
        self.paper = self.paper.take().or(other.paper);
        self.source = self.source.take().or(other.source);
    }
}

impl Issue {
    /// Fills in what is not known yet from `other`.
    pub(super) fn take(&mut self, other: Self) {
        let fill = |own: &mut Option<String>, more: Option<String>| *own = own.take().or(more);
        fill(&mut self.paper, other.paper);
        fill(&mut self.date, other.date);
        fill(&mut self.page, other.page);
        fill(&mut self.page_name, other.page_name);
        fill(&mut self.number, other.number);
        fill(&mut self.section, other.section);
        for name in other.editors {
            if self.editors.len() < EDITORS && !self.editors.contains(&name) {
                self.editors.push(name);
            }
        }
    }
}

/// A page names no more editors than this; a file of many pages would name all of them in each chapter.
const EDITORS: usize = 40;
