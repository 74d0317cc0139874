//! The name of a field.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::bad;
use crate::names::{is_keyword, underscore};
use crate::problem::Problem;

/// The longest name of which an index of its table still has a name that each database bears.
const MAX_LENGTH: usize = 60;

/// A field's name: an atom, a column and a variable at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct FieldName(String);

impl FieldName {
    /// The name as text: `unit_price`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name of an association whose key may have been named instead: `category` of `category_id`.
    pub(super) fn of_association(name: &str) -> Result<Self, Problem> {
        let bare = name.trim_end_matches("_id");
        if bare.is_empty() { name.parse() } else { bare.parse() }
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for FieldName {
    type Err = Problem;

    fn from_str(name: &str) -> Result<Self, Problem> {
        if name.is_empty() {
            return Err(bad("the name is missing").hint("a field is `name:type`, such as `title:string`"));
        }
        if name.len() > MAX_LENGTH {
            return Err(bad(format!("the name is too long: {MAX_LENGTH} characters at most")));
        }
        if !is_snake_case(name) {
            let problem = bad(format!(
                "`{}` is not a valid field name: it takes a lowercase letter, then lowercase letters, \
                 digits, and underscores",
                name.escape_debug()
            ));
            return Err(match near_miss(name) {
                Some(mended) => problem.hint(format!("try `{mended}`")),
                None => problem,
            });
        }
        match owner(name) {
            Some(owner) => Err(bad(format!("`{name}` is not a valid field name: {owner}"))),
            None => Ok(Self(name.to_owned())),
        }
    }
}

/// Whose name this is already, if it is somebody's.
fn owner(name: &str) -> Option<&'static str> {
    match name {
        "id" => Some("it is the primary key of every schema"),
        "inserted_at" | "updated_at" => Some("it is one of the timestamps of every schema"),
        _ if is_keyword(name) => Some("it is a reserved word in Elixir"),
        _ => None,
    }
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
        && !name.ends_with('_')
}

/// What the person may have meant: `unitPrice` is near `unit_price`.
fn near_miss(name: &str) -> Option<String> {
    let joined = name.replace(['-', ' '], "_");
    let mended = underscore(joined.trim_matches('_')).replace("__", "_");
    (is_snake_case(&mended) && owner(&mended).is_none()).then_some(mended)
}
