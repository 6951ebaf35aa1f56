//! Marks of contents: whether two things are the same, told by a number (XXH3, 128 bits).
//!
//! A mark finds out what changed since the last build; it proves nothing against somebody who
//! wants to deceive.

use serde::{Deserialize, Serialize};
use std::hash::Hash;
use std::io::Read;
use std::path::Path;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The mark of some content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Mark(u128);

impl Mark {
    /// The mark of a file's content.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// The mark of a value; values that are equal have the same, on one machine.
    pub fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = Xxh3::new();
        value.hash(&mut hasher);
        Self(hasher.digest128())
    }

    /// The mark of what stands in `file`.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(file: &Path) -> std::io::Result<Self> {
        let mut file = std::fs::File::open(file)?;
        let mut hasher = Xxh3::new();
        let mut piece = vec![0; 1 << 16];
        loop {
            match file.read(&mut piece)? {
                0 => return Ok(Self(hasher.digest128())),
                length => hasher.update(&piece[..length]),
            }
        }
    }
}

/// FNV-1a, 64 bits: what a file keeps of some bytes, the same in every version of the program.
pub fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Serialize for Mark {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{:032x}", self.0))
    }
}

impl<'d> Deserialize<'d> for Mark {
    fn deserialize<D: serde::Deserializer<'d>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let number = u128::from_str_radix(&text, 16);
        number.map(Self).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_the_same_however_the_content_comes() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        let content = "字里行间".repeat(20_000);
        std::fs::write(&file, &content).expect("a file");
        let whole = Mark::of_bytes(content.as_bytes());
        assert_eq!(Mark::of_file(&file).expect("a mark"), whole);
        assert_ne!(Mark::of_bytes("字里行".as_bytes()), whole);
    }

    #[test]
    fn a_mark_comes_back_from_json() {
        let mark = Mark::of_bytes(b"a");
        let json = serde_json::to_string(&mark).expect("json");
        assert_eq!(serde_json::from_str::<Mark>(&json).expect("a mark"), mark);
        assert!(serde_json::from_str::<Mark>("\"x\"").is_err());
    }
}
