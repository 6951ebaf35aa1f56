//! Groups of role and names, as they stand in brackets or on a line of their own.

use super::names::{is_compound, is_surname, names};
use super::roles::{Phrase, Role, inner_phrase, phrase};
use super::{Found, Name};
use crate::text::chars::is_han;
use std::ops::Range;

/// Reads the bytes `range` of `text` as credits. `None` when they are no credits at all: neither a
/// role word nor an end mark stands there, or a name's place is taken by other words than names
/// before any name was read.
///
/// `trusted` says that the place itself promises names (see [`names`]).
pub(super) fn credits(text: &str, range: Range<usize>, trusted: bool) -> Option<Found> {
    let mut scanner = Scanner {
        text,
        end: range.end,
        at: range.start,
        trusted,
        group: Group::default(),
        found: Found::default(),
    };
    while scanner.step() {}
    scanner.finish()
}

/// The role that the next names belong to.
#[derive(Default)]
struct Group {
    role: Option<Role>,
    /// Whether 文/图 stands before it.
    both: bool,
    /// Names read since the role word.
    count: usize,
}

struct Scanner<'a> {
    text: &'a str,
    end: usize,
    at: usize,
    trusted: bool,
    group: Group,
    found: Found,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    /// Reads one thing; false at the end.
    fn step(&mut self) -> bool {
        self.at += separators(self.rest());
        let rest = self.rest();
        if rest.is_empty() {
            return false;
        }
        if let Some(phrase) = phrase(rest) {
            self.role(&phrase);
        } else if let Some(len) = day(rest).or_else(|| closing(rest)) {
            self.at += len;
        } else if let Some(len) = source(rest) {
            self.origin(rest, len);
        } else {
            self.run();
        }
        true
    }

    /// `来源：某某日报`, of `len` bytes.
    fn origin(&mut self, rest: &str, len: usize) {
        let colon = rest.find([':', '：']).unwrap_or(0);
        let name = colon + separators(&rest[colon..]);
        self.found.source = Some(self.at + name..self.at + len);
        self.found.roles += 1;
        self.at += len;
        // who wrote it there is not who wrote it here
        self.group = Group {
            role: Some(Role::Other),
            ..Group::default()
        };
    }

    fn role(&mut self, phrase: &Phrase) {
        if phrase.medium > 0 {
            let medium = self.at..self.at + phrase.medium;
            self.found.medium(self.text, medium);
        }
        self.at += phrase.len;
        self.found.roles += 1;
        if phrase.role == Role::Both {
            self.both();
            return;
        }
        // `记者 X 供图`
        let last = self.rest().chars().all(is_separator);
        if phrase.role == Role::Photographer && last && self.found.has_names() {
            self.took();
            return;
        }
        // `图/记者 X`: the reporter took the picture
        let pictures = self.group.role == Some(Role::Photographer) && self.group.count == 0;
        self.group = Group {
            role: Some(if pictures {
                Role::Photographer
            } else {
                phrase.role
            }),
            both: self.group.both && self.group.count == 0,
            count: 0,
        };
    }

    /// 文/图 before the names of a group, or after all names.
    fn both(&mut self) {
        if self.rest().chars().all(|c| is_separator(c) || c == '发') && self.found.has_names() {
            let wrote = if self.found.reporters.is_empty() {
                &self.found.authors
            } else {
                &self.found.reporters
            };
            self.found.photographers.extend(wrote.iter().cloned());
        }
        self.group = Group {
            role: None,
            both: true,
            count: 0,
        };
    }

    /// A run of characters without separators: names, or what is none.
    fn run(&mut self) {
        let run = run(self.rest());
        let start = self.at;
        self.at += run.len();
        if run == "等" || run == "作" || run == "发" || run.ends_with("社发") {
            return;
        }
        let (run, taken) = match run.strip_suffix(['摄', '攝']) {
            Some(names) if !is_spread(run) => (names, true),
            _ => (run, run == "摄" || run == "攝"),
        };
        if taken && run.chars().count() <= 1 {
            self.took();
            return;
        }
        // an office sends its texts under a pen name: 区文宣
        let trusted = self.trusted || self.group.role == Some(Role::Correspondent);
        if is_spread(run) {
            self.at = start;
            self.spread();
        } else if let Some(found) = names(run, trusted) {
            for name in found {
                let place = start + name.start..start + name.end;
                self.enter(Name::from_iter(Some(place)));
            }
        } else {
            self.found.partial = true;
        }
        if taken {
            self.took();
        }
    }

    /// Characters between spaces: names whose characters are spread.
    fn spread(&mut self) {
        let mut parts: Vec<(Range<usize>, usize)> = Vec::new();
        loop {
            let start = self.at;
            self.at += run(self.rest()).len();
            let rest = self.rest();
            let gap = super::blank(rest);
            parts.push((start..self.at, width(&rest[..gap])));
            let next = &rest[gap..];
            let word = next.starts_with(['摄', '攝', '作', '发', '發', '等']);
            if gap == 0 || word || !is_spread(run(next)) || phrase(next).is_some() {
                break;
            }
            self.at += gap;
        }
        // the wider of two gaps parts names: `熊 浩　谢 芳`
        let inner = parts.iter().take(parts.len() - 1).map(|part| part.1);
        let narrow = inner.min().unwrap_or(0);
        let mut groups = vec![Vec::new()];
        for (part, gap) in parts {
            if let Some(group) = groups.last_mut() {
                group.push(part);
            }
            if gap > narrow {
                groups.push(Vec::new());
            }
        }
        groups.retain(|group: &Vec<_>| !group.is_empty());
        // but not where it stands within them: `袁　白 蔡　可`
        if groups.iter().any(|group| group.len() < 2) {
            groups = vec![groups.concat()];
        }
        for group in groups {
            self.spread_names(group);
        }
    }

    /// Enters the names that single characters make: two or three of them one name, more of them
    /// names of two each, or as [`names`] would part them.
    fn spread_names(&mut self, mut parts: Vec<Range<usize>>) {
        if let Some(name) = self.compound_before().filter(|_| !parts.is_empty()) {
            name.push(parts.remove(0));
        }
        let text = self.text;
        let surname = |part: &Range<usize>| text[part.clone()].starts_with(is_surname);
        let pairs = parts.len().is_multiple_of(2) && parts.iter().step_by(2).all(surname);
        match parts.len() {
            0 => {}
            2 | 3 if surname(&parts[0]) => self.enter(parts),
            4.. if pairs => parts.chunks(2).for_each(|pair| self.enter(pair.to_vec())),
            4.. => {
                let run: String = parts.iter().map(|part| &text[part.clone()]).collect();
                match names(&run, false) {
                    Some(found) => {
                        for name in found {
                            let first = run[..name.start].chars().count();
                            let count = run[name].chars().count();
                            let chosen = parts[first..first + count].iter().cloned();
                            self.enter(chosen.collect());
                        }
                    }
                    None => self.found.partial = true,
                }
            }
            _ => self.found.partial = true,
        }
    }

    /// The name just read, when it is a surname of two characters that waits for the rest.
    fn compound_before(&mut self) -> Option<&mut Name> {
        let text = self.text;
        let list = self.list();
        let name = list.last_mut()?;
        (name.len() == 1 && is_compound(&text[name[0].clone()])).then_some(name)
    }

    fn list(&mut self) -> &mut Vec<Name> {
        match self.group.role {
            Some(Role::Reporter) => &mut self.found.reporters,
            Some(Role::Correspondent) => &mut self.found.correspondents,
            Some(Role::Intern) => &mut self.found.interns,
            Some(Role::Photographer) => &mut self.found.photographers,
            _ => &mut self.found.authors,
        }
    }

    fn enter(&mut self, name: Name) {
        self.group.count += 1;
        if self.group.role == Some(Role::Other) {
            return;
        }
        if self.group.both {
            self.found.photographers.push(name.clone());
        }
        self.list().push(name);
    }

    /// 摄 after names: they took the picture.
    fn took(&mut self) {
        self.found.roles += 1;
        let count = self.group.count;
        if self.group.role == Some(Role::Photographer) || self.group.both {
            return;
        }
        let list = self.list();
        let from = list.len().saturating_sub(count);
        let names = list.split_off(from);
        self.found.photographers.extend(names);
    }

    fn finish(self) -> Option<Found> {
        let any = self.found.has_names() || self.found.roles > 0;
        any.then_some(self.found)
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '、' | ','
                | '，'
                | ';'
                | '；'
                | ':'
                | '：'
                | '/'
                | '／'
                | '|'
                | '｜'
                | '□'
                | '■'
                | '●'
                | '◆'
        )
}

