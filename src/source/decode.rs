//! Bytes → text, whatever the encoding.

use super::{Page, binary, encoding};
use crate::diagnostic::{Diagnostic, Error, ErrorKind, Location, Result, Text, Warned, first_of};
use crate::say;
use crate::text::PageId;
use crate::text::chars::{BYTE_ORDER_MARK, REPLACEMENT};
use encoding_rs::{Encoding, UTF_8};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// How many places of unreadable characters a warning names.
const PLACES: usize = 5;

/// Spans count bytes in 32 bits; half of that leaves room for what repairs add.
const LONGEST: usize = (u32::MAX / 2) as usize;

/// Decodes `bytes`, the content of `file`; see [`super::read`].
pub(super) fn read(id: PageId, file: &str, bytes: Vec<u8>) -> Result<Warned<Page>> {
    if bytes.is_empty() {
        return Err(unusable(blank(file)));
    }
    if let Some(what) = binary::by_signature(&bytes) {
        return Err(unusable(not_text(file, &what)));
    }
    let (encoding, mark) = encoding::find(&bytes);
    let (decoded, unreadable) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if let Some(what) = binary::by_content(&decoded) {
        return Err(unusable(not_text(file, &what)));
    }
    let mut diagnostics = Vec::new();
    let text = clean(&decoded, file, &mut diagnostics);
    if text.trim().is_empty() {
        return Err(unusable(blank(file)));
    }
    if text.len() > LONGEST {
        return Err(unusable(too_long(file)));
    }
    if encoding != UTF_8 {
        diagnostics.insert(0, was_decoded(file, encoding));
    }
    diagnostics.extend(replaced(file, &text, encoding, unreadable));
    drop(decoded);
    let page = Page {
        id,
        file: file.to_owned(),
        text,
        bytes,
        folder: None,
        label: None,
    };
    Ok(Warned {
        value: page,
        diagnostics,
    })
}

