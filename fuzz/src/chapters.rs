//! Any text as a chapter: no panic, and every file of the EPUB is well-formed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use offprint::book::{Book, BookChapter, Config, Contents, CoverChoice, Entry};
use offprint::media::Gallery;
use offprint::{chapter, epub, print};
use std::io::{Cursor, Read};
use std::path::PathBuf;

fuzz_target!(|text: &str| {
    let parsed = chapter::parse(text, "a.md").value;
    let again = chapter::parse(&parsed.to_markdown(), "a.md").value;
    assert_eq!(again.body, parsed.body, "a chapter reads back");
    let book = book(parsed);
    let gallery = Gallery::of(&book, None);
    let _ = print::bundle(&book, &gallery).expect("a print page");
    let made = epub::write(&book, &gallery).expect("an EPUB").value;
    let mut archive = zip::ZipArchive::new(Cursor::new(made)).expect("an archive");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("a file");
        let name = file.name().expect("a name").into_owned();
        if !name.ends_with("html") && !name.ends_with(".opf") && !name.ends_with(".ncx") {
            continue;
        }
        let mut xml = String::new();
        file.read_to_string(&mut xml).expect("UTF-8");
        well_formed(&xml, &name);
    }
});

fn book(chapter: chapter::Chapter) -> Book {
    Book {
        folder: PathBuf::from("/nowhere"),
        src: "src".to_owned(),
        config: Config {
            title: "字里行间报".to_owned(),
            cover: CoverChoice::None,
            ..Config::default()
        },
        contents: Contents {
            entries: vec![Entry::Chapter {
                title: "甲".to_owned(),
                chapter: Some(0),
                depth: 0,
            }],
        },
        chapters: vec![BookChapter {
            path: "a.md".to_owned(),
            title: chapter.front.title.clone().unwrap_or_else(|| "甲".to_owned()),
            chapter,
        }],
    }
}

fn well_formed(xml: &str, name: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => return,
            Ok(quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag)) => {
                let fault = tag.attributes().find_map(Result::err);
                assert!(fault.is_none(), "{name}: {fault:?}\n{xml}");
            }
            Ok(_) => {}
            Err(fault) => panic!("{name}: {fault}\n{xml}"),
        }
    }
}
