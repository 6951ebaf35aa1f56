//! What all parts of the edition ask about the book, and the order in which they are made.

use super::binder::{self, Binder};
use super::fonts::{self, Fonts};
use super::kept::{Kept, MadeOf, Ready};
use super::package::Manifest;
use super::pictures::{self, Picture};
use super::{COVER, IMPRINT, NAV, NCX, Profile, ROOT, STYLE_SHEET, STYLES, TITLE, VERTICAL};
use super::{contents, navigation, package, pages, source};
use crate::archive::{Packed, Packing, Presses};
use crate::book::{About, Book, Config, CoverChoice, Entry, SOURCE};
use crate::diagnostic::{Diagnostic, Result, Warned};
use crate::html::{self, Frame, Rendered, Targets};
use crate::mark::Mark;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The pages of an article, and what they are made of, unless there was something to say.
pub(super) struct Made {
    /// Its markup is not kept.
    pub(super) article: Rendered,
    pub(super) files: Vec<Packed>,
    pub(super) made_of: Option<MadeOf>,
    /// Whether the edition before had them.
    pub(super) is_taken: bool,
}

/// The edition of a book while it is made.
pub(super) struct Edition<'b> {
    pub(super) book: &'b Book,
    pub(super) profile: Profile,
    /// For each chapter, the label of the newspaper's page that begins with it.
    new_pages: Vec<Option<&'b str>>,
    /// Digits in the name of an article's file.
    pub(super) digits: usize,
    /// For each chapter, the part that begins with it.
    pub(super) opens: Vec<Option<&'b str>>,
    /// The edition before, and what pages of this one are made of: each chapter's words, and what the
    /// settings add to all of them.
    pub(super) kept: Option<&'b Kept>,
    texts: Vec<Mark>,
    settings: Mark,
    presses: Presses,
}

impl<'b> Edition<'b> {
    pub(super) fn of(book: &'b Book, profile: Profile, kept: Option<&'b Kept>) -> Self {
        let mut opens = vec![None; book.chapters.len()];
        let mut part = None;
        for entry in &book.contents.entries {
            match entry {
                Entry::Part(name) => part = Some(name.as_str()),
                Entry::Chapter {
                    chapter: Some(index),
                    ..
                } => {
                    if let Some(opens) = opens.get_mut(*index) {
                        *opens = part.take();
                    }
                }
                Entry::Chapter { .. } | Entry::Separator => {}
            }
        }
        let digits = book.chapters.len().to_string().len().max(3);
        let texts = book.chapters.par_iter();
        let texts = texts.map(|one| Mark::of(&(&one.title, &one.chapter.front, &one.chapter.body)));
        Self {
            book,
            profile,
            new_pages: new_pages(book),
            digits,
            opens,
            kept,
            presses: Presses::default(),
            texts: texts.collect(),
            settings: Mark::of(&(settings(book), profile, digits)),
        }
    }

    /// The name of file `part` of an article, without folder.
    pub(super) fn name(&self, index: usize, part: usize) -> String {
        let number = format!("{:0digits$}", index + 1, digits = self.digits);
        match part {
            0 => format!("article-{number}.xhtml"),
            part => format!("article-{number}-{}.xhtml", part + 1),
        }
    }

    /// The path of file `part` of an article below [`ROOT`].
    pub(super) fn path(&self, index: usize, part: usize) -> String {
        format!("text/{}", self.name(index, part))
    }

    /// Whether a cover gets a page: Kindle makes its own of the picture.
    pub(super) fn shows_cover(&self) -> bool {
        self.profile != Profile::Kindle
    }

    /// What the pages of article `index` are made of, pictures and what they ask of other chapters aside.
    fn made_of(&self, index: usize) -> MadeOf {
        let path = &self.book.chapters[index].path;
        let frame = (self.new_pages[index], self.opens[index]);
        MadeOf {
            text: self.texts[index],
            around: Mark::of(&(self.settings, path, frame)),
            pictures: Mark::default(),
        }
    }

