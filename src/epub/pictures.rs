//! The pictures of the edition: names that every reading system can open, and the cover.

use super::{ROOT, unreadable};
use crate::archive::{self, Packed, Packing};
use crate::book::{Book, CoverChoice};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result};
use crate::html::{Rendered, Targets};
use crate::media::{Format, Gallery, PictureFault};
use crate::say;

/// A picture in the edition.
pub(super) struct Picture {
    /// Its path below [`ROOT`].
    pub(super) path: String,
    /// What it is.
    pub(super) format: Format,
    /// Its path below `src`, as chapters name it; that of the cover below the book folder.
    pub(super) named: String,
}

/// Where the edition keeps the picture that stands at `named` below `src`: lower-case ASCII, with
/// the extension of what it is, whatever the file is called (EPUB 3.3 §4.2.2; Kobo opens no others).
pub(super) fn path(targets: &Targets<'_>, named: &str) -> String {
    let stem = named.rsplit_once('.').map_or(named, |(stem, _)| stem);
    let stem = stem.strip_prefix("images/").unwrap_or(stem);
    let plain: String = stem
        .chars()
        .map(|c| match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() || c == '_' => c,
            _ => '-',
        })
        .collect();
    let extension = targets
        .picture(named)
        .map_or("img", |p| p.format.extension());
    // two names must not become one, and none may be that of the cover
    let exact = plain == stem && plain != "cover" && named.ends_with(&format!(".{extension}"));
    match exact {
        true => format!("images/{plain}.{extension}"),
        false => format!(
            "images/{}-{:08x}.{extension}",
            plain.trim_matches('-'),
            hash(named)
        ),
    }
}

/// FNV-1a: tells names apart, the same on every machine.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The pictures that `articles` use, each once, in order of first use.
pub(super) fn all(targets: &Targets<'_>, articles: &[Rendered]) -> Vec<Picture> {
    let mut seen = std::collections::BTreeSet::new();
    let named = articles.iter().flat_map(|article| &article.images);
    let named = named.filter(|path| seen.insert(path.as_str()));
    named
        .map(|named| Picture {
            path: path(targets, named),
            format: targets
                .picture(named)
                .map_or(Format::Png, |known| known.format),
            named: named.clone(),
        })
        .collect()
}

/// Reads and packs a picture.
///
/// # Errors
/// When it cannot be read any more.
pub(super) fn read(targets: &Targets<'_>, picture: &Picture) -> Result<Packed> {
    let gallery = targets.gallery();
    let named = picture.named.as_str();
    let unreadable = |error: &dyn std::fmt::Display| {
        let diagnostic = unreadable(named, error).at(Location::file(named));
        Error::new(ErrorKind::Input, diagnostic)
    };
    let shown = gallery.picture(named);
    let shown = shown.map_err(|_| unreadable(&"it is gone"))?;
    let bytes = gallery.bytes(&shown).map_err(|error| unreadable(&error))?;
    packed(picture, &bytes)
}

/// Packs a picture: what is compressed already is stored.
pub(super) fn packed(picture: &Picture, bytes: &[u8]) -> Result<Packed> {
    let packing = match picture.format {
        Format::Svg => Packing::Small,
        _ => Packing::Stored,
    };
    archive::pack(&format!("{ROOT}/{}", picture.path), bytes, packing)
}

/// The cover of `book` and its file, when it wants one and there is one that can be shown.
pub(super) fn cover(
    book: &Book,
    gallery: &Gallery,
    said: &mut Vec<Diagnostic>,
) -> Option<(Picture, Vec<u8>)> {
    let (file, wanted) = match &book.config.cover {
        CoverChoice::None => return None,
        // drawn before the editions are made, where fonts and folder allow it
        CoverChoice::Plain | CoverChoice::Masthead | CoverChoice::Clipping => {
            (book.file("images/cover.png"), false)
        }
        CoverChoice::File(file) => (file.clone(), true),
    };
    match gallery.apart(&book.folder.join(&file)) {
        Ok((picture, bytes)) => {
            let cover = Picture {
                path: format!("images/cover.{}", picture.format.extension()),
                format: picture.format,
                named: file,
            };
            Some((cover, bytes))
        }
        Err(PictureFault::Unusable(reason)) => {
            said.push(unusable(&file, &reason));
            None
        }
        Err(PictureFault::Missing | PictureFault::Outside) => {
            if wanted {
                let error = std::io::Error::from(std::io::ErrorKind::NotFound);
                said.push(unreadable(&file, &error).at(Location::file("book.toml")));
            }
            None
        }
    }
}

fn unusable(file: &str, reason: &crate::diagnostic::Text) -> Diagnostic {
    let (en, zh) = (&reason.en, &reason.zh);
    let message = say!(
        "the cover `{file}` cannot be shown: {en}",
        "封面 `{file}` 无法显示：{zh}"
    );
    Diagnostic::error("epub/cover", message).at(Location::file(file))
}

#[cfg(test)]
impl Picture {
    /// A picture for tests of what lists it.
    pub(super) fn listed(path: &str, format: Format) -> Self {
        Self {
            path: path.to_owned(),
            format,
            named: path.to_owned(),
        }
    }
}
