//! Jump lines: `（下转第2版）`, `（上接第1版）`, `Continued on Page A2`, `See BUDGET, Page 3`.

/// A jump line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Jump {
    /// Whether the article goes on elsewhere; otherwise it comes from elsewhere.
    pub onward: bool,
    /// The label of the page as printed: `2`, `A4`, `三`.
    pub page: String,
    /// The word that names the article on both pages: `BUDGET`.
    pub key: Option<String>,
}

/// Marks that point to another page.
const ARROWS: &[char] = &[
    '▶', '►', '▷', '▸', '→', '»', '◀', '◄', '◁', '←', '«', '*', '●', '■', '◆', '▲', '▼', '↓', '↑',
    '>', '<', '《', '》',
];

/// The jump line that `text` is as a whole.
pub(super) fn whole(text: &str) -> Option<Jump> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let pointed = text.trim_matches(ARROWS).trim();
    let (inner, closed) = match pointed.strip_prefix(['（', '(', '[', '【', '［']) {
        Some(rest) => (rest.strip_suffix(['）', ')', ']', '】', '］'])?, true),
        None => (pointed, false),
    };
    let inner = inner.trim().trim_matches(ARROWS).trim();
    let marked = closed || pointed.len() < text.len();
    chinese(inner)
        .or_else(|| english(inner, marked))
        .or_else(|| european(inner))
        .or_else(|| arrow(text, inner))
}

/// A jump line has no more characters than this.
const LONGEST: usize = 60;

/// Where a jump line at the start of `text` ends; 0 without one.
pub(super) fn head(text: &str) -> usize {
    let end = if text.starts_with(['（', '(', '[', '【']) {
        let mut marks = text.char_indices().take(LONGEST);
        let end = marks.find(|(_, c)| matches!(c, '）' | ')' | ']' | '】'));
        end.map_or(0, |(at, c)| at + c.len_utf8())
    } else {
        // `◀上接第1版`, `上接第1版　` before the text
        let end = text
            .find('版')
            .filter(|_| bare_jump(text, &["上接", "紧接", "緊接"]));
        end.map_or(0, |at| at + '版'.len_utf8()).min(text.len())
    };
    let spaced = text[end..].starts_with(|c: char| c.is_whitespace() || ARROWS.contains(&c));
    let closed = text[..end].ends_with(['）', ')', ']', '】']);
    if end > 0 && end < text.len() && (closed || spaced) && whole(&text[..end]).is_some() {
        end + text[end..].len() - text[end..].trim_start_matches(ARROWS).len()
    } else {
        0
    }
}

fn bare_jump(text: &str, words: &[&str]) -> bool {
    let text = text.trim_start_matches(ARROWS).trim_start();
    words.iter().any(|word| text.starts_with(word))
}

/// Where a jump line at the end of `text` begins; the text's length without one.
pub(super) fn tail(text: &str) -> usize {
    let trimmed = text.trim_end();
    let mut back = trimmed.char_indices().rev().take(LONGEST);
    let start = match trimmed.chars().next_back() {
        Some('）' | ')' | ']' | '】') => back.find(|(_, c)| matches!(c, '（' | '(' | '[' | '【')),
        Some(_) => back.find(|&(at, c)| {
            matches!(c, '▶' | '►' | '»' | '→' | '▷' | '▸')
                || bare_jump(&trimmed[at..], &["下转", "下轉"])
                    && trimmed[..at].ends_with(|c: char| {
                        c.is_whitespace() || crate::text::chars::is_sentence_end(c)
                    })
        }),
        None => None,
    };
    match start {
        Some((at, _)) if at > 0 && whole(&trimmed[at..]).is_some() => at,
        _ => text.len(),
    }
}

