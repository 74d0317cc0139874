//! The other side of a reference: the `has_many` or `has_one` that the schema which is pointed to gets.

use serde_json::json;

use super::super::Awaited;
use super::super::schema::Schema;
use super::schema::Other;
use super::written::said;
use super::{Column, SchemaName, Table};
use crate::elixir::EctoField;
use crate::fields::{Field, Target, Type};
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::{App, Project};

/// A `has_many` or `has_one` that another schema gets.
#[derive(Debug)]
pub(in crate::components) struct Inverse {
    /// The file of that schema.
    pub path: String,
    /// What its line says.
    pub it: serde_json::Value,
}

/// Whether a field is one side of a reference whose other side has the column.
pub(super) fn is_other_side(field: &Field) -> bool {
    matches!(field.kind.type_(), Type::HasMany | Type::HasOne)
}

/// What the schemas that a table refers to get: what they were asked for when the table was not there yet, else what
/// is called after it. None for the schema itself, which has no good name for it.
pub(in crate::components) fn inverses(table: &Table, project: &Project<'_>) -> Vec<Inverse> {
    let mut inverses = Vec::new();
    let mut others: Vec<&Other> = Vec::new();
    for column in table.belongs_to.iter().filter(|column| !column.to_itself) {
        let Some(other) = &column.target else { continue };
        if !others.iter().any(|known| known.name.module == other.name.module) {
            others.push(other);
            inverses.extend(inverses_of(other, table, project));
        }
    }
    inverses
}

/// What one of them gets: where several columns lead to it, each has an association of its own, the one that is called
/// as convention has it the first. What more was asked for goes by that one too.
fn inverses_of(other: &Other, table: &Table, project: &Project<'_>) -> Vec<Inverse> {
    let Some(source) = &other.source else { return Vec::new() };
    let (app, schema) = (&table.domain.app, &table.schema.name);
    let conventional = format!("{}_id", other.name.singular);
    let leads_there =
        |column: &&Column| column.target.as_ref().is_some_and(|it| it.name.module == other.name.module);
    let columns = table.belongs_to.iter().filter(leads_there);
    let mut columns: Vec<_> =
        columns.filter_map(|column| Some((column, column.column.as_deref()?))).collect();
    columns.sort_by_key(|(_, key)| *key != conventional);
    let is_led = |(_, key): &(&Column, &str)| {
        let leads = |field: &EctoField| field.type_ == schema.module.as_str() && key_of(field, other) == *key;
        source.fields.iter().any(|field| field.macro_name.starts_with("has_") && leads(field))
    };
    let mut names: Vec<_> = source.fields.iter().map(|field| field.name.clone()).collect();
    let awaits = |field: &&Field| is_other_side(field) && points_to(field, schema, app);
    let said = said_of(&other.name, project).unwrap_or_default();
    let asked = said.iter().filter(awaits).filter(|field| !names.contains(&field.name.to_string()));
    let asked: Vec<_> = asked.collect();
    let line = |kind: Type, name: &str, key: &str| Inverse {
        path: other.name.path(),
        it: json!({
            "macro": kind.name(),
            "name": name,
            "module": schema.module,
            "foreign_key": (key != conventional).then_some(key),
        }),
    };
    let mut inverses = Vec::new();
    let free: Vec<_> = columns.into_iter().filter(|column| !is_led(column)).collect();
    for (index, field) in asked.iter().enumerate() {
        if let Some((_, key)) = free.get(index).or(free.first()) {
            names.push(field.name.to_string());
            inverses.push(line(field.kind.type_(), field.name.as_str(), key));
        }
    }
    for (column, key) in free.into_iter().skip(asked.len()) {
        let is_one = column.unique && table.scope.is_none();
        let usual = if is_one { &schema.singular } else { &schema.plural };
        let name = if names.contains(usual) { format!("{}_{usual}", column.name) } else { usual.clone() };
        inverses.push(line(if is_one { Type::HasOne } else { Type::HasMany }, &name, key));
        names.push(name);
    }
    inverses
}

/// The column of the other side that an association goes by.
fn key_of(field: &EctoField, owner: &Other) -> String {
    let said = field.option("foreign_key").map(|key| key.trim_start_matches(':').to_owned());
    said.unwrap_or_else(|| format!("{}_id", owner.name.singular))
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
    let message = format!("`{other}` has no column that leads to `{}`", schema.relative);
    Problem::usage("no-column", message).about("fields").at(format_args!("`{field}`")).hint(format!(
        "leave it out, and say `{}:belongs_to={}` there: that writes both sides",
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
