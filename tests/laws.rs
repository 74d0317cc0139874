//! Every case under `snapshots/`, every law. A case is a spec; it needs no Rust.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use beamsmith::cli::{self, Verb};
use beamsmith::components::KINDS;
use beamsmith::plan::{File, Plan, Tree};
use beamsmith::problem::Problem;
use beamsmith::project::Project;
use beamsmith::record::{LOCK_FILE, Run, SPEC_FILE};
use beamsmith::spec::{self, Spec};
use beamsmith::{elixir, run, templates};

struct Case {
    path: PathBuf,
    spec: String,
    planned: Result<Tree, Problem>,
}

impl Case {
    /// What the case starts from: nothing for a project, the bare project for an addition.
    fn before(&self) -> Tree {
        let is_project = self.path.parent().unwrap().ends_with("project");
        if is_project { Tree::new() } else { support::generate(&support::project_only(&self.spec)) }
    }
}

fn plan(path: &Path, spec: &str) -> Result<Tree, Problem> {
    support::plan(&path.file_name().unwrap().to_string_lossy(), spec)
}

fn snapshots() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots")
}

fn cases() -> Vec<Case> {
    let case = |path: PathBuf| {
        let spec = fs::read_to_string(&path).unwrap();
        Case { planned: plan(&path, &spec), path, spec }
    };
    support::cases().into_iter().map(case).collect()
}

/// The cases, and the large projects on which the gates are run.
fn cases_and_shops() -> Vec<Case> {
    let mut cases = cases();
    cases.extend(support::shops().map(|(name, spec)| {
        let path = PathBuf::from(name);
        Case { planned: plan(&path, &spec), path, spec }
    }));
    cases
}

/// The cases that are projects, with the name of each.
fn projects() -> Vec<(String, Tree)> {
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    cases().into_iter().filter_map(|case| Some((name(&case.path), case.planned.ok()?))).collect()
}

#[test]
fn the_plan_of_each_case_is_its_snapshot() {
    for case in cases() {
        let shown = match &case.planned {
            Ok(tree) => {
                let mut tree = tree.clone();
                // The lock is made of the hashes of all the others: noise here.
                assert!(tree.remove(LOCK_FILE).is_some());
                format!("{:#}", Plan::new(case.before(), tree, Vec::new()))
            }
            Err(problem) => problem.to_string(),
        };
        insta::with_settings!({
            snapshot_path => case.path.parent().unwrap(),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(case.path.file_stem().unwrap().to_str().unwrap(), shown) });
    }
}

#[test]
fn each_snapshot_has_its_case() {
    for path in support::files_below(&snapshots()) {
        if path.extension().is_some_and(|it| it == "snap") {
            assert!(path.with_extension("toml").exists(), "{} belongs to no case", path.display());
        }
    }
}

#[test]
fn the_same_spec_seed_and_clock_give_the_same_bytes() {
    for case in cases() {
        let Ok(tree) = case.planned else { continue };
        let again = Plan::new(tree, plan(&case.path, &case.spec).unwrap(), Vec::new());
        assert!(again.is_empty(), "{}:\n{again}", case.path.display());
    }
}

#[test]
fn components_added_one_by_one_give_what_a_spec_gives_at_once() {
    let is_record = |path: &String| path == SPEC_FILE || path == LOCK_FILE;
    for case in cases_and_shops() {
        let Ok(mut at_once) = case.planned else { continue };
        let bare = support::generate(&support::project_only(&case.spec));
        let mut one_by_one = support::add_one_by_one(&bare, &case.spec);
        let again = support::add_one_by_one(&one_by_one, &case.spec);
        assert!(
            Plan::new(one_by_one.clone(), again, Vec::new()).is_empty(),
            "{}: twice is once",
            case.path.display()
        );
        at_once.retain(|path, _| !is_record(path));
        one_by_one.retain(|path, _| !is_record(path));
        let difference = Plan::new(at_once, one_by_one, Vec::new());
        assert!(difference.is_empty(), "{}:\n{difference:#}", case.path.display());
    }
}

/// Takes the last run back, in a tree.
fn undone(tree: &Tree) -> Plan {
    run::plan_undo(Project::of(tree)).unwrap().0
}

/// The tree that a plan leaves of one.
fn after(tree: &Tree, plan: &Plan) -> Tree {
    let mut after = tree.clone();
    for change in plan.changes() {
        match change.after {
            Some(file) => after.insert(change.path.to_owned(), file.clone()),
            None => after.remove(change.path),
        };
    }
    after
}

