//! Folio lines: a date, a page's number and name, the number of the issue, the paper's name.

use super::day::{beside, date, lunar, weekday};
use super::paper::paper;
use super::script::{Firsts, figures};
use super::{Furniture, editors};
use crate::restore::Issue;
use crate::text::chars::is_han;
use std::ops::Range;

/// What a token of a folio is.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    Separator,
    /// A day of a year: `2024-01-11`.
    Date(String),
    /// A day of the week, a day without its year, an edition: says nothing alone.
    Beside,
    /// A page that is called one: label and name.
    Page(Range<usize>, Option<Range<usize>>),
    /// A page's bare label: `A1`, `3`.
    Label(Range<usize>),
    /// A page's name: `要闻`.
    Section(Range<usize>),
    /// The number of the issue.
    Number(Option<Range<usize>>),
    /// A price.
    Price,
    /// A paper's name, and whether it can be one alone.
    Paper(Range<usize>, bool),
}

/// The folio line that `text` is; `plain` is the same in simplified characters.
pub(super) fn line(text: &str, plain: &str) -> Option<Furniture> {
    let read = Reading::of(plain)?;
    let strong = read.pages + read.dates + read.numbers + read.papers;
    let alone = read.papers == strong && !read.beside;
    let fits = match strong {
        0 => read.is_label_and_name() || read.prices == read.tokens && !text.ends_with('.'),
        _ if alone => read.bold_paper && read.tokens == 1,
        _ => read.labels <= 1 && read.sections <= 1,
    };
    if !fits {
        return None;
    }
    let reason = match strong {
        0 if read.prices > 0 => "furniture/price",
        _ if alone && strong > 0 => "furniture/masthead",
        _ => "furniture/folio",
    };
    Some(Furniture {
        reason,
        issue: read.issue(text),
    })
}

/// Whether `text` is nothing but a day of a year.
pub(super) fn is_date(text: &str) -> bool {
    Reading::of(text).is_some_and(|read| read.dates == 1 && read.tokens == 1)
}

/// Whether `text` is nothing but a price.
pub(super) fn is_price(text: &str) -> bool {
    Reading::of(text).is_some_and(|read| read.prices == read.tokens)
}

/// Whether `text` is nothing but a paper's name.
pub(super) fn is_paper(text: &str) -> bool {
    Reading::of(text).is_some_and(|read| read.papers == 1 && read.tokens == 1)
}

/// Whether `text` is a page's label and its name, and no more: `1 要闻`.
pub(super) fn is_label_and_name(text: &str) -> bool {
    Reading::of(text).is_some_and(|read| read.is_label_and_name())
}

/// Whether `text` is the name that pages have: `要闻`, `国际新闻`.
pub(super) fn is_section(text: &str) -> bool {
    section(text) == Some(text.len())
}

#[derive(Default)]
struct Reading {
    found: Vec<Token>,
    tokens: usize,
    pages: usize,
    dates: usize,
    numbers: usize,
    papers: usize,
    bold_paper: bool,
    labels: usize,
    sections: usize,
    prices: usize,
    beside: bool,
}

impl Reading {
    /// Reads a whole line as tokens; `None` where something else stands in it.
    fn of(plain: &str) -> Option<Self> {
        let mut read = Self::default();
        let mut at = 0;
        let mut apart = true;
        while at < plain.len() {
            let (taken, token) = token(plain, at, apart)?;
            apart = token == Token::Separator || is_han_edge(&token);
            match &token {
                Token::Separator => {}
                Token::Date(_) => read.dates += 1,
                Token::Beside => read.beside = true,
                Token::Page(..) => read.pages += 1,
                Token::Label(_) => read.labels += 1,
                Token::Section(_) => read.sections += 1,
                Token::Number(_) => read.numbers += 1,
                Token::Price => read.prices += 1,
                Token::Paper(_, bold) => {
                    read.papers += 1;
                    read.bold_paper |= bold;
                }
            }
            read.tokens += usize::from(token != Token::Separator);
            read.found.push(token);
            at += taken;
        }
        read.beside |= read.labels + read.sections > 0;
        (read.tokens > 0).then_some(read)
    }

    fn is_label_and_name(&self) -> bool {
        self.tokens == 2 && self.labels == 1 && self.sections == 1
    }

    fn issue(&self, printed: &str) -> Issue {
        let mut issue = Issue::default();
        let words = |range: &Range<usize>| Some(printed[range.clone()].to_owned());
        for token in &self.found {
            match token {
                Token::Date(day) => issue.date = Some(day.clone()),
                Token::Page(label, name) => {
                    issue.page = words(label);
                    issue.page_name = issue.page_name.take().or(name.as_ref().and_then(words));
                }
                Token::Label(label) => issue.page = issue.page.take().or(words(label)),
                Token::Section(name) => {
                    issue.page_name = issue.page_name.take().or(words(name));
                }
                Token::Number(Some(number)) => {
                    let number = &printed[number.clone()];
                    let whole = issue.number.get_or_insert_default();
                    if !whole.is_empty() && !whole.ends_with('期') {
                        whole.push_str(", ");
                    }
                    if whole.is_empty() || !whole.ends_with('期') {
                        whole.push_str(number);
                    }
                }
                Token::Paper(name, _) => issue.paper = words(name),
                Token::Number(None) | Token::Separator | Token::Beside | Token::Price => {}
            }
        }
        issue
    }
}

