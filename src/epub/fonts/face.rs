//! One font: what it says of itself, and the part of it that a book needs.
//!
//! The home of skera, subsetter and write-fonts. skera, Google's subsetter, keeps what the setting of
//! Chinese asks of a font (vertical forms, half-width punctuation); it drops PostScript outlines, so
//! those come from subsetter, which is told the same glyphs in the same order.

use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use std::collections::BTreeSet;
use subsetter::GlyphRemapper;
use write_fonts::FontBuilder;
use write_fonts::read::collections::IntSet;
use write_fonts::read::tables::os2::SelectionFlags;
use write_fonts::read::types::{GlyphId, NameId, Tag};
use write_fonts::read::{FileRef, FontRef, TableProvider};

/// Outlines of OpenType fonts of the PostScript kind.
const CFF: Tag = Tag::new(b"CFF ");
const CFF2: Tag = Tag::new(b"CFF2");
/// Licence and where to read it, beside the names that every font needs.
const LICENCE: NameId = NameId::new(13);
const LICENCE_URL: NameId = NameId::new(14);

/// Why a file cannot be embedded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is none of the kinds that can be read.
    NoFont,
    /// It is compressed for the web.
    Compressed,
    /// It holds several faces, these, and none was named.
    Collection(Vec<String>),
    /// Its outlines vary in a way that cannot be taken apart.
    Variable,
    /// It does not allow what embedding needs.
    Forbidden(Reason),
    /// It is damaged.
    Damaged(String),
}

/// What a font does not allow (OpenType, `OS/2`: `fsType`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Embedding at all.
    Embedding,
    /// Leaving characters out.
    Subsetting,
    /// Embedding outlines.
    Outlines,
}

/// A font that may be embedded.
pub struct Face<'a> {
    data: &'a [u8],
    index: u32,
    font: FontRef<'a>,
    pub family: String,
    /// The lightest and the boldest weight, from 1 to 1000; alike unless it is variable.
    pub weight: (u16, u16),
    pub is_italic: bool,
    /// What its licence says, and where the licence is; or whose it is.
    pub licence: Option<String>,
}

impl<'a> Face<'a> {
    /// Reads the font in `data`; of a collection the face that is `wanted`, by its name or number.
    ///
    /// # Errors
    /// Why it cannot be embedded.
    pub fn of(data: &'a [u8], wanted: Option<&str>) -> Result<Self, Fault> {
        if data.starts_with(b"wOFF") || data.starts_with(b"wOF2") {
            return Err(Fault::Compressed);
        }
        let (index, font) = chosen(data, wanted)?;
        let damaged = |error: write_fonts::read::ReadError| Fault::Damaged(error.to_string());
        if font.table_data(CFF2).is_some() {
            return Err(Fault::Variable);
        }
        let os2 = font.os2().map_err(damaged)?;
        allowed(os2.fs_type()).map_err(Fault::Forbidden)?;
        let weight = os2.us_weight_class().clamp(1, 1000);
        let name = |id| name(&font, id);
        let family = name(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(NameId::FAMILY_NAME));
        let licence = [name(LICENCE), name(LICENCE_URL)];
        let licence: Vec<String> = licence.into_iter().flatten().collect();
        let licence = match licence.is_empty() {
            true => name(NameId::COPYRIGHT_NOTICE),
            false => Some(licence.join(" ")),
        };
        Ok(Self {
            data,
            index,
            family: family.ok_or_else(|| Fault::Damaged("it has no name".to_owned()))?,
            weight: weights(&font).unwrap_or((weight, weight)),
            is_italic: os2.fs_selection().contains(SelectionFlags::ITALIC),
            licence,
            font,
        })
    }

    /// Those of `characters` that it has.
    pub fn having(&self, characters: &BTreeSet<char>) -> BTreeSet<char> {
        let Ok(map) = self.font.cmap() else {
            return BTreeSet::new();
        };
        let has = |c: &char| {
            map.map_codepoint(*c)
                .is_some_and(|glyph| glyph.to_u32() > 0)
        };
        characters.iter().copied().filter(has).collect()
    }

    /// Whether its outlines are of the PostScript kind.
    pub fn is_postscript(&self) -> bool {
        self.font.table_data(CFF).is_some()
    }

