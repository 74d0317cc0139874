//! A schema that is there: what it was made of, from the project's spec or else from its source.

use clap::FromArgMatches;

use super::super::embedded::Embedded;
use super::super::schema::Schema;
use super::column::Around;
use super::schema::Other;
use super::{Column, Domain, SchemaName, Scope, Table};
use crate::elixir::{self, Check, EctoField, EctoSchema};
use crate::fields::Field;
use crate::names::{ModuleName, singular, underscore};
use crate::problem::Problem;
use crate::project::Project;

/// The schema of a name, with all that its pages need of its context; a problem if it is not there.
pub(in crate::components) fn written(
    name: &ModuleName,
    is_live: bool,
    project: &Project<'_>,
) -> Result<Table, Problem> {
    let mut table = stored(name, project)?;
    check_context(&table, is_live, project)?;
    let Table { fields, embeds, domain, .. } = &mut table;
    for column in fields.iter_mut().chain(embeds) {
        if let Some(target) = &mut column.target {
            target.fields = parts(target, domain, project)?;
        }
    }
    Ok(table)
}

/// The schema of a name; a problem if it is not there or has no table.
pub(in crate::components) fn stored(name: &ModuleName, project: &Project<'_>) -> Result<Table, Problem> {
    let domain = Domain::read(project)?;
    let named = SchemaName::new(name, None, None, &domain.app)?;
    let path = named.path();
    let source = project.fact(&path, elixir::schema)?.filter(|it| it.table.is_some());
    let Some(source) = source else {
        let message = format!("there is no schema `{}`: `{path}` holds none", named.relative);
        return Err(Problem::usage("no-schema", message)
            .about("name")
            .of_unknown(&named.relative)
            .hint(format!("create it with `beamsmith add schema {} …`", named.relative)));
    };
    let said = said(&named, project);
    let named = match &said {
        Some(schema) => schema.name_in(&domain.app)?,
        None => name_of(&named, &source, &domain)?,
    };
    let scope = Scope::of(&named, &source, &domain, project)?;
    let fields = match said {
        Some(schema) => schema.into_fields(),
        None => fields_of(&source, scope.as_ref(), &domain)?,
    };
    Table::new(named, &fields, false, scope, domain, project)
}

/// The fields of what is embedded, and theirs.
fn parts(target: &Other, domain: &Domain, project: &Project<'_>) -> Result<Vec<Column>, Problem> {
    let Some(source) = target.source.as_ref().filter(|source| source.table.is_none()) else {
        return Ok(Vec::new());
    };
    let around = Around { domain, schema: &target.name, fields: &[], embedded: true, scope: None, project };
    let fields = if let Some(embedded) = said_as::<Embedded>("embedded", &target.name, project) {
        embedded.said()
    } else {
        let lines = source.fields.iter().filter_map(|field| line(field, source, domain));
        lines.map(|line| line.parse()).collect::<Result<_, Problem>>()?
    };
    let column = |field: &Field| {
        let mut column = Column::new(field, &around)?;
        // What is made of itself is shown to the first depth only.
        if let Some(part) = column.target.as_mut().filter(|_| !column.to_itself) {
            part.fields = parts(part, domain, project)?;
        }
        Ok(column)
    };
    fields.iter().map(column).collect()
}

/// Refuses a context that lacks a function that pages call.
fn check_context(table: &Table, is_live: bool, project: &Project<'_>) -> Result<(), Problem> {
    let path = table.context.path();
    let functions = project.fact(&path, elixir::arities)?;
    let name = &table.schema.name;
    let wanted = [
        ("list", 1),
        ("fetch", 1),
        ("create", 1),
        ("update", 2),
        ("delete", 1),
        ("change", 1),
        ("subscribe", 0),
    ];
    let wanted =
        wanted.into_iter().filter(|(verb, _)| is_live || *verb != "subscribe").map(|(verb, arity)| {
            let noun = if matches!(verb, "list" | "subscribe") { &name.plural } else { &name.singular };
            format!("{verb}_{noun}/{}", arity + usize::from(table.scope.is_some()))
        });
    let lacking: Vec<_> =
        wanted.filter(|name| !functions.contains(name)).map(|name| format!("`{name}`")).collect();
    if lacking.is_empty() {
        return Ok(());
    }
    let message = format!(
        "`{}` is missing functions that pages for `{}` call: {}",
        table.context.relative,
        name.relative,
        lacking.join(", ")
    );
    Err(Problem::world("no-function", message)
        .about("name")
        .hint(format!(
            "they go into `{path}` as `beamsmith add schema {}.Example name --diff --dry-run` shows them; on a context \
             that Phoenix wrote, `mix phx.gen.live`, `html` or `json` with `--no-context` makes pages",
            table.context.relative
        )))
}

/// What was said of a schema that the project's spec asks for.
pub(super) fn said(name: &SchemaName, project: &Project<'_>) -> Option<Schema> {
    said_as("schema", name, project)
}

/// What was said of a component of a kind that the project's spec asks for.
fn said_as<C: FromArgMatches>(kind: &'static str, name: &SchemaName, project: &Project<'_>) -> Option<C> {
    let names = [&name.relative, &name.module];
    let said = names.into_iter().find_map(|name| project.expected(kind, name.as_str()))?;
    C::from_arg_matches(said).ok()
}

