//! Bylines and datelines of English papers, and of German and French ones.
//!
//! `By JANE DOE and JOHN ROE`, `Story by Jane Doe`, `Jane Doe / The Post`, `— JANE DOE`,
//! `Von Jana Doe`, `PAR JEANNE DOE ET JEAN ROE`; `KANSAS CITY, Mo., May 2 (AP) —`, `Halle (dpa) –`.

use super::{Found, Lead, Name, Signed, blank};
use crate::text::{Edit, Ledger, Traced, apply};
use std::ops::Range;

const MONTHS: &[&str] = &[
    "Jan", "Feb", "March", "Mar", "April", "Apr", "May", "June", "Jun", "July", "Jul", "Aug",
    "Sept", "Sep", "Oct", "Nov", "Dec",
];

/// Capitalised words that no name begins with.
const NO_NAME: &[&str] = &[
    "The",
    "A",
    "An",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Staff",
    "Special",
    "Of",
    "In",
    "For",
    "Our",
    "January",
    "February",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The dateline that begins `text`, up to and with its dash.
pub(super) fn lead(text: &Traced) -> Option<Lead> {
    let words = text.as_str();
    let start = blank(words);
    let Some(city) = city(&words[start..]) else {
        return european(text, start);
    };
    let mut at = start + city;
    let mut found = Found::default();
    let mut certain = false;
    if let Some(len) = state(&words[at..]) {
        at += len;
        certain = true;
    }
    if let Some(len) = day(&words[at..]) {
        at += len;
        certain = true;
    }
    if let Some(agency) = agency(&words[at..]) {
        let name = at + agency.start..at + agency.end;
        at = name.end + 1;
        found.source = Some(name);
        certain = true;
    }
    let Some(dash) = dash(&words[at..]) else {
        return european(text, start);
    };
    at += dash;
    let rest = at + blank(&words[at..]);
    certain.then(|| Signed::new(text, Some(start..at), None, &found).before(rest))
}

/// Agencies and papers by the letters they sign with.
const SIGNS: &[&str] = &[
    "dpa", "ap", "afp", "rtr", "reuters", "epd", "kna", "sid", "ddp", "dapd", "apa", "ats", "sda",
    "belga", "havas", "wtb", "w.t.b.", "lsw", "lby", "lnw", "lno", "taz",
];

/// The head of a dispatch of the continent: `Halle (dpa) –`, `BERLIN dpa |`, `PARIS (AFP).`
fn european(text: &Traced, start: usize) -> Option<Lead> {
    let words = text.as_str();
    let rest = &words[start..];
    let place =
        |c: char| c.is_alphabetic() || matches!(c, ' ' | '/' | '-' | '.' | ',' | '’' | '\'');
    let open = rest.find(|c| !place(c)).unwrap_or(rest.len());
    let (city, sign, end) = if rest[open..].starts_with('(') {
        let close = rest[open..].find(')')? + open;
        (&rest[..open], open + 1..close, close + 1)
    } else {
        let city = rest[..open].trim_end().rsplit_once(' ')?.0;
        (city, city.len() + 1..rest[..open].trim_end().len(), open)
    };
    let signs = rest.get(sign.clone())?.to_lowercase();
    let known = signs.split('/').all(|part| SIGNS.contains(&part.trim()));
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let named = (1..=4).contains(&city.split_whitespace().count())
        && city
            .trim()
            .split([' ', '/', '-'])
            .all(|word| word.is_empty() || capital(word));
    if !known || !named || city.chars().count() > 40 {
        return None;
    }
    let mut at = start + end;
    let after = &words[at..];
    at += match dash(after) {
        Some(dash) => dash,
        None => {
            let mark = after
                .trim_start()
                .chars()
                .next()
                .filter(|c| matches!(c, '.' | ':' | '|'))?;
            blank(after) + mark.len_utf8()
        }
    };
    let found = Found {
        source: Some(start + sign.start..start + sign.end),
        ..Found::default()
    };
    let rest = at + blank(&words[at..]);
    Some(Signed::new(text, Some(start..at), None, &found).before(rest))
}

/// The bytes of a city in capitals: `KANSAS CITY`, `ST. LOUIS`.
fn city(text: &str) -> Option<usize> {
    let fits = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’');
    let run = &text[..text.find(|c| !fits(c)).unwrap_or(text.len())];
    let len = run.trim_end_matches([' ', '-']).len();
    let letters = run.bytes().filter(u8::is_ascii_uppercase).count();
    (letters >= 3 && len <= 40).then_some(len)
}

/// The bytes of `, Mo.`: a comma and one or two capitalised words that name no month.
fn state(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(", ")?;
    let len = rest.find([',', '(', '—', '–', '-']).unwrap_or(rest.len());
    let name = rest[..len].trim_end();
    let plain = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_uppercase())
            && word.chars().all(|c| c.is_ascii_alphabetic() || c == '.')
    };
    let words: Vec<&str> = name.split(' ').collect();
    let fits = words.len() <= 2 && words.iter().all(|word| plain(word)) && month(name).is_none();
    fits.then_some(2 + name.len())
}

