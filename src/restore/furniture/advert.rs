//! Adverts and notices: a label (`公告`, `HELP WANTED`) with what it covers, and display adverts that
//! no label heads.
//!
//! What stands under the label belongs to it as far as it speaks an advert's language: phones, prices,
//! `声明作废`, `Apply …`. A headline that only reads like a label keeps its article.

use super::contact::{self, phone, price};
use super::script::simplified;
use super::{Furniture, bare, folio, is_longer};
use crate::restore::fragment::{Fragment, Kind};
use crate::restore::seam::looks_like_title;
use crate::restore::shape::{Ending, cannot_begin};

/// Words that close the label of a notice.
const NOTICES: &[&str] = &[
    "公告", "启事", "声明", "讣告", "通告", "启示", "通知", "公示", "唁电",
];
/// Words that are the label of an advert, or close it.
const ADVERTS: &[&str] = &[
    "广告",
    "招租",
    "出租",
    "招聘",
    "转让",
    "出售",
    "求购",
    "拍卖",
    "招标",
    "征婚",
    "招商",
    "招生",
    "招工",
    "求职",
    "租售",
    "促销",
    "分类信息",
    "便民信息",
    "信息窗",
    "遗失",
    "鸣谢",
    "招领",
];
const FOREIGN: &[&str] = &[
    "ADVERTISEMENT",
    "ADVERTISEMENTS",
    "ADVERTISING",
    "PAID ADVERTISEMENT",
    "LEGAL NOTICE",
    "LEGAL NOTICES",
    "PUBLIC NOTICE",
    "PUBLIC NOTICES",
    "NOTICE",
    "NOTICES",
    "CLASSIFIED",
    "CLASSIFIEDS",
    "CLASSIFIED ADS",
    "CLASSIFIED ADVERTISEMENTS",
    "FOR SALE",
    "FOR RENT",
    "TO RENT",
    "TO LET",
    "HELP WANTED",
    "WANTED",
    "MALE HELP WANTED",
    "FEMALE HELP WANTED",
    "SITUATIONS WANTED",
    "SITUATION WANTED",
    "LOST AND FOUND",
    "LOST",
    "FOUND",
    "PERSONALS",
    "PERSONAL",
    "AUCTION",
    "PUBLIC AUCTION",
    "AUCTION SALE",
    "BUSINESS CARDS",
    "BUSINESS DIRECTORY",
    "PROFESSIONAL CARDS",
    "CARD OF THANKS",
    "NOTICE TO CREDITORS",
    "REAL ESTATE",
    "ROOMS FOR RENT",
    "BUSINESS OPPORTUNITIES",
    "MISCELLANEOUS FOR SALE",
    "ANZEIGE",
    "ANZEIGEN",
    "INSERATE",
    "ANNONCEN",
    "BEKANNTMACHUNG",
    "BEKANNTMACHUNGEN",
    "AMTLICHE BEKANNTMACHUNG",
    "AMTLICHE BEKANNTMACHUNGEN",
    "ZU VERKAUFEN",
    "ZU VERMIETEN",
    "STELLENANGEBOTE",
    "STELLENGESUCHE",
    "VERSTEIGERUNG",
    "TODESANZEIGE",
    "TODES-ANZEIGE",
    "DANKSAGUNG",
    "ANNONCES",
    "PETITES ANNONCES",
    "PUBLICITÉ",
    "PUBLICITE",
    "AVIS",
    "AVIS DIVERS",
    "À VENDRE",
    "A VENDRE",
    "À LOUER",
    "A LOUER",
    "OFFRES D'EMPLOI",
    "DEMANDES D'EMPLOI",
];
/// Labels that need nothing under them.
const BARE: &[&str] = &[
    "广告",
    "ADVERTISEMENT",
    "ADVERTISEMENTS",
    "PAID ADVERTISEMENT",
    "ANZEIGE",
    "ANZEIGEN",
];

