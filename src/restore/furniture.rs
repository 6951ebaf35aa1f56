//! Page furniture: folios, dates, editors, phones. Recognised by pattern, read for metadata, then set
//! aside with its reason.
//!
//! A line is furniture when it is made of furniture's words only, so a sentence that mentions a page
//! or a phone is none.

use super::Issue;

/// What a line of furniture is, and what it tells of the issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Furniture {
    /// Why it is set aside.
    pub reason: &'static str,
    /// What it tells.
    pub issue: Issue,
}

/// The furniture that `text` is as a whole.
pub(super) fn line(text: &str) -> Option<Furniture> {
    let text = text.trim().trim_matches(['|', '·', '*']).trim();
    if text.is_empty() || text.chars().count() > 90 {
        return None;
    }
    editors(text)
        .or_else(|| contact(text))
        .or_else(|| tokens(text))
}

/// `责编 沈知白　美编 方小满　校对 何田`.
fn editors(text: &str) -> Option<Furniture> {
    const ROLES: [&str; 21] = [
        "责任编辑",
        "执行编辑",
        "值班编辑",
        "版式设计",
        "本版责编",
        "本版编辑",
        "本版美编",
        "值班主任",
        "责任校对",
        "责编",
        "编辑",
        "美编",
        "校对",
        "组版",
        "主编",
        "版式",
        "设计",
        "监制",
        "签发",
        "审校",
        "检校",
    ];
    let (mut names, mut roles, mut separated) = (Vec::new(), 0, 0);
    let mut rest = text;
    while !rest.is_empty() {
        let role = ROLES.iter().find(|role| rest.starts_with(**role))?;
        let after = rest[role.len()..].trim_start_matches([' ', '\u{3000}', '：', ':', '/', '／']);
        separated += usize::from(after.len() + role.len() < rest.len());
        roles += 1;
        rest = after;
        let end = ROLES
            .iter()
            .filter_map(|role| rest.find(role))
            .min()
            .unwrap_or(rest.len());
        let listed = rest[..end].split([' ', '\u{3000}', '、', '/', '／', '|', '｜', ',', '，']);
        let listed: Vec<&str> = listed
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let plausible = |name: &&str| {
            (2..=4).contains(&name.chars().count()) && name.chars().all(crate::text::chars::is_han)
        };
        if listed.is_empty() || listed.len() > 4 || !listed.iter().all(plausible) {
            return None;
        }
        names.extend(listed.iter().map(|name| (*name).to_owned()));
        rest = rest[end..].trim_start();
    }
    // `编辑部的故事` is no editor of that name
    if roles == 1 && separated == 0 {
        return None;
    }
    let issue = Issue {
        editors: names,
        ..Issue::default()
    };
    Some(Furniture {
        reason: "furniture/editors",
        issue,
    })
}

/// `新闻热线：0750-3500000`, `国内统一连续出版物号 CN 44-0022`, `零售1元`.
fn contact(text: &str) -> Option<Furniture> {
    const OPENS: [&str; 20] = [
        "电话",
        "新闻热线",
        "广告热线",
        "发行热线",
        "热线",
        "报料热线",
        "投稿邮箱",
        "邮箱",
        "电子邮箱",
        "E-mail",
        "邮发代号",
        "国内统一",
        "国际标准",
        "零售",
        "每份",
        "定价",
        "地址",
        "邮编",
        "订阅热线",
        "印刷：",
    ];
    let opens = OPENS.iter().any(|word| text.starts_with(word));
    let figures = text.chars().any(|c| c.is_ascii_digit()) || text.contains('@');
    let sentence = text.contains(['。', '，']) || text.matches(',').count() > 1;
    (opens && figures && !sentence && text.chars().count() <= 60).then(|| Furniture {
        reason: "furniture/contact",
        issue: Issue::default(),
    })
}

/// A line made of a date, a page's number and name, a number of the issue, a paper's name.
fn tokens(text: &str) -> Option<Furniture> {
    let mut issue = Issue::default();
    let mut rest = text;
    let (mut found, mut only_paper) = (0, true);
    while !rest.is_empty() {
        let (taken, kind) = token(rest, &mut issue)?;
        only_paper &= kind == Token::Paper;
        found += usize::from(kind != Token::Separator);
        rest = &rest[taken..];
    }
    // a paper's bare name may be an article's title or a sentence's subject
    if found == 0 || (only_paper && (found > 1 || text.chars().count() > 8)) {
        return None;
    }
    let reason = if only_paper {
        "furniture/masthead"
    } else {
        "furniture/folio"
    };
    Some(Furniture { reason, issue })
}

#[derive(PartialEq)]
enum Token {
    Separator,
    Date,
    Page,
    Number,
    Paper,
}

