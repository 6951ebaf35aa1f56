//! Which encoding a text is in.
//!
//! The order matters: marks at the beginning are certain; UTF-16 must be looked for before a
//! guesser is asked, since every guesser takes it for a Western code page; UTF-8 proves itself;
//! the rest is guessed by frequency. The guesser gets no hint of a country: told `cn`, it reads
//! Big5 as GBK.

use crate::text::chars::is_cjk_punctuation;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// The encoding of `bytes` and the length of the mark at their beginning that says so.
pub(super) fn find(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, mark);
    }
    if let Some(encoding) = utf_16(bytes) {
        return (encoding, 0);
    }
    if mostly_utf_8(bytes) {
        return (UTF_8, 0);
    }
    (guess(bytes), 0)
}

/// The name that people know an encoding by.
pub(super) fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == GB18030 {
        "GB18030"
    } else if encoding == BIG5 {
        "Big5"
    } else {
        encoding.name()
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if guessed.is_single_byte() || guessed == GBK {
        let mut chinese = [GB18030, BIG5].into_iter();
        if let Some(encoding) = chinese.find(|encoding| only_marks(encoding, bytes)) {
            return encoding;
        }
    }
    // GB18030 is GBK and more: the same bytes read the same
    if guessed == GBK { GB18030 } else { guessed }
}

/// Whether all that `bytes` hold beyond ASCII are marks of Chinese typesetting, as in an English
/// page that came through a Chinese system. A guesser of letters has nothing to go by there.
fn only_marks(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    let (text, _, unreadable) = encoding.decode(bytes);
    let mut beyond = text.chars().filter(|c| !c.is_ascii());
    let a_mark = |c| {
        is_cjk_punctuation(c)
            // letters with an accent, arrows and signs that GB 2312 has too
            || matches!(c, '×' | '÷' | '°' | 'à'..='ǜ' | '\u{2190}'..='\u{2199}' | '\u{25A0}'..='\u{2606}')
    };
    !unreadable && beyond.all(a_mark)
}

/// Whether `bytes` are UTF-8, a few damaged places allowed: at least three characters beyond ASCII
/// were read for each place that could not be.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut wide, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken * 3 <= wide
}

/// UTF-16 without a mark: nine in ten of its units read in one byte order are what newspapers
/// print, and fewer in the other.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let has_nul = bytes.contains(&0);
    if bytes.len() < 4 || (!has_nul && std::str::from_utf8(bytes).is_ok()) {
        return None;
    }
    let little = plausible(bytes, u16::from_le_bytes, has_nul);
    let big = plausible(bytes, u16::from_be_bytes, has_nul);
    let (encoding, best, other) = if little >= big {
        (UTF_16LE, little, big)
    } else {
        (UTF_16BE, big, little)
    };
    let units = bytes.len() / 2;
    (best * 10 >= units * 9 && best > other).then_some(encoding)
}

/// How many 16-bit units of `bytes` are letters or marks a page may hold. Hangul counts only where
/// there are NULs: without them, its block is where GBK's byte pairs fall.
fn plausible(bytes: &[u8], unit: fn([u8; 2]) -> u16, hangul: bool) -> usize {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    units
        .filter(|unit| match unit {
            0x09..=0x0D | 0x20..=0x7E | 0xA0..=0x17F | 0x2010..=0x203B => true,
            0x25A0..=0x25FF | 0x3000..=0x30FF | 0x3400..=0x9FFF | 0xFF01..=0xFF65 => true,
            0xAC00..=0xD7A3 => hangul,
            _ => false,
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    /// Our own sentence, long enough for a guess.
    const CHINESE: &str =
        "字里行间报讯　昨日清晨，排字工人把最后一枚铅字放进版框，印刷机重新转动起来。";
    const TRADITIONAL: &str =
        "字裡行間報訊　昨日清晨，排字工人將最後一枚鉛字放進版框，印刷機重新轉動起來。";

    fn utf_16_bytes(text: &str, big: bool) -> Vec<u8> {
        let order = if big {
            u16::to_be_bytes
        } else {
            u16::to_le_bytes
        };
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let gbk = GB18030.encode(CHINESE).0;
        let big5 = BIG5.encode(TRADITIONAL).0;
        assert_eq!(find(CHINESE.as_bytes()).0, UTF_8);
        assert_eq!(find(&gbk).0, GB18030);
        assert_eq!(find(&big5).0, BIG5);
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_letters() {
        for text in [CHINESE, "A page about type.\n", "第一行\n第二行\n"] {
            assert_eq!(find(&utf_16_bytes(text, false)).0, UTF_16LE, "{text}");
            assert_eq!(find(&utf_16_bytes(text, true)).0, UTF_16BE, "{text}");
        }
    }

    #[test]
    fn quotation_marks_alone_tell_a_chinese_system() {
        let english = "“Type,” he said, “isn’t dead — it only sleeps.” ".repeat(8);
        for encoding in [GB18030, BIG5, WINDOWS_1252] {
            let (bytes, _, lost) = encoding.encode(&english);
            assert!(!lost);
            assert_eq!(find(&bytes).0, encoding);
        }
    }

    #[test]
    fn a_mark_decides_and_is_counted() {
        assert_eq!(find("\u{FEFF}字".as_bytes()), (UTF_8, 3));
        assert_eq!(find(b"\xFF\xFEA\0"), (UTF_16LE, 2));
    }

    #[test]
    fn a_damaged_place_does_not_make_another_encoding() {
        let mut bytes = CHINESE.as_bytes().to_vec();
        bytes.insert(30, 0xFF);
        assert_eq!(find(&bytes).0, UTF_8);
    }
}
