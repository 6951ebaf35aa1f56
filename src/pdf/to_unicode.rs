//! Characters by their own numbers.
//!
//! Fonts draw some characters and the radical of the same shape with one glyph: 长 and ⻓, 一 and ⼀.
//! Going back from glyphs to characters, Chromium takes the radical, and whoever copies the text or
//! looks for 长 in it does not find it, unless the reader minds a second note that not all read. No
//! text is written in radicals, so each is given the number of its character.

use lopdf::{Document, Object, ObjectId};
use std::collections::BTreeSet;
use std::fmt::Write;
use unicode_normalization::UnicodeNormalization;

/// Radicals for which Unicode gives no character (CJK Radicals Supplement), each followed by the
/// character of its shape (UAX #38, EquivalentUnifiedIdeograph).
const RADICALS: &str = "⺂乛⺃乚⺅亻⺇𠘨⺉刂⺋㔾⺍𭕄⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺩𤣩⺫罒⺭礻⺮𥫗⺯糹\
⺰纟⺱罓⺲罒⺳㓁⺹耂⺺肀⺽𦥑⺾艹⺿艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食\
⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀";

/// Mends the table of characters of every font (PDF 32000-1 §9.10.3).
pub(super) fn mend(pdf: &mut Document) {
    let tables: BTreeSet<ObjectId> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"ToUnicode").ok())
        .filter_map(|table| table.as_reference().ok())
        .collect();
    for id in tables {
        if let Ok(Object::Stream(stream)) = pdf.get_object_mut(id) {
            let content = stream.get_plain_content().unwrap_or_default();
            if let Some(mended) = String::from_utf8(content)
                .ok()
                .and_then(|cmap| table(&cmap))
            {
                stream.set_plain_content(mended.into_bytes());
                // a stream that does not compress stays as it is, and is as true
                let _ = stream.compress();
            }
        }
    }
}

/// The table `cmap` with characters for radicals; nothing when it names none.
fn table(cmap: &str) -> Option<String> {
    let mut out = String::with_capacity(cmap.len());
    let mut changed = false;
    for line in cmap.split_inclusive('\n') {
        match line_of(line) {
            Some(mended) => {
                out.push_str(&mended);
                changed = true;
            }
            None => out.push_str(line),
        }
    }
    changed.then_some(out)
}

/// `<28> <2F00>` → `<28> <4E00>`; of a range of codes, the character of each.
fn line_of(line: &str) -> Option<String> {
    let fields: Option<Vec<u32>> = line
        .split_whitespace()
        .map(|field| number(field.strip_prefix('<')?.strip_suffix('>')?))
        .collect();
    let width = line.find('>')?.checked_sub(1)?;
    let mut out = String::new();
    // writing to a String cannot fail
    match fields?[..] {
        [code, radical] => {
            let character = character(radical)?;
            let _ = writeln!(out, "<{code:0width$X}> <{}>", utf16(character));
        }
        [from, to, first] => {
            let targets: Vec<u32> = (first..=first.checked_add(to.checked_sub(from)?)?).collect();
            if !targets.iter().any(|&target| character(target).is_some()) {
                return None;
            }
            let targets = targets.into_iter().map(|target| {
                let same = char::from_u32(target).unwrap_or(char::REPLACEMENT_CHARACTER);
                format!("<{}>", utf16(character(target).unwrap_or(same)))
            });
            let targets = targets.collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "<{from:0width$X}> <{to:0width$X}> [{targets}]");
        }
        _ => return None,
    }
    Some(out)
}

fn number(hexadecimal: &str) -> Option<u32> {
    // what is longer than four digits is several characters
    u32::from_str_radix(hexadecimal, 16)
        .ok()
        .filter(|_| hexadecimal.len() <= 4)
}

fn utf16(character: char) -> String {
    let mut units = [0; 2];
    let units = character.encode_utf16(&mut units);
    units.iter().map(|unit| format!("{unit:04X}")).collect()
}

/// The character whose radical, or whose form for compatibility, has this number.
fn character(number: u32) -> Option<char> {
    let radical = char::from_u32(number)?;
    match number {
        0x2E80..=0x2EF3 => {
            let mut pairs = RADICALS.chars();
            while let (Some(left), Some(right)) = (pairs.next(), pairs.next()) {
                if left == radical {
                    return Some(right);
                }
            }
            None
        }
        0x2F00..=0x2FD5 | 0xF900..=0xFAFF => {
            let mut normal = std::iter::once(radical).nfkc();
            normal.next().filter(|&character| character != radical)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_of_the_text() {
        let cmap = "2 beginbfchar\n<28> <2F00>\n<3F> <2ED3>\n<40> <5B66>\nendbfchar\n";
        let mended = "2 beginbfchar\n<28> <4E00>\n<3F> <957F>\n<40> <5B66>\nendbfchar\n";
        assert_eq!(table(cmap).as_deref(), Some(mended));
        let range = "1 beginbfrange\n<0010> <0012> <2EFF>\nendbfrange\n";
        let mended = "1 beginbfrange\n<0010> <0012> [<2EFF> <4E00> <4E28>]\nendbfrange\n";
        assert_eq!(table(range).as_deref(), Some(mended));
    }

    #[test]
    fn other_tables_stay_as_they_are() {
        assert_eq!(
            table("1 beginbfchar\n<28> <5B57>\n<29> <005B005D>\nendbfchar\n"),
            None
        );
        assert!(RADICALS.chars().count().is_multiple_of(2));
    }
}
