//! A reading → articles: every word to its place, every repair into the ledger.

mod text;
mod titles;

use super::article::{Article, Block, Issue, Picture};
use super::aside;
use super::byline;
use super::fragment::{Fragment, Kind};
use super::hyphen::Words;
use super::jump::Jump;
use super::thread::{Role, Step, Turn};
use super::weights::move_threshold;
use super::{FurnitureChoice, Options};
use crate::text::{Evidence, Ledger, PageId, Span, State, Traced};

/// Puts the articles of one page together.
pub(super) fn assemble(
    page: PageId,
    from: usize,
    fragments: &[Fragment],
    steps: &[Step],
    options: &Options,
    words: &Words,
    ledger: &mut Ledger,
) -> (Vec<Article>, Issue) {
    let mut builder = Builder {
        page,
        from,
        fragments,
        options,
        words,
        ledger,
        articles: Vec::new(),
        here: 0,
        left: None,
        diverted: false,
        issue: Issue::default(),
        waiting: Vec::new(),
        open: Vec::new(),
    };
    for (i, step) in steps.iter().enumerate() {
        builder.take(i, step);
    }
    builder.finish()
}

struct Builder<'a> {
    page: PageId,
    /// How many articles the pages before have.
    from: usize,
    fragments: &'a [Fragment],
    options: &'a Options,
    words: &'a Words,
    ledger: &'a mut Ledger,
    articles: Vec<Article>,
    /// The article being put together, and the one that was left for it.
    here: usize,
    left: Option<usize>,
    /// Whether a return was held back, so that what the reading gives to one it gives to the other.
    diverted: bool,
    issue: Issue,
    /// Pictures, and furniture to keep, that stand before the first article.
    waiting: Vec<Block>,
    /// Of each article, where in its body the last paragraph of text stands, and the fragment it ends with.
    open: Vec<Option<(usize, usize)>>,
}

