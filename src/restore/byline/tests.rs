//! Cases of the grammar, one line each: the words of a byline and how they are read.

use super::*;
use crate::text::PageId;

fn traced(text: &str) -> Traced {
    Traced::copied(PageId(0), text, 0..text.len())
}

/// `byline | dateline | R:… C:… P:… I:… A:… paper= source=`, absent ones left out.
fn show(byline: &Signed) -> String {
    let mut out = Vec::new();
    let mut field = |key: &str, text: &Option<Traced>| {
        out.extend(text.as_ref().map(|text| format!("{key}={text}")));
    };
    field("byline", &byline.byline);
    field("dateline", &byline.dateline);
    field("paper", &byline.credits.paper);
    field("source", &byline.credits.source);
    let credits = &byline.credits;
    let lists = [
        ("R", &credits.reporters),
        ("C", &credits.correspondents),
        ("P", &credits.photographers),
        ("I", &credits.interns),
        ("A", &credits.authors),
    ];
    for (key, names) in lists {
        let names: Vec<&str> = names.iter().map(Traced::as_str).collect();
        if !names.is_empty() {
            out.push(format!("{key}={}", names.join(",")));
        }
    }
    out.join(" | ")
}

fn lead_signed(lead: &Lead) -> Signed {
    Signed {
        byline: lead.byline.clone(),
        dateline: lead.dateline.clone(),
        credits: lead.credits.clone(),
    }
}