    /// Article `index` as the edition before has it, when it would become the same.
    fn kept_article(&self, targets: &Targets<'_>, index: usize) -> Option<Made> {
        let (kept, mut made_of) = (self.kept?, self.made_of(index));
        let page_of = |index: usize| kept.page(&self.book.chapters[index].path);
        let page = page_of(index)?;
        made_of.pictures = page.made_of.pictures;
        if page.made_of != made_of {
            return None;
        }
        let is_same = |chapter: usize| {
            page_of(chapter).is_some_and(|page| {
                page.index == chapter && page.made_of.text == self.texts[chapter]
            })
        };
        let holds = html::holds(targets, index, &page.rendered, &is_same);
        let pictures = html::pictures(targets, &page.rendered.images);
        if !holds || pictures != Some(made_of.pictures) {
            return None;
        }
        let parts = 0..page.rendered.parts.len();
        let paths = parts.map(|part| format!("{ROOT}/{}", self.path(index, part)));
        Some(Made {
            files: kept.files(page, paths.collect())?,
            article: page.rendered.clone(),
            made_of: Some(made_of),
            is_taken: true,
        })
    }

    /// Takes article `index` from the edition before, or renders and packs it.
    pub(super) fn article(&self, targets: &Targets<'_>, index: usize) -> Result<Warned<Made>> {
        if let Some(made) = self.kept_article(targets, index) {
            return Ok(Warned {
                value: made,
                diagnostics: Vec::new(),
            });
        }
        let frame = Frame {
            id_prefix: "",
            heading_shift: 0,
            chapter_href: &|chapter, part, fragment| match fragment {
                "" => self.name(chapter, part),
                _ => format!("{}#{fragment}", self.name(chapter, part)),
            },
            image_href: &|path| format!("../{}", pictures::path(targets, path)),
            epub: true,
            vertical: self.book.config.vertical,
            new_page: self.new_pages[index],
        };
        let Warned {
            value: mut article,
            diagnostics,
        } = html::render(targets, index, &frame);
        let mut shown = BTreeSet::new();
        let has_fonts = !self.book.config.fonts.is_empty();
        let files = (0..article.parts.len()).map(|part| {
            let page = pages::article(self, index, part, &article);
            if has_fonts {
                fonts::shown(&page, &mut shown);
            }
            let path = format!("{ROOT}/{}", self.path(index, part));
            self.presses.pack(&path, page.as_bytes(), Packing::Small)
        });
        let files: Vec<Packed> = files.collect::<Result<_>>()?;
        article.xhtml = String::new();
        article.characters = shown.into_iter().collect();
        let pictures = html::pictures(targets, &article.images);
        let pictures = pictures.filter(|_| diagnostics.is_empty());
        let made_of = |pictures| MadeOf {
            pictures,
            ..self.made_of(index)
        };
        Ok(Warned {
            value: Made {
                made_of: pictures.map(made_of),
                article,
                files,
                is_taken: false,
            },
            diagnostics,
        })
    }

    /// Adds everything but the articles.
    pub(super) fn rest(
        &self,
        targets: &Targets<'_>,
        articles: &[Rendered],
        cover: Option<(Picture, Vec<u8>)>,
        binder: &mut Binder<'_>,
        said: &mut Vec<Diagnostic>,
    ) -> Result<()> {
        let pictures = pictures::all(targets, articles);
        for picture in &pictures {
            binder.add_anew(pictures::read(targets, picture)?)?;
        }
        let (cover, bytes) = cover.unzip();
        let cover = cover.as_ref();
        if let (Some(cover), Some(bytes)) = (cover, bytes) {
            binder.add_anew(pictures::packed(cover, &bytes)?)?;
        }
        let shown_cover = cover.filter(|_| self.shows_cover());
        if let Some(cover) = shown_cover {
            binder.add(self.pack(COVER, &pages::cover(self.book, cover))?)?;
        }
        let fonts = self.fonts(articles, said)?;
        // the sources beside the three large ones, of which one at a time is enough to hold
        let sources = || {
            let wanted = self.book.config.carries_source;
            wanted.then(|| source::spooled(targets, &pictures, cover, self.kept, &self.presses))
        };
        let has_cover = shown_cover.is_some();
        let lists = || {
            let package = package::packed(&Manifest {
                edition: self,
                articles,
                pictures: &pictures,
                cover,
                fonts: &fonts.files,
            })?;
            let contents = contents::contents(self, articles);
            let ncx = self.pack(NCX, &navigation::ncx(self, &contents, articles))?;
            let nav = navigation::nav(self, &contents, articles, has_cover);
            Ok([package, ncx, self.pack(NAV, &nav)?])
        };
        let (sources, lists): (_, Result<[Ready; 3]>) = rayon::join(sources, lists);
        for file in lists? {
            binder.add(file)?;
        }
        let styles = styles(self.book) + &fonts.styles;
        binder.add(self.pack(STYLES, &styles)?)?;
        binder.add(self.pack(TITLE, &pages::title(self.book))?)?;
        let imprint = pages::imprint(self.book, &fonts.licences);
        binder.add(self.pack(IMPRINT, &imprint)?)?;
        for font in fonts.files {
            binder.add(font.ready)?;
        }
        if let Some(sources) = sources {
            let (spool, within) = sources?;
            binder.add_archive(SOURCE, spool, within)?;
        }
        Ok(())
    }

