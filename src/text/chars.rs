//! Classes of characters that several stages ask about, and names for the invisible ones.

/// U+3000, one em of blank: stands for a line break in a stored headline.
pub const IDEOGRAPHIC_SPACE: char = '\u{3000}';
/// U+00A0.
pub const NO_BREAK_SPACE: char = '\u{00A0}';
/// U+00AD, shown only where a line breaks.
pub const SOFT_HYPHEN: char = '\u{00AD}';
/// U+FEFF at the start of a file.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// U+FFFD, what a decoder writes for bytes it cannot read.
pub const REPLACEMENT: char = '\u{FFFD}';

/// Whether `c` is a Han character (the blocks of Unicode's Han script, 々 and 〇 included).
pub fn is_han(c: char) -> bool {
    // most letters that are asked about are Latin
    c >= '\u{2E80}'
        && matches!(c,
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3347F}' | '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '〆')
}

/// Whether `c` is Japanese kana.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{FF66}'..='\u{FF9F}')
}

/// Whether `c` is Korean Hangul.
pub fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7AF}' | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}')
}

/// Whether `c` is punctuation of Chinese or Japanese text: the CJK and full-width blocks, and the
/// quotation marks, dashes and dots that share code points with Latin.
pub fn is_cjk_punctuation(c: char) -> bool {
    is_wide_punctuation(c) || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Whether `c` is punctuation that is always full-width: `，。「」！` …
pub fn is_wide_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' | '\u{FE10}'..='\u{FE1F}' | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}')
}

/// Whether no space belongs between `a` and `b` when a line break between them vanishes: one side
/// is written without spaces (Han, kana, their punctuation).
pub fn joins_without_space(a: char, b: char) -> bool {
    let wide = |c| is_han(c) || is_kana(c) || is_wide_punctuation(c);
    wide(a) || wide(b) || (is_cjk_punctuation(a) && is_cjk_punctuation(b))
}

/// Whether `c` closes a sentence.
pub fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '.' | '!' | '?' | '．' | '｡')
}

/// The closing partner of an opening bracket or quotation mark.
pub fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '〈' => '〉',
        '【' => '】',
        '〔' => '〕',
        '［' => '］',
        '[' => ']',
        _ => return None,
    })
}

/// Whether `c` is a closing bracket or quotation mark.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '〕' | '］' | ']'
    )
}
