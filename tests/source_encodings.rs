//! A page reads the same in every encoding it may come in.

use encoding_rs::{BIG5, GB18030};
use offprint::source;
use offprint::text::PageId;
use proptest::prelude::*;

/// Words of our own, in both scripts, that pages are put together from.
const SIMPLIFIED: [&str; 8] = [
    "排字工人把最后一枚铅字放进版框，",
    "印刷机重新转动起来。",
    "记者问他：“这门手艺还传得下去吗？”",
    "“能。”他说，",
    "油墨的气味飘满车间；",
    "三代人、两条街，",
    "第4版的清样还湿着……",
    "读者来信说，字里行间都是旧时光。",
];
const TRADITIONAL: [&str; 8] = [
    "排字工人將最後一枚鉛字放進版框，",
    "印刷機重新轉動起來。",
    "記者問他：「這門手藝還傳得下去嗎？」",
    "「能。」他說，",
    "油墨的氣味飄滿車間；",
    "三代人、兩條街，",
    "第4版的清樣還濕著……",
    "讀者來信說，字裡行間都是舊時光。",
];

fn page(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    let line = prop::collection::vec(prop::sample::select(words), 1..5);
    let line = line.prop_map(|words| words.concat());
    prop::collection::vec(line, 2..12).prop_map(|lines| lines.join("\n") + "\n")
}

fn read(bytes: Vec<u8>) -> Result<String, String> {
    let page = source::read(PageId(0), "page.txt", bytes).map_err(|error| error.to_string())?;
    Ok(page.value.text)
}

fn utf_16(text: &str, mark: bool, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xFEFF);
    let units = mark.into_iter().chain(text.encode_utf16());
    units.flat_map(order).collect()
}

proptest! {
    #[test]
    fn simplified_chinese(text in page(&SIMPLIFIED), mark: bool) {
        prop_assert_eq!(read(GB18030.encode(&text).0.into_owned()), Ok(text.clone()));
        prop_assert_eq!(read(utf_16(&text, mark, u16::to_le_bytes)), Ok(text.clone()));
        prop_assert_eq!(read(utf_16(&text, mark, u16::to_be_bytes)), Ok(text.clone()));
        prop_assert_eq!(read(text.replace('\n', "\r\n").into_bytes()), Ok(text.clone()));
        prop_assert_eq!(read(format!("\u{FEFF}{text}").into_bytes()), Ok(text));
    }

    #[test]
    fn traditional_chinese(text in page(&TRADITIONAL)) {
        prop_assert_eq!(read(BIG5.encode(&text).0.into_owned()), Ok(text));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = read(bytes) {
            prop_assert!(!text.trim().is_empty());
            let clean = !text.contains(['\r', '\0', '\u{FEFF}']);
            prop_assert!(clean);
        }
    }
}
