//! Names of newspapers.

use crate::text::chars::is_han;

/// The bytes of a newspaper's name, `字里行间报`, `THE TRIBUNE`, and whether it can be one alone.
pub(super) fn paper(text: &str) -> Option<(usize, bool)> {
    let end = text
        .find([' ', '\u{3000}', '|', '｜', '·', '（', '('])
        .unwrap_or(text.len());
    let name = &text[..end];
    const NOT: [&str; 14] = [
        "汇报", "举报", "海报", "预报", "播报", "情报", "申报", "填报", "喜报", "上报", "公报",
        "简报", "通报", "捷报",
    ];
    let count = name.chars().count();
    let chinese = (3..=8).contains(&count)
        && name.chars().all(is_han)
        && name.ends_with(['报', '報'])
        && !NOT.iter().any(|word| name.ends_with(word));
    if chinese {
        return Some((end, true));
    }
    foreign_paper(text)
}

/// Nouns that papers are called by.
const NOUNS: &[&str] = &[
    "Tribune",
    "Times",
    "Post",
    "News",
    "Herald",
    "Gazette",
    "Journal",
    "Chronicle",
    "Star",
    "Globe",
    "Print",
    "Courier",
    "Observer",
    "Examiner",
];
/// Nouns that papers are called by and much else too.
const MORE_NOUNS: &[&str] = &[
    "Record",
    "Mail",
    "Telegraph",
    "Register",
    "Sun",
    "Press",
    "Bulletin",
    "Dispatch",
    "Sentinel",
    "Ledger",
    "Leader",
    "Argus",
    "Enquirer",
    "Inquirer",
    "Advertiser",
    "Banner",
    "Republic",
    "Union",
    "World",
    "Eagle",
    "Standard",
    "Independent",
    "Guardian",
    "Express",
    "Review",
    "Advocate",
    "Reporter",
    "Zeitung",
    "Anzeiger",
    "Tageblatt",
    "Tagblatt",
    "Nachrichten",
    "Bote",
    "Kurier",
    "Rundschau",
    "Presse",
    "Blatt",
    "Wort",
    "Moniteur",
    "Figaro",
    "Siècle",
    "Gaulois",
    "Temps",
    "Matin",
    "Luxembourg",
];

fn foreign_paper(text: &str) -> Option<(usize, bool)> {
    let the = text
        .get(..4)
        .is_some_and(|word| word.eq_ignore_ascii_case("the "));
    let mut at = 0;
    let mut best = None;
    for word in text.split_inclusive(' ').take(6) {
        let bare = word.trim_end();
        let name = bare.trim_end_matches([',', '.', ':']);
        if !name.starts_with(char::is_uppercase) && !["de", "of", "du"].contains(&name) {
            break;
        }
        let name = name.split(['—', '–']).next().unwrap_or(name);
        let end = at + name.len();
        let is = |nouns: &[&str]| nouns.iter().any(|noun| noun.eq_ignore_ascii_case(name));
        if is(NOUNS) {
            best = Some((end, the));
        } else if is(MORE_NOUNS) && at > 0 {
            best = Some((end, false));
        }
        if name.len() < bare.len() || word.ends_with("  ") {
            break;
        }
        at += word.len();
    }
    let (end, bold) = best?;
    let ends = text[end..]
        .chars()
        .next()
        .is_none_or(|c| !c.is_alphanumeric());
    ends.then_some((end, bold))
}
