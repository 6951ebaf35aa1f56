//! The language of a text, as a BCP 47 tag.

use super::chars::{is_han, is_hangul, is_kana};
use std::fmt;
use std::sync::LazyLock;

/// The 400 most frequent characters of Simplified Chinese that its Traditional texts do not use, in the
/// order of Unicode.
const SIMPLIFIED: &str = "\
    与专业东丝两严个临为丽举么义乐习乡书买乱争亚产亲亿仅从们众优会传伤体侧儿兰关兴养\
    内写军农冲决况减击刘则刚创别剑剧办务动劳势区医华协单卖卫却历压县参双发变号吗听吴\
    员响团园围国图圆圣场坏块坚墙声处备复够头夺奖奥妇妈孙学宁宝实审宪宫宽对寻导将尔尽\
    层届属岁岗岛峰币师带帮并庄庆床库应庙开异张弹强归当录径怀态总恶惊戏战户执扩护报担\
    拥择挥换摇敌数断无旧时显术机杀杂权条来杨构枪标树样桥检楼横欢欧毕气汉没泽测济渐温\
    湾满潜灯灵点烟烧热爱爷状独献环现电画疗监盘矿础礼离秘积称稳笔简类粮紧红约级纪纳纸\
    线练组细织终经结给络绝统继续维绿编网罗罢群职联脑脚脱脸舰艺节苏荆荣药获营虚虽补装\
    见观规视觉计认讨让训议记讲许论设证评识诉词试诗话该语误说请诸读课谁调谈谢负财责败\
    货质购贵费资赛赶车转轮软轻载较辑输辖边达过运还这进远连选遗针钟钱铁银销错镇长门闭\
    问间闻队阳阴阵阶际陆陈险随隐难静页顶项顺须顾顿预领题额风飞饭馆马驻验鱼鲁鲜黄齐龙";
/// Their traditional forms, in the order of Unicode.
const TRADITIONAL: &str = "\
    並亂亞來個們側備傳傷僅億優兒內兩別則剛創劇劉劍動務勞勢區協卻參吳員問單嗎嚴國圍園\
    圓圖團執堅報場塊壓壞夠奧奪婦媽孫學宮實寧審寫寬寶將專尋對導屆層屬峯島崗師帶幣幫庫\
    廟張強彈徑從復惡愛態慶憲應懷戰戲戶換揮搖擁擇擊擔擴敗敵數斷時書會東條楊業榮構槍樂\
    樓標樣樹橋機橫檢權歐歡歲歷歸殺氣決沒況減測溫滿漢漸潛澤濟灣無煙熱燈燒營爭爲爺爾牀\
    牆狀獎獨獲獻現環產畢畫異當療發盡監盤礎礦祕禮稱積穩筆節簡糧紀約紅納紙級細終組結絕\
    絡給統絲經綠維網緊線編練縣總織繼續罷羅羣義習聖聞聯聲職聽脫腦腳臉臨與興舉舊艦荊莊\
    華藝藥蘇蘭處虛號衆術衛衝補裝見規視親覺觀計討訓記設許訴評詞試詩話該認語誤說誰課調\
    談請論諸講謝證識議護讀變讓負財貨責貴買費資賣質購賽趕車軍軟較載輕輪輯輸轄轉辦農這\
    連進運過達遠選遺還邊鄉醫針銀銷錄錢錯鍾鎮鐵長門閉開間關陣陰陳陸陽隊階際隨險隱雖雙\
    雜離難電靈靜響頁頂項順須預頓領頭題額類顧顯風飛飯養館馬駐驗驚體魚魯鮮麗麼黃點齊龍";

/// Frequent small words that tell the languages written in Latin letters apart.
const SMALL_WORDS: [(&str, &[&str]); 3] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "in", "is", "was", "for", "that", "with",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "und", "das", "den", "von", "ist", "nicht", "mit", "dem", "zu",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "des", "et", "du", "que", "est", "dans", "une", "qui",
        ],
    ),
];

/// How many characters tell the language; more tell nothing new.
const SAMPLE: usize = 20_000;

/// A Japanese text has kana within so many Han characters.
const SHORT: usize = 30;

/// What the letters of a text tell.
#[derive(Default)]
struct Letters {
    han: usize,
    kana: usize,
    hangul: usize,
    latin: usize,
    simplified: usize,
    traditional: usize,
}

impl Letters {
    fn of(text: &str) -> Self {
        let mut found = Self::default();
        for c in text.chars().take(SAMPLE) {
            if is_han(c) {
                found.han += 1;
                let script = script(c);
                found.simplified += usize::from(script == Some(Script::Simplified));
                found.traditional += usize::from(script == Some(Script::Traditional));
            } else if is_kana(c) {
                found.kana += 1;
            } else if is_hangul(c) {
                found.hangul += 1;
            } else if c.is_alphabetic() {
                found.latin += 1;
            }
        }
        found
    }

