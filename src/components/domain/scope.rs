//! Who is asking: the scope that queries and writes go through.

use serde::Serialize;

use super::schema::Other;
use super::written::said;
use super::{Domain, SchemaName};
use crate::elixir::{self, EctoField, EctoSchema, EctoScope};
use crate::fields::Target;
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::Project;

/// A scope, as `config :app, :scopes` describes it.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Scope {
    /// `user`
    pub name: String,
    /// `Shop.Accounts.Scope`
    pub module: String,
    /// `Scope`
    pub last: String,
    /// `current_scope`
    pub assign_key: String,
    /// The way from the scope to the key of its owner: `user`, `id`.
    pub access_path: Vec<String>,
    /// The column that holds the owner's key: `user_id`.
    pub schema_key: String,
    /// The association of that column: `user`.
    pub association: String,
    /// The table of the owner: `users`.
    pub schema_table: String,
    /// Whether the owner's key is a UUID.
    pub uuid: bool,
    /// The type of the field and of the column that keep it, where they have to say it.
    pub key_type: Option<&'static str>,
    pub reference_type: Option<&'static str>,
    /// What a specification calls a scope: its type, if its source defines one.
    pub type_: String,
    /// The module of its fixtures: `Shop.AccountsFixtures`.
    pub fixtures: Option<String>,
    /// The function that logs somebody in before a test: `register_and_log_in_user`.
    pub setup_helper: Option<String>,
    /// The schema of the owner, if it is known.
    pub owner: Option<Other>,
    /// What the paths of its rows begin with, if that is said.
    pub route: Option<Route>,
}

/// What the paths of the rows of a scope begin with.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Route {
    /// `/organizations/:org`
    pub prefix: String,
    /// The segment that stands for the owner: `:org`.
    pub param: Option<String>,
    /// The way from the scope to what stands there: `organization.slug`.
    pub access: String,
}

impl Scope {
    /// The scope that a new schema is asked to be in: the one of this name, or the default one; none if the project has
    /// no scopes.
    pub(in crate::components) fn find(
        name: Option<&str>,
        domain: &Domain,
        project: &Project<'_>,
    ) -> Result<Option<Self>, Problem> {
        let scope = named(name, configured(domain, project)?, domain)?;
        scope.map(|scope| Self::read(&scope, domain, project)).transpose()
    }

    /// The scope that a schema which is there is in.
    pub(super) fn of(
        schema: &SchemaName,
        source: &EctoSchema,
        domain: &Domain,
        project: &Project<'_>,
    ) -> Result<Option<Self>, Problem> {
        let scope = scope_of(schema, source, domain, project)?;
        scope.map(|scope| Self::read(&scope, domain, project)).transpose()
    }

    fn read(scope: &EctoScope, domain: &Domain, project: &Project<'_>) -> Result<Self, Problem> {
        let option = |key: &str| {
            scope.option(key).map(|value| value.trim_start_matches(':').to_owned()).ok_or_else(|| {
                let message = format!("the scope `{}` of the configuration has no `{key}`", scope.name);
                Problem::world("bad-scope", message)
            })
        };
        let module = option("module")?;
        let schema_key = option("schema_key")?;
        let schema_table = option("schema_table")?;
        let uuid = matches!(option("schema_type")?.as_str(), "binary_id" | "uuid" | "Ecto.UUID");
        let last = module.rsplit('.').next().unwrap_or(&module).to_owned();
        let app = &domain.app;
        let path = ModuleName::existing(&module)?.relative_to(&app.module);
        let file = format!("lib/{}.ex", app.file(&path));
        let is_typed = project.fact(&file, |source| elixir::has_type(source, "t"))?;
        Ok(Self {
            name: scope.name.clone(),
            type_: if is_typed { format!("{last}.t()") } else { "struct()".to_owned() },
            key_type: domain.key_type(uuid),
            reference_type: domain.reference_type(uuid),
            last,
            module,
            assign_key: option("assign_key")?,
            access_path: atoms(&option("access_path")?),
            association: schema_key.strip_suffix("_id").unwrap_or(&schema_key).to_owned(),
            owner: Other::find(&Target::Table(schema_table.clone()), domain, project)?,
            schema_key,
            schema_table,
            uuid,
            route: Route::read(scope)?,
            fixtures: option("test_data_fixture").ok(),
            setup_helper: option("test_setup_helper").ok(),
        })
    }
}

