//! A process with state, under a supervisor.

use clap::Args;
use serde::Serialize;

use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A GenServer: a thin process around a pure core
#[derive(Debug, Args)]
pub(super) struct GenServer {
    /// Module name, below the root module, such as Pricing.Engine
    name: ModuleName,

    #[command(flatten)]
    child: ChildOptions,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    process: Process,
}

impl Component for GenServer {
    type Model = Model;

    const WHEN: &'static str = "\
        for state that changes one step at a time; not for data that is read far more than written \
            (`cache`) or for many things with their own state (`dynamic`)";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model { process: Process::new(&self.name, &self.child, Restart::Permanent, context)? })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![model.process.child("gen_server")];
        hooks.extend(Process::property_tests());
        hooks
    }
}
