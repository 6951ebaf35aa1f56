//! The words for roles and media in Chinese bylines.

use crate::text::chars::is_han;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a role word says of the names after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// 记者.
    Reporter,
    /// 通讯员.
    Correspondent,
    /// 实习生.
    Intern,
    /// 摄影, 图/, 供图.
    Photographer,
    /// 作者, 文/, 评论员.
    Author,
    /// 文/图: the names of one group wrote and took the pictures.
    Both,
    /// 策划, 统筹, 视频: named in print, in none of our lists.
    Other,
}

/// Role words, the longer ones first.
const ROLES: &[(&str, Role)] = &[
    ("摄影记者", Role::Photographer),
    ("攝影記者", Role::Photographer),
    ("摄影报道", Role::Both),
    ("攝影報導", Role::Both),
    ("文字记者", Role::Reporter),
    ("实习记者", Role::Reporter),
    ("實習記者", Role::Reporter),
    ("记者", Role::Reporter),
    ("記者", Role::Reporter),
    ("通讯员", Role::Correspondent),
    ("通訊員", Role::Correspondent),
    ("通联员", Role::Correspondent),
    ("实习生", Role::Intern),
    ("實習生", Role::Intern),
    ("评论员", Role::Author),
    ("評論員", Role::Author),
    ("撰稿人", Role::Author),
    ("作者", Role::Author),
    ("撰文", Role::Author),
    ("撰稿", Role::Author),
    ("整理", Role::Author),
    ("编译", Role::Author),
    ("編譯", Role::Author),
    ("文/图片", Role::Both),
    ("文/图", Role::Both),
    ("文／图", Role::Both),
    ("图/文", Role::Both),
    ("图／文", Role::Both),
    ("文/圖", Role::Both),
    ("文／圖", Role::Both),
    ("文/摄", Role::Both),
    ("图文", Role::Both),
    ("文图", Role::Both),
    ("圖文", Role::Both),
    ("文/视频", Role::Other),
    ("文／视频", Role::Other),
    ("摄影", Role::Photographer),
    ("攝影", Role::Photographer),
    ("供图", Role::Photographer),
    ("视频", Role::Other),
    ("策划", Role::Other),
    ("统筹", Role::Other),
    ("策劃", Role::Other),
    ("责任编辑", Role::Other),
    ("責任編輯", Role::Other),
    ("美术编辑", Role::Other),
    ("责编", Role::Other),
    ("責編", Role::Other),
    ("美编", Role::Other),
    ("美編", Role::Other),
    ("校对", Role::Other),
    ("校對", Role::Other),
    ("编辑", Role::Other),
    ("編輯", Role::Other),
    ("监制", Role::Other),
    ("制图", Role::Other),
    ("製圖", Role::Other),
    ("統籌", Role::Other),
];

/// The role words by their first characters, in the order above.
static BY_FIRST: LazyLock<BTreeMap<char, Vec<(&str, Role)>>> = LazyLock::new(|| {
    let mut words = BTreeMap::<char, Vec<_>>::new();
    for &(word, role) in ROLES {
        let first = word.chars().next().unwrap_or_default();
        words.entry(first).or_default().push((word, role));
    }
    words
});

/// Titles that stand before 记者 and change nothing.
const TITLES: &[&str] = &[
    "首席",
    "特约",
    "特約",
    "特派",
    "驻站",
    "駐站",
    "见习",
    "見習",
    "实习",
    "實習",
    "全媒体",
    "全媒體",
    "融媒体",
    "融媒體",
    "融媒",
    "高级",
    "资深",
    "本版",
];

/// Names a paper gives itself.
const OWN: &[&str] = &["本报", "本報", "本网", "本網", "本刊", "本台", "本社"];

/// What names of media end in.
const MEDIA: &[&str] = &[
    "报",
    "報",
    "社",
    "网",
    "網",
    "在线",
    "在線",
    "电视台",
    "電視台",
    "电台",
    "電台",
    "客户端",
    "新闻",
    "新聞",
    "周刊",
    "发布",
];

/// Whether `medium` is the paper's word for itself.
pub(super) fn is_own(medium: &str) -> bool {
    OWN.contains(&medium)
}

/// Whether `medium` sends its texts to others: an agency, a site, a station.
pub(super) fn is_agency(medium: &str) -> bool {
    !medium.ends_with(['报', '報', '刊']) && !medium.ends_with("在线")
}

