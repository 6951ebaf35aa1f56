//! Days and instants as text: what `date` and `modified` may say, without any clock.

/// Whether `text` is a day, month or year of ISO 8601: `2024-01-11`, `2024-01`, `2024`.
pub fn is_day(text: &str) -> bool {
    let mut parts = text.split('-');
    let year = parts.next().and_then(|part| digits(part, 4));
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    match (year, month, day, parts.next()) {
        (Some(_), None, None, None) => true,
        (Some(_), Some(Some(1..=12)), None, None) => true,
        (Some(year), Some(Some(month)), Some(Some(day)), None) => {
            (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month)
        }
        _ => false,
    }
}

/// `text` as `YYYY-MM-DDThh:mm:ssZ` (`dcterms:modified`, EPUB 3.3 §5.5.5): a day is its first
/// second, an offset is reckoned in, parts of a second are dropped.
pub(super) fn instant(text: &str) -> Option<String> {
    let (day, time) = match text.split_once(['T', 't', ' ']) {
        Some((day, time)) => (day, time),
        None => (text, "00:00:00Z"),
    };
    if !is_day(day) {
        return None;
    }
    let mut parts = day.split('-').map(|part| part.parse::<i64>().unwrap_or(1));
    let (year, month) = (parts.next()?, parts.next().unwrap_or(1));
    let midnight = days_since_1970(year, month, parts.next().unwrap_or(1)) * 86_400;
    Some(of_epoch(midnight + seconds(time)?))
}

/// The instant `seconds` after 1970-01-01T00:00:00Z.
fn of_epoch(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// `hh:mm:ss(.f)?(Z|±hh:mm)` in seconds from midnight UTC.
fn seconds(time: &str) -> Option<i64> {
    let zone = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at(zone);
    let clock = clock.split('.').next().unwrap_or(clock);
    let mut parts = clock.split(':').map(|part| digits(part, 2));
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    if hour > 23 || minute > 59 || second > 60 || parts.next().is_some() {
        return None;
    }
    Some(hour * 3600 + minute * 60 + second - offset(zone)?)
}

fn offset(zone: &str) -> Option<i64> {
    let sign = match zone.chars().next()? {
        'Z' | 'z' => return (zone.len() == 1).then_some(0),
        '-' => -1,
        _ => 1,
    };
    let (hour, minute) = zone[1..].split_once(':')?;
    Some(sign * (digits(hour, 2)? * 3600 + digits(minute, 2)? * 60))
}

fn digits(text: &str, length: usize) -> Option<i64> {
    let right = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

fn days_in(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    days_since_1970(next_year, next, 1) - days_since_1970(year, month, 1)
}

/// Howard Hinnant's `days_from_civil`: counts in years that begin in March, so that the leap day
/// comes last.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The inverse of [`days_since_1970`]: year, month, day.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_are_checked_against_the_calendar() {
        for good in ["2024-02-29", "2024-12", "1858", "2000-02-29"] {
            assert!(is_day(good), "{good}");
        }
        for bad in [
            "2023-02-29",
            "2024-13-01",
            "2024-1-1",
            "24-01-01",
            "昨天",
            "",
            "1900-02-29",
        ] {
            assert!(!is_day(bad), "{bad}");
        }
    }

    #[test]
    fn instants_are_told_in_utc() {
        let cases = [
            ("2024-01-11", "2024-01-11T00:00:00Z"),
            ("2024", "2024-01-01T00:00:00Z"),
            ("2024-01-11T06:30:00+08:00", "2024-01-10T22:30:00Z"),
            ("2024-01-11 06:30:00.25Z", "2024-01-11T06:30:00Z"),
        ];
        for (given, told) in cases {
            assert_eq!(instant(given).as_deref(), Some(told), "{given}");
        }
        assert_eq!(instant("2024-01-11T25:00:00Z"), None);
        assert_eq!(instant("2024-01-11T06:30:00"), None);
    }

    #[test]
    fn the_epoch_is_where_it_should_be() {
        assert_eq!(of_epoch(0), "1970-01-01T00:00:00Z");
        assert_eq!(of_epoch(1_704_931_200), "2024-01-11T00:00:00Z");
    }

    proptest! {
        #[test]
        fn days_and_back(days in -200_000_i64..3_000_000) {
            let (year, month, day) = civil(days);
            prop_assert_eq!(days_since_1970(year, month, day), days);
            prop_assert!(day <= days_in(year, month));
        }
    }
}
