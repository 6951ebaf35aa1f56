//! The measures of the printed page: paper, margins, type, and the area that the text fills.
//!
//! The type area is a whole number of characters wide and of lines high (CLREQ, procedure for
//! defining the type area): first the type, then how many characters and lines the paper holds with
//! good margins, and what is left over goes to the margins. The inner margin grows with the length
//! of the book, since thick books open less flat.

use crate::book::{Book, Design, MM, Print};
use crate::diagnostic::Diagnostic;
use crate::say;

/// Ems between two columns.
pub(super) const GAP: f32 = 2.0;

/// What must stay empty at each edge of the trimmed paper, whatever is asked for: machines cut and grip
/// there (standards §4.3). In points.
pub const SAFE: f32 = 6.0 * MM;

/// Ems of a line that a reader's eye still finds the next one from.
const LONG: f32 = 46.0;

/// From the trimmed edge to what carries the crop marks.
const SLUG: f32 = 7.0 * MM;

/// The measures of the pages of a book. All lengths are in points (1/72 inch).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sheet {
    /// Width of the paper, cut.
    pub width: f32,
    /// Height of the paper, cut.
    pub height: f32,
    /// What touches the edge goes over it by this.
    pub bleed: f32,
    /// Beyond the trimmed edge on each side: the bleed, and room for crop marks where they are asked for.
    pub beyond: f32,
    /// Size of the text's type.
    pub size: f32,
    /// From base line to base line: the grid.
    pub leading: f32,
    /// Ems a line of a column.
    pub measure: u16,
    /// Columns.
    pub columns: u16,
    /// Lines a page.
    pub lines: u16,
    /// Ems at each end of a line that a frame takes.
    pub padding: f32,
    /// Margins: head, foot, inner, outer.
    pub margins: [f32; 4],
    /// From the paper's edge to running head and folio.
    pub edge: f32,
    /// Whether all pages are right-hand pages.
    pub one_sided: bool,
    /// Whether lines run downwards, and the book is bound at the right.
    pub vertical: bool,
    /// How many pages the book will have, roughly.
    pub pages: u32,
}

/// What a design likes where nothing is said.
struct Taste {
    /// Type size on a small, a middling and a large page.
    sizes: [f32; 3],
    /// Of the length of a line's axis, and of the other's: what margins take at least, and their share.
    along: (f32, f32),
    across: (f32, f32),
    /// The fewest ems of a column.
    column: f32,
    padding: f32,
}

const BOOK: Taste = Taste {
    sizes: [9.5, 10.5, 12.0],
    along: (71.0, 0.153),
    across: (17.0, 0.17),
    column: 25.0,
    padding: 0.0,
};

/// Not 9 points: from 9 to 9.2, and at 7.5, Chromium squeezes no punctuation in Noto's Han faces.
const NEWSPAPER: Taste = Taste {
    sizes: [8.5, 9.25, 9.5],
    along: (40.0, 0.09),
    across: (30.0, 0.1),
    column: 14.0,
    padding: 0.0,
};

const CLIPPINGS: Taste = Taste {
    sizes: [9.0, 9.5, 10.0],
    along: (60.0, 0.11),
    across: (30.0, 0.13),
    column: 13.0,
    padding: 1.5,
};

impl Sheet {
    /// The measures of `book`.
    pub fn of(book: &Book) -> Self {
        let print = &book.config.print;
        let wide = book.config.language.is_wide();
        let taste = match print.design {
            Design::Book => BOOK,
            Design::Newspaper => NEWSPAPER,
            Design::Clippings => CLIPPINGS,
        };
        let (width, height) = (print.trim.width, print.trim.height);
        let size = print.size.unwrap_or(match width / MM {
            ..135.0 => taste.sizes[0],
            135.0..195.0 => taste.sizes[1],
            _ => taste.sizes[2],
        });
        // spaced letters need less air between lines than squares of ink
        let air = if wide { 1.63 } else { 1.38 };
        let leading = print
            .leading
            .unwrap_or_else(|| (size * air * 2.0).round() / 2.0);
        let leading = leading.max(size);
        let (along, across) = match print.vertical {
            true => (height, width),
            false => (width, height),
        };
        // lines that run downwards are short of a large head margin
        let share = if print.vertical { 0.085 } else { 0.0 };
        let (least, part) = taste.along;
        let room = (along - least - along * (part + share)) / size - taste.padding * 2.0;
        let (columns, measure) = columns(print, &taste, room);
        let (least, part) = taste.across;
        let lines = (across - least - across * part - share * across) / leading;
        let lines = print.lines.unwrap_or(whole(lines, 8));

        let fits = |side: f32, each: f32, taken: f32| whole((side - 2.0 * SAFE) / each - taken, 4);
        let between = f32::from(columns - 1) * GAP + 2.0 * taste.padding;
        let measure = measure.min(fits(along, size, between) / columns).max(2);
        let lines = lines.min(fits(across, leading, 0.0));
        let mut sheet = Self {
            width,
            height,
            bleed: print.bleed,
            beyond: print.bleed + if print.marks { SLUG } else { 0.0 },
            size,
            leading,
            measure,
            columns,
            lines,
            padding: taste.padding,
            margins: [0.0; 4],
            edge: 0.0,
            one_sided: print.one_sided,
            vertical: print.vertical,
            pages: 0,
        };
        sheet.pages = pages(book, &sheet);
        sheet.place(print);
        sheet
    }

    /// Ems from one end of the type area to the other, along the lines and within a frame.
    pub fn ems(&self) -> f32 {
        f32::from(self.measure) * f32::from(self.columns) + f32::from(self.columns - 1) * GAP
    }