/// `下转第2版`, `上接A4版`, `紧接第一版`, `接1版`, perhaps with the page's name after it.
fn chinese(text: &str) -> Option<Jump> {
    const ONWARD: [&str; 6] = ["下转", "下轉", "紧转", "转", "轉", "续见"];
    const FROM: [&str; 7] = ["上接", "紧接", "緊接", "续接", "接", "上续", "续"];
    let strip = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let (onward, rest) = strip(&ONWARD)
        .map(|rest| (true, rest))
        .or_else(|| strip(&FROM).map(|rest| (false, rest)))?;
    let rest = rest.trim_start();
    let rest = rest
        .strip_prefix(['第', '：', ':'])
        .unwrap_or(rest)
        .trim_start();
    let at = rest.find('版')?;
    let label = rest[..at].trim();
    let after = rest[at..].trim_start_matches(['版', '面']).trim();
    let named = after.trim_start_matches(['·', '：', ':']);
    let fits = after.is_empty()
        || named.len() < after.len() && named.chars().count() <= 6
        || after.chars().count() <= 4
            && ["上", "下", "左", "右", "中"]
                .iter()
                .any(|c| after.starts_with(c));
    (fits && is_label(label)).then(|| Jump {
        onward,
        page: label.to_owned(),
        key: None,
    })
}

/// Whether `label` is a page's label: `2`, `A04`, `三`, `十二`.
fn is_label(label: &str) -> bool {
    let han = (1..=3).contains(&label.chars().count())
        && label.chars().all(|c| "一二三四五六七八九十".contains(c));
    let narrow = narrow(label);
    let digits = narrow
        .strip_prefix(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(&narrow);
    han || (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// `label` with letters and digits of half width.
fn narrow(label: &str) -> String {
    let half = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    label.chars().map(half).collect()
}

/// `Continued on Page A2, Column 4`, `See BUDGET, Page 3`, `BUDGET, from A1`, `Please turn to A4`.
/// Without `marked` (brackets, an arrow) only what no sentence would say counts.
fn english(text: &str, marked: bool) -> Option<Jump> {
    const ONWARD: [&str; 9] = [
        "continued on",
        "continues on",
        "continued to",
        "please turn to",
        "turn to",
        "concluded on",
        "cont. on",
        "cont'd on",
        "continued",
    ];
    const FROM: [&str; 5] = [
        "continued from",
        "continues from",
        "concluded from",
        "cont. from",
        "cont'd from",
    ];
    let text = text.trim_end_matches('.');
    let lower = text.to_ascii_lowercase();
    let strip = |words: &[&str]| {
        let open = words.iter().find(|word| lower.starts_with(**word))?;
        Some(text[open.len()..].trim_start())
    };
    let jump = |onward, page: String, key: Option<&str>| {
        Some(Jump {
            onward,
            page,
            key: key.map(str::to_owned),
        })
    };
    if let Some(rest) = strip(&FROM) {
        return jump(false, english_page(rest, false)?, None);
    }
    let capital = text.starts_with(|c: char| c.is_ascii_uppercase());
    if let Some(rest) = strip(&ONWARD).filter(|_| capital || marked) {
        return jump(
            true,
            english_page(rest, lower.starts_with("turn") && !marked)?,
            None,
        );
    }
    if let Some(rest) = text
        .strip_prefix("See ")
        .or_else(|| text.strip_prefix("SEE "))
    {
        let (key, page) = keyed(rest)?;
        return jump(true, english_page(page, false)?, Some(key));
    }
    let from = lower.find(" from ").filter(|&at| at > 0);
    if let Some(at) = from {
        let key = text[..at].trim_end_matches(',');
        let page = text[at + " from ".len()..].trim();
        return is_key(key)
            .then(|| english_page(page, false))?
            .and_then(|page| jump(false, page, Some(key)));
    }
    if let Some(rest) = text
        .strip_prefix("From ")
        .or_else(|| text.strip_prefix("FROM "))
    {
        return jump(false, english_page(rest, true)?, None);
    }
    None
}

/// `BUDGET, Page 3`, `BUDGET on A4`: the key word and the page.
fn keyed(text: &str) -> Option<(&str, &str)> {
    let parts = text.rsplit_once(", ").or_else(|| text.rsplit_once(" on "));
    let (key, page) = parts?;
    let key = key.trim_matches(['"', '“', '”', ',', '\'', ' ']);
    is_key(key).then_some((key, page))
}

/// Whether `text` is a key word as jump lines print it: one to three words in capitals.
fn is_key(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let fits = |c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, ' ' | '\'' | '’' | '-' | '&' | '.')
    };
    letters >= 2 && text.split(' ').count() <= 3 && text.chars().all(fits)
}

/// The label in `Page A2, Column 4`, `page 9`, `A8`, `Page One`, `Second Page`; `called` asks for the
/// word page.
fn english_page(text: &str, called: bool) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let named = ["pages ", "page ", "pg. ", "p. "]
        .iter()
        .find(|word| lower.starts_with(**word));
    let rest = named.map_or(text, |word| text[word.len()..].trim_start());
    let label = rest.split([',', ';', ' ']).next().unwrap_or(rest);
    let after = rest[label.len()..]
        .trim_start_matches([',', ';', ' '])
        .to_ascii_lowercase();
    let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    ];
    let ordinal = ordinals.iter().any(|word| label.eq_ignore_ascii_case(word)) && after == "page";
    let column = after.is_empty()
        || after.starts_with("col")
        || after.starts_with("this section")
        || after.starts_with("section");
    let number = is_label(label) && label.is_ascii();
    let spelled = named.is_some() && NUMBERS.iter().any(|word| label.eq_ignore_ascii_case(word));
    let lettered = label.starts_with(|c: char| c.is_ascii_uppercase());
    let fits = number && column && (named.is_some() || !called && lettered)
        || spelled && column
        || ordinal;
    fits.then(|| label.to_owned())
}

