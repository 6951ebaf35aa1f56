//! `[print]` of `book.toml`: the printed page as its maker wants it. What is not said is chosen by
//! the print edition, which knows the paper and the length of the book.

use super::toml::Reader;
use crate::say;
use std::ops::RangeInclusive;
use toml_edit::TableLike;

/// The keys of `[print]`.
pub(super) const KEYS: &[&str] = &[
    "design",
    "trim",
    "size",
    "leading",
    "measure",
    "lines",
    "columns",
    "inner",
    "run-on",
    "part-pages",
    "justify",
    "sides",
    "colour",
    "color",
    "bleed",
    "marks",
    "writing-mode",
    "links",
    "index",
    "pictures",
    "browser",
];

/// Points (1/72 inch) in a millimetre.
pub(crate) const MM: f32 = 72.0 / 25.4;

/// What `[print]` says. Lengths are in points (1/72 inch).
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// `design`: how the pages look.
    pub design: Design,
    /// `trim`: the paper, cut.
    pub trim: Trim,
    /// `size` of the text's type.
    pub size: Option<f32>,
    /// `leading`: from base line to base line.
    pub leading: Option<f32>,
    /// `measure`: ems, which is Han characters, a line of a column.
    pub measure: Option<u16>,
    /// `lines` a page.
    pub lines: Option<u16>,
    /// `columns` of the text.
    pub columns: Option<u16>,
    /// `inner`: the margin at the binding.
    pub inner: Option<f32>,
    /// `run-on`: an article begins where the one before it ends.
    pub run_on: Option<bool>,
    /// `part-pages`: a part's name has a page to itself.
    pub part_pages: Option<bool>,
    /// `justify`: lines are of one length.
    pub justified: bool,
    /// `sides = 1`: the backs of the leaves stay empty, so that all margins are alike.
    pub one_sided: bool,
    /// `colour = false`: ink of one colour.
    pub grey: bool,
    /// `bleed`: how far what touches the edge goes over it.
    pub bleed: f32,
    /// `marks`: crop marks.
    pub marks: bool,
    /// `writing-mode = "vertical-rl"`: lines run downwards, from right to left.
    pub vertical: bool,
    /// `links`: addresses of links are printed as notes.
    pub links: bool,
    /// `index` of the bylines' names; where not said, when there are some.
    pub index: Option<bool>,
    /// `pictures`: a list of them; where not said, when there are some.
    pub pictures: Option<bool>,
    /// `browser` that makes the PDF: a program's name or path, where it is not to be looked for.
    pub browser: Option<String>,
}

impl Default for Print {
    fn default() -> Self {
        Self {
            design: Design::Book,
            trim: Trim::A5,
            size: None,
            leading: None,
            measure: None,
            lines: None,
            columns: None,
            inner: None,
            run_on: None,
            part_pages: None,
            justified: true,
            one_sided: false,
            grey: false,
            bleed: 0.0,
            marks: false,
            vertical: false,
            links: true,
            index: None,
            pictures: None,
            browser: None,
        }
    }
}

/// `[print] design`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Design {
    /// The grammar of a newspaper in the calm of a book.
    #[default]
    Book,
    /// Columns under wide headlines, one article after the other.
    Newspaper,
    /// Each article cut out and mounted, under a slip that says where it is from.
    Clippings,
}

impl Design {
    /// Its name in `book.toml` and in style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Book => "book",
            Self::Newspaper => "newspaper",
            Self::Clippings => "clippings",
        }
    }
}

/// `[print] trim`: the size of the printed page in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trim {
    /// From side to side.
    pub width: f32,
    /// From head to foot.
    pub height: f32,
}

impl Trim {
    /// 148 × 210 mm.
    pub const A5: Self = Self::of_mm(148.0, 210.0);
    /// 210 × 297 mm.
    pub const A4: Self = Self::of_mm(210.0, 297.0);

    const fn of_mm(width: f32, height: f32) -> Self {
        Self {
            width: width * MM,
            height: height * MM,
        }
    }
}

