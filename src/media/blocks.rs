//! Are the blocks of a picture file all there, in order and unharmed?
//!
//! Each of the three formats is a chain of blocks up to an end mark. Walking it finds files cut off
//! by an interrupted download and most that were damaged on the way, at the cost of reading them
//! once. Bytes after the end mark are common and harmless.

use crate::diagnostic::Text;
use crate::say;
use std::ops::Range;

fn truncated(name: &str) -> Text {
    say!(
        "{name} picture cut off before its end: copy the file again",
        "{name} 图片不完整，结尾缺失：请重新复制文件"
    )
}

fn rare_coding() -> Text {
    say!(
        "JPEG picture in a rare coding (lossless or arithmetic) that readers cannot show: save it as an ordinary JPEG",
        "JPEG 图片用了罕见的编码（无损或算术编码），阅读器无法显示：请另存为普通 JPEG"
    )
}

fn corrupt(name: &str, at: usize) -> Text {
    say!(
        "corrupt {name} picture: damaged at byte {at}",
        "{name} 图片已损坏：第 {at} 字节处有错"
    )
}

/// What the blocks of a file tell of the picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Blocks of facts about the camera, the place and the hour (EXIF, XMP): nobody's to publish
    /// unasked.
    pub private: Vec<Range<usize>>,
    /// Colours of a JPEG: 1 grey, 3 colour, 4 printing inks.
    pub inks: u8,
    /// Pictures of a GIF; more than one is an animation.
    pub frames: usize,
}

impl Facts {
    /// `bytes` without its private blocks.
    pub fn without_private(&self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut from = 0;
        for block in &self.private {
            out.extend_from_slice(&bytes[from..block.start]);
            from = block.end;
        }
        out.extend_from_slice(&bytes[from..]);
        out
    }
}

/// Walks the chunks of a PNG file up to `IEND`, checking the sum of each (PNG, third edition, §5).
pub(super) fn png(bytes: &[u8]) -> Result<Facts, Text> {
    if !bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Err(corrupt("PNG", 0));
    }
    let mut at = 8;
    let mut pixels = false;
    let mut facts = Facts::default();
    loop {
        let chunk = bytes.get(at..).unwrap_or_default();
        let Some((length, _)) = chunk.split_first_chunk::<4>() else {
            return Err(truncated("PNG"));
        };
        let length = u32::from_be_bytes(*length) as usize;
        if length > 0x7FFF_FFFF {
            return Err(corrupt("PNG", at));
        }
        let Some(summed) = chunk.get(4..8 + length) else {
            return Err(truncated("PNG"));
        };
        let Some(sum) = chunk[8 + length..].first_chunk::<4>() else {
            return Err(truncated("PNG"));
        };
        if crc32(summed) != u32::from_be_bytes(*sum) {
            return Err(corrupt("PNG", at));
        }
        match &summed[..4] {
            b"IDAT" => pixels = true,
            b"eXIf" => facts.private.push(at..at + 12 + length),
            b"IEND" if pixels => return Ok(facts),
            b"IEND" => return Err(corrupt("PNG", at)),
            _ => {}
        }
        at += 12 + length;
    }
}

/// Walks the blocks of a GIF file up to its trailer (GIF89a §12).
pub(super) fn gif(bytes: &[u8]) -> Result<Facts, Text> {
    let cut = || truncated("GIF");
    let screen = *bytes.get(10).ok_or_else(cut)?;
    let mut at = 13 + color_table(screen);
    let mut frames = 0;
    loop {
        match *bytes.get(at).ok_or_else(cut)? {
            // extension: a label, then sub-blocks
            0x21 => at = sub_blocks(bytes, at + 2).ok_or_else(cut)?,
            // picture: place, size and flags, a colour table, the code size, then sub-blocks
            0x2C => {
                let flags = *bytes.get(at + 9).ok_or_else(cut)?;
                at = sub_blocks(bytes, at + 11 + color_table(flags)).ok_or_else(cut)?;
                frames += 1;
            }
            0x3B if frames > 0 => {
                return Ok(Facts {
                    frames,
                    ..Facts::default()
                });
            }
            _ => return Err(corrupt("GIF", at)),
        }
    }
}

/// The length of the colour table that `flags` announce.
fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}

/// The byte after a chain of sub-blocks, each led by its length, the last of length 0.
fn sub_blocks(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = *bytes.get(at)? as usize;
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// Walks the segments and scans of a JPEG file up to its end mark (ITU T.81 annex B).
pub(super) fn jpeg(bytes: &[u8]) -> Result<Facts, Text> {
    let cut = || truncated("JPEG");
    let mut at = 2;
    let mut frame = false;
    let mut scan = false;
    let mut facts = Facts::default();
    loop {
        if *bytes.get(at).ok_or_else(cut)? != 0xFF {
            return Err(corrupt("JPEG", at));
        }
        let marker = *bytes.get(at + 1).ok_or_else(cut)?;
        match marker {
            // any number of fill bytes may lead a marker
            0xFF => at += 1,
            0xD9 if frame && scan => return Ok(facts),
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF if frame => {
                return Err(corrupt("JPEG", at));
            }
            0xDA if !frame => return Err(corrupt("JPEG", at)),
            // lossless, hierarchical and arithmetic coding: no reading system shows them
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(rare_coding()),
            0xC0..=0xCF | 0xDA..=0xFE if marker != 0xD9 => {
                if is_frame(marker) {
                    frame = true;
                    facts.inks = *bytes.get(at + 9).ok_or_else(cut)?;
                }
                scan |= marker == 0xDA;
                let length = bytes.get(at + 2..at + 4).ok_or_else(cut)?;
                let end = at + 2 + usize::from(length[0]) * 256 + usize::from(length[1]);
                // EXIF and XMP are APP1; what else may stand there is theirs too
                if marker == 0xE1 && end <= bytes.len() {
                    facts.private.push(at..end);
                }
                at = end;
                if marker == 0xDA {
                    at = scan_end(bytes, at).ok_or_else(cut)?;
                }
            }
            _ => return Err(corrupt("JPEG", at)),
        }
    }
}

/// Whether `marker` begins a frame: SOF0 to SOF15 without DHT, JPG and DAC.
fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC)
}

/// The marker after the coded pixels that begin at `at`: stuffed zeros and restart marks belong to
/// the pixels.
fn scan_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|&b| b == 0xFF)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

/// The sum of PNG's chunks (PNG, third edition, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, &byte: &u8| TABLE[usize::from(sum as u8 ^ byte)] ^ (sum >> 8);
    !bytes.iter().fold(!0, step)
}

const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 256 {
        let mut sum = i as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 * (sum & 1));
            bit += 1;
        }
        table[i] = sum;
        i += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_the_one_of_the_standard() {
        assert_eq!(crc32(b"IEND"), 0xAE42_6082);
    }
}