impl Builder<'_> {
    fn take(&mut self, i: usize, step: &Step) {
        let f = &self.fragments[i];
        match step.turn {
            Turn::Begin => self.begin_article(),
            Turn::Return if self.diverted => self.diverted = false,
            Turn::Return if state(step, self.options.threshold) == State::Held => {
                self.diverted = true;
                return self.stay(i, step);
            }
            Turn::Return => self.go_back(f, step),
            Turn::Stay => {}
        }
        match step.role {
            Role::Furniture => self.furniture(f),
            Role::Picture => self.picture(f),
            Role::Jump => self.jump(f),
            Role::Kicker => self.kicker(f, step),
            Role::Headline => self.headline(f, step),
            Role::Deck => self.deck(f),
            Role::Byline => self.byline(f),
            Role::Subhead => self.article().body.push(Block::Subhead(f.text.clone())),
            Role::Summary => self.summary(f),
            Role::Lines => self.article().body.push(Block::Lines(f.text.clone())),
            Role::Caption => self.caption(f, step),
            Role::Paragraph => self.paragraph(i, step),
            Role::Continue(a) => self.go_on(a, i, step),
        }
    }

    /// The article being put together. Every reading begins one before it uses a word of it.
    fn article(&mut self) -> &mut Article {
        if self.articles.is_empty() {
            self.begin_article();
        }
        &mut self.articles[self.here]
    }

    fn begin_article(&mut self) {
        self.left = (!self.articles.is_empty()).then_some(self.here);
        self.diverted = false;
        self.here = self.articles.len();
        self.articles.push(Article {
            page: self.page,
            body: std::mem::take(&mut self.waiting),
            ..Article::default()
        });
        self.open.push(None);
    }

    /// Goes back to the article that was left for this one.
    fn go_back(&mut self, f: &Fragment, step: &Step) {
        let Some(left) = self.left else { return };
        self.left = Some(self.here);
        self.here = left;
        // a seam says the same of the torn paragraph
        if step.role == Role::Paragraph {
            let text = first_words(f);
            self.note_moved("restore/returned-article", State::Made, f, text, step);
        }
    }

    /// Leaves fragment `i` in this article, though it may be of the one before.
    fn stay(&mut self, i: usize, step: &Step) {
        let f = &self.fragments[i];
        let text = first_words(f);
        self.note_moved("restore/returned-article", State::Held, f, text, step);
        self.begin(f.text.clone(), i);
    }

    fn note(
        &mut self,
        rule: &'static str,
        score: f32,
        state: State,
        places: Vec<Span>,
        [before, after]: [String; 2],
        evidence: &[Evidence],
    ) {
        let id = self.ledger.note(rule, score, state, places, before, after);
        self.ledger.give_evidence(id, evidence.iter().copied());
        let article = self.from + self.here;
        self.ledger.repairs[id.0 as usize].article = Some(article);
    }

    /// Notes what becomes of the words of `f`, which stay as they are; `words` name them.
    fn note_moved(
        &mut self,
        rule: &'static str,
        state: State,
        f: &Fragment,
        words: String,
        step: &Step,
    ) {
        let words = [words.clone(), words];
        self.note(
            rule,
            step.score,
            state,
            place(&f.text),
            words,
            &step.evidence,
        );
    }

    fn furniture(&mut self, f: &Fragment) {
        let Some(found) = &f.furniture else {
            return;
        };
        self.issue.take(found.issue.clone());
        if self.options.furniture == FurnitureChoice::Keep {
            return self.set_down(Block::Lines(f.text.clone()));
        }
        crate::text::remove(&f.text, found.reason, self.ledger);
    }

    fn picture(&mut self, f: &Fragment) {
        let Kind::Picture(path) = &f.kind else { return };
        let picture = Block::Picture(Picture {
            mark: f.text.clone(),
            path: path.clone(),
            caption: None,
            credit: None,
        });
        self.set_down(picture);
    }

    /// Puts `block` where the article is, or before the first.
    fn set_down(&mut self, block: Block) {
        match self.articles.get_mut(self.here) {
            Some(article) => article.body.push(block),
            None => self.waiting.push(block),
        }
    }

    /// A summary point, without its bullet, which the edition draws.
    fn summary(&mut self, f: &Fragment) {
        let bullet = aside::bullet(f.text.as_str());
        crate::text::remove(
            &f.text.slice(0..bullet).trimmed(),
            "restore/mark",
            self.ledger,
        );
        let point = f.text.slice(bullet..f.text.len());
        self.article().summary.push(point);
    }

    fn jump(&mut self, f: &Fragment) {
        let Kind::Jump(Jump { onward, page, key }) = &f.kind else {
            return;
        };
        let at = f.text.as_str().rfind(page.as_str()).unwrap_or(0);
        let label = f.text.slice(at..at + page.len()).derived();
        crate::text::remove(&f.text, "jump", self.ledger);
        let article = self.article();
        article.jump_keys.extend(key.clone());
        let slot = if *onward {
            &mut article.continued_to
        } else {
            &mut article.continued_from
        };
        slot.get_or_insert(label);
    }

    fn caption(&mut self, f: &Fragment, step: &Step) {
        let (caption, credit) = byline::split_credit(&f.text);
        let bare = match self.article().body.last_mut() {
            Some(Block::Picture(picture)) if picture.caption.is_none() => {
                picture.caption = Some(caption);
                picture.credit = credit;
                false
            }
            _ => true,
        };
        if bare {
            let text = f.text.to_string();
            let state = state(step, move_threshold(self.options.threshold));
            self.note_moved("restore/moved-caption", state, f, text, step);
            let block = match state {
                State::Made => Block::Caption(f.text.clone()),
                State::Held => Block::Paragraph(f.text.clone()),
            };
            self.article().body.push(block);
        }
    }

    fn finish(mut self) -> (Vec<Article>, Issue) {
        for article in &mut self.articles {
            article.sign_at_end();
        }
        // a page of pictures alone has no article that could take them
        for block in self.waiting {
            match block {
                Block::Picture(picture) => {
                    crate::text::remove(&picture.mark, "restore/lone-picture", self.ledger);
                }
                Block::Lines(text) => crate::text::remove(&text, "furniture/alone", self.ledger),
                _ => {}
            }
        }
        (self.articles, self.issue)
    }
}

/// The first words of a fragment, to name it by.
fn first_words(f: &Fragment) -> String {
    const ENOUGH: usize = 12;
    f.text.as_str().chars().take(ENOUGH).collect()
}

/// Whether a step is sure enough to be carried out.
fn state(step: &Step, threshold: f32) -> State {
    if step.score < threshold {
        State::Held
    } else {
        State::Made
    }
}

/// The place of the words, as one span where they stand together.
fn place(text: &Traced) -> Vec<Span> {
    text.places(0..text.len())
}
