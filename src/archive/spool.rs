//! A file that grows on the disk until it is whole, since an archive says of each file how long it is
//! before the file comes.

use flate2::Crc;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

/// Bytes that wait to go into an archive as they are.
pub struct Spool {
    to: To,
    sum: Crc,
}

enum To {
    /// A file without a name, which goes with the program.
    Disk(BufWriter<File>),
    Memory(Vec<u8>),
}

impl Spool {
    /// A spool in `folder`; in memory without one, or where no file can be made.
    pub fn new(folder: Option<&Path>) -> Self {
        let file = folder.and_then(|folder| tempfile::tempfile_in(folder).ok());
        Self {
            to: match file {
                Some(file) => To::Disk(BufWriter::with_capacity(1 << 16, file)),
                None => To::Memory(Vec::new()),
            },
            sum: Crc::new(),
        }
    }

    /// The sum (CRC-32) of its bytes, how many there are, and the bytes.
    pub(super) fn unwind(self) -> io::Result<(u32, u64, Box<dyn Read>)> {
        let sum = self.sum.sum();
        match self.to {
            To::Memory(bytes) => {
                let size = bytes.len() as u64;
                Ok((sum, size, Box::new(io::Cursor::new(bytes))))
            }
            To::Disk(file) => {
                let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                let size = file.stream_position()?;
                file.rewind()?;
                Ok((sum, size, Box::new(BufReader::with_capacity(1 << 16, file))))
            }
        }
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = match &mut self.to {
            To::Disk(file) => file.write(bytes)?,
            To::Memory(memory) => memory.write(bytes)?,
        };
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
