//! What the kinds of the domain share: contexts, schemas, fields, scopes, and the database that they are in.

mod column;
mod constraints;
mod context;
mod control;
mod fixtures;
mod interface;
mod inverse;
mod limits;
mod migration;
mod phoenix;
mod sample;
mod schema;
mod scope;
mod sql;
mod step;
mod table;
mod unique;
mod values;
mod written;

use serde::Serialize;

use super::Words;
use crate::elixir;
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::{App, Project};

pub(super) use column::Column;
pub(super) use context::ContextName;
pub(super) use control::Control;
pub(super) use fixtures::{Fixture, check_fixtures, fixtures_of_others};
pub(super) use interface::{At, Interface, Routed};
pub(super) use inverse::{Inverse, awaited, children, inverses, is_other_side};
pub(super) use migration::Migration;
pub(super) use phoenix::{flag_of_phoenix, module_for_web};
pub use schema::table_taken;
pub(super) use schema::{Named, SchemaName};
pub(super) use scope::Scope;
pub(super) use step::{Step, StepModel};
pub(super) use table::Table;
pub(super) use written::stored;

/// The context that a schema of this name is in, to be added unless it is there.
pub(super) fn context_of(schema: &ModuleName, project: &Project<'_>) -> Result<Vec<Words>, Problem> {
    let app = project.app()?;
    let context = SchemaName::new(schema, None, None, &app)?.context(&app)?;
    check_spelling(&context.module, &context.path(), project)?;
    let is_there = project.has(&context.path())?;
    let words = || Words { kind: "context", words: vec![context.relative.to_string()] };
    Ok(if is_there { Vec::new() } else { vec![words()] })
}

/// Refuses a module in whose file is another one that differs only in capitals: `HTTPServer` and `HttpServer`.
pub(super) fn check_spelling(module: &ModuleName, path: &str, project: &Project<'_>) -> Result<(), Problem> {
    let there = project.fact(path, elixir::module)?;
    let Some(there) = there.filter(|it| it != module.as_str() && it.eq_ignore_ascii_case(module.as_str()))
    else {
        return Ok(());
    };
    let message = format!("`{module}` would be in `{path}`, which holds `{there}`");
    Err(Problem::usage("name-taken", message).about("name").hint("use that spelling, or choose another name"))
}

/// Refuses a new module that is called as the tests of one that is there, or whose tests would be called as one.
pub(super) fn check_tests(module: &ModuleName, project: &Project<'_>) -> Result<(), Problem> {
    let app = project.app()?;
    let name = module.relative_to(&app.module);
    let path = |name: &str| Ok(format!("lib/{}.ex", app.file(&name.parse()?)));
    check_spelling(&name.below(&app.module), &path(name.as_str())?, project)?;
    if project.has(&path(name.as_str())?)? {
        return Ok(());
    }
    let tested = name.as_str().strip_suffix("Test").filter(|rest| !rest.is_empty() && !rest.ends_with('.'));
    let others = [tested.map(str::to_owned), Some(format!("{name}Test"))];
    for other in others.into_iter().flatten() {
        if project.has(&path(&other)?)? {
            let (subject, test) = if other.len() < name.as_str().len() {
                (&*other, name.as_str())
            } else {
                (name.as_str(), &*other)
            };
            let message = format!("`{test}` is the name of the test module of `{subject}`");
            return Err(Problem::usage("name-taken", message).about("name").hint("choose another name"));
        }
    }
    Ok(())
}

/// Where the domain lives: the application, its database, and what its schemas have in common.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a layer that a template folder may name")]
pub(super) struct Domain {
    pub app: App,
    /// Whether the project has a `Phoenix.PubSub`, with Phoenix or, in an umbrella, without.
    pub web: bool,
    pub postgres: bool,
    pub sqlite: bool,
    pub mysql: bool,
    /// Whether primary keys are UUIDs.
    pub uuid: bool,
    /// Whether `use App.Schema` sets the types of keys and timestamps.
    pub base_schema: bool,
    /// The type of the timestamps.
    pub timestamps: String,
}

