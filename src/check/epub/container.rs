//! The archive: its first entry, the names in it, and the way to the package document.

use super::{Finds, Spot};
use crate::archive::Unreadable;
use crate::reader::{Container, MOST_MARKUP, Tree};
use crate::say;
use std::collections::BTreeMap;

const CONTAINER: &str = "META-INF/container.xml";

/// Opens the archive; `None` when it is none.
pub(super) fn open<'a>(bytes: &'a [u8], finds: &mut Finds<'_>) -> Option<Container<'a>> {
    let container = match Container::of(bytes) {
        Ok(container) => container,
        Err(error) => {
            finds.error(
                "epub/archive",
                if bytes.is_empty() {
                    "PKG-003"
                } else {
                    "PKG-004"
                },
                &Spot::Whole,
                say!(
                    "this is no whole zip archive: {error}",
                    "不是完整的 zip 压缩包：{error}"
                ),
                say!("copy or download the file again", "请重新复制或下载"),
            );
            return None;
        }
    };
    mimetype(bytes, finds);
    names(&container, finds);
    Some(container)
}

/// The archive begins with the stored file `mimetype` and nothing beside it (EPUB 3.3 §4.2.3).
fn mimetype(bytes: &[u8], finds: &mut Finds<'_>) {
    let number = |at: usize| {
        let pair = bytes.get(at..at + 2).unwrap_or(&[0, 0]);
        usize::from(pair[0]) | usize::from(pair[1]) << 8
    };
    let name = bytes.get(30..30 + number(26)).unwrap_or_default();
    let (theirs, message) = if name != b"mimetype" {
        (
            "PKG-006",
            say!(
                "the first file is not `mimetype`",
                "第一个文件不是 `mimetype`"
            ),
        )
    } else if number(28) != 0 {
        (
            "PKG-005",
            say!(
                "`mimetype` has an extra field in its header",
                "`mimetype` 的文件头带有附加字段"
            ),
        )
    } else if number(8) != 0
        || bytes.get(38..58) != Some(b"application/epub+zip")
        || number(22) != 20
    {
        (
            "PKG-007",
            say!(
                "`mimetype` is not exactly `application/epub+zip`, stored without compression",
                "`mimetype` 的内容不是恰好 `application/epub+zip`，或被压缩了"
            ),
        )
    } else {
        return;
    };
    let cure = say!(
        "pack the archive again: `zip -X0 book.epub mimetype`, then `zip -Xr9 book.epub . -x mimetype`",
        "请重新打包：先 `zip -X0 book.epub mimetype`，再 `zip -Xr9 book.epub . -x mimetype`"
    );
    finds.error("epub/mimetype", theirs, &Spot::Whole, message, cure);
}

fn names(container: &Container<'_>, finds: &mut Finds<'_>) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for entry in container.entries() {
        let path = entry.path.as_str();
        let rename = say!(
            "give it a name of plain letters, figures, `-` and `_`",
            "请改用字母、数字、`-` 和 `_` 组成的名字"
        );
        let forbidden = |c: char| c.is_control() || "\"*:<>?\\|".contains(c) || is_private(c);
        if path.starts_with('/') || path.split('/').any(|part| part == "..") {
            finds.error(
                "epub/file-name",
                "RSC-026",
                &Spot::File(path),
                say!("the file's name leads out of the book", "文件名指到书外"),
                rename,
            );
        } else if path.chars().any(forbidden) {
            finds.error(
                "epub/file-name",
                "PKG-009",
                &Spot::File(path),
                say!(
                    "the file's name holds a character that is not allowed",
                    "文件名含有不允许的字符"
                ),
                rename,
            );
        } else if path.ends_with('.') {
            finds.error(
                "epub/file-name",
                "PKG-011",
                &Spot::File(path),
                say!("the file's name ends in `.`", "文件名以 `.` 结尾"),
                rename,
            );
        } else if path.contains(char::is_whitespace) {
            finds.warning(
                "epub/file-name",
                "PKG-010",
                &Spot::File(path),
                say!("the file's name holds a space", "文件名含有空格"),
                rename,
            );
        }
        if seen.insert(path.to_lowercase(), path).is_some() {
            finds.error(
                "epub/file-name",
                "OPF-060",
                &Spot::File(path),
                say!(
                    "two files have this name, capitals aside",
                    "有两个文件同名（不计大小写）"
                ),
                say!("rename one of them", "请给其中一个改名"),
            );
        }
        if entry.is_encrypted || !entry.is_common {
            finds.error(
                "epub/archive",
                "PKG-008",
                &Spot::File(path),
                say!(
                    "the file is packed in a way that readers do not know",
                    "文件的压缩或加密方式阅读器不支持"
                ),
                say!("pack it stored or deflated", "请用存储或 deflate 方式打包"),
            );
        }
    }
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..)
}

/// The package document: its path, its text and its tree.
pub(super) fn package(
    container: &Container<'_>,
    finds: &mut Finds<'_>,
) -> Option<(String, String, Tree)> {
    if !container.has(CONTAINER) {
        finds.error(
            "epub/container",
            "RSC-002",
            &Spot::Whole,
            say!("`{CONTAINER}` is missing", "缺少 `{CONTAINER}`"),
            say!(
                "it names the package document: make the book anew",
                "它指明包文件的位置：请重新制作此书"
            ),
        );
        return None;
    }
    let (text, tree) = finds.document(container, CONTAINER)?;
    let Some(path) = Container::package_path(&tree) else {
        finds.error(
            "epub/container",
            "RSC-003",
            &Spot::At(CONTAINER, &text, tree.root.at),
            say!("no `rootfile` names a package document", "没有 `rootfile` 指明包文件"),
            say!(
                "write `<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>`",
                "请写 `<rootfile full-path=\"EPUB/package.opf\" media-type=\"application/oebps-package+xml\"/>`"
            ),
        );
        return None;
    };
    if !container.has(path) {
        finds.error(
            "epub/container",
            "OPF-002",
            &Spot::File(CONTAINER),
            say!(
                "the package document `{path}` is missing",
                "缺少包文件 `{path}`"
            ),
            say!("name the file that is there", "请写实际存在的文件"),
        );
        return None;
    }
    let (text, tree) = finds.document(container, path)?;
    Some((path.to_owned(), text, tree))
}

/// The file `path`, if it can be read and has no more than `most` bytes.
pub(super) fn bytes(
    container: &Container<'_>,
    path: &str,
    most: u64,
    finds: &mut Finds<'_>,
) -> Option<Vec<u8>> {
    let (en, zh) = match container.read(path, most.max(MOST_MARKUP.min(most)))? {
        Ok(bytes) => return Some(bytes),
        Err(Unreadable::TooLong) => (
            format!("it unpacks to more than {most} bytes"),
            format!("解压后超过 {most} 字节"),
        ),
        Err(Unreadable::Damaged(error)) => (error.clone(), error),
    };
    finds.error(
        "epub/archive",
        "PKG-008",
        &Spot::File(path),
        say!("the file cannot be unpacked: {en}", "文件无法解压：{zh}"),
        say!("copy or download the book again", "请重新复制或下载此书"),
    );
    None
}
