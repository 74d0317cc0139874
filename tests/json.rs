//! What `--json` tells, against its schema; and flags where they mean nothing.

mod support;

use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{beamsmith, plain, text};

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/plan.schema.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What is wrong with a value by a schema, in the words of JSON Schema that ours is written in.
fn fault(root: &Value, schema: &Value, value: &Value) -> Option<String> {
    let fault_of = |part: &Value, value: &Value| fault(root, part, value);
    for (word, said) in schema.as_object().unwrap() {
        let fault = match (word.as_str(), said) {
            ("$ref", Value::String(to)) => fault_of(root.pointer(&to[1..]).unwrap(), value),
            ("oneOf", Value::Array(all)) => {
                let faults: Vec<_> = all.iter().map(|one| fault_of(one, value)).collect();
                let fits = faults.iter().filter(|fault| fault.is_none()).count();
                (fits != 1).then(|| format!("{fits} fit: {faults:?}"))
            }
            ("const", wanted) => (wanted != value).then(|| format!("{value} is not {wanted}")),
            ("enum", Value::Array(all)) => {
                (!all.contains(value)).then(|| format!("{value} is none of {all:?}"))
            }
            ("type", Value::Array(all)) => {
                (!all.iter().any(|one| is_a(value, one))).then(|| format!("{value} is none of {all:?}"))
            }
            ("type", one) => (!is_a(value, one)).then(|| format!("{value} is no {one}")),
            ("required", Value::Array(keys)) => {
                let missing = keys.iter().find(|key| value.get(key.as_str().unwrap()).is_none());
                missing.map(|key| format!("{value} lacks {key}"))
            }
            ("additionalProperties", Value::Bool(false)) => {
                let known = schema["properties"].as_object().unwrap();
                let keys = value.as_object().into_iter().flat_map(|object| object.keys());
                keys.into_iter().find(|key| !known.contains_key(*key)).map(|key| format!("there is no {key}"))
            }
            ("properties", Value::Object(known)) => {
                known.iter().find_map(|(key, part)| fault_of(part, value.get(key)?))
            }
            ("items", part) => {
                value.as_array().and_then(|all| all.iter().find_map(|one| fault_of(part, one)))
            }
            ("$schema" | "$defs" | "title" | "description", _) => None,
            (word, _) => panic!("the schema says `{word}`, which this test does not know"),
        };
        if fault.is_some() {
            return fault;
        }
    }
    None
}

fn is_a(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        kind => panic!("the schema says `{kind}`, which this test does not know"),
    }
}

#[test]
fn all_that_is_told_as_json_is_as_the_schema_says() {
    let project = plain();
    let schema = schema();
    let here = |path: &str| project.path().join(path);
    fs::write(here("lib/relay/taken.ex"), "# mine\n").unwrap();
    for (words, status, pointer) in [
        ("new inner --dry-run --diff", 0, "/files/0/diff"),
        ("new inner --no-git", 0, "/files/0/sha256"),
        ("new inner --no-git", 1, "/error/hint"),
        ("new server", 2, "/error/code"),
        ("new inner --nonsense", 2, "/error/message"),
        ("add tasks Imports --dry-run", 0, "/files/0/action"),
        ("add tasks Imports", 0, "/files/0/executable"),
        ("add tasks Imports", 0, "/same/1"),
        ("add tasks Taken", 1, "/error/message"),
        ("add tasks Taken --merge", 1, "/by_hand/0/task"),
        ("undo", 0, "/files/0/path"),
        ("add tasks Taken --skip", 0, "/kept/0/reason"),
        ("apply --check", 0, "/files"),
        ("apply nowhere.toml", 1, "/error/message"),
        ("undo --list", 0, "/runs/2/again"),
        ("undo --dry-run", 0, "/files/1/action"),
        ("rules", 0, "/rules/37/shown/0/text"),
        ("rules o2", 0, "/rules/0/today"),
        ("rules X1", 2, "/error/code"),
    ] {
        let words: Vec<_> = words.split(' ').chain(["--json", "--yes"]).collect();
        let words: Vec<_> =
            if ["undo", "rules"].contains(&words[0]) { words[..words.len() - 1].to_vec() } else { words };
        let told = beamsmith(project.path(), &words);
        assert_eq!(told.status.code(), Some(status), "{words:?}\n{}", text(&told.stdout));
        let value: Value = serde_json::from_slice(&told.stdout).unwrap();
        assert_eq!(fault(&schema, &schema, &value), None, "{words:?}\n{value:#}");
        assert!(value.pointer(pointer).is_some(), "{words:?}: no {pointer} in {value:#}");
        assert!(!text(&told.stderr).contains("error["), "told twice");
        if let Some(path) = value.get("path") {
            assert!(Path::new(path.as_str().unwrap()).is_absolute(), "{path}");
        }
        for file in value["files"].as_array().into_iter().flatten() {
            assert!(!file["path"].as_str().unwrap().starts_with('/'), "{file}");
        }
    }
}

#[test]
fn the_schema_tells_right_from_wrong() {
    let schema = schema();
    for wrong in [
        serde_json::json!({}),
        serde_json::json!({ "version": 2, "error": { "code": "a", "message": "b", "hint": null } }),
        serde_json::json!({ "version": 1, "error": { "code": "a", "message": "b" } }),
        serde_json::json!({ "version": 1, "path": "/a", "files": [{ "action": "move", "path": "b" }], "same": [], "kept": [], "later": [], "by_hand": [] }),
        serde_json::json!({ "version": 1, "path": "/a", "files": [], "same": [], "kept": [], "later": [], "by_hand": [], "more": 1 }),
    ] {
        assert!(fault(&schema, &schema, &wrong).is_some(), "{wrong}");
    }
}

#[test]
fn a_flag_that_means_nothing_for_a_verb_is_refused() {
    let project = plain();
    for words in [
        "tree --dry-run",
        "tree --diff",
        "tree --json",
        "tree --yes",
        "tree --seed 42",
        "tree --force",
        "tree --clock 2026-11-23T12:00:00Z",
        "undo --seed 42",
        "undo --yes",
        "undo --force",
        "undo --list --diff",
        "undo --list --dry-run",
        "new shop --force",
        "new shop --skip",
        "apply --list",
        "add tasks Imports --force --skip",
        "add tasks Imports --skip --merge",
    ] {
        let refused = beamsmith(project.path(), &words.split(' ').collect::<Vec<_>>());
        assert_eq!(refused.status.code(), Some(2), "{words}");
        let told = text(&refused.stderr) + &text(&refused.stdout);
        assert!(told.contains("has no flag") || told.contains("cannot be combined with"), "{words}: {told}");
    }
}
