//! A value that an enum may have.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::bad;
use crate::problem::Problem;

/// The longest value.
const MAX_LENGTH: usize = 60;

/// An atom that needs no quotes: a letter, then letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct EnumValue(String);

impl EnumValue {
    /// The value as text: `draft`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EnumValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EnumValue {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        if text.is_empty() {
            return Err(bad("one of the enum's values is empty"));
        }
        if matches!(text, "true" | "false" | "nil") {
            return Err(bad(format!("`{text}` cannot be a value of an enum: it has a meaning in Elixir")));
        }
        if text.len() > MAX_LENGTH {
            return Err(bad(format!("a value of an enum has at most {MAX_LENGTH} characters")));
        }
        if is_atom(text) {
            return Ok(Self(text.to_owned()));
        }
        let problem = bad(format!(
            "`{}` cannot be a value of an enum: it takes a letter, then letters, digits, and underscores",
            text.escape_debug()
        ));
        let mended = text.replace(['-', ' '], "_");
        if is_atom(&mended) {
            return Err(problem.hint(format!("try `{mended}`")));
        }
        let values: Vec<_> = text.split([',', '|', ';']).map(str::trim).collect();
        let is_list = values.len() > 1 && values.iter().all(|value| is_atom(value));
        let hint = || format!("put a slash between values: `{}`", values.join("/"));
        Err(if is_list { problem.hint(hint()) } else { problem })
    }
}

fn is_atom(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|char| char.is_ascii_alphanumeric() || char == '_')
}
