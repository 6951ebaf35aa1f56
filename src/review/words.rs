//! The words of the review page, Chinese for a Chinese book and English for every other.

use crate::diagnostic::Text;
use crate::text::{Lang, Sureness};

/// What the page says of its own accord.
pub(super) struct Words {
    /// BCP 47 tag of these words.
    pub lang: &'static str,
    /// Chinese is spoken.
    chinese: bool,
    pub review: &'static str,
    pub summary: &'static str,
    pub skip: &'static str,
    pub pages: &'static str,
    pub articles: &'static str,
    pub repairs: &'static str,
    pub doubts: &'static str,
    pub accounted: &'static str,
    pub no_doubts: &'static str,
    pub doubts_lead: &'static str,
    pub legend: &'static str,
    pub legend_typography: &'static str,
    pub legend_structure: &'static str,
    pub legend_doubt: &'static str,
    pub legend_aside: &'static str,
    pub page_text: &'static str,
    pub chapter: &'static str,
    pub no_chapter: &'static str,
    pub goes_on: &'static str,
    pub set_aside: &'static str,
    pub nothing_set_aside: &'static str,
    pub page_repairs: &'static str,
    pub rule: &'static str,
    pub places: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub held: &'static str,
    pub line_break: &'static str,
    pub body: &'static str,
    pub front_matter: &'static str,
    pub captions: &'static str,
}

const CHINESE: Words = Words {
    lang: "zh-Hans",
    chinese: true,
    review: "校样",
    summary: "统计",
    skip: "跳到存疑处",
    pages: "版面",
    articles: "文章",
    repairs: "修复",
    doubts: "存疑",
    accounted: "字有着落",
    no_doubts: "没有存疑之处。",
    doubts_lead: "这些地方请看一看：程序没有把握，或者因此没有改动。",
    legend: "图例",
    legend_typography: "标点、空格",
    legend_structure: "接合、移动",
    legend_doubt: "存疑",
    legend_aside: "未入正文",
    page_text: "版面原文",
    chapter: "文章（Markdown）",
    no_chapter: "此处没有文章。",
    goes_on: "续：",
    set_aside: "未入正文的文字",
    nothing_set_aside: "没有。",
    page_repairs: "本版修复",
    rule: "做了什么",
    places: "处",
    before: "原文",
    after: "改为",
    held: "未改",
    line_break: "换行",
    body: "正文",
    front_matter: "标题与署名",
    captions: "图片说明",
};

const ENGLISH: Words = Words {
    lang: "en",
    chinese: false,
    review: "Review",
    summary: "Counts",
    skip: "Skip to the doubts",
    pages: "Pages",
    articles: "articles",
    repairs: "repairs",
    doubts: "doubts",
    accounted: "characters accounted for",
    no_doubts: "Nothing is in doubt.",
    doubts_lead: "Please look at these places: the program was not sure, or changed nothing for that reason.",
    legend: "Marks",
    legend_typography: "punctuation and spaces",
    legend_structure: "joined or moved",
    legend_doubt: "in doubt",
    legend_aside: "set aside",
    page_text: "Page",
    chapter: "Chapter (Markdown)",
    no_chapter: "No article here.",
    goes_on: "Goes on: ",
    set_aside: "Set aside",
    nothing_set_aside: "Nothing.",
    page_repairs: "Repairs of this page",
    rule: "What was done",
    places: "Places",
    before: "Before",
    after: "After",
    held: "not changed",
    line_break: "line break",
    body: "text",
    front_matter: "headlines and bylines",
    captions: "captions",
};

impl Words {
    /// The words for a book in `lang`.
    pub fn of(lang: &Lang) -> &'static Self {
        if lang.is_chinese() {
            &CHINESE
        } else {
            &ENGLISH
        }
    }

    /// `text` in this language.
    pub fn say(&self, text: Text) -> String {
        if self.chinese { text.zh } else { text.en }
    }

    /// How sure a repair is.
    pub fn sureness(&self, score: f32) -> &'static str {
        match (Sureness::of(score), self.chinese) {
            (Sureness::Sure, true) => "有把握",
            (Sureness::Likely, true) => "多半如此",
            (Sureness::Guess, true) => "猜测",
            (Sureness::Sure, false) => "sure",
            (Sureness::Likely, false) => "likely",
            (Sureness::Guess, false) => "a guess",
        }
    }

    /// A line of a page, `page` its name.
    pub fn line(&self, page: &str, line: usize) -> String {
        if self.chinese {
            format!("{page} 第 {line} 行")
        } else {
            format!("{page}, line {line}")
        }
    }
}
