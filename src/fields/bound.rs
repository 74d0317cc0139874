//! The least or the most that a field may be.

use std::fmt;

use super::{FieldKind, Number, Scalar, bad};
use crate::problem::Problem;

/// The most characters of a `string`: what its column holds on every database.
pub(super) const MAX_STRING: u32 = 255;

/// The most characters of a `text` and elements of an array that a test can try to go beyond.
const MAX_TEXT: u32 = 1_000_000;
const MAX_ARRAY: u32 = 10_000;

/// A limit, of the kind that the field's type has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd)]
pub enum Bound {
    /// Characters of a text, elements of an array.
    Size(u32),
    /// The value of a whole number.
    Integer(i64),
    /// The value of a float or a decimal.
    Number(Number),
}

impl Bound {
    /// Reads the limit of a field of some type.
    pub(super) fn parse(text: &str, kind: &FieldKind) -> Result<Self, Problem> {
        match kind {
            FieldKind::Scalar(scalar) if scalar.is_whole() => whole(text, *scalar).map(Self::Integer),
            FieldKind::Scalar(Scalar::Float) => float(text).map(Self::Number),
            FieldKind::Scalar(Scalar::Decimal) => number(text).map(Self::Number),
            _ => size(text, kind).map(Self::Size),
        }
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Size(size) => size.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
        }
    }
}

/// How many characters or elements there may be.
fn size(text: &str, kind: &FieldKind) -> Result<u32, Problem> {
    let shown = text.escape_debug();
    let size =
        natural(text).ok_or_else(|| bad(format!("`{shown}` is not a length: it must be a whole number")))?;
    let (most, what, hint) = match kind {
        FieldKind::Scalar(Scalar::String) => (MAX_STRING, "characters", "use `text` for any number"),
        FieldKind::Scalar(_) => (MAX_TEXT, "characters", "leave the bound out for any number"),
        _ => (MAX_ARRAY, "elements", "leave the bound out for any number"),
    };
    if size <= most {
        return Ok(size);
    }
    let message = match kind {
        FieldKind::Scalar(Scalar::String) => format!("a `string` holds {most} {what} at most"),
        kind => format!("a bound of `{}` is {most} {what} at most", kind.type_()),
    };
    Err(bad(message).hint(hint))
}

/// A number that is not negative and may be whole; the greatest of all if it is greater.
pub(super) fn natural(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u32::MAX))
}

/// A number that a float keeps as it is written.
fn float(text: &str) -> Result<Number, Problem> {
    let number = number(text)?;
    if number.digits() <= f64::DIGITS as usize {
        return Ok(number);
    }
    let message = format!("a `float` keeps {} digits, and `{number}` has more", f64::DIGITS);
    Err(bad(message).hint("a `decimal` keeps them all"))
}

/// A number that may have a fraction.
pub(super) fn number(text: &str) -> Result<Number, Problem> {
    text.parse().map_err(|()| {
        let is_long = text.len() > Number::MAX_DIGITS as usize
            && text.bytes().all(|byte| b"-.0123456789".contains(&byte));
        let shown = text.escape_debug();
        if is_long {
            bad(format!("`{shown}` has too many digits: {} at most", Number::MAX_DIGITS))
        } else {
            bad(format!("`{shown}` is not a number")).hint("for example `9.99`")
        }
    })
}

/// A whole number that a column of this type holds.
pub(super) fn whole(text: &str, scalar: Scalar) -> Result<i64, Problem> {
    let has_digits = text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
    let shown = text.escape_debug();
    match text.parse::<i64>() {
        Ok(value) if has_digits => match i32::try_from(value) {
            Err(_) if scalar == Scalar::Integer => {
                Err(bad(format!("`{shown}` does not fit 32 bits")).hint("a `bigint` has 64"))
            }
            _ => Ok(value),
        },
        Err(_) if has_digits && text.len() > 18 => Err(bad(format!("`{shown}` does not fit 64 bits"))),
        _ if scalar == Scalar::Money => {
            Err(bad(format!("`{shown}` is not a whole number of cents")).hint("an amount of 19.99 is `1999`"))
        }
        _ => Err(bad(format!("`{shown}` is not a whole number"))),
    }
}
