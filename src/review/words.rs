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
    pub changed: &'static str,
    pub changed_lead: &'static str,
    pub dropped: &'static str,
    pub on_page: &'static str,
    pub in_chapter: &'static str,
    pub bar: Bar,
}

/// The words of the bar above the desk, and of the note on a repair.
pub(super) struct Bar {
    pub tools: &'static str,
    pub rule: &'static str,
    pub sure: &'static str,
    pub all: &'static str,
    /// `#` stands for the number.
    pub shown: &'static str,
    pub next_doubt: &'static str,
    pub previous_doubt: &'static str,
    pub next: &'static str,
    pub previous: &'static str,
    pub note: &'static str,
    pub close: &'static str,
    pub to_list: &'static str,
    pub spoke_for: &'static str,
    pub against: &'static str,
    pub semicolon: &'static str,
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
    changed: "导入前已改动的章",
    changed_lead: "上次导入之后有人改动过这些章。本页显示这次导入写下的样子；书中已与改动合并，若用了 --force 则已替换，原样保存在 .offprint/before。",
    dropped: "字已略去，逐字记在 repairs.json 中。",
    on_page: "看版面：",
    in_chapter: "看文章：",
    bar: Bar {
        tools: "筛选与跳转",
        rule: "规则",
        sure: "把握",
        all: "全部",
        shown: "显示 # 项",
        next_doubt: "下一处存疑",
        previous_doubt: "上一处存疑",
        next: "下一处修复",
        previous: "上一处修复",
        note: "修复说明",
        close: "关闭",
        to_list: "到列表中看",
        spoke_for: "依据",
        against: "反证",
        semicolon: "；",
    },
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
    changed: "Chapters edited before this import",
    changed_lead: "A person had changed these since the import before. This page shows them as this import wrote them; in the book they are merged, or, with --force, replaced and kept in .offprint/before.",
    dropped: "characters were dropped; repairs.json has them word for word.",
    on_page: "on the page: ",
    in_chapter: "in the chapter: ",
    bar: Bar {
        tools: "Filter and move",
        rule: "Rule",
        sure: "Confidence",
        all: "all",
        shown: "# shown",
        next_doubt: "next doubt",
        previous_doubt: "previous doubt",
        next: "next repair",
        previous: "previous repair",
        note: "About this repair",
        close: "Close",
        to_list: "show in the list",
        spoke_for: "for it:",
        against: "against it:",
        semicolon: "; ",
    },
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

    /// The statement that proves that nothing is missing.
    pub fn proof(&self, all: &str, [body, front, captions, aside]: &[String; 4]) -> String {
        if self.chinese {
            format!(
                "版面上共 {all} 字，字字有着落：正文 {body}，标题与署名 {front}，图片说明 {captions}，未入正文 {aside}。一字不缺。"
            )
        } else {
            format!(
                "All {all} characters of the pages are accounted for: {body} in text, {front} in headlines and bylines, {captions} in captions, {aside} set aside with a reason. Nothing is missing."
            )
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
