//! The system's fonts: which face sets which character, and how wide it is.
//!
//! A cover is drawn in serif faces of the title's own region, since the same Han character has
//! other strokes in Beijing, Taipei and Tokyo. The order of the lists decides, and names decide
//! between equals, so that the same fonts always give the same cover, in whatever order the disk
//! lists them.

use crate::text::Lang;
use crate::text::chars::{is_cjk_punctuation, is_han, is_hangul, is_kana};
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Stretch, Style};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::cmp::Reverse;

/// Serif families by region, then what else may stand in: Song faces first, Hei faces last.
const SIMPLIFIED: &[&str] = &[
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif SC",
    "Source Han Serif CN",
    "Songti SC",
    "STSong",
    "SimSun",
    "NSimSun",
];
const TRADITIONAL: &[&str] = &[
    "Noto Serif CJK TC",
    "Source Han Serif TC",
    "Noto Serif TC",
    "Songti TC",
    "PMingLiU",
    "MingLiU",
];
const HONG_KONG: &[&str] = &["Noto Serif CJK HK", "Source Han Serif HC", "Noto Serif HK"];
const JAPANESE: &[&str] = &[
    "Noto Serif CJK JP",
    "Source Han Serif",
    "Noto Serif JP",
    "Hiragino Mincho ProN",
    "Yu Mincho",
    "MS PMincho",
];
const KOREAN: &[&str] = &[
    "Noto Serif CJK KR",
    "Source Han Serif K",
    "Noto Serif KR",
    "AppleMyungjo",
    "Batang",
];
const SANS: &[&str] = &[
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
];
/// Sturdy old-style faces; Noto Serif CJK holds Source Serif's letters.
const LATIN: &[&str] = &[
    "Source Serif 4",
    "Source Serif Pro",
    "Libertinus Serif",
    "EB Garamond",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "Noto Serif",
    "Georgia",
    "Liberation Serif",
    "Times New Roman",
    "DejaVu Serif",
];

/// The faces that a cover in one language is set in.
pub(super) struct Fonts {
    database: Database,
    lang: Lang,
}

/// A face and its number in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Face(pub ID);

impl Fonts {
    /// Reads the names of the system's fonts, for a text in `lang`.
    pub fn of_the_system(lang: Lang) -> Self {
        let mut database = Database::new();
        database.load_system_fonts();
        Self { database, lang }
    }

    /// No font at all.
    #[cfg(test)]
    pub fn none(lang: Lang) -> Self {
        let database = Database::new();
        Self { database, lang }
    }

    /// The faces for `text` at `weight`, first the one that sets most of it.
    pub fn choose(&self, text: &str, weight: u16) -> Faces<'_> {
        let wide = text
            .chars()
            .any(|c| is_han(c) || is_kana(c) || is_hangul(c));
        let mut faces: Vec<&FaceInfo> = Vec::new();
        for family in self.families(wide) {
            faces.extend(self.nearest(family, weight));
        }
        Faces {
            fonts: self,
            faces: faces.into_iter().map(|face| Face(face.id)).collect(),
            weight,
        }
    }

    /// The database, for drawing.
    pub fn into_database(self) -> Database {
        self.database
    }

    fn families(&self, wide: bool) -> Vec<&'static str> {
        let tag = self.lang.as_str().to_ascii_lowercase();
        let has = |part: &str| tag.split(['-', '_']).any(|p| p == part);
        let own = match self.lang.primary() {
            "ja" => JAPANESE,
            "ko" => KOREAN,
            _ if has("hk") || has("mo") => HONG_KONG,
            _ if has("hant") || has("tw") => TRADITIONAL,
            _ => SIMPLIFIED,
        };
        let all = [SIMPLIFIED, TRADITIONAL, HONG_KONG, JAPANESE, KOREAN, SANS];
        let first = if wide { [own, &[]] } else { [LATIN, own] };
        let lists = first.into_iter().chain(all).chain([LATIN]);
        let mut families: Vec<&str> = Vec::new();
        for &family in lists.flatten() {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        families
    }

    /// The upright face of `family` nearest to `weight`, the heavier of two equally near.
    fn nearest(&self, family: &str, weight: u16) -> Option<&FaceInfo> {
        let named = |face: &&FaceInfo| face.families.iter().any(|(name, _)| name == family);
        let upright =
            |face: &&FaceInfo| face.style == Style::Normal && face.stretch == Stretch::Normal;
        let candidates = self.database.faces().filter(named).filter(upright);
        candidates.min_by_key(|face| {
            let distance = face.weight.0.abs_diff(weight);
            (
                distance,
                Reverse(face.weight.0),
                &face.post_script_name,
                face.index,
            )
        })
    }

    /// Any face of the system that has `c`, by name; a last resort.
    fn any(&self, c: char, weight: u16) -> Option<Face> {
        let upright = |face: &&FaceInfo| face.style == Style::Normal;
        let mut faces: Vec<&FaceInfo> = self.database.faces().filter(upright).collect();
        faces.sort_by_key(|face| {
            let distance = face.weight.0.abs_diff(weight);
            (distance, &face.post_script_name, face.index)
        });
        let found = faces
            .into_iter()
            .find(|face| self.width(face.id, c).is_some());
        found.map(|face| Face(face.id))
    }

    /// The width of `c` in ems, when the face has it.
    fn width(&self, face: ID, c: char) -> Option<f32> {
        let measure = |data: &[u8], index: u32| {
            let font = FontRef::from_index(data, index).ok()?;
            let glyph = font.charmap().map(c)?;
            let location = LocationRef::default();
            let em = f32::from(font.metrics(Size::unscaled(), location).units_per_em);
            let width = font
                .glyph_metrics(Size::unscaled(), location)
                .advance_width(glyph)?;
            (glyph.to_u32() != 0 && em > 0.0).then(|| width / em)
        };
        self.database.with_face_data(face, measure)?
    }
}

/// Faces in the order of preference for one text.
pub(super) struct Faces<'a> {
    fonts: &'a Fonts,
    faces: Vec<Face>,
    weight: u16,
}

/// A character with the face that sets it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The character.
    pub c: char,
    /// The face that has it.
    pub face: Face,
    /// Its width in ems.
    pub width: f32,
}

impl Faces<'_> {
    /// The face and width of `c`; `None` when no font of the system has it.
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        let in_face = |&face: &Face| {
            let width = self.fonts.width(face.0, c)?;
            Some(Glyph { c, face, width })
        };
        let chosen = self.faces.iter().find_map(in_face);
        chosen.or_else(|| in_face(&self.fonts.any(c, self.weight)?))
    }
}

/// Whether `c` fills a square of its own in a face for wide text.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c) || is_cjk_punctuation(c)
}
