//! The one door to functions on other nodes.

use clap::Args;
use serde::Serialize;

use super::duration::Duration;
use super::named::Named;
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// A wrapper around `:erpc`: calls to other nodes, with timeouts and telemetry
#[derive(Debug, Args)]
pub(super) struct Rpc {
    /// Module name, below the root module, such as Cluster.RPC
    name: ModuleName,

    /// How long a call may take
    #[arg(long, value_name = "TIME", default_value = "5s")]
    timeout: Duration,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    named: Named,
    timeout_text: String,
    /// In words: `5 seconds`.
    timeout_words: String,
}

impl Component for Rpc {
    type Model = Model;

    const WHEN: &'static str = "\
        to ask a particular node for what only it knows; to notify processes, use `Phoenix.PubSub`";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        Ok(Model {
            named: Named::new(&self.name, context)?,
            timeout_text: self.timeout.to_elixir(),
            timeout_words: self.timeout.to_words(),
        })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        model.named.telemetry().into_iter().collect()
    }
}
