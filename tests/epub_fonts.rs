//! Fonts of a book's own: embedded with its characters only, or refused with a reason.
//!
//! The fonts are made here: each character a square, so that there is nobody's font in the repository.
#![cfg(feature = "fonts")]

use offprint::diagnostic::Diagnostic;
use offprint::epub::{self, Profile};
use offprint::media::Gallery;
use offprint::{archive, book};
use std::fs;
use std::path::Path;
use write_fonts::FontBuilder;
use write_fonts::read::{FontRef, TableProvider};
use write_fonts::tables::cmap::Cmap;
use write_fonts::types::{GlyphId, Tag};

/// What differs between the fonts.
struct Font<'f> {
    family: &'f str,
    characters: &'f str,
    /// The embedding rights, `OS/2` `fsType`.
    rights: u16,
    weight: u16,
    licence: Option<&'f str>,
}

const PLAIN: Font<'_> = Font {
    family: "Kuai Song",
    characters: "灯亮着。影",
    rights: 0,
    weight: 400,
    licence: Some("Anyone may use it."),
};

/// All that the pages around a chapter show.
const AROUND: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-:;/.&<>\"'()[],■ \
     书名页封面目录版权文章数识别码用制作正第由标篇↑";

/// Big-endian numbers.
fn numbers(numbers: &[i32]) -> Vec<u8> {
    let bytes = numbers.iter().flat_map(|&n| (n as u16).to_be_bytes());
    bytes.collect()
}

fn font(font: &Font<'_>) -> Vec<u8> {
    let mut characters: Vec<char> = font.characters.chars().collect();
    characters.sort_unstable();
    characters.dedup();
    let count = characters.len() as i32 + 1;
    // one contour of four points, all of them on it
    let mut square = numbers(&[1, 0, 0, 1000, 1000, 3, 0]);
    square.extend([1; 4]);
    square.extend(numbers(&[0, 1000, 0, -1000]));
    square.extend(numbers(&[0, 0, 1000, 0]));
    let glyphs = square.repeat(count as usize);
    let places: Vec<i32> = (0..=count).map(|n| n * square.len() as i32 / 2).collect();
    let metrics = [1000, 0].repeat(count as usize);
    let mapped = characters.iter().zip(1..);
    let mapped = mapped.map(|(&c, glyph)| (c, GlyphId::new(glyph)));
    let cmap = Cmap::from_mappings(mapped).expect("a map of characters");
    let mut os2 = numbers(&[4, 1000, i32::from(font.weight), 5, i32::from(font.rights)]);
    os2.extend(numbers(&[0; 26]));
    os2.extend(numbers(&[0x40, 0x20, 0x7FFF, 880, -120, 0, 880, 120]));
    os2.extend(numbers(&[0, 0, 0, 0, 500, 700, 0, 32, 1]));
    let head = numbers(&[
        1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 3, 1000, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 1000, 0, 8,
        2, 0, 0,
    ]);
    let mut hhea = numbers(&[1, 0, 880, -120, 0, 1000]);
    hhea.extend(numbers(&[0; 11]));
    hhea.extend(numbers(&[count]));
    let mut maxp = numbers(&[1, 0, count, 4, 1]);
    maxp.extend(numbers(&[0; 11]));
    let mut builder = FontBuilder::new();
    builder.add_table(&cmap).expect("a table");
    let tables: [(&[u8; 4], Vec<u8>); 9] = [
        (b"head", head),
        (b"hhea", hhea),
        (b"maxp", maxp),
        (b"hmtx", numbers(&metrics)),
        (b"OS/2", os2),
        (b"glyf", glyphs),
        (b"loca", numbers(&places)),
        (b"name", names(font)),
        (
            b"post",
            numbers(&[3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        ),
    ];
    for (tag, bytes) in tables {
        builder.add_raw(Tag::new(tag), bytes);
    }
    builder.build()
}

/// The font, with all that the pages around a chapter show.
fn whole(plain: Font<'_>) -> Vec<u8> {
    font(&Font {
        characters: &format!("{AROUND}{}", plain.characters),
        ..plain
    })
}

fn names(font: &Font<'_>) -> Vec<u8> {
    let mut all = vec![(1, font.family), (2, "Regular"), (4, font.family), (6, "K")];
    all.extend(font.licence.map(|licence| (13, licence)));
    let mut table = numbers(&[0, all.len() as i32, 6 + 12 * all.len() as i32]);
    let mut strings = Vec::new();
    for (id, text) in all {
        let text: Vec<i32> = text.encode_utf16().map(i32::from).collect();
        table.extend(numbers(&[3, 1, 0x409, id, 2 * text.len() as i32]));
        table.extend(numbers(&[strings.len() as i32]));
        strings.extend(numbers(&text));
    }
    table.extend(strings);
    table
}

/// The book with these fonts: the edition, and what was said.
fn build(files: &[(&str, Vec<u8>)], named: &str, body: &str) -> (Vec<u8>, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::create_dir_all(folder.join("fonts")).expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.join("fonts").join(name), bytes).expect("a file");
    }
    let settings =
        format!("[book]\ntitle = \"灯\"\nlanguage = \"zh-Hans\"\n[epub]\nfonts = [{named}]\n");
    fs::write(folder.join("book.toml"), settings).expect("a file");
    fs::write(folder.join("a.md"), format!("# 灯\n\n{body}\n")).expect("a file");
    edition(folder)
}

