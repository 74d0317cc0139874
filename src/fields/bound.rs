//! The least or the most that a field may be.

use std::fmt;

use super::{FieldKind, Number, Scalar, bad};
use crate::problem::Problem;

/// The most characters of a `string`: what its column holds on every database.
pub(super) const MAX_STRING: u32 = 255;

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
            FieldKind::Scalar(scalar) if scalar.is_number() => text
                .parse()
                .map(Self::Number)
                .map_err(|()| bad(format!("`{}` is no number", text.escape_debug()))),
            _ => {
                let size = natural(text).ok_or_else(|| {
                    bad(format!("`{}` is no length: it takes a whole number", text.escape_debug()))
                })?;
                if size > MAX_STRING && *kind == FieldKind::Scalar(Scalar::String) {
                    return Err(bad(format!("a `string` holds {MAX_STRING} characters at most"))
                        .hint("a `text` holds any number"));
                }
                Ok(Self::Size(size))
            }
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

/// A whole number that is not negative.
pub(super) fn natural(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| !text.starts_with('+'))
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
            Err(bad(format!("`{shown}` is no whole number of cents")).hint("an amount of 19.99 is `1999`"))
        }
        _ => Err(bad(format!("`{shown}` is no whole number"))),
    }
}
