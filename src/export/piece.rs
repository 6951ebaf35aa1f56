//! A chapter on its way to another program.

use super::Files;
use crate::book::{Book, Entry, inside, percent_decoded};
use crate::chapter::FrontMatter;
use crate::diagnostic::Diagnostic;
use crate::format;
use crate::html::{self, Frame, Targets};
use crate::media::Gallery;
use std::collections::{BTreeMap, BTreeSet};

/// A chapter, its body in the one form of Markdown.
pub(super) struct Piece<'b> {
    /// Its path below `src`.
    pub path: &'b str,
    pub title: &'b str,
    pub front: &'b FrontMatter,
    /// Below its title as a heading of the first level, where it has one.
    pub body: String,
}

/// The chapters of `book` in its order.
pub(super) fn pieces(book: &Book) -> Vec<Piece<'_>> {
    let pieces = book.chapters.iter().map(|one| {
        let body = format::body(&one.chapter.body);
        let body = match one.chapter.front.title.as_deref() {
            Some(title) if !is_headed(&body, title) => with_heading(title, &body),
            _ => body,
        };
        Piece {
            path: &one.path,
            title: &one.title,
            front: &one.chapter.front,
            body,
        }
    });
    pieces.collect()
}

/// Whether `title`, which front matter says, is the headline of `body` too.
pub(super) fn is_headed(body: &str, title: &str) -> bool {
    let plain = |words: &str| words.split_whitespace().collect::<String>();
    format::headline(body).is_some_and(|(_, words)| plain(&words) == plain(title))
}

/// `body` below a heading. The words of a title are no Markdown.
pub(super) fn with_heading(title: &str, body: &str) -> String {
    format!("# {}\n\n{}", escaped(title), body.trim_start_matches('\n'))
}

/// Plain words as Markdown.
pub(super) fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '['
                | ']'
                | '<'
                | '>'
                | '#'
                | '|'
                | '$'
                | '~'
                | '&'
                | '{'
                | '}'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `body` around the end of its headline; all of it is behind where there is none.
fn around_title(body: &str) -> (&str, &str) {
    body.split_at(format::headline(body).map_or(0, |(range, _)| range.end))
}

/// `body` without its headline, for programs that show the title of front matter.
pub(super) fn without_title(body: &str) -> String {
    let (start, end) = format::headline(body).map_or((0, 0), |(range, _)| (range.start, range.end));
    let rest = body[end..].trim_start_matches('\n');
    format!("{}{rest}", &body[..start])
}

/// The lines that front matter prints above and below the title: section and kicker; deck and byline.
pub(super) struct Lines<'b> {
    pub above: Vec<(&'static str, &'b str)>,
    pub below: Vec<(&'static str, &'b str)>,
}

impl<'b> Lines<'b> {
    pub fn of(front: &'b FrontMatter) -> Self {
        let named = |pairs: [(&'static str, &'b Option<String>); 2]| {
            let there = pairs.into_iter();
            there
                .filter_map(|(name, text)| Some((name, text.as_deref()?)))
                .collect()
        };
        Self {
            above: named([("section", &front.section), ("kicker", &front.kicker)]),
            below: named([("deck", &front.deck), ("byline", &front.byline)]),
        }
    }
}

/// The body of `piece` with the lines of its front matter around the title, each as `line` writes it,
/// then the points of its summary and the dateline before the first words. Where a program cuts chapters
/// at headings, `title_first` keeps all lines behind the title.
pub(super) fn with_lines(
    piece: &Piece<'_>,
    title_first: bool,
    line: &dyn Fn(&str, &str) -> String,
) -> String {
    let mut lines = Lines::of(piece.front);
    if title_first {
        let above = std::mem::take(&mut lines.above);
        lines.below.splice(0..0, above);
    }
    let (title, rest) = around_title(&piece.body);
    let written = |lines: &[(&'static str, &str)]| -> String {
        let lines = lines.iter().map(|(name, words)| line(name, words));
        lines.map(|text| format!("{text}\n\n")).collect()
    };
    let summary: String = piece
        .front
        .summary
        .iter()
        .map(|point| format!("- {}\n", escaped(point)))
        .collect();
    let gap = if summary.is_empty() { "" } else { "\n" };
    let rest = rest.trim_start_matches('\n');
    let rest = match &piece.front.dateline {
        Some(dateline) => before_words(&escaped(dateline), rest),
        None => rest.to_owned(),
    };
    let title = title.trim_end();
    let space = if title.is_empty() { "" } else { "\n\n" };
    let (above, below) = (written(&lines.above), written(&lines.below));
    format!("{above}{title}{space}{below}{summary}{gap}{rest}")
}

/// `dateline` before the first words of `body`, or by itself where no words come first.
fn before_words(dateline: &str, body: &str) -> String {
    let space = if dateline.is_ascii() { " " } else { "" };
    let begins_block =
        body.starts_with(['#', '>', '-', '|', '`', '!', '<', '[']) || body.is_empty();
    match begins_block {
        true => format!("{dateline}\n\n{body}"),
        false => format!("{dateline}{space}{body}"),
    }
}

/// Where the addresses of a chapter lead.
pub(super) struct Addresses<'b> {
    /// Paths of all chapters.
    paths: BTreeSet<&'b str>,
}

