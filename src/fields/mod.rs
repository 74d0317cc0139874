//! The fields of a schema: parses `name:type[=argument][:modifier[=value]]…` into typed values.

mod bound;
mod coherence;
mod default;
mod enum_value;
mod field;
mod format;
mod kind;
mod list;
mod modifier;
mod name;
mod number;
mod on_delete;
mod parts;
mod reader;
mod scalar;
mod target;
mod types;

pub use bound::Bound;
pub use default::Value;
pub use enum_value::EnumValue;
pub use field::Field;
pub use format::Format;
pub use kind::FieldKind;
pub use list::check;
pub use modifier::{Modifier, modifiers};
pub use name::FieldName;
pub use number::Number;
pub use on_delete::OnDelete;
pub use scalar::Scalar;
pub use target::Target;
pub use types::{Type, types};

use crate::problem::Problem;

/// What is wrong with a field, in one sentence.
fn bad(message: impl Into<String>) -> Problem {
    Problem::usage("bad-field", message)
}
