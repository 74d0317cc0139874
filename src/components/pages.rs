//! What all kinds with pages share: the router, the layouts, and what is in them already.

use super::Hook;
use super::web::{check_beginnings, check_layout};
use crate::elixir::{self, Place, Route, Scope};
use crate::problem::Problem;
use crate::project::{App, Project};

/// The web side of a project.
#[derive(Debug)]
pub(super) struct Pages {
    module: String,
    router: String,
    layouts: String,
    has_navigation: bool,
}

impl Pages {
    /// That of a project.
    pub(super) fn new(app: &App, project: &Project<'_>) -> Result<Self, Problem> {
        let layouts = format!("lib/{}/components/layouts.ex", app.web_folder);
        let has_navigation = project.fact(&layouts, elixir::has_navigation)?;
        let router = format!("lib/{}/router.ex", app.web_folder);
        Ok(Self { module: app.web.to_string(), router, layouts, has_navigation })
    }

    /// That of a project with LiveView; no other can show what is asked for.
    pub(super) fn live(app: &App, project: &Project<'_>) -> Result<Self, Problem> {
        check_beginnings(&["live_view"], app, project)?;
        check_layout(app, project)?;
        Self::new(app, project)
    }

    /// What answers at one of these paths, unless it is the module `own` or below it.
    pub(super) fn taken(
        &self,
        paths: &[String],
        own: &str,
        project: &Project<'_>,
    ) -> Result<Option<(String, String)>, Problem> {
        let is_own = |module: &str| {
            module.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let routes = project.fact(&self.router, elixir::routes)?;
        let mounts = project.fact(&self.router, elixir::mounts)?;
        let mut routes = routes.into_iter().chain(mounts).filter(|route| !is_own(&route.module));
        let taken = |route: Route| {
            let path = paths.iter().find(|path| route.is_at(path))?;
            Some((path.clone(), route.module))
        };
        Ok(routes.find_map(taken))
    }

    /// Routes for everybody.
    pub(super) fn open(&self) -> Scope {
        Scope {
            path: "/".to_owned(),
            alias: self.module.clone(),
            pipelines: vec!["browser".to_owned()],
            session: None,
        }
    }

    /// The file of the router.
    pub(super) fn router(&self) -> &str {
        &self.router
    }

    /// Something in the router.
    pub(super) fn route(&self, place: Place, snippet: impl Into<String>) -> Hook {
        Hook::new(&self.router, place, snippet)
    }

    /// A link in the header, if the layouts have links there.
    pub(super) fn link(&self, snippet: &str) -> Option<Hook> {
        self.has_navigation.then(|| Hook::new(&self.layouts, Place::Navigation, snippet))
    }
}

/// The problem that another module answers at a path.
pub(super) fn taken_by((path, module): &(String, String), argument: &'static str) -> Problem {
    let message = format!("`{path}` is taken: `{module}` answers there");
    Problem::usage("route-taken", message).about(argument)
}
