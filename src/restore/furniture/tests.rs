//! Lines of furniture, and sentences that only mention its words.

use super::*;

fn reason(text: &str) -> &'static str {
    line(text).map_or("none", |found| found.reason)
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| reason(text) != *expected)
        .map(|(text, expected)| format!("{text}: {} and not {expected}", reason(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_folio_tells_of_its_issue() {
    let found = line("字里行间报 2026年3月8日 星期日 第1版：要闻").map(|f| f.issue);
    let issue = Issue {
        paper: Some("字里行间报".into()),
        date: Some("2026-03-08".into()),
        page: Some("1".into()),
        page_name: Some("要闻".into()),
        ..Issue::default()
    };
    assert_eq!(found, Some(issue));
    let issue = |text| line(text).map(|f| f.issue).unwrap_or_default();
    assert_eq!(issue("THE FINE PRINT — Page 3").page, Some("3".into()));
    assert_eq!(
        issue("Page 3: The Fine Print").page_name,
        Some("The Fine Print".into())
    );
    assert_eq!(line("Page 3: what the margin says"), None);
    let dotted = issue("副刊　7　2026.3.8　星期日");
    assert_eq!(
        (dotted.page, dotted.page_name, dotted.date),
        (
            Some("7".into()),
            Some("副刊".into()),
            Some("2026-03-08".into())
        )
    );
    let english = issue("7 · The Fine Print · Sunday, March 8, 2026");
    assert_eq!(
        (english.page, english.paper, english.date),
        (
            Some("7".into()),
            Some("The Fine Print".into()),
            Some("2026-03-08".into())
        )
    );
    let wide = issue("２０２６年３月８日　星期日");
    assert_eq!(wide.date, Some("2026-03-08".into()));
}

#[test]
fn editors_are_named() {
    let names = |text: &str| line(text).map(|f| f.issue.editors.join(","));
    for (text, expected) in [
        ("责编 沈知白 美编 方小满 校对 何田", "沈知白,方小满,何田"),
        ("本版责编：方满 版式设计：何小田", "方满,何小田"),
        (
            "□责编：沈知白 □美编：方小满 □校对：何田",
            "沈知白,方小满,何田",
        ),
        (
            "本版责编/沈知白 版式/方小满 校对/何田",
            "沈知白,方小满,何田",
        ),
        (
            "责任编辑：沈知白　美术编辑：司徒小满　校对：何 田",
            "沈知白,司徒小满,何田",
        ),
        ("責編 沈知白 美編 方小滿 校對 何田", "沈知白,方小滿,何田"),
        ("责编：沈知白", "沈知白"),
        ("责编沈知白美编方小满校对何田", "沈知白,方小满,何田"),
    ] {
        assert_eq!(names(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn lines_of_furniture() {
    check(&[
        ("字里行间报", "furniture/masthead"),
        ("2026年3月8日 星期日", "furniture/folio"),
        ("第A04版：字里", "furniture/folio"),
        ("A04版 文化 | 字里行间报", "furniture/folio"),
        ("THE FINE PRINT, SUNDAY, MARCH 8, 2026", "furniture/folio"),
        (
            "Sunday, March 8, 2026   The Daily Print   5",
            "furniture/folio",
        ),
        ("The Daily Print, Feb. 12", "furniture/folio"),
        ("PAGE 21", "furniture/folio"),
        ("VOL. CXII, No. 4", "furniture/folio"),
        ("Nr. 288.—Dienstag, 7. Dezember 1858.", "furniture/folio"),
        ("N° 288.—Mardi, 7 décembre 1858.", "furniture/folio"),
        ("$2.00", "furniture/price"),
        ("PRICE TWO CENTS", "furniture/price"),
        (
            "国内统一连续出版物号 CN 00-0000　邮发代号 00-0　第88期　今日8版　零售1元",
            "furniture/contact",
        ),
        ("中共字里市委机关报　字里行间报社出版", "furniture/contact"),
        (
            "新闻热线：0750-0000000　广告热线：0750-0000001",
            "furniture/contact",
        ),
        (
            "电子版：扫码看报　版权声明：未获许可不可转载",
            "furniture/contact",
        ),
        (
            "社址：字里市人民路1号　邮编：529000　印刷：本报印务中心",
            "furniture/contact",
        ),
        ("扫描二维码 看排字视频", "furniture/contact"),
        (
            "Copyright 2026 The Fine Print. All rights reserved.",
            "furniture/contact",
        ),
        (
            "To place an advertisement telephone 555-0100",
            "furniture/contact",
        ),
        ("Subscriptions: call (312) 555-0100", "furniture/contact"),
        ("Today: Showers, high 54. Page B8.", "furniture/weather"),
        ("今天 多云到晴 12℃～18℃", "furniture/weather"),
    ]);
}

#[test]
fn sentences_are_no_furniture() {
    let cases = [
        "2026年3月8日，印刷博物馆开馆。",
        "编辑部的故事",
        "电话铃响了三声。",
        "第1版印了三千册",
        "天气预报",
        "校对是一门手艺",
        "一审 宣判",
        "广告人的一天",
        "版权保护进校园",
        "扫码支付走进菜市场，摊主不用找零。",
        "扫码支付让老人犯了难",
        "热线那头的声音",
        "社长的书桌",
        "今天的字里行间",
        "Today the press ran late",
        "Weather: the one thing no printer can set",
        "Subscriptions rose by 1,200 last year",
        "Copyright law is older than the steam press",
        "Page by page",
        "$600.",
        "Sunday",
        "No. 4 was the last of the cylinder presses",
        "The post office moved to the press house",
        "Two cents was what a paper cost then",
    ];
    check(&cases.map(|text| (text, "none")));
}

#[test]
fn entries_of_an_index_box() {
    for text in [
        "排字房搬家（详见第02版）",
        "旧书市开门……2版",
        "▶ 铅字展今天开幕　A2版",
        "The Last Compositor ..... 6",
        "排字房搬家 →A5",
    ] {
        assert!(guide::is_entry(text), "{text}");
    }
    for text in [
        "他把样报钉在墙上",
        "一共印了2版",
        "The press of 1906",
        "全年出版12",
    ] {
        assert!(!guide::is_entry(text), "{text}");
    }
}

#[test]
fn labels_of_notices() {
    for text in [
        "公告",
        "拍卖公告",
        "【遗失声明】",
        "旺铺出租",
        "HELP WANTED",
        "Bekanntmachung",
        "啟事",
    ] {
        assert!(advert::is_label(text), "{text}");
    }
    for text in [
        "广告人的一天",
        "公告栏前的一个下午",
        "Notice how the type wears",
    ] {
        assert!(!advert::is_label(text), "{text}");
    }
}
