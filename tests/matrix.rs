//! Every pair of options of a project, and of the arguments of each kind: plans, plans again to nothing, parses.
//!
//! With Elixir on the PATH, the real formatter has nothing to change in any of them. With `BEAMSMITH_MATRIX_COMPILE=1`,
//! Mix compiles each without a warning, which takes half an hour or more, and needs a registry of packages.

mod support;

#[path = "foreign/mix.rs"]
mod mix;
#[path = "support/pairs.rs"]
mod pairs;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use beamsmith::components::Kind;
use beamsmith::elixir;
use beamsmith::plan::{Plan, Tree};
use beamsmith::project::Project;
use beamsmith::run;

use clap::ArgMatches;
use mix::Mix;
use tempfile::TempDir;

/// What components are added to, and what their arguments name.
const BASE: &str = "[project]\nname = \"relay\"\nkind = \"live\"\n\n[[supervisor]]\nname = \"Trunk\"\n\n\
    [[schema]]\nname = \"Catalog.Category\"\nfields = [\"name:string\"]\n\n\
    [[schema]]\nname = \"Catalog.Product\"\nfields = [\"name:string:max=160\", \"price:decimal:min=0\", \
    \"status:enum=draft/live:default=draft\", \"tags:array:string:optional\", \"released_on:date:optional\", \
    \"category:belongs_to=Catalog.Category:optional\"]\n";

/// The words that each kind needs besides its flags.
const REQUIRED: [(&str, &[&str]); 22] = [
    ("context", &["Billing"]),
    (
        "schema",
        &["Sales.Order", "number:integer:unique", "note:text:optional", "product:belongs_to=Catalog.Product"],
    ),
    ("embedded", &["Sales.Filter", "query:string:max=80", "page:integer:min=1:default=1"]),
    ("operation", &["Catalog.Restock", "product:update=Catalog.Product"]),
    ("live", &["Catalog.Product"]),
    ("html", &["Catalog.Product"]),
    ("json", &["Catalog.Product"]),
    ("page", &["Dashboard"]),
    ("channel", &["Room"]),
    ("presence", &[]),
    ("supervisor", &["Pricing"]),
    ("gen_server", &["Engine"]),
    ("cache", &["Cache"]),
    ("rate_limiter", &["Limit"]),
    ("dynamic", &["Carts"]),
    ("tasks", &["Imports"]),
    ("worker", &["Sweeper"]),
    ("pool", &["Lines", "--address=switch.internal:9100"]),
    ("cluster", &[]),
    ("horde", &["Sessions"]),
    ("rpc", &["Nodes.RPC"]),
    ("gateway", &["Rates", "--url=https://api.example.com/v1"]),
];

fn said(kind: &Kind, words: &[String]) -> Result<ArgMatches, clap::Error> {
    kind.parser().try_get_matches_from(words)
}

/// Projects of every pair of options.
fn projects() -> Vec<(String, Tree)> {
    let kind = Kind::named("project").unwrap();
    let tree = |words: &[String]| {
        let said = said(kind, words).ok()?;
        let spec = beamsmith::spec::write(kind, &said, None).ok()?;
        run::generate(&spec, &support::run()).ok()
    };
    let is_valid = |words: &[String]| {
        said(kind, words).is_ok_and(|said| kind.check(&said, &Project::empty(), &support::run()).is_ok())
    };
    let rows = pairs::combinations(kind, &["--name=relay"], is_valid);
    rows.into_iter()
        .map(|words| (words.join(" "), tree(&words).expect("what is valid can be made")))
        .collect()
}

/// The trees of every pair of arguments of each kind, by kind; each is tried from the same project.
fn additions(base: &Tree) -> BTreeMap<&'static str, Vec<(String, Tree)>> {
    let trees = REQUIRED.iter().map(|(name, required)| {
        let kind = Kind::named(name).unwrap_or_else(|| panic!("there is no kind `{name}`"));
        let project = Project::of(base);
        let is_valid = |words: &[String]| {
            said(kind, words).is_ok_and(|said| kind.check(&said, &project, &support::run()).is_ok())
        };
        let rows = pairs::combinations(kind, required, is_valid);
        let trees = rows.into_iter().map(|words| {
            let line = format!("{name} {}", words.join(" "));
            let tree = added(base, kind, &words, &line);
            (line, tree)
        });
        (*name, trees.collect())
    });
    trees.collect()
}

