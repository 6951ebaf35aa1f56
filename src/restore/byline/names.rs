//! Names of people in runs of Han that may have no spaces between them.

use crate::text::chars::is_han;
use std::cmp::Ordering;
use std::ops::Range;

/// Surnames of one character, the common ones and the rarer ones met in bylines.
const SURNAMES: &str = "\
赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方\
俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧\
计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫\
经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓\
牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙\
池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易\
慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相\
查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟肖矫尧展付代区揭苟仝\
修麦占覃蒙丘粟鹿原郄蔺冼岑禤植初邝\
趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒喻竇雲蘇魯韋馬鳳費賀湯羅畢鄔樂時齊顧黃蕭貝計談龐紀項閔賈婁顏鍾駱萬盧繆幹應單諸\
鈕龔陸榮儲烏車寧欒厲劉詹龍葉韶賴藺陰蒼雙聞黨譚貢勞申農溫莊閻連習魚廣歐師鞏聶簡饒豐關權蓋緱況歸鄧矯區鄺";

/// The surnames of three people in four: of two ways to cut a run, the one with these wins.
const COMMON: &str = "\
王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜\
范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文\
張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧賈葉閻鍾譚鄒陸顧龍萬錢湯賀賴龔";

/// Surnames of two characters.
const COMPOUND: &[&str] = &[
    "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "東方", "皇甫", "尉迟",
    "公孙", "公孫", "慕容", "令狐", "宇文", "长孫", "长孙", "端木", "夏侯", "轩辕", "鲜于", "闻人",
    "澹台", "濮阳", "淳于", "申屠", "太史", "仲孙", "钟离", "呼延", "南宫", "独孤", "第五", "百里",
    "赫连", "完颜", "耶律", "拓跋",
];

/// What follows 记者 in a story rather than in a byline (记者从…获悉, 记者看到).
const STORY: &str =
    "从從在说說看了获獲发發注采就对對将將与與会會来來走问問為为以到当當表这這那是也还還系係的";

/// Whether `c` is a surname.
pub(super) fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// Whether `text` is a surname of two characters.
pub(super) fn is_compound(text: &str) -> bool {
    COMPOUND.contains(&text)
}

/// The names in `run`, a piece of text without separators; `None` when it is no run of names.
///
/// `trusted` says that the place itself promises names (brackets, an end mark): then a pen name of
/// an office (区组轩) or a name of another people may stand there, whatever its first character.
pub(super) fn names(run: &str, trusted: bool) -> Option<Vec<Range<usize>>> {
    if run.contains(['·', '・', '•', '‧']) {
        return dotted(run).then(|| whole(run));
    }
    if !run.chars().all(is_han) {
        return None;
    }
    let chars: Vec<(usize, char)> = run.char_indices().collect();
    match chars.len() {
        2..=3 => one(run, &chars, trusted),
        4 if is_compound(&run[..chars[2].0]) => one(run, &chars, trusted),
        4 => pair(run, &chars).or_else(|| trusted.then(|| one(run, &chars, true)).flatten()),
        5..=12 => split(run, &chars),
        _ => None,
    }
}

/// All of `run` as one name.
fn whole(run: &str) -> Vec<Range<usize>> {
    std::iter::once(0..run.len()).collect()
}

/// A name with a middle dot: `阿孜古丽·某某`, at most 16 characters.
fn dotted(run: &str) -> bool {
    let parts = run.split(['·', '・', '•', '‧']);
    let han = |part: &str| !part.is_empty() && part.chars().all(is_han);
    run.chars().count() <= 16 && parts.into_iter().all(han)
}

fn one(run: &str, chars: &[(usize, char)], trusted: bool) -> Option<Vec<Range<usize>>> {
    let first = chars[0].1;
    let known = is_surname(first) || is_compound(&run[..chars[1].0 + chars[1].1.len_utf8()]);
    let story = STORY.contains(first) && !(known && trusted);
    // `本报记`, torn off `本报记者`
    let own = [
        "本报", "本報", "本网", "本網", "本刊", "本台", "新华", "新華",
    ]
    .iter()
    .any(|word| run.starts_with(word));
    (!story && !own && (known || trusted)).then(|| whole(run))
}

/// Four characters as two names of two, when that is the only way to read them.
fn pair(run: &str, chars: &[(usize, char)]) -> Option<Vec<Range<usize>>> {
    let reads = is_surname(chars[0].1) && is_surname(chars[2].1) && !is_surname(chars[1].1);
    reads.then(|| vec![0..chars[2].0, chars[2].0..run.len()])
}

/// A longer run cut into names of two or three (four after a surname of two), each beginning with a
/// surname; `None` unless one way is better than all others: fewer names, then fewer rare surnames.
fn split(run: &str, chars: &[(usize, char)]) -> Option<Vec<Range<usize>>> {
    let byte = |i: usize| chars.get(i).map_or(run.len(), |c| c.0);
    let mut best: Vec<Option<Cut>> = vec![None; chars.len() + 1];
    best[0] = Some(Cut::default());
    for end in 2..=chars.len() {
        for len in 2..=4.min(end) {
            let start = end - len;
            let compound = is_compound(&run[byte(start)..byte(start + 2)]);
            let single = len <= 3 && is_surname(chars[start].1);
            if !(single || compound && len >= 3) {
                continue;
            }
            let Some(before) = best[start] else { continue };
            let rare = !compound && !COMMON.contains(chars[start].1);
            let cut = before.then(len, rare);
            best[end] = Some(best[end].map_or(cut, |other| other.better(cut)));
        }
    }
    let mut end = chars.len();
    best[end].filter(|cut| cut.ways == 1)?;
    let mut names = Vec::new();
    while end > 0 {
        let start = end - best[end]?.last;
        names.push(byte(start)..byte(end));
        end = start;
    }
    names.reverse();
    Some(names)
}

/// The best way to cut a run up to some character.
#[derive(Clone, Copy)]
struct Cut {
    names: usize,
    /// How many of the surnames are rare.
    rare: usize,
    /// In how many ways this can be had.
    ways: usize,
    /// Characters of the last name.
    last: usize,
}

impl Default for Cut {
    fn default() -> Self {
        Self {
            names: 0,
            rare: 0,
            ways: 1,
            last: 0,
        }
    }
}

impl Cut {
    fn then(self, last: usize, rare: bool) -> Self {
        Self {
            names: self.names + 1,
            rare: self.rare + usize::from(rare),
            ways: self.ways,
            last,
        }
    }

    fn better(self, other: Self) -> Self {
        match (self.names, self.rare).cmp(&(other.names, other.rare)) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => Self {
                ways: self.ways + other.ways,
                ..self
            },
        }
    }
}
