//! The language of a text, as a BCP 47 tag.

use std::fmt;

/// A BCP 47 language tag: `zh-Hans`, `zh-Hant`, `en` …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(String);

impl Lang {
    /// The tag as given; `zh-CN` and `zh-SG` keep their region.
    pub fn new(tag: impl Into<String>) -> Self {
        Self(tag.into())
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
