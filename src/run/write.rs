//! From additions that are planned to additions that are written: what is open is asked, what is done is told.

use std::path::Path;

use super::{Failure, additions};
use crate::cli::Options;
use crate::disk;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::project::Choices;
use crate::terminal::Terminal;
use crate::wizard;

/// The plan in which of every file that is there and differs it is decided what becomes of it: by a flag, or by the
/// person at the terminal.
pub(super) fn decided(
    options: &Options,
    terminal: &Terminal,
    plan: impl Fn(&Choices) -> Result<Plan, Problem>,
) -> Result<Plan, Failure> {
    let mut choices = Choices { all: options.choice, ..Choices::default() };
    let first = plan(&choices)?;
    if first.conflicts().is_empty() {
        return Ok(first);
    }
    let is_silent = options.yes || options.dry_run || options.json;
    if is_silent || !terminal.has_person() {
        return Err(additions::undecided(first.conflicts()).into());
    }
    choices.each = wizard::settle(first.conflicts(), &mut *terminal.person())?;
    let decided = plan(&choices)?;
    // A person takes time: what was decided is of the file that was shown.
    let mut paths = first.conflicts().iter().map(|conflict| &conflict.path);
    match paths.find(|path| first.read().get(*path) != decided.read().get(*path)) {
        Some(path) => Err(disk::changed(path).into()),
        None => Ok(decided),
    }
}

/// Writes a plan unless it is only to be shown, and tells it.
pub(super) fn run(options: &Options, root: &Path, plan: &Plan, terminal: &Terminal) -> Result<(), Failure> {
    if !options.dry_run {
        disk::apply(root, plan)?;
    }
    let told = super::tell(options, plan, root, terminal);
    if plan.is_empty() {
        terminal.say("Nothing to do: everything is there already.");
    } else if let (false, Some(next)) = (options.dry_run, next_steps(plan)) {
        terminal.say(&format!("Next: {next}"));
    }
    if plan.by_hand().is_empty() { Ok(told?) } else { Err(Failure::ByHand) }
}

/// What is to be run once a plan is written, if anything is.
fn next_steps(plan: &Plan) -> Option<String> {
    let is_changed = |is_meant: fn(&str) -> bool| plan.changes().any(|change| is_meant(change.path));
    let fetch = is_changed(|path| path == "mix.exs").then_some("mix deps.get");
    let migrate = is_changed(|path| path.contains("/migrations/")).then_some("mix ecto.migrate");
    let steps: Vec<_> = fetch.into_iter().chain(migrate).collect();
    (!steps.is_empty()).then(|| steps.join(" && "))
}
