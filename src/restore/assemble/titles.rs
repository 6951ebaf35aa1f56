//! An article's title lines and who signs it.

use super::{Builder, state};
use crate::restore::article::Block;
use crate::restore::fragment::Fragment;
use crate::restore::thread::{Step, Turn};
use crate::restore::weights::move_threshold;
use crate::restore::{byline, lexicon};
use crate::text::{State, Traced};

impl Builder<'_> {
    pub(super) fn kicker(&mut self, f: &Fragment, step: &Step) {
        if f.level > 0 {
            let text = f.text.to_string();
            self.note_moved("restore/kicker", State::Made, f, text, step);
        }
        match &mut self.article().kicker {
            slot @ None => *slot = Some(f.text.clone()),
            // nothing is lost, even where one was taken for a title that is none
            Some(_) => self.article().body.push(Block::Subhead(f.text.clone())),
        }
    }

    pub(super) fn deck(&mut self, f: &Fragment) {
        match &mut self.article().deck {
            slot @ None => *slot = Some(f.text.clone()),
            Some(_) => self.article().body.push(Block::Subhead(f.text.clone())),
        }
    }

    pub(super) fn headline(&mut self, f: &Fragment, step: &Step) {
        let late = step.turn != Turn::Begin
            && self
                .article()
                .body
                .iter()
                .any(|block| matches!(block, Block::Paragraph(_)));
        if late {
            let text = f.text.to_string();
            let state = state(step, move_threshold(self.options.threshold));
            self.note_moved("restore/moved-headline", state, f, text, step);
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

    pub(super) fn byline(&mut self, f: &Fragment) {
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
}
