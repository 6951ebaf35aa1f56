//! What each code of the ledger means, in a sentence for people.

use crate::diagnostic::Text;

/// Code, English, Chinese. A repair says what was done, a reason why words stand in no chapter.
const SENTENCES: &[(&str, &str, &str)] = &[
    // restoration
    (
        "restore/joined-paragraph",
        "joined a torn paragraph",
        "接合断开的段落",
    ),
    (
        "restore/joined-jump",
        "joined what continues on another page",
        "接合转版的文字",
    ),
    (
        "restore/joined-hyphen",
        "joined a word broken at a line end",
        "接合行末断开的单词",
    ),
    (
        "restore/hyphen",
        "joined a word broken at a line end",
        "接合行末断开的单词",
    ),
    (
        "restore/unwrapped-line",
        "joined lines broken by the column’s width",
        "接合按栏宽折断的行",
    ),
    (
        "restore/split-paragraph",
        "a paragraph of its own, set off by a line break",
        "按换行另起一段",
    ),
    (
        "restore/moved-caption",
        "lifted a caption out of the text around it",
        "把图片说明移出正文",
    ),
    (
        "restore/moved-headline",
        "moved a headline to the article it belongs to",
        "把标题移到所属文章之首",
    ),
    (
        "restore/kicker",
        "read the line above the headline as its kicker",
        "认作标题上方的引题",
    ),
    (
        "restore/deck",
        "read the line below the headline as its deck",
        "认作标题下方的副题",
    ),
    (
        "restore/name-case",
        "wrote a name in capitals with small letters",
        "人名的全大写改为首字母大写",
    ),
    (
        "restore/held",
        "not certain enough to carry out",
        "把握不足，未作改动",
    ),
    (
        "restore/mark",
        "a mark of layout, not a word",
        "排版记号，不是文字",
    ),
    // furniture and jump lines
    (
        "furniture/folio",
        "the page’s head: number, name or date",
        "版头：版次、版名或日期",
    ),
    ("furniture/masthead", "the paper’s masthead", "报头"),
    ("furniture/editors", "the editors’ line", "编辑署名行"),
    (
        "furniture/contact",
        "the paper’s address or telephone",
        "报社联系方式",
    ),
    ("furniture/advert", "an advertisement", "广告"),
    ("furniture/notice", "a notice", "启事、公告"),
    ("furniture/guide", "a pointer to other pages", "导读"),
    ("furniture/weather", "the weather", "天气预报"),
    ("furniture/price", "the paper’s price", "报价"),
    (
        "furniture/repeated",
        "a line that every page repeats",
        "各版重复出现的文字",
    ),
    ("furniture/end-mark", "an end mark", "文末记号"),
    (
        "jump",
        "a jump line: continued on or from another page",
        "转版提示：下转、上接",
    ),
    (
        "jump/line",
        "a jump line: continued on or from another page",
        "转版提示：下转、上接",
    ),
    (
        "jump/repeated-headline",
        "the headline repeated where the article goes on",
        "续文处重复的标题",
    ),
    (
        "jump/repeated-byline",
        "the byline repeated where the article goes on",
        "续文处重复的署名",
    ),
    (
        "restore/lone-picture",
        "a picture on a page without an article",
        "没有文章的版面上的图片",
    ),
    ("mark", "a mark of layout, not a word", "排版记号，不是文字"),
    // typography
    (
        "typography/ligature",
        "a ligature written in its letters",
        "连字拆为字母",
    ),
    (
        "typography/soft-hyphen",
        "a soft hyphen removed",
        "删去软连字符",
    ),
    (
        "typography/width",
        "full-width letters and figures made half-width",
        "全角字母、数字改为半角",
    ),
    (
        "typography/ellipsis",
        "dots made an ellipsis",
        "点号改为省略号",
    ),
    ("typography/dash", "hyphens made a dash", "连字符改为破折号"),
    (
        "typography/angle",
        "angle brackets made title marks",
        "尖括号改为书名号",
    ),
    (
        "typography/bracket",
        "brackets made full-width, in pairs",
        "括号成对改为全角",
    ),
    (
        "typography/quote",
        "straight quotation marks made curly",
        "直引号改为弯引号",
    ),
    (
        "typography/comma",
        "a comma made full-width",
        "逗号改为全角",
    ),
    (
        "typography/colon",
        "a colon made full-width",
        "冒号改为全角",
    ),
    (
        "typography/semicolon",
        "a semicolon made full-width",
        "分号改为全角",
    ),
    (
        "typography/terminal",
        "a question or exclamation mark or semicolon made full-width",
        "问号、叹号、分号改为全角",
    ),
    (
        "typography/stop",
        "a full stop made full-width",
        "句号改为全角",
    ),
    (
        "typography/middle-dot",
        "a middle dot of one form",
        "间隔号统一",
    ),
    (
        "typography/tilde",
        "a tilde made full-width",
        "波纹号改为全角",
    ),
    (
        "typography/title-space",
        "a space in a headline: a line break, or none",
        "标题中的空格：换行，或删去",
    ),
    (
        "typography/space",
        "a space between Chinese characters removed",
        "删去汉字之间的空格",
    ),
];

/// The sentence for `code`; of a code without one, its own words.
pub(super) fn sentence(code: &str) -> Text {
    let known = SENTENCES.iter().find(|(known, _, _)| *known == code);
    match known {
        Some((_, en, zh)) => Text {
            en: (*en).to_owned(),
            zh: (*zh).to_owned(),
        },
        None => {
            let words = code.replace(['/', '-'], " ");
            Text {
                en: words.clone(),
                zh: words,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once_and_speaks_both_languages() {
        for (i, (code, en, zh)) in SENTENCES.iter().enumerate() {
            assert!(
                !SENTENCES[..i].iter().any(|(other, _, _)| other == code),
                "{code}"
            );
            assert!(en.is_ascii() || en.contains('’'), "{en}");
            assert!(zh.chars().any(crate::text::chars::is_han), "{zh}");
        }
    }

    #[test]
    fn an_unknown_code_is_read_out() {
        assert_eq!(
            sentence("restore/some-new-rule").en,
            "restore some new rule"
        );
    }
}