/// Whether the next token may follow at once: those of Chinese need no space.
fn is_han_edge(token: &Token) -> bool {
    !matches!(token, Token::Label(_))
}

/// The token at byte `at` of `plain` and its length. `apart` says that a separator, or a token that
/// needs none, stands before it.
fn token(plain: &str, at: usize, apart: bool) -> Option<(usize, Token)> {
    let text = &plain[at..];
    let blank = text.len() - text.trim_start_matches(is_separator).len();
    if blank > 0 {
        return Some((blank, Token::Separator));
    }
    let spot = |range: Range<usize>| at + range.start..at + range.end;
    if let Some((n, day)) = date(text) {
        return Some((n, Token::Date(day)));
    }
    if let Some((n, number)) = number(text) {
        return Some((n, Token::Number(number.map(spot))));
    }
    if let Some((n, label, name)) = page(text).or_else(|| foreign_page(text)) {
        return Some((n, Token::Page(spot(label), name.map(spot))));
    }
    if let Some(n) = beside(text) {
        return Some((n, Token::Beside));
    }
    if let Some(n) = price(text) {
        return Some((n, Token::Price));
    }
    if let Some((n, bold)) = paper(text) {
        return Some((n, Token::Paper(at..at + n, bold)));
    }
    if let Some(n) = section(text) {
        return Some((n, Token::Section(at..at + n)));
    }
    let n = label(text).filter(|_| apart)?;
    Some((n, Token::Label(at..at + n)))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '|' | '｜'
                | '·'
                | ','
                | '，'
                | '—'
                | '–'
                | '-'
                | '/'
                | '■'
                | '●'
                | '('
                | ')'
                | '（'
                | '）'
                | '.'
        )
}

/// `第A04版：江海`, `08版：综合`, `第1版`: bytes, label, name.
fn page(text: &str) -> Option<(usize, Range<usize>, Option<Range<usize>>)> {
    let rest = text.strip_prefix('第').unwrap_or(text).trim_start();
    let start = text.len() - rest.len();
    let n: usize = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(*c))
        .map(char::len_utf8)
        .sum();
    let label = start..start + n;
    if n == 0 || rest[..n].chars().count() > 4 {
        return None;
    }
    let rest = rest[n..].trim_start().strip_prefix('版')?;
    let rest = rest.strip_prefix('面').unwrap_or(rest);
    let end = text.len() - rest.len();
    let after = rest.trim_start_matches([' ', '\u{3000}', '：', ':', '·', '|', '｜']);
    let name: String = after
        .chars()
        .take_while(|&c| is_han(c) || c == '·')
        .collect();
    let count = name.chars().count();
    let named = after.len() < rest.len()
        && (1..=8).contains(&count)
        && !name.ends_with('报')
        && weekday(after).is_none()
        && editors::role(after).is_none()
        && lunar(after).is_none();
    if !named {
        return Some((end, label, None));
    }
    let from = text.len() - after.len();
    Some((from + name.len(), label, Some(from..from + name.len())))
}

