//! The evidence that a repair was weighed by (see [`crate::text::Evidence`]), in words.

use crate::diagnostic::Text;

/// Name, English, Chinese. Each completes "what spoke for it, or against it:".
const WORDS: &[(&str, &str, &str)] = &[
    // seams: does the second piece continue the first?
    (
        "seam/prior",
        "few paragraphs are torn",
        "断开的段落本来就少",
    ),
    (
        "seam/ends-closed",
        "the first piece ends its sentence",
        "前一段句子已完",
    ),
    (
        "seam/ends-in-comma",
        "the first piece ends in a comma",
        "前一段以逗号、顿号结束",
    ),
    (
        "seam/ends-open",
        "the first piece breaks off without a stop",
        "前一段没有句末标点",
    ),
    (
        "seam/ends-dangling",
        "the first piece ends in a word that more has to follow",
        "前一段停在必有下文的字词上",
    ),
    (
        "seam/ends-trailing",
        "the first piece ends in a colon, dash or ellipsis",
        "前一段以冒号、破折号或省略号结束",
    ),
    (
        "seam/ends-in-bracket",
        "the first piece ends in a closing mark without a stop",
        "前一段以后引号、后括号结束，没有句末标点",
    ),
    (
        "seam/ends-in-hyphen",
        "the first piece ends in a hyphen",
        "前一段以连字符结束",
    ),
    (
        "seam/title-like",
        "the first piece reads like a title",
        "前一段像标题",
    ),
    (
        "seam/stands-alone",
        "the second piece stands alone, as titles of the page do",
        "后一段独占一处，与本版标题相同",
    ),
    (
        "seam/closes-open-mark",
        "the second piece closes a mark the first leaves open",
        "后一段收住了前一段未完的引号或括号",
    ),
    (
        "seam/leaves-mark-open",
        "the first piece leaves a mark open",
        "前一段引号或括号未完",
    ),
    (
        "seam/reopens-quotation",
        "the second piece opens the quotation anew, as a new paragraph does",
        "后一段重新起引号，像是另起一段",
    ),
    (
        "seam/cannot-begin",
        "the second piece begins with a mark no line can begin with",
        "后一段以不能居行首的标点开始",
    ),
    (
        "seam/ends-in-abbreviation",
        "the first piece ends in an abbreviation that a name follows",
        "前一段以缩写结束，后面应有姓名",
    ),
    (
        "seam/opens-sentence",
        "the second piece begins with words that open a sentence",
        "后一段以常用作句首的词开始",
    ),
    (
        "seam/inside-sentence",
        "the second piece begins with characters that seldom open a sentence",
        "后一段以很少用作句首的字开始",
    ),
    (
        "seam/flush",
        "the second piece is flush on a page that indents its paragraphs",
        "本版段落首行缩进，后一段却顶格",
    ),
    (
        "seam/full-line",
        "the line above fills its column, and no blank line parts the two",
        "上一行排满了栏宽，中间没有空行",
    ),
    (
        "seam/short-line",
        "the line above ends its sentence short of its column",
        "上一行句子已完，且未排满栏宽",
    ),
    (
        "seam/open-line",
        "the line above breaks off inside a sentence, and no blank line parts the two",
        "上一行断在句子中间，中间没有空行",
    ),
    (
        "seam/indented",
        "the second piece is indented",
        "后一段首行缩进",
    ),
    (
        "seam/small-letter",
        "the second piece begins in lower case",
        "后一段以小写字母开始",
    ),
    (
        "seam/capital",
        "the second piece begins with a capital",
        "后一段以大写字母开始",
    ),
    (
        "seam/number-cut",
        "figures stand on both sides",
        "两边都是数字",
    ),
    (
        "seam/stands-together",
        "the words around the seam stand together elsewhere",
        "接缝两边的字在别处连用",
    ),
    (
        "seam/stands-together-short",
        "some characters around the seam stand together elsewhere",
        "接缝两边有几个字在别处连用",
    ),
    (
        "seam/word-spans",
        "a word of the language spans the seam",
        "有一个词横跨接缝",
    ),
    (
        "seam/no-word-spans",
        "no word spans the seam",
        "没有词跨在接缝上",
    ),
    (
        "seam/begins-alike",
        "the second piece begins as other paragraphs do",
        "后一段的开头与别的段落相同",
    ),
    (
        "seam/begins-article",
        "the second piece begins as an article does",
        "后一段像文章的开头",
    ),
    (
        "seam/gap",
        "a run of blank lines lies between that nothing explains",
        "中间有来历不明的空行",
    ),
    (
        "seam/stepped-over",
        "something else stands between the two",
        "两段之间隔着别的内容",
    ),
    (
        "seam/scripts-differ",
        "one piece is Chinese and the other is not",
        "两段文字不同",
    ),
    (
        "seam/jump-lines",
        "jump lines say that the text goes on here",
        "有转版提示",
    ),
    // titles
    (
        "label/headline",
        "it reads like a headline rather than text",
        "像标题，不像正文",
    ),
    (
        "label/kicker",
        "it reads like a kicker rather than text",
        "像引题，不像正文",
    ),
    (
        "label/after-text",
        "its article has begun before it",
        "文章在它之前已经开始",
    ),
    // topic: of which article is it?
    (
        "topic/of-that-headline",
        "it speaks of that article's headline more than of this one's",
        "内容更切合那一篇的标题",
    ),
    (
        "topic/names-headline",
        "the article's first words speak of what it names",
        "文章开头说的正是它所指的事",
    ),
    // captions
    (
        "caption/prior",
        "few pieces are captions",
        "图片说明本来就少",
    ),
    (
        "caption/words",
        "it uses the words of captions and credits",
        "有图片说明或摄影署名的用语",
    ),
    (
        "caption/after-picture",
        "it stands right after a picture",
        "紧接在图片之后",
    ),
    (
        "caption/before-picture",
        "it stands right before a picture",
        "紧接在图片之前",
    ),
    (
        "caption/no-gap-before",
        "no gap lies above it",
        "前面没有空处",
    ),
    (
        "caption/gap-before",
        "a gap lies above it, as a picture leaves",
        "前面有空处，像是图片留下的",
    ),
    (
        "caption/no-gap-after",
        "only one blank line follows it",
        "后面只有一个空行",
    ),
    (
        "caption/before-text",
        "it stands before the article's first words",
        "它在正文开始之前",
    ),
    ("caption/gap-after", "a gap lies below it", "后面有空处"),
    (
        "caption/phrase",
        "it is a phrase without a stop",
        "是一个没有句末标点的短语",
    ),
    (
        "caption/tiny",
        "it is too short to say anything",
        "太短，说明不了什么",
    ),
    (
        "caption/short",
        "it is short enough to stand under a picture",
        "长短合乎图片说明",
    ),
    (
        "caption/long",
        "it is long for a caption",
        "比一般的图片说明长",
    ),
    (
        "caption/unfinished",
        "it breaks off within a sentence",
        "句子未完",
    ),
    (
        "caption/open-marks",
        "its marks do not pair",
        "引号或括号不成对",
    ),
    (
        "caption/small-letter",
        "it begins in lower case",
        "以小写字母开始",
    ),
    (
        "caption/repeats-title",
        "it repeats words of the headline",
        "与标题用字相同",
    ),
    (
        "caption/of-headline-below",
        "it speaks of the headline right below",
        "内容切合紧接其下的标题",
    ),
    (
        "caption/interrupts-sentence",
        "it interrupts a sentence",
        "夹在一个句子中间",
    ),
];

