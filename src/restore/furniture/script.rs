//! The characters of furniture's words, so that each pattern is written once for both ways to write
//! Chinese.

/// Traditional characters of furniture's words, in the order of their numbers, each with the
/// simplified one after it.
const PAIRS: &str = "\
備备傳传債债價价優优內内兩两冊册別别創创劃划劇剧務务區区員员啟启喪丧單单國国圍围圖图團团執执報报場场審审專专尋寻對对導导\
層层幣币廣广廳厅徵征戶户掃扫據据於于曆历業业樂乐樓楼機机權权歡欢歲岁氣气準准溫温濟济無无熱热營营現现環环產产發发盤盘碼码\
級级統统經经綜综網网線线編编縣县總总繫系續续聞闻聯联聲声職职臺台藝艺號号術术裝装覽览訂订訃讣計计許许註注評评詢询話话誌志\
請请論论謹谨證证識识護护讀读財财責责買买費费資资賣卖購购車车軍军載载輯辑轉转辦办農农連连遊游遺遗郵邮銷销鋪铺錢钱長长門门\
開开閱阅關关陣阵陰阴陽阳際际險险雜杂雲云電电頁页預预題题風风館馆驚惊體体點点";

/// `text` with traditional characters of furniture's words as simplified ones, each byte in its place.
pub(super) fn simplified(text: &str) -> String {
    text.chars().map(simple).collect()
}

/// Han characters of the basic block take three bytes each, so a pair takes six.
fn simple(c: char) -> char {
    if !('\u{4E00}'..='\u{9FFF}').contains(&c) {
        return c;
    }
    let pair = |i: usize| PAIRS[6 * i..6 * i + 6].chars();
    let (mut low, mut high) = (0, PAIRS.len() / 6);
    while low < high {
        let middle = (low + high) / 2;
        let mut found = pair(middle);
        match (found.next(), found.next()) {
            (Some(t), Some(s)) if t == c => return s,
            (Some(t), _) if t < c => low = middle + 1,
            _ => high = middle,
        }
    }
    c
}

/// The fields of a line with their places: parts between ideographic spaces, bars, or runs of blanks.
pub(super) fn fields(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    let mut parts = Vec::new();
    let mut start = 0;
    while at < text.len() {
        let rest = &text[at..];
        let blank = rest.len() - rest.trim_start_matches(' ').len();
        let mark = rest.starts_with(['\u{3000}', '|', '｜', '\t', '\n']);
        let length = rest.chars().next().map_or(1, char::len_utf8);
        if mark || blank > 1 {
            parts.push(start..at);
            at += if mark { length } else { blank };
            start = at;
        } else {
            at += length;
        }
    }
    parts.push(start..text.len());
    let whole = parts.into_iter().map(move |part| {
        let field = &text[part.clone()];
        (
            part.start + field.len() - field.trim_start().len(),
            field.trim(),
        )
    });
    whole.filter(|(_, field)| !field.is_empty())
}

/// The value of the decimal digits, of half or full width, that begin `text`, and their bytes.
pub(super) fn figures(text: &str) -> Option<(u32, usize)> {
    let mut value: u32 = 0;
    let mut bytes = 0;
    for c in text.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            _ => break,
        };
        value = value.checked_mul(10)?.checked_add(digit)?;
        bytes += c.len_utf8();
    }
    (bytes > 0).then_some((value, bytes))
}

/// Whether `text` has a digit.
pub(super) fn has_figure(text: &str) -> bool {
    text.chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// Whether a sentence ends within `text`, abbreviations and numbers apart.
pub(super) fn has_sentence(text: &str) -> bool {
    text.contains(['。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_write_are_as_long() {
        let traditional: Vec<char> = PAIRS.chars().step_by(2).collect();
        assert!(traditional.is_sorted() && PAIRS.chars().all(|c| c.len_utf8() == 3));
        assert_eq!(simplified("責編 沈知白"), "责编 沈知白");
    }

    #[test]
    fn fields_and_figures() {
        let found: Vec<_> = fields("第8期　今日4版 | 零售1元").map(|f| f.1).collect();
        assert_eq!(found, ["第8期", "今日4版", "零售1元"]);
        assert_eq!(figures("１２月"), Some((12, 6)));
        assert_eq!(figures("月"), None);
    }
}
