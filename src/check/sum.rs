//! Figures that do not add up where the sentence says that they do: 共12人，其中男7人、女6人; a rise from 20
//! to 30 that is called 60%.

use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::say;
use std::ops::Range;

pub(super) const CODE: &str = "check/sum";

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for (start, text) in subject.prose.each() {
        for (at, sentence) in sentences(text) {
            let figures = figures(sentence);
            let faults = [
                parts(sentence, &figures),
                listed(sentence, &figures),
                rise(sentence, &figures),
            ];
            for (range, right) in faults.into_iter().flatten() {
                let words = &sentence[range.clone()];
                let message = say!(
                    "`{words}` does not agree with the figures beside it, which make {right}",
                    "`{words}` 与旁边的数字不符，按其计算应为 {right}"
                );
                let cure = say!(
                    "look it up: one of the figures is probably a misprint",
                    "请查证：其中一个数字多半有误"
                );
                let from = start + at;
                let range = from + range.start..from + range.end;
                found.push(subject.find(CODE, Severity::Note, range, message, cure));
            }
        }
    }
}

/// Sentences with their first bytes.
fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['。', '！', '？', '；', '\n'])
        .map(move |sentence| {
            let start = at;
            at += sentence.len();
            (start, sentence)
        })
}

/// A figure with its unit: `1.2万人`.
#[derive(Debug, Clone)]
struct Figure<'t> {
    value: f64,
    /// How much its last digit may hide.
    error: f64,
    unit: &'t str,
    /// Bytes of the digits and the unit.
    range: Range<usize>,
}

/// Counting words that follow figures; 万 and 亿 multiply.
const UNITS: &[&str] = &[
    "人次",
    "人",
    "名",
    "户",
    "家",
    "个",
    "件",
    "项",
    "元",
    "吨",
    "公里",
    "千米",
    "米",
    "亩",
    "平方米",
    "辆",
    "台",
    "套",
    "本",
    "册",
    "张",
    "枚",
    "所",
    "座",
    "例",
    "起",
    "场",
    "次",
    "天",
    "%",
    "％",
    "個",
    "戶",
    "項",
    "噸",
    "畝",
    "輛",
    "臺",
    "張",
];

fn figures(text: &str) -> Vec<Figure<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(i) = text[at..].find(|c: char| c.is_ascii_digit()) {
        let start = at + i;
        let rest = &text[start..];
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
            .unwrap_or(rest.len());
        let digits = rest[..end].trim_end_matches(['.', ',']);
        at = start + digits.len().max(1);
        let Ok(number) = digits.replace(',', "").parse::<f64>() else {
            continue;
        };
        let decimals = digits
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        let after = &text[at..];
        let scale = match after.chars().next() {
            Some('万' | '萬') => 1e4,
            Some('亿' | '億') => 1e8,
            _ => 1.0,
        };
        let skip = if scale > 1.0 { '万'.len_utf8() } else { 0 };
        let after = &after[skip..];
        let unit = UNITS.iter().find(|unit| after.starts_with(**unit));
        let Some(unit) = unit.and_then(|unit| after.get(..unit.len())) else {
            continue;
        };
        let decimals = i32::try_from(decimals).unwrap_or(0);
        let hidden = if decimals > 0 || scale > 1.0 {
            0.5
        } else {
            0.0
        };
        found.push(Figure {
            value: number * scale,
            error: hidden * 10f64.powi(-decimals) * scale,
            unit,
            range: start..at + skip + unit.len(),
        });
        at += skip + unit.len();
    }
    found
}

