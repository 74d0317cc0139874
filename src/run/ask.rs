//! `new` and `add` with a person at the terminal: what was not said is asked for.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::{Failure, add, new};
use crate::cli::{New, Options};
use crate::components::Kind;
use crate::disk::{self, Target};
use crate::terminal::Terminal;
use crate::wizard::{self, End, Said, State, Stop, World};

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Back | Stop::Interrupted => Self::Interrupted,
            Stop::Problem(problem) => Self::Problem(problem),
        }
    }
}

/// Asks what new project to write, and does what is to be done with the answers.
pub(super) fn new(
    options: &Options,
    new: &New,
    typed: &ArgMatches,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let run = super::entropy(options)?;
    let world = World {
        read: &|_| Ok(None),
        list: &|_| Ok(Vec::new()),
        vacant: &|path| Target::new(path).map(drop),
        unsaved: &|path| disk::vacant(&spec_file(path)),
        plan: &|spec| new::generate(spec, &run),
        addition: None,
        is_dry_run: options.dry_run,
        run: &run,
        typed_for_new: new.typed(),
        flags_for_new: if options.dry_run { Vec::new() } else { new.untyped() },
    };
    let said = Said::typed(new::project_kind(), typed);
    let said = match &new.path {
        Some(path) => said.at(path),
        None => said,
    };
    let (mut person, mut start) = (terminal.person(), State::new_project(&world, said)?);
    loop {
        let (state, end) = wizard::run(start, &mut *person)?;
        let done = match end {
            End::Write => {
                let new = new.clone().with(state.flags());
                new::make(options, &new, state.path(), &state.spec()?, &run, terminal)
            }
            End::Save => save(&state, terminal),
            End::Quit => Ok(()),
        };
        match done {
            // Nothing was made: no answer is lost.
            Err(Failure::Problem(problem)) if Target::new(state.path()).is_ok() => {
                person.refuse(&problem)?;
                start = state.before_its_end();
            }
            done => return done,
        }
    }
}

/// Where the spec of a project at a path goes: beside it.
fn spec_file(path: &Path) -> PathBuf {
    path.with_added_extension("toml")
}

/// Writes the spec of a new project beside where that would be.
fn save(state: &State<'_>, terminal: &Terminal) -> Result<(), Failure> {
    let file = spec_file(state.path());
    disk::save(&file, &state.spec()?.text)?;
    let next = wizard::join(&state.command_line_of_spec(&file)?);
    terminal.say(&format!("Wrote {}. Next:\n\n  {next}\n", file.display()));
    Ok(())
}

/// Asks what component to add, shows what that changes, and adds it if it is wanted. A run that writes nothing needs
/// no consent.
pub(super) fn add(
    options: &Options,
    typed: Option<(&'static Kind, ArgMatches)>,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let root = disk::project_root()?;
    let run = super::entropy(options)?;
    let addition = |said: &Said| add::plan(said.kind, &said.matches()?, &run, super::project(&root));
    let is_written = !options.dry_run;
    let world = World {
        read: &|path| disk::project_file(&root, path),
        list: &|folder| disk::project_folder(&root, folder),
        vacant: &|_| Ok(()),
        unsaved: &|_| Ok(()),
        plan: &|spec| new::generate(spec, &run),
        addition: is_written.then_some(&addition),
        is_dry_run: options.dry_run,
        run: &run,
        typed_for_new: Vec::new(),
        flags_for_new: Vec::new(),
    };
    let said = typed.map(|(kind, typed)| Said::typed(kind, &typed));
    let (state, end) = wizard::run(State::addition(&world, said)?, &mut *terminal.person())?;
    if end == End::Quit {
        return Ok(());
    }
    // What was shown is what is written: the names of migrations hold the time.
    let options = Options { seed: Some(run.seed.clone()), clock: Some(run.clock), ..options.clone() };
    for (component, line) in state.components()?.into_iter().zip(state.command_lines()?) {
        if !is_written {
            terminal.say(&format!("Equivalent command: {}\n", wizard::join(&line)));
        }
        add::run(&options, component.kind, &component.matches()?, terminal)?;
    }
    Ok(())
}
