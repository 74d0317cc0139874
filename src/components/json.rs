//! The JSON API of a schema.

use clap::Args;

use super::domain::{At, Interface, Routed};
use super::{Component, Context, Hook};
use crate::problem::Problem;

/// A JSON API for a schema: controller, views, routes
#[derive(Debug, Args)]
pub(super) struct Json {
    #[command(flatten)]
    at: At,
}

const ROUTED: Routed = Routed {
    path: "/api",
    pipeline: "api",
    is_live: false,
    package: ("phoenix", "Phoenix"),
    beginnings: &["controller"],
    rival: Some("html"),
};

impl Component for Json {
    type Model = Interface;

    const WHEN: &'static str = "for other programs: apps, scripts, services";

    fn model(&self, context: &Context<'_>) -> Result<Interface, Problem> {
        Interface::new(&self.at, &ROUTED, context.project)
    }

    fn hooks(&self, model: &Interface) -> Vec<Hook> {
        model.hooks("json", false)
    }

    fn shared(&self, model: &Interface) -> Vec<&'static str> {
        let mut shared = vec!["paging", "fallback"];
        shared.extend(model.table.scope.is_some().then_some("require_scope"));
        shared
    }
}
