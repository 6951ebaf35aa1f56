//! Names of files: of editions and of chapters, on every file system alike.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The most characters of a title in a file's name.
const LONGEST: usize = 24;

/// The fewest characters that the first phrases of a long title must have to stand for it.
const SHORTEST: usize = 8;

/// Names that Windows keeps for devices, whatever the extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// NAME of the editions: `title` without white space and file-system marks, at most 24 characters;
/// `book` where nothing remains.
pub fn slug(title: &str) -> String {
    let name: String = title.nfc().filter(|&c| keeps(c)).take(LONGEST).collect();
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() || is_device(name) {
        format!("book{}{name}", if name.is_empty() { "" } else { "-" })
    } else {
        name.to_owned()
    }
}

/// Whether `name` can be a file's name everywhere as it is.
pub fn is_portable(name: &str) -> bool {
    let ends = name.starts_with([' ', '.']) || name.ends_with([' ', '.']);
    !name.is_empty() && !ends && !is_device(name) && !name.chars().any(is_mark)
}

/// The names `NNN-短标题.md` of chapters with these `titles`: numbered to the width of their count,
/// at least three digits; letters and digits of the title kept, words joined by `-`.
pub fn chapter_files<'a>(titles: impl ExactSizeIterator<Item = &'a str>) -> Vec<String> {
    let width = titles.len().to_string().len().max(3);
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(titles.len());
    for (i, title) in titles.enumerate() {
        let number = i + 1;
        let short = short(title);
        let dash = if short.is_empty() { "" } else { "-" };
        let name = format!("{number:0width$}{dash}{short}.md");
        // the numbers differ, so the names do; said here because links depend on it
        debug_assert!(taken.insert(name.to_lowercase()));
        names.push(name);
    }
    names
}

/// The letters and digits of `title`, whatever stands between Latin words as one `-`; Han words
/// need no mark between them. A long title ends where a phrase does.
fn short(title: &str) -> String {
    let mut out = String::new();
    let (mut gap, mut pause) = (false, false);
    // where a phrase ends, in bytes of `out`
    let mut end = 0;
    for (count, c) in title.nfc().filter(|c| !is_quote(*c)).enumerate() {
        if !c.is_alphanumeric() {
            gap = true;
            pause |= count > 0;
            continue;
        }
        let full = out.chars().count() >= LONGEST;
        if pause && out.chars().count() >= SHORTEST {
            end = out.len();
        }
        if full {
            out.truncate(if end > 0 { end } else { out.len() });
            break;
        }
        let latin = c.is_ascii_alphanumeric() && out.ends_with(|c: char| c.is_ascii_alphanumeric());
        if gap && latin {
            out.push('-');
        }
        (gap, pause) = (false, false);
        out.push(c);
    }
    out.trim_end_matches('-').to_owned()
}

/// Marks that stand inside phrases, so that nothing ends at them.
fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '‘' | '’' | '"' | '\'' | '「' | '」' | '《' | '》' | '·'
    )
}

/// Whether a character of a title stays in the name of an edition.
fn keeps(c: char) -> bool {
    !c.is_whitespace() && !is_mark(c)
}

/// Marks that some file system or shell forbids in names.
fn is_mark(c: char) -> bool {
    c.is_control() || "<>:\"/\\|?*".contains(c)
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = |kind| {
        let digit = stem.strip_prefix(kind).unwrap_or("");
        digit.len() == 1 && digit.bytes().all(|b| b.is_ascii_digit())
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_edition_is_named_after_its_title() {
        assert_eq!(
            slug("字里行间报　1月3日: 第1版/要闻"),
            "字里行间报1月3日第1版要闻"
        );
        assert_eq!(slug("?? / "), "book");
        assert_eq!(slug("CON"), "book-CON");
        assert_eq!(slug(&"长".repeat(40)).chars().count(), 24);
    }

    #[test]
    fn chapters_are_numbered_and_named() {
        let titles = [
            "“一枚铅字”的旅行　百年老店",
            "How type is set, by hand",
            "……",
        ];
        let names = chapter_files(titles.into_iter());
        let expected = [
            "001-一枚铅字的旅行百年老店.md",
            "002-How-type-is-set-by-hand.md",
            "003.md",
        ];
        assert_eq!(names, expected);
    }

    #[test]
    fn long_latin_titles_end_at_a_word() {
        let title = "Understanding compositors everywhere";
        assert_eq!(short(title), "Understanding");
        assert_eq!(short("It's type, isn't it?"), "Its-type-isnt-it");
    }

    #[test]
    fn long_titles_end_where_a_phrase_does() {
        let title = "老街“活字”铺重开张　三代排字工人守着同一副铅字架子过年";
        assert_eq!(short(title), "老街活字铺重开张");
        let breathless = "一二三四五六七八九十一二三四五六七八九十一二三四五六";
        assert_eq!(short(breathless).chars().count(), 24);
    }

    proptest! {
        #[test]
        fn names_fit_every_file_system(title in "\\PC{0,60}") {
            prop_assert!(is_portable(&slug(&title)));
            let names = chapter_files([title.as_str()].into_iter());
            prop_assert!(is_portable(&names[0]));
        }
    }
}
