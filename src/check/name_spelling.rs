//! A name that one issue spells two ways: 何一行 and 何一航, Miller and Millar.
//!
//! Two people may well have such names, so this only hints, and only where the two sound alike or look
//! alike, as names do that are typed or read wrongly.

use super::look_alike::look_alike;
use super::prose::words;
use super::{Fact, FactKind, Seen};
use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::say;
use crate::text::chars::is_han;
use pinyin::ToPinyinMulti;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) const CODE: &str = "check/name-spelling";

/// The most frequent Chinese surnames, about nine people in ten.
const SURNAMES: &str = "\
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋\
    蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万\
    段雷钱汤尹黎易常武乔贺赖龚文秦庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦\
    向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈\
    張劉陳楊趙黃吳孫馬羅鄭謝韓馮鄧許蔣賈葉閻餘鍾陸顧龍錢湯喬賀賴龔龐蘭顏嚴溫蘆魯韋畢聶叢齊\
    莊關費紀歐項陽衛";

/// What follows the name of one who speaks.
const SPEAKS: &[&str] = &[
    "说", "表示", "介绍", "告诉", "坦言", "回忆", "认为", "指出", "說", "介紹", "告訴", "回憶",
    "認為",
];

/// Characters of a Chinese name that is compared: of two characters one in common is too little.
const CHARS: usize = 3;

/// The names of those who speak in `text`.
pub(super) fn speakers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for speaks in SPEAKS {
        for (end, _) in text.match_indices(speaks) {
            let head = &text[..end];
            let Some((start, first)) = head.char_indices().rev().nth(CHARS - 1) else {
                continue;
            };
            let before = head[..start].chars().next_back();
            let begins = before.is_none_or(|c| !is_han(c) && !c.is_alphanumeric());
            let han = head[start..].chars().all(is_han);
            if begins && han && SURNAMES.contains(first) {
                found.push(start..end);
            }
        }
    }
    // Anna Miller: two capitalised words, of whom the second is long enough to be misspelt
    let capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let latin: Vec<(usize, &str)> = words(text).collect();
    for pair in latin.windows(2) {
        let [(start, first), (second, last)] = pair else {
            continue;
        };
        let next = start + first.len() + 1 == *second && text[..*second].ends_with(' ');
        let lower = last[1..].bytes().all(|b| b.is_ascii_lowercase());
        if next && capital(first) && capital(last) && first.len() > 2 && last.len() > 4 && lower {
            found.push(*start..second + last.len());
        }
    }
    found.sort_by_key(|range| range.start);
    found.dedup();
    found
}

pub(super) fn look(_: &Book, seen: &[Seen], found: &mut Vec<Diagnostic>) {
    let mut places: BTreeMap<&str, Vec<(&Seen, &Fact)>> = BTreeMap::new();
    for chapter in seen {
        for kind in [FactKind::Credit, FactKind::Speaker] {
            for fact in chapter.all(kind) {
                places.entry(&fact.text).or_default().push((chapter, fact));
            }
        }
    }
    for (rare, usual) in pairs(&places) {
        let (count, first) = (places[usual].len(), &places[usual][0].0.file);
        for (chapter, fact) in &places[rare] {
            let message = say!(
                "the name {rare} is also spelt {usual}: {count} times, first in `{first}`",
                "人名 {rare} 又作 {usual}：{count} 处，首见于 `{first}`"
            );
            let cure = say!(
                "look up how it is spelt, unless these are two people",
                "请查证写法；若是两个人则不必理会"
            );
            let at = chapter.place(fact);
            found.push(Diagnostic::note(CODE, message).at(at).cure(cure));
        }
    }
}

