//! What the templates of every schema see, be it a table or embedded.

use serde::Serialize;

use super::column::Around;
use super::inverse::held_to_one;
use super::schema::Other;
use super::scope::Route;
use super::{Column, ContextName, Domain, Named, SchemaName, Scope};
use crate::fields::{self, Field, Type};
use crate::problem::Problem;
use crate::project::Project;

/// A schema, where it is, and its columns, in all groups that templates go through.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, for a line of a template")]
pub(in crate::components) struct Table {
    #[serde(flatten)]
    pub domain: Domain,
    pub context: ContextName,
    pub schema: Named,
    pub scope: Option<Scope>,
    /// The associations to schemas that are not there yet.
    #[serde(skip)]
    pub awaited: Vec<Field>,
    /// All of them, in order.
    pub fields: Vec<Column>,
    /// Those with a value of their own.
    pub plain: Vec<Column>,
    /// Those with a column.
    pub columns: Vec<Column>,
    pub belongs_to: Vec<Column>,
    pub embeds: Vec<Column>,
    /// Those that a search looks into.
    pub strings: Vec<Column>,
    /// Those that a fixture gives a value.
    pub samples: Vec<Column>,
    /// The rows that a fixture needs first.
    pub parents: Vec<Column>,
    /// What a test deletes to see that it is in use.
    pub restricting: Vec<Column>,
    /// The first field in which a test can look for a text of its own.
    pub search_field: Option<Column>,
    /// The names of the columns that have to be there, and of all that are cast.
    pub required: Vec<String>,
    pub cast: Vec<String>,
    /// The associations that are loaded with each row.
    pub preloads: Vec<String>,
    /// Whether it has a `many_to_many`.
    pub many_to_many: bool,
    /// Whether references have to be looked up: their owner, or because the database does not tell which is broken.
    pub foreign_keys: bool,
    /// Whether it casts values that no database takes.
    pub storable: bool,
    /// Whether an index begins with the owner.
    pub scope_indexed: bool,
    /// The modules of fixtures and helpers that its tests import, in order.
    pub test_imports: Vec<String>,
}

impl Table {
    /// The schema of a name with these fields; without a table if it is embedded.
    pub(in crate::components) fn new(
        name: SchemaName,
        fields: &[Field],
        embedded: bool,
        scope: Option<Scope>,
        domain: Domain,
        project: &Project<'_>,
    ) -> Result<Self, Problem> {
        fields::check(fields).map_err(|problem| problem.about("fields"))?;
        let context = name.context(&domain.app)?;
        let owner = scope.as_ref().map(|scope| scope.schema_key.as_str());
        let own = scope.as_ref().map(|scope| scope.name.as_str());
        let around = Around { domain: &domain, schema: &name, fields, embedded, scope: own, project };
        let (mut awaited, mut columns) = (Vec::new(), Vec::new());
        for field in fields {
            if around.awaits(field)? {
                awaited.push(field.clone());
            } else {
                columns.push(Column::new(field, &around)?);
            }
        }
        let mut fields = columns;
        let label =
            fields.iter().find(|column| column.text && !column.redact).map(|column| column.name.clone());
        let held = held_to_one(&fields, &name, &domain.app, project)?;
        let is_held = |column: &Column| column.column.as_ref().is_some_and(|column| held.contains(column));
        for column in fields.iter_mut().filter(|column| column.kind == "belongs_to" && is_held(column)) {
            column.hold_to_one(&name.table, domain.sqlite);
        }
        for column in fields.iter_mut().filter(|column| column.to_itself) {
            column.target.iter_mut().for_each(|target| target.label.clone_from(&label));
        }
        if let Some(owned) = fields.iter().find(|column| column.column.as_deref() == owner && owner.is_some())
        {
            let message = format!("`{}` is the column of the owner, which the scope sets", owned.field);
            return Err(Problem::usage("bad-field", message)
                .about("fields")
                .hint("leave the field out, or create the schema without a scope: `--scope none`"));
        }
        let kind = |column: &Column| column.field.kind.type_();
        let of = |is_it: &dyn Fn(&Column) -> bool| {
            fields.iter().filter(|it| is_it(it)).cloned().collect::<Vec<_>>()
        };
        let is_plain = |column: &Column| matches!(kind(column), Type::Scalar(_) | Type::Array | Type::Enum);
        let is_embed = |column: &Column| matches!(kind(column), Type::EmbedsOne | Type::EmbedsMany);
        let is_searched = |column: &Column| column.text && !column.redact;
        let is_roomy = |column: &Column| {
            let has_room =
                column.values.max.as_deref().is_none_or(|max| max.parse().is_ok_and(|max: u32| max >= 20));
            is_searched(column) && column.format.is_none() && column.values.min.is_none() && has_room
        };
        let is_belonging = |column: &Column| kind(column) == Type::BelongsTo;
        let many_to_many = fields.iter().any(|column| kind(column) == Type::ManyToMany);
        let belongs_to = of(&is_belonging);
        let preloads: Vec<_> = fields
            .iter()
            .filter(|column| matches!(kind(column), Type::BelongsTo | Type::ManyToMany))
            .map(|column| column.name.clone())
            .collect();
        let cast =
            fields.iter().filter(|column| is_plain(column) || is_belonging(column) || column.ids.is_some());
        let app = &domain.app;
        let mut test_imports = vec![context.fixtures.clone()];
        test_imports.extend((!preloads.is_empty()).then(|| format!("{}.QueryCounter", app.module)));
        test_imports.extend(scope.iter().filter_map(|scope| scope.fixtures.clone()));
        test_imports.sort();
        test_imports.dedup();
        let foreign_keys = domain.sqlite && !embedded
            || belongs_to.iter().any(|column| column.target.as_ref().is_some_and(|target| target.scoped));
        Ok(Self {
            plain: of(&is_plain),
            columns: of(&|column| column.column.is_some()),
            embeds: of(&is_embed),
            strings: of(&is_searched),
            samples: of(&|column| is_plain(column) || is_embed(column)),
            parents: of(&|column| is_belonging(column) && !column.optional),
            restricting: of(&|column| {
                let is_told = column.target.as_ref().is_some_and(|target| target.deletable);
                is_belonging(column) && column.on_delete == Some("restrict") && !column.to_itself && is_told
            }),
            search_field: fields.iter().find(|column| is_roomy(column)).cloned(),
            required: of(&|column| column.required && !is_embed(column))
                .into_iter()
                .filter_map(|column| column.column)
                .collect(),
            cast: cast.filter_map(|column| column.ids.clone().or_else(|| column.column.clone())).collect(),
            preloads,
            many_to_many,
            foreign_keys,
            storable: fields.iter().any(Column::is_wide),
            scope_indexed: fields.iter().any(|column| column.unique && !column.alone),
            test_imports,
            schema: Named::new(name, &context, app),
            context,
            scope,
            belongs_to,
            awaited,
            fields,
            domain,
        })
    }

