//! The name of an Elixir module.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{camelize, check_length, reserved};
use crate::problem::Problem;

/// The longest name of which the beam file still has a legal file name.
const MAX_LENGTH: usize = 120;

/// A module's name: parts that begin with an uppercase letter, joined by dots.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ModuleName(String);

impl ModuleName {
    /// The name of a module that is there, whatever its owner thinks of underscores.
    pub fn existing(name: &str) -> Result<Self, Problem> {
        if name.is_empty() {
            return Err(Problem::usage("bad-module-name", "the module name is missing"));
        }
        check_length(name, MAX_LENGTH, "a module")?;
        if name.split('.').all(is_alias) { Ok(Self(name.to_owned())) } else { Err(refused(name)) }
    }

    /// The name as text: `MyShop`, `Acme.Shop`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whose it is, if a module of this name exists in Elixir or a package: to define it again is to replace it.
    pub fn owner(&self) -> Option<&'static str> {
        // Below a first part of their own all names are free, unless that part is dropped from every name.
        if self.0.starts_with("Elixir.") {
            reserved::module_owner("Elixir")
        } else {
            reserved::module_owner(&self.0)
        }
    }

    /// The same name without its root: `Pricing.Cache` of `Shop.Pricing.Cache`, and of itself.
    #[must_use]
    pub fn relative_to(&self, root: &Self) -> Self {
        let below = self.0.strip_prefix(&root.0).and_then(|rest| rest.strip_prefix('.'));
        Self(below.unwrap_or(&self.0).to_owned())
    }

    /// The module of this name below another: `Pricing.Cache` below `Shop` is `Shop.Pricing.Cache`.
    #[must_use]
    pub fn below(&self, root: &Self) -> Self {
        Self(format!("{root}.{self}"))
    }

    /// The same name, ending in a word; one that ends in it, and is more than that, is so already.
    #[must_use]
    pub fn with_suffix(&self, suffix: &str) -> Self {
        let is_there = self.last().strip_suffix(suffix).is_some_and(|rest| !rest.is_empty());
        if is_there { self.clone() } else { Self(format!("{self}{suffix}")) }
    }

    /// The module that starts an application, by convention.
    #[must_use]
    pub fn application(&self) -> Self {
        Self(format!("{self}.Application"))
    }

    /// The root of the web layer of an application, by convention.
    #[must_use]
    pub fn web(&self) -> Self {
        Self(format!("{self}Web"))
    }

    /// The name by which the root supervisor of an application is registered.
    #[must_use]
    pub fn supervisor_of(root: &Self) -> Self {
        Self(format!("{root}.Supervisor"))
    }

    /// The first part of the name: `Acme` of `Acme.Shop`.
    pub fn first(&self) -> &str {
        self.0.split('.').next().unwrap_or(&self.0)
    }

    /// The last part of the name as a name of its own.
    #[must_use]
    pub fn last_part(&self) -> Self {
        Self(self.last().to_owned())
    }

    /// The last part of the name: `Cache` of `Pricing.Cache`.
    pub fn last(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or(&self.0)
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
        let name = Self::existing(name)?;
        // Credo's rule; and `OrderItem` and `Order_Item` would be told apart by nobody.
        if name.0.contains('_') { Err(refused(&name.0)) } else { Ok(name) }
    }
}

/// Whether two names are of one module, be one of them said with what it is below and the other without.
pub fn is_one_module(one: &str, other: &str) -> bool {
    let ends_in = |longer: &str, name: &str| {
        longer.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    ends_in(one, other) || ends_in(other, one)
}

/// The problem with what is no name of a module, and the name that would do.
fn refused(name: &str) -> Problem {
    let problem = Problem::usage(
        "bad-module-name",
        format!(
            "`{}` is not a valid module name: each part takes an uppercase letter, then letters and digits",
            name.escape_debug()
        ),
    );
    let parts = name.split(['.', '/']).map(|part| camelize(&part.replace('-', "_")).replace('_', ""));
    let mended = parts.collect::<Vec<_>>().join(".");
    if mended.split('.').all(is_alias) { problem.hint(format!("try `{mended}`")) } else { problem }
}

fn is_alias(part: &str) -> bool {
    part.starts_with(|first: char| first.is_ascii_uppercase())
        && part.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}