    /// The font with `characters` only.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn subset(&self, characters: &BTreeSet<char>) -> Result<Vec<u8>, Fault> {
        let unicodes: IntSet<u32> = characters.iter().map(|&c| u32::from(c)).collect();
        let mut scripts = IntSet::empty();
        scripts.invert();
        let mut names = IntSet::empty();
        names.insert_range(NameId::new(0)..=NameId::new(6));
        names.extend([
            LICENCE,
            LICENCE_URL,
            NameId::TYPOGRAPHIC_FAMILY_NAME,
            NameId::TYPOGRAPHIC_SUBFAMILY_NAME,
        ]);
        let plan = Plan::new(
            &IntSet::empty(),
            &unicodes,
            &self.font,
            SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE,
            &DEFAULT_DROP_TABLES.iter().copied().collect(),
            &scripts,
            &DEFAULT_LAYOUT_FEATURES.iter().copied().collect(),
            &names,
            &[0x0409_u16].into_iter().collect(),
        );
        let damaged = |error: &dyn std::fmt::Display| Fault::Damaged(error.to_string());
        let subset = subset_font(&self.font, &plan).map_err(|error| damaged(&error))?;
        if !self.is_postscript() {
            return Ok(subset);
        }
        let rest = FontRef::new(&subset).map_err(|error| damaged(&error))?;
        let mut glyphs: Vec<(GlyphId, GlyphId)> = plan
            .old_to_new_glyph_mapping()
            .map(|(old, new)| (new, old))
            .collect();
        glyphs.sort_unstable();
        let old: Option<Vec<u16>> = glyphs
            .iter()
            .map(|(_, old)| u16::try_from(old.to_u32()).ok())
            .collect();
        let order = GlyphRemapper::new_from_glyphs(&old.unwrap_or_default());
        let outlines = subsetter::subset(self.data, self.index, &order)
            .map_err(|error| damaged(&format!("{error:?}")))?;
        let outlines = FontRef::new(&outlines).map_err(|error| damaged(&error))?;
        let outlines = outlines.table_data(CFF);
        let outlines = outlines.ok_or_else(|| damaged(&"its outlines are lost"))?;
        let mut whole = FontBuilder::new();
        whole.add_raw(CFF, outlines.as_bytes());
        whole.copy_missing_tables(rest);
        Ok(whole.build())
    }
}

/// The face of `data` that is `wanted`, and its number.
fn chosen<'a>(data: &'a [u8], wanted: Option<&str>) -> Result<(u32, FontRef<'a>), Fault> {
    let collection = match FileRef::new(data).map_err(|_| Fault::NoFont)? {
        FileRef::Font(font) => return Ok((0, font)),
        FileRef::Collection(collection) => collection,
    };
    let faces = collection.iter().flatten().enumerate();
    let faces: Vec<(u32, FontRef<'a>)> = faces.map(|(at, face)| (at as u32, face)).collect();
    let named = |face: &FontRef<'_>| {
        let typographic = name(face, NameId::TYPOGRAPHIC_FAMILY_NAME);
        typographic.or_else(|| name(face, NameId::FAMILY_NAME))
    };
    let names = faces.iter().filter_map(|(_, face)| named(face)).collect();
    let is_wanted = |(at, face): &(u32, FontRef<'_>)| {
        wanted.is_some_and(|wanted| {
            wanted == at.to_string() || named(face).as_deref() == Some(wanted)
        })
    };
    let found = faces.into_iter().find(is_wanted);
    found.ok_or(Fault::Collection(names))
}

/// Whether a font with the embedding rights `bits` may be embedded, characters left out. Old fonts may
/// set several of the first four bits; the mildest holds then.
fn allowed(bits: u16) -> Result<(), Reason> {
    match bits {
        _ if bits & 0xF == 2 => Err(Reason::Embedding),
        _ if bits & 0x100 != 0 => Err(Reason::Subsetting),
        _ if bits & 0x200 != 0 => Err(Reason::Outlines),
        _ => Ok(()),
    }
}

/// The name `id` of `font`, the English one before others.
fn name(font: &FontRef<'_>, id: NameId) -> Option<String> {
    let names = font.name().ok()?;
    let of_id = names.name_record().iter();
    let of_id = of_id.filter(|record| record.name_id() == id && record.is_unicode());
    let best = of_id.min_by_key(|record| (record.language_id() != 0x0409, record.language_id()))?;
    let text: String = best.string(names.string_data()).ok()?.chars().collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(text).filter(|text| !text.is_empty())
}

/// The weights of a variable font.
fn weights(font: &FontRef<'_>) -> Option<(u16, u16)> {
    let fvar = font.fvar().ok()?;
    let axes = fvar.axes().ok()?;
    let axis = axes
        .iter()
        .find(|axis| axis.axis_tag() == Tag::new(b"wght"))?;
    let [low, high] = [axis.min_value(), axis.max_value()].map(|at| at.to_f64().round());
    Some((low.clamp(1., 1000.) as u16, high.clamp(1., 1000.) as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_read_as_the_standard_says() {
        for bits in [0, 4, 8, 6, 10] {
            assert_eq!(allowed(bits), Ok(()), "{bits}");
        }
        assert_eq!(allowed(2), Err(Reason::Embedding));
        assert_eq!(allowed(0x104), Err(Reason::Subsetting));
        assert_eq!(allowed(0x200), Err(Reason::Outlines));
    }

    #[test]
    fn what_is_no_font_is_told_from_one_that_is_compressed() {
        let fault = |data: &[u8]| Face::of(data, None).err();
        assert_eq!(fault(b""), Some(Fault::NoFont));
        assert_eq!(fault(b"%PDF-1.7 and so on and on"), Some(Fault::NoFont));
        assert_eq!(fault(b"wOF2...."), Some(Fault::Compressed));
    }
}
