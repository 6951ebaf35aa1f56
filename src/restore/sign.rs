//! Signing: an article takes whom it names from the byline or lead, wherever that stands.

use super::article::{Article, Block};
use super::byline;
use crate::text::Traced;

impl Article {
    /// Takes a byline that stands in a line of its own.
    pub(super) fn sign(&mut self, found: byline::Signed) {
        self.credits.take(found.credits);
        self.dateline = self.dateline.take().or(found.dateline);
        self.byline = found.byline;
    }

    /// Takes the lead off `text`, the first paragraph; returns the rest.
    pub(super) fn open(&mut self, lead: byline::Lead, text: &Traced) -> Traced {
        self.credits.take(lead.credits);
        self.dateline = self.dateline.take().or(lead.dateline);
        self.byline = self.byline.take().or(lead.byline);
        text.slice(lead.end..text.len()).trimmed()
    }

    /// Takes a byline that ends the last paragraph, where the article has no other.
    pub(super) fn sign_at_end(&mut self) {
        if self.byline.is_some() {
            return;
        }
        let last = self
            .body
            .iter()
            .rposition(|block| matches!(block, Block::Paragraph(_)));
        let Some(at) = last else { return };
        let Block::Paragraph(text) = &self.body[at] else {
            return;
        };
        let Some((start, found)) = byline::end(text) else {
            return;
        };
        let rest = text.slice(0..start).trimmed();
        if rest.is_empty() {
            self.body.remove(at);
        } else {
            self.body[at] = Block::Paragraph(rest);
        }
        self.sign(found);
    }
}
