//! The files that the edition is made of, carried in it, so that `offprint import` gives them back.

use super::{ROOT, pictures::Picture, unreadable};
use crate::archive::{Archive, Packed, Packing, pack};
use crate::book::{self, Book, CARRIED, SOURCE, Source};
use crate::diagnostic::{Error, ErrorKind, Result};
use rayon::prelude::*;

/// Files read and packed at a time.
const BATCH: usize = 512;

/// The sources of `book` as one file of the edition, in which its `pictures` and its `cover` stand.
///
/// # Errors
/// When one of them cannot be read any more.
pub(super) fn packed(book: &Book, pictures: &[Picture], cover: Option<&Picture>) -> Result<Packed> {
    let (sources, mut carried) = book::sources(book);
    let slash = if book.src.is_empty() { "" } else { "/" };
    let below = pictures
        .iter()
        .map(|one| (format!("{}{slash}{}", book.src, one.named), one));
    for (to, picture) in below.chain(cover.map(|one| (one.named.clone(), one))) {
        if book::is_source(&to) && !carried.pictures.iter().any(|(known, _)| *known == to) {
            carried
                .pictures
                .push((to, format!("{ROOT}/{}", picture.path)));
        }
    }
    let mut bytes = Vec::new();
    let mut archive = Archive::new(&mut bytes);
    archive.add(pack(CARRIED, &carried.to_json(), Packing::Quick)?)?;
    for batch in sources.chunks(BATCH) {
        let files: Vec<_> = batch.par_iter().map(file).collect();
        for file in files {
            archive.add(file?)?;
        }
    }
    archive.end()?;
    pack(SOURCE, &bytes, Packing::Stored)
}

fn file(source: &Source) -> Result<Packed> {
    let bytes = source
        .bytes()
        .map_err(|error| Error::new(ErrorKind::Input, unreadable(&source.path, &error)))?;
    pack(&source.path, &bytes, Packing::Quick)
}
