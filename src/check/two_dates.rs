//! One event with two dates in one chapter: the same words follow two different days, or a named
//! event opens on two.

use super::day::{Day, days};
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use std::collections::BTreeMap;

pub(super) const CODE: &str = "check/two-dates";

/// So many characters after the day are its event.
const WORDS: usize = 9;

/// What an event does once.
const ONCE: &[&str] = &[
    "开幕", "闭幕", "开馆", "开业", "揭牌", "启用", "開幕", "閉幕", "開館", "揭牌",
];

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut events: BTreeMap<String, Day> = BTreeMap::new();
    for (start, text) in subject.prose.each() {
        let days = days(text);
        for (i, day) in days.iter().enumerate() {
            let next = days.get(i + 1).map_or(text.len(), |next| next.range.start);
            let clause = &text[day.range.end..next];
            for event in events_of(clause) {
                let Some(first) = events.get(&event) else {
                    events.insert(event, day.clone());
                    continue;
                };
                if (first.month, first.day) == (day.month, day.day) {
                    continue;
                }
                let (month, number) = (first.month, first.day);
                let words = &text[day.range.clone()];
                let message = say!(
                    "`{event}` has two dates: {words} here, {month}/{number} above",
                    "`{event}` 有两个日期：此处 {words}，前文 {month}月{number}日"
                );
                let cure = say!(
                    "look it up: one of the two is probably a misprint; keep both if the page means both",
                    "请查证：其中一处可能是误植；若原意如此则保留"
                );
                let range = start + day.range.start..start + day.range.end;
                found.push(subject.find(CODE, Severity::Note, range, message, cure));
                break;
            }
        }
    }
}

/// What may stand for the event that `clause` tells after its day.
fn events_of(clause: &str) -> Vec<String> {
    let sentence = clause.split(['。', '！', '？', '\n']).next().unwrap_or("");
    let words: Vec<char> = sentence.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut events = Vec::new();
    let begins: String = words.iter().take(WORDS).collect();
    // what begins with figures is a time or a range of days; a paper reports every day
    let no_event = |c: &str| begins.starts_with(c);
    let figures = begins.starts_with(|c: char| c.is_ascii_digit());
    if words.len() >= WORDS
        && !figures
        && !["记者", "記者", "本报", "本報"].into_iter().any(no_event)
    {
        events.push(begins);
    }
    let named = sentence.split_once(['“', '《']).and_then(|(_, rest)| {
        let (name, after) = rest.split_once(['”', '》'])?;
        let act = ONCE.iter().find(|act| after.contains(**act))?;
        (name.chars().count() >= 4).then(|| format!("{name}{act}"))
    });
    events.extend(named);
    events
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn one_event_on_two_days_is_found() {
        let body =
            "3月8日，墨溪印刷博物馆新馆开馆。\n\n3月9日，墨溪印刷博物馆新馆开馆当天，来了一千人。";
        assert_eq!(found(CODE, "zh-Hans", body), ["3月9日"]);
        let named = "3月8日，“铅字与河”展览开幕。\n\n4月8日在河岸，“铅字与河”如期开幕。";
        assert_eq!(found(CODE, "zh-Hans", named), ["4月8日"]);
    }

    #[test]
    fn different_events_are_left_alone() {
        let fine = "3月8日，“铅字与河”展览开幕；3月20日，“铅字与河”展览闭幕。\n\n3月8日起，馆里修灯。3月9日起，馆里修窗。";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
    }
}
