//! Characters that a reader of print takes for another: 己经 for 已经, 2O24 for 2024.
//!
//! Of Chinese, the characters around are read as words both ways; where another character of the same
//! look makes them much likelier words, it is named. Nothing is corrected.

use super::prose::runs;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Severity};
use crate::restore::{is_word, reading_cost};
use crate::say;
use crate::text::chars::is_han;
use std::collections::BTreeMap;
use std::sync::LazyLock;

pub(super) const CODE: &str = "check/look-alike";

/// Characters that print or recognition confuses, a group a word.
const GROUPS: &str = "\
    己已巳 末未 日曰目 土士 干千于 大太犬 王玉主 人入八 白自 今令 问间 问闻 见贝 天夫无 天关 免兔 \
    折拆析 侯候 戊戌戍 辨辩辫 拔拨 徒徙 梁粱 炙灸 亳毫 祟崇 赢羸 汆氽 刺剌 孑子 弋戈 沾沽 泠冷 \
    杲果 汩汨 晴睛 请清 治冶 券卷 券劵 卯卵 仑仓 抢抡 诲侮 微徽 遣遗 菅管 陡陟 货贷 师帅 \
    历厉 压庄 处外 申甲由 田由 石右 左在 区匹 斤斥 斤厅 厂广 户尸 几儿 九丸 力刀 办为 勺匀 勾句 \
    旬句 旱早 鸟乌 鸣呜 未来 洒酒 栗粟 肓盲 育肓 蓝篮 募慕 募墓 幕墓 幕慕 拢扰 优犹 \
    仿彷 坏环 坏坯 场扬 扬杨 汤场 防仿 园圆 固因困 团困 国围 奈柰 宣宜 官宫 客容 密蜜 寒塞 \
    幼幻 建健 往住 佳住 很恨 恨根 情清 惊掠 抓扒 挤济 推椎 援缓 暧暖 未朱 杆秆 杆扦 权杈 村材 \
    柚袖 桔枯 楷揩 模摸 此些 比此 永水 水木 冰水 汗污 沙抄 洁浩 浙渐 渴喝 温湿 炼练 炮泡 烧浇 \
    特持 待持 犯狐 狠狼 理埋 班斑 璧壁 番蕃 申电 畜蓄 疗疔 皇星 矿旷 科料 种钟 稍梢 \
    穷穹 竞竟 第弟 第笫 管营 精清 组祖 经径 绩缋 绪堵 罚罪 耍要 聪聘 肖背 胶校 胸脑 臣巨 舍含 \
    芳劳 荣荥 蒸燕 薄簿 虑虎 蚊纹 裁栽 裁截 裸棵 视祝 设没 设议 话活 语话 谢射 贫贪 贸货 赔陪 \
    跟根 跃妖 载戴 辛幸 进迸 远运 连违 逐遂 通道 遍遇 那邢 邮由 部郊 采采 释择 钓钩 铁轶 \
    锻煅 长卡 阅阔 阳阴 陈阵 降隆 险检 难准 雪雷 需霜 顶项 顺须 领颁 飞气 食良 馆馅 驻住 高亮 \
    鲁鱼 鹿庆 黄寅 黑里";

/// How many characters on each side are read.
const AROUND: usize = 4;

/// How much cheaper the other reading has to be, in halves of a natural logarithm: print has one
/// misread character in some thousands, and the list of words is one of many.
const MARGIN: u32 = 12;

static ALIKE: LazyLock<BTreeMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut alike: BTreeMap<char, Vec<char>> = BTreeMap::new();
    for group in GROUPS.split_whitespace() {
        for c in group.chars() {
            let others = alike.entry(c).or_default();
            for other in group.chars() {
                if other != c && !others.contains(&other) {
                    others.push(other);
                }
            }
        }
    }
    alike
});

/// Whether print or recognition confuses `a` and `b`.
pub(super) fn look_alike(a: char, b: char) -> bool {
    ALIKE.get(&a).is_some_and(|others| others.contains(&b))
}

