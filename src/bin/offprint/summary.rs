//! What a check found, in a few lines for whoever has to decide whether to publish.

use crate::session::Session;
use crate::words::counted;
use offprint::diagnostic::{Diagnostic, Severity, Text};
use offprint::{explain, say};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Files named beside a kind of find.
const FILES: usize = 3;

/// What was looked at.
pub struct LookedAt {
    unit: &'static str,
    zh_unit: &'static str,
    count: usize,
    ignored: usize,
    /// With `--fix`: the files that were written, with the number of places.
    fixed: Option<BTreeMap<String, usize>>,
}

impl LookedAt {
    /// The chapters of a book.
    pub fn chapters(count: usize, ignored: usize) -> Self {
        Self {
            unit: "chapter",
            zh_unit: "章",
            count,
            ignored,
            fixed: None,
        }
    }

    /// The same, after `--fix` wrote `files`.
    pub fn fixed(self, files: Option<BTreeMap<String, usize>>) -> Self {
        Self {
            fixed: files,
            ..self
        }
    }

    /// The documents of an EPUB.
    pub fn documents(count: usize) -> Self {
        Self {
            unit: "document",
            zh_unit: "个文件",
            ..Self::chapters(count, 0)
        }
    }
}

/// Finds of one code and severity, with the files they stand in.
struct Kind<'d> {
    code: &'static str,
    severity: Severity,
    count: usize,
    files: Vec<(&'d str, usize)>,
}

/// Says every find, then the summary.
pub fn told(found: &[Diagnostic], looked_at: &LookedAt, session: &mut Session) {
    session.progress.finish();
    session.report.found(found);
    let kinds = kinds(found);
    let mut lines = vec![first_line(found, looked_at)];
    lines.extend(fixed_line(looked_at));
    lines.extend(kinds.iter().map(kind_line));
    lines.push(verdict(found));
    session
        .report
        .done("check/done", &lines, data(found, &kinds, looked_at));
}

fn first_line(found: &[Diagnostic], looked_at: &LookedAt) -> Text {
    let (count, ignored) = (looked_at.count, looked_at.ignored);
    let (errors, warnings) = (of(found, Severity::Error), of(found, Severity::Warning));
    let notes = of(found, Severity::Note);
    let zh_unit = looked_at.zh_unit;
    let (en_count, en_errors) = (counted(count, looked_at.unit), counted(errors, "error"));
    let (en_warnings, en_notes) = (counted(warnings, "warning"), counted(notes, "note"));
    let (en_more, zh_more) = match ignored {
        0 => (String::new(), String::new()),
        _ => (
            format!(", {ignored} ignored"),
            format!("，另有 {ignored} 处依设置忽略"),
        ),
    };
    say!(
        "checked {en_count}: {en_errors}, {en_warnings}, {en_notes}{en_more}",
        "已检查 {count} {zh_unit}：{errors} 个错误，{warnings} 个警告，{notes} 个提示{zh_more}"
    )
}

fn fixed_line(looked_at: &LookedAt) -> Option<Text> {
    let fixed = looked_at.fixed.as_ref()?;
    let (places, files): (usize, usize) = (fixed.values().sum(), fixed.len());
    let (en_places, en_files) = (counted(places, "place"), counted(files, "file"));
    Some(match places {
        0 => say!("put right nothing", "没有可以直接改正的地方"),
        _ => say!(
            "put right {en_places} in {en_files}; no word was changed",
            "已在 {files} 个文件中改正 {places} 处；文字未作改动"
        ),
    })
}

/// The finds by what they are, the worst first, of equals the most frequent.
fn kinds(found: &[Diagnostic]) -> Vec<Kind<'_>> {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for one in found {
        let same = |kind: &&mut Kind<'_>| kind.code == one.code && kind.severity == one.severity;
        let kind = match kinds.iter_mut().find(same) {
            Some(kind) => kind,
            None => {
                kinds.push(Kind {
                    code: one.code,
                    severity: one.severity,
                    count: 0,
                    files: Vec::new(),
                });
                let last = kinds.len() - 1;
                &mut kinds[last]
            }
        };
        kind.count += 1;
        let Some(at) = &one.location else { continue };
        match kind.files.iter_mut().find(|(file, _)| *file == at.file) {
            Some((_, count)) => *count += 1,
            None => kind.files.push((&at.file, 1)),
        }
    }
    kinds.sort_by_key(|kind| std::cmp::Reverse((kind.severity, kind.count)));
    for kind in &mut kinds {
        kind.files
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }
    kinds
}

/// `  4  half-width marks among Han: src/001.md 3, src/002.md`.
fn kind_line(kind: &Kind<'_>) -> Text {
    let title = explain::title(kind.code);
    let shown = kind.files.iter().take(FILES);
    let files = shown.map(|(file, count)| match count {
        1 => (*file).to_owned(),
        _ => format!("{file} ({count})"),
    });
    let mut files: Vec<String> = files.collect();
    let more = kind.files.len().saturating_sub(FILES);
    let mut zh_files = files.clone();
    if more > 0 {
        files.push(format!("{more} more"));
        zh_files.push(format!("另 {more} 个文件"));
    }
    let (en, zh) = (files.join(", "), zh_files.join("、"));
    let colon = |text: &str, mark: &str| match text {
        "" => String::new(),
        _ => format!("{mark}{text}"),
    };
    let (en, zh, count) = (colon(&en, ": "), colon(&zh, "："), kind.count);
    let (en_title, zh_title) = (title.en, title.zh);
    say!("{count:>5}  {en_title}{en}", "{count:>5}  {zh_title}{zh}")
}

fn verdict(found: &[Diagnostic]) -> Text {
    let (errors, warnings) = (of(found, Severity::Error), of(found, Severity::Warning));
    let safe = found.iter().filter(|one| one.replacement.is_some()).count();
    let en_safe = counted(safe, "place");
    match (errors, warnings) {
        (0, 0) if found.is_empty() => say!("nothing to mend", "没有需要改动的地方"),
        (0, 0) => say!(
            "nothing stands in the way of publishing; the notes only ask for a look",
            "可以出版；提示仅供查看"
        ),
        (0, _) if safe > 0 => say!(
            "it can be published; better look at the warnings first: `--fix` puts {en_safe} right",
            "可以出版，但最好先处理警告：`--fix` 可直接改正 {safe} 处"
        ),
        (0, _) => say!(
            "it can be published; better look at the warnings first",
            "可以出版，但最好先处理警告"
        ),
        _ => say!(
            "not ready to be published: mend the errors first",
            "还不能出版：请先改正错误"
        ),
    }
}

fn data(found: &[Diagnostic], kinds: &[Kind<'_>], looked_at: &LookedAt) -> Value {
    let codes: BTreeMap<&str, usize> = kinds.iter().fold(BTreeMap::new(), |mut codes, kind| {
        *codes.entry(kind.code).or_default() += kind.count;
        codes
    });
    let mut data = json!({
        format!("{}s", looked_at.unit): looked_at.count,
        "errors": of(found, Severity::Error),
        "warnings": of(found, Severity::Warning),
        "notes": of(found, Severity::Note),
        "ignored": looked_at.ignored,
        "codes": codes,
    });
    if let Some(fixed) = &looked_at.fixed {
        data["fixed"] = json!(fixed);
    }
    data
}

fn of(found: &[Diagnostic], severity: Severity) -> usize {
    found.iter().filter(|one| one.severity == severity).count()
}
