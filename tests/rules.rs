//! The rules against the snapshots that show them, and the page that is made from them.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use beamsmith::components::{KINDS, Kind};
use beamsmith::plan::{File, Tree};
use beamsmith::project::Project;
use beamsmith::rules;
use beamsmith::run;
use beamsmith::spec::{self, Spec};

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

/// The lines that a kind itself writes in its cases, by path: not those of what the cases have besides.
fn own_lines(kind: &'static Kind) -> Vec<(String, String)> {
    let folder = format!("snapshots/{}/", kind.name);
    let is_own = |case: &PathBuf| case.to_string_lossy().replace('\\', "/").contains(&folder);
    let mut lines = Vec::new();
    for case in support::cases().into_iter().filter(is_own) {
        let text = fs::read_to_string(case).unwrap();
        let Ok(requests) = spec::parse(&Spec { name: None, text }) else { continue };
        let (mut before, mut own) = (Vec::new(), Vec::new());
        for request in &requests {
            // What a schema has pages by is of the kinds of the pages.
            let brings_others = request.kind.name != "project" && spec::word(&request.said, "web").is_some();
            if request.kind.name != kind.name {
                before.push(spec::write(request.kind, &request.said, None).unwrap().text);
            } else if !brings_others {
                own.push(request);
            }
        }
        let made = |spec: &[String]| {
            run::generate(&Spec { name: None, text: spec.join("\n") }, &support::run()).unwrap_or_default()
        };
        if kind.is_project() {
            let text = spec::write(kind, &own[0].said, None).unwrap().text;
            lines.extend(all_lines(&made(&[text]), &Tree::new()));
            continue;
        }
        let tree = made(&before);
        for request in own {
            let project = Project::of(&tree);
            // A case may be an error.
            if let Ok(plan) = run::plan_addition(kind, &request.said, &support::run(), project) {
                lines.extend(all_lines(plan.after(), &tree));
            }
        }
    }
    lines
}

/// The lines of a tree that another lacks at the same path.
fn all_lines(tree: &Tree, before: &Tree) -> Vec<(String, String)> {
    let is_new = |path: &String, line: &&str| {
        !before.get(path).is_some_and(|file| file.text.lines().any(|other| other == *line))
    };
    let lines = |(path, file): (&String, &File)| {
        let new = file.text.lines().filter(|line| is_new(path, line));
        new.map(|line| (path.clone(), line.to_owned())).collect::<Vec<_>>()
    };
    tree.iter().filter(|(path, _)| !path.starts_with("beamsmith.")).flat_map(lines).collect()
}

#[test]
fn no_kind_that_follows_a_rule_is_missing() {
    let mut missing = Vec::new();
    let mut found = BTreeSet::new();
    for kind in &KINDS {
        let lines = own_lines(kind);
        for rule in rules::all() {
            for (number, sign) in rule.signs.iter().enumerate() {
                let is_sign = |(path, line): &&(String, String)| {
                    path.contains(&sign.within) && line.contains(&sign.text)
                };
                let Some((path, line)) = lines.iter().find(is_sign) else { continue };
                found.insert((&rule.id, number));
                if !rule.kinds().contains_key(kind.name) {
                    missing.push(format!("{} {}: {path}: {}", rule.id, kind.name, line.trim()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "these kinds follow a rule that does not name them:\n{}", missing.join("\n"));
    for rule in rules::all() {
        for (number, sign) in rule.signs.iter().enumerate() {
            assert!(found.contains(&(&rule.id, number)), "{}: nothing shows `{}`", rule.id, sign.text);
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
