//! Periodic work.

use clap::Args;
use serde::Serialize;

use super::duration::Duration;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook, MORE};
use crate::names::ModuleName;
use crate::problem::Problem;

/// Periodic work, with jitter and exponential backoff
#[derive(Debug, Args)]
pub(super) struct Worker {
    /// Module name, below the root module, such as Billing.Reconciler
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// Time from one run to the next
    #[arg(long, value_name = "TIME", default_value = "1m")]
    every: Duration,

    /// Random variation of that time, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 10, value_parser = clap::value_parser!(u32).range(0..=50), help_heading = MORE)]
    jitter: u32,

    /// Longest wait after failures
    #[arg(long, value_name = "TIME", default_value = "1h", help_heading = MORE)]
    max_backoff: Duration,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    every: u64,
    every_text: String,
    jitter: u32,
    max_backoff: u64,
    max_backoff_text: String,
}

impl Component for Worker {
    type Model = Model;

    const WHEN: &'static str = "\
        for upkeep that may be skipped, such as refreshes, cleanup, and reports; not for work that must \
            run at a given hour";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            process: Process::new(&self.name, &self.child, Restart::Permanent, context)?,
            every: self.every.milliseconds(),
            every_text: self.every.to_elixir(),
            jitter: self.jitter,
            max_backoff: self.max_backoff.milliseconds(),
            max_backoff_text: self.max_backoff.to_elixir(),
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![model.process.child("worker")];
        hooks.extend(Process::property_tests());
        hooks
    }
}
