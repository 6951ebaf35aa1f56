//! Printing until the numbers are true: print, see where everything fell, write the numbers and the
//! blank pages, print again, and look whether anything moved.

use super::Watch;
use super::browser::address;
use super::places::{self, Places};
use super::protocol::Wire;
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Result};
use crate::say;
use lopdf::Document;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// Asked of the page; it names what has to be found in print.
const SCRIPT: &str = include_str!("page.js");

/// How often the book is printed at most. The first pass knows no numbers and the second all of
/// them; a third one is needed only where a number was too wide for its place.
const PASSES: usize = 5;

/// What the page says of itself.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Parts, headlines and subheads in order.
    pub(super) outline: Vec<Entry>,
    /// The ids of the elements whose page numbers stand somewhere.
    folios: Vec<String>,
    /// The ids of the elements that open on a right-hand page.
    rectos: Vec<String>,
    /// The id of the text, which begins with page 1.
    main: String,
}

impl Asked {
    /// The page, from 0, that bears the number 1: the first of the text, where numbers are asked for,
    /// else the first of all, as browsers count.
    fn first(&self, places: &Places) -> usize {
        let text = places
            .of
            .get(&self.main)
            .filter(|_| !self.folios.is_empty());
        text.map_or(0, |place| place.page)
    }
}

/// A line of the outline.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) level: usize,
    pub(super) title: String,
}

/// Something that does not fit into its line.
#[derive(Debug, Deserialize)]
pub(super) struct Wide {
    /// The id of its article.
    pub(super) sheet: String,
    /// By how much, in CSS pixels.
    pub(super) wide: f32,
    pub(super) tag: String,
    pub(super) words: String,
}

/// A picture of too few pixels for the size at which it is printed.
#[derive(Debug, Deserialize)]
pub(super) struct Coarse {
    /// The id of its article.
    pub(super) sheet: String,
    /// Pixels to the inch.
    pub(super) dots: u32,
    pub(super) words: String,
}

/// A printed book.
pub(super) struct Printed {
    pub(super) pdf: Document,
    pub(super) asked: Asked,
    pub(super) places: Places,
    /// The page, from 0, that bears the number 1; those before it have roman numbers.
    pub(super) first: usize,
    pub(super) wide: Vec<Wide>,
    pub(super) coarse: Vec<Coarse>,
}

/// What is written into the page before it is printed.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Filling {
    /// Page numbers by the ids of the elements that stand there.
    labels: BTreeMap<String, String>,
    /// For each element that opens right, whether a blank page stands before it.
    blanks: Vec<bool>,
}

/// Prints the page in the file `page`, whose lines are `measure` points wide.
///
/// # Errors
/// When the browser fails, or the numbers do not settle.
pub(super) fn print(
    wire: &mut Wire,
    page: &Path,
    measure: f32,
    seconds: usize,
    watch: &dyn Watch,
) -> Result<Printed> {
    wire.allow(seconds);
    wire.new_page(watch)?;
    wire.open(&address(page), watch)?;
    let asked = wire.value(SCRIPT, watch)?;
    let asked: Asked = read(asked)?;
    let mut filling = Filling {
        blanks: vec![false; asked.rectos.len()],
        ..Filling::default()
    };
    for pass in 1..=PASSES {
        watch.pass(pass);
        let fill = format!(
            "offprintFill({}, {})",
            json!(filling.labels),
            json!(filling.blanks)
        );
        wire.value(&fill, watch)?;
        // the first pass of a book that wants numbers is read and thrown away
        let draft = pass == 1 && !(asked.folios.is_empty() && asked.rectos.is_empty());
        let pdf = sheets(wire, !draft, watch)?;
        let pdf = Document::load_mem(&pdf).map_err(|error| unreadable(&error.to_string()))?;
        let places = places::read(&pdf);
        let first = asked.first(&places);
        let found = fell(&asked, &filling, &places, first);
        if found == filling && !draft {
            let wide = too_wide(wire, measure, watch)?;
            let coarse = read(wire.value("offprintCoarse()", watch)?)?;
            return Ok(Printed {
                pdf,
                asked,
                places,
                first,
                wide,
                coarse,
            });
        }
        filling = found;
    }
    let message = say!(
        "the page numbers do not settle: each time they are written, something moves",
        "页码定不下来：每次写入后，版面都会移动"
    );
    let cure = say!(
        "report the book; until then take the page without `--pdf`",
        "请报告这本书的情况；在此之前请使用不带 `--pdf` 的打印页"
    );
    let diagnostic = Diagnostic::error("pdf/unsettled", message).cure(cure);
    Err(Error::new(ErrorKind::Output, diagnostic))
}

fn read<T: for<'a> Deserialize<'a>>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(|error| unreadable(&error.to_string()))
}

