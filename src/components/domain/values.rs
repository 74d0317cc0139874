//! The values that a field may have: what bounds them, and the numbers that tests choose from.

use serde::Serialize;

use super::column::Literal;
use super::sample::{Samples, samples};
use crate::fields::{Bound, Field, FieldKind, Number, Scalar};
use crate::problem::Problem;

/// The most characters of a column of type `string`.
const MAX_STRING: u32 = 255;

/// The digits before the point of a number that has no bound: a float and SQLite keep them exactly.
const USUAL_DIGITS: u32 = 9;

/// What bounds the values of a field, and examples on both sides of it.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Values {
    /// Its bounds; a string has always an upper one, that of its column.
    pub min: Option<String>,
    pub max: Option<String>,
    pub precision: Option<u32>,
    pub scale: Option<u32>,
    /// The greatest number of its digits.
    pub limit: Option<String>,
    /// The least and the greatest whole number that it may be; none if there are no two.
    pub lower: Option<String>,
    pub upper: Option<String>,
    /// A whole number that is too low, and one that is too high.
    pub below: Option<String>,
    pub above: Option<String>,
    /// The least and the greatest whole number that an array's column takes.
    pub items: Option<[String; 2]>,
    #[serde(flatten)]
    pub samples: Samples,
}

impl Values {
    pub(super) fn new(field: &Field) -> Self {
        let range = Range::of(field);
        let whole = range.filter(|range| range.count() > 1);
        let max = field.max.as_ref().map(ToString::to_string);
        let is_string = matches!(field.kind, FieldKind::Scalar(Scalar::String));
        let items = match field.kind {
            FieldKind::Array(item) if item.is_whole() => Some(Range::of_column(item, None)),
            _ => None,
        };
        Self {
            min: field.min.as_ref().map(ToString::to_string),
            max: max.or_else(|| is_string.then(|| MAX_STRING.to_string())),
            precision: field.precision,
            scale: field.precision.map(|_| field.scale.unwrap_or(0)),
            limit: limit(field),
            lower: whole.map(|range| range.least.to_string()),
            upper: whole.map(|range| range.greatest.to_string()),
            below: range.filter(|_| field.min.is_some()).map(|range| (range.least - 1).to_string()),
            above: range.filter(|_| field.max.is_some()).map(|range| (range.greatest + 1).to_string()),
            items: items.map(|range| [range.least.to_string(), range.greatest.to_string()]),
            samples: samples(field),
        }
    }

    /// A value as it stands between quotes, if it is no list.
    pub(super) fn sample(&self) -> Option<&str> {
        self.samples.sample.as_ref().and_then(Literal::one)
    }

    /// Whether anything but its type says what the field may be.
    pub(super) fn are_bounded(&self) -> bool {
        self.min.is_some() || self.max.is_some()
    }
}

/// The whole numbers that a field may be, as far as a test needs them; none of them if the least is greater.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    pub(super) least: i128,
    pub(super) greatest: i128,
}

impl Range {
    /// The range of a field; none if it is no number.
    pub(super) fn of(field: &Field) -> Option<Self> {
        let FieldKind::Scalar(scalar) = field.kind else { return None };
        if !scalar.is_number() {
            return None;
        }
        let digits = field.precision.map(|precision| precision - field.scale.unwrap_or(0));
        let column = Self::of_column(scalar, digits);
        let usual = if scalar.is_whole() {
            column
        } else {
            Self::of_digits(digits.map_or(USUAL_DIGITS, |digits| digits.min(USUAL_DIGITS)))
        };
        let (min, max) = (bound(field.min.as_ref(), true), bound(field.max.as_ref(), false));
        // Beyond what is usual, one bound is enough to say where the numbers are.
        let far_min = min.filter(|min| *min >= usual.greatest);
        let far_max = max.filter(|max| *max <= usual.least);
        let least = min.or_else(|| far_max.map(|max| max + usual.least)).unwrap_or(usual.least);
        let greatest = max.or_else(|| far_min.map(|min| min + usual.greatest)).unwrap_or(usual.greatest);
        Some(Self { least: least.max(column.least), greatest: greatest.min(column.greatest) })
    }

    /// What the column of a type keeps, of which so many digits stand before the point.
    fn of_column(scalar: Scalar, digits: Option<u32>) -> Self {
        match scalar {
            Scalar::Integer => Self { least: i32::MIN.into(), greatest: i32::MAX.into() },
            // What JSON and a float bear exactly.
            Scalar::Bigint | Scalar::Money => Self::up_to((1 << 53) - 1),
            _ => Self::of_digits(digits.unwrap_or(u32::MAX).min(Number::MAX_DIGITS)),
        }
    }

    fn of_digits(digits: u32) -> Self {
        Self::up_to(10_i128.pow(digits) - 1)
    }

    fn up_to(greatest: i128) -> Self {
        Self { least: -greatest, greatest }
    }

    /// How many there are.
    pub(super) fn count(self) -> i128 {
        (self.greatest - self.least + 1).max(0)
    }
}

/// The nearest whole number that a bound of a value leaves.
fn bound(bound: Option<&Bound>, is_least: bool) -> Option<i128> {
    match bound {
        Some(Bound::Integer(value)) => Some(i128::from(*value)),
        Some(Bound::Number(number)) => number.to_whole(is_least),
        _ => None,
    }
}

/// Refuses bounds that leave no two values.
pub(super) fn check(field: &Field) -> Result<(), Problem> {
    let (Some(range), FieldKind::Scalar(scalar)) = (Range::of(field), &field.kind) else { return Ok(()) };
    let has_two =
        if scalar.is_whole() { range.count() > 1 } else { field.min.is_none() || field.min != field.max };
    if has_two {
        return Ok(());
    }
    let message = if range.count() == 0 && field.min != field.max {
        let Range { least, greatest } = range;
        format!("no value is at least {least} and at most {greatest}, which is as far as JSON counts")
    } else {
        "the bounds allow fewer than two values".to_owned()
    };
    Err(Problem::usage("bad-field", message).about("fields").at(format_args!("`{field}`")))
}

/// The greatest number of the digits that a decimal has.
pub(super) fn limit(field: &Field) -> Option<String> {
    let (precision, scale) = (field.precision?, field.scale.unwrap_or(0));
    let nines = |count: u32| "9".repeat(count as usize);
    let whole = if precision == scale { "0".to_owned() } else { nines(precision - scale) };
    Some(if scale == 0 { whole } else { format!("{whole}.{}", nines(scale)) })
}
