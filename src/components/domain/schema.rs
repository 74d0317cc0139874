//! The names of a schema, of the one at hand and of those it is associated with.

use std::sync::Arc;

use serde::Serialize;

use super::context::{ContextName, alias};
use super::migration::FOLDER;
use super::scope::scope_of;
use super::{Column, Domain};
use crate::elixir::{self, EctoSchema};
use crate::fields::{Field, FieldName, Target};
use crate::names::{ModuleName, camelize, is_keyword, plural, sentence, underscore};
use crate::problem::Problem;
use crate::project::{App, Project};

/// The longest singular for which functions, indexes and constraints have legal names on each database.
const MAX_LENGTH: usize = 60;

/// A schema in all its spellings.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct SchemaName {
    /// `Shop.Catalog.OrderItem`
    pub module: ModuleName,
    /// `Catalog.OrderItem`
    pub relative: ModuleName,
    /// `shop/catalog/order_item`
    pub file: String,
    /// `OrderItem`
    pub last: String,
    /// `order_item`
    pub singular: String,
    /// `order_items`
    pub plural: String,
    /// `Order item`, as people read it.
    pub title: String,
    /// `Order items`, as people read it.
    pub title_plural: String,
    /// `order_items`
    pub table: String,
    /// The column of its primary key, if that is not `id`.
    pub key_column: Option<String>,
    /// The schema of the database that its table is in, if that is said.
    pub prefix: Option<String>,
}

impl SchemaName {
    /// The schema of a name; its plural and its table are derived from that unless they are said.
    pub(in crate::components) fn new(
        name: &ModuleName,
        said_plural: Option<&FieldName>,
        table: Option<&FieldName>,
        app: &App,
    ) -> Result<Self, Problem> {
        let relative = name.relative_to(&app.module);
        let refused = |message: String, hint: &str| {
            Err(Problem::usage("bad-schema-name", message).about("name").hint(hint))
        };
        if !relative.as_str().contains('.') {
            let message = format!("`{relative}` has no context");
            return refused(message, &format!("put its context first, such as `Catalog.{relative}`"));
        }
        let singular = underscore(relative.last());
        if singular.len() > MAX_LENGTH {
            let message = format!("`{}` is too long for a schema", relative.last());
            return refused(message, &format!("use at most {MAX_LENGTH} characters"));
        }
        let plural = said_plural.map_or_else(|| plural(&singular), ToString::to_string);
        Ok(Self {
            module: relative.below(&app.module),
            file: app.file(&relative),
            last: relative.last().to_owned(),
            title: sentence(&singular),
            title_plural: sentence(&plural),
            table: Self::table_of(name, said_plural, table),
            key_column: None,
            prefix: None,
            singular,
            plural,
            relative,
        })
    }

    /// What its source says of its table.
    pub(in crate::components) fn read(&mut self, source: &EctoSchema) {
        if let Some(table) = &source.table {
            self.table.clone_from(table);
        }
        self.key_column.clone_from(&source.key_column);
        self.prefix.clone_from(&source.prefix);
    }

    /// The table of a schema of this name.
    pub(in crate::components) fn table_of(
        name: &ModuleName,
        said_plural: Option<&FieldName>,
        table: Option<&FieldName>,
    ) -> String {
        let said = table.or(said_plural).map(ToString::to_string);
        said.unwrap_or_else(|| plural(&underscore(name.last())))
    }

    /// Refuses a new schema whose table another one has, as the migration that made it tells.
    pub(in crate::components) fn check_table(&self, app: &App, project: &Project<'_>) -> Result<(), Problem> {
        let migrations = project.numbered(FOLDER)?;
        // `mix phx.gen.auth` makes the table of its tokens in the same migration.
        let is_made = ["", "_auth_tables"]
            .into_iter()
            .any(|ending| migrations.number_of(&format!("create_{}{ending}", self.table)).is_some());
        if !is_made || project.has(&self.path())? {
            return Ok(());
        }
        let other = of_table(&self.table, app, project)?;
        other.map_or(Ok(()), |other| Err(table_taken(self.relative.as_str(), other.as_str(), &self.table)))
    }

    /// The path of its source.
    pub(in crate::components) fn path(&self) -> String {
        format!("lib/{}.ex", self.file)
    }

