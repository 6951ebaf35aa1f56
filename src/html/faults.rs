//! What there is to say about a chapter's markup, each with its place.

use super::raw::Fault;
use crate::diagnostic::{Diagnostic, Text};
use crate::say;

pub(super) fn raw(fault: &Fault) -> Diagnostic {
    match fault {
        Fault::Unclosed(name) => Diagnostic::warning(
            "html/raw-not-well-formed",
            say!("`<{name}>` is never closed", "`<{name}>` 没有结束标签"),
        )
        .cure(say!(
            "it ends with its paragraph or block now: close it with `</{name}>`, or write `\\<{name}>` for the characters",
            "现在它到所在的段或块为止：请用 `</{name}>` 结束；若只是文字，请写成 `\\<{name}>`"
        )),
        Fault::Unopened(name) => Diagnostic::warning(
            "html/raw-not-well-formed",
            say!("`</{name}>` closes nothing", "`</{name}>` 没有对应的开始标签"),
        )
        .cure(say!(
            "take it out, or open `<{name}>` in the same block",
            "请删去它，或在同一段内写上 `<{name}>`"
        )),
        Fault::Misplaced(name) => Diagnostic::warning(
            "html/raw-not-well-formed",
            say!("`<{name}>` cannot stand here", "`<{name}>` 不能放在这里"),
        )
        .cure(say!(
            "its words are kept without it; blocks stand in blocks, lines in paragraphs, parts of a table or list in their table or list",
            "已保留其中文字；块级元素应放在块中，行内元素放在段落中，表格与列表的部分放在表格与列表中"
        )),
        Fault::Unknown(name) => Diagnostic::warning(
            "html/raw-unknown",
            say!(
                "`<{name}>` is no element that a book can show",
                "`<{name}>` 不是书中可用的元素"
            ),
        )
        .cure(say!(
            "its words are kept without it",
            "已保留其中文字，去掉了标签"
        )),
        Fault::Unsafe(name) => Diagnostic::error(
            "html/raw-unsafe",
            say!(
                "`<{name}>` would run, load or send something and was left out",
                "`<{name}>` 会运行、载入或发送内容，已略去"
            ),
        )
        .cure(say!("take it out", "请删去它")),
    }
}

pub(super) fn handler(name: &str) -> Diagnostic {
    Diagnostic::error(
        "html/raw-unsafe",
        say!(
            "the attribute `{name}` would run a script and was left out",
            "属性 `{name}` 会运行脚本，已略去"
        ),
    )
    .cure(say!("take it out", "请删去它"))
}

pub(super) fn attribute(element: &str, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "html/raw-attribute",
        say!(
            "the attribute `{name}` of `<{element}>` has no place in a book and was left out",
            "`<{element}>` 的属性 `{name}` 不能用于书中，已略去"
        ),
    )
    .cure(say!(
        "say it in Markdown, or take it out; it is said once a chapter",
        "请改用 Markdown 的写法，或删去它；每章只提示一次"
    ))
}

pub(super) fn mathematics(reason: &str) -> Diagnostic {
    Diagnostic::error(
        "html/mathematics",
        say!(
            "this is no mathematics that can be set: {reason}",
            "无法排出这段数学式：{reason}"
        ),
    )
    .cure(say!(
        "it stands as it is written; correct it, or write `\\$` for a dollar sign",
        "现按原样显示；请改正，若是货币符号请写 `\\$`"
    ))
}

pub(super) fn unsafe_link(target: &str) -> Diagnostic {
    Diagnostic::error(
        "html/unsafe-link",
        say!(
            "a book cannot link to `{target}`",
            "书中不能链接到 `{target}`"
        ),
    )
    .cure(say!(
        "link to a chapter, or to an address that begins with https:",
        "请链接到某一章，或以 https: 开头的网址"
    ))
}

