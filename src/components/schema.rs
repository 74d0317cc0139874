//! A table and all that stands on it: schema, migration, the functions of its context, fixtures, tests.

use clap::{ArgMatches, Args, ValueEnum};
use serde::Serialize;

use super::domain::{
    Domain, Inverse, Migration, SchemaName, Scope, Table, awaited, check_fixtures, check_tests, children,
    fixtures_of_others, inverses, is_other_side,
};
use super::process::Process;
use super::{Awaited, Component, Context, Hook, MORE, Words, component};
use crate::elixir::Place;
use crate::fields::{Field, FieldKind, FieldName, Target};
use crate::names::{ModuleName, is_one_module};
use crate::problem::Problem;
use crate::project::App;

/// A table with its schema, migration, context functions, and tests
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Module name, with its context, such as Catalog.Product
    name: ModuleName,

    /// Fields, such as name:string:max=160
    #[arg(value_name = "FIELD", required = true)]
    fields: Vec<Field>,

    /// Interfaces to generate [default: none]
    #[arg(long, value_enum, value_name = "KIND")]
    web: Vec<Interface>,

    /// Plural name, such as people [default: the English plural]
    #[arg(long, value_name = "NAME", help_heading = MORE)]
    plural: Option<FieldName>,

    /// Table name [default: the plural name]
    #[arg(long, value_name = "TABLE", help_heading = MORE)]
    table: Option<FieldName>,

    /// Scope of all queries and writes, or `none` [default: the project's default scope, if it has one]
    #[arg(long, value_name = "NAME", help_heading = MORE)]
    scope: Option<String>,

    /// A function that reduces over all rows without loading them into memory
    #[arg(long, help_heading = MORE)]
    stream: Option<bool>,

    /// Primary key column; the field is always `id` [default: id]
    #[arg(long, value_name = "COLUMN", help_heading = MORE)]
    primary_key: Option<FieldName>,

    /// PostgreSQL schema of its table, such as sales [default: the connection's]
    #[arg(long, value_name = "PREFIX", help_heading = MORE)]
    prefix: Option<FieldName>,

    /// The migration that creates its table; off if the table exists [default: on]
    #[arg(long, help_heading = MORE)]
    migration: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Interface {
    /// LiveView pages that update live
    Live,
    /// Server-rendered pages
    Html,
    /// A JSON API
    Json,
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    table: Table,
    creation: Migration,
    stream: bool,
    /// Whether its migration is written.
    migration: bool,
    #[serde(skip)]
    inverses: Vec<Inverse>,
    #[serde(skip)]
    awaited: Vec<Awaited>,
}

impl Component for Schema {
    type Model = Model;

    const WHEN: &'static str = "for rows of a table; for data without a table, use `embedded`";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let project = context.project;
        let domain = Domain::read(project)?;
        let name = self.name_in(&domain.app)?;
        check_tests(&self.name, project)?;
        if self.migration != Some(false) {
            name.check_table(&domain.app, project)?;
        }
        let scope = Scope::find(self.scope.as_deref(), &domain, project)?;
        let creation = Migration::create(&name, context.run.clock, &domain, project)?;
        let mut fields = self.fields.clone();
        fields.extend(children(&fields, &name, &domain.app));
        let table = Table::new(name, &fields, false, scope, domain, project)?;
        table.check()?;
        if !project.has(&table.schema.name.path())? {
            check_fixtures(fixtures_of_others(&table), project)?;
        }
        Ok(Model {
            inverses: inverses(&table, project),
            awaited: awaited(&table, project)?,
            stream: self.stream == Some(true),
            migration: self.migration != Some(false),
            creation,
            table,
        })
    }

    fn needs(said: &ArgMatches) -> Vec<String> {
        let schema = component::<Self>(said);
        let context = schema.name.as_str().rsplit_once('.').map(|(context, _)| context.to_owned());
        let targets = schema
            .fields
            .iter()
            .filter(|field| !is_other_side(field))
            .filter_map(|field| field.kind.target());
        let targets = targets.map(|target| match target {
            Target::Schema(module) => module.to_string(),
            Target::Table(table) => format!("table {table}"),
        });
        context.into_iter().chain(targets).collect()
    }

    fn tangle(ring: &[&ArgMatches]) -> Option<Problem> {
        let ring: Vec<_> = ring.iter().map(|said| component::<Self>(said)).collect();
        if let [one, other] = &ring[..]
            && let (Some(ours), Some(theirs)) = (one.joined_to(other), other.joined_to(one))
        {
            let message =
                format!("`{ours}`: `{}` already has `{theirs}`, and one join table serves both", other.name);
            return Some(
                Problem::usage("said-twice", message).about("fields").hint(
                    "leave one of them out: the other one writes both sides, and its side takes the ids",
                ),
            );
        }
        Some(circle(&ring))
    }

    fn brings(said: &ArgMatches) -> Vec<String> {
        let schema = component::<Self>(said);
        let name = SchemaName::table_of(&schema.name, schema.plural.as_ref(), schema.table.as_ref());
        vec![format!("table {name}")]
    }

    fn before(&self, context: &Context<'_>) -> Result<Vec<Words>, Problem> {
        super::domain::context_of(&self.name, context.project)
    }

    fn after(&self, _model: &Model) -> Vec<Words> {
        let kind = |interface: &Interface| match interface {
            Interface::Live => "live",
            Interface::Html => "html",
            Interface::Json => "json",
        };
        let words = |interface: &Interface| {
            let mut words = vec![self.name.to_string()];
            // Pages and an API have controllers of one name.
            let is_beside_pages = *interface == Interface::Json && self.web.contains(&Interface::Html);
            words.extend(is_beside_pages.then(|| "--namespace=Api".to_owned()));
            Words { kind: kind(interface), words }
        };
        self.web.iter().map(words).collect()
    }

    fn later(&self, model: &Model) -> Vec<Awaited> {
        model.awaited.clone()
    }

    fn shared(&self, model: &Model) -> Vec<&'static str> {
        let mut shared = vec!["fixtures", "query"];
        shared.extend((!model.table.preloads.is_empty()).then_some("query_counter"));
        shared.extend(model.table.many_to_many.then_some("many_to_many"));
        shared.extend(model.table.foreign_keys.then_some("foreign_keys"));
        shared.extend(model.table.storable.then_some("storable"));
        shared
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let context = &model.table.context;
        let head = |snippet: &str| Hook::new(context.path(), Place::Head, format!("schema/{snippet}.ex"));
        let mut hooks = Vec::new();
        hooks.extend(
            (model.table.scope.is_some() || !model.table.preloads.is_empty()).then(|| head("_import")),
        );
        hooks.extend([head("_alias"), head("_alias_repo")]);
        hooks.extend(model.table.scope.is_some().then(|| head("_alias_scope")));
        hooks.push(Hook::new(context.path(), Place::Module, "schema/_functions.ex"));
        hooks.push(Hook::new(context.fixtures_path(), Place::Module, "schema/_fixture.ex"));
        hooks.extend(model.inverses.iter().flat_map(|Inverse { path, it }| {
            let line = Hook::new(path, Place::Schema, "schema/_inverse.ex");
            [line, Hook::new(path, Place::RowType, "schema/_inverse_type.ex")]
                .map(|hook| hook.about(it.clone()))
        }));
        hooks.extend(Process::property_tests());
        hooks
    }
}