fn edition(folder: &Path) -> (Vec<u8>, Vec<Diagnostic>) {
    let book = book::open(folder).expect("a book").value;
    let gallery = Gallery::of(&book, None);
    let mut out = Vec::new();
    let made = epub::write(&book, &gallery, Profile::Generic, &mut out).expect("an edition");
    (out, made.diagnostics)
}

fn text(epub: &[u8], path: &str) -> String {
    let bytes = archive::file(epub, path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes).expect("UTF-8")
}

fn codes(said: &[Diagnostic]) -> Vec<&str> {
    said.iter().map(|one| one.code).collect()
}

#[test]
fn a_font_is_embedded_with_the_characters_of_the_book() {
    let all = format!("{}{AROUND}桥路", PLAIN.characters);
    let wide = font(&Font {
        characters: &all,
        ..PLAIN
    });
    let files = [("a.ttf", wide)];
    let (epub, said) = build(&files, "\"fonts/a.ttf\"", "灯亮着。\n\n`码` 影");
    assert_eq!(codes(&said), [""; 0]);
    let embedded = archive::file(&epub, "EPUB/fonts/font-1.ttf").expect("a font");
    let subset = FontRef::new(&embedded).expect("a font");
    let map = subset.cmap().expect("a map");
    let has = |c: char| map.map_codepoint(c).is_some();
    assert!("灯亮着。影目".chars().all(has));
    assert!(!has('桥') && !has('路'), "what no page shows is left out");
    let styles = text(&epub, "EPUB/css/book.css");
    assert!(styles.contains("src: url(../fonts/font-1.ttf); font-weight: 400"));
    assert!(styles.contains("body { font-family: \"Kuai Song\", serif; }"));
    assert!(!styles.contains(":root h1"), "no bold face was named");
    let imprint = text(&epub, "EPUB/text/imprint.xhtml");
    assert!(imprint.contains("<dt>字体</dt><dd>Kuai Song：Anyone may use it.</dd>"));
    let package = text(&epub, "EPUB/package.opf");
    assert!(package.contains("href=\"fonts/font-1.ttf\" media-type=\"font/ttf\""));
    assert!(
        text(&epub, "META-INF/com.apple.ibooks.display-options.xml").contains("specified-fonts")
    );
    let (again, _) = build(&files, "\"fonts/a.ttf\"", "灯亮着。\n\n`码` 影");
    assert!(again == epub, "the same book makes the same bytes");
}

#[test]
fn families_share_the_work_in_the_order_they_are_named() {
    let latin = font(&Font {
        family: "Latin",
        characters: AROUND,
        ..PLAIN
    });
    let bold = Font {
        weight: 700,
        ..PLAIN
    };
    let (han, bold) = (whole(PLAIN), whole(bold));
    let files = [("l.ttf", latin), ("h.ttf", han), ("b.ttf", bold)];
    let named = "\"fonts/l.ttf\", \"fonts/h.ttf\", \"fonts/b.ttf\"";
    let (epub, said) = build(&files, named, "灯 a");
    assert_eq!(codes(&said), [""; 0]);
    for path in ["EPUB/fonts/font-2.ttf", "EPUB/fonts/font-3.ttf"] {
        let embedded = archive::file(&epub, path).expect("a font");
        let subset = FontRef::new(&embedded).expect("a font");
        let map = subset.cmap().expect("a map");
        assert!(map.map_codepoint('灯').is_some(), "{path}");
        assert!(map.map_codepoint('a').is_none(), "the first font has it");
    }
    let styles = text(&epub, "EPUB/css/book.css");
    assert!(styles.contains("body { font-family: \"Latin\", \"Kuai Song\", serif; }"));
    assert!(
        styles.contains(":root h1"),
        "there is a bold face for headings"
    );
    let imprint = text(&epub, "EPUB/text/imprint.xhtml");
    assert_eq!(
        imprint.matches("<dt>字体</dt>").count(),
        2,
        "one line a family"
    );
}

