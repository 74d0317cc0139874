//! What all components share that define a module: the names around it.

use serde::Serialize;

use super::{Context, Hook};
use crate::elixir::Place;
use crate::names::{ModuleName, underscore};
use crate::problem::Problem;
use crate::project::App;

/// A module of a project's own, as templates see it.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    app: App,
    web: bool,
    name: Name,
}

/// A module's name in all its spellings.
#[derive(Debug, Serialize)]
pub(super) struct Name {
    pub(super) module: ModuleName,
    relative: ModuleName,
    file: String,
    last: String,
    /// The last part, unless that would hide a module of Elixir's.
    alias: String,
    snake: String,
}

impl Named {
    /// The module of this name below the application's, if nothing else has it.
    pub(super) fn new(name: &ModuleName, context: &Context<'_>) -> Result<Self, Problem> {
        let project = context.project;
        let app = project.app()?;
        let relative = name.relative_to(&app.module);
        if relative.as_str() == "Supervisor" || relative.as_str() == "Application" {
            let message =
                format!("`{}` is the name of the application's own supervisor", relative.below(&app.module));
            return Err(reserved(message));
        }
        if relative.last().ends_with("Test") {
            return Err(reserved(format!("`{relative}` ends like a test module")));
        }
        let support = format!("test/support/{}.ex", underscore(relative.as_str()));
        if project.has(&support)? {
            let message =
                format!("`{}` is a module of the tests, in `{support}`", relative.below(&app.module));
            return Err(reserved(message));
        }
        let name = Name::new(relative, &app.module, &app.folder);
        let root = project.registered(&project.application_file(&app)?)?;
        if root.is_some_and(|root| root.children.contains(name.module.as_str())) {
            return Err(reserved(format!(
                "`{}` is the name of a process that the application starts",
                name.module
            )));
        }
        Ok(Self { web: project.depends_on("phoenix")?, name, app })
    }

    /// The application that it belongs to.
    pub(super) fn app(&self) -> &App {
        &self.app
    }

    /// The module.
    pub(super) fn module(&self) -> &ModuleName {
        &self.name.module
    }

    /// Whether the project has Phoenix.
    pub(super) fn is_web(&self) -> bool {
        self.web
    }

    /// The name in snake case, its parts joined by underscores.
    pub(super) fn snake(&self) -> &str {
        &self.name.snake
    }

    /// Telemetry, for what emits events itself; Phoenix brings it.
    pub(super) fn telemetry(&self) -> Option<Hook> {
        (!self.web).then(|| dependency("_shared/telemetry.ex"))
    }
}

/// A package that a component needs.
pub(super) fn dependency(snippet: &str) -> Hook {
    Hook::new("mix.exs", Place::Dependency, snippet)
}

fn reserved(message: String) -> Problem {
    Problem::usage("reserved-name", message).about("name").hint("choose another name")
}

impl Name {
    /// The name of a module below a root, whose file is below a folder.
    pub(super) fn new(relative: ModuleName, root: &ModuleName, folder: &str) -> Self {
        let path = underscore(relative.as_str());
        let module = relative.below(root);
        Self {
            alias: if relative.last_part().owner().is_some() || relative.last() == root.first() {
                module.as_str().replace('.', "")
            } else {
                relative.last().to_owned()
            },
            module,
            file: format!("{folder}/{path}"),
            last: relative.last().to_owned(),
            snake: path.replace('/', "_"),
            relative,
        }
    }
}
