//! A process per id, on demand.

use clap::Args;
use serde::Serialize;

use super::duration::Duration;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// One process per id, started on demand and stopped when idle
#[derive(Debug, Args)]
pub(super) struct Dynamic {
    /// Module name, below the root module, such as Rooms
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// How long a process lives without a message
    #[arg(long, value_name = "TIME", default_value = "5m")]
    idle: Duration,

    /// Maximum number of processes
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..))]
    max_children: u32,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    idle: u64,
    idle_text: String,
    max_children: u32,
}

impl Component for Dynamic {
    type Model = Model;

    const WHEN: &'static str = "\
        for many things with their own state that must not wait for one another: rooms, sessions, devices; \
            across a cluster, use `horde`";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            process: Process::new(&self.name, &self.child, Restart::Permanent, context)?,
            idle: self.idle.milliseconds(),
            idle_text: self.idle.to_elixir(),
            max_children: self.max_children,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![model.process.child("dynamic")];
        hooks.extend(Process::property_tests());
        hooks
    }
}