const NUMBERS: [&str; 8] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight",
];

/// `Fortsetzung auf Seite 3`, `Suite page 2`, `Suite de la page 1`.
fn european(text: &str) -> Option<Jump> {
    let text = text.trim_end_matches('.');
    let strip = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let from = [
        "Fortsetzung von Seite ",
        "Fortsetzung von S. ",
        "Fortsetzung aus Seite ",
        "Suite de la page ",
        "Suite de la p. ",
    ];
    let onward = [
        "Fortsetzung auf Seite ",
        "Fortsetzung auf S. ",
        "Fortsetzung Seite ",
        "Fortsetzung S. ",
        "Weiter auf Seite ",
        "Suite page ",
        "Suite en page ",
        "Suite à la page ",
        "Suite p. ",
        "La suite page ",
        "La suite en page ",
        "La suite à la page ",
        "Lire la suite page ",
        "Lire la suite en page ",
        "Voir la suite page ",
    ];
    let (onward, label) = strip(&from)
        .map(|rest| (false, rest))
        .or_else(|| strip(&onward).map(|rest| (true, rest)))?;
    let label = label.trim();
    is_label(label).then(|| Jump {
        onward,
        page: label.to_owned(),
        key: None,
    })
}

/// `» A6`: an arrow and a label of letter and number.
fn arrow(text: &str, inner: &str) -> Option<Jump> {
    let points = text.starts_with(['»', '▶', '►', '→', '▸']);
    let label = inner.strip_prefix("Page ").unwrap_or(inner);
    let lettered = label.starts_with(|c: char| c.is_ascii_uppercase());
    (points && lettered && is_label(label)).then(|| Jump {
        onward: true,
        page: label.to_owned(),
        key: None,
    })
}

/// A page label in the form that its printings share: `第三版` and `3`, `A04` and `a4`, `Page One` and
/// `1` are one page.
pub(super) fn normal(label: &str) -> String {
    let lower = label.to_ascii_lowercase();
    let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    ];
    let spelled = [NUMBERS, ordinals]
        .iter()
        .find_map(|words| words.iter().position(|word| *word == lower));
    if let Some(at) = spelled {
        return (at + 1).to_string();
    }
    let digits = "一二三四五六七八九";
    let mut value = 0;
    for c in label.chars() {
        match digits.chars().position(|d| d == c) {
            Some(at) => value += at + 1,
            None if c == '十' => value = value.max(1) * 10,
            None => return plain(label),
        }
    }
    value.to_string()
}

