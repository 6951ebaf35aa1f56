//! `⼀步` → `一步`: the signs that Unicode has for the parts of characters (U+2E80–2FD5), which text
//! taken out of PDF files is full of, become the characters that look the same.
//!
//! The Kangxi radicals by their compatibility forms, of the supplement those that are whole characters
//! (Unicode, EquivalentUnifiedIdeograph). A part such as `⺮` is no character and stays.

use crate::text::Edit;

/// The characters of U+2F00 to U+2FD5, in order.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
    寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋\
    比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
    缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
    辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

pub(super) fn meets(c: char) -> bool {
    matches!(c, '\u{2E9F}'..='\u{2FD5}')
}

pub(super) fn propose(text: &str) -> Vec<Edit> {
    let found = text.char_indices().filter(|&(_, c)| meets(c));
    found
        .filter_map(|(i, c)| Some(Edit::new(i..i + c.len_utf8(), whole(c)?)))
        .collect()
}

fn whole(c: char) -> Option<char> {
    let at = (c as u32).checked_sub(0x2F00);
    if let Some(at) = at {
        return KANGXI.chars().nth(at as usize);
    }
    Some(match c {
        '\u{2E9F}' => '母',
        '\u{2EA0}' => '民',
        '\u{2EB6}' => '羊',
        '\u{2EC1}' => '虎',
        '\u{2EC4}' => '西',
        '\u{2EC5}' => '見',
        '\u{2EC6}' => '角',
        '\u{2EC9}' => '贝',
        '\u{2ECB}' => '车',
        '\u{2ED1}' => '長',
        '\u{2ED3}' => '长',
        '\u{2ED4}' => '门',
        '\u{2ED8}' => '青',
        '\u{2ED9}' => '韦',
        '\u{2EDA}' => '页',
        '\u{2EDB}' => '风',
        '\u{2EDC}' => '飞',
        '\u{2EDD}' => '食',
        '\u{2EE2}' => '马',
        '\u{2EE3}' => '骨',
        '\u{2EE4}' => '鬼',
        '\u{2EE5}' => '鱼',
        '\u{2EE6}' => '鸟',
        '\u{2EE7}' => '卤',
        '\u{2EE8}' => '麦',
        '\u{2EE9}' => '黄',
        '\u{2EEA}' => '黾',
        '\u{2EEC}' => '齐',
        '\u{2EED}' => '歯',
        '\u{2EEE}' => '齿',
        '\u{2EEF}' => '竜',
        '\u{2EF0}' => '龙',
        '\u{2EF1}' => '龜',
        '\u{2EF2}' => '亀',
        '\u{2EF3}' => '龟',
        _ => return None,
    })
}