/// Pairs of names that may be one: the rarer, the more frequent.
fn pairs<'n>(places: &BTreeMap<&'n str, Vec<(&Seen, &Fact)>>) -> BTreeSet<(&'n str, &'n str)> {
    // only names that share all but one part are compared
    let mut groups: BTreeMap<String, Vec<&'n str>> = BTreeMap::new();
    for name in places.keys() {
        for key in keys(name) {
            groups.entry(key).or_default().push(name);
        }
    }
    let mut pairs = BTreeSet::new();
    for names in groups.values() {
        for (i, a) in names.iter().enumerate() {
            for b in names[i + 1..].iter().filter(|b| is_variant(a, b)) {
                let (rare, usual) = if places[a].len() <= places[b].len() {
                    (*a, *b)
                } else {
                    (*b, *a)
                };
                pairs.insert((rare, usual));
            }
        }
    }
    pairs
}

/// What a name has in common with those that it is compared with: a Chinese name all but one of its
/// last two characters, a Latin one its first name.
fn keys(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    match chars[..] {
        [a, b, c] if chars.iter().all(|&c| is_han(c)) => {
            vec![format!("{a}{b}_"), format!("{a}_{c}")]
        }
        _ => match name.split_once(' ') {
            Some((first, last)) if name.is_ascii() => {
                let initial = last.get(..1).unwrap_or("");
                vec![format!("{first} {initial}")]
            }
            _ => Vec::new(),
        },
    }
}

fn is_variant(a: &str, b: &str) -> bool {
    if a.is_ascii() {
        let last = |name: &str| name.rsplit(' ').next().unwrap_or("").to_lowercase();
        let (a, b) = (last(a), last(b));
        // Edward and Edwards, Peter and Peters: a letter at the end is too little
        return a != b && one_letter_apart(&a, &b) && !a.starts_with(&b) && !b.starts_with(&a);
    }
    let different = a.chars().zip(b.chars()).find(|(a, b)| a != b);
    different.is_some_and(|(a, b)| sound_alike(a, b) || look_alike(a, b))
}

/// Whether `a` and `b` have a sound in common, whatever their tones.
fn sound_alike(a: char, b: char) -> bool {
    let (Some(a), Some(b)) = (a.to_pinyin_multi(), b.to_pinyin_multi()) else {
        return false;
    };
    let sounds: BTreeSet<&str> = a.into_iter().map(|sound| sound.plain()).collect();
    b.into_iter().any(|sound| sounds.contains(sound.plain()))
}

/// Whether one letter was left out, put in or written for another, or two were swapped.
fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let end = a.iter().rev().zip(b.iter().rev());
    let end = end.take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    let swapped = a.len() == 2 && b.len() == 2 && a[0] == b[1] && a[1] == b[0];
    a.len() <= 1 && b.len() <= 1 || swapped
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found_in;
    use super::*;

    #[test]
    fn a_name_spelt_two_ways_in_one_issue_is_found() {
        let bodies = [
            "馆长何一行说，灯亮了。何一行说，好。何一行表示满意。",
            "到了晚上，何一航说，灯灭了。",
        ];
        assert_eq!(found_in(CODE, "zh-Hans", &bodies), ["何一航"]);
        let bodies = [
            "Anna Miller spoke. Anna Miller left.",
            "“Yes,” said Anna Millar.",
        ];
        assert_eq!(found_in(CODE, "en", &bodies), ["Anna Millar"]);
    }

    #[test]
    fn names_of_two_people_are_left_alone() {
        let bodies = ["何一行说，好。", "何一舟说，好。何二航说，不。"];
        assert!(found_in(CODE, "zh-Hans", &bodies).is_empty());
        let bodies = [
            "Anna Miller spoke.",
            "Anna Smith left with Anna Keller and Anna Millers.",
        ];
        assert!(found_in(CODE, "en", &bodies).is_empty());
    }

    #[test]
    fn letters_are_compared() {
        for (a, b) in [("smith", "smyth"), ("keler", "keller"), ("brwon", "brown")] {
            assert!(one_letter_apart(a, b), "{a} {b}");
        }
        assert!(!one_letter_apart("smith", "smart"));
    }
}
