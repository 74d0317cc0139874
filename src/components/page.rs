//! A LiveView page of its own.

use clap::{ArgMatches, Args};
use serde::Serialize;

use super::pages::{Pages, taken_by};
use super::{Component, Context, Hook, component};
use crate::elixir::Place;
use crate::names::{ModuleName, sentence, underscore};
use crate::problem::Problem;
use crate::project::App;

/// A LiveView page without a schema: async loading, and a task that can be canceled
#[derive(Debug, Args)]
pub(super) struct Page {
    /// Page name, such as Dashboard or Admin.Stock
    name: ModuleName,

    /// URL path [default: from its name, such as /dashboard or /admin/stock]
    #[arg(long, value_name = "PATH", value_parser = route)]
    route: Option<String>,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    app: App,
    name: Name,
    route: String,
    #[serde(skip)]
    web: Pages,
}

/// The names of the page.
#[derive(Debug, Serialize)]
struct Name {
    module: String,
    relative: String,
    file: String,
    title: String,
    /// Its title in the header, where others may have the same: with what it is below.
    link: String,
}

impl Component for Page {
    type Model = Model;

    const WHEN: &'static str = "for a page that shows no schema: a dashboard, a report";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let app = context.project.app()?;
        let web = Pages::live(&app, context.project)?;
        let name = Name::new(&self.name, &app)?;
        let route = self.route.clone().unwrap_or_else(|| name.route());
        if let Some(taken) = web.taken(std::slice::from_ref(&route), &name.module, context.project)? {
            return Err(taken_by(&taken, "route").hint(format!(
                "choose another path with `--route`, or remove that one from `{}` first",
                web.router()
            )));
        }
        Ok(Model { app, name, route, web })
    }

    fn brings(said: &ArgMatches) -> Vec<String> {
        let page = component::<Self>(said);
        vec![format!("page module {}", module_of(page.name.as_str()))]
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let routes = model.web.route(Place::Routes(model.web.open()), "page/_route.ex");
        std::iter::once(routes).chain(model.web.link("page/_link.ex")).collect()
    }
}

impl Name {
    /// A page is called without `Live` at its end; its module has it.
    fn new(name: &ModuleName, app: &App) -> Result<Self, Problem> {
        let root = app.web.to_string();
        let below = name.relative_to(&app.web);
        let page = below.as_str().strip_suffix("Live").unwrap_or(below.as_str());
        if page.is_empty() || page.ends_with('.') {
            let message = format!("`{name}` is a page without a name");
            return Err(Problem::usage("reserved-name", message).about("name").hint("for example Dashboard"));
        }
        let relative = module_of(page);
        let last = page.rsplit('.').next().unwrap_or(page);
        Ok(Self {
            module: format!("{root}.{relative}"),
            file: underscore(&relative),
            title: sentence(&underscore(last)),
            link: sentence(&underscore(page).replace('/', "_")),
            relative,
        })
    }

    /// `/admin/stock-levels` for `Admin.StockLevels`.
    fn route(&self) -> String {
        let page = self.file.strip_suffix("_live").unwrap_or(&self.file);
        format!("/{}", page.replace('_', "-"))
    }
}

/// `StockLive` of `Stock`, and of itself.
fn module_of(page: &str) -> String {
    format!("{}Live", page.strip_suffix("Live").unwrap_or(page))
}

/// A path that is the same for everybody: no part of it is a parameter.
fn route(path: &str) -> Result<String, Problem> {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || "-_".contains(char))
    };
    if path.strip_prefix('/').is_some_and(|path| path.split('/').all(is_part)) {
        Ok(path.to_owned())
    } else {
        let message = format!("`{}` is not a valid path for a page", path.escape_debug());
        Err(Problem::usage("bad-path", message).about("route").hint("for example /dashboard or /admin/stock"))
    }
}
