//! Which fonts go in, with what, and what is said when one cannot.

use super::characters::is_blank;
use super::face::{Face, Fault, Reason};
use super::{FontFile, Fonts};
use crate::archive::{self, Packing};
use crate::book::{Book, FontChoice};
use crate::diagnostic::{Diagnostic, Location, Result, first_of};
use crate::epub::kept::{Kept, Ready};
use crate::epub::{ROOT, unreadable};
use crate::mark::Mark;
use crate::say;
use std::collections::BTreeSet;
use std::fmt::Write;

/// What style sheets draw beside the text; fonts may lack it.
const DRAWN: &str = "▲【】图圖[Photo] ■↑";

/// Missing characters that are listed; a font for another script lacks thousands.
const LISTED: usize = 24;

/// A font file, read.
struct Source<'b> {
    choice: &'b FontChoice,
    bytes: Vec<u8>,
}

/// The fonts that `book` asks for, with those of the `characters` that it shows; none where one of
/// them cannot be embedded, and a word about it.
///
/// # Errors
/// When a font does not fit into an archive.
pub fn embed(
    book: &Book,
    characters: &BTreeSet<char>,
    kept: Option<&Kept>,
    said: &mut Vec<Diagnostic>,
) -> Result<Fonts> {
    let mut faults = Vec::new();
    let sources = sources(book, &mut faults);
    let mut faces = Vec::new();
    for source in &sources {
        match Face::of(&source.bytes, source.choice.face.as_deref()) {
            Ok(face) => faces.push((source, face)),
            Err(fault) => faults.push(refused(&source.choice.path, &fault)),
        }
    }
    if faults.is_empty() {
        faults.extend(lacking(characters, &faces));
    }
    if !faults.is_empty() {
        said.extend(faults);
        return Ok(Fonts::default());
    }
    let mut fonts = Fonts::default();
    let licences = faces.iter().filter_map(|(_, face)| face.licence.as_deref());
    let beside = licences.chain([DRAWN]).flat_map(str::chars);
    let wanted: BTreeSet<char> = characters.iter().copied().chain(beside).collect();
    let mut families: Vec<&str> = Vec::new();
    for (number, (source, face)) in faces.iter().enumerate() {
        // what the families before have is never asked of this one
        let before = families.iter().take_while(|one| **one != face.family);
        let before: BTreeSet<&str> = before.copied().collect();
        let those_before = faces.iter().map(|(_, one)| one);
        let those_before = those_before.filter(|one| before.contains(one.family.as_str()));
        let has = face.having(&without(wanted.clone(), those_before));
        if has.is_empty() {
            continue;
        }
        if !families.contains(&face.family.as_str()) {
            families.push(&face.family);
            licence(&source.choice.path, face, &mut fonts, said);
        }
        match file(number, source, face, &has, kept)? {
            Ok(file) => {
                rule(&file.path, face, &mut fonts.styles);
                fonts.files.push(file);
            }
            Err(fault) => {
                said.push(refused(&source.choice.path, &fault));
                return Ok(Fonts::default());
            }
        }
    }
    let bold = faces.iter().any(|(_, face)| face.weight.1 >= 600);
    stack(&families, bold, &mut fonts.styles);
    Ok(fonts)
}

fn sources<'b>(book: &'b Book, faults: &mut Vec<Diagnostic>) -> Vec<Source<'b>> {
    let mut sources = Vec::new();
    for choice in &book.config.fonts {
        match std::fs::read(book.folder.join(&choice.path)) {
            Ok(bytes) => sources.push(Source { choice, bytes }),
            Err(error) => {
                let fault = unreadable(&choice.path, &error).at(Location::file("book.toml"));
                faults.push(fault);
            }
        }
    }
    sources
}

/// The part of `face` that has `characters`, as file `number` of the fonts.
fn file(
    number: usize,
    source: &Source<'_>,
    face: &Face<'_>,
    characters: &BTreeSet<char>,
    kept: Option<&Kept>,
) -> Result<std::result::Result<FontFile, Fault>> {
    let (extension, media_type) = match face.is_postscript() {
        true => ("otf", "font/otf"),
        false => ("ttf", "font/ttf"),
    };
    let path = format!("fonts/font-{}.{extension}", number + 1);
    let long = format!("{ROOT}/{path}");
    let made_of = Mark::of(&(
        Mark::of_bytes(&source.bytes),
        &source.choice.face,
        characters,
    ));
    let ready = match kept.and_then(|kept| kept.other(&long, made_of)) {
        Some(ready) => ready,
        None => match face.subset(characters) {
            Ok(bytes) => Ready {
                file: archive::pack(&long, &bytes, Packing::Small)?,
                made_of,
            },
            Err(fault) => return Ok(Err(fault)),
        },
    };
    Ok(Ok(FontFile {
        path,
        media_type,
        ready,
    }))
}

/// Says what the licence of `face` says, once a family.
fn licence(path: &str, face: &Face<'_>, fonts: &mut Fonts, said: &mut Vec<Diagnostic>) {
    match &face.licence {
        Some(licence) => fonts.licences.push((face.family.clone(), licence.clone())),
        None => {
            let message = say!(
                "the font `{path}` does not say under what licence it may be used",
                "字体 `{path}` 没有写明授权方式"
            );
            let cure = say!(
                "make sure that you may give it away in a book",
                "请确认可以随书发布它"
            );
            let warning = Diagnostic::warning("epub/font-licence", message);
            said.push(warning.at(Location::file(path)).cure(cure));
        }
    }
}

