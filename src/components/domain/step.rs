//! A step of an operation: what it is called, and what it does to a row of which schema.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{Column, ContextName, Fixture, SchemaName, Table};
use crate::elixir;
use crate::fields::FieldName;
use crate::names::ModuleName;
use crate::problem::Problem;
use crate::project::Project;

/// A step as it is said: `order:insert=Sales.Order`.
#[derive(Clone, Debug)]
pub(in crate::components) struct Step {
    pub name: FieldName,
    pub action: Action,
    pub schema: ModuleName,
}

/// What a step does to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::components) enum Action {
    Insert,
    Update,
    Delete,
}

impl Action {
    const ALL: [Self; 3] = [Self::Insert, Self::Update, Self::Delete];

    fn name(self) -> &'static str {
        match self {
            Self::Insert => "insert",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

impl FromStr for Step {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let shown = text.escape_debug();
        let parts = text.split_once(':').and_then(|(name, rest)| Some((name, rest.split_once('=')?)));
        let Some((name, (action, schema))) = parts else {
            return Err(
                bad(format!("`{shown}` is not a step")).hint("write it like `order:insert=Sales.Order`")
            );
        };
        let Some(known) = Action::ALL.into_iter().find(|known| known.name() == action) else {
            let message = format!("`{shown}`: a step cannot `{}`", action.escape_debug());
            return Err(bad(message).nearest(action, &Action::ALL.map(Action::name)));
        };
        let within = |problem: Problem| problem.at(format_args!("`{shown}`"));
        Ok(Self {
            name: name.parse().map_err(within)?,
            action: known,
            schema: schema.parse().map_err(within)?,
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}={}", self.name, self.action.name(), self.schema)
    }
}

/// A step as templates see it.
#[derive(Debug, Serialize)]
pub(in crate::components) struct StepModel {
    pub name: String,
    /// Its name as people read it.
    pub words: String,
    pub action: Action,
    /// What the schema is called in the operation.
    pub alias: String,
    /// What a specification calls a row of it: its type, if its source defines one.
    pub type_: String,
    /// Whether it refuses to delete a row that is in use without raising.
    pub deletable: bool,
    pub target: Table,
    /// What the fixtures of the schema are called with: nothing in the operation's own context, else the module and a
    /// dot, for two contexts may have schemas of one name.
    pub fixtures_prefix: String,
    /// The columns that take the id of a row that an earlier step inserts.
    pub links: Vec<Link>,
    /// The field that a test leaves empty, or else breaks, to make the step fail; none if nothing said can do that.
    pub failing: Option<Column>,
}

/// A column that takes the id of a row that an earlier step inserts.
#[derive(Debug, Serialize)]
pub(in crate::components) struct Link {
    pub column: String,
    pub step: String,
}

impl StepModel {
    /// A step on a schema that is there, after others.
    pub(in crate::components) fn new(
        step: &Step,
        alias: String,
        target: Table,
        within: &ContextName,
        earlier: &[Self],
        project: &Project<'_>,
    ) -> Result<Self, Problem> {
        let SchemaName { relative, .. } = &target.schema.name;
        let path = target.schema.name.path();
        let has_changeset =
            project.fact(&path, |source| elixir::arities(source).iter().any(|it| it == "changeset/2"))?;
        if step.action != Action::Delete && !has_changeset {
            let message = format!("`{relative}` has no `changeset/2`, which inserts and updates go through");
            return Err(Problem::world("no-function", message).about("steps").hint(format!(
                "add it to `{path}`: it takes a row and attributes, and returns a changeset"
            )));
        }
        let is_typed = project.fact(&path, |source| elixir::has_type(source, "t"))?;
        let links = target.belongs_to.iter().filter(|_| step.action == Action::Insert).filter_map(|column| {
            let other = &column.target.as_ref()?.name.module;
            let is_parent =
                |it: &&Self| it.action == Action::Insert && it.target.schema.name.module == *other;
            let step = earlier.iter().find(is_parent)?.name.clone();
            Some(Link { column: column.column.clone()?, step })
        });
        let links: Vec<_> = links.collect();
        let is_said =
            |column: &&Column| !links.iter().any(|link: &Link| column.column.as_ref() == Some(&link.column));
        let is_required = |column: &&Column| column.required && column.default.is_none();
        let plain = || target.plain.iter();
        let references = || target.belongs_to.iter().filter(is_said);
        let failing = plain().find(is_required).or_else(|| plain().find(|column| column.required));
        let failing = failing.or_else(|| references().find(|column| column.required));
        let failing = failing.or_else(|| plain().next());
        // What else is cast: a reference, what is embedded, the ids of a `many_to_many`.
        let is_cast = |column: &&Column| column.column.is_some() || column.ids.is_some();
        let failing = failing.or_else(|| target.fields.iter().filter(is_said).find(is_cast));
        Ok(Self {
            type_: if is_typed { format!("{alias}.t()") } else { "struct()".to_owned() },
            deletable: project.fact(&path, |source| elixir::defines(source, "deletion"))?,
            name: step.name.to_string(),
            words: step.name.as_str().replace('_', " "),
            action: step.action,
            alias,
            failing: failing.cloned(),
            fixtures_prefix: if target.context.module == within.module {
                String::new()
            } else {
                format!("{}.", target.context.fixtures)
            },
            links,
            target,
        })
    }
}

impl StepModel {
    /// What its test begins with.
    pub(in crate::components) fn fixture(&self) -> Fixture {
        if self.action == Action::Insert { Fixture::Attributes } else { Fixture::Row }
    }
}

fn bad(message: String) -> Problem {
    Problem::usage("bad-step", message).about("steps")
}
