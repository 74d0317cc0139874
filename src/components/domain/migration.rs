//! The file of a migration: its version comes after that of every other.

use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan as _};
use serde::Serialize;

use super::{Domain, SchemaName, sql};
use crate::names::camelize;
use crate::problem::Problem;
use crate::project::Project;

/// Where migrations are.
const FOLDER: &str = "priv/repo/migrations";

/// How a version says a time.
const VERSION: &str = "%Y%m%d%H%M%S";

/// A migration.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Migration {
    /// `20261123120000_create_products`
    pub file: String,
    /// `CreateProducts`
    pub module: String,
    /// The type of the primary key, where the migration has to say it.
    pub primary_key: Option<&'static str>,
    /// The type of a column that refers to the table, where a migration has to say it.
    pub reference_type: Option<&'static str>,
    /// The schema of the database, as SQL takes it.
    pub prefix: Option<String>,
}

impl Migration {
    /// The migration that creates the table of a schema.
    pub(in crate::components) fn create(
        schema: &SchemaName,
        clock: Timestamp,
        domain: &Domain,
        project: &Project<'_>,
    ) -> Result<Self, Problem> {
        let name = format!("create_{}", schema.table);
        // Where schemas share a base, the configuration of the repository says the type for all of them.
        let key = (domain.uuid && !domain.base_schema).then_some("uuid");
        Ok(Self {
            file: file(&name, clock, project)?,
            module: camelize(&name),
            primary_key: key,
            reference_type: key,
            prefix: schema.prefix.as_ref().map(|prefix| sql::column(prefix, false)),
        })
    }
}

/// The file of a migration of a name: the one that is there, or one after all others and not before a time.
fn file(name: &str, clock: Timestamp, project: &Project<'_>) -> Result<String, Problem> {
    let files = project.files_in(FOLDER)?;
    let parts = files.iter().filter_map(|file| file.strip_suffix(".exs")?.split_once('_'));
    if let Some((version, name)) = parts.clone().find(|(_, other)| *other == name) {
        return Ok(format!("{version}_{name}"));
    }
    let now = clock.strftime(VERSION).to_string();
    let last = parts.filter_map(|(version, _)| version.parse::<u64>().ok()).max().unwrap_or_default();
    let is_free = now.parse().is_ok_and(|now: u64| now > last);
    let version = if is_free { now } else { following(last) };
    Ok(format!("{version}_{name}"))
}

/// The version a second after another, which others may have numbered by something that is no time.
fn following(version: u64) -> String {
    let time = DateTime::strptime(VERSION, version.to_string()).ok();
    let next = time.and_then(|time| time.checked_add(1.second()).ok());
    next.map_or_else(|| (version + 1).to_string(), |next| next.strftime(VERSION).to_string())
}
