//! `word/styles.xml`: how paragraphs, characters and tables look.

use super::parts::MAIN;
use crate::book::Book;
use crate::html::escape::escaped;

/// A style of paragraphs: its id, name, the one it is based on, and its properties.
type Style = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const STYLES: &[Style] = &[
    (
        "BodyText",
        "Body Text",
        "Normal",
        "<w:ind w:firstLineChars=\"200\" w:firstLine=\"420\"/>",
        "",
    ),
    (
        "Compact",
        "Compact",
        "Normal",
        "<w:spacing w:before=\"0\" w:after=\"0\"/>",
        "",
    ),
    (
        "Title",
        "Title",
        "Normal",
        "<w:spacing w:before=\"2400\" w:after=\"480\"/><w:jc w:val=\"center\"/>",
        "<w:b/><w:sz w:val=\"44\"/>",
    ),
    (
        "Author",
        "Author",
        "Normal",
        "<w:jc w:val=\"center\"/>",
        "<w:sz w:val=\"24\"/>",
    ),
    ("Date", "Date", "Normal", "<w:jc w:val=\"center\"/>", ""),
    (
        "Kicker",
        "Kicker",
        "Normal",
        "<w:keepNext/><w:spacing w:before=\"240\"/>",
        "<w:sz w:val=\"24\"/>",
    ),
    (
        "Deck",
        "Deck",
        "Normal",
        "<w:keepNext/><w:spacing w:after=\"120\"/>",
        "<w:sz w:val=\"24\"/>",
    ),
    (
        "Byline",
        "Byline",
        "Normal",
        "<w:keepNext/><w:spacing w:after=\"240\"/>",
        "<w:color w:val=\"595959\"/>",
    ),
    (
        "Caption",
        "caption",
        "Normal",
        "<w:spacing w:after=\"60\"/><w:jc w:val=\"center\"/>",
        "<w:sz w:val=\"18\"/>",
    ),
    (
        "Credit",
        "Credit",
        "Normal",
        "<w:jc w:val=\"center\"/>",
        "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/>",
    ),
    (
        "Source",
        "Source",
        "Normal",
        "<w:spacing w:before=\"240\"/><w:jc w:val=\"right\"/>",
        "<w:color w:val=\"595959\"/><w:sz w:val=\"18\"/>",
    ),
    (
        "Quote",
        "Quote",
        "Normal",
        "<w:ind w:left=\"420\" w:right=\"420\"/>",
        "",
    ),
    ("Term", "Term", "Normal", "<w:keepNext/>", "<w:b/>"),
    ("ListParagraph", "List Paragraph", "Normal", "", ""),
    (
        "SourceCode",
        "Source Code",
        "Normal",
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"left\"/>",
        "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/><w:sz w:val=\"18\"/>",
    ),
    (
        "FootnoteText",
        "footnote text",
        "Normal",
        "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
        "<w:sz w:val=\"18\"/>",
    ),
    (
        "TOCHeading",
        "TOC Heading",
        "Normal",
        "<w:pageBreakBefore/><w:spacing w:after=\"240\"/>",
        "<w:b/><w:sz w:val=\"32\"/>",
    ),
    (
        "TOC1",
        "toc 1",
        "Normal",
        "<w:spacing w:before=\"120\"/>",
        "",
    ),
    ("TOC2", "toc 2", "Normal", "<w:ind w:left=\"420\"/>", ""),
];

pub(super) fn styles(book: &Book) -> String {
    let language = book.config.language.as_str();
    let (latin, wide) = match (
        book.config.language.is_wide(),
        book.config.language.is_traditional(),
    ) {
        (true, true) => ("en-US", "zh-TW"),
        (true, false) if book.config.language.is_chinese() => ("en-US", "zh-CN"),
        (true, false) => ("en-US", "ja-JP"),
        (false, _) => (language, "zh-CN"),
    };
    let mut out = format!(
        "<w:styles {MAIN}><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"宋体\" w:cs=\"Times New Roman\"/>\
         <w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"{}\" w:eastAsia=\"{wide}\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"60\" w:line=\"360\" w:lineRule=\"auto\"/><w:jc w:val=\"both\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
        escaped(latin)
    );
    for level in 1..=6 {
        let size = [36, 30, 26, 24, 22, 21][level - 1];
        out += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:next w:val=\"BodyText\"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\"/><w:jc w:val=\"left\"/>\
             <w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr></w:style>",
            level - 1
        );
    }
    for (id, name, base, paragraph, characters) in STYLES {
        out += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{base}\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{characters}</w:rPr></w:style>"
        );
    }
    for (id, name, look) in [
        (
            "Hyperlink",
            "Hyperlink",
            "<w:color w:val=\"0B4F8A\"/><w:u w:val=\"single\"/>",
        ),
        (
            "FootnoteReference",
            "footnote reference",
            "<w:vertAlign w:val=\"superscript\"/>",
        ),
        (
            "VerbatimChar",
            "Verbatim Char",
            "<w:rFonts w:ascii=\"Consolas\" w:hAnsi=\"Consolas\" w:cs=\"Consolas\"/>",
        ),
    ] {
        out += &format!(
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:rPr>{look}</w:rPr></w:style>"
        );
    }
    let border =
        |side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(border)
        .concat();
    out += &format!(
        "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
    );
    out + "</w:styles>"
}