/// The bytes of the separators that begin `text`.
pub(super) fn separators(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_separator).len()
}

/// How wide white space is, in half characters.
fn width(blank: &str) -> usize {
    let wide = |c: char| if c == '\u{3000}' { 2 } else { 1 };
    blank.chars().map(wide).sum()
}

fn is_spread(run: &str) -> bool {
    run.chars().count() == 1 && run.starts_with(is_han)
}

/// The characters of `text` before a separator, a role phrase or a closing word.
fn run(text: &str) -> &str {
    let ends = |i: usize, c: char| {
        is_separator(c)
            || (i > 0
                && (inner_phrase(&text[i..]).is_some()
                    || closes(&text[i..]).is_some()
                    || source(&text[i..]).is_some()))
    };
    let end = text.char_indices().find(|&(i, c)| ends(i, c));
    &text[..end.map_or(text.len(), |(i, _)| i)]
}

/// The bytes of 报道 at the start of `text`.
fn closes(text: &str) -> Option<usize> {
    let words = ["报道", "報道", "報導", "报导"];
    let word = words.iter().find(|word| text.starts_with(**word))?;
    Some(word.len())
}

/// The bytes of what closes the credits: 报道, with the place or manner that may stand before it
/// (`高雄報導`, `综合报道`). A place begins with no surname, or it would be read as a name.
fn closing(text: &str) -> Option<usize> {
    if let Some(len) = closes(text) {
        return Some(len);
    }
    let known = ["综合", "綜合", "高雄", "连线", "連線"];
    let han = text.char_indices().take(4);
    let mut han = han.take_while(|&(_, c)| is_han(c));
    let (at, len) = han.find_map(|(i, _)| Some((i, closes(&text[i..])?)))?;
    let place = at >= 6 && !text.starts_with(is_surname);
    (place || known.iter().any(|word| text.starts_with(word))).then_some(at + len)
}

/// The bytes of `来源：某某日报` at the start of `text`, up to a space or a full stop.
fn source(text: &str) -> Option<usize> {
    let rest = text
        .strip_prefix("来源")
        .or_else(|| text.strip_prefix("來源"))?;
    let rest = rest.trim_start().strip_prefix([':', '：'])?.trim_start();
    let start = text.len() - rest.len();
    let len = rest.find(|c: char| c.is_whitespace() || c == '。');
    Some(len.map_or(text.len(), |len| start + len)).filter(|&len| len > start)
}

/// The bytes of a day that begins `text`: `2009-11-04`, `2009年11月4日`.
fn day(text: &str) -> Option<usize> {
    let mut at = 0;
    for marks in [['-', '年', '.'], ['-', '月', '.'], ['日', '日', '日']] {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return None;
        }
        at += digits;
        match text[at..].chars().next().filter(|c| marks.contains(c)) {
            Some(mark) => at += mark.len_utf8(),
            None if marks[0] == '日' => {}
            None => return None,
        }
    }
    Some(at)
}
