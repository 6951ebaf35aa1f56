//! `offprint explain`.

use crate::args::Explain;
use crate::session::Session;
use crate::words::wrapped;
use offprint::diagnostic::{Diagnostic, Error, ErrorKind, Result, Text};
use offprint::explain::{self, Entry, Kind};
use offprint::say;
use offprint::source::nearest;
use serde_json::json;

/// Says what a code means; without one, lists them all.
pub fn run(args: &Explain, session: &mut Session) -> Result<()> {
    let Some(code) = &args.code else {
        list(session);
        return Ok(());
    };
    // a code may be copied out of a message with its brackets
    let code = code.trim_matches(['[', ']', '`']);
    match explain::explain(code) {
        Some(entry) => whole(entry, session),
        None => evidence(code, session)?,
    }
    Ok(())
}

fn list(session: &mut Session) {
    let entries = explain::entries();
    let width = entries.iter().map(|entry| entry.code.len()).max();
    let width = width.unwrap_or(0);
    for entry in entries {
        let line = |title: &str| format!("{:width$}  {title}", entry.code);
        let text = both(&entry.title, line);
        session
            .report
            .done("explain/entry", &[text], data(entry, session));
    }
}

fn whole(entry: &Entry, session: &mut Session) {
    let mut lines = vec![
        both(&entry.title, |title| format!("{}: {title}", entry.code)),
        Text::default(),
        both(&entry.text, wrapped),
    ];
    if let Some(example) = entry.example {
        lines.push(Text::default());
        lines.push(same(indented(example.before)));
        if let Some(after) = example.after {
            lines.push(same("  →".to_owned()));
            lines.push(same(indented(after)));
        }
    }
    if entry.kind == Kind::Rule {
        let code = entry.code;
        lines.push(Text::default());
        lines.push(say!(
            "to switch it off, in book.toml: [restore] off = [\"{code}\"]",
            "要关闭它，请在 book.toml 中写：[restore] off = [\"{code}\"]"
        ));
    }
    let data = data(entry, session);
    session.report.done("explain/entry", &lines, data);
}

/// The words of a name of evidence, as `repairs.json` has it.
fn evidence(name: &str, session: &mut Session) -> Result<()> {
    let Some(words) = explain::known_evidence(name) else {
        return Err(unknown(name));
    };
    let data = json!({"code": name, "kind": "evidence", "title": session.report.text(&words)});
    let line = both(&words, |words| format!("{name}: {words}"));
    session.report.done("explain/entry", &[line], data);
    Ok(())
}

fn unknown(code: &str) -> Error {
    let codes = explain::entries().iter().map(|entry| entry.code);
    let cure = match nearest(code, codes) {
        Some(near) => say!("did you mean `{near}`?", "是不是 `{near}`？"),
        None => say!(
            "`offprint explain` lists every code",
            "`offprint explain` 列出全部代码"
        ),
    };
    let message = say!("no such code: `{code}`", "没有这个代码：`{code}`");
    let diagnostic = Diagnostic::error("explain/unknown", message).cure(cure);
    Error::new(ErrorKind::Input, diagnostic)
}

fn data(entry: &Entry, session: &Session) -> serde_json::Value {
    let kind = match entry.kind {
        Kind::Rule => "rule",
        Kind::Reason => "reason",
        Kind::Message => "message",
    };
    json!({
        "code": entry.code,
        "kind": kind,
        "title": session.report.text(&entry.title),
        "text": session.report.text(&entry.text),
        "before": entry.example.map(|example| example.before),
        "after": entry.example.and_then(|example| example.after),
    })
}

fn both(text: &Text, shown: impl Fn(&str) -> String) -> Text {
    Text {
        en: shown(&text.en),
        zh: shown(&text.zh),
    }
}

fn same(line: String) -> Text {
    Text {
        en: line.clone(),
        zh: line,
    }
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    let lines = lines.iter().map(|line| line.trim_end());
    lines.collect::<Vec<_>>().join("\n")
}
