//! Parses a name once and derives its spellings.

mod app;
mod module;
mod plural;
mod reserved;
mod spelling;

pub use app::AppName;
pub use module::{ModuleName, is_one_module};
pub use plural::{plural, singular};
pub use reserved::{is_function_taken, is_keyword};
pub use spelling::{camelize, sentence, title, underscore};

use crate::problem::Problem;

/// Refuses a name that is longer than files, atoms and node names bear.
fn check_length(name: &str, limit: usize, what: &str) -> Result<(), Problem> {
    if name.len() <= limit {
        return Ok(());
    }
    let shown: String = name.chars().take(20).collect();
    Err(Problem::usage(
        "name-too-long",
        format!("`{shown}…` is too long for {what}: {limit} characters at most"),
    ))
}
