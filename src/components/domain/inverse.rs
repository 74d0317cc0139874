//! The other side of an association: the `has_many`, `has_one` or `many_to_many` that the schema pointed to gets.

use serde_json::json;

use super::super::Awaited;
use super::super::schema::Schema;
use super::schema::Other;
use super::written::said;
use super::{Column, SchemaName, Table};
use crate::elixir::{self, EctoField};
use crate::fields::{Field, Target, Type};
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::{App, Project};

/// An association that another schema gets.
#[derive(Debug)]
pub(in crate::components) struct Inverse {
    /// The file of that schema.
    pub path: String,
    /// What its line says.
    pub it: serde_json::Value,
}

/// Whether a field is one side of a reference whose other side has the column.
pub(in crate::components) fn is_other_side(field: &Field) -> bool {
    matches!(field.kind.type_(), Type::HasMany | Type::HasOne)
}

/// What the schemas that a table refers to get: what they were asked for when the table was not there yet, else what
/// is called after it. None for the schema itself: a column that leads to it has its other side among the fields.
pub(in crate::components) fn inverses(table: &Table, project: &Project<'_>) -> Vec<Inverse> {
    let mut inverses = Vec::new();
    for other in others(&table.fields) {
        let mut names: Vec<_> = fields_of(other).map(|field| field.name.clone()).collect();
        inverses.extend(led_back(other, table, &mut names, project));
        inverses.extend(joined_back(other, table, &mut names));
    }
    inverses
}

/// The schemas that columns lead to, each of them once, but for the schema itself.
fn others(columns: &[Column]) -> Vec<&Other> {
    let mut others: Vec<&Other> = Vec::new();
    for column in columns.iter().filter(|column| !column.to_itself) {
        let other = column.target.as_ref().filter(|_| matches!(column.kind, "belongs_to" | "many_to_many"));
        let is_known = |other: &&Other| others.iter().any(|known| known.name.module == other.name.module);
        others.extend(other.filter(|other| !is_known(other)));
    }
    others
}

fn leads_to(column: &Column, other: &Other) -> bool {
    column.target.as_ref().is_some_and(|it| it.name.module == other.name.module)
}

/// The columns that lead to another schema, the one that is called as convention has it the first.
fn leading<'c>(columns: &'c [Column], other: &Other) -> Vec<(&'c Column, &'c str)> {
    let conventional = conventional(&other.name);
    let columns = columns.iter().filter(|column| column.kind == "belongs_to" && leads_to(column, other));
    let mut columns: Vec<_> =
        columns.filter_map(|column| Some((column, column.column.as_deref()?))).collect();
    columns.sort_by_key(|(_, key)| *key != conventional);
    columns
}

/// What another schema was asked for and has not yet, each with the column that it goes by, of those that lead there and
/// that none of its associations goes by.
fn asked(
    other: &Other,
    schema: &SchemaName,
    free: &[(&Column, &str)],
    app: &App,
    project: &Project<'_>,
) -> Vec<(Field, String)> {
    let is_there = |field: &Field| fields_of(other).any(|it| it.name == field.name.as_str());
    let awaits = |field: &Field| is_other_side(field) && points_to(field, schema, app) && !is_there(field);
    let said = said_of(&other.name, project).unwrap_or_default().into_iter().filter(awaits);
    let key = |index: usize| free.get(index).or(free.first()).map(|(_, key)| (*key).to_owned());
    said.enumerate().filter_map(|(index, field)| Some((field, key(index)?))).collect()
}

/// Those of the columns that no association of the other schema goes by.
fn free<'c>(
    columns: Vec<(&'c Column, &'c str)>,
    other: &Other,
    schema: &SchemaName,
) -> Vec<(&'c Column, &'c str)> {
    let is_led = |key: &str| associations(other, schema, "has_").any(|field| key_of(field, other) == key);
    columns.into_iter().filter(|(_, key)| !is_led(key)).collect()
}

