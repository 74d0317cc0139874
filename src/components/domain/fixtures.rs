//! The functions of the project's tests by which rows are made.

use super::schema::Other;
use super::{ContextName, SchemaName, Table};
use crate::elixir;
use crate::problem::Problem;
use crate::project::Project;

/// How tests make a row of a schema, or what a row of it is made of.
#[derive(Clone, Copy)]
pub(in crate::components) enum Fixture {
    /// `product_fixture`
    Row,
    /// `valid_product_attrs`
    Attributes,
}

/// Refuses tests that would call a function which is not there: the schema is of another hand.
pub(in crate::components) fn check_fixtures<'a>(
    wanted: impl IntoIterator<Item = (&'a ContextName, &'a SchemaName, Fixture)>,
    project: &Project<'_>,
) -> Result<(), Problem> {
    for (context, schema, fixture) in wanted {
        let (function, use_) = match fixture {
            Fixture::Row => (format!("{}_fixture", schema.singular), "insert a row"),
            Fixture::Attributes => (format!("valid_{}_attrs", schema.singular), "get valid attributes"),
        };
        let path = context.fixtures_path();
        let functions = project.fact(&path, elixir::functions)?;
        if !functions.contains(&function) {
            let message = format!("`{}` has no `{function}`, which tests use to {use_}", context.fixtures);
            let gives = match fixture {
                Fixture::Row => format!("an inserted `{}`", schema.module),
                Fixture::Attributes => format!("a map of attributes for a valid `{}`", schema.module),
            };
            return Err(
                Problem::world("no-fixture", message).hint(format!("add it to `{path}`: it returns {gives}"))
            );
        }
    }
    Ok(())
}

/// The fixtures that the tests of a new table call, besides its own.
pub(in crate::components) fn fixtures_of_others(
    table: &Table,
) -> impl Iterator<Item = (&ContextName, &SchemaName, Fixture)> {
    let others = table.fields.iter().filter(|column| !column.to_itself);
    others.filter_map(|column| {
        let Other { name, context, .. } = column.target.as_ref()?;
        match column.kind {
            "belongs_to" | "many_to_many" => Some((context, name, Fixture::Row)),
            "embeds_one" | "embeds_many" => Some((context, name, Fixture::Attributes)),
            _ => None,
        }
    })
}