    /// The fonts that the book wants, with the characters that its pages show.
    fn fonts(&self, articles: &[Rendered], said: &mut Vec<Diagnostic>) -> Result<Fonts> {
        if self.book.config.fonts.is_empty() {
            return Ok(Fonts::default());
        }
        let shown = articles.iter().flat_map(|one| one.characters.chars());
        let mut characters: BTreeSet<char> = shown.collect();
        let contents = contents::contents(self, articles);
        let pages = [
            pages::title(self.book),
            pages::imprint(self.book, &[]),
            navigation::nav(self, &contents, articles, true),
        ];
        for page in &pages {
            fonts::shown(page, &mut characters);
        }
        fonts::embed(self.book, &characters, self.kept, said)
    }

    /// Takes the file `path`, below [`ROOT`], that is `made_of` this, or makes and packs its text.
    ///
    /// # Errors
    /// Those of `make`.
    pub(super) fn taken_or(
        &self,
        path: &str,
        made_of: Mark,
        make: impl FnOnce() -> Result<String>,
    ) -> Result<Ready> {
        let path = format!("{ROOT}/{path}");
        if let Some(ready) = self.kept.and_then(|kept| kept.other(&path, made_of)) {
            return Ok(ready);
        }
        let text = make()?;
        let file = self.presses.pack(&path, text.as_bytes(), Packing::Small)?;
        Ok(Ready { file, made_of })
    }

    /// Packs the text of a file below [`ROOT`].
    fn pack(&self, path: &str, text: &str) -> Result<Ready> {
        let path = format!("{ROOT}/{path}");
        binder::pack(
            self.kept,
            &self.presses,
            &path,
            text.as_bytes(),
            Packing::Small,
        )
    }
}

/// The settings that a chapter's pages depend on: all but those that are known to stand elsewhere. A
/// picture's alternative text is asked for by the pages that show it.
fn settings(book: &Book) -> String {
    let config = Config {
        title: String::new(),
        authors: Vec::new(),
        description: None,
        publisher: None,
        modified: String::new(),
        identifier: String::new(),
        rights: None,
        slug: String::new(),
        cover: CoverChoice::None,
        carries_source: false,
        about: About::default(),
        alternatives: BTreeMap::new(),
        ..book.config.clone()
    };
    format!("{config:?}")
}

/// The label of the newspaper's page that begins with each chapter: its own, when the chapter before
/// did not end on that page.
fn new_pages(book: &Book) -> Vec<Option<&str>> {
    let last = book.chapters.par_iter();
    let last: Vec<_> = last.map(|one| html::last_page(&one.chapter.body)).collect();
    let mut current = None;
    let chapters = book.chapters.iter().zip(last).map(|(chapter, last)| {
        let label = chapter.chapter.front.page.as_deref();
        let new = label.filter(|_| label != current);
        current = last.or(label).or(current);
        new
    });
    chapters.collect()
}

fn styles(book: &Book) -> String {
    match book.config.vertical {
        true => format!("{STYLE_SHEET}\n{VERTICAL}"),
        false => STYLE_SHEET.to_owned(),
    }
}