/// LF line ends, no stray control characters or inner byte order marks, NFC.
fn clean(text: &str, file: &str, diagnostics: &mut Vec<Diagnostic>) -> String {
    let stray = |c: char| c == BYTE_ORDER_MARK || binary::is_stray_control(c);
    let removed = text.chars().filter(|&c| stray(c)).count();
    if removed > 0 {
        let message = say!(
            "left out {removed} control character(s) or byte order mark(s) inside the text",
            "略去了正文中的 {removed} 个控制字符或字节顺序标记"
        );
        let warning = Diagnostic::warning("source/control-character", message);
        diagnostics.push(warning.at(Location::file(file)));
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().filter(|&c| !stray(c)).peekable();
    while let Some(c) = chars.next() {
        if c == '\r' {
            if chars.peek() != Some(&'\n') {
                out.push('\n');
            }
        } else {
            out.push(c);
        }
    }
    if is_nfc_quick(out.chars()) == IsNormalized::Yes {
        out
    } else {
        out.nfc().collect()
    }
}

fn unusable(diagnostic: Diagnostic) -> Error {
    Error::new(ErrorKind::Input, diagnostic)
}

fn blank(file: &str) -> Diagnostic {
    let message = say!(
        "`{file}` is empty: there is no text on the page",
        "`{file}` 是空的：版面上没有文字"
    );
    Diagnostic::error("source/empty", message)
        .at(Location::file(file))
        .cure(say!(
            "check that the page was recognised and saved",
            "请检查版面是否已经识别并保存"
        ))
}

fn not_text(file: &str, what: &Text) -> Diagnostic {
    let message = Text {
        en: format!("`{file}` is no text: it looks like {}", what.en),
        zh: format!("`{file}` 不是文本，看起来是{}", what.zh),
    };
    Diagnostic::error("source/binary", message)
        .at(Location::file(file))
        .cure(say!(
            "export the page as plain text (UTF-8) and give that file",
            "请把版面另存为纯文本（UTF-8）再导入"
        ))
}

fn too_long(file: &str) -> Diagnostic {
    let message = say!(
        "`{file}` is too long for one page (2 GB of text)",
        "`{file}` 太长，一个版面最多 2 GB 文本"
    );
    Diagnostic::error("source/too-long", message).at(Location::file(file))
}

fn was_decoded(file: &str, encoding: &'static Encoding) -> Diagnostic {
    let name = encoding::name(encoding);
    let message = say!(
        "`{file}` is not UTF-8; it was read as {name}",
        "`{file}` 不是 UTF-8，已按 {name} 读取"
    );
    Diagnostic::note("source/encoding", message).at(Location::file(file))
}

/// A warning that counts the characters nobody can read, with the places of the first few.
fn replaced(
    file: &str,
    text: &str,
    encoding: &'static Encoding,
    unreadable: bool,
) -> Option<Diagnostic> {
    let mut found = text.match_indices(REPLACEMENT);
    let (first, _) = found.next()?;
    let rest: Vec<usize> = found.map(|(i, _)| i).collect();
    let count = rest.len() + 1;
    let location = Location::within(file, text, first..first + REPLACEMENT.len_utf8());
    let name = encoding::name(encoding);
    let (code, mut message) = if !unreadable {
        let message = say!(
            "the page holds {count} replacement character(s) (U+FFFD): letters were lost before it came here",
            "版面含 {count} 个替换字符（U+FFFD）：这些字在此之前就已丢失"
        );
        ("source/replacement-character", message)
    } else {
        let message = say!(
            "not valid {name} in {count} place(s), replaced by U+FFFD",
            "有 {count} 处不是有效的 {name}，已用 U+FFFD 代替"
        );
        let utf_8 = encoding == UTF_8;
        let code = ["source/invalid-bytes", "source/invalid-utf-8"][usize::from(utf_8)];
        (code, message)
    };
    let more = more_places(file, text, &rest);
    if !more.is_empty() {
        message.en.push_str(&format!("; the others at {more}"));
        message.zh.push_str(&format!("；其余位于 {more}"));
    }
    let cure = say!(
        "look the letters up on the printed page and correct them in the chapter",
        "请对照报纸原版，在章节中改正这些字"
    );
    Some(Diagnostic::warning(code, message).at(location).cure(cure))
}

/// `line:column` of the first few of `starts`, with an ellipsis when there are more.
fn more_places(file: &str, text: &str, starts: &[usize]) -> String {
    let places = starts.iter().map(|&i| {
        let at = Location::within(file, text, i..i + REPLACEMENT.len_utf8());
        format!("{}:{}", at.line, at.column)
    });
    first_of(places, PLACES - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, GB18030};

    fn page(bytes: &[u8]) -> Warned<Page> {
        read(PageId(0), "page.txt", bytes.to_vec()).expect("a page")
    }

    fn refused(bytes: &[u8]) -> &'static str {
        let error = read(PageId(0), "p.txt", bytes.to_vec()).expect_err("no page");
        assert_eq!(error.kind(), ErrorKind::Input);
        error.diagnostics()[0].code
    }

    #[test]
    fn line_ends_and_marks_are_made_plain() {
        let page = page("\u{FEFF}甲\r\n乙\r丙\n".as_bytes());
        assert_eq!(page.value.text, "甲\n乙\n丙\n");
        assert_eq!(page.diagnostics, []);
    }

    #[test]
    fn letters_are_composed() {
        assert_eq!(page("cafe\u{301}".as_bytes()).value.text, "café");
    }

    #[test]
    fn another_encoding_is_read_and_said() {
        let text = "排字工人把最后一枚铅字放进版框，印刷机重新转动起来，油墨的气味飘满车间。";
        let gbk = page(&GB18030.encode(text).0);
        assert_eq!(gbk.value.text, text);
        assert_eq!(gbk.diagnostics[0].code, "source/encoding");
        let text = "排字工人將最後一枚鉛字放進版框，印刷機重新轉動起來，油墨的氣味飄滿車間。";
        assert_eq!(page(&BIG5.encode(text).0).value.text, text);
    }

    #[test]
    fn unreadable_bytes_are_counted_and_placed() {
        let mut bytes = "第一行的字\n第二行的字很多\n".as_bytes().to_vec();
        bytes.insert(19, 0xFF);
        bytes.push(0xC3);
        let page = page(&bytes);
        let warning = &page.diagnostics[0];
        assert_eq!(warning.code, "source/invalid-utf-8");
        assert!(
            warning.message.en.starts_with("not valid UTF-8 in 2 place"),
            "{warning:?}"
        );
        assert!(warning.message.en.ends_with("at 3:1"), "{warning:?}");
        let at = warning.location.as_ref().map(|at| (at.line, at.column));
        assert_eq!(at, Some((2, 2)));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(refused(b""), "source/empty");
        assert_eq!(refused("  \n\u{3000}\r\n".as_bytes()), "source/empty");
        assert_eq!(refused(b"\xEF\xBB\xBF"), "source/empty");
        assert_eq!(refused(b"%PDF-1.7 and so on"), "source/binary");
        assert_eq!(refused(b"some words\0and more words here"), "source/binary");
        let noise: Vec<u8> = (0..4000_u32).map(|i| ((i * i) >> 3) as u8).collect();
        assert_eq!(refused(&noise), "source/binary");
    }

    #[test]
    fn the_bytes_are_kept() {
        let bytes = "\u{FEFF}甲\r\n".as_bytes();
        assert_eq!(page(bytes).value.bytes, bytes);
    }
}
