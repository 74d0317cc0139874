//! `add`: one more component in a project that lives.

use clap::ArgMatches;

use super::Failure;
use crate::cli::Options;
use crate::components::Kind;
use crate::disk;
use crate::plan::{File, Plan};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::{self, LOCK_FILE, Run, SPEC_FILE};
use crate::spec::{self, Spec};
use crate::terminal::Terminal;

/// Plans a component of a kind, then shows it or writes it.
pub(super) fn run(
    options: &Options,
    kind: &Kind,
    said: &ArgMatches,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let root = disk::project_root()?;
    if !options.dry_run && disk::take_back(&root)? {
        terminal.say("A run that was interrupted was taken back.");
    }
    let run = super::entropy(options)?;
    let plan = plan(kind, said, &run, Project::new(|path| disk::project_file(&root, path)))?;
    if !options.dry_run {
        disk::apply(&root, &plan)?;
    }
    super::tell(options, &plan, &root, terminal)?;
    if plan.is_empty() {
        terminal.say("Nothing to do: it is there already.");
    } else if plan.changes().any(|change| change.path == "mix.exs") && !options.dry_run {
        terminal.say("Next: mix deps.get");
    }
    if plan.by_hand().is_empty() { Ok(()) } else { Err(Failure::ByHand) }
}

/// The plan that adds a component, and its record, to a project.
///
/// A component that the project's spec asks for already may have been worked on since: only what is missing is added.
pub fn plan(kind: &Kind, said: &ArgMatches, run: &Run, mut project: Project<'_>) -> Result<Plan, Problem> {
    let spec = project.text(SPEC_FILE)?;
    let table = spec::write(kind, said, None)?.text;
    let is_recorded = match &spec {
        Some(spec) => asks_for(spec, kind, &table)?,
        None => false,
    };
    kind.add(said, project.keeping_files(is_recorded), run)?;
    if project.is_unchanged() {
        return Ok(project.into_plan());
    }
    if let Some(spec) = spec.filter(|_| !is_recorded) {
        project.put(SPEC_FILE, format!("{}\n\n{table}", spec.trim_end()))?;
    }
    let lock = project.text(LOCK_FILE)?.unwrap_or_default();
    let plan = project.into_plan();
    let lock = record::locked(&lock, &format!("add {}", kind.name), &plan, run);
    Ok(plan.with(LOCK_FILE, File::new(lock)))
}

/// Whether a spec asks for just this component.
fn asks_for(spec: &str, kind: &Kind, table: &str) -> Result<bool, Problem> {
    let spec = Spec { name: Some(SPEC_FILE.to_owned()), text: spec.to_owned() };
    for request in spec::parse(&spec)?.iter().filter(|request| request.kind.name == kind.name) {
        if spec::write(kind, &request.said, None)?.text == table {
            return Ok(true);
        }
    }
    Ok(false)
}