/// An advert's language.
const WORDS: &[&str] = &[
    "声明作废",
    "特此公告",
    "特此声明",
    "特此通知",
    "特此通告",
    "特此函告",
    "敬请谅解",
    "敬请",
    "欢迎广大",
    "欢迎订阅",
    "踊跃",
    "有意者",
    "有意竞买",
    "竞买",
    "面议",
    "联系人",
    "联系电话",
    "咨询",
    "报名",
    "诚聘",
    "招聘",
    "月薪",
    "薪资",
    "待遇",
    "社保",
    "包吃住",
    "遗失",
    "证号",
    "编号",
    "作废",
    "注册号",
    "信用代码",
    "逝世",
    "告别仪式",
    "治丧",
    "享年",
    "停电",
    "停水",
    "停气",
    "检修",
    "拍卖",
    "参考价",
    "保证金",
    "债权",
    "债务",
    "注册资本",
    "股东会",
    "清算",
    "注销",
    "减资",
    "吸收合并",
    "出租",
    "出售",
    "转让",
    "租金",
    "旺铺",
    "订阅",
    "征订",
    "全年定价",
    "元起",
    "惊爆",
    "优惠",
    "开盘",
    "专线",
    "热销",
    "折起",
    "特价",
    "必有重谢",
    "走失",
    "知其下落",
    "下落者",
    "身高",
    "重谢",
    "我公司",
    "本公司",
    "我司",
    "本人",
    "受委托",
    "认领",
    "招标",
    "投标",
    "标书",
    "资格预审",
    "申报",
    "公示期",
    "异议",
    "尊贵",
    "首付",
    "现房",
    "平方米",
];
const FOREIGN_WORDS: &[&str] = &[
    "call ",
    "phone",
    "telephone",
    "tel.",
    "apply",
    "inquire",
    "enquire",
    "reward",
    "for sale",
    "price",
    "furnished",
    "a week",
    "per week",
    "a month",
    "hours ",
    "appointment",
    "open daily",
    "open saturday",
    "free delivery",
    "clearance",
    "bargain",
    "must go",
    "hereby given",
    "undersigned",
    "bids",
    "shareholders",
    "annual meeting",
    "steam heat",
    "wanted",
    "for rent",
    "cash",
    "terms",
    "estate of",
    "sealed proposals",
    "creditors",
    "zu verkaufen",
    "zu vermieten",
    "zu erfragen",
    "näheres",
    "gesucht",
    "à vendre",
    "à louer",
    "s'adresser",
    "s’adresser",
    "on demande",
    "on cherche",
    "auktion",
];

/// A label has no more characters than this.
const LABEL: usize = 40;

/// Whether `text` is what an advert or notice is headed by.
pub(super) fn is_label(text: &str) -> bool {
    let text = unmarked(text);
    if is_longer(text, LABEL) {
        return false;
    }
    let plain = simplified(text);
    let count = plain.chars().count();
    let closes = |words: &[&str], longest: usize| {
        count <= longest && words.iter().any(|word| plain.ends_with(word))
    };
    let foreign = || FOREIGN.contains(&text.to_uppercase().replace('’', "'").as_str());
    closes(NOTICES, 9) || closes(ADVERTS, 6) || foreign()
}

fn unmarked(text: &str) -> &str {
    bare(text)
        .trim_matches([
            '【', '】', '〖', '〗', '■', '◆', '●', '▶', ':', '：', '《', '》', '.', '"', '“', '”',
        ])
        .trim()
}

/// Marks the adverts and notices of a page.
pub(super) fn mark(page: &mut [Fragment]) {
    let mut i = 0;
    while i < page.len() {
        let end = if is_heading(&page[i]) {
            labelled(page, i)
        } else {
            display(page, i)
        };
        if end > i {
            let reason = reason(page[i].text.as_str());
            for f in &mut page[i..end] {
                // a contact keeps its own reason only where it stands alone
                f.furniture = Some(Furniture::of(reason));
            }
        }
        i = end.max(i + 1);
    }
}

fn is_heading(f: &Fragment) -> bool {
    f.kind == Kind::Text && is_label(f.text.as_str())
}

fn reason(label: &str) -> &'static str {
    let plain = simplified(unmarked(label));
    let notice =
        NOTICES.iter().any(|word| plain.ends_with(word)) || plain.to_uppercase().contains("NOTICE");
    if notice {
        "furniture/notice"
    } else {
        "furniture/advert"
    }
}