/// The problem with schemas of which each refers to the next: which of the references can come later, and how.
fn circle(ring: &[Schema]) -> Problem {
    let around = ring.iter().zip(ring.iter().cycle().skip(1));
    let names = ring.iter().chain(ring.first()).map(|schema| schema.name.as_str());
    let message = |why: &str| format!("{why}: {}", names.clone().collect::<Vec<_>>().join(" → "));
    let problem = |message: String| Problem::usage("cycle", message).about("fields");
    for (schema, next) in around {
        let is_join = |field: &Field| matches!(field.kind, FieldKind::ManyToMany(_));
        let leading: Vec<_> = schema.leading_to(next).filter(|field| !is_other_side(field)).collect();
        let can_wait = leading.iter().all(|field| field.is_optional || is_join(field));
        let Some(first) = leading.first().filter(|_| can_wait) else { continue };
        let later = problem(message("no migration could come first, since each of these refers to the next"));
        return later.hint(if is_join(first) {
            format!(
                "leave `{first}` out of `{}`, and say a `many_to_many={}` of `{}`: that writes both sides",
                schema.name, schema.name, next.name
            )
        } else {
            format!(
                "leave `{first}` out of `{}`; once `{}` is there, a migration of your own that alters the table adds \
                 the column, and a `belongs_to` the association",
                schema.name, next.name
            )
        });
    }
    problem(message("no row could come first, since each of these needs the next"))
        .hint("make one of the references `optional`, and add that one by a migration of your own once all tables are there")
}

impl Schema {
    /// Its `many_to_many` to another schema.
    fn joined_to(&self, other: &Self) -> Option<&Field> {
        let mut joins = self.leading_to(other);
        joins.find(|field| matches!(field.kind, FieldKind::ManyToMany(_)))
    }

    /// Its associations to another schema.
    fn leading_to(&self, other: &Self) -> impl Iterator<Item = &Field> {
        let table = SchemaName::table_of(&other.name, other.plural.as_ref(), other.table.as_ref());
        let leads_there = move |field: &&Field| match field.kind.target() {
            Some(Target::Table(name)) => *name == table,
            Some(Target::Schema(module)) => is_one_module(module.as_str(), other.name.as_str()),
            None => false,
        };
        self.fields.iter().filter(leads_there)
    }

    /// Its names.
    pub(super) fn name_in(&self, app: &App) -> Result<SchemaName, Problem> {
        let mut name = SchemaName::new(&self.name, self.plural.as_ref(), self.table.as_ref(), app)?;
        name.key_column = self.primary_key.as_ref().map(ToString::to_string);
        name.prefix = self.prefix.as_ref().map(ToString::to_string);
        Ok(name)
    }

    /// The scope that was said, or `none`.
    pub(super) fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// The fields that were said.
    pub(super) fn into_fields(self) -> Vec<Field> {
        self.fields
    }
}
