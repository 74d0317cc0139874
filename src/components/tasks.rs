//! Work on the side, under a supervisor of tasks.

use clap::Args;
use serde::Serialize;

use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A Task.Supervisor: fire-and-forget tasks, bounded fan-out
#[derive(Debug, Args)]
pub(super) struct Tasks {
    /// Module name, below the root module, such as Imports.Tasks
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// How many tasks of one fan-out run at once
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
        for background work that may be lost, and to query many sources at once; not for work that must be \
            done, such as email and payments";

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