    /// The context that it is in.
    pub(in crate::components) fn context(&self, app: &App) -> Result<ContextName, Problem> {
        let (context, _) = self.relative.as_str().rsplit_once('.').unwrap_or_default();
        ContextName::new(&context.parse()?, app)
    }
}

/// A schema, and what it is called inside functions.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Named {
    #[serde(flatten)]
    pub name: SchemaName,
    /// `OrderItem`
    pub alias: String,
    /// `order_item`
    pub variable: String,
}

impl Named {
    pub(in crate::components) fn new(name: SchemaName, context: &ContextName, app: &App) -> Self {
        let alias = alias(&name.relative);
        let hides = alias == context.last || alias == app.module.first();
        let variable = variable(&name.singular);
        Self { variable, alias: if hides { name.relative.as_str().replace('.', "") } else { alias }, name }
    }
}

/// What functions call a thing of a name.
pub(super) fn variable(name: &str) -> String {
    // What the functions of a context, of its pages and of their tests call other things.
    const TAKEN: [&str; 49] = [
        "acc",
        "after_id",
        "answer",
        "asking",
        "assigns",
        "attrs",
        "changed",
        "changeset",
        "chosen",
        "conn",
        "current_scope",
        "errors",
        "event",
        "field",
        "fields",
        "flash",
        "form",
        "fun",
        "gone",
        "html",
        "id",
        "input",
        "kept",
        "layout",
        "live_action",
        "module",
        "myself",
        "next",
        "opts",
        "other",
        "owner",
        "page",
        "page_title",
        "params",
        "part",
        "path",
        "reader",
        "row",
        "rows",
        "scope",
        "search",
        "sent",
        "shown",
        "socket",
        "streams",
        "unfit",
        "uploads",
        "value",
        "view",
    ];
    match name {
        // With a field of the same length behind it, a line has no place to break.
        _ if name.len() > 40 => "record".to_owned(),
        _ if TAKEN.contains(&name) || is_keyword(name) => format!("the_{name}"),
        _ => name.to_owned(),
    }
}

/// The schema on the other side of an association.
#[derive(Clone, Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, for a line of a template")]
pub(in crate::components) struct Other {
    #[serde(flatten)]
    pub name: SchemaName,
    pub context: ContextName,
    /// What the functions of its context call it: `Category`.
    pub alias: String,
    /// Whether its primary key is a UUID.
    pub uuid: bool,
    /// Whether its rows belong to the scope that those of the schema at hand belong to.
    pub scoped: bool,
    /// The scope that its rows belong to.
    #[serde(skip)]
    pub scope: Option<String>,
    /// The field by which people know a row: the first text.
    pub label: Option<String>,
    /// What its fixtures are called with: nothing in its own context, else the module and a dot.
    pub fixtures_prefix: String,
    /// The type of its key, where that is not the one of this schema's keys.
    pub key_type: Option<&'static str>,
    /// The type of a column that refers to it, where a migration has to say it.
    pub reference_type: Option<&'static str>,
    /// The fields of what is embedded, for the pages that show them.
    pub fields: Vec<Column>,
    /// Whether its source says what type its rows have.
    pub typed: bool,
    /// Whether its context refuses to delete a row that is in use without raising.
    pub deletable: bool,
    /// The source of it, if it is there already.
    #[serde(skip)]
    pub source: Option<EctoSchema>,
}

impl Other {
    /// The schema that a target means, embedded or not; none if it is not there.
    pub(in crate::components) fn find(
        target: &Target,
        domain: &Domain,
        project: &Project<'_>,
    ) -> Result<Option<Self>, Problem> {
        let app = &domain.app;
        let module = match target {
            Target::Schema(module) => module.relative_to(&app.module),
            Target::Table(table) => match of_table(table, app, project)? {
                Some(module) => module,
                None => return Ok(None),
            },
        };
        let mut name = SchemaName::new(&module, None, None, app)?;
        let Some(file) = project.source(&name.path())? else { return Ok(None) };
        let Some(source) = elixir::schema(&file) else { return Ok(None) };
        name.read(&source);
        let is_text = |field: &&elixir::EctoField| {
            let is_open = field.option("redact").is_none() && field.option("virtual").is_none();
            field.macro_name == "field" && field.type_ == ":string" && is_open
        };
        let key = source.primary_key.as_deref();
        let mut other = Self::new(name, key.map_or(domain.uuid, |key| key != ":id"), domain)?;
        other.label = source.fields.iter().find(is_text).map(|field| field.name.clone());
        other.typed = elixir::has_type(&file, "t");
        other.deletable = elixir::defines(&file, "deletion");
        other.scope = scope_of(&other.name, &source, domain, project)?.map(|scope| scope.name);
        other.source = Some(source);
        Ok(Some(other))
    }