/// The length of the token at the start of `text`, and what it is.
fn token(text: &str, issue: &mut Issue) -> Option<(usize, Token)> {
    let blank = text.len()
        - text
            .trim_start_matches([
                ' ', '\u{3000}', '\t', '|', '｜', '·', ',', '，', '—', '/', '■',
            ])
            .len();
    if blank > 0 {
        return Some((blank, Token::Separator));
    }
    if let Some(n) = date(text, issue).or_else(|| english_date(text, issue)) {
        return Some((n, Token::Date));
    }
    if let Some(n) = weekday(text).or_else(|| lunar(text)) {
        return Some((n, Token::Date));
    }
    if let Some(n) = page(text, issue).or_else(|| english_page(text, issue)) {
        return Some((n, Token::Page));
    }
    if let Some(n) = number(text, issue) {
        return Some((n, Token::Number));
    }
    paper(text, issue).map(|n| (n, Token::Paper))
}

/// Takes decimal digits; their value and length.
fn figures(text: &str) -> Option<(u32, usize)> {
    let n = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text.get(..n)?.parse().ok()?, n))
}

/// `2024年1月11日`.
fn date(text: &str, issue: &mut Issue) -> Option<usize> {
    let (year, a) = figures(text).filter(|&(year, n)| n == 4 && year > 1000)?;
    let rest = text[a..].strip_prefix('年')?;
    let (month, b) = figures(rest).filter(|&(month, _)| (1..=12).contains(&month))?;
    let rest = rest[b..].strip_prefix('月')?;
    let (day, c) = figures(rest).filter(|&(day, _)| (1..=31).contains(&day))?;
    let rest = rest[c..].strip_prefix('日')?;
    issue.date = Some(format!("{year:04}-{month:02}-{day:02}"));
    Some(text.len() - rest.len())
}

/// `Thursday, January 11, 2024` without its weekday.
fn english_date(text: &str, issue: &mut Issue) -> Option<usize> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
    let lower = word.to_ascii_lowercase();
    let month = MONTHS
        .iter()
        .position(|month| lower.len() >= 3 && month.starts_with(&lower))?
        + 1;
    let rest = text[word.len()..].trim_start_matches(['.', ' ']);
    let (day, n) = figures(rest).filter(|&(day, _)| (1..=31).contains(&day))?;
    let rest = rest[n..].trim_start_matches([',', ' ']);
    let (year, n) = figures(rest).filter(|&(_, n)| n == 4)?;
    issue.date = Some(format!("{year:04}-{month:02}-{day:02}"));
    Some(text.len() - rest.len() + n)
}

fn weekday(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("星期") {
        return rest
            .chars()
            .next()
            .filter(|c| "一二三四五六日天".contains(*c))
            .map(|c| "星期".len() + c.len_utf8());
    }
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let lower = text.to_ascii_lowercase();
    DAYS.iter()
        .find(|day| lower.starts_with(**day))
        .map(|day| day.len())
}

/// `农历癸卯年十一月三十`, `癸卯年十一月三十`.
fn lunar(text: &str) -> Option<usize> {
    let stem = text.strip_prefix("农历").unwrap_or(text);
    let mut chars = stem.chars();
    let (a, b) = (chars.next()?, chars.next()?);
    let cyclic = "甲乙丙丁戊己庚辛壬癸".contains(a) && "子丑寅卯辰巳午未申酉戌亥".contains(b);
    if !cyclic || chars.next() != Some('年') {
        return None;
    }
    let end = text.find([' ', '\u{3000}']).unwrap_or(text.len());
    (text[..end].chars().count() <= 14).then_some(end)
}

/// `第A04版：江海`, `08版：综合`, `第1版`.
fn page(text: &str, issue: &mut Issue) -> Option<usize> {
    let rest = text.strip_prefix('第').unwrap_or(text).trim_start();
    let rest = rest.strip_prefix("版面").unwrap_or(rest);
    let n: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(*c))
        .map(char::len_utf8)
        .sum();
    let label = &rest[..n];
    if label.is_empty() || label.chars().count() > 4 {
        return None;
    }
    let rest = rest[n..].trim_start().strip_prefix('版')?;
    issue.page = Some(label.to_owned());
    let after = rest.trim_start_matches([' ', '\u{3000}', '：', ':', '·', '|']);
    let name: String = after
        .chars()
        .take_while(|&c| crate::text::chars::is_han(c) || c == '·')
        .collect();
    let named = after.len() < rest.len()
        && (1..=8).contains(&name.chars().count())
        && !name.starts_with("星期");
    if named && weekday(after).is_none() && editors(after).is_none() && !name.ends_with(['报']) {
        issue.page_name = Some(name.clone());
        return Some(text.len() - after.len() + name.len());
    }
    Some(text.len() - rest.len())
}

/// `Page A4`, `Page 3: The Fine Print`.
fn english_page(text: &str, issue: &mut Issue) -> Option<usize> {
    let rest = text
        .strip_prefix("Page ")
        .or_else(|| text.strip_prefix("PAGE "))?;
    let n = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if n == 0 || n > 4 || !rest[..n].bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    issue.page = Some(rest[..n].to_owned());
    let end = "Page ".len() + n;
    // a page's name ends its line, in capitals as names are; a headline about a page has none
    let name = rest[n..].strip_prefix(": ").filter(|name| is_name(name));
    let Some(name) = name else { return Some(end) };
    issue.page_name = Some(name.to_owned());
    Some(text.len())
}