    /// Refuses what a new schema may not have.
    pub(in crate::components) fn check(&self) -> Result<(), Problem> {
        let schema = &self.schema.name;
        if let Some(prefix) = schema.prefix.as_ref().filter(|_| !self.domain.postgres) {
            let message =
                format!("`{prefix}` would be a PostgreSQL schema, and this project does not use PostgreSQL");
            return Err(Problem::usage("no-prefix", message).about("prefix").hint("leave it out"));
        }
        let key = schema.key_column.as_ref();
        if let Some(column) =
            self.columns.iter().find(|column| key.is_some() && column.column.as_ref() == key)
        {
            let message = format!("`{}` is the column of the primary key too", column.field);
            return Err(Problem::usage("bad-field", message).about("fields").hint("rename one of them"));
        }
        self.check_ids()?;
        let owner = self.scope.iter().filter_map(|scope| scope.owner.as_ref());
        let targets =
            self.fields.iter().filter_map(|column| column.target.as_ref().filter(|_| !column.to_itself));
        targets.chain(owner).try_for_each(|other| check_reference(schema, other))?;
        self.check_scopes()?;
        let refusal = self.fields.iter().find_map(|column| column.refusal.clone());
        refusal.map_or(Ok(()), Err)
    }

    /// Refuses a `many_to_many` whose ids would be called as something else is.
    fn check_ids(&self) -> Result<(), Problem> {
        let taken = |column: &Column, ids: &str| {
            let mut others = self.fields.iter().filter(|other| other.name != column.name);
            others.find(|it| {
                [Some(it.name.as_str()), it.column.as_deref(), it.ids.as_deref()].contains(&Some(ids))
            })
        };
        for column in &self.fields {
            let Some(ids) = column.ids.as_deref() else { continue };
            if let Some(other) = taken(column, ids) {
                let message =
                    format!("`{}` takes its ids as `{ids}`, as `{}` does", column.field, other.field);
                return Err(Problem::usage("bad-field", message).about("fields").hint("rename one of them"));
            }
        }
        Ok(())
    }

    /// What the paths of its rows begin with, if its scope says so.
    pub(super) fn route(&self) -> Option<&Route> {
        self.scope.as_ref()?.route.as_ref()
    }

    /// Refuses references to rows of another scope: whoever writes one could refer to what is somebody else's.
    pub(in crate::components) fn check_scopes(&self) -> Result<(), Problem> {
        let is_reference = |column: &&Column| matches!(column.kind, "belongs_to" | "many_to_many");
        for column in self.fields.iter().filter(is_reference) {
            let other = column.target.as_ref().filter(|other| !other.scoped);
            let Some((other, theirs)) = other.and_then(|other| Some((other, other.scope.as_ref()?))) else {
                continue;
            };
            let (own, name) = (&self.schema.name.relative, &other.name.relative);
            let ours = self.scope.as_ref().map_or("none".to_owned(), |scope| format!("`{}`", scope.name));
            let message = format!(
                "`{}`: `{name}` is in the scope `{theirs}` and `{own}` in {ours}, so a row could refer to somebody else's",
                column.field
            );
            return Err(Problem::usage("other-scope", message)
                .about("fields")
                .hint(format!("`--scope {theirs}` puts `{own}` into that scope too")));
        }
        Ok(())
    }
}

/// Refuses a reference between tables that Ecto would look for in each other's place, and one to a key of another name.
fn check_reference(schema: &SchemaName, other: &Other) -> Result<(), Problem> {
    let Some(source) = other.source.as_ref().filter(|source| source.table.is_some()) else { return Ok(()) };
    let (name, path) = (&other.name.relative, other.name.path());
    if let Some(key) = source.key.as_ref().filter(|key| *key != "id") {
        let message = format!("the primary key of `{name}` is called `{key}`");
        return Err(Problem::world("other-key", message)
            .about("fields")
            .hint(format!("call it `id` in `{path}`, with `source: :{key}`: the column stays")));
    }
    let (said, unsaid) = match (&schema.prefix, &source.prefix) {
        (Some(prefix), None) => (prefix, name),
        (None, Some(prefix)) => (prefix, &schema.relative),
        _ => return Ok(()),
    };
    let message =
        format!("`{unsaid}` has no prefix: with rows of `{said}`, Ecto would look for its own there too");
    Err(Problem::usage("no-prefix", message).about("fields").hint(match schema.prefix {
        Some(_) => format!("add `@schema_prefix \"public\"` to `{path}`"),
        None => "create it with `--prefix public`".to_owned(),
    }))
}
