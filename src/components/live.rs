//! LiveView pages of a schema.

use clap::Args;

use super::domain::{At, Interface, Routed};
use super::pages::Pages;
use super::{Component, Context, Hook};
use crate::problem::Problem;

/// LiveView pages for a schema: index, form, show
#[derive(Debug, Args)]
pub(super) struct Live {
    #[command(flatten)]
    at: At,
}

const ROUTED: Routed = Routed {
    path: "/",
    pipeline: "browser",
    is_live: true,
    package: ("phoenix_live_view", "LiveView"),
    beginnings: &["live_view"],
    rival: None,
};

impl Component for Live {
    type Model = Interface;

    const WHEN: &'static str = "\
        for pages that update live; for pages that need no live updates, use `html`";

    fn model(&self, context: &Context<'_>) -> Result<Interface, Problem> {
        Pages::live(&context.project.app()?, context.project)?;
        Interface::new(&self.at, &ROUTED, context.project)
    }

    fn hooks(&self, model: &Interface) -> Vec<Hook> {
        model.hooks("live", true)
    }

    fn shared(&self, model: &Interface) -> Vec<&'static str> {
        let lists = model.has_lists.then_some("list_input");
        lists.into_iter().chain(model.has_json.then_some("json_input")).collect()
    }
}
