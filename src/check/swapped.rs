//! Quoted words whose characters stand swapped elsewhere in the issue: “排字工坊” and 排工字坊.

use super::{FactKind, Seen};
use crate::book::Book;
use crate::diagnostic::Diagnostic;
use crate::say;
use std::collections::BTreeMap;

pub(super) const CODE: &str = "check/swapped-characters";

pub(super) fn look(_: &Book, seen: &[Seen], found: &mut Vec<Diagnostic>) {
    let mut forms: BTreeMap<Vec<char>, BTreeMap<&str, usize>> = BTreeMap::new();
    for fact in seen.iter().flat_map(|one| one.all(FactKind::Quoted)) {
        let mut sorted: Vec<char> = fact.text.chars().collect();
        sorted.sort_unstable();
        *forms
            .entry(sorted)
            .or_default()
            .entry(&fact.text)
            .or_default() += 1;
    }
    // each rarer form, and the more frequent one that it swaps
    let mut swapped: BTreeMap<&str, &str> = BTreeMap::new();
    for forms in forms.values().filter(|forms| forms.len() > 1) {
        for (a, of_a) in forms {
            for (b, of_b) in forms {
                if of_a <= of_b && is_swapped(a, b) && swapped.get(b) != Some(a) {
                    swapped.insert(a, b);
                }
            }
        }
    }
    if swapped.is_empty() {
        return;
    }
    for chapter in seen {
        for fact in chapter.all(FactKind::Quoted) {
            let Some(usual) = swapped.get(fact.text.as_str()) else {
                continue;
            };
            let words = &fact.text;
            let message = say!(
                "`{words}` also stands as `{usual}`, with two characters swapped",
                "`{words}` 在别处作 `{usual}`，有两个字颠倒"
            );
            let cure = say!("look up which of the two is meant", "请查证应是哪一种");
            let at = chapter.place(fact);
            found.push(Diagnostic::note(CODE, message).at(at).cure(cure));
        }
    }
}

/// Whether `a` becomes `b` by swapping two neighbours: words in another order are another matter.
fn is_swapped(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let different: Vec<usize> = (0..a.len().min(b.len()))
        .filter(|&i| a[i] != b[i])
        .collect();
    matches!(different[..], [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i])
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found_in;
    use super::CODE;

    #[test]
    fn swapped_characters_are_found() {
        let bodies = [
            "“河岸排字工坊”开门，《河岸排字工坊》出版。",
            "走进“河岸排工字坊”。",
        ];
        assert_eq!(found_in(CODE, "zh-Hans", &bodies), ["河岸排工字坊"]);
        // as often the one as the other: one of the two is named
        let bodies = ["“排字工坊”", "“排工字坊”"];
        assert_eq!(found_in(CODE, "zh-Hans", &bodies).len(), 1);
    }

    #[test]
    fn words_in_another_order_are_left_alone() {
        let bodies = ["“河岸灯火”与“灯火河岸”", "“排字工坊”"];
        assert!(found_in(CODE, "zh-Hans", &bodies).is_empty());
    }
}
