//! Days as papers print them: 1月10日, 2024年1月10日, January 10, Jan. 10, 2024.

use super::prose::words;
use crate::words::MONTHS;
use std::ops::Range;

/// A day and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Day {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
    /// Its bytes.
    pub range: Range<usize>,
}

/// Every day in `text`, in order.
pub(super) fn days(text: &str) -> Vec<Day> {
    let mut days: Vec<Day> = text
        .match_indices('月')
        .filter_map(|(at, _)| chinese(text, at))
        .chain(english(text))
        .collect();
    days.sort_by_key(|day| day.range.start);
    days
}

/// The day whose 月 stands at `at`.
fn chinese(text: &str, at: usize) -> Option<Day> {
    let before = &text[..at];
    let start = before.len() - trailing_digits(before);
    let rest = &text[at + '月'.len_utf8()..];
    let length = leading_digits(rest);
    let end = at + '月'.len_utf8() + length + '日'.len_utf8();
    let month = before[start..].parse().ok()?;
    let day = rest[..length].parse().ok()?;
    if !rest[length..].starts_with('日') {
        return None;
    }
    let year = before[..start].strip_suffix('年').map(|head| {
        let digits = trailing_digits(head);
        (
            head.len() - digits,
            head[head.len() - digits..].parse().ok(),
        )
    });
    let year = year.filter(|(_, year)| year.is_some_and(|year: i32| year > 999));
    Some(Day {
        year: year.and_then(|(_, year)| year),
        month,
        day,
        range: year.map_or(start, |(from, _)| from)..end,
    })
}

fn english(text: &str) -> Vec<Day> {
    let mut found = Vec::new();
    for (word_at, word) in words(text) {
        let Some(month) = month(word) else { continue };
        let rest = &text[word_at + word.len()..];
        let gap = rest.len()
            - rest
                .strip_prefix('.')
                .unwrap_or(rest)
                .trim_start_matches(' ')
                .len();
        let rest = &rest[gap..];
        let length = leading_digits(rest);
        let Some(day) = rest[..length]
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day))
        else {
            continue;
        };
        if gap == 0 || rest[length..].starts_with(|c: char| c.is_alphanumeric()) {
            continue;
        }
        let end = word_at + word.len() + gap + length;
        let year = rest[length..].strip_prefix(", ").and_then(|rest| {
            let digits = leading_digits(rest);
            rest[..digits].parse().ok().filter(|_| digits == 4)
        });
        found.push(Day {
            year,
            month,
            day,
            range: word_at..end + if year.is_some() { ", 2024".len() } else { 0 },
        });
    }
    found
}

fn month(word: &str) -> Option<u32> {
    let full = MONTHS.iter().position(|&month| month == word);
    let short = || {
        let known = (3..=4).contains(&word.len());
        MONTHS
            .iter()
            .position(|month| known && month.starts_with(word))
    };
    full.or_else(short).map(|i| i as u32 + 1)
}

fn leading_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn trailing_digits(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}

/// The day of the week, Monday 0, after Howard Hinnant's `days_from_civil`; `None` for a day that no
/// calendar has.
pub(super) fn weekday(year: i32, month: u32, day: u32) -> Option<u32> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if day == 0 || day > length || !(1..=9999).contains(&year) {
        return None;
    }
    let shifted = i64::from(year) - i64::from(month <= 2);
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let month = (i64::from(month) + 9) % 12;
    let of_year = (153 * month + 2) / 5 + i64::from(day) - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    // 1 January 1970 was a Thursday
    u32::try_from((days + 3).rem_euclid(7)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_languages() {
        let read = |text: &str| {
            let days = days(text).into_iter();
            let one = |d: Day| (text[d.range].to_owned(), d.year, d.month, d.day);
            days.map(one).collect::<Vec<_>>()
        };
        let text = "2024年1月10日至2月3日，5月，13月8日";
        assert_eq!(
            read(text)[0],
            ("2024年1月10日".to_owned(), Some(2024), 1, 10)
        );
        assert_eq!(read(text)[1], ("2月3日".to_owned(), None, 2, 3));
        assert_eq!(read(text)[2].2, 13);
        let text = "On Jan. 5 and May 7, 2024, in March";
        assert_eq!(read(text)[0], ("Jan. 5".to_owned(), None, 1, 5));
        assert_eq!(read(text)[1], ("May 7, 2024".to_owned(), Some(2024), 5, 7));
        assert_eq!(read(text).len(), 2);
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(weekday(2024, 1, 11), Some(3));
        assert_eq!(weekday(2000, 2, 29), Some(1));
        assert_eq!(weekday(1970, 1, 1), Some(3));
        assert_eq!(weekday(2023, 2, 29), None);
    }
}
