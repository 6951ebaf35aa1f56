//! What a paper prints of itself: numbers and codes, prices, hotlines, publisher, rights, weather.

use super::contact::phone;
use super::script::{Firsts, figures, has_figure, has_sentence};

/// Words that begin a field of the imprint and want figures or an address after them.
const FIGURED: &[&str] = &[
    "新闻热线",
    "广告热线",
    "发行热线",
    "订报热线",
    "订阅热线",
    "报料热线",
    "爆料热线",
    "读者热线",
    "服务热线",
    "热线电话",
    "热线",
    "新闻报料",
    "监督电话",
    "投诉电话",
    "举报电话",
    "编辑部电话",
    "广告部",
    "发行部",
    "编辑部",
    "办公室",
    "值班电话",
    "总机",
    "电话",
    "传真",
    "投稿邮箱",
    "投稿信箱",
    "电子邮箱",
    "电子信箱",
    "新闻邮箱",
    "邮箱",
    "信箱",
    "E-mail",
    "Email",
    "e-mail",
    "邮发代号",
    "国内统一连续出版物号",
    "国内统一刊号",
    "统一刊号",
    "国内刊号",
    "国内统一",
    "国际标准",
    "刊号",
    "代号",
    "零售",
    "每份",
    "定价",
    "全年定价",
    "月价",
    "年价",
    "报价",
    "邮政编码",
    "邮编",
    "网址",
    "广告经营许可证",
    "广告许可证",
    "广告发布登记",
    "开户",
    "总第",
    "CN",
    "ISSN",
    "官方微信",
    "微信号",
    "微信公众号",
    "QQ群",
    "新闻QQ",
    "客户端",
];

/// Words that begin a field when a colon follows.
const NAMED: &[&str] = &[
    "社址",
    "地址",
    "本报地址",
    "报社地址",
    "编辑部地址",
    "印刷",
    "承印",
    "承印单位",
    "印刷单位",
    "出版",
    "主办",
    "主管",
    "主办单位",
    "主管单位",
    "法律顾问",
    "常年法律顾问",
    "版权声明",
    "电子版",
    "数字报",
    "版权",
    "社长",
    "总编辑",
    "总编",
    "出版人",
    "发行",
    "网址",
    "责任人",
];

/// Words that begin a sentence about rights.
const RIGHTS: &[&str] = &[
    "版权所有",
    "未经许可",
    "未经授权",
    "本报版权",
    "版权声明",
    "©",
    "本报所有文字",
    "凡本报",
];

/// Why a line (or a field of one) of a paper's imprint is set aside.
pub(super) fn line(plain: &str) -> Option<&'static str> {
    let text = plain.trim();
    if weather(text) {
        return Some("furniture/weather");
    }
    if chinese(text) || english(text) || european(text) {
        return Some("furniture/contact");
    }
    None
}

fn chinese(text: &str) -> bool {
    let count = text.chars().count();
    if count > 60 || text.contains(['。', '！', '？']) && !rights(text) {
        return false;
    }
    const FIRSTS: [Firsts; 2] = [Firsts::of(FIGURED), Firsts::of(NAMED)];
    let [figured, named] = FIRSTS.map(|firsts| firsts.may_begin(text));
    let rest = |word: &str| text.strip_prefix(word).map(str::trim_start);
    let commas = || text.matches(['，', ',']).count();
    let mut fields = FIGURED.iter().filter_map(|word| rest(word));
    let figured = figured
        && fields.any(|rest| {
            let begins = rest.starts_with(['：', ':', '/', '／', '（', '('])
                || rest.starts_with(|c: char| c.is_ascii_alphanumeric())
                || rest.starts_with("价");
            begins && commas() == 0 && (has_figure(rest) || rest.contains('@'))
        });
    let mut fields = NAMED.iter().filter_map(|word| rest(word));
    let named =
        named && fields.any(|rest| rest.starts_with(['：', ':']) && count <= 45 && commas() <= 1);
    figured || named || rights(text) || publisher(text) || code(text)
}

fn rights(text: &str) -> bool {
    RIGHTS.iter().any(|word| text.starts_with(word)) && text.chars().count() <= 50
}

/// `中共某某市委机关报`, `字里行间报社出版`.
fn publisher(text: &str) -> bool {
    let organ = text.starts_with("中共") && text.ends_with("机关报");
    let acts = ["出版", "主办", "主管", "承办", "印刷", "承印", "编印"];
    let house = acts.iter().find_map(|act| text.strip_suffix(act));
    let houses = [
        "报社",
        "报业集团",
        "传媒集团",
        "日报社",
        "出版社",
        "印务中心",
        "报",
    ];
    let house = house.is_some_and(|house| {
        house.chars().count() <= 20 && houses.iter().any(|end| house.ends_with(end))
    });
    organ && text.chars().count() <= 24 || house
}

/// `扫码看视频`, `长按二维码 关注本报`: a line about the square that the page shows.
fn code(text: &str) -> bool {
    let word = ["扫码", "扫一扫", "二维码"];
    let opens = [
        "扫",
        "请扫",
        "微信扫",
        "长按",
        "识别",
        "打开微信",
        "手机扫",
        "更多精彩",
    ];
    let does = [
        "看", "读", "阅", "关注", "下载", "听", "了解", "进入", "参与", "更多",
    ];
    opens.iter().any(|word| text.starts_with(word))
        && text.chars().count() <= 30
        && does.iter().any(|word| text.contains(word))
        && word.iter().any(|word| text.contains(word))
        && !has_sentence(text)
}

