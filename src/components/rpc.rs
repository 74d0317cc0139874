//! The one door to functions on other nodes.

use clap::Args;
use serde::Serialize;

use super::duration::Duration;
use super::named::Named;
use super::{Component, Context, Hook};
use crate::names::ModuleName;
use crate::problem::Problem;

/// The one door to `:erpc`: calls on other nodes, with time limits and telemetry
#[derive(Debug, Args)]
pub(super) struct Rpc {
    /// Its module, below the application's, such as Cluster.RPC
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
        to ask a certain node for what only it knows; to tell processes something take `Phoenix.PubSub`";

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