/// What one of them gets for the columns that lead to it: where several do, each has an association of its own. What
/// more was asked for goes by the first of them.
fn led_back(other: &Other, table: &Table, names: &mut Vec<String>, project: &Project<'_>) -> Vec<Inverse> {
    if other.source.is_none() {
        return Vec::new();
    }
    let (app, schema) = (&table.domain.app, &table.schema.name);
    let conventional = conventional(&other.name);
    let line = |kind: Type, name: &str, key: &str| Inverse {
        path: other.name.path(),
        it: json!({
            "macro": kind.name(),
            "name": name,
            "module": schema.module,
            "foreign_key": (key != conventional).then_some(key),
            "join": null,
        }),
    };
    let free = free(leading(&table.fields, other), other, schema);
    let asked = asked(other, schema, &free, app, project);
    let mut inverses = Vec::new();
    for (field, key) in &asked {
        names.push(field.name.to_string());
        inverses.push(line(field.kind.type_(), field.name.as_str(), key));
    }
    for (column, key) in free.into_iter().skip(asked.len()) {
        let is_one = column.unique && (table.scope.is_none() || column.alone);
        let usual = if is_one { &schema.singular } else { &schema.plural };
        let name = named(usual, column, names);
        inverses.push(line(if is_one { Type::HasOne } else { Type::HasMany }, &name, key));
    }
    inverses
}

/// What one of them gets for the tables that join both, of which each has an association of its own.
fn joined_back(other: &Other, table: &Table, names: &mut Vec<String>) -> Vec<Inverse> {
    let schema = &table.schema.name;
    // From a row of another schema of the database, Ecto would look for the table there.
    if other.source.is_none() || other.name.prefix != schema.prefix {
        return Vec::new();
    }
    let is_joined = |table: &str| {
        let through = format!("\"{table}\"");
        associations(other, schema, "many_to_many").any(|it| it.option("join_through") == Some(&through))
    };
    let columns = table.fields.iter().filter(|column| !column.to_itself && leads_to(column, other));
    let columns = columns.filter_map(|column| Some((column, column.join.as_ref()?)));
    columns
        .filter(|(_, join)| !is_joined(&join.table))
        .map(|(column, join)| Inverse {
            path: other.name.path(),
            it: json!({
                "macro": Type::ManyToMany.name(),
                "name": named(&schema.plural, column, names),
                "module": schema.module,
                "foreign_key": null,
                "join": join,
            }),
        })
        .collect()
}

/// The usual name of an association, or one that tells which column it goes by; it is taken from now on.
fn named(usual: &str, column: &Column, names: &mut Vec<String>) -> String {
    let is_taken = names.iter().any(|name| name == usual);
    let name = if is_taken { format!("{}_{usual}", column.name) } else { usual.to_owned() };
    names.push(name.clone());
    name
}

/// The columns by which the other side, be it asked for or there, has one row at most.
pub(super) fn held_to_one(
    columns: &[Column],
    schema: &SchemaName,
    app: &App,
    project: &Project<'_>,
) -> Result<Vec<String>, Problem> {
    let own = columns.iter().filter(|column| column.to_itself && column.kind == "has_one");
    let mut held: Vec<_> =
        own.map(|it| it.foreign_key.clone().unwrap_or_else(|| conventional(schema))).collect();
    for other in others(columns) {
        let leading = leading(columns, other);
        held.extend(associations(other, schema, "has_one").map(|field| key_of(field, other)));
        let asked = asked(other, schema, &free(leading, other, schema), app, project);
        let one = |(field, _): &(Field, String)| field.kind.type_() == Type::HasOne;
        held.extend(asked.into_iter().filter(one).map(|(_, key)| key));
    }
    // A table that is there holds what its changeset says.
    let source = if held.is_empty() { None } else { project.fact(&schema.path(), elixir::schema)? };
    if let Some(source) = source {
        held.retain(|column| source.is_unique(column));
    }
    Ok(held)
}

