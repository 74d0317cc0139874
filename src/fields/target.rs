//! What an association points to.

use std::fmt;
use std::str::FromStr;

use super::bad;
use crate::names::ModuleName;
use crate::problem::Problem;

/// The other side of an association.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A schema by its module: `Catalog.Category`.
    Schema(ModuleName),
    /// A schema by its table: `categories`.
    Table(String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(name) => name.fmt(f),
            Self::Table(name) => f.write_str(name),
        }
    }
}

impl FromStr for Target {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if text.starts_with(|first: char| first.is_ascii_lowercase()) {
            return if is_table(text) {
                Ok(Self::Table(text.to_owned()))
            } else {
                Err(bad(format!("`{}` is neither a schema nor a table", text.escape_debug())).hint(
                    "a schema is a module, such as `Catalog.Category`; a table is lowercase, such as `categories`",
                ))
            };
        }
        text.parse().map(Self::Schema).map_err(|problem: Problem| bad(problem.line()))
    }
}

fn is_table(text: &str) -> bool {
    text.len() <= 60
        && text.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
}
