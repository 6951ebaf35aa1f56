//! For Obsidian: the plain chapters as a vault, front matter as properties, and a note that lists them.

use super::Files;
use super::piece::escaped;
use crate::book::{Book, Entry};
use std::fmt::Write;

/// Links of Markdown, so that other programs follow them too; pictures beside the chapters.
const SETTINGS: &str = "{\n  \"useMarkdownLinks\": true,\n  \"newLinkFormat\": \"relative\",\n  \"attachmentFolderPath\": \"images\",\n  \"alwaysUpdateLinks\": true\n}\n";

pub(super) fn files(book: &Book, plain: Files) -> Files {
    // Obsidian reads links in Markdown, so the summary is its contents as it stands
    let mut files: Files = plain
        .into_iter()
        .filter(|(path, _)| path != "SUMMARY.md")
        .collect();
    files.insert(
        0,
        (
            ".obsidian/app.json".to_owned(),
            SETTINGS.as_bytes().to_vec(),
        ),
    );
    files.insert(
        1,
        (
            format!("{}.md", name(book, &files)),
            contents(book).into_bytes(),
        ),
    );
    files
}

/// The name of the note that lists the chapters.
fn name(book: &Book, files: &Files) -> String {
    let taken = |name: &str| files.iter().any(|(path, _)| *path == format!("{name}.md"));
    let slug = &book.config.slug;
    if taken(slug) {
        format!("{slug} 目录")
    } else {
        slug.clone()
    }
}

fn contents(book: &Book) -> String {
    let mut out = format!("# {}\n", escaped(&book.config.title));
    let mut list = false;
    for entry in &book.contents.entries {
        // writing to a string cannot fail
        let _ = match entry {
            Entry::Part(name) => write!(out, "\n## {}\n", escaped(name)),
            Entry::Separator => write!(out, "\n---\n"),
            Entry::Chapter {
                title,
                chapter,
                depth,
            } => {
                let gap = if list { "" } else { "\n" };
                let indent = "\t".repeat(*depth);
                let title = escaped(title);
                match chapter {
                    Some(index) => {
                        let path = book.chapters[*index].path.replace(' ', "%20");
                        writeln!(out, "{gap}{indent}- [{title}](<{path}>)")
                    }
                    None => writeln!(out, "{gap}{indent}- {title}"),
                }
            }
        };
        list = matches!(entry, Entry::Chapter { .. });
    }
    out
}
