//! Combinations of arguments in which every pair of values occurs that may occur.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeSet;

use beamsmith::components::{Kind, is_switch};
use clap::Arg;

/// An argument and the words that set it, one choice after the other; the empty one leaves it out.
struct Axis {
    choices: Vec<Vec<String>>,
}

/// A choice on each axis, by number.
type Row = Vec<usize>;

/// An axis and a choice on it.
type Choice = (usize, usize);

/// The combinations of a kind's arguments, as words: each pair of values is in one of them, unless `is_valid` refuses
/// it even where nothing else is said.
pub fn combinations(
    kind: &Kind,
    required: &[&str],
    is_valid: impl Fn(&[String]) -> bool,
) -> Vec<Vec<String>> {
    let command = kind.command();
    let axes: Vec<_> = command.get_arguments().filter_map(axis).collect();
    let words = |row: &Row| {
        let required = required.iter().map(|&word| word.to_owned());
        required
            .chain(axes.iter().zip(row).flat_map(|(axis, &choice)| axis.choices[choice].clone()))
            .collect::<Vec<_>>()
    };
    let mut missing = pairs(&axes);
    let mut rows = Vec::new();
    while let Some(&pair) = missing.first() {
        let mut row = vec![0; axes.len()];
        for (axis, choice) in [pair.0, pair.1] {
            row[axis] = choice;
        }
        missing.remove(&pair);
        if !is_valid(&words(&row)) {
            continue;
        }
        let mut chosen = vec![pair.0, pair.1];
        for axis in 0..axes.len() {
            if chosen.iter().any(|(other, _)| *other == axis) {
                continue;
            }
            let gain = |choice| {
                chosen.iter().filter(|&&other| missing.contains(&ordered((axis, choice), other))).count()
            };
            let mut choices: Vec<_> = (0..axes[axis].choices.len()).collect();
            choices.sort_by_key(|&choice| std::cmp::Reverse(gain(choice)));
            for choice in choices {
                row[axis] = choice;
                if is_valid(&words(&row)) {
                    chosen.push((axis, choice));
                    break;
                }
                row[axis] = 0;
            }
        }
        missing.retain(|(one, other)| row[one.0] != one.1 || row[other.0] != other.1);
        rows.push(words(&row));
    }
    if rows.is_empty() { vec![required.iter().map(|&word| word.to_owned()).collect()] } else { rows }
}

fn pairs(axes: &[Axis]) -> BTreeSet<(Choice, Choice)> {
    let choices = |axis: usize| (0..axes[axis].choices.len()).map(move |choice| (axis, choice));
    let mut pairs = BTreeSet::new();
    for one in 0..axes.len() {
        // A single argument is its own pair.
        let others = if axes.len() == 1 { 0..1 } else { one + 1..axes.len() };
        for other in others {
            pairs.extend(choices(one).flat_map(|it| choices(other).map(move |its| (it, its))));
        }
    }
    if axes.len() == 1 {
        pairs.retain(|(one, other)| one == other);
    }
    pairs
}

fn ordered(one: Choice, other: Choice) -> (Choice, Choice) {
    if one < other { (one, other) } else { (other, one) }
}

/// The choices of an argument; none if it has to be said anyway.
fn axis(arg: &Arg) -> Option<Axis> {
    if arg.is_required_set() || arg.get_id() == "name" {
        return None;
    }
    let flag = format!("--{}", arg.get_long()?);
    let values: Vec<String> = if is_switch(arg) {
        vec!["true".to_owned(), "false".to_owned()]
    } else {
        let possible = arg.get_possible_values();
        if possible.is_empty() {
            vec![typical(arg).to_owned()]
        } else {
            possible.iter().map(|value| value.get_name().to_owned()).collect()
        }
    };
    let said = values.into_iter().map(|value| vec![format!("{flag}={value}")]);
    Some(Axis { choices: std::iter::once(Vec::new()).chain(said).collect() })
}

/// A value of an argument that takes any, where its default is another.
fn typical(arg: &Arg) -> &'static str {
    match arg.get_id().as_str() {
        "under" => "Trunk",
        "shutdown" => "30000",
        "ttl" | "window" | "idle" | "every" | "max_backoff" | "timeout" => "90s",
        "limit" | "max_children" | "max_concurrency" | "size" | "max_restarts" | "max_seconds" | "jitter" => {
            "7"
        }
        "pipeline" => "api",
        "operation" => "rates_of",
        "namespace" => "Admin",
        "route" => "/office/board",
        "topic" => "lobby",
        "app" => "relay_core",
        "module" => "RelayCore",
        "plural" => "kindreds",
        "table" => "kin",
        "scope" => "user",
        "primary_key" => "order_number",
        "prefix" => "sales",
        other => panic!("the matrix knows no value of `{other}`: give it one"),
    }
}