    fn tag(&self, text: &str) -> &'static str {
        let &Self {
            han,
            kana,
            hangul,
            latin,
            ..
        } = self;
        if kana * 10 > han && kana > 0 && kana + han > latin / 4 {
            "ja"
        } else if hangul > han && hangul * 2 > latin {
            "ko"
        } else if han * 2 > latin && han > 0 {
            if self.traditional > self.simplified {
                "zh-Hant"
            } else {
                "zh-Hans"
            }
        } else if latin > 0 {
            latin_tag(text)
        } else {
            "und"
        }
    }
}

/// Of each character of the two lists, which of them has it; the characters lie in one block, and
/// many are asked about.
static SCRIPTS: LazyLock<Vec<Option<Script>>> = LazyLock::new(|| {
    let mut scripts = vec![None; 0xA000 - HAN];
    for (list, script) in [
        (SIMPLIFIED, Script::Simplified),
        (TRADITIONAL, Script::Traditional),
    ] {
        for c in list.chars() {
            if let Some(slot) = slot(c).and_then(|at| scripts.get_mut(at)) {
                *slot = Some(script);
            }
        }
    }
    scripts
});

/// The first character of the block that the lists are of.
const HAN: usize = 0x4E00;

fn slot(c: char) -> Option<usize> {
    (c as usize).checked_sub(HAN)
}

/// The ways to write Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// 简体.
    Simplified,
    /// 繁體.
    Traditional,
}

/// The script that `c`, one of the frequent characters, belongs to; `None` where both share it.
pub fn script(c: char) -> Option<Script> {
    SCRIPTS.get(slot(c)?).copied().flatten()
}

/// English, unless the small words of another language are more frequent.
fn latin_tag(text: &str) -> &'static str {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    let mut counts = [0usize; SMALL_WORDS.len()];
    for word in sample.split(|c: char| !c.is_alphabetic()) {
        for (count, (_, words)) in counts.iter_mut().zip(SMALL_WORDS) {
            *count += usize::from(words.contains(&word));
        }
    }
    let best = (0..counts.len()).rev().max_by_key(|&i| counts[i]);
    SMALL_WORDS[best.filter(|&i| counts[i] > 1).unwrap_or(0)].0
}

/// A BCP 47 language tag: `zh-Hans`, `zh-Hant`, `en` …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lang(String);

impl Lang {
    /// The tag as given; `zh-CN` and `zh-SG` keep their region.
    pub fn new(tag: impl Into<String>) -> Self {
        Self(tag.into())
    }

    /// The language of `text`, told from its letters alone: kana make it Japanese, Hangul Korean, Han
    /// Chinese in the script of its characters; of Latin letters the small words tell English from German
    /// and French; `und` without any letter.
    pub fn detect(text: &str) -> Self {
        Self::new(Letters::of(text).tag(text))
    }

    /// The language of `text`, a part of a text in the language `whole`: where its own letters do not
    /// tell (Han that both scripts of Chinese and Japanese share, a figure), that of the whole.
    pub fn detect_within(text: &str, whole: &Self) -> Self {
        let letters = Letters::of(text);
        let own = Self::new(letters.tag(text));
        let shared = own.is_chinese() && letters.simplified == letters.traditional;
        let japanese = whole.primary() == "ja" && letters.han < SHORT;
        let silent = own.primary() == "und" || shared && (whole.is_chinese() || japanese);
        if silent { whole.clone() } else { own }
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
            ("書", "zh-Hant"),
            ("书", "zh-Hans"),
            (
                "Die Lettern liegen in dem Kasten, und der Setzer greift.",
                "de",
            ),
            (
                "Les lettres sont dans la casse et le compositeur attend.",
                "fr",
            ),
            ("Lettera", "en"),
        ] {
            assert_eq!(Lang::detect(text).as_str(), tag, "{text}");
        }
    }

    #[test]
    fn a_part_without_a_sign_of_its_own_follows_the_whole() {
        let within = |text: &str, whole: &str| {
            Lang::detect_within(text, &Lang::new(whole))
                .as_str()
                .to_owned()
        };
        assert_eq!(within("文化中心", "zh-Hant"), "zh-Hant");
        assert_eq!(within("文化中心开放", "zh-Hant"), "zh-Hans");
        assert_eq!(within("活字文化展", "ja"), "ja");
        assert_eq!(within("1450", "ko"), "ko");
        assert_eq!(within("文化中心", "en"), "zh-Hans");
    }

    #[test]
    fn the_lists_are_in_order() {
        for list in [SIMPLIFIED, TRADITIONAL] {
            let chars: Vec<char> = list.chars().collect();
            assert!(chars.is_sorted() && chars.len() == 400);
            assert!(chars.iter().all(|&c| script(c).is_some()));
        }
    }
}