/// The other side of a reference to the schema itself, where it goes without saying: the `children` of a `parent`.
pub(in crate::components) fn children(fields: &[Field], schema: &SchemaName, app: &App) -> Option<Field> {
    let is_by_key = |field: &&Field| field.kind.type_() != Type::ManyToMany;
    let mut own = fields.iter().filter(is_by_key).filter(|field| points_to(field, schema, app));
    let parent = own.next().filter(|field| {
        field.kind.type_() == Type::BelongsTo && field.name.as_str() == "parent" && own.next().is_none()
    })?;
    let (name, kind) = if parent.is_unique { ("child", "has_one") } else { ("children", "has_many") };
    let is_taken = fields.iter().any(|field| field.name.as_str() == name);
    (!is_taken).then(|| format!("{name}:{kind}={}", schema.relative).parse().ok()).flatten()
}

/// The fields of another schema, as its source has them.
fn fields_of(other: &Other) -> impl Iterator<Item = &EctoField> {
    other.source.iter().flat_map(|source| &source.fields)
}

/// The associations of another schema that lead to this one, of a kind.
fn associations<'o>(
    other: &'o Other,
    schema: &SchemaName,
    kind: &str,
) -> impl Iterator<Item = &'o EctoField> {
    fields_of(other)
        .filter(move |field| field.macro_name.starts_with(kind) && field.type_ == schema.module.as_str())
}

/// The column that leads to a schema by convention.
fn conventional(schema: &SchemaName) -> String {
    format!("{}_id", schema.singular)
}

/// The column of the other side that an association goes by.
fn key_of(field: &EctoField, owner: &Other) -> String {
    let said = field.option("foreign_key").map(|key| key.trim_start_matches(':').to_owned());
    said.unwrap_or_else(|| conventional(&owner.name))
}

/// What comes into a schema with those that are not there yet; a problem if one of them is asked for without a
/// reference to it.
pub(in crate::components) fn awaited(table: &Table, project: &Project<'_>) -> Result<Vec<Awaited>, Problem> {
    let (app, schema) = (&table.domain.app, &table.schema.name);
    let comes = |field: &Field| {
        let Some(Target::Schema(module)) = field.kind.target() else { return Ok(None) };
        let other = SchemaName::new(module, None, None, app)?;
        let leads_here = |it: &Field| it.kind.type_() == Type::BelongsTo && points_to(it, schema, app);
        if said_of(&other, project).is_some_and(|fields| !fields.iter().any(leads_here)) {
            return Err(unled(field, &other.relative, schema));
        }
        let what = format!("`{}`, with `{}`", field.name, other.relative);
        Ok(Some(Awaited { path: schema.path(), file: other.path(), what }))
    };
    table.awaited.iter().filter_map(|field| comes(field).transpose()).collect()
}

/// The problem that the other side of an association has no column for it.
pub(super) fn unled(field: &Field, other: &ModuleName, schema: &SchemaName) -> Problem {
    let message = format!("`{other}` has no column that references `{}`", schema.relative);
    Problem::usage("no-column", message).about("fields").at(format_args!("`{field}`")).hint(format!(
        "leave it out, and add `{}:belongs_to={}` there: that writes both sides",
        schema.singular, schema.relative
    ))
}

/// Whether a field points to a schema.
pub(super) fn points_to(field: &Field, schema: &SchemaName, app: &App) -> bool {
    match field.kind.target() {
        Some(Target::Schema(module)) => module.relative_to(&app.module) == schema.relative,
        Some(Target::Table(table)) => *table == schema.table,
        None => false,
    }
}

/// The fields of a schema that the project's spec asks for.
fn said_of(name: &SchemaName, project: &Project<'_>) -> Option<Vec<Field>> {
    said(name, project).map(Schema::into_fields)
}
