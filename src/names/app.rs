//! The name of an OTP application.

use std::fmt;
use std::str::FromStr;

use serde::Serialize;

use super::{check_length, reserved, underscore};
use crate::problem::Problem;

/// The longest name for which files, atoms and node names all stay within their limits.
const MAX_LENGTH: usize = 60;

/// An OTP application's name: a lowercase letter, then lowercase letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AppName(String);

impl AppName {
    /// The name of an application that exists: Mix has accepted it, whatever it is.
    pub fn existing(name: String) -> Self {
        Self(name)
    }

    /// The name as text: `my_shop`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AppName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AppName {
    type Err = Problem;

    fn from_str(name: &str) -> Result<Self, Problem> {
        if name.is_empty() {
            return Err(Problem::usage("bad-app-name", "the application name is missing"));
        }
        check_length(name, MAX_LENGTH, "an OTP application")?;
        if !is_snake_case(name) {
            let problem = Problem::usage(
                "bad-app-name",
                format!(
                    "`{}` is not a valid application name: it takes a lowercase letter, then lowercase \
                     letters, digits, and underscores",
                    name.escape_debug()
                ),
            );
            return Err(match near_miss(name) {
                Some(mended) => problem.hint(format!("try `{mended}`")),
                None => problem,
            });
        }
        if let Some(owner) = reserved::app_owner(name) {
            return Err(Problem::usage("reserved-name", format!("`{name}` is taken: it is {owner}"))
                .hint(format!("try `my_{name}`")));
        }
        Ok(Self(name.to_owned()))
    }
}

fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
        && !name.ends_with('_')
}

/// What the person may have meant: `My-Shop` is near `my_shop`.
fn near_miss(name: &str) -> Option<String> {
    let joined: String =
        name.chars().map(|char| if char == '-' || char == ' ' { '_' } else { char }).collect();
    let mended = underscore(&joined).replace("__", "_");
    (is_snake_case(&mended) && reserved::app_owner(&mended).is_none()).then_some(mended)
}
