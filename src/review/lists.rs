//! The lists of the review page: doubts, what was set aside, and the repairs of each page.

use super::Desk;
use super::filter::{Filter, evidence};
use super::marks::{Marks, is_typographic};
use super::words::Words;
use super::write::{add, escape};
use crate::explain;
use crate::text::{Repair, Span, State};

/// The entries of the ledger, by page.
pub(super) struct Lists<'a> {
    desk: &'a Desk<'a>,
    words: &'static Words,
    marks: &'a Marks<'a>,
    filter: &'a Filter,
    /// Where each line of each page begins.
    lines: Vec<Vec<usize>>,
    /// Indices of repairs by the page of their first place, doubts left out.
    repairs: Vec<Vec<usize>>,
    /// Indices of what was set aside, by page.
    aside: Vec<Vec<usize>>,
}

impl<'a> Lists<'a> {
    /// The lists of `desk`.
    pub fn new(
        desk: &'a Desk<'a>,
        words: &'static Words,
        marks: &'a Marks<'a>,
        filter: &'a Filter,
    ) -> Self {
        let mut repairs = vec![Vec::new(); desk.pages.len()];
        for (i, repair) in desk.ledger.repairs.iter().enumerate() {
            let page = repair.places.first().map_or(0, |span| span.page.index());
            if let Some(list) = repairs.get_mut(page)
                && !repair.is_doubt()
            {
                list.push(i);
            }
        }
        let mut aside = vec![Vec::new(); desk.pages.len()];
        for (i, words) in desk.ledger.set_aside.iter().enumerate() {
            if let Some(list) = aside.get_mut(words.span.page.index()) {
                list.push(i);
            }
        }
        for list in &mut repairs {
            list.sort_by_key(|&i: &usize| desk.ledger.repairs[i].places.first().copied());
        }
        for list in &mut aside {
            list.sort_by_key(|&i: &usize| desk.ledger.set_aside[i].span);
        }
        Self {
            desk,
            words,
            marks,
            filter,
            lines: desk
                .pages
                .iter()
                .map(|page| line_starts(&page.text))
                .collect(),
            repairs,
            aside,
        }
    }

    /// Every doubt, the least sure first.
    pub fn doubts(&self, out: &mut String) {
        let words = self.words;
        add(
            out,
            format_args!("<section id=\"doubts\">\n<h2>{}</h2>\n", words.doubts),
        );
        let mut doubts: Vec<(usize, &Repair)> =
            self.desk.ledger.repairs.iter().enumerate().collect();
        doubts.retain(|(_, repair)| repair.is_doubt());
        doubts.sort_by(|a, b| a.1.score.total_cmp(&b.1.score).then(a.0.cmp(&b.0)));
        if doubts.is_empty() {
            add(
                out,
                format_args!("<p class=\"none\">{}</p>\n", words.no_doubts),
            );
        } else {
            add(
                out,
                format_args!("<p>{}</p>\n<ol class=\"repairs\">\n", words.doubts_lead),
            );
            for (i, repair) in doubts {
                self.repair(out, i, repair);
            }
            out.push_str("</ol>\n");
        }
        out.push_str("</section>\n");
    }

