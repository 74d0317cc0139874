//! Pages of a schema that the server renders.

use clap::Args;

use super::domain::{At, Column, Control, Interface, Routed};
use super::{Component, Context, Hook};
use crate::problem::Problem;

/// Server-rendered pages for a schema: controller, views, routes
#[derive(Debug, Args)]
pub(super) struct Html {
    #[command(flatten)]
    at: At,
}

const ROUTED: Routed = Routed {
    path: "/",
    pipeline: "browser",
    is_live: false,
    package: ("phoenix_html", "HTML pages"),
    beginnings: &["controller", "html"],
    rival: Some("json"),
};

impl Component for Html {
    type Model = Interface;

    const WHEN: &'static str = "\
        for pages that need no live updates: back offices, content, pages for search engines";

    fn model(&self, context: &Context<'_>) -> Result<Interface, Problem> {
        Interface::new(&self.at, &ROUTED, context.project)
    }

    fn hooks(&self, model: &Interface) -> Vec<Hook> {
        model.hooks("html", true)
    }

    fn shared(&self, model: &Interface) -> Vec<&'static str> {
        let mut shared = vec!["paging"];
        let may_be_empty = |column: &Column| match column.control {
            Some(Control::Part) => column.optional,
            control => control == Some(Control::Parts),
        };
        shared.extend(model.table.embeds.iter().any(|it| it.any(&may_be_empty)).then_some("empty_rows"));
        shared.extend(model.has_lists.then_some("list_input"));
        shared.extend(model.has_json.then_some("json_input"));
        shared
    }
}
