//! Links and pictures of a chapter.

use super::address::{Address, address};
use super::asked::Asked;
use super::elements::Content;
use super::faults::{self, DeadLink};
use super::markdown::{Event, Tag};
use super::outline::Anchor;
use super::targets::join;
use super::writer::Writer;
use crate::book::{Book, percent_decoded};
use crate::media::PictureFault;
use crate::words::Words;
use std::ops::Range;

/// A picture that stands alone in its paragraph.
pub(super) struct Figure {
    /// The event that starts the picture.
    image: usize,
}

impl Writer<'_> {
    pub(super) fn open_link(&mut self, at: usize, target: &str, title: &str) {
        // a link within a link is no XHTML
        let within = self.links.iter().any(|&written| written);
        let href = self.href(target, self.page.events.place(at));
        let written = !within && href.is_some();
        if let (Some(href), false) = (href, within) {
            self.push("<a");
            self.attribute("href", &href);
            if !title.is_empty() {
                self.attribute("title", title);
            }
            self.push(">");
        }
        self.links.push(written);
    }

    pub(super) fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.push("</a>");
        }
    }

    /// The address to write for a link to `target`; `None`, and a word about it, for one that must
    /// not or cannot be followed.
    pub(super) fn href(&mut self, target: &str, place: Range<usize>) -> Option<String> {
        match address(target) {
            Address::Outside(href) => Some(href),
            Address::Unsafe => {
                self.say(faults::unsafe_link(target), place);
                None
            }
            Address::Malformed => {
                self.say(faults::dead_link(target, DeadLink::Malformed), place);
                None
            }
            Address::Inside { path, fragment } => self.inside(target, &path, &fragment, place),
        }
    }

    fn inside(
        &mut self,
        target: &str,
        path: &str,
        fragment: &str,
        place: Range<usize>,
    ) -> Option<String> {
        let page = self.page;
        let chapter = match path {
            "" => Some(page.index),
            path => page.targets.chapter(page.folder(), path),
        };
        let Some(chapter) = chapter else {
            self.say(faults::dead_link(target, DeadLink::NoChapter), place);
            return None;
        };
        let anchor = match fragment {
            "" => None,
            fragment => page.targets.anchor(chapter, fragment),
        };
        if !path.is_empty() {
            self.ask(path, fragment, chapter, anchor.clone());
        }
        if fragment.is_empty() {
            return Some((page.frame.chapter_href)(chapter, 0, ""));
        }
        let Some(anchor) = anchor else {
            self.say(faults::dead_link(target, DeadLink::NoHeading), place);
            return Some((page.frame.chapter_href)(chapter, 0, ""));
        };
        Some(match chapter == page.index {
            true => self.here(&anchor.id, anchor.part),
            false => (page.frame.chapter_href)(chapter, anchor.part, &anchor.id),
        })
    }

    /// The address of the element `id`, without prefix, of file `part` of this chapter.
    pub(super) fn here(&mut self, id: &str, part: usize) -> String {
        if part == self.part {
            return format!("#{}", self.prefixed(id));
        }
        self.ask("", "", self.page.index, None);
        (self.page.frame.chapter_href)(self.page.index, part, id)
    }

    /// Notes down a link that what stands in the chapter itself does not settle.
    fn ask(&mut self, path: &str, fragment: &str, chapter: usize, anchor: Option<Anchor>) {
        let asked = Asked {
            path: path.to_owned(),
            fragment: fragment.to_owned(),
            chapter,
            anchor,
        };
        self.asked.insert(asked);
    }

    /// The figure that the paragraph starting at `at` is, when it holds one picture and no words.
    pub(super) fn figure_at(&self, at: usize) -> Option<Figure> {
        let events = self.page.events;
        let image = at + 1;
        let alone = matches!(events.get(image), Some(Event::Start(Tag::Image { .. })))
            && events.end_of(image) + 1 == events.end_of(at);
        alone.then_some(Figure { image })
    }

    /// Writes a figure: the alternative-text slot is the caption, the title slot the credit.
    pub(super) fn figure(&mut self, figure: Figure) {
        let events = self.page.events;
        let Some(Event::Start(Tag::Image {
            dest_url, title, ..
        })) = events.get(figure.image)
        else {
            return;
        };
        let path = self.picture(dest_url, events.place(figure.image));
        let caption = figure.image + 1..events.end_of(figure.image);
        let has_caption = !events.description(figure.image).is_empty();
        if path.is_none() && !has_caption && title.is_empty() {
            return;
        }
        match path {
            Some(path) => {
                self.push("<figure>\n");
                let alternative = self.alternative(&path);
                self.img(&path, &alternative);
                self.push("\n");
            }
            None => self.push("<figure class=\"figure-missing\">\n"),
        }
        if has_caption || !title.is_empty() {
            self.push("<figcaption>\n");
            if has_caption {
                self.last = None;
                self.push("<p class=\"caption\">");
                self.events(caption);
                self.push("</p>\n");
            }
            if !title.is_empty() {
                self.line("p", "credit", title);
            }
            self.push("</figcaption>\n");
        }
        self.push("</figure>\n");
    }

    /// Writes a picture in a line of text; its alternative-text slot is what it says.
    pub(super) fn inline_image(&mut self, at: usize, target: &str) {
        let said = self.page.events.description(at);
        let Some(path) = self.picture(target, self.page.events.place(at)) else {
            return self.words(&said);
        };
        let known = self.known_alternative(&path).map(str::to_owned);
        let alternative = match known {
            Some(known) => known,
            None if said.is_empty() => self.alternative(&path),
            None => said,
        };
        self.img(&path, &alternative);
    }

    fn img(&mut self, path: &str, alternative: &str) {
        let href = (self.page.frame.image_href)(path);
        self.push("<img");
        self.attribute("src", &href);
        self.attribute("alt", alternative);
        // a page can keep their place; reading systems want to size pictures themselves
        if let Some(picture) = self
            .page
            .targets
            .picture(path)
            .filter(|_| !self.page.frame.epub)
        {
            for (name, pixels) in [("width", picture.width), ("height", picture.height)] {
                if pixels > 0 {
                    self.attribute(name, &pixels.to_string());
                }
            }
        }
        self.push("/>");
    }

    /// The path below `src` of the picture `target`, when it can be shown; a word about it, when not.
    pub(super) fn picture(&mut self, target: &str, place: Range<usize>) -> Option<String> {
        let page = self.page;
        if !matches!(address(target), Address::Inside { .. }) {
            self.say(faults::remote_image(target), place);
            return None;
        }
        let Some(path) = join(page.folder(), &percent_decoded(target)) else {
            self.say(faults::image_outside(target), place);
            return None;
        };
        match page.targets.gallery().picture(&path) {
            Ok(shown) => {
                if !self.images.contains(&path) {
                    if let Some(what) = &shown.taken_out {
                        self.say(faults::cleaned_image(&path, what), place);
                    }
                    self.images.push(path.clone());
                }
                return Some(path);
            }
            Err(PictureFault::Missing) => self.say(faults::missing_image(&path), place),
            Err(PictureFault::Outside) => self.say(faults::image_outside(&path), place),
            Err(PictureFault::Unusable(why)) => {
                self.say(faults::unusable_image(&path, &why), place)
            }
        }
        None
    }

    /// The alternative text of the picture at `path`; the book's word for picture, where nobody has
    /// written one.
    pub(super) fn alternative(&mut self, path: &str) -> String {
        if let Some(known) = self.known_alternative(path) {
            return known.to_owned();
        }
        if !self.undescribed.iter().any(|known| known == path) {
            self.undescribed.push(path.to_owned());
        }
        Words::of(&self.page.lang).picture.to_owned()
    }

    fn known_alternative(&self, path: &str) -> Option<&str> {
        known_alternative(self.page.book, path)
    }

    /// The length in bytes of the label that makes the quotation at `at` a picture that is missing:
    /// `> 【图】…`.
    pub(super) fn missing_figure_at(&self, at: usize) -> Option<usize> {
        let events = self.page.events;
        let one_paragraph = matches!(events.get(at + 1), Some(Event::Start(Tag::Paragraph)))
            && events.end_of(at + 1) + 1 == events.end_of(at);
        let place = events.place(at + 1);
        let text = self.page.chapter.chapter.body.get(place)?;
        let labels = ["【图】", "【圖】", "[Photo] ", "[Picture] "];
        let label = labels.iter().find(|label| text.starts_with(**label))?;
        one_paragraph.then_some(label.len())
    }

    /// Writes the caption of a picture that is missing, without the label before it.
    pub(super) fn missing_figure(&mut self, at: usize, label: usize) {
        let events = self.page.events;
        let (paragraph, end) = (at + 1, events.end_of(at + 1));
        let words_start = events.place(paragraph).start + label;
        self.push("<figure class=\"figure-missing\">\n<figcaption>\n<p class=\"caption\">");
        self.last = None;
        self.island_if(events.has_html(), Content::Words, |writer| {
            for index in paragraph + 1..end {
                let place = events.place(index);
                match events.get(index) {
                    _ if place.end <= words_start => {}
                    Some(Event::Text(text)) if place.start < words_start => {
                        let rest = text.get(words_start - place.start..).unwrap_or(text);
                        writer.words(rest);
                    }
                    _ => writer.events(index..index + 1),
                }
            }
        });
        self.push("</p>\n</figcaption>\n</figure>\n");
    }
}

/// The alternative text that `book` has for the picture at `path`.
pub(super) fn known_alternative<'b>(book: &'b Book, path: &str) -> Option<&'b str> {
    let known = &book.config.alternatives;
    let name = path.strip_prefix("images/").unwrap_or(path);
    let found = known.get(name).or_else(|| known.get(path));
    found.map(String::as_str)
}
