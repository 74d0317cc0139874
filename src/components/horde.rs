//! One process per id in a cluster.

use clap::Args;
use serde::Serialize;

use super::named::dependency;
use super::process::{ChildOptions, Process, Restart};
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// One process per id across the cluster, with Horde; its state moves when a node stops
#[derive(Debug, Args)]
pub(super) struct Horde {
    /// Module name, below the root module, such as Carts
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

impl Component for Horde {
    type Model = Model;

    const WHEN: &'static str = "\
        for things that live on one node at a time and are reachable from all; not where there must never \
            be two, such as money";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model { process: Process::new(&self.name, &self.child, Restart::Permanent, context)? })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let mut hooks = vec![model.process.child("horde"), dependency("horde/_dependency.ex")];
        hooks.extend(Process::property_tests());
        hooks
    }

    fn shared(&self, _model: &Model) -> Vec<&'static str> {
        vec!["peers"]
    }
}
