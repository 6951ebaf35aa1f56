//! Phones, addresses, hours: what every reader is told to call.

use super::script::{fields, figures, has_figure, has_sentence};
use crate::text::chars::is_han;

/// What stands before a phone or an address, wherever it stands.
const OPENS: &[&str] = &[
    "电话",
    "热线",
    "专线",
    "手机",
    "传真",
    "微信",
    "邮箱",
    "联系人",
    "电邮",
    "网址",
    "地址",
    "邮编",
];

/// Whether `text` is a contact that an advert or notice ends in: `联系人：张三　电话：0750-…`,
/// `有意者请致电0750-… 李先生`, `Phone 555-0100`.
pub(super) fn line(plain: &str) -> bool {
    let count = plain.chars().count();
    if count > 60 || has_sentence(plain) {
        return false;
    }
    let mut any = false;
    let plausible = fields(plain).all(|(_, field)| {
        let contact = field_of(field);
        any |= contact;
        contact || field.chars().count() <= 14 && !field.contains(['，', ','])
    });
    any && plausible
}

fn field_of(field: &str) -> bool {
    let colon = field.find(['：', ':']);
    if let Some(at) = colon {
        let (word, value) = field.split_at(at);
        let named = word.chars().count() <= 7 && OPENS.iter().any(|open| word.ends_with(open));
        if named && (has_figure(value) || value.chars().count() <= 8) {
            return true;
        }
    }
    let word = field
        .find(|c: char| c.is_ascii_digit())
        .map_or("", |at| &field[..at]);
    let named = word.chars().count() <= 14
        && ["致电", "电话", "热线", "专线", "联系", "手机", "咨询"]
            .iter()
            .any(|open| word.trim_end().ends_with(open));
    named && phone(field).is_some()
}

/// Where the first phone number of `text` stands: `0750-3500000`, `13800000000`, `555-0100`,
/// `(312) 555-0100`, `95598` after a word for it.
pub(super) fn phone(text: &str) -> Option<usize> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if c.is_ascii_digit()
            && !before.is_ascii_digit()
            && !matches!(before, '.' | '-' | ',' | '$')
        {
            let run: String = text[at..]
                .chars()
                .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | '—'))
                .collect();
            if number(&run) {
                return Some(at);
            }
        }
        before = c;
    }
    None
}

fn number(run: &str) -> bool {
    let groups: Vec<usize> = run
        .split(['-', '—'])
        .map(|group| group.chars().count())
        .collect();
    matches!(
        groups[..],
        [3 | 4, 7 | 8] | [3, 4] | [3, 3, 4] | [3, 4, 4] | [1, 3, 3, 4] | [7 | 8 | 11]
    ) || run.len() == 5 && (run.starts_with("11") || run.starts_with("95") || run.starts_with("12"))
}

/// Whether a price stands in `text`: `$13,500`, `85万元`, `25 cents`.
pub(super) fn price(text: &str) -> bool {
    let dollar = text.char_indices().any(|(at, c)| {
        matches!(c, '$' | '£' | '€' | '¥' | '￥') && figures(&text[at + c.len_utf8()..]).is_some()
    });
    let unit = text.char_indices().any(|(at, c)| {
        c.is_ascii_digit()
            && ["元", "万元", " cents", "¢"]
                .iter()
                .any(|unit| text[at + 1..].starts_with(unit))
    });
    dollar || unit
}

/// Whether `text` is the name of a firm or an office, as notices are signed.
pub(super) fn office(plain: &str) -> bool {
    let count = plain.chars().count();
    let signed = [
        "公司",
        "局",
        "委员会",
        "小组",
        "办公室",
        "管理处",
        "中心",
        "所",
        "厂",
        "院",
        "商行",
        "法院",
        "政府",
        "家属",
        "报社",
        "启",
    ];
    (4..=24).contains(&count)
        && plain
            .chars()
            .all(|c| is_han(c) || matches!(c, '（' | '）' | '(' | ')' | ' '))
        && signed.iter().any(|end| plain.ends_with(end))
}
