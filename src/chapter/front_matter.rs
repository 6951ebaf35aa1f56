//! The fields of a chapter, flat YAML in a fixed order.

/// A chapter's fields (design: formats). Absent ones are `None` or empty.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    /// The headline, equal to the H1.
    pub title: Option<String>,
    /// Kicker (引题).
    pub kicker: Option<String>,
    /// Deck (副题).
    pub deck: Option<String>,
    /// Summary points.
    pub summary: Vec<String>,
    /// The byline as printed.
    pub byline: Option<String>,
    /// 记者.
    pub reporters: Vec<String>,
    /// 通讯员.
    pub correspondents: Vec<String>,
    /// 摄影.
    pub photographers: Vec<String>,
    /// 实习生.
    pub interns: Vec<String>,
    /// Names without a Chinese role word.
    pub authors: Vec<String>,
    /// The dateline as printed.
    pub dateline: Option<String>,
    /// The paper.
    pub paper: Option<String>,
    /// The day of the issue.
    pub date: Option<String>,
    /// The printed label of the page.
    pub page: Option<String>,
    /// The page's name.
    pub page_name: Option<String>,
    /// The number of the issue.
    pub issue: Option<String>,
    /// Section or standing head.
    pub section: Option<String>,
    /// Source (来源).
    pub source: Option<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// Jump line at the beginning.
    pub continued_from: Option<String>,
    /// Jump line at the end.
    pub continued_to: Option<String>,
    /// BCP 47 tag.
    pub lang: Option<String>,
    /// A stable id, when the user gave one.
    pub id: Option<String>,
    /// The page text it came from, `pages/page.txt`.
    pub file: Option<String>,
    /// `draft: true` leaves the chapter out.
    pub draft: bool,
    /// Keys we do not know: the key and its lines, verbatim, in the order of the file.
    pub unknown: Vec<(String, String)>,
}
