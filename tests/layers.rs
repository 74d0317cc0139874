//! Who may use whom. Every module begins with one sentence that says what it is for; every dependency has its reason.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module and those of its own crate that it may name. What is not here may use everything.
const MAY_USE: &[(&str, &[&str])] = &[
    ("problem", &[]),
    ("names", &["problem"]),
    ("fields", &["names", "problem"]),
    ("rules", &["problem"]),
    ("plan", &[]),
    ("elixir", &[]),
    ("templates", &["elixir", "plan"]),
    ("project", &["elixir", "names", "plan", "problem"]),
    ("tree", &["elixir", "names", "problem", "project"]),
    ("picture", &["problem", "project", "tree"]),
    ("record", &["plan", "problem"]),
    ("components", &["elixir", "fields", "names", "problem", "project", "record", "templates"]),
    ("spec", &["components", "problem", "project", "record"]),
    (
        "candidates",
        &["components", "elixir", "fields", "names", "problem", "project", "record", "spec", "tree"],
    ),
    ("disk", &["plan", "problem"]),
    ("wizard", &["candidates", "components", "plan", "problem", "project", "record", "spec", "tree"]),
    ("terminal", &["candidates", "plan", "problem", "wizard"]),
    ("cli", &["components", "problem", "project", "record"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|it| it == "rs") {
            found.push(path);
        }
    }
    found
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The top-level module that a file belongs to: `names` for `src/names/app.rs`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_use_only_what_is_below_them() {
    for path in sources(&root()) {
        let module = module(&path);
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for used in text.split("crate::").skip(1) {
            let used: String =
                used.chars().take_while(|char| char.is_ascii_lowercase() || *char == '_').collect();
            let is_allowed = used == module || allowed.contains(&used.as_str());
            assert!(is_allowed, "{} uses `{used}`, which `{module}` may not", path.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for path in sources(&root()) {
        let text = fs::read_to_string(&path).unwrap();
        let first = text.lines().next().unwrap_or_default();
        assert!(first.starts_with("//! ") && first.len() > 12, "{} begins with no sentence", path.display());
    }
}

#[test]
fn only_the_terminal_prompts() {
    for path in sources(&root()) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(module(&path) == "terminal" || !text.contains("inquire::"), "{} prompts", path.display());
    }
}

#[test]
fn main_stays_small() {
    let text = fs::read_to_string(root().join("main.rs")).unwrap();
    assert!(text.lines().count() < 30);
}

#[test]
fn every_dependency_has_its_reason() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest: toml::Table = fs::read_to_string(here.join("Cargo.toml")).unwrap().parse().unwrap();
    let kinds = ["dependencies", "dev-dependencies"];
    let used = kinds.iter().flat_map(|kind| manifest[*kind].as_table().unwrap().keys().cloned());
    let text = fs::read_to_string(here.join("ARCHITECTURE.md")).unwrap();
    let (_, table) = text.split_once("\n| crate | for |\n|---|---|\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    // `clap_complete` (with `unstable-dynamic`: …): what stands in parentheses is no crate.
    let crates = rows.flat_map(|row| {
        let cell = row.split('|').nth(1).unwrap().split(['(', ')']).step_by(2).collect::<String>();
        cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()
    });
    assert_eq!(crates.collect::<BTreeSet<_>>(), used.collect::<BTreeSet<_>>());
}
