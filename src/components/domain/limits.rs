//! What a database cannot keep.

use super::Domain;
use crate::fields::{Bound, Field, FieldKind, Scalar};
use crate::problem::Problem;

/// Refuses a field that the project's database has no column for.
pub(super) fn check(field: &Field, domain: &Domain) -> Result<(), Problem> {
    let has_index = field.is_unique || field.is_indexed;
    let (message, hint) = match &field.kind {
        FieldKind::Array(_) if domain.mysql => {
            ("MySQL has no arrays", "use `embeds_many` for a list, or `map` for any JSON")
        }
        FieldKind::Scalar(Scalar::Text | Scalar::Binary) if domain.mysql && has_index => {
            ("MySQL cannot index the whole of a long value", "use `string`, which can be indexed")
        }
        FieldKind::Scalar(Scalar::Decimal) if domain.sqlite && digits(field) > f64::DIGITS as usize => {
            ("what SQLite keeps as a decimal has 15 digits", "a `bigint` or `money` counts exactly")
        }
        FieldKind::Scalar(Scalar::TimeUsec) if domain.sqlite => {
            ("times in SQLite have no microseconds", "use `time`, which has seconds")
        }
        FieldKind::Array(Scalar::TimeUsec) if domain.sqlite => {
            ("times in SQLite have no microseconds", "use `array=time`, which has seconds")
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