/// Sizes by name, in millimetres (GB/T 788-1999 and the trade's sheets; standards §4.2).
const SIZES: &[(&[&str], f32, f32)] = &[
    (&["a5"], 148.0, 210.0),
    (&["a4"], 210.0, 297.0),
    (&["a6"], 105.0, 148.0),
    (&["b5"], 169.0, 239.0),
    (&["大32开", "32开", "large-32mo"], 140.0, 203.0),
    (&["正32开", "32mo"], 130.0, 184.0),
    (&["16开", "正16开", "16mo"], 185.0, 260.0),
    (&["大16开", "large-16mo"], 210.0, 285.0),
    (&["6x9", "6x9in"], 152.4, 228.6),
    (&["letter"], 215.9, 279.4),
];

/// The smallest and the largest side of a page: a pocket book, a broadsheet.
const SIDES: RangeInclusive<f32> = 70.0 * MM..=600.0 * MM;

impl Trim {
    /// Reads a name of [`SIZES`], or two lengths: `148mm x 210mm`, `6 x 9 in`.
    fn read(text: &str) -> Option<Self> {
        let lower = text.to_lowercase().replace(['×', '*'], "x");
        let plain: String = lower.chars().filter(|c| !c.is_whitespace()).collect();
        let named = SIZES
            .iter()
            .find(|(names, ..)| names.contains(&plain.as_str()));
        if let Some((_, width, height)) = named {
            return Some(Self::of_mm(*width, *height));
        }
        let (width, height) = plain.split_once('x')?;
        let unit = height.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let width = length(width).or_else(|| length(&format!("{width}{unit}")))?;
        let found = Self {
            width,
            height: length(height)?,
        };
        let fits = SIDES.contains(&found.width) && SIDES.contains(&found.height);
        fits.then_some(found)
    }
}

/// A length in points: `10.5pt`, `3mm`, `1.2cm`, `0.125in`, `14q`.
fn length(text: &str) -> Option<f32> {
    let text = text.trim().to_ascii_lowercase();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f32 = text[..text.len() - unit.len()].parse().ok()?;
    let points = match unit.trim() {
        "pt" => number,
        "mm" => number * MM,
        "cm" => number * MM * 10.0,
        "q" => number * MM / 4.0,
        "in" | "\"" | "″" => number * 72.0,
        _ => return None,
    };
    Some(points)
}

impl Print {
    /// Reads the table; every fault goes to `reader`.
    pub(super) fn read(table: &dyn TableLike, reader: &mut Reader<'_>) -> Self {
        let default = Self::default();
        let design = reader.one_of(table, "design", &["book", "newspaper", "clippings"]);
        let modes = ["horizontal-tb", "vertical-rl"];
        let mode = reader.one_of(table, "writing-mode", &modes);
        let mut flag = |key| reader.flag(table, key);
        let (run_on, part_pages) = (flag("run-on"), flag("part-pages"));
        let (justify, marks) = (flag("justify"), flag("marks"));
        let (links, index, pictures) = (flag("links"), flag("index"), flag("pictures"));
        let colour = flag("colour").or(flag("color"));
        Self {
            design: match design.as_deref() {
                Some("newspaper") => Design::Newspaper,
                Some("clippings") => Design::Clippings,
                _ => Design::Book,
            },
            trim: trim(table, reader).unwrap_or(default.trim),
            size: points(table, reader, "size", 5.0..=24.0),
            leading: points(table, reader, "leading", 5.0..=60.0),
            inner: points(table, reader, "inner", 10.0..=200.0),
            bleed: points(table, reader, "bleed", 0.0..=30.0).unwrap_or(default.bleed),
            measure: number(table, reader, "measure", 8..=120),
            lines: number(table, reader, "lines", 8..=150),
            columns: number(table, reader, "columns", 1..=8),
            one_sided: number(table, reader, "sides", 1..=2) == Some(1),
            vertical: mode.as_deref() == Some("vertical-rl"),
            run_on,
            part_pages,
            justified: justify.unwrap_or(default.justified),
            marks: marks.unwrap_or(default.marks),
            grey: colour == Some(false),
            links: links.unwrap_or(default.links),
            index,
            pictures,
            browser: reader.string(table, "browser").map(|(name, _)| name),
        }
    }
}

