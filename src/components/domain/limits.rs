//! What a database cannot keep.

use super::Domain;
use crate::fields::{Bound, Field, FieldKind, Scalar};
use crate::problem::Problem;

/// The most bytes that an index of PostgreSQL surely takes: 2,704, less its own and those of an owner's key.
const MAX_INDEXED: u32 = 2_600;

/// The most elements of a list, of 16 bytes each, that fit into so many.
const MAX_INDEXED_ELEMENTS: u32 = 150;

/// The most bytes of a value, if its index takes less than its column.
pub(super) fn bytes(field: &Field, domain: &Domain) -> Option<u32> {
    let is_longer = match (&field.kind, &field.max) {
        (FieldKind::Scalar(Scalar::Text), Some(Bound::Size(max))) => max.saturating_mul(4) > MAX_INDEXED,
        (FieldKind::Scalar(Scalar::Text | Scalar::Binary), _) => true,
        _ => false,
    };
    (domain.postgres && has_index(field) && is_longer).then_some(MAX_INDEXED)
}

/// Refuses a field that the project's database has no column or no index for.
pub(super) fn check(field: &Field, domain: &Domain) -> Result<(), Problem> {
    let has_index = has_index(field);
    let (message, hint) = match &field.kind {
        FieldKind::Array(_) if domain.mysql => {
            ("MySQL has no arrays", "use `embeds_many` for a list, or `map` for any JSON")
        }
        FieldKind::Scalar(Scalar::Text | Scalar::Binary) if domain.mysql && has_index => {
            ("MySQL cannot index the whole of a long value", "use `string`, which can be indexed")
        }
        FieldKind::Scalar(Scalar::Text)
            if bytes(field, domain).is_some_and(|bytes| is_beyond(field, bytes)) =>
        {
            (
                "PostgreSQL has no index on a value of more than 2,600 bytes",
                "`max=650` fits, whatever the characters",
            )
        }
        FieldKind::Array(item) if domain.postgres && has_index && item.has_any_length() => (
            "PostgreSQL has no index on a list of long values",
            "a schema of its own has a row for each, and an index",
        ),
        FieldKind::Array(_) if domain.postgres && has_index && !is_short(field) => {
            ("PostgreSQL has no index on a list of any length", "`max=150` fits")
        }
        FieldKind::Scalar(Scalar::Decimal) if domain.sqlite && digits(field) > f64::DIGITS as usize => {
            ("decimals in SQLite have 15 digits", "use `bigint` or `money`, which are exact")
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

fn has_index(field: &Field) -> bool {
    field.is_unique || field.is_indexed
}

/// Whether a text has a bound of more characters than so many bytes.
fn is_beyond(field: &Field, bytes: u32) -> bool {
    [&field.min, &field.max].into_iter().flatten().any(|bound| *bound > Bound::Size(bytes))
}

/// Whether a list has no more elements than its index takes.
fn is_short(field: &Field) -> bool {
    field.max.as_ref().is_some_and(|max| *max <= Bound::Size(MAX_INDEXED_ELEMENTS))
}

/// How many digits a decimal is said to have.
fn digits(field: &Field) -> usize {
    let bound = |bound: &Bound| if let Bound::Number(number) = bound { number.digits() } else { 0 };
    let bounds = field.min.iter().chain(&field.max).map(bound);
    bounds.chain(field.precision.map(|precision| precision as usize)).max().unwrap_or_default()
}
