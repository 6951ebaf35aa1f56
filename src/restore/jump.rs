//! Jump lines: `（下转第2版）`, `（上接第1版）`, `Continued on Page A2`.

/// A jump line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Jump {
    /// Whether the article goes on elsewhere; otherwise it comes from elsewhere.
    pub onward: bool,
    /// The label of the page as printed: `2`, `A4`, `三`.
    pub page: String,
}

/// The jump line that `text` is as a whole.
pub(super) fn whole(text: &str) -> Option<Jump> {
    let inner = text
        .trim()
        .trim_start_matches(['▶', '►', '▷', '→', '»', '*'])
        .trim_start();
    let inner = match inner.strip_prefix(['（', '(', '[', '【']) {
        Some(rest) => rest.strip_suffix(['）', ')', ']', '】'])?,
        None => inner,
    };
    chinese(inner.trim()).or_else(|| english(inner.trim()))
}

/// Where a jump line at the start of `text` ends; 0 without one.
pub(super) fn head(text: &str) -> usize {
    if !text.starts_with(['（', '(']) {
        return 0;
    }
    let end = text
        .char_indices()
        .take(24)
        .find(|(_, c)| matches!(c, '）' | ')'));
    let end = end.map_or(0, |(at, c)| at + c.len_utf8());
    if end < text.len() && whole(&text[..end]).is_some() {
        end
    } else {
        0
    }
}

/// Where a jump line at the end of `text` begins; the text's length without one.
pub(super) fn tail(text: &str) -> usize {
    let mut back = text.char_indices().rev().take(40);
    let start = match text.chars().next_back() {
        Some('）' | ')') => back
            .find(|(_, c)| matches!(c, '（' | '('))
            .map(|(at, _)| at),
        Some(_) => back
            .find(|(_, c)| matches!(c, '▶' | '►' | '»'))
            .map(|(at, _)| at),
        None => None,
    };
    match start {
        Some(at) if at > 0 && whole(&text[at..]).is_some() => at,
        _ => text.len(),
    }
}

fn chinese(text: &str) -> Option<Jump> {
    const ONWARD: [&str; 3] = ["下转", "转", "紧转"];
    const FROM: [&str; 3] = ["上接", "紧接", "接"];
    let strip = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let (onward, rest) = strip(&ONWARD)
        .map(|rest| (true, rest))
        .or_else(|| strip(&FROM).map(|rest| (false, rest)))?;
    let rest = rest
        .trim_start()
        .strip_prefix('第')
        .unwrap_or(rest.trim_start())
        .trim_start();
    let label = rest
        .strip_suffix('版')
        .or_else(|| rest.strip_suffix("版面"))?
        .trim();
    let plausible = (1..=4).contains(&label.chars().count())
        && label
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(c));
    plausible.then(|| Jump {
        onward,
        page: label.to_owned(),
    })
}

fn english(text: &str) -> Option<Jump> {
    let lower = text.to_ascii_lowercase();
    const ONWARD: [&str; 4] = ["continued on", "turn to", "please turn to", "continues on"];
    const FROM: [&str; 2] = ["continued from", "from"];
    let strip = |words: &[&str]| {
        words
            .iter()
            .find_map(|word| lower.strip_prefix(word).map(|rest| rest.len()))
    };
    let (onward, rest) = strip(&ONWARD)
        .map(|n| (true, n))
        .or_else(|| strip(&FROM).map(|n| (false, n)))?;
    let rest = text[text.len() - rest..].trim();
    let label = rest
        .strip_prefix("Page")
        .or_else(|| rest.strip_prefix("page"))
        .or_else(|| rest.strip_prefix("PAGE"))?;
    let label = label
        .split(',')
        .next()
        .unwrap_or(label)
        .trim()
        .trim_end_matches('.');
    let plausible =
        (1..=4).contains(&label.len()) && label.chars().all(|c| c.is_ascii_alphanumeric());
    plausible.then(|| Jump {
        onward,
        page: label.to_owned(),
    })
}

/// A page label in the form that two printings of it share: `第三版` and `3` are one page.
pub(super) fn normal(label: &str) -> String {
    let digits = "一二三四五六七八九";
    let mut value = 0;
    for c in label.chars() {
        match digits.chars().position(|d| d == c) {
            Some(at) => value += at + 1,
            None if c == '十' => value = value.max(1) * 10,
            None => return label.trim_start_matches('0').to_ascii_uppercase(),
        }
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jump_lines_and_what_only_looks_like_one() {
        let page = |text| whole(text).map(|jump| (jump.onward, jump.page));
        assert_eq!(page("（下转第2版）"), Some((true, "2".into())));
        assert_eq!(page("(上接第 A4 版)"), Some((false, "A4".into())));
        assert_eq!(page("▶下转02版"), Some((true, "02".into())));
        assert_eq!(
            page("Continued on Page A2, Column 4"),
            Some((true, "A2".into()))
        );
        assert_eq!(page("下转折点在第二版"), None);
        assert_eq!(page("（接第三方排版）"), None);
    }

    #[test]
    fn at_the_ends_of_a_paragraph() {
        let text = "（上接第1版）铅字还在";
        assert_eq!(&text[head(text)..], "铅字还在");
        let text = "铅字还在（下转第2版）";
        assert_eq!(&text[..tail(text)], "铅字还在");
        assert_eq!(tail("铅字还在（见图）"), "铅字还在（见图）".len());
    }

    #[test]
    fn labels_agree_across_printings() {
        assert_eq!(normal("三"), normal("03"));
        assert_eq!(normal("十二"), "12");
        assert_eq!(normal("a4"), "A4");
    }
}
