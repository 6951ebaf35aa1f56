//! For pandoc: chapters, metadata and a file of options, so that `pandoc -d defaults.yaml` makes a book.

use super::Files;
use super::piece::{Address, Addresses, escaped, pictures, pieces, places, with_lines};
use super::yaml::{line, list, quoted};
use crate::book::{Book, CoverChoice};
use crate::diagnostic::Diagnostic;
use crate::format;

pub(super) fn files(book: &Book, said: &mut Vec<Diagnostic>) -> Files {
    let mut files = Vec::new();
    let places = places(book);
    // a part is a heading of the first level, its chapters stand below it
    let parts = places.values().any(|(_, part)| part.is_some());
    let addresses = Addresses::of(book);
    let mut inputs = Vec::new();
    for (index, piece) in pieces(book).into_iter().enumerate() {
        let (depth, part) = places.get(&index).copied().unwrap_or_default();
        if let Some(part) = part {
            let path = free(&format!("part-{:03}.md", index + 1), book);
            files.push((
                path.clone(),
                format!("# {} {{.part}}\n", escaped(part)).into_bytes(),
            ));
            inputs.push(path);
        }
        let div = |name: &str, words: &str| format!("::: {{.{name}}}\n{}\n:::", escaped(words));
        let text = with_lines(&piece, true, &div);
        // pandoc makes a figure of a picture with its caption, and has no place for a credit
        let text = format::figures(&text, &|caption, address, credit| {
            let caption = escaped(caption);
            let credit = match credit {
                "" => String::new(),
                credit => format!("\n\n::: {{.credit}}\n{}\n:::", escaped(credit)),
            };
            format!("![{caption}](<{address}>){credit}")
        });
        let text = format::deeper(&text, depth + usize::from(parts));
        // all chapters become one document: a link to a chapter is one to its heading
        let text = format::relinked(
            &text,
            &|address| match addresses.read(piece.path, address)? {
                Address::Chapter(path, fragment) => Some(format!("{path}{fragment}")),
                Address::File(path) => Some(path),
            },
        );
        files.push((piece.path.to_owned(), text.into_bytes()));
        inputs.push(piece.path.to_owned());
    }
    let deepest = places
        .values()
        .map(|(depth, _)| depth + usize::from(parts))
        .max();
    files.push(("metadata.yaml".to_owned(), metadata(book).into_bytes()));
    let options = defaults(book, &inputs, deepest.unwrap_or(0) + 1);
    files.push(("defaults.yaml".to_owned(), options.into_bytes()));
    files.extend(pictures(book, said));
    files.extend(cover(book));
    files
}

/// `name`, or the like where a chapter is called so.
fn free(name: &str, book: &Book) -> String {
    let taken = |name: &str| book.chapters.iter().any(|one| one.path == name);
    let mut name = name.to_owned();
    while taken(&name) {
        name.insert(0, '_');
    }
    name
}

fn metadata(book: &Book) -> String {
    let config = &book.config;
    let mut out = line("title", Some(&config.title));
    let authors = match (&config.paper, config.authors.is_empty()) {
        (Some(paper), true) => std::slice::from_ref(paper),
        _ => &config.authors,
    };
    out += &list("author", authors);
    out += &line("date", config.date.as_deref());
    out += &line("lang", Some(config.language.as_str()));
    out += &line("publisher", config.publisher.as_deref());
    out += &line("description", config.description.as_deref());
    out += &line("rights", config.rights.as_deref());
    out += &line("identifier", Some(&config.identifier));
    out
}

fn defaults(book: &Book, inputs: &[String], level: usize) -> String {
    let mut out = String::from(
        "# pandoc -d defaults.yaml; another form: pandoc -d defaults.yaml -o book.docx\n",
    );
    out += "from: commonmark_x-smart+implicit_figures\nstandalone: true\n";
    out += "# each chapter has its own notes, and links lead from file to file\nfile-scope: true\n";
    out += &format!(
        "toc: true\ntoc-depth: {}\nsplit-level: {level}\n",
        (level + 1).min(6)
    );
    out += &format!(
        "output-file: {}\n",
        quoted(&format!("{}.epub", book.config.slug))
    );
    out += "metadata-files:\n  - metadata.yaml\n";
    if cover(book).is_some() {
        out += "epub-cover-image: cover.png\n";
    }
    out += "input-files:\n";
    for input in inputs {
        out += &format!("  - {}\n", quoted(input));
    }
    out
}

/// The cover, where it is a PNG that is there.
fn cover(book: &Book) -> Option<(String, Vec<u8>)> {
    let path = match &book.config.cover {
        CoverChoice::File(path) => book.folder.join(path),
        CoverChoice::None => return None,
        _ => book.folder.join(&book.src).join("images/cover.png"),
    };
    let bytes = std::fs::read(path).ok()?;
    bytes
        .starts_with(b"\x89PNG")
        .then(|| ("cover.png".to_owned(), bytes))
}
