//! A subtree with a strategy and a restart budget of its own.

use clap::Args;
use serde::Serialize;

use super::process::{ChildOptions, Process, Restart};
use super::project::Strategy;
use super::{Component, Context, Hook, MORE};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A supervisor: a subtree with its own strategy and restart intensity
#[derive(Debug, Args)]
pub(super) struct Supervisor {
    /// Module name, below the root module, such as Pricing
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// Restart strategy
    #[arg(long, value_enum, default_value_t = Strategy::OneForOne)]
    strategy: Strategy,

    /// Restarts that it allows within `--max-seconds`
    #[arg(long, value_name = "N", default_value_t = 3, allow_negative_numbers = true, help_heading = MORE)]
    max_restarts: u32,

    /// Window in which restarts are counted, in seconds
    #[arg(long, value_name = "N", default_value_t = 5, allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..), help_heading = MORE)]
    max_seconds: u32,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    strategy: Strategy,
    max_restarts: u32,
    max_seconds: u32,
}

impl Component for Supervisor {
    type Model = Model;

    const WHEN: &'static str = "\
        where a part of the system can fail and recover without the rest: one per failure domain, not \
        one per folder";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            process: Process::new(&self.name, &self.child, Restart::Permanent, context)?,
            strategy: self.strategy,
            max_restarts: self.max_restarts,
            max_seconds: self.max_seconds,
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        vec![model.process.child("supervisor")]
    }
}