pub(super) fn look(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let simplified = subject.lang.is_chinese() && !subject.lang.is_traditional();
    for (start, text) in subject.prose.each() {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        if simplified {
            for i in 0..chars.len() {
                if let Some(better) = better(&chars, i) {
                    let (at, c) = chars[i];
                    let range = start + at..start + at + c.len_utf8();
                    found.push(fault(subject, range, &c.to_string(), &better.to_string()));
                }
            }
        }
        for (at, word, better) in figures(text) {
            let range = start + at..start + at + word.len();
            found.push(fault(subject, range, word, &better));
        }
    }
}

fn fault(
    subject: &Subject<'_>,
    range: std::ops::Range<usize>,
    word: &str,
    better: &str,
) -> Diagnostic {
    let message = say!(
        "`{word}` looks like `{better}`, which would make a word here",
        "`{word}` 形似 `{better}`，后者在此处才成词"
    );
    let cure = say!("look it up on the printed page", "请对照原报查证");
    subject.find(CODE, Severity::Note, range, message, cure)
}

/// The character that looks like the one at `i` and makes much likelier words of those around it.
fn better(chars: &[(usize, char)], i: usize) -> Option<char> {
    let others = ALIKE.get(&chars[i].1)?;
    // most characters are told apart by their neighbours at once
    let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).map(|&(_, c)| c);
    let (left, right) = (beside(i.checked_sub(1)), beside(Some(i + 1)));
    let pairs = |c: char| {
        let word = |pair: [Option<char>; 2]| {
            let pair: Option<String> = pair.into_iter().collect();
            pair.is_some_and(|pair| is_word(&pair))
        };
        word([left, Some(c)]) || word([Some(c), right])
    };
    let others: Vec<char> = others
        .iter()
        .copied()
        .filter(|&other| pairs(other))
        .collect();
    if others.is_empty() {
        return None;
    }
    let han = |&&(_, c): &&(usize, char)| is_han(c);
    let before = chars[..i].iter().rev().take_while(han).take(AROUND).count();
    let after = chars[i + 1..].iter().take_while(han).take(AROUND).count();
    let mut run: Vec<char> = chars[i - before..=i + after]
        .iter()
        .map(|&(_, c)| c)
        .collect();
    let own = reading_cost(&run)?;
    let mut best = None;
    for other in others {
        run[before] = other;
        let cost = reading_cost(&run)?;
        if cost + MARGIN <= own && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, other));
        }
    }
    best.map(|(_, other)| other)
}

/// Figures with letters among them: `2O24`, `l0`, `3O%`.
fn figures(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let letter = |c: char| c.is_ascii_alphanumeric();
    for (start, word) in runs(text, letter, |_, c| letter(c)) {
        let at = start + word.len();
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let alike = word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l' | b'I'));
        let counted = text[at..].starts_with([
            '年', '月', '日', '%', '％', '万', '亿', '人', '元', '米', '时',
        ]);
        let year = word.len() == 4 && word.starts_with(['1', '2', 'l']) && digits >= 2;
        if digits > 0 && digits < word.len() && alike && (counted || year && digits == 3) {
            let better = word.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
            found.push((start, word, better));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::subject::tests::found;
    use super::CODE;

    #[test]
    fn look_alikes_that_break_words_are_found() {
        assert_eq!(
            found(CODE, "zh-Hans", "铅字己经放回字架，末来还会有人来看。"),
            ["己", "末"]
        );
        assert_eq!(
            found(CODE, "zh-Hans", "2O24年，印了l0万张，3O%是报纸。"),
            ["2O24", "l0", "3O"]
        );
    }

    #[test]
    fn good_words_are_left_alone() {
        let fine = "自己的周末，人口与入口，日报的曰字，老师傅和元帅，土地与战士，H2O、CO2、5G。";
        assert!(found(CODE, "zh-Hans", fine).is_empty());
        assert!(found(CODE, "en", "In 2024 the O2 arena sold 10l bottles.").is_empty());
    }
}
