//! `add`: one more component in a project that lives.

use clap::ArgMatches;

use super::Failure;
use crate::cli::Options;
use crate::components::Kind;
use crate::disk;
use crate::plan::{File, Plan};
use crate::problem::Problem;
use crate::project::Project;
use crate::record::{LOCK_FILE, Lock, Run, SPEC_FILE};
use crate::spec::{self, Spec};
use crate::terminal::Terminal;
use crate::wizard::{self, Said};

/// Plans a component of a kind, then shows it or writes it.
pub(super) fn run(
    options: &Options,
    kind: &'static Kind,
    said: &ArgMatches,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let root = disk::project_root()?;
    let _lock = super::enter(&root, options, terminal)?;
    let run = super::entropy(options)?;
    let plan = plan(kind, said, &run, Project::new(|path| disk::project_file(&root, path)))?;
    if !options.dry_run {
        disk::apply(&root, &plan)?;
    }
    let told = super::tell(options, &plan, &root, terminal);
    if plan.is_empty() {
        terminal.say("Nothing to do: it is there already.");
    } else if plan.changes().any(|change| change.path == "mix.exs") && !options.dry_run {
        terminal.say("Next: mix deps.get");
    }
    if plan.by_hand().is_empty() { Ok(told?) } else { Err(Failure::ByHand) }
}

/// The plan that adds a component, and its record, to a project.
///
/// A component that the project's spec asks for already may have been worked on since: only what is missing is added.
pub fn plan(
    kind: &'static Kind,
    said: &ArgMatches,
    run: &Run,
    mut project: Project<'_>,
) -> Result<Plan, Problem> {
    let spec = project.text(SPEC_FILE)?;
    let table = spec::write(kind, said, None)?.text;
    let is_recorded = match &spec {
        Some(spec) => asks_for(spec, kind, said, &table)?,
        None => false,
    };
    kind.add(said, project.keeping_files(is_recorded), run)?;
    if project.is_unchanged() {
        return Ok(project.into_plan());
    }
    let mut added = table.clone();
    if let Some(spec) = spec.filter(|_| !is_recorded) {
        added = appended(&spec, &table);
        project.put(SPEC_FILE, spec + &added)?;
    }
    let lock = Lock::parse(&project.text(LOCK_FILE)?.unwrap_or_default())?;
    let plan = project.into_plan();
    if plan.changes().next().is_none() {
        return Ok(plan);
    }
    let words = Said::typed(kind, said).to_words();
    let command = format!("add {} {}", kind.name, wizard::join(&words));
    let lock = lock.with(&command, &added, &plan, run);
    Ok(plan.with(LOCK_FILE, File::new(lock)))
}

/// A table as it is put at the end of a spec: after an empty line, with the line ends of the spec.
fn appended(spec: &str, table: &str) -> String {
    let gap = match spec {
        "" => "",
        _ if spec.ends_with("\n\n") || spec.ends_with("\n\r\n") => "",
        _ if spec.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let added = format!("{gap}{table}");
    if spec.contains("\r\n") { added.replace('\n', "\r\n") } else { added }
}

/// Whether a spec asks for just this component. One of the same name with other options is a problem.
fn asks_for(spec: &str, kind: &Kind, said: &ArgMatches, table: &str) -> Result<bool, Problem> {
    let name = spec::word(said, "name");
    let spec = Spec { name: Some(SPEC_FILE.to_owned()), text: spec.to_owned() };
    for request in spec::parse(&spec)? {
        if request.kind.is_project() || spec::word(&request.said, "name") != name {
            continue;
        }
        let recorded = spec::write(request.kind, &request.said, None)?.text;
        if recorded == table {
            return Ok(true);
        }
        let name = name.unwrap_or_default();
        let shown = recorded.replace('\n', "\n    ");
        let message =
            format!("`{name}` is there already, as `{SPEC_FILE}` says:\n\n    {}", shown.trim_end());
        return Err(Problem::usage("name-taken", message)
            .hint(format!("change it where it is, or choose another name for this `{}`", kind.name)));
    }
    Ok(false)
}
