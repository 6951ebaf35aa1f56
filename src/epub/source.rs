//! The files that the edition is made of, carried in it, so that `offprint import` gives them back.

use super::binder;
use super::kept::{self, Kept, Ready, Stored};
use super::{ROOT, pictures::Picture, unreadable};
use crate::archive::{Archive, Packing, Presses, Spool};
use crate::book::{self, CARRIED, SOURCE, Source};
use crate::diagnostic::{Error, ErrorKind, Result};
use crate::html::Targets;
use crate::mark::Mark;
use rayon::prelude::*;

/// Files read and packed at a time.
const BATCH: usize = 256;

/// What is in the archive: paths, what they are made of, where they stand.
type Within = Vec<(String, Mark, Stored)>;

/// The sources of the book, in whose edition its `pictures` and its `cover` stand, as one archive.
///
/// # Errors
/// When one of them cannot be read any more.
pub(super) fn spooled(
    targets: &Targets<'_>,
    pictures: &[Picture],
    cover: Option<&Picture>,
    kept: Option<&Kept>,
    presses: &Presses,
) -> Result<(Spool, Within)> {
    let book = targets.book();
    let mut spool = Spool::new(targets.gallery().workshop());
    let (sources, mut carried) = book::sources(book);
    let below = pictures.iter().map(|one| (book.file(&one.named), one));
    for (to, picture) in below.chain(cover.map(|one| (one.named.clone(), one))) {
        if book::is_source(&to) && !carried.pictures.iter().any(|(known, _)| *known == to) {
            carried
                .pictures
                .push((to, format!("{ROOT}/{}", picture.path)));
        }
    }
    let mut within = Vec::new();
    let mut archive = Archive::new(&mut spool);
    let mut add = |mut ready: Ready| {
        let path = std::mem::take(&mut ready.file.path);
        ready.file.path = plain(&path).to_owned();
        let stored = Stored::of(&ready.file, 0);
        let at = archive.add(ready.file)?;
        within.push((path, ready.made_of, stored.moved(at)));
        Ok(())
    };
    let carried = carried.to_json();
    add(binder::pack(
        kept,
        presses,
        &long(CARRIED),
        &carried,
        Packing::Quick,
    )?)?;
    for batch in sources.chunks(BATCH) {
        let files: Vec<_> = batch
            .par_iter()
            .map(|source| file(source, kept, presses))
            .collect();
        for file in files {
            add(file?)?;
        }
    }
    archive.end()?;
    Ok((spool, within))
}

/// The name by which a record knows the source `path`.
fn long(path: &str) -> String {
    format!("{SOURCE}/{path}")
}

fn plain(long: &str) -> &str {
    &long[SOURCE.len() + 1..]
}

fn file(source: &Source, kept: Option<&Kept>, presses: &Presses) -> Result<Ready> {
    let path = long(&source.path);
    // a chapter was read when the book was opened: it is not read again to find that it is the same
    let known = source.mark.zip(kept);
    let known = known.and_then(|(mark, kept)| {
        let made_of = kept::made_of(mark, Packing::Quick);
        kept.other(&path, made_of)
    });
    if let Some(ready) = known {
        return Ok(ready);
    }
    let bytes = source
        .bytes()
        .map_err(|error| Error::new(ErrorKind::Input, unreadable(&source.path, &error)))?;
    binder::pack(kept, presses, &path, &bytes, Packing::Quick)
}
