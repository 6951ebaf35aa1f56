//! `docs/repairs.schema.json` says what repairs.json is, and real files are that.

use serde_json::Value;
use std::path::Path;

/// A file of the project as JSON.
fn json(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = std::fs::read_to_string(path).expect("a file of the project");
    serde_json::from_str(&text).expect("JSON")
}

/// What is wrong with `value` by `schema`, a part of `root`. Knows the keywords that our schema has, and
/// no key of an object that the schema does not name.
fn faults(root: &Value, schema: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        let target = root.pointer(pointer).expect("a definition");
        return faults(root, target, value, at, out);
    }
    let mut fault = |what: &str| out.push(format!("{at}: {what}: {value}"));
    if !is_of_type(&schema["type"], value) {
        fault("wrong type");
    }
    if !schema["const"].is_null() && schema["const"] != *value {
        fault("not the constant");
    }
    if schema["enum"]
        .as_array()
        .is_some_and(|all| !all.contains(value))
    {
        fault("not of the list");
    }
    let number = value.as_f64().unwrap_or(0.0);
    if schema["minimum"]
        .as_f64()
        .is_some_and(|least| number < least)
        || schema["maximum"].as_f64().is_some_and(|most| number > most)
    {
        fault("out of range");
    }
    if let Some(object) = value.as_object() {
        let required = schema["required"].as_array().into_iter().flatten();
        for key in required.filter_map(Value::as_str) {
            if !object.contains_key(key) {
                fault(&format!("no `{key}`"));
            }
        }
        for (key, value) in object {
            match schema["properties"].get(key) {
                Some(schema) => faults(root, schema, value, &format!("{at}/{key}"), out),
                None => out.push(format!("{at}: the schema does not name `{key}`")),
            }
        }
    }
    for (i, item) in value.as_array().into_iter().flatten().enumerate() {
        let schema = schema["prefixItems"].get(i).or_else(|| schema.get("items"));
        if let Some(schema) = schema {
            faults(root, schema, item, &format!("{at}/{i}"), out);
        }
    }
    let length = value.as_array().map_or(0, Vec::len) as u64;
    if value.is_array()
        && (schema["minItems"]
            .as_u64()
            .is_some_and(|least| length < least)
            || schema["maxItems"]
                .as_u64()
                .is_some_and(|most| length > most))
    {
        out.push(format!("{at}: {length} items"));
    }
}

fn is_of_type(wanted: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => false,
    };
    match wanted {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => true,
    }
}

fn check(value: &Value) -> Vec<String> {
    let schema = json("docs/repairs.schema.json");
    let mut out = Vec::new();
    faults(&schema, &schema, value, "", &mut out);
    out
}

#[test]
fn the_samples_ledger_is_what_the_schema_says() {
    let ledger = json("book/repairs.json");
    assert_eq!(check(&ledger), [""; 0]);
    let with_evidence = ledger["repairs"].as_array().expect("repairs").iter();
    assert!(
        with_evidence
            .filter(|repair| !repair["evidence"].is_null())
            .count()
            > 5
    );
}

#[test]
fn the_example_of_the_document_is_too() {
    let document = include_str!("../docs/repairs.md");
    let fence = document
        .split("```json\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let example: Value = serde_json::from_str(fence.expect("an example")).expect("JSON");
    assert_eq!(check(&example), [""; 0]);
    // every key that the schema names is told of
    let schema = json("docs/repairs.schema.json");
    for part in ["page", "repair", "aside"] {
        let keys = schema["$defs"][part]["properties"]
            .as_object()
            .expect("keys");
        for key in keys.keys() {
            assert!(document.contains(&format!("`{key}`")), "{key}");
        }
    }
}

#[test]
fn a_ledger_that_is_none_is_noticed() {
    let mut ledger = json("book/repairs.json");
    ledger["repairs"][0]["state"] = "undone".into();
    ledger["repairs"][1]["at"] = serde_json::json!([[0, 1]]);
    ledger["pages"][0]["extra"] = 1.into();
    assert!(check(&ledger).len() >= 4, "{:?}", check(&ledger));
}