#[test]
fn each_addition_is_taken_back_byte_for_byte_and_made_again() {
    for case in cases().into_iter().filter(|case| case.planned.is_ok()) {
        let mut before = support::generate(&support::project_only(&case.spec));
        for request in spec::parse(&Spec { name: None, text: case.spec }).unwrap() {
            if request.kind.is_project() {
                continue;
            }
            let project = Project::of(&before);
            let plan = run::plan_addition(request.kind, &request.said, &support::run(), project).unwrap();
            let added = after(&before, &plan);
            let undo = undone(&added);
            assert!(undo.by_hand().is_empty() && undo.kept().is_empty(), "{}:\n{undo}", case.path.display());
            assert_eq!(after(&added, &undo), before, "{}", case.path.display());

            // And what it says does the same again.
            let (_, past) = run::plan_undo(Project::of(&added)).unwrap();
            let line = past.command_line();
            let (options, verb) = cli::parse(line.split(' ').map(Into::into), false).unwrap();
            let Verb::Add(kind, said) = verb else { panic!("{line}") };
            let run = Run { seed: options.seed.unwrap(), clock: options.clock.unwrap() };
            let project = Project::of(&before);
            let again = run::plan_addition(kind, &said, &run, project).unwrap();
            assert_eq!(after(&before, &again), added, "{line}");
            before = added;
        }
    }
}

#[test]
fn a_spec_applied_to_the_bare_project_gives_what_it_gives_at_once() {
    for case in cases_and_shops() {
        let Ok(mut at_once) = case.planned else { continue };
        let spec = Spec { name: None, text: case.spec.clone() };
        let apply = |tree: &Tree| {
            let project = Project::of(tree);
            run::plan_application(&run::Asked::own(&spec).unwrap(), &support::run(), project).unwrap()
        };
        let mut bare = support::generate(&support::project_only(&case.spec));
        bare.insert(SPEC_FILE.to_owned(), File::new(case.spec.clone()));
        let mut applied = after(&bare, &apply(&bare));
        let again = apply(&applied);
        assert!(again.is_empty(), "{}:\n{again}", case.path.display());
        if applied != bare {
            assert_eq!(after(&applied, &undone(&applied)), bare, "{}", case.path.display());
        }
        at_once.remove(LOCK_FILE);
        applied.remove(LOCK_FILE);
        let difference = Plan::new(at_once, applied, Vec::new());
        assert!(difference.is_empty(), "{}:\n{difference:#}", case.path.display());
    }
}

#[test]
fn every_elixir_file_parses() {
    for (name, tree) in projects() {
        for (path, file) in tree {
            if Path::new(&path).extension().is_some_and(|it| it == "ex" || it == "exs") {
                assert!(elixir::parses(&file.text), "{name}: {path} has a syntax error:\n{}", file.text);
            }
        }
    }
}

#[test]
fn every_file_is_clean_text_inside_the_project() {
    for (name, tree) in projects() {
        for (path, file) in tree {
            let place = format!("{name}: {path}");
            assert!(
                !path.starts_with('/') && path.split('/').all(|part| part != ".."),
                "{place} leaves the project"
            );
            assert!(!path.contains(['@', '{', '+']), "{place} is a template's path");
            assert!(!file.text.contains("@{") && !file.text.contains("#%"), "{place} holds a template mark");
            assert!(
                file.text.ends_with('\n') && !file.text.ends_with("\n\n"),
                "{place} ends with one newline"
            );
            assert!(!file.text.starts_with('\n'), "{place} begins with an empty line");
            for (number, line) in file.text.lines().enumerate() {
                assert_eq!(line, line.trim_end(), "{place}:{} ends with white space", number + 1);
                assert!(!line.contains('\t'), "{place}:{} holds a tab", number + 1);
            }
        }
    }
}

#[test]
fn every_example_makes_a_project() {
    for path in support::files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")) {
        let spec = fs::read_to_string(&path).unwrap();
        assert!(plan(&path, &spec).is_ok(), "{}", path.display());
    }
}

#[test]
fn registry_templates_and_snapshots_list_the_same_kinds() {
    let mut registered: Vec<_> = KINDS.iter().map(|kind| kind.name.to_owned()).collect();
    let mut templated: Vec<_> = templates::kinds().map(str::to_owned).collect();
    let folders = fs::read_dir(snapshots()).unwrap();
    let mut shown: Vec<_> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    registered.sort();
    templated.sort();
    shown.sort();
    assert_eq!(registered, templated);
    assert_eq!(registered, shown);
}
