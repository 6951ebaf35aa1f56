//! A reading → articles: every word to its place, every repair into the ledger.

use super::article::{Article, Block, Issue, Picture};
use super::aside;
use super::byline;
use super::fragment::{Fragment, Kind};
use super::hyphen::Words;
use super::join::{glue, join};
use super::jump::Jump;
use super::lexicon;
use super::thread::{Role, Step, Turn};
use super::weights::{DOUBT, move_threshold};
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
            self.note(
                "restore/returned-article",
                step.score,
                State::Made,
                place(&f.text),
                [text.clone(), text],
                &step.evidence,
            );
        }
    }

    /// Leaves fragment `i` in this article, though it may be of the one before.
    fn stay(&mut self, i: usize, step: &Step) {
        let f = &self.fragments[i];
        let text = first_words(f);
        self.note(
            "restore/returned-article",
            step.score,
            State::Held,
            place(&f.text),
            [text.clone(), text],
            &step.evidence,
        );
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

    fn kicker(&mut self, f: &Fragment, step: &Step) {
        if f.level > 0 {
            let text = f.text.to_string();
            self.note(
                "restore/kicker",
                step.score,
                State::Made,
                place(&f.text),
                [text.clone(), text],
                &step.evidence,
            );
        }
        match &mut self.article().kicker {
            slot @ None => *slot = Some(f.text.clone()),
            // nothing is lost, even where one was taken for a title that is none
            Some(_) => self.article().body.push(Block::Subhead(f.text.clone())),
        }
    }

    fn deck(&mut self, f: &Fragment) {
        match &mut self.article().deck {
            slot @ None => *slot = Some(f.text.clone()),
            Some(_) => self.article().body.push(Block::Subhead(f.text.clone())),
        }
    }

    fn headline(&mut self, f: &Fragment, step: &Step) {
        let late = step.turn != Turn::Begin
            && self
                .article()
                .body
                .iter()
                .any(|block| matches!(block, Block::Paragraph(_)));
        if late {
            let text = f.text.to_string();
            let state = state(step, move_threshold(self.options.threshold));
            self.note(
                "restore/moved-headline",
                step.score,
                state,
                place(&f.text),
                [text.clone(), text],
                &step.evidence,
            );
            if state == State::Held {
                let line = Block::Subhead(f.text.clone());
                return self.article().body.push(line);
            }
        }
        let article = self.article();
        let line = f.text.clone();
        article.headline = Some(match article.headline.take() {
            None => line,
            Some(mut title) => {
                let whole = lexicon::cuts_word(title.as_str(), line.as_str());
                let gap = match f.shape.is_wide() {
                    _ if whole => "",
                    true => "\u{3000}",
                    false => " ",
                };
                title.push(&Traced::markup(gap));
                title.push(&line);
                title
            }
        });
    }

    fn byline(&mut self, f: &Fragment) {
        let article = self.article();
        let found = f.signed.clone().or_else(|| byline::line(&f.text));
        match found.or_else(|| byline::names_alone(&f.text)) {
            Some(found) if article.byline.is_none() => article.sign(found),
            found => {
                // whom the paper has the text from, even where somebody else has signed it
                let source = found.and_then(|found| found.credits.source);
                article.credits.source = article.credits.source.take().or(source);
                article.body.push(Block::Paragraph(f.text.clone()));
            }
        }
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
            self.note(
                "restore/moved-caption",
                step.score,
                state,
                place(&f.text),
                [text.clone(), text],
                &step.evidence,
            );
            let block = match state {
                State::Made => Block::Caption(f.text.clone()),
                State::Held => Block::Paragraph(f.text.clone()),
            };
            self.article().body.push(block);
        }
    }

    fn paragraph(&mut self, i: usize, step: &Step) {
        let f = &self.fragments[i];
        if f.blanks == 0 && i > 0 && matches!(self.article().body.last(), Some(Block::Paragraph(_)))
        {
            if !self.ledger.allows("restore/split-paragraph") {
                return self.go_on_unsplit(i);
            }
            let (before, after) = ("\n".to_owned(), "\n\n".to_owned());
            self.note(
                "restore/split-paragraph",
                step.score,
                State::Made,
                place(&f.text.slice(0..f.shape.first.len_utf8())),
                [before, after],
                &[],
            );
        }
        if let Some((a, likely)) = step.rival
            && likely >= DOUBT
            && self.ledger.allows("restore/joined-paragraph")
        {
            self.hold(a, i, likely, step);
        }
        let first = !self
            .article()
            .body
            .iter()
            .any(|block| matches!(block, Block::Paragraph(_)));
        let text = self.lead(&f.text, first);
        if !text.is_empty() {
            self.begin(text, i);
        }
    }

    /// Begins a paragraph, which ends with fragment `i` so far.
    fn begin(&mut self, text: Traced, i: usize) {
        let body = &mut self.article().body;
        body.push(Block::Paragraph(text));
        let at = body.len() - 1;
        self.open[self.here] = Some((at, i));
    }

    /// Leaves fragment `i` in the paragraph that it follows without a blank line.
    fn go_on_unsplit(&mut self, i: usize) {
        let f = &self.fragments[i];
        if let Some(Block::Paragraph(before)) = self.article().body.pop() {
            let whole = join(self.words, &before, &f.text, self.ledger);
            self.begin(whole, i);
        }
    }

    /// Takes the lead (电头) off an article's first paragraph, or off a later one where it names the
    /// writer and nothing before it did: summary points and pull quotes may stand above it.
    fn lead(&mut self, text: &Traced, first: bool) -> Traced {
        let article = self.article();
        match byline::lead(text) {
            Some(lead) if !first && (article.byline.is_some() || !lead.credits.names_any()) => {
                text.clone()
            }
            Some(lead) if article.byline.is_none() || lead.byline.is_none() => {
                article.open(lead, text)
            }
            _ => text.clone(),
        }
    }

    /// Joins fragment `i` to the paragraph that ends with fragment `a`.
    fn go_on(&mut self, a: usize, i: usize, step: &Step) {
        let f = &self.fragments[i];
        let sure = state(step, self.options.threshold) == State::Made;
        // where a return was held back, the paragraph that was to go on may be another by now
        let open = self.open.get(self.here).copied().flatten();
        let open = open.filter(|&(_, end)| sure && end == a);
        let open = open.and_then(|(at, _)| Some((at, self.article().body.get(at)?.clone())));
        let Some((at, Block::Paragraph(before))) = open else {
            self.hold(a, i, step.score, step);
            return self.begin(f.text.clone(), i);
        };
        let whole = join(self.words, &before, &f.text, self.ledger);
        let (places, apart, joined) = seam_words(self.words, &self.fragments[a], f);
        self.note(
            "restore/joined-paragraph",
            step.score,
            State::Made,
            places,
            [apart, joined],
            &step.evidence,
        );
        self.article().body[at] = Block::Paragraph(whole);
        self.open[self.here] = Some((at, i));
    }

    /// Leaves a seam open and puts it on the list of doubts.
    fn hold(&mut self, a: usize, i: usize, likely: f32, step: &Step) {
        let (places, apart, joined) =
            seam_words(self.words, &self.fragments[a], &self.fragments[i]);
        self.note(
            "restore/joined-paragraph",
            likely,
            State::Held,
            places,
            [apart, joined],
            &step.evidence,
        );
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

/// The places on both sides of a seam, and its words apart and joined.
fn seam_words(words: &Words, a: &Fragment, b: &Fragment) -> (Vec<Span>, String, String) {
    let (a, b) = (&a.text, &b.text);
    let from = a
        .as_str()
        .char_indices()
        .rev()
        .nth(5)
        .map_or(0, |(at, _)| at);
    let to = b
        .as_str()
        .char_indices()
        .nth(6)
        .map_or(b.len(), |(at, _)| at);
    let (tail, head) = (a.slice(from..a.len()), b.slice(0..to));
    let mut places = place(&tail);
    places.extend(place(&head));
    let glue = glue(words, a.as_str(), b.as_str());
    (
        places,
        format!("{tail}\n\n{head}"),
        glue.show(tail.as_str(), head.as_str()),
    )
}