/// Writes the rule by which a style sheet, which lies in a folder beside the fonts', knows `face`.
fn rule(path: &str, face: &Face<'_>, styles: &mut String) {
    let weight = match face.weight {
        (low, high) if low == high => low.to_string(),
        (low, high) => format!("{low} {high}"),
    };
    let style = if face.is_italic { "italic" } else { "normal" };
    // writing to a string cannot fail
    let _ = writeln!(
        styles,
        "@font-face {{ font-family: {}; src: url(../{path}); font-weight: {weight}; font-style: {style}; }}",
        quoted(&face.family),
    );
}

/// Writes in what running text is set, and headings where there is a bold face for them.
fn stack(families: &[&str], bold: bool, styles: &mut String) {
    let Some(first) = families.first() else {
        return;
    };
    let generic = if first.contains("Sans") {
        "sans-serif"
    } else {
        "serif"
    };
    let mut stack: Vec<String> = families.iter().map(|family| quoted(family)).collect();
    stack.push(generic.to_owned());
    let stack = stack.join(", ");
    let _ = writeln!(styles, "body {{ font-family: {stack}; }}");
    if bold {
        let levels = (1..=6).map(|level| format!(":root h{level}"));
        let levels = levels.collect::<Vec<_>>().join(", ");
        let _ = writeln!(styles, "{levels} {{ font-family: {stack}; }}");
    }
}

/// `family` as a string of a style sheet.
fn quoted(family: &str) -> String {
    let plain = family.replace(['"', '\\', '<', '\n'], "");
    format!("\"{plain}\"")
}

/// Those of `characters` that none of `faces` has.
fn without<'f>(
    mut characters: BTreeSet<char>,
    faces: impl Iterator<Item = &'f Face<'f>>,
) -> BTreeSet<char> {
    for face in faces {
        let has = face.having(&characters);
        characters.retain(|c| !has.contains(c));
    }
    characters
}

/// What is missing in all of `faces`.
fn lacking(characters: &BTreeSet<char>, faces: &[(&Source<'_>, Face<'_>)]) -> Option<Diagnostic> {
    let shown = characters.iter().copied().filter(|&c| !is_blank(c));
    let missing = without(shown.collect(), faces.iter().map(|(_, face)| face));
    if missing.is_empty() || faces.is_empty() {
        return None;
    }
    let count = missing.len();
    let named = missing.iter();
    let named = named.map(|&c| format!("{c} U+{:04X}", u32::from(c)));
    let list = first_of(named, LISTED);
    let message = say!(
        "the fonts have no glyph for {count} character(s) of the book: {list}",
        "字体缺少书中的 {count} 个字符：{list}"
    );
    let cure = say!(
        "name another font that has them after the others in `fonts`; none is embedded now",
        "请在 `fonts` 末尾再加一种有这些字的字体；现在没有嵌入任何字体"
    );
    let fault = Diagnostic::error("epub/font-lacks", message);
    Some(fault.at(Location::file("book.toml")).cure(cure))
}

/// Says why the font at `path` cannot be embedded.
fn refused(path: &str, fault: &Fault) -> Diagnostic {
    let (code, why, cure) = match fault {
        Fault::NoFont => (
            "epub/font",
            say!("it is no OpenType font", "它不是 OpenType 字体"),
            say!(
                "name a file `.otf`, `.ttf` or `.ttc`",
                "请写 `.otf`、`.ttf` 或 `.ttc` 文件"
            ),
        ),
        Fault::Compressed => (
            "epub/font",
            say!("it is compressed for the web", "它是网页用的压缩字体"),
            say!(
                "name the `.otf` or `.ttf` that it was made from",
                "请用压缩前的 `.otf` 或 `.ttf` 文件"
            ),
        ),
        Fault::Collection(names) => {
            let list = names.join("`, `");
            let first = names.first().map_or("0", String::as_str);
            (
                "epub/font",
                say!(
                    "it holds several faces: `{list}`",
                    "它包含多种字体：`{list}`"
                ),
                say!(
                    "name one of them: `{path}#{first}`",
                    "请指明其中一种：`{path}#{first}`"
                ),
            )
        }
        Fault::Variable => (
            "epub/font",
            say!(
                "it is a variable font with PostScript outlines",
                "它是 PostScript 轮廓的可变字体"
            ),
            say!(
                "name the file of one weight, or the variable font with TrueType outlines",
                "请改用单一字重的文件，或 TrueType 轮廓的可变字体"
            ),
        ),
        Fault::Damaged(error) => (
            "epub/font",
            say!("it is damaged: {error}", "它已损坏：{error}"),
            say!("fetch it again", "请重新获取该文件"),
        ),
        Fault::Forbidden(reason) => (
            "epub/font-forbidden",
            match reason {
                Reason::Embedding => say!("it may not be embedded", "它禁止嵌入"),
                Reason::Subsetting => say!(
                    "it may be embedded as a whole only",
                    "它只允许整体嵌入，不许删减"
                ),
                Reason::Outlines => say!("its outlines may not be embedded", "它禁止嵌入轮廓"),
            },
            say!(
                "name a font whose licence allows it, such as one under the Open Font License",
                "请换用许可嵌入的字体，例如采用 OFL 授权的字体"
            ),
        ),
    };
    let (en, zh) = (why.en, why.zh);
    let message = say!(
        "the font `{path}` cannot be embedded: {en}",
        "字体 `{path}` 无法嵌入：{zh}"
    );
    Diagnostic::error(code, message)
        .at(Location::file(path))
        .cure(cure)
}
