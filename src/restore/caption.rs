//! Captions: what speaks for a fragment being the words under a picture.

use super::fragment::{Fragment, Kind};
use super::seam::looks_like_title;
use super::shape::Ending;
use super::weights::label as w;
use crate::text::Evidence;
use crate::text::chars::is_han;

/// How badly fragment `i` reads as a caption, leaving out what only the thread can see (that it
/// interrupts a sentence, or repeats its article's titles).
pub(super) fn cost(fragments: &[Fragment], i: usize) -> f32 {
    let f = &fragments[i];
    if f.kind != Kind::Text || f.is_marked() || f.begins_with_lead() || turns(fragments, i) {
        return w::NEVER;
    }
    let found = weighed(fragments, i).into_iter().flatten();
    -found.map(|evidence| evidence.weight).sum::<f32>()
}

/// Whether a jump line says that the words of fragment `i` go on elsewhere, or come from there.
fn turns(fragments: &[Fragment], i: usize) -> bool {
    let jump = |at: Option<usize>, onward: bool| {
        let f = at.and_then(|at| fragments.get(at));
        f.is_some_and(|f| matches!(&f.kind, Kind::Jump(jump) if jump.onward == onward))
    };
    jump(Some(i + 1), true) || jump(i.checked_sub(1), false)
}

/// What speaks for fragment `i` being a caption and against it.
pub(super) fn evidence(fragments: &[Fragment], i: usize) -> Vec<Evidence> {
    weighed(fragments, i).into_iter().flatten().collect()
}

fn weighed(fragments: &[Fragment], i: usize) -> [Option<Evidence>; 11] {
    let f = &fragments[i];
    let words = has_caption_words(f.text.as_str());
    let [place, below] = place(fragments, i, words);
    let shape = &f.shape;
    let unfinished = matches!(shape.ending, Ending::Pausing | Ending::Hyphen)
        || super::shape::cannot_begin(shape.first);
    let open = shape.ending == Ending::Open && !words && !looks_like_title(f);
    let phrase = !words && looks_like_title(f);
    let [short, long] = length(shape.length());
    let marks = !shape.open.is_empty() || !shape.unopened.is_empty();
    [
        Some(w::CAPTION),
        words.then_some(w::CAPTION_WORDS),
        place,
        below,
        short,
        long,
        unfinished.then_some(w::CAPTION_UNFINISHED),
        open.then_some(w::CAPTION_OPEN),
        phrase.then_some(w::CAPTION_PHRASE),
        marks.then_some(w::CAPTION_OPEN_MARKS),
        shape
            .first
            .is_lowercase()
            .then_some(w::CAPTION_SMALL_LETTER),
    ]
}

/// What its place says: beside a picture, or in a gap that one left, above it and below.
fn place(fragments: &[Fragment], i: usize, words: bool) -> [Option<Evidence>; 2] {
    let f = &fragments[i];
    let next = fragments.get(i + 1);
    let is_picture = |f: &Fragment| matches!(f.kind, Kind::Picture(_));
    let previous = i.checked_sub(1).map(|at| &fragments[at]);
    if previous.is_some_and(is_picture) {
        return [Some(w::AFTER_PICTURE), None];
    }
    if next.is_some_and(is_picture) && f.shape.chars < 80 && words {
        return [Some(w::BEFORE_PICTURE), None];
    }
    let below = match next {
        Some(next) if next.is_marked() => None,
        Some(next) if next.blanks == 2 => Some(w::BLANKS_AFTER),
        _ => Some(w::BLANK_AFTER),
    };
    [Some(w::BLANKS_BEFORE[f.blanks.min(3)]), below]
}

fn length(length: f32) -> [Option<Evidence>; 2] {
    if length < 4.0 {
        return [Some(w::CAPTION_TINY), None];
    }
    let beyond = (length - 46.0) / 10.0;
    let long = (beyond > 0.0).then(|| w::CAPTION_LONG.times(beyond));
    [Some(w::CAPTION_SHORT), long]
}

/// Whether a text uses the words that captions and credits use.
pub(super) fn has_caption_words(text: &str) -> bool {
    let head = text
        .trim_start_matches(['▲', '▼', '◀', '▶', '△', '↑', '↓', '←', '→', '●'])
        .trim_start();
    let marked = head.len() != text.len();
    let opens = [
        "图为",
        "图：",
        "图:",
        "上图",
        "下图",
        "左图",
        "右图",
        "如图",
        "题图",
        "资料图",
        "Photo",
        "PHOTO",
        "Pictured",
        "Above:",
        "Below:",
        "Left:",
        "Right:",
    ];
    marked || opens.iter().any(|word| head.starts_with(word)) || has_credit(text)
}

/// Whether a text ends in a credit: `（某某 摄）`, `某某供图`, `Photo by …`.
fn has_credit(text: &str) -> bool {
    let tail = text.trim_end_matches(['）', ')', '。', '.', ' ', '\u{3000}']);
    let chinese = ["供图", "图片", "资料图", "配图", "制图", "绘图"]
        .iter()
        .any(|word| tail.ends_with(word));
    // a bare 摄 where a column was cut is no credit: a name must stand before it
    let shot = tail.strip_suffix('摄').is_some_and(|rest| {
        let name = rest.trim_end_matches([' ', '\u{3000}', '/', '／']);
        let spaced = name.len() < rest.len();
        let bracketed = rest
            .char_indices()
            .rev()
            .take(14)
            .any(|(_, c)| matches!(c, '（' | '('));
        let role = rest
            .char_indices()
            .rev()
            .nth(12)
            .map_or(rest, |(at, _)| &rest[at..])
            .contains("记者");
        spaced || bracketed || role
    });
    let tail_lower = text
        .char_indices()
        .rev()
        .nth(60)
        .map_or(text, |(at, _)| &text[at..]);
    let english = [
        "Photo by",
        "Photograph by",
        "AP Photo",
        "Courtesy of",
        "courtesy of",
        "PHOTO BY",
        "/Reuters",
        "Staff photo",
        "사진=",
        "/사진",
        "사진 제공",
        "＝写真",
        "撮影",
    ];
    (chinese && text.chars().count() > 6)
        || shot
        || english.iter().any(|word| tail_lower.contains(word))
}

/// Whether a caption repeats a run of six characters of a title: it belongs to that title's article.
pub(super) fn repeats(caption: &str, title: &str) -> bool {
    const SIZE: usize = 6;
    let letter = |c: &char| c.is_ascii_alphanumeric() || is_han(*c) || c.is_alphanumeric();
    let letters = |text: &str| -> Vec<char> { text.chars().filter(letter).collect() };
    let title = letters(title);
    // every paragraph is asked, and few hold two letters in a row that begin a run of the title
    let mut begins = [false; 1024];
    let place = |run: &[char]| (run[0] as usize * 31 + run[1] as usize) % 1024;
    for run in title.windows(SIZE) {
        begins[place(run)] = true;
    }
    let found = |run: &[char]| begins[place(run)] && title.windows(SIZE).any(|one| one == run);
    title.len() >= SIZE && letters(caption).windows(SIZE).any(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_captions_use() {
        for text in [
            "图为老排字房。",
            "▲活字架前的学徒",
            "参观者在看铅字。（方小满 摄）",
            "字模。本报记者 沈知白 摄",
            "Type cases. Photo by Ann Lee",
        ] {
            assert!(has_caption_words(text), "{text}");
        }
    }

    #[test]
    fn a_bare_verb_is_no_credit() {
        assert!(!has_caption_words("他每天在街头拍摄"));
        assert!(!has_caption_words("我们要的是图"));
    }
}
