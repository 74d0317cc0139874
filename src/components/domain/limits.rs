//! What a database cannot keep.

use super::Domain;
use crate::fields::{Field, FieldKind, Scalar};
use crate::problem::Problem;

/// Refuses a field that the project's database has no column for.
pub(super) fn check(field: &Field, domain: &Domain) -> Result<(), Problem> {
    let has_index = field.is_unique || field.is_indexed;
    let (message, hint) = match &field.kind {
        FieldKind::Array(_) if domain.mysql => {
            ("MySQL has no arrays", "`embeds_many` keeps a list there, a `map` any JSON")
        }
        FieldKind::Scalar(Scalar::Text | Scalar::Binary) if domain.mysql && has_index => {
            ("MySQL has no index on all of a long value", "a `string` takes an index")
        }
        FieldKind::Scalar(Scalar::TimeUsec) if domain.sqlite => {
            ("what SQLite keeps as a time has no microseconds", "`time` keeps seconds")
        }
        FieldKind::Array(Scalar::TimeUsec) if domain.sqlite => {
            ("what SQLite keeps as a time has no microseconds", "`array=time` keeps seconds")
        }
        _ => return Ok(()),
    };
    Err(Problem::usage("bad-field", message).about("fields").at(format_args!("`{field}`")).hint(hint))
}
