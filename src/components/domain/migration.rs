//! The file of a migration: its version comes after that of every other.

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use serde::Serialize;

use super::{Domain, SchemaName, sql};
use crate::names::camelize;
use crate::problem::Problem;
use crate::project::Project;

/// Where migrations are.
pub(super) const FOLDER: &str = "priv/repo/migrations";

/// How a version says a time.
const VERSION: &str = "%Y%m%d%H%M%S";

/// How long before the clock a version is: none of the migrations that are added right after it, a second each, is
/// from the future, where it would meet what Phoenix's generators number by the clock.
const ROOM: SignedDuration = SignedDuration::from_mins(1);

/// A migration.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Migration {
    /// `20261123115900_create_products`
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

/// The file of a migration of a name: the one that is there, or one after all others.
fn file(name: &str, clock: Timestamp, project: &Project<'_>) -> Result<String, Problem> {
    let there = project.numbered(FOLDER)?;
    let number = there.number_of(name).map_or_else(|| version(clock, there.last()), str::to_owned);
    Ok(format!("{number}_{name}"))
}

/// The version of a migration that is made at a time and comes after another.
fn version(clock: Timestamp, last: u64) -> String {
    let made = clock.checked_sub(ROOM).unwrap_or(clock).strftime(VERSION).to_string();
    let is_later = made.parse().is_ok_and(|made: u64| made > last);
    if is_later { made } else { following(last) }
}

/// The version a second after another, which others may have numbered by something that is no time.
fn following(version: u64) -> String {
    let time = DateTime::strptime(VERSION, version.to_string()).ok();
    let next = time.and_then(|time| time.checked_add(1.second()).ok());
    next.map_or_else(|| (version + 1).to_string(), |next| next.strftime(VERSION).to_string())
}

#[cfg(test)]
mod tests {
    use super::version;

    #[track_caller]
    fn is_numbered(clock: &str, last: u64, expected: &str) {
        assert_eq!(version(clock.parse().expect("a time"), last), expected);
    }

    #[test]
    fn a_version_is_a_minute_before_the_clock() {
        is_numbered("2026-11-23T12:00:00Z", 0, "20261123115900");
        is_numbered("2026-11-23T00:00:30Z", 20_261_120_090_000, "20261122235930");
        is_numbered("2027-01-01T00:00:00Z", 0, "20261231235900");
        is_numbered("1970-01-01T00:00:00Z", 0, "19691231235900");
    }

    #[test]
    fn a_version_is_after_all_others() {
        is_numbered("2026-11-23T12:00:00Z", 20_261_123_115_859, "20261123115900");
        is_numbered("2026-11-23T12:00:00Z", 20_261_123_115_900, "20261123115901");
        is_numbered("2026-11-23T12:00:00Z", 20_261_123_235_959, "20261124000000");
        is_numbered("2026-11-23T12:00:00Z", 20_280_228_235_959, "20280229000000");
    }

    #[test]
    fn others_may_be_numbered_by_what_is_no_time() {
        is_numbered("2026-11-23T12:00:00Z", 7, "20261123115900");
        is_numbered("2026-11-23T12:00:00Z", 20_261_123_120_099, "20261123120100");
        is_numbered("2026-11-23T12:00:00Z", 99_999_999_999_999, "100000000000000");
    }
}
