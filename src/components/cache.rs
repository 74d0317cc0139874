//! Values kept in memory for a while.

use clap::Args;
use serde::Serialize;

use super::duration::Duration;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// An ETS cache: time to live, one load per missing key
#[derive(Debug, Args)]
pub(super) struct Cache {
    /// Module name, below the root module, such as Pricing.Cache
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,

    /// How long a value is kept
    #[arg(long, value_name = "TIME", default_value = "5m")]
    ttl: Duration,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
    ttl: u64,
    ttl_text: String,
}

impl Component for Cache {
    type Model = Model;

    const WHEN: &'static str = "\
        for data that is expensive to get, read often, and may be slightly stale; not for the only copy of \
            anything";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            process: Process::new(&self.name, &self.child, Restart::Permanent, context)?,
            ttl: self.ttl.milliseconds(),
            ttl_text: self.ttl.to_elixir(),
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![model.process.child("cache")];
        hooks.extend(Process::property_tests());
        hooks
    }
}