fn check(read: impl Fn(&str) -> Option<String>, cases: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let read = read(text).unwrap_or_else(|| "none".to_owned());
        if read != *expected {
            wrong.push(format!("{text}\n  reads {read}\n  not   {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn leads() {
    let read = |text: &str| {
        let text = traced(text);
        let lead = lead(&text)?;
        Some(format!(
            "{} > {}",
            show(&lead_signed(&lead)),
            &text.as_str()[lead.end..]
        ))
    };
    check(
        read,
        &[
            (
                "字里晚报讯(文/图 记者/方一苇 于白 通讯员/林可舟 石见)3月4日,小城晴。",
                "byline=字里晚报讯(文/图 记者/方一苇 于白 通讯员/林可舟 石见) | paper=字里晚报 | R=方一苇,于白 | C=林可舟,石见 | P=方一苇,于白 > 3月4日,小城晴。",
            ),
            (
                "字里晚报讯（记者/方一苇 通讯员/区文宣）近日，",
                "byline=字里晚报讯（记者/方一苇 通讯员/区文宣） | paper=字里晚报 | R=方一苇 | C=区文宣 > 近日，",
            ),
            (
                "本报讯(记者方一苇 通讯员林可舟)春天来了",
                "byline=本报讯(记者方一苇 通讯员林可舟) | R=方一苇 | C=林可舟 > 春天来了",
            ),
            (
                "本报讯（记者 方一苇 实习生 石见）7月",
                "byline=本报讯（记者 方一苇 实习生 石见） | R=方一苇 | I=石见 > 7月",
            ),
            (
                "本报讯(记者于白) 昨日，",
                "byline=本报讯(记者于白) | R=于白 > 昨日，",
            ),
            (
                "本报桂林讯（记者/方一苇通讯员/石见）3月",
                "byline=（记者/方一苇通讯员/石见） | dateline=本报桂林讯 | R=方一苇 | C=石见 > 3月",
            ),
            (
                "字里日报讯 （记者/方一苇 实习生/石见 通讯员/穗文宣）今",
                "byline=字里日报讯 （记者/方一苇 实习生/石见 通讯员/穗文宣） | paper=字里日报 | R=方一苇 | C=穗文宣 | I=石见 > 今",
            ),
            (
                "本报天津9月18日电（记者于白）记者18日从港口",
                "byline=（记者于白） | dateline=本报天津9月18日电 | R=于白 > 记者18日从港口",
            ),
            (
                "本报天津4月24日电 （记者于白）4月23日，",
                "byline=（记者于白） | dateline=本报天津4月24日电 | R=于白 > 4月23日，",
            ),
            (
                "新华社桂林１月２４日电 昨天",
                "dateline=新华社桂林１月２４日电 | source=新华社 > 昨天",
            ),
            (
                "新华社桂林1月25日专电昨天",
                "dateline=新华社桂林1月25日专电 | source=新华社 > 昨天",
            ),
            (
                "据中新社１月２６日电 ２５日，",
                "dateline=据中新社１月２６日电 | source=中新社 > ２５日，",
            ),
            (
                "另据新华社电 春运",
                "dateline=另据新华社电 | source=新华社 > 春运",
            ),
            (
                "新华网里昂１月２５日电",
                "dateline=新华网里昂１月２５日电 | source=新华网 > ",
            ),
            (
                "中新社天津7月9日电 (记者 于白晓)春",
                "byline=(记者 于白晓) | dateline=中新社天津7月9日电 | source=中新社 | R=于白晓 > 春",
            ),
            (
                "中新社天津10月7日电 题：印刷的春天",
                "dateline=中新社天津10月7日电 | source=中新社 > 题：印刷的春天",
            ),
            (
                "本报天津6月14日讯新华社记者方一苇、本报记者于白报道：春",
                "byline=新华社记者方一苇、本报记者于白报道： | dateline=本报天津6月14日讯 | source=新华社 | R=方一苇,于白 > 春",
            ),
            (
                "本报讯 记者方一苇、于白 通讯员石见报道:春",
                "byline=本报讯 记者方一苇、于白 通讯员石见报道: | R=方一苇,于白 | C=石见 > 春",
            ),
            (
                "字里在线7月6日讯（文/视频 全媒体记者 王一苇 实习生 罗白 黄可 通讯员 王舟）春",
                "byline=（文/视频 全媒体记者 王一苇 实习生 罗白 黄可 通讯员 王舟） | dateline=字里在线7月6日讯 | paper=字里在线 | R=王一苇 | C=王舟 | I=罗白,黄可 > 春",
            ),
            (
                "本報訊（記者郜白 通訊員梁可桐）春",
                "byline=本報訊（記者郜白 通訊員梁可桐） | R=郜白 | C=梁可桐 > 春",
            ),
            (
                "〔記者胡白／高雄報導〕春",
                "byline=〔記者胡白／高雄報導〕 | R=胡白 > 春",
            ),
            (
                "（記者胡白／綜合報導）春",
                "byline=（記者胡白／綜合報導） | R=胡白 > 春",
            ),
            (
                "【本報記者胡白可報導】春",
                "byline=【本報記者胡白可報導】 | R=胡白可 > 春",
            ),
            ("本报讯", "dateline=本报讯 > "),
            (
                "KANSAS CITY, Mo., May 2 (AP) — The type",
                "dateline=KANSAS CITY, Mo., May 2 (AP) — | source=AP > The type",
            ),
            (
                "BOSTON, Jan 27 (Reuters) - The type",
                "dateline=BOSTON, Jan 27 (Reuters) - | source=Reuters > The type",
            ),
            ("DENVER, Jan. 16.—Type", "dateline=DENVER, Jan. 16.— > Type"),
            (
                "Halle (dpa) – Die Lettern",
                "dateline=Halle (dpa) – | source=dpa > Die Lettern",
            ),
            (
                "LIMA/BERLIN ap/taz | Die Lettern",
                "dateline=LIMA/BERLIN ap/taz | | source=ap/taz > Die Lettern",
            ),
            (
                "PARIS (AFP) - Les lettres",
                "dateline=PARIS (AFP) - | source=AFP > Les lettres",
            ),
        ],
    );
}

#[test]
fn no_leads() {
    let read = |text: &str| lead(&traced(text)).map(|lead| show(&lead_signed(&lead)));
    let cases = [
        "据记者了解，这里的字很多。",
        "记者从印刷厂获悉，铅字还在。",
        "记者看到，街上很静。",
        "据新华社消息，昨日下雨。",
        "字里晚报电子版上线。",
        "本报讯息中心昨日成立。",
        "据悉，春天到了。",
        "（记者 于白）",
        "（资料图）街上很静。",
        "UPDATE — nothing new",
        "NATO officials - who met",
        "Im Archiv (siehe oben) – nichts",
        "Neue Presse (alt) - und wieder",
    ];
    check(read, &cases.map(|text| (text, "none")));
}

#[test]
fn lines() {
    let read = |text: &str| line(&traced(text)).map(|byline| show(&byline));
    check(
        read,
        &[
            (
                "□字里晚报记者 方一苇",
                "byline=□字里晚报记者 方一苇 | paper=字里晚报 | R=方一苇",
            ),
            ("■本报记者 矫 白", "byline=■本报记者 矫 白 | R=矫白"),
            (
                "■本报记者 袁 白 蔡 可",
                "byline=■本报记者 袁 白 蔡 可 | R=袁白,蔡可",
            ),
            (
                "□本报记者张一苇本报通讯员郜白",
                "byline=□本报记者张一苇本报通讯员郜白 | R=张一苇 | C=郜白",
            ),
            (
                "2009-11-04    □本报记者 袁一苇     来源：字里晚报",
                "byline=2009-11-04    □本报记者 袁一苇     来源：字里晚报 | source=字里晚报 | R=袁一苇",
            ),
            ("口黄一苇", "byline=口黄一苇 | A=黄一苇"),
            (
                "（记者/徐白 通讯员/岳文）",
                "byline=（记者/徐白 通讯员/岳文） | R=徐白 | C=岳文",
            ),
            (
                "（见习记者 房白 全媒体记者 何一苇）",
                "byline=（见习记者 房白 全媒体记者 何一苇） | R=房白,何一苇",
            ),
            (
                "（ 字里日报全媒体记者  熊一苇  文/图）",
                "byline=（ 字里日报全媒体记者  熊一苇  文/图） | paper=字里日报 | R=熊一苇 | P=熊一苇",
            ),
            (
                "（文/图 汪一苇）",
                "byline=（文/图 汪一苇） | P=汪一苇 | A=汪一苇",
            ),
            (
                "文/字里晚报全媒体记者 林一苇通讯员 穗文宣",
                "byline=文/字里晚报全媒体记者 林一苇通讯员 穗文宣 | paper=字里晚报 | R=林一苇 | C=穗文宣",
            ),
            (
                "（新字里·字里日报记者 王一苇 严白）",
                "byline=（新字里·字里日报记者 王一苇 严白） | paper=新字里·字里日报 | R=王一苇,严白",
            ),
            (
                "文/付一苇 图/于白",
                "byline=文/付一苇 图/于白 | P=于白 | A=付一苇",
            ),
            (
                "文/付一苇 图/新华社发 朱白 作",
                "byline=文/付一苇 图/新华社发 朱白 作 | P=朱白 | A=付一苇",
            ),
            (
                "文 | 张一苇 黎白",
                "byline=文 | 张一苇 黎白 | A=张一苇,黎白",
            ),
            (
                "作者 | 字里青年报·字里网记者\n王一苇",
                "byline=作者 | 字里青年报·字里网记者\n王一苇 | source=字里青年报·字里网 | R=王一苇",
            ),
            (
                "(作者：本报首席记者 罗一苇)",
                "byline=(作者：本报首席记者 罗一苇) | R=罗一苇",
            ),
            (
                "文/图 字里晚报记者 熊一苇",
                "byline=文/图 字里晚报记者 熊一苇 | paper=字里晚报 | R=熊一苇 | P=熊一苇",
            ),
            (
                "本报记者　曹 白　文/图",
                "byline=本报记者　曹 白　文/图 | R=曹白 | P=曹白",
            ),
            (
                "本报记者陆一苇沈白",
                "byline=本报记者陆一苇沈白 | R=陆一苇,沈白",
            ),
            (
                "本报记者 诸葛 白 欧阳可",
                "byline=本报记者 诸葛 白 欧阳可 | R=诸葛白,欧阳可",
            ),
            (
                "本报记者 方一苇 摄影 于白",
                "byline=本报记者 方一苇 摄影 于白 | R=方一苇 | P=于白",
            ),
            (
                "（新华社桂林10月15日电 记者赵一苇 徐白）",
                "byline=（新华社桂林10月15日电 记者赵一苇 徐白） | source=新华社 | R=赵一苇,徐白",
            ),
            (
                "（新华社桂林8月24日电）",
                "dateline=（新华社桂林8月24日电） | source=新华社",
            ),
            (
                "以上均据新华社电",
                "dateline=以上均据新华社电 | source=新华社",
            ),
            (
                "来源：字里日报 张一苇",
                "byline=来源：字里日报 张一苇 | source=字里日报",
            ),
            ("本报驻外记者 玛依拉·艾则孜", "none"),
            (
                "□本报记者 玛依拉·艾则孜",
                "byline=□本报记者 玛依拉·艾则孜 | R=玛依拉·艾则孜",
            ),
            ("□本报记者 方一苇 Smith", "byline=□本报记者 方一苇 Smith"),
            (
                "By JANE DOE and JOHN O'ROE",
                "byline=By JANE DOE and JOHN O'ROE | A=Jane Doe,John O'Roe",
            ),
            (
                "By Walter Doe, Ruth Roe and Ann Poe",
                "byline=By Walter Doe, Ruth Roe and Ann Poe | A=Walter Doe,Ruth Roe,Ann Poe",
            ),
            (
                "By Nancy Doe, Staff Writer",
                "byline=By Nancy Doe, Staff Writer | A=Nancy Doe",
            ),
            (
                "By ANN D. MCROE\nSpecial to The Post",
                "byline=By ANN D. MCROE\nSpecial to The Post | A=Ann D. McRoe",
            ),
            (
                "By THE ASSOCIATED PRESS",
                "byline=By THE ASSOCIATED PRESS | source=THE ASSOCIATED PRESS",
            ),
            (
                "Jane Doe / The Post",
                "byline=Jane Doe / The Post | paper=The Post | A=Jane Doe",
            ),
            ("— JANE DOE", "byline=— JANE DOE | A=Jane Doe"),
            (
                "本报记者　方 白　于 可　文/图",
                "byline=本报记者　方 白　于 可　文/图 | R=方白,于可 | P=方白,于可",
            ),
            (
                "■本报记者 袁　白 蔡　可",
                "byline=■本报记者 袁　白 蔡　可 | R=袁白,蔡可",
            ),
            (
                "（记者方一苇 通 讯 员 程 玲 雪、邵可）",
                "byline=（记者方一苇 通 讯 员 程 玲 雪、邵可） | R=方一苇 | C=程玲雪,邵可",
            ),
            (
                "□本报记者 方 一 苇 于 白 舟",
                "byline=□本报记者 方 一 苇 于 白 舟 | R=方一苇,于白舟",
            ),
            (
                "□本报记者 方一苇 责编 于白",
                "byline=□本报记者 方一苇 责编 于白 | R=方一苇",
            ),
            (
                "By JANE DOE Of the Fine Print Staff",
                "byline=By JANE DOE Of the Fine Print Staff | A=Jane Doe",
            ),
            (
                "By JANE DOE Staff Correspondent",
                "byline=By JANE DOE Staff Correspondent | A=Jane Doe",
            ),
            ("Von Jana Doe", "byline=Von Jana Doe | A=Jana Doe"),
            (
                "PAR JEANNE DOE ET RENÉ ROE",
                "byline=PAR JEANNE DOE ET RENÉ ROE | A=Jeanne Doe,René Roe",
            ),
            ("(By Jane Doe.)", "byline=(By Jane Doe.) | A=Jane Doe"),
        ],
    );
}

#[test]
fn no_lines() {
    let read = |text: &str| line(&traced(text)).map(|byline| show(&byline));
    let cases = [
        "据记者了解，铅字还在。",
        "记者从厂里获悉",
        "记者看到",
        "记者 手记",
        "记者观察",
        "作者系字里市政协副主席",
        "（作者系字里市政协副主席）",
        "责任编辑：李白",
        "责编 张白 美编 李可 校对 王舟",
        "文化惠民 图书下乡",
        "文明之花",
        "图为活动现场。",
        "字里晚报推出新栏目",
        "春天的版面",
        "By the time it was over",
        "By Monday Evening",
        "By Popular demand",
        "口腔健康",
        "口述历史",
        "（资料图片）",
        "记者 方一苇 摄",
        "字里社记者方一苇、本报记",
        "本报记者 方一苇 供图",
        "方一苇",
        "校对 方一苇",
        "Von Menschen und Lettern",
        "Von Kopf bis Fuß",
        "- AMERICAN PRINTER.",
    ];
    check(read, &cases.map(|text| (text, "none")));
}

#[test]
fn ends() {
    let read = |text: &str| {
        let text = traced(text);
        let end = end(&text)?;
        Some(format!("{} < {}", &text.as_str()[..end.0], show(&end.1)))
    };
    check(
        read,
        &[
            (
                "铅字还在。（记者 方一苇 通讯员 石见）",
                "铅字还在。 < byline=（记者 方一苇 通讯员 石见） | R=方一苇 | C=石见",
            ),
            (
                "铅字还在。(新华社桂林10月15日电 记者赵白 徐可)",
                "铅字还在。 < byline=(新华社桂林10月15日电 记者赵白 徐可) | source=新华社 | R=赵白,徐可",
            ),
            (
                "铅字还在。 口潘一苇",
                "铅字还在。  < byline=口潘一苇 | A=潘一苇",
            ),
            ("铅字还在（见上图）。", "none"),
            ("铅字还在（记者看到）", "none"),
            ("铅字还在。（完）", "none"),
            ("铅字还在。（作者系厂长）", "none"),
        ],
    );
}

#[test]
fn names_are_second_readings() {
    let text = traced("■本报记者 矫 白");
    let byline = line(&text).unwrap_or_default();
    let spread = &byline.credits.reporters[0];
    assert!(
        spread
            .runs()
            .all(|(_, origin)| matches!(origin, crate::text::Origin::Derived(_)))
    );
    let places = spread.places(0..spread.len());
    let words: Vec<&str> = places
        .iter()
        .map(|span| &text.as_str()[span.range()])
        .collect();
    assert_eq!(words, ["矫", "白"]);
}

#[test]
fn names_under_a_headline() {
    let read = |text: &str| names_alone(&traced(text)).map(|byline| show(&byline));
    check(
        read,
        &[
            ("方一苇", "byline=方一苇 | A=方一苇"),
            ("方 圆　于白", "byline=方 圆　于白 | A=方圆,于白"),
            ("欧阳一苇", "byline=欧阳一苇 | A=欧阳一苇"),
            ("春天来了", "none"),
            ("文化", "none"),
            ("于白说", "none"),
            ("记者方一苇", "none"),
        ],
    );
}

#[test]
fn bylines_that_close_an_article() {
    for text in [
        "（记者 方一苇）",
        "口方一苇",
        "□方一苇 于白",
        "来源：字里日报",
        "(By Jane Doe.)",
        "— JANE DOE",
    ] {
        assert!(is_line(text) && closes(text), "{text}");
    }
    for text in [
        "□本报记者 方一苇",
        "本报记者 方一苇",
        "By JANE DOE",
        "■字里日报记者 方一苇",
    ] {
        assert!(is_line(text) && !closes(text), "{text}");
    }
}

#[test]
fn bylines_of_two_lines() {
    for (a, b) in [
        ("作者 | 字里青年报·字里网记者", "方一苇"),
        ("字里青年报·字里在线记者 方一苇 于白舟", "林可"),
        ("By JANE DOE", "Of the Fine Print Staff"),
        ("By Jane Doe", "Special to The Print"),
    ] {
        assert!(goes_on(a, b), "{a} | {b}");
    }
    for (a, b) in [
        ("本报记者 方一苇", "铅字还在。"),
        ("（记者 方一苇）", "于白"),
        ("By JANE DOE", "The type is cold."),
        ("铅字还在", "于白"),
    ] {
        assert!(!goes_on(a, b), "{a} | {b}");
    }
}

#[test]
fn notes_on_the_writer() {
    for text in [
        "（作者系字里市政协副主席）",
        "jdoe@fineprint.example",
        "The wire contributed to this report.",
    ] {
        assert!(is_note(text), "{text}");
    }
    for text in [
        "作者系鞋带时想到了这个题目。",
        "The printers contributed to the town.",
    ] {
        assert!(!is_note(text), "{text}");
    }
}