/// The names of a schema, as its source tells them.
fn name_of(named: &SchemaName, source: &EctoSchema, domain: &Domain) -> Result<SchemaName, Problem> {
    let table = source.table.clone().unwrap_or_default();
    let plural = table.parse().ok();
    let mut named = SchemaName::new(&named.relative, plural.as_ref(), plural.as_ref(), &domain.app)?;
    named.read(source);
    Ok(named)
}

/// What the source of a schema says, as fields; the column of its owner is none of them.
fn fields_of(source: &EctoSchema, scope: Option<&Scope>, domain: &Domain) -> Result<Vec<Field>, Problem> {
    let is_owner = |field: &EctoField| scope.is_some_and(|scope| field.column() == scope.schema_key);
    let is_virtual = |field: &EctoField| field.option("virtual") == Some("true");
    // A `many_to_many` without a field for the ids is the other side of one that has it.
    let takes_ids = |field: &EctoField| {
        let last = field.type_.rsplit('.').next().map(underscore).unwrap_or_default();
        let ids = [field.name.clone(), singular(&field.name), last].map(|name| format!("{name}_ids"));
        source.fields.iter().any(|it| is_virtual(it) && ids.contains(&it.name))
    };
    let is_kept = |field: &&EctoField| field.macro_name != "many_to_many" || takes_ids(field);
    let fields = source.fields.iter().filter(|field| !is_owner(field) && !is_virtual(field)).filter(is_kept);
    let lines = fields.filter_map(|field| line(field, source, domain));
    lines.map(|line| line.parse()).collect()
}

/// A field of a source as a line of the grammar; none if it is of a type that the grammar does not know.
fn line(field: &EctoField, source: &EctoSchema, domain: &Domain) -> Option<String> {
    let module = field.type_.strip_prefix(&format!("{}.", domain.app.module)).unwrap_or(&field.type_);
    let kind = match (field.macro_name.as_str(), field.type_.as_str()) {
        ("field", "Ecto.Enum") => {
            let values = field.option("values")?.trim_matches(['[', ']']);
            let values =
                values.split(',').map(|value| value.trim().trim_start_matches(':').split(':').next());
            format!("enum={}", values.collect::<Option<Vec<_>>>()?.join("/"))
        }
        ("field", "Ecto.UUID" | ":binary_id") => "uuid".to_owned(),
        ("field", ":id") => "bigint".to_owned(),
        ("field", "Date") => "date".to_owned(),
        ("field", array) if array.starts_with("{:array,") => {
            let inner = array.trim_start_matches("{:array,").trim_end_matches('}').trim();
            let inner =
                if matches!(inner, "Ecto.UUID" | ":binary_id") { "uuid" } else { inner.strip_prefix(':')? };
            format!("array={inner}")
        }
        ("field", atom) => atom.strip_prefix(':')?.to_owned(),
        (association, _) => format!("{association}={module}"),
    };
    let mut line = format!("{}:{kind}", field.name);
    if line.parse::<Field>().is_err() {
        return None;
    }
    let column = field.column();
    let checks = source.checks.iter().filter(|check| check.field == field.name || check.field == column);
    let is_required = source.required.contains(&column)
        || field.macro_name.starts_with("has_")
        || checks.clone().any(|check| check.option("required") == Some("true"));
    let mut words = Vec::new();
    for check in checks {
        words.extend(modifiers(check));
    }
    words.extend((!is_required).then(|| "optional".to_owned()));
    let default = field.option("default").map(|value| value.trim_start_matches(':').trim_matches('"'));
    words.extend(default.map(|value| format!("default={}", value.replace(':', "::"))));
    words.extend((field.option("redact") == Some("true")).then(|| "redact".to_owned()));
    // A modifier that does not go with the type is one of the source's own making.
    for word in words {
        let longer = format!("{line}:{word}");
        if longer.parse::<Field>().is_ok() {
            line = longer;
        }
    }
    Some(line)
}

/// What a check of a changeset says, as modifiers.
fn modifiers(check: &Check) -> Vec<String> {
    let bound = |modifier: &str, options: &[&str]| {
        let value = options.iter().find_map(|option| check.option(option))?;
        let value = value.trim_start_matches("Decimal.new(\"").trim_end_matches("\")");
        Some(format!("{modifier}={}", value.replace('_', "")))
    };
    let argument = check.argument.as_deref().unwrap_or_default();
    match check.function.as_str() {
        "validate_length" if check.option("count") == Some(":bytes") => Vec::new(),
        "validate_length" => [bound("min", &["min"]), bound("max", &["max"])].into_iter().flatten().collect(),
        "validate_number" => {
            [bound("min", &["greater_than_or_equal_to"]), bound("max", &["less_than_or_equal_to"])]
                .into_iter()
                .flatten()
                .collect()
        }
        "validate_format" if argument.contains('@') => vec!["format=email".to_owned()],
        "validate_format" if argument.contains("http") => vec!["format=url".to_owned()],
        "validate_format" if argument.contains("a-z0-9") => vec!["format=slug".to_owned()],
        "unique_constraint" => vec!["unique".to_owned()],
        _ => Vec::new(),
    }
}
