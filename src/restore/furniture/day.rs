//! Days as folios print them, and what stands beside them: weekday, lunar day, edition.

use super::script::{Firsts, figures};

/// A day with its year and its bytes: `2024年1月11日`, `2012.5.14`, `January 11, 2024`,
/// `7. Dezember 1858`, `7 décembre 1858`.
pub(super) fn date(text: &str) -> Option<(usize, String)> {
    let (n, year, month, day) = chinese_date(text).or_else(|| named_date(text))?;
    Some((n, format!("{year:04}-{month:02}-{day:02}")))
}

type Day = (usize, u32, u32, u32);

fn chinese_date(text: &str) -> Option<Day> {
    let (year, a) = figures(text).filter(|&(year, _)| (1600..2200).contains(&year))?;
    let mut at = a;
    let mut parts = [0, 0];
    let marks = [['年', '.', '-', '/'], ['月', '.', '-', '/']];
    for (part, marks) in parts.iter_mut().zip(marks) {
        at += text[at..].len() - text[at..].trim_start().len();
        let mark = text[at..].chars().next().filter(|c| marks.contains(c))?;
        at += mark.len_utf8();
        at += text[at..].len() - text[at..].trim_start().len();
        let (value, n) = figures(&text[at..])?;
        *part = value;
        at += n;
    }
    let [month, day] = parts;
    let written = text[a..].trim_start().starts_with('年');
    if written {
        at += text[at..]
            .trim_start()
            .strip_prefix('日')
            .map(|rest| text[at..].len() - rest.len())?;
    }
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((at, year, month, day))
}

/// Months as English, German and French papers write them, each list in the order of the year.
const MONTHS: [[&str; 12]; 3] = [
    [
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
    ],
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
];

/// The month that begins `text`, its bytes included: `Jan.`, `Dezember`.
fn month(text: &str) -> Option<(u32, usize)> {
    const FIRSTS: Firsts = Firsts::of(&["j", "f", "m", "a", "s", "o", "n", "d"]);
    if !FIRSTS.may_begin_any_case(text) {
        return None;
    }
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let lower = word.to_lowercase();
    if lower.chars().count() < 3 {
        return None;
    }
    let found = MONTHS.iter().find_map(|months| {
        let at = months.iter().position(|month| month.starts_with(&lower))?;
        Some(at as u32 + 1)
    })?;
    let stop = usize::from(text[word.len()..].starts_with('.'));
    Some((found, word.len() + stop))
}

fn named_date(text: &str) -> Option<Day> {
    let (n, month, day) = named_day(text)?;
    let rest = text[n..].trim_start_matches([',', ' ']);
    let (year, digits) = figures(rest).filter(|&(year, _)| (1600..2200).contains(&year))?;
    Some((text.len() - rest.len() + digits, year, month, day))
}

/// `January 11`, `7. Dezember`, `7 décembre`, `1er mai`, `le 7 décembre`, `den 7. Dezember`.
fn named_day(text: &str) -> Option<(usize, u32, u32)> {
    let valid = |&(day, _): &(u32, usize)| (1..=31).contains(&day);
    if let Some((month, n)) = month(text) {
        let rest = text[n..].trim_start();
        let (day, digits) = figures(rest).filter(valid)?;
        return Some((text.len() - rest.len() + digits, month, day));
    }
    let article = ["le ", "den ", "the "];
    let open = article.iter().find(|word| text.starts_with(**word));
    let open = open.map_or(0, |word| word.len());
    let (day, digits) = figures(&text[open..]).filter(valid)?;
    let rest = text[open + digits..]
        .strip_prefix("er")
        .unwrap_or(&text[open + digits..]);
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let (month, n) = month(rest)?;
    Some((text.len() - rest.len() + n, month, day))
}

/// What stands beside a date and says nothing alone: a weekday, a day without its year, the lunar day,
/// an edition.
pub(super) fn beside(text: &str) -> Option<usize> {
    weekday(text)
        .or_else(|| lunar(text))
        .or_else(|| chinese_day(text))
        .or_else(|| named_day(text).map(|(n, ..)| n))
        .or_else(|| edition(text))
}

pub(super) fn weekday(text: &str) -> Option<usize> {
    for open in ["星期", "周", "礼拜"] {
        if let Some(rest) = text.strip_prefix(open) {
            let day = rest
                .chars()
                .next()
                .filter(|c| "一二三四五六日天".contains(*c));
            return day.map(|c| open.len() + c.len_utf8());
        }
    }
    const DAYS: [&str; 22] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "dinstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
    ];
    const FIRSTS: Firsts = Firsts::of(&["m", "t", "w", "f", "s", "d", "l", "j", "v"]);
    if !FIRSTS.may_begin_any_case(text) {
        return None;
    }
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    let lower = word.to_lowercase();
    (DAYS.contains(&lower.as_str()) || lower == "sonntag").then_some(word.len())
}

/// `农历癸卯年十一月三十`, `癸卯年十一月三十`, `十一月三十` after them.
pub(super) fn lunar(text: &str) -> Option<usize> {
    let stem = text.strip_prefix("农历").unwrap_or(text);
    let mut chars = stem.chars();
    let (a, b) = (chars.next()?, chars.next()?);
    let cyclic = "甲乙丙丁戊己庚辛壬癸".contains(a) && "子丑寅卯辰巳午未申酉戌亥".contains(b);
    let named = stem.len() < text.len();
    if !(named || cyclic && chars.next() == Some('年')) {
        return None;
    }
    let end = text
        .find([' ', '\u{3000}', '|', '｜'])
        .unwrap_or(text.len());
    (text[..end].chars().count() <= 14).then_some(end)
}

/// `1月11日` without its year.
fn chinese_day(text: &str) -> Option<usize> {
    let (_, a) = figures(text).filter(|&(month, _)| (1..=12).contains(&month))?;
    let rest = text[a..].strip_prefix('月')?;
    let (_, b) = figures(rest).filter(|&(day, _)| (1..=31).contains(&day))?;
    rest[b..]
        .strip_prefix('日')
        .map(|rest| text.len() - rest.len())
}

fn edition(text: &str) -> Option<usize> {
    let words = [
        "city edition",
        "final edition",
        "late edition",
        "early edition",
        "morning edition",
        "evening edition",
        "home edition",
        "national edition",
        "late city edition",
        "sunday edition",
        "abend-ausgabe",
        "morgen-ausgabe",
        "abendausgabe",
        "morgenausgabe",
    ];
    words
        .iter()
        .find(|word| {
            let head = text.as_bytes().get(..word.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
        })
        .map(|word| word.len())
}