/// Whether every word of `text` but `of`, `and` and `the` has a capital: `The Fine Print`.
fn is_name(text: &str) -> bool {
    let small = |word: &str| ["of", "and", "the", "&"].contains(&word);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let word = |word: &str| {
        (capital(word) || small(word)) && word.chars().all(|c| c.is_alphabetic() || c == '&')
    };
    (1..=5).contains(&text.split(' ').count()) && text.split(' ').all(word)
}

/// `第12345期`, `总第88期`, `今日8版`, `Vol. CXII, No. 4`.
fn number(text: &str, issue: &mut Issue) -> Option<usize> {
    for (open, close) in [
        ("总第", "期"),
        ("第", "期"),
        ("第", "号"),
        ("今日", "版"),
        ("今天", "版"),
    ] {
        if let Some(rest) = text.strip_prefix(open)
            && let Some((_, n)) = figures(rest)
            && rest[n..].starts_with(close)
        {
            let end = open.len() + n + close.len();
            if close != "版" {
                issue.number = Some(text[..end].to_owned());
            }
            return Some(end);
        }
    }
    for open in ["Vol. ", "VOL. ", "No. ", "NO. "] {
        if let Some(rest) = text.strip_prefix(open) {
            let n = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if n > 0 {
                issue
                    .number
                    .get_or_insert_default()
                    .push_str(&text[..open.len() + n]);
                return Some(open.len() + n);
            }
        }
    }
    None
}

/// A newspaper's name as a word of its own: `字里行间报`, `THE TRIBUNE`.
fn paper(text: &str, issue: &mut Issue) -> Option<usize> {
    let end = text.find([' ', '\u{3000}', '|', '·']).unwrap_or(text.len());
    let name = &text[..end];
    let chinese = (3..=8).contains(&name.chars().count())
        && name.chars().all(crate::text::chars::is_han)
        && name.ends_with(['报'])
        && ![
            "汇报",
            "举报",
            "海报",
            "预报",
            "播报",
            "情报",
            "申报",
            "填报",
            "喜报",
            "快报道",
            "上报",
            "公报",
            "简报",
            "通报",
        ]
        .iter()
        .any(|word| name.ends_with(word));
    if chinese {
        issue.paper = Some(name.to_owned());
        return Some(end);
    }
    english_paper(text, issue)
}

fn english_paper(text: &str, issue: &mut Issue) -> Option<usize> {
    const NOUNS: [&str; 14] = [
        "Tribune",
        "Times",
        "Post",
        "News",
        "Herald",
        "Gazette",
        "Journal",
        "Chronicle",
        "Star",
        "Globe",
        "Print",
        "Courier",
        "Observer",
        "Examiner",
    ];
    let end = text.find(['|', '·', '—', '–']).unwrap_or(text.len());
    let name = text[..end].trim_end();
    let words: Vec<&str> = name.split(' ').collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let last = words.last()?;
    let known = NOUNS.iter().any(|noun| noun.eq_ignore_ascii_case(last));
    let the = words
        .first()
        .is_some_and(|word| word.eq_ignore_ascii_case("the"));
    if known && the && words.len() <= 5 && words.iter().all(capital) {
        issue.paper = Some(name.to_owned());
        return Some(name.len());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folio_tells_of_its_issue() {
        let found = line("字里行间报 2026年3月8日 星期日 第1版：要闻").map(|f| f.issue);
        let issue = Issue {
            paper: Some("字里行间报".into()),
            date: Some("2026-03-08".into()),
            page: Some("1".into()),
            page_name: Some("要闻".into()),
            ..Issue::default()
        };
        assert_eq!(found, Some(issue));
        let english = line("THE FINE PRINT — Page 3").map(|f| f.issue);
        assert_eq!(english.and_then(|issue| issue.page), Some("3".into()));
        let named = line("Page 3: The Fine Print").and_then(|f| f.issue.page_name);
        assert_eq!(named, Some("The Fine Print".into()));
        assert_eq!(line("Page 3: what the margin says"), None);
    }

    #[test]
    fn editors_are_named() {
        let found = line("责编 沈知白 美编 方小满 校对 何田").map(|f| f.issue.editors);
        assert_eq!(
            found,
            Some(vec!["沈知白".into(), "方小满".into(), "何田".into()])
        );
        assert!(line("本版责编：方满 版式设计：何小田").is_some());
    }

    #[test]
    fn sentences_are_no_furniture() {
        for text in [
            "2026年3月8日，印刷博物馆开馆。",
            "编辑部的故事",
            "电话铃响了三声。",
            "第1版印了三千册",
            "天气预报",
            "校对是一门手艺",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