pub(super) fn dead_link(target: &str, reason: DeadLink) -> Diagnostic {
    let (message, cure) = match reason {
        DeadLink::Malformed => (
            say!("`{target}` is no address", "`{target}` 不是有效的网址"),
            say!("write it as https://host/path", "请写成 https://主机/路径"),
        ),
        DeadLink::NoChapter => (
            say!(
                "`{target}` leads to no chapter of the book",
                "`{target}` 不指向书中任何一章"
            ),
            say!(
                "link to a file that stands in SUMMARY.md",
                "请链接到 SUMMARY.md 中列出的文件"
            ),
        ),
        DeadLink::NoHeading => (
            say!(
                "`{target}` leads to no heading of that chapter",
                "`{target}` 不指向该章的任何标题"
            ),
            say!(
                "the fragment of a heading is its words in lower case, `-` for blanks",
                "标题的锚点是其文字，字母小写，空格写作 `-`"
            ),
        ),
    };
    Diagnostic::error("html/dead-link", message).cure(cure)
}

/// Why a link is dead.
#[derive(Clone, Copy)]
pub(super) enum DeadLink {
    Malformed,
    NoChapter,
    NoHeading,
}

pub(super) fn missing_image(path: &str) -> Diagnostic {
    Diagnostic::error(
        "html/missing-image",
        say!("there is no picture `{path}`", "没有图片 `{path}`"),
    )
    .cure(say!(
        "put the file there, or write its caption as `> [Photo] …`",
        "请放入该文件，或将图片说明写成 `> 【图】……`"
    ))
}

pub(super) fn cleaned_image(path: &str, what: &Text) -> Diagnostic {
    let (en, zh) = (&what.en, &what.zh);
    Diagnostic::warning(
        "html/cleaned-image",
        say!(
            "the book shows `{path}` without {en}",
            "书中的 `{path}` 已去掉{zh}"
        ),
    )
    .cure(say!(
        "a book runs nothing and loads nothing; look whether the picture is still what it should be",
        "书不运行脚本，也不从外部载入；请看看图片是否仍然完好"
    ))
}

pub(super) fn image_outside(path: &str) -> Diagnostic {
    Diagnostic::error(
        "html/image-outside",
        say!(
            "the picture `{path}` lies outside the book",
            "图片 `{path}` 在书的文件夹之外"
        ),
    )
    .cure(say!(
        "copy it below the folder of the chapters",
        "请将它复制到章节所在的文件夹内"
    ))
}

pub(super) fn remote_image(address: &str) -> Diagnostic {
    Diagnostic::error(
        "html/remote-image",
        say!(
            "the picture `{address}` is on the network; a book carries its pictures",
            "图片 `{address}` 在网络上；书中图片须随书保存"
        ),
    )
    .cure(say!(
        "save it below `images/` and name that file",
        "请将它存入 `images/`，并引用该文件"
    ))
}

pub(super) fn unusable_image(path: &str, reason: &crate::diagnostic::Text) -> Diagnostic {
    let (en, zh) = (&reason.en, &reason.zh);
    Diagnostic::error(
        "html/unusable-image",
        say!(
            "the picture `{path}` cannot be shown: {en}",
            "图片 `{path}` 无法显示：{zh}"
        ),
    )
    .cure(say!(
        "save it anew as JPEG or PNG",
        "请重新保存为 JPEG 或 PNG"
    ))
}

pub(super) fn unused_note(label: &str) -> Diagnostic {
    Diagnostic::warning(
        "html/unused-note",
        say!(
            "no `[^{label}]` in the text calls this note",
            "正文中没有 `[^{label}]` 引用此注"
        ),
    )
    .cure(say!(
        "it stands after the others; call it where it belongs",
        "它已排在其他注之后；请在正文相应处引用"
    ))
}

pub(super) fn missing_note(call: &str) -> Diagnostic {
    Diagnostic::error(
        "html/missing-note",
        say!("there is no note for `{call}`", "`{call}` 没有对应的注文"),
    )
    .cure(say!(
        "write the note as `{call}: …` on a line of its own",
        "请另起一行写注文：`{call}: ……`"
    ))
}
