//! The marks of conflicts: a quotation in plain words below the person's own, a comment in front
//! matter. Whoever deletes them has settled the conflict.

use crate::text::Lang;
use std::ops::Range;

/// What a mark begins with, in the languages of books; a line is a mark for this alone, so that a
/// book may change its language.
const HEADS: [&str; 3] = ["两种写法", "兩種寫法", "Two versions"];

/// What is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case<'a> {
    /// Both changed it; this is the import's.
    Changed(&'a str),
    /// The person deleted it and the import changed it; this is the import's.
    Deleted(&'a str),
    /// The person changed it and the pages have it no more.
    Gone,
    /// The person changed an article that the pages have no more.
    ArticleGone,
}

/// The mark in the body.
pub(super) fn block(case: Case<'_>, lang: &Lang) -> String {
    let [simplified, traditional, english] = HEADS;
    let (head, text, end) = if lang.is_traditional() {
        let text = match case {
            Case::Changed(_) => "上面的文字你改過，重新匯入的也變了，如下。",
            Case::Deleted(_) => "你在這裡刪去的文字，重新匯入時有了改動，如下。",
            Case::Gone => "上面的文字你改過，而重新匯入的版面上已沒有它。",
            Case::ArticleGone => "這一篇你改過，而重新匯入的版面上已沒有它。",
        };
        (
            format!("**{traditional}**："),
            text,
            "請取捨，再刪去這塊引文。",
        )
    } else if lang.is_chinese() {
        let text = match case {
            Case::Changed(_) => "上面的文字你改过，重新导入的也变了，如下。",
            Case::Deleted(_) => "你在这里删去的文字，重新导入时有了改动，如下。",
            Case::Gone => "上面的文字你改过，而重新导入的版面上已没有它。",
            Case::ArticleGone => "这一篇你改过，而重新导入的版面上已没有它。",
        };
        (
            format!("**{simplified}**："),
            text,
            "请取舍，再删去这块引文。",
        )
    } else {
        let text = match case {
            Case::Changed(_) => {
                " You changed the text above, and the import has it otherwise now, as below."
            }
            Case::Deleted(_) => " The import changed what you deleted here; it has it as below.",
            Case::Gone => " You changed the text above, and the pages have it no more.",
            Case::ArticleGone => " You changed this article, and the pages have it no more.",
        };
        let end = " Keep what you want, then delete this quotation.";
        (format!("**{english}.**"), text, end)
    };
    let mut out = format!("> ⚠ {head}{text}{end}");
    if let Case::Changed(theirs) | Case::Deleted(theirs) = case {
        out.push_str("\n>");
        for line in theirs.trim_matches('\n').lines() {
            out.push_str("\n>");
            if !line.is_empty() {
                out.push(' ');
                out.push_str(line);
            }
        }
    }
    out
}

/// The mark in front matter: a comment below the person's own value. `theirs` are the import's lines,
/// none where the pages have the field no more.
pub(super) fn comment(theirs: Option<&str>, lang: &Lang) -> String {
    let [simplified, traditional, english] = HEADS;
    let theirs = theirs.map(|lines| lines.trim().replace('\n', " "));
    match (theirs, lang.is_traditional(), lang.is_chinese()) {
        (Some(theirs), true, _) => {
            format!(
                "# ⚠ {traditional}：你改過上面一項，重新匯入的是 {theirs}  請取捨，再刪去這一行。"
            )
        }
        (Some(theirs), _, true) => {
            format!(
                "# ⚠ {simplified}：你改过上面一项，重新导入的是 {theirs}  请取舍，再删去这一行。"
            )
        }
        (Some(theirs), ..) => format!(
            "# ⚠ {english}. You changed the field above; the import has {theirs}  Keep what you want, then delete this line."
        ),
        (None, true, _) => {
            format!(
                "# ⚠ {traditional}：你改過上面一項，而重新匯入的版面上已沒有它。請取捨，再刪去這一行。"
            )
        }
        (None, _, true) => {
            format!(
                "# ⚠ {simplified}：你改过上面一项，而重新导入的版面上已没有它。请取舍，再删去这一行。"
            )
        }
        (None, ..) => format!(
            "# ⚠ {english}. You changed the field above, and the pages have it no more. Keep what you want, then delete this line."
        ),
    }
}

/// Whether this line begins the mark in a body.
pub(super) fn is_quotation(line: &str) -> bool {
    has_head(line.strip_prefix("> ⚠ **"))
}

/// Whether this line is the mark in front matter.
pub(super) fn is_comment(line: &str) -> bool {
    has_head(line.strip_prefix("# ⚠ "))
}

fn has_head(words: Option<&str>) -> bool {
    words.is_some_and(|words| HEADS.iter().any(|head| words.starts_with(head)))
}

/// The conflicts that are marked in `text`, a chapter's file: the bytes of the first line of each.
pub fn marks(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        if is_quotation(words) || is_comment(words) {
            found.push(at..at + words.len());
        }
        at += line.len();
    }
    found
}
