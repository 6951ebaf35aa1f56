//! Files that are no text: told by their first bytes, or by what stands between the letters.

use crate::diagnostic::Text;
use crate::say;

/// What a file that begins with certain bytes is.
struct Signature {
    bytes: &'static [u8],
    en: &'static str,
    zh: &'static str,
}

/// Kinds of file that people hand over by mistake. More than a magic number is not needed: the
/// file is refused either way, the name only makes the message plainer.
const SIGNATURES: &[Signature] = &[
    kind(b"%PDF-", "a PDF document", "PDF 文档"),
    kind(
        b"PK\x03\x04",
        "a ZIP archive (DOCX, EPUB …)",
        "ZIP 压缩包（DOCX、EPUB 等）",
    ),
    kind(b"PK\x05\x06", "an empty ZIP archive", "空的 ZIP 压缩包"),
    kind(b"\x89PNG\r\n", "a PNG picture", "PNG 图片"),
    kind(b"\xFF\xD8\xFF", "a JPEG picture", "JPEG 图片"),
    kind(b"GIF8", "a GIF picture", "GIF 图片"),
    kind(b"II*\0", "a TIFF picture", "TIFF 图片"),
    kind(b"MM\0*", "a TIFF picture", "TIFF 图片"),
    kind(
        b"RIFF",
        "a RIFF file (WebP, WAV …)",
        "RIFF 文件（WebP、WAV 等）",
    ),
    kind(
        b"\xD0\xCF\x11\xE0",
        "an old Office document (DOC, XLS …)",
        "旧版 Office 文档（DOC、XLS 等）",
    ),
    kind(b"{\\rtf", "an RTF document", "RTF 文档"),
    kind(b"\x1F\x8B", "a gzip archive", "gzip 压缩文件"),
    kind(b"7z\xBC\xAF", "a 7z archive", "7z 压缩包"),
    kind(b"Rar!", "a RAR archive", "RAR 压缩包"),
    kind(
        b"\x28\xB5\x2F\xFD",
        "a Zstandard archive",
        "Zstandard 压缩文件",
    ),
    kind(b"SQLite format", "a database", "数据库文件"),
    kind(b"\x7FELF", "a program", "程序文件"),
    kind(b"MZ\x90", "a program", "程序文件"),
    kind(b"\xFF\xFE\0\0", "text in UTF-32", "UTF-32 编码的文本"),
    kind(b"\0\0\xFE\xFF", "text in UTF-32", "UTF-32 编码的文本"),
];

const fn kind(bytes: &'static [u8], en: &'static str, zh: &'static str) -> Signature {
    Signature { bytes, en, zh }
}

/// What `bytes` are, when their beginning says that they are no plain text.
pub(super) fn by_signature(bytes: &[u8]) -> Option<Text> {
    let found = SIGNATURES
        .iter()
        .find(|kind| bytes.starts_with(kind.bytes))?;
    let (en, zh) = (found.en, found.zh);
    Some(say!("{en}", "{zh}"))
}

/// What a decoded `text` looks like, when it cannot be text: it has NULs, or more than one in fifty
/// of its characters is a control character or unreadable.
pub(super) fn by_content(text: &str) -> Option<Text> {
    let (mut characters, mut strange, mut nuls) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        characters += 1;
        nuls += usize::from(c == '\0');
        strange += usize::from(is_strange(c));
    }
    if nuls > 0 {
        return Some(say!(
            "binary data ({nuls} NUL bytes)",
            "二进制数据（含 {nuls} 个 NUL 字节）"
        ));
    }
    (strange * 50 > characters).then(|| {
        say!(
            "binary data ({strange} of {characters} characters are no text)",
            "二进制数据（{characters} 个字符中有 {strange} 个不是文字）"
        )
    })
}

/// Whether `c` is a control character that text has no use for: all but the white space.
pub(super) fn is_stray_control(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn is_strange(c: char) -> bool {
    is_stray_control(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_named() {
        let found = by_signature(b"\x89PNG\r\n\x1a\n....");
        assert_eq!(found.map(|text| text.en), Some("a PNG picture".into()));
        assert_eq!(by_signature("报头".as_bytes()), None);
    }

    #[test]
    fn a_form_feed_is_no_binary() {
        assert_eq!(by_content("甲\u{c}乙\t丙\n"), None);
        assert!(by_content("甲\0乙").is_some());
        assert!(by_content("a\u{1}b\u{2}").is_some());
    }
}
