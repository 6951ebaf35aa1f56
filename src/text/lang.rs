//! The language of a text, as a BCP 47 tag.

use super::chars::{is_han, is_hangul, is_kana};
use std::fmt;

/// Frequent characters that only Simplified Chinese uses, in the order of their traditional forms
/// below (pairs of the General List of Simplified Chinese Characters).
const SIMPLIFIED: &str = "这们来个国说时会对发学现经过还没进问见动长产员业电关万书从东车两应门马乐习图处华单亲论设认让记报话请读调资质费贵选边运远达连队阳际难头";
/// Their traditional forms.
const TRADITIONAL: &str = "這們來個國說時會對發學現經過還沒進問見動長產員業電關萬書從東車兩應門馬樂習圖處華單親論設認讓記報話請讀調資質費貴選邊運遠達連隊陽際難頭";

/// A BCP 47 language tag: `zh-Hans`, `zh-Hant`, `en` …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(String);

impl Lang {
    /// The tag as given; `zh-CN` and `zh-SG` keep their region.
    pub fn new(tag: impl Into<String>) -> Self {
        Self(tag.into())
    }

    /// The language of `text`, told from its letters alone: kana make it Japanese, Hangul Korean, Han
    /// Chinese in the script of its characters, Latin letters English by default; `und` without any
    /// letter.
    pub fn detect(text: &str) -> Self {
        let (mut han, mut kana, mut hangul, mut latin) = (0usize, 0usize, 0usize, 0usize);
        let (mut simplified, mut traditional) = (0usize, 0usize);
        for c in text.chars() {
            han += usize::from(is_han(c));
            kana += usize::from(is_kana(c));
            hangul += usize::from(is_hangul(c));
            latin += usize::from(c.is_alphabetic() && !is_han(c) && !is_kana(c) && !is_hangul(c));
            simplified += usize::from(SIMPLIFIED.contains(c));
            traditional += usize::from(TRADITIONAL.contains(c));
        }
        let tag = if kana * 10 > han && kana > 0 && kana + han > latin / 4 {
            "ja"
        } else if hangul > han && hangul * 2 > latin {
            "ko"
        } else if han * 2 > latin && han > 0 {
            if traditional > simplified {
                "zh-Hant"
            } else {
                "zh-Hans"
            }
        } else if latin > 0 {
            "en"
        } else {
            "und"
        };
        Self::new(tag)
    }

    /// Whether `text` has a character that only Simplified Chinese uses.
    pub fn is_simplified(text: &str) -> bool {
        text.chars().any(|c| SIMPLIFIED.contains(c))
    }

    /// Whether it is Chinese in traditional characters, said by script or region.
    pub fn is_traditional(&self) -> bool {
        let traditional = |part: &str| {
            ["hant", "tw", "hk", "mo"]
                .iter()
                .any(|tag| part.eq_ignore_ascii_case(tag))
        };
        self.is_chinese() && self.0.split(['-', '_']).any(traditional)
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The tag's first part in lower case: `zh` of `zh-Hans`.
    pub fn primary(&self) -> &str {
        self.0.split(['-', '_']).next().unwrap_or("")
    }

    /// Whether it is Chinese, in any script or region.
    pub fn is_chinese(&self) -> bool {
        self.primary().eq_ignore_ascii_case("zh")
    }

    /// Whether it is written without spaces between words and in full-width characters.
    pub fn is_wide(&self) -> bool {
        self.is_chinese() || self.primary().eq_ignore_ascii_case("ja")
    }
}

impl Default for Lang {
    fn default() -> Self {
        Self::new("und")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        for (text, tag) in [
            ("铅字还在，书也还在。", "zh-Hans"),
            ("鉛字還在，書也還在。", "zh-Hant"),
            ("活字はまだある。", "ja"),
            ("활자는 아직 있다.", "ko"),
            ("The type is still here.", "en"),
            ("1450", "und"),
        ] {
            assert_eq!(Lang::detect(text).as_str(), tag, "{text}");
        }
    }
}
