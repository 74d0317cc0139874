//! Who is asking: the scope that queries and writes go through.

use serde::Serialize;

use super::Domain;
use super::schema::Other;
use crate::elixir::{self, EctoScope};
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
}

impl Scope {
    /// The scope of a name, or the default one; none if the project has no scopes.
    pub(in crate::components) fn find(
        name: Option<&str>,
        domain: &Domain,
        project: &Project<'_>,
    ) -> Result<Option<Self>, Problem> {
        let scopes = |config: &_| elixir::scopes(config, domain.app.name.as_str());
        let scopes = project.fact(&project.configuration_file()?, scopes)?;
        if name == Some("none") {
            return Ok(None);
        }
        let Some(name) = name else {
            let default = scopes.iter().find(|scope| scope.option("default") == Some("true"));
            return default.map(|scope| Self::read(scope, domain, project)).transpose();
        };
        if let Some(scope) = scopes.iter().find(|scope| scope.name == name) {
            return Self::read(scope, domain, project).map(Some);
        }
        let names: Vec<_> = scopes.iter().map(|scope| scope.name.as_str()).collect();
        let message = format!("`config :{}, :scopes` has no scope `{name}`", domain.app.name);
        let problem = Problem::usage("no-scope", message).about("scope");
        Err(if names.is_empty() {
            problem.hint("`mix phx.gen.auth Accounts User users` makes one")
        } else {
            problem.nearest(name, &names)
        })
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
        let atoms = option("access_path")?;
        let atoms = atoms.trim_matches(['[', ']']).split(',');
        let uuid = matches!(option("schema_type")?.as_str(), "binary_id" | "uuid" | "Ecto.UUID");
        let last = module.rsplit('.').next().unwrap_or(&module).to_owned();
        let app = &domain.app;
        let path = module.parse::<ModuleName>()?.relative_to(&app.module);
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
            access_path: atoms.map(|atom| atom.trim().trim_start_matches(':').to_owned()).collect(),
            association: schema_key.strip_suffix("_id").unwrap_or(&schema_key).to_owned(),
            owner: Other::find(&Target::Table(schema_table.clone()), domain, project)?,
            schema_key,
            schema_table,
            uuid,
            fixtures: option("test_data_fixture").ok(),
            setup_helper: option("test_setup_helper").ok(),
        })
    }
}