/// What would have to be written, going by where things fell with `filling`.
fn fell(asked: &Asked, filling: &Filling, places: &Places, first: usize) -> Filling {
    let page = |id: &String| places.of.get(id).map(|place| place.page);
    // where the elements that open right would begin without any blank page
    let mut already = 0;
    let mut bare = Vec::new();
    for (id, &blank) in asked.rectos.iter().zip(&filling.blanks) {
        already += usize::from(blank);
        bare.push(page(id).map(|page| page.saturating_sub(already)));
    }
    let mut shift = 0;
    let mut blanks = Vec::new();
    for start in &bare {
        let left = start.is_some_and(|start| (start + shift) % 2 == 1);
        shift += usize::from(left);
        blanks.push(left);
    }
    // blank pages before a page, of those that stood there, and of those that will
    let moved = |printed: usize| {
        let opened = asked.rectos.iter().map(page);
        let before = opened.take_while(|start| start.is_none_or(|start| start <= printed));
        let count = before.count();
        let sum = |blanks: &[bool]| blanks.iter().take(count).filter(|&&blank| blank).count();
        (printed + sum(&blanks)).saturating_sub(sum(&filling.blanks))
    };
    let first = moved(first);
    let labels = asked.folios.iter().filter_map(|id| {
        let page = moved(page(id)?);
        Some((id.clone(), label(page, first)))
    });
    Filling {
        labels: labels.collect(),
        blanks,
    }
}

/// The number printed on page `page` when the text begins on page `first`, both from 0.
pub(super) fn label(page: usize, first: usize) -> String {
    match page.checked_sub(first) {
        Some(after) => (after + 1).to_string(),
        None => roman(page + 1),
    }
}

/// A number in small roman letters, as `counter(…, lower-roman)` writes it.
fn roman(mut number: usize) -> String {
    const SIGNS: &[(usize, &str)] = &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for &(value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    out
}

/// The page as a PDF; tags are left out of what is only measured.
fn sheets(wire: &mut Wire, tagged: bool, watch: &dyn Watch) -> Result<Vec<u8>> {
    let ask = json!({
        "preferCSSPageSize": true,
        "printBackground": true,
        "generateTaggedPDF": tagged,
        "transferMode": "ReturnAsStream",
    });
    let answer = wire.ask("Page.printToPDF", ask, watch)?;
    wire.stream(&answer["stream"], watch)
}

/// What does not fit into the lines of the page, laid out as wide as it is printed.
fn too_wide(wire: &mut Wire, measure: f32, watch: &dyn Watch) -> Result<Vec<Wide>> {
    let pixels = (measure * 96.0 / 72.0).round();
    let size = json!({"width": pixels, "height": 1000, "deviceScaleFactor": 1, "mobile": false});
    wire.ask("Emulation.setDeviceMetricsOverride", size, watch)?;
    wire.ask(
        "Emulation.setEmulatedMedia",
        json!({"media": "print"}),
        watch,
    )?;
    read(wire.value("offprintWide()", watch)?)
}

fn unreadable(why: &str) -> Error {
    let message = say!(
        "what the browser printed cannot be read: {why}",
        "无法读取浏览器印出的文件：{why}"
    );
    let cure = say!("try another version of the browser", "请换一个版本的浏览器");
    let diagnostic = Diagnostic::error("pdf/browser", message).cure(cure);
    Error::new(ErrorKind::Output, diagnostic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::places::Place;

    #[test]
    fn roman_numbers_as_the_style_sheet_writes_them() {
        let written: Vec<String> = [1, 4, 9, 14, 40, 99, 1999].map(roman).into();
        assert_eq!(written, ["i", "iv", "ix", "xiv", "xl", "xcix", "mcmxcix"]);
        assert_eq!((label(1, 4), label(4, 4)), ("ii".into(), "1".into()));
    }

    /// A book of title page, contents and three parts that begin on `pages`, counted from 0.
    fn printed(pages: [usize; 3]) -> (Asked, Places) {
        let ids = ["part-1", "part-2", "part-3"].map(str::to_owned);
        let of = |id: &String, page| (id.clone(), Place { page, top: 0.0 });
        let places = Places {
            of: ids
                .iter()
                .zip(pages)
                .map(|(id, page)| of(id, page))
                .collect(),
            ..Places::default()
        };
        let asked = Asked {
            folios: ids.to_vec(),
            rectos: ids.to_vec(),
            ..Asked::default()
        };
        (asked, places)
    }

    #[test]
    fn a_part_that_falls_on_a_left_hand_page_is_moved_and_those_after_it_with_it() {
        let (asked, places) = printed([3, 6, 8]);
        let bare = Filling {
            blanks: vec![false; 3],
            ..Filling::default()
        };
        let found = fell(&asked, &bare, &places, 3);
        // 3 → 4; 6 → 7 → 8; 8 → 10
        assert_eq!(found.blanks, [true, true, false]);
        let labels: Vec<&str> = found.labels.values().map(String::as_str).collect();
        assert_eq!(labels, ["1", "5", "7"]);

        // printed so, nothing is left to change
        let (asked, places) = printed([4, 8, 10]);
        assert_eq!(fell(&asked, &found, &places, 4), found);
    }
}
