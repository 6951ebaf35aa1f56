//! Front matter, field by field: the lines of a person stay as they were typed.

use super::mark::{self, comment};
use crate::chapter;
use crate::text::Lang;

/// A field: its key, empty for a comment, and its lines.
#[derive(Debug, Clone, Copy)]
struct Entry<'a> {
    key: &'a str,
    lines: &'a str,
}

fn entries(front: &str) -> Vec<Entry<'_>> {
    let mut found: Vec<(usize, usize, &str)> = Vec::new();
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        let end = at + line.len();
        let goes_on = line.starts_with([' ', '\t', '-']) || line.trim().is_empty();
        match (found.last_mut(), goes_on) {
            (Some(last), true) => last.1 = end,
            _ => {
                let key = line.split_once(':').map_or("", |(key, _)| key.trim());
                let comment = line.starts_with('#');
                found.push((at, end, if comment { "" } else { key }));
            }
        }
        at = end;
    }
    let entries = found.into_iter().map(|(start, end, key)| Entry {
        key,
        lines: &front[start..end],
    });
    entries.collect()
}

fn of<'a>(entries: &[Entry<'a>], key: &str) -> Option<Entry<'a>> {
    entries.iter().find(|entry| entry.key == key).copied()
}

/// Whether two fields say the same, however they are written.
fn same(a: Option<Entry<'_>>, b: Option<Entry<'_>>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.lines.trim() == b.lines.trim() || value(a) == value(b),
        _ => false,
    }
}

fn value(entry: Entry<'_>) -> chapter::Chapter {
    let text = format!("---\n{}\n---\n", entry.lines.trim_end());
    chapter::parse(&text, "").value
}

/// The person's front matter with what the import changed of it; the number of conflicts.
pub(super) fn merged(
    old: Option<&str>,
    new: Option<&str>,
    mine: Option<&str>,
    lang: &Lang,
) -> (Option<String>, usize) {
    if old == new {
        return (mine.map(str::to_owned), 0);
    }
    let [old, new, own] = [old, new, mine].map(|front| entries(front.unwrap_or("")));
    let mut out = String::new();
    let mut conflicts = 0;
    // the lines of each field, and whether the mark of an earlier conflict below it is out of date
    let mut stale = false;
    for entry in &own {
        if stale && mark::is_comment(entry.lines) {
            continue;
        }
        let (was, now) = (of(&old, entry.key), of(&new, entry.key));
        stale = false;
        if entry.key.is_empty() || same(was, now) {
            push(&mut out, entry.lines);
        } else if same(Some(*entry), was) {
            push(&mut out, now.map_or("", |now| now.lines));
        } else {
            push(&mut out, entry.lines);
            stale = true;
            if !same(Some(*entry), now) {
                push(&mut out, &comment(now.map(|now| now.lines), lang));
                conflicts += 1;
            }
        }
    }
    for (i, entry) in new.iter().enumerate() {
        if entry.key.is_empty() || of(&own, entry.key).is_some() {
            continue;
        }
        // one that the person deleted stays deleted, unless it says something else now
        match of(&old, entry.key) {
            None => insert(&mut out, &new[..i], entry.lines),
            Some(was) if !same(Some(was), Some(*entry)) => {
                insert(&mut out, &new[..i], &comment(Some(entry.lines), lang));
                conflicts += 1;
            }
            Some(_) => {}
        }
    }
    let none = mine.is_none() && out.is_empty();
    ((!none).then_some(out), conflicts)
}

fn push(out: &mut String, lines: &str) {
    out.push_str(lines);
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Puts `lines` after the last of the fields `before` that is there, else at the top.
fn insert(out: &mut String, before: &[Entry<'_>], lines: &str) {
    let at = {
        let there = entries(out);
        let known = |key: &str| !key.is_empty() && before.iter().any(|entry| entry.key == key);
        let last = there.iter().rposition(|entry| known(entry.key));
        let kept = last.map_or(0, |last| last + 1);
        there[..kept].iter().map(|entry| entry.lines.len()).sum()
    };
    let mut lines = lines.trim_end().to_owned();
    lines.push('\n');
    out.insert_str(at, &lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(old: &str, new: &str, mine: &str) -> (String, usize) {
        let lang = Lang::new("zh-Hans");
        let (out, conflicts) = merged(Some(old), Some(new), Some(mine), &lang);
        (out.unwrap_or_default(), conflicts)
    }

    const OLD: &str = "title: \"灯\"\nbyline: \"本报讯\"\nfile: \"pages/p.txt\"\n";

    #[test]
    fn each_field_by_itself() {
        let new =
            "title: \"河岸的灯\"\nkicker: \"渡口\"\nbyline: \"本报讯\"\nfile: \"pages/p.txt\"\n";
        let mine =
            "title: 灯\nbyline: 本报讯（何一行）\n# 校过\ntags:\n  - 河\nfile: \"pages/p.txt\"\n";
        let expected = "title: \"河岸的灯\"\nkicker: \"渡口\"\nbyline: 本报讯（何一行）\n# 校过\ntags:\n  - 河\nfile: \"pages/p.txt\"\n";
        assert_eq!(merge(OLD, new, mine), (expected.to_owned(), 0));
    }

    #[test]
    fn a_field_that_both_changed_is_marked_once() {
        let new = OLD.replace("灯", "桥");
        let mine = OLD.replace("灯", "渡口");
        let (out, conflicts) = merge(OLD, &new, &mine);
        assert_eq!(conflicts, 1);
        let marked = "title: \"渡口\"\n# ⚠ 两种写法：你改过上面一项，重新导入的是 title: \"桥\"  请取舍，再删去这一行。\nbyline";
        assert!(out.starts_with(marked), "{out}");
        let again = new.replace("桥", "船");
        let (out, conflicts) = merge(&new, &again, &out);
        assert_eq!((conflicts, out.matches('⚠').count()), (1, 1), "{out}");
        assert!(out.contains("title: \"船\""), "{out}");
    }

    #[test]
    fn a_deleted_field_stays_deleted() {
        let mine = OLD.replace("byline: \"本报讯\"\n", "");
        let new = OLD.replace("灯", "桥");
        assert_eq!(merge(OLD, &new, &mine), (mine.replace("灯", "桥"), 0));
    }
}
