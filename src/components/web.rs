//! What all kinds below the web module share.

use serde::Serialize;

use super::Context;
use super::named::Name;
use crate::elixir::{self, Source};
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::{App, Project};

/// What the templates of every kind below the web module see.
#[derive(Debug, Serialize)]
pub(super) struct Web {
    pub(super) app: App,
    pub(super) name: Name,
}

impl Web {
    /// A module of this name below the web module, in this folder below that of the web layer.
    pub(super) fn new(name: &ModuleName, folder: &str, context: &Context<'_>) -> Result<Self, Problem> {
        let app = context.project.app()?;
        if !context.project.depends_on("phoenix")? {
            let message = format!("this needs Phoenix, and `{}` is an application without it", app.name);
            return Err(Problem::usage("no-phoenix", message).hint(
                "projects of kind `live`, `html` and `api` have it; in an umbrella, the web application",
            ));
        }
        let name = Name::new(name.relative_to(&app.web), &app.web, &format!("{}{folder}", app.web_folder));
        Ok(Self { app, name })
    }
}

/// Refuses a web layer that does not begin modules in the ways that are needed: `live_view`, `controller`, `html`.
pub(super) fn check_beginnings(words: &[&str], app: &App, project: &Project<'_>) -> Result<(), Problem> {
    let folder = &app.web_folder;
    // Where Phoenix puts it, and where it was before.
    let mut missing = words.to_vec();
    let mut has_verified_routes = false;
    for path in [format!("lib/{folder}/web.ex"), format!("lib/{folder}.ex")] {
        if let Some(source) = project.source(&path)? {
            missing.retain(|word| !elixir::defines(&source, word));
            has_verified_routes |= source.as_str().contains("VerifiedRoutes");
        }
    }
    let web = &app.web;
    let Some(missing) = missing.first() else {
        if has_verified_routes {
            return Ok(());
        }
        let message = format!("`{web}` has no verified routes, as Phoenix writes them since 1.7");
        return Err(Problem::world("no-verified-routes", message)
            .hint(format!("give `lib/{folder}.ex` `use Phoenix.VerifiedRoutes` where modules begin")));
    };
    Err(if *missing == "live_view" {
        Problem::world("no-live-view", format!("`{web}` has no `live_view`: this project has no LiveView"))
            .hint(format!(
                "give `lib/{folder}.ex` a `live_view`, as `mix phx.new` does; `beamsmith new --kind live` writes it"
            ))
    } else {
        Problem::world("no-beginning", format!("`{web}` has no `{missing}`, as Phoenix writes it since 1.7"))
            .hint(format!("give `lib/{folder}.ex` one: modules begin with `use {web}, :{missing}`"))
    })
}

/// Refuses a web layer whose layouts cannot go around a page, or whose buttons are no links.
pub(super) fn check_layout(app: &App, project: &Project<'_>) -> Result<(), Problem> {
    let App { web, web_folder: folder, .. } = app;
    let layouts = format!("lib/{folder}/components/layouts.ex");
    if !project.fact(&layouts, |source| elixir::defines(source, "app"))? {
        let message = format!("`{web}.Layouts` has no component `app`, as Phoenix writes it since 1.8");
        return Err(Problem::world("no-layout", message).hint(format!(
            "make one of `app.html.heex` in `{layouts}`: `def app(assigns)` with `attr :flash`, \
             `attr :current_scope` and `slot :inner_block`, which it renders for `@inner_content`; \
             then take `layout: {{{web}.Layouts, :app}}` and `layouts:` out of `lib/{folder}.ex`"
        )));
    }
    let components = format!("lib/{folder}/components/core_components.ex");
    let is_no_link = |source: &Source| {
        let takes_links = ["variant", "navigate"].iter().all(|word| source.as_str().contains(word));
        elixir::defines(source, "button") && !takes_links
    };
    if project.fact(&components, is_no_link)? {
        let message =
            format!("`button` of `{web}.CoreComponents` is not a link, as it is in Phoenix since 1.8");
        return Err(Problem::world("no-button", message).hint(format!(
            "let it take `variant`, and be a `.link` if it is given `href` or `navigate`: `{components}`"
        )));
    }
    Ok(())
}

/// Whether a router has pipelines, but not this one. One that shows none may have its own way.
pub(super) fn lacks_pipeline(name: &str, app: &App, project: &Project<'_>) -> Result<bool, Problem> {
    let known = project.fact(&format!("lib/{}/router.ex", app.web_folder), elixir::pipelines)?;
    Ok(!known.is_empty() && !known.iter().any(|it| it == name))
}

/// Refuses a router without the pipeline of pages: what belongs into it is the project's own.
pub(super) fn check_pipeline(name: &str, app: &App, project: &Project<'_>) -> Result<(), Problem> {
    if !lacks_pipeline(name, app, project)? {
        return Ok(());
    }
    let path = format!("lib/{}/router.ex", app.web_folder);
    Err(Problem::world("no-pipeline", format!("the router has no pipeline `{name}`"))
        .hint(format!("give `{path}` one: `pipeline :{name} do`, as Phoenix writes it")))
}