    /// The schema on the other side, of which this is known.
    pub(in crate::components) fn new(name: SchemaName, uuid: bool, domain: &Domain) -> Result<Self, Problem> {
        let context = name.context(&domain.app)?;
        Ok(Self {
            uuid,
            scoped: false,
            scope: None,
            label: None,
            fixtures_prefix: format!("{}.", context.fixtures),
            key_type: domain.key_type(uuid),
            reference_type: domain.reference_type(uuid),
            typed: true,
            deletable: true,
            fields: Vec::new(),
            source: None,
            alias: Named::new(name.clone(), &context, &domain.app).alias,
            context,
            name,
        })
    }

    /// The columns in which it keeps keys of another schema.
    pub(in crate::components) fn columns_to(&self, schema: &SchemaName) -> Vec<String> {
        let fields = self.source.iter().flat_map(|source| &source.fields);
        let leads_there = |field: &&elixir::EctoField| {
            field.macro_name == "belongs_to" && field.type_ == schema.module.as_str()
        };
        fields.filter(leads_there).map(elixir::EctoField::column).collect()
    }

    /// Whether it has a column.
    pub(in crate::components) fn has_column(&self, column: &str) -> bool {
        let fields = self.source.iter().flat_map(|source| &source.fields);
        fields.into_iter().any(|field| field.column() == column)
    }
}

/// The problem that a schema would have the table of another one.
pub fn table_taken(schema: &str, other: &str, table: &str) -> Problem {
    let message = format!("`{schema}` would have the table `{table}`, which `{other}` has");
    let context = schema.rsplit_once('.').map_or("other", |(context, _)| context);
    let own = format!("{}_{table}", underscore(context).replace('/', "_"));
    Problem::usage("name-taken", message)
        .about("name")
        .hint(format!("use `--table {own}` for a table of its own"))
}

/// What to say of a table that no schema has.
pub(super) fn unknown_table(field: &Field, table: &str, domain: &Domain) -> Problem {
    let message = format!(
        "no schema has the table `{table}`, and without one there are no rows to choose from, to load, and to test with"
    );
    let problem = Problem::usage("no-schema", message).about("fields").at(format_args!("`{field}`"));
    let key = if domain.uuid { "uuid" } else { "bigint" };
    let module = camelize(field.name.as_str());
    let by_phoenix =
        if domain.web && table == "users" { "`mix phx.gen.auth Accounts User users` or " } else { "" };
    problem.hint(format!(
        "{by_phoenix}`beamsmith add schema CONTEXT.{module} … --table {table}` makes one, with `--no-migration` if the \
         table is there; `{}_id:{key}:index` keeps a key alone, without a reference",
        field.name
    ))
}

/// The schema of a table, looked for in the sources of all contexts.
fn of_table(table: &str, app: &App, project: &Project<'_>) -> Result<Option<ModuleName>, Problem> {
    let root = format!("lib/{}", app.name);
    let mut folders: Vec<String> = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for name in project.files_in(&folder)? {
            let path = format!("{folder}/{name}");
            if let Some(folder) = path.strip_suffix('/') {
                folders.push(folder.to_owned());
                continue;
            }
            let may_be_it = |text: Arc<str>| text.contains(&format!("\"{table}\""));
            if !project.text(&path)?.is_some_and(may_be_it) {
                continue;
            }
            let source = project.fact(&path, elixir::schema)?;
            if source.and_then(|source| source.table).as_deref() != Some(table) {
                continue;
            }
            let module = project.fact(&path, elixir::module)?;
            if let Some(module) = module.and_then(|module| ModuleName::existing(&module).ok()) {
                return Ok(Some(module.relative_to(&app.module)));
            }
        }
    }
    Ok(None)
}
