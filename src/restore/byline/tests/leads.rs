//! Leads (电头) and their negative twins.

use super::*;

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