fn trim(table: &dyn TableLike, reader: &mut Reader<'_>) -> Option<Trim> {
    let value = reader.string(table, "trim");
    reader.checked(value, |text| {
        let message = say!("`{text}` is no page size", "`{text}` 不是可用的开本");
        let cure = say!(
            "write `trim = \"A5\"`, `\"A4\"`, `\"B5\"`, `\"大32开\"`, `\"16开\"`, `\"6x9 in\"`, `\"Letter\"`, or a size: `\"148mm x 210mm\"`",
            "请写 `trim = \"A5\"`、`\"A4\"`、`\"B5\"`、`\"大32开\"`、`\"16开\"`、`\"6x9 in\"`、`\"Letter\"`，或写尺寸：`\"148mm x 210mm\"`"
        );
        Trim::read(&text).ok_or((message, cure))
    })
}

/// The length `key` in points, where it lies within `bounds`.
fn points(
    table: &dyn TableLike,
    reader: &mut Reader<'_>,
    key: &str,
    bounds: RangeInclusive<f32>,
) -> Option<f32> {
    let value = reader.string(table, key);
    reader.checked(value, |text| {
        let found = length(&text).ok_or_else(|| {
            (
                say!("`{text}` is no length", "`{text}` 不是长度"),
                say!(
                    "write a number and a unit: `{key} = \"10.5pt\"`, `\"3mm\"`, `\"0.125in\"`",
                    "请写数和单位：`{key} = \"10.5pt\"`、`\"3mm\"`、`\"0.125in\"`"
                ),
            )
        })?;
        let (from, to) = (bounds.start(), bounds.end());
        let message = say!("`{key}` cannot be {text}", "`{key}` 不能是 {text}");
        let cure = say!(
            "write something between {from}pt and {to}pt",
            "请写 {from}pt 到 {to}pt 之间的长度"
        );
        let fits = bounds.contains(&found);
        fits.then_some(found).ok_or((message, cure))
    })
}

/// The whole number `key`, where it lies within `bounds`.
fn number(
    table: &dyn TableLike,
    reader: &mut Reader<'_>,
    key: &str,
    bounds: RangeInclusive<u16>,
) -> Option<u16> {
    let value = reader.number(table, key);
    reader.checked(value, |value| {
        let (from, to) = (bounds.start(), bounds.end());
        let message = say!("`{key}` cannot be {value}", "`{key}` 不能是 {value}");
        let cure = say!(
            "write a number from {from} to {to}",
            "请写 {from} 到 {to} 之间的数"
        );
        let found = u16::try_from(value).ok();
        let found = found.filter(|found| bounds.contains(found));
        found.ok_or((message, cure))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_names_and_can_be_given() {
        let mm = |text| {
            let trim = Trim::read(text)?;
            Some([trim.width, trim.height].map(|side| (side / MM * 10.0).round() / 10.0))
        };
        for (text, wanted) in [
            ("A5", [148.0, 210.0]),
            ("大32开", [140.0, 203.0]),
            ("16开", [185.0, 260.0]),
            ("6x9 in", [152.4, 228.6]),
            ("6 × 9 in", [152.4, 228.6]),
            ("letter", [215.9, 279.4]),
            ("148mm x 210mm", [148.0, 210.0]),
            ("100*150mm", [100.0, 150.0]),
        ] {
            assert_eq!(mm(text), Some(wanted), "{text}");
        }
        for text in ["A9", "148", "x", "20x30mm", "1x2", "开"] {
            assert_eq!(mm(text), None, "{text}");
        }
    }

    #[test]
    fn lengths_have_units() {
        assert_eq!(length("10.5 pt"), Some(10.5));
        assert_eq!(length("1in"), Some(72.0));
        assert_eq!(length("25.4mm"), Some(72.0));
        for text in ["", "10", "mm", "-3mm", "1.2.3pt", "3 em"] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