/// What the evidence `name` says; a name without words is read out.
pub fn evidence(name: &str) -> Text {
    known_evidence(name).unwrap_or_else(|| super::read_out(name))
}

/// What the evidence `name` says, if there is evidence of that name.
pub fn known_evidence(name: &str) -> Option<Text> {
    let (_, en, zh) = WORDS.iter().find(|(known, _, _)| *known == name)?;
    Some(Text {
        en: (*en).to_owned(),
        zh: (*zh).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).expect("the source");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let (folders, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
        let below = folders.iter().flat_map(|folder| sources(folder));
        let rust = |path: &PathBuf| path.extension().is_some_and(|name| name == "rs");
        files.into_iter().filter(rust).chain(below).collect()
    }

    /// What `restore` weighs, by the source.
    fn weighed() -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/restore");
        let texts = sources(&folder).into_iter();
        let texts: String = texts
            .map(|file| std::fs::read_to_string(file).expect("a source file"))
            .collect();
        let families = ["seam/", "caption/", "label/", "topic/"];
        let strings = texts.split('"');
        let named = |text: &&str| families.iter().any(|family| text.starts_with(family));
        strings.filter(named).map(str::to_owned).collect()
    }

    #[test]
    fn everything_that_is_weighed_has_words_in_both_languages() {
        let known: BTreeSet<String> = WORDS
            .iter()
            .map(|(name, _, _)| (*name).to_owned())
            .collect();
        assert_eq!(weighed(), known);
        assert_eq!(known.len(), WORDS.len());
        for (name, en, zh) in WORDS {
            assert!(en.is_ascii() && !en.is_empty(), "{name}");
            assert!(zh.chars().any(crate::text::chars::is_han), "{name}");
        }
    }
}
