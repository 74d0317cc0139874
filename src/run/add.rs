//! `add`: one more component in a project that lives.

use clap::ArgMatches;

use super::additions::{self, Wanted};
use super::{Failure, write};
use crate::cli::Options;
use crate::components::{Kind, table_taken};
use crate::disk;
use crate::names::is_one_module;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::project::{Choice, Project};
use crate::record::{Run, SPEC_FILE};
use crate::spec::{self, Request};
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
    let plan = write::decided(options, terminal, |choices| {
        let project = super::project(&root).with_choices(choices.clone());
        plan_chosen(kind, said, options.choice, &run, project)
    })?;
    write::run(options, &root, &plan, terminal)
}

/// The plan that adds a component, and its record, to a project.
pub fn plan(
    kind: &'static Kind,
    said: &ArgMatches,
    run: &Run,
    project: Project<'_>,
) -> Result<Plan, Problem> {
    plan_chosen(kind, said, None, run, project)
}

fn plan_chosen(
    kind: &'static Kind,
    said: &ArgMatches,
    choice: Option<Choice>,
    run: &Run,
    project: Project<'_>,
) -> Result<Plan, Problem> {
    let table = spec::write(kind, said, None)?.text;
    let own = spec::own(&project)?;
    let is_unsaid = !asks_for(&own, kind, said, &table)?;
    let mut words = vec!["add".to_owned(), kind.name.to_owned()];
    words.extend(Said::typed(kind, said).to_words());
    words.extend(choice.map(|choice| choice.flag().to_owned()));
    additions::plan(
        &own,
        &[Wanted { kind, said, is_unsaid, request: None }],
        &[],
        &wizard::join(&words),
        run,
        project,
    )
}

/// Whether these requests ask for just this component. One of the same name with other options is a problem.
pub(super) fn asks_for(
    requests: &[Request],
    kind: &Kind,
    said: &ArgMatches,
    table: &str,
) -> Result<bool, Problem> {
    let name = spec::word(said, "name");
    let brings = kind.brings(said);
    for request in requests.iter().filter(|request| !request.kind.is_project()) {
        let is_same = request.kind.name == kind.name && spec::word(&request.said, "name") == name;
        let brought = request.brings().into_iter().find(|brought| brings.contains(brought));
        if !is_same && brought.is_none() {
            continue;
        }
        if let Some(table) = brought.as_deref().and_then(|brought| brought.strip_prefix("table "))
            && let Some((name, other)) = name.as_ref().zip(request.title().1)
            && !is_one_module(name, &other)
        {
            return Err(table_taken(name, &other, table));
        }
        let recorded = spec::write(request.kind, &request.said, None)?.text;
        if recorded == table {
            return Ok(true);
        }
        let name = name.unwrap_or_default();
        let shown = recorded.replace('\n', "\n    ");
        let message = format!("`{name}` already exists in `{SPEC_FILE}`:\n\n    {}", shown.trim_end());
        return Err(Problem::usage("name-taken", message)
            .hint(format!("change it where it is, or choose another name for this `{}`", kind.name)));
    }
    Ok(false)
}
