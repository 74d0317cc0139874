//! Projects that others wrote: each kind is added to each of them, in memory.
//!
//! Runs when `BEAMSMITH_FOREIGN` names a folder with checkouts. What was tried goes to `target/foreign/`: the table of
//! outcomes, and for each component what it changes in files that exist, to be read by a person. With
//! `BEAMSMITH_FOREIGN_COMPILE=1`, Mix compiles each project before and with each addition, and runs the tests that came
//! with it; the checkouts hold what was there before in the end.

#[path = "foreign/mix.rs"]
mod mix;
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use beamsmith::elixir;
use beamsmith::plan::{Change, File, Plan, Tree};
use beamsmith::project::Project;
use beamsmith::record::LOCK_FILE;
use beamsmith::run;
use beamsmith::spec::{self, Request, Spec};
use mix::Mix;

const COMPONENTS: &str = include_str!("foreign/components.toml");

/// What a component adds to, and what came of it.
struct Tried {
    kind: &'static str,
    outcome: String,
    edits: String,
    wrong: Vec<String>,
}

#[test]
fn every_kind_is_added_or_says_what_to_do_by_hand() {
    let Some(folder) = std::env::var_os("BEAMSMITH_FOREIGN") else {
        eprintln!("not run: foreign projects are tried when BEAMSMITH_FOREIGN names a folder with checkouts");
        return;
    };
    let folder = PathBuf::from(folder);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../foreign");
    fs::create_dir_all(&out).unwrap();
    let requests = spec::parse(&Spec { name: None, text: COMPONENTS.to_owned() }).unwrap();
    let (mut table, mut wrong) = (String::new(), Vec::new());
    for root in projects(&folder) {
        let name = root.strip_prefix(&folder).unwrap().display().to_string();
        let tree = tree(&root);
        let mix = std::env::var_os("BEAMSMITH_FOREIGN_COMPILE").map(|_| Mix::of(&root, &tree).unwrap());
        let mut edits = String::new();
        writeln!(table, "\n## {name}\n").unwrap();
        for request in &requests {
            let tried = attempt(&tree, request, &requests, mix.as_ref());
            // Compiling takes an hour: this is past what the test harness holds back.
            if mix.is_some() {
                writeln!(std::io::stderr(), "{name}: {}: {}", tried.kind, tried.outcome).unwrap();
            }
            writeln!(table, "| `{}` | {} |", tried.kind, tried.outcome).unwrap();
            writeln!(edits, "## {}\n\n{}", tried.kind, tried.edits).unwrap();
            wrong.extend(tried.wrong.iter().map(|it| format!("{name}, {}: {it}", tried.kind)));
        }
        fs::write(out.join(format!("{}.diff", name.replace('/', "_"))), edits).unwrap();
    }
    fs::write(out.join("outcomes.md"), table).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Tries a component in a project, after those that it needs.
fn attempt(tree: &Tree, request: &Request, all: &[Request], mix: Option<&Mix>) -> Tried {
    let kind = request.kind.name;
    let mut before = tree.clone();
    let told = |outcome: String| Tried { kind, outcome, edits: String::new(), wrong: Vec::new() };
    for needed in needed_by(request, all) {
        match planned(&before, needed) {
            Ok(Ok(plan)) => before = after(&before, &plan),
            Ok(Err(problem)) => {
                return told(format!("needs `{}`: {}", needed.kind.name, first_line(&problem)));
            }
            Err(panic) => return Tried { wrong: vec![panic], ..told("panicked".to_owned()) },
        }
    }
    match planned(&before, request) {
        Ok(Ok(plan)) => examine(kind, &before, &plan, request, mix),
        Ok(Err(problem)) => told(format!("refused: {}", first_line(&problem))),
        Err(panic) => Tried { wrong: vec![panic], ..told("panicked".to_owned()) },
    }
}

/// The components that have to be there first, by what they bring.
fn needed_by<'a>(request: &'a Request, all: &'a [Request]) -> Vec<&'a Request> {
    let brings = |other: &&Request| {
        let brought: BTreeSet<_> = other.kind.brings(&other.said).into_iter().collect();
        request.kind.needs(&request.said).iter().any(|needed| brought.contains(needed))
    };
    all.iter().filter(|other| other.kind.name != request.kind.name).filter(brings).collect()
}

fn planned(tree: &Tree, request: &Request) -> Result<Result<Plan, String>, String> {
    let plan = || run::plan_addition(request.kind, &request.said, &support::run(), Project::of(tree));
    match catch_unwind(AssertUnwindSafe(plan)) {
        Ok(plan) => Ok(plan.map_err(|problem| problem.to_string())),
        Err(panic) => Err(format!("panicked: {:?}", panic.downcast_ref::<String>())),
    }
}

/// What a plan does, and what it must not do.
fn examine(kind: &'static str, before: &Tree, plan: &Plan, request: &Request, mix: Option<&Mix>) -> Tried {
    let mut wrong = Vec::new();
    let (mut created, mut edited, mut edits) = (0, Vec::new(), String::new());
    for change in plan.changes().filter(|change| change.path != LOCK_FILE) {
        let after = &change.after.unwrap().text;
        let is_elixir = matches!(Path::new(change.path).extension(), Some(it) if it == "ex" || it == "exs");
        let is_broken = is_elixir && !elixir::parses(after);
        let Some(before) = change.before else {
            created += 1;
            wrong.extend(is_broken.then(|| format!("{} has a syntax error", change.path)));
            wrong.extend(
                (is_elixir && elixir::layout(after) != **after)
                    .then(|| format!("{} is not laid out", change.path)),
            );
            continue;
        };
        edited.push(format!("`{}`", change.path));
        writeln!(edits, "--- {}\n{}", change.path, change.diff()).unwrap();
        wrong.extend(is_broken.then(|| format!("{} no longer parses", change.path)));
        if !holds(after, &before.text) {
            wrong.push(format!("{} is changed by more than insertions", change.path));
        }
        let was_laid_out = elixir::layout(&before.text) == *before.text;
        if is_elixir && was_laid_out && elixir::layout(after) != **after {
            wrong.push(format!("{} was laid out and is not", change.path));
        }
    }
    for step in plan.by_hand() {
        writeln!(edits, "by hand, {}: {}\n{}\n", step.path, step.task, step.snippet).unwrap();
    }
    let added = after(before, plan);
    match planned(&added, request) {
        Ok(Ok(again)) if again.changes().next().is_none() => {}
        Ok(Ok(again)) => wrong.push(format!("twice is not once:\n{again:#}")),
        Ok(Err(problem)) => wrong.push(format!("twice is refused: {problem}")),
        Err(panic) => wrong.push(panic),
    }
    if plan.changes().next().is_some() {
        match run::plan_undo(Project::of(&added)) {
            Ok((undo, _)) if after(&added, &undo) == *before => {}
            Ok((undo, _)) => wrong.push(format!("undo leaves something:\n{undo:#}")),
            Err(problem) => wrong.push(format!("undo is refused: {problem}")),
        }
    }
    let by_hand: Vec<_> = plan.by_hand().iter().map(|it| format!("`{}`: {}", it.path, it.task)).collect();
    let mut outcome = format!("{created} new");
    if !edited.is_empty() {
        write!(outcome, "; edits {}", edited.join(", ")).unwrap();
    }
    if !by_hand.is_empty() {
        write!(outcome, "; by hand {}", by_hand.join(", ")).unwrap();
    }
    if !plan.conflicts().is_empty() {
        let paths: Vec<_> = plan.conflicts().iter().map(|it| format!("`{}`", it.path)).collect();
        write!(outcome, "; asks about {}", paths.join(", ")).unwrap();
    }
    // What a person has yet to do or to decide need not compile before.
    let is_whole = plan.by_hand().is_empty() && plan.conflicts().is_empty();
    match mix.filter(|_| is_whole).map(|mix| mix.with(&added)) {
        Some(Ok(compiled)) => write!(outcome, "; {compiled}").unwrap(),
        Some(Err(output)) => wrong.push(output),
        None => {}
    }
    Tried { kind, outcome, edits, wrong }
}

/// Whether a text holds all that another says, in order. Where lines break does not matter: one that became too long
/// is laid out again.
fn holds(text: &str, said: &str) -> bool {
    let mut rest = text.chars().filter(|it| !it.is_whitespace());
    said.chars().filter(|it| !it.is_whitespace()).all(|wanted| rest.any(|it| it == wanted))
}

/// The tree that a plan leaves of one.
fn after(tree: &Tree, plan: &Plan) -> Tree {
    let mut after = tree.clone();
    for Change { path, after: file, .. } in plan.changes() {
        match file {
            Some(file) => after.insert(path.to_owned(), file.clone()),
            None => after.remove(path),
        };
    }
    after
}

/// The Mix projects in a folder of checkouts, applications of umbrellas included.
fn projects(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.join("mix.exs").is_file() {
            found.push(path.clone());
        }
        if path.join("apps").is_dir() {
            found.extend(projects(&path.join("apps")));
        }
    }
    found.sort();
    found
}

/// The texts of a project.
fn tree(root: &Path) -> Tree {
    let is_its_own = |path: &Path| {
        let folders = ["deps", "_build", "node_modules", ".git", "apps"];
        path.components().all(|part| folders.iter().all(|folder| part.as_os_str() != *folder))
    };
    let files = support::files_below(root).into_iter().filter_map(|path| {
        let name = path.strip_prefix(root).unwrap();
        let text = if is_its_own(name) { fs::read_to_string(&path).ok()? } else { return None };
        Some((name.to_str().unwrap().to_owned(), File::new(text)))
    });
    files.collect()
}

fn first_line(problem: &str) -> &str {
    problem.lines().next().unwrap_or_default()
}
