//! Editors' lines: `责编 沈知白　美编 方小满　校对 何田`, `本版责编/何田 版式/沈知白`.

use super::Furniture;
use super::script::Firsts;
use crate::restore::Issue;
use crate::text::chars::is_han;

/// What editors are called, the longer words first.
const ROLES: &[&str] = &[
    "新媒体编辑",
    "版面责任编辑",
    "责任编辑",
    "执行编辑",
    "值班编辑",
    "美术编辑",
    "图片编辑",
    "文字编辑",
    "版面编辑",
    "网络编辑",
    "视觉编辑",
    "本版编辑",
    "本期编辑",
    "今日编辑",
    "本版责编",
    "本期责编",
    "今日责编",
    "本版美编",
    "本版校对",
    "本版组版",
    "本版主编",
    "版式设计",
    "版面设计",
    "美术设计",
    "值班主任",
    "值班主编",
    "值班总编",
    "值班编委",
    "值班校对",
    "责任校对",
    "副总编辑",
    "总编辑",
    "副主编",
    "主编",
    "总编",
    "责编",
    "编辑",
    "编审",
    "美编",
    "图编",
    "校对",
    "校检",
    "检校",
    "检查",
    "组版",
    "排版",
    "版式",
    "设计",
    "总监制",
    "监制",
    "签发",
    "签审",
    "终审",
    "初审",
    "复审",
    "一审",
    "二审",
    "三审",
    "一校",
    "二校",
    "审核",
    "审校",
    "审读",
    "值班",
];

const FIRSTS: Firsts = Firsts::of(ROLES);

/// Marks between the parts of an editors' line.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '：' | ':'
                | '/'
                | '／'
                | '|'
                | '｜'
                | '□'
                | '■'
                | '●'
                | '◆'
                | '·'
                | '、'
                | ','
                | '，'
        )
}

/// Whether `text` begins with what an editor is called.
pub(in crate::restore) fn role(text: &str) -> Option<usize> {
    if !FIRSTS.may_begin(text) {
        return None;
    }
    ROLES
        .iter()
        .find(|role| text.starts_with(**role))
        .map(|role| role.len())
}

/// The editors' line that `text` is; `plain` is the same in simplified characters.
pub(super) fn line(text: &str, plain: &str) -> Option<Furniture> {
    let (mut names, mut roles, mut separated) = (Vec::new(), 0, 0);
    let skip =
        |at: usize| at + plain[at..].len() - plain[at..].trim_start_matches(is_separator).len();
    let mut at = skip(0);
    while at < plain.len() {
        let role = role(&plain[at..])?;
        let after = skip(at + role);
        separated += usize::from(after > at + role);
        roles += 1;
        let end = next_role(plain, after);
        let listed = listed(&text[after..end]);
        let plausible =
            |name: &String| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han);
        if listed.is_empty() || listed.len() > 4 || !listed.iter().all(plausible) {
            return None;
        }
        names.extend(listed);
        at = skip(end);
    }
    // `编辑部的故事` is no editor of that name, and `一审 宣判` is no line of editors
    let alone = ["责", "编辑", "美编", "校对", "本版", "值班"];
    let sure = separated > 0 && alone.iter().any(|word| plain.contains(word));
    if roles == 0 || roles == 1 && !sure {
        return None;
    }
    let issue = Issue {
        editors: names,
        ..Issue::default()
    };
    Some(Furniture {
        reason: "furniture/editors",
        issue,
    })
}

/// Where the next role begins: after a separator, or glued to names of two characters and more.
fn next_role(plain: &str, from: usize) -> usize {
    let places = plain[from..].char_indices().map(|(i, _)| from + i);
    let mut places = places.filter(|&i| i >= from + 6 || plain[..i].ends_with(is_separator));
    places
        .find(|&i| role(&plain[i..]).is_some())
        .unwrap_or(plain.len())
}

/// The names of a list; one whose characters are spread with spaces is joined.
fn listed(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut half = false;
    for part in text.split(is_separator).filter(|part| !part.is_empty()) {
        let single = part.chars().count() == 1;
        match names.last_mut() {
            Some(name) if half && single => {
                name.push_str(part);
                half = false;
            }
            _ => {
                names.push(part.to_owned());
                half = single;
            }
        }
    }
    names
}
