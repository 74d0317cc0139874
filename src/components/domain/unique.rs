//! What makes the values of a unique field differ from row to row in tests.

use serde::Serialize;

use super::sample::size;
use super::values::Range;
use crate::fields::{Field, FieldKind, Format, Scalar};
use crate::problem::Problem;

/// The fewest values of which a test can take some that differ.
const FEWEST: i128 = 20;

/// As many values as no test counts up to.
const PLENTY: i128 = 1_000_000_000;

/// The digits of a number that tells rows apart.
const DIGITS: usize = 10;

/// How a fixture makes a value that no other row has; nothing to say of a field with room for any number.
#[derive(Clone, Debug, Default, Serialize)]
pub(in crate::components) struct Uniqueness {
    /// A number is counted up from here.
    pub from: Option<String>,
    /// So many values may be had before it begins anew.
    pub room: Option<String>,
    /// A text is so many digits and no words.
    pub width: Option<usize>,
}

impl Uniqueness {
    /// Whether a test that makes a page of rows beside other tests hardly meets a value twice.
    pub(super) fn fills_a_page(&self) -> bool {
        const MANY: u32 = 1000;
        self.room.as_ref().and_then(|room| room.parse().ok()).is_none_or(|room: u32| room >= MANY)
    }

    /// How the values of a field differ, of which this is one; a problem if there are too few.
    pub(super) fn new(field: &Field, sample: Option<&str>) -> Result<Self, Problem> {
        if !field.is_unique {
            return Ok(Self::default());
        }
        match &field.kind {
            FieldKind::Enum(values) => few(field, values.len() as i128),
            FieldKind::Scalar(Scalar::Boolean) => few(field, 2),
            FieldKind::Array(Scalar::Boolean | Scalar::Map) => {
                Err(refused(field, "an index cannot keep such lists unique".to_owned(), "leave `unique` out"))
            }
            FieldKind::Scalar(scalar) if scalar.is_number() => number(field),
            FieldKind::Scalar(scalar) if scalar.is_text() => text(field, sample.unwrap_or_default()),
            _ => Ok(Self::default()),
        }
    }
}

fn number(field: &Field) -> Result<Uniqueness, Problem> {
    let Some(range) = Range::of(field) else { return Ok(Uniqueness::default()) };
    let from = if range.least <= 0 && range.greatest >= FEWEST { 0 } else { range.least };
    let room = Range { least: from, ..range }.count();
    if room < FEWEST {
        return few(field, room);
    }
    Ok(Uniqueness {
        from: (from != 0).then(|| from.to_string()),
        room: (room < PLENTY).then(|| room.to_string()),
        width: None,
    })
}

fn text(field: &Field, sample: &str) -> Result<Uniqueness, Problem> {
    let Some(max) = size(field.max.as_ref()) else { return Ok(Uniqueness::default()) };
    let min = size(field.min.as_ref()).unwrap_or_default();
    // What a fixture writes around its number.
    let around = match field.format {
        None | Some(Format::Slug) => {
            let is_roomy = sample.len() + 1 + DIGITS <= max;
            let width = max.min(DIGITS / 2).max(min);
            if width == 1 {
                return few(field, 10);
            }
            return Ok(Uniqueness { width: (!is_roomy).then_some(width), ..Uniqueness::default() });
        }
        Some(Format::Email) => field.name.as_str().len() + "@example.com".len(),
        Some(Format::Url) => "https://example.com/".len(),
    };
    if max < around + DIGITS || min > around {
        let hint = format!("allow {} or more characters, and no `min` above {around}", around + DIGITS);
        return Err(refused(field, "the bounds leave no room for distinct values".to_owned(), &hint));
    }
    Ok(Uniqueness::default())
}

fn few(field: &Field, count: i128) -> Result<Uniqueness, Problem> {
    let message = format!("there could be at most {count} rows with distinct values");
    Err(refused(field, message, "leave `unique` out, or widen the bounds"))
}

fn refused(field: &Field, message: String, hint: &str) -> Problem {
    Problem::usage("bad-field", message).about("fields").at(format_args!("`{field}`")).hint(hint)
}
