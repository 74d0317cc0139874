//! What can be generated: one file a kind, one line of the registry a kind.

mod project;

use clap::{ArgMatches, Args, Command};
use serde::Serialize;

use crate::plan::Tree;
use crate::problem::Problem;
use crate::record::Run;
use crate::templates;

pub use project::Project;

/// Every kind. Its name is the command, the table of the spec, and the folder of its templates and snapshots.
pub const KINDS: &[Kind] = &[Kind::of::<Project>("project")];

/// A component: what was said of it, as arguments, and what it means, as a model for its templates.
pub trait Component: Args {
    /// All that its templates see.
    type Model: Serialize;

    /// What the arguments mean together. The one place where a component is checked as a whole.
    fn model(&self, run: &Run) -> Result<Self::Model, Problem>;
}

/// A kind of component, its type erased.
#[derive(Debug)]
pub struct Kind {
    /// The one name that it bears everywhere.
    pub name: &'static str,
    augment: fn(Command) -> Command,
    render: fn(&str, &ArgMatches, &Run) -> Result<Tree, Problem>,
}

impl Kind {
    const fn of<C: Component>(name: &'static str) -> Self {
        Self { name, augment: C::augment_args, render: render::<C> }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Its arguments, as a command of its own.
    pub fn command(&self) -> Command {
        switches((self.augment)(Command::new(self.name).no_binary_name(true).disable_help_flag(true)))
    }

    /// The files that it gives for these arguments.
    pub fn render(&self, said: &ArgMatches, run: &Run) -> Result<Tree, Problem> {
        (self.render)(self.name, said, run)
    }
}

fn render<C: Component>(name: &str, said: &ArgMatches, run: &Run) -> Result<Tree, Problem> {
    let component = C::from_arg_matches(said)
        .expect("this is a bug: arguments that were matched do not make a component");
    Ok(templates::render(name, &component.model(run)?))
}

/// Makes every argument that is a boolean a switch: `--mailer`, `--mailer=false`.
pub fn switches(command: Command) -> Command {
    command.mut_args(|arg| {
        if is_switch(&arg) {
            arg.num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true")
                .value_name("BOOL")
                .hide_possible_values(true)
        } else {
            arg
        }
    })
}

/// Whether an argument takes `true` or `false`.
pub fn is_switch(arg: &clap::Arg) -> bool {
    arg.get_action().takes_values() && arg.get_value_parser().type_id() == std::any::TypeId::of::<bool>()
}