/// A label of letter and number without leading zeros, in capitals and half width.
fn plain(label: &str) -> String {
    let label = narrow(label).to_ascii_uppercase();
    let digits = label
        .find(|c: char| c.is_ascii_digit())
        .unwrap_or(label.len());
    let (letters, number) = label.split_at(digits);
    format!("{letters}{}", number.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Option<(bool, String)> {
        whole(text).map(|jump| (jump.onward, jump.page))
    }

    #[test]
    fn jump_lines() {
        for (text, onward, label) in [
            ("（下转第2版）", true, "2"),
            ("(上接第 A4 版)", false, "A4"),
            ("▶下转02版", true, "02"),
            ("下转第 4 版", true, "4"),
            ("（下转第三版）", true, "三"),
            ("（紧接第一版）", false, "一"),
            ("◀上接1版", false, "1"),
            ("（接1版）", false, "1"),
            ("（下转A2版·副刊）", true, "A2"),
            ("（下轉第２版）", true, "２"),
            ("Continued on Page A2, Column 4", true, "A2"),
            ("(Continued from Page A9)", false, "A9"),
            ("Continued on Page Two", true, "Two"),
            ("Continued on Second Page.", true, "Second"),
            ("Please turn to A4", true, "A4"),
            ("Continued on A8", true, "A8"),
            ("See TYPE, Page 3", true, "3"),
            ("See TYPE on Page A3", true, "A3"),
            ("TYPE, from A1", false, "A1"),
            ("TYPE CASE from Page 1", false, "1"),
            ("» A6", true, "A6"),
            ("(Fortsetzung auf Seite 3)", true, "3"),
            ("Fortsetzung von Seite 1", false, "1"),
            ("Suite page 2", true, "2"),
        ] {
            assert_eq!(page(text), Some((onward, label.to_owned())), "{text}");
        }
        assert_eq!(
            whole("See TYPE, Page 3").and_then(|jump| jump.key),
            Some("TYPE".into())
        );
        assert_eq!(
            whole("TYPE, from A1").and_then(|jump| jump.key),
            Some("TYPE".into())
        );
    }

    #[test]
    fn what_only_looks_like_one() {
        for text in [
            "下转折点在第二版",
            "（接第三方排版）",
            "转第2版的校样",
            "See page 3 of the printed report",
            "See Rome, Page 3 said",
            "from page 1",
            "Turn to the last page",
            "Continued on the river",
            "Letters from A to Z",
            "The news from Page One",
            "接第二版重印",
            "Fortsetzung folgt",
        ] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn at_the_ends_of_a_paragraph() {
        for (text, rest) in [
            ("（上接第1版）铅字还在", "铅字还在"),
            ("上接第1版　铅字还在", "　铅字还在"),
            ("上接第1版的消息说", "上接第1版的消息说"),
            ("（见第1版）铅字还在", "（见第1版）铅字还在"),
        ] {
            assert_eq!(&text[head(text)..], rest, "{text}");
        }
        for (text, rest) in [
            ("铅字还在（下转第2版）", "铅字还在"),
            ("铅字还在▶下转A02版", "铅字还在"),
            ("铅字还在。下转第2版", "铅字还在。"),
            ("铅字还在 下转第2版", "铅字还在 "),
            ("the type is (Continued on Page 2)", "the type is "),
            ("铅字还在（见图）", "铅字还在（见图）"),
            ("铅字还在，我们翻到第2版", "铅字还在，我们翻到第2版"),
        ] {
            assert_eq!(&text[..tail(text)], rest, "{text}");
        }
    }

    #[test]
    fn labels_agree_across_printings() {
        assert_eq!(normal("三"), normal("03"));
        assert_eq!(normal("十二"), "12");
        assert_eq!(normal("a4"), "A4");
        assert_eq!(normal("A04"), "A4");
        assert_eq!(normal("One"), "1");
        assert_eq!(normal("Second"), normal("２"));
    }
}