/// What an address of a chapter names.
pub(super) enum Address {
    /// A chapter, by its path below `src`, and the fragment with its `#`, if there is one.
    Chapter(String, String),
    /// Another file below `src`, by its path.
    File(String),
}

impl<'b> Addresses<'b> {
    pub fn of(book: &'b Book) -> Self {
        let paths = book.chapters.iter().map(|one| one.path.as_str()).collect();
        Self { paths }
    }

    /// What `address`, written in the chapter `from`, names; nothing for one that leads elsewhere.
    pub fn read(&self, from: &str, address: &str) -> Option<Address> {
        if address.starts_with(['#', '/'])
            || address.contains("://")
            || address.starts_with("mailto:")
        {
            return None;
        }
        let (file, fragment) = match address.find('#') {
            Some(at) => address.split_at(at),
            None => (address, ""),
        };
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path =
            inside(format!("{folder}/{}", percent_decoded(file)).trim_start_matches('/')).ok()?;
        Some(match self.paths.contains(path.as_str()) {
            true => Address::Chapter(path, fragment.to_owned()),
            false => Address::File(path),
        })
    }
}

/// The pictures that the chapters show, paths below `src`, as files; what there is to say of the
/// chapters is `said`.
pub(super) fn pictures(book: &Book, said: &mut Vec<Diagnostic>) -> Files {
    let gallery = Gallery::of(book, None);
    html::prepare_pictures(book, &gallery);
    let targets = Targets::of(book, &gallery);
    let frame = Frame::default();
    let mut paths = BTreeSet::new();
    for index in 0..book.chapters.len() {
        paths.extend(html::render(&targets, index, &frame).unpack(said).images);
    }
    let root = book.folder.join(&book.src);
    let files = paths.into_iter().filter_map(|path| {
        let bytes = std::fs::read(root.join(&path)).ok()?;
        Some((path, bytes))
    });
    files.collect()
}

/// Of each chapter, how deep it stands in the contents, and the part it is the first of.
pub(super) fn places(book: &Book) -> BTreeMap<usize, (usize, Option<&str>)> {
    let mut places = BTreeMap::new();
    let mut part = None;
    for entry in &book.contents.entries {
        match entry {
            Entry::Part(name) => part = Some(name.as_str()),
            Entry::Separator => {}
            Entry::Chapter { chapter, depth, .. } => {
                if let Some(index) = chapter {
                    places.insert(*index, (*depth, part.take()));
                }
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use crate::book::{self, Book};
    use crate::export::{Files, Form, export};

    /// What `form` makes of the chapter `file` of a book that has this `text` only.
    fn exported(form: Form, text: &str, file: &str) -> String {
        let book = book::of_texts("", &[("001.md", text)]).unwrap().value;
        shown(&export(&book, form, &mut Vec::new()).unwrap(), file)
    }

    fn shown(files: &Files, file: &str) -> String {
        let found = files.iter().find(|(path, _)| path == file);
        let (_, bytes) = found.unwrap_or_else(|| panic!("{file}"));
        String::from_utf8(bytes.clone()).unwrap()
    }

    #[test]
    fn words_before_a_later_heading_stay() {
        for form in [Form::Hugo, Form::Zola] {
            let text = exported(form, "先有话。\n\n# 然后\n\n后有话。\n", "content/001.md");
            assert!(text.contains("先有话。\n\n# 然后\n\n后有话。"), "{text}");
            let text = exported(form, "<!-- page 2 -->\n\n# 题\n\n话。\n", "content/001.md");
            assert!(text.contains("<!-- page 2 -->\n\n话。"), "{text}");
        }
    }

    #[test]
    fn a_title_that_no_heading_says_becomes_one() {
        for body in [
            "```\n# 码\n```\n",
            "先有话。\n\n# 然后\n",
            "# 另一题\n\n话。\n",
        ] {
            let chapter = format!("---\ntitle: \"*灯*\"\n---\n\n{body}");
            let mdbook = exported(Form::Mdbook, &chapter, "src/001.md");
            assert_eq!(mdbook, format!("# \\*灯\\*\n\n{body}"));
            let hugo = exported(Form::Hugo, &chapter, "content/001.md");
            assert!(hugo.ends_with(body), "{hugo}");
        }
    }

    #[test]
    fn plain_chapters_keep_their_front_matter_whatever_their_line_ends() {
        let folder = tempfile::tempdir().unwrap();
        let text =
            "---\r\ntitle: \"*灯*\"\r\nkicker: \"河岸\"\r\n---\r\n\r\n话。\r\n\r\n又话。\r\n";
        std::fs::write(folder.path().join("001.md"), text).unwrap();
        std::fs::write(
            folder.path().join("002.md"),
            "---\ntitle: \"桥\"\n---\n\n桥\n===\n",
        )
        .unwrap();
        let book: Book = book::open(folder.path()).unwrap().value;
        let files = export(&book, Form::Plain, &mut Vec::new()).unwrap();
        let wanted =
            "---\ntitle: \"*灯*\"\nkicker: \"河岸\"\n---\n\n# \\*灯\\*\n\n话。\n\n又话。\n";
        assert_eq!(shown(&files, "001.md").replace('\r', ""), wanted);
        assert_eq!(
            shown(&files, "002.md"),
            "---\ntitle: \"桥\"\n---\n\n桥\n===\n"
        );
    }
}
