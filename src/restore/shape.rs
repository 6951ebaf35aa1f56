//! What can be told of a fragment from its own characters, counted once.

use crate::text::chars::{
    closing, is_cjk_punctuation, is_closing, is_han, is_hangul, is_kana, is_sentence_end,
};

/// How a fragment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// A full stop, question or exclamation mark, perhaps with closing marks after it.
    Closed,
    /// `：`, `——` or `……`: may end a paragraph as well as not.
    Trailing,
    /// A comma, `、` or `；`: nothing ends here.
    Pausing,
    /// A hyphen after a letter.
    Hyphen,
    /// A closing mark without a full stop before it.
    Bracket,
    /// A letter or digit.
    Open,
}

/// What can be told of a fragment from its own characters.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Characters that are not blank.
    pub chars: usize,
    /// Those written without spaces between words: Han, kana.
    pub wide: usize,
    /// Letters of any script.
    pub letters: usize,
    /// Sentence ends within it.
    pub stops: usize,
    /// Commas and the like within it.
    pub pauses: usize,
    pub ending: Ending,
    /// Whether its last word is one that more has to follow: `of the`, `以及`.
    pub dangling: bool,
    /// Opening quotation marks and brackets that it does not close.
    pub open: Vec<char>,
    /// Closing marks that it does not open.
    pub unopened: Vec<char>,
    pub first: char,
    pub last: char,
}

impl Shape {
    pub fn of(text: &str) -> Self {
        let mut shape = Self {
            chars: 0,
            wide: 0,
            letters: 0,
            stops: 0,
            pauses: 0,
            ending: ending(text),
            dangling: dangles(text),
            open: Vec::new(),
            unopened: Vec::new(),
            first: text.chars().next().unwrap_or(' '),
            last: text.chars().next_back().unwrap_or(' '),
        };
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            shape.chars += 1;
            shape.count(c);
        }
        shape
    }

    fn count(&mut self, c: char) {
        self.letters += usize::from(c.is_alphabetic());
        self.wide += usize::from(is_han(c) || is_kana(c) || is_hangul(c));
        self.stops += usize::from(matches!(c, '。' | '！' | '？' | '!' | '?' | '；' | ';'));
        self.pauses += usize::from(matches!(c, '，' | ',' | '：'));
        // an ASCII bracket or straight quote may be a folded one, but only curly ones pair for sure
        if let Some(partner) = closing(c) {
            self.open.push(partner);
        } else if is_closing(c) && c != '’' {
            match self.open.iter().rposition(|&open| open == c) {
                Some(at) => self.open.truncate(at),
                None => self.unopened.push(c),
            }
        } else if c == '’'
            && let Some(at) = self.open.iter().rposition(|&open| open == c)
        {
            self.open.truncate(at);
        }
    }

    /// Whether it is written mostly in characters without spaces between words.
    pub fn is_wide(&self) -> bool {
        self.wide * 3 > self.chars
    }

    /// Its length as a reader sees it: Latin letters are half as wide as Han.
    pub fn length(&self) -> f32 {
        self.wide as f32 + (self.chars - self.wide) as f32 * 0.5
    }
}

fn ending(text: &str) -> Ending {
    let mut back = text.chars().rev();
    let Some(last) = back.next() else {
        return Ending::Open;
    };
    match last {
        '：' | ':' | '—' | '…' => return Ending::Trailing,
        '，' | ',' | '、' | '；' | ';' => return Ending::Pausing,
        '-' | '¬' | '⸗' | '\u{AD}' => return Ending::Hyphen,
        _ => {}
    }
    if is_sentence_end(last) {
        return Ending::Closed;
    }
    if is_closing(last) || matches!(last, '"' | '\'') {
        let inner = text
            .chars()
            .rev()
            .find(|&c| !is_closing(c) && !matches!(c, '"' | '\''));
        return match inner {
            Some(c) if is_sentence_end(c) || matches!(c, '…' | '—' | ',') => Ending::Closed,
            _ => Ending::Bracket,
        };
    }
    if matches!(last, '■' | '□' | '◆' | '●') {
        return Ending::Closed;
    }
    Ending::Open
}

/// Words and characters that end no phrase.
fn dangles(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "a", "an", "the", "of", "to", "in", "for", "and", "or", "but", "nor", "with", "by", "from",
        "at", "as", "into", "than", "is", "are", "was", "were", "be", "been", "has", "had", "have",
        "should", "would", "will", "shall", "can", "could", "may", "might", "must", "which", "who",
        "whose", "that", "their", "his", "its", "our", "your", "my", "these", "those", "very",
        "if", "because", "while", "when", "where", "not", "der", "die", "das", "den", "dem", "des",
        "und", "von", "zu", "im", "ein", "eine", "einer", "le", "la", "les", "du", "et", "une",
        "dans",
    ];
    if text.ends_with([
        '的', '和', '与', '與', '及', '或', '把', '被', '将', '將', '从', '從', '使', '而',
    ]) {
        return true;
    }
    let last = text.rsplit(' ').next().unwrap_or(text);
    // in capitals it is a title's line, whose words go on in the next
    last.len() < text.len() && WORDS.contains(&last)
}

/// Whether no line, and so no paragraph, can begin with `c` (CLREQ, prohibition rules for line
/// start).
pub(super) fn cannot_begin(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '？'
            | '！'
            | ','
            | ';'
            | ':'
            | '?'
            | '!'
            | '%'
            | '）'
            | ')'
            | '”'
            | '》'
            | '」'
            | '』'
    ) || (is_closing(c) && c != '’')
        || (is_cjk_punctuation(c) && c == '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings() {
        for (text, ending) in [
            ("排印完成。", Ending::Closed),
            ("他说：“排好了。”", Ending::Closed),
            ("（完）", Ending::Bracket),
            ("铅字、", Ending::Pausing),
            ("只有一句话——", Ending::Trailing),
            ("the composing-", Ending::Hyphen),
            ("字里行", Ending::Open),
        ] {
            assert_eq!(Shape::of(text).ending, ending, "{text}");
        }
    }

    #[test]
    fn an_open_quotation_is_seen() {
        assert_eq!(Shape::of("他说“铅字+").open, ['”']);
        assert_eq!(Shape::of("字模”的故事").unopened, ['”']);
        assert!(Shape::of("don’t").unopened.is_empty());
    }
}
