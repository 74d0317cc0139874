//! Parses a name once and derives its spellings.

mod app;
mod module;
mod reserved;
mod spelling;

pub use app::AppName;
pub use module::ModuleName;
pub use spelling::{camelize, title, underscore};