/// The bytes of `, Jan. 16`, a full stop after it included.
fn day(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(',')?;
    let gap = blank(rest);
    let month = month(&rest[gap..])?;
    let tail = &rest[gap + month..];
    let digits = tail
        .trim_start()
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let len = 1 + gap + month + blank(tail) + digits;
    let stop = usize::from(text[len..].starts_with('.'));
    (1..=2).contains(&digits).then_some(len + stop)
}

fn month(text: &str) -> Option<usize> {
    let name = MONTHS.iter().find(|m| text.starts_with(**m))?;
    let tail = &text[name.len()..];
    let letters = tail.bytes().take_while(u8::is_ascii_lowercase).count();
    let stop = usize::from(tail[letters..].starts_with('.'));
    Some(name.len() + letters + stop)
}

/// The name in ` (Reuters)`.
fn agency(text: &str) -> Option<Range<usize>> {
    let open = blank(text);
    let rest = text[open..].strip_prefix('(')?;
    let len = rest.find(')')?;
    let name = &rest[..len];
    let fits = len <= 30 && name.starts_with(|c: char| c.is_ascii_uppercase());
    fits.then_some(open + 1..open + 1 + len)
}

fn dash(text: &str) -> Option<usize> {
    let gap = blank(text);
    let dashes = ["——", "—", "–", "--", "-"];
    let dash = dashes.iter().find(|d| text[gap..].starts_with(**d))?;
    Some(gap + dash.len())
}

/// Reads `text`, a whole block, as an English byline.
pub(super) fn line(text: &str) -> Option<Found> {
    let whole = blank(text)..text.trim_end().len().max(blank(text));
    let mut range = whole;
    if text[range.clone()].starts_with('(') && text[range.clone()].ends_with(')') {
        range = range.start + 1..range.end - 1;
    }
    let words = &text[range.clone()];
    if let Some(label) = label(words) {
        return by(text, range.start + label..range.end);
    }
    signature(text, range.clone()).or_else(|| affiliated(text, range))
}

/// The bytes of `By `, `Story by `, `Von `, `Par ` in any case.
fn label(text: &str) -> Option<usize> {
    let labels = [
        "by ",
        "story by ",
        "words by ",
        "report by ",
        "text by ",
        "von ",
        "par ",
        "propos recueillis par ",
    ];
    let label = labels.iter().find(|l| {
        text.is_char_boundary(l.len())
            && text.len() > l.len()
            && text[..l.len()].eq_ignore_ascii_case(l)
    })?;
    text.starts_with(|c: char| c.is_ascii_uppercase())
        .then_some(label.len())
}

/// Names after `By`, then what they are: a comma or a new line begins it.
fn by(text: &str, range: Range<usize>) -> Option<Found> {
    let mut found = Found {
        roles: 1,
        ..Found::default()
    };
    let words = &text[range.clone()];
    let first = words
        .lines()
        .next()?
        .trim_end()
        .trim_end_matches(['.', ',']);
    let first = &first[..affiliation(first).unwrap_or(first.len())];
    let first = first.trim_end_matches([' ', ',']);
    let upper = first.to_ascii_uppercase();
    if upper == "THE ASSOCIATED PRESS" || upper == "REUTERS" || upper == "STAFF WRITER" {
        if upper != "STAFF WRITER" {
            found.source = Some(range.start..range.start + first.len());
        }
        return Some(found);
    }
    for part in parts(first) {
        let name = range.start + part.start..range.start + part.end;
        if !is_name(&text[name.clone()]) {
            break;
        }
        found.authors.push(vec![name]);
    }
    found.has_names().then_some(found)
}

/// Where in a byline the words begin that say whose writer it is: `Jane Doe Of the Post Staff`.
fn affiliation(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    let words = [
        " of the ",
        " special to ",
        " staff writer",
        " staff correspondent",
        " staff reporter",
        " for the ",
        " associated press writer",
        " correspondent",
        " the associated press",
    ];
    words
        .iter()
        .filter_map(|word| lower.find(word))
        .filter(|&at| at > 3)
        .min()
}