/// What a fragment under a label says for belonging to it.
#[derive(PartialEq)]
enum Belongs {
    Surely,
    /// A short line that may be part of it.
    Perhaps,
    No,
}

/// How many fragments a notice has at most.
const LONGEST: usize = 12;

/// One past the last fragment of the notice that fragment `i` heads; `i` for none.
fn labelled(page: &[Fragment], i: usize) -> usize {
    let label = unmarked(page[i].text.as_str());
    let alone = BARE.contains(&&*simplified(label).to_uppercase());
    let mut end = if alone { i + 1 } else { i };
    let gap = page.get(i + 1).map_or(1, |next| next.blanks.max(1));
    for (at, f) in page.iter().enumerate().skip(i + 1).take(LONGEST) {
        let parted = at > i + 1 && f.blanks > gap;
        if parted || f.level > 0 || is_heading(f) {
            break;
        }
        match belongs(f, at == i + 1, end > i + 1) {
            Belongs::Surely => end = at + 1,
            Belongs::Perhaps => {}
            Belongs::No => break,
        }
    }
    end
}

fn belongs(f: &Fragment, first: bool, begun: bool) -> Belongs {
    let text = f.text.as_str();
    if let Some(found) = &f.furniture {
        let goes_on = found.reason == "furniture/contact" || found.reason == "furniture/price";
        let date = begun && folio::is_date(text);
        return if goes_on || date {
            Belongs::Surely
        } else {
            Belongs::No
        };
    }
    let torn = cannot_begin(f.shape.first) || f.shape.first.is_lowercase();
    if f.kind != Kind::Text || torn || f.is_byline() || f.begins_with_lead() {
        return Belongs::No;
    }
    let plain = simplified(text);
    if contact::line(&plain) || begun && contact::office(&plain) {
        return Belongs::Surely;
    }
    let whole = matches!(f.shape.ending, Ending::Closed | Ending::Bracket);
    let limit = if f.shape.is_wide() { 420 } else { 480 };
    let spoken = speaks(&plain);
    let enough = if f.shape.chars > 90 { 2 } else { 1 };
    if spoken >= enough && f.shape.chars <= limit && (whole || f.shape.length() <= 30.0) {
        return Belongs::Surely;
    }
    let short = f.shape.length() <= 30.0 && f.shape.stops == 0;
    if short && (first || begun || f.shape.length() <= 24.0) {
        Belongs::Perhaps
    } else {
        Belongs::No
    }
}

/// How many of an advert's words stand in `plain`.
fn speaks(plain: &str) -> usize {
    let lower = plain.to_lowercase();
    let words = WORDS.iter().filter(|word| plain.contains(**word)).count();
    let foreign = FOREIGN_WORDS
        .iter()
        .filter(|word| lower.contains(**word))
        .count();
    words + foreign + usize::from(phone(plain).is_some()) + usize::from(price(plain))
}

/// One past the last fragment of the display advert whose first line is fragment `i`: up to three
/// lines like titles, then one or two that tell prices, hours and a phone; `i` for none.
fn display(page: &[Fragment], i: usize) -> usize {
    let slogan = |f: &Fragment| {
        f.kind == Kind::Text && f.furniture.is_none() && looks_like_title(f) && !f.is_byline()
    };
    let slogans = page[i..].iter().take(3).take_while(|f| slogan(f)).count();
    let headed = page[i].level > 0;
    for count in 1..=slogans {
        let Some(f) = page.get(i + count) else { break };
        let text = f.text.as_str();
        let plain = simplified(text);
        let sells = page[i..i + count]
            .iter()
            .any(|f| speaks(&simplified(f.text.as_str())) > 0);
        let contact = contact::line(&plain) && sells;
        let short = f.kind == Kind::Text && f.shape.chars <= 120 && f.level == 0;
        // one heading and a text with a phone is an article
        if headed && count < 2 || page[i + 1..i + count].iter().any(|f| f.level > 0) {
            continue;
        }
        if short && (contact || phone(&plain).is_some() && speaks(&plain) > 2) {
            return i + count + 1;
        }
    }
    i
}
