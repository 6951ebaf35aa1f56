//! Diagnostics as a SARIF log, which code hosts and editors show beside the lines (SARIF 2.1.0, OASIS
//! standard of 27 March 2020).

use crate::args::Language;
use offprint::diagnostic::{Diagnostic, Location, Severity, Text};
use offprint::explain;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Where the standard publishes its schema.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/// What was said so far.
#[derive(Default)]
pub struct Log {
    /// The folder that files are named from, as the user gave it; empty where they stand alone.
    pub folder: String,
    said: Vec<Diagnostic>,
}

impl Log {
    /// Adds `one`.
    pub fn add(&mut self, one: &Diagnostic) {
        self.said.push(one.clone());
    }

    /// The whole log: one run, with a rule for each code that was said.
    pub fn to_json(&self, language: Language) -> String {
        let codes: BTreeSet<&str> = self.said.iter().map(|one| one.code).collect();
        let rules: Vec<Value> = codes.iter().map(|code| rule(code, language)).collect();
        let index = |code| codes.iter().position(|known| *known == code);
        let results = self
            .said
            .iter()
            .map(|one| self.result(one, index(one.code), language));
        let results: Vec<Value> = results.collect();
        let log = json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "offprint",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        // strings and numbers cannot fail to be written
        serde_json::to_string_pretty(&log).unwrap_or_default()
    }

    fn result(&self, one: &Diagnostic, rule: Option<usize>, language: Language) -> Value {
        let message = match &one.cure {
            Some(cure) => format!(
                "{}: {}",
                words(&one.message, language),
                words(cure, language)
            ),
            None => words(&one.message, language).to_owned(),
        };
        let mut result = json!({
            "ruleId": one.code,
            "ruleIndex": rule,
            "level": level(one.severity),
            "message": {"text": message},
        });
        if let Some(at) = &one.location {
            result["locations"] = json!([{"physicalLocation": self.place(at)}]);
            if let Some(new) = &one.replacement {
                result["fixes"] = json!([{"artifactChanges": [{
                    "artifactLocation": {"uri": self.address(&at.file)},
                    "replacements": [{
                        "deletedRegion": region(at),
                        "insertedContent": {"text": new},
                    }],
                }]}]);
            }
        }
        result
    }

    fn place(&self, at: &Location) -> Value {
        let mut place = json!({"artifactLocation": {"uri": self.address(&at.file)}});
        if at.line > 0 {
            place["region"] = region(at);
        }
        place
    }

    /// `file` as a URI reference (RFC 3986 §4.1).
    fn address(&self, file: &str) -> String {
        let path = match self.folder.as_str() {
            "" | "." => file.to_owned(),
            folder => format!("{}/{file}", folder.trim_end_matches('/')),
        };
        offprint::book::percent_encoded(&path)
    }
}

fn region(at: &Location) -> Value {
    if at.column == 0 {
        return json!({"startLine": at.line});
    }
    json!({
        "startLine": at.line,
        "startColumn": at.column,
        "endColumn": at.column + at.length,
    })
}

fn rule(code: &str, language: Language) -> Value {
    let mut rule = json!({"id": code});
    if let Some(entry) = explain::explain(code) {
        rule["shortDescription"] = json!({"text": words(&entry.title, language)});
        rule["fullDescription"] = json!({"text": words(&entry.text, language)});
    }
    rule
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn words(text: &Text, language: Language) -> &str {
    match language {
        Language::En => &text.en,
        Language::Zh => &text.zh,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use offprint::say;

    #[test]
    fn a_find_has_its_rule_place_and_fix() {
        let line = "河岸的灯,都亮了。";
        let at = Location::within("src/001-灯.md", line, 12..13);
        let one = Diagnostic::warning("check/half-width-punctuation", say!("half", "半角"));
        let mut log = Log {
            folder: "my book".to_owned(),
            ..Log::default()
        };
        log.add(&one.at(at).replace_with("，"));
        let log: Value = serde_json::from_str(&log.to_json(Language::En)).unwrap();
        let run = &log["runs"][0];
        let result = &run["results"][0];
        let rule = result["ruleIndex"].as_u64().unwrap() as usize;
        let name = &run["tool"]["driver"]["rules"][rule]["id"];
        assert_eq!(name, "check/half-width-punctuation");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "my%20book/src/001-%E7%81%AF.md"
        );
        assert_eq!(place["region"]["startColumn"], 5);
        assert_eq!(place["region"]["endColumn"], 6);
        let change = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["insertedContent"]["text"], "，");
    }

    #[test]
    fn a_run_without_finds_is_a_log_too() {
        let log: Value = serde_json::from_str(&Log::default().to_json(Language::Zh)).unwrap();
        assert_eq!(log["runs"][0]["results"], json!([]));
    }
}