/// Whether `text`, the line after a byline, says whose writer it is.
pub(super) fn is_affiliation(text: &str) -> bool {
    let opens = [
        "Of the ",
        "of the ",
        "OF THE ",
        "Special to ",
        "SPECIAL TO ",
        "Staff ",
        "STAFF ",
        "For The ",
        "For the ",
        "FOR THE ",
        "Associated Press",
        "ASSOCIATED PRESS",
        "The Associated Press",
        "THE ASSOCIATED PRESS",
        "Correspondent",
        "United Press",
        "Reuters",
    ];
    let ends = [
        "Staff Writer",
        "STAFF WRITER",
        "Staff Reporter",
        "Correspondent",
        "Staff",
        "Press Writer",
    ];
    let affiliated = opens.iter().any(|word| text.starts_with(word))
        || ends.iter().any(|word| text.ends_with(word));
    affiliated && text.chars().count() <= 45 && !text.ends_with('.') && text.split(' ').count() <= 7
}

/// The parts between commas, `and` and `&`.
fn parts(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let marks = [
        ", and ", " and ", " AND ", " & ", ", ", " und ", " UND ", " et ", " ET ",
    ];
    let mut at = 0;
    while at < text.len() {
        let mark = marks.iter().find(|m| text[at..].starts_with(**m));
        match mark {
            Some(mark) => {
                parts.push(start..at);
                at += mark.len();
                start = at;
            }
            None => at += text[at..].chars().next().map_or(1, char::len_utf8),
        }
    }
    parts.push(start..text.len());
    parts
}

/// Whether `text` is two to four capitalised words or initials.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &&str| {
        let small = ["de", "van", "von", "der", "la", "di", "bin", "al"].contains(word);
        let fits = |c: char| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-');
        // an initial has a stop, a word at a sentence's end has one too
        let stopped = word.ends_with('.') && word.chars().count() > 4;
        !stopped && (small || word.starts_with(char::is_uppercase)) && word.chars().all(fits)
    };
    let title = words.first().copied().map(title_case);
    (2..=4).contains(&words.len())
        && words.iter().all(plain)
        && title.is_some_and(|word| !NO_NAME.contains(&word.as_str()))
        && !text.chars().any(crate::text::chars::is_han)
}

fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first
        .into_iter()
        .chain(chars.map(|c| c.to_ascii_lowercase()))
        .collect()
}

/// `— JANE DOE`, in capitals.
fn signature(text: &str, range: Range<usize>) -> Option<Found> {
    let words = &text[range.clone()];
    let rest = words.strip_prefix(['—', '–', '-'])?;
    let start = range.end - rest.trim_start_matches(['—', '–', '-', ' ']).len();
    let name = &text[start..range.end];
    let capital = !name.chars().any(char::is_lowercase);
    (capital && is_name(name)).then(|| signed(start..range.end))
}

/// `Jane Doe / The Post`.
fn affiliated(text: &str, range: Range<usize>) -> Option<Found> {
    let words = &text[range.clone()];
    let (name, medium) = words.split_once('/')?;
    let medium = medium.trim();
    let fits = medium.starts_with("The ") || medium.starts_with("THE ");
    if !(fits && is_name(name) && medium.chars().count() <= 40) {
        return None;
    }
    let mut found = signed(range.start..range.start + name.trim_end().len());
    let start = range.end - medium.len();
    found.paper = Some(start..range.end);
    Some(found)
}

fn signed(name: Range<usize>) -> Found {
    let name: Name = vec![name];
    Found {
        authors: vec![name],
        roles: 1,
        ..Found::default()
    }
}

/// A name in capitals written as names are: `JANE O'DOE` → `Jane O'Doe`; any other name as it is.
pub(super) fn cased(name: &Traced) -> Traced {
    let words = name.as_str();
    let capital = !words.chars().any(char::is_lowercase);
    if !capital || words.chars().filter(|c| c.is_uppercase()).count() < 4 {
        return name.clone();
    }
    let mut edits = Vec::new();
    let mut start = 0;
    for word in words.split_inclusive(|c: char| !c.is_uppercase()) {
        let first = word.chars().next().map_or(1, char::len_utf8);
        let tail = if word.starts_with("MC") && word.len() > 4 {
            3
        } else {
            first
        };
        if word.len() > tail && !matches!(word.trim_end(), "II" | "III" | "IV") {
            let small = |range: Range<usize>| Edit::new(range.clone(), words[range].to_lowercase());
            edits.push(small(start + tail..start + word.len()));
            if tail == 3 {
                edits.push(small(start + 1..start + 2));
            }
        }
        start += word.len();
    }
    // a second reading takes nothing from the page, so there is nothing to enter
    apply(
        name,
        "restore/name-case",
        1.0,
        edits,
        &mut Ledger::default(),
    )
}