/// A total whose parts the sentence lists: 共 N 人，其中男 A 人、女 B 人, or 分别为 …，共 N 人.
fn parts(sentence: &str, figures: &[Figure<'_>]) -> Option<(Range<usize>, String)> {
    let total = figures
        .iter()
        .position(|figure| is_total(&sentence[..figure.range.start]))?;
    let of = &figures[total];
    let listed = &sentence[of.range.end..];
    let bracket = listed.starts_with(['（', '(', '，', ',', '：', ':']);
    let men = listed.contains('男') && listed.contains('女');
    let others: Vec<&Figure<'_>> = figures[total + 1..]
        .iter()
        .filter(|one| one.unit == of.unit)
        .collect();
    // exactly the two kinds of people there are; of other lists nobody knows whether they are whole
    if !bracket || !men || others.len() != 2 || others.len() != figures.len() - total - 1 {
        return None;
    }
    let [a, b] = others[..] else { return None };
    let names = [&sentence[..a.range.start], &sentence[..b.range.start]];
    let said = |head: &str| {
        head.ends_with(['男', '女']) || head.ends_with("男性") || head.ends_with("女性")
    };
    let after = |figure: &Figure<'_>| sentence[..figure.range.start].ends_with("：");
    if !(names.iter().all(|head| said(head)) || [a, b].iter().all(|f| after(f))) {
        return None;
    }
    differs(
        a.value + b.value,
        of.value,
        a.error + b.error + of.error,
        of,
    )
}

/// A list that is summed up: 三馆分别为 A 册、B 册、C 册，合计 N 册.
fn listed(sentence: &str, figures: &[Figure<'_>]) -> Option<(Range<usize>, String)> {
    let start = sentence.find("分别")?;
    let sums = |figure: &Figure<'_>| {
        let head = sentence[..figure.range.start].trim_end_matches(['为', '達', '达']);
        let words = ["合计", "共计", "总计", "总共", "合計", "共計", "總計"];
        words.iter().any(|word| head.ends_with(word))
    };
    let first = figures.iter().position(|one| one.range.start > start)?;
    let total = first + figures[first..].iter().position(sums)?;
    let (parts, of) = (&figures[first..total], &figures[total]);
    let alike = parts.len() > 1 && parts.iter().all(|one| one.unit == of.unit);
    // a clause between the last part and the sum may speak of something else
    let near = sentence[parts.last()?.range.end..of.range.start]
        .chars()
        .count()
        <= 6;
    if !alike || !near {
        return None;
    }
    let sum = parts.iter().map(|one| one.value).sum();
    let error: f64 = parts.iter().map(|one| one.error).sum();
    differs(sum, of.value, error + of.error, of)
}

fn is_total(before: &str) -> bool {
    [
        "共", "共计", "共計", "总计", "合计", "一共", "共有", "總計", "合計",
    ]
    .iter()
    .any(|word| before.ends_with(word))
}

fn differs(sum: f64, said: f64, error: f64, of: &Figure<'_>) -> Option<(Range<usize>, String)> {
    let tolerance = error + 1e-9 * said.abs();
    ((sum - said).abs() > tolerance).then(|| (of.range.clone(), shown(sum)))
}

/// A rise or fall with its share: 从 A 增至 B，增长 X%.
fn rise(sentence: &str, figures: &[Figure<'_>]) -> Option<(Range<usize>, String)> {
    let triple = figures.windows(3).find(|three| {
        let [from, to, share] = three else {
            return false;
        };
        let head = sentence[..from.range.start].trim_end_matches("的");
        let between = &sentence[from.range.end..to.range.start];
        let after = &sentence[to.range.end..share.range.start];
        let grows = [
            "增至",
            "增加到",
            "增长到",
            "提高到",
            "升至",
            "上升到",
            "提升到",
            "降至",
            "下降到",
            "减少到",
        ];
        let says = [
            "增长",
            "增幅",
            "增幅为",
            "增幅达",
            "同比增长",
            "下降",
            "降幅",
            "降幅为",
            "降幅达",
            "增长了",
            "下降了",
        ];
        (head.ends_with('从') || head.ends_with('由'))
            && grows.contains(&between)
            && from.unit == to.unit
            && !matches!(from.unit, "%" | "％")
            && matches!(share.unit, "%" | "％")
            && says
                .iter()
                .any(|word| after.trim_start_matches(['，', ',']) == *word)
    })?;
    let [from, to, share] = triple else {
        return None;
    };
    if from.value == 0.0 {
        return None;
    }
    let real = ((to.value - from.value) / from.value * 100.0).abs();
    // what rounding of both ends may do to the share
    let slack = (to.error + from.error * to.value / from.value) / from.value * 100.0;
    let tolerance = share.error.max(0.5) + slack + 0.05;
    ((real - share.value).abs() > tolerance).then(|| {
        (
            share.range.clone(),
            format!("{}%", shown((real * 10.0).round() / 10.0)),
        )
    })
}

/// A number without what a computer adds to it.
fn shown(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn parts_that_do_not_make_the_whole_are_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "排字工共12人，其中男7人、女6人。"),
            ["12人"]
        );
        assert_eq!(
            found(CODE, "zh-Hans", "馆员共1,200人（男性700人，女性400人）。"),
            ["1,200人"]
        );
    }

    #[test]
    fn a_list_that_is_summed_up_wrongly_is_found() {
        let body =
            "三馆藏书分别为120册、80册、45册，合计255册。两馆分别为1.2万册、0.8万册，共计2万册。";
        assert_eq!(found(CODE, "zh-Hans", body), ["255册"]);
    }

    #[test]
    fn a_rise_that_is_called_otherwise_is_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "印数从20万张增至30万张，增长60%。"),
            ["60%"]
        );
        assert_eq!(
            found(CODE, "zh-Hans", "订户由400户降至300户，下降35%。"),
            ["35%"]
        );
    }

    #[test]
    fn figures_that_agree_or_say_less_are_left_alone() {
        let fine = "共12人，其中男7人、女5人。共30本，其中新书12本。印数从20万张增至30万张，增长50%。从1.2万人增至1.3万人，增长8%。有男7人，女6人。";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
    }
}