    /// What was set aside on page `index`, and why.
    pub fn set_aside(&self, out: &mut String, index: usize) {
        add(out, format_args!("<h3>{}</h3>\n", self.words.set_aside));
        if self.aside[index].is_empty() {
            add(
                out,
                format_args!("<p class=\"none\">{}</p>\n", self.words.nothing_set_aside),
            );
            return;
        }
        if self.desk.dropped {
            let all = self.aside[index].iter();
            let all = all.map(|&i| self.desk.ledger.set_aside[i].text.chars());
            let count = all.flatten().filter(|c| !c.is_whitespace()).count();
            add(
                out,
                format_args!("<p class=\"none\">{count} {}</p>\n", self.words.dropped),
            );
            return;
        }
        out.push_str("<ul class=\"aside\">\n");
        for &i in &self.aside[index] {
            let aside = &self.desk.ledger.set_aside[i];
            out.push_str("<li><s>");
            self.quoted(out, &aside.text);
            out.push_str("</s> ");
            escape(out, &self.words.say(explain::title(aside.reason)));
            out.push(' ');
            self.place(out, aside.span);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }

    /// The repairs of page `index`: those of structure one by one, those of typography by rule.
    pub fn repairs(&self, out: &mut String, index: usize) {
        let all = self.repairs[index]
            .iter()
            .map(|&i| (i, &self.desk.ledger.repairs[i]));
        let (typographic, structural): (Vec<_>, Vec<_>) =
            all.partition(|(_, repair)| is_typographic(repair));
        if typographic.is_empty() && structural.is_empty() {
            return;
        }
        add(out, format_args!("<h3>{}</h3>\n", self.words.page_repairs));
        if !structural.is_empty() {
            out.push_str("<ol class=\"repairs\">\n");
            for (i, repair) in structural {
                self.repair(out, i, repair);
            }
            out.push_str("</ol>\n");
        }
        if !typographic.is_empty() {
            self.table(out, &typographic);
        }
    }

    fn table(&self, out: &mut String, typographic: &[(usize, &Repair)]) {
        let words = self.words;
        add(
            out,
            format_args!(
                "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
                 <th scope=\"col\">{} → {}</th></tr></thead>\n<tbody>\n",
                words.rule, words.places, words.before, words.after
            ),
        );
        for (i, repair) in typographic {
            let count = repair.places.len();
            add(out, format_args!("<tr id=\"r{i}\""));
            self.filter.mark(out, repair);
            out.push_str("><td>");
            escape(out, &words.say(explain::title(repair.rule)));
            add(out, format_args!("</td><td>{count}</td><td>"));
            self.pairs(out, repair);
            out.push_str("</td></tr>\n");
        }
        out.push_str("</tbody></table>\n");
    }

    /// The different changes of one rule, the first few.
    fn pairs(&self, out: &mut String, repair: &Repair) {
        let pairs = repair.before.split('\n').zip(repair.after.split('\n'));
        for (before, after) in pairs.take(12) {
            out.push_str("<code>");
            self.quoted(out, before);
            out.push_str(" → ");
            self.quoted(out, after);
            out.push_str("</code> ");
        }
    }

    fn repair(&self, out: &mut String, i: usize, repair: &Repair) {
        let words = self.words;
        let class = if repair.is_doubt() { "doubt" } else { "made" };
        add(out, format_args!("<li id=\"r{i}\""));
        self.filter.mark(out, repair);
        add(out, format_args!("><p><b class=\"{class}\">"));
        escape(out, &words.say(explain::title(repair.rule)));
        out.push_str("</b> <small>");
        if repair.state == State::Held {
            add(out, format_args!("{} · ", words.held));
        }
        let (sure, score) = (words.sureness(repair.score), repair.score);
        add(out, format_args!("{sure} {score:.2}</small> "));
        if let Some(&span) = repair.places.first() {
            add(out, format_args!("<small>· {}</small>", words.on_page));
            self.place(out, span);
        }
        self.chapter(out, i, repair);
        out.push_str("</p>\n");
        self.change(out, repair);
        evidence(out, repair, words);
        out.push_str("</li>\n");
    }

    /// The words before and after; nothing where only blanks changed, which the sentence says.
    fn change(&self, out: &mut String, repair: &Repair) {
        let (before, after) = (repair.before.as_str(), repair.after.as_str());
        if before.trim().is_empty() && after.trim().is_empty() {
            return;
        }
        out.push_str("<p class=\"change\"><span>");
        self.quoted(out, before);
        out.push_str("</span>");
        if after != before && !after.trim().is_empty() {
            out.push_str(" <b>→</b> <span>");
            self.quoted(out, after);
            out.push_str("</span>");
        }
        out.push_str("</p>");
    }

    /// A link to the line of the page where `span` begins.
    fn place(&self, out: &mut String, span: Span) {
        let page = span.page.index();
        let (Some(starts), Some(file)) = (self.lines.get(page), self.desk.pages.get(page)) else {
            return;
        };
        let line = starts.partition_point(|&start| start <= span.range().start);
        add(
            out,
            format_args!("<a class=\"place\" href=\"#p{page}l{line}\">"),
        );
        escape(out, &self.words.line(&file.file, line));
        out.push_str("</a>");
    }

    /// A link to the chapter that `repair` belongs to.
    fn chapter(&self, out: &mut String, i: usize, repair: &Repair) {
        let Some(article) = repair.article else {
            return;
        };
        if let Some(chapter) = self.desk.chapters.get(article) {
            let to = if self.marks.is_in_chapter(i) {
                format!("cr{i}")
            } else {
                format!("c{article}")
            };
            let words = self.words.in_chapter;
            add(
                out,
                format_args!(" <small>· {words}</small><a class=\"place\" href=\"#{to}\">"),
            );
            escape(out, chapter.path);
            out.push_str("</a>");
        }
    }

    /// Words of a page with line breaks as signs; the middle of long ones left out.
    fn quoted(&self, out: &mut String, text: &str) {
        const LONGEST: usize = 90;
        let count = text.chars().count();
        let short: String = if count > LONGEST {
            let head = text.chars().take(LONGEST / 2);
            let tail = text.chars().skip(count - LONGEST / 2);
            head.chain(" … ".chars()).chain(tail).collect()
        } else {
            text.to_owned()
        };
        let sign = format!("<i class=\"br\" title=\"{}\">⏎</i>", self.words.line_break);
        let mut blank = short.is_empty();
        for (i, part) in short.split('\n').enumerate() {
            if i > 0 {
                out.push_str(&sign);
                blank = false;
            }
            let part = if part.trim().is_empty() {
                part.replace(char::is_whitespace, "␣")
            } else {
                part.to_owned()
            };
            escape(out, &part);
        }
        if blank {
            out.push('∅');
        }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0)
        .chain(ends.map(|(at, _)| at + 1))
        .collect()
}
