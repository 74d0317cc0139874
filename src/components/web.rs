//! What all kinds below the web module share.

use serde::Serialize;

use super::Context;
use super::named::Name;
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::App;

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
            return Err(Problem::usage("no-phoenix", message)
                .hint("projects of kind `live`, `html` and `api` have it"));
        }
        let name = Name::new(name.relative_to(&app.web), &app.web, &format!("{}{folder}", app.web_folder));
        Ok(Self { app, name })
    }
}