fn english(text: &str) -> bool {
    if text.chars().count() > 100 {
        return false;
    }
    const OPENS: &[&str] = &[
        "subscription",
        "subscribe",
        "to subscribe",
        "to place an ad",
        "to advertise",
        "advertising",
        "classified",
        "circulation",
        "delivery",
        "home delivery",
        "customer service",
        "news tips",
        "news tip",
        "newsroom",
        "phone:",
        "telephone:",
        "tel.",
        "tel:",
        "fax:",
        "email:",
        "e-mail:",
        "contact us",
        "corrections:",
        "main office",
        "business office",
    ];
    const FIRSTS: Firsts = Firsts::of(OPENS);
    let reserved = text.trim_end_matches('.').ends_with(['d', 'D']);
    let marked = text.starts_with(['©', '(', 'c', 'C']);
    if !reserved && !marked && !FIRSTS.may_begin_any_case(text) {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let rights =
        lower.starts_with("copyright ") || text.starts_with('©') || text.starts_with("(c) ");
    let reserved = lower.trim_end_matches('.').ends_with("all rights reserved");
    let dated = || {
        text.split([' ', ',', '.'])
            .any(|word| word.len() == 4 && figures(word).is_some_and(|(_, n)| n == 4))
    };
    if reserved || rights && dated() && text.chars().count() <= 80 {
        return true;
    }
    let reach = || phone(text).is_some() || text.contains('@') || lower.contains("www.");
    OPENS.iter().any(|open| lower.starts_with(open)) && reach() && text.matches(". ").count() == 0
}

/// `Bezugspreis: …`, `Prix d'abonnement …`, `Druck und Verlag von …`, `Le gérant: …`.
fn european(text: &str) -> bool {
    const PRICED: &[&str] = &[
        "Bezugspreis",
        "Bezugs-Preis",
        "Abonnementspreis",
        "Abonnements-Preis",
        "Insertionspreis",
        "Insertionsgebühr",
        "Anzeigenpreis",
        "Einzelpreis",
        "Einzelnummer",
        "Preis der Einzelnummer",
        "Prix d'abonnement",
        "Prix d’abonnement",
        "Prix de l'abonnement",
        "Prix du numéro",
        "Le numéro",
        "Abonnements",
        "Annonces :",
        "Annonces:",
        "Insertions",
    ];
    const NAMED: &[&str] = &[
        "Verantwortlicher Redakteur",
        "Verantwortlicher Redacteur",
        "Verantwortlich für",
        "Für die Redaktion verantwortlich",
        "Für die Redaction verantwortlich",
        "Druck und Verlag",
        "Verlag und Druck",
        "Druck von",
        "Redaktion und Expedition",
        "Redaction und Expedition",
        "Redaktion, Druck und Verlag",
        "Schriftleitung:",
        "Hauptschriftleiter",
        "Chefredakteur:",
        "Le gérant",
        "Le Gérant",
        "L'imprimeur-gérant",
        "Directeur-gérant",
        "Directeur de la publication",
        "Rédacteur en chef",
        "Imprimerie ",
        "Imp. ",
        "Rédaction et administration",
        "Rédaction et Administration",
        "Administration et rédaction",
    ];
    const FIRSTS: [Firsts; 2] = [Firsts::of(PRICED), Firsts::of(NAMED)];
    let [priced, named] = FIRSTS.map(|firsts| firsts.may_begin(text));
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let short = || text.chars().count() <= 90 && text.matches(". ").count() <= 3;
    (priced && begins(PRICED) && has_figure(text)
        || named && begins(NAMED) && text.contains([':', '.', ',']))
        && short()
}

/// The weather in a corner of the front page: `Today: Showers, high 54. Page B8.`
fn weather(text: &str) -> bool {
    const OPENS: &[&str] = &[
        "weather",
        "today",
        "tonight",
        "tomorrow",
        "forecast",
        "the weather",
    ];
    const FIRSTS: Firsts = Firsts::of(OPENS);
    let degrees = text.contains(['℃', '°']);
    if !degrees && !FIRSTS.may_begin_any_case(text) {
        return false;
    }
    let count = text.chars().count();
    let lower = text.to_ascii_lowercase();
    let after = OPENS
        .iter()
        .find_map(|open| lower.strip_prefix(open))
        .filter(|rest| rest.starts_with([':', '—', '–', '-', '.']) || rest.starts_with(" --"));
    let skies = [
        "fair", "cloud", "rain", "shower", "snow", "sun", "clear", "warm", "cool", "cold", "wind",
        "storm", "thunder", "fog", "humid", "high ", "low ", "degrees", "°",
    ];
    let english = after.is_some_and(|rest| skies.iter().any(|sky| rest.contains(sky)));
    let sky = ["多云", "晴", "阴", "雨", "雪", "风"];
    let chinese = degrees && count <= 40 && sky.iter().any(|sky| text.contains(sky));
    (english && count <= 80 || chinese) && !has_sentence(text)
}
