//! The numbers of migrations: unique, in the order of their references, and not from the future.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use std::fmt::Write as _;

use beamsmith::plan::{File, Tree};
use beamsmith::project::Project;
use beamsmith::record::Run;
use beamsmith::run;
use beamsmith::spec::{self, Spec};

const PROJECT: &str = "[project]\nname = \"shop\"\n\n";
const FOLDER: &str = "priv/repo/migrations/";

/// Schemas each of which refers to the one before, the last of them first.
fn chain(count: usize) -> String {
    (0..count).rev().fold(String::new(), |mut spec, number| {
        let to = match number {
            0 => String::new(),
            _ => format!(", \"before:belongs_to=Chain.Link{:02}\"", number - 1),
        };
        writeln!(spec, "[[schema]]\nname = \"Chain.Link{number:02}\"\nfields = [\"name:string\"{to}]\n")
            .unwrap();
        spec
    })
}

/// The run of every case, at another time of that day.
fn run_at(time: &str) -> Run {
    Run { clock: format!("2026-11-23T{time}Z").parse().unwrap(), ..support::run() }
}

/// Adds a schema to a project.
fn add(tree: Tree, name: &str, run: &Run) -> Tree {
    let spec = format!("[[schema]]\nname = \"{name}\"\nfields = [\"name:string\"]\n");
    let requests = spec::parse(&Spec { name: None, text: spec }).unwrap();
    let plan = run::plan_addition(requests[0].kind, &requests[0].said, run, Project::of(&tree)).unwrap();
    let added = plan.into_after();
    tree.into_iter().chain(added).collect()
}

/// The migrations of a project: the number and the name of each, in order.
fn migrations(tree: &Tree) -> Vec<(u64, &str)> {
    let files = tree.keys().filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(".exs"));
    let parts = files.filter_map(|file| file.split_once('_'));
    parts.map(|(number, name)| (number.parse().unwrap(), name)).collect()
}

#[track_caller]
fn is_one_chain(tree: &Tree, count: usize, last: u64) {
    let migrations = migrations(tree);
    let names: Vec<_> = migrations.iter().map(|(_, name)| (*name).to_owned()).collect();
    let expected: Vec<_> = (0..count).map(|number| format!("create_link{number:02}s")).collect();
    assert_eq!(names, expected);
    assert!(migrations.is_sorted_by(|(one, _), (next, _)| one < next), "{migrations:?}");
    assert_eq!(migrations.last().unwrap().0, last);
}

#[test]
fn forty_at_once_end_before_the_clock() {
    let tree = support::generate(&format!("{PROJECT}{}", chain(40)));
    is_one_chain(&tree, 40, 20_261_123_115_900);
}

#[test]
fn forty_in_one_project_that_lives_end_before_the_clock() {
    let tree = support::generate(PROJECT);
    let text = format!("{PROJECT}{}", chain(40));
    let asked = run::Asked::own(&Spec { name: None, text }).unwrap();
    let plan = run::plan_application(&asked, &run_at("00:00:30"), Project::of(&tree)).unwrap();
    is_one_chain(&plan.into_after(), 40, 20_261_122_235_930);
}

#[test]
fn forty_one_by_one_within_a_second_are_not_from_the_future() {
    let text = chain(40);
    let run = run_at("12:00:05");
    let tree = spec::parse(&Spec { name: None, text }).unwrap().iter().fold(
        support::generate(PROJECT),
        |tree, request| {
            let plan = run::plan_addition(request.kind, &request.said, &run, Project::of(&tree)).unwrap();
            let added = plan.into_after();
            tree.into_iter().chain(added).collect()
        },
    );
    is_one_chain(&tree, 40, 20_261_123_115_944);
}

#[test]
fn one_more_comes_after_what_is_there() {
    let tree = support::generate(&format!("{PROJECT}{}", chain(3)));
    let tree = add(tree, "Chain.Later", &run_at("12:00:01"));
    assert_eq!(migrations(&tree).last(), Some(&(20_261_123_115_901, "create_laters")));
    let tree = add(tree, "Chain.Next", &run_at("12:00:01"));
    assert_eq!(migrations(&tree).last(), Some(&(20_261_123_115_902, "create_nexts")));
}

#[test]
fn a_clock_behind_what_is_there_is_not_believed() {
    let mut tree = support::generate(PROJECT);
    let name = format!("{FOLDER}20261123235959_create_things.exs");
    tree.insert(name, File::new("defmodule Shop.Repo.Migrations.CreateThings do\nend\n".to_owned()));
    let tree = add(tree, "Chain.Later", &run_at("12:00:00"));
    assert_eq!(migrations(&tree).last(), Some(&(20_261_124_000_000, "create_laters")));
}