/// `Page A4`, `Page 3: The Fine Print`, `Seite 3`.
fn foreign_page(text: &str) -> Option<(usize, Range<usize>, Option<Range<usize>>)> {
    let words = ["Page ", "PAGE ", "page ", "Seite ", "SEITE "];
    let open = words.iter().find(|word| text.starts_with(**word))?.len();
    let rest = &text[open..];
    let n = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if n == 0 || n > 4 || !rest[..n].bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let label = open..open + n;
    // a page's name ends its line, in capitals as names are; a headline about a page has none
    let name = rest[n..].strip_prefix(": ").filter(|name| is_name(name));
    match name {
        Some(name) => Some((text.len(), label, Some(text.len() - name.len()..text.len()))),
        None => Some((open + n, label, None)),
    }
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

/// A page's bare label at the start of `text`: `A1`, `3`, `07`.
fn label(text: &str) -> Option<usize> {
    let n = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let letter = usize::from(text.starts_with(|c: char| c.is_ascii_uppercase()));
    let digits = &text[letter..n.max(letter)];
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let ends = text[n..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphabetic() || is_han(c));
    (plain && ends).then_some(n)
}

/// Names that pages of a Chinese paper have.
const SECTIONS: &[&str] = &[
    "要闻", "时政", "经济", "财经", "国际", "国内", "中国", "世界", "全球", "体育", "文化", "综合",
    "民生", "社会", "教育", "科技", "健康", "副刊", "评论", "观点", "广告", "公告", "专题", "专版",
    "特刊", "深度", "视点", "本地", "城事", "法治", "政法", "生活", "娱乐", "文娱", "旅游", "汽车",
    "楼市", "房产", "金融", "证券", "军事", "人物", "读书", "周刊", "理论", "党建", "三农", "农业",
    "生态", "环保", "区域", "服务", "资讯", "信息", "头版", "焦点", "热点", "聚焦", "地方", "城市",
    "乡村", "卫生", "艺术", "文艺",
];

const SECTION_FIRSTS: Firsts = Firsts::of(SECTIONS);

/// The bytes of a page's name at the start of `text`: a known one, perhaps with 新闻 or 版 after it.
fn section(text: &str) -> Option<usize> {
    if !SECTION_FIRSTS.may_begin(text) {
        return None;
    }
    let word = SECTIONS.iter().find(|word| text.starts_with(**word))?;
    let mut n = word.len();
    if let Some(second) = SECTIONS.iter().find(|word| text[n..].starts_with(**word)) {
        n += second.len();
    }
    for end in ["新闻", "周刊", "版"] {
        if text[n..].starts_with(end) {
            n += end.len();
        }
    }
    let ends = text[n..].chars().next().is_none_or(|c| !is_han(c));
    ends.then_some(n)
}

/// `第12345期`, `总第88期`, `今日8版`, `Vol. CXII`, `No. 4`, `Nr. 288`, `N° 288`: bytes, and the range
/// of what is the issue's number.
fn number(text: &str) -> Option<(usize, Option<Range<usize>>)> {
    for (open, close, says) in [
        ("总第", "期", true),
        ("总期", "期", true),
        ("第", "期", true),
        ("第", "号", true),
        ("今日", "版", false),
        ("今天", "版", false),
        ("本期", "版", false),
        ("共", "版", false),
    ] {
        if let Some(rest) = text.strip_prefix(open) {
            let rest = rest.trim_start();
            if let Some((_, n)) = figures(rest)
                && let Some(rest) = rest[n..].trim_start().strip_prefix(close)
            {
                let end = text.len() - rest.len();
                return Some((end, says.then_some(0..end)));
            }
        }
    }
    if !text.starts_with(['v', 'V', 'n', 'N']) {
        return None;
    }
    let lower = text.to_lowercase();
    for open in [
        "vol. ", "volume ", "no. ", "nr. ", "nro. ", "n° ", "nº ", "n°. ", "number ",
    ] {
        if lower.starts_with(open) && text.is_char_boundary(open.len()) {
            let rest = &text[open.len()..];
            let n = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            let numeral = rest[..n]
                .bytes()
                .all(|b| b.is_ascii_digit() || b"IVXLCDM".contains(&b));
            let grouped = rest[n..].strip_prefix(',').is_some_and(|rest| {
                rest.len() >= 3 && rest.bytes().take(3).all(|b| b.is_ascii_digit())
            });
            let n = if grouped { n + 4 } else { n };
            if n > 0 && numeral {
                let end = open.len() + n;
                return Some((end, Some(0..end)));
            }
        }
    }
    None
}

/// `$2.00`, `零售1元`, `25 cents`, `PRICE TWO CENTS`.
fn price(text: &str) -> Option<usize> {
    let begins = |text: &str, word: &str| {
        let head = text.as_bytes().get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
    };
    let open = ["price: ", "price "].iter().find(|word| begins(text, word));
    let start = open.map_or(0, |word| word.len());
    let rest = &text[start..];
    if let Some(figure) = rest.strip_prefix(['$', '£', '€', '¥', '￥']) {
        let n = figure
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'.')
            .count();
        let n = figure[..n].trim_end_matches('.').len();
        return (n > 0).then_some(text.len() - figure.len() + n);
    }
    for open in ["零售价", "零售", "每份", "定价"] {
        if let Some(rest) = text.strip_prefix(open) {
            let rest = rest.trim_start_matches(['：', ':', ' ']);
            let n = rest
                .bytes()
                .take_while(|b| b.is_ascii_digit() || *b == b'.')
                .count();
            let unit = ["元", "角", "分"]
                .iter()
                .find(|unit| rest[n..].starts_with(**unit))?;
            return (n > 0).then_some(text.len() - rest.len() + n + unit.len());
        }
    }
    let counts = ["one", "two", "three", "five", "ten"];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let word = counts.iter().find(|count| begins(rest, count));
    let n = word.map_or(digits, |word| word.len());
    let unit = [" cents", " cent", "¢"]
        .iter()
        .find(|unit| begins(&rest[n..], unit))?;
    (n > 0).then_some(start + n + unit.len())
}
