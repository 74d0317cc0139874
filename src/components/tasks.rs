//! Work on the side, under a supervisor of tasks.

use clap::Args;
use serde::Serialize;

use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A Task.Supervisor: fire and forget, and fan-out within bounds
#[derive(Debug, Args)]
pub(super) struct Tasks {
    /// Its module, below the application's, such as Imports.Tasks
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// How many tasks of one fan-out run at a time
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..))]
    max_concurrency: u32,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    max_concurrency: u32,
}

impl Component for Tasks {
    type Model = Model;

    const WHEN: &'static str = "\
        for work that takes its own time and may be lost, and to ask many sources at once; not for what \
        must be done: email, payments";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            process: Process::new(&self.name, &self.child, Restart::Permanent, context)?,
            max_concurrency: self.max_concurrency,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        vec![model.process.child("tasks")]
    }
}
