//! An article's running text: where paragraphs begin, and which go on.

use super::{Builder, place, state};
use crate::restore::article::Block;
use crate::restore::byline;
use crate::restore::fragment::Fragment;
use crate::restore::hyphen::Words;
use crate::restore::join::{glue, join};
use crate::restore::thread::Step;
use crate::restore::weights::DOUBT;
use crate::text::{Span, State, Traced};

impl Builder<'_> {
    pub(super) fn paragraph(&mut self, i: usize, step: &Step) {
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
    pub(super) fn begin(&mut self, text: Traced, i: usize) {
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
    pub(super) fn go_on(&mut self, a: usize, i: usize, step: &Step) {
        let f = &self.fragments[i];
        let sure = state(step, self.options.threshold) == State::Made;
        // where a return was held back, the paragraph that was to go on may be another by now
        let open = self.open.get(self.here).copied().flatten();
        let open = open.filter(|&(_, end)| sure && end == a);
        let open = open.and_then(|(at, _)| match self.article().body.get_mut(at)? {
            Block::Paragraph(before) => Some((at, std::mem::take(before))),
            _ => None,
        });
        let Some((at, before)) = open else {
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
    pub(super) fn hold(&mut self, a: usize, i: usize, likely: f32, step: &Step) {
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
