//! stub
use super::article::Credits;
use crate::text::Traced;
pub(super) struct Signed {
    pub byline: Option<Traced>,
    pub dateline: Option<Traced>,
    pub credits: Credits,
}
pub(super) struct Lead {
    pub end: usize,
    pub byline: Option<Traced>,
    pub dateline: Option<Traced>,
    pub credits: Credits,
}
pub(super) fn is_line(t: &str) -> bool {
    t.chars().count() < 60
        && (t.starts_with(['□', '■'])
            || t.starts_with("By ")
            || t.starts_with("文/图")
            || (t.starts_with("本报记者") && !t.contains('。')))
}
pub(super) fn begins_with_lead(t: &str) -> bool {
    lead_end(t) > 0
}
fn lead_end(t: &str) -> usize {
    let head: String = t.chars().take(14).collect();
    let Some(at) = head.find("讯").or_else(|| head.find("电")) else {
        return 0;
    };
    if head[..at].contains(['，', '。', ',']) {
        return 0;
    }
    let rest = &t[at + 3..];
    let rest2 = rest.trim_start();
    if rest2.starts_with(['(', '（']) && (rest2.contains("记者")) {
        let close = rest2
            .char_indices()
            .find(|(_, c)| matches!(c, ')' | '）'))
            .map(|(i, c)| i + c.len_utf8())
            .unwrap_or(0);
        return t.len() - rest2.len() + close;
    }
    if t.starts_with("本报讯") {
        return at + 3;
    }
    0
}
pub(super) fn line(t: &Traced) -> Option<Signed> {
    Some(Signed {
        byline: Some(t.clone()),
        dateline: None,
        credits: Credits::default(),
    })
}
pub(super) fn lead(t: &Traced) -> Option<Lead> {
    let end = lead_end(t.as_str());
    (end > 0).then(|| Lead {
        end,
        byline: Some(t.slice(0..end)),
        dateline: None,
        credits: Credits::default(),
    })
}
pub(super) fn end(_: &Traced) -> Option<(usize, Signed)> {
    None
}
pub(super) fn split_credit(t: &Traced) -> (Traced, Option<Traced>) {
    (t.clone(), None)
}
