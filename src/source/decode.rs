//! Bytes → text, whatever the encoding.

use super::Page;
use crate::diagnostic::{Result, Warned};
use crate::text::PageId;

pub(super) fn read(id: PageId, file: &str, bytes: Vec<u8>) -> Result<Warned<Page>> {
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    Ok(Warned::new(Page {
        id,
        file: file.to_owned(),
        text,
        bytes,
        folder: None,
        label: None,
    }))
}
