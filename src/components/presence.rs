//! Who is where, on all nodes.

use clap::Args;
use serde::Serialize;

use super::web::Web;
use super::{Component, Context, Hook};
use crate::elixir::{self, Place};
use crate::names::ModuleName;
use crate::problem::Problem;

/// Phoenix.Presence: who is where, across all nodes, with changes as they happen
#[derive(Debug, Args)]
pub(super) struct Presence {
    /// Module name, below the web module
    #[arg(default_value = "Presence")]
    name: ModuleName,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    web: Web,
    pubsub: String,
    #[serde(skip)]
    application: String,
}

impl Component for Presence {
    type Model = Model;

    const WHEN: &'static str = "\
        to show who is online or viewing something; not for a lock or an exact count";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let project = context.project;
        let web = Web::new(&self.name, "", context)?;
        if web.name.module.last().ends_with("Test") {
            let message = format!("`{}` ends like a test module", web.name.module);
            return Err(Problem::usage("reserved-name", message).about("name").hint("choose another name"));
        }
        let application = project.application_file(&web.app)?;
        let root = project.fact(&application, elixir::supervision)?;
        let mut children = root.into_iter().flat_map(|root| root.children);
        let pubsub = children.find(|child| child.module == "Phoenix.PubSub").and_then(|child| child.name);
        Ok(Model { pubsub: pubsub.unwrap_or_else(|| web.app.pubsub()), application, web })
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let child = "presence/_child.ex".to_owned();
        vec![Hook::new(&model.application, Place::Child, child)]
    }
}
