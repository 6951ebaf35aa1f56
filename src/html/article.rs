//! The skeleton of an article: heading group, summary, body, notes, source line.
//!
//! The markup is that which both EPUBCheck 5 and 4 accept (EPUB 3.3 with DPUB-ARIA 1.1): a `section`
//! carries the chapter's role, kicker and deck are paragraphs, so that neither lands in an outline.

use super::markdown::{Event, Tag};
use super::outline::HEADLINE_ID;
use super::writer::Writer;
use crate::words::Words;

/// The id of the article as a whole, before any prefix.
pub const ARTICLE_ID: &str = "article";

impl Writer<'_> {
    /// Writes the whole article.
    pub(super) fn article(&mut self) {
        self.open_article();
        if let Some(label) = self.page.frame.new_page {
            self.page_break(label);
            self.push("\n");
        }
        let (start, body) = self.lead_in();
        self.events(start);
        self.header();
        self.summary();
        self.dateline(body);
        let outline = self.page.outline;
        let mut from = body;
        for &cut in &outline.cuts {
            self.events(from..cut);
            self.next_part();
            from = cut;
        }
        self.events(from..self.page.events.len());
        self.close_sections(0);
        self.notes(true);
        self.source_line();
        self.push("</section>\n");
    }

    /// Ends this file of the chapter and begins the next one, within the same subheads.
    fn next_part(&mut self) {
        let open = self.sections.len();
        for _ in 0..open {
            self.push("</section>\n");
        }
        self.notes(false);
        self.push("</section>\n");
        self.cuts.push(self.out.len());
        self.part += 1;
        self.push("<section");
        self.epub_type("chapter");
        self.attribute("class", "article continued");
        self.attribute("aria-label", &self.page.chapter.title);
        self.push(">\n");
        for _ in 0..open {
            self.push("<section>\n");
        }
    }

    /// The events before the headline (a page break, an anchor), and the first after it.
    fn lead_in(&self) -> (std::ops::Range<usize>, usize) {
        match &self.page.outline.headline {
            Some(headline) => (0..headline.start, headline.end),
            None => (0..0, 0),
        }
    }

    fn open_article(&mut self) {
        self.push("<section");
        self.epub_type("chapter");
        self.attribute("role", "doc-chapter");
        self.attribute("class", "article");
        self.id(ARTICLE_ID);
        if self.has_headline() {
            let id = self.prefixed(HEADLINE_ID);
            self.attribute("aria-labelledby", &id);
        } else {
            self.attribute("aria-label", &self.page.chapter.title);
        }
        let tag = self.page.lang.as_str();
        if !self.page.frame.epub && tag != "und" && !tag.is_empty() {
            self.attribute("lang", tag);
        }
        self.push(">\n");
    }

    fn has_headline(&self) -> bool {
        self.page.outline.headline.is_some() || self.page.chapter.chapter.front.title.is_some()
    }

    fn header(&mut self) {
        let front = &self.page.chapter.chapter.front;
        let lines = [&front.section, &front.kicker, &front.deck, &front.byline];
        if !self.has_headline() && lines.iter().all(|line| line.is_none()) {
            return;
        }
        self.push("<header>\n");
        for (class, words) in [("section-name", &front.section), ("kicker", &front.kicker)] {
            if let Some(words) = words {
                self.line("p", class, words);
            }
        }
        self.headline();
        if let Some(deck) = &front.deck {
            self.push("<p class=\"deck\"");
            self.epub_type("subtitle");
            self.attribute("role", "doc-subtitle");
            self.push(">");
            self.broken(deck);
            self.push("</p>\n");
        }
        if let Some(byline) = &front.byline {
            self.push("<p class=\"byline\">");
            self.words(byline);
            self.push("</p>\n");
        }
        self.push("</header>\n");
    }

    /// Writes the headline as the body has it, emphasis and notes included, else the title.
    fn headline(&mut self) {
        if !self.has_headline() {
            return;
        }
        let level = 1 + self.page.frame.heading_shift;
        self.push(&format!("<h{level}"));
        self.id(HEADLINE_ID);
        self.push(">");
        match self.page.outline.headline.clone() {
            Some(headline) => {
                self.in_headline = true;
                self.events(headline.start + 1..headline.end - 1);
                self.in_headline = false;
            }
            None => {
                let title = self.page.chapter.chapter.front.title.as_deref();
                self.broken(title.unwrap_or_default());
            }
        }
        self.push(&format!("</h{level}>\n"));
        self.last = None;
    }

    fn summary(&mut self) {
        let points = &self.page.chapter.chapter.front.summary;
        if points.is_empty() {
            return;
        }
        self.push("<div class=\"summary\">\n<ul>\n");
        for point in points {
            self.push("<li>");
            self.words(point);
            self.push("</li>\n");
        }
        self.push("</ul>\n</div>\n");
    }

    /// The dateline runs into the first paragraph; it has its own where none follows.
    fn dateline(&mut self, body: usize) {
        let Some(dateline) = &self.page.chapter.chapter.front.dateline else {
            return;
        };
        let gap = if self.page.lang.is_wide() { "" } else { " " };
        let span = format!(
            "<span class=\"dateline\">{}</span>{gap}",
            self.set(dateline)
        );
        match self.page.events.get(body) {
            Some(Event::Start(Tag::Paragraph)) if self.figure_at(body).is_none() => {
                self.run_in = Some(span);
            }
            _ => self.push(&format!("<p>{}</p>\n", span.trim_end())),
        }
    }

    /// Says where the article was printed, with the end mark.
    fn source_line(&mut self) {
        let front = &self.page.chapter.chapter.front;
        let own = Words::of(&self.page.lang);
        let named = |label: &str, text: &str| format!("{label}{}{text}", own.colon);
        let printed = front.file.is_some() || front.page.is_some();
        let book = &self.page.book.config;
        let paper = front.paper.as_ref();
        let paper = paper.or(book.paper.as_ref().filter(|_| printed));
        let date = front.date.as_ref();
        let date = date.or(book.date.as_ref().filter(|_| printed));
        let editors =
            (!front.editors.is_empty()).then(|| named(own.editors, &front.editors.join(own.comma)));
        let page = own.page(front.page.as_deref(), front.page_name.as_deref());
        let parts = [
            ("paper", paper.cloned()),
            ("date", date.map(|date| own.day(date))),
            ("issue", front.issue.clone()),
            ("page", page),
            (
                "from",
                front
                    .source
                    .as_ref()
                    .map(|source| named(own.source, source)),
            ),
            ("editors", editors),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter_map(|(class, text)| Some((class, text?)))
            .map(|(class, text)| format!("<span class=\"{class}\">{}</span>", self.set(&text)))
            .collect();
        if parts.is_empty() && !printed {
            return;
        }
        let gap = if self.page.lang.is_wide() {
            "\u{3000}"
        } else {
            ", "
        };
        self.push("<p class=\"source\">");
        self.push(&parts.join(gap));
        self.push(" <span class=\"end-mark\" aria-hidden=\"true\">■</span></p>\n");
    }
}
