//! What a new row starts with.

use std::fmt;

use jiff::civil::{Date, DateTime, Time};

use super::bound::{number, whole};
use super::parts::{element_text, elements, part_text};
use super::{EnumValue, FieldKind, Number, Scalar, bad};
use crate::problem::Problem;

/// A value of a field's type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number; cents of an amount of money.
    Integer(i64),
    /// A float or a decimal.
    Number(Number),
    /// True or false.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A date and time without a time zone.
    NaiveDatetime(DateTime),
    /// A moment in UTC.
    UtcDatetime(DateTime),
    /// One of an enum's values.
    Member(EnumValue),
    /// The elements of an array.
    List(Vec<Value>),
    /// A map without anything in it.
    EmptyMap,
}

impl Value {
    /// Reads the default of a field of some type.
    pub(super) fn parse(text: &str, kind: &FieldKind) -> Result<Self, Problem> {
        match kind {
            FieldKind::Scalar(scalar) => Self::scalar(text, *scalar),
            FieldKind::Array(scalar) => {
                let elements = elements(text);
                if elements.iter().any(String::is_empty) {
                    return Err(bad("one of the default's elements is empty")
                        .hint("write a slash in a value twice; `default=` alone is an empty array"));
                }
                let values = elements.iter().map(|it| Self::scalar(it, *scalar));
                values.collect::<Result<_, _>>().map(Self::List)
            }
            FieldKind::Enum(values) => {
                let found = values.iter().find(|value| value.as_str() == text).cloned();
                found.map(Self::Member).ok_or_else(|| {
                    bad(format!("`{}` is not one of the enum's values", text.escape_debug()))
                        .nearest(text, &values.iter().map(EnumValue::as_str).collect::<Vec<_>>())
                })
            }
            _ => Err(bad(format!("a `{}` has no default", kind.type_()))),
        }
    }

    fn scalar(text: &str, scalar: Scalar) -> Result<Self, Problem> {
        let shown = text.escape_debug();
        match scalar {
            Scalar::String | Scalar::Text if text.is_empty() => {
                Err(bad("an empty text counts as missing, so it cannot be a default")
                    .hint("leave the default out and add `optional`"))
            }
            Scalar::String | Scalar::Text => Ok(Self::Text(text.to_owned())),
            Scalar::Integer | Scalar::Bigint | Scalar::Money => whole(text, scalar).map(Self::Integer),
            Scalar::Float | Scalar::Decimal => number(text).map(Self::Number),
            Scalar::Boolean => match text {
                "true" => Ok(Self::Boolean(true)),
                "false" => Ok(Self::Boolean(false)),
                _ => Err(bad(format!("`{shown}` is neither `true` nor `false`"))),
            },
            Scalar::Map if text.is_empty() => Ok(Self::EmptyMap),
            Scalar::Map => Err(bad("the default of a map can only be empty: `default=`")),
            Scalar::Uuid | Scalar::Binary => Err(bad(format!("a `{scalar}` has no default"))),
            Scalar::Date
            | Scalar::Time
            | Scalar::TimeUsec
            | Scalar::NaiveDatetime
            | Scalar::NaiveDatetimeUsec
            | Scalar::UtcDatetime
            | Scalar::UtcDatetimeUsec => Self::calendar(text, scalar),
        }
    }

    /// A date, a time or both, as ISO 8601 has them.
    fn calendar(text: &str, scalar: Scalar) -> Result<Self, Problem> {
        let is_utc = matches!(scalar, Scalar::UtcDatetime | Scalar::UtcDatetimeUsec);
        let local = if is_utc { text.strip_suffix('Z').unwrap_or(text) } else { text };
        let (date, time) = match scalar {
            Scalar::Date => (Some(local), None),
            Scalar::Time | Scalar::TimeUsec => (None, Some(local)),
            _ => local.split_once('T').map_or((None, None), |(date, time)| (Some(date), Some(time))),
        };
        let date = date.map(|text| parse_date(text).ok_or(())).transpose();
        let time = time.map(|text| parse_time(text, is_exact(scalar)).ok_or(())).transpose();
        match (date, time) {
            (Ok(Some(date)), Ok(None)) => Ok(Self::Date(date)),
            (Ok(None), Ok(Some(time))) => Ok(Self::Time(time)),
            (Ok(Some(date)), Ok(Some(time))) if is_utc => Ok(Self::UtcDatetime(date.to_datetime(time))),
            (Ok(Some(date)), Ok(Some(time))) => Ok(Self::NaiveDatetime(date.to_datetime(time))),
            _ => {
                Err(bad(format!("`{}` is not a valid `{scalar}`", text.escape_debug())).hint(match scalar {
                    Scalar::Date => "a date is `2026-11-23`",
                    Scalar::Time => "a time is `10::30::00`: write a colon in a value twice",
                    Scalar::TimeUsec => "a time is `10::30::00.125`: write a colon in a value twice",
                    _ => "a date and time is `2026-11-23T10::30::00`: write a colon in a value twice",
                }))
            }
        }
    }
}

/// Whether a type keeps microseconds.
fn is_exact(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::TimeUsec | Scalar::NaiveDatetimeUsec | Scalar::UtcDatetimeUsec)
}

fn parse_date(text: &str) -> Option<Date> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if is_plain { text.parse().ok() } else { None }
}

fn parse_time(text: &str, is_exact: bool) -> Option<Time> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    let time = if is_plain && text.contains(':') { text.parse::<Time>().ok()? } else { return None };
    let unit = if is_exact { 1_000 } else { 1_000_000_000 };
    (time.subsec_nanosecond() % unit == 0).then_some(time)
}

impl fmt::Display for Value {
    /// As it stands in a field.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&part_text(text)),
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Boolean(value) => value.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Time(time) => f.write_str(&part_text(&time.to_string())),
            Self::NaiveDatetime(moment) => f.write_str(&part_text(&moment.to_string())),
            Self::UtcDatetime(moment) => write!(f, "{}Z", part_text(&moment.to_string())),
            Self::Member(value) => value.fmt(f),
            Self::List(values) => {
                let texts: Vec<_> = values.iter().map(|value| element_text(&value.to_string())).collect();
                f.write_str(&texts.join("/"))
            }
            Self::EmptyMap => Ok(()),
        }
    }
}