impl Domain {
    /// The type of a field that keeps a key, where that is not the one of this project's keys.
    pub(super) fn key_type(&self, uuid: bool) -> Option<&'static str> {
        match (uuid, self.uuid) {
            (true, false) => Some("Ecto.UUID"),
            (false, true) => Some(":id"),
            _ => None,
        }
    }

    /// The type of a column that refers to a key, where a migration has to say it.
    pub(super) fn reference_type(&self, uuid: bool) -> Option<&'static str> {
        match (uuid, self.base_schema) {
            (true, false) => Some("uuid"),
            (false, true) => Some("bigint"),
            _ => None,
        }
    }

    /// What a project says of its domain.
    pub(super) fn read(project: &Project<'_>) -> Result<Self, Problem> {
        let app = project.app()?;
        let path = format!("lib/{}/repo.ex", app.name);
        let Some(repo) = project.text(&path)? else {
            if app.web == app.module {
                let message = "this is the web application of an umbrella, and the domain is in another";
                return Err(Problem::world("umbrella", message)
                    .hint("run the command in that application's folder; pages for it are up to you"));
            }
            let message = format!("this project has no database: `{path}` does not exist");
            return Err(Problem::world("no-database", message)
                .hint(format!(
                    "`{path}`, `ecto_repos` and its database in `config/`, and its line among the children make one, \
                     as `mix phx.new` writes them; `beamsmith new --database postgres` writes all of it"
                )));
        };
        if let Some(adapter) = strange_adapter(&repo) {
            let message = format!("`{path}` uses `{adapter}`, which Beamsmith was never tested with");
            return Err(Problem::world("other-database", message).hint("use PostgreSQL, SQLite, or MySQL"));
        }
        let base = format!("lib/{}/schema.ex", app.name);
        let key = project.fact(&base, elixir::primary_key)?;
        let base = project.text(&base)?;
        let generators = |config: &_| elixir::generators(config, app.name.as_str());
        let generators = project.fact(&project.configuration_file()?, generators)?;
        let generator = |key: &str| {
            generators.iter().find(|(name, _)| name == key).map(|(_, value)| value.trim_start_matches(':'))
        };
        Ok(Self {
            web: project.depends_on("phoenix")? || starts_pubsub(&app, project)?,
            postgres: repo.contains("Ecto.Adapters.Postgres"),
            sqlite: repo.contains("Ecto.Adapters.SQLite3"),
            mysql: repo.contains("Ecto.Adapters.MyXQL"),
            uuid: generator("binary_id") == Some("true") || key.is_some_and(|key| key != ":id"),
            base_schema: base.is_some_and(|base| base.contains("defmacro __using__")),
            timestamps: generator("timestamp_type").unwrap_or("utc_datetime_usec").to_owned(),
            app,
        })
    }
}

/// The adapter of a repository, if it names one for a database that is none of ours.
fn strange_adapter(repo: &str) -> Option<&str> {
    let (_, adapter) = repo.split_once("adapter:")?;
    let adapter = adapter.trim_start();
    let end =
        adapter.find(|char: char| !char.is_ascii_alphanumeric() && char != '.').unwrap_or(adapter.len());
    let is_ours =
        |it: &&str| matches!(*it, "Ecto.Adapters.Postgres" | "Ecto.Adapters.SQLite3" | "Ecto.Adapters.MyXQL");
    Some(&adapter[..end]).filter(|it| it.starts_with("Ecto.Adapters.") && !is_ours(it))
}

/// Whether an application starts the pub/sub that is called after it.
fn starts_pubsub(app: &App, project: &Project<'_>) -> Result<bool, Problem> {
    project.fact(&project.application_file(app)?, |source| elixir::mentions(source, &app.pubsub()))
}
