//! What a database cannot keep.

use super::Domain;
use crate::fields::{Bound, Field, FieldKind, Scalar};
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
        FieldKind::Scalar(Scalar::Decimal) if domain.sqlite && digits(field) > f64::DIGITS as usize => {
            ("what SQLite keeps as a decimal has 15 digits", "a `bigint` or `money` counts exactly")
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

/// How many digits a decimal is said to have.
fn digits(field: &Field) -> usize {
    let bound = |bound: &Bound| if let Bound::Number(number) = bound { number.digits() } else { 0 };
    let bounds = field.min.iter().chain(&field.max).map(bound);
    bounds.chain(field.precision.map(|precision| precision as usize)).max().unwrap_or_default()
}
