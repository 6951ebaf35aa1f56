//! Lines that are bylines as a whole, and lines that are not.

use super::*;

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
