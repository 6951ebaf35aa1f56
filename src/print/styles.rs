//! The style sheets of the edition: ours, and what the book's own folder `styles/` adds to them.
//!
//! A file there that is called like one of ours stands in its place; any other is read after ours, in
//! the order of the names. What they name with `url(…)` has to lie in `styles/` too: it is put into
//! the page, and beside its copy in the bundle. Nothing is fetched from anywhere.

use super::css::{self, Reference};
use super::pictures;
use super::plan::Plan;
use crate::book::{Design, Print, inside, percent_decoded, percent_encoded, really_inside};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::say;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folder of a book's own style sheets.
const FOLDER: &str = "styles";

/// Who wants a style sheet of ours.
type Wanted = fn(&Print) -> bool;

/// Our style sheets in their order.
const OURS: &[(&str, &str, Wanted)] = &[
    (
        "tokens.css",
        include_str!("../../styles/tokens.css"),
        |_| true,
    ),
    ("print.css", include_str!("../../styles/print.css"), |_| {
        true
    }),
    (
        "print-book.css",
        include_str!("../../styles/print-book.css"),
        |print| print.design == Design::Book,
    ),
    (
        "print-newspaper.css",
        include_str!("../../styles/print-newspaper.css"),
        |print| print.design == Design::Newspaper,
    ),
    (
        "print-clippings.css",
        include_str!("../../styles/print-clippings.css"),
        |print| print.design == Design::Clippings,
    ),
    (
        "print-vertical.css",
        include_str!("../../styles/print-vertical.css"),
        |print| print.vertical,
    ),
];

/// What the screen alone wants.
const SCREEN: (&str, &str) = ("screen.css", include_str!("../../styles/screen.css"));

/// The layer for engines that know more than browsers; the bundle has it, and no page names it.
const ENGINES: (&str, &str) = ("engines.css", include_str!("../../styles/engines.css"));

/// The style sheet that this book alone has.
const PAGES: &str = "pages.css";

/// A style sheet.
struct Sheet {
    /// Its name in `styles/`.
    name: String,
    text: String,
    /// Whether it is for the screen alone.
    screen: bool,
    /// Whether the book brought it.
    own: bool,
}

/// What a style sheet of the book names: a font, a picture.
struct Asset {
    media_type: &'static str,
    bytes: Vec<u8>,
}

/// The style sheets of an edition.
pub(super) struct Styles {
    sheets: Vec<Sheet>,
    engines: String,
    /// By path below `styles/`.
    assets: BTreeMap<String, Asset>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Styles {
    /// Those of the book of `plan`; `pages` is the sheet with its measures.
    ///
    /// # Errors
    /// When a style sheet of the book cannot be read.
    pub(super) fn of(plan: &Plan<'_>, pages: String) -> Result<Self> {
        let folder = plan.book.folder.join(FOLDER);
        let mut own = own(&folder)?;
        let mut given = |name: &str, text: &str| {
            let replaced = own.remove(name);
            let own = replaced.is_some();
            (replaced.unwrap_or_else(|| text.to_owned()), own)
        };
        let mut sheets = Vec::new();
        for (name, text, wanted) in OURS {
            let (text, own) = given(name, text);
            if wanted(plan.print()) {
                sheets.push(Sheet {
                    name: (*name).to_owned(),
                    text,
                    screen: false,
                    own,
                });
            }
        }
        let pages = given(PAGES, &pages);
        let screen = given(SCREEN.0, SCREEN.1);
        let engines = given(ENGINES.0, ENGINES.1).0;
        for ((text, own), name, screen) in [(pages, PAGES, false), (screen, SCREEN.0, true)] {
            sheets.push(Sheet {
                name: name.to_owned(),
                text,
                screen,
                own,
            });
        }
        sheets.extend(own.into_iter().map(|(name, text)| Sheet {
            name,
            text,
            screen: false,
            own: true,
        }));
        let mut styles = Self {
            sheets,
            engines,
            assets: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        styles.collect(&folder);
        Ok(styles)
    }

    /// Reads what the book's own sheets name, and takes out what they must not name.
    fn collect(&mut self, folder: &Path) {
        for sheet in self.sheets.iter_mut().filter(|sheet| sheet.own) {
            let text = css::rewrite(&sheet.text, &mut |reference| {
                let found = match &reference {
                    Reference::Import(_) => Err(()),
                    Reference::Address(address) if address.starts_with('#') => {
                        return Some((*address).to_owned());
                    }
                    Reference::Address(address) => asset(folder, address),
                };
                match found {
                    Ok((path, asset)) => {
                        self.assets.insert(path.clone(), asset);
                        Some(path)
                    }
                    Err(()) => {
                        let fault = fault(&reference, &sheet.name);
                        self.diagnostics.push(fault);
                        None
                    }
                }
            });
            sheet.text = text;
        }
    }

    /// Elements that hold the style sheets, and forbid everything that is not in the page.
    pub(super) fn within(&self) -> String {
        let mut out = String::from(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
             img-src data:; font-src data:; style-src 'unsafe-inline'\">\n",
        );
        for sheet in &self.sheets {
            let media = if sheet.screen {
                " media=\"screen\""
            } else {
                ""
            };
            let text = match sheet.own {
                true => css::harmless(&css::rewrite(&sheet.text, &mut |reference| {
                    let Reference::Address(address) = reference else {
                        return None;
                    };
                    match self.assets.get(address) {
                        Some(asset) => Some(pictures::data_address(asset.media_type, &asset.bytes)),
                        None => Some(address.to_owned()),
                    }
                })),
                false => css::squeezed(&sheet.text),
            };
            out.push_str(&format!("<style{media}>\n{text}</style>\n"));
        }
        out
    }

    /// Elements that name the style sheets of the bundle.
    pub(super) fn beside(&self) -> String {
        let sheets = self.sheets.iter().map(|sheet| {
            let media = if sheet.screen {
                " media=\"screen\""
            } else {
                ""
            };
            let name = percent_encoded(&sheet.name);
            format!("<link rel=\"stylesheet\" href=\"{FOLDER}/{name}\"{media}>\n")
        });
        sheets.collect()
    }

    /// The files of the bundle that belong to them: path and content.
    pub(super) fn files(&self) -> Vec<(String, &[u8])> {
        let sheets = self.sheets.iter();
        let sheets = sheets.map(|sheet| (sheet.name.as_str(), sheet.text.as_bytes()));
        let assets = self.assets.iter();
        let assets = assets.map(|(path, asset)| (path.as_str(), asset.bytes.as_slice()));
        sheets
            .chain([(ENGINES.0, self.engines.as_bytes())])
            .chain(assets)
            .map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes))
            .collect()
    }
}

