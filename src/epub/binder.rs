//! The edition while it is written: files go in one after the other, those of the edition before are
//! taken where they are the same, and what went in is entered in the record.

use super::kept::{self, Kept, MadeOf, Ready, Record, Stored};
use crate::archive::{Archive, Packed, Packing, Presses, Spool};
use crate::diagnostic::Result;
use crate::html::Rendered;
use crate::mark::Mark;
use std::io::Write;

/// Packs `bytes` as the file `path`, or takes what an edition before made of the same.
///
/// # Errors
/// As [`Presses::pack`].
pub(super) fn pack(
    kept: Option<&Kept>,
    presses: &Presses,
    path: &str,
    bytes: &[u8],
    packing: Packing,
) -> Result<Ready> {
    let made_of = kept::made_of(Mark::of_bytes(bytes), packing);
    if let Some(ready) = kept.and_then(|kept| kept.other(path, made_of)) {
        return Ok(ready);
    }
    let file = presses.pack(path, bytes, packing)?;
    Ok(Ready { file, made_of })
}

/// An edition that grows file by file.
pub(super) struct Binder<'w> {
    archive: Archive<'w>,
    record: Record,
}

impl<'w> Binder<'w> {
    /// Begins an edition that `maker` makes.
    pub(super) fn new(maker: Mark, out: &'w mut (dyn Write + Send)) -> Self {
        Self {
            archive: Archive::new(out),
            record: Record::new(maker),
        }
    }

    /// Puts a file in.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub(super) fn add(&mut self, ready: Ready) -> Result<()> {
        let path = ready.file.path.clone();
        let stored = self.stored(ready.file)?;
        self.record.other(&path, ready.made_of, stored);
        Ok(())
    }

    /// Puts a file in that the next edition makes anew.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub(super) fn add_anew(&mut self, file: Packed) -> Result<()> {
        self.archive.add(file).map(drop)
    }

    /// Puts the archive in `spool` in, as the file `path`. What is `within` is entered one by one:
    /// paths, what they are made of, and where they stand in it.
    ///
    /// # Errors
    /// As [`Archive::add_spooled`].
    pub(super) fn add_archive(
        &mut self,
        path: &str,
        spool: Spool,
        within: Vec<(String, Mark, Stored)>,
    ) -> Result<()> {
        let start = self.archive.add_spooled(path, spool)?;
        for (path, made_of, stored) in within {
            self.record.other(&path, made_of, stored.moved(start));
        }
        Ok(())
    }

    /// Puts the pages of chapter `index` in, whose file is `path`. Those of which there was something
    /// to say have no `made_of`: the next build has to say it again.
    ///
    /// # Errors
    /// As [`Archive::add`].
    pub(super) fn add_pages(
        &mut self,
        path: &str,
        index: usize,
        made_of: Option<MadeOf>,
        rendered: &Rendered,
        files: Vec<Packed>,
    ) -> Result<()> {
        let stored = files.into_iter().map(|file| self.stored(file));
        let stored = stored.collect::<Result<_>>()?;
        if let Some(made_of) = made_of {
            self.record.page(path, index, made_of, rendered, stored);
        }
        Ok(())
    }

    /// Ends the edition; what the next one has to know of it.
    ///
    /// # Errors
    /// As [`Archive::end`].
    pub(super) fn end(self) -> Result<Vec<u8>> {
        self.archive.end()?;
        Ok(self.record.finish())
    }

    fn stored(&mut self, file: Packed) -> Result<Stored> {
        let stored = Stored::of(&file, 0);
        Ok(stored.moved(self.archive.add(file)?))
    }
}
