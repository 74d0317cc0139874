//! Values for tests: valid for a field, and all it is bounded by.

use jiff::civil::{date, time};
use serde::Serialize;

use super::column::Literal;
use crate::fields::{Bound, EnumValue, Field, FieldKind, Format, Scalar, Value};

/// Two valid values of a field that differ, where its type has two.
#[derive(Clone, Debug, Serialize)]
pub(in crate::components) struct Samples {
    pub sample: Option<Literal>,
    pub other: Option<Literal>,
}

/// The values of a field; none for an association or an embedded schema.
pub(super) fn samples(field: &Field) -> Samples {
    let pair = |first: Value, second: Value| Samples {
        sample: Some(Literal::new(&first)),
        other: Some(Literal::new(&second)),
    };
    match &field.kind {
        FieldKind::Scalar(scalar) => match (scalar_value(*scalar, field, 0), scalar_value(*scalar, field, 1))
        {
            (Some(first), Some(second)) => pair(first, second),
            _ => Samples { sample: None, other: None },
        },
        FieldKind::Array(scalar) => {
            let least = size(field.min.as_ref()).unwrap_or(0);
            let (first, second) = (least.max(1), size(field.max.as_ref()).unwrap_or(2).min(2).max(least));
            let element = |index: usize| element(*scalar, index);
            let list = |count: usize, from: usize| (from..from + count).filter_map(element).collect();
            pair(Value::List(list(first, 0)), Value::List(list(second, 1)))
        }
        FieldKind::Enum(values) => {
            let member = |value: Option<&EnumValue>| value.cloned().map(Value::Member);
            match (member(values.first()), member(values.get(1).or(values.first()))) {
                (Some(first), Some(second)) => pair(first, second),
                _ => Samples { sample: None, other: None },
            }
        }
        _ => Samples { sample: None, other: None },
    }
}

/// A bound of a length.
pub(super) fn size(bound: Option<&Bound>) -> Option<usize> {
    match bound {
        Some(Bound::Size(size)) => Some(*size as usize),
        _ => None,
    }
}

/// An element of an array: no bound holds for it.
fn element(scalar: Scalar, index: usize) -> Option<Value> {
    let field: Field = format!("element:{}", scalar.name()).parse().ok()?;
    scalar_value(scalar, &field, index)
}

fn scalar_value(scalar: Scalar, field: &Field, index: usize) -> Option<Value> {
    let odd = index % 2 == 1;
    let offset = i8::try_from(index % 28).unwrap_or_default();
    let day = date(2026, 1, 15).checked_add(jiff::Span::new().days(i64::from(offset))).ok()?;
    let hour = time(10 + offset % 10, 30, 0, 0);
    Some(match scalar {
        Scalar::String | Scalar::Text => Value::Text(text(field, index)),
        Scalar::Integer | Scalar::Bigint | Scalar::Money => Value::Integer(whole(field, index)),
        Scalar::Float | Scalar::Decimal => Value::Number(number(field, index)?),
        Scalar::Boolean => Value::Boolean(!odd),
        Scalar::Date => Value::Date(day),
        Scalar::Time | Scalar::TimeUsec => Value::Time(hour),
        Scalar::NaiveDatetime | Scalar::NaiveDatetimeUsec => Value::NaiveDatetime(day.to_datetime(hour)),
        Scalar::UtcDatetime | Scalar::UtcDatetimeUsec => Value::UtcDatetime(day.to_datetime(hour)),
        Scalar::Uuid => Value::Text(format!("7488a646-e31f-11e4-aace-60030846{:04}", index % 10_000)),
        Scalar::Binary => Value::Text(format!("bytes {index}")),
        Scalar::Map => Value::EmptyMap,
    })
}

/// A text within the bounds of a field, of its format.
fn text(field: &Field, index: usize) -> String {
    let words = field.name.as_str().replace('_', " ");
    let adjective = ["some", "another"].get(index).copied().unwrap_or("one more");
    let (least, most) = (size(field.min.as_ref()).unwrap_or(0), size(field.max.as_ref()).unwrap_or(60));
    let slug = || format!("{adjective} {words}").replace(' ', "-");
    let (head, filler, tail) = match field.format {
        None => (format!("{adjective} {words}"), 'x', String::new()),
        Some(Format::Slug) => (slug(), 'x', String::new()),
        Some(Format::Email) => (slug(), 'x', "@example.com".to_owned()),
        Some(Format::Url) => ("https://example.com/".to_owned(), 'x', slug()),
    };
    let mut text = head;
    let room = most.saturating_sub(tail.len());
    if text.len() > room {
        // Too short for words: letters will do, another one for each index.
        let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
        text = match field.format {
            None | Some(Format::Slug | Format::Email) => std::iter::repeat_n(letter, room.max(1)).collect(),
            Some(Format::Url) => format!("http://{letter}"),
        };
        if field.format == Some(Format::Url) {
            return text;
        }
    }
    while text.len() + tail.len() < least {
        text.push(filler);
    }
    text + &tail
}

fn whole(field: &Field, index: usize) -> i64 {
    const USUAL: i64 = 42;
    let bound = |bound: &Option<Bound>| match bound {
        Some(Bound::Integer(value)) => Some(*value),
        _ => None,
    };
    let index = i64::try_from(index).unwrap_or_default();
    match (bound(&field.min), bound(&field.max)) {
        (Some(min), max) if min > USUAL => min.saturating_add(index).min(max.unwrap_or(i64::MAX)),
        (min, Some(max)) if USUAL + index > max => max.saturating_sub(index).max(min.unwrap_or(i64::MIN)),
        _ => USUAL + index,
    }
}

/// A number within the bounds of a field, with as many digits as its column keeps.
fn number(field: &Field, index: usize) -> Option<crate::fields::Number> {
    let bound = |bound: &Option<Bound>| match bound {
        Some(Bound::Number(value)) => Some(value.clone()),
        _ => None,
    };
    let (min, max) = (bound(&field.min), bound(&field.max));
    let candidates =
        if index == 0 { ["120.5", "1.5", "0.5", "1", "0"] } else { ["456.7", "2.5", "0.25", "2", "0.2"] };
    let is_good = |number: &crate::fields::Number| {
        let scale = field.precision.map(|_| field.scale.unwrap_or(0));
        let whole = field.precision.map(|precision| precision - field.scale.unwrap_or(0));
        min.as_ref().is_none_or(|min| number >= min)
            && max.as_ref().is_none_or(|max| number <= max)
            && scale.is_none_or(|scale| number.scale() <= scale as usize)
            && whole.is_none_or(|whole| number.whole_digits() <= whole as usize)
    };
    let found = candidates.iter().filter_map(|text| text.parse().ok()).find(is_good);
    found.or(if index == 0 { min.clone().or(max) } else { max.clone().or(min) })
}