/// The style sheets of a book by name.
fn own(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(found);
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        // a style sheet that is a link is somebody's file elsewhere: the book is its folder alone
        if !entry.file_type().is_ok_and(|kind| kind.is_file())
            || !name.ends_with(".css")
            || name.starts_with('.')
        {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|error| {
            let message = say!(
                "cannot read the style sheet `{name}`: {error}",
                "无法读取样式表 `{name}`：{error}"
            );
            let place = Location::file(format!("{FOLDER}/{name}"));
            let diagnostic = Diagnostic::error("print/style-sheet", message).at(place);
            Error::new(ErrorKind::Input, diagnostic)
        })?;
        found.insert(
            name,
            text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"),
        );
    }
    Ok(found)
}

/// What lies at `address`, seen from `folder`, with its path below it.
fn asset(folder: &Path, address: &str) -> std::result::Result<(String, Asset), ()> {
    if address.contains(':') || address.starts_with('/') {
        return Err(());
    }
    let plain = address.split(['?', '#']).next().unwrap_or_default();
    let path = inside(&percent_decoded(plain)).map_err(|_| ())?;
    let real = fs::canonicalize(folder).map_err(|_| ())?;
    really_inside(&real, folder, &path).map_err(|_| ())?;
    let media_type = media_type(&path).ok_or(())?;
    let bytes = fs::read(folder.join(&path)).map_err(|_| ())?;
    Ok((path, Asset { media_type, bytes }))
}

fn media_type(path: &str) -> Option<&'static str> {
    let extension = path.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match extension.as_str() {
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "ttc" => "font/collection",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

fn fault(reference: &Reference<'_>, sheet: &str) -> Diagnostic {
    let (message, cure) = match reference {
        Reference::Import(_) => (
            say!(
                "`@import` is left out: a style sheet of the book stands alone",
                "已略去 `@import`：书的样式表各自独立"
            ),
            say!(
                "put the other file into `styles/`: all files there are read, in the order of their names",
                "把那个文件也放进 `styles/`：其中的文件都会按文件名次序读入"
            ),
        ),
        Reference::Address(address) => (
            say!(
                "nothing that can be used lies at `{address}`",
                "`{address}` 处没有可用的文件"
            ),
            say!(
                "put the font or the picture into `styles/` and name it from there: `url(fonts/x.woff2)`",
                "把字体或图片放进 `styles/`，从那里写起：`url(fonts/x.woff2)`"
            ),
        ),
    };
    Diagnostic::warning("print/style-address", message)
        .at(Location::file(format!("{FOLDER}/{sheet}")))
        .cure(cure)
}
