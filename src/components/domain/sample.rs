//! Values for tests: valid for a field, and all it is bounded by.

use jiff::civil::{date, time};
use serde::Serialize;

use super::column::Literal;
use super::values::{Range, limit};
use crate::fields::{Bound, EnumValue, Field, FieldKind, Format, Number, Scalar, Value};

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
        Scalar::Integer | Scalar::Bigint | Scalar::Money => Value::Integer(whole(field, index)?),
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

/// A whole number that a field may be: a usual one, else one beside its nearest bound.
fn whole(field: &Field, index: usize) -> Option<i64> {
    const USUAL: i128 = 42;
    let range = Range::of(field)?;
    let index = i128::try_from(index).ok()?;
    let number = if range.least > USUAL {
        (range.least + index).min(range.greatest)
    } else if USUAL + index > range.greatest {
        (range.greatest - index).max(range.least)
    } else {
        USUAL + index
    };
    i64::try_from(number).ok()
}

/// A number that a field may be, with as many digits as its column keeps; the second differs from the first.
fn number(field: &Field, index: usize) -> Option<Number> {
    let range = Range::of(field)?;
    let exactly = |text: String| text.parse::<Number>().ok();
    let beside = |step: i128| [range.least + step, range.greatest - step].map(|it| exactly(it.to_string()));
    let limit = limit(field);
    let min = value(field.min.as_ref()).or_else(|| exactly(format!("-{}", limit.as_ref()?)));
    let max = value(field.max.as_ref()).or_else(|| limit.and_then(exactly));
    let scale = field.precision.map(|_| field.scale.unwrap_or(0));
    let is_good = |number: &Number| {
        min.as_ref().is_none_or(|min| number >= min)
            && max.as_ref().is_none_or(|max| number <= max)
            && scale.is_none_or(|scale| number.scale() <= scale as usize)
    };
    // What is beside the bounds will do where no usual number does.
    let good = |usual: [&str; 5], bounds: [&Option<Number>; 2], step: i128, taken: Option<&Number>| {
        let usual = usual.iter().filter_map(|text| text.parse().ok());
        let others = bounds.into_iter().cloned().chain(beside(step)).flatten();
        usual.chain(others).find(|number| is_good(number) && Some(number) != taken)
    };
    let first = good(["120.5", "1.5", "0.5", "1", "0"], [&min, &max], 0, None)?;
    if index == 0 {
        return Some(first);
    }
    good(["456.7", "2.5", "0.25", "2", "0.2"], [&max, &min], 1, Some(&first))
}

/// The bound of a float or a decimal.
fn value(bound: Option<&Bound>) -> Option<Number> {
    match bound {
        Some(Bound::Number(value)) => Some(value.clone()),
        _ => None,
    }
}
