//! The name of an Elixir module.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{camelize, reserved};
use crate::problem::Problem;

/// The longest name of which the beam file still has a legal file name.
const MAX_LENGTH: usize = 120;

/// A module's name: parts that begin with an uppercase letter, joined by dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModuleName(String);

impl ModuleName {
    /// The name as text: `MyShop`, `Acme.Shop`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ModuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ModuleName {
    type Err = Problem;

    fn from_str(name: &str) -> Result<Self, Problem> {
        if name.len() > MAX_LENGTH {
            let shown: String = name.chars().take(20).collect();
            return Err(Problem::usage(
                "name-too-long",
                format!("`{shown}…` is too long for a module: {MAX_LENGTH} characters at most"),
            ));
        }
        if !name.split('.').all(is_alias) {
            let problem = Problem::usage(
                "bad-module-name",
                format!(
                    "`{}` cannot name a module: each part takes an uppercase letter, then letters, digits and underscores",
                    name.escape_debug()
                ),
            );
            let mended = camelize(&name.replace('-', "_"));
            return Err(if is_alias(&mended) {
                problem.hint(format!("`{mended}` would do"))
            } else {
                problem
            });
        }
        // A dotted name lives below its first part, where nothing of Elixir's can be replaced
        // unless that part is `Elixir`, which is dropped from every name.
        let first = name.split('.').next().unwrap_or_default();
        if let Some(owner) = reserved::module_owner(if first == "Elixir" { first } else { name }) {
            return Err(Problem::usage("reserved-name", format!("`{name}` is taken: it is {owner}"))
                .hint(format!("`My{name}` would do")));
        }
        Ok(Self(name.to_owned()))
    }
}

fn is_alias(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_uppercase())
        && part.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}