#[test]
fn a_bold_face_named_last_has_what_its_family_is_asked_for() {
    let latin = Font {
        family: "Latin",
        characters: AROUND,
        ..PLAIN
    };
    let bold = Font {
        weight: 700,
        ..latin
    };
    let idle = Font {
        family: "Idle",
        ..latin
    };
    let files = [
        ("l.ttf", font(&latin)),
        ("h.ttf", whole(PLAIN)),
        ("b.ttf", font(&bold)),
        ("i.ttf", font(&idle)),
    ];
    let named = "\"fonts/l.ttf\", \"fonts/h.ttf\", \"fonts/b.ttf\", \"fonts/i.ttf\"";
    let (epub, said) = build(&files, named, "灯 a");
    assert_eq!(codes(&said), [""; 0]);
    let embedded = archive::file(&epub, "EPUB/fonts/font-3.ttf").expect("a font");
    let subset = FontRef::new(&embedded).expect("a font");
    let map = subset.cmap().expect("a map");
    assert!(map.map_codepoint('a').is_some());
    // nothing is left for the last one
    assert!(archive::file(&epub, "EPUB/fonts/font-4.ttf").is_none());
    assert!(!text(&epub, "EPUB/css/book.css").contains("Idle"));
}

#[test]
fn missing_glyphs_are_listed_and_nothing_is_embedded() {
    let font = whole(PLAIN);
    let (epub, said) = build(
        &[("a.ttf", font)],
        "\"fonts/a.ttf\"",
        "灯亮着\u{200B}桥𠮷。",
    );
    assert_eq!(codes(&said), ["epub/font-lacks"], "{}", said[0].message.en);
    let message = &said[0].message.en;
    assert!(message.contains("2 character(s)") && message.contains("桥 U+6865, 𠮷 U+20BB7"));
    assert!(archive::file(&epub, "EPUB/fonts/font-1.ttf").is_none());
    assert!(!text(&epub, "EPUB/css/book.css").contains("@font-face"));
}

#[test]
fn a_font_that_cannot_or_must_not_be_embedded_is_refused() {
    let with = |rights| font(&Font { rights, ..PLAIN });
    let cases: [(&str, Vec<u8>, &str, &str); 6] = [
        (
            "a.ttf",
            with(2),
            "epub/font-forbidden",
            "may not be embedded",
        ),
        (
            "a.ttf",
            with(0x104),
            "epub/font-forbidden",
            "as a whole only",
        ),
        (
            "a.woff2",
            b"wOF2....".to_vec(),
            "epub/font",
            "compressed for the web",
        ),
        (
            "a.ttf",
            b"no font at all".to_vec(),
            "epub/font",
            "no OpenType font",
        ),
        (
            "a.ttf",
            with(0)[..300].to_vec(),
            "epub/font",
            "cannot be embedded",
        ),
        ("b.ttf", with(0), "epub/unreadable", "fonts/a.ttf"),
    ];
    for (name, bytes, code, why) in cases {
        let named = format!("\"fonts/{}\"", if name == "b.ttf" { "a.ttf" } else { name });
        let (epub, said) = build(&[(name, bytes)], &named, "灯");
        assert_eq!(codes(&said), [code], "{name} {why}");
        assert!(said[0].message.en.contains(why), "{}", said[0].message.en);
        assert!(archive::file(&epub, "EPUB/fonts/font-1.ttf").is_none());
    }
}

#[test]
fn a_font_without_a_licence_is_spoken_of() {
    let font = whole(Font {
        licence: None,
        ..PLAIN
    });
    let (_, said) = build(&[("a.ttf", font)], "\"fonts/a.ttf\"", "灯");
    assert_eq!(codes(&said), ["epub/font-licence"]);
}

#[test]
fn no_damage_of_a_font_ends_the_program() {
    let whole = font(&PLAIN);
    for at in (0..whole.len()).step_by(7) {
        let mut broken = whole.clone();
        broken[at] ^= 0xFF;
        let (epub, _) = build(&[("a.ttf", broken)], "\"fonts/a.ttf\"", "灯");
        assert!(archive::file(&epub, "EPUB/package.opf").is_some());
    }
}

#[test]
fn a_font_outside_the_book_is_a_fault_of_its_settings() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[epub]\nfonts = [\"../a.ttf\"]\n";
    fs::write(folder.path().join("book.toml"), settings).expect("a file");
    fs::write(folder.path().join("a.md"), "# 灯\n\n亮。\n").expect("a file");
    let error = book::open(folder.path()).expect_err("a fault");
    assert_eq!(error.diagnostics()[0].code, "book/wrong-value");
}
