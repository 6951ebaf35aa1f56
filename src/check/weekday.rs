//! A day of the week that the calendar does not give to the date beside it.

use super::day::{Day, days, weekday};
use super::prose::words;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use std::ops::Range;

pub(super) const CODE: &str = "check/weekday";

const CHINESE: &[&str] = &["星期", "礼拜", "禮拜", "周", "週"];
const ENGLISH: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (start, text) in subject.prose.each() {
        for day in days(text) {
            let said = after(text, day.range.end).or_else(|| before(text, day.range.start));
            let Some((said, range)) = said else { continue };
            let Some(real) = real(&day, subject.date).filter(|real| *real != said) else {
                continue;
            };
            let words = &text[day.range.clone()];
            let (en, zh) = (
                ENGLISH[real as usize],
                "一二三四五六日".chars().nth(real as usize),
            );
            let zh = zh.unwrap_or('日');
            let message = say!(
                "{words} was a {en}, not what stands here",
                "{words} 是星期{zh}，与此处不符"
            );
            let cure = say!(
                "look it up: date or day of the week is probably a misprint",
                "请查证：日期或星期多半有误"
            );
            let range = start + range.start..start + range.end;
            found.push(subject.find(CODE, Severity::Note, range, message, cure));
        }
    }
}

/// 1月10日（星期三）, January 10 (Wednesday).
fn after(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    let rest = &text[at..];
    let inner = rest.trim_start_matches(['（', '(', ' ', '，', ',']);
    let from = at + rest.len() - inner.len();
    if let Some(name) = CHINESE.iter().find(|name| inner.starts_with(**name)) {
        let c = inner[name.len()..].chars().next()?;
        let number = "一二三四五六日".chars().position(|d| d == c);
        let number = number.or((c == '天' && *name != "周").then_some(6))?;
        return Some((number as u32, from..from + name.len() + c.len_utf8()));
    }
    // the next word may be far away
    let latin = inner.starts_with(|c: char| c.is_ascii_alphabetic());
    let (_, word) = latin.then(|| words(inner).next()).flatten()?;
    // `January 10, Wednesday` needs the bracket: a comma may begin another clause
    let bracket = rest.trim_start_matches(' ').starts_with('(');
    let number = ENGLISH
        .iter()
        .position(|day| *day == word)
        .filter(|_| bracket)?;
    Some((number as u32, from..from + word.len()))
}

/// Wednesday, January 10.
fn before(text: &str, at: usize) -> Option<(u32, Range<usize>)> {
    let head = text[..at]
        .strip_suffix(", ")
        .or(text[..at].strip_suffix(' '))?;
    let number = ENGLISH.iter().position(|day| head.ends_with(day))?;
    let start = head.len() - ENGLISH[number].len();
    Some((number as u32, start..head.len()))
}

/// The day's day of the week: in the year it says, else in that which is nearest to the issue's day.
fn real(day: &Day, issue: Option<&str>) -> Option<u32> {
    let issue = issue.unwrap_or("");
    let number = |range: Range<usize>| issue.get(range)?.parse::<i32>().ok();
    let year = day.year.or_else(|| {
        let year = number(0..4)?;
        let months = number(5..7)? - i32::try_from(day.month).ok()?;
        Some(match months {
            7.. => year + 1,
            ..=-7 => year - 1,
            // half a year away in both directions
            6 | -6 => return None,
            _ => year,
        })
    })?;
    weekday(year, day.month, day.day)
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn a_day_that_the_calendar_does_not_know_is_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "1月10日（星期四）开馆。"),
            ["星期四"]
        );
        assert_eq!(found(CODE, "zh-Hans", "2023年12月31日，周六"), ["周六"]);
        assert_eq!(
            found(CODE, "en", "It opened on Monday, January 10."),
            ["Monday"]
        );
        assert_eq!(found(CODE, "en", "on Dec. 31 (Monday)"), ["Monday"]);
    }

    #[test]
    fn days_that_agree_are_left_alone() {
        let fine = "1月10日（星期三），12月31日（周日），2024年2月29日周四。7月10日（星期一）";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
        assert!(found(CODE, "en", "On Wednesday, January 10, Friday came.").is_empty());
    }
}