    /// The type area's width and height.
    pub fn area(&self) -> (f32, f32) {
        let along = (self.ems() + 2.0 * self.padding) * self.size;
        let across = f32::from(self.lines) * self.leading;
        match self.vertical {
            true => (across, along),
            false => (along, across),
        }
    }

    /// Gives the margins what the type area leaves.
    fn place(&mut self, print: &Print) {
        let (width, height) = self.area();
        let (sides, ends) = (self.width - width, self.height - height);
        // a millimetre and a half more at the binding, and more with every hundred pages
        let more = (1.5 + self.pages as f32 / 100.0 * 1.2).min(10.0) * MM;
        let inner = print.inner.unwrap_or((sides + more) / 2.0);
        let inner = inner.min(sides - SAFE).max(SAFE.min(sides / 2.0));
        // the head of lines that run downwards is large, as the tradition has it
        let head = ends * if self.vertical { 0.56 } else { 0.486 };
        self.margins = [head, ends - head, inner, sides - inner];
        self.edge = (head * 0.45).clamp(SAFE, 28.0);
    }

    /// What was asked for and does not fit on the paper.
    pub(super) fn faults(&self, print: &Print) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let asked = [
            ("measure", print.measure, self.measure),
            ("lines", print.lines, self.lines),
        ];
        for (key, asked, given) in asked {
            if let Some(asked) = asked.filter(|&asked| asked > given) {
                let message = say!(
                    "`{key} = {asked}` does not fit on the paper: there is room for {given}",
                    "`{key} = {asked}` 超出纸面：只容得下 {given}"
                );
                let cure = say!(
                    "ask for less, for smaller type or for a larger `trim`",
                    "请减少字数或行数，缩小字号，或用更大的开本（`trim`）"
                );
                found.push(Diagnostic::warning("print/type-area", message).cure(cure));
            }
        }
        found
    }
}

/// How many columns, and how many ems in a line of each.
fn columns(print: &Print, taste: &Taste, room: f32) -> (u16, u16) {
    let held = whole((room + GAP) / (taste.column + GAP), 1).min(5);
    let liked = match print.design {
        // the text of a book is one column, unless its lines were too long to find the next one
        Design::Book if room <= LONG => 1,
        Design::Book => held.max(2),
        _ => held,
    };
    let columns = print.columns.unwrap_or(liked).max(1);
    let each = (room - f32::from(columns - 1) * GAP) / f32::from(columns);
    (columns, print.measure.unwrap_or(whole(each, 4)))
}

/// The whole part of `number`, at least `least`.
fn whole(number: f32, least: u16) -> u16 {
    // floats beyond the type's range become its ends, which is what is wanted
    (number.floor() as u16).max(least)
}

/// Lines that a headline and what goes with it take.
const OPENING: f32 = 8.0;

/// How many pages the book has, roughly: its characters, its openings, and the ends of its articles.
fn pages(book: &Book, sheet: &Sheet) -> u32 {
    let each = f32::from(sheet.lines) * f32::from(sheet.columns);
    let run_on = super::plan::runs_on(&book.config.print);
    let lines = book.chapters.iter().map(|chapter| {
        let ems = match book.config.language.is_wide() {
            true => chapter.chapter.body.len() as f32 / 3.0,
            false => chapter.chapter.body.len() as f32 / 2.0,
        };
        ems / f32::from(sheet.measure) * 1.08 + OPENING
    });
    let pages = match run_on {
        true => lines.sum::<f32>() / each,
        false => lines.map(|lines| (lines / each).ceil()).sum(),
    };
    pages.ceil() as u32 + 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Config, Contents, Trim};
    use crate::text::Lang;

    fn book(print: Print) -> Book {
        Book {
            folder: std::path::PathBuf::new(),
            src: String::new(),
            config: Config {
                language: Lang::new("zh-Hans"),
                print,
                ..Config::default()
            },
            contents: Contents {
                entries: Vec::new(),
            },
            chapters: Vec::new(),
        }
    }

    fn sheet(print: Print) -> Sheet {
        Sheet::of(&book(print))
    }

    #[test]
    fn the_founders_measures_hold() {
        let a5 = sheet(Print::default());
        assert_eq!((a5.size, a5.leading), (10.5, 17.0));
        assert_eq!((a5.measure, a5.lines, a5.columns), (27, 28, 1));
        let a4 = sheet(Print {
            trim: Trim::A4,
            ..Print::default()
        });
        assert_eq!((a4.size, a4.measure, a4.columns), (12.0, 36, 1));
    }

    #[test]
    fn margins_and_type_area_make_up_the_paper() {
        for design in [Design::Book, Design::Newspaper, Design::Clippings] {
            for trim in [Trim::A5, Trim::A4] {
                for vertical in [false, true] {
                    let sheet = sheet(Print {
                        design,
                        trim,
                        vertical,
                        ..Print::default()
                    });
                    let [head, foot, inner, outer] = sheet.margins;
                    let (width, height) = sheet.area();
                    assert!((inner + outer + width - sheet.width).abs() < 0.01);
                    assert!((head + foot + height - sheet.height).abs() < 0.01);
                    assert!(inner > outer, "room for the binding");
                    let least = sheet.margins.iter().fold(f32::MAX, |a, b| a.min(*b));
                    assert!(
                        least > 10.0 * MM,
                        "{design:?} {vertical}: {:?}",
                        sheet.margins
                    );
                    assert!(sheet.edge >= SAFE && sheet.edge < head);
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_cut_and_said() {
        let print = Print {
            measure: Some(60),
            lines: Some(12),
            ..Print::default()
        };
        let sheet = sheet(print.clone());
        assert_eq!((sheet.measure, sheet.lines), (36, 12));
        assert_eq!(sheet.faults(&print).len(), 1);
    }
}