/// The tree after an addition, which is nothing the second time.
fn added(base: &Tree, kind: &'static Kind, words: &[String], line: &str) -> Tree {
    let said = said(kind, words).unwrap();
    let plan = |tree: &Tree| -> Plan {
        run::plan_addition(kind, &said, &support::run(), Project::of(tree))
            .unwrap_or_else(|it| panic!("{line}: {it}"))
    };
    let mut tree = base.clone();
    let first = plan(base);
    assert_eq!(first.by_hand(), [], "{line}");
    tree.extend(first.into_after());
    let again = plan(&tree);
    assert!(again.is_empty(), "{line}: twice is once\n{again}");
    tree
}

fn assert_parses(line: &str, tree: &Tree) {
    for (path, file) in tree {
        if Path::new(path).extension().is_some_and(|it| it == "ex" || it == "exs") {
            assert!(elixir::parses(&file.text), "{line}: {path} has a syntax error:\n{}", file.text);
        }
    }
}

#[test]
fn every_pair_of_options_and_arguments_is_written_and_formatted() {
    let folder = TempDir::new().unwrap();
    let projects = projects();
    let base = support::generate(BASE);
    let additions = additions(&base);
    println!("{} projects", projects.len());
    for (number, (line, tree)) in projects.iter().enumerate() {
        assert_parses(line, tree);
        support::write(tree, &folder.path().join(format!("new_{number}")));
    }
    for (kind, trees) in &additions {
        println!("{} of {kind}", trees.len());
        for (number, (line, tree)) in trees.iter().enumerate() {
            assert_parses(line, tree);
            // What is as it was need not be formatted again.
            let mut changed = tree.clone();
            changed.retain(|path, file| base.get(path) != Some(file));
            support::write(&changed, &folder.path().join(format!("{kind}_{number}")));
        }
    }
    if support::has_elixir() {
        support::assert_formatted(folder.path());
    }
}

#[test]
fn every_pair_of_options_and_arguments_compiles_without_a_warning() {
    if std::env::var_os("BEAMSMITH_MATRIX_COMPILE").is_none() {
        eprintln!("not run: every pair is compiled when BEAMSMITH_MATRIX_COMPILE is set");
        return;
    }
    // All in one folder, one after the other: what packages are compiled is kept.
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matrix");
    let mut wrong = Vec::new();
    // Past what the test harness holds back: it takes long.
    let mut told = |line: &str, outcome: Result<(), String>| {
        let (word, why) = match outcome {
            Ok(()) => ("compiles", String::new()),
            Err(output) => ("fails", format!("\n{output}")),
        };
        writeln!(std::io::stderr(), "{word}: {line}{why}").unwrap();
        wrong.extend((word == "fails").then(|| format!("{line}{why}")));
    };
    let compiled = |tree: &Tree| {
        clear(&root);
        support::write(tree, &root);
        let mix = Mix::of(&root, tree)?;
        if mix.warnings().is_empty() { Ok(()) } else { Err(mix.warnings().join("\n")) }
    };
    for (line, tree) in projects() {
        told(&line, compiled(&tree));
    }
    let base = support::generate(BASE);
    told("what is added to", compiled(&base));
    let mix = Mix::of(&root, &base).unwrap();
    for (line, tree) in additions(&base).into_values().flatten() {
        told(&line, mix.compiles_with(&tree));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Removes a project from its folder, but not its packages.
fn clear(root: &Path) {
    fs::create_dir_all(root).unwrap();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        match path.file_name().unwrap().to_str().unwrap() {
            "deps" | "_build" | "mix.lock" => {}
            _ if path.is_dir() => fs::remove_dir_all(path).unwrap(),
            _ => fs::remove_file(path).unwrap(),
        }
    }
}

#[test]
fn the_matrix_knows_every_kind() {
    let known: Vec<_> = REQUIRED.iter().map(|(kind, _)| *kind).collect();
    let kinds: Vec<_> = Kind::additions().map(|kind| kind.name).collect();
    assert_eq!(known, kinds);
}
