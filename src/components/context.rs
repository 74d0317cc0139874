//! A part of the domain with one way in.

use clap::Args;
use serde::Serialize;

use super::domain::{ContextName, check_spelling};
use super::{Component, Context as Where};
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::App;

/// A bounded context: the public API of one part of the domain
#[derive(Debug, Args)]
pub(super) struct Context {
    /// Module name, below the root module, such as Catalog
    name: ModuleName,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    app: App,
    context: ContextName,
    /// Whether the project still lacks its module.
    new_module: bool,
}

impl Component for Context {
    type Model = Model;

    const WHEN: &'static str = "\
        for a part of the domain that starts without a schema; `schema`, `embedded`, and `operation` \
            create theirs";

    fn model(&self, context: &Where<'_>) -> Result<Model, Problem> {
        let app = context.project.app()?;
        let name = ContextName::new(&self.name, &app)?;
        check_spelling(&name.module, &name.path(), context.project)?;
        Ok(Model { new_module: !context.project.has(&name.path())?, context: name, app })
    }

    fn shared(&self, _model: &Model) -> Vec<&'static str> {
        vec!["fixtures"]
    }
}
