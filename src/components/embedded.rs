//! Data that is no table: what a form or a message holds, or a part of a row.

use clap::{ArgMatches, Args};
use serde::Serialize;

use super::domain::{Domain, SchemaName, Table, check_fixtures, check_tests, fixtures_of_others};
use super::process::Process;
use super::{Component, Context, Hook, Words, component};
use crate::elixir::Place;
use crate::fields::{Field, Type};
use crate::names::ModuleName;
use crate::problem::Problem;

/// An embedded schema: validated data without a table
#[derive(Debug, Args)]
pub(super) struct Embedded {
    /// Module name, with its context, such as Orders.Checkout
    name: ModuleName,

    /// Fields, such as email:string:format=email
    #[arg(value_name = "FIELD", required = true)]
    fields: Vec<Field>,
}

impl Embedded {
    /// What it was said to hold.
    pub(super) fn said(self) -> Vec<Field> {
        self.fields
    }
}

/// What its templates see.
#[derive(Debug, Serialize)]
pub(super) struct Model {
    #[serde(flatten)]
    table: Table,
}

impl Component for Embedded {
    type Model = Model;

    const WHEN: &'static str = "\
        for a form, a message, or part of a row: data that is validated but has no table";

    fn model(&self, context: &Context<'_>) -> Result<Model, Problem> {
        let domain = Domain::read(context.project)?;
        let is_association = |field: &&Field| field.kind.type_().is_association();
        if let Some(field) = self.fields.iter().find(is_association) {
            let message = format!("`{field}`: an embedded schema has no table, so it has no associations");
            return Err(Problem::usage("bad-field", message).about("fields").hint(format!(
                "`{}_id:{}` stores only the key",
                field.name,
                if domain.uuid { "uuid" } else { "bigint" }
            )));
        }
        let is_stored = |field: &&Field| field.is_unique || field.is_indexed;
        if let Some(field) = self.fields.iter().find(is_stored) {
            let message = format!("`{field}`: an embedded schema has no table, so it has no index");
            return Err(Problem::usage("bad-field", message).about("fields").hint("remove the modifier"));
        }
        let name = SchemaName::new(&self.name, None, None, &domain.app)?;
        check_tests(&self.name, context.project)?;
        let table = Table::new(name, &self.fields, true, None, domain, context.project)?;
        table.check()?;
        if !context.project.has(&table.schema.name.path())? {
            check_fixtures(fixtures_of_others(&table), context.project)?;
        }
        Ok(Model { table })
    }

    fn needs(said: &ArgMatches) -> Vec<String> {
        let embedded = component::<Self>(said);
        let context = embedded.name.as_str().rsplit_once('.').map(|(context, _)| context.to_owned());
        let held = |field: &Field| match field.kind.type_() {
            Type::EmbedsOne | Type::EmbedsMany => field.kind.target().map(ToString::to_string),
            _ => None,
        };
        context.into_iter().chain(embedded.fields.iter().filter_map(held)).collect()
    }

    fn tangle(ring: &[&ArgMatches]) -> Option<Problem> {
        let names = ring.iter().chain(ring.first()).map(|said| component::<Self>(said).name.to_string());
        let names = names.collect::<Vec<_>>().join(" → ");
        let problem =
            Problem::usage("cycle", format!("each of these embeds the next: {names}")).about("fields");
        Some(problem.hint("none could ever be complete: leave one of the embeds out"))
    }

    fn before(&self, context: &Context<'_>) -> Result<Vec<Words>, Problem> {
        super::domain::context_of(&self.name, context.project)
    }

    fn shared(&self, model: &Model) -> Vec<&'static str> {
        let storable = model.table.storable.then_some("storable");
        ["fixtures"].into_iter().chain(storable).collect()
    }

    fn hooks(&self, model: &Model) -> Vec<Hook> {
        let fixtures = model.table.context.fixtures_path();
        let mut hooks = vec![Hook::new(fixtures, Place::Module, "embedded/_fixture.ex")];
        hooks.extend(Process::property_tests());
        hooks
    }
}
