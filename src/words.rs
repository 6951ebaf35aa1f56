//! The words that a book itself shows: 目录, 版权页 … one table, in the book's language.
//!
//! Chinese (in either script), Japanese, Korean and English have words of their own; every other
//! language gets the English ones. Nothing here goes into a chapter: these words belong to the editions.

use crate::text::Lang;

/// What an edition writes of its own accord.
#[derive(Debug, PartialEq, Eq)]
pub struct Words {
    /// Heading of the contents.
    pub contents: &'static str,
    /// The cover.
    pub cover: &'static str,
    /// The title page.
    pub title_page: &'static str,
    /// The page that says where the book comes from.
    pub imprint: &'static str,
    /// Where the articles begin.
    pub text: &'static str,
    /// The link that leads a keyboard past the contents.
    pub skip: &'static str,
    /// Heading of an article's notes.
    pub notes: &'static str,
    /// The link from a note to its place.
    pub back: &'static str,
    /// Stands for a picture that nobody described.
    pub picture: &'static str,
    /// Where an article or a book comes from.
    pub source: &'static str,
    /// The newspaper.
    pub paper: &'static str,
    /// The day of the issue or the book.
    pub date: &'static str,
    /// Those who wrote it.
    pub authors: &'static str,
    /// Those who edited the page.
    pub editors: &'static str,
    /// The publisher.
    pub publisher: &'static str,
    /// What others may do with it.
    pub rights: &'static str,
    /// The fonts in it and their licences.
    pub fonts: &'static str,
    /// The number of articles.
    pub articles: &'static str,
    /// The number that names the book.
    pub identifier: &'static str,
    /// When it was last changed.
    pub modified: &'static str,
    /// The number of repairs.
    pub repairs: &'static str,
    /// The number of doubts.
    pub doubts: &'static str,
    /// What the book's accessibility rests on, one sentence.
    pub accessible: &'static str,
    /// Says that pictures are not described, one sentence.
    pub undescribed: &'static str,
    /// The names of remarks: note, tip, important, warning, caution.
    pub alerts: [&'static str; 5],
    /// The list of the newspaper's pages.
    pub pages: &'static str,
    /// The index of those whose names stand over articles.
    pub index: &'static str,
    /// The list of pictures.
    pub pictures: &'static str,
    /// The last page: how the book was made.
    pub colophon: &'static str,
    /// The series a book belongs to.
    pub series: &'static str,
    /// How the text is set.
    pub setting: &'static str,
    /// Between size, leading, characters a line and lines a page.
    set: [&'static str; 4],
    /// What made the book.
    pub made_with: &'static str,
    /// Between a label and what it names.
    pub colon: &'static str,
    /// Between names.
    pub comma: &'static str,
    /// What stands around the label of a page.
    page: [&'static str; 2],
    /// What stands behind year, month and day.
    day: [&'static str; 3],
    /// The names of the months, where dates are written with them.
    months: Option<[&'static str; 12]>,
}

const SIMPLIFIED: Words = Words {
    contents: "目录",
    cover: "封面",
    title_page: "书名页",
    imprint: "版权页",
    text: "正文",
    skip: "跳到正文",
    notes: "注释",
    back: "返回正文",
    picture: "图片",
    source: "来源",
    paper: "报纸",
    date: "日期",
    authors: "作者",
    editors: "编辑",
    publisher: "出版",
    rights: "版权",
    fonts: "字体",
    articles: "篇数",
    identifier: "标识",
    modified: "修订",
    repairs: "修复",
    doubts: "存疑",
    accessible: "全书为可缩放、可朗读的文字，按阅读顺序排列，可由目录和标题跳转。",
    undescribed: "部分图片没有替代文字。",
    alerts: ["说明", "提示", "重要", "注意", "警告"],
    pages: "版面",
    index: "作者索引",
    pictures: "图片目录",
    colophon: "刊记",
    series: "丛书",
    setting: "版式",
    set: ["磅，行距", "磅，每行", "字，每页", "行"],
    made_with: "由 offprint 制作",
    colon: "：",
    comma: "、",
    page: ["第", "版"],
    day: ["年", "月", "日"],
    months: None,
};

const TRADITIONAL: Words = Words {
    contents: "目錄",
    cover: "封面",
    title_page: "書名頁",
    imprint: "版權頁",
    text: "正文",
    skip: "跳到正文",
    notes: "註釋",
    back: "返回正文",
    picture: "圖片",
    source: "來源",
    paper: "報紙",
    date: "日期",
    authors: "作者",
    editors: "編輯",
    publisher: "出版",
    rights: "版權",
    fonts: "字型",
    articles: "篇數",
    identifier: "識別碼",
    modified: "修訂",
    repairs: "修復",
    doubts: "存疑",
    accessible: "全書為可縮放、可朗讀的文字，按閱讀順序排列，可由目錄和標題跳轉。",
    undescribed: "部分圖片沒有替代文字。",
    alerts: ["說明", "提示", "重要", "注意", "警告"],
    pages: "版面",
    index: "作者索引",
    pictures: "圖片目錄",
    colophon: "刊記",
    series: "叢書",
    setting: "版式",
    set: ["磅，行距", "磅，每行", "字，每頁", "行"],
    made_with: "由 offprint 製作",
    colon: "：",
    comma: "、",
    page: ["第", "版"],
    day: ["年", "月", "日"],
    months: None,
};

const JAPANESE: Words = Words {
    contents: "目次",
    cover: "表紙",
    title_page: "扉",
    imprint: "奥付",
    text: "本文",
    skip: "本文へ",
    notes: "注",
    back: "本文に戻る",
    picture: "図",
    source: "出典",
    paper: "新聞",
    date: "日付",
    authors: "著者",
    editors: "編集",
    publisher: "発行",
    rights: "権利",
    fonts: "フォント",
    articles: "記事数",
    identifier: "識別子",
    modified: "改訂",
    repairs: "修復",
    doubts: "疑問点",
    accessible: "本文はすべて拡大と読み上げのできる文字で、読む順に並び、目次と見出しから移動できます。",
    undescribed: "代替テキストのない図があります。",
    alerts: ["注記", "ヒント", "重要", "注意", "警告"],
    pages: "紙面",
    index: "執筆者索引",
    pictures: "図版目次",
    colophon: "刊記",
    series: "叢書",
    setting: "組版",
    set: ["ポイント、行送り", "ポイント、1行", "字、1ページ", "行"],
    made_with: "offprint で作成",
    colon: "：",
    comma: "、",
    page: ["", "面"],
    day: ["年", "月", "日"],
    months: None,
};

const KOREAN: Words = Words {
    contents: "차례",
    cover: "표지",
    title_page: "속표지",
    imprint: "판권",
    text: "본문",
    skip: "본문으로",
    notes: "주석",
    back: "본문으로 돌아가기",
    picture: "그림",
    source: "출처",
    paper: "신문",
    date: "날짜",
    authors: "지은이",
    editors: "편집",
    publisher: "펴낸곳",
    rights: "저작권",
    fonts: "글꼴",
    articles: "기사 수",
    identifier: "식별자",
    modified: "개정",
    repairs: "복원",
    doubts: "의문점",
    accessible: "모든 내용은 확대하고 소리 내어 읽을 수 있는 글자로, 읽는 순서대로 놓여 있으며 차례와 제목으로 이동할 수 있습니다.",
    undescribed: "대체 텍스트가 없는 그림이 있습니다.",
    alerts: ["참고", "도움말", "중요", "주의", "경고"],
    pages: "지면",
    index: "글쓴이 찾아보기",
    pictures: "그림 차례",
    colophon: "간기",
    series: "총서",
    setting: "조판",
    set: ["포인트, 행간 ", "포인트, 한 줄 ", "자, 한 쪽 ", "줄"],
    made_with: "offprint로 제작",
    colon: ": ",
    comma: ", ",
    page: ["", "면"],
    day: ["년 ", "월 ", "일"],
    months: None,
};

/// The months in English.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const ENGLISH: Words = Words {
    contents: "Contents",
    cover: "Cover",
    title_page: "Title page",
    imprint: "Imprint",
    text: "Text",
    skip: "Skip to the text",
    notes: "Notes",
    back: "Back to the text",
    picture: "Picture",
    source: "Source",
    paper: "Newspaper",
    date: "Date",
    authors: "Authors",
    editors: "Edited by",
    publisher: "Publisher",
    rights: "Rights",
    fonts: "Fonts",
    articles: "Articles",
    identifier: "Identifier",
    modified: "Revised",
    repairs: "Repairs",
    doubts: "Doubts",
    accessible: "All of the book is text that can be enlarged and read aloud, in reading order, with contents and headings to move by.",
    undescribed: "Some pictures have no alternative text.",
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    pages: "Pages",
    index: "Index of bylines",
    pictures: "Pictures",
    colophon: "Colophon",
    series: "Series",
    setting: "Setting",
    set: [" on ", " points, ", " ems a line, ", " lines a page"],
    made_with: "Made with offprint",
    colon: ": ",
    comma: ", ",
    page: ["page ", ""],
    day: ["", "", ""],
    months: Some(MONTHS),
};

impl Words {
    /// The words for a text in `lang`.
    pub fn of(lang: &Lang) -> &'static Self {
        match lang.primary().to_ascii_lowercase().as_str() {
            "zh" => {}
            "ja" => return &JAPANESE,
            "ko" => return &KOREAN,
            _ => return &ENGLISH,
        }
        if lang.is_traditional() {
            &TRADITIONAL
        } else {
            &SIMPLIFIED
        }
    }

    /// A date of ISO 8601 as people write it: `2024-01-11` becomes 2024年1月11日 or 11 January
    /// 2024; a year, or a year and month, will do. What is no such date comes back as it is.
    pub fn day(&self, iso: &str) -> String {
        self.try_day(iso).unwrap_or_else(|| iso.to_owned())
    }

    /// How a text is set: type and leading in points, ems a line, lines a page.
    pub fn set_in(&self, size: f32, leading: f32, measure: u16, lines: u16) -> String {
        let [a, b, c, d] = self.set;
        format!("{size}{a}{leading}{b}{measure}{c}{lines}{d}")
    }

    /// The page with the printed label `label` and the name `name`: 第A04版：江海, page A04.
    pub fn page(&self, label: Option<&str>, name: Option<&str>) -> Option<String> {
        let [before, after] = self.page;
        let label = label.map(|label| match after {
            "" => format!("{before}{label}"),
            after if label.contains(after) => label.to_owned(),
            after => format!("{before}{label}{after}"),
        });
        match (label, name) {
            (Some(label), Some(name)) => Some(format!("{label}{}{name}", self.colon)),
            (label, name) => label.or_else(|| name.map(str::to_owned)),
        }
    }

    fn try_day(&self, iso: &str) -> Option<String> {
        let mut parts = iso.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?;
        year.parse::<u16>().ok()?;
        let month = parts.next().map(str::parse::<usize>).transpose().ok()?;
        let day = parts.next().map(str::parse::<u8>).transpose().ok()?;
        let known = month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| (1..=31).contains(&d))
            && parts.next().is_none();
        if !known {
            return None;
        }
        let Some(months) = self.months else {
            let [of_year, of_month, of_day] = self.day;
            let month = month.map(|m| format!("{m}{of_month}")).unwrap_or_default();
            let day = day.map(|d| format!("{d}{of_day}")).unwrap_or_default();
            let whole = format!("{year}{of_year}{month}{day}");
            return Some(whole.trim_end().to_owned());
        };
        let day = day.map(|d| format!("{d} ")).unwrap_or_default();
        let month = month
            .map(|m| format!("{} ", months[m - 1]))
            .unwrap_or_default();
        Some(format!("{day}{month}{year}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(tag: &str) -> &'static Words {
        Words::of(&Lang::new(tag))
    }

    #[test]
    fn each_script_of_chinese_has_its_words() {
        assert_eq!(words("zh-Hans").contents, "目录");
        assert_eq!(words("zh").contents, "目录");
        assert_eq!(words("zh-Hant").contents, "目錄");
        assert_eq!(words("zh-TW").contents, "目錄");
        assert_eq!(words("en-GB").contents, "Contents");
        assert_eq!(words("und").contents, "Contents");
    }

    #[test]
    fn dates_are_written_as_people_write_them() {
        let cases = [
            ("zh-Hans", "2024-01-11", "2024年1月11日"),
            ("zh-Hant", "2024-12", "2024年12月"),
            ("ko", "2024-01", "2024년 1월"),
            ("ja-JP", "2024-01-11", "2024年1月11日"),
            ("en", "2024-01-11", "11 January 2024"),
            ("en", "2024-02", "February 2024"),
            ("en", "2024", "2024"),
        ];
        for (lang, iso, written) in cases {
            assert_eq!(words(lang).day(iso), written);
        }
    }

    #[test]
    fn a_page_is_named_as_the_paper_prints_it() {
        let zh = words("zh-Hans").page(Some("A04"), Some("江海"));
        assert_eq!(zh.as_deref(), Some("第A04版：江海"));
        let en = words("en").page(Some("4"), None);
        assert_eq!(en.as_deref(), Some("page 4"));
    }

    #[test]
    fn what_is_no_date_stays() {
        for text in [
            "",
            "上周四",
            "2024-13-01",
            "2024-01-11T08:00:00Z",
            "24-01-11",
            "2024-1-1-1",
        ] {
            assert_eq!(words("zh").day(text), text);
        }
    }
}
