//! The rules against the snapshots that show them, and the page that is made from them.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use beamsmith::components::Kind;
use beamsmith::rules;

/// The rules that generated code is to follow: so many of each letter.
const COUNTS: &[(&str, usize)] =
    &[("C", 4), ("O", 6), ("P", 5), ("L", 5), ("E", 5), ("D", 4), ("T", 5), ("B", 4)];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the snapshot of a case adds to each file.
fn additions(case: &str) -> BTreeMap<String, Vec<String>> {
    let path = root().join("snapshots").join(case).with_extension("snap");
    let snapshot = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut files = BTreeMap::<String, Vec<String>>::new();
    let mut file = String::new();
    for line in snapshot.lines() {
        if let Some(path) = line.strip_prefix("  create ").or_else(|| line.strip_prefix("    edit ")) {
            path.trim_end_matches(" (executable)").clone_into(&mut file);
        } else if let Some(added) = line.strip_prefix('+') {
            files.entry(file.clone()).or_default().push(added.to_owned());
        }
    }
    files
}

#[test]
fn every_rule_is_there_once() {
    let known: Vec<_> = rules::all().map(|rule| rule.id.clone()).collect();
    let expected: Vec<_> = COUNTS
        .iter()
        .flat_map(|(letter, count)| (1..=*count).map(move |number| format!("{letter}{number}")))
        .collect();
    assert_eq!(known, expected);
}

#[test]
fn every_line_that_shows_a_rule_stands_in_its_snapshot() {
    for rule in rules::all() {
        assert!(!rule.shown.is_empty(), "no line shows {}", rule.id);
        for shown in &rule.shown {
            assert!(Kind::named(shown.kind()).is_some(), "{}: there is no kind `{}`", rule.id, shown.kind());
            let files = additions(&shown.case);
            let lines = files.get(&shown.file).unwrap_or_else(|| {
                panic!("{}: the case {} writes no {}", rule.id, shown.case, shown.file);
            });
            let is_there = lines.iter().any(|line| line.contains(&shown.text));
            assert!(
                is_there,
                "{}: no line of {} in {} holds `{}`",
                rule.id, shown.file, shown.case, shown.text
            );
        }
    }
}

#[test]
fn what_a_rule_forbids_stands_in_no_snapshot() {
    let cases = support::cases();
    let cases = cases.iter().map(|case| case.strip_prefix(root().join("snapshots")).unwrap());
    let cases: Vec<_> =
        cases.map(|case| case.with_extension("").to_str().unwrap().replace('\\', "/")).collect();
    for case in cases {
        for (path, lines) in additions(&case) {
            for rule in rules::all() {
                for never in rule.never.iter().filter(|never| path.contains(&never.within)) {
                    let found = lines.iter().find(|line| line.contains(&never.text));
                    assert_eq!(found, None, "{}: {path} of {case}", rule.id);
                }
            }
        }
    }
}

#[test]
fn the_gates_of_the_rules_are_those_of_the_table() {
    let table = fs::read_to_string(root().join("docs/gates.md")).unwrap();
    for rule in rules::all() {
        for gate in &rule.gates {
            assert!(table.contains(&format!("\n| {gate} | ")), "{}: there is no gate {gate}", rule.id);
        }
    }
}

/// Writes the page if it is out of date, and fails, so that the next run passes.
#[test]
fn the_page_is_up_to_date() {
    let path = root().join("docs/rules.md");
    let page = rules::page();
    if fs::read_to_string(&path).is_ok_and(|text| text.replace("\r\n", "\n") == page) {
        return;
    }
    fs::write(&path, page).unwrap();
    panic!("{} was out of date; it is written anew, commit it", path.display());
}
