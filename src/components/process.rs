//! What all kinds of processes share: a name, a parent, how they restart and stop.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::named::Named;
use super::{Context, Hook, MORE};
use crate::elixir::Place;
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::App;
use crate::templates;

/// Where a process hangs, and how it restarts and stops.
#[derive(Debug, Args)]
pub(super) struct ChildOptions {
    /// Parent supervisor, such as Pricing [default: the application's]
    #[arg(long, value_name = "SUPERVISOR")]
    under: Option<ModuleName>,

    /// When its supervisor restarts it [default: depends on the kind]
    #[arg(long, value_enum, help_heading = MORE)]
    restart: Option<Restart>,

    /// How long it may take to stop, in milliseconds [default: depends on the kind]
    #[arg(long, value_name = "MS", help_heading = MORE)]
    shutdown: Option<u32>,
}

impl ChildOptions {
    /// Those of a child that restarts and stops as its kind does.
    pub(super) fn under(parent: Option<ModuleName>) -> Self {
        Self { under: parent, restart: None, shutdown: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Restart {
    /// Always
    Permanent,
    /// After a crash
    Transient,
    /// Never
    Temporary,
}

/// What the templates of every process see.
#[derive(Debug, Serialize)]
pub(super) struct Process {
    #[serde(flatten)]
    named: Named,
    parent: Parent,
    restart: Restart,
    default_restart: bool,
    /// As Elixir writes the number.
    shutdown: Option<String>,
}

/// The supervisor above.
#[derive(Debug, Serialize)]
struct Parent {
    module: ModuleName,
    #[serde(skip)]
    path: String,
}

impl Process {
    /// The process of a name with these options, whose kind restarts by default as is said.
    pub(super) fn new(
        name: &ModuleName,
        child: &ChildOptions,
        default_restart: Restart,
        context: &Context<'_>,
    ) -> Result<Self, Problem> {
        let named = Named::new(name, context)?;
        let restart = child.restart.unwrap_or(default_restart);
        Ok(Self {
            parent: Parent::find(child.under.as_ref(), named.app(), context)?,
            named,
            restart,
            default_restart: restart == default_restart,
            shutdown: child.shutdown.map(|milliseconds| templates::number(&milliseconds.to_string())),
        })
    }

    /// Whether the project has Phoenix.
    pub(super) fn is_web(&self) -> bool {
        self.named.is_web()
    }

    /// The name of its module with a word behind it: `Shop.ClusterSupervisor`.
    pub(super) fn registered(&self, word: &str) -> String {
        format!("{}{word}", self.named.module())
    }

    /// The file of the supervisor above.
    pub(super) fn parent_file(&self) -> &str {
        &self.parent.path
    }

    /// Its line in the list of its supervisor.
    pub(super) fn child(&self, kind: &str) -> Hook {
        Hook::new(&self.parent.path, Place::Child, format!("{kind}/_child.ex"))
    }

    /// What property tests need: the package, and its rules for the formatter.
    pub(super) fn property_tests() -> [Hook; 2] {
        [
            Hook::new("mix.exs", Place::Dependency, "_shared/stream_data.ex"),
            Hook::new(".formatter.exs", Place::ImportDeps, "_shared/stream_data_rules.ex"),
        ]
    }
}

impl Parent {
    fn find(under: Option<&ModuleName>, app: &App, context: &Context<'_>) -> Result<Self, Problem> {
        // The root supervisor may be named as any other.
        let is_root = |under: &ModuleName| under.as_str() == "Supervisor";
        let relative = under.map(|under| under.relative_to(&app.module)).filter(|under| !is_root(under));
        match relative {
            Some(relative) => Self::subtree(&relative, app, context),
            None => Self::root(app, context),
        }
    }

    /// The application's supervisor, by the name that it registers if its source says one.
    fn root(app: &App, context: &Context<'_>) -> Result<Self, Problem> {
        let path = context.project.application_file(app)?;
        let name = context.project.registered(&path)?.and_then(|root| root.own.clone());
        let module = name.and_then(|name| name.parse().ok()).unwrap_or_else(|| app.supervisor());
        Ok(Self { module, path })
    }

    fn subtree(relative: &ModuleName, app: &App, context: &Context<'_>) -> Result<Self, Problem> {
        let module = relative.below(&app.module);
        let path = format!("lib/{}.ex", app.file(relative));
        if !context.project.has(&path)? {
            let message = format!("there is no supervisor `{relative}`: `{path}` does not exist");
            return Err(Problem::usage("no-supervisor", message)
                .about("under")
                .hint(format!("create it with `beamsmith add supervisor {relative}`")));
        }
        // One that is not registered by its module's name is a part of something else, such as a cache.
        let name = context.project.registered(&path)?.and_then(|supervisor| supervisor.own.clone());
        if name.is_some_and(|name| name == "__MODULE__" || name == module.as_str()) {
            return Ok(Self { module, path });
        }
        let message = format!(
            "`{relative}` cannot be a parent: `{path}` starts no list of children under its own name"
        );
        Err(Problem::usage("no-supervisor", message).about("under"))
    }
}