impl Route {
    /// That of a scope, as Phoenix's generators read it: a part of it may stand for the owner.
    fn read(scope: &EctoScope) -> Result<Option<Self>, Problem> {
        let Some(said) = scope.option("route_prefix").filter(|said| said.starts_with('"')) else {
            return Ok(None);
        };
        let segments: Vec<_> = said.trim_matches('"').split('/').filter(|it| !it.is_empty()).collect();
        let mut params = segments.iter().filter(|segment| segment.starts_with(':'));
        let param = params.next().map(|param| (*param).to_owned());
        let refused = |why: &str| {
            let message = format!("the `route_prefix` of the scope `{}`, {said}, {why}", scope.name);
            Err(Problem::world("bad-scope", message).hint("write it such as \"/organizations/:org\""))
        };
        if params.next().is_some() {
            return refused("has more than one part that stands for the owner");
        }
        if param.as_deref() == Some(":id") {
            return refused("has a part `:id`, as the paths of its rows have");
        }
        let mut access = scope.option("route_access_path").map(atoms).unwrap_or_default();
        if access.is_empty() {
            let path = scope.option("access_path").map(atoms).unwrap_or_default();
            let parent = path[..path.len().saturating_sub(1)].to_vec();
            access = if parent.is_empty() { path } else { parent };
        }
        let prefix = if segments.is_empty() { String::new() } else { format!("/{}", segments.join("/")) };
        Ok(Some(Self { prefix, param, access: access.join(".") }))
    }
}

/// The atoms of a list, as a source says it.
fn atoms(list: &str) -> Vec<String> {
    let atoms = list.trim_matches(['[', ']']).split(',').map(|atom| atom.trim().trim_start_matches(':'));
    atoms.filter(|atom| !atom.is_empty()).map(str::to_owned).collect()
}

/// The scopes of a project, the default one first.
fn configured(domain: &Domain, project: &Project<'_>) -> Result<Vec<EctoScope>, Problem> {
    project.fact(&project.configuration_file()?, |config| elixir::scopes(config, domain.app.name.as_str()))
}

/// The scope of a name, or the default one.
fn named(name: Option<&str>, scopes: Vec<EctoScope>, domain: &Domain) -> Result<Option<EctoScope>, Problem> {
    let Some(name) = name else {
        return Ok(scopes.into_iter().find(|scope| scope.option("default") == Some("true")));
    };
    if name == "none" {
        return Ok(None);
    }
    let names: Vec<_> = scopes.iter().map(|scope| scope.name.clone()).collect();
    let found = scopes.into_iter().find(|scope| scope.name == name);
    found.map(Some).ok_or_else(|| {
        let message = format!("`config :{}, :scopes` has no scope `{name}`", domain.app.name);
        let problem = Problem::usage("no-scope", message).about("scope");
        if names.is_empty() {
            problem.hint("`mix phx.gen.auth Accounts User users` creates one")
        } else {
            problem.nearest(name, &names.iter().map(String::as_str).collect::<Vec<_>>())
        }
    })
}

/// Which scope a schema that is there is in: the one that was said of it, else the one whose column it has and whose
/// functions of the context ask for who calls. Whatever was said, without the column it is in none.
pub(super) fn scope_of(
    schema: &SchemaName,
    source: &EctoSchema,
    domain: &Domain,
    project: &Project<'_>,
) -> Result<Option<EctoScope>, Problem> {
    let has_column = |scope: &EctoScope| {
        let key = scope.option("schema_key").map(|key| key.trim_start_matches(':'));
        source.fields.iter().map(EctoField::column).any(|column| key == Some(column.as_str()))
    };
    let scopes = configured(domain, project)?;
    if scopes.is_empty() {
        return Ok(None);
    }
    if let Some(said) = said(schema, project) {
        return Ok(named(said.scope(), scopes, domain)?.filter(has_column));
    }
    let scopes: Vec<_> = scopes.into_iter().filter(has_column).collect();
    if scopes.is_empty() {
        return Ok(None);
    }
    let SchemaName { singular, plural, .. } = schema;
    let names = [
        format!("list_{plural}"),
        format!("get_{singular}"),
        format!("get_{singular}!"),
        format!("fetch_{singular}"),
        format!("create_{singular}"),
    ];
    let path = schema.context(&domain.app)?.path();
    let asks = project.fact(&path, |context| elixir::first_parameters(context, &names))?;
    // A context that is called otherwise says nothing: the column alone tells.
    let is_asked = |scope: &EctoScope| {
        let module = scope.option("module").and_then(|module| module.rsplit('.').next()).unwrap_or_default();
        asks.is_empty()
            || asks.iter().any(|first| first.contains(&format!("%{module}{{")) || first.ends_with("scope"))
    };
    Ok(scopes.into_iter().find(is_asked))
}
