//! What a kind writes, told by its default case: the same that its snapshot shows.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use jiff::Timestamp;

use super::{add, new};
use crate::components::Kind;
use crate::picture;
use crate::plan::{Change, Plan};
use crate::problem::Problem;
use crate::project::{Project, names_below};
use crate::record::{LOCK_FILE, Run, SPEC_FILE, Seed};
use crate::spec::{self, Request, Spec};
use crate::wizard::{self, Said};

/// The default case of each kind that has one.
const EXAMPLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/examples.rs"));

/// An example of a kind: the command lines, from an empty folder on, and what the last of them does; none if the kind has
/// no case.
pub(super) fn example(kind: &'static Kind) -> Option<String> {
    let (_, text) = EXAMPLES.iter().find(|(name, _)| *name == kind.name)?;
    let told = tell(kind, text);
    Some(told.unwrap_or_else(|problem| panic!("this is a bug: the case of `{}`: {problem}", kind.name)))
}

fn tell(kind: &'static Kind, text: &str) -> Result<String, Problem> {
    let spec = Spec { name: None, text: text.to_owned() };
    let run = Run { seed: Seed::from_bytes([0; 16]), clock: Timestamp::UNIX_EPOCH };
    let mut before = spec::parse(&spec)?;
    let position = before.iter().position(|request| request.kind.name == kind.name);
    let rest = before.split_off(position.unwrap_or(before.len()));
    let Some(request) = rest.first() else { return Ok(String::new()) };

    let mut lines: Vec<_> = before.iter().chain([request]).map(line).collect();
    if let Some(name) = before.first().and_then(|project| spec::word(&project.said, "name")) {
        lines.insert(1, wizard::join(&["cd".to_owned(), name]));
    }
    let tree = new::build(&before, &spec, &run)?.into_after();
    let project = Project::new(
        |path| {
            let is_record = path == SPEC_FILE || path == LOCK_FILE;
            Ok(tree.get(path).filter(|_| !is_record).cloned())
        },
        |folder| Ok(names_below(&tree, folder)),
    );
    let plan = add::plan(kind, &request.said, &run, project)?;
    Ok(format!("  {}\n\nThe last command writes:\n{}", lines.join("\n  "), files(&plan)))
}

/// The command line that asks for a component, or for the project that all others are added to.
fn line(request: &Request) -> String {
    let mut said = Said::typed(request.kind, &request.said).to_words();
    let mut words = vec!["beamsmith".to_owned()];
    if request.kind.is_project() {
        // The folder names it.
        let name = said.iter().position(|word| word == "--name").map(|at| said.drain(at..at + 2).next_back());
        words.push("new".to_owned());
        words.extend(name.flatten());
        words.append(&mut said);
        words.push("--yes".to_owned());
    } else {
        words.extend(["add".to_owned(), request.kind.name.to_owned()]);
        words.append(&mut said);
    }
    wizard::join(&words)
}

/// A line for each file; below one that is edited, what is inserted.
fn files(plan: &Plan) -> String {
    let mut text = String::new();
    for change in plan.changes().filter(|change| change.path != LOCK_FILE) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {:<6} {}", change.action(), without_time(change.path));
        // All that a component changes there is the picture.
        if change.path == picture::README && change.before.is_some() {
            text.push_str("           the diagram of the supervision tree\n");
            continue;
        }
        for line in inserted(&change) {
            let _ = writeln!(text, "           {line}");
        }
    }
    text
}

/// A path; that of a migration without the time that numbers it.
fn without_time(path: &str) -> String {
    match path.split_once("/migrations/").and_then(|(folder, file)| Some((folder, file.split_once('_')?.1))) {
        Some((folder, name)) => format!("{folder}/migrations/…_{name}"),
        None => path.to_owned(),
    }
}

/// The lines that an edited file gains, without the margin that they share. A comma at the end makes no line another.
fn inserted<'a>(change: &Change<'a>) -> Vec<&'a str> {
    let (Some(before), Some(after)) = (change.before, change.after) else { return Vec::new() };
    let known: BTreeSet<_> = before.text.lines().map(bare).collect();
    let is_new = |line: &&str| !line.trim().is_empty() && !known.contains(bare(line));
    let lines: Vec<_> = after.text.lines().filter(is_new).collect();
    let margin = |line: &&str| line.len() - line.trim_start().len();
    let shared = lines.iter().map(margin).min().unwrap_or_default();
    lines.into_iter().map(|line| line[shared..].trim_end_matches(',')).collect()
}

fn bare(line: &str) -> &str {
    line.trim().trim_end_matches(',')
}