/// A role with what stands before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    /// Bytes of the medium's name at the start; 0 for none.
    pub medium: usize,
    /// What it says.
    pub role: Role,
    /// Bytes of the whole phrase.
    pub len: usize,
}

/// The role phrase that begins `text`: `本报首席记者`, `通讯员`, `文/图`.
pub(super) fn phrase(text: &str) -> Option<Phrase> {
    if let Some(phrase) = bare_phrase(text) {
        return Some(phrase);
    }
    let medium = medium(text)?;
    let gap = super::blank(&text[medium..]);
    let rest = bare_phrase(&text[medium + gap..])?;
    Some(Phrase {
        medium,
        role: rest.role,
        len: medium + gap + rest.len,
    })
}

/// The role phrase that may begin in the middle of a run of names (`林可通讯员`): a general name of
/// a medium would swallow the names before it, so only the paper's own and the agencies count.
pub(super) fn inner_phrase(text: &str) -> Option<Phrase> {
    let agencies = ["新华社", "中新社", "新華社"];
    let known = OWN.iter().chain(&agencies).find(|m| text.starts_with(**m));
    let medium = known.map_or(0, |m| m.len());
    let rest = bare_phrase(&text[medium..])?;
    Some(Phrase {
        medium,
        role: rest.role,
        len: medium + rest.len,
    })
}

fn bare_phrase(text: &str) -> Option<Phrase> {
    if text.starts_with(|c: char| c.is_ascii()) {
        return None;
    }
    let mut titles = 0;
    while role_word(&text[titles..]).is_none() {
        titles += TITLES
            .iter()
            .find_map(|title| begins(&text[titles..], title))?;
    }
    let (word, role) = role_word(&text[titles..])?;
    Some(Phrase {
        medium: 0,
        role,
        len: titles + word,
    })
}

/// The bytes of `word` at the start of `text`, or of the same with a space after each character, as
/// justified lines are read: `通 讯 员`.
fn begins(text: &str, word: &str) -> Option<usize> {
    if text.starts_with(word) {
        return Some(word.len());
    }
    let first = word.chars().next().filter(|&c| text.starts_with(c))?;
    if !text[first.len_utf8()..].starts_with(' ') {
        return None;
    }
    let mut at = 0;
    for c in word.chars() {
        at += usize::from(at > 0 && text[at..].starts_with(' '));
        at += text[at..].strip_prefix(c).map(|_| c.len_utf8())?;
    }
    Some(at)
}

fn role_word(text: &str) -> Option<(usize, Role)> {
    // most words that are asked about are Latin, and no role is
    let first = text.chars().next().filter(|c| !c.is_ascii())?;
    let known = BY_FIRST.get(&first).and_then(|words| {
        let mut words = words.iter();
        words.find_map(|&(word, role)| Some((begins(text, word)?, role)))
    });
    if known.is_some() {
        return known;
    }
    // one character is a role only before a stroke: 文 is also a surname
    let role = match first {
        '文' => Role::Author,
        '图' | '圖' | '摄' => Role::Photographer,
        _ => return None,
    };
    let rest = text[3..].trim_start();
    rest.starts_with(['/', '／', '|', '｜', ':', '：'])
        .then_some((3, role))
}

/// The bytes of the name of a medium that begins `text`: `本报`, `字里日报`, `新字里·字里日报`.
pub(super) fn medium(text: &str) -> Option<usize> {
    if let Some(own) = OWN.iter().find(|own| text.starts_with(**own)) {
        return Some(own.len());
    }
    let mut len = one_medium(text)?;
    // two brands of one house: `某某青年报·某某在线`
    while let Some(rest) = text[len..].strip_prefix(['·', '・', '•']) {
        let dot = text[len..].len() - rest.len();
        len += dot + one_medium(rest)?;
    }
    Some(len)
}

fn one_medium(text: &str) -> Option<usize> {
    let run = text.char_indices().take(14);
    let run = run.take_while(|&(_, c)| is_han(c) || matches!(c, '·' | '・' | '•'));
    for (count, (i, c)) in run.enumerate() {
        let name = &text[..i + c.len_utf8()];
        // `张三本报通讯员`: what ends in the paper's own word is a name before it
        if count >= 2 && OWN.iter().any(|own| name.ends_with(own)) {
            return None;
        }
        if count >= 2 && MEDIA.iter().any(|end| name.ends_with(end)) {
            return Some(name.len());
        }
    }
    None
}
